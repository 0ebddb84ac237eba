//! The document: a CRDT (yrs) of typed records, changed by commands, merged by applying updates.

mod about;
mod code;
mod command;
mod compaction;
mod conflict;
mod dense;
mod draft;
mod edit;
mod event;
mod gate;
mod genesis;
mod handover;
mod incoming;
mod journal;
mod lead;
mod log;
mod merge;
mod merged;
mod merging;
mod migrate;
mod past;
mod rank;
mod republish;
mod rows;
mod sample;
mod snapshot;
mod tables;
mod typed;
mod undo;
mod value;
mod watch;

use std::cell::RefCell;
use std::rc::Rc;

use yrs::updates::decoder::Decode;
use yrs::{ArrayRef, ClientID, Doc, Map, MapRef, Out, ReadTxn, StateVector, Transact, Update};

use crate::model::{Collection, Day, RecordId};

pub use about::AboutLead;
pub use code::device_suffix;
pub use command::{Capture, Command, CommandError, Context, LeadField, PublishedCase};
pub use compaction::{DURABLE_MS, EntryKey, Holds, Ledger, Limits, Met, NoEntryKey, Plan};
pub use conflict::{Conflict, Side};
pub use draft::{Applied, Step};
pub use event::AtEvent;
pub use genesis::{Start, seed};
pub(crate) use genesis::{is_standard_term, published_records};
pub use handover::Handed;
pub(crate) use incoming::is_safe_link;
pub use incoming::{Fault, FileError, FileProblem, Incoming};
pub use journal::{Change, Entry, EntryError, FORMAT, REPEATED, Snapshot, State};
pub(crate) use journal::{frame, unframe};
pub(crate) use lead::{company_key, company_names, company_of_name};
pub use log::{LogEntry, LoggedChange, Mark};
pub use merge::MergeReport;
pub use merging::Differing;
pub use migrate::SCHEMA;
pub use republish::Difference;
pub use tables::{Table, Tables};
pub use typed::typed_value;
pub use value::Fields;

use tables::InDocument;
use undo::UndoStacks;
use watch::{Watch, watch};

/// Why bytes could not be merged. The document is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    #[error("the bytes are not an update of a Landfall document: {reason}")]
    NotAnUpdate { reason: String },
}

/// Why a document is only to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadOnly {
    /// It is what the workspace was at the end of this day.
    AsOf(Day),
    /// A snapshot of that day, not the workspace itself.
    Snapshot(Day),
    /// A copy of the single file carries it, and nobody has kept it here yet.
    Carried,
    /// A later version has written it: editing it with this one could break what that one relies on.
    Newer { schema: i64 },
}

/// A workspace's document, opened for this tab.
pub struct Document {
    doc: Doc,
    log: ArrayRef,
    tables: Tables,
    watch: Rc<RefCell<Watch>>,
    undo: UndoStacks,
    /// Counts records made by this tab, for ids that can't clash.
    minted: u32,
    read_only: Option<ReadOnly>,
    conflicts: RefCell<conflict::Cache>,
}

const LOG: &str = "log";

impl Document {
    /// An empty document. `client` names this tab among all that ever edit the workspace: random, never used
    /// twice, below 2^53 (SPEC R2).
    pub fn new(client: u64) -> Self {
        // The low bits are kept as they are; the mask only guards the range yrs and Yjs can write.
        let doc = Doc::with_client_id(ClientID::new(client & ((1 << 53) - 1)).get());
        let seen: Rc<RefCell<Watch>> = Rc::default();
        for collection in Collection::ALL {
            watch(&doc.get_or_insert_map(collection.name()), *collection, &seen);
        }
        let log = doc.get_or_insert_array(LOG);
        Document {
            doc,
            log,
            tables: Tables::default(),
            watch: seen,
            undo: UndoStacks::default(),
            minted: 0,
            read_only: None,
            conflicts: RefCell::default(),
        }
    }

    /// The typed records, removed ones left out.
    pub fn tables(&self) -> &Tables {
        &self.tables
    }

    /// Why nothing can be changed here; `None` when it can.
    pub fn read_only(&self) -> Option<ReadOnly> {
        let newer = self.schema() > SCHEMA;
        self.read_only.or(newer.then(|| ReadOnly::Newer { schema: self.schema() }))
    }

