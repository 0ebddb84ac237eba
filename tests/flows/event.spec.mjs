// The sheet of an event (SPEC EV1–EV17): what it says, and how it is written; the main ways by keys alone.
import { expect, test } from '../lib/index.mjs';
import { sheet, openEvent, go, make, openEmpty } from '../lib/event.mjs';

test('the sheet is the picture: facts, clock, funnel, what came of it', async ({ page }) => {
  await openEvent(page, '2023-hangzhou');
  const panel = page.getByRole('complementary', { name: '投资上海·全国行 杭州站' });
  await expect(panel).toBeVisible();
  await expect(panel.getByText('2023年11月30日 周四')).toBeVisible();
  await expect(panel.getByText('离岸约 160 公里')).toBeVisible();
  await expect(panel.getByText('已公布', { exact: true })).toBeVisible();
  await expect(panel.getByText('第 8 天 / 14 天')).toBeVisible();
  await expect(panel.getByText('4 / 7 已二次联系')).toBeVisible();
  await expect(panel.getByRole('button', { name: /在谈 ?2 ?，看名单/ })).toBeVisible();
  await expect(panel.locator('.event-funnel__count')).toHaveText(['7', '6', '3', '2', '0', '0']);
  await expect(panel.locator('dt', { hasText: '带队' }).locator('+ dd')).toHaveText('未载');
  await go(page, '2023-overseas-2');
  await expect(sheet(page).getByText('2023年8月28日起，结束日期未载')).toBeVisible();
  await expect(sheet(page).locator('.event-stops__inferred').first()).toHaveText('推断');
});

test('each number opens a list of that many rows, and a row opens its lead', async ({ page }) => {
  await openEvent(page, '2023-hangzhou');
  const panel = sheet(page);
  const doors = panel.locator('.event-funnel__row');
  for (let n = 0; n < 6; n += 1) {
    const count = Number(await doors.nth(n).locator('.event-funnel__count').textContent());
    await doors.nth(n).focus();
    await page.keyboard.press('Enter');
    await expect(doors.nth(n)).toHaveAttribute('aria-expanded', 'true');
    await expect(panel.locator('.event-rows__item')).toHaveCount(count);
    await page.keyboard.press('Enter');
    await expect(panel.locator('.event-rows__item')).toHaveCount(0);
  }
  const waiting = panel.getByRole('button', { name: '看未联系的 3 条' });
  await waiting.click();
  await expect(panel.locator('.event-rows__item')).toHaveCount(3);
  for (const part of await panel.locator('.event-trip__part').all()) {
    const count = Number(await part.locator('.event-trip__count').textContent());
    await part.click();
    await expect(panel.locator('.event-rows__item')).toHaveCount(count);
    await part.click();
  }
  await waiting.click();
  const row = panel.locator('.event-rows__link').first();
  const title = await row.locator('.event-rows__title').textContent();
  await row.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: title })).toBeVisible();
});

test('a new event by keys: refused in words, nothing typed is lost, undone', async ({ page }) => {
  await openEmpty(page);
  await page.getByRole('button', { name: '新活动' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: '新活动' });
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('请写活动名称')).toBeVisible();
  await page.keyboard.type('成都站');
  await dialog.getByLabel('开始日期').fill('2023-02-30');
  await page.keyboard.press('Enter');
  await expect(dialog.getByLabel('开始日期')).toBeFocused();
  await expect(dialog.getByLabel('开始日期')).toHaveAccessibleDescription('日历上没有 2023-02-30 这一天');
  await dialog.getByLabel('开始日期').fill('２０２４年３月９日');
  await dialog.getByLabel('结束日期').fill('1899-12-31');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('1899 年不在 1900–2150 之间')).toBeVisible();
  await dialog.getByLabel('结束日期').fill('2024-03-08');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('结束日期 2024年3月8日 早于开始日期 2024年3月9日')).toBeVisible();
  // Closed by mistake, opened again: still there.
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.keyboard.press('Enter');
  await expect(dialog.getByLabel('活动名称')).toHaveValue('成都站');
  await expect(dialog.getByLabel('结束日期')).toHaveValue('2024-03-08');
  await dialog.getByLabel('结束日期').fill('2024-03-10');
  await page.keyboard.press('Enter');
  await expect(sheet(page).getByText('2024年3月9–10日')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(sheet(page).getByText('没有这个活动')).toBeVisible();
});

