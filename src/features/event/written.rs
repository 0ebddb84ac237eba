//! What came of the event in words, and what is to be done next.

use landfall_core::document::{CommandError, Fields};
use landfall_core::model::{Collection, EventNote, RecordId};
use landfall_core::view::Due;
use landfall_core::view::event::{NoteLine, day_value, new_note, typed_day};
use leptos::ev;
use leptos::prelude::*;
use serde_json::Value;

use super::facts::lines;
use super::hand::{Hand, Typed, rows};
use crate::i18n::{due_words, t, t_string};
use crate::store::screen;
use crate::ui::{Button, IconButton, IconName, live, live_view};

/// The field of a new outcome.
pub const OUTCOME: &str = "event-new-outcome";
const STEP: &str = "event-new-step";
const STEP_DUE: &str = "event-new-step-due";

/// Outcomes, then next steps, each with a line to add one.
#[component]
pub fn Written(hand: Hand) -> impl IntoView {
    let i18n = hand.i18n;
    let editing = RwSignal::new(None::<RecordId>);
    let outcomes = Signal::derive(move || hand.see(|sheet| ids(&sheet.outcomes)));
    let steps = Signal::derive(move || hand.see(|sheet| ids(&sheet.next_steps)));
    // Once for the list where all of it is invented; else on the lines that are.
    let outcomes_sample = Memo::new(move |_| hand.see(|sheet| all_sample(&sheet.outcomes)));
    let steps_sample = Memo::new(move |_| hand.see(|sheet| all_sample(&sheet.next_steps)));
    let badge = move |sample: Memo<bool>| {
        view! { <Show when=move || sample.get()><span class="badge-sample event-notes__all">{t!(i18n, event.sample)}</span></Show> }
    };
    let older = move |read: fn(&landfall_core::model::EventRecord) -> &String| {
        live_view(move || {
            let told = hand.see(|sheet| lines(read(&sheet.record)));
            told.into_iter()
                .map(|line| view! { <p class="event-notes__older" dir="auto">{line}</p> })
                .collect_view()
                .into_any()
        })
    };
    view! {
        <section class="event-sheet__block">
            <h3 class="event-sheet__heading">{t!(i18n, event.outcomes)} {badge(outcomes_sample)}</h3>
            {older(|event| &event.outcomes)}
            <ul class="event-notes">{rows(outcomes, move |id| note_row(hand, id, editing, outcomes_sample))}</ul>
            <NewOutcome hand=hand />
        </section>
        <section class="event-sheet__block">
            <h3 class="event-sheet__heading">{t!(i18n, event.next_steps)} {badge(steps_sample)}</h3>
            {older(|event| &event.next_steps)}
            <ul class="event-notes">{rows(steps, move |id| note_row(hand, id, editing, steps_sample))}</ul>
            <NewStep hand=hand />
        </section>
    }
}

fn all_sample(notes: &[NoteLine]) -> bool {
    !notes.is_empty() && notes.iter().all(|note| note.sample)
}

fn ids(notes: &[NoteLine]) -> Vec<RecordId> {
    notes.iter().map(|note| note.id.clone()).collect()
}

