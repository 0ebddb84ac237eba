// The data page: files, different edits, workspaces, history, snapshots.
import { test, expect, fixClock, openBoard } from '../lib/index.mjs';
import { TODAY, capture, cardIn, loadSample } from '../lib/board.mjs';
import { choose, download, importIt, openData } from '../lib/data.mjs';

const DAY = 86_400_000;
const later = (days) => new Date(Date.parse(TODAY) + days * DAY).toISOString();

/** Writes into the note of the lead that is open. */
async function note(page, text) {
  await page.getByLabel('备注', { exact: true }).first().fill(text);
  await page.getByLabel('备注', { exact: true }).first().blur();
}

/** Opens the drawer of a card. */
async function openCard(page, title) {
  await cardIn(page, '线索', title).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: title })).toBeVisible();
}

/** A lead noted yesterday, another one today. */
async function twoDays(page) {
  await openBoard(page, { who: '专员甲', unit: '一战区' });
  await capture(page, '昨天的线索', '示例企业 A');
  await fixClock(page, later(1));
  await page.reload();
  await expect(cardIn(page, '线索', '昨天的线索')).toBeVisible();
  await capture(page, '今天的线索', '示例企业 B');
}

test.beforeEach(async ({ page }) => {
  await fixClock(page, TODAY);
});

test('a workspace goes out as a file, into another browser, and the second time nothing is new', async ({ page, browser, baseURL }) => {
  await openBoard(page, { who: '专员甲' });
  await capture(page, '车联网平台', '示例企业 A');
  await openData(page, { who: '专员甲' });
  await expect(page.getByRole('heading', { level: 1, name: '数据' })).toBeVisible();
  await expect(page.getByText('还没有导出过')).toBeVisible();
  const file = await download(page, '导出工作区');
  expect(file.name).toBe('我的工作区-2023-12-08.landfall');
  await expect(page.getByText('今天导出过')).toBeVisible();
  const json = JSON.parse(file.bytes.toString('utf8'));
  expect([json.app, json.schema, json.leads[0].title]).toEqual(['landfall', 2, '车联网平台']);

  const other = await browser.newContext({ baseURL, locale: 'zh-CN' });
  const there = await other.newPage();
  await fixClock(there, TODAY);
  await openData(there, { who: '专员乙' });
  await choose(there, file.name, file.bytes);
  await expect(there.getByRole('heading', { name: /我的工作区-2023-12-08.landfall/ })).toBeVisible();
  await expect(there.getByText('新增 2 条')).toBeVisible();
  await importIt(there);
  await there.goto('./#/board');
  await expect(cardIn(there, '线索', '车联网平台')).toBeVisible();
  await there.goto('./#/data');
  await choose(there, file.name, file.bytes);
  await expect(there.getByText('这个文件里没有新内容，不必导入。')).toBeVisible();
  await expect(there.getByRole('button', { name: '导入', exact: true })).toHaveCount(0);
  await other.close();
});

