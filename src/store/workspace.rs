//! The workspace: the document as a signal, and the only way to change it.

use std::sync::Arc;

use landfall_core::document::{
    Applied, Capture, Command, CommandError, Context, Document, PublishedCase, ReadOnly, SCHEMA, Start, Step, seed,
};
use landfall_core::exchange::Carried;
use landfall_core::model::{Day, Lang};
use landfall_core::view::board::Shelf;
use landfall_core::{published, sample};
use leptos::prelude::*;

use super::backups::keep_backup;
use super::drafts::Drafts;
use super::journal::{Journal, Unread, Unreadable};
use super::known::{note_opened, set_name};
use super::rehearsal::rehearse_later;
use super::settings::{Settings, use_settings};
use super::unreadable::unreadable_text;
use super::workspaces::{WorkspaceError, Workspaces, use_workspaces};
use super::{keys, lock};
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
    /// Another tab has erased the workspace: what is left of it is in this tab.
    Erased,
    /// It is what the page carries, only to be looked at: nothing of it is kept here.
    Copy,
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

pub(super) struct Inner {
    pub document: Document,
    /// An earlier document that is shown in its place.
    pub past: Option<Document>,
    pub journal: Journal,
    /// The day whose backup was seen to.
    pub backed_up: Option<Day>,
}

/// The open workspace. Copied freely; all copies are the same one.
#[derive(Clone, Copy)]
pub struct Workspace {
    pub(super) inner: StoredValue<Inner, LocalStorage>,
    /// What the board keeps of the leads from one look to the next, and from one page to the next.
    pub(super) shelf: StoredValue<Shelf, LocalStorage>,
    version: RwSignal<u32>,
    pub(super) saved: RwSignal<SaveState>,
    pub(super) today: RwSignal<Day>,
    unreadable: RwSignal<Vec<Unreadable>>,
    /// What is typed and not saved yet.
    pub drafts: Drafts,
    pub(super) workspaces: Workspaces,
    pub(super) settings: Settings,
}

/// Columns folded the first time the sample is shown, so that the whole board fits a laptop.
const FOLDED: [&str; 3] = ["stage/prospect", "stage/operating", "stage/aftercare"];

/// Opens a workspace of this device, made from the published data if there is none of that id yet.
pub fn open_workspace(id: &str, published: Option<&published::Published>) -> Workspace {
    let _measured = clock::measure("landfall:open");
    let author = device::random_id();
    let mut document = Document::new(author);
    lock::note_open(id);
    note_opened(id);
    let mut journal = Journal::new(id, author);
    journal.load(&mut document);
    // The state of a workspace that is made now is worth no backup.
    let mut backed_up = journal.is_empty().then(today);
    if !document.tables().terms.is_empty() && document.schema() < SCHEMA && backed_up.is_none() {
        // As it was before this edition changes it.
        keep_backup(id, today(), &document);
        backed_up = Some(today());
    }
    let updates = bring_up_to_date(&mut document, published, use_settings().device());
    let saved = match storage::kind() {
        storage::Kind::Local => SaveState::Saved(clock::now_ms()),
        storage::Kind::Memory => SaveState::Memory,
    };
    let workspace = Workspace::over(id, Inner { document, past: None, journal, backed_up }, saved);
    for update in updates {
        workspace.write(|journal| journal.append(&update));
    }
    workspace.watch();
    workspace.lay_out_soon();
    rehearse_later(workspace.context());
    workspace
}

/// The workspace that a copy of the single file carries, to be looked at only.
pub fn open_copy(carried: &Carried) -> Workspace {
    // Its name, which is held back like all that would be written.
    note_opened(keys::COPY);
    let _ = set_name(keys::COPY, &carried.name);
    let document = document_of(carried).only_to_read(ReadOnly::Carried);
    let journal = Journal::new(keys::COPY, device::random_id());
    let inner = Inner { document, past: None, journal, backed_up: Some(today()) };
    let workspace = Workspace::over(keys::COPY, inner, SaveState::Copy);
    workspace.watch();
    workspace
}

