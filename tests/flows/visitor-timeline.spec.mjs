// The visitor's timeline: any range of days, the story, several years, print, pictures, and data nobody would wish for.
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { test, expect, axe, fixClock, openPage } from '../lib/index.mjs';
import { TODAY } from '../lib/board.mjs';

const DATA = '**/data/published.json';

/** The published data, changed for this test: only what the district published is ever shipped. */
const withData = (page, change) =>
  page.route(DATA, async (route) => {
    const file = await (await route.fetch()).json();
    change(file);
    await route.fulfill({ json: file });
  });

/** The same events and indicators in earlier years too, `count` years in all. */
const severalYears = (count) => (file) => {
  const { events, indicators } = structuredClone(file);
  for (let back = 1; back < count; back += 1) {
    for (const indicator of structuredClone(indicators)) {
      indicator.year -= back;
      delete indicator.change_percent;
      if (indicator.figure.value) indicator.figure.value = Math.round(indicator.figure.value * (1 - back / 10));
      file.indicators.push(indicator);
    }
    for (const event of structuredClone(events)) {
      event.id = event.id.replace('2023', String(2023 - back));
      for (const day of ['start', 'end']) if (event[day]) event[day] = event[day].replace('2023', String(2023 - back));
      file.events.push(event);
    }
  }
};

const chart = (page) => page.locator('#timeline-chart');
const marks = (page) => page.locator('#timeline-chart .chart__text[data-look="axis"]').allTextContents();
const range = (page) => page.locator('.timeline-tools__words');
const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

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
      await expect(page.locator('[aria-live="polite"]')).toContainText(`第 ${index + 1} 项，共 7 项：${name}`);
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

test.describe('pictures', () => {
  const save = async (page, words) => {
    await page.getByRole('button', { name: /^导出$|^Export$/ }).click();
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: words }).click()]);
    return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
  };

  test('an SVG stands on its own', async ({ page, context }) => {
    await openPage(page, '#/timeline', { theme: 'dark' });
    const { name, bytes } = await save(page, '矢量图 (.svg)');
    expect(name).toBe('落地-时间线-2023.svg');
    const svg = bytes.toString('utf8');
    expect(svg).not.toMatch(/var\(--|class=|href=|foreignObject|<script/);
    expect(svg).toContain('上海徐汇，2023（作者 杨宜修）');
    expect(svg).toContain('全球推介 · 第一季');
    expect(svg).toContain('Noto Sans CJK SC');
    // The dark theme's colours, resolved.
    expect(svg).toContain('rgb(99, 195, 198)');
    const alone = await context.newPage();
    await alone.setContent(svg);
    const boxes = await alone.locator('text').evaluateAll((all) => all.filter((one) => one.getBBox().width > 0).length);
    expect(boxes).toBeGreaterThan(20);
    expect(await alone.locator('svg').evaluate((one) => getComputedStyle(one.querySelector('path')).fill)).toMatch(/^rgb/);
  });

  test('a PNG has pixels, two for each', async ({ page }) => {
    await openPage(page, '#/timeline?from=2023-08-01&to=2023-12-31', { lang: 'en' });
    const { name, bytes } = await save(page, 'Picture (.png)');
    expect(name).toBe('landfall-timeline-2023-08-01_2023-12-31.png');
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
    expect(width).toBe(2 * (await page.evaluate(() => document.documentElement.clientWidth)));
    const parts = [];
    for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) {
      if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)));
    }
    const raw = inflateSync(Buffer.concat(parts));
    expect(raw.length).toBeGreaterThan(width * height * 3);
    // More than one colour: water, land, ink.
    expect(new Set(raw.subarray(0, 4_000_000)).size).toBeGreaterThan(20);
  });

  test('all events and one are saved as a calendar', async ({ page }) => {
    await openPage(page, '#/timeline');
    const all = await save(page, '全部活动的日历 (.ics)');
    expect(all.name).toBe('落地-时间线-2023.ics');
    expect(all.bytes.toString('utf8').match(/BEGIN:VEVENT/g)).toHaveLength(5);
    const button = page.getByRole('button', { name: '日历 (.ics) 模速空间揭牌 2023年9月28日' });
    const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
    expect(file.suggestedFilename()).toBe('模速空间揭牌.ics');
    const one = readFileSync(await file.path(), 'utf8');
    expect(one.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    expect(one).toContain('DTSTART;VALUE=DATE:20230928');
    expect(one).toContain('DTEND;VALUE=DATE:20230929');
  });

  test('on a phone the river is saved', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await openPage(page, '#/timeline');
    const { bytes } = await save(page, '矢量图 (.svg)');
    expect(bytes.toString('utf8')).toContain('进博会招商季');
  });
});

test.describe('data nobody would wish for', () => {
  const XSS = '<img src=x onerror=alert(1)> & "引号"';

  for (const width of [320, 390, 1440]) {
    test(`long names, long titles and markup are shown as they are, ${width}`, async ({ page }) => {
      await page.setViewportSize({ width, height: 844 });
      await withData(page, (file) => {
        const both = (text) => ({ zh: text, en: text });
        file.events[0].title = both(`${XSS} ${'名字长得出奇的推介活动，'.repeat(8)}`);
        file.events[0].places[0].name = both('某'.repeat(31));
        file.events[1].title = both('extraordinarylongname'.repeat(6));
        file.events[1].places[0].name = both('Llanfairpwllgwyngyllgogerychwyr');
        file.events[2].caption = both(XSS);
        file.events[2].theme = both(XSS);
        file.indicators[0].name = both(XSS);
        file.cases[0].text = both(XSS);
        file.source.line = both(XSS);
      });
      for (const route of ['#/', '#/timeline', '#/timeline?story=2023-overseas-1', '#/timeline?story=2023-overseas-2', '#/timeline?story=cases']) {
        await openPage(page, route);
        await expect(page.getByText('<img src=x').first()).toBeAttached();
        expect(await page.locator('main img').count()).toBe(0);
        expect(await sideways(page), route).toBeLessThanOrEqual(0);
      }
      // What stands on the chart does not stand on one another, as the browser measures it.
      await openPage(page, '#/timeline');
      await page.locator('#timeline-chart .chart').waitFor();
      const over = await page.evaluate(() => {
        const rects = [...document.querySelectorAll('#timeline-chart .chart__label text, #timeline-chart .chart__text[data-look="name"]')]
          .map((one) => ({ text: one.textContent, box: one.getBBox() }))
          .filter(({ box }) => box.width > 0);
        return rects.flatMap(({ text, box }, index) => rects.slice(index + 1)
          .filter(({ box: other }) => Math.min(box.x + box.width, other.x + other.width) - Math.max(box.x, other.x) > 2
            && Math.min(box.y + box.height, other.y + other.height) - Math.max(box.y, other.y) > 6)
          .map((other) => `${text} / ${other.text}`));
      });
      expect(over).toEqual([]);
    });
  }
});
