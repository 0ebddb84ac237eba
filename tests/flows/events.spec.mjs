// The timeline of the workspace (SPEC TL1–TL17): zoom, pan, lanes, keys, dates by dragging, what opens from a number.
import { readFileSync } from 'node:fs';
import { axe, expect, fixClock, openPage, test } from '../lib/index.mjs';
import { TODAY, loadSample, shown } from '../lib/board.mjs';
import { OFFICER } from '../lib/data.mjs';

const list = (page) => page.getByRole('list', { name: /^(时间线|Timeline)$/ });
const event = (page, name) => list(page).getByRole('listitem', { name });
const stage = (page) => page.locator('.timeline__stage');
const range = (page) => page.locator('.timeline-bar__range');

/** The timeline of a workspace with the sample. */
async function openTimeline(page, settings = {}) {
  await fixClock(page, TODAY);
  await openPage(page, '#/board', { ...OFFICER, ...settings });
  await loadSample(page);
  await page.getByRole('navigation').getByRole('link', { name: /时间线|Timeline/ }).click();
  await expect(event(page, /杭州站|Hangzhou stop/)).toBeVisible();
}

/** The hash's query, as the address keeps it once hands rest. */
/** Waits until an element has stood still for a while. */
const atRest = (page, element) => expect(async () => {
  const { x } = await element.boundingBox();
  await page.waitForTimeout(300);
  expect((await element.boundingBox()).x).toBe(x);
}).toPass();
const query = (page) => page.evaluate(() => Object.fromEntries(new URLSearchParams(location.hash.split('?')[1] ?? '')));

test('five months to this one’s end, in lanes from far to near, with what came of it', async ({ page }) => {
  await openTimeline(page);
  await expect(page.getByRole('heading', { level: 1, name: '时间线' })).toHaveCount(1);
  await expect(range(page)).toHaveText('2023年8月1日–12月31日');
  await expect(page.locator('.timeline__lanes .timeline__lane-name')).toHaveText(['出海推介', '国内推介', '推介季', '揭牌', '座谈/圆桌', '请进来', '培训']);
  await expect(event(page, /全球推介 · 第二季，2023年8月28日起，7 条线索/)).toBeVisible();
  await expect(event(page, /示例 医疗圆桌.*未总结/)).toBeVisible();
  await expect(page.locator('.timeline__today')).toContainText('今天 12月8日');
  await expect(page.locator('.timeline__seal')).toHaveCount(5);
  await expect(event(page, '模速空间揭牌')).toHaveAttribute('aria-setsize', '12');
  await expect(event(page, '模速空间揭牌')).toHaveAttribute('aria-posinset', '4');
});

test('every event is reached by keys in the order of time, also those out of sight and in groups', async ({ page }) => {
  await openTimeline(page);
  await stage(page).getByRole('button', { name: /全球推介 · 第二季/ }).focus();
  await page.keyboard.press('Home');
  const places = [];
  for (let step = 0; step < 12; step += 1) {
    const focused = page.locator('.mark:has(:focus)');
    await expect(focused).toHaveAttribute('aria-posinset', String(step + 1));
    places.push(await focused.getAttribute('aria-label'));
    await page.keyboard.press('ArrowRight');
  }
  expect(new Set(places).size).toBe(12);
  expect(places[0]).toContain('全球推介 · 第一季');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: '示例 成都推介' })).toBeVisible();
  // With a sheet open, it goes along.
  await page.locator('.mark[data-chosen="true"] button').focus();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('complementary', { name: '示例 医疗圆桌' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('complementary')).toBeHidden();
  await expect(page.locator('.mark:has(:focus)')).toHaveAttribute('aria-label', /医疗圆桌/);
});

