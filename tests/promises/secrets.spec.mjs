// Secrets (promises.md), over a workspace in which everything is secret and hostile:
//   "Text is never markup" and "Links are http, https, mailto or tel" — the walk through every view, in both languages, and the files.
//   "A record not marked public never reaches visitor mode" — the visitor's pages in the same browser.
//   "No request ever leaves the origin" — the guards of every test (lib/guards.mjs), and the policy's own words.
//   "The published site holds no lead, contact or code name" — everything a visitor’s browser receives.
import { readFileSync } from 'node:fs';
import { test, expect, fixClock, openPage } from '../lib/index.mjs';
import { TODAY } from '../lib/board.mjs';
import { OFFICER, choose, importIt } from '../lib/data.mjs';
import { CODE, EVENT, KINDS, LITERAL, hostileFile } from '../lib/hostile.mjs';

const SAFE = ['http:', 'https:', 'mailto:', 'tel:', 'blob:'];

/** Nothing of what was entered became markup, ran, or became a link that runs. */
async function harmless(page, where) {
  const found = await page.evaluate(() => ({
    ran: globalThis.__xss ?? null,
    made: [...document.querySelectorAll('img, script')].filter((one) => one.matches('img') || one.textContent.includes('__xss')).map((one) => one.outerHTML.slice(0, 120)),
    handlers: [...document.querySelectorAll('*')].filter((one) => [...one.attributes].some(({ name }) => name.startsWith('on'))).length,
    links: [...document.querySelectorAll('[href], [src], [action], [formaction]')]
      .flatMap((one) => ['href', 'src', 'action', 'formaction'].map((name) => one.getAttribute(name)).filter(Boolean))
      .map((address) => [address.slice(0, 60), new URL(address, location.href).protocol]),
  }));
  expect(found.ran, `${where}: nothing runs`).toBeNull();
  expect(found.made, `${where}: nothing is made`).toEqual([]);
  expect(found.handlers, `${where}: no handler stands in an attribute`).toBe(0);
  expect(found.links.filter(([, protocol]) => !SAFE.includes(protocol)), `${where}: links`).toEqual([]);
}

/** Everything that is folded, opened. */
async function unfold(scope) {
  for (let round = 0; round < 3; round += 1) {
    await scope.evaluate((root) => {
      for (const one of root.querySelectorAll('details:not([open])')) one.open = true;
      for (const one of root.querySelectorAll('button[aria-expanded="false"]:not([aria-haspopup])')) one.click();
    });
  }
}

/** How often a text stands there to be read, in words or in fields. */
const read = (page) => page.evaluate((literal) => {
  const fields = [...document.querySelectorAll('input, textarea, option')].filter((one) => (one.value + (one.label ?? '')).includes(literal)).length;
  return document.body.innerText.split(literal).length - 1 + fields;
}, LITERAL);

async function bring(page, settings) {
  await fixClock(page, TODAY);
  await openPage(page, '#/data', { ...OFFICER, ...settings });
  await choose(page, `${'"><img src=x onerror=window.__xss=7>'}.landfall`, hostileFile());
  const go = page.getByRole('button', { name: /^导入$|^Import$/ });
  await expect(go).toBeVisible();
  await harmless(page, 'the dry run');
  await importIt(page);
}

test('the kinds of records are those of the core', () => {
  expect(Object.keys(KINDS).length).toBeGreaterThanOrEqual(20);
  expect(Object.values(KINDS).flat().filter(({ type }) => type === 'String').length).toBeGreaterThan(90);
});

