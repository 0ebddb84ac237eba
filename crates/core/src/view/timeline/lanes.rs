//! The lanes of the timeline (SPEC TL6).

use std::collections::BTreeMap;

use super::items::{Item, TimelineInput};
use crate::document::Tables;
use crate::model::{EventRecord, RecordId, Stop};
use crate::order;
use crate::view::event::distance_km;
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

/// More lanes than this can't be read; the rest share the last one.
const MOST_LANES: usize = 24;

/// The lanes as they are found.
pub(super) struct Lanes<'a> {
    tables: &'a Tables,
    input: &'a TimelineInput<'a>,
    /// The order of a lane among the others, the lane, and its place so far.
    found: Vec<((i64, String), Lane)>,
    places: BTreeMap<String, usize>,
}

impl<'a> Lanes<'a> {
    pub fn new(tables: &'a Tables, input: &'a TimelineInput<'a>) -> Self {
        Lanes { tables, input, found: Vec::new(), places: BTreeMap::new() }
    }

    /// The lane of an event.
    pub fn of(&mut self, event: &EventRecord, stops: &[&Stop]) -> usize {
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
        let written = || lang.either(&event.places_zh, &event.places_en).lines().next().unwrap_or_default();
        let first = stops.first().map(|stop| lang.either(&stop.place_zh, &stop.place_en));
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
        Some(distance_km(stop, self.input.home)?.round() as i64)
    }

    /// Brings the lanes into their order, and the items with them; those too many share the last one.
    pub fn settle(self, items: &mut [Item]) -> Vec<Lane> {
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
