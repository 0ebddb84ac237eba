// The memory of the process that draws a page, as Linux counts it.
import { readFile } from 'node:fs/promises';

const MB = 1024 * 1024;

async function renderers(browser) {
  const { processInfo } = await browser.send('SystemInfo.getProcessInfo');
  return new Map(processInfo.filter(({ type }) => type === 'renderer').map(({ id, cpuTime }) => [id, cpuTime]));
}

/** The page's own process: the one that works while the page does. */
async function processOf(page) {
  const browser = await page.context().browser().newBrowserCDPSession();
  const before = await renderers(browser);
  await page.evaluate(() => { for (const until = performance.now() + 200; performance.now() < until;); });
  const after = await renderers(browser);
  await browser.detach();
  const worked = [...after].map(([id, time]) => [time - (before.get(id) ?? 0), id]);
  return worked.sort(([a], [b]) => b - a)[0][1];
}

/**
 * After a garbage collection, in MB: `own` is what the process has to itself (wasm, script, DOM, all), `pss` its share of
 * what it shares besides, `rss` all that is mapped, `script` the heap of JavaScript alone. `null` where the system
 * does not say.
 */
export async function memory(page) {
  const client = await page.context().newCDPSession(page);
  for (let n = 0; n < 3; n += 1) {
    await client.send('HeapProfiler.collectGarbage');
    await page.waitForTimeout(300);
  }
  await client.send('Performance.enable');
  const { metrics } = await client.send('Performance.getMetrics');
  await client.detach();
  const script = metrics.find(({ name }) => name === 'JSHeapUsedSize').value / MB;
  const text = await readFile(`/proc/${await processOf(page)}/smaps_rollup`, 'utf8').catch(() => null);
  if (text === null) return null;
  const field = (name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)[1]) / 1024;
  return { own: field('Private_Clean') + field('Private_Dirty'), pss: field('Pss'), rss: field('Rss'), script };
}
