// What the tests of locks share: putting one on, opening it, and reading what is stored as a thief would.
import { inflateRawSync } from 'node:zlib';
import { expect } from '@playwright/test';

export const PASSPHRASE = '江南 春水 绿如蓝 1206';

/** Puts a lock on the open workspace, from wherever one is; ends on the data page. */
export async function putOn(page, passphrase = PASSPHRASE) {
  await page.evaluate(() => { location.hash = '#/data'; });
  await page.locator('#data-lock').getByRole('button', { name: '加锁' }).click();
  await fillAndLock(page, passphrase);
  await expect(page.getByText('工作区已加锁', { exact: true })).toBeVisible();
}

/** Fills the dialog and presses its button. */
export async function fillAndLock(page, passphrase = PASSPHRASE) {
  const dialog = page.getByRole('dialog', { name: '给工作区加锁' });
  await dialog.getByLabel('新口令', { exact: true }).fill(passphrase);
  await dialog.getByLabel('再输一遍新口令').fill(passphrase);
  await dialog.getByLabel('我知道忘了口令没有办法恢复').check();
  await dialog.getByRole('button', { name: '给工作区加锁' }).click();
}

/** The page that asks for the passphrase. */
export const lockPage = (page) => page.getByRole('heading', { level: 1, name: /^(工作区|这份副本)已加锁$|^This (workspace|copy) is locked$/ });

export async function unlock(page, passphrase = PASSPHRASE) {
  await expect(lockPage(page)).toBeVisible();
  await page.locator('#unlock-passphrase').fill(passphrase);
  await page.getByRole('button', { name: /^解锁$|^Unlock$/ }).click();
}

/** Everything that is stored, keys and values, of both storages. */
export const stored = (page) => page.evaluate(() => [localStorage, sessionStorage].flatMap((storage) => Object.entries(storage)));

/** Where any of the secrets can be read: as it is, packed, deflated, in base64, in UTF-8 or UTF-16. */
export function found(entries, secrets) {
  const needles = secrets.flatMap((secret) => {
    const wide = Buffer.from(secret, 'utf16le');
    return [Buffer.from(secret), wide, Buffer.from(wide).swap16()];
  });
  const tells = (text) => readings(text).some((bytes) => needles.some((needle) => bytes.includes(needle)));
  return entries.filter(([key, value]) => tells(key) || tells(value)).map(([key]) => key);
}

/** All the bytes that a text may stand for. */
function readings(text) {
  const all = [Buffer.from(text, 'utf8'), ...inflated(Buffer.from(text, 'base64'))];
  const packed = /^\d+\|[0-9a-f]{8}\|([^]*)$/.exec(text);
  if (packed) all.push(...inflated(unpack(packed[1])), ...inflated(Buffer.from(packed[1], 'base64')));
  let inner = null;
  try { inner = JSON.parse(text); } catch { /* no JSON */ }
  const strings = (value) => (typeof value === 'string' ? [value] : value && typeof value === 'object' ? Object.values(value).flatMap(strings) : []);
  if (inner && typeof inner === 'object') all.push(...strings(inner).flatMap(readings));
  return all;
}

/** Bytes as they are, and what they inflate to behind a kind, a nonce, a header or all of these. */
function inflated(bytes) {
  const all = [bytes];
  for (const from of [0, 1, 13, 90, 102]) {
    try { all.push(inflateRawSync(bytes.subarray(from), { finishFlush: 2 })); } catch { /* not deflated from here */ }
  }
  return all;
}

/** Fifteen bits of each unit, without the last 1 and the zeros behind it. */
function unpack(text) {
  const bits = Array.from(text, (unit) => (unit.charCodeAt(0) - 0x3400).toString(2).padStart(15, '0')).join('');
  return Buffer.from((bits.match(/[01]{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}

/** The values of a workspace that are not sealed. */
export const plainOf = (page, workspace = 'main') => page.evaluate(
  (id) => Object.entries(localStorage)
    .filter(([key, value]) => (key.startsWith(`landfall/1/${id}/`) || key.startsWith(`landfall/1/backups/${id}/`)) && !value.startsWith('3|'))
    .map(([key]) => key),
  workspace,
);
