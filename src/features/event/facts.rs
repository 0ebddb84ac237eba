//! The facts of an event: as one reads them, and as fields.

use landfall_core::document::{CommandError, Fields};
use landfall_core::model::{Collection, Day, EventRecord, RecordId};
use landfall_core::view::event::{day_value, typed_day};
use landfall_core::view::term_name;
use leptos::prelude::*;
use serde_json::Value;

use super::hand::{Hand, Typed};
use crate::i18n::{t, t_string};
use crate::ui::{Button, Look, Select, live, live_view};

/// The field that gets the focus when the facts are opened.
pub const FIRST_FIELD: &str = "event-title-zh";

/// What is known; what is not is said as such.
#[component]
pub fn Facts(hand: Hand) -> impl IntoView {
    let i18n = hand.i18n;
    // Words of a list: what it is called, its lines, and whether it stands there when nothing is known.
    let facts = Memo::new(move |_| {
        let season = |number: i64| t_string!(i18n, event.season_number, number = number);
        hand.see(|sheet| {
            let one = |text: &str| lines(text);
            vec![
                (t_string!(i18n, event.theme), one(&sheet.theme), true),
                (t_string!(i18n, event.notes), sheet.notes.clone(), true),
                (t_string!(i18n, event.led_by), one(&sheet.led_by), true),
                (t_string!(i18n, event.delegation), one(&sheet.record.delegation), true),
                (t_string!(i18n, event.season), sheet.record.season.map(season).into_iter().collect(), false),
                (t_string!(i18n, event.zone), one(&sheet.zone), false),
                (t_string!(i18n, event.industry), one(&sheet.industry), false),
            ]
        })
    });
    view! {
        <section class="event-sheet__block">
            <dl class="event-sheet__list">
                {live_view(move || {
                    facts
                        .get()
                        .into_iter()
                        .filter(|(_, lines, always)| *always || !lines.is_empty())
                        .map(|(name, lines, _)| {
                            let unknown = lines.is_empty();
                            let lines = if unknown { vec![t_string!(i18n, event.unknown).to_owned()] } else { lines };
                            let lines = lines.into_iter().map(|line| view! { <p dir="auto">{line}</p> }).collect_view();
                            view! { <dt>{name}</dt><dd data-unknown=unknown.to_string()>{lines}</dd> }
                        })
                        .collect_view()
                        .into_any()
                })}
            </dl>
        </section>
    }
}

pub fn lines(text: &str) -> Vec<String> {
    text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
}

fn one(field: &str, value: Value) -> Fields {
    Fields::from_iter([(field.to_owned(), value)])
}