test('two people change one field: both are shown, the other is one click away, and undo takes it back', async ({ page, browser, baseURL }) => {
  await openBoard(page, { who: '专员甲', unit: '一战区' });
  await capture(page, '车联网平台', '示例企业 A');
  await openData(page, { who: '专员甲', unit: '一战区' });
  const first = await download(page, '导出工作区');

  const other = await browser.newContext({ baseURL, locale: 'zh-CN' });
  const there = await other.newPage();
  await fixClock(there, TODAY);
  await openData(there, { who: '专员乙', unit: '二战区' });
  await choose(there, 'a.landfall', first.bytes);
  await importIt(there);
  await there.goto('./#/board');
  await openCard(there, '车联网平台');
  await note(there, '乙的话');
  await there.goto('./#/data');
  const second = await download(there, '导出工作区');
  await other.close();

  await page.goto('./#/board');
  await openCard(page, '车联网平台');
  await note(page, '甲的话');
  await page.goto('./#/data');
  await choose(page, 'b.landfall', second.bytes);
  await expect(page.getByText('两人改同一处 1 处')).toBeVisible();
  await importIt(page);
  await expect(page.getByRole('link', { name: '数据' }).locator('.rail__badge')).toHaveText(/^1/);
  const conflict = page.getByRole('group', { name: '车联网平台 的备注' });
  await expect(conflict).toContainText('甲的话');
  await expect(conflict).toContainText('乙的话');
  await expect(conflict).toContainText('专员乙');
  const current = await conflict.locator('[data-current="true"] .conflict__value').textContent();
  const rest = current === '甲的话' ? '乙的话' : '甲的话';
  await conflict.getByRole('button', { name: '改用这个' }).click();
  await expect(conflict).toBeHidden();
  await page.goto('./#/board');
  await openCard(page, '车联网平台');
  await expect(page.getByLabel('备注', { exact: true }).first()).toHaveValue(rest);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await openCard(page, '车联网平台');
  await expect(page.getByLabel('备注', { exact: true }).first()).toHaveValue(current);
  await expect(page.getByRole('complementary').getByRole('group', { name: '车联网平台 的备注' })).toBeVisible();
});

test('a merge is one step: undo takes all of it back and says what it was', async ({ page }) => {
  await openBoard(page, { who: '专员甲' });
  const leads = Array.from({ length: 30 }, (_, n) => ({ id: `x-${n}`, title: `合并的线索 ${n}`, stage: 'stage/lead' }));
  await openData(page, { who: '专员甲' });
  await choose(page, '同事.landfall', JSON.stringify({ app: 'landfall', schema: 2, leads }));
  await expect(page.getByText('新增 30 条')).toBeVisible();
  await importIt(page);
  await page.goto('./#/board');
  await expect(page.locator('.card')).toHaveCount(30);
  await page.keyboard.press('Control+z');
  await expect(page.locator('.card')).toHaveCount(0);
  await expect(page.locator('.toast')).toContainText('已撤销：合并文件“同事.landfall”');
});

test('a file dropped anywhere is read and shown before anything is merged', async ({ page }) => {
  await openBoard(page, { who: '专员甲' });
  const text = JSON.stringify({ app: 'landfall', schema: 2, leads: [{ id: 'x', title: '拖进来的', stage: 'stage/lead' }] });
  const transfer = await page.evaluateHandle((content) => {
    const data = new DataTransfer();
    data.items.add(new File([content], '拖.landfall'));
    return data;
  }, text);
  await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer });
  await expect(page.getByText('松开，读取这个文件')).toBeVisible();
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
  await expect(page.getByRole('heading', { name: '“拖.landfall”里有什么' })).toBeVisible();
  await page.getByRole('button', { name: '取消' }).click();
  await expect(page.getByText('拖.landfall')).toHaveCount(0);
});

test('what is wrong with a file is said by row and field, and what can’t be read at all by its reason', async ({ page }) => {
  await openData(page, { who: '专员甲' });
  await choose(page, '坏.landfall', JSON.stringify({
    app: 'landfall', schema: 2,
    leads: [{ id: 'a', title: '好的', due: '2023-02-30' }, { title: '没编号' }, { id: 'a', title: '重复' }, { id: 'b', title: '<img src=x onerror=console.error(1)>' }],
  }));
  const problems = page.getByRole('list', { name: '读入的问题' });
  await expect(problems).toContainText('线索 第 1 条，截止日期');
  await expect(problems).toContainText('“"2023-02-30"”不是这一项的值');
  await expect(problems).toContainText('线索 第 2 条');
  await expect(problems).toContainText('编号与前面的重复');
  await importIt(page);
  await expect(page.locator('img')).toHaveCount(0);
  for (const [name, content, words] of [
    ['空.landfall', '', '是空文件'],
    ['断.landfall', '{"app":"landfall",', /第 1 行第 \d+ 列/],
    ['别的.landfall', '{"app":"other"}', '不是落地的文件'],
    ['新.landfall', '{"app":"landfall","schema":99}', '由更新的版本写成'],
  ]) {
    await choose(page, name, content);
    await expect(page.getByRole('alert').filter({ hasText: name })).toContainText(words);
    await page.getByRole('button', { name: '知道了' }).click();
  }
});

