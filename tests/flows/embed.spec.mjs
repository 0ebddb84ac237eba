// Landfall inside another site's page: another origin, another host's name, plain http (SPEC EM, promises "Embedding").
import { test as base, expect, axe } from '../lib/index.mjs';
import { portalAddress, startPortal } from '../lib/portal.mjs';

const test = base.extend({
  portal: [
    async ({}, use) => {
      const portal = await startPortal();
      await use(portal);
      portal.stop();
    },
    { scope: 'worker' },
  ],
  /** Opens the portal with a frame for each of these attributes; gives the frames when each has its page. */
  embed: async ({ page, portal, guard, baseURL }, use) => {
    guard.own(portal.origin);
    await use(async (...embeds) => {
      await page.goto(portalAddress(portal.origin, baseURL, ...embeds));
      const elements = await page.locator('iframe').elementHandles();
      const frames = await Promise.all(elements.map((element) => element.contentFrame()));
      for (const frame of frames) await expect(frame.locator('main h1')).toBeVisible({ timeout: 15_000 });
      return frames;
    });
  },
});

const said = (page, type) => page.evaluate((type) => window.raw.filter((message) => message.type === type), type);
const height = (page) => page.locator('iframe').first().evaluate((frame) => frame.clientHeight);
const content = (frame) => frame.evaluate(() => Math.ceil(document.body.getBoundingClientRect().height));
/** How much is kept; `denied` where the browser blocks it, as for another site's cookies: reading the property throws. */
const kept = (frame) =>
  frame.evaluate(() => {
    try {
      return localStorage.length + sessionStorage.length + document.cookie.length;
    } catch {
      return 'denied';
    }
  });
const first = (page) => page.locator('landfall-embed').first();
/** Everything a message could change but the address. */
const state = (frame) =>
  frame.evaluate(() => {
    const { lang, dataset, style } = document.documentElement;
    return [lang, dataset.theme, style.cssText, document.querySelector('main').innerText.length];
  });

