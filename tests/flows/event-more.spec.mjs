// The sheet of an event: what leaves it, odd texts, what outlives the tab, both languages and themes.
import { readFileSync } from 'node:fs';
import { axe, expect, test } from '../lib/index.mjs';
import { sheet, openEvent, make, openEmpty } from '../lib/event.mjs';

test('a visitor would see this and nothing else', async ({ page }) => {
  await openEvent(page, '2023-hangzhou');
  const panel = sheet(page);
  await panel.getByText('看访客会看到什么').click();
  const cards = panel.locator('.event-public__card');
  await expect(cards).toHaveCount(2);
  await expect(cards.first()).toContainText('数链沪杭');
  for (const secret of ['会见企业', '感谢函', '示例企业', '专员']) await expect(cards.first()).not.toContainText(secret);
  const box = panel.getByRole('checkbox', { name: '允许访客看到' });
  await expect(box).toBeChecked();
  await box.click();
  await expect(panel.getByText('只在工作台看得到')).toBeVisible();
  await expect(panel.getByText(/与已公布的不同/)).toBeVisible();
});

test('a lead whose company was met at two events counts at the first; the second says where', async ({ page }) => {
  await openEvent(page, '2023-hangzhou');
  const panel = sheet(page);
  await panel.getByRole('button', { name: '企业', exact: true }).click();
  await panel.getByLabel('所属企业').fill('示例企业 AC');
  await page.keyboard.press('Enter');
  const counted = panel.getByRole('button', { name: '已计入：全球推介 · 第二季' });
  await expect(counted).toBeVisible();
  await expect(panel.locator('.event-funnel__count').first()).toHaveText('7');
  await counted.click();
  await expect(sheet(page).getByRole('heading', { level: 2 })).toHaveText('全球推介 · 第二季');
});

test('links that could run are refused, in words; others open apart', async ({ page }) => {
  await openEmpty(page);
  await make(page, '走访');
  const panel = sheet(page);
  await panel.getByLabel('链接地址').fill('javascript:alert(1)');
  await page.keyboard.press('Enter');
  await expect(panel.getByText('只能是 http、https、mailto 或 tel 开头的链接')).toBeVisible();
  await expect(panel.getByLabel('链接地址')).toHaveValue('javascript:alert(1)');
  await panel.getByLabel('链接地址').fill('https://example.com/news');
  await panel.getByLabel('链接名称').fill('新闻稿');
  await page.keyboard.press('Enter');
  const link = panel.getByRole('link', { name: '新闻稿' });
  await expect(link).toHaveAttribute('href', 'https://example.com/news');
  await expect(link).toHaveAttribute('rel', /noopener/);
});

test('the list of leads goes out for a spreadsheet, and the summary to a printer', async ({ page }) => {
  await openEvent(page, '2023-hangzhou');
  const [file] = await Promise.all([page.waitForEvent('download'), sheet(page).getByRole('button', { name: '导出名单' }).click()]);
  const text = readFileSync(await file.path(), 'utf8');
  expect(file.suggestedFilename()).toBe('投资上海·全国行 杭州站-2023-12-08.csv');
  expect(text.charCodeAt(0)).toBe(0xfeff);
  expect(text.trim().split('\r\n')).toHaveLength(8);
  await page.evaluate(() => { window.printed = 0; window.print = () => { window.printed += 1; }; });
  await sheet(page).getByRole('button', { name: '打印小结' }).click();
  expect(await page.evaluate(() => window.printed)).toBe(1);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation').first()).toBeHidden();
  await expect(sheet(page).getByRole('heading', { level: 2 })).toBeVisible();
  await expect(sheet(page).getByLabel('添一条成果')).toBeHidden();
  await expect(sheet(page).getByText('落地 · 内部材料 · 2023年12月8日 打印')).toBeVisible();
});

