// Views of the leads: those everybody has, those somebody keeps, and their links.
import { test, expect, axe, fixClock, openBoard, openPage } from '../lib/index.mjs';
import { TODAY, loadSample } from '../lib/board.mjs';

test.beforeEach(async ({ page }) => {
  await fixClock(page, TODAY);
});

const views = (page) => page.getByRole('group', { name: /^(视图|Views)$/ });
const tab = (page, name) => views(page).getByRole('link', { name });
const shown = (page) => views(page).locator('[aria-current="true"]');

async function keep(page, name) {
  await views(page).getByRole('button', { name: /^(存为视图|Keep view)$/ }).click();
  const dialog = page.getByRole('dialog', { name: /^(存为视图|Keep as a view)$/ });
  await dialog.getByRole('textbox').fill(name);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
}

test('the counts are what the views show, and mine are mine', async ({ page }) => {
  await openBoard(page, { who: '专员甲' });
  await loadSample(page);
  await expect(tab(page, /^全部 47$/)).toHaveAttribute('aria-current', 'true');
  for (const name of ['我负责的', '停滞', '有堵点', '逾期']) {
    const link = tab(page, new RegExp(`^${name} \\d+$`));
    const count = Number((await link.innerText()).match(/\d+/)[0]);
    expect(count).toBeGreaterThan(0);
    await link.click();
    await expect(shown(page)).toContainText(name);
    await expect(page.locator('.card')).toHaveCount(count);
  }
  // A text that is looked for is asked within the view, and the chip says what else is.
  await expect(page.getByRole('button', { name: '取消筛选：逾期' })).toBeVisible();
  await page.getByRole('searchbox').fill('示例');
  await page.keyboard.press('Escape');
  await expect(shown(page)).toContainText('逾期');
});

test('a view is kept, changed, updated, renamed, moved, deleted, and each is one undo', async ({ page }) => {
  await openBoard(page);
  await loadSample(page);
  await page.getByRole('combobox', { name: '战区' }).selectOption({ label: '一战区' });
  const cards = await page.locator('.card').count();
  await keep(page, '周例会');
  await expect(shown(page)).toHaveText(`周例会 ${cards}`);
  await expect(page).toHaveURL(/view=/);
  // Something else is asked: it says so, and either way out is one click.
  await page.getByRole('combobox', { name: '产业' }).selectOption({ index: 1 });
  await page.getByRole('button', { name: '放弃改动，回到“周例会”' }).click();
  await expect(page.locator('.card')).toHaveCount(cards);
  await page.getByRole('combobox', { name: '产业' }).selectOption({ index: 1 });
  const fewer = await page.locator('.card').count();
  await page.getByRole('button', { name: /^更新/ }).click();
  await expect(shown(page)).toHaveText(`周例会 ${fewer}`);
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: /^更新/ })).toBeVisible();
  await page.keyboard.press('Control+Shift+z');
  await expect(page.getByRole('button', { name: /^更新/ })).toBeHidden();
  const menu = async (item) => {
    await views(page).getByRole('button', { name: /的操作$/ }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  await menu('改名…');
  await page.getByRole('dialog', { name: '视图改名' }).getByRole('textbox').fill('周一例会');
  await page.keyboard.press('Enter');
  await expect(shown(page)).toContainText('周一例会');
  // A second one, and their order.
  await tab(page, /^停滞/).click();
  await keep(page, '催办');
  await menu('往前移');
  await page.reload();
  const order = views(page).getByRole('link');
  await expect(order.filter({ hasText: /催办|周一例会/ }).first()).toContainText('催办');
  await menu('删除');
  await expect(tab(page, /^催办/)).toHaveCount(0);
  await page.getByRole('button', { name: '撤销' }).first().click();
  await expect(tab(page, /^催办/)).toHaveCount(1);
});

test('a link to a view shows the same in a workspace that does not know it', async ({ page, browser, baseURL }) => {
  await openBoard(page);
  await loadSample(page);
  await page.getByRole('combobox', { name: '战区' }).selectOption({ label: '二战区' });
  await keep(page, '二战区');
  const [address, cards] = [page.url(), await page.locator('.card').count()];
  const other = await browser.newContext({ baseURL });
  const second = await other.newPage();
  await fixClock(second, TODAY);
  await openBoard(second);
  await loadSample(second);
  await second.goto(address);
  await expect(second.locator('.card')).toHaveCount(cards);
  await expect(shown(second)).toHaveCount(0);
  await other.close();
});

test('where there is no room the views are a list, and axe finds nothing', async ({ page }) => {
  for (const [lang, theme, width] of [['zh-CN', 'dark', 390], ['en', 'light', 1440]]) {
    await page.setViewportSize({ width, height: 844 });
    await openPage(page, '#/board', { lang, theme });
    if (await page.locator('.card').count() === 0) {
      await page.getByRole('button', { name: /载入示例数据|Load sample data/ }).click();
      await expect(page.locator('.card')).toHaveCount(47);
    }
    if (width === 390) {
      await views(page).getByRole('combobox', { name: '选择视图' }).selectOption({ label: '停滞 3' });
      await expect(page).toHaveURL(/is=stale/);
    } else {
      await keep(page, 'Weekly meeting');
      await expect(shown(page)).toContainText('Weekly meeting');
    }
    await axe(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  }
});
