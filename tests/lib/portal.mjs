// The demo portal, served from an origin of its own: another port, and another host's name than Landfall's.
import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../portal/', import.meta.url));
const TYPES = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript' };

/**
 * Starts the portal; gives its origins and how to end it. From `origin`, another site, a browser that blocks cookies of
 * others denies storage; from `near`, the same site on another port, it does not.
 */
export async function startPortal() {
  const server = createServer(({ url }, answer) => {
    const name = new URL(url, 'http://portal').pathname.slice(1) || 'index.html';
    const file = join(FOLDER, name);
    if (!/^[\w-]+\.\w+$/.test(name) || !existsSync(file)) return answer.writeHead(404).end();
    answer.writeHead(200, { 'content-type': TYPES[extname(name)] });
    return createReadStream(file).pipe(answer);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  return { origin: `http://localhost:${port}`, near: `http://127.0.0.1:${port}`, stop: () => server.close() };
}

/** The portal's address with a frame for each of `embeds`: the attributes of the element. */
export function portalAddress(origin, site, ...embeds) {
  const address = new URL(origin);
  address.searchParams.set('site', site);
  for (const attributes of embeds) address.searchParams.append('embed', new URLSearchParams(attributes).toString());
  return address.href;
}
