// When the program itself fails: what the reader sees, what can be taken along, and what must not set it off.
import { readFile } from 'node:fs/promises';
import { test, expect, axe, fixClock, openBoard, openHome } from '../lib/index.mjs';
import { fillStorage } from '../lib/data.mjs';
import { TODAY, capture, cardIn } from '../lib/board.mjs';

const texts = async (lang) => JSON.parse(await readFile(new URL(`../../locales/${lang}.json`, import.meta.url), 'utf8')).crash;
const zh = await texts('zh-CN');

const overlay = (page) => page.getByRole('alertdialog');

/** From now on the browser makes one call of the program's fail in a way the program holds to be impossible: it panics. */
const breakBrowser = (page) => page.evaluate(() => {
  const real = Node.prototype.cloneNode;
  Node.prototype.cloneNode = function () {
    Node.prototype.cloneNode = real;
    const broken = performance.now();
    new MutationObserver((_, observer) => {
      if (!document.querySelector('[role="alertdialog"]')) return;
      window.saidAfter = performance.now() - broken;
      observer.disconnect();
    }).observe(document.documentElement, { childList: true, subtree: true });
    throw new Error('broken on purpose');
  };
});

/** Has the program panic, by the next thing it draws. */
async function panic(page) {
  await breakBrowser(page);
  await page.keyboard.press('?');
  await expect(overlay(page)).toBeVisible();
}

/** Has a listener, not the program, run some code that fails. */
const elsewhere = (page, code) => page.evaluate((code) => {
  const target = new EventTarget();
  target.addEventListener('test', new Function(code));
  target.dispatchEvent(new Event('test'));
}, code);

/** The bytes of a module whose only function, `f`, has this body. */
const moduleOf = (...body) => [
  0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, body.length + 4, 1, body.length + 2, 0, ...body, 11,
];
const callWasm = (page, bytes) => page.evaluate(async (bytes) => {
  const { instance } = await WebAssembly.instantiate(new Uint8Array(bytes));
  const target = new EventTarget();
  target.addEventListener('test', () => instance.exports.f());
  target.dispatchEvent(new Event('test'));
}, bytes);
/** The same in what a promise waits for, where the error is nobody's but the promise's. */
const promiseWasm = (page, bytes) => page.evaluate((bytes) => {
  WebAssembly.instantiate(new Uint8Array(bytes)).then(({ instance }) => { instance.exports.f(); });
}, bytes);
const UNREACHABLE = moduleOf(0);
const ENDLESS = moduleOf(16, 0);

/** Presses the download button and reads what comes. */
async function rescued(page) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /下载我的数据|Download my data/ }).click()]);
  const text = await readFile(await download.path(), 'utf8');
  return { name: download.suggestedFilename(), file: JSON.parse(text), text };
}

/** What the keys of a rescue file are to a new profile. */
async function opened(browser, keys, look) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto('./data/published.json');
  await page.evaluate((keys) => { for (const [key, value] of Object.entries(keys)) localStorage.setItem(key, value); }, keys);
  await page.goto('./#/board');
  await look(page);
  await context.close();
}

const stored = (page) => page.evaluate(() => Object.fromEntries(Object.entries(localStorage).filter(([key]) => key.startsWith('landfall/'))));

// The browser tells of what these tests break; a page that failed is allowed to say so.
test.beforeEach(async ({ page, guard }) => {
  await fixClock(page, TODAY);
  guard.allow(/RuntimeError|broken on purpose|Maximum call stack|Script error/);
});

test('a panic is said within a second, and the download has every key and what was being typed', async ({ page }) => {
  await openBoard(page);
  await capture(page, '车联网数据合规平台', '某某科技');
  await page.keyboard.press('n');
  const dialog = page.getByRole('dialog', { name: '新线索' });
  await dialog.getByLabel('企业', { exact: true }).fill('只写了一半的企业');
  const before = await stored(page);
  await breakBrowser(page);
  // The name is missing: saying so is what the program is about to draw.
  await page.keyboard.press('Enter');
  await expect(overlay(page)).toBeVisible();
  expect(await page.evaluate(() => window.saidAfter)).toBeLessThan(1000);
  await expect(overlay(page)).toContainText(zh.title);
  await expect(overlay(page)).toContainText(zh.saved);
  await expect(overlay(page)).toContainText(zh.go_on);
  const { name, file } = await rescued(page);
  expect(name).toBe('landfall-rescue-20231208-0942.landfall');
  expect(file).toMatchObject({ app: 'landfall', schema: 1, at: '2023-12-08T01:42:00.000Z' });
  // What was being typed is stored as a draft a moment later: more than there was, and nothing less.
  expect(Object.entries(before).filter(([key, value]) => file.rescue[key] !== value).map(([key]) => key)).toEqual([]);
  expect(Object.keys(file.rescue).filter((key) => key.startsWith('landfall/1/main/')).length).toBeGreaterThanOrEqual(2);
  expect(file.typed).toEqual([{ label: '企业', value: '只写了一半的企业' }]);
  expect(file.failure).toContain('panicked at');
  await expect(overlay(page).getByRole('status')).toContainText(name);
});

