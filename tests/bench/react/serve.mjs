// Builds the board of React as for production and serves it on a port of its own: the same machine, the same browser,
// the same leads, the same style.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';

const here = (name) => new URL(name, import.meta.url);
const root = (name) => new URL(`../../../${name}`, import.meta.url);
/** In the order in which the app's page names them. */
const STYLES = ['layers', 'tokens', 'base', 'ui/controls', 'ui/parts', 'features/staff', 'features/board'];

async function bundle() {
  const { outputFiles: [script] } = await build({
    entryPoints: [here('app.jsx').pathname], bundle: true, minify: true, write: false, format: 'iife', target: 'es2022',
    jsx: 'automatic', define: { 'process.env.NODE_ENV': '"production"' }, logLevel: 'error',
  });
  return script.contents;
}

async function styles() {
  const parts = await Promise.all(STYLES.map((name) => readFile(root(`style/${name}.css`), 'utf8')));
  return [...parts, await readFile(here('own.css'), 'utf8')].join('\n');
}

/** `leads`: the path of a .landfall file. Gives the page's address and `close`. */
export async function serveReact(leads) {
  const files = {
    '/': [await readFile(here('index.html')), 'text/html'],
    '/app.js': [await bundle(), 'text/javascript'],
    '/style.css': [await styles(), 'text/css'],
    '/leads.json': [await readFile(leads), 'application/json'],
    '/terms.json': [await readFile(root('crates/core/src/document/dictionaries.json')), 'application/json'],
  };
  const server = createServer((request, response) => {
    const [body, type] = files[new URL(request.url, 'http://x').pathname] ?? [];
    if (body === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(body);
  });
  await new Promise((listening) => { server.listen(0, '127.0.0.1', listening); });
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}