/// A line; a next step has a box that marks it done today.
fn note_row(hand: Hand, id: RecordId, editing: RwSignal<Option<RecordId>>, all_sample: Memo<bool>) -> AnyView {
    let i18n = hand.i18n;
    let note = {
        let id = id.clone();
        Memo::new(move |_| {
            hand.see(|sheet| {
                let outcome = sheet.outcomes.iter().find(|note| note.id == id).map(|note| (note.clone(), false));
                outcome.or_else(|| sheet.next_steps.iter().find(|note| note.id == id).map(|note| (note.clone(), true)))
            })
        })
    };
    let text = move || note.with(|note| note.as_ref().map(|(note, _)| note.text.clone()).unwrap_or_default());
    let is_step = note.with_untracked(|note| note.as_ref().is_some_and(|(_, step)| *step));
    let done = move || note.with(|note| note.as_ref().is_some_and(|(note, _)| note.done.is_some()));
    let due = move || {
        let (lang, today) = (hand.lang.get(), hand.workspace.today());
        note.with(|note| {
            let due = note.as_ref().and_then(|(note, _)| note.due);
            due.map(|due| {
                let late = matches!(due, Due::Overdue(_));
                let words = match due {
                    // As in a log: the line is narrow.
                    Due::On(day) if day.year() == today.year() => format!("{:02}-{:02}", day.month(), day.day()),
                    Due::On(day) => day.to_string(),
                    due => due_words(i18n, lang, due, today),
                };
                (words, late)
            })
        })
    };
    let of = StoredValue::new(id.clone());
    let toggle = move |_| {
        let today = untrack(|| hand.workspace.today());
        let day = if untrack(done) { None } else { Some(today) };
        let words = move || {
            let text = untrack(text);
            if day.is_some() {
                t_string!(i18n, event.step_done, text = text)
            } else {
                t_string!(i18n, event.step_open, text = text)
            }
        };
        let fields = Fields::from_iter([("done_on".to_owned(), day_value(day))]);
        let command = landfall_core::view::event::change(Collection::EventNotes, &of.get_value(), fields);
        // Refused only where nothing can be changed, and that is said.
        let _ = hand.act(command, words);
    };
    let check = is_step.then(|| {
        let label = move || t_string!(i18n, event.mark_done, text = text());
        view! { <input class="event-notes__check" type="checkbox" aria-label=live(label) prop:checked=live(done) on:change=toggle /> }
    });
    let is_open =
        Memo::new(move |_| editing.with(|editing| editing.as_ref().is_some_and(|open| of.with_value(|id| id == open))));
    let edit = Callback::new(move |()| {
        let open = is_open.get_untracked();
        editing.set(if open { None } else { Some(of.get_value()) });
        if !open {
            screen::focus_when_drawn("event-note-text".to_owned());
        }
    });
    let remove = Callback::new(move |()| hand.take_away(Collection::EventNotes, &of.get_value()));
    let sample = note.with_untracked(|note| note.as_ref().is_some_and(|(note, _)| note.sample));
    let badge = move || sample && !all_sample.get();
    let tone = move || due().is_some_and(|(_, late)| late) && !done();
    view! {
        <li class="event-notes__item" data-done=live(move || done().to_string())>
            {check}
            <span class="event-notes__text" dir="auto">{live(text)}</span>
            <span class="event-notes__due" data-late=live(move || tone().to_string())>
                {live(move || if done() { t_string!(i18n, event.done).to_owned() } else { due().map(|(words, _)| words).unwrap_or_default() })}
            </span>
            <Show when=badge><span class="badge-sample">{t!(i18n, event.sample)}</span></Show>
            <span class="event-notes__ways">
                <IconButton name=IconName::Edit size=16 label=Signal::derive(move || t_string!(i18n, event.edit_line, text = text())) on_click=edit />
                <IconButton name=IconName::Trash size=16 label=Signal::derive(move || t_string!(i18n, event.remove_line, text = text())) on_click=remove />
            </span>
            {live_view(move || if is_open.get() { note_form(hand, &of.get_value(), note, is_step) } else { ().into_any() })}
        </li>
    }
    .into_any()
}

fn note_form(hand: Hand, id: &RecordId, note: Memo<Option<(NoteLine, bool)>>, is_step: bool) -> AnyView {
    let i18n = hand.i18n;
    let of = StoredValue::new(id.clone());
    let set = move |field: &str, value: Value| {
        let fields = Fields::from_iter([(field.to_owned(), value)]);
        hand.set(Collection::EventNotes, &of.get_value(), fields).map(drop).map_err(|error| hand.refusal(&error))
    };
    let text =
        Signal::derive(move || note.with(|note| note.as_ref().map(|(note, _)| note.text.clone()).unwrap_or_default()));
    let due = Signal::derive(move || {
        note.with(|note| {
            note.as_ref().and_then(|(note, _)| note.due_day).map(|day| day.to_string()).unwrap_or_default()
        })
    });
    let save_text = Callback::new(move |typed: String| {
        if typed.trim().is_empty() {
            return Err(hand.refusal(&CommandError::EmptyText));
        }
        set("text", Value::from(typed.trim()))
    });
    let save_due = Callback::new(move |typed: String| {
        let day = typed_day(&typed).map_err(|error| hand.day_words(&error))?;
        set("due", day_value(day))
    });
    let label = Signal::derive(move || t_string!(i18n, event.line).to_owned());
    let due_label = Signal::derive(move || t_string!(i18n, event.due).to_owned());
    let hint = Signal::derive(move || t_string!(i18n, event.day_hint).to_owned());
    let due_field = is_step.then(|| Typed::new("event-note-due", due_label, due, save_due).hint(hint).view(hand, id));
    view! {
        <div class="event-notes__form">
            {Typed::new("event-note-text", label, text, save_text).view(hand, id)}
            {due_field}
        </div>
    }
    .into_any()
}

