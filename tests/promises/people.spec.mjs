// People (promises.md): one walk through every page, menu, dialog and panel, in each language and theme, holds at every stop
//   "axe finds nothing serious in any view, either theme, either language" and
//   "No untranslated text; <html lang> follows".
// The same stops hold "200 % zoom, 390 px wide, print" without a scroll to the side, and prefers-reduced-motion.
// "Everything works from the keyboard": every dialog and page here; moving cards in flows/board.spec.mjs, the timeline in
// flows/events.spec.mjs, cells in flows/table.spec.mjs, with what stays focused and what the live region says.
// "Moving never needs a drag": flows/board.spec.mjs (menu), flows/table.spec.mjs (list and calendar).
// "? shows the shortcuts; single keys can be switched off": flows/palette.spec.mjs; inert while composing: here.
import { readFileSync } from 'node:fs';
import { test, expect, axe, fixClock, openBoard, openPage } from '../lib/index.mjs';
import { TODAY, loadSample } from '../lib/board.mjs';
import { OFFICER, choose } from '../lib/data.mjs';

test.beforeEach(async ({ page }) => {
  await fixClock(page, TODAY);
});

const go = async (page, hash, sign) => {
  await page.evaluate((to) => { location.hash = to; }, hash);
  await expect(page.locator(sign).filter({ visible: true }).first()).toBeVisible();
};
const esc = (page) => page.keyboard.press('Escape');
const dialog = (page) => expect(page.locator('dialog[open], [role="dialog"]').first()).toBeVisible();
const menu = (page) => expect(page.getByRole('menu')).toBeVisible();

/** Pages of the visitor, each loaded anew. */
const VISITOR = ['#/', '#/timeline', '#/timeline?story=1', '#/timeline?story=cases', '#/cases', '#/nowhere'];

/** The stops in the workspace with the sample: how each is reached, and how it is left. */
const STOPS = {
  board: (page) => go(page, '#/board', '.card'),
  'board by zone, in lanes': (page) => go(page, '#/board?by=zone&lanes=industry', '.card'),
  'the menu of a card': async (page) => {
    await go(page, '#/board', '.card');
    await page.locator('.card[data-stage="stage/signed"]').first().focus();
    await page.keyboard.press('m');
    await menu(page);
  },
  gate: async (page) => {
    await page.getByRole('menuitem', { name: /^(落地|Landed)/ }).first().click();
    await dialog(page);
    return () => esc(page);
  },
  capture: async (page) => {
    await page.keyboard.press('n');
    await dialog(page);
    await page.keyboard.press('Enter');
    await expect(page.locator('dialog [aria-invalid="true"]').first()).toBeVisible();
    return () => esc(page);
  },
  'keep a view': async (page) => {
    await page.getByRole('button', { name: /^(存为视图|Keep view)$/ }).click();
    await dialog(page);
    return () => esc(page);
  },
  palette: async (page) => {
    await page.keyboard.press('Control+k');
    await expect(page.locator('[role="option"]').first()).toBeVisible();
    return () => esc(page);
  },
  shortcuts: async (page) => {
    await page.keyboard.press('?');
    await dialog(page);
    return () => esc(page);
  },
  search: async (page, lang) => {
    await page.getByRole('searchbox').fill(lang === 'en' ? 'model' : '模型');
    await expect(page.locator('[role="option"]').first()).toBeVisible();
    return async () => { await page.getByRole('searchbox').fill(''); await esc(page); };
  },
  lead: async (page) => {
    await go(page, '#/lead/20231004-004', 'aside h2');
    await page.getByRole('complementary').evaluate((root) => {
      for (const one of root.querySelectorAll('button[aria-expanded="false"]:not([aria-haspopup])')) one.click();
    });
  },
  table: async (page) => {
    await esc(page);
    await go(page, '#/table', '.table__row');
    await page.getByRole('checkbox').nth(2).check();
  },
  'a list in a cell': async (page) => {
    await page.locator('.table__row [data-column="zone"]').nth(1).dblclick();
    await expect(page.getByRole('listbox')).toBeVisible();
    return () => esc(page);
  },
  'a calendar in a cell': async (page) => {
    await page.locator('.table__row [data-column="due"]').nth(1).dblclick();
    await expect(page.getByRole('group', { name: /^(选择日期|Choose a day)$/ })).toBeVisible();
    return () => esc(page);
  },
  columns: async (page) => {
    await page.locator('#table-columns').click();
    await dialog(page);
    return () => esc(page);
  },
  today: (page) => go(page, '#/today', '.today-row'),
  'putting off': async (page) => {
    await page.locator('.today-row').first().getByRole('button', { name: /^(改期|Postpone)/ }).click();
    await menu(page);
    return () => esc(page);
  },
  'a line for the log': async (page) => {
    await page.locator('.today-row').first().getByRole('button', { name: /^(完成|Done)/ }).click();
    await expect(page.locator('#today-form-text')).toBeFocused();
    return () => esc(page);
  },
  events: (page) => go(page, '#/events', '.mark'),
  'an event': (page) => go(page, '#/events?event=2023-hangzhou', '#event-sheet h2'),
  'a new event': async (page) => {
    await page.getByRole('button', { name: /^(新活动|New event)$/ }).click();
    await dialog(page);
    return () => esc(page);
  },
  'what goes out': async (page) => {
    await go(page, '#/events', '.mark');
    await page.getByRole('button', { name: /^(导出|Export)$/ }).click();
    await menu(page);
    return () => esc(page);
  },
  data: (page) => go(page, '#/data', 'main h1'),
  'a file looked over': async (page) => {
    await choose(page, 'x.landfall', JSON.stringify({ app: 'landfall', schema: 2, leads: [{ id: 'a', title: 'A', due: 'x' }] }));
    await expect(page.getByRole('list', { name: /读入的问题|Problems/ })).toBeVisible();
  },
};

