// SPEC sections Journal, Workspaces and Backups: what is kept on this computer, whatever happens to it.
import { readFileSync } from 'node:fs';
import { test, expect, fixClock, openBoard } from '../lib/index.mjs';
import { TODAY, capture, cardIn } from '../lib/board.mjs';
import { besideTheApp, damagesOf, fillStorage, freeStorage, journalOf, kindOf } from '../lib/keeping.mjs';

const FULL = '本机存储已满';
const backupsOf = (page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('landfall/1/backups/')).sort());
const cards = (page) => page.locator('.card');

async function reload(page) {
  await page.reload();
  await expect(page.locator('main h1')).toBeVisible();
}

/** Opens the board with a clock that goes only when told to. */
async function openStill(page) {
  await page.clock.install({ time: new Date(TODAY) });
  await openBoard(page);
}

test('J4 damaged values of every kind are kept, said, and can be saved to a file', async ({ page }) => {
  await fixClock(page, TODAY);
  await openBoard(page);
  await capture(page, '完好的线索', '某某科技');
  const values = Object.values(await journalOf(page));
  const damaged = values.flatMap(damagesOf).map((value, index) => [`landfall/1/main/dead${index.toString(16)}/0`, value]);
  damaged.push(['landfall/1/main/beef/x', 'stray'], ['landfall/1/main/beef/9', '9|00000000|AAAA']);
  expect(damaged.length).toBeGreaterThan(30);
  await page.evaluate((pairs) => pairs.forEach(([key, value]) => localStorage.setItem(key, value)), damaged);
  await reload(page);
  await expect(cardIn(page, '线索', '完好的线索')).toBeVisible();
  await expect(page.getByText(`有 ${damaged.length - 2} 条记录无法读取`)).toBeVisible();
  await expect(page.getByText('有 1 条记录由更新的版本写入')).toBeVisible();
  await capture(page, '后来的线索', '某某科技');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '存为文件' }).click()]);
  const file = JSON.parse(readFileSync(await download.path(), 'utf8'));
  const saved = Object.fromEntries(file.values.map(({ key, value }) => [key, value]));
  const kept = await journalOf(page);
  for (const [key, value] of damaged) {
    expect(saved[key], key).toBe(value);
    expect(kept[key] === value, key).toBe(true);
  }
  await reload(page);
  await expect(cards(page)).toHaveCount(2);
});

test('J3 any one value may be damaged or lost and nothing is', async ({ page }) => {
  await openStill(page);
  for (const title of ['一', '二', '三']) await capture(page, title, '某某科技');
  // Idle, the tab repeats what stands in one value alone.
  await page.clock.runFor(4_000);
  const values = await journalOf(page);
  expect(Object.keys(values)).toHaveLength(5);
  const other = await besideTheApp(page.context());
  for (const [key, value] of Object.entries(values)) {
    for (const broken of [value.slice(0, -1), null]) {
      await page.goto('about:blank');
      await other.evaluate(
        ([all, key, broken]) => {
          for (const known of Object.keys(localStorage)) if (known.startsWith('landfall/1/main/')) localStorage.removeItem(known);
          for (const [known, text] of Object.entries(all)) localStorage.setItem(known, text);
          if (broken === null) localStorage.removeItem(key);
          else localStorage.setItem(key, broken);
        },
        [values, key, broken],
      );
      await page.goto('./#/board');
      await expect(cards(page), key).toHaveCount(3);
    }
  }
});

test('J10 a full storage is said within a second, keeps the edit, and is over by itself', async ({ page, context }) => {
  await fixClock(page, TODAY);
  await openBoard(page);
  await fillStorage(page);
  await page.keyboard.press('n');
  await page.getByLabel('线索名称').fill('写不下的线索');
  await page.getByLabel('企业', { exact: true }).fill('某某科技');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText(FULL, { timeout: 1_000 });
  await expect(cardIn(page, '线索', '写不下的线索')).toBeVisible();
  await freeStorage(page);
  // No event tells a tab what it freed itself: it looks once a second.
  await expect(page.getByText(FULL)).toBeHidden({ timeout: 2_500 });
  // Another tab frees it.
  await fillStorage(page);
  await capture(page, '又一条写不下的', '某某科技');
  await expect(page.getByRole('alert')).toContainText(FULL, { timeout: 1_000 });
  const other = await besideTheApp(context);
  await freeStorage(other);
  await expect(page.getByText(FULL)).toBeHidden({ timeout: 2_500 });
  await reload(page);
  await expect(cards(page)).toHaveCount(2);
});