for (const lang of ['zh-CN', 'en']) {
  test(`text is never markup, in any view, ${lang}`, async ({ page }) => {
    test.setTimeout(90_000);
    await bring(page, { lang });
    const seen = {};
    const step = async (where, does, least = 1) => {
      await does();
      await harmless(page, where);
      // Some of a page comes when the rest of it stands.
      await expect.poll(async () => {
        seen[where] = await read(page);
        return seen[where];
      }, `${where}: it stands there as it was written`).toBeGreaterThanOrEqual(least);
      await harmless(page, where);
    };
    const to = async (hash, sign) => {
      await page.evaluate((to) => { location.hash = to; }, hash);
      await expect(page.locator(sign).first()).toBeVisible();
    };
    await step('data', async () => { await unfold(page.locator('main')); }, 2);
    await step('board', () => to('#/board', '.card'), 6);
    await page.locator('.card').first().hover();
    for (const by of ['zone', 'officer', 'industry', 'source']) await step(`board by ${by}`, () => to(`#/board?by=${by}&lanes=${by === 'zone' ? 'industry' : 'zone'}`, '.card'));
    await step('the menu of a card', async () => {
      await to('#/board', '.card');
      await page.locator('.card[data-stage="stage/lead"]').focus();
      await page.keyboard.press('m');
      await expect(page.getByRole('menu')).toBeVisible();
    });
    await step('the gate', async () => {
      await page.getByRole('menuitem', { name: /签约|Signed/ }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
    });
    await page.keyboard.press('Escape');
    await step('lead', async () => {
      await to(`#/lead/${CODE}`, 'aside h2');
      await unfold(page.getByRole('complementary').first());
    }, 20);
    await to('#/data', '#data-duplicates button');
    for (const [where, name] of [['a company', /^(改企业|Edit company)/], ['two companies that may be one', /^(合并…|Merge…)/]]) {
      await step(where, async () => {
        await page.locator('#data-duplicates').getByRole('button', { name }).first().click();
        await expect(page.getByRole('dialog')).toBeVisible();
      }, 6);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }
    await step('table', () => to('#/table?group=zone&cols=code,title,company,industry,zone,officer,planned,source,next_step,due,note,priority,blockers', '.table__row'), 6);
    await step('a cell of the table', async () => {
      await page.locator('.table__row [data-column="zone"]').first().dblclick();
      await expect(page.getByRole('listbox')).toBeVisible();
    });
    await page.keyboard.press('Escape');
    await step('today', () => to('#/today', '.today-row'), 2);
    for (const by of ['kind', 'place', 'zone', 'industry']) await step(`events by ${by}`, () => to(`#/events?lanes=${by}`, '.timeline__lanes'));
    await step('event', async () => {
      await to(`#/events?event=${EVENT}`, '#event-sheet h2');
      await unfold(page.locator('#event-sheet'));
    }, 6);
    await step('search', async () => {
      await to('#/board', '.card');
      await page.getByRole('searchbox').fill('img');
      await expect(page.getByRole('option').first()).toBeVisible();
    }, 3);
    await page.keyboard.press('Escape');
    await page.getByRole('searchbox').fill('');
    await page.keyboard.press('Escape');
    await step('palette', async () => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('img');
      await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible();
    }, 2);
    await page.keyboard.press('Escape');
    await step('capture', async () => {
      await page.keyboard.press('n');
      await expect(page.getByRole('dialog')).toBeVisible();
      await page.getByRole('dialog').getByLabel(/^(企业|Company)$/).fill(LITERAL.slice(0, 12), { timeout: 5_000 });
    }, 0);
    await page.keyboard.press('Escape');
    await page.emulateMedia({ media: 'print' });
    for (const [hash, sign] of [['#/board', 'main'], ['#/table', 'main'], ['#/today', 'main'], ['#/events', 'main'], [`#/lead/${CODE}`, 'aside']]) {
      await step(`${hash} on paper`, async () => {
        await page.evaluate((to) => { location.hash = to; }, hash);
        await expect(page.locator(sign).first()).toBeAttached();
        await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
      }, 0);
      await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    }
  });
}

