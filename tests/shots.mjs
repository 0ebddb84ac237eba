// Remakes the README's screenshots from the real app: `cargo xtask shots`, which serves dist/ and finds the browser.
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium, expect } from '@playwright/test';
import { fixClock, openPage } from './lib/open.mjs';
import config from './playwright.config.mjs';

const { baseURL, launchOptions, locale, timezoneId, viewport } = config.use;
const folder = new URL('../docs/', import.meta.url);

/** The day of the pictures: what is due and overdue must not change from one run to the next. */
const NOW = '2023-12-08T09:42:00+08:00';

/** Fills an empty workspace with the sample, if this page offers it. */
async function withSample(page) {
  const offer = page.getByRole('main').getByRole('button', { name: /示例/ });
  if (await offer.first().isVisible()) await offer.first().click();
  await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible();
  // Without the message that says what was just done.
  await page.reload();
  await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible();
}

/** The timeline of that workspace, with an event open. */
async function withEvent(page) {
  await withSample(page);
  await page.goto('./#/events?event=2023-hangzhou');
  await expect(page.getByRole('complementary')).toBeVisible();
}

const SHOTS = [
  { name: 'timeline', route: '#/' },
  { name: 'board', route: '#/board', prepare: withSample },
  { name: 'events', route: '#/board', prepare: withEvent },
];

await mkdir(folder, { recursive: true });
const browser = await chromium.launch(launchOptions);
for (const { name, route, prepare } of SHOTS) {
  // One pixel a point: a README shows a picture of this width smaller than it is, and the repository keeps each one.
  const context = await browser.newContext({ baseURL, locale, timezoneId, viewport, serviceWorkers: 'block' });
  const page = await context.newPage();
  await fixClock(page, NOW);
  await openPage(page, route);
  await prepare?.(page);
  await page.evaluate(() => document.fonts.ready);
  await page.mouse.move(0, 0);
  await page.screenshot({ path: fileURLToPath(new URL(`${name}.png`, folder)), animations: 'disabled' });
  console.log(`  docs/${name}.png`);
  await context.close();
}
await browser.close();
