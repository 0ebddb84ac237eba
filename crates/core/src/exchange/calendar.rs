//! Events as a calendar (SPEC ICS5–ICS9): of a workspace, or of the published data.

use std::collections::{BTreeMap, BTreeSet};

use super::ics::{self, Entry};
use super::names::term_name;
use crate::document::Tables;
use crate::format;
use crate::model::{Day, EventRecord, Lang, RecordId, Stop};
use crate::order;
use crate::published::{self, Published};

/// A calendar as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// The file's text; empty without an event, for a calendar has at least one.
    pub text: String,
    /// How many events stand in it.
    pub events: usize,
    /// How many of those asked for have no date, and can't stand in a calendar.
    pub undated: usize,
}

/// The events of a workspace, or those of them that `ids` names, in one language. `name` is the calendar's, `now_ms` when
/// it is made (milliseconds since 1970-01-01T00:00Z).
pub fn calendar_of_workspace(
    tables: &Tables,
    ids: Option<&[RecordId]>,
    name: &str,
    lang: Lang,
    now_ms: i64,
) -> Calendar {
    let wanted: Option<BTreeSet<&RecordId>> = ids.map(|ids| ids.iter().collect());
    let mut stops: BTreeMap<&RecordId, Vec<(&RecordId, &Stop)>> = BTreeMap::new();
    for (id, stop) in tables.stops.iter() {
        stops.entry(&stop.event).or_default().push((id, stop));
    }
    for stops in stops.values_mut() {
        order::sort_by(stops, |(a_id, a), (b_id, b)| (a.order, *a_id).cmp(&(b.order, *b_id)));
    }
    let chosen = tables.events.iter().filter(|(id, _)| wanted.as_ref().is_none_or(|wanted| wanted.contains(id)));
    let mut undated = 0;
    let entries = chosen.filter_map(|(id, event)| {
        let stops = stops.get(id).map(Vec::as_slice).unwrap_or_default();
        let entry = of_record(tables, id, event, stops, lang);
        undated += usize::from(entry.is_none());
        entry
    });
    let entries = entries.collect();
    finish(name, entries, undated, lang, now_ms)
}

/// The published events, or those of them whose ids are given, in one language.
pub fn calendar_of_published(data: &Published, ids: Option<&[String]>, lang: Lang, now_ms: i64) -> Calendar {
    let chosen = data.events.iter().filter(|event| ids.is_none_or(|ids| ids.contains(&event.id)));
    let entries = chosen.map(|event| of_published(data, event, lang)).collect();
    let name = match lang {
        Lang::ZhCn => format!("{} {} 推介时间线", data.district.zh, data.year),
        Lang::En => format!("{} {} promotion timeline", data.district.en, data.year),
    };
    finish(&name, entries, 0, lang, now_ms)
}

fn finish(name: &str, mut entries: Vec<Entry>, undated: usize, lang: Lang, now_ms: i64) -> Calendar {
    order::sort_by(&mut entries, |a, b| (a.start, a.last, &a.id).cmp(&(b.start, b.last, &b.id)));
    let events = entries.len();
    let text = if events == 0 { String::new() } else { ics::write(name, &entries, lang, now_ms) };
    Calendar { text, events, undated }
}

/// What is said of an event beside its title, line by line.
struct Facts {
    lang: Lang,
    lines: Vec<String>,
}

impl Facts {
    fn add(&mut self, zh: &str, en: &str, value: &str) {
        if !value.trim().is_empty() {
            self.lines.push(match self.lang {
                Lang::ZhCn => format!("{zh}：{}", value.trim()),
                Lang::En => format!("{en}: {}", value.trim()),
            });
        }
    }

    fn say(&mut self, zh: &str, en: &str) {
        self.lines.push(if self.lang == Lang::ZhCn { zh } else { en }.to_owned());
    }

    /// The last day to show. An end that is not known is said and never made up.
    fn last(&mut self, start: Day, end: Option<Day>) -> Day {
        match end {
            Some(end) if end >= start => return end,
            Some(end) => {
                let end = format::day_plain(self.lang, end);
                self.add("结束日期早于开始，未采用", "End before the start, left out", &end);
            }
            None => {
                self.say("结束日期未载，日历里只占开始的一天", "End not stated; the calendar shows the first day alone")
            }
        }
        start
    }
}