test('what goes out as a file holds the texts as they are, and nothing private is a visitor’s', async ({ page }) => {
  test.setTimeout(60_000);
  await bring(page, { lang: 'zh-CN' });
  const files = {};
  for (const name of ['导出工作区', 'CSV', '导出日历']) {
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).first().click()]);
    expect(file.suggestedFilename(), 'a name that a disk takes').not.toMatch(/[<>":/\\|?*]/);
    files[name] = readFileSync(await file.path(), 'utf8');
  }
  expect(JSON.parse(files['导出工作区']).leads[0].title).toContain(LITERAL);
  expect(files.CSV.includes(LITERAL.replaceAll('"', '""')), 'the table has the title').toBe(true);
  // Not marked public, and still the office's own calendar has it.
  expect(files['导出日历'].replaceAll('\r\n ', '').includes('<img src=x'), 'the calendar has the title').toBe(true);
  await page.evaluate(() => { location.hash = '#/events'; });
  await page.getByRole('button', { name: /^导出$/ }).click();
  const [picture] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: /矢量图|SVG/i }).first().click()]);
  const svg = readFileSync(await picture.path(), 'utf8');
  const drawn = await page.evaluate((text) => {
    const all = [...new DOMParser().parseFromString(text, 'image/svg+xml').querySelectorAll('*')];
    return { names: [...new Set(all.map(({ localName }) => localName))], handlers: all.flatMap(({ attributes }) => [...attributes].map(({ name }) => name).filter((name) => name.startsWith('on'))) };
  }, svg);
  expect(drawn.handlers).toEqual([]);
  expect(drawn.names.filter((name) => ['script', 'img', 'image', 'a', 'foreignObject', 'parsererror'].includes(name))).toEqual([]);
  expect(svg.includes('&lt;img src=x'), 'the title stands in the picture').toBe(true);

  // The same browser, a visitor's pages: what the workspace holds is not there.
  const SECRET = /onerror|__xss|leads\.|events\.title/;
  for (const route of ['#/', '#/timeline', '#/cases', `#/timeline?event=${EVENT}`, '#/timeline?story=cases']) {
    await openPage(page, route, { lang: 'zh-CN' });
    await expect(page.getByRole('contentinfo')).toContainText('2023');
    expect(SECRET.test(await page.content()), route).toBe(false);
  }
  await page.evaluate(() => { location.hash = '#/timeline'; });
  await page.getByRole('button', { name: '导出' }).click();
  const [calendar] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: /日历/ }).click()]);
  expect(SECRET.test(readFileSync(await calendar.path(), 'utf8'))).toBe(false);
});

// The sample is the only place in a release where leads stand at all: invented, marked, and asked for by officers alone.
test('what a visitor’s browser receives names no lead, no contact and no code name', async ({ page }) => {
  const sample = JSON.parse(readFileSync(new URL('../../public/data/sample.json', import.meta.url), 'utf8'));
  const texts = (value) => (typeof value === 'string' ? [value] : value && typeof value === 'object' ? Object.values(value).flatMap(texts) : []);
  const names = new Set(sample.leads.flatMap(({ title, contact, phone, email, code_name: code }) => texts([title, contact, phone, email, code])).filter((text) => text.length > 3));
  expect(names.size).toBeGreaterThan(50);
  const received = [];
  page.on('response', (response) => received.push(response.body().then((body) => [response.url(), body.toString('utf8')], () => null)));
  for (const route of ['#/', '#/timeline', '#/timeline?story=1', '#/cases']) {
    await openPage(page, route);
    await expect(page.getByRole('contentinfo')).toContainText('2023');
  }
  const bodies = (await Promise.all(received)).filter(Boolean);
  expect(bodies.some(([url]) => url.endsWith('/data/published.json')) && bodies.some(([url]) => url.endsWith('.wasm'))).toBe(true);
  expect(bodies.filter(([url]) => url.includes('sample'))).toEqual([]);
  for (const [url, body] of bodies) expect([...names].filter((name) => body.includes(name)), url).toEqual([]);
  const published = JSON.parse(readFileSync(new URL('../../public/data/published.json', import.meta.url), 'utf8'));
  expect(Object.keys(published).filter((key) => /lead|contact|officer|compan|activit/.test(key))).toEqual([]);
});
