// What the tests of keeping share: looking into localStorage and breaking it.

/** The journal of a workspace: key → value. */
export const journalOf = (page, workspace = 'main') =>
  page.evaluate(
    (prefix) => Object.fromEntries(Object.entries(localStorage).filter(([key]) => key.startsWith(prefix))),
    `landfall/1/${workspace}/`,
  );

/** What an entry is, by its first byte: the eight high bits of the first unit after the second bar. */
export function kindOf(text) {
  const kind = (text.split('|')[2].charCodeAt(0) - 0x3400) >> 7;
  return { 0x10: 'change', 0x20: 'snapshot', 0x30: 'snapshot' }[kind & 0xfe] ?? `unknown ${kind}`;
}

/** Fills localStorage to the last unit, with keys of another app. */
export const fillStorage = (page) =>
  page.evaluate(() => {
    let size = 1 << 20;
    for (let n = 0; size > 0; n += 1) {
      try {
        localStorage.setItem(`filler/${n}`, 'x'.repeat(size));
      } catch {
        size >>= 1;
      }
    }
  });

export const freeStorage = (page) =>
  page.evaluate(() => {
    for (const key of Object.keys(localStorage)) if (key.startsWith('filler/')) localStorage.removeItem(key);
  });

/** A value truncated at every tenth, with units changed, and of other kinds altogether. */
export function damagesOf(text) {
  const at = (part) => Math.floor((text.length * part) / 10);
  const cut = Array.from({ length: 10 }, (_, part) => text.slice(0, at(part)));
  const flipped = [0.2, 2, 5, 9.9].map((part) => {
    const index = Math.min(at(part), text.length - 1);
    return text.slice(0, index) + String.fromCharCode(text.charCodeAt(index) ^ 1) + text.slice(index + 1);
  });
  const half = `${text.slice(0, at(6))}\ud800${text.slice(at(6) + 1)}`;
  return [...new Set([...cut, ...flipped, half, `${text}x`, 'null', '[]', '{}', '2|00000000|'])];
}

/** A page of the same origin without the app: what it does to localStorage, the app hears as from another tab. */
export async function besideTheApp(context) {
  const page = await context.newPage();
  await page.route('**/beside', (route) => route.fulfill({ contentType: 'text/html', body: '<link rel="icon" href="data:,">' }));
  await page.goto('./beside');
  return page;
}
