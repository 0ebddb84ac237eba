// SPEC section Lock: what is stored says nothing without the passphrase, and nothing is lost on the way there and back.
import { readFileSync } from 'node:fs';
import { test, expect, axe, fixClock, openBoard, openPage } from '../lib/index.mjs';
import { TODAY, capture, cardIn } from '../lib/board.mjs';
import { choose, download, importIt, openData } from '../lib/data.mjs';
import { besideTheApp, fillStorage, journalOf } from '../lib/keeping.mjs';
import { PASSPHRASE, fillAndLock, found, lockPage, plainOf, putOn, stored, unlock } from '../lib/lock.mjs';

const TITLE = '银杏树下的线索 GinkgoProject';
const COMPANY = '某某绝密科技';
const HALF = '还没写完的半句话';
const NAME = '赤松工作区';
const SECRETS = ['银杏树下', 'GinkgoProject', '绝密科技', HALF, NAME];

const board = (page) => page.evaluate(() => { location.hash = '#/board'; });
const card = (page, title = TITLE) => cardIn(page, '线索', title);

async function halfType(page, text) {
  await page.keyboard.press('n');
  await page.getByRole('dialog', { name: '新线索' }).getByLabel('线索名称').fill(text);
  // The draft is written within a second.
  await expect.poll(() => page.evaluate((text) => Object.entries(localStorage).some(([key, value]) => key.includes('/drafts/') && value.includes(text)), text)).toBe(true);
}

test('LK1 nothing of a locked workspace can be read in what is stored, in any encoding', async ({ page }) => {
  await fixClock(page, TODAY);
  await openBoard(page);
  await capture(page, TITLE, COMPANY);
  // Opened once more it keeps a snapshot of the day.
  await page.reload();
  await expect(card(page)).toBeVisible();
  await capture(page, '第二条线索', COMPANY);
  await expect.poll(async () => (await stored(page)).some(([key]) => key.startsWith('landfall/1/backups/'))).toBe(true);
  await halfType(page, HALF);
  await page.keyboard.press('Escape');
  await page.evaluate((name) => {
    const key = 'landfall/1/workspaces/main';
    localStorage.setItem(key, JSON.stringify({ ...JSON.parse(localStorage.getItem(key)), name }));
  }, NAME);
  // The reading finds all of it as long as there is no lock.
  const open = await stored(page);
  for (const secret of SECRETS) expect(found(open, [secret]), secret).not.toEqual([]);
  expect(found(open, SECRETS).map((key) => key.split('/')[2])).toEqual(expect.arrayContaining(['main', 'backups', 'drafts', 'workspaces']));
  await putOn(page);
  expect(found(await stored(page), SECRETS)).toEqual([]);
  expect(await plainOf(page)).toEqual([]);
  // Nor of what is done afterwards, while it is open.
  await board(page);
  await capture(page, '银杏树下的另一条', COMPANY);
  await page.keyboard.press('n');
  await page.getByRole('dialog', { name: '新线索' }).getByLabel('线索名称').fill(HALF);
  await page.keyboard.press('Escape');
  expect(found(await stored(page), SECRETS)).toEqual([]);
  await page.evaluate(() => { location.hash = '#/board?q=GinkgoProject'; });
  await expect(page.getByRole('searchbox', { name: '搜索' }).first()).toHaveValue('GinkgoProject');
  await page.evaluate(() => { location.hash = '#/data?q=GinkgoProject'; });
  await page.getByRole('button', { name: '立即锁上' }).click();
  await expect(lockPage(page)).toBeVisible();
  expect(found(await stored(page), SECRETS)).toEqual([]);
  const shown = await page.evaluate(() => `${document.title} ${location.href} ${document.documentElement.outerHTML}`);
  for (const secret of [...SECRETS, encodeURIComponent('银杏')]) expect(shown).not.toContain(secret);
  // Where one was, with what was half typed and the name.
  await unlock(page);
  await expect.poll(() => page.url()).toContain('#/data?q=GinkgoProject');
  await expect(page.locator('#data-workspaces').getByText(NAME)).toBeVisible();
  await page.evaluate(() => { location.hash = '#/board'; });
  await expect(card(page)).toBeVisible();
  await page.keyboard.press('n');
  await expect(page.getByRole('dialog', { name: '新线索' }).getByLabel('线索名称')).toHaveValue(HALF);
});

