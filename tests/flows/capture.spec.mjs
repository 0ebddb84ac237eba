// Capture, first reports, several lines, duplicates, merging, and what officers type by mistake.
import { test, expect, axe, fixClock, openBoard, openPage } from '../lib/index.mjs';
import { TODAY, capture, cardIn, loadSample } from '../lib/board.mjs';

test.beforeEach(async ({ page }) => {
  await fixClock(page, TODAY);
});

const dialogOf = (page) => page.getByRole('dialog', { name: '新线索' });
const companyOf = (page) => dialogOf(page).getByLabel('企业', { exact: true });

/** Pastes as a keyboard would, without the machine's clipboard. */
const paste = (locator, text) =>
  locator.evaluate((element, pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);

test('from the keyboard alone and offline: n, a name, a known company by arrows, Enter', async ({ page, context }) => {
  await openBoard(page);
  await loadSample(page);
  await context.setOffline(true);
  await page.keyboard.press('n');
  await page.keyboard.type('车联网数据合规平台');
  await page.keyboard.press('Tab');
  await page.keyboard.type('示例企业 a');
  const offers = page.getByRole('listbox', { name: '已有企业' }).getByRole('option');
  await expect(offers.first()).toHaveText('示例企业 A');
  await expect(offers).toHaveCount(5);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(offers.nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Escape');
  await expect(offers).toHaveCount(0);
  await expect(dialogOf(page), 'the first Esc closes the list alone').toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(companyOf(page)).toHaveValue('示例企业 AD');
  await expect(dialogOf(page).getByText('示例企业 AD 已有首报')).toBeVisible();
  await axe(page);
  await page.keyboard.press('Enter');
  await expect(cardIn(page, '线索', '车联网数据合规平台')).toBeFocused();
});

test('the first report is shown for a name that only differs in legal form, and opens or is taken', async ({ page }) => {
  await openBoard(page);
  await loadSample(page);
  await page.keyboard.press('n');
  await dialogOf(page).getByLabel('线索名称').fill('第二条');
  await companyOf(page).fill('示例企業ＡＣ（集团）有限公司');
  const notice = dialogOf(page).locator('.first-report');
  await expect(notice).toContainText('可能是同一家：示例企业 AC');
  await expect(notice).toContainText('专员乙，二战区，2023年8月28日，现处“在谈”');
  await notice.getByRole('button', { name: '就用“示例企业 AC”' }).click();
  await expect(companyOf(page)).toHaveValue('示例企业 AC');
  await expect(notice).toContainText('示例企业 AC 已有首报');
  await notice.getByRole('button', { name: '打开已有线索' }).click();
  await expect(dialogOf(page)).toBeHidden();
  await expect(page).toHaveURL(/#\/lead\/\d{8}-\d{3}/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await expect(dialogOf(page).getByLabel('线索名称'), 'what was typed is kept').toHaveValue('第二条');
});

test('the page is covered while one captures: keys, focus and clicks stay inside; what is said stays within reach', async ({ page }) => {
  await openBoard(page);
  await loadSample(page);
  const card = cardIn(page, '签约', '高精地图数据中心');
  await card.focus();
  await page.keyboard.press('n');
  const dialog = dialogOf(page);
  const title = dialog.getByLabel('线索名称');
  await expect(title).toBeFocused();
  const inside = () => dialog.evaluate((element) => element.contains(document.activeElement));
  await page.keyboard.press('Shift+Tab');
  await expect(dialog.getByRole('button', { name: '关闭' })).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(dialog.getByRole('button', { name: /^保存/ }).last()).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(dialog.getByRole('button', { name: '关闭' })).toBeFocused();
  for (let n = 0; n < 20; n += 1) {
    await page.keyboard.press('Tab');
    expect(await inside(), `after ${n + 1} tabs`).toBe(true);
  }
  // On a button letters are no text, and no keys of the page either.
  await dialog.getByRole('button', { name: '关闭' }).focus();
  await page.keyboard.press('?');
  await page.keyboard.press('j');
  await expect(page.getByRole('dialog')).toHaveCount(1);
  expect(await inside()).toBe(true);
  // What is behind takes neither a click nor the focus.
  const { x, y } = await card.boundingBox();
  await page.mouse.click(x + 20, y + 20);
  await expect(page).toHaveURL(/#\/board$/);
  expect(await inside(), 'a click beside it').toBe(true);
  await card.evaluate((element) => element.focus());
  await expect.poll(inside, 'a focus from behind').toBe(true);
  await dialog.getByRole('heading', { name: '新线索' }).click();
  await page.keyboard.press('Tab');
  expect(await inside(), 'from its own empty place').toBe(true);
  await title.fill('第一条');
  await companyOf(page).fill('示例企业 乙乙');
  await page.keyboard.press('Shift+Enter');
  await expect(title).toBeFocused();
  await expect(title).toHaveValue('');
  await page.getByRole('button', { name: /^撤销/ }).last().click();
  await expect(cardIn(page, '线索', '第一条')).toHaveCount(0);
  await expect(dialog).toBeVisible();
  await title.focus();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(card, 'the focus is where it was').toBeFocused();
  // On a phone there is no room for both: what is said waits under the dialog.
  await page.setViewportSize({ width: 390, height: 844 });
  await page.keyboard.press('n');
  await title.fill('第二条');
  await companyOf(page).fill('示例企业 乙丙');
  await page.keyboard.press('Shift+Enter');
  await expect(page.locator('.toast')).toBeVisible();
  const save = dialog.getByRole('button', { name: /^保存/ }).last();
  const covered = () => page.evaluate(() => [...document.querySelectorAll('.veil button')].filter((button) => {
    const { x, y, width, height } = button.getBoundingClientRect();
    return !button.contains(document.elementFromPoint(x + width / 2, y + height / 2));
  }).map((button) => button.textContent));
  await expect(save).toBeInViewport();
  expect(await covered()).toEqual([]);
});

test('what the page asks for goes with the lead, and can be left out', async ({ page }) => {
  await openBoard(page, { who: '专员甲' });
  await loadSample(page);
  await page.goto('./#/board?zone=zone%2Fzone-2');
  await page.keyboard.press('n');
  const chips = dialogOf(page).getByRole('group', { name: '随线索带上' });
  await expect(chips.getByRole('button', { name: '不带“二战区”' })).toBeVisible();
  await chips.getByRole('button', { name: '不带“专员甲”' }).click();
  await chips.getByLabel('责任人').selectOption({ label: '专员乙' });
  await dialogOf(page).getByLabel('线索名称').fill('带上的');
  await companyOf(page).fill('某某科技');
  await page.keyboard.press('Enter');
  await expect(cardIn(page, '线索', '带上的')).toContainText('二战区');
  await expect(cardIn(page, '线索', '带上的')).toContainText('乙');
});

test('several lines are looked over and become leads in one step', async ({ page }) => {
  await openBoard(page);
  await capture(page, '已有的', '企业一');
  await page.keyboard.press('n');
  await paste(
    dialogOf(page).getByLabel('线索名称'),
    '线索名称\t企业\n甲平台\t企业一\n乙平台\t企业二\n甲平台\t企业一\n\t企业二\n已有的\t企业一\n丙平台',
  );
  const rows = dialogOf(page).locator('tbody tr');
  await expect(rows).toHaveCount(6);
  await expect(rows.nth(0)).toContainText('已有首报');
  await expect(rows.nth(2)).toContainText('与第 2 行相同，不存');
  await expect(rows.nth(3)).toContainText('缺线索名称');
  await expect(rows.nth(4)).toContainText('已有这条线索，不存');
  await expect(rows.nth(5)).toContainText('缺企业');
  await expect(dialogOf(page)).toContainText('6 行，选中 2 行');
  await axe(page);
  await companyOf(page).fill('企业三');
  await expect(dialogOf(page)).toContainText('6 行，选中 3 行');
  await dialogOf(page).getByLabel('第 3 行').uncheck();
  await dialogOf(page).getByLabel('第 6 行').check();
  await page.waitForTimeout(1000);
  await page.reload();
  await expect(page.locator('.card')).toHaveCount(1);
  await page.keyboard.press('n');
  await expect(rows, 'closing the tab loses nothing').toHaveCount(6);
  await dialogOf(page).getByLabel('第 3 行').uncheck();
  await page.keyboard.press('Enter');
  await expect(page.getByText('已新建 2 条线索')).toBeVisible();
  await expect(page.locator('.card')).toHaveCount(3);
  await page.getByRole('button', { name: /^撤销/ }).first().click();
  await expect(page.locator('.card')).toHaveCount(1);
});

test('a thousand lines are one step, too', async ({ page }) => {
  await openBoard(page);
  await page.keyboard.press('n');
  const text = Array.from({ length: 1000 }, (_, at) => `线索${at}，企业${at % 400}`).join('\n');
  await paste(dialogOf(page).getByLabel('线索名称'), text);
  await expect(dialogOf(page)).toContainText('1000 行，选中 1000 行');
  await dialogOf(page).getByRole('button', { name: '保存', exact: true }).click();
  await expect(page.getByText('已新建 1000 条线索')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.locator('.card')).toHaveCount(0);
});

test('duplicates are found, merged field by field, and opened by either code', async ({ page }) => {
  await openBoard(page);
  await capture(page, '车联网平台', '示例科技');
  await capture(page, '車聯網平台', '示例科技');
  await capture(page, '另一条', '示例科技有限公司');
  await page.getByRole('listitem', { name: '車聯網平台' }).press('Enter');
  await expect(page).toHaveURL(/#\/lead\/20231208-002/);
  const dropped = page.url();
  await openPage(page, '#/data');
  const part = page.locator('#data-duplicates');
  await expect(part.getByRole('group')).toHaveCount(2);
  await axe(page);
  // The companies: the other name becomes an alias.
  await part.getByRole('button', { name: /^合并….*示例科技有限公司/ }).click();
  const dialog = page.getByRole('dialog', { name: '合并企业' });
  await dialog.getByRole('radio', { name: /^留下“示例科技”/ }).check();
  await dialog.getByRole('group', { name: '名称' }).getByText('示例科技有限公司').click();
  await expect(dialog.locator('.merging__result')).toContainText('示例科技有限公司');
  await expect(dialog).toContainText('线索 1');
  await axe(page);
  await dialog.getByRole('button', { name: '合并', exact: true }).click();
  await expect(page.getByText('已合并为“示例科技有限公司”')).toBeVisible();
  // The leads: which one stays is chosen.
  await part.getByRole('button', { name: /^合并….*車聯網平台/ }).click();
  const leads = page.getByRole('dialog', { name: '合并线索' });
  await leads.getByRole('radio', { name: /^留下“车联网平台/ }).check();
  await leads.getByRole('button', { name: '合并', exact: true }).click();
  await expect(part).toContainText('没有发现重复');
  await page.goto(dropped);
  await expect(page.getByRole('complementary', { name: '车联网平台' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await expect(part.getByRole('group', { name: /平台/ }), 'one step back').toHaveCount(1);
});

test('what is said to be two is not asked again', async ({ page }) => {
  await openBoard(page);
  await capture(page, '一', '示例');
  await capture(page, '二', '示例集团');
  await openPage(page, '#/data');
  const part = page.locator('#data-duplicates');
  await part.getByRole('button', { name: /^不是同一家/ }).click();
  await expect(part).toContainText('没有发现重复');
  await page.reload();
  await expect(part).toContainText('没有发现重复');
});

test('a wrong credit code is warned of and kept; a company keeps every field', async ({ page }) => {
  await openBoard(page);
  await capture(page, '一', '示例');
  await capture(page, '二', '示例集团');
  await openPage(page, '#/data');
  await page.locator('#data-duplicates').getByRole('button', { name: '改企业“示例”' }).click();
  const panel = page.getByRole('dialog', { name: '企业资料' });
  const code = panel.getByLabel('统一社会信用代码');
  await code.fill('９1350100m000100y44');
  await code.press('Enter');
  await expect(panel.getByText('校验位不符，仍可保存')).toBeVisible();
  await expect(code).toHaveValue('91350100M000100Y44');
  await code.fill('9135');
  await code.press('Enter');
  await expect(panel.getByText('应为 18 位，现为 4 位，仍可保存')).toBeVisible();
  await code.fill('91350100M000100Y43');
  await code.press('Enter');
  await expect(panel.getByText('仍可保存')).toBeHidden();
  await panel.getByLabel('母公司').fill('没有的');
  await panel.getByLabel('母公司').press('Enter');
  await expect(panel.getByText('没有叫“没有的”的企业')).toBeVisible();
  await panel.getByLabel('链主企业').check();
  await panel.getByLabel('别名').fill('老示例\n示例旧名');
  await axe(page);
  await page.keyboard.press('Escape');
  await expect(panel.getByLabel('别名'), 'Esc restores the field and leaves the dialog open').toHaveValue('');
  await panel.getByLabel('别名').fill('老示例\n示例旧名');
  await panel.getByLabel('别名').press('Control+Enter');
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await page.reload();
  await page.locator('#data-duplicates').getByRole('button', { name: '改企业“示例”' }).click();
  await expect(panel.getByLabel('别名')).toHaveValue('老示例\n示例旧名');
  await expect(panel.getByLabel('链主企业')).toBeChecked();
  await expect(code).toHaveValue('91350100M000100Y43');
});

test('amounts, phones, long notes, emoji, right-to-left and markup are kept as they are', async ({ page }) => {
  const title = '<b onclick=alert(1)>粗</b> 🚢👩‍👩‍👧 مرحبا';
  await openBoard(page);
  await capture(page, title, '<img src=x onerror=alert(1)>企业');
  await expect(page.locator('.card')).toContainText(title);
  await page.locator('.card').press('Enter');
  const drawer = page.getByRole('complementary', { name: title });
  const amount = drawer.getByLabel('计划投资');
  for (const [typed, error] of [['abc', true], ['12x', true], ['-5万', true], ['1'.padEnd(31, '0'), true], ['１２００万', false], ['3.5 million USD', false]]) {
    await amount.fill(typed);
    await amount.press('Enter');
    const said = drawer.locator('#lead-planned-error');
    if (error) await expect(said).toContainText(typed);
    else await expect(said).toBeHidden();
  }
  await drawer.getByLabel('电话', { exact: true }).fill('+49 (0)30 901820-0 ext. 5');
  const note = `${'长'.repeat(9_980)}<script>alert(1)</script>`;
  await drawer.getByLabel('备注').fill(note);
  await drawer.getByLabel('备注').press('Control+Enter');
  await page.reload();
  await expect(drawer.getByLabel('备注')).toHaveValue(note);
  await expect(drawer.getByLabel('电话', { exact: true })).toHaveValue('+49 (0)30 901820-0 ext. 5');
  await expect(page.locator('.card b, .card img, .drawer script')).toHaveCount(0);
  await openPage(page, '#/data');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '导出工作区' }).click();
  const file = JSON.parse(await (await (await download).createReadStream()).toArray().then((all) => Buffer.concat(all).toString('utf8')));
  const lead = file.leads.find((one) => one.title === title);
  expect([lead.note, lead.planned]).toEqual([note, 'USD 3500000']);
});
