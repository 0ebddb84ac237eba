// The visitor's timeline: any range of days, the story, several years, print.
import { test, expect, axe, fixClock, openPage } from '../lib/index.mjs';
import { TODAY } from '../lib/board.mjs';
import { withData, severalYears, chart, marks, range, sideways } from '../lib/visitor.mjs';

test.describe('range', () => {
  test('a link opens at its days, and names weeks and days', async ({ page }) => {
    await openPage(page, '#/timeline?from=2023-08-15&to=2023-10-20');
    await expect(range(page)).toHaveText('2023年8月15日–10月20日');
    expect(await marks(page)).toContain('8.28');
    await expect(chart(page)).toHaveAccessibleName('时间线图：2023年8月15日–10月20日');
    await openPage(page, '#/timeline?from=2023-11-20&to=2023-12-03');
    expect(await marks(page)).toContain('30 周四');
  });

  test('buttons and keys zoom and pan, and the address follows', async ({ page }) => {
    await openPage(page, '#/timeline');
    await expect(range(page)).toHaveText('2023');
    await page.getByRole('button', { name: '放大' }).click();
    await expect(page).toHaveURL(/from=2023-03-\d\d&to=2023-10-\d\d/);
    await chart(page).focus();
    await page.keyboard.press('ArrowRight');
    await expect(page).toHaveURL(/from=2023-04-\d\d/);
    await page.keyboard.press('-');
    await page.keyboard.press('-');
    await expect(page).toHaveURL(/from=2022-\d\d-\d\d&to=2024/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('2022–2024 年投资促进时间线');
    await page.keyboard.press('Home');
    await expect(page).toHaveURL(/#\/timeline$/);
    await page.keyboard.press('+');
    await expect(page).toHaveURL(/from=/);
    await page.getByRole('button', { name: '全年' }).click();
    await expect(range(page)).toHaveText('2023');
  });

  test('Ctrl and the wheel zoom at the pointer, and the page stays', async ({ page }) => {
    await openPage(page, '#/timeline');
    const disc = page.locator('.chart__text[data-look="number"]', { hasText: '2' }).first();
    const before = await disc.boundingBox();
    await page.mouse.move(before.x + before.width / 2, before.y - 60);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -400);
    await page.keyboard.up('Control');
    await expect(page).toHaveURL(/from=2023/);
    const after = await page.locator('.chart__text[data-look="number"]', { hasText: '2' }).first().boundingBox();
    // Whole days in the address: half a day of some 8 px is as near as it comes.
    expect(Math.abs(after.x - before.x)).toBeLessThan(8);
    expect(await page.evaluate(() => [window.devicePixelRatio, window.visualViewport.scale])).toEqual([1, 1]);
  });

  test('dragging pans and is no click', async ({ page }) => {
    await openPage(page, '#/timeline?from=2023-04-01&to=2023-06-30');
    const box = await chart(page).boundingBox();
    await page.mouse.move(box.x + 700, box.y + 120);
    await page.mouse.down();
    await page.mouse.move(box.x + 600, box.y + 122, { steps: 4 });
    await page.mouse.up();
    await expect(page).toHaveURL(/from=2023-04-0[78]&to=2023-07-0[67]/);
    expect(page.url()).not.toContain('event=');
    // A press without moving still follows the link.
    await page.locator('#timeline-chart .chart__label').first().click();
    await expect(page).toHaveURL(/event=2023-overseas-1/);
  });

  test('two fingers zoom', async ({ browser, baseURL }) => {
    const context = await browser.newContext({ baseURL, hasTouch: true, viewport: { width: 1024, height: 768 } });
    const page = await context.newPage();
    await openPage(page, '#/timeline');
    await page.locator('#timeline-chart .chart').waitFor();
    const box = await chart(page).boundingBox();
    const client = await context.newCDPSession(page);
    const at = (left, right) => [left, right].map((x, id) => ({ x: box.x + x, y: box.y + 100, id }));
    const send = (type, touchPoints) => client.send('Input.dispatchTouchEvent', { type, touchPoints });
    await send('touchStart', at(400, 600));
    for (const wider of [20, 60, 100, 140]) await send('touchMove', at(400 - wider, 600 + wider));
    await send('touchEnd', []);
    await expect(page).toHaveURL(/from=2023-0[2-5]-\d\d&to=2023-(0[7-9]|1[01])/);
    await context.close();
  });

  for (const [query, words] of [
    ['from=2023-13-01', '“2023-13-01”不是日期'],
    ['from=2023-06-01&to=2023-05-01', '结束日期早于开始日期'],
    ['from=%3Cimg%20src%3Dx%3E', '“<img src=x>”不是日期'],
  ]) {
    test(`an address that names no days says so: ${query}`, async ({ page }) => {
      await openPage(page, `#/timeline?${query}`);
      await expect(page.getByRole('alert')).toContainText(words);
      await expect(range(page)).toHaveText('2023');
    });
  }

  for (const timezoneId of ['Asia/Shanghai', 'UTC', 'America/Los_Angeles']) {
    test(`today and the days are the same in ${timezoneId}`, async ({ browser, baseURL }) => {
      const context = await browser.newContext({ baseURL, timezoneId });
      const page = await context.newPage();
      await fixClock(page, '2023-12-08T00:30:00+08:00');
      await openPage(page, '#/timeline?from=2023-11-20&to=2023-12-10', { lang: 'en' });
      await expect(page.locator('.chart__text[data-look="flag"]')).toHaveText('Today 8 December');
      await expect(range(page)).toHaveText('20 November – 10 December 2023');
      await page.getByRole('button', { name: 'Zoom out' }).click();
      await expect(page).toHaveURL(/from=2023-11-14&to=2023-12-1[67]/);
      await page.reload();
      await expect(page.locator('.chart__text[data-look="flag"]')).toHaveText('Today 8 December');
      await context.close();
    });
  }

  for (const [lang, theme] of [['zh-CN', 'light'], ['en', 'dark']]) {
    test(`zoomed in and out, axe finds nothing, ${lang}, ${theme}`, async ({ page }) => {
      await fixClock(page, TODAY);
      for (const query of ['from=2023-11-20&to=2023-12-10', 'from=2015-01-01&to=2029-12-31', 'from=x']) {
        await openPage(page, `#/timeline?${query}`, { lang, theme });
        await axe(page);
        expect(await sideways(page)).toBeLessThanOrEqual(0);
      }
    });
  }
});

test.describe('story', () => {
  const TOLD = ['全球推介 · 第一季', '全球推介 · 第二季', '模速空间揭牌', '进博会招商季', '投资上海·全国行 杭州站', '2023 年指标', '落地案例'];
  const card = (page) => page.locator('#story-card');
  const title = (page) => card(page).getByRole('heading', { level: 2 });

  test('it goes through the year by buttons, and says where it is', async ({ page }) => {
    await openPage(page, '#/timeline');
    await page.getByRole('link', { name: '逐项讲述' }).click();
    for (const [index, name] of TOLD.entries()) {
      await expect(title(page)).toHaveText(name);
      await expect(page.locator('.story__position')).toHaveText(`${index + 1} / 7`);
      await expect(page.locator('p[aria-live="polite"]')).toContainText(`第 ${index + 1} 项，共 7 项：${name}`);
      if (index < TOLD.length - 1) await page.getByRole('button', { name: '下一项' }).click();
    }
    await expect(card(page)).toContainText('落地日期未载，因此不在时间轴上');
    await expect(page).toHaveURL(/story=cases/);
  });

  test('it goes by keys, and Esc leaves where one was', async ({ page }) => {
    await openPage(page, '#/timeline?story=1');
    await expect(title(page)).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect(title(page)).toHaveText(TOLD[2]);
    await page.keyboard.press('ArrowLeft');
    await expect(page).toHaveURL(/story=2023-overseas-2/);
    await page.keyboard.press('End');
    await expect(title(page)).toHaveText(TOLD[6]);
    await page.keyboard.press('ArrowRight');
    await expect(title(page)).toHaveText(TOLD[6]);
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowLeft');
    await expect(title(page)).toHaveText(TOLD[0]);
    await page.keyboard.press('Escape');
    await expect(card(page)).toHaveCount(0);
    await expect(page).toHaveURL(/#\/timeline\?event=2023-overseas-1$/);
    await expect(page.getByRole('listitem', { name: /第一季/ })).toBeInViewport();
  });

  test('nothing moves for those who want it still', async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await openPage(page, '#/timeline?story=2023-mosu');
    await expect(title(page)).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect(title(page)).toHaveText(TOLD[3]);
    const moving = await page.locator('.story__what').evaluate((one) => getComputedStyle(one).animationName);
    expect(moving).toBe('none');
  });

  test('a link opens its step, with the others quiet', async ({ page }) => {
    await openPage(page, '#/timeline?story=2023-mosu', { lang: 'en' });
    await expect(title(page)).toHaveText('Mosu Space unveiled');
    await expect(card(page)).toContainText('28 September 2023');
    await expect(page.locator('.story__chart .chart__label[data-current]')).toContainText('Mosu Space');
    await expect(page.locator('.story__chart .chart__label:not([data-current])')).not.toHaveCount(0);
    await page.goto('./#/timeline?story=nobody');
    await expect(title(page)).toHaveText('Global promotion, season 1');
  });

  test('on a phone the river goes along, and a finger turns the page', async ({ browser, baseURL }) => {
    const context = await browser.newContext({ baseURL, hasTouch: true, viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    await openPage(page, '#/timeline?story=2023-mosu');
    const river = page.locator('.story__river');
    const inRiver = (number) => river.locator('.chart__text[data-look="number"]', { hasText: number });
    await expect(inRiver('3')).toBeInViewport();
    await expect(page.getByRole('button', { name: '下一项' })).toBeInViewport();
    const client = await context.newCDPSession(page);
    const swipe = async (from, to) => {
      const at = (x) => [{ x, y: 520, id: 1 }];
      await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(from) });
      for (const part of [0.3, 0.7, 1]) await client.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(from + (to - from) * part) });
      await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    };
    await swipe(320, 120);
    await expect(title(page)).toHaveText(TOLD[3]);
    await expect(inRiver('4')).toBeInViewport();
    await swipe(100, 300);
    await expect(title(page)).toHaveText(TOLD[2]);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    await context.close();
  });

  for (const [lang, theme, width] of [['zh-CN', 'light', 1440], ['en', 'dark', 1440], ['zh-CN', 'dark', 390], ['en', 'light', 390]]) {
    test(`axe finds nothing in the story, ${lang}, ${theme}, ${width}`, async ({ page }) => {
      await page.setViewportSize({ width, height: 844 });
      for (const step of ['2023-overseas-2', 'indicators-2023', 'cases']) {
        await openPage(page, `#/timeline?story=${step}`, { lang, theme });
        await expect(title(page)).toBeVisible();
        await axe(page);
        expect(await sideways(page)).toBeLessThanOrEqual(0);
      }
    });
  }
});

