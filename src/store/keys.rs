//! The names under which this app keeps things in localStorage. Nothing else there is its own.

use landfall_core::document::EntryKey;
use landfall_core::model::Day;

/// What all keys of this app begin with.
pub const APP: &str = "landfall/";
const ROOT: &str = "landfall/1/";
/// First parts of keys that are no workspace's journal.
const RESERVED: [&str; 5] = ["workspaces", "settings", "drafts", "backups", COPY];
/// The workspace a copy of the single file carries, as long as nobody has kept it: nothing of it is ever written.
pub const COPY: &str = "copy";

/// Whether a text may name a workspace: letters, digits and `-`, and no word the keys use otherwise.
pub fn is_workspace(id: &str) -> bool {
    let plain = !id.is_empty() && id.len() <= 40 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    plain && !RESERVED.contains(&id)
}

/// The beginning of every key of a workspace's journal.
pub fn journal(workspace: &str) -> String {
    format!("{ROOT}{workspace}/")
}

pub fn entry(workspace: &str, name: EntryKey) -> String {
    format!("{ROOT}{workspace}/{name}")
}

/// The header of a workspace's lock. Programs from before locks take it for a stray key and leave it alone.
pub fn lock(workspace: &str) -> String {
    format!("{ROOT}{workspace}/lock")
}

/// The workspace whose lock a key has the header of.
pub fn workspace_of_lock(key: &str) -> Option<&str> {
    key.strip_prefix(ROOT)?.strip_suffix("/lock").filter(|id| is_workspace(id))
}

pub fn parse_entry(workspace: &str, key: &str) -> Option<EntryKey> {
    key.strip_prefix(&journal(workspace))?.parse().ok()
}

/// What this device knows of a workspace without opening it.
pub fn workspace(id: &str) -> String {
    format!("{ROOT}workspaces/{id}")
}

/// The workspace a key belongs to, as one of its journal or as what is known of it.
pub fn workspace_of(key: &str) -> Option<&str> {
    let rest = key.strip_prefix(ROOT)?;
    let id = match rest.strip_prefix("workspaces/") {
        Some(id) => id,
        None => rest.split_once('/')?.0,
    };
    is_workspace(id).then_some(id)
}

/// The beginning of every key of a workspace's daily backups.
pub fn backups(workspace: &str) -> String {
    format!("{ROOT}backups/{workspace}/")
}

/// The workspace a daily backup is of.
pub fn workspace_of_backup(key: &str) -> Option<&str> {
    let (id, _) = key.strip_prefix(ROOT)?.strip_prefix("backups/")?.split_once('/')?;
    is_workspace(id).then_some(id)
}

/// The beginning of the daily backups of all workspaces.
pub fn all_backups() -> String {
    format!("{ROOT}backups/")
}

pub fn backup(workspace: &str, day: Day) -> String {
    format!("{ROOT}backups/{workspace}/{day}")
}

/// The beginning of every key of texts half typed.
pub fn drafts() -> String {
    format!("{ROOT}drafts/")
}

pub fn draft(id: &str) -> String {
    format!("{ROOT}drafts/{id}")
}

/// Under this key a tab that opens asks which drafts belong to tabs that are still there.
pub fn roll_call() -> String {
    format!("{ROOT}drafts/roll-call")
}
