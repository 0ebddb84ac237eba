// Landfall in a page of yours: README.md, "Embed".
(() => {
const base = new URL('.', (document.currentScript || location).src || location).href;
const told = { theme: 'auto', lang: null, accent: '' };
const asked = ['view', 'chrome', ...Object.keys(told)];

class Embed extends HTMLElement {
  static get observedAttributes() { return ['src', 'height', 'sandbox', ...asked]; }

  connectedCallback() {
    addEventListener('message', this);
    this._open();
  }

  disconnectedCallback() {
    removeEventListener('message', this);
    this._frame.remove();
    this._frame = null;
    this._queue = [];
  }

  attributeChangedCallback(name, old, value) {
    if (!this._frame || old === value) return;
    if (name in told) this.configure({ [name]: value || told[name] });
    else if (name === 'height') this._fit(value);
    else this._open();
  }

  configure(wanted) { this._say('configure', wanted); }
  navigate(hash) { this._say('navigate', { hash }); }
  load(data) { this._say('load', { data }); }

  _open() {
    const get = (name) => this.getAttribute(name);
    const url = new URL(get('src') || base, document.baseURI);
    const set = (name, value) => value && url.searchParams.set(name, value);
    for (const name of asked) set(name, get(name));
    set('embed', 1);
    set('parentOrigin', origin);
    const frame = document.createElement('iframe');
    const sandbox = get('sandbox');
    if (sandbox !== null) frame.sandbox = sandbox;
    // A sandboxed page has no origin to name.
    const opaque = sandbox !== null && !/allow-same-origin/.test(sandbox);
    this._from = opaque ? 'null' : url.origin;
    this._to = opaque ? '*' : url.origin;
    this._queue = this._queue || [];
    frame.title = this.title || 'Landfall 落地';
    frame.loading = 'lazy';
    frame.style.cssText = 'display:block;width:100%;border:0';
    frame.src = url;
    if (this._frame) this._frame.remove();
    this._frame = frame;
    this._fit(get('height'));
    this.append(frame);
  }

  _fit(height) { this._frame.style.height = `${height > 0 ? height : 480}px`; }

  _say(type, more) {
    if (this._queue !== null) return void (this._queue = this._queue || []).push([type, more]);
    const n = this._n = (this._n || 0) + 1;
    this._frame.contentWindow.postMessage({ app: 'landfall', v: 1, n, type, ...more }, this._to);
  }

  handleEvent({ source, origin, data }) {
    if (source !== this._frame.contentWindow || origin !== this._from || data?.app !== 'landfall') return;
    const { type } = data;
    if (type === 'resize' && !this.hasAttribute('height')) this._fit(data.height);
    if (!/^(ready|navigate|error)$/.test(type)) return;
    if (type === 'ready') {
      const queue = this._queue || [];
      this._queue = null;
      for (const said of queue) this._say(...said);
    }
    this.dispatchEvent(new CustomEvent(`landfall-${type}`, { detail: data }));
  }
}

if (!customElements.get('landfall-embed')) customElements.define('landfall-embed', Embed);
})();
