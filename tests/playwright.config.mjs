// Browser tests of the release in dist/. Run by `cargo xtask test web`, which finds the browser, serves
// dist/ on a free port and says both in the environment.
import { defineConfig } from '@playwright/test';

const FLAGS = [
  '--no-sandbox', // Chromium refuses to start as root with it, and CI is root
  '--disable-gpu',
  // Nothing of the browser's own may reach for the network while a page is tested.
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const { LANDFALL_URL, LANDFALL_BROWSER } = process.env;
if (!LANDFALL_URL || !LANDFALL_BROWSER) {
  throw new Error('LANDFALL_URL and LANDFALL_BROWSER are not set: run `cargo xtask test web`');
}

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.mjs',
  outputDir: 'results',
  reporter: 'list',
  workers: 2,
  fullyParallel: true,
  // A second try on a loaded machine; what needed it is listed as flaky at the end, with its error, to be mended.
  retries: 1,
  forbidOnly: Boolean(process.env.CI),
  timeout: 30_000,
  expect: { timeout: 5_000 },
  use: {
    baseURL: LANDFALL_URL,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    // Every test is a new profile: each would store the whole app. offline.spec.mjs lets it.
    serviceWorkers: 'block',
    launchOptions: { executablePath: LANDFALL_BROWSER, args: FLAGS },
  },
});
