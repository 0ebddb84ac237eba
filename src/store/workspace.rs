//! The workspace: the document as a signal, and the only way to change it.

use std::sync::Arc;

use landfall_core::document::{
    Applied, Capture, Command, CommandError, Context, Document, PublishedCase, Start, Step, seed,
};
use landfall_core::model::{Day, Lang};
use landfall_core::{published, sample};
use leptos::ev;
use leptos::prelude::*;

use super::journal::{Journal, Loaded, merge_entry};
use super::settings::{Settings, use_settings};
use crate::platform::{clock, device, fetch, storage};

/// How safe the work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaveState {
    /// On this computer, at this time (milliseconds since 1970).
    Saved(i64),
    /// Storage is denied: only as long as this tab.
    Memory,
    /// No room: what was done last is only in memory.
    Full,
}

/// Why the sample is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SampleError {
    Unreachable,
    Unreadable,
}

const SAMPLE_FILE: &str = "data/sample.json";
/// The data block of the single-file edition.
const SAMPLE_BLOCK: &str = "landfall-sample";

struct Inner {
    document: Document,
    journal: Journal,
}

/// The open workspace. Copied freely; all copies are the same one.
#[derive(Clone, Copy)]
pub struct Workspace {
    inner: StoredValue<Inner, LocalStorage>,
    version: RwSignal<u32>,
    saved: RwSignal<SaveState>,
    today: RwSignal<Day>,
    /// Damaged and newer entries met at opening.
    pub loaded: Loaded,
    settings: Settings,
}

/// The workspace of this device. One for now; its name is part of every key.
const WORKSPACE: &str = "main";

/// Columns folded the first time the sample is shown, so that the whole board fits a laptop.
const FOLDED: [&str; 3] = ["stage/prospect", "stage/operating", "stage/aftercare"];

/// Opens the workspace of this device, made from the published events if there is none yet.
pub fn open_workspace(published: Option<&published::Published>) -> Workspace {
    let client = device::random_id();
    let mut document = Document::new(client);
    let mut journal = Journal::new(WORKSPACE, client);
    let loaded = journal.load(&mut document);
    let kind = storage::kind();
    let mut state = match kind {
        storage::Kind::Local => SaveState::Saved(clock::now_ms()),
        storage::Kind::Memory => SaveState::Memory,
    };
    let mut keep = |update: &[u8]| {
        if journal.append(update).is_err() {
            state = SaveState::Full;
        }
    };
    if document.tables().terms.is_empty() {
        let update = seed(Start::Published, published);
        // Our own encoding: merging can't fail, and if it did the workspace would only be emptier.
        let _ = document.merge(&update);
        keep(&update);
    }
    if let Some((update, _)) = document.migrate() {
        keep(&update);
    }
    if let Some(published) = published {
        // Nobody's work: what the site says now, where nobody here says otherwise.
        let context = Context {
            now_ms: clock::now_ms(),
            today: today(),
            who: String::new(),
            unit: String::new(),
            device: use_settings().device(),
        };
        if let Ok(applied) = document.dispatch(Command::Republish(Box::new(published.clone())), &context)
            && !applied.update.is_empty()
        {
            keep(&applied.update);
        }
    }
    let prefix = journal.prefix();
    let workspace = Workspace {
        inner: StoredValue::new_local(Inner { document, journal }),
        version: RwSignal::new(0),
        saved: RwSignal::new(state),
        today: RwSignal::new(today()),
        loaded,
        settings: use_settings(),
    };
    workspace.follow_other_tabs(prefix);
    workspace.follow_the_day();
    workspace
}

impl Workspace {
    /// Looks at the document; what looks is run again when the document changes.
    pub fn read<T>(self, look: impl FnOnce(&Document) -> T) -> T {
        self.version.track();
        self.inner.with_value(|inner| look(&inner.document))
    }

    /// Looks once.
    pub fn peek<T>(self, look: impl FnOnce(&Document) -> T) -> T {
        self.inner.with_value(|inner| look(&inner.document))
    }

    /// Today in Shanghai; changes at midnight.
    pub fn today(self) -> Day {
        self.today.get()
    }

    pub fn saved(self) -> SaveState {
        self.saved.get()
    }

    /// Carries out a command and writes it down.
    ///
    /// # Errors
    /// The command is not possible; nothing has changed.
    pub fn dispatch(self, command: Command) -> Result<Applied, CommandError> {
        let context = self.context();
        let applied = self
            .inner
            .try_update_value(|inner| inner.document.dispatch(command, &context))
            .unwrap_or(Err(CommandError::EmptyText))?;
        if !applied.update.is_empty() {
            self.keep(&applied.update);
        }
        Ok(applied)
    }

