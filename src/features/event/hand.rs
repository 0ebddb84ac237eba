//! What every part of the sheet needs: the event as it is shown, and a hand that changes it and says so.

use std::sync::Arc;

use landfall_core::document::{Applied, Command, CommandError, Fields};
use landfall_core::format;
use landfall_core::model::{Collection, DayError, Lang, RecordId};
use landfall_core::view::event::{EventSheet, change};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

use crate::i18n::{Locale, t_string, use_i18n, use_lang};
use crate::store::{KeptField, Locks, Session, Workspace, use_locks, use_session};
use crate::ui::{Edit, EditKind};

/// The event that is shown. Copied freely.
#[derive(Clone, Copy)]
pub struct Hand {
    pub workspace: Workspace,
    pub i18n: I18nContext<Locale>,
    pub lang: Signal<Lang>,
    session: Session,
    pub locks: Locks,
    id: StoredValue<RecordId>,
    sheet: Memo<Option<EventSheet>>,
}

impl Hand {
    pub fn new(workspace: Workspace, id: RecordId, sheet: Memo<Option<EventSheet>>) -> Self {
        let (i18n, lang) = (use_i18n(), use_lang());
        Hand { workspace, i18n, lang, session: use_session(), locks: use_locks(), id: StoredValue::new(id), sheet }
    }

    /// The event's id. Empty once the sheet is gone: then nothing it is used for finds a record.
    pub fn id(self) -> RecordId {
        self.id.try_get_value().unwrap_or_default()
    }

    /// Looks at the sheet, as long as there is such an event.
    pub fn see<T: Default>(self, look: impl FnOnce(&EventSheet) -> T) -> T {
        self.sheet.with(|sheet| sheet.as_ref().map(look).unwrap_or_default())
    }

    /// Carries out a command and says `words`, with the way back. What changes nothing is not said.
    pub fn act(self, command: Command, words: impl FnOnce() -> String) -> Result<Applied, CommandError> {
        let done = self.workspace.dispatch(command);
        self.session.tell(&done, words, || t_string!(self.i18n, data.cannot_now).to_owned());
        done
    }

    /// Sets fields of a record that belongs to the event.
    pub fn set(self, collection: Collection, id: &RecordId, fields: Fields) -> Result<Applied, CommandError> {
        self.act(change(collection, id, fields), || self.edited())
    }

    /// Takes a record away that belongs to the event.
    pub fn take_away(self, collection: Collection, id: &RecordId) {
        let command = Command::Delete { collection, id: id.clone() };
        // A record that is gone already needs no taking away.
        let _ = self.act(command, || t_string!(self.i18n, event.taken_away).to_owned());
    }

    /// `“杭州站”已改`.
    pub fn edited(self) -> String {
        let title = untrack(|| self.see(|sheet| sheet.title.clone()));
        t_string!(self.i18n, staff.edited, title = title)
    }

    pub fn say(self, words: String) {
        self.session.say(words, false);
    }

    /// What is wrong with a typed day.
    pub fn day_words(self, error: &DayError) -> String {
        match error {
            DayError::Form { text } => t_string!(self.i18n, event.bad_day, text = text.clone()),
            DayError::NoSuchDay { text } => t_string!(self.i18n, event.no_such_day, text = text.clone()),
            DayError::OutOfRange { year } => t_string!(self.i18n, event.bad_year, year = *year),
        }
    }

    /// Why a command was refused, where it is said at the field.
    pub fn refusal(self, error: &CommandError) -> String {
        let lang = self.lang.get_untracked();
        match error {
            CommandError::EmptyField { .. } => t_string!(self.i18n, event.empty).to_owned(),
            CommandError::EmptyTitle => t_string!(self.i18n, capture.no_title).to_owned(),
            CommandError::EmptyCompany => t_string!(self.i18n, capture.no_company).to_owned(),
            CommandError::EmptyText => t_string!(self.i18n, event.empty_text).to_owned(),
            CommandError::EndBeforeStart { start, end } => {
                let (start, end) = (format::day_plain(lang, *start), format::day_plain(lang, *end));
                t_string!(self.i18n, event.end_before_start, start = start, end = end)
            }
            _ => t_string!(self.i18n, event.refused).to_owned(),
        }
    }
}

/// A field of the sheet: what it is called, what it holds, what is done with what is typed. What is refused stays in the
/// field, with the reason, and is kept as a draft; so is every long text while it is typed.
pub struct Typed {
    pub id: &'static str,
    pub label: Signal<String>,
    pub value: Signal<String>,
    pub kind: EditKind,
    pub hint: Signal<String>,
    /// Gives what is wrong.
    pub save: Callback<String, Result<(), String>>,
}

impl Typed {
    pub fn new(
        id: &'static str,
        label: Signal<String>,
        value: Signal<String>,
        save: Callback<String, Result<(), String>>,
    ) -> Self {
        Typed { id, label, value, kind: EditKind::Line, hint: Signal::stored(String::new()), save }
    }

    pub fn long(mut self) -> Self {
        self.kind = EditKind::Text;
        self
    }

    pub fn hint(mut self, hint: Signal<String>) -> Self {
        self.hint = hint;
        self
    }

    /// `of` is the record the field belongs to: drafts are kept for each.
    pub fn view(self, hand: Hand, of: &RecordId) -> AnyView {
        let Typed { id, label, value, kind, hint, save } = self;
        let KeptField { kept, on_type, on_save, wrong } = hand.workspace.drafts.keep(format!("event/{of}/{id}"), save);
        view! {
            <Edit id=id label=label value=value kind=kind placeholder=hint error=wrong draft=kept on_type=on_type on_save=on_save />
        }
        .into_any()
    }
}

/// Rows that stay the same elements as long as their records are there, so that a field in one keeps the focus.
pub fn rows(ids: Signal<Vec<RecordId>>, row: impl Fn(RecordId) -> AnyView + Send + Sync + 'static) -> AnyView {
    let row: Arc<dyn Fn(RecordId) -> AnyView + Send + Sync> = Arc::new(row);
    view! { <For each=move || ids.get() key=|id| id.clone() children=move |id| row(id) /> }.into_any()
}
