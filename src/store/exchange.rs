//! Files of the workspace: out, in, and what is known of the last export.

use landfall_core::document::{Command, CommandError, Applied, FileError, Incoming, MergeReport};
use landfall_core::exchange::workspace_file;
use landfall_core::view::{Backup, backup};
use leptos::prelude::*;

use super::screen::{PickedFile, download};
use super::workspace::{Workspace, today};
use super::workspaces::name_of;
use crate::platform::clock;

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IntakeError {
    /// The browser could not open it.
    Unreadable,
    /// Too many bytes for this device.
    TooLarge,
    File(FileError),
}

/// A file on its way in.
#[derive(Clone)]
pub enum Intake {
    None,
    Reading(String),
    Failed { name: String, error: IntakeError },
    /// Read and tried out; nothing is merged yet.
    Ready(Box<Ready>),
}

/// A workspace file that was read, and what merging it would do.
#[derive(Clone)]
pub struct Ready {
    pub incoming: Incoming,
    pub report: MergeReport,
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

    pub fn clear(self) {
        self.state.set(Intake::None);
    }

    /// Reads a file and tries it out against the workspace.
    pub fn take(self, file: PickedFile, workspace: Workspace) {
        let name = file.name();
        self.state.set(Intake::Reading(name.clone()));
        leptos::task::spawn_local(async move {
            // Let the page say so before a long read.
            clock::pause(30).await;
            let next = match read(&file, workspace).await {
                Ok(ready) => Intake::Ready(Box::new(ready)),
                Err(error) => Intake::Failed { name, error },
            };
            self.state.try_set(next);
        });
    }
}

async fn read(file: &PickedFile, workspace: Workspace) -> Result<Ready, IntakeError> {
    if file.size() > LARGEST {
        return Err(IntakeError::TooLarge);
    }
    let bytes = file.bytes().await.ok_or(IntakeError::Unreadable)?;
    let text = String::from_utf8_lossy(&bytes);
    let incoming = Incoming::read(&file.name(), &text).map_err(IntakeError::File)?;
    let report = workspace.preview(&incoming);
    Ok(Ready { incoming, report })
}

impl Workspace {
    /// What merging a file would do.
    pub fn preview(self, incoming: &Incoming) -> MergeReport {
        let context = self.context();
        self.peek(|document| document.preview(incoming, &context))
    }

    /// Merges a file that was read.
    ///
    /// # Errors
    /// The workspace is only to be looked at.
    pub fn merge_file(self, incoming: Incoming) -> Result<Applied, CommandError> {
        let start = clock::now_ms();
        let applied = self.dispatch(Command::Merge(Box::new(incoming)));
        let _ = start;
        applied
    }

    /// Saves the workspace as a file and remembers that; gives the file's name.
    pub fn export(self, unnamed: &str) -> String {
        let (id, now) = (self.id(), clock::now_ms());
        let name = Some(name_of(&id)).filter(|name| !name.is_empty()).unwrap_or_else(|| unnamed.to_owned());
        let who = self.settings.who();
        let text = self.with_own(|document| workspace_file(document, &name, now, &who)).unwrap_or_default();
        let file = format!("{}-{}.landfall", safe(&name), today());
        download(&file, "application/json", text.as_bytes());
        let steps = self.with_own(|document| document.log_len()).unwrap_or_default();
        self.settings.note_exported(&id, now, steps);
        file
    }

    /// How old the last export is, and what was done since.
    pub fn backup(self) -> Backup {
        // Days pass, too.
        self.today();
        let exported = self.settings.exported(&self.id());
        self.read(|document| backup(document, exported, clock::now_ms()))
    }

    /// Whether the person at this device has yet to be asked who they are.
    pub fn asks_who(self) -> bool {
        self.settings.is_unasked() && self.own_steps() > 0
    }
}

/// A name that every file system takes.
fn safe(name: &str) -> String {
    let plain = |c: char| if c.is_control() || "\\/:*?\"<>|".contains(c) { '-' } else { c };
    name.chars().map(plain).take(60).collect()
}

/// Follows files dropped anywhere on the page.
pub fn provide_intakes() -> Intakes {
    let intakes = Intakes { state: RwSignal::new_local(Intake::None), hovering: RwSignal::new(false) };
    provide_context(intakes);
    intakes
}

pub fn use_intakes() -> Intakes {
    use_context().unwrap_or_else(provide_intakes)
}
