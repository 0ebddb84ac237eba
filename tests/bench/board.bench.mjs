// The board beside React 19 with @hello-pangea/dnd, with every card drawn and with virtualised columns: the same 10,000
// leads in eight open columns, windows of the same size, in the same browser, in turn in each round.
import { storageNote } from './lib.mjs';
import { median } from './steps.mjs';
import { Late, watchBoard, within } from './board.mjs';
import { memory } from './memory.mjs';
import { serveReact } from './react/serve.mjs';

const LEADS = 10_000;
const FILE = `leads-${LEADS}.landfall`;
/** Leaves about one lead in a hundred: companies are numbered. */
const WORD = '企业01';
const ALL = [...WORD].slice(0, -1).join('');
/** The columns by their place: leads are moved back, which asks for no facts. */
const [PROSPECT, LEAD, SCREENED] = [0, 1, 2];
/** A notch after a notch, from the top to the bottom of the longest column. */
const NOTCHES = 60;
const DRAG = { steps: 20, px: 300 };
/** What is done once the hand rests belongs to its step. */
const REST_MS = 500;
const FRAME = 'longest frame';
/** Two frames, and what rounding adds. */
const ALLOWED_MS = 34;
/** What there is to every step of the main thread, measuring and all. */
const NOTHING = 'nothing at all: main thread';
/** Beyond it a step is said not to have finished. */
const LONGEST_MS = 90_000;

const sides = { ours: 'Landfall', virtual: 'React, virtual columns', plain: 'React, every card' };
/** Drawing every card takes long and is not what is to be beaten: two rounds of it say enough. */
const rounds = { plain: 2 };

/** A page of either side on which nothing is open yet. */
async function freshPage(bench, side, storage) {
  const page = await bench.fresh(side === 'ours' ? { storage } : {});
  await page.addInitScript(watchBoard, LEADS);
  return page;
}

/** Opens the board of either side; gives the time from its address until its cards are painted. */
async function open(page, side, react) {
  await page.goto(side === 'ours' ? './#/board' : `${react.url}?virtual=${side === 'virtual' ? 1 : 0}`);
  return page.evaluate(() => window.bench.opened);
}

/** What was measured: figures by the name of the measure and the side, and why some are not there. */
class Figures {
  #measures = new Map();
  #late = new Map();

