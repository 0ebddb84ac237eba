// The single file that carries a workspace: saved, opened from a disk, kept, merged.
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { test, expect, axe, fixClock, openBoard } from '../lib/index.mjs';
import { TODAY, capture, cardIn } from '../lib/board.mjs';
import { openData } from '../lib/data.mjs';
import { found, lockPage, plainOf, putOn, stored as storedValues, unlock } from '../lib/lock.mjs';

const HOSTILE = '</script><img src=x onerror="document.title=1">';
const BLOCK = /(<script type="application\/json" id="landfall-workspace">)([^]*?)(<\/script>)/;

/** Saves a copy with the button of the data page; gives its address on the disk. */
async function saveCopy(page, testInfo, name) {
  const button = page.getByRole('button', { name: /^另存一份带数据的 landfall.html$|^Save a copy with my data$/ });
  const [file] = await Promise.all([page.waitForEvent('download', { timeout: 15_000 }), button.click()]);
  expect(file.suggestedFilename()).toBe('landfall.html');
  const path = testInfo.outputPath(name, 'landfall.html');
  await file.saveAs(path);
  return path;
}

const address = (path, route) => `${pathToFileURL(path).href}${route}`;
const stored = (page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('landfall/')));
const banner = (page) => page.getByRole('region', { name: '只读副本，未存到本机' });

test.beforeEach(async ({ page }) => {
  await fixClock(page, TODAY);
});

