//! The workspace that a copy of the single file carries (SPEC SF5–SF8): shown read-only, with nothing written to this
//! computer, until somebody keeps it.

use std::rc::Rc;

use landfall_core::document::{FileError, MergeReport, SCHEMA};
use landfall_core::exchange::{Carried, WORKSPACE_BLOCK, fingerprint};
use landfall_core::lock::{Lock, LockProblem, LockedFile};
use landfall_core::view::Route;
use leptos::prelude::*;

use super::exchange::Ready;
use super::settings::{self, Settings, use_settings};
use super::workspace::Workspace;
use super::workspaces::{self, FIRST, WorkspaceError, Workspaces, use_workspaces};
use super::{drafts, keys, known, lock};
use crate::platform::{crypto, fetch, location, storage};

/// Before anything is read or written: a page that carries a workspace nobody has kept here writes nothing. One that
/// was kept opens the workspace it became.
pub fn begin_copy() {
    let Some(text) = block() else { return };
    let mark = fingerprint(&text);
    match workspaces::kept_from(&mark) {
        Some(id) => workspaces::prefer(&id, &mark),
        None => storage::hold_back(),
    }
    // Whoever opens the file by itself comes for what is in it.
    if location::hash().len() <= 1 {
        location::go(&Route::Board.href());
    }
}

fn block() -> Option<String> {
    fetch::embedded(WORKSPACE_BLOCK).filter(|text| !text.trim().is_empty())
}

/// The id by which other devices know a workspace: the first one has the same on every device, so it goes by the
/// device's number.
pub fn known_as(id: &str, device: u64) -> String {
    if id == FIRST { format!("m{device:x}") } else { id.to_owned() }
}

/// The same read the other way; `None` for what names no workspace.
fn id_here(known_as: &str, device: u64) -> Option<String> {
    // No device calls its first one that to others: it would be merged into another's first.
    if known_as == FIRST {
        return None;
    }
    let id = if known_as == self::known_as(FIRST, device) { FIRST } else { known_as };
    keys::is_workspace(id).then(|| id.to_owned())
}

/// What the workspace that opens next has to do with the copy.
#[derive(Clone, Default)]
enum Waiting {
    #[default]
    Nothing,
    /// It is the copy, just kept.
    Kept,
    /// The copy, of this mark, is to be merged into it.
    Merge(Rc<Carried>, String),
}

/// How a copy was kept.
#[derive(Debug, Clone, PartialEq)]
pub enum Kept {
    /// As a workspace of its own.
    Apart,
    /// Merged into the same workspace that was here already.
    Merged(MergeReport),
}

/// The copy that this page is, as long as it is one.
#[derive(Clone, Copy)]
pub struct Copied {
    read: StoredValue<Option<Result<Rc<Carried>, FileError>>, LocalStorage>,
    /// What it carries under a passphrase.
    sealed: StoredValue<Option<LockedFile>, LocalStorage>,
    /// Whether that is asked for.
    asks: RwSignal<bool>,
    /// The lock that was opened with it: a copy that is kept is kept locked.
    lock: StoredValue<Option<Lock>, LocalStorage>,
    waiting: StoredValue<Waiting, LocalStorage>,
    workspaces: Workspaces,
    settings: Settings,
}

impl Copied {
    /// The workspace this page carries, while it is shown; follows when it no longer is.
    pub fn shown(self) -> Option<Rc<Carried>> {
        let shown = self.workspaces.shows_copy();
        self.asks.track();
        self.read.with_value(|read| read.clone().and_then(Result::ok)).filter(|_| shown)
    }

    /// Whether a passphrase is asked for before what the page carries is shown; follows when it no longer is.
    pub fn asks(self) -> bool {
        self.asks.get() && self.workspaces.shows_copy()
    }

    /// Why it can't be opened here, whatever the passphrase.
    pub fn obstacle(self) -> Option<LockProblem> {
        (!crypto::is_there()).then_some(LockProblem::NoCrypto)
    }

    /// Opens what the page carries with its passphrase; some tenths of a second. Nothing is written.
    ///
    /// # Errors
    /// Why it stays shut.
    pub async fn unlock(self, passphrase: &str) -> Result<(), LockProblem> {
        let Some(file) = self.sealed.try_get_value().flatten() else { return Err(LockProblem::Damaged) };
        let wrapping = lock::wrapping(passphrase, &file.header).await?;
        let carried = Carried::read(&file.open(&wrapping)?).map_err(|error| match error {
            FileError::TooNew { .. } => LockProblem::TooNew,
            _ => LockProblem::Damaged,
        })?;
        self.lock.set_value(Lock::open(&file.header, &wrapping));
        self.read.set_value(Some(Ok(Rc::new(carried))));
        self.asks.set(false);
        Ok(())
    }

    /// Why what the page carries can't be shown.
    pub fn unreadable(self) -> Option<FileError> {
        self.read.with_value(|read| read.clone().and_then(Result::err))
    }