#[component]
fn NewOutcome(hand: Hand) -> impl IntoView {
    let i18n = hand.i18n;
    let text = hand.workspace.drafts.field(format!("event/{}/outcome", hand.id()));
    let save = Callback::new(move |()| {
        if add(hand, EventNote::OUTCOME, text, None) {
            screen::focus(OUTCOME);
        }
    });
    view! {
        <div class="event-add">
            <input
                id=OUTCOME class="field__input" type="text" autocomplete="off" aria-label=live(move || t_string!(i18n, event.new_outcome))
                placeholder=live(move || t_string!(i18n, event.new_outcome_hint)) prop:value=live(move || text.get())
                on:input=move |event| text.set(event_target_value(&event)) on:keydown=on_enter(save)
            />
            <Button on_click=save>{t!(i18n, event.add_outcome)}</Button>
        </div>
    }
}

#[component]
fn NewStep(hand: Hand) -> impl IntoView {
    let i18n = hand.i18n;
    let drafts = hand.workspace.drafts;
    let text = drafts.field(format!("event/{}/step", hand.id()));
    let due = drafts.field(format!("event/{}/step-due", hand.id()));
    let wrong = RwSignal::new(String::new());
    let save = Callback::new(move |()| match typed_day(&due.get_untracked()) {
        Err(error) => {
            wrong.set(hand.day_words(&error));
            screen::focus(STEP_DUE);
        }
        Ok(day) => {
            wrong.set(String::new());
            if add(hand, EventNote::NEXT_STEP, text, day) {
                due.set(String::new());
            }
            screen::focus(STEP);
        }
    });
    view! {
        <div class="event-add event-add--due">
            <input
                id=STEP class="field__input" type="text" autocomplete="off" aria-label=live(move || t_string!(i18n, event.new_step))
                placeholder=live(move || t_string!(i18n, event.new_step_hint)) prop:value=live(move || text.get())
                on:input=move |event| text.set(event_target_value(&event)) on:keydown=on_enter(save)
            />
            <input
                id=STEP_DUE class="field__input" type="text" autocomplete="off" aria-label=live(move || t_string!(i18n, event.step_due))
                placeholder=live(move || t_string!(i18n, event.due_hint)) prop:value=live(move || due.get())
                aria-invalid=live(move || (!wrong.with(String::is_empty)).to_string()) aria-describedby="event-new-step-error"
                on:input=move |event| due.set(event_target_value(&event)) on:keydown=on_enter(save)
            />
            <Button on_click=save>{t!(i18n, event.add_step)}</Button>
        </div>
        <p class="field__error" id="event-new-step-error" role="alert" hidden=live(move || wrong.with(String::is_empty))>{live(move || wrong.get())}</p>
    }
}

/// Enter saves, but not while an input method is composing.
pub fn on_enter(save: Callback<()>) -> impl Fn(ev::KeyboardEvent) + 'static {
    move |event: ev::KeyboardEvent| {
        if event.key() == "Enter" && !screen::is_composing(&event) {
            event.prevent_default();
            save.run(());
        }
    }
}

fn add(hand: Hand, kind: &str, text: RwSignal<String>, due: Option<landfall_core::model::Day>) -> bool {
    let typed = text.get_untracked();
    if typed.trim().is_empty() {
        return false;
    }
    let command = hand.workspace.peek(|document| new_note(document.tables(), &hand.id(), kind, &typed, due));
    let done = hand.act(command, || t_string!(hand.i18n, event.noted_line).to_owned()).is_ok();
    if done {
        text.set(String::new());
    }
    done
}