test('J10 backups make room before anything is refused', async ({ page }) => {
  await openStill(page);
  await capture(page, '甲', '某某科技');
  await page.clock.setFixedTime(new Date('2023-12-09T09:00:00+08:00'));
  await reload(page);
  await capture(page, '乙', '某某科技');
  expect(await backupsOf(page)).toEqual(['landfall/1/backups/main/2023-12-09']);
  await fillStorage(page);
  await capture(page, '丙', '某某科技');
  await expect(page.getByRole('status')).toContainText('已保存');
  expect(await backupsOf(page)).toEqual([]);
  await reload(page);
  await expect(cards(page)).toHaveCount(3);
});

test('J6 a long journal becomes two snapshots and loses nothing', async ({ page }) => {
  await openStill(page);
  for (const title of ['一', '二', '三']) await capture(page, title, '某某科技');
  /** The same change under many more names is a long journal that says nothing new. */
  const [, change] = Object.entries(await journalOf(page)).find(([key]) => key.endsWith('/1'));
  const lengthen = (from) =>
    page.evaluate(
      ([from, change]) => {
        for (let n = from; n < from + 210; n += 1) localStorage.setItem(`landfall/1/main/${n.toString(16)}/0`, change);
      },
      [from, change],
    );
  const kinds = async () => Object.values(await journalOf(page)).map(kindOf);
  for (const [round, snapshots] of [[1, 1], [2, 2], [3, 3]]) {
    await lengthen(round * 1_000);
    await reload(page);
    await expect(cards(page)).toHaveCount(3);
    await page.clock.runFor(5_000);
    expect((await kinds()).filter((kind) => kind === 'snapshot')).toHaveLength(snapshots);
    await page.clock.runFor(70_000);
  }
  const left = await kinds();
  expect(left.filter((kind) => kind === 'snapshot')).toHaveLength(2);
  expect(left.length).toBeLessThan(2 + 215);
  await capture(page, '四', '某某科技');
  await reload(page);
  await expect(cards(page)).toHaveCount(4);
});

test('J12 what is done or typed in the last moment before closing is kept', async ({ page, context }) => {
  await fixClock(page, TODAY);
  await openBoard(page);
  await capture(page, '原名', '某某科技');
  await page.close();
  const second = await context.newPage();
  await openBoard(second);
  const card = cardIn(second, '线索', '原名');
  await card.focus();
  await second.keyboard.press('Enter');
  await second.getByLabel('下一步').fill('周三上门');
  // Still in the field: closing saves it.
  await second.close({ runBeforeUnload: true });
  const third = await context.newPage();
  await openBoard(third);
  await cardIn(third, '线索', '原名').focus();
  await third.keyboard.press('Enter');
  await expect(third.getByLabel('下一步')).toHaveValue('周三上门');
});

test('J13 what is half typed outlives its tab, and is not taken from one that is there', async ({ page, context }) => {
  await fixClock(page, TODAY);
  await openBoard(page);
  await page.keyboard.press('n');
  await page.getByLabel('线索名称').fill('写到一半');
  await expect.poll(() => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('landfall/1/drafts/')).length), { timeout: 1_000 }).toBe(1);
  const other = await context.newPage();
  await openBoard(other);
  await other.keyboard.press('n');
  await other.waitForTimeout(1_500);
  await expect(other.getByLabel('线索名称')).toHaveValue('');
  await other.close();
  await page.close();
  const later = await context.newPage();
  await openBoard(later);
  await later.keyboard.press('n');
  await expect(later.getByLabel('线索名称')).toHaveValue('写到一半');
  // Its reload finds it at once, and saving it ends the draft.
  await reload(later);
  await later.keyboard.press('n');
  await expect(later.getByLabel('线索名称')).toHaveValue('写到一半');
  await later.getByLabel('企业', { exact: true }).fill('某某科技');
  await later.keyboard.press('Enter');
  await expect(cardIn(later, '线索', '写到一半')).toBeVisible();
  await reload(later);
  await later.keyboard.press('n');
  await expect(later.getByLabel('线索名称')).toHaveValue('');
});

test('J13 a note that is not saved yet is still there after a crash', async ({ page, context }) => {
  await fixClock(page, TODAY);
  await openBoard(page);
  await capture(page, '有备注', '某某科技');
  await cardIn(page, '线索', '有备注').focus();
  await page.keyboard.press('Enter');
  await page.locator('#lead-note').fill('对方关注\n租金');
  await page.waitForTimeout(800);
  // What a crash leaves: the draft, and no chance to save it.
  const left = await page.evaluate(() => ({ ...localStorage }));
  await page.close();
  const later = await besideTheApp(context);
  await later.evaluate((left) => {
    localStorage.clear();
    for (const [key, value] of Object.entries(left)) localStorage.setItem(key, value);
  }, left);
  await openBoard(later);
  await cardIn(later, '线索', '有备注').focus();
  await later.keyboard.press('Enter');
  await expect(later.locator('#lead-note')).toHaveValue('对方关注\n租金');
  await later.locator('#lead-note').focus();
  await later.keyboard.press('Control+Enter');
  await reload(later);
  await expect(later.locator('#lead-note')).toHaveValue('对方关注\n租金');
  expect(await later.evaluate(() => Object.keys(localStorage).filter((key) => /drafts\/[0-9a-f]+$/.test(key)))).toEqual([]);
});

