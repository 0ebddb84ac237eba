// Search everywhere: what is found while one types, by the keyboard alone, and not while composing.
import { test, expect, fixClock, openBoard } from '../lib/index.mjs';
import { TODAY, capture, loadSample } from '../lib/board.mjs';

test.beforeEach(async ({ page }) => {
  await fixClock(page, TODAY);
});

const field = (page) => page.getByRole('searchbox', { name: /^(搜索|Search)$/ });
const results = (page) => page.getByRole('listbox', { name: /^(搜索结果|Search results)$/ });
const chosen = (page) => results(page).getByRole('option', { selected: true });

test('by initials, by pinyin and mixed: the lead opens by keys alone', async ({ page }) => {
  await openBoard(page);
  await capture(page, '重庆数据基地', '长江造船');
  await capture(page, '驻重庆办事处', 'Harbour Robotics');
  for (const typed of ['cq', 'chongq', '重q']) {
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    await expect(field(page)).toBeFocused();
    await field(page).fill(typed);
    const leads = results(page).getByRole('group', { name: '线索' });
    await expect(leads.getByRole('option')).toHaveCount(2);
    await expect(leads.getByRole('option').first()).toContainText('重庆数据基地');
    await expect(leads.locator('mark').first()).toHaveText('重庆');
  }
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(chosen(page)).toContainText('驻重庆办事处');
  await expect(field(page)).toHaveAttribute('aria-activedescendant', await chosen(page).getAttribute('id'));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: '驻重庆办事处' })).toBeVisible();
  await expect(results(page)).toBeHidden();
  // A slip of the hand, and the company's group: its leads are shown.
  await field(page).fill('harbuor');
  await results(page).getByRole('group', { name: '企业' }).getByRole('option', { name: /Harbour Robotics/ }).click();
  await expect(page).toHaveURL(/#\/board\?q=Harbour%20Robotics$/);
  await expect(page.locator('.card')).toHaveCount(1);
});

test('Esc closes, then clears, then leaves; events, actions and all that were found', async ({ page }) => {
  await openBoard(page);
  await loadSample(page);
  await page.keyboard.press('/');
  await page.keyboard.type('示例');
  await expect(results(page).getByRole('option', { name: /^全部 \d+ 条$/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(results(page)).toBeHidden();
  await expect(field(page)).toHaveValue('示例');
  await page.keyboard.press('Escape');
  await expect(field(page)).toHaveValue('');
  await expect(page.getByText('47 条', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(field(page)).not.toBeFocused();
  // An event opens on the timeline.
  await page.keyboard.press('/');
  await page.keyboard.type('tuijie');
  const event = results(page).getByRole('group', { name: '活动' }).getByRole('option').first();
  await expect(event, 'the whole word is looked for').toContainText('推介');
  const name = await event.locator('.finder__title').innerText();
  await event.click();
  await expect(page).toHaveURL(/#\/events\?event=/);
  await expect(page.getByRole('complementary', { name })).toBeVisible();
  // What can be done is found, too: here the page of data.
  await field(page).fill('到数据');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/data/);
});

test('“all” is as many as the page then shows, and nothing fires while composing', async ({ page }) => {
  await openBoard(page);
  await loadSample(page);
  await field(page).focus();
  await field(page).evaluate((input) => {
    input.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
    input.value = 'sj';
    input.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, isComposing: true, keyCode: 229 }));
  });
  await expect(results(page)).toBeHidden();
  await expect(page).not.toHaveURL(/q=/);
  await field(page).evaluate((input) => {
    input.value = '平台';
    input.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: '平台' }));
  });
  const all = results(page).getByRole('option', { name: /^全部 \d+ 条$/ });
  const count = Number((await all.innerText()).match(/\d+/)[0]);
  await all.click();
  await expect(page.locator('.card')).toHaveCount(count);
  await expect(results(page)).toBeHidden();
});