test('LK3 another passphrase is refused and says so; a changed one opens it', async ({ page }) => {
  await openBoard(page);
  await capture(page, TITLE, COMPANY);
  await page.evaluate(() => { location.hash = '#/data'; });
  await page.locator('#data-lock').getByRole('button', { name: '加锁' }).click();
  const dialog = page.getByRole('dialog', { name: '给工作区加锁' });
  await dialog.getByLabel('新口令', { exact: true }).fill('短');
  await dialog.getByRole('button', { name: '给工作区加锁' }).click();
  await expect(dialog.getByLabel('新口令', { exact: true })).toHaveAccessibleDescription('至少 8 个字符');
  await fillAndLock(page);
  await expect(page.getByText('工作区已加锁', { exact: true })).toBeVisible();
  await page.reload();
  await unlock(page, 'a wrong passphrase');
  await expect(page.getByLabel('口令', { exact: true })).toHaveAccessibleDescription('口令不对');
  await expect(page.getByLabel('口令', { exact: true })).toBeFocused();
  // Full-width letters of an input method are the same letters.
  await unlock(page, PASSPHRASE.replace('1206', '１２０６'));
  await expect(page.locator('#data-lock').getByText('已加锁')).toBeVisible();
  await page.getByRole('button', { name: '更换口令' }).click();
  const change = page.getByRole('dialog', { name: '更换口令' });
  await change.getByLabel('现在的口令').fill(PASSPHRASE);
  await change.getByLabel('新口令', { exact: true }).fill('another passphrase');
  await change.getByLabel('再输一遍新口令').fill('another passphrase');
  await change.getByRole('button', { name: '换成新口令' }).click();
  await expect(page.getByText('口令已更换')).toBeVisible();
  await page.reload();
  await unlock(page);
  await expect(page.getByText('口令不对')).toBeVisible();
  await unlock(page, 'another passphrase');
  await board(page);
  await expect(card(page)).toBeVisible();
});

test('LK4 what is done in the last moment before closing is kept, and a lost header loses nothing', async ({ page, context }) => {
  await openBoard(page);
  await putOn(page);
  await board(page);
  await capture(page, TITLE, COMPANY);
  await page.close();
  const next = await context.newPage();
  // A killed browser can bring back the time before the header was written, and no other value with it.
  const other = await besideTheApp(context);
  await other.evaluate(() => localStorage.removeItem('landfall/1/main/lock'));
  await next.goto('./#/board');
  await unlock(next);
  await expect(card(next)).toBeVisible();
  expect(await plainOf(next)).toEqual([]);
});

for (const [kind, afters] of [['dead', [0, 2, 5]], ['full', [2]]]) {
  test(`LK5 stopped in the middle of locking (${kind}) the workspace opens, with everything in it`, async ({ page, context }) => {
    // The page is opened twice for each place to stop at.
    test.slow();
    await openBoard(page);
    for (const title of ['一号', '二号', '三号']) await capture(page, title, COMPANY);
    await halfType(page, HALF);
    const before = await stored(page);
    const other = await besideTheApp(context);
    for (const after of afters) {
      await page.goto('about:blank');
      await other.evaluate((entries) => {
        localStorage.clear();
        for (const [key, value] of entries) if (key.startsWith('landfall/')) localStorage.setItem(key, value);
      }, before);
      await page.goto('./#/data');
      await page.locator('#data-lock').getByRole('button', { name: '加锁' }).click();
      await page.evaluate(([kind, after]) => {
        const set = Storage.prototype.setItem;
        let left = after;
        Storage.prototype.setItem = function (key, value) {
          if (left-- > 0) return set.call(this, key, value);
          if (kind === 'full') throw new DOMException('full', 'QuotaExceededError');
        };
        if (kind === 'dead') Storage.prototype.removeItem = () => {};
      }, [kind, after]);
      await fillAndLock(page);
      await expect(page.getByText(/工作区已加锁|本机存储空间不足/).first()).toBeVisible();
      await page.goto('about:blank');
      await page.goto('./#/board');
      await expect(page.locator('main h1')).toBeVisible();
      if (await lockPage(page).isVisible()) await unlock(page);
      for (const title of ['一号', '二号', '三号']) await expect(card(page, title), `${kind} after ${after}`).toBeVisible();
      await expect(page.getByText('无法读取')).toHaveCount(0);
      await page.keyboard.press('n');
      await expect(page.getByRole('dialog', { name: '新线索' }).getByLabel('线索名称')).toHaveValue(HALF);
    }
  });
}

