// Serves the page of vis-timeline on a port of its own: the same machine, the same browser, the same events.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';

const here = (name) => new URL(name, import.meta.url);
const library = (name) => new URL(`../../../node_modules/vis-timeline/${name}`, import.meta.url);

/** `events`: the path of a .landfall file. Gives the page's address and `close`. */
export async function serveVis(events) {
  const files = {
    '/': [here('index.html'), 'text/html'],
    '/empty': [here('empty.html'), 'text/html'],
    '/page.js': [here('page.js'), 'text/javascript'],
    '/vis.js': [library('standalone/umd/vis-timeline-graph2d.min.js'), 'text/javascript'],
    '/vis.css': [library('styles/vis-timeline-graph2d.min.css'), 'text/css'],
    '/events.json': [events, 'application/json'],
  };
  const server = createServer(async (request, response) => {
    const [file, type] = files[new URL(request.url, 'http://x').pathname] ?? [];
    if (!file) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(await readFile(file));
  });
  await new Promise((listening) => { server.listen(0, '127.0.0.1', listening); });
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}
