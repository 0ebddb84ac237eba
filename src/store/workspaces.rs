//! Workspaces side by side on this device (SPEC W1–W6). Each has a journal of its own; what the list shows without
//! opening one stands under a small key, `landfall/1/workspaces/<id>`. The last writer of that key wins.

use landfall_core::document::{Document, Entry, EntryKey, Holds, Start, seed};
use landfall_core::model::Day;
use landfall_core::published::Published;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::lock::Keeping;
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

/// What is written down. Unknown fields of a later version are kept.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Known {
    #[serde(default)]
    name: String,
    /// The name of a locked workspace, sealed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    sealed_name: String,
    /// Minutes without input after which it is locked, 0 for never; absent until somebody chooses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lock_after: Option<u32>,
    /// Whether those count while the page is hidden, too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lock_hidden: Option<bool>,
    #[serde(default)]
    made: i64,
    #[serde(default)]
    opened: i64,
    /// Marks of the copies of the single file that were kept as, or merged into, this workspace.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    kept: Vec<String>,
    #[serde(flatten)]
    rest: serde_json::Map<String, serde_json::Value>,
}

fn known(id: &str) -> Option<Known> {
    storage::get(&keys::workspace(id)).map(|text| serde_json::from_str(&text).unwrap_or_default())
}

fn write(id: &str, known: &Known) -> Result<(), WorkspaceError> {
    let text = serde_json::to_string(known).unwrap_or_default();
    storage::set(&keys::workspace(id), &text).map_err(|storage::StorageError::Full| WorkspaceError::Full)
}

/// Whether this device's list has the workspace.
pub fn is_listed(id: &str) -> bool {
    storage::get(&keys::workspace(id)).is_some()
}

/// The workspace that a copy with this mark was kept as, if it was.
pub fn kept_from(mark: &str) -> Option<String> {
    let all = list_workspaces().into_iter();
    all.map(|info| info.id).find(|id| known(id).is_some_and(|known| known.kept.iter().any(|kept| kept == mark)))
}

/// Notes that a copy was merged into a workspace.
///
/// # Errors
/// There is no room, or no such workspace.
pub fn note_kept(id: &str, mark: &str) -> Result<(), WorkspaceError> {
    let mut known = known(id).ok_or(WorkspaceError::Unknown)?;
    known.kept.retain(|kept| kept != mark);
    known.kept.push(mark.to_owned());
    write(id, &known)
}

/// Lets the tab open the workspace that the copy with this mark was kept as, when it comes to that copy: a reload shows
/// what was chosen since.
pub fn prefer(id: &str, mark: &str) {
    if storage::session_get(OPENED).as_deref() != Some(mark) {
        storage::session_set(OPENED, mark);
        storage::session_set(CURRENT, id);
    }
}

/// Notes that a workspace is opened, and lists it if it is not listed yet.
pub fn note_opened(id: &str) {
    let now = clock::now_ms();
    let mut known = known(id).unwrap_or(Known { made: now, ..Known::default() });
    known.opened = now;
    // Without room for it the list shows it by its journal.
    let _ = write(id, &known);
}

/// The name of a workspace; empty as long as nobody named it.
pub fn name_of(id: &str) -> String {
    known(id).map(|known| known.name_in(id)).unwrap_or_default()
}

impl Known {
    fn name_in(&self, id: &str) -> String {
        // A program from before locks may have named it since.
        if self.name.is_empty() && !self.sealed_name.is_empty() {
            return lock::open_text(id, &sealed_place(id), &self.sealed_name).unwrap_or_default();
        }
        self.name.clone()
    }

    /// # Errors
    /// The workspace is locked, and this tab has no key.
    fn set_name(&mut self, id: &str, name: &str) -> Result<(), WorkspaceError> {
        let sealed = match lock::keeping(id) {
            Keeping::Plain => None,
            Keeping::Sealed(_) => lock::seal_text(id, &sealed_place(id), name),
            Keeping::Shut => return Err(WorkspaceError::Locked),
        };
        self.name = if sealed.is_some() { String::new() } else { name.to_owned() };
        self.sealed_name = sealed.unwrap_or_default();
        Ok(())
    }
}

/// What a sealed name is bound to.
fn sealed_place(id: &str) -> String {
    format!("{}#name", keys::workspace(id))
}

/// Makes the stored name what the lock says: sealed, or plain.
///
/// # Errors
/// There is no room.
pub fn even_name(id: &str) -> Result<(), storage::StorageError> {
    let Some(mut known) = known(id) else { return Ok(()) };
    let name = known.name_in(id);
    let done = known.set_name(id, &name).and_then(|()| write(id, &known));
    done.map_err(|_| storage::StorageError::Full)
}

/// After how many minutes without input a workspace is locked, 0 for never, and whether those count while the page is
/// hidden.
pub fn auto_lock(id: &str) -> (u32, bool) {
    let known = known(id).unwrap_or_default();
    (known.lock_after.unwrap_or(15), known.lock_hidden.unwrap_or(true))
}

/// # Errors
/// There is no room, or no such workspace.
pub fn set_auto_lock(id: &str, minutes: u32, hidden: bool) -> Result<(), WorkspaceError> {
    let mut known = known(id).ok_or(WorkspaceError::Unknown)?;
    (known.lock_after, known.lock_hidden) = (Some(minutes), Some(hidden));
    write(id, &known)
}

/// # Errors
/// There is no room for the name, or no such workspace.
pub fn set_name(id: &str, name: &str) -> Result<(), WorkspaceError> {
    let mut known = known(id).ok_or(WorkspaceError::Unknown)?;
    known.set_name(id, name.trim())?;
    write(id, &known)
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
        self.make(new_id(), name, &whole(document)?, Some(of), None)
    }

    /// The same under an id that other devices know it by, if there is one, and without a lock; `kept` marks the copy
    /// it was.
    pub(super) fn create_as(
        self,
        id: Option<String>,
        name: &str,
        document: &Document,
        kept: Option<&str>,
    ) -> Result<String, WorkspaceError> {
        self.make(id.unwrap_or_else(new_id), name, &whole(document)?, None, kept)
    }

    fn make(
        self,
        id: String,
        name: &str,
        entry: &Entry,
        like: Option<&str>,
        kept: Option<&str>,
    ) -> Result<String, WorkspaceError> {
        let first = keys::entry(&id, EntryKey { author: device::random_id(), number: 0 });
        let kept = kept.map(str::to_owned).into_iter().collect();
        let mut known = Known { made: clock::now_ms(), kept, ..Known::default() };
        let mut done = || {
            like.map_or(Ok(()), |like| lock::lock_alike(&id, like)).map_err(|_| WorkspaceError::Full)?;
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