test('a damaged value that is no text is in the download as numbers, and the file stays readable', async ({ page }) => {
  await openBoard(page);
  await page.evaluate(() => localStorage.setItem('landfall/1/main/dead/0', 'a\ud800b'));
  await page.keyboard.press('n');
  await page.getByLabel('线索名称').fill('x');
  await page.getByLabel('线索名称').evaluate((field) => { field.value = 'half \udc00'; });
  await breakBrowser(page);
  await page.keyboard.press('Enter');
  await expect(overlay(page)).toBeVisible();
  const { file, text } = await rescued(page);
  expect(text).not.toMatch(/\\ud[89a-f]/i);
  expect(file.units).toEqual({ 'landfall/1/main/dead/0': [0x61, 0xd800, 0x62] });
  expect(Object.keys(file.rescue)).not.toContain('landfall/1/main/dead/0');
  expect(file.typed).toEqual([{ label: '线索名称', value: 'half \ufffd' }]);
});

test('reloading brings the work back', async ({ page }) => {
  await openBoard(page);
  await capture(page, '车联网数据合规平台', '某某科技');
  await panic(page);
  await page.getByRole('button', { name: zh.reload }).click();
  await expect(cardIn(page, '线索', '车联网数据合规平台')).toBeVisible();
  await expect(overlay(page)).toHaveCount(0);
});

for (const [lang, theme, width, height] of [['zh-CN', 'light', 1440, 900], ['en', 'dark', 1440, 900], ['zh-CN', 'dark', 390, 844], ['en', 'light', 390, 844]]) {
  test(`it speaks ${lang}, is ${theme} at ${width} px, fits and is accessible`, async ({ page }) => {
    const words = await texts(lang);
    await page.setViewportSize({ width, height });
    await openBoard(page, { lang, theme });
    await panic(page);
    await expect(overlay(page)).toHaveAccessibleName(words.title);
    await expect(overlay(page)).toHaveAccessibleDescription(`${words.saved} ${words.go_on}`);
    await page.getByText(words.details, { exact: true }).click();
    await expect(page.getByRole('button', { name: words.copy })).toBeVisible();
    const ground = await overlay(page).evaluate((dialog) => getComputedStyle(dialog).backgroundColor);
    expect(ground).toBe(theme === 'dark' ? 'rgb(27, 43, 59)' : 'rgb(255, 255, 255)');
    const box = await overlay(page).boundingBox();
    expect(box.x).toBeGreaterThanOrEqual(8);
    expect(box.x + box.width).toBeLessThanOrEqual(width - 8);
    expect(box.y + box.height).toBeLessThanOrEqual(height);
    for (const button of await overlay(page).getByRole('button').all()) expect((await button.boundingBox()).height).toBeGreaterThanOrEqual(24);
    await axe(page);
    await page.emulateMedia({ media: 'print' });
    await expect(overlay(page)).toBeHidden();
  });
}

test('the keyboard reaches all of it and nothing else, Esc and single keys included', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openBoard(page);
  await panic(page);
  const focused = () => page.evaluate(() => document.activeElement.textContent);
  await expect(page.getByRole('button', { name: zh.download })).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  expect(await focused()).toBe(zh.details);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await focused()).toContain('panicked at');
  await page.keyboard.press('Tab');
  expect(await focused()).toBe(zh.copy);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: zh.copied })).toBeFocused();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^Landfall \d+\.\d+\.\d+\npanicked at .*:\d+:\d+:\n/);
  await page.keyboard.press('Tab');
  expect(await focused()).toBe(zh.download);
  for (const key of ['Escape', 'Escape', 'n', '/', 'Control+z', 'Escape']) await page.keyboard.press(key);
  await expect(overlay(page)).toBeVisible();
  await expect(page.getByRole('button', { name: zh.download })).toBeFocused();
  await expect(page.getByRole('dialog', { name: '新线索' })).toHaveCount(0);
  await page.mouse.click(5, 5);
  await expect(overlay(page)).toBeVisible();
  expect(await page.locator('body > *:not(.crash)').evaluateAll((all) => all.every((element) => element.inert))).toBe(true);
});

