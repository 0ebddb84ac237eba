// A page in whatever engine: the few things that the flows do with it. Elements are named as people and screen readers
// name them; clicks and keys are the engine's own, not events made by a script.

const PATIENCE = 10_000;

/** Runs in the page. The elements in sight of a role (or a selector) with this name (text, or `/source/`). */
function pick({ role, css, name, within }) {
  const selectors = {
    button: 'button, [role="button"]', link: 'a[href]', menuitem: '[role^="menuitem"]', dialog: 'dialog[open], [role="dialog"]',
    textbox: 'input, textarea', listitem: 'li, [role="listitem"]', region: 'section, [role="region"]', list: 'ul, ol, [role="list"]',
    heading: 'h1, h2, h3', complementary: 'aside', status: '[role="status"]',
  };
  const squeeze = (text) => (text ?? '').replace(/\s+/g, ' ').trim();
  const nameOf = (one) => {
    const by = one.getAttribute('aria-labelledby');
    if (by) return squeeze(by.split(' ').map((id) => document.getElementById(id)?.textContent).join(' '));
    return squeeze(one.getAttribute('aria-label') ?? one.labels?.[0]?.innerText ?? one.innerText);
  };
  const fits = (text) => {
    if (name === undefined) return true;
    const pattern = name.match(/^\/(.*)\/$/s);
    return pattern ? new RegExp(pattern[1]).test(text) : text === name;
  };
  const scope = within ? pick(within)[0] : document;
  if (!scope) return [];
  return [...scope.querySelectorAll(css ?? selectors[role])].filter((one) => one.checkVisibility() && fits(nameOf(one)));
}

/** Runs in the page. Where the middle of the element is, if it is at rest and nothing lies over it. */
async function middle(what) {
  const [one] = pick(what);
  if (!one) return null;
  const place = () => { const { x, y, width, height } = one.getBoundingClientRect(); return [x, y, width, height]; };
  one.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
  const before = place();
  await new Promise((resolve) => setTimeout(resolve, 40));
  const [x, y, width, height] = place();
  if (width === 0 || String(before) !== String([x, y, width, height])) return null;
  const at = [Math.round(x + width / 2), Math.round(y + height / 2)];
  const top = document.elementFromPoint(...at);
  return top && (one.contains(top) || top.contains(one)) ? at : null;
}

const told = (what) => (typeof what === 'string' ? { css: what } : what);

export class Page {
  #hand;
  #home;

  constructor(hand, home) {
    this.#hand = hand;
    this.#home = home;
  }

  /** Opens an address under the page's own with a storage that holds only these settings. */
  async fresh(hash, settings = {}) {
    // A file of the same origin that does not start the app: what is stored there, the app finds when it starts.
    await this.#hand.open(new URL('data/published.json', this.#home).href);
    await this.run((kept) => {
      localStorage.clear();
      localStorage.setItem('landfall/1/settings', kept);
    }, JSON.stringify({ lang: 'zh-CN', theme: 'light', who: '专员甲', unit: '一战区', ...settings }));
    await this.open(hash);
  }

  async open(hash) {
    await this.#hand.open(new URL(hash, this.#home).href);
    await this.#watch();
    await this.see('main h1');
  }

  /** To another place of the page without loading it anew. */
  async go(hash, sign = 'main h1') {
    await this.run((to) => { location.hash = to; }, hash);
    await this.see(sign);
  }

  async reload() {
    await this.#hand.reload();
    await this.#watch();
    await this.see('main h1');
  }

  /** From here on the page notes what goes wrong in it. */
  #watch() {
    return this.run(() => {
      globalThis.wrong = [];
      const note = (text) => globalThis.wrong.push(text);
      addEventListener('error', (event) => note(`error: ${event.message ?? event.target?.src}`), true);
      addEventListener('unhandledrejection', (event) => note(`rejection: ${event.reason}`));
      document.addEventListener('securitypolicyviolation', (event) => note(`policy: ${event.violatedDirective} ${event.blockedURI}`));
      const { error } = console;
      console.error = (...words) => { note(`console: ${words.join(' ')}`); error.apply(console, words); };
      return document.documentElement.dataset.crashed;
    });
  }

  /** What went wrong in the page since it was opened. */
  wrong() {
    return this.run(() => globalThis.wrong ?? []);
  }

  run(does, ...given) {
    const known = `${pick}\n${middle}`;
    return this.#hand.run(`${known}\nreturn await (${does})(...${JSON.stringify(given)});`);
  }

  /** Asks the page again and again, until it answers with something true; gives the answer. */
  async until(words, does, ...given) {
    const end = Date.now() + PATIENCE;
    for (;;) {
      const answer = await this.run(does, ...given);
      if (answer) return answer;
      if (Date.now() > end) throw new Error(`waited in vain: ${words}`);
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  }

  see(what, least = 1) {
    return this.until(`to see ${JSON.stringify(what)}`, (what, least) => pick(what).length >= least, told(what), least);
  }

  gone(what) {
    return this.until(`not to see ${JSON.stringify(what)}`, (what) => pick(what).length === 0, told(what));
  }

  count(what) {
    return this.run((what) => pick(what).length, told(what));
  }

  /** The words of an element, once they fit. */
  words(what, pattern) {
    return this.until(`${JSON.stringify(what)} to say ${pattern}`, (what, source) => {
      const words = pick(what).map((one) => (one.innerText ?? '').trim()).join('\n');
      return new RegExp(source).test(words) && words;
    }, told(what), pattern.source);
  }

  /** The value of a field, once it fits. */
  value(what, pattern) {
    return this.until(`${JSON.stringify(what)} to hold ${pattern}`, (what, source) => {
      const [one] = pick(what);
      return one && new RegExp(source).test(one.value);
    }, told(what), pattern.source);
  }

  /** The focus to be on it. */
  focused(what) {
    return this.until(`${JSON.stringify(what)} to have the focus`, (what) => pick(what).includes(document.activeElement), told(what));
  }

  focus(what) {
    return this.until(`to focus ${JSON.stringify(what)}`, (what) => {
      const [one] = pick(what);
      one?.focus();
      return one && document.activeElement === one;
    }, told(what));
  }

  middle(what) {
    return this.until(`${JSON.stringify(what)} to be in reach`, (what) => middle(what), told(what));
  }

  async click(what) {
    await this.#hand.pointer([['move', ...(await this.middle(what))], ['down'], ['up']]);
  }

  async twice(what) {
    await this.#hand.pointer([['move', ...(await this.middle(what))], ['down'], ['up'], ['down'], ['up']]);
  }

  pointer(steps) {
    return this.#hand.pointer(steps);
  }

  /** Keys such as `Enter` or `Control+z`, one after the other. */
  async press(...keys) {
    for (const key of keys) await this.#hand.press(key.split('+'));
  }

  /** Writes where the focus is. */
  type(text) {
    return this.#hand.type(text);
  }

  async fill(what, text) {
    await this.click(what);
    await this.focused(what);
    await this.press('Control+a');
    await this.type(text);
  }

  upload(css, path) {
    return this.#hand.upload(css, path);
  }

  /** A PNG. */
  picture() {
    return this.#hand.picture();
  }

  /** Another tab of the same browser; from then on the page is it. Gives the handle of the tab that it was. */
  async tab() {
    return this.#hand.tab();
  }

  to(tab) {
    return this.#hand.to(tab);
  }

  close() {
    return this.#hand.close();
  }
}
