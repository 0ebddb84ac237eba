// What the benchmark of the board shares. `watchBoard` runs in the page, of either side: both name their parts alike.

/** `all`: how many leads the board has when it is open. */
export function watchBoard(all) {
  const columns = () => [...document.querySelectorAll('.board-column')];
  const counts = () => columns().map((column) => Number.parseInt(column.querySelector('.board-column__count')?.textContent.replace(/[^\d].*$/, '') ?? '', 10));
  const total = () => counts().reduce((sum, count) => sum + count, 0);
  const card = (id) => document.querySelector(`.card[data-lead="${CSS.escape(id)}"]`);
  const columnOf = (id) => columns().indexOf(card(id)?.closest('.board-column') ?? null);
  const cards = (root = document) => [...root.querySelectorAll('.card[data-lead]')];

  /** What is waited for. Each is cheap until its count is right. */
  const stands = {
    open: ({ all }) => document.querySelector('.card[data-lead]') && total() === all,
    /** `ids`: what may be there. */
    filtered: ({ left, ids }) => total() === left && cards().length > 0 && cards().every((item) => ids.includes(item.dataset.lead)),
    /** `heads`: the first card of each column is there again. */
    cleared: ({ all, heads }) => total() === all && heads.every(card),
    /** `before`: how many the columns held. A card on its way is in none. */
    moved: ({ id, from, before }) => counts()[from] === before[from] - 1 && ![from, -1].includes(columnOf(id)),
    captured: ({ all, title }) => total() === all && !document.querySelector('[role="dialog"], dialog[open]')
      && cards(columns()[1]).some((item) => item.textContent.includes(title)),
  };

  /** Resolves with the time at the beginning of the frame after the one that shows it. */
  const shown = (what, asked) => new Promise((done) => {
    const look = () => requestAnimationFrame(stands[what](asked) ? () => done(performance.now()) : look);
    requestAnimationFrame(look);
  });

  let armed = null;
  for (const type of ['input', 'keydown', 'click']) {
    window.addEventListener(type, (event) => {
      if (armed?.type !== type) return;
      const { what, asked, done } = armed;
      armed = null;
      shown(what, asked).then((time) => done(time - event.timeStamp));
    }, { capture: true });
  }

  let frames = null;
  const longest = [];
  if (PerformanceObserver.supportedEntryTypes.includes('long-animation-frame')) {
    new PerformanceObserver((list) => longest.push(...list.getEntries().map(({ startTime, duration }) => ({ startTime, duration }))))
      .observe({ type: 'long-animation-frame' });
  }

  window.bench = {
    counts, total, shown,
    /** When the board first stood on the screen, in ms since the page began. */
    opened: shown('open', { all }),
    /** From the next event of `type` until the screen shows `what`: `bench.painted`, in ms. */
    arm: (type, what, asked) => { window.bench.painted = new Promise((done) => { armed = { type, what, asked, done }; }); },
    heads: () => columns().map((column) => cards(column)[0]?.dataset.lead).filter(Boolean),
    ids: () => cards().map((item) => item.dataset.lead),
    frame: () => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }),
    /** Notes how far apart frames are until `endFrames`. */
    beginFrames: () => {
      const own = { from: performance.now(), gaps: [] };
      frames = own;
      let last = null;
      const note = (now) => {
        if (frames !== own) return;
        if (last !== null) own.gaps.push(now - last);
        last = now;
        requestAnimationFrame(note);
      };
      requestAnimationFrame(note);
    },
    endFrames: async () => {
      const { from, gaps } = frames;
      frames = null;
      // The observer is told a task later.
      await new Promise((done) => { setTimeout(done, 50); });
      return { gaps, long: longest.filter(({ startTime }) => startTime >= from).map(({ duration }) => duration) };
    },
    /** Whether a card is under the middle of a column. */
    covered: (column) => {
      const { x, y, width, height } = columns()[column].querySelector('.board-column__cards').getBoundingClientRect();
      const upon = [0.4, 0.5, 0.6].map((part) => document.elementFromPoint(x + width / 2, y + height * part));
      return upon.some((element) => element?.closest('.card'));
    },
  };
}

/** Resolves as `work` does, or throws when it takes longer. */
export async function within(ms, work) {
  let timer;
  const late = new Promise((_, fail) => { timer = setTimeout(() => fail(new Late(ms)), ms); });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

export class Late extends Error {
  constructor(ms) {
    super(`did not finish in ${ms / 1000} s`);
  }
}
