//! Workspaces side by side on this device (SPEC W1–W6). Each has a journal of its own; what the list shows without
//! opening one stands under a small key, `landfall/1/workspaces/<id>`. The last writer of that key wins.

use landfall_core::document::{Document, Entry, EntryKey, Holds, Start, seed};
use landfall_core::lock::Lock;
use landfall_core::model::Day;
use landfall_core::published::Published;
use leptos::prelude::*;

use super::known::{Known, known, set_name, write};
use super::{backups, drafts, journal, keys, lock};
use crate::platform::{clock, device, storage};

/// The workspace a device starts with.
pub(super) const FIRST: &str = "main";
/// Which workspace this tab shows, in the tab's own storage.
const CURRENT: &str = "landfall/1/workspace";

/// The mark of the kept copy this tab opened last, in the tab's own storage.
const OPENED: &str = "landfall/1/opened-copy";

/// A workspace as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkspaceInfo {
    pub id: String,
    /// Empty as long as nobody named it, and when it is locked and not open here.
    pub name: String,
    pub locked: bool,
    /// Whether its passphrase is asked before anything can be done with it but erasing it.
    pub shut: bool,
    /// When it was made and last opened on this device, milliseconds since 1970; 0 when that is not known.
    pub made: i64,
    pub opened: i64,
    /// What it takes in localStorage with its backups, in UTF-16 units.
    pub units: usize,
}

/// Why nothing was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkspaceError {
    Full,
    /// The open workspace has changes that are not stored: they would be lost.
    Unsaved,
    /// There is no such workspace or backup, or it can't be read.
    Unknown,
    /// It is locked, and this tab has no key.
    Locked,
}

/// The workspace that a copy with this mark was kept as, if it was.
pub fn kept_from(mark: &str) -> Option<String> {
    let all = list_workspaces().into_iter();
    all.map(|info| info.id).find(|id| known(id).is_some_and(|known| known.was(mark)))
}

/// Lets the tab open the workspace that the copy with this mark was kept as, when it comes to that copy: a reload shows
/// what was chosen since.
pub fn prefer(id: &str, mark: &str) {
    if storage::session_get(OPENED).as_deref() != Some(mark) {
        storage::session_set(OPENED, mark);
        storage::session_set(CURRENT, id);
    }
}

/// The workspaces of this device, the one opened last first.
pub fn list_workspaces() -> Vec<WorkspaceInfo> {
    let mut all: Vec<WorkspaceInfo> = Vec::new();
    for key in storage::keys(keys::APP) {
        let Some(id) = keys::workspace_of(&key).or_else(|| keys::workspace_of_backup(&key)) else { continue };
        let units = storage::units(&key);
        match all.iter_mut().find(|info| info.id == id) {
            Some(info) => info.units += units,
            None => {
                let known = known(id).unwrap_or_default();
                let (name, made, opened) = (known.name_in(id), known.made, known.opened);
                let locked = lock::is_locked(id);
                let shut = locked && !lock::is_open(id);
                all.push(WorkspaceInfo { id: id.to_owned(), name, locked, shut, made, opened, units });
            }
        }
    }
    all.sort_by(|a, b| b.opened.cmp(&a.opened).then_with(|| a.id.cmp(&b.id)));
    all
}

/// The workspaces as the interface uses them.
#[derive(Clone, Copy)]
pub struct Workspaces {
    current: RwSignal<String>,
    changed: RwSignal<u32>,
    /// Set by the open workspace while something of it is in memory alone.
    unsaved: RwSignal<bool>,
    /// The page shows the workspace it carries, and not one of this computer.
    copy: RwSignal<bool>,
}

impl Workspaces {
    /// The workspace this tab shows.
    pub fn current(self) -> String {
        self.current.get()
    }

    /// Whether the page shows the workspace it carries.
    pub fn shows_copy(self) -> bool {
        self.copy.get()
    }

    /// Goes from the workspace the page carries to one of this computer.
    pub(super) fn leave_copy(self, id: &str) {
        self.copy.set(false);
        self.show(id);
    }

    /// See [`list_workspaces`]; follows changes made in this tab.
    pub fn list(self) -> Vec<WorkspaceInfo> {
        self.changed.track();
        list_workspaces()
    }

    /// Shows another workspace.
    ///
    /// # Errors
    /// The open one has changes that are not stored, or there is no such workspace.
    pub fn switch(self, id: &str) -> Result<(), WorkspaceError> {
        if self.unsaved.get_untracked() {
            return Err(WorkspaceError::Unsaved);
        }
        if !keys::is_workspace(id) || !list_workspaces().iter().any(|info| info.id == id) {
            return Err(WorkspaceError::Unknown);
        }
        self.show(id);
        Ok(())
    }

    fn show(self, id: &str) {
        if self.copy.get_untracked() {
            // Another one was chosen: from here on what is done is written.
            storage::let_go();
            self.copy.set(false);
        }
        storage::session_set(CURRENT, id);
        self.unsaved.set(false);
        self.current.set(id.to_owned());
        self.tell();
    }

    /// Makes a workspace; gives its id. It is not opened.
    ///
    /// # Errors
    /// There is no room: nothing is left behind.
    pub fn create(self, name: &str, start: Start, published: Option<&Published>) -> Result<String, WorkspaceError> {
        self.make(new_id(), name, &Entry::change(&seed(start, published), None), None, None)
    }

    /// Makes a workspace that starts as a copy of a document of workspace `of`, locked if that is; gives its id. It is
    /// not opened.
    ///
    /// # Errors
    /// There is no room: nothing is left behind.
    pub fn create_from(self, name: &str, document: &Document, of: &str) -> Result<String, WorkspaceError> {
        self.make(new_id(), name, &whole(document)?, lock::of(of), None)
    }

