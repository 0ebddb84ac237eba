//! What this device has written down of each workspace, under a small key of its own (SPEC W1–W6): what the list shows
//! without opening it. The last writer of that key wins.

use serde::{Deserialize, Serialize};

use super::lock::Keeping;
use super::workspaces::WorkspaceError;
use super::{keys, lock};
use crate::platform::{clock, storage};

/// What is written down. Unknown fields of a later version are kept.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Known {
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
    pub made: i64,
    #[serde(default)]
    pub opened: i64,
    /// Marks of the copies of the single file that were kept as, or merged into, this workspace.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kept: Vec<String>,
    #[serde(flatten)]
    rest: serde_json::Map<String, serde_json::Value>,
}

pub(super) fn known(id: &str) -> Option<Known> {
    storage::get(&keys::workspace(id)).map(|text| serde_json::from_str(&text).unwrap_or_default())
}

pub(super) fn write(id: &str, known: &Known) -> Result<(), WorkspaceError> {
    let text = serde_json::to_string(known).unwrap_or_default();
    storage::set(&keys::workspace(id), &text).map_err(|storage::StorageError::Full| WorkspaceError::Full)
}

/// Whether this device's list has the workspace.
pub fn is_listed(id: &str) -> bool {
    storage::get(&keys::workspace(id)).is_some()
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
    /// A workspace made at an instant, in milliseconds since 1970, from copies with these marks.
    pub fn new(made: i64, kept: Vec<String>) -> Self {
        Known { made, kept, ..Known::default() }
    }

    /// Whether the copy with this mark was kept as this workspace.
    pub fn was(&self, mark: &str) -> bool {
        self.kept.iter().any(|kept| kept == mark)
    }

    pub fn name_in(&self, id: &str) -> String {
        // A program from before locks may have named it since.
        if self.name.is_empty() && !self.sealed_name.is_empty() {
            return lock::open_text(id, &sealed_place(id), &self.sealed_name).unwrap_or_default();
        }
        self.name.clone()
    }

    /// # Errors
    /// The workspace is locked, and this tab has no key.
    pub fn set_name(&mut self, id: &str, name: &str) -> Result<(), WorkspaceError> {
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
