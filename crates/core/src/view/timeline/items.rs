//! Which events the timeline shows, in which lanes (SPEC TL5–TL7).

use std::collections::{BTreeMap, BTreeSet};

use crate::document::Tables;
use crate::model::{Day, EventRecord, Lang, RecordId, Stop};
use crate::order;
use crate::published::{Position, great_circle_km};
use crate::query::Filter;
use crate::view::chart::text_width;
use crate::view::term_name;

/// What the lanes are by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LanesBy {
    #[default]
    Kind,
    Place,
    Zone,
    Industry,
    Season,
}

impl LanesBy {
    pub const ALL: [LanesBy; 5] = [LanesBy::Kind, LanesBy::Place, LanesBy::Zone, LanesBy::Industry, LanesBy::Season];

    /// The word in the address.
    pub fn word(self) -> &'static str {
        match self {
            LanesBy::Kind => "kind",
            LanesBy::Place => "place",
            LanesBy::Zone => "zone",
            LanesBy::Industry => "industry",
            LanesBy::Season => "season",
        }
    }

    /// By kind when the word is none.
    pub fn from_word(word: &str) -> Self {
        LanesBy::ALL.into_iter().find(|by| by.word() == word).unwrap_or_default()
    }
}

/// Which of the events that a filter admits are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Show {
    #[default]
    All,
    /// Over, with neither outcomes nor next steps (未总结).
    NotWrittenUp,
    /// Begins after today.
    Upcoming,
}

impl Show {
    pub fn word(self) -> &'static str {
        match self {
            Show::All => "",
            Show::NotWrittenUp => "unwritten",
            Show::Upcoming => "upcoming",
        }
    }

    pub fn from_word(word: &str) -> Self {
        [Show::NotWrittenUp, Show::Upcoming].into_iter().find(|show| show.word() == word).unwrap_or_default()
    }
}

/// Where events of a kind are held, by the dictionary's own kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    Abroad,
    Domestic,
    Home,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// Of a term, or a place's name; empty for what has none.
    pub id: String,
    /// Empty for what has none: a view says 未载.
    pub name: String,
    pub reach: Option<Reach>,
    pub count: usize,
}

/// An event with a date.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    pub id: RecordId,
    pub title: String,
    /// A second line: who led it, or where it was.
    pub caption: String,
    pub start: Day,
    /// The last day; `None` when it is not known.
    pub end: Option<Day>,
    /// Place in [`Timeline::lanes`].
    pub lane: usize,
    /// Leads whose source it is.
    pub leads: usize,
    pub sample: bool,
    pub public: bool,
    pub not_written_up: bool,
    /// The widths of title (13 px, bold) and caption (12 px) in CSS pixels.
    pub widths: (f64, f64),
}

/// A season: a band behind the lanes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Season {
    pub event: RecordId,
    /// `Some(2)` for 第二季; else the event's own title names it.
    pub number: Option<i64>,
    pub title: String,
    pub start: Day,
    pub end: Option<Day>,
}

/// The events of a workspace as the timeline shows them, in the order of time.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Timeline {
    pub lanes: Vec<Lane>,
    pub items: Vec<Item>,
    /// Events without a date, by title.
    pub undated: Vec<(RecordId, String)>,
    pub seasons: Vec<Season>,
    /// How many events the filter admits, by [`Show`]: all, not written up, upcoming.
    pub counts: (usize, usize, usize),
    /// How many there are, whatever the filter.
    pub all: usize,
}

/// Words that core has not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TimelineWords {
    /// 结束日期未载.
    pub end_not_stated: String,
    /// `{name}带队`, where `{name}` is put in.
    pub led_by: String,
    /// 其他: what is in no lane of its own.
    pub other: String,
}

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct TimelineInput<'a> {
    pub filter: &'a Filter,
    pub lanes: LanesBy,
    pub show: Show,
    pub lang: Lang,
    pub today: Day,
    /// Where distances begin.
    pub home: Option<Position>,
    pub words: &'a TimelineWords,
}

/// More lanes than this can't be read; the rest share the last one.
const MOST_LANES: usize = 24;

/// A text in this language, or else in the other.
pub(crate) fn either<'a>(lang: Lang, zh: &'a str, en: &'a str) -> &'a str {
    match lang {
        Lang::ZhCn if !zh.is_empty() => zh,
        Lang::En if en.is_empty() => zh,
        _ => en,
    }
}

/// Whether an event is over on this day: its last day is past. One whose end is not known is never over.
pub fn is_over(event: &EventRecord, today: Day) -> bool {
    event.end.is_some_and(|end| end < today)
}