/** What a reader reads: text in sight, and names, titles and hints of what is in sight. */
const words = (page) => page.evaluate(() => {
  const said = [];
  const own = document.documentElement.lang;
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) { if (node.data.trim()) said.push(node.data.trim()); return; }
    if (!(node instanceof Element) || node.matches('script, style, noscript')) return;
    // What says that it is in another language, and what is somebody's own text.
    if (node.lang && node.lang !== own && node !== document.documentElement) return;
    if (!node.checkVisibility()) return;
    for (const name of ['aria-label', 'title', 'placeholder', 'aria-description', 'alt']) if (node.getAttribute(name)) said.push(node.getAttribute(name));
    for (const child of node.childNodes) walk(child);
  };
  walk(document.body);
  return { said, lang: own, title: document.title };
});

const published = () => JSON.parse(readFileSync(new URL('../../public/data/published.json', import.meta.url), 'utf8'));
const HAN = /\p{Script=Han}+/gu;
/** What a page in English says in Chinese, and is right to: the other language's and the app's own name, examples of
 * amounts, and what the published facts themselves call by a Chinese name. */
const CHINESE = ['中文', '切换到中文', '落地', '亿', '万', ...JSON.stringify(published(), (key, value) => (key === 'zh' ? undefined : value)).match(HAN)];
const SENTENCE = /\b[A-Za-z]{2,}(?: [a-z]{2,}){2,}/g;

async function speaks(page, lang, where) {
  const { said, lang: own, title } = await words(page);
  expect(own, `${where}: <html lang>`).toBe(lang);
  const wrong = [...said, title].flatMap((text) => (lang === 'en'
    ? (text.match(HAN) ?? []).filter((han) => !CHINESE.includes(han)).map(() => text)
    : (text.match(SENTENCE) ?? [])));
  expect([...new Set(wrong)], `${where}: text in the other language`).toEqual([]);
}

