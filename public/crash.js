// What the reader sees when the program itself fails: what happened, a way to take the data along, and a way to go
// on. A script of its own, and not part of the program, because it must work when the program can do nothing any
// more: after a panic in the middle of a change, without stack, without memory. It asks nothing of the program.
// The program (src/platform/crash.rs) tells it of a panic, and keeps in `landfallUnsaved` what the storage does not
// hold. Loaded before the program, after the page: it delays neither.
(() => {
  // The texts of `crash` in locales/*.json: build.rs stops the build where they differ.
  const TEXTS = {
    "zh-CN": {
      "title": "程序出错，已经停下",
      "saved": "此前存下的都还在，只有最后一步可能没有存上。",
      "go_on": "重新载入就能接着做。也可以先下载一份数据，没填完的内容也在里面。",
      "unsaved": "有些内容还没有存进本机，重新载入就没有了。请先下载数据，没填完的内容也在里面。",
      "download": "下载我的数据",
      "reload": "重新载入",
      "downloaded": "已下载",
      "not_downloaded": "没能下载，请再试一次",
      "details": "技术信息",
      "copy": "复制",
      "copied": "已复制",
      "not_copied": "没能复制，请选中上面的文字"
    },
    "en": {
      "title": "The program failed and has stopped",
      "saved": "What was saved is still there; only the last step may be missing.",
      "go_on": "Reload to go on. You can download a copy of your data first; it includes what you were typing.",
      "unsaved": "Some of your work is not saved on this device and is gone after a reload. Download your data first; it includes what you were typing.",
      "download": "Download my data",
      "reload": "Reload",
      "downloaded": "Downloaded",
      "not_downloaded": "It could not be downloaded. Try once more.",
      "details": "Technical details",
      "copy": "Copy",
      "copied": "Copied",
      "not_copied": "It could not be copied. Select the text above."
    }
  };

  const PREFIX = 'landfall/';
  const root = document.documentElement;
  const unsaved = new Map();
  window.landfallUnsaved = unsaved;
  // Ten frames, the usual limit, may all belong to whatever the program was calling: see `isFatal`.
  Error.stackTraceLimit = 100;

  let dialog = null;

  // What happens to the window itself reaches its listeners in the order they came: ours must be the first. The rest
  // goes by the window on its way down, and is listened to when there is a reason.
  for (const name of ['hashchange', 'popstate', 'storage', 'message', 'resize', 'focus', 'blur', 'online', 'offline', 'pagehide', 'pageshow', 'beforeunload']) {
    listen(name);
  }

  window.addEventListener('landfall:panic', (event) => fail(String(event.detail), new Error().stack));
  window.addEventListener('error', (event) => {
    if (isFatal(event.error)) fail(String(event.error), event.error.stack);
  });
  window.addEventListener('unhandledrejection', ({ reason }) => {
    // Only what can't be anything else: the program ignores promises whose failure does not matter.
    if (isTrap(reason)) fail(String(reason), reason.stack);
  });

  /** How many frames of a stack are WebAssembly's; every engine calls them so. */
  function frames(stack) {
    return (String(stack).match(/wasm-function/g) || []).length;
  }

  /** Memory, stack or `unreachable`: WebAssembly itself has given up. */
  function isTrap(error) {
    if (!(error instanceof Error) || /-extension:\/\//.test(error.stack)) return false;
    if (error instanceof WebAssembly.RuntimeError) return true;
    // The stack's end is an error of JavaScript's, anybody's: ours if WebAssembly filled it.
    return /call stack|recursion/i.test(error.message) && frames(error.stack) > 0;
  }

  /** Whether this error has left the program in a state nobody knows. */
  function isFatal(error) {
    if (isTrap(error)) return true;
    if (!(error instanceof Error || error instanceof DOMException) || /-extension:\/\//.test(error.stack)) return false;
    // An event came to a listener that had just been removed: said before anything of ours runs.
    if (/closure invoked recursively/.test(error.message)) return false;
    // Something the program called has thrown, and the error went through the program without undoing anything.
    // Not so where the program only caused an event, and somebody else's listener failed: then it goes on, and its
    // frames are still on the stack now.
    return frames(error.stack) > frames(new Error().stack);
  }

  function fail(message, stack) {
    if (dialog) return;
    const typed = attempt(typedText, []);
    dialog = document.createElement('dialog');
    try {
      silence();
      show(message, stack, typed);
    } catch (error) {
      // What is wrong with the page may pass: the next failure tries again.
      dialog.remove();
      dialog = null;
      throw error;
    }
  }

  function attempt(action, otherwise) {
    try {
      return action();
    } catch {
      return otherwise;
    }
  }

  /** From now on no event reaches the program: a second step on broken state could save something broken. */
  function silence() {
    const names = new Set(['focusin', 'focusout', 'compositionstart', 'compositionupdate', 'compositionend', 'fullscreenchange']);
    for (const name in window) if (name.startsWith('on')) names.add(name.slice(2));
    // Our own listeners, and the errors that follow from the first: the console has them.
    for (const name of ['error', 'unhandledrejection', 'rejectionhandled']) names.delete(name);
    for (const name of names) listen(name);
    // Nor does a timer. Numbers are given one after the other; a tab has no more than this.
    const last = Number(setTimeout(() => {}));
    const end = (stop, number) => {
      try {
        stop(number);
      } catch {
        // A number of another kind: whatever stands in for the clock may mind.
      }
    };
    for (let n = 0; n < 50000; n += 1) end(clearTimeout, last - n);
    const frame = requestAnimationFrame(() => {});
    for (let n = 0; n < 1000; n += 1) end(cancelAnimationFrame, frame - n);
  }

  function listen(name) {
    window.addEventListener(name, seize, { capture: true, passive: /^(wheel|mousewheel|touch|scroll)/.test(name) });
  }

  /** The only listener left. What is ours is done here, as it goes no further either. */
  function seize(event) {
    if (!dialog) return;
    event.stopImmediatePropagation();
    if (event.type === 'keydown' && event.key === 'Escape') event.preventDefault();
    if (!(event.target instanceof Node && dialog.contains(event.target))) {
      if (event.type === 'focusin') focus(buttons()[0]);
      return;
    }
    if (event.type === 'cancel') event.preventDefault();
    if (event.type === 'close') open();
    if (event.type === 'keydown' && event.key === 'Tab') turn(event);
    if (event.type === 'click') {
      const button = event.target.closest('button');
      if (button) button.landfallAction();
    }
  }

  /** Everything in the dialog that acts, in order. */
  function buttons() {
    return [...dialog.querySelectorAll('button, summary, pre')].filter((element) => !element.closest('details:not([open]) > :not(summary)'));
  }

  function focus(element) {
    if (element) element.focus();
  }

  /** Tab stays in the dialog. */
  function turn(event) {
    const all = buttons();
    const at = all.indexOf(document.activeElement);
    if (event.shiftKey ? at <= 0 : at === all.length - 1) {
      event.preventDefault();
      focus(all[event.shiftKey ? all.length - 1 : 0]);
    }
  }

  function show(message, stack, typed) {
    const texts = /^zh/i.test(root.lang) ? TEXTS['zh-CN'] : TEXTS.en;
    const add = (parent, name, className, text) => {
      const element = document.createElement(name);
      element.className = className;
      if (text) element.textContent = text;
      return parent.appendChild(element);
    };
    const button = (parent, look, text, action) => {
      const element = add(parent, 'button', 'button', text);
      element.type = 'button';
      element.dataset.look = look;
      element.landfallAction = action;
      return element;
    };
    const version = root.dataset.version || '';
    const technical = [`Landfall ${version}`, message, ...lines(message, stack), navigator.userAgent].join('\n');
    // The settings alone are nobody's work.
    const endangered = [...unsaved.keys()].some((key) => !key.endsWith('/settings'));

    dialog.className = 'dialog crash';
    dialog.lang = texts === TEXTS.en ? 'en' : 'zh-CN';
    dialog.setAttribute('role', 'alertdialog');
    dialog.setAttribute('aria-modal', 'true');
    dialog.setAttribute('aria-labelledby', 'crash-title');
    dialog.setAttribute('aria-describedby', 'crash-text');
    dialog.setAttribute('closedby', 'none');
    add(dialog, 'h2', 'dialog__title crash__title', texts.title).id = 'crash-title';
    const text = add(dialog, 'div', 'crash__text', '');
    text.id = 'crash-text';
    if (!endangered) add(text, 'p', '', texts.saved);
    add(text, 'p', '', endangered ? texts.unsaved : texts.go_on);
    const actions = add(dialog, 'div', 'crash__actions', '');
    const status = add(dialog, 'p', 'crash__status', '');
    status.setAttribute('role', 'status');
    const download = button(actions, endangered ? 'primary' : 'outline', texts.download, () => {
      const name = attempt(() => save(rescue(technical, version, typed)), null);
      status.textContent = name ? `${texts.downloaded} ${name}` : texts.not_downloaded;
    });
    const reload = button(actions, endangered ? 'outline' : 'primary', texts.reload, () => location.reload());
    download.dataset.size = reload.dataset.size = 'large';

    const details = add(dialog, 'details', 'crash__details', '');
    add(details, 'summary', 'crash__summary', texts.details);
    const pre = add(details, 'pre', 'crash__technical', technical);
    // It scrolls: the keyboard must reach it, and a name must say what it is.
    pre.tabIndex = 0;
    pre.setAttribute('role', 'region');
    pre.setAttribute('aria-label', texts.details);
    const copied = button(details, 'outline', texts.copy, () => {
      copy(technical, pre).then((done) => {
        copied.textContent = done ? texts.copied : texts.copy;
        status.textContent = done ? '' : texts.not_copied;
      });
    });

    for (const element of document.body.children) element.inert = true;
    document.body.appendChild(dialog);
    open();
    focus(download);
  }

  function open() {
    try {
      // Above everything, dialogs of the program included.
      dialog.showModal();
    } catch {
      dialog.setAttribute('open', '');
    }
  }

  /** The frames of a stack without its first lines, which repeat the message. */
  function lines(message, stack) {
    const known = new Set(message.split('\n'));
    return String(stack || '').split('\n').filter((line) => !known.has(line) && /:\d|wasm/.test(line)).slice(0, 30);
  }

  /** What people have typed into the page's fields; no passphrase, even while it is shown. */
  function typedText() {
    const skipped = /^(hidden|password|file|checkbox|radio|button|submit|reset|image|range|color)$/;
    const clean = (text) => (text || '').replace(/\s+/g, ' ').trim();
    return [...document.querySelectorAll('input, textarea')]
      .filter((field) => field.value !== '' && !skipped.test(field.type) && !/password/.test(field.autocomplete))
      .map((field) => {
        const by = (field.getAttribute('aria-labelledby') || '').split(/\s+/).map((id) => document.getElementById(id)).filter(Boolean);
        const names = [by.map((element) => element.textContent).join(' '), field.getAttribute('aria-label'), field.labels && field.labels[0] && field.labels[0].textContent, field.placeholder, field.name, field.id];
        return { label: whole(names.map(clean).find(Boolean) || ''), value: whole(field.value) };
      });
  }

  /** The rescue file: everything of ours as it is stored, read without understanding it. */
  function rescue(failure, version, typed) {
    const all = new Map();
    attempt(() => {
      for (const key of Object.keys(localStorage)) {
        const value = key.startsWith(PREFIX) ? localStorage.getItem(key) : null;
        if (value !== null) all.set(key, value);
      }
    });
    for (const [key, value] of unsaved) all.set(key, value);
    const file = { app: 'landfall', schema: 1, at: new Date().toISOString(), version, failure: whole(failure), rescue: {}, typed };
    for (const [key, value] of all) {
      if (whole(value) === value) file.rescue[key] = value;
      // A damaged value need not be text at all, and one such would make the whole file unreadable: as numbers.
      else (file.units = file.units || {})[key] = Array.from({ length: value.length }, (_, at) => value.charCodeAt(at));
    }
    return file;
  }

  /** Text that can be written down: half a surrogate pair can't. */
  function whole(text) {
    return attempt(() => (encodeURIComponent(text), text), null)
      || Array.from(text, (letter) => (/^[\ud800-\udfff]$/.test(letter) ? '\ufffd' : letter)).join('');
  }

  /** Hands the file to the browser; gives its name. */
  function save(content) {
    const now = new Date();
    const two = (number) => String(number).padStart(2, '0');
    const day = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
    const name = `landfall-rescue-${day}-${two(now.getHours())}${two(now.getMinutes())}.landfall`;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([`${JSON.stringify(content, null, 1)}\n`], { type: 'application/json' }));
    link.download = name;
    // Not in the page: its click would be seized. The address is never given back: the page has no more to do.
    link.click();
    return name;
  }

  async function copy(text, element) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // No clipboard on plain http. What is selected can be copied in the old way, and by hand.
      const selection = getSelection();
      selection.selectAllChildren(element);
      return attempt(() => document.execCommand('copy'), false);
    }
  }
})();
