// Without a network: after one visit the whole app, and a new version that asks first.
import { readFileSync } from 'node:fs';
import { test as base, expect, axe } from '../lib/index.mjs';
import { openPage } from '../lib/open.mjs';
import { loadSample, shown } from '../lib/board.mjs';
import { OFFICER, download } from '../lib/data.mjs';
import { Site } from '../lib/site.mjs';

const test = base.extend({
  site: [async ({}, use) => {
    const site = await new Site().start();
    await use(site);
    await site.end();
  }, { auto: true }],
  baseURL: async ({ site }, use) => use(site.url),
});
test.use({ serviceWorkers: 'allow' });

const state = (page) => page.evaluate(() => window.landfallOffline.state);
const ready = (page) => expect.poll(() => state(page), { timeout: 20_000 }).toBe('ready');
const controlled = (page) => page.waitForFunction(() => navigator.serviceWorker.controller);
/** What runs in this page. */
const build = (page) => page.evaluate(() => document.documentElement.dataset.build ?? 'first');
/** Looks for a new version, as the page does every hour. */
const check = (page) => page.evaluate(() => window.dispatchEvent(new Event('online')));
/** Looks until there is one: a look that is under way already may have met the old one. */
const asked = (page) => expect(async () => {
  await check(page);
  await expect(bar(page)).toBeVisible({ timeout: 2_000 });
}).toPass({ timeout: 20_000 });
const bar = (page) => page.getByRole('region', { name: /^新版本$|^New version$/ });
const kept = (page) => page.evaluate(() => caches.keys());
/** A server that is gone is what these tests are about. */
const gone = (guard) => guard.allow(/ERR_CONNECTION_REFUSED|ERR_INTERNET_DISCONNECTED|Failed to load resource|error occurred when fetching the script/);

test('after one visit of the home page everything works without the server', async ({ page, site, guard }) => {
  test.slow();
  gone(guard);
  await openPage(page, '#/?q=1');
  await ready(page);
  // The workspace's program was not asked for by a visitor, and is here.
  expect(site.asked.some((name) => /^landfall-[0-9a-f]{16}_bg\.wasm$/.test(name))).toBe(true);
  expect(site.asked).not.toContain('landfall.html');
  await site.stop();

  for (const lang of ['zh-CN', 'en']) {
    // Each of the two programs is loaded anew, and shows all its pages.
    for (const [first, ...others] of [['#/', '#/timeline', '#/cases'], ['#/board', '#/table', '#/today', '#/events', '#/data']]) {
      await openPage(page, first, { lang, ...OFFICER });
      await expect(page.locator('html')).toHaveAttribute('lang', lang);
      for (const route of others) {
        const before = await page.locator('main h1').textContent();
        await page.goto(`./${route}`);
        await expect(page.locator('main h1')).not.toHaveText(before);
      }
    }
  }
  await expect(page.getByRole('region', { name: 'Offline use' })).toContainText(/Ready offline/);
  // The address as others write it.
  await page.goto('index.html?from=mail#/timeline');
  await expect(page.locator('main h1')).toBeVisible();

  await openPage(page, '#/board', OFFICER);
  await loadSample(page);
  await page.goto('./#/data');
  const { name, bytes } = await download(page, /^导出表格/);
  expect(name).toMatch(/\.xlsx$/);
  expect(bytes.subarray(0, 2).toString()).toBe('PK');
  await page.reload();
  await page.goto('./#/board');
  await expect(shown(page)).toHaveText(/^47 /);
});

test('without a network the state of saving says so, and nothing is in the way', async ({ page, context, guard }) => {
  gone(guard);
  await openPage(page, '#/board', OFFICER);
  const status = page.getByRole('status');
  await expect(status).not.toContainText('离线');
  await context.setOffline(true);
  await expect(status).toHaveText('离线，字字即存');
  await expect(page.getByRole('alert')).toBeEmpty();
  await context.setOffline(false);
  await expect(status).not.toContainText('离线');
});

test('a new version asks first, and what is half typed is there after it', async ({ page, site, context }) => {
  test.slow();
  await openPage(page, '#/board', OFFICER);
  await ready(page);
  await controlled(page);
  const other = await context.newPage();
  await other.goto('./#/data');
  await expect(other.locator('main h1')).toBeVisible();
  await controlled(other);

  await page.bringToFront();
  await page.getByRole('button', { name: /新线索/ }).click();
  const dialog = page.getByRole('dialog', { name: '新线索' });
  await dialog.getByLabel('线索名称').fill('半句话');
  site.deploy('second');
  await asked(page);
  // It does not come by itself.
  const waits = () => navigator.serviceWorker.getRegistration().then(({ waiting }) => waiting !== null);
  expect(await page.evaluate(waits)).toBe(true);
  expect(await build(page)).toBe('first');
  await expect(dialog.getByLabel('线索名称')).toHaveValue('半句话');

  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await axe(page);
  await bar(page).getByRole('button', { name: '更新' }).click();
  await expect.poll(() => build(page).catch(() => '')).toBe('second');
  await expect(page.locator('main h1')).toBeVisible();
  await page.getByRole('button', { name: /新线索/ }).click();
  await expect(dialog.getByLabel('线索名称')).toHaveValue('半句话');
  await expect(bar(page)).toBeHidden();

  // The other tab did not agree: it runs on with what belongs to it, and is asked, too.
  expect(await build(other)).toBe('first');
  await expect(bar(other)).toBeVisible();
  expect((await kept(other)).length).toBe(2);
  await site.stop();
  expect((await download(other, /^导出表格/)).name).toMatch(/\.xlsx$/);
  await bar(other).getByRole('button', { name: '更新' }).click();
  await expect.poll(() => build(other).catch(() => '')).toBe('second');
  // Nobody runs the old version any more.
  await expect.poll(async () => (await kept(other)).length).toBe(1);
});