test('workspaces stand side by side: made, renamed, duplicated, switched, erased with an export first', async ({ page }) => {
  await openBoard(page, { who: '专员甲' });
  await capture(page, '第一处的线索', '示例企业 A');
  await openData(page, { who: '专员甲' });
  await page.getByRole('button', { name: '新建工作区' }).click();
  await page.getByLabel('工作区名称').fill('首尔之行');
  await page.getByLabel('从空白开始').check();
  await page.getByRole('button', { name: '新建', exact: true }).click();
  const rows = page.getByRole('list', { name: '工作区' }).getByRole('listitem');
  await expect(rows).toHaveCount(2);
  await expect(rows.filter({ hasText: '首尔之行' })).toContainText('现用');
  await page.goto('./#/board');
  await expect(page.locator('.card')).toHaveCount(0);
  await capture(page, '首尔的线索', '示例企业 B');
  await page.goto('./#/data');
  await page.getByRole('button', { name: '复制“首尔之行”' }).click();
  await expect(rows).toHaveCount(3);
  await page.getByRole('button', { name: '给“首尔之行 副本”改名' }).click();
  await page.getByLabel('工作区名称').fill('东京之行');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '打开“我的工作区”' }).click();
  await page.goto('./#/board');
  await expect(cardIn(page, '线索', '第一处的线索')).toBeVisible();
  await page.goto('./#/data');
  await page.evaluate(() => localStorage.setItem('someone-else', 'stays'));
  const tokyo = await page.evaluate(() => Object.keys(localStorage).find((key) => localStorage.getItem(key).includes('东京之行'))?.split('/').at(-1));
  expect(tokyo).toBeTruthy();
  await page.getByRole('button', { name: '抹去“东京之行”' }).click();
  const dialog = page.getByRole('dialog', { name: '抹去“东京之行”？' });
  const copy = page.waitForEvent('download');
  await dialog.getByRole('button', { name: '先导出' }).click();
  expect((await copy).suggestedFilename()).toBe('东京之行-2023-12-08.landfall');
  await dialog.getByRole('button', { name: '抹去，不再保留' }).click();
  await expect(rows).toHaveCount(2);
  const left = await page.evaluate(() => Object.keys(localStorage));
  expect(left).toContain('someone-else');
  expect(left.filter((key) => key.includes(tokyo)), 'nothing of it is left').toEqual([]);
  expect(left.filter((key) => key.startsWith('landfall/1/workspaces/'))).toHaveLength(2);
  await page.getByRole('button', { name: '打开“首尔之行”' }).click();
  await page.goto('./#/board');
  await expect(cardIn(page, '线索', '首尔的线索')).toBeVisible();
});

test('the history says who changed what, is filtered, and shows the workspace as of a day', async ({ page }) => {
  await twoDays(page);
  await page.goto('./#/data');
  const history = page.getByRole('list', { name: '改动历史' });
  await expect(history.getByRole('listitem').filter({ hasText: '记下“今天的线索”' })).toContainText('专员甲');
  await page.getByLabel('找改动').fill('昨天');
  await expect(history.getByText('记下“今天的线索”')).toHaveCount(0);
  await page.getByLabel('看某一天的样子').fill('2023-12-08');
  await page.locator('.history__as-of').getByRole('button', { name: '查看' }).click();
  await expect(page.getByText('这是 2023年12月8日 结束时的样子')).toBeVisible();
  await page.goto('./#/board');
  await expect(page.locator('.card')).toHaveCount(1);
  await page.keyboard.press('n');
  await page.getByLabel('线索名称').fill('不该写下');
  await page.getByLabel('企业', { exact: true }).fill('某某');
  await page.keyboard.press('Enter');
  await expect(page.getByText('现在只能看，不能改。您写的还在，能改的时候再存。')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('.card')).toHaveCount(1);
  await page.getByRole('button', { name: '回到现在' }).click();
  await expect(page.locator('.card')).toHaveCount(2);
});