/// What a copy of the single file carries, as a document under an author of its own.
pub(super) fn document_of(carried: &Carried) -> Document {
    let (who, unit) = (carried.who.clone(), String::new());
    let context = Context { now_ms: clock::now_ms(), today: today(), who, unit, device: 0 };
    carried.incoming.document(device::random_id(), &context)
}

/// What a document needs before anybody works on it: a beginning, the schema of this version, and what is published
/// newly. Gives the updates to keep.
fn bring_up_to_date(document: &mut Document, published: Option<&published::Published>, device: u64) -> Vec<Vec<u8>> {
    let mut updates = Vec::new();
    if document.tables().terms.is_empty() {
        let update = seed(Start::Published, published);
        // Our own encoding: merging can't fail, and if it did the workspace would only be emptier.
        let _ = document.merge(&update);
        updates.push(update);
    }
    updates.extend(document.migrate().map(|(update, _)| update));
    updates.extend(document.supply_terms());
    if let Some(published) = published {
        // Nobody's work: what the site says now, where nobody here says otherwise.
        let (who, unit) = (String::new(), String::new());
        let context = Context { now_ms: clock::now_ms(), today: today(), who, unit, device };
        let applied = document.dispatch(Command::Republish(Box::new(published.clone())), &context);
        updates.extend(applied.ok().map(|applied| applied.update).filter(|update| !update.is_empty()));
    }
    updates
}

impl Workspace {
    /// A workspace that shows this document, with what is half typed under its id.
    fn over(id: &str, inner: Inner, saved: SaveState) -> Self {
        Workspace {
            unreadable: RwSignal::new(inner.journal.unreadable().to_vec()),
            inner: StoredValue::new_local(inner),
            shelf: StoredValue::new_local(Shelf::default()),
            version: RwSignal::new(0),
            saved: RwSignal::new(saved),
            today: RwSignal::new(today()),
            drafts: Drafts::open(id),
            workspaces: use_workspaces(),
            settings: use_settings(),
        }
    }

    /// Looks at the document; what looks is run again when the document changes.
    pub fn read<T>(self, look: impl FnOnce(&Document) -> T) -> T {
        self.version.track();
        self.peek(look)
    }

    /// Looks once.
    pub fn peek<T>(self, look: impl FnOnce(&Document) -> T) -> T {
        self.inner.with_value(|inner| look(inner.past.as_ref().unwrap_or(&inner.document)))
    }

    /// Shows an earlier document in place of the workspace's own, which stays as it is. Nothing can be changed until
    /// [`Workspace::look_at_now`].
    pub fn look_at(self, past: Document) {
        self.inner.update_value(|inner| inner.past = Some(past));
        self.changed();
    }

    /// Shows the workspace as it was at the end of a day.
    pub fn look_at_day(self, day: Day) {
        if let Some(past) = self.with_own(|document| document.as_of(day)) {
            self.look_at(past);
        }
    }

    pub fn look_at_now(self) {
        self.inner.update_value(|inner| inner.past = None);
        self.changed();
    }

    /// Why nothing can be changed now; `None` when it can.
    pub fn read_only(self) -> Option<ReadOnly> {
        self.read(Document::read_only)
    }

    /// Whether it is the workspace a copy of the single file carries, and none of this computer.
    pub fn is_copy(self) -> bool {
        self.id() == keys::COPY
    }

    /// Today in Shanghai; changes at midnight.
    pub fn today(self) -> Day {
        self.today.get()
    }

    pub fn saved(self) -> SaveState {
        self.saved.get()
    }

    /// The id of the workspace, the part of its keys that tells it from others.
    pub fn id(self) -> String {
        self.inner.with_value(|inner| inner.journal.workspace().to_owned())
    }

    /// What stands in the journal and is not shown: damaged, written by a later version, or stray. It stays as it is.
    pub fn unreadable(self) -> Vec<Unreadable> {
        self.unreadable.get()
    }

    /// How many values of the journal are not shown for this reason.
    pub fn unread(self, why: Unread) -> usize {
        self.unreadable.with(|all| all.iter().filter(|unreadable| unreadable.why == why).count())
    }