    /// The same under an id that other devices know it by, if there is one, and with the lock it had there; `kept` marks
    /// the copy it was.
    pub(super) fn create_as(
        self,
        id: Option<String>,
        name: &str,
        document: &Document,
        lock: Option<Lock>,
        kept: Option<&str>,
    ) -> Result<String, WorkspaceError> {
        self.make(id.unwrap_or_else(new_id), name, &whole(document)?, lock, kept)
    }

    fn make(
        self,
        id: String,
        name: &str,
        entry: &Entry,
        mut alike: Option<Lock>,
        kept: Option<&str>,
    ) -> Result<String, WorkspaceError> {
        let first = keys::entry(&id, EntryKey { author: device::random_id(), number: 0 });
        let kept = kept.map(str::to_owned).into_iter().collect();
        let mut known = Known::new(clock::now_ms(), kept);
        let mut done = || {
            let locked = alike.take().map_or(Ok(()), |alike| lock::lock_alike(&id, alike));
            locked.map_err(|_| WorkspaceError::Full)?;
            let text = lock::encode(&id, &first, entry, true).ok_or(WorkspaceError::Locked)?;
            storage::set(&first, &text).map_err(|storage::StorageError::Full| WorkspaceError::Full)?;
            known.set_name(&id, name.trim())?;
            write(&id, &known)
        };
        if let Err(error) = done() {
            for key in [first, keys::lock(&id)] {
                storage::remove(&key);
            }
            lock::forget(&id);
            return Err(error);
        }
        self.tell();
        Ok(id)
    }

    /// Gives a workspace another name.
    ///
    /// # Errors
    /// There is no room for the name, or no such workspace.
    pub fn rename(self, id: &str, name: &str) -> Result<(), WorkspaceError> {
        set_name(id, name)?;
        self.tell();
        Ok(())
    }

    /// Copies what can be read of a workspace, without its backups; gives the copy's id. It is not opened.
    ///
    /// # Errors
    /// There is no room, or no such workspace.
    pub fn duplicate(self, id: &str, name: &str) -> Result<String, WorkspaceError> {
        if !list_workspaces().iter().any(|info| info.id == id) {
            return Err(WorkspaceError::Unknown);
        }
        if self.unsaved.get_untracked() && self.current.get_untracked() == id {
            return Err(WorkspaceError::Unsaved);
        }
        if lock::is_shut(id) {
            return Err(WorkspaceError::Locked);
        }
        self.create_from(name, &journal::load_document(id, device::random_id()), id)
    }

    /// Makes a workspace from a backup and shows it; gives its id.
    ///
    /// # Errors
    /// There is no room, no such backup, or the open workspace has changes that are not stored.
    pub fn restore(self, id: &str, day: Day, name: &str) -> Result<String, WorkspaceError> {
        if self.unsaved.get_untracked() {
            return Err(WorkspaceError::Unsaved);
        }
        let document = backups::open_backup(id, day, device::random_id()).ok_or(WorkspaceError::Unknown)?;
        let copy = self.create_from(name, &document, id)?;
        self.show(&copy);
        Ok(copy)
    }

    /// Erases a workspace: its journal, its backups, what was half typed in it, its name. Everything else stays. If it
    /// is the one this tab shows, the tab goes to the one opened last before it, or to a new one.
    pub fn erase(self, id: &str) {
        if !keys::is_workspace(id) {
            return;
        }
        // The name first: without it other tabs stop writing.
        storage::remove(&keys::workspace(id));
        for key in storage::keys(&keys::journal(id)).into_iter().chain(storage::keys(&keys::backups(id))) {
            storage::remove(&key);
        }
        drafts::erase_of(id);
        lock::forget(id);
        if self.current.get_untracked() == id {
            self.show(&last_opened());
        } else {
            self.tell();
        }
    }

    /// Says that the open workspace has, or no longer has, changes that are not stored.
    pub(super) fn set_unsaved(self, unsaved: bool) {
        if self.unsaved.get_untracked() != unsaved {
            self.unsaved.set(unsaved);
        }
    }

    pub(super) fn tell(self) {
        self.changed.update(|count| *count = count.wrapping_add(1));
    }
}

/// An id no other workspace has.
/// A document as the first value of a journal.
fn whole(document: &Document) -> Result<Entry, WorkspaceError> {
    let made_ms = u64::try_from(clock::now_ms()).unwrap_or_default();
    document.snapshot(Holds::default(), made_ms).ok_or(WorkspaceError::Unknown)
}

fn new_id() -> String {
    format!("w{:x}", device::random_id())
}

fn last_opened() -> String {
    list_workspaces().into_iter().next().map_or(FIRST.to_owned(), |info| info.id)
}

/// Finds out which workspace this tab shows and puts the workspaces into the context.
pub fn provide_workspaces() -> Workspaces {
    let chosen = storage::session_get(CURRENT).filter(|id| {
        // The tab may be older than the workspace's end.
        keys::is_workspace(id) && list_workspaces().iter().any(|info| info.id == *id)
    });
    let current = chosen.unwrap_or_else(last_opened);
    let copy = storage::is_held_back();
    if !copy {
        // A reload shows the same one, whatever other tabs have opened since.
        storage::session_set(CURRENT, &current);
    }
    let workspaces = Workspaces {
        current: RwSignal::new(current),
        changed: RwSignal::new(0),
        unsaved: RwSignal::new(false),
        copy: RwSignal::new(copy),
    };
    provide_context(workspaces);
    workspaces
}

pub fn use_workspaces() -> Workspaces {
    use_context().unwrap_or_else(provide_workspaces)
}