/// The facts as fields, each saved as it is left.
#[component]
pub fn FactsForm(hand: Hand, editing: RwSignal<bool>) -> impl IntoView {
    let i18n = hand.i18n;
    let workspace = hand.workspace;
    macro_rules! label {
        ($key:ident) => {
            Signal::derive(move || t_string!(i18n, event.$key).to_owned())
        };
    }
    let value = move |read: fn(&EventRecord) -> String| Signal::derive(move || hand.see(|sheet| read(&sheet.record)));
    let set = move |fields: Fields| {
        hand.set(Collection::Events, &hand.id(), fields).map(drop).map_err(|error| hand.refusal(&error))
    };
    let text = move |id: &'static str, field: &'static str, label: Signal<String>, read: fn(&EventRecord) -> String| {
        let save = Callback::new(move |text: String| set(one(field, Value::from(text.trim()))));
        Typed::new(id, label, value(read), save)
    };
    let show = move |field: Typed| field.view(hand, &hand.id());
    let season = Callback::new(move |text: String| {
        let plain = text.trim();
        let number = plain.parse::<i64>().ok().filter(|number| (1..=99).contains(number));
        if plain.is_empty() || number.is_some() {
            set(one("season", number.map_or(Value::Null, Value::from)))
        } else {
            Err(t_string!(i18n, event.bad_season, text = plain.to_owned()))
        }
    });
    // A first day that was refused because the event would end before it waits for the last day.
    let waiting = RwSignal::new(None::<Day>);
    let day = move |field: &'static str| {
        Callback::new(move |typed: String| {
            let day = typed_day(&typed).map_err(|error| hand.day_words(&error))?;
            let mut fields = one(field, day_value(day));
            if field == "end"
                && let Some(start) = waiting.get_untracked()
            {
                fields.extend(one("start", day_value(Some(start))));
            }
            let done = hand.set(Collection::Events, &hand.id(), fields);
            let refused = matches!(done, Err(CommandError::EndBeforeStart { .. }));
            if field == "start" {
                waiting.set(day.filter(|_| refused));
            } else if done.is_ok() {
                waiting.set(None);
            }
            done.map(drop).map_err(|error| hand.refusal(&error))
        })
    };
    let day_field =
        move |id: &'static str, field: &'static str, label: Signal<String>, read: fn(&EventRecord) -> String| {
            Typed::new(id, label, value(read), day(field)).hint(label!(day_hint))
        };
    let term = move |kind: &'static str| {
        Signal::derive(move || {
            let lang = hand.lang.get();
            let none = (String::new(), t_string!(i18n, lead.none).to_owned());
            workspace.read(|document| {
                let tables = document.tables();
                let all =
                    tables.terms_of(kind).into_iter().map(|(id, _)| (id.to_string(), term_name(tables, id, lang)));
                std::iter::once(none).chain(all).collect::<Vec<_>>()
            })
        })
    };
    let pick = move |field: &'static str| {
        Callback::new(move |id: String| {
            // A term of the list can't be refused; a workspace that is only looked at says so itself.
            let _ = set(one(field, Value::from(id)));
        })
    };
    let chosen = move |read: fn(&EventRecord) -> &RecordId| {
        Signal::derive(move || hand.see(|sheet| read(&sheet.record).to_string()))
    };
    let names = view! {
        <div class="event-sheet__grid">
            {show(text(FIRST_FIELD, "title_zh", label!(title_zh), |event| event.title_zh.clone()))}
            {show(text("event-title-en", "title_en", label!(title_en), |event| event.title_en.clone()))}
        </div>
        <div class="event-sheet__grid event-sheet__grid--two">
            <Select id="event-kind" label=label!(kind) options=term("event-kind") value=chosen(|event| &event.kind) on_change=pick("kind") />
            {show(Typed::new("event-season", label!(season), value(|event| event.season.map(|n| n.to_string()).unwrap_or_default()), season))}
            {show(day_field("event-start", "start", label!(start), |event| event.start.map(|day| day.to_string()).unwrap_or_default()))}
            {show(day_field("event-end", "end", label!(end), |event| event.end.map(|day| day.to_string()).unwrap_or_default()))}
            <Select id="event-zone" label=label!(zone) options=term("zone") value=chosen(|event| &event.zone) on_change=pick("zone") />
            <Select id="event-industry" label=label!(industry) options=term("industry") value=chosen(|event| &event.industry) on_change=pick("industry") />
        </div>
        <p class="event-sheet__hint">{t!(i18n, event.end_hint)}</p>
    }
    .into_any();
    let words = view! {
        <div class="event-sheet__grid">
            {show(text("event-theme-zh", "theme_zh", label!(theme_zh), |event| event.theme_zh.clone()))}
            {show(text("event-theme-en", "theme_en", label!(theme_en), |event| event.theme_en.clone()))}
            {show(text("event-notes-zh", "notes_zh", label!(notes_zh), |event| event.notes_zh.clone()).long())}
            {show(text("event-notes-en", "notes_en", label!(notes_en), |event| event.notes_en.clone()).long())}
            {show(text("event-led-zh", "led_by_zh", label!(led_by_zh), |event| event.led_by_zh.clone()))}
            {show(text("event-led-en", "led_by_en", label!(led_by_en), |event| event.led_by_en.clone()))}
            {show(text("event-delegation", "delegation", label!(delegation), |event| event.delegation.clone()).long())}
            {show(text("event-places-zh", "places_zh", label!(places_zh), |event| event.places_zh.clone()).long())}
            {show(text("event-places-en", "places_en", label!(places_en), |event| event.places_en.clone()).long())}
        </div>
        <p class="event-sheet__hint">{t!(i18n, event.places_hint)}</p>
    }
    .into_any();
    // Texts of an earlier form of the records: to be seen and changed where there are any.
    let older =
        move |field: &'static str, id: &'static str, label: Signal<String>, read: fn(&EventRecord) -> String| {
            let any = untrack(|| hand.see(|sheet| !read(&sheet.record).is_empty()));
            any.then(|| show(text(id, field, label, read).long()))
        };
    view! {
        <section class="event-sheet__block event-sheet__form" aria-label=live(move || t_string!(i18n, event.facts))>
            <h3 class="event-sheet__heading">
                {t!(i18n, event.facts)} <span class="event-sheet__aside">{t!(i18n, lead.autosave)}</span>
            </h3>
            {names} {words}
            <div class="event-sheet__grid">
                {older("outcomes", "event-outcomes", label!(outcomes_older), |event| event.outcomes.clone())}
                {older("next_steps", "event-next-steps", label!(next_older), |event| event.next_steps.clone())}
            </div>
            <Button look=Look::Plain on_click=Callback::new(move |()| editing.set(false))>{t!(i18n, event.fold_facts)}</Button>
        </section>
    }
}
