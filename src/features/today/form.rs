//! What is typed at a row: one line, kept as a draft until it is saved.

use landfall_core::document::Command;
use landfall_core::model::{Day, RecordId};
use landfall_core::view::term_name;
use landfall_core::view::today::{About, Log, done, explain, log};
use leptos::ev;
use leptos::prelude::*;

use super::act::put_off;
use super::desk::{Desk, Item, Mode, form_field};
use crate::i18n::{t, t_string};
use crate::store::screen;
use crate::ui::{Button, IconButton, IconName, Look, live, live_view};

/// What an officer can log by hand.
const KINDS: [&str; 4] = ["call", "visit", "mail", "note"];

/// The fields of a form. Copied freely.
#[derive(Clone, Copy)]
struct Typed {
    kind: RwSignal<String>,
    text: RwSignal<String>,
    next: RwSignal<String>,
    due: RwSignal<String>,
}

pub fn form_view(desk: Desk, item: Item, mode: Mode) -> AnyView {
    let i18n = desk.i18n;
    let about = item.row.about.clone();
    let element = item.element();
    // The drafts belong to what the row is about, whichever list it stands in.
    let draft = |name: &str| desk.workspace.drafts.field(format!("today/{}/{mode:?}/{name}", about.key()));
    let typed =
        Typed { kind: RwSignal::new("call".to_owned()), text: draft("text"), next: draft("next"), due: draft("due") };
    let of_lead = mode == Mode::Log || (mode == Mode::Done && matches!(about, About::Step(_)));
    let of_visit = mode == Mode::Done && matches!(about, About::NextVisit(_));
    let kept = StoredValue::new(item.clone());
    let save = Callback::new(move |()| {
        if kept.try_with_value(|item| save(desk, item, mode, typed)).unwrap_or_default() {
            for field in [typed.text, typed.next, typed.due] {
                field.try_set(String::new());
            }
        } else {
            screen::focus(form_field(mode));
        }
    });
    let close = Callback::new(move |()| {
        desk.open.set(None);
        screen::focus_when_drawn(kept.with_value(Item::element));
    });
    let keys = move |event: ev::KeyboardEvent| {
        if screen::is_composing(&event) {
            return;
        }
        match event.key().as_str() {
            // A button has its own Enter.
            "Enter" if screen::is_typing(&event) => save.run(()),
            "Escape" => close.run(()),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let verb = move || match (mode, &about) {
        (Mode::Log, _) => t_string!(i18n, today.log),
        (Mode::Reason, _) => t_string!(i18n, today.reason),
        (Mode::Date, _) => t_string!(i18n, today.postpone),
        (Mode::Done, About::Feedback(_)) => t_string!(i18n, today.answer),
        (Mode::Done, _) => t_string!(i18n, today.done),
    };
    let title = item.row.title.clone();
    let name = live(move || t_string!(i18n, today.form, verb = verb(), title = title.clone()));
    let save_words = {
        let about = item.row.about.clone();
        live(move || {
            match (mode, &about) {
                (Mode::Log, _) => t_string!(i18n, today.save_log),
                (Mode::Reason, _) => t_string!(i18n, today.save_reason),
                (Mode::Date, _) => t_string!(i18n, today.save_date),
                (Mode::Done, About::Feedback(_) | About::Need(_)) => t_string!(i18n, today.save_answer),
                (Mode::Done, _) => t_string!(i18n, today.save_done),
            }
            .to_owned()
        })
    };
    let date = move |id: &'static str, label: Signal<String>| {
        view! {
            <label class="today-form__date">
                <span>{label}</span>
                <input
                    id=id class="field__input" type="date" min="1900-01-01" max="2150-12-31" prop:value=live(move || typed.due.get())
                    on:input=move |event| typed.due.set(event_target_value(&event))
                />
            </label>
        }
    };
    let line = {
        let hint = what_words(desk, &item, mode);
        let words = hint.clone();
        (mode != Mode::Date).then(move || view! {
            <input
                id="today-form-text" class="field__input today-form__text" type="text" autocomplete="off" aria-label=live(hint)
                placeholder=live(words) prop:value=live(move || typed.text.get())
                on:input=move |event| typed.text.set(event_target_value(&event))
            />
        })
    };
    let next = of_lead.then(|| view! {
        <input
            id="today-form-next" class="field__input today-form__next" type="text" autocomplete="off"
            aria-label=live(move || t_string!(i18n, today.next)) placeholder=live(move || t_string!(i18n, today.next))
            prop:value=live(move || typed.next.get()) on:input=move |event| typed.next.set(event_target_value(&event))
        />
    });
    view! {
        <div class="today-form" role="group" aria-label=name id=format!("{element}-form") on:keydown=keys>
            {of_lead.then(|| kind_select(desk, typed.kind))}
            {line}
            {next}
            {of_lead.then(|| date("today-form-due", t!(i18n, today.next_due)))}
            {of_visit.then(|| date("today-form-due", t!(i18n, today.next_visit)))}
            {(mode == Mode::Date).then(|| date("today-form-date", t!(i18n, today.new_date)))}
            <Button look=Look::Primary on_click=save>{save_words}</Button>
            <IconButton name=IconName::Close label=Signal::derive(move || t_string!(i18n, today.close).to_owned()) on_click=close />
        </div>
    }
    .into_any()
}

fn kind_select(desk: Desk, kind: RwSignal<String>) -> AnyView {
    let i18n = desk.i18n;
    view! {
        <select
            class="field__input field__input--select today-form__kind" aria-label=live(move || t_string!(i18n, lead.log_kind))
            on:change=move |event| kind.set(event_target_value(&event))
        >
            {live_view(move || {
                let chosen = kind.get_untracked();
                let option = |name: &'static str| {
                    let id = RecordId::new(format!("activity/{name}"));
                    let words = desk.workspace.peek(|document| term_name(document.tables(), &id, desk.lang.get()));
                    view! { <option value=name selected=name == chosen>{words}</option> }
                };
                KINDS.map(option).collect_view().into_any()
            })}
        </select>
    }
    .into_any()
}

