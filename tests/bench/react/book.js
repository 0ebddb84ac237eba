// The leads of a .landfall file as the board of React keeps and words them.
const PLAIN = /\s+/g;
/** A text as it is searched: without regard to case, width and spaces. */
export const plain = (text) => text.normalize('NFKC').replace(PLAIN, '').toLowerCase();

const DAY = 86_400_000;
const midnight = (text) => Date.parse(`${text}T00:00:00+08:00`);
const today = () => Math.floor((Date.now() + 8 * 3_600_000) / DAY) * DAY - 8 * 3_600_000;
const daysSince = (text) => Math.max(0, Math.round((today() - midnight(text)) / DAY));

/** In-talks leads are stale from day 14, a reason is due from day 30; the waterline has 44 days. */
const [STALE, REASON, WATERLINE] = [14, 30, 44];

export function ageing(lead) {
  const idle = daysSince(lead.stage_since > lead.reported_on ? lead.stage_since : lead.reported_on);
  const waterline = Math.round((Math.min(idle, WATERLINE) * 100) / WATERLINE);
  if (lead.stage === 'stage/in-talks' && idle >= REASON) return { tone: 'caution', words: `${idle} 天无进展，待说明`, waterline };
  if (lead.stage === 'stage/in-talks' && idle >= STALE) return { tone: 'warn', words: `${idle} 天无进展`, waterline };
  return { tone: 'calm', words: `停留 ${daysSince(lead.stage_since)} 天`, waterline };
}

export function due(text) {
  const left = Math.round((midnight(text) - today()) / DAY);
  if (left < 0) return { tone: 'overdue', words: `逾期 ${-left} 天` };
  if (left === 0) return { tone: 'today', words: '今天' };
  return { tone: 'later', words: left === 1 ? '明天' : text };
}

const HUNDRED_MILLION = 100_000_000;
const UNIT = { CNY: '元', USD: '美元' };
const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

export function money(text) {
  const [currency, figure] = text.split(' ');
  const amount = Number(figure);
  return amount < HUNDRED_MILLION
    ? `${grouped.format(amount / 10_000)} 万${UNIT[currency]}`
    : `${grouped.format(amount / HUNDRED_MILLION)} 亿${UNIT[currency]}`;
}

/** The amounts of leads, each currency by itself. */
export function sums(leads) {
  const all = { CNY: 0, USD: 0 };
  for (const { planned } of leads) {
    if (planned) all[planned.slice(0, 3)] += Number(planned.slice(4));
  }
  return Object.entries(all).filter(([, sum]) => sum > 0)
    .map(([currency, sum]) => `${grouped.format(sum / HUNDRED_MILLION)} 亿${UNIT[currency]}`).join(' + ');
}

/** A lead with the names of what it refers to, and with what is searched of it. */
function known(lead, { companies, officers, terms }) {
  const officer = officers.get(lead.officer);
  const company = companies.get(lead.company) ?? lead.company;
  const searched = [lead.title, company, lead.code, officer?.name ?? ''].map(plain).join('\n');
  return { ...lead, company, officer, industry: terms[lead.industry]?.zh, zone: terms[lead.zone]?.zh, searched };
}

/** Reads the file and the dictionary of terms: stages in their order, and the leads of each by rank. */
export function read(file, terms) {
  const companies = new Map(file.companies.map(({ id, name }) => [id, name]));
  const officers = new Map(file.officers.map((officer) => [officer.id, officer]));
  const blockers = new Map((file.blockers ?? []).map(({ lead, kind }) => [lead, terms[kind]?.zh]));
  const stages = Object.entries(terms).filter(([, { kind, group }]) => kind === 'stage' && group !== 'out')
    .map(([id, { zh, group, order }]) => ({ id, name: zh, group, order })).sort((a, b) => a.order - b.order);
  const columns = Object.fromEntries(stages.map(({ id }) => [id, []]));
  const byRank = file.leads.toSorted((a, b) => (a.rank < b.rank ? -1 : 1));
  for (const lead of byRank) columns[lead.stage].push({ ...known(lead, { companies, officers, terms }), blocker: blockers.get(lead.id) });
  return { stages, columns };
}

/** About how wide a letter is, in hundredths of its font's size; as the app reckons it. */
function widthOf(letter) {
  if (letter > '\u007f') return 102;
  if (letter === ' ') return 24;
  if ("ijlI.,;:'|!".includes(letter)) return 32;
  if ('frt()-/"'.includes(letter)) return 41;
  if ('mwMW&@%'.includes(letter)) return 90;
  return letter >= 'A' && letter <= 'Z' ? 70 : 60;
}

/** Lines of a card's title in a column of 216 px. */
export function lines(title) {
  const wide = [...title].reduce((sum, letter) => sum + widthOf(letter), 0) * 0.14;
  const room = wide / (216 - 54);
  if (room <= 1) return 1;
  return room <= 1.88 ? 2 : 3;
}

let captured = 0;

/** A new lead of two fields. */
export function capture(title, company) {
  captured += 1;
  const day = new Date().toISOString().slice(0, 10);
  const code = `${day.replaceAll('-', '')}-${String(captured).padStart(3, '0')}`;
  const lead = { id: `new-${captured}`, code, title, company, stage: 'stage/lead', stage_since: day, reported_on: day, next_step: '' };
  return { ...lead, searched: [title, company, code].map(plain).join('\n') };
}
