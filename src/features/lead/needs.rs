//! What the company needs, along six elements: a compass rose and a list that say the same.

use landfall_core::document::AboutLead;
use landfall_core::format;
use landfall_core::model::{Collection, Day, Lang, RecordId};
use landfall_core::view::{ElementLine, Met, NeedLine, needs};
use leptos::prelude::*;
use serde_json::Value;

use super::fields::record_field;
use super::hand::{Hand, label, on_enter};
use crate::i18n::{t, t_string};
use crate::store::screen;
use crate::ui::{Button, Field, IconButton, IconName, Look, Select, live, live_view};

#[component]
pub fn Needs(hand: Hand) -> impl IntoView {
    let i18n = hand.i18n;
    let lines = Memo::new(move |_| {
        let lang = hand.lang.get();
        hand.workspace.read(|document| needs(&hand.id(), document.tables(), lang))
    });
    let adding = RwSignal::new(false);
    let editing = RwSignal::new(None::<RecordId>);
    let toggle = Callback::new(move |()| {
        adding.update(|adding| *adding = !*adding);
        if adding.get_untracked() {
            screen::focus_when_drawn(ELEMENT.to_owned());
        }
    });
    view! {
        <section class="drawer__block">
            <h3 class="drawer__heading">
                {t!(i18n, detail.needs)}
                <span class="drawer__way"><Button look=Look::Plain icon=IconName::Plus on_click=toggle>{t!(i18n, detail.add_need)}</Button></span>
            </h3>
            {live_view(move || if adding.get() { new_need(hand, adding) } else { ().into_any() })}
            <div class="needs">
                {live_view(move || rose(hand, &lines.get()))}
                <ul class="needs__list">
                    {live_view(move || lines.get().into_iter().map(|line| element_rows(hand, line, editing)).collect_view().into_any())}
                </ul>
            </div>
            {live_view(move || match editing.get() {
                Some(id) => need_form(hand, id, lines, editing),
                None => ().into_any(),
            })}
        </section>
    }
}

/// The rose says nothing that the list beside it does not.
fn rose(hand: Hand, lines: &[ElementLine]) -> AnyView {
    let label = label!(hand, rose);
    let points = lines.iter().map(|line| {
        let (state, filled) = match line.met {
            None => ("none", None),
            Some(Met::Open) => ("open", None),
            Some(Met::Matched) => ("matched", Some(line.half.clone())),
            Some(Met::Answered) => ("answered", Some(line.point.clone())),
        };
        let outline = line.met.map(|_| view! { <path class="rose__outline" d=line.point.clone() /> });
        view! {
            <g class="rose__point" data-state=state>
                <path class="rose__axis" d=format!("M0 0L{} {}", line.tip.0, line.tip.1) />
                {filled.map(|d| view! { <path class="rose__fill" d=d /> })}
                {outline}
            </g>
        }
    });
    let points = points.collect_view();
    view! {
        <svg class="rose" viewBox="-50 -50 100 100" role="img" aria-label=live(move || label.get())>
            <circle class="rose__rim" r="46" /><circle class="rose__ring" r="23" />
            {points}
        </svg>
    }
    .into_any()
}

fn met_words(hand: Hand, met: Option<Met>) -> Signal<String> {
    match met {
        None => label!(hand, none),
        Some(Met::Open) => label!(hand, open),
        Some(Met::Matched) => label!(hand, matched),
        Some(Met::Answered) => label!(hand, answered),
    }
}

fn met_state(met: Option<Met>) -> &'static str {
    match met {
        None => "none",
        Some(Met::Open) => "open",
        Some(Met::Matched) => "matched",
        Some(Met::Answered) => "answered",
    }
}

/// An element: a line for each need, or one that says there is none.
fn element_rows(hand: Hand, line: ElementLine, editing: RwSignal<Option<RecordId>>) -> AnyView {
    let i18n = hand.i18n;
    if line.needs.is_empty() {
        let words = met_words(hand, None);
        return view! {
            <li class="needs__row" data-state="none">
                <span class="needs__name">{line.name}</span><span class="needs__state">{live(move || words.get())}</span>
                <span class="needs__text" aria-hidden="true">"—"</span>
            </li>
        }
        .into_any();
    }
    let name = line.name;
    line.needs
        .into_iter()
        .enumerate()
        .map(|(place, need)| {
            let words = met_words(hand, Some(need.met));
            let told = need_words(hand, &need);
            let (id, label_name) = (need.id.clone(), name.clone());
            let shown = if place == 0 { name.clone() } else { String::new() };
            let edit = Callback::new(move |()| {
                let open = editing.with_untracked(|open| open.as_ref() == Some(&id));
                editing.set(if open { None } else { Some(id.clone()) });
                if !open {
                    screen::focus_when_drawn("needs-text".to_owned());
                }
            });
            let label = Signal::derive(move || t_string!(i18n, detail.edit_need, name = label_name.clone()));
            view! {
                <li class="needs__row" data-state=met_state(Some(need.met))>
                    <span class="needs__name">{shown}</span><span class="needs__state">{live(move || words.get())}</span>
                    <span class="needs__text" dir="auto">{live(move || told.get())}</span>
                    <IconButton name=IconName::Edit size=16 label=label on_click=edit />
                </li>
            }
        })
        .collect_view()
        .into_any()
}

/// What is needed or answered, with what, by when.
fn need_words(hand: Hand, need: &NeedLine) -> Signal<String> {
    let need = need.clone();
    Signal::derive(move || {
        let (lang, today) = (hand.lang.get(), hand.workspace.today());
        let by = need.wished_by.filter(|_| need.met != Met::Answered);
        let day = by.map(|day| {
            if day.year() == today.year() { format::day_short(lang, day) } else { format::day_plain(lang, day) }
        });
        let by = day.map(|day| t_string!(hand.i18n, detail.wished_by, day = day));
        let parts = [need.text.clone(), need.resource.clone(), need.answer.clone(), by.unwrap_or_default()];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(if lang == Lang::ZhCn { "，" } else { ", " })
    })
}