/// What the line asks for.
fn what_words(desk: Desk, item: &Item, mode: Mode) -> impl Fn() -> String + Clone + Send + Sync + 'static {
    let i18n = desk.i18n;
    let (about, step) = (item.row.about.clone(), item.row.text.clone());
    move || {
        let what = match (mode, &about) {
            (Mode::Reason, _) => t_string!(i18n, today.reason_text),
            (Mode::Done, About::Blocker(_)) => t_string!(i18n, today.resolution),
            (Mode::Done, About::Need(_) | About::Feedback(_)) => t_string!(i18n, today.answer_text),
            _ => t_string!(i18n, today.what),
        };
        if mode == Mode::Done && matches!(about, About::Step(_)) && !step.is_empty() {
            return t_string!(i18n, today.left_empty, what = what, step = step.clone());
        }
        what.to_owned()
    }
}

/// Saves what was typed; says whether it was.
fn save(desk: Desk, item: &Item, mode: Mode, typed: Typed) -> bool {
    let i18n = desk.i18n;
    let (row, title) = (&item.row, item.row.title.clone());
    let due: Option<Day> = typed.due.get_untracked().parse().ok();
    if mode == Mode::Date {
        return due.is_some_and(|day| put_off(desk, item, day));
    }
    let today = untrack(|| desk.workspace.today());
    let mut text = typed.text.get_untracked().trim().to_owned();
    if text.is_empty() && mode == Mode::Done {
        // What was to be done was done.
        text = match &row.about {
            About::Step(_) if !row.text.is_empty() => row.text.clone(),
            About::Step(_) => t_string!(i18n, today.done).to_owned(),
            About::Visit(_) | About::NextVisit(_) => t_string!(i18n, today.visit).to_owned(),
            _ => text,
        };
    }
    if text.is_empty() {
        return false;
    }
    let said = Log {
        kind: RecordId::new(format!("activity/{}", typed.kind.get_untracked())),
        text,
        next_step: typed.next.get_untracked(),
        due,
    };
    let next = !said.next_step.trim().is_empty();
    let command: Option<Command> = match mode {
        Mode::Log => Some(log(&row.lead, &said)),
        Mode::Reason => Some(explain(&row.lead, &said.text, today)),
        Mode::Done | Mode::Date => desk.workspace.peek(|document| done(document.tables(), &row.about, &said, today)),
    };
    let words = || match (mode, &row.about) {
        (Mode::Log, _) => t_string!(i18n, today.said_logged, title = title),
        (Mode::Reason, _) => t_string!(i18n, today.said_reason, title = title),
        (_, About::Feedback(_) | About::Need(_)) => t_string!(i18n, today.said_answered).to_owned(),
        (_, About::Step(_)) if !next => t_string!(i18n, today.said_done_bare, title = title),
        _ => t_string!(i18n, today.said_done, title = title),
    };
    command.is_some_and(|command| desk.act(item, command, words))
}
