// The workspace’s timeline beside vis-timeline: the same 10,000 events over ten years (ours has the five published ones
// besides), the same year of them in sight, windows of the same size, in the same browser, in turn in each round.
import { serveVis } from './vis/serve.mjs';
import { ratio, watchPaint, watchSteps } from './steps.mjs';

const EVENTS = 'events-10000';
const [FROM, TO, AFTER] = ['2023-01-01', '2023-12-31', '2024-01-01'];
const OURS = `#/events?from=${FROM}&to=${TO}`;
/** Ahead by five times. */
const FIFTH = 0.2;
const STEPS = 20;
const PAN = 40;
/** What the app does once the hand rests belongs to its steps. */
const REST_MS = 1000;

const sides = { ours: 'Landfall', vis: 'vis-timeline', empty: 'an empty page' };
const missing = 'there is no timeline on #/events yet';

/** A page of either side on which nothing is open yet. */
async function freshPage(bench, side, storage) {
  const page = await bench.fresh(side === 'ours' ? { storage } : {});
  await page.addInitScript(watchPaint, side);
  await page.addInitScript(watchSteps);
  return page;
}

const painted = (page) => page.evaluate(() => window.timelinePainted);

/** Whether the app has the page at all. */
async function hasTimeline(bench, storage) {
  const page = await freshPage(bench, 'ours', storage);
  await bench.open(page, OURS);
  const found = await page.locator('main .timeline .timeline__stage').waitFor({ timeout: 10_000 }).then(() => true, () => false);
  await bench.done(page);
  return found;
}

/** Opens the timeline of either side from its address. */
async function open(page, side, vis) {
  const addresses = { ours: `./${OURS}`, vis: `${vis.url}?from=${FROM}&to=${AFTER}`, empty: `${vis.url}empty` };
  await page.goto(addresses[side]);
  return painted(page);
}

/** Runs `measure(side)` for each side that `samples` has, in turn, `runs` times. */
async function alternately(bench, ready, samples, measure) {
  const all = Object.keys(samples).filter((side) => side !== 'ours' || ready);
  for (let n = 0; n < bench.runs; n += 1) {
    for (const side of n % 2 ? all.toReversed() : all) await measure(side);
  }
}

/** A result for each side, and what ours is of theirs: `target` at the most. */
const rows = (name, unit, samples, ready, target, note = '', less = false) => [
  ...Object.keys(samples).map((side) => (side === 'ours' && !ready
    ? { name: `${name}: ${sides[side]}`, skipped: missing }
    : { name: `${name}: ${sides[side]}`, unit, samples: samples[side], note: side === 'vis' ? note : '' })),
  ...(ready ? [ratio(name, samples, target, less)] : []),
];

async function withVis(bench, work) {
  const vis = await serveVis(bench.path(`${EVENTS}.landfall`));
  try {
    const storage = await bench.data(`${EVENTS}-compacted.json`);
    return await work(vis, storage, await hasTimeline(bench, storage));
  } finally {
    vis.close();
  }
}

export const paint = {
  run: (_, bench) => withVis(bench, async (vis, storage, ready) => {
    const [whole, drawn, work] = [{ ours: [], vis: [] }, { ours: [], vis: [] }, { ours: [], vis: [] }];
    await alternately(bench, ready, whole, async (side) => {
      const page = await freshPage(bench, side, storage);
      whole[side].push(await open(page, side, vis));
      await bench.done(page);
    });
    await alternately(bench, ready, drawn, async (side) => {
      const page = await freshPage(bench, side, storage);
      if (side === 'ours') {
        await bench.open(page, '#/data');
      } else {
        await page.goto(vis.url);
        await page.evaluate(() => window.prepared);
      }
      await bench.idle(page);
      work[side].push(await bench.busy(page, async () => {
        drawn[side].push(await page.evaluate(async ([side, ours, from, after]) => {
          const start = performance.now();
          if (side === 'ours') location.hash = ours;
          else window.draw(from, after);
          return await window.timelinePainted - start;
        }, [side, OURS, FROM, AFTER]));
      }));
      await bench.done(page);
    });
    return [
      ...rows('timeline, from its address until painted', 'ms', whole, ready, FIFTH,
        'a new profile: program and data from the server next door; ours opens a workspace out of localStorage, vis-timeline fetches the same events as JSON'),
      ...rows('timeline, events in memory until painted', 'ms', drawn, ready, FIFTH,
        'ours: the workspace is open on another page, then its address changes; vis-timeline: the data set is filled, then its constructor is called'),
      ...rows('timeline, events in memory until painted: main thread', 'ms', work, ready, FIFTH),
    ];
  }),
};