const ELEMENT: &str = "need-element";
const TEXT: &str = "need-text";

fn new_need(hand: Hand, adding: RwSignal<bool>) -> AnyView {
    let i18n = hand.i18n;
    let (element, text, wished) = (hand.draft("need/element"), hand.draft("need/text"), hand.draft("need/wished"));
    let wrong = RwSignal::new(String::new());
    let save = Callback::new(move |()| {
        if element.with_untracked(String::is_empty) {
            wrong.set(t_string!(i18n, detail.no_element).to_owned());
            screen::focus(ELEMENT);
            return;
        }
        let what = AboutLead::Need {
            element: RecordId::new(element.get_untracked()),
            text: text.get_untracked(),
            wished_by: wished.get_untracked().parse::<Day>().ok(),
        };
        match hand.about(what, || t_string!(i18n, detail.need_saved).to_owned()) {
            Ok(_) => {
                for field in [element, text, wished] {
                    field.set(String::new());
                }
                adding.set(false);
            }
            Err(words) => wrong.set(words),
        }
    });
    let choose = Callback::new(move |value: String| {
        element.set(value);
        wrong.set(String::new());
    });
    view! {
        <div class="adder" on:keydown=on_enter(save)>
            <Select id=ELEMENT label=label!(hand, element) options=hand.terms("element") value=Signal::derive(move || element.get()) on_change=choose />
            {line(TEXT, label!(hand, need_text), text, Some(label!(hand, need_text_hint)))}
            {date("need-wished", label!(hand, wished), wished)}
            <Button on_click=save>{t!(i18n, detail.save_need)}</Button>
            <p class="field__error adder__error" role="alert" hidden=live(move || wrong.with(String::is_empty))>{live(move || wrong.get())}</p>
        </div>
    }
    .into_any()
}

/// One need, opened: its words, its state, what meets it.
fn need_form(hand: Hand, id: RecordId, lines: Memo<Vec<ElementLine>>, editing: RwSignal<Option<RecordId>>) -> AnyView {
    let i18n = hand.i18n;
    let of = StoredValue::new(id.clone());
    let need = Memo::new(move |_| {
        lines.with(|lines| {
            let mut all = lines.iter().flat_map(|line| &line.needs);
            of.with_value(|id| all.find(|need| need.id == *id).cloned())
        })
    });
    if need.with_untracked(Option::is_none) {
        return ().into_any();
    }
    let state = Signal::derive(move || {
        let met = need.with(|need| need.as_ref().map(|need| need.met));
        format!("need-state/{}", met_state(met.or(Some(Met::Open))))
    });
    let states = Signal::derive(move || {
        let mut states = hand.terms("need-state").get();
        states.retain(|(id, _)| !id.is_empty());
        states
    });
    let set_state = Callback::new(move |state: String| {
        // Refused only where nothing can be changed, and that is said.
        let _ = hand.set_record(Collection::Needs, &of.get_value(), "state", Value::from(state));
    });
    let resource =
        RwSignal::new(need.with_untracked(|need| need.as_ref().map(|need| need.resource.clone())).unwrap_or_default());
    let choices = Signal::derive(move || {
        hand.workspace
            .read(|document| document.tables().resources.iter().map(|(_, one)| one.name.clone()).collect::<Vec<_>>())
    });
    let matched = Callback::new(move |()| {
        let name = resource.get_untracked();
        if !name.trim().is_empty() {
            let what = AboutLead::Match { need: of.get_value(), resource: name };
            let _ = hand.about(what, || hand.edited());
        }
    });
    let remove = Callback::new(move |()| {
        hand.take_away(Collection::Needs, &of.get_value());
        editing.set(None);
    });
    let done = Callback::new(move |()| editing.set(None));
    view! {
        <div class="adder adder--edit">
            {record_field(hand, Collection::Needs, &id, "text", label!(hand, need_text))}
            {record_field(hand, Collection::Needs, &id, "wished_by", label!(hand, wished))}
            <Select id="need-state" label=label!(hand, need_state) options=states value=state on_change=set_state />
            {record_field(hand, Collection::Needs, &id, "answer", label!(hand, need_answer))}
            <div class="adder__with" on:keydown=on_enter(matched) on:focusout=move |_| { matched.try_run(()); }>
                <Field id="need-resource" label=label!(hand, need_resource) value=resource choices=choices placeholder=label!(hand, need_resource_hint) />
            </div>
            <span class="adder__ways">
                <Button look=Look::Plain icon=IconName::Trash on_click=remove>{t!(i18n, detail.remove_need)}</Button>
                <Button on_click=done>{t!(i18n, app.close)}</Button>
            </span>
        </div>
    }
    .into_any()
}

/// A line of text with its label, whose words are a draft.
pub fn line(id: &'static str, label: Signal<String>, text: RwSignal<String>, hint: Option<Signal<String>>) -> AnyView {
    let hint = hint.unwrap_or_else(|| Signal::stored(String::new()));
    view! { <Field id=id label=label value=text placeholder=hint /> }.into_any()
}

/// A day with its label.
pub fn date(id: &'static str, label: Signal<String>, day: RwSignal<String>) -> AnyView {
    view! {
        <div class="field">
            <label class="field__label" for=id>{live(move || label.get())}</label>
            <input
                id=id class="field__input" type="date" min="1900-01-01" max="2150-12-31" prop:value=live(move || day.get())
                on:input=move |event| day.set(event_target_value(&event))
            />
        </div>
    }
    .into_any()
}