test('LK6 a lock put on in one tab closes the other, which loses nothing; taken off, both go on', async ({ page, context }) => {
  await openBoard(page);
  await capture(page, TITLE, COMPANY);
  const second = await context.newPage();
  await openBoard(second);
  await expect(card(second)).toBeVisible();
  await second.keyboard.press('n');
  await second.getByRole('dialog', { name: '新线索' }).getByLabel('线索名称').fill(HALF);
  await putOn(page);
  await expect(lockPage(second)).toBeVisible();
  // What the other tab still wrote is sealed by this one.
  await expect.poll(async () => found(await stored(page), SECRETS)).toEqual([]);
  await unlock(second);
  await expect(card(second)).toBeVisible();
  await second.keyboard.press('n');
  await expect(second.getByRole('dialog', { name: '新线索' }).getByLabel('线索名称')).toHaveValue(HALF);
  await second.keyboard.press('Escape');
  await capture(second, '第二个标签页的线索', COMPANY);
  await board(page);
  await expect(card(page, '第二个标签页的线索')).toBeVisible();
  await page.evaluate(() => { location.hash = '#/data'; });
  await page.getByRole('button', { name: '解除加锁' }).click();
  const dialog = page.getByRole('dialog', { name: '解除加锁' });
  await dialog.getByLabel('现在的口令').fill('not this one');
  await dialog.getByRole('button', { name: '确认解除' }).click();
  await expect(dialog.getByText('口令不对')).toBeVisible();
  await dialog.getByLabel('现在的口令').fill(PASSPHRASE);
  await dialog.getByRole('button', { name: '确认解除' }).click();
  await expect(page.getByText('已解除加锁')).toBeVisible();
  await capture(second, '解除以后的线索', COMPANY);
  await board(page);
  await expect(card(page, '解除以后的线索')).toBeVisible();
  const sealed = Object.entries(await journalOf(page)).filter(([key, value]) => value.startsWith('3|') && !key.endsWith('/lock'));
  expect(sealed).toEqual([]);
  await page.reload();
  await expect(card(page)).toBeVisible();
});

test('LK7 an exported file is encrypted, asks on import, and readable tables are asked about', async ({ page }) => {
  await openData(page);
  await capture(page, TITLE, COMPANY);
  await putOn(page);
  const file = await download(page, /^导出工作区/);
  const json = JSON.parse(file.bytes.toString());
  expect(json).toMatchObject({ app: 'landfall', encrypted: { kdf: 'PBKDF2-HMAC-SHA-256', iterations: 600_000, cipher: 'AES-256-GCM' } });
  expect(found([['file', file.bytes.toString()]], SECRETS)).toEqual([]);
  // A table anybody can read is asked about.
  await page.getByRole('button', { name: 'CSV' }).click();
  const ask = page.getByRole('dialog', { name: '导出的文件不加密' });
  const [csv] = await Promise.all([page.waitForEvent('download'), ask.getByRole('button', { name: '照样导出' }).click()]);
  expect(readFileSync(await csv.path(), 'utf8')).toContain('GinkgoProject');
  // Into another workspace.
  await page.getByRole('button', { name: '新建工作区' }).click();
  await page.getByLabel('空白').check();
  await page.getByRole('button', { name: '新建', exact: true }).click();
  await expect(page.locator('#data-lock').getByRole('button', { name: '加锁' })).toBeVisible();
  await choose(page, file.name, file.bytes);
  await page.getByLabel('口令', { exact: true }).fill('a wrong passphrase');
  await page.getByRole('button', { name: '打开文件' }).click();
  await expect(page.getByText('口令不对')).toBeVisible();
  await page.getByLabel('口令', { exact: true }).fill(PASSPHRASE);
  await page.getByRole('button', { name: '打开文件' }).click();
  await importIt(page);
  await board(page);
  await expect(card(page)).toBeVisible();
  // The workspace that was left is shut.
  await page.evaluate(() => { location.hash = '#/data'; });
  await page.getByRole('button', { name: '打开“已加锁的工作区”' }).click();
  await expect(lockPage(page)).toBeVisible();
});

