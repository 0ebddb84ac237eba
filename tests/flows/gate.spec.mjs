// Gates: a move asks for what is missing, saves it with the move, and one undo takes both back.
import { test, expect, axe, fixClock, openBoard, openPage } from '../lib/index.mjs';
import { TODAY, capture, cardIn, column, loadSample } from '../lib/board.mjs';

test.beforeEach(async ({ page }) => {
  await fixClock(page, TODAY);
});

const SIGNED = '高精地图数据中心';
const undo = (page) => page.getByRole('button', { name: '撤销' });

test('a card dragged ashore is asked three fields; saved with the move; one undo takes both back', async ({ page }) => {
  await openBoard(page);
  await loadSample(page);
  const card = cardIn(page, '签约', SIGNED);
  const from = await card.boundingBox();
  const to = await column(page, '落地').getByRole('list').boundingBox();
  await page.mouse.move(from.x + 60, from.y + 12);
  await page.mouse.down();
  await page.mouse.move(to.x + 60, to.y + 30, { steps: 8 });
  await page.mouse.up();
  const dialog = page.getByRole('dialog', { name: '推进到落地' });
  await expect(dialog.getByRole('textbox')).toHaveCount(3);
  await expect(dialog.getByLabel('注册企业')).toBeFocused();
  // What is likely stands there to be seen, and only there.
  await expect(dialog.getByLabel('注册企业')).toHaveValue('示例企业 AK（上海）');
  await expect(dialog.getByLabel('注册日期')).toHaveValue('2023-12-08');
  await expect(dialog.getByText('还需 1 项')).toBeVisible();
  // Single letters belong to the field and the dialog, not to the page behind.
  await dialog.getByLabel('载体', { exact: true }).fill('示例园区 n 号楼');
  await dialog.getByLabel('注册日期').fill('2023年12月32日');
  await page.keyboard.press('Enter');
  await expect(dialog.getByLabel('注册日期')).toHaveAccessibleDescription(/日历上没有/);
  await expect(dialog.getByLabel('注册日期')).toBeFocused();
  await dialog.getByLabel('注册日期').fill('２０２３/１２/７');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(cardIn(page, '落地', SIGNED)).toBeFocused();
  await openPage(page, '#/lead/20231105-001');
  const drawer = page.getByRole('complementary', { name: SIGNED });
  await drawer.getByRole('button', { name: '载体与落地' }).click();
  await expect(drawer.getByLabel('注册日期')).toHaveValue('2023-12-07');
  await expect(drawer.getByLabel('载体', { exact: true })).toHaveValue('示例园区 n 号楼');
});

test('Esc puts the card back and keeps what was typed; then one undo takes back move and fields', async ({ page }) => {
  await openBoard(page);
  await loadSample(page);
  const ask = async () => {
    await cardIn(page, '签约', SIGNED).focus();
    await page.keyboard.press('m');
    await page.getByRole('menuitem', { name: '落地' }).click();
  };
  await ask();
  const dialog = page.getByRole('dialog', { name: '推进到落地' });
  await dialog.getByLabel('载体', { exact: true }).fill('示例园区 9 号楼');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(cardIn(page, '签约', SIGNED)).toBeFocused();
  await ask();
  await expect(dialog.getByLabel('载体', { exact: true })).toHaveValue('示例园区 9 号楼');
  await axe(page);
  await dialog.getByRole('button', { name: '推进到落地' }).click();
  await expect(cardIn(page, '落地', SIGNED)).toBeVisible();
  await undo(page).click();
  await expect(cardIn(page, '签约', SIGNED)).toBeVisible();
  await openPage(page, '#/lead/20231105-001');
  const drawer = page.getByRole('complementary', { name: SIGNED });
  await expect(drawer.locator('.gate-chip[data-known="false"]')).toHaveText(['注册企业', '注册日期', '载体']);
});