test.describe('several years', () => {
  test('years are links, and each has its events', async ({ page }) => {
    await withData(page, severalYears(3));
    await openPage(page, '#/timeline');
    const nav = page.getByRole('navigation', { name: '年份' });
    await expect(nav.getByRole('link')).toHaveText(['2021', '2022', '2023']);
    await expect(nav.getByRole('link', { name: '2023' })).toHaveAttribute('aria-current', 'true');
    await nav.getByRole('link', { name: '2021' }).click();
    await expect(page).toHaveURL(/from=2021-01-01&to=2021-12-31/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('2021 年投资促进时间线');
    await expect(page.locator('#timeline-chart .chart__text[data-look="number"]')).toHaveText(['1', '2', '3', '4', '5']);
    await expect(page.getByRole('list', { name: '时间线', exact: true }).locator(':scope > li')).toHaveCount(15);
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('2021 年投资促进时间线');
    await page.goto('./#/timeline?story=indicators-2022');
    await expect(page.locator('#story-card h2')).toHaveText('2022 年指标');
  });

  for (const [lang, theme, years] of [['zh-CN', 'light', 2], ['en', 'dark', 5]]) {
    test(`indicators of ${years} years stand side by side, ${lang}`, async ({ page }) => {
      await withData(page, severalYears(years));
      for (const route of ['#/', '#/timeline']) {
        await openPage(page, route, { lang, theme });
        const section = page.getByRole('region', { name: lang === 'en' ? 'Indicators by year' : '历年指标' });
        const first = section.locator('.indicators__columns').first();
        await expect(first.getByRole('listitem')).toHaveCount(years);
        // One zero: all columns end at the same height, and are as high as their figures.
        const columns = await first.locator('.indicators__column').evaluateAll((all) => all.map((one) => one.getBoundingClientRect()));
        for (const { bottom } of columns) expect(bottom).toBeCloseTo(columns[0].bottom, 1);
        const share = columns[0].height / columns.at(-1).height;
        expect(share).toBeCloseTo(Math.round(4847 * (1 - (years - 1) / 10)) / 4847, 2);
        await expect(section).toContainText(lang === 'en' ? 'in companies' : '单位：家');
        await expect(section).toContainText(lang === 'en' ? 'Source:' : '数据来源');
        await axe(page);
        expect(await sideways(page)).toBeLessThanOrEqual(0);
      }
    });
  }
});

test.describe('print', () => {
  /** Page sizes of a PDF in millimetres. */
  const pages = (pdf) =>
    [...pdf.toString('latin1').matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/g)].map(([, w, h]) =>
      [w, h].map((points) => Math.round((points / 72) * 25.4)));

  for (const [paper, words, size] of [['A4', /^A4/, [297, 210]], ['A3', /^A3/, [420, 297]]]) {
    for (const [years, lang] of [[1, 'zh-CN'], [3, 'en']]) {
      test(`${years} sheet(s) of ${paper}, ${lang}`, async ({ page }) => {
        await page.addInitScript(() => { window.print = () => { window.asked = true; }; });
        await withData(page, severalYears(years));
        await openPage(page, '#/timeline', { lang, theme: 'dark' });
        await page.getByRole('button', { name: lang === 'en' ? 'Print' : '打印' }).click();
        await page.getByRole('menuitem', { name: words }).click();
        await page.waitForFunction(() => window.asked);
        const pdf = await page.pdf({ preferCSSPageSize: true });
        expect(pages(pdf)).toEqual(Array.from({ length: years }, () => size));
      });
    }
  }

  test('the browser’s own print has the sheet too, and the screen is left as it was', async ({ page }) => {
    await openPage(page, '#/timeline', { theme: 'dark' });
    await page.locator('#timeline-chart .chart').waitFor();
    expect(pages(await page.pdf({ preferCSSPageSize: true }))).toEqual([[297, 210]]);
    await expect(page.locator('.sheets')).toHaveCount(0);
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({ media: 'print' });
    const sheet = page.locator('.sheet');
    await expect(sheet).toContainText('2023 年投资促进时间线');
    await expect(sheet).toContainText('上海徐汇，2023（作者 杨宜修）');
    await expect(sheet.locator('.sheet__event')).toHaveCount(5);
    await expect(sheet.locator('.chart')).toBeVisible();
    // White water, and no tint that a printer would spend ink on; the hatch stays.
    const fill = (selector) => page.locator(selector).first().evaluate((element) => getComputedStyle(element).fill);
    expect(await fill('.sheet .chart__water[data-depth="3"]')).toBe('rgb(255, 255, 255)');
    expect(await fill('.sheet .chart__days[data-end="unknown"]')).toContain('#chart-hatch');
    await expect(page.locator('.visitor-header')).toBeHidden();
  });
});
