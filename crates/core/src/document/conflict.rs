//! Different edits of one field, told from the log (SPEC R8).
//!
//! Every logged edit says what the field was before. Where an edit starts from a value that another edit had already
//! replaced, its author had not seen that edit: both values stand side by side until somebody decides.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Document;
use super::log::{LogEntry, LoggedChange, Mark};
use crate::model::{Collection, RecordId};
use crate::order;

/// One of the values people gave a field without seeing each other's.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// `None`: they emptied it.
    pub value: Option<Value>,
    pub who: String,
    pub unit: String,
    /// Milliseconds since 1970; 0 when it is not known.
    pub at: i64,
}

/// A field that two people changed without seeing each other's change.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    pub collection: Collection,
    pub id: RecordId,
    pub field: String,
    /// The value that holds now first, then the others, newest first.
    pub sides: Vec<Side>,
}

/// Where a card stands is nobody's statement, and the day of a stage goes with the stage.
const QUIET: [&str; 3] = ["rank", "stage_since", "removed"];

type Key = (Collection, RecordId, String);

#[derive(Debug, Default, Clone)]
struct Heads {
    live: Vec<Side>,
    /// What decisions set aside, so that a decision can be taken back.
    settled: Vec<Vec<Side>>,
}

/// What is known of each field's edits; made from the whole log when first asked for.
#[derive(Debug, Default, Clone)]
pub(super) struct Cache(Option<BTreeMap<Key, Heads>>);

impl Cache {
    /// The log has changed other than at its end.
    pub fn forget(&mut self) {
        self.0 = None;
    }

    /// An entry was added at the end.
    pub fn feed(&mut self, entry: &LogEntry) {
        if let Some(fields) = &mut self.0 {
            feed(fields, entry);
        }
    }
}

fn heads(log: &[LogEntry]) -> BTreeMap<Key, Heads> {
    let mut fields = BTreeMap::new();
    for entry in log {
        feed(&mut fields, entry);
    }
    fields
}

fn feed(fields: &mut BTreeMap<Key, Heads>, entry: &LogEntry) {
    for change in entry.changes.iter().filter(|change| !QUIET.contains(&change.field.as_str())) {
        let heads = fields.entry((change.collection, change.id.clone(), change.field.clone())).or_default();
        heads.take(change, entry);
    }
}

impl Heads {
    fn take(&mut self, change: &LoggedChange, entry: &LogEntry) {
        let side = |value: &Option<Value>| Side {
            value: value.clone(),
            who: entry.who.clone(),
            unit: entry.unit.clone(),
            at: entry.at,
        };
        match change.mark {
            Mark::Edit => {
                self.live.retain(|head| head.value != change.from && head.value != change.to);
                self.live.push(side(&change.to));
            }
            Mark::Offered => {
                if !self.live.iter().any(|head| head.value == change.from) {
                    self.live.push(Side { value: change.from.clone(), who: String::new(), unit: String::new(), at: 0 });
                }
                // Whoever first wrote it is whose it is.
                if !self.live.iter().any(|head| head.value == change.to) {
                    self.live.push(side(&change.to));
                }
            }
            Mark::Settled => {
                let aside = std::mem::replace(&mut self.live, vec![side(&change.to)]);
                self.settled.push(aside);
            }
            Mark::Reopened => {
                if let Some(before) = self.settled.pop() {
                    self.live = before;
                }
            }
        }
    }
}

impl Document {
    /// Every field with different edits that nobody has decided on, in the order of collection, record and field.
    /// Records that are removed are left out.
    pub fn conflicts(&self) -> Vec<Conflict> {
        self.with_heads(|fields| {
            fields
                .iter()
                .filter(|(_, heads)| heads.live.len() > 1)
                .filter_map(|(key, heads)| self.conflict(key, heads))
                .collect()
        })
    }

    /// The different edits of one record.
    pub fn conflicts_of(&self, collection: Collection, id: &RecordId) -> Vec<Conflict> {
        let from = (collection, id.clone(), String::new());
        self.with_heads(|fields| {
            fields
                .range(from..)
                .take_while(|(key, _)| key.0 == collection && key.1 == *id)
                .filter(|(_, heads)| heads.live.len() > 1)
                .filter_map(|(key, heads)| self.conflict(key, heads))
                .collect()
        })
    }

    /// Saves reading the log anew for who has it at hand.
    pub(super) fn learn_conflicts(&self, log: &[LogEntry]) {
        self.conflicts.borrow_mut().0.get_or_insert_with(|| heads(log));
    }

    fn with_heads<T>(&self, look: impl FnOnce(&BTreeMap<Key, Heads>) -> T) -> T {
        let mut cache = self.conflicts.borrow_mut();
        look(cache.0.get_or_insert_with(|| heads(&self.log())))
    }

    fn conflict(&self, (collection, id, field): &Key, heads: &Heads) -> Option<Conflict> {
        if !self.tables.has(*collection, id) {
            return None;
        }
        let now = self.raw_field(*collection, id, field);
        let mut sides = heads.live.clone();
        order::sort_by_key(&mut sides, |side| (side.value != now, -side.at));
        // Both came to the same value by other ways: nothing to decide.
        (sides.len() > 1).then(|| Conflict { collection: *collection, id: id.clone(), field: field.clone(), sides })
    }
}