test('after the first failure no event reaches the program, and it is shown once', async ({ page }) => {
  await openBoard(page);
  await capture(page, '先存下的线索', '某某科技');
  await panic(page);
  const before = await stored(page);
  const reached = await page.evaluate(() => {
    const seen = [];
    const ofPage = ['click', 'keydown', 'input', 'pointerdown', 'pointermove', 'focusin', 'change', 'submit', 'compositionend'];
    const ofWindow = ['storage', 'hashchange', 'resize', 'message', 'focus', 'blur'];
    for (const [target, names] of [[window, ofWindow], [document, ofPage], [document.querySelector('main'), ofPage]]) {
      for (const name of names) {
        target.addEventListener(name, () => seen.push(name));
        target.dispatchEvent(new Event(name, { bubbles: true }));
      }
    }
    return seen;
  });
  expect(reached).toEqual([]);
  await page.evaluate(() => window.dispatchEvent(new CustomEvent('landfall:panic', { detail: 'another' })));
  await callWasm(page, UNREACHABLE);
  await page.waitForTimeout(200);
  await expect(page.locator('.crash')).toHaveCount(1);
  await expect(page.locator('.crash__technical')).not.toContainText('another');
  expect(await stored(page)).toEqual(before);
});

test('where storage is denied, what was entered is in the download, and the words say that it is at risk', async ({ page, browser }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });
  });
  await page.goto('./#/board');
  await expect(page.getByRole('status')).toContainText('本浏览器不允许存储');
  await capture(page, '只在内存里的线索', '某某科技');
  await panic(page);
  await expect(overlay(page)).toContainText(zh.unsaved);
  await expect(overlay(page)).not.toContainText(zh.saved);
  const { file } = await rescued(page);
  await opened(browser, file.rescue, async (other) => {
    await expect(cardIn(other, '线索', '只在内存里的线索')).toBeVisible();
  });
});

test('what a full storage refused is in the download too', async ({ page, browser }) => {
  await openBoard(page);
  await fillStorage(page);
  await capture(page, '写不下的线索', '某某科技');
  await expect(page.getByRole('status')).toContainText('本机将满');
  await panic(page);
  await expect(overlay(page)).toContainText(zh.unsaved);
  const { file } = await rescued(page);
  const kept = await stored(page);
  const refused = Object.keys(file.rescue).filter((key) => !(key in kept));
  expect(refused.length).toBeGreaterThanOrEqual(1);
  await opened(browser, file.rescue, async (other) => {
    await expect(cardIn(other, '线索', '写不下的线索')).toBeVisible();
  });
});

test('a panic in the middle of a write to the storage leaves the download whole', async ({ page }) => {
  await openBoard(page);
  await capture(page, '先存下的线索', '某某科技');
  // While the program writes one setting it is made to write another: it holds its storage twice, and panics.
  await page.evaluate(() => {
    const real = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key, value) {
      Storage.prototype.setItem = real;
      document.querySelector('[aria-label="English"], [lang="en"]')?.click();
      [...document.querySelectorAll('button')].find((button) => button.textContent.trim() === 'English')?.click();
      return real.call(this, key, value);
    };
  });
  await page.getByRole('button', { name: '切换到深色' }).click();
  await expect(overlay(page)).toBeVisible();
  await page.locator('.crash summary').click();
  await expect(page.locator('.crash__technical')).toContainText(/already (mutably )?borrowed|BorrowMutError|RefCell/);
  const { file } = await rescued(page);
  expect(file.rescue).toEqual(await stored(page));
});

test('WebAssembly that gives up without a panic is said too', async ({ page }) => {
  for (const [bytes, words, call] of [[UNREACHABLE, 'RuntimeError: unreachable', callWasm], [ENDLESS, 'Maximum call stack', callWasm], [UNREACHABLE, 'RuntimeError: unreachable', promiseWasm]]) {
    await openHome(page);
    await call(page, bytes);
    await expect(overlay(page)).toBeVisible();
    await expect(page.locator('.crash__technical')).toContainText(words);
  }
});

