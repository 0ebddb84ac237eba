//! What an open workspace does without being asked: writes what waits, tidies up, follows other tabs, the day, and the
//! page's going (SPEC J9–J13).

use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;

use super::backups::keep_backup;
use super::journal::{Heard, Journal, Unsaved};
use super::offline::use_offline;
use super::workspace::{SaveState, Workspace, today};
use super::{keys, lock};
use crate::platform::{clock, page, storage};

/// How long something that found no room waits for the next try.
const LOOK: Duration = Duration::from_secs(1);

impl Workspace {
    /// Follows everything that concerns the workspace as long as its view is there.
    pub(super) fn watch(self) {
        let tick = move || {
            self.follow_the_day();
            self.back_up();
            self.flush();
            self.with_journal(|journal, document| journal.tend(document));
        };
        if let Ok(handle) = set_interval_with_handle(tick, LOOK) {
            on_cleanup(move || handle.clear());
        }
        let heard = window_event_listener(ev::storage, move |event| self.hear(event.key(), event.new_value()));
        let left = StoredValue::new(None::<String>);
        let go = move || {
            // A field saves what was typed when it is left.
            let field = page::leave_field();
            if field.is_some() {
                left.set_value(field);
            }
            self.drafts.flush();
            self.flush();
            self.with_journal(|journal, _| journal.repeat_own());
        };
        let hidden = window_event_listener(ev::visibilitychange, move |_| {
            if page::is_hidden() {
                go();
            } else if let Some(field) = left.get_value().filter(|_| page::nothing_focused()) {
                left.set_value(None);
                page::focus(&field);
            }
        });
        let gone = window_event_listener_untyped("pagehide", move |_| go());
        use_offline().before_update(move || {
            go();
            matches!(self.saved.try_get_untracked(), Some(SaveState::Saved(_))).then(|| self.drafts.written())
        });
        on_cleanup(move || {
            heard.remove();
            hidden.remove();
            gone.remove();
        });
    }

    /// Leaves the field being edited, so that it saves, and writes down what is typed and what waits; gives whether all of
    /// it is stored.
    pub(super) fn settle(self) -> bool {
        page::leave_field();
        self.drafts.flush();
        self.flush();
        self.with_journal(|journal, _| journal.repeat_own());
        self.with_journal(|journal, _| journal.has_pending()) != Some(true)
    }

    /// Whether something is in memory alone.
    pub(super) fn has_pending(self) -> bool {
        self.with_journal(|journal, _| journal.has_pending()) == Some(true)
    }

    /// Writes what waits, and says how safe the work is.
    fn flush(self) {
        if self.with_journal(|journal, _| journal.has_pending()) == Some(true) {
            self.write(|journal| journal.flush());
        } else if self.with_journal(|journal, _| journal.is_ended()) == Some(true) {
            self.set_saved(SaveState::Erased);
        }
    }

    fn hear(self, key: Option<String>, text: Option<String>) {
        // Everything was cleared, or the name of this workspace went: somebody erased it.
        let name = self.with_journal(|journal, _| keys::workspace(journal.workspace())).unwrap_or_default();
        let ended = self.with_journal(|journal, _| journal.is_ended()) == Some(true);
        if ended && (key.is_none() || (key.as_ref() == Some(&name) && text.is_none())) {
            self.with_journal(|journal, _| journal.end());
            self.set_saved(SaveState::Erased);
            return;
        }
        let Some(key) = key else { return };
        if key == keys::roll_call() {
            if let Some(call) = text {
                self.drafts.answer(&call);
            }
            return;
        }
        if text.is_some() {
            let workspace = self.with_journal(|journal, _| journal.workspace().to_owned()).unwrap_or_default();
            let own = [keys::journal(&workspace), keys::backups(&workspace), keys::drafts()];
            if own.iter().any(|start| key.starts_with(start)) && key != keys::lock(&workspace) {
                lock::even_heard(&workspace, &key);
            }
        }
        match self.with_journal(|journal, document| journal.hear(document, &key, text.as_deref())) {
            Some(Heard::Merged) => self.changed(),
            Some(Heard::Unreadable) => self.tell_unreadable(),
            Some(Heard::Nothing) | None => {}
        }
        // What another tab takes away or shortens is room.
        self.flush();
    }

    /// Writes to the journal, and says how safe the work is.
    pub(super) fn write(self, write: impl FnOnce(&mut Journal) -> Result<(), Unsaved>) {
        let state = match (self.with_journal(|journal, _| write(journal)).unwrap_or(Ok(())), storage::kind()) {
            (Err(Unsaved::Full), _) => SaveState::Full,
            (Err(Unsaved::Erased), _) => SaveState::Erased,
            (Ok(()), storage::Kind::Memory) => SaveState::Memory,
            (Ok(()), storage::Kind::Local) => SaveState::Saved(clock::now_ms()),
        };
        self.set_saved(state);
    }

    pub(super) fn set_saved(self, state: SaveState) {
        if self.saved.try_get_untracked().is_some_and(|before| before != state) {
            self.saved.set(state);
            self.workspaces.set_unsaved(state == SaveState::Full);
        }
    }

    /// Keeps the state before the first change of the day.
    pub(super) fn back_up(self) {
        let today = today();
        self.inner.try_update_value(|inner| {
            if inner.backed_up != Some(today) && storage::kind() == storage::Kind::Local && !inner.journal.is_ended() {
                inner.backed_up = Some(today);
                keep_backup(inner.journal.workspace(), today, &inner.document);
            }
        });
    }

    /// A page left open over midnight counts from the new day.
    fn follow_the_day(self) {
        let now = today();
        if self.today.try_get_untracked().is_some_and(|before| before != now) {
            self.today.set(now);
        }
    }
}
