//! Daily backups on this computer (SPEC BK1–BK4): what a workspace was before the first change of a day.

use landfall_core::document::{Document, Entry, Holds, Snapshot};
use landfall_core::model::Day;

use super::journal::units;
use super::usage::{LIMIT, Usage};
use super::{keys, known, lock};
use crate::platform::{clock, storage};

/// How many days are kept.
const DAYS: usize = 10;

/// A backup of a workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backup {
    /// It is the state before the first change of this day, by the calendar of Shanghai.
    pub day: Day,
    /// What it takes in localStorage, in UTF-16 units.
    pub units: usize,
}

/// The backups of a workspace, newest first.
pub fn list_backups(workspace: &str) -> Vec<Backup> {
    let prefix = keys::backups(workspace);
    let mut backups: Vec<Backup> = storage::keys(&prefix)
        .iter()
        .filter_map(|key| {
            let day = key.strip_prefix(&prefix)?.parse().ok()?;
            Some(Backup { day, units: storage::units(key) })
        })
        .collect();
    backups.sort_by_key(|backup| std::cmp::Reverse(backup.day));
    backups
}

/// The document of a backup, for looking at; `author` as for [`Document::new`]. `None` when there is none that can be
/// read.
pub fn open_backup(workspace: &str, day: Day, author: u64) -> Option<Document> {
    let mut document = Document::new(author);
    document.merge_entry(&Entry::Snapshot(read(workspace, day)?)).ok()?;
    Some(document)
}

fn read(workspace: &str, day: Day) -> Option<Snapshot> {
    let key = keys::backup(workspace, day);
    match lock::decode(workspace, &key, &storage::get(&key)?).ok()? {
        Entry::Snapshot(snapshot) => Some(snapshot),
        Entry::Change(_) => None,
    }
}

/// Keeps the document as the backup of `today`, unless there is one of today already or nothing has changed since the
/// last. Where it would fill the storage beyond 60 %, older backups go; if that is not enough, there is none today.
pub fn keep_backup(workspace: &str, today: Day, document: &Document) {
    let backups = list_backups(workspace);
    if backups.iter().any(|backup| backup.day == today) || !known::is_listed(workspace) {
        return;
    }
    let made_ms = u64::try_from(clock::now_ms()).unwrap_or_default();
    let Some(entry) = document.snapshot(Holds::default(), made_ms) else { return };
    let last = backups.first().and_then(|backup| read(workspace, backup.day));
    if let (Some(last), Entry::Snapshot(now)) = (last, &entry)
        && last.state == now.state
    {
        return;
    }
    for backup in backups.iter().skip(DAYS - 1) {
        storage::remove(&keys::backup(workspace, backup.day));
    }
    let key = keys::backup(workspace, today);
    let Some(text) = lock::encode(workspace, &key, &entry, true) else { return };
    let needed = units(&key) + units(&text);
    while Usage::now().used + needed > LIMIT / 10 * 6 {
        if !drop_oldest() {
            return;
        }
    }
    // A day without a backup is no failure of what the user does.
    let _ = storage::set(&key, &text);
}

/// Takes away the oldest backup of all workspaces; gives whether there was one.
pub fn drop_oldest() -> bool {
    let oldest = storage::keys(&keys::all_backups()).into_iter().min_by(|a, b| day_of(a).cmp(day_of(b)));
    let Some(key) = oldest else { return false };
    storage::remove(&key);
    // Whoever makes room goes on until there is no more to be had.
    storage::get(&key).is_none()
}

/// Days as they are written sort by time.
fn day_of(key: &str) -> &str {
    key.rsplit('/').next().unwrap_or_default()
}
