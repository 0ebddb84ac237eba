//! Files of the workspace: out, in, and what is known of the last export.

use landfall_core::document::{Applied, Command, CommandError, FileError, Incoming, MergeReport};
use landfall_core::exchange::{DryRun, Mapping, RawTable, SheetError, calendar_of_workspace, workspace_file};
use landfall_core::lock::{LockProblem, LockedFile};
use landfall_core::model::{Lang, RecordId};
use landfall_core::view::{Backup, backup};
use leptos::prelude::*;

use super::journal::load_document;
use super::known::name_of;
use super::lock;
use super::screen::{PickedFile, download};
use super::sheets;
use super::workspace::{Workspace, today};
use crate::platform::{clock, device};

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IntakeError {
    /// The browser could not open it.
    Unreadable,
    /// Too many bytes for this device.
    TooLarge,
    File(FileError),
    Lock(LockProblem),
    Table(SheetError),
}

/// A file on its way in.
#[derive(Clone)]
pub enum Intake {
    None,
    Reading(String),
    Failed {
        name: String,
        error: IntakeError,
    },
    /// It asks for its passphrase; `problem` says why the one given does not open it.
    Locked {
        name: String,
        file: Box<LockedFile>,
        problem: Option<LockProblem>,
        /// The passphrase is being tried.
        busy: bool,
    },
    /// Read and tried out; nothing is merged yet.
    Ready(Box<Ready>),
}

/// A file that was read, and what taking it in would do.
#[derive(Clone)]
pub enum Ready {
    /// Another workspace.
    Workspace { incoming: Incoming, report: MergeReport },
    /// A table of leads.
    Table { table: RawTable, mapping: Mapping, run: DryRun },
}

/// The file of a workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkspaceFile {
    pub name: String,
    /// UTF-8.
    pub bytes: Vec<u8>,
}

/// A calendar that was exported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarFile {
    /// The file's name.
    pub name: String,
    /// How many events stand in it. Without any there is no file.
    pub events: usize,
    /// How many of those asked for have no date and so are not in it.
    pub undated: usize,
}

/// Bytes of a file that this device could take in at all.
const LARGEST: f64 = 96.0 * 1024.0 * 1024.0;

/// The file on its way in, wherever it was dropped or chosen.
#[derive(Clone, Copy)]
pub struct Intakes {
    state: RwSignal<Intake, LocalStorage>,
    /// A file hangs over the page.
    pub hovering: RwSignal<bool>,
}

impl Intakes {
    pub fn with<T>(self, look: impl FnOnce(&Intake) -> T) -> T {
        self.state.with(look)
    }

    pub fn get_now(self) -> Intake {
        self.state.get_untracked()
    }

    pub fn clear(self) {
        self.state.set(Intake::None);
    }

    /// Reads a file and tries it out against the workspace.
    pub fn take(self, file: PickedFile, workspace: Workspace, lang: Lang) {
        let name = file.name();
        self.state.set(Intake::Reading(name.clone()));
        leptos::task::spawn_local(async move {
            // Let the page say so before a long read.
            clock::pause(30).await;
            let next = read(&file, workspace, lang).await.unwrap_or_else(|error| Intake::Failed { name, error });
            self.state.try_set(next);
        });
    }

    /// Tries a passphrase on the locked file that waits for one.
    pub fn unlock(self, passphrase: String, workspace: Workspace) {
        let Intake::Locked { name, file, .. } = self.get_now() else { return };
        self.state.set(Intake::Locked { name: name.clone(), file: file.clone(), problem: None, busy: true });
        leptos::task::spawn_local(async move {
            clock::pause(30).await;
            let opened = match lock::wrapping(&passphrase, &file.header).await {
                Ok(key) => file.open(&key),
                Err(problem) => Err(problem),
            };
            let next = match opened {
                Ok(text) => {
                    read_workspace(&name, &text, workspace).unwrap_or_else(|error| Intake::Failed { name, error })
                }
                Err(LockProblem::Damaged) => Intake::Failed { name, error: IntakeError::Lock(LockProblem::Damaged) },
                Err(problem) => Intake::Locked { name, file, problem: Some(problem), busy: false },
            };
            // It may have been put aside meanwhile.
            if self.state.try_with_untracked(|state| matches!(state, Intake::Locked { busy: true, .. })) == Some(true) {
                self.state.set(next);
            }
        });
    }

    /// The same table with other headings for its columns.
    pub fn map(self, workspace: Workspace, mapping: Mapping, lang: Lang) {
        self.state.update(|state| {
            if let Intake::Ready(ready) = state
                && let Ready::Table { table, mapping: known, run } = &mut **ready
            {
                *run = untrack(|| sheets::dry_run(workspace, table, &mapping, lang));
                *known = mapping;
            }
        });
    }
}

fn read_workspace(name: &str, text: &str, workspace: Workspace) -> Result<Intake, IntakeError> {
    let incoming = Incoming::read(name, text).map_err(IntakeError::File)?;
    let report = workspace.preview(&incoming);
    Ok(Intake::Ready(Box::new(Ready::Workspace { incoming, report })))
}

