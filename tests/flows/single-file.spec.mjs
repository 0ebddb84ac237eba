import { test, expect } from '../lib/index.mjs';

const file = new URL('../../dist/landfall.html', import.meta.url).href;

test('the single file opens from a disk, without a server', async ({ page }) => {
  await page.goto(file);
  await expect(page.locator('main h1')).toBeVisible();
  await page.goto(`${file}#/board`);
  await page.reload();
  await expect(page.locator('main h1')).toBeVisible();
});

test('the single file brings its published data', async ({ page }) => {
  await page.goto(file);
  const published = await page.locator('#landfall-published').textContent();
  expect(JSON.parse(published)).toHaveProperty('schema');
});

test('the single file keeps what is saved in it', async ({ page }) => {
  await page.goto(file);
  await page.evaluate(() => localStorage.setItem('landfall/1/test', 'kept'));
  await page.reload();
  expect(await page.evaluate(() => localStorage.getItem('landfall/1/test'))).toBe('kept');
});