    pub fn undo(self) -> Option<Applied> {
        let context = self.context();
        let applied = self.inner.try_update_value(|inner| inner.document.undo(&context)).flatten()?;
        self.keep(&applied.update);
        Some(applied)
    }

    pub fn redo(self) -> Option<Applied> {
        let context = self.context();
        let applied = self.inner.try_update_value(|inner| inner.document.redo(&context)).flatten()?;
        self.keep(&applied.update);
        Some(applied)
    }

    /// What undo would take back.
    pub fn undo_step(self) -> Option<Step> {
        self.read(|document| document.undo_step().cloned())
    }

    /// The code a lead captured now would get.
    pub fn next_code(self) -> String {
        let context = self.context();
        self.read(|document| document.next_code(context.today, context.device))
    }

    /// Captures a lead with the context the capture was opened from.
    ///
    /// # Errors
    /// Names the empty field.
    pub fn capture(self, capture: Capture) -> Result<Applied, CommandError> {
        self.dispatch(Command::Capture(capture))
    }

    /// Brings in the sample in a language, with the published cases; gives the number of leads it brought.
    ///
    /// # Errors
    /// The sample is a file beside the page: it may be out of reach, or not arrive whole.
    pub async fn load_sample(
        self,
        lang: Lang,
        published: Option<Arc<published::Published>>,
    ) -> Result<usize, SampleError> {
        let text = match fetch::embedded(SAMPLE_BLOCK) {
            Some(text) => text,
            None => fetch::text(SAMPLE_FILE).await.map_err(|_| SampleError::Unreachable)?,
        };
        let sample = Box::new(sample::parse(&text).map_err(|_| SampleError::Unreadable)?);
        let cases = published.as_ref().map(|published| published.cases.as_slice()).unwrap_or_default();
        let cases = cases
            .iter()
            .map(|case| PublishedCase {
                id: case.id.clone(),
                title: case.project.clone().unwrap_or_else(|| case.company.clone()),
                company: case.company.clone(),
                tags: case.topic.iter().chain(&case.tag).cloned().collect(),
            })
            .collect();
        let before = self.peek(|document| document.tables().leads.len());
        self.dispatch(Command::LoadSample { sample, lang, cases }).map_err(|_| SampleError::Unreadable)?;
        self.settings.fold_at_first(&FOLDED);
        Ok(self.peek(|document| document.tables().leads.len()).saturating_sub(before))
    }

    pub fn has_sample(self) -> bool {
        self.read(Document::has_sample)
    }

    fn context(self) -> Context {
        Context {
            now_ms: clock::now_ms(),
            today: today(),
            who: self.settings.who(),
            unit: String::new(),
            device: self.settings.device(),
        }
    }

    fn keep(self, update: &[u8]) {
        let kept = self.inner.try_update_value(|inner| inner.journal.append(update)).unwrap_or(Ok(()));
        let state = match (kept, storage::kind()) {
            (Err(storage::StorageError::Full), _) => SaveState::Full,
            (Ok(()), storage::Kind::Memory) => SaveState::Memory,
            (Ok(()), storage::Kind::Local) => SaveState::Saved(clock::now_ms()),
        };
        self.saved.set(state);
        self.version.update(|version| *version = version.wrapping_add(1));
    }

    /// A key another tab writes is one more update to merge.
    fn follow_other_tabs(self, prefix: String) {
        let listener = window_event_listener(ev::storage, move |event| {
            let ours = event.key().is_some_and(|key| key.starts_with(&prefix));
            let Some(entry) = event.new_value().filter(|_| ours) else { return };
            let merged = self.inner.try_update_value(|inner| merge_entry(&mut inner.document, &entry).is_ok());
            if merged == Some(true) {
                self.version.update(|version| *version = version.wrapping_add(1));
            }
        });
        on_cleanup(move || listener.remove());
    }

    /// A page left open over midnight counts from the new day.
    fn follow_the_day(self) {
        let look = move || {
            let now = today();
            if self.today.get_untracked() != now {
                self.today.set(now);
            }
        };
        if let Ok(handle) = set_interval_with_handle(look, std::time::Duration::from_secs(30)) {
            on_cleanup(move || handle.clear());
        }
    }
}

/// Today in Shanghai, whatever zone this computer is set to.
fn today() -> Day {
    Day::in_shanghai(clock::now_ms()).unwrap_or_else(Day::epoch)
}
