//! Workspaces side by side on this device (SPEC W1–W6). Each has a journal of its own; what the list shows without
//! opening one stands under a small key, `landfall/1/workspaces/<id>`. The last writer of that key wins.

use landfall_core::document::{Document, Entry, EntryKey, Holds, Start, seed};
use landfall_core::model::Day;
use landfall_core::published::Published;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{backups, drafts, journal, keys};
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
    /// Empty as long as nobody named it.
    pub name: String,
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
}

/// What is written down. Unknown fields of a later version are kept.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Known {
    #[serde(default)]
    name: String,
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
    known(id).map(|known| known.name).unwrap_or_default()
}

/// # Errors
/// There is no room for the name, or no such workspace.
pub fn set_name(id: &str, name: &str) -> Result<(), WorkspaceError> {
    let mut known = known(id).ok_or(WorkspaceError::Unknown)?;
    name.trim().clone_into(&mut known.name);
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
                let (name, made, opened) = (known.name, known.made, known.opened);
                all.push(WorkspaceInfo { id: id.to_owned(), name, made, opened, units });
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
        self.make(new_id(), name, &Entry::change(&seed(start, published), None), None)
    }

    /// Makes a workspace that starts as a copy of a document; gives its id. It is not opened.
    ///
    /// # Errors
    /// There is no room: nothing is left behind.
    pub fn create_from(self, name: &str, document: &Document) -> Result<String, WorkspaceError> {
        self.create_as(None, name, document, None)
    }

    /// The same under an id that other devices know it by, if there is one; `kept` marks the copy it was.
    pub(super) fn create_as(
        self,
        id: Option<String>,
        name: &str,
        document: &Document,
        kept: Option<&str>,
    ) -> Result<String, WorkspaceError> {
        let made_ms = u64::try_from(clock::now_ms()).unwrap_or_default();
        let entry = document.snapshot(Holds::default(), made_ms).ok_or(WorkspaceError::Unknown)?;
        self.make(id.unwrap_or_else(new_id), name, &entry, kept)
    }

    fn make(self, id: String, name: &str, entry: &Entry, kept: Option<&str>) -> Result<String, WorkspaceError> {
        let first = keys::entry(&id, EntryKey { author: device::random_id(), number: 0 });
        storage::set(&first, &entry.encode()).map_err(|storage::StorageError::Full| WorkspaceError::Full)?;
        let made = clock::now_ms();
        let kept = kept.map(str::to_owned).into_iter().collect();
        let known = Known { name: name.trim().to_owned(), made, kept, ..Known::default() };
        if let Err(error) = write(&id, &known) {
            storage::remove(&first);
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
        self.create_from(name, &journal::load_document(id, device::random_id()))
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
        let copy = self.create_from(name, &document)?;
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

    fn tell(self) {
        self.changed.update(|count| *count = count.wrapping_add(1));
    }
}

/// An id no other workspace has.
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
