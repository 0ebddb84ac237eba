// <landfall-embed>: Landfall in a page of yours. README.md, "Embed", says how.
(() => {
  const base = new URL('./', (document.currentScript || location).src || location).href;
  const told = { theme: 'auto', lang: undefined, accent: '' };
  const asked = ['view', 'chrome', ...Object.keys(told)];

  class Embed extends HTMLElement {
    static get observedAttributes() {
      return ['src', 'hash', 'height', 'sandbox', 'title', ...asked];
    }

    connectedCallback() {
      this._n = this._n || 0;
      this._on = this._on || ((event) => this._heard(event));
      window.addEventListener('message', this._on);
      this._open();
    }

    disconnectedCallback() {
      window.removeEventListener('message', this._on);
      this._frame.remove();
      this._frame = null;
    }

    attributeChangedCallback(name, old, value) {
      if (!this._frame || old === value) return;
      if (name in told) this.configure({ [name]: value || told[name] });
      else if (name === 'hash') this.navigate(value || '#/');
      else if (name === 'height' || name === 'title') this._dress();
      else this._open();
    }

    configure(wanted) { this._say('configure', wanted); }
    navigate(hash) { this._say('navigate', { hash }); }
    load(data) { this._say('load', { data }); }

    _open() {
      const get = (name) => this.getAttribute(name);
      const url = new URL(get('src') || base, document.baseURI);
      const sandbox = get('sandbox');
      // A sandboxed page has no origin: its messages come from 'null', and none can be named to send them to.
      const opaque = sandbox !== null && !/\ballow-same-origin\b/.test(sandbox);
      this._from = opaque ? 'null' : url.origin;
      this._to = opaque ? '*' : url.origin;
      url.searchParams.set('embed', 1);
      url.searchParams.set('parentOrigin', location.origin);
      for (const name of asked) if (get(name)) url.searchParams.set(name, get(name));
      if (get('hash')) url.hash = get('hash');
      if (this._frame) this._frame.remove();
      const frame = this._frame = document.createElement('iframe');
      if (sandbox !== null) frame.setAttribute('sandbox', sandbox);
      frame.loading = 'lazy';
      frame.allow = 'fullscreen';
      frame.src = url;
      this._queue = [];
      this._dress();
      this.append(frame);
    }

    _dress() {
      this._frame.title = this.getAttribute('title') || 'Landfall 落地';
      const height = parseInt(this.getAttribute('height'), 10) || 480;
      Object.assign(this._frame.style, { display: 'block', width: '100%', border: 0, height: `${height}px` });
    }

    _say(type, more) {
      if (this._queue) this._queue.push([type, more]);
      else this._frame.contentWindow.postMessage({ app: 'landfall', v: 1, n: ++this._n, type, ...more }, this._to);
    }

    _heard({ source, origin, data }) {
      if (source !== this._frame.contentWindow || origin !== this._from || !data || data.app !== 'landfall') return;
      const { type, height } = data;
      if (type === 'resize') {
        // With a height of yours the frame keeps it.
        if (height > 0 && !this.hasAttribute('height')) this._frame.style.height = `${height}px`;
      } else if (/^(ready|navigate|error)$/.test(type)) {
        const queue = this._queue || [];
        if (type === 'ready') this._queue = null;
        if (!this._queue) queue.forEach((said) => this._say(...said));
        this.dispatchEvent(new CustomEvent(`landfall-${type}`, { detail: data, bubbles: true }));
      }
    }
  }

  if (!customElements.get('landfall-embed')) customElements.define('landfall-embed', Embed);
})();
