//! The document as it was: the log read backwards (SPEC H1–H3).

use std::collections::BTreeMap;

use serde_json::Value;

use super::log::Mark;
use super::{Document, ReadOnly};
use crate::model::{Collection, Day, RecordId};

type Key = (Collection, RecordId);
/// When each record was made.
type Made = BTreeMap<Key, i64>;
/// What fields were before they were changed after the day.
type Before = BTreeMap<Key, BTreeMap<String, Option<Value>>>;

impl Document {
    /// The document as it was at the end of a day in Shanghai, to be looked at only. What is not in the log (published
    /// records, dictionaries) was always there.
    pub fn as_of(&self, day: Day) -> Document {
        let end = day.end_in_shanghai();
        let mut made = Made::new();
        let mut before = Before::new();
        for entry in self.log() {
            for key in entry.made {
                let at = made.entry(key).or_insert(entry.at);
                *at = (*at).min(entry.at);
            }
            if entry.at <= end {
                continue;
            }
            for change in entry.changes.into_iter().filter(|change| change.mark != Mark::Offered) {
                let fields = before.entry((change.collection, change.id)).or_default();
                // The first change after that day says what the field was on it.
                fields.entry(change.field).or_insert(change.from);
            }
        }
        let mut past = Document::new(1).only_to_read(ReadOnly::AsOf(day));
        self.fill(&mut past, end, &made, &before);
        // What refers to a merged record may have been read before it was known that it was merged.
        if !past.tables.take_merged().is_empty() {
            self.fill(&mut past, end, &made, &before);
        }
        past
    }

    fn fill(&self, past: &mut Document, end: i64, made: &Made, before: &Before) {
        for collection in Collection::ALL.iter().copied() {
            for (id, mut fields) in self.all(collection) {
                let key = (collection, id);
                if made.get(&key).is_some_and(|at| *at > end) {
                    continue;
                }
                for (field, value) in before.get(&key).into_iter().flatten() {
                    match value {
                        Some(value) => fields.insert(field.clone(), value.clone()),
                        None => fields.remove(field),
                    };
                }
                past.tables.put(collection, key.1, &fields);
            }
        }
    }
}