/// What is known about events from other records, gathered in one pass.
#[derive(Default)]
struct Around<'a> {
    leads: BTreeMap<&'a RecordId, usize>,
    noted: BTreeSet<&'a RecordId>,
    stops: BTreeMap<&'a RecordId, Vec<&'a Stop>>,
}

impl<'a> Around<'a> {
    fn of(tables: &'a Tables) -> Self {
        let mut around = Around::default();
        for (_, lead) in tables.leads.iter().filter(|(_, lead)| !lead.source_event.is_empty()) {
            *around.leads.entry(&lead.source_event).or_default() += 1;
        }
        around.noted.extend(tables.event_notes.iter().map(|(_, note)| &note.event));
        for (_, stop) in tables.stops.iter() {
            around.stops.entry(&stop.event).or_default().push(stop);
        }
        for stops in around.stops.values_mut() {
            order::sort_by_key(stops, |stop| stop.order);
        }
        around
    }

    fn stops(&self, id: &RecordId) -> &[&'a Stop] {
        self.stops.get(id).map(Vec::as_slice).unwrap_or_default()
    }
}

impl Timeline {
    pub fn of(tables: &Tables, input: &TimelineInput<'_>) -> Self {
        let around = Around::of(tables);
        let mut out = Timeline { all: tables.events.len(), ..Timeline::default() };
        let mut lanes = Lanes::new(tables, input);
        for (id, event) in tables.events.iter() {
            let stops = around.stops(id);
            let places: Vec<&str> = stops.iter().flat_map(|stop| [&*stop.place_zh, &*stop.place_en]).collect();
            if !input.filter.admits_event(event, &places.join("\n")) {
                continue;
            }
            let not_written_up = is_over(event, input.today)
                && event.outcomes.is_empty()
                && event.next_steps.is_empty()
                && !around.noted.contains(id);
            let upcoming = event.start.is_some_and(|start| start > input.today);
            out.counts.0 += 1;
            out.counts.1 += usize::from(not_written_up);
            out.counts.2 += usize::from(upcoming);
            if input.show == Show::NotWrittenUp && !not_written_up || input.show == Show::Upcoming && !upcoming {
                continue;
            }
            let title = either(input.lang, &event.title_zh, &event.title_en).to_owned();
            let Some(start) = event.start else {
                out.undated.push((id.clone(), title));
                continue;
            };
            // Dates that came in the wrong order from a file are shown as one day rather than not at all.
            let end = event.end.map(|end| end.max(start));
            if event.season.is_some() || event.kind.as_str() == "event-kind/season" {
                out.seasons.push(Season { event: id.clone(), number: event.season, title: title.clone(), start, end });
            }
            let caption = caption(event, stops, input);
            out.items.push(Item {
                id: id.clone(),
                widths: (text_width(&title, 13.0, true), text_width(&caption, 12.0, false)),
                title,
                caption,
                start,
                end,
                lane: lanes.of(event, stops),
                leads: around.leads.get(id).copied().unwrap_or_default(),
                sample: event.sample,
                public: event.public,
                not_written_up,
            });
        }
        order::sort_by(&mut out.items, |a, b| (a.start, a.end, &a.id).cmp(&(b.start, b.end, &b.id)));
        order::sort_by_key(&mut out.seasons, |season| season.start);
        order::sort_by(&mut out.undated, |a, b| a.1.cmp(&b.1));
        out.lanes = lanes.settle(&mut out.items);
        out
    }

    /// The item of an event.
    pub fn position(&self, id: &RecordId) -> Option<usize> {
        self.items.iter().position(|item| item.id == *id)
    }

    /// From the first day of any event to the last one.
    pub fn extent(&self) -> Option<(Day, Day)> {
        let first = self.items.first()?.start;
        let last = self.items.iter().map(|item| item.end.unwrap_or(item.start)).max()?;
        Some((first, last))
    }
}

fn caption(event: &EventRecord, stops: &[&Stop], input: &TimelineInput<'_>) -> String {
    let lang = input.lang;
    let leader = either(lang, &event.led_by_zh, &event.led_by_en);
    let listed = either(lang, &event.places_zh, &event.places_en).replace('\n', " ");
    let mut parts = Vec::new();
    if !leader.is_empty() {
        parts.push(input.words.led_by.replace("{name}", leader));
    } else if !stops.is_empty() {
        parts.push(stops.iter().map(|stop| either(lang, &stop.place_zh, &stop.place_en)).collect::<Vec<_>>().join(" "));
    } else if !listed.is_empty() {
        parts.push(listed);
    }
    if event.end.is_none() {
        parts.push(input.words.end_not_stated.clone());
    }
    parts.join("  ")
}

/// The lanes as they are found.
struct Lanes<'a> {
    tables: &'a Tables,
    input: &'a TimelineInput<'a>,
    /// The order of a lane among the others, the lane, and its place so far.
    found: Vec<((i64, String), Lane)>,
    places: BTreeMap<String, usize>,
}

