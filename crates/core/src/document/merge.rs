//! Merging a file: exactly where it carries its document, field by field where it has records alone (SPEC F7–F10).

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use yrs::updates::decoder::Decode;
use yrs::{Array, Map, Out, ReadTxn, Transact, Update};

use super::draft::{Applied, Draft, Maker, Step};
use super::lead::FIRST_STAGE;
use super::log::{LogEntry, LoggedChange, Mark};
use super::undo::Undoable;
use super::watch::Recorded;
use super::{Conflict, Context, Document, Fields, Incoming};
use crate::exchange::value_sum;
use crate::model::{Collection, RecordId};

/// What a merge brings, before it is done or after.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MergeReport {
    /// Records that were not here.
    pub made: Vec<(Collection, RecordId)>,
    /// Fields of records that were here and have another value now.
    pub changes: Vec<LoggedChange>,
    /// Fields that somebody here and somebody there changed, both values known.
    pub conflicts: Vec<Conflict>,
    /// The file brings nothing that is not here.
    pub nothing_new: bool,
}

type Key = (Collection, RecordId);

impl Document {
    /// What merging the file would do; nothing changes.
    pub fn preview(&self, incoming: &Incoming, context: &Context) -> MergeReport {
        let mut copy = self.copy();
        copy.merge_incoming(incoming, context).1
    }

    /// The same document under another author, without its undo steps: to try something out.
    pub fn copy(&self) -> Document {
        let mut copy = Document::new(u64::MAX - 1);
        // Our own encoding: it can't be refused.
        let _ = copy.merge(&self.encode());
        copy.conflicts.replace(self.conflicts.borrow().clone());
        copy
    }

    pub(super) fn merge_file(&mut self, incoming: &Incoming, context: &Context) -> Applied {
        self.merge_incoming(incoming, context).0
    }

    fn merge_incoming(&mut self, incoming: &Incoming, context: &Context) -> (Applied, MergeReport) {
        let adopted = incoming.handed.as_ref().map(|handed| self.adopt(incoming, handed));
        let (incoming, revived) = match &adopted {
            Some(adopted) => (&adopted.incoming, adopted.revived.as_slice()),
            None => (incoming, [].as_slice()),
        };
        let before: BTreeSet<(Collection, RecordId, String)> = self.conflicts().into_iter().map(key_of).collect();
        let theirs = incoming.theirs.as_deref();
        let clashes = theirs.map(|theirs| self.clashes(theirs)).unwrap_or_default();
        let (exact, recorded) = self.merge_exactly(&incoming.update);
        // Once for all that follows: reading the log is much of a merge's work.
        let log = self.log();
        self.learn_conflicts(&log);
        let mut draft = Draft::default();
        self.plan_clashes(&clashes, &mut draft);
        self.plan_records(incoming, theirs, &log, context, &mut draft);
        for (collection, id) in revived {
            draft.set(self, *collection, id, "removed", Value::Null);
        }
        draft.tidy();
        let foreign = if theirs.is_none() { foreign_log(incoming, &log) } else { Vec::new() };

        let mut made = recorded.made.clone();
        made.extend(draft.created.iter().map(|made| (made.collection, made.id.clone())));
        made.extend(revived.iter().cloned());
        let fresh: BTreeSet<Key> = made.iter().cloned().collect();
        let all_changes = recorded.changes.iter().chain(&draft.changes);
        let changes: Vec<LoggedChange> = all_changes
            .filter(|change| change.mark == Mark::Edit && !fresh.contains(&(change.collection, change.id.clone())))
            .cloned()
            .collect();
        let nothing_new = exact.is_none() && draft.is_empty() && foreign.is_empty();
        let step = Step::Merge { file: incoming.file.clone(), made: made.len(), changed: changes.len() };
        let update = if nothing_new {
            Vec::new()
        } else {
            let told = self.append_log(&foreign);
            let written = self.write(&draft, &step, context);
            let parts = [exact.unwrap_or_default(), told, written];
            let parts = parts.iter().filter(|part| !part.is_empty());
            // Our own encodings: merging them can't fail, and the last part alone would lose the file's.
            yrs::merge_updates_v1(parts).unwrap_or_else(|_| self.encode())
        };
        if !nothing_new {
            self.remember(undoable(&step, recorded, draft));
        }
        let conflicts =
            self.conflicts().into_iter().filter(|conflict| !before.contains(&key_of(conflict.clone()))).collect();
        (Applied { step, update, subject: None }, MergeReport { made, changes, conflicts, nothing_new })
    }

