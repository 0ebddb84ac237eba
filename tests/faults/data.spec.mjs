// What must not be lost or overwritten: many edits in two tabs, later data, a full storage, no storage at all.
import { readFileSync } from 'node:fs';
import { test, expect, fixClock, openBoard } from '../lib/index.mjs';
import { TODAY, capture, cardIn } from '../lib/board.mjs';
import { choose, download, fillStorage, importIt, openData } from '../lib/data.mjs';

const EDITS = 200;
const NAME = '未及署名';

test.beforeEach(async ({ page }) => {
  await fixClock(page, TODAY);
});

/** What localStorage holds of a workspace. */
const stored = (page) => page.evaluate(() => Object.fromEntries(Object.entries(localStorage).filter(([key]) => key.startsWith('landfall/1/main/'))));

/** Edits the note of the open lead `EDITS` times, as fast as the page takes it. */
async function edit(page, label, tab) {
  const field = page.getByLabel(label, { exact: true }).first();
  await field.evaluate(async (element, { count, tab }) => {
    for (let n = 1; n <= count; n += 1) {
      element.focus();
      element.value = `${tab} ${n}`;
      element.dispatchEvent(new Event('input', { bubbles: true }));
      element.blur();
      await new Promise((done) => setTimeout(done, 5));
    }
  }, { count: EDITS, tab });
}

test('two tabs with 200 edits each, one of them stale in between: the union of both in both', async ({ page, context }) => {
  test.setTimeout(90_000);
  await openBoard(page, { who: NAME });
  await capture(page, '同一条线索', '示例企业 A');
  const other = await context.newPage();
  await fixClock(other, TODAY);
  // The second tab hears of nothing until it is told to listen.
  await other.addInitScript(() => {
    window.deaf = false;
    window.addEventListener('storage', (event) => { if (window.deaf) event.stopImmediatePropagation(); }, true);
  });
  await openBoard(other, { who: NAME });
  await expect(cardIn(other, '线索', '同一条线索')).toBeVisible();
  await other.evaluate(() => { window.deaf = true; });
  for (const one of [page, other]) {
    await cardIn(one, '线索', '同一条线索').focus();
    await one.keyboard.press('Enter');
    await expect(one.getByRole('complementary')).toBeVisible();
  }
  await Promise.all([edit(page, '备注', '甲'), edit(other, '理由', '乙')]);
  await other.evaluate(() => { window.deaf = false; });
  for (const one of [page, other]) {
    await one.reload();
    await expect(one.getByRole('complementary')).toBeVisible();
    await expect(one.getByLabel('备注', { exact: true }).first()).toHaveValue(`甲 ${EDITS}`);
    await expect(one.getByLabel('理由', { exact: true }).first()).toHaveValue(`乙 ${EDITS}`);
  }
  // Every one of them, not only the last.
  await page.goto('./#/data');
  await expect(page.getByText(`共 ${EDITS * 2 + 1} 步`)).toBeVisible();
});

test('data of a later version is shown, said, and not touched', async ({ page }) => {
  const journal = JSON.parse(readFileSync(new URL('../../crates/core/tests/fixtures/later/journal.json', import.meta.url), 'utf8'));
  await openBoard(page, { who: NAME });
  await page.evaluate((entries) => {
    for (const key of Object.keys(localStorage)) if (key.startsWith('landfall/1/main/')) localStorage.removeItem(key);
    for (const [key, value] of Object.entries(entries)) localStorage.setItem(key, value);
  }, journal);
  await page.reload();
  await expect(page.getByText(/由更新的版本写过，在此只能看。请更新本应用/)).toBeVisible();
  await expect(cardIn(page, '在谈', '车联网平台区域总部')).toBeVisible();
  await page.keyboard.press('n');
  await page.getByLabel('线索名称').fill('不该写下');
  await page.getByLabel('企业', { exact: true }).fill('某某');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.keyboard.press('Escape');
  await page.waitForTimeout(4_000); // past the time when an idle tab tidies up
  expect(await stored(page)).toEqual(journal);
});

test('while the storage is full the export works and has everything', async ({ page }) => {
  await openBoard(page, { who: NAME });
  await fillStorage(page);
  await capture(page, '写不下的线索', '示例企业 A');
  await page.goto('./#/data');
  const file = await download(page, '导出工作区');
  expect(JSON.parse(file.bytes.toString('utf8')).leads[0].title).toBe('写不下的线索');
});

test('without storage export and import work', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });
  });
  await page.goto('./#/data');
  await expect(page.getByRole('status')).toContainText('本浏览器不允许存储');
  await choose(page, 'x.landfall', JSON.stringify({ app: 'landfall', schema: 2, leads: [{ id: 'x', title: '带来的' }] }));
  await importIt(page);
  const file = await download(page, '导出工作区');
  expect(JSON.parse(file.bytes.toString('utf8')).leads[0].title).toBe('带来的');
});

test('a file of 100,000 rows of markup is read in bounded time and is text', async ({ page }) => {
  test.setTimeout(90_000);
  await openData(page, { who: NAME });
  const leads = Array.from({ length: 100_000 }, (_, n) => ({ id: `__proto__${n}`, title: '<img src=x onerror=console.error(1)>', due: 'NaN' }));
  await choose(page, '大.landfall', JSON.stringify({ app: 'landfall', schema: 2, leads }));
  await expect(page.getByText('新增 100000 条')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/没能读入 100000 处/)).toBeVisible();
  await page.getByRole('button', { name: '取消' }).click();
  await expect(page.locator('img')).toHaveCount(0);
  await choose(page, '太大.landfall', `{"app":"landfall","leads":[${'{},'.repeat(1_000_000)}{}]}`);
  await expect(page.getByRole('alert').filter({ hasText: '太大' })).toContainText('本机放不下', { timeout: 30_000 });
});

test('in a sandboxed frame the workspace lives in memory, says so, and can be exported', async ({ page, baseURL }) => {
  // As the portal's server would: the CORS header for scripts and wasm, since a sandboxed frame has no origin.
  await page.route('**/*', async (route) => {
    if (route.request().url().endsWith('/portal.html')) {
      const body = '<!doctype html><link rel="icon" href="data:,"><iframe sandbox="allow-scripts allow-downloads" width="1200" height="700" src="./?embed=0#/data"></iframe>';
      await route.fulfill({ contentType: 'text/html', body });
      return;
    }
    const answer = await route.fetch();
    await route.fulfill({ response: answer, headers: { ...answer.headers(), 'access-control-allow-origin': '*' } });
  });
  await page.goto(new URL('portal.html', baseURL).href);
  const frame = page.frameLocator('iframe');
  await expect(frame.getByRole('status')).toContainText('本浏览器不允许存储');
  const file = page.waitForEvent('download');
  await frame.getByRole('button', { name: '导出工作区' }).click();
  expect((await file).suggestedFilename()).toContain('.landfall');
});