impl<'a> Lanes<'a> {
    fn new(tables: &'a Tables, input: &'a TimelineInput<'a>) -> Self {
        Lanes { tables, input, found: Vec::new(), places: BTreeMap::new() }
    }

    /// The lane of an event.
    fn of(&mut self, event: &EventRecord, stops: &[&Stop]) -> usize {
        let id = match self.input.lanes {
            LanesBy::Kind => event.kind.to_string(),
            LanesBy::Zone => event.zone.to_string(),
            LanesBy::Industry => event.industry.to_string(),
            LanesBy::Season => event.season.map(|number| number.to_string()).unwrap_or_default(),
            LanesBy::Place => self.place(event, stops),
        };
        if let Some(place) = self.places.get(&id) {
            return *place;
        }
        let place = self.found.len();
        self.places.insert(id.clone(), place);
        let order = self.order(&id, stops);
        let lane = Lane { name: self.name(&id), reach: self.reach(&id), id, count: 0 };
        self.found.push((order, lane));
        place
    }

    /// The first place of an event: where its itinerary begins, or the first that is written down.
    fn place(&self, event: &EventRecord, stops: &[&Stop]) -> String {
        let lang = self.input.lang;
        let written = || either(lang, &event.places_zh, &event.places_en).lines().next().unwrap_or_default();
        let first = stops.first().map(|stop| either(lang, &stop.place_zh, &stop.place_en));
        first.unwrap_or_else(written).trim().to_owned()
    }

    fn name(&self, id: &str) -> String {
        match self.input.lanes {
            LanesBy::Place | LanesBy::Season => id.to_owned(),
            _ => term_name(self.tables, &RecordId::from(id), self.input.lang),
        }
    }

    fn reach(&self, id: &str) -> Option<Reach> {
        match (self.input.lanes, id) {
            (LanesBy::Kind, "event-kind/overseas") => Some(Reach::Abroad),
            (LanesBy::Kind, "event-kind/national") => Some(Reach::Domestic),
            (
                LanesBy::Kind,
                "event-kind/season"
                | "event-kind/launch"
                | "event-kind/round-table"
                | "event-kind/reception"
                | "event-kind/training",
            ) => Some(Reach::Home),
            _ => None,
        }
    }

    /// Dictionaries in their order, places from far to near, what has none last.
    fn order(&self, id: &str, stops: &[&Stop]) -> (i64, String) {
        const LAST: i64 = i64::MAX;
        let order = match self.input.lanes {
            _ if id.is_empty() => LAST,
            LanesBy::Season => id.parse().unwrap_or(LAST - 1),
            LanesBy::Place => stops.first().and_then(|stop| self.distance(stop)).map_or(LAST - 1, |km| -km),
            _ => self.tables.terms.get(&RecordId::from(id)).map_or(LAST - 1, |term| term.order),
        };
        (order, id.to_owned())
    }

    #[allow(clippy::cast_possible_truncation)] // At most half the Earth's round: 20,000 km.
    fn distance(&self, stop: &Stop) -> Option<i64> {
        Some(great_circle_km(self.input.home?, position(stop)?).round() as i64)
    }

    /// Brings the lanes into their order, and the items with them; those too many share the last one.
    fn settle(self, items: &mut [Item]) -> Vec<Lane> {
        let mut order: Vec<usize> = (0..self.found.len()).collect();
        order::sort_by(&mut order, |a, b| {
            let key = |place: &usize| self.found.get(*place).map(|(order, _)| order);
            key(a).cmp(&key(b))
        });
        let shared = order.len() > MOST_LANES;
        let mut to = vec![0; order.len()];
        for (place, found) in order.iter().enumerate() {
            if let Some(slot) = to.get_mut(*found) {
                *slot = if shared { place.min(MOST_LANES - 1) } else { place };
            }
        }
        let mut lanes: Vec<Lane> =
            order.iter().filter_map(|found| self.found.get(*found).map(|(_, lane)| lane.clone())).collect();
        lanes.truncate(MOST_LANES);
        if let Some(last) = lanes.last_mut().filter(|_| shared) {
            last.name.clone_from(&self.input.words.other);
        }
        for item in items {
            item.lane = to.get(item.lane).copied().unwrap_or_default();
            if let Some(lane) = lanes.get_mut(item.lane) {
                lane.count += 1;
            }
        }
        lanes
    }
}

/// Where a stop is, when it is known.
#[allow(clippy::cast_precision_loss)] // Hundredths of a degree.
pub fn position(stop: &Stop) -> Option<Position> {
    Some(Position { lat: stop.latitude? as f64 / 100.0, lon: stop.longitude? as f64 / 100.0 })
}