    /// Makes a document one to look at.
    #[must_use]
    pub fn only_to_read(mut self, why: ReadOnly) -> Self {
        self.read_only = Some(why);
        self
    }

    /// Merges an update: from the journal or another tab. Any order, any number of times (SPEC R3).
    ///
    /// # Errors
    /// Bytes that are not an update change nothing.
    pub fn merge(&mut self, update: &[u8]) -> Result<(), MergeError> {
        self.merge_decoded(Update::decode_v1(update))
    }

    /// Merges an update in the compact form of snapshots and files ([`Document::canonical`]).
    ///
    /// # Errors
    /// Bytes that are not such an update change nothing.
    pub fn merge_compact(&mut self, update: &[u8]) -> Result<(), MergeError> {
        self.merge_decoded(Update::decode_v2(update))
    }

    fn merge_decoded(&mut self, update: Result<Update, yrs::encoding::read::Error>) -> Result<(), MergeError> {
        let not = |reason: String| MergeError::NotAnUpdate { reason };
        let update = update.map_err(|e| not(e.to_string()))?;
        self.doc.transact_mut().apply_update(update).map_err(|e| not(e.to_string()))?;
        self.conflicts.borrow_mut().forget();
        self.refresh();
        Ok(())
    }

    /// The whole document as one update.
    pub fn encode(&self) -> Vec<u8> {
        self.doc.transact().encode_state_as_update_v1(&StateVector::default())
    }

    /// The whole document in the one form that equal documents share, for files. How yrs cuts a document into blocks
    /// depends on the order in which it came together; read anew as a whole, it is cut in one way (SPEC R3).
    pub fn canonical(&self) -> Vec<u8> {
        let doc = Doc::with_client_id(1);
        // Without what waits for a missing change: yrs 0.28 can't write that in the compact form.
        let whole = self.doc.transact().encode_diff_v1(&StateVector::default());
        if let Ok(update) = Update::decode_v1(&whole) {
            // Our own encoding: it can't be refused.
            let _ = doc.transact_mut().apply_update(update);
        }
        doc.transact().encode_state_as_update_v2(&StateVector::default())
    }

    /// Every record of a collection that ever was, removed ones included, in the order of their ids.
    pub(crate) fn all(&self, collection: Collection) -> Vec<(RecordId, Fields)> {
        let map = self.map(collection);
        let txn = self.doc.transact();
        let mut all: Vec<(RecordId, Fields)> = map
            .iter(&txn)
            .filter_map(|(id, out)| match out {
                Out::YMap(record) => Some((RecordId::new(id), fields_of(&record, &txn))),
                _ => None,
            })
            .collect();
        crate::order::sort_by(&mut all, |a, b| a.0.cmp(&b.0));
        all
    }

    /// A record's name as a person knows it, whether it is removed or not; empty when it has none of its own.
    pub fn title(&self, collection: Collection, id: &RecordId) -> String {
        let known = self.tables.title(collection, id);
        if known.is_empty() { value::title(collection, &self.raw(collection, id)) } else { known }
    }

    /// Reads again what the last transactions touched.
    fn refresh(&mut self) {
        let touched = self.watch.borrow_mut().take();
        self.read_again(touched);
        let merged = self.tables.take_merged();
        if !merged.is_empty() {
            let mut touched: Vec<_> = self.references(&merged).into_iter().map(|(at, _)| at).collect();
            touched.extend(merged);
            self.read_again(touched);
        }
    }

    fn read_again(&mut self, touched: impl IntoIterator<Item = (Collection, RecordId)>) {
        let txn = self.doc.transact();
        for (collection, id) in touched {
            let record = txn.get_map(collection.name()).and_then(|map| match map.get(&txn, id.as_str()) {
                Some(Out::YMap(record)) => Some(record),
                _ => None,
            });
            self.tables.put(collection, id, &InDocument { record, txn: &txn });
        }
        self.tables.settle();
    }

    fn map(&self, collection: Collection) -> MapRef {
        self.doc.get_or_insert_map(collection.name())
    }
}

/// The fields of a record as JSON values.
fn fields_of<T: ReadTxn>(record: &MapRef, txn: &T) -> Fields {
    let mut fields = Fields::new();
    value::each_field(record, txn, &mut |field, value| {
        fields.insert(field.to_owned(), value.clone());
    });
    fields
}