test('by keys alone: a new lead to in talks in one dialog, Enter from field to field', async ({ page }) => {
  await openBoard(page, { theme: 'dark' });
  await capture(page, '推理平台', '某某科技');
  await expect(cardIn(page, '线索', '推理平台')).toBeFocused();
  await page.keyboard.press('m');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: '推进到在谈' });
  await expect(dialog.getByText('还需 5 项')).toBeVisible();
  await axe(page);
  await expect(dialog.getByLabel('联系人')).toBeFocused();
  await page.keyboard.type('示例联系人');
  await page.keyboard.press('Enter');
  await expect(dialog.getByLabel('计划投资')).toBeFocused();
  await page.keyboard.type('很多');
  await page.keyboard.press('Enter');
  await expect(dialog.getByLabel('资金来源')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.type('新加坡');
  await page.keyboard.press('Enter');
  await expect(dialog.getByLabel('责任人')).toBeFocused();
  await page.keyboard.type('专员新');
  await page.keyboard.press('Enter');
  // Everything is there; the amount is none, and that is said at its field.
  await expect(dialog.getByLabel('计划投资')).toBeFocused();
  await expect(dialog.getByLabel('计划投资')).toHaveAccessibleDescription(/“很多”不是金额/);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('1.2亿');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  const card = cardIn(page, '在谈', '推理平台');
  await expect(card).toBeFocused();
  await expect(card).toContainText('1.2 亿元');
  await expect(card.getByLabel('专员 专员新')).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expect(cardIn(page, '线索', '推理平台')).toBeVisible();
});

test('out needs kind and reason; revived it is where it was, with its code and its history', async ({ page }) => {
  await openBoard(page);
  await loadSample(page);
  await openPage(page, '#/lead/20231004-004');
  const drawer = page.getByRole('complementary', { name: '大模型推理平台区域总部' });
  await drawer.getByRole('button', { name: '更多操作' }).click();
  await page.getByRole('menuitem', { name: '退库…' }).click();
  const dialog = page.getByRole('dialog', { name: '退库' });
  await expect(dialog.getByRole('button', { name: '先移动，缺项后补' })).toHaveCount(0);
  await dialog.getByRole('button', { name: '退库' }).click();
  await expect(dialog.getByText('“退出类型”还没填')).toBeVisible();
  await expect(dialog.getByLabel('退出类型')).toBeFocused();
  await dialog.getByLabel('退出类型').selectOption('落户外区');
  await dialog.getByLabel('退出原因').fill('对方选了<b>别处</b>');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(drawer.locator('.log__line').first()).toContainText('在谈 → 退库 落户外区：对方选了<b>别处</b>');
  await expect(drawer.getByText('20231004-004')).toBeVisible();
  await drawer.getByRole('button', { name: '重新招商，回到在谈' }).click();
  await expect(drawer.locator('.log__line').first()).toContainText('退库 → 在谈');
  await expect(drawer.locator('[aria-current="step"]')).toHaveText('在谈');
  await page.keyboard.press('Escape');
  await expect(cardIn(page, '在谈', '大模型推理平台区域总部')).toBeVisible();
});

test('in English, later: the move goes on with what is there, and the drawer says what is missing', async ({ page }) => {
  await openBoard(page, { lang: 'en' });
  await loadSample(page);
  await openPage(page, '#/lead/20231004-004', { lang: 'en' });
  const drawer = page.getByRole('complementary');
  await drawer.getByRole('button', { name: 'Move on to Signed' }).click();
  const dialog = page.getByRole('dialog', { name: 'Move to Signed' });
  await expect(dialog.getByLabel('Agreement')).toBeFocused();
  await axe(page);
  await dialog.getByRole('button', { name: 'Move now, fill in later' }).click();
  await expect(drawer.locator('[aria-current="step"]')).toHaveText('Signed');
  await expect(drawer.locator('.gate-row[data-lacks="true"] .gate-chip')).toHaveText(['Agreement']);
  // A click leads to the field, in a group that was closed.
  await drawer.locator('.gate-row[data-lacks="true"] .gate-chip').click();
  await expect(drawer.getByLabel('Agreement')).toBeFocused();
  await drawer.getByLabel('Agreement').selectOption('Letter of intent');
  await expect(drawer.locator('.gate-row[data-lacks="true"]')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(drawer.locator('.gate-row[data-lacks="true"]')).toHaveCount(1);
});
