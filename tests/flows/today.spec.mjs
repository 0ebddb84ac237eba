// Today (SPEC K2–K5, TD1–TD7): lists and their counts, what is done from a row, the clocks at midnight, the limits.
import { axe, expect, openHome, openPage, test } from '../lib/index.mjs';
import { TODAY, capture } from '../lib/board.mjs';
import { OFFICER } from '../lib/data.mjs';

const list = (page, word) => page.locator(`.today-list[data-list="${word}"]`);
const rows = (page, word) => list(page, word).locator('.today-row');
const row = (page, word, title) => rows(page, word).filter({ hasText: title });
const count = (page, word) => list(page, word).locator('.today-list__count');
const badge = (page) => page.locator('.rail__item[aria-current="page"] .rail__badge');

/** The page with the sample, on its day. */
async function openToday(page, settings = {}) {
  await page.clock.setFixedTime(new Date(TODAY));
  await openPage(page, '#/board', { ...OFFICER, ...settings });
  await page.getByRole('button', { name: /载入示例数据|Load sample data/ }).click();
  await expect(page.locator('.card').first()).toBeVisible();
  await page.evaluate(() => { location.hash = '#/today'; });
  await expect(rows(page, 'overdue')).toHaveCount(5);
}

test('the sample is the picture, and every count is the rows of its list', async ({ page }) => {
  await openToday(page);
  await expect(page.locator('.today__date')).toHaveText('12月8日 周五');
  await expect(badge(page)).toContainText('8');
  await expect(rows(page, 'due')).toHaveCount(3);
  await expect(rows(page, 'soon')).toHaveCount(9);
  await expect(row(page, 'overdue', '跨境资产管理公司')).toContainText('逾期 7 天');
  await expect(row(page, 'overdue', '跨境资产管理公司')).toContainText('审批');
  await expect(row(page, 'stale', '跨境资产管理公司')).toContainText('31 天无进展');
  await expect(list(page, 'second-contact').getByText('第 8 天 / 14 天')).toBeVisible();
  await expect(rows(page, 'not-written-up')).toContainText(['示例 医疗圆桌']);
  const words = await page.locator('.today-list').evaluateAll((lists) => lists.map((one) => one.dataset.list));
  for (const word of words) {
    const more = list(page, word).locator('.today-list__more button');
    if (await more.count()) await more.click();
    await expect(rows(page, word)).toHaveCount(Number(await count(page, word).textContent()));
  }
  for (const number of await page.locator('.today__number').all()) {
    const word = await number.getAttribute('data-list');
    await expect(number.locator('strong')).toHaveText(await count(page, word).textContent());
    await number.click();
    await expect(list(page, word).locator('h2')).toBeFocused();
  }
  // A day of the strip opens what is due then, and says so in the address.
  const day = page.locator('.tide__day--door', { hasText: '12.11' });
  await expect(day.locator('.tide__count')).toContainText('7');
  await day.click();
  await expect(rows(page, 'day')).toHaveCount(7);
  await expect(page).toHaveURL(/day=2023-12-11/);
  await day.click();
  await expect(list(page, 'day')).toHaveCount(0);
});

