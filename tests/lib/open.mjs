// Opening the app in a known state.
import { expect } from '@playwright/test';

/** Where the app keeps what concerns this device alone. */
const SETTINGS = 'landfall/1/settings';

let opened = 0;

/** Opens a route (`#/board`) with these settings and waits for its heading. Later reloads keep what the app saved. */
export async function openPage(page, route, { lang = 'zh-CN', theme = 'light', ...rest } = {}) {
  opened += 1;
  await page.addInitScript(
    ({ key, settings, mark }) => {
      try {
        // Once for each opening: a reload must find what the app itself has saved since.
        if (sessionStorage.getItem(mark)) return;
        sessionStorage.setItem(mark, '1');
        localStorage.setItem(key, JSON.stringify(settings));
      } catch {
        // A page without storage (a sandboxed frame) takes its defaults.
      }
    },
    { key: SETTINGS, settings: { lang, theme, ...rest }, mark: `test-opened-${opened}` },
  );
  // A change of the hash alone would not load the page, and the settings are read on loading.
  if (page.url() !== 'about:blank') await page.goto('about:blank');
  await page.goto(`./${route}`);
  await expect(page.locator('main h1')).toBeVisible();
}

/** Opens the visitor's home. */
export const openHome = (page, settings) => openPage(page, '#/', settings);

/** Opens the staff board. */
export const openBoard = (page, settings) => openPage(page, '#/board', settings);

/** Stops the page's clock at a time such as `2023-12-08T09:42:00+08:00`; timers go on. Call it before opening. */
export const fixClock = (page, time) => page.clock.setFixedTime(new Date(time));
