//! What every part of the drawer needs: the lead, and a hand that changes it and says so.

use landfall_core::document::{AboutLead, Applied, Command, CommandError, Fields};
use landfall_core::model::{Collection, Lang, Lead, RecordId};
use landfall_core::view::term_name;
use leptos::ev;
use leptos::prelude::*;
use leptos_i18n::I18nContext;
use serde_json::Value;

use crate::i18n::{Locale, refusal_words, t_string, use_i18n, use_lang};
use crate::store::{MoveWish, Session, Settings, Workspace, screen, use_session, use_settings};

/// The lead that is shown. Copied freely.
#[derive(Clone, Copy)]
pub struct Hand {
    pub workspace: Workspace,
    pub i18n: I18nContext<Locale>,
    pub lang: Signal<Lang>,
    pub session: Session,
    pub settings: Settings,
    pub lead: Memo<Lead>,
    /// The same, field by field.
    pub fields: Memo<Fields>,
    id: StoredValue<RecordId>,
}

impl Hand {
    pub fn new(workspace: Workspace, id: RecordId, lead: Memo<Lead>) -> Self {
        let of = id.clone();
        let fields = Memo::new(move |_| {
            workspace.read(|document| document.tables().fields(Collection::Leads, &of)).unwrap_or_default()
        });
        Hand {
            workspace,
            i18n: use_i18n(),
            lang: use_lang(),
            session: use_session(),
            settings: use_settings(),
            lead,
            fields,
            id: StoredValue::new(id),
        }
    }

    /// The lead's id. Empty once the drawer is gone: then nothing it is used for finds a record.
    pub fn id(self) -> RecordId {
        self.id.try_get_value().unwrap_or_default()
    }

    /// Carries out a command and says `words`, with the way back. What changes nothing is not said; what is refused is
    /// said at its field by those who asked.
    pub fn act(self, command: Command, words: impl FnOnce() -> String) -> Result<Applied, CommandError> {
        let done = self.workspace.dispatch(command);
        self.session.tell(&done, words, || t_string!(self.i18n, data.cannot_now).to_owned());
        done
    }

    /// Adds something to the lead; gives what is wrong with it, in words.
    pub fn about(self, what: AboutLead, words: impl FnOnce() -> String) -> Result<Applied, String> {
        let command = Command::AboutLead { lead: self.id(), what };
        self.act(command, words).map_err(|error| refusal_words(self.i18n, &error, ""))
    }

    /// Sets a field of the lead as it was typed.
    pub fn set(self, field: &str, text: String) -> Result<(), String> {
        let what = AboutLead::Fields(vec![(field.to_owned(), text.clone())]);
        let command = Command::AboutLead { lead: self.id(), what };
        self.act(command, || self.edited()).map(drop).map_err(|error| refusal_words(self.i18n, &error, text.trim()))
    }

    /// Sets a field of a record around the lead.
    pub fn set_record(
        self,
        collection: Collection,
        id: &RecordId,
        field: &str,
        value: Value,
    ) -> Result<(), CommandError> {
        let fields = Fields::from_iter([(field.to_owned(), value)]);
        let command = Command::Change { collection, id: id.clone(), fields };
        self.act(command, || self.edited()).map(drop)
    }

    /// Takes a record away that belongs to the lead.
    pub fn take_away(self, collection: Collection, id: &RecordId) {
        let command = Command::Delete { collection, id: id.clone() };
        // A record that is gone already needs no taking away.
        let _ = self.act(command, || t_string!(self.i18n, event.taken_away).to_owned());
    }

    /// `“推理平台”已改`.
    pub fn edited(self) -> String {
        let title = self.lead.with_untracked(|lead| lead.title.clone());
        t_string!(self.i18n, staff.edited, title = title)
    }

    /// Asks for a move to a stage; the drawer keeps the focus.
    pub fn move_to(self, to: RecordId) {
        let done = self.session.told(|_: bool| screen::focus_when_drawn("lead-drawer".to_owned()));
        self.session.ask_move(MoveWish { leads: vec![self.id()], to, before: None, done });
    }

    /// The terms of a dictionary, with one for none in front.
    pub fn terms(self, kind: &'static str) -> Signal<Vec<(String, String)>> {
        let Hand { i18n, lang, workspace, .. } = self;
        Signal::derive(move || {
            let lang = lang.get();
            let none = (String::new(), t_string!(i18n, lead.none).to_owned());
            workspace.read(|document| {
                let tables = document.tables();
                let all = tables.terms_of(kind).into_iter();
                let all = all.map(|(id, _)| (id.to_string(), term_name(tables, id, lang)));
                std::iter::once(none).chain(all).collect()
            })
        })
    }

    /// A text that is being typed, kept as a draft of this lead.
    pub fn draft(self, name: &str) -> RwSignal<String> {
        self.workspace.drafts.field(format!("lead/{}/{name}", self.id()))
    }
}

/// Enter saves, but not while an input method is composing.
pub fn on_enter(save: Callback<()>) -> impl Fn(ev::KeyboardEvent) + 'static {
    move |event: ev::KeyboardEvent| {
        if event.key() == "Enter" && !screen::is_composing(&event) && !screen::is_button(&event) {
            event.prevent_default();
            save.run(());
        }
    }
}

/// A label that follows the language.
macro_rules! label {
    ($hand:expr, $key:ident) => {{
        let i18n = $hand.i18n;
        ::leptos::prelude::Signal::derive(move || $crate::i18n::t_string!(i18n, detail.$key).to_owned())
    }};
}
pub(super) use label;
