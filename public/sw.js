// The service worker: after one visit, the whole app without a network. `cargo xtask build` puts in the version and
// the files, each with the hash of its content; without them (in development) the worker takes itself away.
const VERSION = '';
const FILES = [];

const SCOPE = self.registration.scope;
// One origin may hold the app in several folders.
const OURS = `landfall ${SCOPE} `;
const CACHE = OURS + VERSION;
// Names that change with the content: such a file is the right one, whichever version kept it.
const NAMED_BY_CONTENT = /-[0-9a-f]{16}(_bg)?\.\w+$/;
// May be replaced on the server without a build.
const PUBLISHED = 'data/published.json';
const PATIENCE = 3000;

/** The locks that pages of ours hold: `version X` as long as they are there, `stands` once their program runs. */
async function held() {
  // Without locks, as if a program ran: the new version then waits to be asked for.
  if (!navigator.locks) return ['stands'];
  const state = await navigator.locks.query();
  return state.held.filter(({ name }) => name.startsWith(OURS)).map(({ name }) => name.slice(OURS.length));
}

async function ours() {
  return (await caches.keys()).filter((name) => name.startsWith(OURS));
}

/** A kept file: this version's, else an older one's or a coming one's, which only names by content ask for. */
async function kept(path) {
  const url = new URL(path, SCOPE).href;
  try {
    for (const name of [CACHE, ...(await ours())]) {
      const found = await caches.match(url, { cacheName: name, ignoreVary: true });
      if (found) return found;
    }
  } catch {
    // What is kept can't be read: the server has it, too.
  }
  return undefined;
}

async function install() {
  if (!FILES.length) return self.skipWaiting();
  try {
    const cache = await caches.open(CACHE);
    // One after the other: the page may still be working.
    for (const [path, integrity] of FILES) {
      const url = new URL(path, SCOPE).href;
      const lasting = NAMED_BY_CONTENT.test(path);
      const known = lasting && (await kept(path));
      // A file of another build, in the middle of an upload, or an error page: then nothing is taken at all. What the
      // page has just loaded under a lasting name is not loaded again.
      const found = known || (await fetch(url, { integrity: integrity || '', cache: lasting ? 'default' : 'no-cache' }));
      if (!found.ok) throw new Error(`${path}: ${found.status}`);
      // An answer that was redirected may not be shown as a page.
      await cache.put(url, found.redirected ? new Response(await found.blob(), { headers: found.headers }) : found);
    }
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
  // Where no program runs there is nothing to lose, and perhaps the old version is the one that does not start.
  if (!(await held()).includes('stands')) await self.skipWaiting();
}

async function activate() {
  if (!FILES.length) {
    for (const name of await ours()) await caches.delete(name);
    return self.registration.unregister();
  }
  await self.clients.claim();
  return tidy();
}

/** Old versions go once no page runs them. */
async function tidy() {
  const running = (await held()).map((name) => name.replace(/^version /, OURS));
  for (const name of await ours()) {
    const waiting = self.registration.waiting || self.registration.installing;
    if (name !== CACHE && !running.includes(name) && !waiting) await caches.delete(name);
  }
}

/** The server's, where it answers soon; else the one that is kept. */
async function published(url) {
  const answer = fetch(url, { cache: 'no-cache' }).then(async (found) => {
    if (found.ok && !found.redirected) {
      const copy = found.clone();
      // Without room the answer is as good.
      await caches.open(CACHE).then((cache) => cache.put(url, copy)).catch(() => {});
    }
    return found;
  });
  const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE); });
  const soon = await Promise.race([answer.catch(() => undefined), late]);
  return soon && soon.ok ? soon : (await kept(PUBLISHED)) || answer;
}

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('message', (event) => {
  if (event.data === 'take over') self.skipWaiting();
  if (event.data !== 'version' || !event.source) return;
  event.source.postMessage({ landfall: VERSION });
  event.waitUntil(tidy());
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  // What stands behind ? is the page's affair.
  const [address] = request.url.split(/[?#]/);
  if (!FILES.length || request.method !== 'GET' || !address.startsWith(SCOPE)) return;
  const path = address.slice(SCOPE.length);
  if (request.mode === 'navigate') {
    // Other pages of this folder are not ours.
    if (path !== '' && path !== 'index.html') return;
    event.respondWith(kept('').then((page) => page || fetch(request)));
  } else if (path === PUBLISHED) {
    event.respondWith(published(address));
  } else if (NAMED_BY_CONTENT.test(path) || FILES.some(([name]) => name === path)) {
    event.respondWith(kept(path).then((file) => file || fetch(request)));
  }
});