test('zoom by wheel, keys and buttons keeps what is under the pointer; the address keeps the days', async ({ page }) => {
  await openTimeline(page);
  const mark = page.locator('#event-2023-mosu');
  const box = await mark.boundingBox();
  await page.mouse.move(box.x + 2, box.y + 8);
  await page.keyboard.down('Control');
  for (let notch = 0; notch < 4; notch += 1) await page.mouse.wheel(0, -100);
  await page.keyboard.up('Control');
  await expect.poll(async () => (await query(page)).from).not.toBe('2023-08-01');
  // Notches may come one by one: what is near is known when the last has been heard.
  await atRest(page, mark);
  const after = await mark.boundingBox();
  expect(Math.abs(after.x - box.x), 'it stays under the pointer').toBeLessThan(6);
  const near = await query(page);
  await page.keyboard.press('-');
  await page.keyboard.press('-');
  await expect.poll(async () => (await query(page)).from < near.from).toBe(true);
  await page.getByRole('button', { name: '周', exact: true }).click();
  await expect.poll(async () => { const { from, to } = await query(page); return (new Date(to) - new Date(from)) / 86_400_000; }).toBe(6);
  await page.keyboard.press('t');
  await expect(range(page)).toHaveText('2023年12月5–11日');
  await expect.poll(async () => (await query(page)).from).toBe('2023-12-05');
  const kept = page.url();
  await page.goto('about:blank');
  await page.goto(kept);
  await expect(range(page)).toHaveText('2023年12月5–11日');
  for (let step = 0; step < 60; step += 1) await page.keyboard.press('-');
  await expect(range(page)).toHaveText('1900年1月1日 – 2150年12月31日');
  await expect(page.locator('.timeline__bold').first()).toHaveText('20世纪');
});

test('drag pans to the pixel, the overview moves and sizes the window, sliders by keys', async ({ page }) => {
  await openTimeline(page);
  const mark = page.locator('#event-2023-mosu');
  await atRest(page, mark);
  const before = await mark.boundingBox();
  await page.mouse.move(700, 560);
  await page.mouse.down();
  await page.mouse.move(760, 562, { steps: 4 });
  await page.mouse.move(823, 566, { steps: 4 });
  await page.mouse.up();
  const after = await mark.boundingBox();
  expect(Math.abs(after.x - before.x - 123)).toBeLessThan(1.6);
  await expect(page.getByRole('complementary'), 'a drag chooses nothing').toHaveCount(0);
  const start = page.getByRole('slider', { name: '起始日期' });
  const value = await start.getAttribute('aria-valuetext');
  await start.press('ArrowRight');
  await expect(start).not.toHaveAttribute('aria-valuetext', value);
  const track = await page.locator('.overview__track').boundingBox();
  await page.mouse.move(track.x + 40, track.y + 20);
  await page.mouse.down();
  await page.mouse.move(track.x + 400, track.y + 20, { steps: 5 });
  await page.mouse.up();
  await expect(range(page)).toContainText('2023年1月');
  await expect(event(page, '全球推介 · 第一季')).toBeVisible();
});

test('two fingers zoom, one pans', async ({ page }) => {
  await openTimeline(page);
  const days = async () => { const { from, to } = await query(page); return (new Date(to) - new Date(from)) / 86_400_000; };
  const session = await page.context().newCDPSession(page);
  const touch = (type, ...points) => session.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
  await touch('touchStart', [600, 570]);
  await touch('touchStart', [600, 570], [800, 570]);
  for (let step = 1; step <= 10; step += 1) await touch('touchMove', [600 - 10 * step, 570], [800 + 10 * step, 570]);
  await touch('touchEnd');
  await expect.poll(days, 'twice as far apart is half the time').toBeLessThan(85);
  expect(await days()).toBeGreaterThan(65);
  const { from } = await query(page);
  await touch('touchStart', [600, 570]);
  for (let step = 1; step <= 10; step += 1) await touch('touchMove', [600 + 20 * step, 570]);
  await touch('touchEnd');
  await expect.poll(async () => (await query(page)).from < from).toBe(true);
});

for (const timezoneId of ['Asia/Shanghai', 'UTC', 'America/Los_Angeles']) {
  test.describe(timezoneId, () => {
    test.use({ timezoneId });

    test('a day is the same day: drawn, dragged, undone, reloaded', async ({ page }) => {
      await openTimeline(page);
      const chengdu = page.locator('#event-sample-chengdu');
      await page.getByRole('button', { name: '月', exact: true }).click();
      await page.keyboard.press('t');
      await chengdu.click();
      const sheet = page.getByRole('complementary', { name: '示例 成都推介' });
      await expect(sheet).toContainText('2023年12月19');
      await page.locator('.mark[data-open="true"] [data-edge="end"]').hover();
      const bar = await page.locator('.mark[data-open="true"] .mark__bar').boundingBox();
      const day = bar.width / 3;
      await page.mouse.move(bar.x + bar.width, bar.y + 8);
      await page.mouse.down();
      await page.mouse.move(bar.x + bar.width + 2 * day, bar.y + 8, { steps: 6 });
      await expect(page.locator('.timeline__ghost')).toContainText('2023年12月19–23日');
      await page.mouse.up();
      await expect(event(page, /示例 成都推介，2023年12月19–23日/)).toBeVisible();
      await expect(page.locator('.toast')).toContainText('已改日期');
      await page.keyboard.press('Control+z');
      await expect(event(page, /示例 成都推介，2023年12月19–21日/)).toBeVisible();
      await page.keyboard.press('Control+y');
      await page.reload();
      await expect(event(page, /示例 成都推介，2023年12月19–23日/)).toBeVisible();
      const data = await page.evaluate(() => location.hash);
      expect(data).toContain('event=sample-chengdu');
    });
  });
}

