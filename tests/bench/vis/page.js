// vis-timeline with the events of a .landfall file. `prepare` makes its items, `draw` its timeline: measured apart.
/* global vis */
const DAY = 86_400_000;
const KINDS = { overseas: '出海推介', national: '国内推介', season: '推介季', launch: '揭牌', 'round-table': '座谈/圆桌', reception: '请进来', training: '培训' };

window.prepare = async () => {
  const { events } = await (await fetch('events.json')).json();
  const day = (text) => new Date(`${text}T00:00`);
  window.items = new vis.DataSet(events.map(({ id, title_zh: title, kind, start, end }) => ({
    id, content: title, group: kind, start: day(start),
    // One day, or an end that is not stated: a box, as vis-timeline draws what has no end. Its ends are exclusive.
    ...(end && end !== start && { end: new Date(day(end).getTime() + DAY) }),
  })));
  window.groups = new vis.DataSet(Object.entries(KINDS).map(([kind, content], order) => ({ id: `event-kind/${kind}`, content, order })));
};

window.draw = (from, to) => {
  const options = { rollingMode: {}, height: '100%', start: `${from}T00:00`, end: `${to}T00:00` };
  window.timeline = new vis.Timeline(document.getElementById('timeline'), window.items, window.groups, options);
};

vis.moment.locale('en');
const asked = new URLSearchParams(location.search);
if (asked.has('from')) window.prepare().then(() => window.draw(asked.get('from'), asked.get('to')));
else window.prepared = window.prepare();
