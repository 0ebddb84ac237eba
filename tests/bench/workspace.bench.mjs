// The workspace: opening it, one edit, one merge, the room it takes. 10,000 leads of 20 fields each.
import { storageNote } from './lib.mjs';

const LEADS = 10_000;

export const open = {
  async run(_, bench) {
    const storage = await bench.data(`merged-${LEADS}-compacted.json`);
    const route = await bench.quietRoute();
    const [app, thread] = [[], []];
    let note = '';
    for (let n = 0; n < bench.runs; n += 1) {
      const page = await bench.fresh({ storage });
      note = storageNote(page);
      thread.push(await bench.busy(page, () => bench.open(page, route)));
      app.push(...await bench.measured(page, 'landfall:open'));
      await bench.done(page);
    }
    return [
      { name: 'open 10,000 leads: the workspace', unit: 'ms', samples: app, note },
      { name: 'open 10,000 leads: main thread, page and all', unit: 'ms', samples: thread },
    ];
  },
};

export const edit = {
  async run(_, bench) {
    const [storage, { leads }] = [await bench.data(`merged-${LEADS}-compacted.json`), await bench.data(`leads-${LEADS}.landfall`)];
    const page = await bench.fresh({ storage });
    // The lead is open, the board behind it is empty.
    await bench.open(page, `#/lead/${leads[5000].code}?q=nothing-is-called-so`);
    const field = page.getByRole('complementary').getByLabel('联系人');
    const [durable, thread] = [[], []];
    for (let n = 0; n < bench.runs * 4; n += 1) {
      const before = (await bench.measured(page, 'landfall:dispatch')).length;
      await field.fill(`第 ${n} 位联系人`);
      thread.push(await bench.busy(page, async () => {
        await field.press('Tab');
        durable.push(await bench.next(page, 'landfall:dispatch', before, 10_000));
      }));
    }
    return [
      { name: 'one edit of 10,000 leads: until it is stored', unit: 'ms', samples: durable, note: storageNote(page) },
      { name: 'one edit of 10,000 leads: main thread, redrawing and all', unit: 'ms', samples: thread },
    ];
  },
};

export const merge = {
  async run(_, bench) {
    const name = 'merge another laptop’s 10,000 leads';
    const [app, thread] = [[], []];
    for (let n = 0; n < bench.runs; n += 1) {
      const page = await bench.fresh();
      await bench.open(page, '#/data');
      const file = page.getByLabel(/导入文件|Import a file/);
      if (await file.count() === 0) return { name, skipped: 'there is no page to import a file on yet' };
      thread.push(await bench.busy(page, async () => {
        await file.setInputFiles(bench.path(`leads-${LEADS}.landfall`));
        await page.getByRole('main').getByRole('button', { name: /^(导入|Import)$/ }).click();
        app.push(await bench.next(page, 'landfall:merge', 0));
      }));
      await bench.done(page);
    }
    return [
      { name, unit: 'ms', samples: app },
      { name: `${name}: main thread, reading and all`, unit: 'ms', samples: thread },
    ];
  },
};

export const room = {
  async run(_, bench) {
    const route = await bench.quietRoute();
    const results = [];
    for (const [file, leads, how] of [
      ['merged-1000-compacted.json', 1000, 'from a file, at rest'], ['typed-300-compacted.json', 300, 'typed field by field, at rest'],
      ['merged-1000.json', 1000, 'from a file, just merged'], ['typed-300.json', 300, 'typed field by field, just now'],
    ]) {
      const page = await bench.fresh({ storage: await bench.data(file) });
      // With what the app itself adds to it.
      await bench.open(page, route);
      await bench.settled(page);
      const backups = await bench.units(page, 'landfall/1/backups/');
      results.push({
        name: `storage for 1,000 leads, ${how}`, unit: 'UTF-16 units', samples: [await bench.units(page) * 1000 / leads],
        note: storageNote(page) || (backups && `${Math.round(backups * 1000 / leads).toLocaleString('en')} of it today’s backup`) || '',
        // At rest, 20,000 leads fit into the 5 Mi units of an origin.
        target: how.endsWith('at rest') ? 262_000 : null,
      });
      await bench.done(page);
    }
    return results;
  },
};