test('an event without a date is allowed, and dates are typed later', async ({ page }) => {
  await openEmpty(page);
  await make(page, '待定的圆桌');
  const panel = sheet(page);
  await expect(panel.getByText('日期未定')).toBeVisible();
  await panel.getByRole('button', { name: '编辑要点' }).click();
  await expect(panel.getByLabel('中文名称')).toBeFocused();
  const start = panel.getByLabel('开始日期');
  await start.fill('2024-13-01');
  await start.press('Enter');
  await expect(start).toHaveAccessibleDescription('日历上没有 2024-13-01 这一天');
  await expect(start).toHaveValue('2024-13-01');
  await start.fill('2024-05-06');
  await start.press('Enter');
  const end = panel.getByLabel('结束日期');
  await end.fill('2024/5/8');
  await end.press('Enter');
  await expect(panel.getByText('2024年5月6–8日')).toBeVisible();
  // Moved on as a whole: the first day waits for the last.
  await start.fill('2024-06-03');
  await start.press('Enter');
  await expect(start).toHaveAccessibleDescription('结束日期 2024年5月8日 早于开始日期 2024年6月3日');
  await expect(start).toHaveValue('2024-06-03');
  await end.fill('2024-06-05');
  await end.press('Enter');
  await expect(panel.getByText('2024年6月3–5日')).toBeVisible();
  await page.getByRole('button', { name: /^撤销/ }).first().click();
  await expect(panel.getByText('2024年5月6–8日')).toBeVisible();
  // The title can't be emptied; the old one holds.
  await panel.getByLabel('中文名称').fill(' ');
  await panel.getByLabel('中文名称').press('Enter');
  await expect(panel.getByText('不能为空，已保留原来的')).toBeVisible();
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText('待定的圆桌');
});

test('noted on the spot by keys: leads, people, companies, opinions', async ({ page }) => {
  await openEvent(page, '2023-hangzhou');
  const panel = sheet(page);
  await panel.getByLabel('线索：什么项目').focus();
  await page.keyboard.type('数据标注基地');
  await page.keyboard.press('Tab');
  await page.keyboard.type('示例企业 ac');
  await expect(panel.getByText('示例企业 AC 已有首报')).toBeVisible();
  await expect(panel.getByText(/专员乙，二战区，2023年8月28日/)).toBeVisible();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('新来的企业');
  await page.keyboard.press('Enter');
  await expect(panel.getByLabel('线索：什么项目')).toBeFocused();
  await expect(panel.getByLabel('线索：什么项目')).toHaveValue('');
  await expect(panel.locator('.event-funnel__count').first()).toHaveText('8');
  await expect(panel.getByText('4 / 8 已二次联系')).toBeVisible();
  // Stays for the next; an empty field is named.
  await page.keyboard.type('另一个');
  await page.keyboard.press('Enter');
  await expect(panel.getByText('请写企业名称：哪家企业')).toBeVisible();
  await panel.getByLabel('线索：什么项目').fill('');
  await panel.getByRole('button', { name: '联系人', exact: true }).click();
  await panel.getByLabel('联系人姓名').fill('示例联系人 Z');
  await panel.getByLabel('所属企业').fill('新来的企业');
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('button', { name: '移除联系人 示例联系人 Z' })).toBeVisible();
  await panel.getByRole('button', { name: '企业', exact: true }).click();
  await panel.getByLabel('所属企业').fill('只见过一面的企业');
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('button', { name: '从会见名单移除 只见过一面的企业' })).toBeVisible();
  await panel.getByRole('button', { name: '意见', exact: true }).click();
  await panel.getByLabel('意见建议', { exact: true }).fill('希望有双语窗口');
  await page.keyboard.press('Enter');
  await expect(panel.getByText('待答复')).toBeVisible();
  await panel.getByRole('button', { name: '答复：希望有双语窗口' }).click();
  await expect(panel.getByLabel('答复', { exact: true })).toBeFocused();
  await page.keyboard.type('已设双语窗口');
  await page.keyboard.press('Control+Enter');
  await expect(panel.getByText('待答复')).toBeHidden();
  // All of it survives a reload, and the lead knows where it is from.
  await page.reload();
  await expect(panel.locator('.event-funnel__count').first()).toHaveText('8');
  await expect(panel.getByText('希望有双语窗口')).toBeVisible();
});