test('newer published data comes in where nobody changed it, and is shown beside what somebody did', async ({ page }) => {
  await openData(page, { who: '专员甲' });
  const changed = { app: 'landfall', schema: 2, events: [{ id: '2023-overseas-1', title_zh: '我们的叫法' }] };
  await choose(page, '改.landfall', JSON.stringify(changed));
  await expect(page.getByText('两人改同一处 1 处')).toBeVisible();
  await importIt(page);
  await page.getByRole('button', { name: '改用这个' }).click();
  const difference = page.locator('#data-differences');
  await expect(difference).toContainText('我们的叫法');
  await page.route('**/data/published.json', async (route) => {
    const answer = await route.fetch();
    const data = await answer.json();
    const event = data.events.find((one) => one.id === '2023-overseas-1');
    event.title = { zh: '新的标题', en: 'A new title' };
    data.events.push({ ...event, id: '2024-more', start: '2024-03-01', end: '2024-03-02', title: { zh: '新的活动', en: 'Another' } });
    await route.fulfill({ json: data });
  });
  await page.reload();
  await expect(difference).toContainText('新的标题');
  await expect(page.getByRole('list', { name: '改动历史' })).toContainText('更新公开数据');
  await difference.getByRole('button', { name: '改用公开数据' }).first().click();
  await expect(difference).toHaveCount(0);
});

test('a snapshot of yesterday can be looked at and restored as a new workspace', async ({ page }) => {
  await twoDays(page);
  await page.goto('./#/data');
  const snapshots = page.getByRole('list', { name: '每日快照' });
  await snapshots.getByRole('button', { name: '查看' }).first().click();
  await expect(page.getByText('这是 2023年12月9日 的快照')).toBeVisible();
  await page.goto('./#/board');
  await expect(page.locator('.card')).toHaveCount(1);
  await page.getByRole('button', { name: '回到现在' }).click();
  await expect(page.locator('.card')).toHaveCount(2);
  await page.goto('./#/data');
  await snapshots.getByRole('button', { name: '恢复为新工作区' }).first().click();
  await expect(page.getByRole('list', { name: '工作区' }).getByRole('listitem').filter({ hasText: '我的工作区 2023-12-09' })).toContainText('现用');
  await page.goto('./#/board');
  await expect(page.locator('.card')).toHaveCount(1);
});

test('after seven days with a change one is reminded on every page, and exporting ends that', async ({ page }) => {
  await openBoard(page, { who: '专员甲' });
  await capture(page, '一条线索', '示例企业 A');
  await fixClock(page, later(6));
  await page.reload();
  await expect(page.getByText(/没有导出/)).toHaveCount(0);
  await fixClock(page, later(7));
  await page.reload();
  await expect(page.getByText('已有 7 天没有导出，其间有 1 处改动。导出一份，放到别处。')).toBeVisible();
  await page.getByRole('link', { name: '去导出' }).click();
  await download(page, '导出工作区');
  await expect(page.getByText(/没有导出/)).toHaveCount(0);
});

test('who is at this device is asked once, beside the work, and stands in the history', async ({ page }) => {
  await openBoard(page);
  await loadSample(page);
  await expect(page.getByRole('heading', { name: '您是谁？' }), 'looking at the sample is no change of anybody’s').toHaveCount(0);
  await capture(page, '第一条', '示例企业 A');
  const card = page.getByRole('form', { name: '您是谁？' });
  await expect(card).toBeVisible();
  await card.getByLabel('姓名').fill('专员丁');
  await card.getByLabel('单位').fill('四战区');
  await card.getByRole('button', { name: '记住' }).click();
  await expect(card).toBeHidden();
  await capture(page, '第二条', '示例企业 B');
  await page.goto('./#/data');
  await expect(page.getByRole('list', { name: '改动历史' }).getByRole('listitem').filter({ hasText: '第二条' })).toContainText('专员丁');
  await expect(page.getByLabel('姓名')).toHaveValue('专员丁');
  await page.reload();
  await expect(page.getByRole('heading', { name: '改动历史' })).toBeVisible();
  await capture(page, '第三条', '示例企业 C');
  await expect(card).toHaveCount(0);
});

