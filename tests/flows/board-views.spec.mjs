// The board in other arrangements, with limits, many leads, two tabs, fingers.
import { test, expect, axe, fixClock, openBoard, openPage } from '../lib/index.mjs';
import { choose, importIt } from '../lib/data.mjs';
import { TODAY, capture, cardIn, column, loadSample } from '../lib/board.mjs';

const OFFICER = { who: '专员甲' };

test.beforeEach(async ({ page }) => {
  await fixClock(page, TODAY);
});

/** Opens the board with the sample, arranged as an address says. */
async function open(page, query = '', settings = OFFICER) {
  await openBoard(page, settings);
  await loadSample(page);
  if (query) await page.evaluate((query) => { location.hash = `#/board?${query}`; }, query);
}

/** The titles of a column from top to bottom. */
const titles = (page, name) => column(page, name).getByRole('listitem').evaluateAll((items) => items.map((item) => item.querySelector('.card__title').textContent));

/** Drags a card with the mouse to a point, step by step, and stays there. */
async function carry(page, card, to) {
  const from = await card.boundingBox();
  await page.mouse.move(from.x + 40, from.y + 40);
  await page.mouse.down();
  await page.mouse.move(from.x + 60, from.y + 44, { steps: 3 });
  await page.mouse.move(to.x, to.y, { steps: 8 });
}

test('columns by zone: a card moves by drag, menu and keys, and its zone with it', async ({ page }) => {
  await open(page);
  await page.getByLabel('列按什么分').selectOption('zone');
  await expect(page).toHaveURL(/by=zone/);
  await expect(page.getByRole('region', { name: '未定 2' })).toBeVisible();
  await expect(page.getByRole('region', { name: '一战区 10' })).toContainText('5.5 亿元');
  // By drag.
  const target = await column(page, '三战区').boundingBox();
  await carry(page, cardIn(page, '一战区', '多语种客服模型落户'), { x: target.x + 60, y: target.y + 120 });
  await expect(page.getByText('松开：移到三战区')).toBeVisible();
  await page.mouse.up();
  const moved = cardIn(page, '三战区', '多语种客服模型落户');
  await expect(moved).toBeFocused();
  await expect(moved).toContainText('三战区');
  await expect(page.getByText('“多语种客服模型落户”已移到三战区')).toBeVisible();
  // By keys: what is shown ahead is not done until it is dropped.
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await expect(cardIn(page, '四战区', '多语种客服模型落户')).toBeFocused();
  await expect(cardIn(page, '四战区', '多语种客服模型落户')).toContainText('三战区');
  await page.keyboard.press('Enter');
  await expect(cardIn(page, '四战区', '多语种客服模型落户')).toContainText('四战区');
  // By menu, which has zones and stages.
  await page.keyboard.press('m');
  await page.getByRole('menuitem', { name: '五战区' }).click();
  await expect(cardIn(page, '五战区', '多语种客服模型落户')).toBeFocused();
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('Control+z');
  await expect(cardIn(page, '一战区', '多语种客服模型落户')).toContainText('一战区');
});

test('lanes across the columns add up, fold, and take cards of both kinds of moves', async ({ page }) => {
  await open(page, 'rows=zone');
  const lane = (name) => page.getByRole('region', { name, exact: true });
  await expect(lane('二战区').getByRole('heading')).toHaveText('二战区');
  await expect(lane('二战区')).toContainText('10 个');
  await expect(page.getByRole('list', { name: '二战区 在谈' }).getByRole('listitem').first()).toBeVisible();
  for (const name of ['一战区', '二战区']) {
    const count = Number((await lane(name).locator('.board-lane__count').innerText()).match(/\d+/)[0]);
    expect(await lane(name).getByRole('listitem').count()).toBe(count);
  }
  await lane('一战区').getByRole('button', { name: '折叠一战区' }).click();
  await expect(page.getByRole('list', { name: '一战区 在谈' })).toBeHidden();
  // To another lane by keys: the zone changes, the stage stays.
  const card = page.getByRole('list', { name: '二战区 签约' }).getByRole('listitem', { name: '高精地图数据中心' });
  await card.focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  const there = page.getByRole('list', { name: '三战区 签约' }).getByRole('listitem', { name: '高精地图数据中心' });
  await expect(there).toBeFocused();
  await expect(there).toHaveAttribute('data-stage', 'stage/signed');
  await axe(page);
  // A link to it says what is folded.
  await openPage(page, '#/board?rows=zone&fold=stage%2Flead', OFFICER);
  await expect(page.getByRole('list', { name: '一战区 储备' }).getByRole('listitem').first()).toBeVisible();
  await page.getByRole('button', { name: '展开线索' }).click();
  await expect(page).toHaveURL(/fold=-/);
});