test('W4 a workspace erased in another tab stays erased, and its copy can be kept', async ({ page, context }) => {
  await fixClock(page, TODAY);
  await openBoard(page);
  await capture(page, '甲', '某某科技');
  const other = await besideTheApp(context);
  await other.evaluate(() => localStorage.setItem('another-app/x', 'stays'));
  await other.evaluate(() => {
    localStorage.removeItem('landfall/1/workspaces/main');
    for (const key of Object.keys(localStorage)) if (key.startsWith('landfall/1/main/')) localStorage.removeItem(key);
  });
  await expect(page.getByRole('alert')).toContainText('已在另一个标签页中删除');
  await capture(page, '乙', '某某科技');
  await page.waitForTimeout(4_500);
  expect(await journalOf(other)).toEqual({});
  expect(await other.evaluate(() => localStorage.getItem('landfall/1/workspaces/main'))).toBeNull();
  await page.getByRole('button', { name: '另存为新工作区' }).click();
  await expect(page.getByRole('alert')).not.toContainText('删除');
  await expect(cards(page)).toHaveCount(2);
  await reload(page);
  await expect(cards(page)).toHaveCount(2);
  const named = await other.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('landfall/1/workspaces/')));
  expect(named).toHaveLength(1);
  expect(named[0]).not.toContain('main');
  expect(await journalOf(other)).toEqual({});
  expect(await other.evaluate(() => localStorage.getItem('another-app/x'))).toBe('stays');
});

test('W1 each tab shows a workspace of its own', async ({ page, context }) => {
  await fixClock(page, TODAY);
  await openBoard(page);
  await capture(page, '主工作区的线索', '某某科技');
  const other = await besideTheApp(context);
  await other.evaluate(() => {
    localStorage.setItem('landfall/1/workspaces/w2', JSON.stringify({ name: '第二', made: 1, opened: 1, later: 'kept' }));
    sessionStorage.setItem('landfall/1/workspace', 'w2');
  });
  await openBoard(other);
  await expect(cards(other)).toHaveCount(0);
  await capture(other, '第二个工作区的线索', '某某科技');
  await other.waitForTimeout(500);
  await expect(cards(page)).toHaveCount(1);
  await reload(other);
  await expect(cardIn(other, '线索', '第二个工作区的线索')).toBeVisible();
  const known = JSON.parse(await other.evaluate(() => localStorage.getItem('landfall/1/workspaces/w2')));
  expect(known).toMatchObject({ name: '第二', later: 'kept' });
  // A new tab shows the one opened last: the clock stands still here, so it is told which.
  await reload(page);
  await expect(cardIn(page, '线索', '主工作区的线索')).toBeVisible();
});

test('BK1 a backup for each of the last ten days, of the state before its first change', async ({ page }) => {
  test.setTimeout(60_000);
  await fixClock(page, TODAY);
  await openBoard(page);
  for (let day = 8; day < 20; day += 1) {
    await page.clock.setFixedTime(new Date(`2023-12-${String(day).padStart(2, '0')}T09:00:00+08:00`));
    await reload(page);
    await capture(page, `${day} 日`, '某某科技');
    await capture(page, `${day} 日又一条`, '某某科技');
  }
  // A day without a change since the last backup has none.
  await page.clock.setFixedTime(new Date('2023-12-20T09:00:00+08:00'));
  await reload(page);
  await expect.poll(() => backupsOf(page)).toContain('landfall/1/backups/main/2023-12-20');
  await page.clock.setFixedTime(new Date('2023-12-21T09:00:00+08:00'));
  await reload(page);
  await expect(cards(page)).toHaveCount(24);
  await page.waitForTimeout(1_500);
  const days = Array.from({ length: 10 }, (_, index) => `landfall/1/backups/main/2023-12-${11 + index}`);
  expect(await backupsOf(page)).toEqual(days);
  // As the journal of a workspace, a backup is what was there that morning: two leads for each day before.
  await page.evaluate(() => {
    localStorage.setItem('landfall/1/old/1/0', localStorage.getItem('landfall/1/backups/main/2023-12-15'));
    sessionStorage.setItem('landfall/1/workspace', 'old');
  });
  await reload(page);
  await expect(cards(page)).toHaveCount(14);
  await expect(cardIn(page, '线索', '15 日')).toHaveCount(0);
});
