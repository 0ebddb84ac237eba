//! What was said, with its answer; and links kept with the event.

use landfall_core::document::Fields;
use landfall_core::model::{Collection, RecordId};
use landfall_core::view::event::{FeedbackLine, new_attachment};
use leptos::prelude::*;
use serde_json::Value;

use super::hand::{Hand, Typed, rows};
use super::written::on_enter;
use crate::i18n::{t, t_string};
use crate::store::screen;
use crate::ui::{Button, IconButton, IconName, live, live_view};

/// Opinions and suggestions; each waits for an answer.
#[component]
pub fn FeedbackList(hand: Hand) -> impl IntoView {
    let i18n = hand.i18n;
    let answering = RwSignal::new(None::<RecordId>);
    let ids =
        Signal::derive(move || hand.see(|sheet| sheet.feedback.iter().map(|one| one.id.clone()).collect::<Vec<_>>()));
    view! {
        <section class="event-sheet__block">
            <h3 class="event-sheet__heading">
                {t!(i18n, event.feedback)}
                <span class="event-sheet__aside">{live(move || t_string!(i18n, event.feedback_count, count = ids.with(Vec::len)))}</span>
            </h3>
            <ul class="event-said">{rows(ids, move |id| feedback_row(hand, id, answering))}</ul>
            <Show when=move || ids.with(Vec::is_empty)><p class="event-sheet__hint">{t!(i18n, event.no_feedback)}</p></Show>
        </section>
    }
}

fn feedback_row(hand: Hand, id: RecordId, answering: RwSignal<Option<RecordId>>) -> AnyView {
    let i18n = hand.i18n;
    let of = StoredValue::new(id.clone());
    let one = Memo::new(move |_| hand.see(|sheet| sheet.feedback.iter().find(|one| one.id == id).cloned()));
    let part = move |read: fn(&FeedbackLine) -> &String| {
        move || one.with(|one| one.as_ref().map(|one| read(one).clone()).unwrap_or_default())
    };
    let (text, answer) = (part(|one| &one.text), part(|one| &one.answer));
    let open = Memo::new(move |_| {
        answering.with(|answering| answering.as_ref().is_some_and(|id| of.with_value(|of| of == id)))
    });
    let reply = Callback::new(move |()| {
        let was = open.get_untracked();
        answering.set(if was { None } else { Some(of.get_value()) });
        if !was {
            screen::focus_when_drawn("event-answer".to_owned());
        }
    });
    let remove = Callback::new(move |()| hand.take_away(Collection::Feedback, &of.get_value()));
    let save = Callback::new(move |typed: String| {
        let fields = Fields::from_iter([("answer".to_owned(), Value::from(typed.trim()))]);
        hand.set(Collection::Feedback, &of.get_value(), fields).map(drop).map_err(|error| hand.refusal(&error))
    });
    let label = Signal::derive(move || t_string!(i18n, event.answer).to_owned());
    let form =
        move || Typed::new("event-answer", label, Signal::derive(answer), save).long().view(hand, &of.get_value());
    let sample = one.with_untracked(|one| one.as_ref().is_some_and(|one| one.sample));
    let badge = sample.then(|| view! { <span class="badge-sample">{t!(i18n, event.sample)}</span> });
    view! {
        <li class="event-said__item">
            <div class="event-said__words">
                <p dir="auto">{live(text)}</p>
                <p class="event-rows__meta">
                    <span>{live(part(|one| &one.company))}</span><span>{live(part(|one| &one.day))}</span>{badge}
                    <Show when=move || answer().is_empty()><span class="event-said__open">{t!(i18n, event.unanswered)}</span></Show>
                </p>
                <Show when=move || !answer().is_empty() && !open.get()>
                    <p class="event-said__answer" dir="auto">{live(answer)}</p>
                </Show>
            </div>
            <span class="event-notes__ways">
                <IconButton name=IconName::Edit size=16 label=Signal::derive(move || t_string!(i18n, event.answer_to, text = text())) on_click=reply />
                <IconButton name=IconName::Trash size=16 label=Signal::derive(move || t_string!(i18n, event.remove_line, text = text())) on_click=remove />
            </span>
            {live_view(move || if open.get() { view! { <div class="event-notes__form">{form()}</div> }.into_any() } else { ().into_any() })}
        </li>
    }
    .into_any()
}

const LINK: &str = "event-new-link";

/// Links kept with the event. What could run when it is clicked is refused, and never followed.
#[component]
pub fn Attachments(hand: Hand) -> impl IntoView {
    let i18n = hand.i18n;
    let drafts = hand.workspace.drafts;
    let link = drafts.field(format!("event/{}/link", hand.id()));
    let name = drafts.field(format!("event/{}/link-name", hand.id()));
    let wrong = RwSignal::new(String::new());
    let kept = Memo::new(move |_| hand.see(|sheet| sheet.attachments.clone()));
    let save = Callback::new(move |()| {
        let typed = link.get_untracked();
        match new_attachment(&hand.id(), &typed, &name.get_untracked()) {
            None => wrong.set(t_string!(i18n, event.bad_link).to_owned()),
            Some(command) => {
                wrong.set(String::new());
                if hand.act(command, || t_string!(i18n, event.link_kept).to_owned()).is_ok() {
                    link.set(String::new());
                    name.set(String::new());
                }
            }
        }
        screen::focus(LINK);
    });
    let list = move || {
        kept.get()
            .into_iter()
            .map(|one| {
                let shown = one.name.clone();
                let label = Signal::derive(move || t_string!(i18n, event.remove_line, text = shown.clone()));
                let id = one.id;
                let remove = Callback::new(move |()| hand.take_away(Collection::Links, &id));
                let words = match one.href {
                    Some(href) => {
                        view! { <a class="event-links__link" dir="auto" href=href target="_blank" rel="noopener noreferrer">{one.name}</a> }.into_any()
                    }
                    None => view! { <span class="event-links__link" dir="auto">{one.name}</span> }.into_any(),
                };
                view! { <li class="event-links__item">{words}<IconButton name=IconName::Trash size=16 label=label on_click=remove /></li> }
            })
            .collect_view()
            .into_any()
    };
    view! {
        <section class="event-sheet__block">
            <h3 class="event-sheet__heading">{t!(i18n, event.links)}</h3>
            <ul class="event-links">{live_view(list)}</ul>
            <div class="event-add event-add--link">
                <input
                    id=LINK class="field__input" type="text" inputmode="url" autocomplete="off" placeholder="https://"
                    aria-label=live(move || t_string!(i18n, event.new_link)) aria-describedby="event-new-link-error"
                    aria-invalid=live(move || (!wrong.with(String::is_empty)).to_string()) prop:value=live(move || link.get())
                    on:input=move |event| link.set(event_target_value(&event)) on:keydown=on_enter(save)
                />
                <input
                    class="field__input" type="text" autocomplete="off" placeholder=live(move || t_string!(i18n, event.link_name_hint))
                    aria-label=live(move || t_string!(i18n, event.link_name)) prop:value=live(move || name.get())
                    on:input=move |event| name.set(event_target_value(&event)) on:keydown=on_enter(save)
                />
                <Button on_click=save>{t!(i18n, event.add_link)}</Button>
            </div>
            <p class="field__error" id="event-new-link-error" role="alert" hidden=live(move || wrong.with(String::is_empty))>{live(move || wrong.get())}</p>
        </section>
    }
}