async fn read(file: &PickedFile, workspace: Workspace, lang: Lang) -> Result<Intake, IntakeError> {
    if file.size() > LARGEST {
        return Err(IntakeError::TooLarge);
    }
    let bytes = file.bytes().await.ok_or(IntakeError::Unreadable)?;
    let name = file.name();
    // What a file is, it says itself: by its first sign, and only then by its name.
    let first = bytes.iter().copied().find(|byte| !byte.is_ascii_whitespace() && ![0xEF, 0xBB, 0xBF].contains(byte));
    if bytes.is_empty() || matches!(first, Some(b'{' | b'[') | None) || name.ends_with(".landfall") {
        let text = String::from_utf8_lossy(&bytes);
        return match LockedFile::read(&text) {
            Some(Ok(file)) => Ok(Intake::Locked { name, file: Box::new(file), problem: None, busy: false }),
            Some(Err(problem)) => Err(IntakeError::Lock(problem)),
            None => read_workspace(&name, &text, workspace),
        };
    }
    let table = sheets::read_table(&name, bytes).await.map_err(IntakeError::Table)?;
    let mapping = table.suggest();
    let run = untrack(|| sheets::dry_run(workspace, &table, &mapping, lang));
    Ok(Intake::Ready(Box::new(Ready::Table { table, mapping, run })))
}

impl Workspace {
    /// What merging a file would do.
    pub fn preview(self, incoming: &Incoming) -> MergeReport {
        let _measured = clock::measure("landfall:preview");
        let context = self.context();
        self.peek(|document| document.preview(incoming, &context))
    }

    /// Takes in what was read, as one step.
    ///
    /// # Errors
    /// The workspace is only to be looked at.
    pub fn take_in(self, ready: Ready) -> Result<Applied, CommandError> {
        let _measured = clock::measure("landfall:merge");
        match ready {
            Ready::Workspace { incoming, .. } => self.dispatch(Command::Merge(Box::new(incoming))),
            Ready::Table { run, .. } => sheets::import(self, run),
        }
    }

    /// The file of the workspace: what is exported, handed over, or carried by a copy of the app. Encrypted if the
    /// workspace is locked (SPEC LK7). `unnamed` is what it is called as long as nobody named it.
    pub fn exported(self, unnamed: &str) -> WorkspaceFile {
        let name = format!("{}.landfall", self.file_name(unnamed));
        let text = self.readable(unnamed);
        WorkspaceFile { name, bytes: lock::file(&self.id(), text).unwrap_or_default().into_bytes() }
    }

    fn readable(self, unnamed: &str) -> String {
        let (name, who) = (self.name(unnamed), untrack(|| self.settings.who()));
        self.with_own(|document| workspace_file(document, &name, clock::now_ms(), &who)).unwrap_or_default()
    }

    /// Saves the workspace as a file that anybody can read, and remembers that: what is offered before a lock is put on.
    pub fn export_readable(self, unnamed: &str) -> String {
        let name = format!("{}.landfall", self.file_name(unnamed));
        self.save(WorkspaceFile { name, bytes: self.readable(unnamed).into_bytes() })
    }

    /// Saves the workspace as a file and remembers that; gives the file's name.
    pub fn export(self, unnamed: &str) -> String {
        self.save(self.exported(unnamed))
    }

    fn save(self, file: WorkspaceFile) -> String {
        download(&file.name, "application/json", &file.bytes);
        let steps = self.with_own(landfall_core::document::Document::log_len).unwrap_or_default();
        self.settings.note_exported(&self.id(), clock::now_ms(), steps);
        file.name
    }

    /// The same for any workspace of this device; `None` for one that is shut.
    pub fn export_other(self, id: &str, unnamed: &str) -> Option<String> {
        if id == self.id() {
            return Some(self.export(unnamed));
        }
        if lock::is_shut(id) {
            return None;
        }
        let document = load_document(id, device::random_id());
        let now = clock::now_ms();
        let name = Some(name_of(id)).filter(|name| !name.is_empty()).unwrap_or_else(|| unnamed.to_owned());
        let file = format!("{}-{}.landfall", safe(&name), today());
        let who = untrack(|| self.settings.who());
        let text = lock::file(id, workspace_file(&document, &name, now, &who))?;
        download(&file, "application/json", text.as_bytes());
        self.settings.note_exported(id, now, document.log_len());
        Some(file)
    }

    /// Saves events as a calendar (.ics): those named, or all. `name` is the calendar's and, with today's date, the
    /// file's. It is no backup and does not count as one.
    pub fn export_calendar(self, ids: Option<&[RecordId]>, name: &str, lang: Lang) -> CalendarFile {
        let now = clock::now_ms();
        let made = self.peek(|document| calendar_of_workspace(document.tables(), ids, name, lang, now));
        let file = format!("{}-{}.ics", safe(name), today());
        if made.events > 0 {
            download(&file, "text/calendar", made.text.as_bytes());
        }
        CalendarFile { name: file, events: made.events, undated: made.undated }
    }

    /// What the workspace is called.
    pub fn name(self, unnamed: &str) -> String {
        Some(name_of(&self.id())).filter(|name| !name.is_empty()).unwrap_or_else(|| unnamed.to_owned())
    }

    /// The name of a file of this workspace of today, without its ending.
    pub fn file_name(self, unnamed: &str) -> String {
        format!("{}-{}", safe(&self.name(unnamed)), today())
    }

    /// How old the last export is, and what was done since.
    pub fn backup(self) -> Backup {
        // Days pass, too.
        self.today();
        let exported = self.settings.exported(&self.id());
        self.read_own(|document| backup(document, exported, clock::now_ms()))
    }
}

/// A name that every file system takes.
pub(super) fn safe(name: &str) -> String {
    let plain = |c: char| if c.is_control() || "\\/:*?\"<>|".contains(c) { '-' } else { c };
    name.chars().map(plain).take(60).collect()
}

/// What is on its way in, for every page of the workspace.
pub fn provide_intakes() -> Intakes {
    let intakes = Intakes { state: RwSignal::new_local(Intake::None), hovering: RwSignal::new(false) };
    provide_context(intakes);
    intakes
}

pub fn use_intakes() -> Intakes {
    use_context().unwrap_or_else(provide_intakes)
}
