// Runs the benchmarks: `cargo xtask bench`, which builds and serves dist/, invents the data and finds the browser.
//
// A benchmark is an export of a file `tests/bench/NAME.bench.mjs` with a function
//   run(page, bench) → { name, unit, samples, target?, note? }, a list of those, or { name, skipped: 'why' }
// `page` is an empty page of a new profile; lib.mjs says what `bench` gives. `target` is the most that the median may
// be. To compare with a library, return one result for each side, their names beginning alike.
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
import os from 'node:os';
import { chromium } from '@playwright/test';
import config from '../playwright.config.mjs';
import { Bench } from './lib.mjs';

const RESULTS = new URL('../../target/bench/results.json', import.meta.url);

const [runs, ...wanted] = process.argv.slice(2);

function median(sorted) {
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** What is printed and kept of a result. */
function summary({ name, unit, samples = [], target = null, note = '', skipped = '' }, benchmark) {
  const sorted = [...samples].sort((a, b) => a - b);
  if (sorted.length === 0) return { benchmark, name, skipped: skipped || 'it gave no sample' };
  const row = { benchmark, name, unit, median: median(sorted), min: sorted[0], max: sorted.at(-1), runs: samples.length, target, samples };
  return { ...row, ...(target !== null && { met: row.median <= target }), ...(note && { note }) };
}

/** Four figures say all that a shared machine can. */
const figure = (number) => (number >= 1000 ? Math.round(number).toLocaleString('en') : Number(number.toPrecision(3)).toString());

function table(rows) {
  const heads = ['', 'unit', 'median', 'min', 'max', 'runs', 'target'];
  const cells = rows.map((row) => (row.skipped
    ? [row.name, '', 'not measured', '', '', '', '']
    : [row.name, row.unit, figure(row.median), figure(row.min), figure(row.max), String(row.runs), row.target === null ? '' : `≤ ${figure(row.target)} ${row.met ? '✓' : '✗'}`]));
  const widths = heads.map((head, column) => Math.max(head.length, ...cells.map((line) => line[column].length)));
  const line = (texts) => `  ${texts.map((text, column) => (column < 2 ? text.padEnd(widths[column]) : text.padStart(widths[column]))).join('  ')}`.trimEnd();
  const notes = rows.filter((row) => row.note || row.skipped).map((row) => `  ${row.name}: ${row.skipped || row.note}`);
  return [line(heads), ...cells.map(line), ...(notes.length ? ['', ...notes] : [])].join('\n');
}

function commit() {
  try {
    return execFileSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    // From an archive, without git.
    return null;
  }
}

const folder = new URL('.', import.meta.url);
const files = (await readdir(folder)).filter((file) => file.endsWith('.bench.mjs')).sort();
const browser = await chromium.launch(config.use.launchOptions);
const machine = {
  cpu: os.cpus()[0]?.model ?? 'unknown', cores: os.cpus().length, memory: `${Math.round(os.totalmem() / 2 ** 30)} GiB`,
  // What else the machine is doing: above its cores, every figure here is too large.
  load: Number(os.loadavg()[0].toFixed(1)), system: `${os.type()} ${os.release()} ${os.arch()}`, browser: `Chromium ${browser.version()}`, node: process.version,
};
const rows = [];
let failed = false;
for (const file of files) {
  const found = Object.entries(await import(new URL(file, folder))).filter(([, value]) => typeof value?.run === 'function');
  for (const [name, { run }] of found) {
    const benchmark = `${file.replace('.bench.mjs', '')}/${name}`;
    if (wanted.length && !wanted.some((part) => benchmark.includes(part))) continue;
    console.log(`▸ ${benchmark}`);
    const bench = new Bench(browser, config.use, Number(runs));
    try {
      const page = await bench.fresh();
      rows.push(...[await run(page, bench)].flat().map((result) => summary(result, benchmark)));
    } catch (error) {
      failed = true;
      console.log(`  ✗ ${error.stack}`);
      rows.push({ benchmark, name: benchmark, skipped: `failed: ${error.message.split('\n')[0]}` });
    }
    await bench.close();
  }
}
await browser.close();
console.log(`\n${table(rows)}\n\n  ${machine.cpu}, ${machine.cores} cores, ${machine.memory}, load ${machine.load} at the start, ${machine.browser}`);
await mkdir(new URL('.', RESULTS), { recursive: true });
await writeFile(RESULTS, `${JSON.stringify({ at: new Date().toISOString(), commit: commit(), machine, results: rows }, null, 2)}\n`);
console.log('  target/bench/results.json has every sample');
if (failed || rows.length === 0) process.exitCode = 1;
