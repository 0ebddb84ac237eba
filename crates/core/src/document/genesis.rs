//! Records whose names come from outside: published events, dictionaries, the sample, imported rows.
//!
//! Two devices that make the same record offline must make *the same* operation, or the merge would keep one
//! device's record and drop the other's later edits. So such a record is created by an operation whose author is
//! derived from the record's name, and a seed's fields by an author derived from the seed's content (SPEC R7).

use std::collections::BTreeMap;

use serde_json::Value;
use yrs::updates::decoder::Decode;
use yrs::{ClientID, Doc, Map, MapPrelim, Out, ReadTxn, StateVector, Transact, Update};

use super::migrate::{SCHEMA, WORKSPACE};
use super::value::{self, Fields, to_any};
use crate::model::{
    Collection, EventRecord, IndicatorRecord, Lang, Localized, Record, RecordId, Stop, Term, WorkspaceRecord,
};
use crate::published::{Event, Figure, Published};

const DICTIONARIES: &str = include_str!("dictionaries.json");
/// Terms of later versions, a file for each version that brought some. A file that was released stays as it is: its
/// author comes from its content, so that every device brings the same operations into an older document.
const LATER_DICTIONARIES: &[&str] = &[include_str!("dictionaries-2.json")];

/// FNV-1a, 64 bit, cut to the 53 bits of an author: stable across versions, which std's hasher is not.
fn author(parts: &[&str]) -> ClientID {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in parts.iter().flat_map(|part| part.bytes().chain([0])) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    ClientID::new((hash >> 11).max(1))
}

/// The update that creates an empty record of this name: the same bytes on every device.
pub fn creation(collection: Collection, id: &RecordId) -> Vec<u8> {
    let doc = Doc::with_client_id(author(&["record", collection.name(), id.as_str()]).get());
    let map = doc.get_or_insert_map(collection.name());
    let mut txn = doc.transact_mut();
    map.insert(&mut txn, id.as_str(), MapPrelim::default());
    txn.encode_update_v1()
}

/// What a workspace starts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// The published events, layout and indicators; later published data goes on to it.
    Published,
    Empty,
}

impl Start {
    pub(super) fn word(self) -> &'static str {
        match self {
            Start::Published => "published",
            Start::Empty => "empty",
        }
    }
}

/// What a new workspace starts from: the dictionaries and, where asked for, what is published, as one update that is
/// the same on every device with the same published data. Without data (it could not be reached) the workspace gets
/// it when it is there.
pub fn seed(start: Start, published: Option<&Published>) -> Vec<u8> {
    let mut records = terms(DICTIONARIES);
    if let (Start::Published, Some(published)) = (start, published) {
        records.extend(published_records(published));
    }
    let workspace =
        WorkspaceRecord { schema: Some(SCHEMA), started: start.word().to_owned(), ..WorkspaceRecord::default() };
    add(&mut records, RecordId::from(WORKSPACE), &workspace);
    let first = seed_update("seed", &records);
    let updates: Vec<Vec<u8>> = std::iter::once(first.clone()).chain(later_terms().map(|(_, update)| update)).collect();
    // Our own encodings: they can be merged, and a seed with the first dictionaries alone is still a seed.
    yrs::merge_updates_v1(&updates).unwrap_or(first)
}

/// The terms of each later version and the update that brings them.
pub(super) fn later_terms() -> impl Iterator<Item = (Records, Vec<u8>)> {
    LATER_DICTIONARIES.iter().map(|text| {
        let records = terms(text);
        let update = seed_update("terms", &records);
        (records, update)
    })
}

/// Whether every workspace has this term from its beginning.
pub(crate) fn is_standard_term(id: &RecordId) -> bool {
    let key = (Collection::Terms, id.clone());
    terms(DICTIONARIES).contains_key(&key) || LATER_DICTIONARIES.iter().any(|text| terms(text).contains_key(&key))
}

fn terms(text: &str) -> Records {
    let mut records = Records::new();
    let terms: Fields = serde_json::from_str(text).unwrap_or_default();
    for (id, term) in terms {
        if let Value::Object(fields) = term {
            add(&mut records, RecordId::new(id), &value::read::<Term>(&fields));
        }
    }
    records
}

pub(crate) type Records = BTreeMap<(Collection, RecordId), Fields>;

fn add<R: Record>(records: &mut Records, id: RecordId, record: &R) {
    records.insert((R::COLLECTION, id), value::write(record));
}

/// These records as one update, the same on every device: its author comes from the content.
pub(super) fn seed_update(purpose: &str, records: &Records) -> Vec<u8> {
    let mut content = String::new();
    for ((collection, id), fields) in records {
        content.push_str(collection.name());
        content.push_str(id.as_str());
        content.push_str(&serde_json::to_string(fields).unwrap_or_default());
    }
    let doc = Doc::with_client_id(author(&[purpose, &content]).get());
    for ((collection, id), fields) in records {
        let map = doc.get_or_insert_map(collection.name());
        let mut txn = doc.transact_mut();
        if let Ok(update) = Update::decode_v1(&creation(*collection, id)) {
            // Just encoded by ourselves: it can't fail, and a seed without one record is still a seed.
            let _ = txn.apply_update(update);
        }
        if let Some(Out::YMap(record)) = map.get(&txn, id.as_str()) {
            for (key, value) in fields {
                if let Some(any) = to_any(value) {
                    record.insert(&mut txn, key.as_str(), any);
                }
            }
        }
    }
    doc.transact().encode_state_as_update_v1(&StateVector::default())
}

