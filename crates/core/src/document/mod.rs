//! The document: a CRDT (yrs) of typed records, changed by commands, merged by applying updates.

mod code;
mod command;
mod draft;
mod genesis;
mod journal;
mod log;
mod rank;
mod rows;
mod sample;
mod tables;
mod undo;
mod value;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use yrs::types::PathSegment;
use yrs::updates::decoder::Decode;
use yrs::{
    Any, Array, ArrayRef, ClientID, DeepObservable, Doc, Map, MapRef, Out, ReadTxn, StateVector, Transact, Update,
};

use crate::model::{Collection, RecordId};

pub use code::device_suffix;
pub(crate) use command::company_key;
pub use command::{Capture, Command, CommandError, Context, LeadField, PublishedCase};
pub use draft::{Applied, Step};
pub use genesis::seed;
pub use journal::{EntryError, FORMAT, decode_entry, encode_entry};
pub use log::{LogEntry, LoggedChange};
pub use tables::{Table, Tables};

use undo::UndoStacks;

/// Why bytes could not be merged. The document is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    #[error("the bytes are not an update of a Landfall document: {reason}")]
    NotAnUpdate { reason: String },
}

/// A workspace's document, opened for this tab.
pub struct Document {
    doc: Doc,
    log: ArrayRef,
    tables: Tables,
    touched: Rc<RefCell<BTreeSet<(Collection, RecordId)>>>,
    undo: UndoStacks,
    /// Counts records made by this tab, for ids that can't clash.
    minted: u32,
}

const LOG: &str = "log";

impl Document {
    /// An empty document. `client` names this tab among all that ever edit the workspace: random, never used
    /// twice, below 2^53 (SPEC R2).
    pub fn new(client: u64) -> Self {
        // The low bits are kept as they are; the mask only guards the range yrs and Yjs can write.
        let doc = Doc::with_client_id(ClientID::new(client & ((1 << 53) - 1)).get());
        let touched: Rc<RefCell<BTreeSet<(Collection, RecordId)>>> = Rc::default();
        for collection in Collection::ALL {
            watch(&doc.get_or_insert_map(collection.name()), collection, &touched);
        }
        let log = doc.get_or_insert_array(LOG);
        Document { doc, log, tables: Tables::default(), touched, undo: UndoStacks::default(), minted: 0 }
    }

    /// The typed records, removed ones left out.
    pub fn tables(&self) -> &Tables {
        &self.tables
    }

    /// Merges an update: from the journal, another tab, a file. Any order, any number of times (SPEC R3).
    ///
    /// # Errors
    /// Bytes that are not an update change nothing.
    pub fn merge(&mut self, update: &[u8]) -> Result<(), MergeError> {
        let not = |reason: String| MergeError::NotAnUpdate { reason };
        let update = Update::decode_v1(update).map_err(|e| not(e.to_string()))?;
        self.doc.transact_mut().apply_update(update).map_err(|e| not(e.to_string()))?;
        self.refresh();
        Ok(())
    }

    /// The whole document as one update.
    pub fn encode(&self) -> Vec<u8> {
        self.doc.transact().encode_state_as_update_v1(&StateVector::default())
    }

    /// The history of the workspace, oldest first. Entries that can't be read are left out.
    pub fn log(&self) -> Vec<LogEntry> {
        let txn = self.doc.transact();
        self.log
            .iter(&txn)
            .filter_map(|out| match out {
                Out::Any(Any::String(text)) => serde_json::from_str(&text).ok(),
                _ => None,
            })
            .collect()
    }

    /// Whether the published events were ever brought in; somebody may have removed them since.
    pub fn has_published_events(&self) -> bool {
        self.tables.events.iter().any(|(_, event)| event.published)
    }

    /// Reads again what the last transactions touched.
    fn refresh(&mut self) {
        let touched = std::mem::take(&mut *self.touched.borrow_mut());
        let txn = self.doc.transact();
        for (collection, id) in touched {
            let fields = txn.get_map(collection.name()).and_then(|map| fields_of(&map, &txn, &id));
            self.tables.put(collection, id, fields);
        }
    }

    fn map(&self, collection: Collection) -> MapRef {
        self.doc.get_or_insert_map(collection.name())
    }
}

/// Notes every record of a collection that a transaction changes.
fn watch(map: &MapRef, collection: Collection, touched: &Rc<RefCell<BTreeSet<(Collection, RecordId)>>>) {
    let touched = Rc::clone(touched);
    map.observe_deep("tables", move |txn, events| {
        let mut touched = touched.borrow_mut();
        for event in events.iter() {
            let path = event.path();
            if let Some(PathSegment::Key(id)) = path.front() {
                touched.insert((collection, RecordId::new(&**id)));
            } else if let yrs::types::Event::Map(event) = event {
                for id in event.keys(txn).keys() {
                    touched.insert((collection, RecordId::new(&**id)));
                }
            }
        }
    });
}

/// The fields of a record as JSON values, `None` when there is no such record.
fn fields_of<T: ReadTxn>(map: &MapRef, txn: &T, id: &RecordId) -> Option<value::Fields> {
    let Some(Out::YMap(record)) = map.get(txn, id.as_str()) else { return None };
    let fields = record
        .iter(txn)
        .filter_map(|(key, out)| match out {
            Out::Any(any) => value::from_any(&any).map(|value| (key.to_owned(), value)),
            _ => None,
        })
        .collect();
    Some(fields)
}