test('a row is put off, put back with undo, and done with its next step', async ({ page }) => {
  await openToday(page);
  const late = row(page, 'overdue', '绿色金融评估机构');
  await late.getByRole('button', { name: '改期：绿色金融评估机构（逾期）' }).click();
  await page.getByRole('menuitem', { name: '下周一 12月11日' }).click();
  await expect(rows(page, 'overdue')).toHaveCount(4);
  await expect(row(page, 'soon', '绿色金融评估机构')).toContainText('12月11日 周一');
  await expect(page.locator('.toast')).toContainText('“绿色金融评估机构”改到12月11日 周一');
  await expect(badge(page)).toContainText('7');
  await page.keyboard.press('Control+z');
  await expect(rows(page, 'overdue')).toHaveCount(5);
  // To a date of its own.
  await late.getByRole('button', { name: /^改期/ }).click();
  await page.getByRole('menuitem', { name: '选日期' }).click();
  await expect(page.getByLabel('新的日期')).toBeFocused();
  await page.getByLabel('新的日期').fill('2023-12-15');
  await page.keyboard.press('Enter');
  await expect(late).toHaveCount(0);
  // Done: what was to be done is logged, and the next step stands in its place.
  const first = row(page, 'overdue', '体外诊断试剂研发');
  await first.getByRole('button', { name: /^完成/ }).click();
  await expect(page.locator('#today-form-text')).toBeFocused();
  await page.locator('#today-form-next').fill('约看载体');
  await page.locator('#today-form-due').fill('2023-12-08');
  await page.keyboard.press('Enter');
  await expect(row(page, 'due', '体外诊断试剂研发')).toContainText('约看载体');
  await expect(rows(page, 'overdue')).toHaveCount(3);
  await page.keyboard.press('Control+z');
  await expect(row(page, 'overdue', '体外诊断试剂研发')).toContainText('发载体清单');
});

