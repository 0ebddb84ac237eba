// The table: cells edited as in a spreadsheet, many rows at once, copy and paste, what a link keeps.
import { test, expect, axe, fixClock, openBoard, openPage } from '../lib/index.mjs';
import { TODAY, loadSample } from '../lib/board.mjs';
import { OFFICER, choose, importIt, openData } from '../lib/data.mjs';

const EAR = '#table-ear';
const row = (page, title) => page.getByRole('row').filter({ hasText: title });
const cell = (page, title, column) => row(page, title).locator(`[data-column="${column}"]`);
const titles = (page) => page.locator('[data-column="title"] .table__title').allInnerTexts();
const param = (page, key) => new URL(page.url().replace('#/', '')).searchParams.get(key);

/** Opens the table with the sample in it. */
async function openTable(page, settings, query = '') {
  await openBoard(page, settings);
  await loadSample(page);
  await page.evaluate((hash) => { location.hash = hash; }, `#/table${query}`);
  await expect(page.getByRole('grid', { name: /^线索列表$|^Leads$/ })).toBeVisible();
  await expect(page.getByRole('row').filter({ has: page.locator('.table__title') }).first()).toBeVisible();
}

test.beforeEach(async ({ page }) => {
  await fixClock(page, TODAY);
});

test('the table is the picture: groups with counts and sums, sorted by due; groups fold and stay folded', async ({ page }) => {
  await openTable(page);
  const grid = page.getByRole('grid', { name: '线索列表' });
  await expect(grid).toHaveAttribute('aria-rowcount', String(1 + 8 + 47));
  await expect(grid).toHaveAttribute('aria-colcount', '13');
  const head = page.getByRole('row').filter({ has: page.getByRole('button', { name: /^研判/ }) });
  await expect(head).toContainText('7 条');
  await expect(head).toContainText('5.0 亿元 + 0.40 亿美元');
  await expect(page.getByRole('columnheader', { name: '到期' })).toHaveAttribute('aria-sort', 'ascending');
  for (const stage of ['储备', '线索']) await page.getByRole('button', { name: new RegExp(`^${stage}`) }).click();
  await expect(grid).toHaveAttribute('aria-rowcount', String(1 + 8 + 47 - 20));
  expect((await titles(page))[0]).toBe('绿色金融评估机构');
  await expect(cell(page, '绿色金融评估机构', 'due')).toHaveText('逾期 4 天');
  await expect(cell(page, '绿色金融评估机构', 'planned')).toHaveText('0.30 亿元');
  await page.reload();
  await expect(grid).toHaveAttribute('aria-rowcount', String(1 + 8 + 47 - 20));
});

