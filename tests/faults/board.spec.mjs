// What must not go wrong when storage, other tabs or what people type go wrong.
import { test, expect, fixClock, openBoard } from '../lib/index.mjs';
import { fillStorage } from '../lib/data.mjs';
import { TODAY, capture, cardIn } from '../lib/board.mjs';

/** What the journal of the workspace holds. */
const journal = (page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('landfall/1/main/')));

test.beforeEach(async ({ page }) => {
  await fixClock(page, TODAY);
});

test('two tabs of one workspace see each other’s work', async ({ page, context }) => {
  await openBoard(page);
  const other = await context.newPage();
  await openBoard(other);
  await capture(page, '甲页的线索', '某某科技');
  await expect(cardIn(other, '线索', '甲页的线索')).toBeVisible();
  await capture(other, '乙页的线索', '另一家');
  await expect(cardIn(page, '线索', '乙页的线索')).toBeVisible();
  await page.reload();
  await expect(page.locator('.card')).toHaveCount(2);
});

test('a damaged journal entry is kept, said, and the rest opens', async ({ page }) => {
  await openBoard(page);
  await capture(page, '完好的线索', '某某科技');
  await page.evaluate(() => localStorage.setItem('landfall/1/main/dead/0', '1|00000000|AAAA'));
  await page.evaluate(() => localStorage.setItem('landfall/1/main/dead/1', '9|00000000|AAAA'));
  await page.reload();
  await expect(cardIn(page, '线索', '完好的线索')).toBeVisible();
  await expect(page.getByText(/有 1 条记录无法读取/)).toBeVisible();
  await expect(page.getByText(/有 1 条记录由更新的版本写入/)).toBeVisible();
  expect(await page.evaluate(() => localStorage.getItem('landfall/1/main/dead/0'))).toBe('1|00000000|AAAA');
});

test('a full storage is said at once and nothing is lost', async ({ page }) => {
  await openBoard(page);
  await fillStorage(page);
  await capture(page, '写不下的线索', '某某科技');
  await expect(page.getByRole('status')).toContainText('本机将满');
  await expect(cardIn(page, '线索', '写不下的线索')).toBeVisible();
  await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('filler/')).forEach((key) => localStorage.removeItem(key)));
  await capture(page, '写得下的线索', '某某科技');
  await expect(page.getByRole('status')).toContainText('已保存');
  await page.reload();
  await expect(page.locator('.card')).toHaveCount(2);
});

test('without storage the board works for this tab and says so', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });
  });
  await page.goto('./#/board');
  await expect(page.getByRole('status')).toContainText('本浏览器不允许存储');
  await page.keyboard.press('n');
  await page.getByLabel('线索名称').fill('临时线索');
  await page.getByLabel('企业', { exact: true }).fill('某某科技');
  await page.keyboard.press('Enter');
  await expect(cardIn(page, '线索', '临时线索')).toBeVisible();
});

test('the journal is a key for each step, all of this tab alone', async ({ page }) => {
  await openBoard(page);
  await expect.poll(async () => (await journal(page)).length).toBe(1);
  await capture(page, '一', '某某科技');
  await capture(page, '二', '某某科技');
  const keys = await journal(page);
  // After three seconds without a step the last one is repeated.
  expect(keys.length).toBeGreaterThanOrEqual(3);
  expect(new Set(keys.map((key) => key.split('/')[3])).size).toBe(1);
});

test('what officers type is text in every place, never markup', async ({ page }) => {
  const payload = '<img src=x onerror="console.error(1)">';
  await openBoard(page);
  await capture(page, payload, `企业${payload}`);
  const card = page.locator('.card');
  await expect(card.locator('.card__title')).toHaveText(payload);
  await card.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary')).toBeVisible();
  await page.getByLabel('记一笔').fill(payload);
  await page.keyboard.press('Enter');
  await expect(page.locator('.log__text').first()).toHaveText(payload);
  await expect(page.locator('img')).toHaveCount(0);
});

test('a toast that another one replaced goes in peace', async ({ page }) => {
  await openBoard(page);
  await capture(page, '甲', '某某科技');
  await capture(page, '乙', '某某科技');
  // Longer than a toast stays.
  await page.waitForTimeout(9_000);
  await capture(page, '丙', '某某科技');
  await expect(page.locator('.card')).toHaveCount(3);
});
