//! The journal in localStorage (SPEC J1–J12): entries under keys no other tab uses, merged in any order, compacted when
//! the tab is idle.

use std::collections::VecDeque;

use landfall_core::document::{Change, Document, Entry, EntryError, EntryKey, Ledger, Limits, Met};
use landfall_core::lock::Header;

use super::{backups, keys, known, lock};
use crate::platform::clock;
use crate::platform::storage::{self, StorageError};

/// A tab is idle when it has written nothing for so many milliseconds.
const IDLE_MS: u64 = 3_000;
/// After a snapshot that found no room, so many milliseconds pass before the next try.
const AGAIN_MS: u64 = 60_000;

/// Why a value of the journal is not in the document. It stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    Damaged,
    /// A later version wrote it.
    Newer,
    /// The key is none that this app writes.
    Stray,
}

/// A value of the journal that is not in the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// The whole key in localStorage.
    pub key: String,
    pub why: Unread,
    /// UTF-16 units of the value.
    pub units: usize,
}

/// Why an update is not stored. It waits in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsaved {
    Full,
    /// Another tab has erased the workspace.
    Erased,
}

/// What hearing of another tab's write came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// The document has changed.
    Merged,
    /// The list of unreadable values has changed.
    Unreadable,
    /// Nothing of interest.
    Nothing,
}

/// This tab's part of a workspace's journal.
pub struct Journal {
    workspace: String,
    author: u64,
    next: u32,
    /// Updates that are not stored yet, oldest first.
    pending: VecDeque<Vec<u8>>,
    /// The update written last, as long as one entry alone has it.
    previous: Option<Vec<u8>>,
    ledger: Ledger,
    unreadable: Vec<Unreadable>,
    /// When this tab last wrote or loaded, by [`clock::tick_ms`].
    busy_ms: u64,
    /// No snapshot is tried before this.
    not_before_ms: u64,
    /// Whether this device's list has the workspace, so that its absence means that it was erased.
    listed: bool,
    erased: bool,
}

impl Journal {
    pub fn new(workspace: &str, author: u64) -> Self {
        Journal {
            workspace: workspace.to_owned(),
            author,
            next: 0,
            pending: VecDeque::new(),
            previous: None,
            ledger: Ledger::default(),
            unreadable: Vec::new(),
            busy_ms: clock::tick_ms(),
            not_before_ms: 0,
            listed: known::is_listed(workspace),
            erased: false,
        }
    }

    /// Merges every entry there is into the document.
    pub fn load(&mut self, document: &mut Document) {
        let met = Met { tick_ms: clock::tick_ms(), at_opening_ms: u64::try_from(clock::now_ms()).ok() };
        let mut entries = Vec::new();
        let header = keys::lock(&self.workspace);
        for key in storage::keys(&keys::journal(&self.workspace)) {
            let Some(text) = storage::get(&key) else { continue };
            if key == header && Header::decode(&text).is_ok() {
                continue;
            }
            match read(&self.workspace, &key, &text) {
                Ok((name, entry)) => entries.push((name, entry, units(&text))),
                Err(why) => self.unreadable.push(Unreadable { key, why, units: units(&text) }),
            }
        }
        // Any order gives the same document; in this one hardly anything waits for what comes later.
        entries.sort_by_key(|(name, entry, _)| (matches!(entry, Entry::Change(_)), *name));
        for (name, entry, units) in entries {
            self.merge(document, name, &entry, units, met);
        }
    }

    fn merge(&mut self, document: &mut Document, name: EntryKey, entry: &Entry, units: usize, met: Met) -> bool {
        let merged = document.merge_entry(entry).is_ok();
        if merged {
            self.ledger.note(name, entry, units, met);
        } else {
            let key = keys::entry(&self.workspace, name);
            self.unreadable.push(Unreadable { key, why: Unread::Damaged, units });
        }
        merged
    }