/** One notch of the wheel with Ctrl at the centre, in and out in turn. */
async function zoom(page, _, n) {
  await page.mouse.wheel(0, n % 2 ? 100 : -100);
}

/** 40 px to and fro: ours by a horizontal wheel, vis-timeline by dragging, as that is what it pans by. */
async function pan(page, { side, x, y }, n) {
  if (side !== 'vis') await page.mouse.wheel(n % 2 ? -PAN : PAN, 0);
  else await page.mouse.move(x + (n % 2 ? 0 : PAN), y);
}

/** One step; gives the time from its input event until the frame that shows it was presented. */
async function step(page, action, place, n) {
  await page.evaluate(() => window.armStep());
  await action(page, place, n);
  return page.evaluate(() => window.stepPainted);
}

/** The centre of the timeline's own ground, the pointer on it. */
async function centre(page, side) {
  const ground = { ours: 'main .timeline__stage', vis: '.vis-center', empty: 'main' }[side];
  const box = await page.locator(ground).first().boundingBox();
  const place = { side, x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2), box };
  await page.mouse.move(place.x, place.y);
  return place;
}

/** STEPS steps on one page: each one's painted time, and what the main thread did for all of them. */
async function measureSteps(bench, page, side, action) {
  const place = await centre(page, side);
  const drags = action === pan && side === 'vis';
  if (action === zoom) await page.keyboard.down('Control');
  if (drags) {
    await page.mouse.down();
    // Past what it takes for a drag.
    await page.mouse.move(place.x - PAN, place.y);
  }
  const look = () => page.screenshot({ clip: { x: place.box.x, y: place.box.y, width: place.box.width, height: place.box.height } });
  const before = await look();
  await step(page, action, place, 0);
  if (before.equals(await look())) throw new Error(`a step of ${sides[side]} changed nothing that is seen`);
  await step(page, action, place, 1);
  await page.waitForTimeout(REST_MS);
  const times = [];
  const busy = await bench.busy(page, async () => {
    for (let n = 0; n < STEPS; n += 1) times.push(await step(page, action, place, n));
    await page.waitForTimeout(REST_MS);
  });
  if (drags) await page.mouse.up();
  if (action === zoom) await page.keyboard.up('Control');
  return { times, work: busy / STEPS };
}

const steps = (name, action) => ({
  run: (_, bench) => withVis(bench, async (vis, storage, ready) => {
    const [times, work] = [{ ours: [], vis: [], empty: [] }, { ours: [], vis: [], empty: [] }];
    await alternately(bench, ready, times, async (side) => {
      const page = await freshPage(bench, side, storage);
      await open(page, side, vis);
      await bench.idle(page);
      const measured = await measureSteps(bench, page, side, action);
      times[side].push(...measured.times);
      work[side].push(measured.work);
      await bench.done(page);
    });
    return [
      ...rows(`${name}: painted`, 'ms', times, ready, 1,
        'from the input event to the frame after the one it changed, which moves in steps of 16.7 ms: an empty page is the least there is'),
      ...rows(`${name}: main thread`, 'ms', work, ready, FIFTH, `${STEPS} steps and the second after them, a step’s share`, true),
    ];
  }),
});

export const zoomStep = steps('timeline, one notch of zoom', zoom);
export const panStep = steps('timeline, pan by 40 px', pan);