test('odd texts are shown as they are, wrap, and are nothing else', async ({ page }) => {
  await openEmpty(page);
  const odd = '<img src=x onerror=alert(1)> 🚢 שלום ' + 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch'.repeat(3);
  await make(page, odd, '2023-12-01', '2023-12-01');
  const panel = sheet(page);
  const place = '三十一个字符的地名三十一个字符的地名三十一个字符的地名一二三四';
  await panel.getByLabel('添一站：地点').fill(place);
  await page.keyboard.press('Enter');
  await panel.getByLabel('添一条成果').fill(odd);
  await page.keyboard.press('Enter');
  await panel.getByRole('button', { name: '意见', exact: true }).click();
  await panel.getByLabel('意见建议', { exact: true }).fill(odd);
  await panel.getByLabel('所属企业').fill(odd);
  await page.keyboard.press('Enter');
  await expect(panel.locator('.event-notes__text')).toHaveText(odd);
  await expect(panel.locator('img')).toHaveCount(0);
  const wide = () => panel.evaluate((panel) => {
    const edge = panel.getBoundingClientRect();
    const out = (element) => { const r = element.getBoundingClientRect(); return r.width > 0 && (r.right > edge.right + 1 || r.left < edge.left - 1); };
    return [...panel.querySelectorAll('*')].filter(out).map((element) => element.className || element.tagName);
  });
  expect(await wide()).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await wide()).toEqual([]);
});

test('what is half typed outlives the tab', async ({ page }) => {
  await openEmpty(page);
  await make(page, '走访');
  const panel = sheet(page);
  await panel.getByLabel('添一条成果').fill('写到一半');
  await panel.getByLabel('线索：什么项目').fill('记到一半');
  await panel.getByRole('button', { name: '编辑要点' }).click();
  await panel.getByLabel('中文内容，一行一条').fill('还没写完');
  await page.waitForTimeout(700);
  await page.reload();
  await expect(panel.getByLabel('添一条成果')).toHaveValue('写到一半');
  await expect(panel.getByLabel('线索：什么项目')).toHaveValue('记到一半');
  await panel.getByRole('button', { name: '编辑要点' }).click();
  await expect(panel.getByLabel('中文内容，一行一条')).toHaveValue('还没写完');
});

for (const [lang, theme] of [['zh-CN', 'light'], ['en', 'dark'], ['en', 'light'], ['zh-CN', 'dark']]) {
  test(`axe finds nothing serious, and every name is one's own: ${lang}, ${theme}`, async ({ page }) => {
    await openEvent(page, '2023-hangzhou', { lang, theme });
    const panel = sheet(page);
    await axe(page);
    await panel.locator('#event-edit').click();
    await panel.locator('.event-funnel__row').first().click();
    await panel.locator('.event-public > .event-sheet__more').click();
    await panel.locator('.event-notes__ways .icon-button').first().click();
    await axe(page);
    const names = await panel.evaluate((panel) => {
      const name = (element) => element.getAttribute('aria-label') || element.textContent.trim();
      return [...panel.querySelectorAll('button')].filter((element) => element.offsetParent).map(name);
    });
    const twice = names.filter((name, at) => names.indexOf(name) !== at);
    expect(twice, 'buttons of the same name').toEqual([]);
  });
}

test('in English, by keys: an event made, its days said, a lead noted, written up, copied', async ({ page }) => {
  await openEmpty(page, { lang: 'en' });
  await page.getByRole('button', { name: 'New event' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'New event' });
  await expect(dialog.getByLabel('Event title')).toBeFocused();
  await page.keyboard.type('Chengdu stop');
  await dialog.getByLabel('Start date').fill('2023-11-23');
  await dialog.getByLabel('End date').fill('2023-11-22');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('The end, 22 November 2023, is before the start, 23 November 2023')).toBeVisible();
  await dialog.getByLabel('End date').fill('2023-11-24');
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: 'Chengdu stop' });
  await expect(panel.getByText('23–24 November 2023')).toBeVisible();
  await expect(panel.getByText('Not written up')).toBeVisible();
  await panel.getByLabel('Lead: what project').focus();
  await page.keyboard.type('Chip design team');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Example Ltd');
  await page.keyboard.press('Enter');
  // Day 14 today: reported only now, and nobody has spoken with them since.
  await expect(panel.getByText('Day 14, past the limit of 14')).toBeVisible();
  await expect(panel.getByRole('button', { name: 'See the 1 waiting' })).toBeVisible();
  await panel.getByLabel('New outcome').focus();
  await page.keyboard.type('Met one company');
  await page.keyboard.press('Enter');
  await expect(panel.getByText('Not written up')).toBeHidden();
  await panel.getByRole('button', { name: 'Copy to next year' }).focus();
  await page.keyboard.press('Enter');
  await expect(panel.getByText('21–22 November 2024')).toBeVisible();
  await page.keyboard.press('Escape');
});