test('by keys alone: arrows, typing, Enter down, F2, Tab, Esc, Delete, undo', async ({ page }) => {
  await openTable(page, {}, '?group=none&stage=stage/screened');
  await page.getByRole('grid').focus();
  await expect(page.locator(EAR)).toBeFocused();
  await expect(page.locator(EAR)).toHaveAccessibleName('编码 20231104-001');
  for (let n = 0; n < 8; n += 1) await page.keyboard.press('ArrowRight');
  await expect(page.locator(EAR)).toHaveAccessibleName('下一步 补研判结论');
  await page.keyboard.type('约一次');
  await page.keyboard.press('Enter');
  await expect(cell(page, '绿色金融评估机构', 'next_step')).toHaveText('约一次');
  await expect(page.getByText('“绿色金融评估机构”已改下一步')).toBeVisible();
  // Enter goes down, as in a spreadsheet.
  await expect(page.locator(EAR)).toHaveAccessibleName('下一步 等环评意见');
  await page.keyboard.press('F2');
  await expect(page.locator(EAR)).toHaveValue('等环评意见');
  await page.keyboard.type('，催办');
  await page.keyboard.press('Tab');
  await expect(cell(page, '细胞治疗研发中心', 'next_step')).toHaveText('等环评意见，催办');
  await expect(page.locator(EAR)).toHaveAccessibleName('到期 2023-12-07');
  await page.keyboard.type('12-20');
  await page.keyboard.press('Escape');
  await expect(cell(page, '细胞治疗研发中心', 'due')).toHaveText('逾期 1 天');
  await page.keyboard.press('Delete');
  await expect(cell(page, '细胞治疗研发中心', 'due')).toHaveText('');
  // The row went to the end of the table, and the focus with it.
  await expect(row(page, '细胞治疗研发中心').locator(EAR)).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(cell(page, '细胞治疗研发中心', 'due')).toHaveText('逾期 1 天');
  await page.keyboard.press('Control+z');
  await expect(cell(page, '细胞治疗研发中心', 'next_step')).toHaveText('等环评意见');
  // A choice by its first signs.
  await page.keyboard.press('Home');
  for (let n = 0; n < 5; n += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.type('四');
  await page.keyboard.press('Enter');
  await expect(cell(page, '细胞治疗研发中心', 'zone')).toHaveText('四战区');
  await page.keyboard.press('Control+End');
  await expect(row(page, '医药冷链数据平台').locator(EAR)).toBeFocused();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: '绿色金融评估机构' })).toBeFocused();
  // Over the table the next lead is the next row.
  const [, next] = await titles(page);
  const drawer = page.getByRole('complementary', { name: next });
  await page.keyboard.press('j');
  await expect(drawer).toBeFocused();
  await expect(drawer.locator('.drawer__position')).toHaveText(/^2 \/ \d+$/);
  await page.keyboard.press('k');
  await expect(page.getByRole('complementary', { name: '绿色金融评估机构' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(row(page, '绿色金融评估机构').locator(EAR)).toBeFocused();
  expect(param(page, 'group')).toBe('none');
});

test('an input method begins in the cell, and its Enter saves nothing', async ({ page }) => {
  await openTable(page, {}, '?group=none&stage=stage/screened');
  await cell(page, '绿色金融评估机构', 'next_step').click();
  await expect(page.locator(EAR)).toBeFocused();
  const client = await page.context().newCDPSession(page);
  await client.send('Input.imeSetComposition', { text: 'yue', selectionStart: 3, selectionEnd: 3 });
  await client.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 });
  await expect(page.locator(EAR)).toHaveValue('yue');
  await client.send('Input.insertText', { text: '约谈' });
  await expect(page.locator(EAR)).toHaveValue('约谈');
  await expect(row(page, '绿色金融评估机构')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(cell(page, '绿色金融评估机构', 'next_step')).toHaveText('约谈');
});

test('by click alone: a zone from its list, a day from the calendar, an amount that is none, a stage', async ({ page }) => {
  await openTable(page, {}, '?group=none&stage=stage/screened&cols=title,stage,zone,planned,due');
  const title = '自动驾驶仿真平台';
  await cell(page, title, 'zone').dblclick();
  await page.getByRole('listbox', { name: '战区' }).getByRole('option', { name: '五战区' }).click();
  await expect(cell(page, title, 'zone')).toHaveText('五战区');
  await cell(page, title, 'due').dblclick();
  const calendar = page.getByRole('group', { name: '选择日期' });
  await expect(calendar.getByRole('button', { name: '12月11日 周一' })).toHaveAttribute('data-chosen', 'true');
  await calendar.getByRole('button', { name: '下个月' }).click();
  await calendar.getByRole('button', { name: '1月9日 周二' }).click();
  await expect(cell(page, title, 'due')).toHaveText('2024年1月9日');
  await cell(page, title, 'due').dblclick();
  await calendar.getByRole('button', { name: '两周后' }).click();
  await expect(cell(page, title, 'due')).toHaveText('12月22日 周五');
  // What is no amount is named at the cell and stays; leaving the cell does not lose it.
  await cell(page, title, 'planned').dblclick();
  await page.locator(EAR).fill('很多');
  await cell(page, '智能座舱域控制器', 'planned').click();
  await expect(page.locator('#table-error')).toHaveText('“很多”不是金额。可写 1.2亿、1,200万、USD 3m');
  await expect(page.locator(EAR)).toHaveValue('很多');
  await page.locator(EAR).fill('USD 3m');
  await page.keyboard.press('Enter');
  await expect(cell(page, title, 'planned')).toHaveText('0.03 亿美元');
  await expect(page.locator('#table-error')).toBeHidden();
});

test('half a text survives a reload', async ({ page }) => {
  await openTable(page, {}, '?group=none&stage=stage/screened');
  await cell(page, '游戏发行区域总部', 'next_step').click();
  await page.keyboard.type('打到一半');
  await page.waitForTimeout(700);
  // As a crash would: nothing is left on leaving.
  await page.evaluate(() => window.addEventListener('blur', (event) => event.stopImmediatePropagation(), true));
  await page.reload();
  await expect(page.locator(EAR)).toHaveValue('打到一半');
  await page.keyboard.press('Enter');
  await expect(cell(page, '游戏发行区域总部', 'next_step')).toHaveText('打到一半');
});

