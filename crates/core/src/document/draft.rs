use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use yrs::updates::decoder::Decode;
use yrs::{Array, Map, MapPrelim, Out, Transact, Update};

use super::code::Codes;
use super::log::{LogEntry, LoggedChange, Mark};
use super::value::{Fields, full, to_any, write};
use super::{Context, Document, fields_of, genesis};
use crate::model::{Collection, Record, RecordId};

/// What a command did, in a form the interface can put into words ("Undo: move … to In talks").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    Capture {
        title: String,
    },
    Move {
        title: String,
        from: RecordId,
        to: RecordId,
    },
    Reorder {
        title: String,
    },
    /// A field of a lead.
    Edit {
        title: String,
        field: String,
    },
    Remove {
        title: String,
    },
    LogActivity {
        title: String,
    },
    /// A record of any collection was made.
    Create {
        collection: Collection,
        title: String,
    },
    /// Fields of a record of any collection were set.
    Change {
        collection: Collection,
        title: String,
        field: String,
    },
    Delete {
        collection: Collection,
        title: String,
    },
    /// Two records became one: `title` is the one that stays.
    MergeRecords {
        collection: Collection,
        title: String,
        other: String,
    },
    /// Several commands as one step; `of` is the first.
    Bulk {
        of: Box<Step>,
        count: usize,
    },
    /// A file was merged.
    Merge {
        file: String,
        made: usize,
        changed: usize,
    },
    /// Somebody decided between different edits of a field.
    Settle {
        collection: Collection,
        title: String,
        field: String,
    },
    /// The published data was brought up to date.
    Republish,
    LoadSample,
    ClearSample,
    ImportRows {
        name: String,
        new: usize,
        changed: usize,
    },
    Undo {
        of: Box<Step>,
    },
    Redo {
        of: Box<Step>,
    },
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
    pub created: Vec<Made>,
    /// The names of the records it makes, to find one of thousands.
    names: BTreeSet<(Collection, RecordId)>,
    pub changes: Vec<LoggedChange>,
    /// What is planned for a field, so that the second command of a bulk change sees the first.
    planned: BTreeMap<(Collection, RecordId, String), usize>,
    /// Companies the draft makes, by the key their names are compared by (SPEC L3).
    pub companies: BTreeMap<String, RecordId>,
    /// The names of all companies there are, from the second one on that the draft asks for.
    pub known_companies: Option<BTreeMap<String, RecordId>>,
    /// The rank on top of a column, by stage, as this draft leaves it.
    pub tops: BTreeMap<RecordId, String>,
    /// The rank given last above a place of a column.
    pub ends: BTreeMap<(RecordId, Option<RecordId>), String>,
    /// Leads the draft makes: their codes go on counting.
    pub codes: Option<Codes>,
}

/// A record the draft makes.
#[derive(Debug)]
pub(super) struct Made {
    pub collection: Collection,
    pub id: RecordId,
    pub maker: Maker,
    /// There never was one of this id: what it is made with needs no place in the log.
    pub fresh: bool,
}

impl Draft {
    /// Makes a record with these fields.
    pub fn create<R: Record>(&mut self, document: &Document, id: &RecordId, maker: Maker, record: &R) {
        self.create_fields(document, R::COLLECTION, id, maker, write(record));
    }

    /// The same for a record that is known by its fields alone. Fields it has and `after` lacks are cleared.
    pub fn create_fields(
        &mut self,
        document: &Document,
        collection: Collection,
        id: &RecordId,
        maker: Maker,
        after: Fields,
    ) {
        let before = document.raw(collection, id);
        self.names.insert((collection, id.clone()));
        self.created.push(Made { collection, id: id.clone(), maker, fresh: before.is_empty() });
        for field in before.keys().filter(|field| !after.contains_key(*field)) {
            self.set_from(collection, id, field, before.get(field).cloned(), Value::Null);
        }
        for (field, value) in after {
            self.set_from(collection, id, &field, before.get(&field).cloned(), value);
        }
    }

    /// Sets one field; nothing happens when it has that value.
    pub fn set(&mut self, document: &Document, collection: Collection, id: &RecordId, field: &str, to: Value) {
        let before = document.raw_field(collection, id, field);
        self.set_from(collection, id, field, before, to);
    }

    pub fn set_from(&mut self, collection: Collection, id: &RecordId, field: &str, from: Option<Value>, to: Value) {
        let to = full(to);
        let key = (collection, id.clone(), field.to_owned());
        if let Some(change) = self.planned.get(&key).and_then(|at| self.changes.get_mut(*at)) {
            change.to = to;
            return;
        }
        if from != to {
            self.planned.insert(key, self.changes.len());
            self.mark(collection, id, field, from, to, Mark::Edit);
        }
    }

