//! The document and the entries of its journal.

use std::cmp::Ordering;

use yrs::encoding::read::Error;
use yrs::updates::decoder::Decode;
use yrs::{IdSet, ReadTxn, StateVector, Transact, Update};

use super::compaction::Holds;
use super::journal::{Entry, Snapshot, State};
use super::{Document, MergeError};

impl Document {
    /// Merges an entry of a journal.
    ///
    /// # Errors
    /// The entry holds bytes that are no update. Other updates of the same entry are merged.
    pub fn merge_entry(&mut self, entry: &Entry) -> Result<(), MergeError> {
        match entry {
            // The last is the oldest: in that order nothing has to wait for another.
            Entry::Change(change) => {
                change.updates.iter().rev().map(|update| self.merge(update)).fold(Ok(()), Result::and)
            }
            Entry::Snapshot(snapshot) => self.merge_decoded(snapshot.state.decode()),
        }
    }

    /// The whole document as an entry, without what still waits for a missing change. `holds` names entries that
    /// [`Document::has_all_of`]; `made_ms` is now, in milliseconds since 1970.
    ///
    /// `None` when it does not read back as what it was: others are deleted on its account, so it is looked at first.
    pub fn snapshot(&self, holds: Holds, made_ms: u64) -> Option<Entry> {
        let txn = self.doc.transact();
        let none = StateVector::default();
        let whole = |update: &Update| update.state_vector().partial_cmp(&txn.state_vector()) == Some(Ordering::Equal);
        // While something waits, yrs 0.28 writes a v2 update that it can't read, and panics when what waits is to be
        // in it. v1 it can read, at 1.6 times the size.
        let state = Some(State::V2(txn.encode_diff_v2(&none)))
            .filter(|state| state.decode().is_ok_and(|update| whole(&update)))
            .or_else(|| Some(State::V1(txn.encode_diff_v1(&none))))
            .filter(|state| state.decode().is_ok_and(|update| whole(&update)))?;
        Some(Entry::Snapshot(Snapshot { holds, made_ms, state }))
    }

    /// Whether anything merged, a deletion included, waits for a change that is not here.
    pub fn has_waiting(&self) -> bool {
        self.doc.transact().has_missing_updates()
    }

    /// Whether everything an entry changes is in the document, nothing of it waiting.
    pub fn has_all_of(&self, entry: &Entry) -> bool {
        let known = self.doc.transact().state_vector();
        let covers =
            |set: &IdSet| set.iter().all(|(author, ranges)| ranges.iter().all(|range| range.end <= known.get(author)));
        let has = |update: Option<Update>| {
            update.is_some_and(|update| covers(&update.insertions(true)) && covers(update.delete_set()))
        };
        match entry {
            Entry::Change(change) => change.updates.iter().all(|update| has(Update::decode_v1(update).ok())),
            Entry::Snapshot(snapshot) => has(snapshot.state.decode().ok()),
        }
    }
}

impl State {
    fn decode(&self) -> Result<Update, Error> {
        match self {
            State::V2(bytes) => Update::decode_v2(bytes),
            State::V1(bytes) => Update::decode_v1(bytes),
        }
    }
}