test('a link keeps what is asked, sorted, grouped and shown', async ({ page }) => {
  await openTable(page);
  await page.getByRole('button', { name: '计划投资' }).click();
  await page.getByRole('button', { name: '计划投资' }).click();
  await page.getByRole('button', { name: '战区', exact: true }).click({ modifiers: ['Shift'] });
  expect(param(page, 'sort')).toBe('-planned,zone');
  await page.getByLabel('分组').selectOption('zone');
  await page.getByLabel('产业', { exact: true }).selectOption({ label: '数字经济' });
  await page.getByRole('button', { name: '列 12' }).click();
  const panel = page.getByRole('dialog', { name: '显示的列' });
  await panel.getByRole('checkbox', { name: '来源', exact: true }).uncheck();
  await panel.getByRole('checkbox', { name: '优先级' }).check();
  await panel.getByRole('checkbox', { name: '优先级' }).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  expect(param(page, 'cols')).toBe('code,title,company,industry,zone,officer,planned,next_step,due,idle,priority,blockers');
  const before = await titles(page);
  const address = page.url();
  const other = await page.context().newPage();
  await fixClock(other, TODAY);
  await other.goto(address);
  await expect(other.getByRole('columnheader', { name: '计划投资' })).toHaveAttribute('aria-sort', 'descending');
  await expect(other.getByRole('button', { name: /^一战区/ })).toBeVisible();
  expect(await titles(other)).toEqual(before);
  await other.close();
});

test('many rows at once: each change is one step of undo, published cases stay', async ({ page }) => {
  await openTable(page);
  await page.getByRole('checkbox', { name: '全选' }).check();
  const bar = page.getByRole('toolbar', { name: '批量操作' });
  await expect(bar).toContainText('已选 47 条');
  await bar.getByRole('button', { name: '流转战区' }).click();
  await page.getByRole('menuitem', { name: '五战区' }).click();
  await expect(page.getByText('已改 45 条的战区，2 条已公开案例未动')).toBeVisible();
  await expect(cell(page, '体外诊断试剂研发', 'zone')).toHaveText('五战区');
  await bar.getByRole('button', { name: '改到期' }).click();
  await page.getByRole('button', { name: '下周一', exact: true }).click();
  await expect(cell(page, '体外诊断试剂研发', 'due')).toHaveText('12月11日 周一');
  await page.keyboard.press('Control+z');
  await expect(cell(page, '体外诊断试剂研发', 'due')).toHaveText('逾期 2 天');
  await page.keyboard.press('Control+z');
  await expect(cell(page, '体外诊断试剂研发', 'zone')).toHaveText('三战区');
  await bar.getByRole('button', { name: '取消选择' }).click();
  await expect(bar).toBeHidden();
  // By keys: X on a code, Shift and arrows in the column of the boxes.
  await cell(page, '体外诊断试剂研发', 'code').click({ position: { x: 96, y: 16 } });
  await page.keyboard.press('x');
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(bar).toContainText('已选 3 条');
  await bar.getByRole('button', { name: '删除' }).click();
  await expect(page.getByText('已删除 3 条')).toBeVisible();
  await expect(row(page, '体外诊断试剂研发')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(row(page, '体外诊断试剂研发')).toHaveCount(1);
});

test('rows are copied with headings and pasted back; what is wrong is named, and the rest can be written', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openTable(page, {}, '?group=none&stage=stage/screened&cols=code,title,next_step,due,planned');
  const read = () => page.evaluate(() => navigator.clipboard.readText());
  const put = (text) => page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.getByRole('checkbox', { name: '选择 细胞治疗研发中心' }).check();
  await page.keyboard.press('Control+c');
  await expect(page.getByText('已复制 1 行')).toBeVisible();
  const copied = (await read()).replaceAll('\r', '');
  expect(copied).toBe('编码\t项目\t下一步\t到期\t计划投资\n20230828-010\t细胞治疗研发中心\t等环评意见\t2023-12-07\t$40000000\n');
  await page.keyboard.press('Control+v');
  await expect(page.getByText('内容相同，没有改动')).toBeVisible();
  // Changed elsewhere and brought back: headings and codes say where it belongs.
  await put(copied.replace('等环评意见', '环评已过').replace('2023-12-07', '2023/12/21'));
  await page.keyboard.press('Control+v');
  await expect(cell(page, '细胞治疗研发中心', 'next_step')).toHaveText('环评已过');
  await expect(cell(page, '细胞治疗研发中心', 'due')).toHaveText('12月21日 周四');
  await page.keyboard.press('Control+z');
  await expect(cell(page, '细胞治疗研发中心', 'next_step')).toHaveText('等环评意见');
  await page.keyboard.press('Escape');
  // Into cells, some of them wrong.
  await cell(page, '绿色金融评估机构', 'next_step').click();
  await put('甲\t12-18\n乙\t下个月\n');
  await page.keyboard.press('Control+v');
  const dialog = page.getByRole('dialog', { name: '粘贴' });
  await expect(dialog).toContainText('3 格将写入，1 格有误');
  await expect(dialog.getByRole('listitem')).toHaveText(/第 2 行，到期.*“下个月”不是日期/);
  await dialog.getByRole('button', { name: '写入其余' }).click();
  await expect(cell(page, '绿色金融评估机构', 'due')).toHaveText('12月18日 周一');
  await expect(cell(page, '细胞治疗研发中心', 'next_step')).toHaveText('乙');
  await page.keyboard.press('Control+z');
  await expect(cell(page, '绿色金融评估机构', 'next_step')).toHaveText('补研判结论');
  await expect(cell(page, '细胞治疗研发中心', 'next_step')).toHaveText('等环评意见');
});

