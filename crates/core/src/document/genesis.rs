//! Records whose names come from outside: published events, dictionaries, the sample, imported rows.
//!
//! Two devices that make the same record offline must make *the same* operation, or the merge would keep one
//! device's record and drop the other's later edits. So such a record is created by an operation whose author is
//! derived from the record's name, and a seed's fields by an author derived from the seed's content (SPEC R7).

use std::collections::BTreeMap;

use serde::Serialize;
use yrs::updates::decoder::Decode;
use yrs::{ClientID, Doc, Map, MapPrelim, Out, ReadTxn, StateVector, Transact, Update};

use super::value::{Fields, to_any};
use crate::model::{Collection, EventRecord, Lang, Record, RecordId, Term};
use crate::published::Published;

const DICTIONARIES: &str = include_str!("dictionaries.json");

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

/// What a new workspace starts from: the dictionaries and the published events, as one update that is the same
/// on every device with the same published data.
pub fn seed(published: Option<&Published>) -> Vec<u8> {
    let mut records: BTreeMap<(Collection, RecordId), Fields> = BTreeMap::new();
    let terms: Fields = serde_json::from_str(DICTIONARIES).unwrap_or_default();
    for (id, term) in terms {
        let term: Term = serde_json::from_value(term).unwrap_or_default();
        add(&mut records, RecordId::new(id), &term);
    }
    if let Some(published) = published {
        for (id, event) in published_events(published) {
            add(&mut records, id, &event);
        }
    }
    seed_update(&records)
}

fn add<R: Record + Serialize>(records: &mut BTreeMap<(Collection, RecordId), Fields>, id: RecordId, record: &R) {
    records.insert((R::COLLECTION, id), super::value::write(record));
}

fn seed_update(records: &BTreeMap<(Collection, RecordId), Fields>) -> Vec<u8> {
    let mut content = String::new();
    for ((collection, id), fields) in records {
        content.push_str(collection.name());
        content.push_str(id.as_str());
        content.push_str(&serde_json::to_string(fields).unwrap_or_default());
    }
    let doc = Doc::with_client_id(author(&["seed", &content]).get());
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

fn published_events(published: &Published) -> impl Iterator<Item = (RecordId, EventRecord)> {
    published.events.iter().map(|event| {
        let places = |lang| event.places.iter().map(|place| place.name.get(lang)).collect::<Vec<_>>().join("\n");
        let record = EventRecord {
            title_zh: event.title.zh.clone(),
            title_en: event.title.en.clone(),
            kind: RecordId::new(format!("event-kind/{}", event.kind)),
            start: Some(event.start),
            end: event.end,
            places_zh: places(Lang::ZhCn),
            places_en: places(Lang::En),
            published: true,
            ..EventRecord::default()
        };
        (RecordId::from(event.id.as_str()), record)
    })
}