test('a hard limit refuses a card and names itself; a soft one says it is passed', async ({ page }) => {
  await open(page);
  const limit = async (count, kind) => {
    await page.getByRole('button', { name: '签约：列的操作' }).click();
    await page.getByRole('menuitem', { name: '在办上限…' }).click();
    await page.getByLabel('最多几条').fill(count);
    await page.getByLabel(kind).check();
    await page.keyboard.press('Enter');
  };
  await limit('零', '超过时不让放入');
  await expect(page.getByText('请写 1 到 100000 的整数')).toBeVisible();
  await page.getByLabel('最多几条').fill('４');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await expect(column(page, '签约')).toContainText('已满 4');
  const target = await column(page, '签约').boundingBox();
  await carry(page, cardIn(page, '在谈', '创新药临床中心'), { x: target.x + 60, y: target.y + 120 });
  await expect(page.getByText('签约已满：上限 4 条')).toBeVisible();
  await page.mouse.up();
  await expect(page.getByText('签约已满，上限 4 条，未移入')).toBeVisible();
  await expect(cardIn(page, '在谈', '创新药临床中心')).toBeFocused();
  await page.keyboard.press('m');
  await page.getByRole('menuitem', { name: '签约' }).click();
  await expect(cardIn(page, '在谈', '创新药临床中心')).toBeFocused();
  await limit('3', '超过时提醒');
  await expect(column(page, '签约')).toContainText('超上限 3');
  await page.reload();
  await expect(column(page, '签约')).toContainText('超上限 3');
});

test('a finger that rests lifts a card, and one that does not scrolls', async ({ browser, baseURL, guard }) => {
  const context = await browser.newContext({ baseURL, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1440, height: 900 }, hasTouch: true });
  guard.watch(context);
  const page = await context.newPage();
  await fixClock(page, TODAY);
  await open(page);
  const client = await context.newCDPSession(page);
  const touch = (type, x, y) => client.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] });
  const from = await cardIn(page, '线索', '多语种客服模型落户').boundingBox();
  const to = await column(page, '研判').boundingBox();
  const [x, y] = [from.x + 60, from.y + 30];
  // A quick stroke scrolls the column.
  await touch('touchStart', x, y);
  for (let step = 1; step <= 6; step += 1) await touch('touchMove', x, y - 20 * step);
  await touch('touchEnd');
  await expect.poll(() => column(page, '线索').getByRole('list').evaluate((list) => list.scrollTop)).toBeGreaterThan(20);
  await expect(page.locator('.card--ghost')).toHaveCount(0);
  // What was set in motion comes to rest first.
  await page.waitForTimeout(600);
  await column(page, '线索').getByRole('list').evaluate((list) => { list.scrollTop = 0; });
  // A rest lifts the card; the column stays.
  await touch('touchStart', x, y);
  await expect(page.locator('.card--ghost')).toBeVisible();
  for (let step = 1; step <= 10; step += 1) await touch('touchMove', x + ((to.x + 80 - x) * step) / 10, y + step);
  await expect(page.getByText('松开：移到研判')).toBeVisible();
  await expect(page.getByText('还需 2 项')).toBeVisible();
  expect(await column(page, '线索').getByRole('list').evaluate((list) => list.scrollTop)).toBeLessThan(20);
  await touch('touchEnd');
  await page.getByRole('button', { name: '先移动，缺项后补' }).click();
  await expect(cardIn(page, '研判', '多语种客服模型落户')).toBeVisible();
  await context.close();
});