    /// Applies the other document; `None` when it has nothing that is not here.
    fn merge_exactly(&mut self, update: &[u8]) -> (Option<Vec<u8>>, Recorded) {
        if update.is_empty() {
            return (None, Recorded::default());
        }
        let before = self.doc.transact().state_vector();
        self.watch.borrow_mut().start();
        if let Ok(update) = Update::decode_v1(update) {
            // It was encoded by ourselves when the file was read.
            let _ = self.doc.transact_mut().apply_update(update);
        }
        let recorded = self.watch.borrow_mut().stop();
        self.refresh();
        let txn = self.doc.transact();
        if txn.state_vector() == before {
            return (None, recorded);
        }
        self.conflicts.borrow_mut().forget();
        (Some(txn.encode_diff_v1(&before)), recorded)
    }

    /// Records that both documents made under one id by different operations (a file without its `document` was
    /// merged once, and now comes the document itself). The merge keeps the fields of one of them only, so both are
    /// noted before.
    fn clashes(&self, theirs: &Document) -> BTreeMap<Key, (Fields, Fields)> {
        let mut found = BTreeMap::new();
        for collection in Collection::ALL.iter().copied() {
            let (ours, others) = (self.map(collection), theirs.map(collection));
            let (txn, their_txn) = (self.doc.transact(), theirs.doc.transact());
            for (id, other) in others.iter(&their_txn) {
                let (Some(Out::YMap(mine)), Out::YMap(other)) = (ours.get(&txn, id), other) else { continue };
                let (a, b): (&yrs::branch::Branch, &yrs::branch::Branch) = (mine.as_ref(), other.as_ref());
                if a.id() != b.id() {
                    let both = (super::fields_of(&mine, &txn), super::fields_of(&other, &their_txn));
                    found.insert((collection, RecordId::new(id)), both);
                }
            }
        }
        found
    }

    fn plan_clashes(&self, clashes: &BTreeMap<Key, (Fields, Fields)>, draft: &mut Draft) {
        for ((collection, id), (mine, theirs)) in clashes {
            let names: BTreeSet<&String> = mine.keys().chain(theirs.keys()).collect();
            for field in names {
                let (a, b) = (mine.get(field), theirs.get(field));
                let now = self.raw_field(*collection, id, field);
                let kept = a.or(b).cloned();
                draft.set_from(*collection, id, field, now, kept.clone().unwrap_or(Value::Null));
                if let (Some(a), Some(b)) = (a, b)
                    && a != b
                {
                    draft.mark(*collection, id, field, kept, Some(b.clone()), Mark::Offered);
                }
            }
        }
    }

    /// What the file's records say beside its document: all of it when there is none, else what somebody changed in
    /// the file by hand.
    fn plan_records(
        &self,
        incoming: &Incoming,
        theirs: Option<&Document>,
        log: &[LogEntry],
        context: &Context,
        draft: &mut Draft,
    ) {
        let edited: BTreeSet<(Collection, &RecordId, &str)> = log
            .iter()
            .flat_map(|entry| &entry.changes)
            .map(|change| (change.collection, &change.id, change.field.as_str()))
            .collect();
        let seen = incoming.values_seen();
        for ((collection, id), fields) in &incoming.records {
            let base = theirs.filter(|theirs| theirs.knows(*collection, id)).map(|theirs| theirs.raw(*collection, id));
            if !self.knows(*collection, id) {
                let fields = self.completed(*collection, fields.clone(), context, draft);
                draft.create_fields(self, *collection, id, Maker::Outside, fields);
                continue;
            }
            let mine = self.raw(*collection, id);
            let names: BTreeSet<&String> = fields.keys().chain(base.iter().flat_map(Fields::keys)).collect();
            for field in names {
                let (now, said) = (mine.get(field), fields.get(field));
                if now == said {
                    continue;
                }
                let free = match &base {
                    Some(base) if base.get(field) == said => continue,
                    Some(base) => base.get(field) == now,
                    // Without a history an absent field says nothing, and a filled one only fills what nobody emptied.
                    None if said.is_none() => continue,
                    // Whoever wrote the file had seen what is here, and went on from it.
                    None if now.is_some_and(|now| {
                        seen.contains(&(*collection, id.clone(), field.clone(), now.to_string()))
                            || incoming.was(&(*collection, id.clone()), field, now)
                    }) =>
                    {
                        true
                    }
                    None => now.is_none() && !edited.contains(&(*collection, id, field.as_str())),
                };
                if free {
                    let to = said.cloned().unwrap_or(Value::Null);
                    draft.set_from(*collection, id, field, now.cloned(), to);
                } else if field != "rank" {
                    draft.mark(*collection, id, field, now.cloned(), said.cloned(), Mark::Offered);
                }
            }
        }
        // An offer that stands already is not made again: the same file twice adds nothing.
        let standing: BTreeSet<(Collection, &RecordId, &str, Option<String>)> =
            log.iter().flat_map(|entry| &entry.changes).filter_map(offered).collect();
        draft.changes.retain(|change| offered(change).is_none_or(|offer| !standing.contains(&offer)));
    }

