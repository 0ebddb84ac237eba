// What the tests of the data page share.
import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { openPage } from './open.mjs';

/** Who is at the device, so that nobody is asked. */
export const OFFICER = { who: '专员甲', unit: '一战区' };

/** Opens `#/data`. */
export const openData = (page, settings) => openPage(page, '#/data', settings);

/** Takes the file that a button downloads: its name and its bytes. */
export async function download(page, button) {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).first().click()]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

/** Gives the page a file to import and waits for what is in it. */
export async function choose(page, name, content) {
  const buffer = Buffer.isBuffer(content) ? content : Buffer.from(content);
  await page.getByLabel(/^导入文件$|^Import a file$/).setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
}

/** Imports what was chosen. */
export async function importIt(page) {
  await page.getByRole('button', { name: /^导入$|^Import$/ }).click();
  await expect(page.getByRole('button', { name: /^导入$|^Import$/ })).toBeHidden();
}

/** Fills localStorage to the last character. */
export const fillStorage = (page) => page.evaluate(() => {
  let size = 1 << 20;
  for (let n = 0; size > 0; n += 1) {
    try { localStorage.setItem(`filler/${n}`, 'x'.repeat(size)); } catch { size >>= 1; }
  }
});