test('the order is kept: a card dropped between two others is there after a reload, and opens what is folded', async ({ page }) => {
  await open(page);
  const before = await titles(page, '在谈');
  const second = await cardIn(page, '在谈', before[1]).boundingBox();
  await carry(page, cardIn(page, '在谈', before[3]), { x: second.x + 60, y: second.y + 10 });
  await page.mouse.up();
  const after = [before[0], before[3], before[1], before[2], ...before.slice(4)];
  await expect.poll(() => titles(page, '在谈')).toEqual(after);
  await page.reload();
  await expect.poll(() => titles(page, '在谈')).toEqual(after);
  // Over a folded column the card waits until it opens; let go outside, nothing has happened.
  const folded = await page.getByRole('region', { name: '储备' }).boundingBox();
  await carry(page, cardIn(page, '在谈', after[0]), { x: folded.x + 20, y: folded.y + 200 });
  await expect(page.getByRole('region', { name: '储备' })).toHaveAttribute('data-folded', 'false');
  await page.mouse.move(30, 500, { steps: 4 });
  await page.mouse.up();
  await expect(page.getByRole('region', { name: '储备' })).toHaveAttribute('data-folded', 'true');
  await expect.poll(() => titles(page, '在谈')).toEqual(after);
  // By urgency, and close or roomy.
  await page.getByRole('button', { name: '先看逾期与堵点' }).click();
  await expect(page).toHaveURL(/sort=urgent/);
  const height = (await cardIn(page, '在谈', after[0]).boundingBox()).height;
  await page.getByRole('button', { name: '舒展' }).click();
  expect((await cardIn(page, '在谈', after[0]).boundingBox()).height).toBeGreaterThan(height);
  await page.reload();
  await expect(page.getByRole('button', { name: '舒展' })).toHaveAttribute('aria-pressed', 'true');
});

test('two tabs that move the same card end with the same board', async ({ page, context }) => {
  await open(page);
  const other = await context.newPage();
  await fixClock(other, TODAY);
  await openBoard(other, OFFICER);
  const title = '高精地图数据中心';
  await expect(cardIn(other, '签约', title)).toBeVisible();
  const lift = async (tab, key) => {
    await cardIn(tab, '签约', title).focus();
    await tab.keyboard.press('Space');
    await tab.keyboard.press(key);
  };
  // Both carry it at once, to different sides, and let go.
  await lift(page, 'ArrowLeft');
  await lift(other, 'ArrowRight');
  await Promise.all([page.keyboard.press('Space'), other.keyboard.press('Space')]);
  const stage = (tab) => tab.getByRole('listitem', { name: title }).getAttribute('data-stage');
  const board = (tab) => tab.locator('.card').evaluateAll((cards) => cards.map((card) => `${card.dataset.stage} ${card.dataset.lead}`));
  await expect.poll(async () => (await stage(page)) === (await stage(other)) && (await stage(page)) !== 'stage/signed').toBe(true);
  expect(await board(page)).toEqual(await board(other));
  await expect(page.locator('.card')).toHaveCount(47);
  await page.reload();
  await expect.poll(() => board(page)).toEqual(await board(other));
});