test('it is ready at once, as high as its content at any width, tells where it goes, and keeps nothing', async ({ page, embed }) => {
  let at = Infinity;
  // The promise is of the page, not of a machine that does something else at the moment.
  for (let tries = 0; tries < 3 && at > 2_000; tries += 1) {
    await embed({ lang: 'zh-CN' });
    const [ready] = await said(page, 'ready');
    expect(ready).toMatchObject({ app: 'landfall', v: 1, storage: 'none', caps: ['configure', 'navigate', 'load', 'resize'] });
    at = ready.at;
  }
  expect(at, 'milliseconds until it is ready').toBeLessThan(2_000);
  const frame = page.frames()[1];
  for (const width of [1080, 514, 354]) {
    await page.setViewportSize({ width, height: 800 });
    await expect(frame.locator(width > 1000 ? '.embed-chart .chart:not([data-tall])' : '.embed-chart .chart[data-tall]')).toBeVisible();
    await expect.poll(async () => (await height(page)) - (await content(frame))).toBe(0);
    expect(await frame.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize({ width: 1080, height: 800 });
  await expect(frame.locator('.embed-chart .chart:not([data-tall])')).toBeVisible();
  const list = frame.getByRole('list', { name: '时间线' });
  await expect(list.getByRole('listitem')).toHaveCount(5);
  const second = list.getByRole('listitem', { name: '全球推介 · 第二季 2023年8月28日起' }).getByRole('link');
  const before = await content(frame);
  await second.click();
  await expect(frame.getByRole('region', { name: '全球推介 · 第二季' })).toContainText('区长钟晓咏');
  await expect.poll(async () => (await height(page)) - (await content(frame))).toBe(0);
  expect(await content(frame)).toBeGreaterThan(before);
  await second.click();
  await expect(frame.getByRole('region', { name: '全球推介 · 第二季' })).toBeHidden();
  await expect.poll(() => height(page)).toBe(before);
  expect((await said(page, 'navigate')).map(({ hash }) => hash)).toEqual(['#/timeline?event=2023-overseas-2', '#/timeline']);
  // Six sizes were asked for, with one more each for whatever was drawn on the way.
  expect((await said(page, 'resize')).length).toBeLessThan(16);
  const outside = frame.getByRole('link', { name: '在新窗口打开' });
  await expect(outside).toHaveAttribute('target', '_blank');
  await expect(outside).toHaveAttribute('rel', /noopener/);
  await expect(outside).toHaveAttribute('href', /^http:\/\/127\.0\.0\.1:\d+\/#\/timeline$/);
  expect([0, 'denied']).toContain(await kept(frame));
});

test('the host sets language, theme and colour, leads to a page and brings data, which is text', async ({ page, embed, baseURL }) => {
  const [frame] = await embed({ lang: 'zh-CN', theme: 'light', view: 'cases' });
  const teal = () => frame.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--teal').toUpperCase());
  await page.locator('#before').focus();
  await first(page).evaluate((element) => element.configure({ lang: 'en', theme: 'dark', accent: 'FFD700' }));
  await expect(frame.locator('html')).toHaveAttribute('lang', 'en');
  await expect(frame.locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(await teal()).toBe('#FFD700');
  // An attribute says it, too; on white that colour can't be read, and the app's own comes back.
  await first(page).evaluate((element) => element.removeAttribute('theme'));
  await expect(frame.locator('html')).not.toHaveAttribute('data-theme');
  expect(await teal()).toBe('#0A6872');

  const data = await (await page.request.get(new URL('data/published.json', baseURL).href)).json();
  const hostile = '<img src=x onerror="document.title=1"><script>document.title=1</script>';
  data.events[0].title = { zh: hostile, en: hostile };
  data.source.line = { zh: hostile, en: hostile };
  await first(page).evaluate((element, data) => {
    element.load(data);
    element.navigate('#/timeline?event=2023-overseas-1');
  }, data);
  await expect(frame.getByRole('heading', { name: hostile })).toBeVisible();
  await expect(frame.locator('.embed-footer')).toContainText(hostile);
  await expect(frame.locator('img, main script')).toHaveCount(0);
  await expect(page.locator('#before')).toBeFocused();

  await first(page).evaluate((element) => element.load({ schema: 1, events: [] }));
  await expect.poll(async () => (await said(page, 'error')).map(({ code }) => code)).toEqual(['data']);
  await expect(frame.getByRole('heading', { name: hostile })).toBeVisible();
});

test('what is not exactly a message of the host changes nothing', async ({ page, embed, baseURL }) => {
  test.setTimeout(60_000);
  const [frame] = await embed({ lang: 'zh-CN', theme: 'light', view: 'cases' });
  await expect(frame.locator('.cases-list__case')).toHaveCount(2);
  const before = await state(frame);
  const send = (message) => page.evaluate((message) => document.querySelector('iframe').contentWindow.postMessage(message, '*'), message);
  const dark = { app: 'landfall', v: 1, type: 'configure', theme: 'dark', lang: 'en' };
  for (const message of [
    null, 7, 'landfall', JSON.stringify(dark), [dark], { ...dark, app: 'Landfall' }, { ...dark, v: 2 }, { ...dark, type: 'erase' },
    { ...dark, lang: { toString: 'en' } }, { ...dark, theme: '__proto__' }, { ...dark, accent: 'red' }, { ...dark, n: 'x' },
    { app: 'landfall', v: 1, type: 'navigate', hash: '#/board' }, { app: 'landfall', v: 1, type: 'navigate', hash: 'javascript:alert(1)' },
    { app: 'landfall', v: 1, type: 'load', data: '{' }, { app: 'landfall', v: 1, type: 'load', data: { schema: 99 } },
  ]) await send(message);
  await page.evaluate(() => {
    const { contentWindow: target } = document.querySelector('iframe');
    const own = { app: 'landfall', v: 1, type: 'load' };
    target.postMessage({ ...own, data: 'x'.repeat(50_000_000) }, '*');
    target.postMessage({ ...own, data: Object.fromEntries(Array.from({ length: 150_000 }, (_, n) => [`key${n}`, 'some text that is not short at all, really'])) }, '*');
    target.postMessage({ ...own, data: new Uint8Array(50_000_000) }, '*');
    let deep = {};
    for (let n = 0; n < 1_000; n += 1) deep = { deep };
    target.postMessage({ ...own, data: deep }, '*');
    const round = { ...own };
    round.data = round;
    target.postMessage(round, '*');
    // What the frame itself said, sent back.
    for (const { at, origin, ...message } of [...window.raw]) target.postMessage(message, '*');
    // From another window of the same origin: right origin, wrong source.
    const other = document.body.appendChild(document.createElement('iframe')).contentWindow;
    other.eval('parent.frames[0].postMessage({ app: "landfall", v: 1, type: "configure", theme: "dark" }, "*")');
  });
  // Made by a script of its own page, with the right source and origin.
  await frame.evaluate((message) => {
    const origin = new URLSearchParams(location.search).get('parentOrigin');
    window.dispatchEvent(new MessageEvent('message', { data: message, source: window.parent, origin }));
  }, dark);
  // The frame takes messages in their order: once this is done, all before are.
  await send({ app: 'landfall', v: 1, type: 'navigate', hash: '#/cases?q=half' });
  await expect.poll(() => frame.evaluate(() => location.hash), { timeout: 30_000 }).toBe('#/cases?q=half');
  expect(await state(frame)).toEqual(before);
  // Replayed: what was true once.
  await send({ ...dark, n: 40 });
  await expect(frame.locator('html')).toHaveAttribute('lang', 'en');
  await send({ ...dark, theme: 'light', lang: 'zh-CN', n: 41 });
  await expect(frame.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await send({ ...dark, n: 40 });
  await send({ app: 'landfall', v: 1, type: 'navigate', hash: '#/cases?q=done', n: 42 });
  await expect.poll(() => frame.evaluate(() => location.hash)).toBe('#/cases?q=done');
  expect(await state(frame)).toEqual(before);
  const codes = (await said(page, 'error')).map(({ code }) => code);
  expect(codes.filter((code) => code === 'too-large').length).toBe(2);
  expect([...new Set(codes)].sort()).toEqual(['address', 'data', 'malformed', 'too-large', 'unknown', 'version']);

  // Meant for another host: nothing but `ready` is said, and nothing is heard.
  await page.evaluate((site) => {
    window.raw = [];
    document.querySelector('iframe').src = `${site}?embed=1&lang=zh-CN&theme=light&view=cases&parentOrigin=https://other.example`;
  }, baseURL);
  await expect.poll(async () => (await said(page, 'ready')).length).toBe(1);
  await expect(frame.locator('main h1')).toBeVisible();
  await expect(frame.locator('.cases-list__case').first()).toBeVisible();
  await send(dark);
  await page.evaluate(() => document.querySelector('iframe').contentWindow.postMessage('last', '*'));
  await frame.evaluate(() => new Promise((done) => { setTimeout(done, 0); }));
  await expect(frame.locator('html')).toHaveAttribute('lang', 'zh-CN');
  const types = (await page.evaluate(() => window.raw)).map(({ type }) => type);
  // The page before may have said something on its way out.
  expect(types.slice(types.indexOf('ready'))).toEqual(['ready']);
});

test('frames stay apart, and one of them has no origin and no storage', async ({ page, embed }) => {
  const [a, b] = await embed(
    { id: 'a', lang: 'zh-CN', theme: 'light', view: 'map' },
    { id: 'b', lang: 'zh-CN', theme: 'light', view: 'board', sandbox: 'allow-scripts' },
    { id: 'c', lang: 'zh-CN', theme: 'light', view: 'indicators' },
  );
  // Denied as with blocked cookies: reading the property throws.
  expect(await kept(b)).toBe('denied');
  expect(await b.evaluate(() => window.origin)).toBe('null');
  await expect(a.locator('.embed-places__place')).toHaveCount(9);
  const column = b.getByRole('region', { name: '智能网联汽车' });
  await expect(column.getByRole('listitem', { name: '宝马 BMW' })).toBeVisible();
  await page.locator('#b').evaluate((element) => element.configure({ lang: 'en' }));
  await expect(b.getByRole('heading', { level: 1, name: 'Board of landings' })).toBeVisible();
  await page.locator('#a').evaluate((element) => element.navigate('#/cases'));
  await expect(a.getByRole('heading', { level: 1, name: '落地案例' })).toBeVisible();
  await expect(b.getByRole('heading', { level: 1, name: 'Board of landings' })).toBeVisible();
  const heard = await page.evaluate(() => window.heard.map(({ id, type, hash }) => [id, type, hash]));
  expect(heard.filter(([, type]) => type === 'ready').map(([id]) => id).sort()).toEqual(['a', 'b', 'c']);
  expect(heard.filter(([, type]) => type === 'navigate')).toEqual([['a', 'navigate', '#/cases']]);
  // A host that moves the element has a frame as before.
  await page.locator('#b').evaluate((element) => element.parentNode.prepend(element));
  await expect.poll(() => page.evaluate(() => window.heard.filter(({ type }) => type === 'ready').length)).toBe(4);
});

test('the keyboard comes in and goes out; Esc holds nothing; axe finds nothing', async ({ page, embed }) => {
  const [frame, dark] = await embed({ lang: 'zh-CN', theme: 'light' }, { lang: 'en', theme: 'dark', accent: '99CCFF', view: 'indicators' });
  await page.locator('.side a').last().focus();
  const inside = (which) => which.evaluate(() => document.hasFocus() && document.activeElement?.textContent);
  await page.keyboard.press('Tab');
  await expect.poll(() => inside(frame)).toBe('跳到正文');
  await page.keyboard.press('Tab');
  await expect.poll(() => inside(frame)).toContain('全球推介 · 第一季');
  await page.keyboard.press('Enter');
  await expect(frame.getByRole('region', { name: '全球推介 · 第一季' })).toBeVisible();
  await expect.poll(() => inside(frame), 'the focus stays on what was pressed').toContain('全球推介 · 第一季');
  await page.keyboard.press('Escape');
  for (let n = 0; n < 12 && !(await page.evaluate(() => document.activeElement.id === 'after')); n += 1) await page.keyboard.press('Tab');
  await expect(page.locator('#after')).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect.poll(() => inside(dark)).toBe('Open in a new window');
  await axe(frame);
  await axe(dark);
});

test('the workspace does not open in a frame, nor with embed=1, and nothing is kept where it could be', async ({ page, guard, portal, baseURL }) => {
  const programs = [];
  page.on('request', (request) => programs.push(...(/\/landfall-[0-9a-f]{16}_bg\.wasm$/.exec(request.url()) ?? [])));
  guard.own(portal.near);
  await page.goto(portalAddress(portal.near, baseURL, { lang: 'zh-CN', theme: 'dark' }));
  await expect(page.frameLocator('iframe').locator('main h1')).toBeVisible({ timeout: 15_000 });
  await page.evaluate((site) => { document.querySelector('iframe').src = `${site}#/board`; }, baseURL);
  const frame = page.frames()[1];
  await expect(frame.getByRole('heading', { level: 1, name: '工作台在单独的窗口里打开' })).toBeVisible({ timeout: 15_000 });
  await expect(frame.getByRole('link', { name: '在新窗口打开' }).first()).toHaveAttribute('href', `${baseURL}#/board`);
  await expect(frame.getByRole('link', { name: '工作台' })).toHaveCount(0);
  await frame.getByRole('link', { name: '看时间线' }).click();
  // Framed without embed=1: the visitors' pages with their header, as before.
  await expect(frame.locator('.visitor-header')).toBeVisible();
  await frame.getByRole('button', { name: 'English' }).click();
  await expect(frame.locator('html')).toHaveAttribute('lang', 'en');
  expect(await kept(frame)).toBe(0);
  await page.goto(`${baseURL}?embed=1#/data`);
  await expect(page.getByRole('heading', { level: 1, name: '工作台在单独的窗口里打开' })).toBeVisible();
  expect(await kept(page)).toBe(0);
  expect(programs, 'the program of the workspace is not fetched').toEqual([]);
});
