// What the benchmarks of drawing share. The functions that watch run in the page.

/** `window.timelinePainted`: when the timeline of either side first stood on the screen, in ms since the page began. */
export function watchPaint(side) {
  const ready = {
    ours: () => document.querySelector('main .timeline .timeline__stage') && document.querySelector('main .timeline ol > li'),
    vis: () => {
      const root = document.querySelector('.vis-timeline');
      return root && getComputedStyle(root).visibility === 'visible' && root.querySelector('.vis-item');
    },
    empty: () => document.querySelector('main'),
  }[side];
  window.timelinePainted = new Promise((done) => {
    const look = () => {
      if (!ready()) requestAnimationFrame(look);
      // The frame that has it, and the beginning of the next one.
      else requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())));
    };
    requestAnimationFrame(look);
  });
}

/** `armStep()`, then an input event: `stepPainted` is the time from that event to the frame after the one it changed. */
export function watchSteps() {
  let resolve = null;
  window.armStep = () => { window.stepPainted = new Promise((done) => { resolve = done; }); };
  const note = (event) => {
    if (!resolve || (event.type === 'pointermove' && event.buttons === 0)) return;
    const done = resolve;
    resolve = null;
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - event.timeStamp)));
  };
  for (const type of ['wheel', 'pointermove']) window.addEventListener(type, note, { capture: true, passive: true });
}

export const median = (samples) => {
  const sorted = [...samples].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
};

/**
 * What ours takes of theirs; `target` is the most it may be. With `less`, what measuring takes on an empty page is taken
 * off both.
 */
export function ratio(name, { ours, vis, empty }, target, less = false) {
  const off = less ? median(empty) : 0;
  const part = Math.max(0, median(ours) - off) / (median(vis) - off);
  return { name: `${name}: Landfall ÷ vis-timeline${less ? ', each less the empty page' : ''}`, unit: '', samples: [part], target };
}
