use serde::{Deserialize, Serialize};
use serde_json::Value;
use yrs::updates::decoder::Decode;
use yrs::{Array, Map, MapPrelim, Out, Transact, Update};

use super::log::{LogEntry, LoggedChange};
use super::value::{Fields, to_any, write};
use super::{Context, Document, fields_of, genesis};
use crate::model::{Collection, Record, RecordId};

/// What a command did, in a form the interface can put into words ("Undo: move … to In talks").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    Capture { title: String },
    Move { title: String, from: RecordId, to: RecordId },
    Reorder { title: String },
    Edit { title: String, field: String },
    Remove { title: String },
    LogActivity { title: String },
    LoadSample,
    ClearSample,
    ImportRows { name: String, new: usize, changed: usize },
    Undo { of: Box<Step> },
    Redo { of: Box<Step> },
}

/// A command that was carried out.
#[derive(Debug, Clone, PartialEq)]
pub struct Applied {
    pub step: Step,
    /// The update to keep and to send: everything the command wrote.
    pub update: Vec<u8>,
    /// The record the command was about, where there is one: what a view moves its focus to.
    pub subject: Option<RecordId>,
}

/// Who made a record, which decides how it is created (SPEC R7).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Maker {
    /// This tab, under an id no one else has.
    Own,
    /// Its name comes from outside: another device may make the same one.
    Outside,
}

/// The changes of one command, collected before anything is written.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub created: Vec<(Collection, RecordId, Maker)>,
    pub changes: Vec<LoggedChange>,
}

impl Draft {
    /// Makes a record with these fields.
    pub fn create<R: Record>(&mut self, document: &Document, id: &RecordId, maker: Maker, record: &R) {
        self.created.push((R::COLLECTION, id.clone(), maker));
        let before = document.raw(R::COLLECTION, id);
        let after = write(record);
        for field in before.keys().filter(|field| !after.contains_key(*field)) {
            self.set_from(R::COLLECTION, id, field, before.get(field), Value::Null);
        }
        for (field, value) in after {
            self.set_from(R::COLLECTION, id, &field, before.get(&field), value);
        }
    }

    /// Sets one field; nothing happens when it has that value.
    pub fn set(&mut self, document: &Document, collection: Collection, id: &RecordId, field: &str, to: Value) {
        let before = document.raw(collection, id);
        self.set_from(collection, id, field, before.get(field), to);
    }

    fn set_from(&mut self, collection: Collection, id: &RecordId, field: &str, from: Option<&Value>, to: Value) {
        let to = full(to);
        if from != to.as_ref() {
            self.changes.push(LoggedChange {
                collection,
                id: id.clone(),
                field: field.to_owned(),
                from: from.cloned(),
                to,
            });
        }
    }

    pub fn is_empty(&self) -> bool {
        self.created.is_empty() && self.changes.is_empty()
    }
}

/// An empty value and an absent field are the same.
fn full(value: Value) -> Option<Value> {
    match value {
        Value::Null | Value::Bool(false) => None,
        Value::String(text) if text.is_empty() => None,
        other => Some(other),
    }
}

impl Document {
    /// Every field of a record, removed or not.
    pub(super) fn raw(&self, collection: Collection, id: &RecordId) -> Fields {
        let map = self.map(collection);
        fields_of(&map, &self.doc.transact(), id).unwrap_or_default()
    }

    /// The codes of all leads that ever were.
    pub(super) fn all_lead_codes(&self) -> Vec<String> {
        let map = self.map(Collection::Leads);
        let txn = self.doc.transact();
        map.iter(&txn)
            .filter_map(|(_, out)| match out {
                Out::YMap(lead) => lead.get(&txn, "code"),
                _ => None,
            })
            .filter_map(|out| match out {
                Out::Any(yrs::Any::String(code)) => Some(code.to_string()),
                _ => None,
            })
            .collect()
    }

    /// Writes a draft in one transaction, with its log entry; gives the update.
    pub(super) fn write(&mut self, draft: &Draft, step: &Step, context: &Context) -> Vec<u8> {
        // Roots first: asking for one inside the transaction would wait for it for ever.
        let maps = Collection::ALL.map(|collection| (collection, self.map(collection)));
        let map_of = |collection: Collection| maps.iter().find(|(known, _)| *known == collection).map(|(_, map)| map);
        let entry = LogEntry {
            at: context.now_ms,
            who: context.who.clone(),
            step: step.clone(),
            changes: draft.changes.clone(),
        };
        let update = {
            let mut txn = self.doc.transact_mut();
            for (collection, id, maker) in &draft.created {
                let Some(map) = map_of(*collection) else { continue };
                if map.contains_key(&txn, id.as_str()) {
                    continue;
                }
                match maker {
                    Maker::Own => {
                        map.insert(&mut txn, id.as_str(), MapPrelim::default());
                    }
                    Maker::Outside => {
                        if let Ok(update) = Update::decode_v1(&genesis::creation(*collection, id)) {
                            // Our own encoding of one operation: there is nothing in it that could be refused.
                            let _ = txn.apply_update(update);
                        }
                    }
                }
            }
            for change in &draft.changes {
                let record = map_of(change.collection).and_then(|map| map.get(&txn, change.id.as_str()));
                let Some(Out::YMap(record)) = record else { continue };
                match change.to.as_ref().and_then(to_any) {
                    Some(any) => {
                        record.insert(&mut txn, change.field.as_str(), any);
                    }
                    None => {
                        record.remove(&mut txn, &change.field);
                    }
                }
            }
            if let Ok(text) = serde_json::to_string(&entry) {
                self.log.push_back(&mut txn, text);
            }
            txn.encode_update_v1()
        };
        self.refresh();
        update
    }
}