    /// Everything unreadable as one JSON text, to be kept in a file: each value with every unit it has.
    pub fn unreadable_text(self) -> String {
        let all = self.unreadable.get_untracked();
        let values = all.into_iter().map(|unreadable| (storage::raw(&unreadable.key).unwrap_or_default(), unreadable));
        unreadable_text(&self.id(), values)
    }

    /// Makes what this tab still has of an erased workspace a workspace of its own, and shows it.
    ///
    /// # Errors
    /// There is no room.
    pub fn keep_copy(self, name: &str) -> Result<String, WorkspaceError> {
        let id = self.peek(|document| self.workspaces.create_from(name, document, &self.id()))?;
        self.workspaces.set_unsaved(false);
        self.workspaces.switch(&id)?;
        Ok(id)
    }

    /// Carries out a command and writes it down.
    ///
    /// # Errors
    /// The command is not possible; nothing has changed.
    pub fn dispatch(self, command: Command) -> Result<Applied, CommandError> {
        if untrack(|| self.read_only()).is_some() {
            return Err(CommandError::ReadOnly);
        }
        let _measured = clock::measure("landfall:dispatch");
        self.back_up();
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
        if untrack(|| self.read_only()).is_some() {
            return None;
        }
        self.back_up();
        let context = self.context();
        let applied = self.inner.try_update_value(|inner| inner.document.undo(&context)).flatten()?;
        self.keep(&applied.update);
        Some(applied)
    }

    pub fn redo(self) -> Option<Applied> {
        if untrack(|| self.read_only()).is_some() {
            return None;
        }
        self.back_up();
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
        // Another workspace may have been opened while the sample was on its way.
        let leads = |inner: &Inner| inner.document.tables().leads.len();
        let before = self.inner.try_with_value(leads).ok_or(SampleError::Unreachable)?;
        self.dispatch(Command::LoadSample { sample, lang, cases }).map_err(|_| SampleError::Unreadable)?;
        self.settings.fold_at_first(&FOLDED);
        Ok(self.peek(|document| document.tables().leads.len()).saturating_sub(before))
    }

    pub fn has_sample(self) -> bool {
        self.read(Document::has_sample)
    }

    /// Looks at the workspace as it is now, whatever is shown; what looks is run again when the document changes.
    pub fn read_own<T: Default>(self, look: impl FnOnce(&Document) -> T) -> T {
        self.version.track();
        self.with_own(look).unwrap_or_default()
    }

    /// The same for what has no default; `None` when the workspace is no longer open.
    pub fn read_own_of<T>(self, look: impl FnOnce(&Document) -> T) -> Option<T> {
        self.version.track();
        self.with_own(look)
    }

    /// Looks at the workspace's own document, whatever is shown.
    pub(super) fn with_own<T>(self, look: impl FnOnce(&Document) -> T) -> Option<T> {
        self.inner.try_with_value(|inner| look(&inner.document))
    }

    pub(super) fn context(self) -> Context {
        Context {
            now_ms: clock::now_ms(),
            today: today(),
            who: untrack(|| self.settings.who()),
            unit: untrack(|| self.settings.unit()),
            device: self.settings.device(),
        }
    }

    fn keep(self, update: &[u8]) {
        self.write(|journal| journal.append(update));
        self.changed();
    }

    /// Says that the document has changed.
    pub(super) fn changed(self) {
        self.version.update(|version| *version = version.wrapping_add(1));
    }

    pub(super) fn tell_unreadable(self) {
        if let Some(all) = self.with_journal(|journal, _| journal.unreadable().to_vec()) {
            self.unreadable.set(all);
        }
    }

    /// `None` when the workspace is no longer open.
    pub(super) fn with_journal<T>(self, work: impl FnOnce(&mut Journal, &mut Document) -> T) -> Option<T> {
        self.inner.try_update_value(|inner| work(&mut inner.journal, &mut inner.document))
    }
}

/// Today in Shanghai, whatever zone this computer is set to.
pub(super) fn today() -> Day {
    Day::in_shanghai(clock::now_ms()).unwrap_or_else(Day::epoch)
}
