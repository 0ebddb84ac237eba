// The visitor's timeline: pictures and calendars out of it, and data nobody would wish for.
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { test, expect, openPage } from '../lib/index.mjs';
import { withData, chart, sideways } from '../lib/visitor.mjs';

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