test('a copy opens read-only from a disk, writes nothing until it is kept, and merges where it is known', async ({ page, browser, baseURL }, testInfo) => {
  test.slow();
  await openBoard(page, { who: '专员甲' });
  await capture(page, HOSTILE, '示例企业 A');
  await openData(page, { who: '专员甲' });
  const path = await saveCopy(page, testInfo, 'one');
  const built = await (await page.request.get('./landfall.html')).text();
  const [, , carried] = readFileSync(path, 'utf8').match(BLOCK);
  expect(readFileSync(path, 'utf8').replace(BLOCK, '$1$3') === built, 'all else is as it was built, byte for byte').toBe(true);
  expect(carried).not.toContain('<');
  expect(JSON.parse(carried).leads[0].title).toBe(HOSTILE);

  const context = await browser.newContext({ baseURL, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', acceptDownloads: true });
  const there = await context.newPage();
  const broken = [];
  there.on('pageerror', (error) => broken.push(String(error)));
  there.on('console', (message) => message.type() === 'error' && broken.push(message.text()));
  await fixClock(there, TODAY);
  await there.goto(address(path, ''));
  await expect(banner(there)).toContainText('这是专员甲于 2023年12月8日 存的副本，只读');
  await expect(cardIn(there, '线索', HOSTILE)).toBeVisible();
  expect(await there.locator('img').count(), 'text is never markup').toBe(0);
  await axe(there);
  // Refused with words, and what was typed waits.
  await there.keyboard.press('n');
  const dialog = there.getByRole('dialog', { name: '新线索' });
  await dialog.getByLabel('线索名称').fill('同事的线索');
  await dialog.getByLabel('企业', { exact: true }).fill('示例企业 B');
  await dialog.getByRole('button', { name: '保存', exact: true }).click();
  await expect(there.getByText('现在只能看，不能改。您写的还在，能改的时候再存。')).toBeVisible();
  await there.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await there.getByRole('button', { name: '只看看' }).click();
  await expect(there.getByText('目前没有往这台电脑上写任何东西')).toBeHidden();
  expect(await stored(there)).toEqual([]);

  await there.getByRole('button', { name: '留在这台电脑上' }).click();
  await expect(there.getByText('已留在这台电脑上，可以接着改')).toBeVisible();
  await expect(banner(there)).toBeHidden();
  await there.keyboard.press('n');
  await expect(dialog.getByLabel('线索名称')).toHaveValue('同事的线索');
  await dialog.getByRole('button', { name: '保存', exact: true }).click();
  await expect(cardIn(there, '线索', '同事的线索')).toBeVisible();
  await there.reload();
  await expect(cardIn(there, '线索', '同事的线索')).toBeVisible();
  await expect(cardIn(there, '线索', HOSTILE)).toBeVisible();
  await expect(banner(there)).toBeHidden();

  // From the file itself: it is written anew without having been read.
  await there.goto(address(path, '#/data'));
  await expect(there.getByRole('button', { name: '另存一份带数据的 landfall.html' })).toBeVisible();
  const second = await saveCopy(there, testInfo, 'two');
  expect(readFileSync(second, 'utf8').replace(BLOCK, '$1$3') === built, 'still as it was built').toBe(true);
  await there.goto(address(path, '#/board'));
  await capture(there, '之后的线索', '示例企业 C');

  // Another tab of this computer: the same workspace is here already, and nothing of it is replaced.
  const next = await context.newPage();
  await fixClock(next, TODAY);
  await next.goto(address(second, '#/board'));
  await expect(banner(next)).toBeVisible();
  await expect(cardIn(next, '线索', '同事的线索')).toBeVisible();
  await expect(cardIn(next, '线索', '之后的线索')).toBeHidden();
  await next.getByRole('button', { name: '留在这台电脑上' }).click();
  await expect(next.getByText('已并入这台电脑上的同一工作区')).toBeVisible();
  await expect(cardIn(next, '线索', '之后的线索')).toBeVisible();
  await expect(cardIn(next, '线索', '同事的线索')).toHaveCount(1);
  expect(broken).toEqual([]);
  await context.close();
});

test('a copy of a locked workspace is encrypted, asks for the passphrase, and is kept locked with what was half typed', async ({ page, browser, baseURL }, testInfo) => {
  test.slow();
  const title = '银杏树下的线索';
  await openBoard(page, { who: '专员甲' });
  await capture(page, title, '某某绝密科技');
  await openData(page, { who: '专员甲' });
  await putOn(page);
  await expect(page.getByText('打开时要输入这个工作区的口令')).toBeVisible();
  const path = await saveCopy(page, testInfo, 'locked');
  await expect(page.getByRole('dialog'), 'nothing to be asked: it can’t be read').toHaveCount(0);
  const text = readFileSync(path, 'utf8');
  const [, , carried] = text.match(BLOCK);
  expect(Object.keys(JSON.parse(carried))).toEqual(['app', 'schema', 'encrypted']);
  for (const secret of [title, '某某绝密科技']) expect(text).not.toContain(secret);
  // The sample, which the file has beside it, names one, too.
  expect(carried).not.toContain('专员甲');

  const context = await browser.newContext({ baseURL, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', acceptDownloads: true });
  const there = await context.newPage();
  const broken = [];
  there.on('pageerror', (error) => broken.push(String(error)));
  await fixClock(there, TODAY);
  await there.goto(address(path, ''));
  await expect(there.getByRole('heading', { name: '这份副本已加锁' })).toBeVisible();
  await axe(there);
  await unlock(there, 'not the passphrase');
  await expect(there.getByText('口令不对')).toBeVisible();
  await expect(there.locator('.card')).toHaveCount(0);
  await unlock(there);
  await expect(banner(there)).toContainText('只读');
  await expect(cardIn(there, '线索', title)).toBeVisible();
  expect(await stored(there)).toEqual([]);

  // Saved on from here it is what it was.
  await there.evaluate(() => { location.hash = '#/data'; });
  const second = await saveCopy(there, testInfo, 'second');
  expect(readFileSync(second, 'utf8') === text, 'still encrypted, byte for byte').toBe(true);

  await there.keyboard.press('n');
  await there.getByRole('dialog', { name: '新线索' }).getByLabel('线索名称').fill('还没写完的半句话');
  await there.keyboard.press('Escape');
  await there.getByRole('button', { name: '留在这台电脑上' }).click();
  await expect(there.getByText('已留在这台电脑上，可以接着改')).toBeVisible();
  await there.evaluate(() => { location.hash = '#/board'; });
  await expect(cardIn(there, '线索', title)).toBeVisible();
  const secrets = [title, '某某绝密科技', '还没写完的半句话'];
  expect(found(await storedValues(there), secrets)).toEqual([]);
  expect(await plainOf(there)).toEqual([]);
  await there.reload();
  await expect(lockPage(there)).toBeVisible();
  await unlock(there);
  await expect(cardIn(there, '线索', title)).toBeVisible();
  await there.keyboard.press('n');
  await expect(there.getByRole('dialog', { name: '新线索' }).getByLabel('线索名称')).toHaveValue('还没写完的半句话');
  expect(broken).toEqual([]);
  await context.close();
});

test('a copy whose workspace is cut off says so and opens this computer’s own', async ({ page, browser }, testInfo) => {
  await openData(page);
  const path = await saveCopy(page, testInfo, 'one');
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replace(BLOCK, (_, start, content, end) => start + content.slice(0, content.length / 2) + end));
  const context = await browser.newContext({ locale: 'zh-CN' });
  const there = await context.newPage();
  await there.goto(address(path, '#/board'));
  await expect(there.getByText('这个文件里带的工作区读不出来')).toBeVisible();
  await capture(there, '自己的线索', '示例企业 A');
  await there.reload();
  await expect(cardIn(there, '线索', '自己的线索')).toBeVisible();
  await context.close();
});

test('without the network the site says what a copy needs', async ({ page, guard }) => {
  guard.allow(/landfall\.html/);
  await openData(page);
  await page.route('**/landfall.html', (route) => route.abort());
  await page.getByRole('button', { name: '另存一份带数据的 landfall.html' }).click();
  await expect(page.getByText('要从网站取 landfall.html 才能做这个文件，现在取不到')).toBeVisible();
});