    /// Keeps the copy on this computer: merged into the workspace it is a copy of where that is here, else as a workspace
    /// of its own. `shown` is the copy as it is shown, `unnamed` what it is called where it has no name.
    ///
    /// # Errors
    /// There is no room: nothing is left behind, and the copy is shown as before.
    pub fn keep(self, shown: Workspace, unnamed: &str) -> Result<(), WorkspaceError> {
        // What was typed a moment ago comes along, too.
        shown.drafts.flush();
        let Some(carried) = untrack(|| self.shown()) else { return Err(WorkspaceError::Unknown) };
        let Some(mark) = block().map(|text| fingerprint(&text)) else { return Err(WorkspaceError::Unknown) };
        let id = id_here(&carried.id, self.settings.device());
        let held = storage::let_go();
        let kept = match id.as_deref().filter(|id| known::is_listed(id)) {
            Some(id) => {
                self.waiting.set_value(Waiting::Merge(carried, mark));
                Ok(id.to_owned())
            }
            None => {
                let name = if carried.name.trim().is_empty() { unnamed } else { carried.name.as_str() };
                let document = super::workspace::document_of(&carried);
                self.waiting.set_value(Waiting::Kept);
                let lock = self.lock.get_value();
                self.workspaces.create_as(id.filter(|id| id != FIRST), name, &document, lock, Some(&mark))
            }
        };
        match kept {
            Ok(id) => {
                keep_held(held, &id);
                self.workspaces.leave_copy(&id);
                Ok(())
            }
            Err(error) => {
                self.waiting.set_value(Waiting::Nothing);
                storage::hold_back();
                for (key, value) in held {
                    value.map_or_else(|| storage::remove(&key), |value| _ = storage::set(&key, &value));
                }
                Err(error)
            }
        }
    }

    /// Merges what waits into the workspace that was opened for it; says once how a copy was kept.
    pub fn finish(self, workspace: Workspace) -> Option<Kept> {
        let (carried, mark) = match self.waiting.try_update_value(std::mem::take)? {
            Waiting::Nothing => return None,
            Waiting::Kept => return Some(Kept::Apart),
            Waiting::Merge(carried, mark) => (carried, mark),
        };
        let incoming = carried.incoming.clone();
        let report = workspace.preview(&incoming);
        workspace.take_in(Ready::Workspace { incoming, report: report.clone() }).ok()?;
        // Without room for the mark the copy is offered again, and brings nothing new then.
        let _ = known::note_kept(&workspace.id(), &mark);
        Some(Kept::Merged(report))
    }
}

/// Writes down what was held back: settings, and what was half typed, as the kept workspace's.
fn keep_held(held: storage::Held, workspace: &str) {
    for (key, value) in held {
        let Some(value) = value else { continue };
        let is_draft = key.starts_with(&keys::drafts()) && key != keys::roll_call();
        let value = if is_draft {
            // Sealed where the workspace is locked and open; into one that is shut nothing goes that could be read.
            drafts::of_kept(&key, &value, workspace)
        } else {
            Some(value).filter(|_| key == settings::KEY)
        };
        let Some(value) = value else { continue };
        // Without room the settings hold for this visit, and what is typed is on the screen.
        let _ = storage::set(&key, &value);
    }
}

/// What is wrong with a locked file before any passphrase.
fn file_error(problem: LockProblem) -> FileError {
    match problem {
        LockProblem::TooNew => FileError::TooNew { schema: SCHEMA + 1, known: SCHEMA },
        _ => FileError::NotLandfall,
    }
}

/// Reads what the page carries and puts it into the context.
pub fn provide_copied() -> Copied {
    let workspaces = use_workspaces();
    let read = untrack(|| workspaces.shows_copy()).then(block).flatten();
    let (read, sealed) = match read.map(|text| (LockedFile::read(&text), text)) {
        Some((Some(Ok(file)), _)) => (None, Some(file)),
        Some((Some(Err(problem)), _)) => (Some(Err(file_error(problem))), None),
        Some((None, text)) => (Some(Carried::read(&text).map(Rc::new)), None),
        None => (None, None),
    };
    if matches!(read, Some(Err(_))) {
        // There is nothing to look at: on with this computer's own.
        let held = storage::let_go();
        let current = untrack(|| workspaces.current());
        keep_held(held, &current);
        workspaces.leave_copy(&current);
    }
    let copied = Copied {
        read: StoredValue::new_local(read),
        asks: RwSignal::new(sealed.is_some()),
        sealed: StoredValue::new_local(sealed),
        lock: StoredValue::new_local(None),
        waiting: StoredValue::new_local(Waiting::Nothing),
        workspaces,
        settings: use_settings(),
    };
    provide_context(copied);
    copied
}

pub fn use_copied() -> Copied {
    use_context().unwrap_or_else(provide_copied)
}