test('a line for the log clears what waits, a reason explains what stands still', async ({ page }) => {
  await openToday(page);
  const stale = row(page, 'stale', '创新药临床中心');
  await stale.getByRole('button', { name: /^记一笔/ }).click();
  const text = page.locator('#today-form-text');
  await page.keyboard.type('与卫健部门通话');
  // What is half typed outlives a change of page.
  await page.waitForTimeout(700);
  await page.evaluate(() => { location.hash = '#/board'; });
  await expect(page.locator('.board')).toBeVisible();
  await page.evaluate(() => { location.hash = '#/today'; });
  await stale.getByRole('button', { name: /^记一笔/ }).click();
  await expect(text).toHaveValue('与卫健部门通话');
  await page.locator('#today-form-next').fill('等答复');
  await page.locator('#today-form-due').fill('2023-12-20');
  await page.getByRole('button', { name: '记下这一笔' }).click();
  await expect(stale).toHaveCount(0);
  await expect(row(page, 'overdue', '创新药临床中心')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(stale).toHaveCount(1);
  const red = row(page, 'stale', '跨境资产管理公司');
  await red.getByRole('button', { name: /^写原因/ }).click();
  await page.keyboard.type('等牌照批复');
  await page.keyboard.press('Enter');
  await expect(red).toContainText('31 天，已说明');
  await expect(red).toContainText('等牌照批复');
  await page.evaluate(() => { location.hash = '#/board'; });
  await expect(page.getByText('31 天无进展，已说明')).toBeVisible();
});

test('by keys alone: from row to row, open, log; letters are inert where one types', async ({ page }) => {
  await openToday(page);
  await page.locator('main h1').evaluate((heading) => heading.focus());
  await page.keyboard.press('j');
  await expect(rows(page, 'overdue').first()).toBeFocused();
  await page.keyboard.press('j');
  await expect(rows(page, 'overdue').nth(1)).toBeFocused();
  await page.keyboard.press('k');
  await page.keyboard.press('l');
  await expect(page.locator('#today-form-text')).toBeFocused();
  await page.keyboard.type('jkl');
  await expect(page.locator('#today-form-text')).toHaveValue('jkl');
  await page.keyboard.press('Escape');
  await expect(rows(page, 'overdue').first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: '跨境资产管理公司' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/#\/today/);
  await expect(rows(page, 'overdue').first()).toBeFocused();
  await row(page, 'not-written-up', '示例 医疗圆桌').getByRole('button', { name: /^补成果/ }).click();
  await expect(page).toHaveURL(/#\/events.*event=sample-medical/);
  await expect(page.locator('#event-sheet')).toBeVisible();
});

test('midnight turns the clocks on, and limits can be changed', async ({ page }) => {
  await page.clock.install({ time: new Date('2023-12-08T23:58:00+08:00') });
  await openPage(page, '#/board', OFFICER);
  await page.getByRole('button', { name: '记下第一条' }).click();
  await page.getByLabel('线索名称').fill('储能研发');
  await page.getByLabel('企业', { exact: true }).fill('示例企业 X');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.evaluate(() => { location.hash = '#/today'; });
  await expect(page.locator('.today__date')).toHaveText('12月8日 周五');
  await expect(list(page, 'reply')).toHaveCount(0);
  await page.clock.runFor(3 * 60_000);
  await expect(page.locator('.today__date')).toHaveText('12月9日 周六');
  await expect(row(page, 'reply', '储能研发')).toContainText('1 天未答复');
  await expect(list(page, 'screening')).toHaveCount(0);
  await page.getByRole('button', { name: '时限' }).click();
  const screening = page.getByLabel('研判：入线索后（天）');
  await screening.fill('零');
  await page.keyboard.press('Enter');
  await expect(page.getByText('请写 1 到 365 的整数')).toBeVisible();
  await screening.fill('１');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: '恢复默认 3 天' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(row(page, 'screening', '储能研发')).toContainText('1 天未研判');
  await page.keyboard.press('Control+z');
  await expect(list(page, 'screening')).toHaveCount(0);
});

test('mine, zones and text narrow every list, and the empty page says what to do', async ({ page }) => {
  await openToday(page, { who: '专员戊' });
  await page.getByRole('button', { name: '我负责的' }).click();
  await expect(page).toHaveURL(/owner=/);
  await expect(row(page, 'overdue', '跨境资产管理公司')).toBeVisible();
  await expect(list(page, 'not-written-up')).toHaveCount(0);
  const mine = await rows(page, 'overdue').count();
  expect(mine).toBeLessThan(5);
  // The number on the way is everybody's.
  await expect(badge(page)).toContainText('8');
  await page.getByRole('button', { name: '全部战区' }).click();
  await expect(rows(page, 'overdue')).toHaveCount(5);
  await page.getByRole('searchbox').fill('没有这样的线索');
  await expect(page.getByRole('heading', { name: '今天没有到期事项' })).toBeVisible();
  await page.getByRole('button', { name: '清空筛选' }).click();
  await expect(rows(page, 'overdue')).toHaveCount(5);
});

test('the last staff page is opened again, a link wins over it, visitors see nothing of it', async ({ page }) => {
  await openToday(page);
  await openHome(page, OFFICER);
  // The settings of this opening are new: nothing is remembered yet.
  await expect(page.getByRole('link', { name: '工作台' }).first()).toHaveAttribute('href', '#/board');
  await page.evaluate(() => { location.hash = '#/today'; });
  await expect(rows(page, 'overdue')).toHaveCount(5);
  await page.reload();
  await page.evaluate(() => { location.hash = '#/'; });
  await expect(page.locator('.visitor-header')).toBeVisible();
  await expect(page.locator('.today, .rail__badge')).toHaveCount(0);
  await page.locator('.visitor-header__workspace').click();
  await expect(page.locator('.today__date')).toBeVisible();
  await page.goto('./#/events');
  await expect(page.locator('.today')).toHaveCount(0);
});

for (const [lang, theme] of [['zh-CN', 'light'], ['en', 'dark']]) {
  test(`axe and the phone: ${lang}, ${theme}`, async ({ page }) => {
    await openToday(page, { lang, theme });
    await rows(page, 'overdue').first().getByRole('button', { name: /^(完成|Done)/ }).click();
    await axe(page);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^(时限|Limits)/ }).click();
    await axe(page);
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(page.locator('.tide__day')).toHaveCount(7);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await page.locator('.today').evaluate((one) => one.scrollWidth - one.clientWidth)).toBeLessThanOrEqual(0);
    const small = await page.locator('.today button:visible').evaluateAll((all) =>
      all.filter((one) => one.getBoundingClientRect().height < 24).map((one) => one.textContent));
    expect(small).toEqual([]);
    await axe(page);
    await page.emulateMedia({ media: 'print' });
    await expect(rows(page, 'overdue').first()).toBeVisible();
    await expect(page.locator('.today-row__ways').first()).toBeHidden();
  });
}
