// node tests/engines/run.mjs ENGINE [PART OF A NAME]: the flows in one engine, against the release that LANDFALL_URL serves.
// LANDFALL_ENGINE names the program (Chromium, Firefox, or WebKitWebDriver, with its browser in LANDFALL_MINIBROWSER).
// Run by `cargo xtask test web`, which finds and installs them.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ENGINES } from './engines.mjs';
import { FLOWS } from './flows.mjs';
import { Page } from './page.mjs';

const [engine, part = ''] = process.argv.slice(2);
const { LANDFALL_URL, LANDFALL_ENGINE, LANDFALL_PICTURES } = process.env;
if (!ENGINES[engine] || !LANDFALL_URL || !LANDFALL_ENGINE) {
  throw new Error('an engine, LANDFALL_URL and LANDFALL_ENGINE are needed: run `cargo xtask test web`');
}
const SINGLE = new URL('../../dist/landfall.html', import.meta.url).href;

const results = fileURLToPath(new URL('../results/', import.meta.url));
// Inside the repository, because nothing outside it is ours to write.
const tools = fileURLToPath(new URL('../../.tools/', import.meta.url));
mkdirSync(tools, { recursive: true });
const folder = mkdtempSync(join(tools, `${engine}-`));
mkdirSync(join(folder, 'downloads'));
const browser = await ENGINES[engine](LANDFALL_ENGINE, folder);
const page = new Page(browser.hand, LANDFALL_URL);
console.log(browser.name);

/** A file that was saved since the flow began, once it is whole. */
async function file(pattern, seen) {
  let size = -1;
  for (const end = Date.now() + 15_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 100))) {
    const names = readdirSync(browser.downloads);
    const name = names.find((one) => pattern.test(one) && !seen.has(one));
    if (!name || names.some((one) => /\.(part|wkdownload|crdownload)$/.test(one))) continue;
    const path = join(browser.downloads, name);
    if (size === statSync(path).size && size > 0) return path;
    size = statSync(path).size;
  }
  throw new Error(`no file ${pattern} was saved; there are: ${readdirSync(browser.downloads).join(', ')}`);
}

async function keep(name, to = results) {
  mkdirSync(to, { recursive: true });
  writeFileSync(join(to, `${engine}-${name}.png`), await page.picture());
}

/** Does a flow; gives what went wrong, or nothing. */
async function attempt(flow) {
  const seen = new Set(readdirSync(browser.downloads));
  const given = {
    page,
    file: (pattern) => file(pattern, seen),
    single: () => new Page(browser.hand, process.env.LANDFALL_SINGLE ?? SINGLE),
    shot: async (what) => LANDFALL_PICTURES && keep(what, LANDFALL_PICTURES),
  };
  try {
    await flow(given);
    const wrong = await page.wrong();
    return wrong.length > 0 ? `the page itself says: ${wrong.join('; ')}` : '';
  } catch (error) {
    const wrong = await page.wrong().catch(() => []);
    return [error.stack ?? error, ...wrong.map((text) => `the page itself says: ${text}`)].join('\n    ');
  }
}

let failed = 0;
try {
  for (const [name, flow] of Object.entries(FLOWS).filter(([name]) => name.includes(part))) {
    const start = Date.now();
    const took = () => `${((Date.now() - start) / 1000).toFixed(1)} s`;
    let wrong = await attempt(flow);
    if (!wrong) {
      console.log(`  ✓ ${name} (${took()})`);
      continue;
    }
    // A second try on a loaded machine, as Playwright's tests have; what needed it is told, to be mended.
    console.log(`  … ${name}: a second try\n    ${wrong}`);
    wrong = await attempt(flow);
    if (!wrong) {
      console.log(`  ✓ ${name} (${took()}, flaky)`);
      continue;
    }
    failed += 1;
    console.log(`  ✗ ${name}\n    ${wrong}`);
    await keep(`failed-${failed}`).then(() => console.log(`    what was seen: tests/results/${engine}-failed-${failed}.png`), () => {});
  }
} finally {
  await browser.end();
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
process.exitCode = failed > 0 ? 1 : 0;