test('Esc gives a drag up; an end is never before its start', async ({ page }) => {
  await openTimeline(page);
  await page.getByRole('button', { name: '月', exact: true }).click();
  await page.keyboard.press('t');
  await page.locator('#event-sample-chengdu').click();
  const bar = await page.locator('.mark[data-open="true"] .mark__bar').boundingBox();
  await page.mouse.move(bar.x + bar.width, bar.y + 8);
  await page.mouse.down();
  await page.mouse.move(bar.x - 200, bar.y + 8, { steps: 6 });
  await expect(page.locator('.timeline__ghost')).toContainText('2023年12月19日');
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(page.locator('.timeline__ghost')).toHaveCount(0);
  await expect(event(page, /示例 成都推介，2023年12月19–21日/)).toBeVisible();
});

test('lanes by place, zone, industry and season; the filter is the board’s', async ({ page }) => {
  await openTimeline(page);
  const lanes = page.locator('.timeline__lanes .timeline__lane-name');
  await page.getByRole('button', { name: '季次' }).click();
  await expect(lanes).toHaveText(['第 1 季', '第 2 季', '不分季']);
  await page.getByRole('group', { name: '泳道' }).getByRole('button', { name: '战区' }).click();
  await expect(lanes.first()).toHaveText('一战区');
  await page.getByRole('combobox', { name: '战区' }).selectOption({ label: '二战区' });
  await expect(list(page).getByRole('listitem')).toHaveCount(1);
  await page.getByRole('navigation').getByRole('link', { name: '看板' }).click();
  await expect(page.getByRole('button', { name: /二战区/ })).toBeVisible();
  await page.getByRole('navigation').getByRole('link', { name: '时间线' }).click();
  await page.getByRole('button', { name: /二战区/ }).click();
  await page.getByRole('searchbox', { name: '搜索' }).fill('没有这样的活动');
  await expect(page.getByText('没有符合条件的活动')).toBeVisible();
  await page.getByRole('button', { name: '清除筛选' }).click();
  await page.getByRole('button', { name: /^未总结/ }).click();
  await expect(list(page).getByRole('listitem')).toHaveCount(1);
  await expect(event(page, /医疗圆桌/)).toBeVisible();
});

