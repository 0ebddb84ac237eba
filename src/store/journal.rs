//! The journal in localStorage: one key for each update, written by this tab alone (SPEC J1–J4).
//!
//! `landfall/1/<workspace>/<client>/<n>` holds `format|checksum|base64`. Loading applies whatever keys there are, in
//! any order; nothing is ever written to a key another tab owns, and nothing is deleted.

use landfall_core::document::{Document, EntryError, decode_entry, encode_entry};

use crate::platform::storage::{self, StorageError};

const PREFIX: &str = "landfall/1/";

/// What loading found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Loaded {
    pub entries: usize,
    /// Damaged entries: left as they are, not shown.
    pub damaged: usize,
    /// Entries of a later version: left as they are.
    pub newer: usize,
}

/// This tab's part of a workspace's journal.
pub struct Journal {
    workspace: String,
    client: u64,
    next: u32,
    /// Updates the storage had no room for, oldest first.
    pending: Vec<String>,
}

impl Journal {
    pub fn new(workspace: &str, client: u64) -> Self {
        Journal { workspace: workspace.to_owned(), client, next: 0, pending: Vec::new() }
    }

    /// The beginning of every key of this workspace.
    pub fn prefix(&self) -> String {
        format!("{PREFIX}{}/", self.workspace)
    }

    /// Merges every entry there is into the document.
    pub fn load(&self, document: &mut Document) -> Loaded {
        let mut loaded = Loaded::default();
        for key in storage::keys(&self.prefix()) {
            let Some(entry) = storage::get(&key) else { continue };
            match merge_entry(document, &entry) {
                Ok(()) => loaded.entries += 1,
                Err(EntryError::TooNew { .. }) => loaded.newer += 1,
                Err(EntryError::Form | EntryError::Damaged) => loaded.damaged += 1,
            }
        }
        loaded
    }

    /// Writes an update down, after any that are still waiting.
    ///
    /// # Errors
    /// When there is no room: the update waits in memory and is tried again with the next one.
    pub fn append(&mut self, update: &[u8]) -> Result<(), StorageError> {
        self.pending.push(encode_entry(update));
        while let Some(entry) = self.pending.first() {
            storage::set(&format!("{}{:x}/{}", self.prefix(), self.client, self.next), entry)?;
            self.pending.remove(0);
            self.next += 1;
        }
        Ok(())
    }
}

/// Merges one entry of the journal: at loading, or as another tab writes it.
pub fn merge_entry(document: &mut Document, entry: &str) -> Result<(), EntryError> {
    let update = decode_entry(entry)?;
    document.merge(&update).map_err(|_| EntryError::Damaged)
}
