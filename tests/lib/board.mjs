// What the tests of the board share.
import { expect } from '@playwright/test';

/** The day of the sample. */
export const TODAY = '2023-12-08T09:42:00+08:00';

/** A stage's column, by its name and perhaps its count. */
export const column = (page, name) => page.getByRole('region', { name, exact: false }).filter({ has: page.getByRole('list') });
/** A card in a column, by its title. */
export const cardIn = (page, stage, title) => column(page, stage).getByRole('listitem', { name: title });

/** Notes a lead in its two fields. */
export async function capture(page, title, company) {
  await page.keyboard.press('n');
  const dialog = page.getByRole('dialog', { name: '新线索' });
  await dialog.getByLabel('线索名称').fill(title);
  await dialog.getByLabel('企业', { exact: true }).fill(company);
  await dialog.getByRole('button', { name: '保存', exact: true }).click();
  await expect(dialog).toBeHidden();
}

/** How many leads the board says it shows: it draws those in sight. */
export const shown = (page) => page.locator('.toolbar__count');

/** Brings in the sample and waits for it. */
export async function loadSample(page) {
  await page.getByRole('button', { name: /载入示例数据|Load sample data/ }).click();
  await expect(shown(page)).toHaveText(/^47 /);
}
