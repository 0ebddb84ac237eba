// The browser's side of working without a network: registers the service worker (sw.js) once the program runs, hears
// of new versions, and keeps the browser's offer to install. The program (src/platform/offline.rs) reads
// `landfallOffline`, is told of changes by the event `landfall:offline`, and decides what is shown. A script of its
// own because in the program every one of these browser objects would need bindings, and a visitor would pay for them.
(() => {
  const meta = document.querySelector('meta[name="landfall-version"]');
  const version = meta ? meta.content : '';
  const scope = new URL('./', location.href).href.split(/[?#]/)[0];
  const HOUR = 3600000;
  const typed = new Set();
  let registration = null;
  let running = '';
  let agreed = false;
  let checked = 0;
  let offer = null;

  // none: not kept · insecure: plain http · installing · ready: kept on this device · update: a new version is ready
  const offline = { version, state: window.isSecureContext ? 'none' : 'insecure', offers: false, start, update, install, unsaved };
  window.landfallOffline = offline;

  function tell(change) {
    Object.assign(offline, change);
    window.dispatchEvent(new Event('landfall:offline'));
  }

  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    offer = event;
    tell({ offers: true });
  });
  window.addEventListener('appinstalled', () => {
    offer = null;
    tell({ offers: false });
  });

  function install() {
    // An offer is good for one time.
    if (offer) offer.prompt();
    offer = null;
    tell({ offers: false });
  }

  document.addEventListener('input', ({ target }) => {
    for (const field of typed) if (!field.isConnected) typed.delete(field);
    typed.add(target);
  }, true);

  /** Whether a form holds something typed that is not among the `drafts`. A field outside of forms saves when it is left. */
  function unsaved(drafts) {
    const lost = (field) => field.isConnected && field.closest('form, dialog') && /^(text|textarea|tel|email|url|number|search)$/.test(field.type)
      && field.value.trim() !== '' && !drafts.includes(field.value);
    return [...typed].some(lost);
  }

  /** A lock is held as long as the page is there: so the service worker knows which versions are still running. */
  function hold(name) {
    try {
      navigator.locks.request(`landfall ${scope} ${name}`, { mode: 'shared' }, () => new Promise(() => {})).catch(() => {});
    } catch {
      // No locks here: then there is no service worker either, or one that keeps no old version.
    }
  }
  if (version) hold(`version ${version}`);

  async function start() {
    try {
      const workers = navigator.serviceWorker;
      const frame = window.top !== window || /[?&]embed=1(&|$)/.test(location.search);
      const spare = navigator.connection && navigator.connection.saveData;
      if (!version || !workers || frame) return;
      hold('stands');
      if (spare && !workers.controller) return;
      workers.addEventListener('controllerchange', () => (agreed ? reload() : ask()));
      workers.addEventListener('message', ({ data }) => {
        if (data && typeof data.landfall === 'string') running = data.landfall;
        look();
      });
      workers.startMessages();
      // What the first view needs comes first.
      if (!workers.controller) await quiet();
      await check();
      ask();
      window.addEventListener('online', check);
      document.addEventListener('visibilitychange', hourly);
      setInterval(hourly, HOUR);
    } catch {
      // Reading `navigator.serviceWorker` alone may throw where the browser denies it.
    }
  }

  /** Waits until the first view is there, and the page has nothing else to do. */
  async function quiet() {
    const pause = () => new Promise((resolve) => { setTimeout(resolve, 1000); });
    const idle = window.requestIdleCallback || ((call) => setTimeout(call, 2000));
    do await pause(); while (!document.querySelector('main h1') || document.querySelector('main [aria-busy="true"]'));
    await new Promise((resolve) => { idle(resolve, { timeout: 5000 }); });
  }

  function hourly() {
    if (document.visibilityState === 'visible' && performance.now() - checked >= HOUR) check();
  }

  /** Looks for a new version; tries once more where the first could not be kept. */
  async function check() {
    checked = performance.now();
    try {
      if (registration && registration.active) {
        await registration.update();
        return;
      }
      // Nothing comes of it where the browser refuses quietly.
      registration = (await navigator.serviceWorker.register('sw.js', { updateViaCache: 'none' })) || null;
      if (!registration) return;
      registration.addEventListener('updatefound', follow);
      follow();
      if (registration.active) await registration.update();
    } catch {
      // No network, or denied: the app works without.
    }
  }

  function follow() {
    const coming = registration.installing;
    if (coming) coming.addEventListener('statechange', look);
    look();
  }

  /** Asks the worker that serves this page which version it is. */
  function ask() {
    const { controller } = navigator.serviceWorker;
    if (controller) controller.postMessage('version');
    look();
  }

  function look() {
    if (!registration) return;
    const { installing, waiting, active } = registration;
    // Another tab has brought the new version in: this one runs on, on the files of its own version.
    const replaced = navigator.serviceWorker.controller && running && running !== version;
    let state = installing ? 'installing' : 'none';
    if (active) state = (waiting || replaced) ? 'update' : 'ready';
    if (state !== offline.state) tell({ state });
  }

  function update() {
    agreed = true;
    const waiting = registration && registration.waiting;
    if (!waiting) {
      reload();
      return;
    }
    waiting.addEventListener('statechange', () => waiting.state === 'activated' && reload());
    waiting.postMessage('take over');
  }

  let reloading = false;
  function reload() {
    if (!reloading) location.reload();
    reloading = true;
  }
})();