test('2,000 leads: only what is in sight is drawn, End reaches the last, all change as one step', async ({ page }) => {
  await openData(page, OFFICER);
  const lines = Array.from({ length: 2000 }, (_, n) => `线索 ${String(n).padStart(4, '0')},企业 ${n % 50},二战区`);
  await choose(page, 'many.csv', `线索名称,企业,战区\n${lines.join('\n')}`);
  await importIt(page);
  await page.evaluate(() => { location.hash = '#/table?group=none&sort=title'; });
  const grid = page.getByRole('grid', { name: '线索列表' });
  const count = Number((await page.locator('.toolbar__count').innerText()).match(/\d+/)[0]);
  expect(count).toBeGreaterThanOrEqual(2000);
  await expect(grid).toHaveAttribute('aria-rowcount', String(count + 1));
  expect(await page.locator('.table__row').count()).toBeLessThan(80);
  await grid.focus();
  await page.keyboard.press('Control+End');
  const last = page.locator(`[aria-rowindex="${count + 1}"]`);
  await expect(last.locator(EAR)).toBeFocused();
  await expect(last).toBeInViewport();
  await page.keyboard.press('Control+Home');
  await expect(page.locator('[aria-rowindex="2"]').locator(EAR)).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.getByRole('toolbar').getByRole('button', { name: '流转战区' }).click();
  await page.getByRole('menuitem', { name: '三战区' }).click();
  await expect(cell(page, '线索 0000', 'zone')).toHaveText('三战区');
  await page.keyboard.press('Control+z');
  await expect(cell(page, '线索 0000', 'zone')).toHaveText('二战区');
});

test('on the phone a row is two lines and opens; nothing scrolls sideways', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openTable(page);
  const first = row(page, '行业大模型微调团队');
  expect((await first.boundingBox()).height).toBe(60);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth || document.querySelector('#table-scroll').scrollWidth > innerWidth);
  expect(wide).toBe(false);
  await axe(page);
  await first.getByText('示例企业 C').click();
  await expect(page.getByRole('complementary', { name: '行业大模型微调团队' })).toBeVisible();
});

test('on paper there are all rows, with their headings, marked as samples', async ({ page }) => {
  await openPage(page, '#/board');
  await loadSample(page);
  await page.evaluate(() => { location.hash = '#/table'; });
  await expect(page.getByRole('grid')).toBeVisible();
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  const paper = page.locator('.paper-table');
  await expect(paper.locator('tbody tr:not(.paper-table__group)')).toHaveCount(47);
  await expect(paper.getByText('示例数据')).toBeVisible();
  await expect(page.locator('.table__row').first()).toBeHidden();
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect(paper).toHaveCount(0);
});