test('LK8 it locks by itself after the time chosen, and not before', async ({ page }) => {
  await page.clock.install({ time: new Date(TODAY) });
  await openBoard(page);
  await capture(page, TITLE, COMPANY);
  await putOn(page);
  await page.getByLabel('多久没有操作就锁上').selectOption('5');
  await page.clock.runFor(4 * 60_000);
  await page.mouse.move(200, 300);
  await page.clock.runFor(4 * 60_000);
  await expect(page.locator('#data-lock').getByText('已加锁', { exact: true })).toBeVisible();
  // A computer that sleeps wakes up locked.
  await page.clock.fastForward(61_000);
  await expect(lockPage(page)).toBeVisible();
  await unlock(page);
  await page.getByLabel('多久没有操作就锁上').selectOption('0');
  await page.clock.fastForward(24 * 3600_000);
  await page.clock.runFor(3_000);
  await expect(page.locator('#data-lock').getByText('已加锁', { exact: true })).toBeVisible();
});

test('LK9 on plain http and without room it says why it can’t; damage stays contained', async ({ page, context }) => {
  await openData(page);
  await board(page);
  await capture(page, TITLE, COMPANY);
  await capture(page, '第二条', COMPANY);
  await fillStorage(page);
  await page.evaluate(() => { location.hash = '#/data'; });
  await page.locator('#data-lock').getByRole('button', { name: '加锁' }).click();
  await fillAndLock(page);
  await expect(page.getByText('本机存储空间不足')).toBeVisible();
  await page.evaluate(() => { for (const key of Object.keys(localStorage)) if (key.startsWith('filler/')) localStorage.removeItem(key); });
  await page.reload();
  await expect(page.locator('main h1')).toBeVisible();
  await expect(lockPage(page)).toBeHidden();
  await putOn(page);
  // One sealed value is damaged: the rest opens, and it stays as it is.
  const [key, value] = Object.entries(await journalOf(page)).find(([key, value]) => value.startsWith('3|') && !key.endsWith('/lock'));
  const damaged = value.slice(0, -1);
  await page.goto('about:blank');
  const other = await besideTheApp(context);
  await other.evaluate(([key, value]) => localStorage.setItem(key, value), [key, damaged]);
  await page.goto('./#/board');
  await unlock(page);
  await expect(page.getByText('有 1 条记录无法读取')).toBeVisible();
  await expect(card(page, '第二条')).toBeVisible();
  expect((await journalOf(page))[key]).toBe(damaged);
  // Where the browser has no cryptography.
  const bare = await context.newPage();
  await bare.addInitScript(() => Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined }));
  await bare.goto('./#/board');
  await expect(lockPage(bare)).toBeVisible();
  await expect(bare.getByRole('alert').filter({ hasText: '普通 http' })).toBeVisible();
  await expect(bare.getByLabel('口令', { exact: true })).toBeHidden();
});

for (const [lang, theme, width] of [['zh-CN', 'light', 1440], ['en', 'dark', 390]]) {
  test(`LK the page, the dialog and the section are accessible (${lang}, ${theme}, ${width})`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    await openPage(page, '#/data', { lang, theme });
    await page.locator('#data-lock').getByRole('button', { name: /^加锁$|^Lock this workspace$/ }).click();
    const next = page.locator('#lock-next');
    await expect(next).toBeFocused();
    await axe(page);
    await page.keyboard.type(PASSPHRASE);
    await page.keyboard.press('Tab');
    await page.keyboard.type(PASSPHRASE);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await expect(page.locator('.lock-state')).toBeVisible();
    await axe(page);
    await page.keyboard.press('Control+k');
    await page.keyboard.type(lang === 'en' ? 'Lock now' : '立即锁上');
    await page.keyboard.press('Enter');
    await expect(lockPage(page)).toBeVisible();
    await expect(page.locator('#unlock-passphrase')).toBeFocused();
    await axe(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await page.keyboard.type(PASSPHRASE);
    await page.keyboard.press('Enter');
    await expect(page.locator('.lock-state')).toBeVisible();
  });
}
