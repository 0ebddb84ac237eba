// A workspace file in which every text field of every kind of record holds what an attacker, a script or another
// writing direction would put there. The kinds and fields are read from the core: a field that is new is hostile at once.
import { readFileSync } from 'node:fs';

const ATTACKS = '"><img src=x onerror="window.__xss=1"><svg onload=window.__xss=2></textarea><script>window.__xss=3</script>';
const STRANGE = '\u202eslive\u202c مرحبا 👩‍👩‍👧 {{count}} %s &lt;b&gt;';

/** How every hostile text begins, and how it must be read on the page. */
export const LITERAL = '"><img src=x onerror="window.__xss=1">';
/** A text as long as somebody's whole mail. */
const LONG = `${ATTACKS} ${'很长的话 longword'.repeat(900)}`.slice(0, 10_000);

const source = ['record', 'record_more']
  .map((name) => readFileSync(new URL(`../../crates/core/src/model/${name}.rs`, import.meta.url), 'utf8'))
  .join('\n');
const snake = (name) => name.replace(/(?<!^)[A-Z]/g, '_$&').toLowerCase();

/** Collection → its fields, each with its type and what it refers to. */
export const KINDS = Object.fromEntries(
  [...source.matchAll(/^ {4}\w+ in (\w+)[^{]*\{\n([\s\S]*?)^ {4}\}/gm)].map(([, collection, body]) => [
    snake(collection),
    [...body.matchAll(/^ {8}(\w+): ([\w<>]+)(?: => (?:to\(Collection::(\w+)\)|term\("([\w-]+)"\)))?/gm)]
      .map(([, name, type, to, term]) => ({ name, type, to: to && snake(to), term })),
  ]).filter(([collection]) => collection !== 'workspace'),
);

export const CODE = '20231208-901';
export const LEAD = 'x/leads';
export const EVENT = 'x-event';
const idOf = (collection) => (collection === 'events' ? EVENT : `x/${collection}`);
const hostileTerm = (kind) => `${kind}/x`;

/** What has to be right, so that the record is shown at all. */
const RIGHT = {
  leads: { code: CODE, stage: 'stage/in-talks', rank: 'a', due: '2023-12-07', stage_since: '2023-11-01', reported_on: '2023-11-01', merged_into: '', public: false, published: false },
  companies: { parent: '', merged_into: '', credit_code: '' },
  events: { start: '2023-11-20', end: '2023-11-21', public: false, published: false },
  terms: { kind: 'zone', order: 99 },
  views: { route: 'board', query: 'zone=zone/x', owner: '' },
  event_notes: { kind: 'outcome', done_on: '' },
  resources: { link: 'javascript:window.__xss=4' },
  links: { kind: 'material', from: LEAD, to: '', link: 'javascript:window.__xss=5' },
  indicators: { figure: 'count', public: false, published: false },
  chain_nodes: { feeds: '' },
  needs: { state: 'need-state/open' },
  blockers: { resolution: '' },
};

function hostile(collection, fields) {
  const record = { id: idOf(collection) };
  for (const { name, type, to, term } of fields) {
    if (type === 'String') record[name] = `${ATTACKS} ${collection}.${name} ${STRANGE}`;
    else if (type.includes('Day')) record[name] = '2023-12-01';
    else if (type.includes('Money')) record[name] = 'CNY 12345678900';
    else if (type.includes('i64')) record[name] = 1;
    else if (type === 'bool') record[name] = true;
    else if (to) record[name] = idOf(to);
    else if (term) record[name] = hostileTerm(term);
  }
  const right = { ...record, ...RIGHT[collection] };
  return Object.fromEntries(Object.entries(right).filter(([, value]) => value !== ''));
}

/** The text of a `.landfall` file. */
export function hostileFile() {
  const file = { app: 'landfall', schema: 2, workspace: { name: `${ATTACKS} workspace` } };
  for (const [collection, fields] of Object.entries(KINDS)) file[collection] = [hostile(collection, fields)];
  const { leads, terms, events, links, event_notes: notes } = file;
  const kinds = [...new Set(Object.values(KINDS).flat().map(({ term }) => term).filter(Boolean))];
  const text = (what) => `${ATTACKS} ${what} ${STRANGE}`;
  file.terms = kinds.map((kind) => ({ ...terms[0], id: hostileTerm(kind), kind, zh: text(`terms.zh ${kind}`), en: text(`terms.en ${kind}`) }));
  // A second one whose code, title and note are beyond all measure, and which a gate has something to ask; and the same company once more, to be one with the first.
  const { signing_company: signing, signed_on: signed, ...unsigned } = leads[0];
  leads.push({ ...unsigned, id: 'x/leads-2', code: text('code'), title: LONG, note: LONG, stage: 'stage/lead', rank: 'b' });
  file.companies.push({ ...file.companies[0], id: 'x/companies-2', name: `${file.companies[0].name}（上海）` });
  // An event without a date waits in the tray.
  const { start, end, ...undated } = events[0];
  events.push({ ...undated, id: 'x-event-2' });
  notes.push({ ...notes[0], id: 'x/event_notes-2', kind: 'next-step' });
  links.push({ ...links[0], id: 'x/links-2', from: EVENT }, { ...links[0], id: 'x/links-3', link: 'https://example.com/"><img src=x onerror=window.__xss=6>' });
  return JSON.stringify(file);
}
