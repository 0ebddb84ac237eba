// What a hand does often may not cost the style of the whole page: how many elements the browser styles anew for it, as its
// own trace counts them. How long that takes is the benchmark's.
import { test, expect, fixClock, openBoard } from '../lib/index.mjs';
import { TODAY, cardIn, loadSample } from '../lib/board.mjs';

test.beforeEach(async ({ page }) => {
  await fixClock(page, TODAY);
});

/** The most elements that were styled at once while `action` ran, of all that the page has. */
async function restyled(page, action) {
  const browser = page.context().browser();
  await page.evaluate(() => new Promise((drawn) => { requestAnimationFrame(() => requestAnimationFrame(drawn)); }));
  await browser.startTracing(page, { categories: ['devtools.timeline'] });
  await action();
  await page.waitForTimeout(300);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const counts = traceEvents.filter(({ name }) => name === 'UpdateLayoutTree').map(({ args }) => args?.elementCount ?? 0);
  const all = await page.evaluate(() => document.querySelectorAll('body *').length);
  return Math.max(0, ...counts) / all;
}

/** More than what changes, far less than the page. */
const LITTLE = 0.4;

test('a letter in a field, a card lifted, carried and put down restyle themselves, not the page', async ({ page }) => {
  await openBoard(page);
  await loadSample(page);
  await expect(page.locator('.card').first()).toBeVisible();
  await page.waitForTimeout(600);

  const card = cardIn(page, '签约', '高精地图数据中心');
  const box = await card.boundingBox();
  const [x, y] = [box.x + 40, box.y + 40];
  await page.mouse.move(x, y);
  expect(await restyled(page, async () => {
    await page.mouse.down();
    await page.mouse.move(x - 10, y, { steps: 2 });
    await expect(page.locator('.card--ghost')).toBeVisible();
  }), 'lifting a card').toBeLessThan(LITTLE);
  expect(await restyled(page, () => page.mouse.move(x - 200, y, { steps: 6 })), 'carrying it').toBeLessThan(LITTLE);
  expect(await restyled(page, async () => {
    await page.mouse.move(x, y);
    await page.mouse.up();
    await expect(page.locator('.card--ghost')).toHaveCount(0);
  }), 'putting it down').toBeLessThan(LITTLE);

  const dialog = page.getByRole('dialog');
  const title = dialog.getByLabel('线索名称');
  expect(await restyled(page, async () => {
    await page.keyboard.press('n');
    await expect(title).toBeFocused();
  }), 'opening the two fields').toBeLessThan(LITTLE);
  await page.waitForTimeout(400);
  expect(await restyled(page, () => page.keyboard.insertText('新')), 'a letter').toBeLessThan(LITTLE);
  await dialog.getByLabel('企业', { exact: true }).fill('示例企业 新');
  expect(await restyled(page, async () => {
    await page.keyboard.press('Enter');
    await expect(cardIn(page, '线索', '新')).toBeFocused();
  }), 'saving them').toBeLessThan(LITTLE);
});

test('that test sees a rule that styles the whole page', async ({ page }) => {
  await openBoard(page);
  await loadSample(page);
  await page.waitForTimeout(600);
  await page.evaluate(() => {
    const [sheet] = [...document.styleSheets].filter((sheet) => sheet.cssRules.length > 50);
    sheet.insertRule('.nowhere > * + * { color: inherit }', sheet.cssRules.length);
  });
  const box = await cardIn(page, '签约', '高精地图数据中心').boundingBox();
  await page.mouse.move(box.x + 40, box.y + 40);
  expect(await restyled(page, async () => {
    await page.mouse.down();
    await page.mouse.move(box.x + 30, box.y + 40, { steps: 2 });
    await expect(page.locator('.card--ghost')).toBeVisible();
  })).toBeGreaterThan(LITTLE);
  await page.keyboard.press('Escape');
  await page.mouse.up();
});
