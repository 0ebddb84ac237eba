import { test, expect, axe, fixClock, openHome } from '../lib/index.mjs';

test('the page opens with one heading in main', async ({ page }) => {
  await openHome(page);
  await expect(page.locator('main')).toHaveCount(1);
  await expect(page.locator('main h1')).toHaveCount(1);
});

test('settings given to a page hold, and its own changes survive a reload', async ({ page }) => {
  const settings = () => page.evaluate(() => JSON.parse(localStorage.getItem('landfall/1/settings')));
  await openHome(page, { lang: 'en', theme: 'dark' });
  expect(await settings()).toMatchObject({ lang: 'en', theme: 'dark' });
  await page.evaluate(() => localStorage.setItem('landfall/1/settings', '{"lang":"zh-CN","theme":"light"}'));
  await page.reload();
  expect(await settings()).toMatchObject({ lang: 'zh-CN', theme: 'light' });
});

test('the page has a policy that lets no other script in', async ({ page, guard }) => {
  await openHome(page);
  const policy = page.locator('meta[http-equiv="Content-Security-Policy"]');
  await expect(policy).toHaveAttribute('content', /script-src 'self' 'wasm-unsafe-eval';/);
  guard.allow(/Content Security Policy/i);
  const ran = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'globalThis.slippedIn = true';
    document.head.append(script);
    return Boolean(globalThis.slippedIn);
  });
  expect(ran).toBe(false);
});

// The guards are what every other test relies on: seen to catch what they are for.
test('the guards catch errors, violations and requests to other hosts', async ({ page, guard }) => {
  await openHome(page);
  expect(guard.problems).toEqual([]);
  await page.evaluate(() => {
    console.error('logged');
    setTimeout(() => { throw new Error('thrown'); });
    document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="1">');
  });
  await page.route('http://elsewhere.invalid/', (route) => route.abort());
  await page.goto('http://elsewhere.invalid/').catch(() => {});
  for (const found of [/console error: logged/, /page error: .*thrown/, /Content Security Policy/i, /another host: .*elsewhere/]) {
    await expect.poll(() => guard.problems.some((problem) => found.test(problem)), { message: String(found) }).toBe(true);
  }
  guard.allow(/./);
});

test('axe catches what it is for', async ({ page }) => {
  await openHome(page);
  await axe(page);
  await page.evaluate(() => document.querySelector('main').insertAdjacentHTML('beforeend', '<button></button>'));
  await expect(axe(page)).rejects.toThrow(/button-name/);
});

test('the clock can be stopped', async ({ page }) => {
  await fixClock(page, '2023-12-08T09:42:00+08:00');
  await openHome(page);
  expect(await page.evaluate(() => new Date().toISOString())).toBe('2023-12-08T01:42:00.000Z');
  expect(await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone)).toBe('Asia/Shanghai');
});
