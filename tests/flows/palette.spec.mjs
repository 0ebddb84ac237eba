// The command palette and the keys: everything without a mouse, nothing while composing, letters that can be switched off.
import { test, expect, fixClock, openBoard } from '../lib/index.mjs';
import { TODAY, cardIn, loadSample } from '../lib/board.mjs';

test.beforeEach(async ({ page }) => {
  await fixClock(page, TODAY);
});

const palette = (page) => page.getByRole('dialog', { name: /^(命令|Commands)$/ });
const options = (page) => palette(page).getByRole('option');
const chosen = (page) => palette(page).getByRole('option', { selected: true });

test('pages, actions, moves and leads by what one types; the one used last stands first', async ({ page }) => {
  await openBoard(page);
  await loadSample(page);
  const card = cardIn(page, '在谈', '跨境资产管理公司');
  await card.focus();
  await page.keyboard.press('Control+k');
  await expect(palette(page).getByRole('combobox')).toBeFocused();
  await page.keyboard.type('qy');
  await expect(options(page).first()).toContainText('移到签约');
  await page.keyboard.press('Enter');
  await expect(palette(page)).toBeHidden();
  await page.getByRole('button', { name: '先移动，缺项后补' }).click();
  await expect(cardIn(page, '签约', '跨境资产管理公司')).toBeVisible();
  // Also where people type.
  await page.getByRole('searchbox').focus();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('shuju');
  await expect(chosen(page)).toContainText('数据');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/data/);
  await page.keyboard.press('Control+k');
  await expect(palette(page).getByRole('group', { name: '最近用过' }).getByRole('option').first()).toContainText('数据');
  await page.keyboard.type('高精地图');
  await palette(page).getByRole('group', { name: '线索' }).getByRole('option').first().click();
  await expect(page.getByRole('complementary', { name: '高精地图数据中心' })).toBeVisible();
});

test('publishing is reached from any page, and is not open when one comes back', async ({ page }) => {
  await openBoard(page);
  await loadSample(page);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('fabu');
  await expect(chosen(page)).toContainText('发布');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: '发布' })).toBeVisible();
  await expect(page).toHaveURL(/#\/data/);
  await page.goBack();
  await expect(cardIn(page, '在谈', '跨境资产管理公司')).toBeVisible();
  await page.goForward();
  await expect(page.getByRole('button', { name: '发布', exact: true })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('arrows go round, Esc gives the focus back, composing chooses nothing', async ({ page }) => {
  await openBoard(page);
  await loadSample(page);
  const card = cardIn(page, '在谈', '跨境资产管理公司');
  await card.focus();
  await page.keyboard.press('Control+k');
  await page.keyboard.press('ArrowUp');
  await expect(options(page).last()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowDown');
  await expect(options(page).first()).toHaveAttribute('aria-selected', 'true');
  await expect(palette(page).getByRole('combobox')).toHaveAttribute('aria-activedescendant', await chosen(page).getAttribute('id'));
  const before = await options(page).count();
  await palette(page).getByRole('combobox').evaluate((input) => {
    input.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
    input.value = 'xyz';
    input.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, isComposing: true, keyCode: 229 }));
  });
  await expect(palette(page)).toBeVisible();
  await expect(options(page)).toHaveCount(before);
  await page.keyboard.press('Escape');
  await expect(palette(page)).toBeHidden();
  await expect(card).toBeFocused();
});

test('the sheet says every key, and letters alone can be switched off for good', async ({ page }) => {
  await openBoard(page);
  await loadSample(page);
  await page.getByRole('button', { name: '快捷键' }).click();
  const sheet = page.getByRole('dialog', { name: '快捷键' });
  for (const words of ['新线索', '命令面板，输入时也可用', '到时间线']) await expect(sheet.getByText(words, { exact: true })).toBeVisible();
  await sheet.getByRole('switch', { name: '单键快捷键' }).click();
  await page.keyboard.press('Escape');
  const still = async () => {
    const card = cardIn(page, '在谈', '跨境资产管理公司');
    await card.focus();
    for (const key of ['n', '/', '?', 'j', 'm']) await page.keyboard.press(key);
    await page.keyboard.press('g');
    await page.keyboard.press('d');
    await expect(card).toBeFocused();
    await expect(page.locator('dialog[open], [role="menu"]')).toHaveCount(0);
    await expect(page).toHaveURL(/#\/board/);
  };
  await still();
  await page.reload();
  await still();
  // What is no letter alone stays: Enter opens, Ctrl K and its way back to the switch.
  await page.keyboard.press('Control+k');
  await page.keyboard.type('kuaijie');
  await page.keyboard.press('Enter');
  await sheet.getByRole('switch', { name: '单键快捷键' }).click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  await page.keyboard.press('t');
  await expect(page).toHaveURL(/#\/events/);
});