    /// A lead that somebody wrote into a file by hand may lack what every lead has: a code to be opened by, and a stage to
    /// stand in.
    fn completed(&self, collection: Collection, mut fields: Fields, context: &Context, draft: &mut Draft) -> Fields {
        if collection == Collection::Leads && !fields.contains_key("published") {
            if !fields.contains_key("code") {
                let codes = draft.codes.get_or_insert_with(|| self.codes(context.today, context.device));
                fields.insert("code".to_owned(), Value::from(codes.next()));
            }
            fields.entry("stage").or_insert_with(|| Value::from(FIRST_STAGE));
        }
        fields
    }

    fn append_log(&mut self, entries: &[&LogEntry]) -> Vec<u8> {
        if entries.is_empty() {
            return Vec::new();
        }
        let mut txn = self.doc.transact_mut();
        let mut conflicts = self.conflicts.borrow_mut();
        for entry in entries {
            let Ok(text) = serde_json::to_string(entry) else { continue };
            self.log.push_back(&mut txn, text);
            conflicts.feed(entry);
        }
        txn.encode_update_v1()
    }
}

impl Incoming {
    /// Whether what is handed over says that the field once had this value where it comes from (SPEC HO4).
    fn was(&self, key: &Key, field: &str, value: &Value) -> bool {
        self.seen.get(key).and_then(|fields| fields.get(field)).is_some_and(|sums| sums.contains(&value_sum(value)))
    }

    /// What fields were, as the file's history tells, before somebody there changed them.
    fn values_seen(&self) -> BTreeSet<(Collection, RecordId, String, String)> {
        let changes = self.log.iter().flat_map(|entry| &entry.changes);
        changes
            .filter_map(|change| {
                let from = change.from.as_ref()?.to_string();
                Some((change.collection, change.id.clone(), change.field.clone(), from))
            })
            .collect()
    }
}

/// What an offer offers, to tell two from each other; nothing for any other change.
fn offered(change: &LoggedChange) -> Option<(Collection, &RecordId, &str, Option<String>)> {
    let to = || change.to.as_ref().map(ToString::to_string);
    (change.mark == Mark::Offered).then(|| (change.collection, &change.id, change.field.as_str(), to()))
}

/// The history in a file without a document, as far as it is not in this log.
fn foreign_log<'a>(incoming: &'a Incoming, log: &[LogEntry]) -> Vec<&'a LogEntry> {
    if incoming.log.is_empty() {
        return Vec::new();
    }
    let text = |entry: &LogEntry| serde_json::to_string(entry).ok();
    let known: BTreeSet<String> = log.iter().filter_map(text).collect();
    incoming.log.iter().filter(|entry| text(entry).is_some_and(|entry| !known.contains(&entry))).collect()
}

fn key_of(conflict: Conflict) -> (Collection, RecordId, String) {
    (conflict.collection, conflict.id, conflict.field)
}

/// The merge as a step that can be taken back. A record that comes removed is not one the step made: doing the step
/// again must not bring it to life.
fn undoable(step: &Step, recorded: Recorded, draft: Draft) -> Undoable {
    let gone: BTreeSet<Key> = recorded
        .changes
        .iter()
        .filter(|change| change.field == "removed" && change.to == Some(Value::Bool(true)))
        .map(|change| (change.collection, change.id.clone()))
        .collect();
    let made: BTreeSet<Key> = recorded.made.iter().cloned().collect();
    let created = recorded
        .made
        .into_iter()
        .chain(draft.created.into_iter().map(|made| (made.collection, made.id)))
        .filter(|key| !gone.contains(key))
        .collect();
    let changes = recorded
        .changes
        .into_iter()
        .filter(|change| !made.contains(&(change.collection, change.id.clone())))
        .chain(draft.changes)
        .collect();
    Undoable { step: step.clone(), created, changes, subject: None }
}
