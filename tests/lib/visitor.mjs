// What tests of the visitor's timeline share.

const DATA = '**/data/published.json';

/** The published data, changed for this test: only what the district published is ever shipped. */
export const withData = (page, change) =>
  page.route(DATA, async (route) => {
    const file = await (await route.fetch()).json();
    change(file);
    await route.fulfill({ json: file });
  });

/** The same events and indicators in earlier years too, `count` years in all. */
export const severalYears = (count) => (file) => {
  const { events, indicators } = structuredClone(file);
  for (let back = 1; back < count; back += 1) {
    for (const indicator of structuredClone(indicators)) {
      indicator.year -= back;
      delete indicator.change_percent;
      if (indicator.figure.value) indicator.figure.value = Math.round(indicator.figure.value * (1 - back / 10));
      file.indicators.push(indicator);
    }
    for (const event of structuredClone(events)) {
      event.id = event.id.replace('2023', String(2023 - back));
      for (const day of ['start', 'end']) if (event[day]) event[day] = event[day].replace('2023', String(2023 - back));
      file.events.push(event);
    }
  }
};

export const chart = (page) => page.locator('#timeline-chart');
export const marks = (page) => page.locator('#timeline-chart .chart__text[data-look="axis"]').allTextContents();
export const range = (page) => page.locator('.timeline-tools__words');
export const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