test('a table goes out and in: nothing new the first time, a new row the second', async ({ page }) => {
  await openBoard(page, { who: '专员甲' });
  await capture(page, '车联网平台', '=示例企业');
  await openData(page, { who: '专员甲' });
  const csv = await download(page, 'CSV');
  const text = csv.bytes.toString('utf8');
  expect(text.startsWith('\ufeff')).toBe(true);
  expect(text).toContain('"\'=示例企业"');
  await choose(page, csv.name, csv.bytes);
  await expect(page.getByText('这个文件里没有新内容，不必导入。')).toBeVisible();
  await page.getByRole('button', { name: '知道了' }).click();
  await choose(page, '表.csv', '线索名称,企业,阶段,截止日期\n新的一条,示例企业 B,在谈,2023-13-01\n');
  await expect(page.getByText('新增 1 条')).toBeVisible();
  await expect(page.getByRole('list', { name: '读入的问题' })).toContainText('第 2 行 截止日期');
  await importIt(page);
  await page.goto('./#/board');
  await expect(cardIn(page, '在谈', '新的一条')).toBeVisible();
});

test('a spreadsheet goes out and in', async ({ page }) => {
  await openBoard(page, { who: '专员甲' });
  await capture(page, '车联网平台', '示例企业 A');
  await openData(page, { who: '专员甲' });
  const sheet = await download(page, '导出表格');
  expect(sheet.name).toBe('我的工作区-2023-12-08.xlsx');
  await choose(page, sheet.name, sheet.bytes);
  await expect(page.getByText('这个文件里没有新内容，不必导入。')).toBeVisible();
});

test('the data page fits a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openData(page);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(390);
});

test('the calendar has whole days, an end after the last one, short lines, and is the same in every time zone', async ({ browser, baseURL }) => {
  const files = [];
  for (const timezoneId of ['Asia/Shanghai', 'UTC', 'America/Los_Angeles']) {
    const context = await browser.newContext({ baseURL, locale: 'zh-CN', timezoneId });
    const page = await context.newPage();
    await fixClock(page, TODAY);
    await openData(page, { who: '专员甲' });
    const file = await download(page, '导出日历');
    expect(file.name).toBe('我的工作区-2023-12-08.ics');
    await expect(page.locator('.toast')).toContainText('已导出“我的工作区-2023-12-08.ics”');
    await expect(page.getByText('还没有导出过')).toBeVisible();
    files.push(file.bytes);
    await context.close();
  }
  const text = files[0].toString('utf8');
  expect(files.map((bytes) => bytes.toString('utf8'))).toEqual([text, text, text]);
  const lines = text.split('\r\n');
  expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
  expect(text.includes('\u{fffd}')).toBe(false);
  const whole = text.replaceAll('\r\n ', '');
  // Ten days in April; and a tour whose end the source does not state.
  expect(whole).toContain('UID:2023-overseas-1@landfall\r\nDTSTAMP:20231208T014200Z\r\nDTSTART;VALUE=DATE:20230417\r\nDTEND;VALUE=DATE:20230427\r\nSUMMARY:全球推介 · 第一季\r\n');
  expect(whole).toMatch(/DTSTART;VALUE=DATE:20230828\r\nDTEND;VALUE=DATE:20230829\r\n(?:.*\r\n)*?DESCRIPTION:结束日期未载/);
  expect(whole.match(/^BEGIN:VEVENT/gm)).toHaveLength(5);
});