/// What the published data says, as records.
pub(crate) fn published_records(published: &Published) -> Records {
    let mut records = Records::new();
    let lines = |texts: &mut dyn Iterator<Item = &Localized>, lang| {
        texts.map(|text| text.get(lang)).collect::<Vec<_>>().join("\n")
    };
    for event in &published.events {
        let places = |lang| lines(&mut event.places.iter().map(|place| &place.name), lang);
        let led_by = |lang| event.led_by.as_ref().map(|leader| leader.words(lang)).unwrap_or_default();
        let theme = event.theme.clone().unwrap_or_default();
        let record = EventRecord {
            title_zh: event.title.zh.clone(),
            title_en: event.title.en.clone(),
            kind: RecordId::new(format!("event-kind/{}", event.kind)),
            season: event.season.map(i64::from),
            start: Some(event.start),
            end: event.end,
            places_zh: places(Lang::ZhCn),
            places_en: places(Lang::En),
            led_by_zh: led_by(Lang::ZhCn),
            led_by_en: led_by(Lang::En),
            theme_zh: theme.zh,
            theme_en: theme.en,
            notes_zh: lines(&mut event.notes.iter(), Lang::ZhCn),
            notes_en: lines(&mut event.notes.iter(), Lang::En),
            public: true,
            published: true,
            ..EventRecord::default()
        };
        add(&mut records, RecordId::from(event.id.as_str()), &record);
        stops(&mut records, event);
    }
    for (place, indicator) in (0..).zip(&published.indicators) {
        let detail = indicator.detail.clone().unwrap_or_default();
        let mut record = IndicatorRecord {
            name_zh: indicator.name.zh.clone(),
            name_en: indicator.name.en.clone(),
            detail_zh: detail.zh,
            detail_en: detail.en,
            year: Some(i64::from(indicator.year)),
            change: indicator.change.map(i64::from),
            order: place,
            public: true,
            published: true,
            ..IndicatorRecord::default()
        };
        figure(&mut record, &indicator.figure);
        add(&mut records, RecordId::new(format!("{}-{}", indicator.id, indicator.year)), &record);
    }
    if let Some(layout) = &published.layout {
        for (place, part) in (0..).zip(&layout.parts) {
            let name = part.name.clone().unwrap_or_default();
            let term = |kind: &str, name: &Localized, order| Term {
                kind: kind.to_owned(),
                zh: name.zh.clone(),
                en: name.en.clone(),
                order,
                group: layout.name.clone(),
                shape: part.mark.clone(),
                ..Term::default()
            };
            let id = RecordId::new(format!("layout/{}/{}", layout.name, part.mark));
            add(&mut records, id, &term("layout", &name, place));
            for (order, industry) in (0..).zip(part.industries.iter().flatten()) {
                let id = RecordId::new(format!("layout/{}/{}", layout.name, industry.id));
                add(&mut records, id, &term("layout-industry", &industry.name, order));
            }
        }
    }
    records
}

/// The places of a published event as its itinerary. What the days at each were is not published.
fn stops(records: &mut Records, event: &Event) {
    for (order, place) in (0..).zip(&event.places) {
        let country = place.country.clone().unwrap_or_default();
        let measured_to = place.measured_to.clone().unwrap_or_default();
        let record = Stop {
            event: RecordId::from(event.id.as_str()),
            place_zh: place.name.zh.clone(),
            place_en: place.name.en.clone(),
            country_zh: country.zh,
            country_en: country.en,
            latitude: place.position.map(|position| hundredths(position.lat)),
            longitude: place.position.map(|position| hundredths(position.lon)),
            measured_to_zh: measured_to.zh,
            measured_to_en: measured_to.en,
            inferred: place.inferred,
            order,
            ..Stop::default()
        };
        add(records, RecordId::new(format!("{}/stop-{order}", event.id)), &record);
    }
}

#[allow(clippy::cast_possible_truncation)] // Degrees are between -180 and 180.
fn hundredths(degrees: f64) -> i64 {
    (degrees * 100.0).round() as i64
}

fn figure(record: &mut IndicatorRecord, figure: &Figure) {
    let unit = |record: &mut IndicatorRecord, text: &Localized| {
        record.unit_zh.clone_from(&text.zh);
        record.unit_en.clone_from(&text.en);
    };
    match figure {
        Figure::Count { value, unit: text } => {
            "count".clone_into(&mut record.figure);
            record.count = i64::try_from(*value).ok();
            unit(record, text);
        }
        Figure::Money(money) => {
            "money".clone_into(&mut record.figure);
            record.amount = Some(*money);
        }
        Figure::Rank { position, among, .. } => {
            "rank".clone_into(&mut record.figure);
            record.count = i64::try_from(*position).ok();
            unit(record, among);
        }
        Figure::DoubleDigitGrowth { .. } => "growth".clone_into(&mut record.figure),
    }
}