test('an error of the browser’s that went through the program is said too', async ({ page }) => {
  await openBoard(page);
  // Something the program holds to be unable to fail: the error passes through it, and undoes nothing.
  await page.evaluate(() => {
    const real = Date.now;
    Date.now = () => { Date.now = real; throw new Error('broken on purpose'); };
  });
  await page.keyboard.press('n');
  await expect(overlay(page)).toBeVisible();
  await expect(page.locator('.crash__technical')).not.toContainText('panicked');
});

test('errors of others do not set it off', async ({ page, guard }) => {
  guard.allow(/./);
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await openBoard(page);
  await elsewhere(page, 'throw new Error("an extension")');
  await elsewhere(page, 'Promise.reject(new TypeError("Failed to fetch"))');
  await elsewhere(page, 'Promise.reject(undefined)');
  await elsewhere(page, 'throw "text"');
  await elsewhere(page, 'throw null');
  await elsewhere(page, 'const deeper = () => deeper(); deeper()');
  await elsewhere(page, 'Promise.reject(new DOMException("no", "NotAllowedError"))');
  await page.evaluate(() => {
    window.dispatchEvent(new ErrorEvent('error', { message: 'Script error.' }));
    window.dispatchEvent(new ErrorEvent('error', { message: 'ResizeObserver loop completed with undelivered notifications.' }));
    document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: 'absent.css' }));
    // A listener of somebody else's, run in the middle of the program: `focus()` tells it at once.
    document.addEventListener('focusin', () => { throw new Error('an extension’s listener'); });
  });
  await page.keyboard.press('n');
  await page.getByLabel('线索名称').fill('照常工作');
  await page.getByLabel('企业', { exact: true }).fill('某某科技');
  await page.keyboard.press('Enter');
  await expect(cardIn(page, '线索', '照常工作')).toBeFocused();
  // They did happen.
  for (const seen of [/an extension$/, /Failed to fetch/, /text/, /call stack/, /extension’s listener/]) expect(errors.filter((error) => seen.test(error)), String(seen)).not.toEqual([]);
  await expect(page.locator('.crash')).toHaveCount(0);
});

test('the visitor’s program and the single file have it too', async ({ page }) => {
  await openHome(page);
  await breakBrowser(page);
  await page.getByRole('link', { name: '时间线' }).first().click();
  await expect(overlay(page)).toBeVisible();

  await page.goto(new URL('../../dist/landfall.html', import.meta.url).href);
  await expect(page.locator('main h1')).toBeVisible();
  await page.evaluate(() => localStorage.setItem('landfall/1/test', 'kept'));
  await breakBrowser(page);
  await page.getByRole('link', { name: '时间线' }).first().click();
  await expect(overlay(page)).toBeVisible();
  const { file } = await rescued(page);
  expect(file.rescue['landfall/1/test']).toBe('kept');
});

test('a server that never answers leaves something to read, and the program takes it away when it comes', async ({ page }) => {
  let answer;
  const asked = new Promise((resolve) => { answer = resolve; });
  await page.route('**/*.wasm', async (route) => { answer(route); });
  await page.goto('./#/board', { waitUntil: 'commit' });
  const route = await asked;
  await expect(page.locator('.boot')).toBeHidden();
  await page.clock.fastForward(10_001);
  await expect(page.getByText('页面还没有载入完整')).toBeVisible();
  await route.continue();
  await expect(page.getByRole('heading', { level: 1, name: '看板' })).toHaveCount(1);
  await expect(page.locator('.boot')).toHaveCount(0);
});

test('a program that does not arrive leaves something to read and a way to try again', async ({ page, guard }) => {
  guard.allow(/ERR_FAILED|WebAssembly|Failed to fetch|CompileError|^page error: $/);
  const again = () => Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: /重新载入/ }).click()]);
  await page.route('**/*.wasm', (route) => route.abort());
  await page.goto('./#/board');
  await expect(page.getByText('页面还没有载入完整')).toBeVisible();
  await expect(page.getByText('The page has not loaded completely')).toBeVisible();
  await expect(page.getByText('本页需要 JavaScript 和 WebAssembly')).toBeHidden();
  await axe(page);
  // Not a module at all, as a proxy's error page.
  await page.unroute('**/*.wasm');
  await page.route('**/*.wasm', (route) => route.fulfill({ contentType: 'application/wasm', body: 'sorry' }));
  await again();
  await expect(page.getByText('页面还没有载入完整')).toBeVisible();
  await page.unroute('**/*.wasm');
  await again();
  await expect(page.getByRole('heading', { level: 1, name: '看板' })).toHaveCount(1);
  await expect(page).toHaveURL(/#\/board$/);
});
