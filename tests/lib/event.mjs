// What tests of the event sheet share.
import { expect } from '@playwright/test';
import { fixClock, openPage } from './open.mjs';
import { TODAY, loadSample } from './board.mjs';
import { OFFICER } from './data.mjs';

export const sheet = (page) => page.locator('#event-sheet');

/** Opens an event of a workspace with the sample. */
export async function openEvent(page, id, settings = {}) {
  await fixClock(page, TODAY);
  await openPage(page, '#/board', { ...OFFICER, ...settings });
  await loadSample(page);
  await go(page, id);
}

export const go = async (page, id) => {
  await page.evaluate((id) => { location.hash = `#/events?event=${id}`; }, id);
  await expect(sheet(page).locator('.event-sheet__head')).toBeVisible();
};

/** An event of this title, made by keys; the sheet shows it. */
export async function make(page, title, start = '', end = '') {
  await page.getByRole('button', { name: '新活动' }).click();
  const dialog = page.getByRole('dialog', { name: '新活动' });
  await expect(dialog.getByLabel('活动名称')).toBeFocused();
  await page.keyboard.type(title);
  await dialog.getByLabel('开始日期').fill(start);
  await dialog.getByLabel('结束日期').fill(end);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(sheet(page).getByRole('heading', { name: title, level: 2 })).toBeVisible();
}

export async function openEmpty(page, settings = {}) {
  await fixClock(page, TODAY);
  await openPage(page, '#/events', { ...OFFICER, ...settings });
}
