// The hands that work a page: WebDriver's commands for Firefox and WebKit, Playwright's for Chromium.

const KEYS = {
  Enter: '\ue007', Escape: '\ue00c', Tab: '\ue004', Space: ' ', Delete: '\ue017', Backspace: '\ue003',
  ArrowLeft: '\ue012', ArrowUp: '\ue013', ArrowRight: '\ue014', ArrowDown: '\ue015', Home: '\ue011', End: '\ue010',
  Control: '\ue009', Shift: '\ue008', Alt: '\ue00a', F2: '\ue032',
};
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** A session of WebDriver, over either wire. */
export function driven(wire, { type = 'tab' } = {}) {
  const script = (body) => wire.send('script', { script: body, args: [] });
  const element = async (expression) => {
    const found = await script(`arguments[0](${expression});`);
    if (!found) throw new Error(`${expression} is not there`);
    return found[ELEMENT];
  };
  return {
    open: (url) => wire.send('open', { url }),
    reload: () => wire.send('refresh'),
    async run(body) {
      const answer = await script(
        `const done = arguments[0]; (async () => { ${body} })().then((value) => done({ value: value ?? null }), (error) => done({ error: String(error) }));`,
      );
      if (answer.error) throw new Error(answer.error);
      return answer.value;
    },
    async pointer(steps) {
      const actions = steps.map(([kind, x, y]) => {
        if (kind === 'move') return { type: 'pointerMove', x, y, duration: 0, origin: 'viewport' };
        if (kind === 'wait') return { type: 'pause', duration: x };
        return { type: kind === 'down' ? 'pointerDown' : 'pointerUp', button: 0 };
      });
      await wire.send('actions', { actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }] });
    },
    async press(keys) {
      const values = keys.map((key) => KEYS[key] ?? key);
      const down = values.map((value) => ({ type: 'keyDown', value }));
      const up = values.toReversed().map((value) => ({ type: 'keyUp', value }));
      await wire.send('actions', { actions: [{ type: 'key', id: 'keys', actions: [...down, ...up] }] });
    },
    async type(text) {
      await wire.send('type', { id: await element('document.activeElement'), text, value: [...text] });
    },
    async upload(css, path) {
      await wire.send('type', { id: await element(`document.querySelector(${JSON.stringify(css)})`), text: path, value: [...path] });
    },
    picture: async () => Buffer.from(await wire.send('picture', { full: false }), 'base64'),
    async tab() {
      const before = await wire.send('window');
      const { handle } = await wire.send('newWindow', { type });
      await wire.send('toWindow', { handle });
      return before;
    },
    to: (handle) => wire.send('toWindow', { handle }),
    close: () => wire.send('closeWindow'),
  };
}

/** Playwright's browser context. */
export async function played(context) {
  let page = await context.newPage();
  return {
    open: (url) => page.goto(url),
    reload: () => page.reload(),
    run: (body) => page.evaluate(`(async () => { ${body} })()`),
    async pointer(steps) {
      for (const [kind, x, y] of steps) {
        if (kind === 'move') await page.mouse.move(x, y);
        else if (kind === 'wait') await page.waitForTimeout(x);
        else await page.mouse[kind]();
      }
    },
    press: (keys) => page.keyboard.press(keys.join('+')),
    type: (text) => page.keyboard.type(text),
    upload: (css, path) => page.setInputFiles(css, path),
    picture: () => page.screenshot(),
    async tab() {
      const before = page;
      page = await context.newPage();
      return before;
    },
    to: (other) => { page = other; },
    close: () => page.close(),
  };
}