test('what is typed and kept nowhere holds the update', async ({ page, site }) => {
  await openPage(page, '#/data', OFFICER);
  await ready(page);
  await controlled(page);
  site.deploy('second');
  await asked(page);
  await page.getByRole('button', { name: '新建工作区' }).click();
  const name = page.getByLabel('工作区名称');
  await name.fill('德国行');
  await bar(page).getByRole('button', { name: '更新' }).click();
  await expect(bar(page)).toContainText('还有内容没有存下');
  expect(await build(page)).toBe('first');
  await expect(name).toHaveValue('德国行');

  await bar(page).getByRole('button', { name: '以后' }).click();
  await expect(bar(page)).toBeHidden();
  await name.locator('xpath=ancestor::form').getByRole('button', { name: '取消' }).click();
  // Put off, it can still be had here.
  await page.getByRole('region', { name: '离线使用' }).getByRole('button', { name: '更新' }).click();
  await expect.poll(() => build(page).catch(() => '')).toBe('second');
});

test('a new version that does not arrive whole leaves the old one as it is', async ({ page, site, guard }) => {
  gone(guard);
  await openPage(page, '#/board', OFFICER);
  await ready(page);
  await controlled(page);
  const before = await kept(page);
  site.deploy('broken');
  site.missing.add('icons/seal.svg');
  const tried = page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    return new Promise((resolve) => {
      registration.addEventListener('updatefound', () => {
        const { installing } = registration;
        installing.addEventListener('statechange', () => resolve(installing.state));
      });
    });
  });
  await check(page);
  expect(await tried).toBe('redundant');
  await expect.poll(() => kept(page)).toEqual(before);
  await expect(bar(page)).toBeHidden();
  await site.stop();
  await page.reload();
  await expect(page.locator('main h1')).toBeVisible();
  expect(await build(page)).toBe('first');
});

test('where the browser has no room the app works without', async ({ page, site, context }) => {
  const session = await context.newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(site.url).origin, quotaSize: 200_000 });
  await openPage(page, '#/data', OFFICER);
  await expect.poll(() => site.asked.includes('sw.js'), { timeout: 15_000 }).toBe(true);
  await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), { timeout: 15_000 }).toBe(0);
  await expect(page.getByRole('region', { name: '离线使用' })).toContainText('还不能离线使用');
  expect(await kept(page)).toEqual([]);
});

test('a version that does not start gives way to the next one', async ({ page, context, site, guard }) => {
  guard.allow(/does not start/);
  await openPage(page, '#/board', OFFICER);
  await ready(page);
  await page.close();
  site.deploy('second');
  const broken = await context.newPage();
  await broken.addInitScript(() => {
    const refuse = () => Promise.reject(new Error('does not start'));
    WebAssembly.instantiate = refuse;
    WebAssembly.instantiateStreaming = refuse;
  });
  // Nobody is there to agree, and nothing to lose.
  await expect(async () => {
    await broken.goto('./');
    await expect(broken.getByRole('button', { name: /重新载入/ })).toBeVisible({ timeout: 2_000 });
    expect(await build(broken)).toBe('second');
  }).toPass({ timeout: 25_000 });
});

test('facts published without a build are seen at once, and the last ones without a network', async ({ page, site, guard }) => {
  gone(guard);
  await openPage(page, '#/');
  await ready(page);
  await controlled(page);
  const facts = () => page.evaluate(async () => (await fetch('data/published.json')).text());
  const before = await facts();
  site.replace('data/published.json', before.replace(/\s*$/, '\n\n'));
  expect(await facts()).not.toBe(before);
  const replaced = await facts();
  await site.stop();
  expect(await facts()).toBe(replaced);
});

test('a worker without a list, as development serves it, takes itself away', async ({ page, site }) => {
  await openPage(page, '#/');
  await ready(page);
  await controlled(page);
  site.replace('sw.js', readFileSync(new URL('../../public/sw.js', import.meta.url), 'utf8'));
  await check(page);
  await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  expect(await kept(page)).toEqual([]);
});

test('a frame and other pages of the site are left alone', async ({ page, site, guard }) => {
  gone(guard);
  // What the program starts once it runs, waited for to its end.
  const started = (frame) => frame.evaluate(async () => {
    await window.landfallOffline.start();
    return (await navigator.serviceWorker.getRegistrations()).length;
  });
  await page.goto('/beside');
  await expect(page.frameLocator('iframe').locator('main h1')).toBeVisible();
  expect(await started(page.frames()[1])).toBe(0);
  await openPage(page, '?embed=1#/');
  expect(await started(page)).toBe(0);

  await openPage(page, '#/');
  await ready(page);
  await controlled(page);
  // Not the app's page in place of one that is missing.
  expect((await page.goto('other/')).status()).toBe(404);
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(1);
});

test('the browser could install the app', async ({ page, request }) => {
  const manifest = await (await request.get('manifest.webmanifest')).json();
  for (const { src } of manifest.icons) expect((await request.get(src)).ok(), src).toBe(true);
  await openPage(page, '#/data', { lang: 'en', ...OFFICER });
  const section = page.getByRole('region', { name: 'Offline use' });
  await expect(section).toContainText('Home Screen');
  await page.evaluate(() => {
    const offer = new Event('beforeinstallprompt', { cancelable: true });
    offer.prompt = () => { window.prompted = true; };
    window.dispatchEvent(offer);
  });
  await section.getByRole('button', { name: 'Install on this device' }).click();
  expect(await page.evaluate(() => window.prompted)).toBe(true);
  await expect(section.getByRole('button', { name: 'Install on this device' })).toBeHidden();
});