test('two thousand leads: sizes are said, keys reach the last, focus stays while one scrolls', async ({ page }) => {
  await openPage(page, '#/data', OFFICER);
  const leads = Array.from({ length: 2000 }, (_, n) => ({
    id: `many-${n}`, code: `20230101-${String(n).padStart(4, '0')}`, title: `线索 ${n}`, stage: n < 1500 ? 'stage/in-talks' : 'stage/lead', zone: `zone/zone-${(n % 5) + 1}`,
    rank: (0x80_0000 + n).toString(16) + '80',
  }));
  await choose(page, 'many.landfall', JSON.stringify({ app: 'landfall', schema: 2, workspace: { name: '多' }, leads }));
  await importIt(page);
  await page.evaluate(() => { location.hash = '#/board'; });
  const talks = column(page, '在谈 1500');
  const cards = talks.getByRole('listitem');
  await expect(cards.first()).toHaveAttribute('aria-setsize', '1500');
  expect(await page.locator('.card').count()).toBeLessThan(80);
  const place = (card) => card.getAttribute('aria-posinset');
  await cards.first().focus();
  await page.keyboard.press('PageDown');
  expect(Number(await place(page.locator('.card:focus')))).toBeGreaterThan(3);
  await page.keyboard.press('End');
  await expect(page.locator('.card:focus')).toHaveAttribute('aria-posinset', '1500');
  await expect(page.locator('.card:focus')).toBeInViewport();
  await page.keyboard.press('k');
  await expect(page.locator('.card:focus')).toHaveAttribute('aria-posinset', '1499');
  const id = await page.locator('.card:focus').getAttribute('id');
  // Scrolled out of sight it keeps the focus, and keys go on from it.
  await talks.getByRole('list').evaluate((list) => { list.scrollTop = 0; });
  await expect(talks.locator('[aria-posinset="1"]')).toBeVisible();
  await expect(page.locator('.card:focus')).toHaveAttribute('id', id);
  await page.keyboard.press('j');
  await expect(page.locator('.card:focus')).toBeInViewport();
  // No two cards overlap, none is cut.
  const wrong = await talks.getByRole('list').evaluate((list) => {
    const boxes = [...list.querySelectorAll('.card')].map((card) => [card.offsetTop, card.offsetHeight, card.scrollHeight, card.clientHeight]).sort((a, b) => a[0] - b[0]);
    return boxes.filter(([top, height, inner, room], n) => inner > room || (boxes[n + 1] && top + height > boxes[n + 1][0]));
  });
  expect(wrong).toEqual([]);
  // Moved from the end it is at the end of the other column, in sight.
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: '先移动，缺项后补' }).click();
  await expect(column(page, '签约 1')).toBeVisible();
  await page.getByRole('searchbox').fill('线索 77');
  // By title or code: every number with 77 in it.
  await expect(page.getByText('38 / 2000 条')).toBeVisible();
  await expect(page.locator('.card')).toHaveCount(38);
});

test('a card that takes another lead over shows all of it', async ({ page }) => {
  await open(page);
  const faces = () => page.locator('.card').evaluateAll((cards) => cards.map((card) => {
    const parts = [...card.querySelectorAll('*')].flatMap((part) => [...part.attributes].map(({ name, value }) => `${part.tagName} ${name}=${value}`));
    return [card.id, card.getAttribute('aria-label'), card.innerText, ...parts.filter((part) => !part.includes('tabindex'))].join('\n');
  }));
  const query = async (text) => {
    await page.getByRole('searchbox').fill(text);
    await expect(page).toHaveURL(new RegExp(`q=${encodeURIComponent(text)}`));
  };
  for (const [one, other] of [['人工智能', '医药'], ['研发', '数据'], ['A', 'C']]) {
    await query(one);
    await query(other);
    const now = await faces();
    await page.reload();
    await expect(page.getByRole('searchbox')).toHaveValue(other);
    await expect.poll(faces).toEqual(now);
    expect(now.length).toBeGreaterThan(0);
  }
});

test('the board in the middle has one list at a time; out is a list of its own', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await open(page);
  await expect(column(page, '线索')).toBeVisible();
  await expect(column(page, '在谈')).toBeHidden();
  await page.getByRole('button', { name: /^跟踪清单/ }).click();
  await expect(cardIn(page, '在谈', '跨境资产管理公司')).toBeVisible();
  await expect(column(page, '线索')).toBeHidden();
  await cardIn(page, '在谈', '跨境资产管理公司').focus();
  await page.keyboard.press('ArrowRight');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('button', { name: '取消筛选：不含退库' }).click();
  await expect(page).toHaveURL(/out=1/);
  await expect(page.getByRole('heading', { level: 2, name: '退库' })).toBeVisible();
  await axe(page);
});

test('a captured lead is on top of its column wherever one was', async ({ page }) => {
  await open(page, 'by=industry');
  await capture(page, '新来的', '某某科技');
  await expect(cardIn(page, '未定', '新来的')).toBeFocused();
});
