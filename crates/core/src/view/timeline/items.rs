//! Which events the timeline shows, in which lanes (SPEC TL5–TL7).

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::lanes::{Lane, Lanes, LanesBy};
use crate::document::Tables;
use crate::model::{Day, EventRecord, Lang, RecordId, Stop};
use crate::order;
use crate::published::Position;
use crate::query::Filter;
use crate::view::chart::text_width;
use crate::view::event::{in_order, not_written_up, writes_up};

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
    /// The leads that count at it (SPEC EV1).
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
    /// The leads that count at each event ([`leads_by_event`](crate::view::event::leads_by_event)).
    pub leads: &'a BTreeMap<RecordId, Vec<RecordId>>,
    pub words: &'a TimelineWords,
}

/// What is known about events from other records, gathered in one pass.
#[derive(Default)]
struct Around<'a> {
    noted: BTreeSet<&'a RecordId>,
    stops: BTreeMap<&'a RecordId, Vec<(&'a RecordId, &'a Rc<Stop>)>>,
}

impl<'a> Around<'a> {
    fn of(tables: &'a Tables) -> Self {
        let mut around = Around::default();
        let notes = tables.event_notes.iter().filter(|(_, note)| writes_up(note));
        around.noted.extend(notes.map(|(_, note)| &note.event));
        for (id, stop) in tables.stops.iter() {
            around.stops.entry(&stop.event).or_default().push((id, stop));
        }
        around.stops.values_mut().for_each(in_order);
        around
    }

    fn stops(&self, id: &RecordId) -> Vec<&'a Stop> {
        self.stops.get(id).into_iter().flatten().map(|(_, stop)| &***stop).collect()
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
            let not_written_up = not_written_up(event, around.noted.contains(id), input.today);
            let upcoming = event.start.is_some_and(|start| start > input.today);
            out.counts.0 += 1;
            out.counts.1 += usize::from(not_written_up);
            out.counts.2 += usize::from(upcoming);
            if input.show == Show::NotWrittenUp && !not_written_up || input.show == Show::Upcoming && !upcoming {
                continue;
            }
            let title = input.lang.either(&event.title_zh, &event.title_en).to_owned();
            let Some(start) = event.start else {
                out.undated.push((id.clone(), title));
                continue;
            };
            // Dates that came in the wrong order from a file are shown as one day rather than not at all.
            let end = event.end.map(|end| end.max(start));
            if event.season.is_some() || event.kind.as_str() == "event-kind/season" {
                out.seasons.push(Season { event: id.clone(), number: event.season, title: title.clone(), start, end });
            }
            let caption = caption(event, &stops, input);
            out.items.push(Item {
                id: id.clone(),
                widths: (text_width(&title, 13.0, true), text_width(&caption, 12.0, false)),
                title,
                caption,
                start,
                end,
                lane: lanes.of(event, &stops),
                leads: input.leads.get(id).map(Vec::len).unwrap_or_default(),
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
    let leader = lang.either(&event.led_by_zh, &event.led_by_en);
    let listed = lang.either(&event.places_zh, &event.places_en).replace('\n', " ");
    let mut parts = Vec::new();
    if !leader.is_empty() {
        parts.push(input.words.led_by.replace("{name}", leader));
    } else if !stops.is_empty() {
        parts.push(stops.iter().map(|stop| lang.either(&stop.place_zh, &stop.place_en)).collect::<Vec<_>>().join(" "));
    } else if !listed.is_empty() {
        parts.push(listed);
    }
    if event.end.is_none() {
        parts.push(input.words.end_not_stated.clone());
    }
    parts.join("  ")
}