  add(name, side, unit, ...samples) {
    if (!this.#measures.has(name)) this.#measures.set(name, { unit, sides: {} });
    (this.#measures.get(name).sides[side] ??= []).push(...samples);
  }

  gaveUp(side, step, why) {
    this.#late.set(side, `${step} ${why}`);
  }

  /** A row for each measure and side, and what ours is of what is to be beaten. `notes`: by the beginning of a name. */
  rows(notes = {}) {
    const unsaid = new Map(Object.entries(notes));
    return [...this.#measures].flatMap(([name, { unit, sides: samples }]) => {
      // Once: by the first measure it belongs to.
      const [start, note] = [...unsaid].find(([start]) => name.startsWith(start)) ?? [];
      unsaid.delete(start);
      const each = Object.keys(sides).map((side) => (samples[side]?.length
        ? { name: `${name}: ${sides[side]}`, unit, samples: samples[side], ...(side === 'ours' && { note, target: name.endsWith(FRAME) ? ALLOWED_MS : null }) }
        : { name: `${name}: ${sides[side]}`, skipped: this.#late.get(side) ?? 'it gave no sample' }));
      const others = Object.keys(samples).filter((side) => !(side in sides)).map((side) => ({ name: `${name}: ${side}`, unit, samples: samples[side] }));
      return [...each, ...others, ...this.#ratio(name, samples)];
    });
  }

  /** Frames come in steps of 16.7 ms and are held against what is allowed. */
  #ratio(name, { ours, virtual }) {
    if (name === NOTHING || name.includes('frame') || !ours?.length || !virtual?.length || median(virtual) === 0) return [];
    return [{ name: `${name}: Landfall ÷ React, virtual columns`, unit: '', samples: [median(ours) / median(virtual)], target: 1 }];
  }
}

/** Runs `measure(page, side, step)` on a page of each side in turn. A step that takes too long ends the side's round. */
async function alternately(bench, storage, figures, measure) {
  const all = Object.keys(sides);
  for (let n = 0; n < bench.runs; n += 1) {
    for (const side of n % 2 ? all.toReversed() : all) {
      if (n >= (rounds[side] ?? bench.runs)) continue;
      const page = await freshPage(bench, side, storage);
      let last = '';
      const step = (name, work) => {
        last = name;
        return within(LONGEST_MS, work());
      };
      try {
        await measure(page, side, step);
      } catch (error) {
        if (!(error instanceof Late)) throw error;
        figures.gaveUp(side, last, error.message);
      }
      await within(LONGEST_MS, bench.done(page));
    }
  }
}

async function withReact(bench, work) {
  const react = await serveReact(bench.path(FILE));
  try {
    // Nobody has folded a column: React's are all open.
    const storage = [...await bench.data(`merged-${LEADS}-compacted.json`), ['landfall/1/settings', '{"folded":[]}']];
    const figures = new Figures();
    return await work(react, storage, figures);
  } finally {
    react.close();
  }
}

/** Both what the main thread did and what `action` gives. */
async function worked(bench, page, action) {
  let given;
  const busy = await bench.busy(page, async () => {
    given = await action();
    await page.waitForTimeout(REST_MS);
  });
  return [given, busy];
}

const painted = (page) => page.evaluate(() => window.bench.painted);
const arm = (page, ...asked) => page.evaluate((asked) => window.bench.arm(...asked), asked);

export const opening = {
  run: (_, bench) => withReact(bench, async (react, storage, figures) => {
    let note = '';
    await alternately(bench, storage, figures, async (page, side, step) => {
      if (side === 'ours') note = storageNote(page);
      const [time, busy] = await step('opening', () => worked(bench, page, () => open(page, side, react)));
      figures.add('board, from its address until painted', side, 'ms', time);
      figures.add('board, from its address until painted: main thread', side, 'ms', busy);
    });
    await alternately(bench, storage, figures, async (page, side, step) => {
      await step('reading', async () => {
        if (side === 'ours') {
          await bench.open(page, '#/data');
        } else {
          await page.goto(`${react.url}?wait&virtual=${side === 'virtual' ? 1 : 0}`);
          await page.evaluate(() => window.prepared);
        }
        await bench.idle(page);
      });
      const [time, busy] = await step('drawing', () => worked(bench, page, () => page.evaluate(async ([side, all]) => {
        const start = performance.now();
        if (side === 'ours') location.hash = '#/board';
        else window.draw();
        return await window.bench.shown('open', { all }) - start;
      }, [side, LEADS])));
      figures.add('board, leads in memory until painted', side, 'ms', time);
      figures.add('board, leads in memory until painted: main thread', side, 'ms', busy);
    });
    return figures.rows({
      'board, from': `a new profile: program and data from the server next door; ours opens a workspace out of localStorage, React fetches the same leads as JSON${note && `; ${note}`}`,
      'board, leads': 'ours: the workspace is open on another page, then its address changes; React: the leads are read and indexed, then its root is rendered',
    });
  }),
};

async function nothing(bench, page, side, figures) {
  const [, busy] = await worked(bench, page, async () => {});
  figures.add(NOTHING, side, 'ms', busy);
}

/** Types the word once and takes it away: what is left, by number and by id. */
async function whatIsLeft(page) {
  const heads = await page.evaluate(() => window.bench.heads());
  await page.locator('#search').click();
  await page.keyboard.insertText(WORD);
  // Not from a count of ours: how a text is matched is the app's own.
  await page.waitForFunction((all) => window.bench.total() < all / 10, LEADS, { timeout: LONGEST_MS });
  await page.waitForTimeout(1000);
  const left = await page.evaluate(() => window.bench.total());
  if (left < LEADS / 200 || left > LEADS / 50) throw new Error(`“${WORD}” leaves ${left} leads, not about one in a hundred`);
  const ids = await page.evaluate(() => window.bench.ids());
  await emptied(page, heads);
  return { left, ids, heads };
}

async function emptied(page, heads) {
  await arm(page, 'input', 'cleared', { all: LEADS, heads });
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  return painted(page);
}

async function filter(bench, page, side, figures) {
  const { left, ids, heads } = await whatIsLeft(page);
  await page.keyboard.insertText(ALL);
  await page.waitForTimeout(REST_MS * 2);
  await bench.idle(page);
  const [last, lastBusy] = await worked(bench, page, async () => {
    await arm(page, 'input', 'filtered', { left, ids });
    await page.keyboard.insertText(WORD.slice(ALL.length));
    return painted(page);
  });
  const [cleared, clearedBusy] = await worked(bench, page, () => emptied(page, heads));
  const [word, wordBusy] = await worked(bench, page, async () => {
    await arm(page, 'input', 'filtered', { left, ids });
    for (const letter of WORD) await page.keyboard.insertText(letter);
    return painted(page);
  });
  const [again, againBusy] = await worked(bench, page, () => emptied(page, heads));
  await page.evaluate(() => document.activeElement.blur());
  figures.add('filter to 1 %, the last letter: painted', side, 'ms', last);
  figures.add('filter to 1 %, the last letter: main thread', side, 'ms', lastBusy);
  figures.add(`filter to 1 %, ${WORD.length} letters: painted`, side, 'ms', word);
  figures.add(`filter to 1 %, ${WORD.length} letters: main thread`, side, 'ms', wordBusy);
  figures.add('clear the filter: painted', side, 'ms', cleared, again);
  figures.add('clear the filter: main thread', side, 'ms', clearedBusy, againBusy);
}

/** The first card of a column, and what the columns hold. */
const first = (page, column) => page.evaluate((column) => {
  const card = document.querySelectorAll('.board-column')[column].querySelector('.card[data-lead]');
  return { id: card.dataset.lead, before: window.bench.counts() };
}, column);

/** By keyboard, which both have: Space, arrow, Space. */
async function move(bench, page, side, figures) {
  const { id, before } = await first(page, LEAD);
  await page.evaluate((id) => document.querySelector(`.card[data-lead="${id}"]`).focus(), id);
  const [time, busy] = await worked(bench, page, async () => {
    await page.keyboard.press('Space');
    await page.evaluate(() => window.bench.frame());
    await page.keyboard.press('ArrowLeft');
    await page.evaluate(() => window.bench.frame());
    await arm(page, 'keydown', 'moved', { id, from: LEAD, before });
    await page.keyboard.press('Space');
    return painted(page);
  });
  figures.add('move a card by keyboard, the drop: painted', side, 'ms', time);
  figures.add('move a card by keyboard, lift to drop: main thread', side, 'ms', busy);
}

async function drag(bench, page, side, figures) {
  const { id, before } = await first(page, SCREENED);
  const box = await page.locator(`.card[data-lead="${id}"]`).boundingBox();
  const [x, y] = [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];
  await page.mouse.move(x, y);
  const start = 10;
  const [, lift] = await worked(bench, page, async () => {
    await page.mouse.down();
    await page.mouse.move(x - start, y);
    await page.evaluate(() => window.bench.frame());
  });
  let frames;
  const carry = await bench.busy(page, async () => {
    await page.evaluate(() => window.bench.beginFrames());
    for (let n = 1; n <= DRAG.steps; n += 1) await page.mouse.move(x - start - (n * DRAG.px) / DRAG.steps, y);
    frames = await page.evaluate(() => window.bench.endFrames());
  });
  const [, drop] = await worked(bench, page, async () => {
    await page.mouse.up();
    await page.evaluate((asked) => window.bench.shown('moved', asked), { id, from: SCREENED, before });
  });
  figures.add('drag a card, lift: main thread', side, 'ms', lift);
  figures.add(`drag a card by ${DRAG.px} px, one of ${DRAG.steps} moves: main thread`, side, 'ms', carry / DRAG.steps);
  figures.add(`drag a card by ${DRAG.px} px: ${FRAME}`, side, 'ms', Math.max(...frames.gaps));
  figures.add('drag a card, drop: main thread', side, 'ms', drop);
}

async function add(bench, page, side, figures) {
  const title = '测试新线索一条';
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('n');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('线索名称').fill(title);
  await dialog.getByLabel('企业', { exact: true }).fill('示例企业 99001 测试');
  await bench.idle(page);
  const [time, busy] = await worked(bench, page, async () => {
    await arm(page, 'click', 'captured', { all: LEADS + 1, title });
    await dialog.getByRole('button', { name: '保存', exact: true }).click();
    return painted(page);
  });
  figures.add('add a card: painted', side, 'ms', time);
  figures.add('add a card: main thread', side, 'ms', busy);
}

export const work = {
  run: (_, bench) => withReact(bench, async (react, storage, figures) => {
    await alternately(bench, storage, figures, async (page, side, step) => {
      await step('opening', () => open(page, side, react));
      for (const [name, part] of Object.entries({ nothing, filtering: filter, moving: move, dragging: drag, adding: add })) {
        await step(name, async () => {
          // What ours keeps, it keeps when there is time: not in the next step's.
          await bench.idle(page);
          await page.waitForTimeout(REST_MS * 2);
          await part(bench, page, side, figures);
        });
      }
    });
    return figures.rows({
      filter: `“${WORD}” over title, company, code and officer, after it was typed and taken away once; from the letter to the frame after the one that shows what is left`,
      move: 'one column back, by Space, arrow, Space; ours writes it into the document and to storage, React into memory',
      add: 'from the click on Save; ours gives it a code, writes it into the document and to storage, React into memory',
    });
  }),
};

/** Scrolls the longest column to its end by `NOTCHES` notches of the wheel. */
async function scrolled(bench, page) {
  const list = page.locator('.board-column').nth(PROSPECT).locator('.board-column__cards');
  const box = await list.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  let frames;
  const busy = await bench.busy(page, async () => {
    await page.evaluate(() => window.bench.beginFrames());
    // A list that learns the height of its cards as they come into sight grows meanwhile.
    for (let [n, sent] = [0, 0]; n < NOTCHES; n += 1) {
      const height = await list.evaluate(async (list) => {
        await window.bench.frame();
        return list.scrollHeight - list.clientHeight;
      });
      const notch = Math.ceil((height - sent) / (NOTCHES - n));
      await page.mouse.wheel(0, notch);
      sent += notch;
    }
    await page.waitForTimeout(REST_MS);
    frames = await page.evaluate(() => window.bench.endFrames());
  });
  const { part, covered } = await list.evaluate((list, column) => ({
    part: list.scrollTop / (list.scrollHeight - list.clientHeight), covered: window.bench.covered(column),
  }), PROSPECT);
  if (part < 0.9 || !covered) throw new Error(`scrolled to ${Math.round(part * 100)} % of the column, ${covered ? 'cards' : 'nothing'} in sight`);
  return { busy: busy / NOTCHES, frames };
}

export const scroll = {
  run: (_, bench) => withReact(bench, async (react, storage, figures) => {
    const notes = [];
    const weigh = async (page, when, side) => {
      const found = await memory(page);
      if (!found) return;
      figures.add(`memory of the page’s process, ${when}`, side, 'MB', found.own);
      figures.add(`memory with its part of what is shared (PSS), ${when}`, side, 'MB', found.pss);
      notes.push(`${sides[side] ?? side} ${when}: RSS ${Math.round(found.rss)}, heap of script ${Math.round(found.script)}`);
    };
    await alternately(bench, storage, figures, async (page, side, step) => {
      await step('opening', () => open(page, side, react));
      await bench.idle(page);
      await step('collecting garbage', () => weigh(page, 'the board open', side));
      const { busy, frames } = await step('scrolling', () => scrolled(bench, page));
      const name = `scroll a column of 3,000 cards, one of ${NOTCHES} notches`;
      figures.add(`${name}: main thread`, side, 'ms', busy);
      figures.add(`${name}: ${FRAME}`, side, 'ms', Math.max(...frames.gaps));
      figures.add(`${name}: frames above 33 ms`, side, '%', (frames.gaps.filter((gap) => gap > ALLOWED_MS).length * 100) / frames.gaps.length);
      figures.add(`${name}: long animation frames (> 50 ms)`, side, '', frames.long.length);
      await step('collecting garbage', () => weigh(page, 'scrolled', side));
    });
    const empty = await bench.fresh();
    await weigh(empty, 'the board open', 'an empty page');
    await bench.done(empty);
    return figures.rows({
      scroll: 'frames by requestAnimationFrame, from the first notch to half a second after the last',
      memory: `private to the process after garbage collection, wasm and all; MB, last round: ${[...new Map(notes.map((note) => [note.split(':')[0], note])).values()].join('; ')}`,
    });
  }),
};
