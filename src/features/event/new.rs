//! A new event: its title, and what the place it was opened from knows.

use landfall_core::document::CommandError;
use landfall_core::model::{Day, RecordId};
use landfall_core::view::event::{new_event, typed_day};
use landfall_core::view::term_name;
use leptos::prelude::*;

use super::hand::Hand;
use super::written::on_enter;
use crate::i18n::{t, t_string, use_i18n};
use crate::store::{Workspace, screen};
use crate::ui::{Button, Dialog, Field, Look, Select, Size};

/// What is known before anything is typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewEvent {
    pub kind: RecordId,
    pub start: Option<Day>,
    pub end: Option<Day>,
}

const TITLE: &str = "event-new-title";
const START: &str = "event-new-start";
const END: &str = "event-new-end";

/// The dialog of a new event. Only the title is asked for; dates may wait.
#[component]
pub fn NewEventDialog(
    workspace: Workspace,
    preset: NewEvent,
    on_close: Callback<()>,
    /// Hears the id of the event that was made; the dialog has closed by then.
    on_made: Callback<RecordId>,
) -> impl IntoView {
    let i18n = use_i18n();
    // No event yet: the hand is only for the words it has.
    let hand = Hand::new(workspace, RecordId::default(), Memo::new(|_| None));
    let drafts = workspace.drafts;
    let field = |name: &str| drafts.field(format!("event/new/{name}"));
    let (title, kind, start, end) = (field("title"), field("kind"), field("start"), field("end"));
    let text = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    // What the chart was asked for wins over what was typed for another day. After the drafts have been taken up.
    let NewEvent { kind: preset_kind, start: first, end: last } = preset;
    Effect::new(move |_| {
        if !preset_kind.is_empty() {
            kind.set(preset_kind.to_string());
        }
        if first.is_some() {
            start.set(text(first));
            end.set(text(last));
        }
    });
    let wrong = RwSignal::new(None::<(&'static str, String)>);
    Effect::new(move |_| {
        title.track();
        start.track();
        end.track();
        wrong.set(None);
    });
    let error = move |field: &'static str| {
        Signal::derive(move || wrong.get().filter(|(at, _)| *at == field).map(|(_, words)| words).unwrap_or_default())
    };
    let fail = move |field: &'static str, words: String| {
        wrong.set(Some((field, words)));
        screen::focus(field);
    };
    let save = Callback::new(move |()| {
        let first = match typed_day(&start.get_untracked()) {
            Ok(day) => day,
            Err(error) => return fail(START, hand.day_words(&error)),
        };
        let last = match typed_day(&end.get_untracked()) {
            Ok(day) => day,
            Err(error) => return fail(END, hand.day_words(&error)),
        };
        let name = title.get_untracked();
        let command = new_event(&name, &RecordId::new(kind.get_untracked()), first, last, hand.lang.get_untracked());
        match hand.act(command, || t_string!(i18n, event.made, title = name.trim().to_owned())) {
            Ok(applied) => {
                for field in [title, kind, start, end] {
                    field.set(String::new());
                }
                on_close.run(());
                if let Some(id) = applied.subject {
                    on_made.run(id);
                }
            }
            Err(CommandError::ReadOnly) => {}
            Err(error @ CommandError::EndBeforeStart { .. }) => fail(END, hand.refusal(&error)),
            Err(_) => fail(TITLE, t_string!(i18n, event.no_title).to_owned()),
        }
    });
    // Without a name nothing was typed that is worth keeping: dates of a day once pointed at would be in the way.
    let leave = Callback::new(move |()| {
        if title.with_untracked(|title| title.trim().is_empty()) {
            for field in [kind, start, end] {
                field.set(String::new());
            }
        }
        on_close.run(());
    });
    let kinds = Signal::derive(move || {
        let lang = hand.lang.get();
        let none = (String::new(), t_string!(i18n, lead.none).to_owned());
        workspace.read(|document| {
            let tables = document.tables();
            let all =
                tables.terms_of("event-kind").into_iter().map(|(id, _)| (id.to_string(), term_name(tables, id, lang)));
            std::iter::once(none).chain(all).collect::<Vec<_>>()
        })
    });
    macro_rules! label {
        ($key:ident) => {
            Signal::derive(move || t_string!(i18n, event.$key).to_owned())
        };
    }
    let enter = on_enter(save);
    let keys = move |event: leptos::ev::KeyboardEvent| {
        if !screen::is_button(&event) {
            enter(event);
        }
    };
    view! {
        <Dialog id="new-event" title=label!(new) close_label=label!(close_new) on_close=leave>
            <form class="capture" novalidate=true on:submit=move |event| event.prevent_default() on:keydown=keys>
                <Field id=TITLE label=label!(new_title) placeholder=label!(new_title_hint) value=title error=error(TITLE) autofocus=true required=true />
                <Select
                    id="event-new-kind" label=label!(kind) options=kinds value=Signal::derive(move || kind.get())
                    on_change=Callback::new(move |value: String| kind.set(value))
                />
                <div class="event-sheet__grid event-sheet__grid--two">
                    <Field id=START label=label!(start) placeholder=label!(day_hint) value=start error=error(START) />
                    <Field id=END label=label!(end) placeholder=label!(day_hint) value=end error=error(END) />
                </div>
                <p class="event-sheet__hint">{t!(i18n, event.end_hint)}</p>
                <footer class="capture__foot">
                    <span class="capture__code">{t!(i18n, event.new_hint)}</span>
                    <Button look=Look::Primary size=Size::Large key_hint="Enter" on_click=save>{t!(i18n, event.create)}</Button>
                </footer>
            </form>
        </Dialog>
    }
}