fn of_record(
    tables: &Tables,
    id: &RecordId,
    event: &EventRecord,
    stops: &[(&RecordId, &Stop)],
    lang: Lang,
) -> Option<Entry> {
    let start = event.start?;
    let term = |id| tables.terms.get(id).map(|term| term_name(term, lang)).unwrap_or_default();
    let mut facts = Facts { lang, lines: Vec::new() };
    let last = facts.last(start, event.end);
    facts.add("季", "Season", &event.season.map(|season| season.to_string()).unwrap_or_default());
    facts.add("带队", "Led by", lang.either(&event.led_by_zh, &event.led_by_en));
    facts.add("主题", "Theme", lang.either(&event.theme_zh, &event.theme_en));
    facts.add("战区", "Zone", term(&event.zone));
    facts.add("产业", "Industry", term(&event.industry));
    facts.lines.extend(lang.either(&event.notes_zh, &event.notes_en).lines().map(str::to_owned));

    let mut places: Vec<(&str, bool)> = Vec::new();
    for (_, stop) in stops {
        places.push((lang.either(&stop.place_zh, &stop.place_en), stop.inferred));
    }
    for place in lang.either(&event.places_zh, &event.places_en).lines().map(str::trim) {
        if !stops.iter().any(|(_, stop)| stop.place_zh == place || stop.place_en == place) {
            places.push((place, false));
        }
    }
    let kind = term(&event.kind);
    Some(Entry {
        id: id.as_str().to_owned(),
        summary: summary(lang.either(&event.title_zh, &event.title_en), kind, event.sample, lang),
        location: location(&places, lang),
        category: kind.to_owned(),
        description: facts.lines.join("\n"),
        start,
        last,
        public: event.public,
    })
}

fn of_published(data: &Published, event: &published::Event, lang: Lang) -> Entry {
    let mut facts = Facts { lang, lines: Vec::new() };
    let last = facts.last(event.start, event.end);
    facts.add("季", "Season", &event.season.map(|season| season.to_string()).unwrap_or_default());
    if let Some(leader) = &event.led_by {
        facts.add("带队", "Led by", &leader.words(lang));
    }
    facts.add("主题", "Theme", event.theme.as_ref().map(|theme| theme.get(lang)).unwrap_or_default());
    facts.lines.extend(event.notes.iter().map(|note| note.get(lang).to_owned()));
    facts.add("来源", "Source", data.source.line.get(lang));
    let places: Vec<(&str, bool)> = event.places.iter().map(|place| (place.name.get(lang), place.inferred)).collect();
    let kind = data.kinds.iter().find(|kind| kind.id == event.kind).map(|kind| kind.name.get(lang));
    let kind = kind.unwrap_or_default();
    Entry {
        id: event.id.clone(),
        summary: summary(event.title.get(lang), kind, false, lang),
        location: location(&places, lang),
        category: kind.to_owned(),
        description: facts.lines.join("\n"),
        start: event.start,
        last,
        public: true,
    }
}

/// The title, or the kind where there is none; an invented event says so first.
fn summary(title: &str, kind: &str, sample: bool, lang: Lang) -> String {
    let unnamed = if lang == Lang::ZhCn { "未命名的活动" } else { "Untitled event" };
    let shows = |text: &&str| text.chars().any(|c| !c.is_whitespace() && !c.is_control());
    let title = Some(title).filter(shows).or(Some(kind).filter(shows)).unwrap_or(unnamed);
    let marked = ["示例", "Sample"].iter().any(|mark| title.trim_start().starts_with(mark));
    match (sample && !marked, lang) {
        (false, _) => title.to_owned(),
        (true, Lang::ZhCn) => format!("示例 {title}"),
        (true, Lang::En) => format!("Sample: {title}"),
    }
}

/// The places one behind the other; one that is inferred says so.
fn location(places: &[(&str, bool)], lang: Lang) -> String {
    let (between, inferred) = match lang {
        Lang::ZhCn => ("、", "（推断）"),
        Lang::En => ("; ", " (inferred)"),
    };
    let named = places.iter().filter(|(place, _)| !place.trim().is_empty());
    let words = named.map(|(place, is_inferred)| format!("{place}{}", if *is_inferred { inferred } else { "" }));
    words.collect::<Vec<_>>().join(between)
}