test('what would overlap is a group that opens on its events; a number opens its list', async ({ page }) => {
  await openTimeline(page);
  await page.evaluate(() => { location.hash = '#/events?from=1960-01-01&to=2080-12-31'; });
  await page.reload();
  const group = list(page).getByRole('button', { name: /项活动，/ }).first();
  await expect(group).toBeVisible();
  await group.click();
  const menu = page.getByRole('menu');
  await expect(menu.getByRole('menuitem').nth(1)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(group).toBeFocused();
  await page.keyboard.press('Enter');
  await menu.getByRole('menuitem', { name: '放大到这些活动' }).click();
  await expect.poll(async () => (await query(page)).from > '2020').toBe(true);
  await page.getByRole('button', { name: '五个月' }).click();
  const pile = page.locator('.timeline__pile[data-pile^="2023-11-27"]');
  // Until the zoom rests the dots move: what is pressed could be the one beside it.
  await atRest(page, pile);
  await expect(pile).toHaveAttribute('aria-label', /12 条/);
  await pile.click();
  await expect(menu.getByRole('menuitem')).toHaveCount(12);
  await menu.getByRole('menuitem').first().click();
  await expect(page).toHaveURL(/#\/lead\//);
  // The lead opens over the timeline, and leaves it as it was.
  await expect(list(page)).toBeVisible();
  await page.locator('#lead-drawer').press('Escape');
  await expect(page).toHaveURL(/#\/events/);
});

test('the keys of a page leave the days and the sheet behind; what stays asked is in sight', async ({ page }) => {
  await openTimeline(page);
  await page.evaluate(() => { location.hash = '#/events?from=2023-11-01&to=2023-12-31&kind=event-kind/overseas&event=event-1'; });
  await expect.poll(async () => (await query(page)).from).toBe('2023-11-01');
  await page.keyboard.press('g');
  await page.keyboard.press('b');
  await expect(page).toHaveURL(/#\/board\?kind=/);
  const chip = page.getByRole('button', { name: /出海推介/ });
  await chip.click();
  await expect(page).toHaveURL(/#\/board$/);
  await expect(shown(page)).toHaveText(/^47 /);
  await page.evaluate(() => { location.hash = '#/board?from=2023-11-27&to=2023-12-03'; });
  await page.getByRole('button', { name: /2023年11月27日 起首报/ }).click();
  await page.getByRole('button', { name: /2023年12月3日 止首报/ }).click();
  await expect(shown(page)).toHaveText(/^47 /);
});

test('a new event where the lane was asked twice; without a date it waits in the tray', async ({ page }) => {
  await openTimeline(page);
  await page.mouse.dblclick(560, 420);
  const dialog = page.getByRole('dialog', { name: '新活动' });
  await expect(dialog.getByLabel('开始日期')).not.toHaveValue('');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '新活动' }).click();
  await page.keyboard.type('长三角路演');
  await page.keyboard.press('Enter');
  const tray = page.getByRole('group', { name: '未定日期' });
  await expect(tray.getByRole('button', { name: '长三角路演' })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(tray).toBeHidden();
});

test('out as a calendar and as a picture of what is in sight', async ({ page }) => {
  await openTimeline(page);
  const save = async (name) => {
    await page.getByRole('button', { name: '导出', exact: true }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name }).click();
    return download;
  };
  const calendar = await save(/日历/);
  const text = readFileSync(await calendar.path(), 'utf8');
  expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(12);
  const svg = await save(/svg/);
  expect(svg.suggestedFilename()).toBe('落地-时间线-2023-08-01.svg');
  const drawing = readFileSync(await svg.path(), 'utf8');
  for (const words of ['模速空间揭牌', '出海推介', '8月', '示例企业 AO', '示例数据']) expect(drawing).toContain(words);
  expect(drawing).not.toContain('var(');
  const png = await save(/png/);
  const bytes = readFileSync(await png.path());
  expect([...bytes.subarray(1, 4)]).toEqual([0x50, 0x4e, 0x47]);
  expect(bytes.length).toBeGreaterThan(30_000);
});

test('long names, markup and old years stay where they belong', async ({ page }) => {
  await openTimeline(page);
  const long = '在一个名字长到三十一个字的地方举行的一场推介会呀还要再长一点才行';
  await page.getByRole('button', { name: '新活动' }).click();
  const dialog = page.getByRole('dialog', { name: '新活动' });
  await page.keyboard.type(`<img src=x onerror=alert(1)> ${long}`);
  await dialog.getByLabel('开始日期').fill('1901-02-03');
  await dialog.getByLabel('结束日期').fill('1901-02-04');
  await page.keyboard.press('Enter');
  await expect(event(page, /<img src=x onerror=alert\(1\)>.*1901年2月3–4日/)).toBeVisible();
  await expect(page.locator('.timeline img')).toHaveCount(0);
  const mark = await page.locator('.mark[data-chosen="true"]').boundingBox();
  expect(mark.width).toBeLessThan(420);
});

for (const [lang, theme] of [['zh-CN', 'light'], ['en', 'dark'], ['zh-CN', 'dark'], ['en', 'light']]) {
  test(`axe finds nothing serious: ${lang}, ${theme}`, async ({ page }) => {
    await openTimeline(page, { lang, theme });
    await axe(page);
    await page.locator('#event-2023-hangzhou').click();
    await expect(page.getByRole('complementary')).toBeVisible();
    await axe(page);
    await page.keyboard.press('Escape');
    await page.evaluate(() => { location.hash = '#/events?from=1960-01-01&to=2080-12-31'; });
    await page.reload();
    await expect(list(page)).toBeVisible();
    await axe(page);
  });
}

test('390 px: nothing scrolls sideways, tools are in reach', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openTimeline(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await expect(page.getByRole('button', { name: '放大' })).toBeVisible();
  await page.locator('#event-2023-mosu').click();
  await expect(page.getByRole('complementary', { name: '模速空间揭牌' })).toBeVisible();
  await axe(page);
});