    /// What another tab wrote or, with `None`, took away.
    pub fn hear(&mut self, document: &mut Document, key: &str, text: Option<&str>) -> Heard {
        if !key.starts_with(&keys::journal(&self.workspace)) || key == keys::lock(&self.workspace) {
            return Heard::Nothing;
        }
        let known = self.unreadable.len();
        self.unreadable.retain(|unreadable| unreadable.key != key);
        let Some(text) = text else {
            if let Some(name) = keys::parse_entry(&self.workspace, key) {
                self.ledger.forget(name);
            }
            return if self.unreadable.len() == known { Heard::Nothing } else { Heard::Unreadable };
        };
        match read(&self.workspace, key, text) {
            Ok((name, entry)) => {
                let met = Met { tick_ms: clock::tick_ms(), at_opening_ms: None };
                if self.merge(document, name, &entry, units(text), met) { Heard::Merged } else { Heard::Unreadable }
            }
            Err(why) => {
                self.unreadable.push(Unreadable { key: key.to_owned(), why, units: units(text) });
                Heard::Unreadable
            }
        }
    }

    pub fn workspace(&self) -> &str {
        &self.workspace
    }

    pub fn unreadable(&self) -> &[Unreadable] {
        &self.unreadable
    }

    pub fn has_pending(&self) -> bool {
        !self.pending.is_empty()
    }

    /// Another tab has erased the workspace: nothing is written any more, and what this tab wrote after that goes too.
    pub fn end(&mut self) {
        self.erased = true;
        for key in storage::keys(&keys::journal(&self.workspace)) {
            if keys::parse_entry(&self.workspace, &key).is_some_and(|name| name.author == self.author) {
                storage::remove(&key);
            }
        }
    }

    /// Whether the workspace was erased since it was opened.
    pub fn is_ended(&self) -> bool {
        self.erased || (self.listed && !known::is_listed(&self.workspace))
    }

    /// Whether there was nothing of the workspace when it was opened.
    pub fn is_empty(&self) -> bool {
        self.ledger.keys().next().is_none() && self.unreadable.is_empty()
    }

    /// Writes an update down, after any that are still waiting.
    ///
    /// # Errors
    /// The update waits in memory.
    pub fn append(&mut self, update: &[u8]) -> Result<(), Unsaved> {
        self.pending.push_back(update.to_vec());
        self.flush()
    }

    /// Writes what is waiting. When there is no room, the oldest backups go first, then what snapshots hold.
    ///
    /// # Errors
    /// What could not be written goes on waiting.
    pub fn flush(&mut self) -> Result<(), Unsaved> {
        while let Some(update) = self.pending.front() {
            if self.is_ended() {
                return Err(Unsaved::Erased);
            }
            let entry = Entry::change(update, self.previous.as_deref());
            let mut written = self.write(&entry);
            while written.is_err() && backups::drop_oldest() {
                written = self.write(&entry);
            }
            if written.is_err() && self.delete_held() {
                written = self.write(&entry);
            }
            written.map_err(|StorageError::Full| Unsaved::Full)?;
            self.previous = self.pending.pop_front();
        }
        Ok(())
    }

    fn write(&mut self, entry: &Entry) -> Result<(), StorageError> {
        let name = EntryKey { author: self.author, number: self.next };
        let key = keys::entry(&self.workspace, name);
        // The first of a tab, and what others are deleted for, open without any other value.
        let carries = self.next == 0 || matches!(entry, Entry::Snapshot(_));
        let text = lock::encode(&self.workspace, &key, entry, carries).ok_or(StorageError::Full)?;
        storage::set(&key, &text)?;
        let met = Met { tick_ms: clock::tick_ms(), at_opening_ms: None };
        self.ledger.note(name, entry, units(&text), met);
        self.next += 1;
        self.busy_ms = met.tick_ms;
        Ok(())
    }

