// A server of a test's own: one that can be stopped, lose files, and change to another build.
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.webmanifest': 'application/manifest+json',
};

/** The build under test: the release, or what `LANDFALL_DIST` names. */
const DIST = process.env.LANDFALL_DIST ?? fileURLToPath(new URL('../../dist/', import.meta.url));

/** Serves the build in a folder `/app/` of a free port; another page stands beside it. */
export class Site {
  #server;
  #port = 0;
  #folder = DIST;
  #made = [];
  #replaced = new Map();
  /** Paths (`icons/seal.svg`) that are answered with 404. */
  missing = new Set();
  /** What was asked for, in order. */
  asked = [];

  async start() {
    this.#server = createServer((request, response) => this.#answer(request, response));
    await new Promise((resolve) => { this.#server.listen(this.#port, '127.0.0.1', resolve); });
    // Started again, it is the same site.
    this.#port = this.#server.address().port;
    return this;
  }

  get url() {
    return `http://127.0.0.1:${this.#port}/app/`;
  }

  async stop() {
    const closed = new Promise((resolve) => { this.#server.close(resolve); });
    this.#server.closeAllConnections();
    await closed;
  }

  /** Ends it, and takes away the builds it made. */
  async end() {
    if (this.#server.listening) await this.stop();
    for (const folder of this.#made) rmSync(folder, { recursive: true, force: true });
  }

  /** From now on serves another build, whose page says so in `data-build`. */
  deploy(title) {
    const folder = mkdtempSync(join(tmpdir(), 'landfall-build-'));
    this.#made.push(folder);
    cpSync(DIST, folder, { recursive: true, filter: (path) => !path.endsWith('landfall.html') });
    const digest = (text, form) => createHash('sha256').update(text).digest(form);
    const path = (name) => join(folder, name);
    const read = (name) => readFileSync(path(name), 'utf8');
    // Its spreadsheet worker is another one, too.
    const [old] = read('index.html').match(/sheet-[0-9a-f]{16}/);
    const sheet = `sheet-${digest(title, 'hex').slice(0, 16)}`;
    for (const end of ['.js', '_bg.wasm']) renameSync(path(old + end), path(sheet + end));
    const version = digest(title, 'hex').slice(0, 8);
    const page = read('index.html')
      .replaceAll(old, sheet)
      .replace(/(name="landfall-version" content=")[^"]*/, `$1${version}`)
      .replace('<html', `<html data-build="${title}"`);
    writeFileSync(path('index.html'), page);
    const worker = read('sw.js')
      .replaceAll(old, sheet)
      .replace(/const VERSION = '[^']*'/, `const VERSION = '${version}'`)
      .replace(/\['', '[^']*'\]/, `['', 'sha256-${digest(page, 'base64')}']`);
    writeFileSync(path('sw.js'), worker);
    this.#folder = folder;
  }

  /** Serves another text under a name, without a build. */
  replace(name, text) {
    this.#replaced.set(name, text);
  }

  #answer(request, response) {
    const address = new URL(request.url, 'http://x').pathname;
    const name = address.replace(/^\/app\//, '');
    this.asked.push(name);
    if (address === '/beside') {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<!doctype html><link rel="icon" href="data:,"><title>beside</title><iframe src="/app/?embed=1#/"></iframe>');
      return;
    }
    const file = normalize(join(this.#folder, name || 'index.html'));
    const is = !this.missing.has(name) && address.startsWith('/app/') && file.startsWith(normalize(this.#folder)) && statSync(file, { throwIfNoEntry: false })?.isFile();
    if (!is) {
      response.writeHead(404, { 'content-type': 'text/plain' });
      response.end('not found');
      return;
    }
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', 'cache-control': 'no-cache' });
    response.end(this.#replaced.get(name) ?? readFileSync(file));
  }
}