const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const lang of ['zh-CN', 'en']) {
  for (const theme of ['light', 'dark']) {
    test(`axe finds nothing, and nothing is left untranslated: ${lang}, ${theme}`, async ({ page }) => {
      test.setTimeout(120_000);
      for (const route of VISITOR) {
        await openPage(page, route, { lang, theme });
        await speaks(page, lang, route);
        await axe(page);
      }
      await openBoard(page, { who: lang === 'en' ? 'Officer A' : '专员甲', unit: '', lang, theme });
      await speaks(page, lang, 'the empty board');
      await axe(page);
      await loadSample(page);
      for (const [name, reach] of Object.entries(STOPS)) {
        await test.step(name, async () => {
          const leave = await reach(page, lang);
          await speaks(page, lang, name);
          await axe(page);
          await leave?.();
        });
      }
    });
  }
}

for (const [what, size] of Object.entries({ 'a phone': { width: 390, height: 844 }, '200 % zoom': { width: 720, height: 450 } })) {
  test(`nothing scrolls to the side and nothing moves that should not: ${what}`, async ({ page }) => {
    await page.setViewportSize(size);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const still = async (where) => {
      expect(await sideways(page), where).toBeLessThanOrEqual(0);
      const moving = await page.evaluate(() => document.getAnimations()
        .map(({ effect }) => Number(effect.getComputedTiming().endTime)).filter((time) => time > 20).length);
      expect(moving, `${where}: moves`).toBe(0);
    };
    for (const route of VISITOR) {
      await openPage(page, route, { lang: 'en' });
      await still(route);
    }
    await openBoard(page, { ...OFFICER, lang: 'en' });
    await loadSample(page);
    for (const name of ['board', 'capture', 'palette', 'shortcuts', 'lead', 'table', 'today', 'events', 'an event', 'data', 'a file looked over']) {
      const stop = name === 'table' ? (one) => go(one, '#/table', '.table__row') : STOPS[name];
      const leave = await stop(page, 'en');
      await still(name);
      await leave?.();
    }
    if (what !== 'a phone') return;
    // Paper as wide as A4 between its margins.
    await page.setViewportSize({ width: 718, height: 1000 });
    await page.emulateMedia({ media: 'print' });
    for (const hash of ['#/board', '#/table', '#/today', '#/events', '#/data']) {
      await page.evaluate((to) => { location.hash = to; }, hash);
      await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
      expect(await sideways(page), `${hash} on paper`).toBeLessThanOrEqual(0);
      await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    }
  });
}

test('every dialog by keys: the focus goes in, stays in, and comes back to where it was', async ({ page }) => {
  await openBoard(page, OFFICER);
  await loadSample(page);
  const press = (...keys) => async () => { for (const key of keys) await page.keyboard.press(key); };
  const onButton = (name) => async () => {
    await page.getByRole('button', { name }).first().focus();
    await page.keyboard.press('Enter');
  };
  const card = '.card[data-stage="stage/signed"]';
  const pages = {
    '#/board': [card, { capture: press('n'), palette: press('Control+k'), keys: press('?') }],
    '#/table': ['#table-columns', { columns: press('Enter'), capture: press('n') }],
    '#/events': ['main button:not([disabled])', { capture: press('n'), 'a new event': onButton('新活动') }],
    '#/data': ['main button:not([disabled])', { 'a new workspace': onButton('新建工作区'), keys: press('?') }],
  };
  for (const [hash, [from, ways]] of Object.entries(pages)) {
    await go(page, hash, from);
    for (const [name, open] of Object.entries(ways)) {
      await page.locator(from).first().focus();
      await open();
      // Either a dialog that holds all keys, or a panel beside the page or a form in it.
      const box = page.locator('dialog[open], [role="dialog"], form').filter({ visible: true }).first();
      await expect(box, `${hash}, ${name}: it opens`).toBeVisible();
      const modal = (await page.locator('dialog[open], [aria-modal="true"]').count()) > 0;
      if (modal) await expect(box.locator(':focus'), `${hash}, ${name}: the focus is in it`).toHaveCount(1);
      if (modal) {
        for (let tab = 0; tab < 12; tab += 1) {
          await page.keyboard.press(tab % 4 === 3 ? 'Shift+Tab' : 'Tab');
          // Beyond the last field comes the browser itself, of which the page sees nothing.
          const outside = await page.evaluate(() => document.activeElement !== document.body && !document.activeElement.closest('dialog[open], [aria-modal="true"]'));
          expect(outside, `${hash}, ${name}: Tab leaves it`).toBe(false);
        }
      }
      await esc(page);
      await expect(page.locator('dialog[open], [aria-modal="true"]'), `${hash}, ${name}: Esc closes it`).toHaveCount(0);
      const lost = await page.evaluate(() => document.activeElement === document.body);
      expect(lost, `${hash}, ${name}: the focus is lost`).toBe(false);
    }
  }
});