    /// Tidies up if the tab has been idle long enough: deletes what two durable snapshots hold, writes a snapshot when
    /// one is due, and repeats updates that stand in one entry alone.
    pub fn tend(&mut self, document: &Document) {
        let now = clock::tick_ms();
        let idle = now.saturating_sub(self.busy_ms) >= IDLE_MS;
        if !idle || now < self.not_before_ms || self.is_ended() {
            return;
        }
        self.delete_held();
        let plan = self.ledger.plan(self.author, now, Limits::default());
        let done = if plan.snapshot { self.write_snapshot(document) } else { self.repeat(&plan.repeat) };
        if done.is_err() {
            self.not_before_ms = now + AGAIN_MS;
        }
    }

    /// Repeats what stands in one entry of this tab alone: the tab may be about to close.
    pub fn repeat_own(&mut self) {
        if self.is_ended() {
            return;
        }
        let plan = self.ledger.plan(self.author, clock::tick_ms(), Limits::default());
        let own: Vec<_> = plan.repeat.into_iter().filter(|(name, _)| name.author == self.author).collect();
        // Without room for it one copy must do.
        let _ = self.repeat(&own);
    }

    fn delete_held(&mut self) -> bool {
        let held = self.ledger.plan(self.author, clock::tick_ms(), Limits::default()).delete;
        for name in &held {
            storage::remove(&keys::entry(&self.workspace, *name));
            self.ledger.forget(*name);
        }
        !held.is_empty()
    }

    fn write_snapshot(&mut self, document: &Document) -> Result<(), StorageError> {
        if document.has_waiting() {
            // What waits for a missing change is in no snapshot, and is no reason to write one.
            for name in self.ledger.keys().collect::<Vec<_>>() {
                let whole = self.stored(name).is_some_and(|entry| document.has_all_of(&entry));
                self.ledger.set_waits(name, !whole);
            }
            if !self.ledger.plan(self.author, clock::tick_ms(), Limits::default()).snapshot {
                return Ok(());
            }
        }
        let made_ms = u64::try_from(clock::now_ms()).unwrap_or_default();
        // One that does not read back is not written: it counts as one that found no room, and is tried again later.
        let snapshot = document.snapshot(self.ledger.holds(), made_ms).ok_or(StorageError::Full)?;
        self.write(&snapshot)
    }

    fn repeat(&mut self, places: &[(EntryKey, usize)]) -> Result<(), StorageError> {
        let updates: Vec<Vec<u8>> = places
            .iter()
            .filter_map(|(name, at)| match self.stored(*name)? {
                Entry::Change(change) => change.updates.into_iter().nth(*at),
                Entry::Snapshot(_) => None,
            })
            .collect();
        if updates.is_empty() {
            return Ok(());
        }
        self.write(&Entry::Change(Change { updates }))?;
        // The one written last is among them: the next entry need not carry it.
        self.previous = None;
        Ok(())
    }

    fn stored(&self, name: EntryKey) -> Option<Entry> {
        let key = keys::entry(&self.workspace, name);
        storage::get(&key).and_then(|text| lock::decode(&self.workspace, &key, &text).ok())
    }
}

/// Reads a value of a workspace's journal.
pub fn read(workspace: &str, key: &str, text: &str) -> Result<(EntryKey, Entry), Unread> {
    let name = keys::parse_entry(workspace, key).ok_or(Unread::Stray)?;
    match lock::decode(workspace, key, text) {
        Ok(entry) => Ok((name, entry)),
        Err(EntryError::TooNew { .. }) => Err(Unread::Newer),
        Err(EntryError::Form | EntryError::Damaged) => Err(Unread::Damaged),
    }
}

/// The document a workspace's journal holds, for looking at or copying; `author` as for [`Document::new`].
pub fn load_document(workspace: &str, author: u64) -> Document {
    let mut document = Document::new(author);
    Journal::new(workspace, author).load(&mut document);
    document
}

pub fn units(text: &str) -> usize {
    text.encode_utf16().count()
}