    /// Says something about a field in the log; [`Mark::Edit`] and the like also set it.
    pub fn mark(
        &mut self,
        collection: Collection,
        id: &RecordId,
        field: &str,
        from: Option<Value>,
        to: Option<Value>,
        mark: Mark,
    ) {
        let (id, field) = (id.clone(), field.to_owned());
        self.changes.push(LoggedChange { collection, id, field, from, to, mark });
    }

    /// What the field will be, or is.
    pub fn value(&self, document: &Document, collection: Collection, id: &RecordId, field: &str) -> Option<Value> {
        let key = (collection, id.clone(), field.to_owned());
        match self.planned.get(&key).and_then(|at| self.changes.get(*at)) {
            Some(change) => change.to.clone(),
            None => document.raw_field(collection, id, field),
        }
    }

    /// Whether the draft makes this record.
    pub fn makes(&self, collection: Collection, id: &RecordId) -> bool {
        self.names.contains(&(collection, id.clone()))
    }

    /// Forgets changes that a later one of the same draft took back.
    pub fn tidy(&mut self) {
        self.changes.retain(|change| change.mark != Mark::Edit || change.from != change.to);
        self.planned.clear();
    }

    pub fn is_empty(&self) -> bool {
        self.created.is_empty() && self.changes.is_empty()
    }
}

impl Document {
    /// Every field of a record, removed or not; none when there is no such record.
    pub(crate) fn raw(&self, collection: Collection, id: &RecordId) -> Fields {
        let map = self.map(collection);
        let txn = self.doc.transact();
        match map.get(&txn, id.as_str()) {
            Some(Out::YMap(record)) => fields_of(&record, &txn),
            _ => Fields::new(),
        }
    }

    /// One field of a record, removed or not.
    pub(super) fn raw_field(&self, collection: Collection, id: &RecordId, field: &str) -> Option<Value> {
        let map = self.map(collection);
        let txn = self.doc.transact();
        match map.get(&txn, id.as_str()) {
            Some(Out::YMap(record)) => record.get(&txn, field).as_ref().and_then(super::value::from_out),
            _ => None,
        }
    }

    /// Whether there ever was such a record.
    pub(super) fn knows(&self, collection: Collection, id: &RecordId) -> bool {
        let map = self.map(collection);
        map.contains_key(&self.doc.transact(), id.as_str())
    }

    /// Writes a draft in one transaction, with its log entry; gives the update.
    pub(super) fn write(&mut self, draft: &Draft, step: &Step, context: &Context) -> Vec<u8> {
        let entry = entry_of(draft, step, context);
        // Roots first: asking for one inside the transaction would wait for it for ever.
        let maps: Vec<_> = Collection::ALL.iter().map(|collection| (*collection, self.map(*collection))).collect();
        let map_of = |collection: Collection| maps.iter().find(|(known, _)| *known == collection).map(|(_, map)| map);
        let update = {
            let mut txn = self.doc.transact_mut();
            for made in &draft.created {
                let Some(map) = map_of(made.collection) else { continue };
                if map.contains_key(&txn, made.id.as_str()) {
                    continue;
                }
                match made.maker {
                    Maker::Own => {
                        map.insert(&mut txn, made.id.as_str(), MapPrelim::default());
                    }
                    Maker::Outside => {
                        if let Ok(update) = Update::decode_v1(&genesis::creation(made.collection, &made.id)) {
                            // Our own encoding of one operation: there is nothing in it that could be refused.
                            let _ = txn.apply_update(update);
                        }
                    }
                }
            }
            for change in draft.changes.iter().filter(|change| change.from != change.to && change.mark != Mark::Offered)
            {
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
        self.conflicts.borrow_mut().feed(&entry);
        self.refresh();
        update
    }
}

/// What the log keeps of a draft: what a fresh record is made with stands in the record itself.
fn entry_of(draft: &Draft, step: &Step, context: &Context) -> LogEntry {
    let fresh: BTreeSet<(Collection, &RecordId)> =
        draft.created.iter().filter(|made| made.fresh).map(|made| (made.collection, &made.id)).collect();
    let told = |change: &&LoggedChange| !fresh.contains(&(change.collection, &change.id));
    LogEntry {
        at: context.now_ms,
        who: context.who.clone(),
        unit: context.unit.clone(),
        step: step.clone(),
        made: draft.created.iter().map(|made| (made.collection, made.id.clone())).collect(),
        changes: draft.changes.iter().filter(told).cloned().collect(),
    }
}
