// What the benchmarks share: new profiles, the invented workspaces, what the app measures of itself.
import { readFile } from 'node:fs/promises';

const DATA = new URL('../../target/bench/', import.meta.url);
/** A page of our own origin that is not the app: storage can be filled before the app opens. */
const ELSEWHERE = './data/published.json';

/** Notes every `performance.measure` of the app's, as the app itself keeps the last of each name only. */
function observe() {
  window.landfallMeasures = [];
  new PerformanceObserver((list) => {
    window.landfallMeasures.push(...list.getEntries().map(({ name, duration }) => ({ name, duration })));
  }).observe({ type: 'measure', buffered: true });
}

/** A localStorage that is never full and costs nothing, for workspaces that do not fit into the browser's. */
function limitless(entries) {
  const map = new Map(entries);
  let keys = null;
  const storage = {
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => { keys = map.has(key) ? keys : null; map.set(key, String(value)); },
    removeItem: (key) => { keys = null; map.delete(key); },
    key: (index) => (keys ??= [...map.keys()])[index] ?? null,
    get length() { return map.size; },
  };
  Object.defineProperty(window, 'localStorage', { value: storage, configurable: true });
}

/** What one benchmark is given besides its page. */
export class Bench {
  #contexts = [];
  #browser;
  #use;
  #route;

  /** `runs`: how often to repeat what is measured. */
  constructor(browser, use, runs) {
    this.#browser = browser;
    this.#use = use;
    this.runs = runs;
  }

  /** An invented file: `leads-N.landfall`, `merged-N.json`, `typed-N.json`, … (crates/bench-data). */
  path = (name) => new URL(name, DATA).pathname;

  /** The same, read as JSON. */
  data = async (name) => JSON.parse(await readFile(new URL(name, DATA), 'utf8'));

  /**
   * An empty page of a new profile. `storage`: what localStorage holds, `[[key, value], …]`. Where that is more than
   * the browser takes, the page gets a storage without a limit, and `page.storageIsReal` is false.
   */
  async fresh({ storage = [] } = {}) {
    const { baseURL, locale, timezoneId, viewport } = this.#use;
    const context = await this.#browser.newContext({ baseURL, locale, timezoneId, viewport, serviceWorkers: 'block' });
    this.#contexts.push(context);
    const page = await context.newPage();
    await page.addInitScript(observe);
    await page.goto(ELSEWHERE);
    page.storageIsReal = await page.evaluate((entries) => {
      try {
        for (const [key, value] of entries) localStorage.setItem(key, value);
        return true;
      } catch {
        localStorage.clear();
        return false;
      }
    }, storage);
    if (!page.storageIsReal) {
      await page.addInitScript(limitless, storage);
      await page.goto(ELSEWHERE);
    }
    return page;
  }

  /** Ends a page's profile: what is open costs the next run memory and time. */
  done = (page) => page.context().close();

  /** Opens a route and waits until the page stands and has nothing left to do. */
  async open(page, route) {
    await page.goto(`./${route}`);
    await page.locator('main h1').waitFor({ state: 'attached' });
    await this.idle(page);
  }

  idle = (page) => page.evaluate(() => new Promise((done) => { requestIdleCallback(done, { timeout: 5000 }); }));

  /** A route of the workspace that draws no lead, so that what is measured is the workspace and not its cards. */
  async quietRoute() {
    if (!this.#route) {
      const page = await this.fresh();
      await this.open(page, '#/data');
      const opened = await this.measured(page, 'landfall:open');
      // Where that page is not built yet, the address shows the board, or that there is no such page.
      const heading = await page.locator('main h1').textContent();
      this.#route = opened.length > 0 && !/看板|Board/.test(heading) ? '#/data' : '#/board?q=nothing-is-called-so';
      await this.done(page);
    }
    return this.#route;
  }

  /** How long, in milliseconds, the app measured each `what` of its own (`landfall:open`, …) in this page. */
  measured = (page, what) => page.evaluate(async (what) => {
    // The observer is told a task later.
    await new Promise((done) => { setTimeout(done); });
    return window.landfallMeasures.filter(({ name }) => name === what).map(({ duration }) => duration);
  }, what);

  /** Waits for the app to have measured one more `what`; gives it. */
  async next(page, what, before, timeout = 120_000) {
    await page.waitForFunction(([what, before]) => window.landfallMeasures.filter(({ name }) => name === what).length > before, [what, before], { timeout });
    return (await this.measured(page, what))[before];
  }

  /** How long the page's main thread was busy while `action` ran, in milliseconds. */
  async busy(page, action) {
    const client = await page.context().newCDPSession(page);
    await client.send('Performance.enable');
    const read = async () => (await client.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
    const before = await read();
    await action();
    await this.idle(page);
    const after = await read();
    await client.detach();
    return after - before;
  }

  /** UTF-16 units that the keys which begin so, and their values, take: as the browser counts them. */
  units = (page, prefix = 'landfall/') => page.evaluate((prefix) => {
    const keys = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index));
    return keys.filter((key) => key.startsWith(prefix)).reduce((sum, key) => sum + key.length + localStorage.getItem(key).length, 0);
  }, prefix);

  /** Waits until the app has written nothing for five seconds: it makes backups and puts entries together when idle. */
  async settled(page) {
    for (let [quiet, before] = [0, -1]; quiet < 5; quiet += 1) {
      const now = await this.units(page);
      if (now !== before) quiet = 0;
      before = now;
      await page.waitForTimeout(1000);
    }
  }

  async close() {
    for (const context of this.#contexts) await context.close();
  }
}

/** Says so where a figure was taken in a storage without a limit. */
export const storageNote = (page) => (page.storageIsReal ? '' : 'in a storage without a limit: the browser’s takes no workspace of this size');