test('every page by Tab: the focus goes on, is seen, and is in sight', async ({ page }) => {
  await openBoard(page, OFFICER);
  await loadSample(page);
  for (const hash of ['#/board', '#/table', '#/today', '#/events', '#/data', '#/lead/20231004-004']) {
    await go(page, hash, 'main h1');
    await page.evaluate(() => { document.activeElement.blur(); });
    const places = new Set();
    for (let tab = 0; tab < 24; tab += 1) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(() => {
        const one = document.activeElement;
        if (one === document.body) return null;
        const { x, y, width, height } = one.getBoundingClientRect();
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
        return {
          what: `${one.tagName} ${one.id} ${one.className} ${Math.round(x)} ${Math.round(y)}`,
          inSight: x < innerWidth && y < innerHeight && x + width > 0 && y + height > 0,
          // The frame may be that of the field around it.
          seen: (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none' || one.matches('input, textarea, select'),
        };
      });
      if (!at) continue;
      expect(at.inSight, `${hash}: ${at.what} is in sight`).toBe(true);
      expect(at.seen, `${hash}: ${at.what} is seen to have the focus`).toBe(true);
      places.add(at.what);
    }
    expect(places.size, `${hash}: Tab goes on`).toBeGreaterThan(12);
  }
});

test('while an input method composes, Enter chooses nothing and no letter is a shortcut, wherever one types', async ({ page }) => {
  await openBoard(page, OFFICER);
  await loadSample(page);
  const client = await page.context().newCDPSession(page);
  const key = (name, code) => client.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: name, code, windowsVirtualKeyCode: 229 });
  const state = () => page.evaluate(() => JSON.stringify([location.hash, document.querySelectorAll('dialog[open], [role="menu"]').length, document.querySelectorAll('.card').length]));
  const fields = {
    search: () => page.getByRole('searchbox').focus(),
    palette: async () => { await page.keyboard.press('Control+k'); await expect(page.getByRole('combobox').and(page.locator(':focus'))).toBeVisible(); },
    'next step': async () => { await go(page, '#/lead/20231004-004', 'aside h2'); await page.getByRole('complementary').getByLabel('下一步').first().focus(); },
    log: () => page.getByLabel('记一笔').focus(),
  };
  for (const [name, focus] of Object.entries(fields)) {
    await focus();
    const before = await state();
    await client.send('Input.imeSetComposition', { text: 'n', selectionStart: 1, selectionEnd: 1 });
    for (const [letter, code] of [['n', 'KeyN'], ['?', 'Slash'], ['j', 'KeyJ'], ['m', 'KeyM'], ['Enter', 'Enter']]) await key(letter, code);
    await client.send('Input.imeSetComposition', { text: 'n j', selectionStart: 3, selectionEnd: 3 });
    expect(await state(), `${name}: nothing happens while composing`).toBe(before);
    await client.send('Input.insertText', { text: '你' });
    await expect(page.locator(':focus'), `${name}: what was composed stands there`).toHaveValue(/你/);
    if (name === 'palette') await esc(page);
    if (name === 'search') await page.getByRole('searchbox').fill('');
  }
});
