// The guards of all tests, themselves: a violated policy is noticed wherever it happens.
import { test, expect, openHome } from '../lib/index.mjs';

test('the page comes with its policy, and what violates it is reported, in frames, too', async ({ page, guard }) => {
  const [answer] = await Promise.all([page.waitForResponse((response) => response.url().endsWith('/')), openHome(page)]);
  const said = answer.headers()['content-security-policy'] ?? '';
  const own = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  expect(said.startsWith(`${own}; frame-ancestors `), said).toBe(true);
  expect(answer.headers()['x-content-type-options']).toBe('nosniff');
  expect(guard.found).toEqual([]);

  guard.allow(/./);
  const violate = () => {
    const style = document.createElement('style');
    style.textContent = 'p { color: inherit }';
    document.head.append(style);
  };
  await page.evaluate(violate);
  const reports = () => guard.found.filter((problem) => problem.startsWith('policy violated: style-src-elem')).length;
  // One of the header, one of the page's own.
  await expect.poll(reports).toBe(2);
  await page.evaluate(() => document.body.append(document.createElement('iframe')));
  await page.frames()[1].evaluate(violate);
  await expect.poll(reports).toBeGreaterThan(2);
  await page.evaluate(() => fetch('https://elsewhere.example/').catch(() => {}));
  await expect.poll(() => guard.found.some((problem) => problem.startsWith('policy violated: connect-src'))).toBe(true);
});