test('written up: outcomes, next steps done and undone, days in words', async ({ page }) => {
  await openEmpty(page);
  await make(page, '走访', '2023-12-01', '2023-12-01');
  const panel = sheet(page);
  await expect(panel.getByText('未总结')).toBeVisible();
  await panel.getByRole('button', { name: '写总结' }).click();
  await expect(panel.getByLabel('添一条成果')).toBeFocused();
  await page.keyboard.type('会见企业 3 家');
  await page.keyboard.press('Enter');
  await expect(panel.getByText('会见企业 3 家')).toBeVisible();
  await expect(panel.getByText('未总结')).toBeHidden();
  await expect(panel.getByLabel('添一条成果')).toBeFocused();
  await panel.getByLabel('添一条下一步').fill('逐一回电');
  await panel.getByLabel('这一步的期限').fill('明天');
  await page.keyboard.press('Enter');
  await expect(panel.getByText('“明天”不是日期')).toBeVisible();
  await expect(panel.getByLabel('添一条下一步')).toHaveValue('逐一回电');
  await panel.getByLabel('这一步的期限').fill('2023-12-07');
  await page.keyboard.press('Enter');
  await expect(panel.getByText('逾期 1 天')).toBeVisible();
  const box = panel.getByRole('checkbox', { name: '办好：逐一回电' });
  await box.focus();
  await page.keyboard.press('Space');
  await expect(box).toBeChecked();
  await expect(box).toBeFocused();
  await expect(panel.getByText('已办', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: /^撤销/ }).first().click();
  await expect(box).not.toBeChecked();
  await page.reload();
  await expect(panel.getByText('逾期 1 天')).toBeVisible();
});

test('the itinerary: added, put in order, edited, taken away', async ({ page }) => {
  await openEvent(page, '2023-overseas-1');
  const panel = sheet(page);
  const places = panel.locator('.event-stops__place > :first-child');
  await expect(places).toHaveText(['新加坡', '中国香港']);
  await panel.getByLabel('添一站：地点').fill('杭州');
  await panel.getByLabel('到达日期').fill('2023-04-26');
  await page.keyboard.press('Enter');
  await expect(places).toHaveText(['新加坡', '中国香港', '杭州']);
  await expect(panel.locator('.event-stops__item').last()).toContainText('约 160 公里');
  await panel.getByRole('button', { name: '提前：杭州' }).focus();
  await page.keyboard.press('Enter');
  await expect(places).toHaveText(['新加坡', '杭州', '中国香港']);
  await expect(panel.getByRole('button', { name: '提前：杭州' })).toBeFocused();
  await panel.getByRole('button', { name: '编辑站点：杭州' }).click();
  await panel.getByLabel('离开', { exact: true }).fill('2023-04-20');
  await panel.getByLabel('离开', { exact: true }).press('Enter');
  await expect(panel.getByLabel('离开', { exact: true })).toHaveAccessibleDescription(/早于开始日期/);
  await panel.getByLabel('坐标').fill('北京');
  await panel.getByLabel('坐标').press('Tab');
  await expect(panel.getByLabel('坐标')).toHaveAccessibleDescription(/北纬, 东经/);
  await panel.getByRole('button', { name: '移除站点：杭州' }).click();
  await expect(places).toHaveText(['新加坡', '中国香港']);
  await page.getByRole('button', { name: /^撤销/ }).first().click();
  await expect(places).toHaveText(['新加坡', '杭州', '中国香港']);
  await expect(panel.getByText('与已公布的不同：行程')).toBeVisible();
});

test('copied to the next year in one step, deleted and brought back', async ({ page }) => {
  await openEvent(page, '2023-overseas-1');
  const panel = sheet(page);
  await panel.getByRole('button', { name: '复制到下一年' }).click();
  await expect(panel.getByText('2024年4月15–24日')).toBeVisible();
  await expect(panel.getByText('内部', { exact: true })).toBeVisible();
  await expect(panel.locator('.event-stops__place > :first-child')).toHaveText(['新加坡', '中国香港']);
  await expect(panel.getByText('还没有线索计入此活动')).toBeVisible();
  await panel.getByRole('button', { name: '删除活动' }).click();
  await expect(panel).toBeHidden();
  await page.getByRole('button', { name: /^撤销/ }).first().click();
  await expect(page.locator('.tab__count').first()).toHaveText('13');
});
