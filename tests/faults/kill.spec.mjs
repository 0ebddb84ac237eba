// SPEC J8: the power goes. A browser of its own is killed, all of its processes at once, while it writes.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { test, expect } from '../lib/index.mjs';

const { LANDFALL_BROWSER, LANDFALL_URL } = process.env;
const FLAGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--remote-debugging-port=0', 'about:blank',
];
/** How long each round writes, in milliseconds. In the two long ones some of it is older than what a kill takes back. */
const ROUNDS = Array.from({ length: 20 }, (_, round) => (round === 6 || round === 13 ? 12_000 : 300 + 30 * round));
/** What was written so long ago is on the disk. */
const SURE_MS = 10_000;

class Browser {
  constructor(folder) {
    this.folder = folder;
  }

  async start() {
    const port = join(this.folder, 'DevToolsActivePort');
    rmSync(port, { force: true });
    // A group of its own, so that it can be killed as a whole.
    this.process = spawn(LANDFALL_BROWSER, [`--user-data-dir=${this.folder}`, ...FLAGS], { detached: true, stdio: 'ignore' });
    await expect.poll(() => existsSync(port) && readFileSync(port, 'utf8').includes('\n'), { timeout: 15_000 }).toBe(true);
    this.devtools = await chromium.connectOverCDP(`http://127.0.0.1:${readFileSync(port, 'utf8').split('\n')[0]}`);
    return this.devtools.contexts()[0].newPage();
  }

  async kill() {
    // An ended one does not end again: waiting for that would take for ever.
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    process.kill(-this.process.pid, 'SIGKILL');
    await ended;
    await this.devtools.close().catch(() => {});
  }
}

/** The numbers of the leads that are there. */
const numbers = async (page) =>
  (await page.locator('.card__title').allTextContents()).map((title) => Number(title.replace('线索 ', ''))).sort((a, b) => a - b);

test('J8 a browser killed while it writes opens as it was a moment before', async () => {
  test.setTimeout(240_000);
  const folder = mkdtempSync(join(tmpdir(), 'landfall-kill-'));
  const browser = new Browser(folder);
  /** Leads that survived a kill, and those written since, with when. */
  let kept = [];
  let written = [];
  let next = 1;
  let lost = 0;
  try {
    for (const [round, duration] of ROUNDS.entries()) {
      const page = await browser.start();
      page.setDefaultTimeout(15_000);
      await page.addInitScript(() => localStorage.setItem('landfall/1/settings', '{"lang":"zh-CN"}'));
      await page.goto(`${LANDFALL_URL}#/board`);
      await expect(page.locator('main h1')).toBeVisible();
      await expect.poll(() => numbers(page).then((all) => all.length)).toBeGreaterThanOrEqual(kept.length);
      const found = await numbers(page);
      await expect(page.getByText('无法读取')).toHaveCount(0);
      const before = [...kept, ...written.map(({ number }) => number)];
      expect(found, `round ${round}: a state that existed`).toEqual(before.slice(0, found.length));
      expect(found.length, `round ${round}: what survived once stays`).toBeGreaterThanOrEqual(kept.length);
      const sure = written.filter(({ age }) => age > SURE_MS).map(({ number }) => number);
      expect(found, `round ${round}: older than ten seconds`).toEqual(expect.arrayContaining(sure));
      lost += before.length - found.length;
      [kept, written] = [found, []];
      await page.keyboard.press('n');
      for (const start = Date.now(); Date.now() - start < duration; next += 1) {
        await page.getByLabel('线索名称').fill(`线索 ${next}`);
        await page.getByLabel('企业', { exact: true }).fill('某某科技');
        await page.keyboard.press('Shift+Enter');
        written.push({ number: next, at: Date.now() });
        await page.waitForTimeout(duration > 5_000 ? 250 : 20);
      }
      const killed = Date.now();
      written = written.map(({ number, at }) => ({ number, age: killed - at }));
      await browser.kill();
    }
    console.log(`${next - 1} leads written, ${lost} of them lost to ${ROUNDS.length} kills`);
  } finally {
    await browser.kill().catch(() => {});
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});
