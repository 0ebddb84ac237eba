// What a visitor meets: the year, its figures, its cases, and what happens when the data can't be had.
import { test, expect, axe, openHome, openPage } from '../lib/index.mjs';

const EVENTS = {
  'zh-CN': [
    ['全球推介 · 第一季', '2023年4月17–26日'],
    ['全球推介 · 第二季', '2023年8月28日起'],
    ['模速空间揭牌', '2023年9月28日'],
    ['进博会招商季', '2023年11月15日起'],
    ['投资上海·全国行 杭州站', '2023年11月30日'],
  ],
  en: [
    ['Global promotion, season 1', '17–26 April 2023'],
    ['Global promotion, season 2', 'from 28 August 2023'],
    ['Mosu Space unveiled', '28 September 2023'],
    ['CIIE promotion season', 'from 15 November 2023'],
    ['Invest Shanghai, Hangzhou stop', '30 November 2023'],
  ],
};
const LIST = { 'zh-CN': '时间线', en: 'Timeline' };

for (const lang of ['zh-CN', 'en']) {
  for (const theme of ['light', 'dark']) {
    test(`home shows the five events with their dates, ${lang}, ${theme}`, async ({ page }) => {
      await openHome(page, { lang, theme });
      const list = page.getByRole('list', { name: LIST[lang], exact: true });
      for (const [title, dates] of EVENTS[lang]) {
        await expect(list.getByRole('listitem', { name: `${title} ${dates}` })).toBeVisible();
      }
      await expect(page.locator('html')).toHaveAttribute('lang', lang);
    });
  }
}

test('home says what the source does not state', async ({ page }) => {
  await openHome(page);
  const list = page.getByRole('list', { name: '时间线', exact: true });
  const second = list.getByRole('listitem', { name: /第二季/ });
  await expect(second).toContainText('结束日期未载');
  await expect(second.getByText('推断', { exact: true })).toHaveCount(4);
  await expect(list.getByRole('listitem', { name: /模速空间/ })).toContainText('未载');
  const main = page.getByRole('main');
  await expect(main.getByText('+35.54% 同比')).toBeVisible();
  await expect(main.getByText('+37.3% 同比')).toBeVisible();
  await expect(main.getByText('虹梅街道')).toBeVisible();
  await expect(main.getByText('现代金融').first()).toBeVisible();
  await expect(page.getByRole('contentinfo')).toContainText('上海徐汇，2023（作者 杨宜修）');
});

test('the language and the theme can be switched, and are kept', async ({ page }) => {
  await openHome(page);
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('nine thousand');
  await expect(page).toHaveTitle(/Landfall/);
  await page.getByRole('button', { name: 'Switch to dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.reload();
  await expect(page.getByRole('button', { name: '中文' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

for (const lang of ['zh-CN', 'en']) {
  test(`no page scrolls sideways at any width, ${lang}`, async ({ page }) => {
    for (const route of ['#/', '#/timeline', '#/cases']) {
      await openPage(page, route, { lang });
      await expect(page.getByRole('contentinfo')).toContainText('2023');
      for (const width of [320, 390, 600, 768, 1024, 1280, 1920]) {
        await page.setViewportSize({ width, height: 844 });
        const over = await page.evaluate(async () => {
          // The chart is drawn anew for the width in a frame of its own.
          for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
          return document.documentElement.scrollWidth - document.documentElement.clientWidth;
        });
        expect(over, `${route} at ${width} px`).toBeLessThanOrEqual(0);
      }
    }
  });
}

test('on a phone the menu leads on', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openHome(page);
  await page.getByRole('button', { name: '菜单' }).click();
  await page.getByRole('navigation').getByRole('link', { name: '落地案例' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '落地案例' })).toBeFocused();
  await expect(page.getByRole('navigation')).toBeHidden();
  await axe(page);
});

test('the timeline opens at an event, and has every detail', async ({ page }) => {
  await openPage(page, '#/timeline?event=2023-mosu');
  const marked = page.getByRole('list', { name: '时间线', exact: true }).locator('[aria-current]');
  await expect(marked).toHaveAccessibleName(/模速空间揭牌/);
  await expect(marked).toBeInViewport();
  await expect(page.getByText('主题圆桌会')).toBeVisible();
  await axe(page);
});

test('a page begins at its heading, and its title says where one is', async ({ page }) => {
  await openHome(page);
  await page.getByRole('banner').getByRole('link', { name: '时间线' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(page).toHaveTitle('时间线 · 落地');
  await page.getByRole('banner').getByRole('link', { name: '指标' }).click();
  await expect(page.getByRole('region', { name: /年指标/ })).toBeInViewport();
  await page.goBack();
  await expect(page).toHaveTitle('时间线 · 落地');
});

test('the skip link leads to the content', async ({ page }) => {
  await openHome(page);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: '跳到正文' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await expect(page).toHaveURL(/#\/$/);
});

test('an address that leads nowhere says so', async ({ page }) => {
  await openPage(page, '#/nowhere');
  await expect(page.getByRole('heading', { level: 1, name: '没有这一页' })).toBeVisible();
  await page.getByRole('link', { name: '回到首页' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('西岸');
});

const DATA = '**/data/published.json';

test('data that is no JSON is named in its place, and can be tried again', async ({ page }) => {
  await page.route(DATA, (route) => route.fulfill({ body: '{"schema": 1,\n  "events": [,]' }));
  await openHome(page);
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('第 2 行第 14 列');
  await expect(page.getByRole('button', { name: 'English' })).toBeVisible();
  await axe(page);
  await page.getByRole('button', { name: 'English' }).click();
  await expect(alert).toContainText('line 2, column 14');
  await page.unroute(DATA);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('list', { name: 'Timeline', exact: true }).getByRole('listitem')).not.toHaveCount(0);
});

test('data that is not there is named', async ({ page, guard }) => {
  guard.allow(/published\.json/);
  await page.route(DATA, (route) => route.fulfill({ status: 404, body: '' }));
  await openPage(page, '#/timeline');
  await expect(page.getByRole('alert')).toContainText('404');
});

test('a wrong record is left out and named, the others are shown', async ({ page }) => {
  await page.route(DATA, async (route) => {
    const file = await (await route.fetch()).json();
    file.events[2].start = '2023-02-30';
    await route.fulfill({ json: file });
  });
  await openHome(page);
  await page.getByText('有 1 条记录写得不对').click();
  await expect(page.getByText('日历上没有“2023-02-30”这一天')).toBeVisible();
  const list = page.getByRole('list', { name: '时间线', exact: true });
  await expect(list.getByRole('listitem', { name: /杭州站/ })).toBeVisible();
  await expect(list.getByRole('listitem', { name: /模速空间/ })).toHaveCount(0);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('the page says what it needs and names the events', async ({ page }) => {
    await page.goto('./');
    await expect(page.getByText('本页需要 JavaScript 和 WebAssembly')).toBeVisible();
    await expect(page.getByText('This page needs JavaScript and WebAssembly')).toBeVisible();
    for (const [title] of EVENTS['zh-CN']) await expect(page.getByText(title)).toBeVisible();
    for (const [title] of EVENTS.en) await expect(page.getByText(title)).toBeVisible();
  });
});

test('without WebAssembly the page says the same', async ({ page, guard }) => {
  guard.allow(/WebAssembly/);
  await page.addInitScript(() => delete globalThis.WebAssembly);
  await page.goto('./');
  await expect(page.getByText('This page needs JavaScript and WebAssembly')).toBeVisible();
  await expect(page.getByText('Mosu Space unveiled')).toBeVisible();
});
