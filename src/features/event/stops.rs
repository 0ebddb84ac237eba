//! The itinerary: stops with their days, added, edited, put in order, taken away.

use landfall_core::document::{CommandError, Fields};
use landfall_core::model::{Collection, RecordId, Stop};
use landfall_core::view::event::{StopLine, day_value, move_stop, new_stop, position_text, typed_day, typed_position};
use leptos::prelude::*;
use serde_json::Value;

use super::hand::{Hand, Typed, rows};
use super::written::on_enter;
use crate::i18n::{t, t_string};
use crate::store::screen;
use crate::ui::{Button, IconButton, IconName, live, live_view};

const PLACE: &str = "event-new-stop";
const DAY: &str = "event-new-stop-day";

/// Stops in their order, and a line to add one.
#[component]
pub fn Itinerary(hand: Hand) -> impl IntoView {
    let i18n = hand.i18n;
    let drafts = hand.workspace.drafts;
    let editing = RwSignal::new(None::<RecordId>);
    let ids =
        Signal::derive(move || hand.see(|sheet| sheet.stops.iter().map(|stop| stop.id.clone()).collect::<Vec<_>>()));
    let place = drafts.field(format!("event/{}/stop", hand.id()));
    let day = drafts.field(format!("event/{}/stop-day", hand.id()));
    let wrong = RwSignal::new(String::new());
    let save = Callback::new(move |()| {
        let typed = place.get_untracked();
        match typed_day(&day.get_untracked()) {
            Err(error) => {
                wrong.set(hand.day_words(&error));
                screen::focus(DAY);
            }
            Ok(_) if typed.trim().is_empty() => {
                wrong.set(t_string!(i18n, event.no_place).to_owned());
                screen::focus(PLACE);
            }
            Ok(start) => {
                wrong.set(String::new());
                let lang = hand.lang.get_untracked();
                let command =
                    hand.workspace.peek(|document| new_stop(document.tables(), &hand.id(), &typed, start, lang));
                if hand.act(command, || t_string!(i18n, event.stop_added, place = typed.trim().to_owned())).is_ok() {
                    place.set(String::new());
                    day.set(String::new());
                }
                screen::focus(PLACE);
            }
        }
    });
    view! {
        <section class="event-sheet__block">
            <h3 class="event-sheet__heading">{t!(i18n, event.itinerary)}</h3>
            <ol class="event-stops">{rows(ids, move |id| stop_row(hand, id, editing))}</ol>
            <Show when=move || ids.with(Vec::is_empty)><p class="event-sheet__hint">{t!(i18n, event.no_stops)}</p></Show>
            <div class="event-add event-add--due">
                <input
                    id=PLACE class="field__input" type="text" autocomplete="off" aria-label=live(move || t_string!(i18n, event.new_stop))
                    placeholder=live(move || t_string!(i18n, event.new_stop_hint)) prop:value=live(move || place.get())
                    aria-describedby="event-new-stop-error"
                    on:input=move |event| place.set(event_target_value(&event)) on:keydown=on_enter(save)
                />
                <input
                    id=DAY class="field__input" type="text" autocomplete="off" aria-label=live(move || t_string!(i18n, event.stop_day))
                    placeholder=live(move || t_string!(i18n, event.day_short)) prop:value=live(move || day.get())
                    aria-invalid=live(move || (!wrong.with(String::is_empty)).to_string()) aria-describedby="event-new-stop-error"
                    on:input=move |event| day.set(event_target_value(&event)) on:keydown=on_enter(save)
                />
                <Button on_click=save>{t!(i18n, event.add_stop)}</Button>
            </div>
            <p class="field__error" id="event-new-stop-error" role="alert" hidden=live(move || wrong.with(String::is_empty))>{live(move || wrong.get())}</p>
        </section>
    }
}

fn stop_row(hand: Hand, id: RecordId, editing: RwSignal<Option<RecordId>>) -> AnyView {
    let i18n = hand.i18n;
    let of = StoredValue::new(id.clone());
    let stop = {
        let id = id.clone();
        Memo::new(move |_| hand.see(|sheet| sheet.stops.iter().find(|stop| stop.id == id).cloned()))
    };
    let part =
        move |read: fn(&StopLine) -> String| move || stop.with(|stop| stop.as_ref().map(read).unwrap_or_default());
    let place = part(|stop| stop.place.clone());
    let distance = move || {
        stop.with(|stop| {
            let Some(stop) = stop else { return String::new() };
            match (&stop.distance, stop.measured_to.is_empty()) {
                (Some(distance), true) => distance.clone(),
                (Some(distance), false) => {
                    t_string!(i18n, event.measured_to, distance = distance.clone(), place = stop.measured_to.clone())
                }
                (None, _) => String::new(),
            }
        })
    };
    let inferred = Memo::new(move |_| stop.with(|stop| stop.as_ref().is_some_and(|stop| stop.record.inferred)));
    let (up_id, down_id) = (format!("event-stop-up-{id}"), format!("event-stop-down-{id}"));
    let shift = move |earlier: bool, button: String| {
        Callback::new(move |()| {
            let command =
                hand.workspace.peek(|document| move_stop(document.tables(), &hand.id(), &of.get_value(), earlier));
            if let Some(command) = command
                && hand.act(command, || t_string!(i18n, event.stop_moved, place = untrack(place))).is_ok()
            {
                // Its element has moved, which takes the focus from it.
                screen::focus_when_drawn(button.clone());
            }
        })
    };
    let (up, down) = (shift(true, up_id.clone()), shift(false, down_id.clone()));
    let several = Memo::new(move |_| hand.see(|sheet| sheet.stops.len() > 1));
    let open =
        Memo::new(move |_| editing.with(|editing| editing.as_ref().is_some_and(|id| of.with_value(|of| of == id))));
    let edit = Callback::new(move |()| {
        let was = open.get_untracked();
        editing.set(if was { None } else { Some(of.get_value()) });
        if !was {
            screen::focus_when_drawn("event-stop-zh".to_owned());
        }
    });
    let remove = Callback::new(move |()| hand.take_away(Collection::Stops, &of.get_value()));
    macro_rules! label {
        ($key:ident) => {
            Signal::derive(move || t_string!(i18n, event.$key, place = place()))
        };
    }
    view! {
        <li class="event-stops__item">
            <div class="event-stops__words">
                <p class="event-stops__place">
                    <span dir="auto">{live(place)}</span>
                    <Show when=move || inferred.get()><span class="tag event-stops__inferred">{t!(i18n, event.inferred)}</span></Show>
                </p>
                <p class="event-rows__meta">
                    <span>{live(part(|stop| stop.days.clone()))}</span><span dir="auto">{live(part(|stop| stop.country.clone()))}</span>
                    <span>{live(distance)}</span>
                </p>
                <p class="event-stops__note" dir="auto">{live(part(|stop| stop.record.note.clone()))}</p>
            </div>
            <span class="event-notes__ways">
                <Show when=move || several.get()>
                    <IconButton id=up_id.clone() name=IconName::Up size=16 label=label!(stop_up) on_click=up />
                    <IconButton id=down_id.clone() name=IconName::Down size=16 label=label!(stop_down) on_click=down />
                </Show>
                <IconButton name=IconName::Edit size=16 label=label!(stop_edit) on_click=edit />
                <IconButton name=IconName::Trash size=16 label=label!(stop_remove) on_click=remove />
            </span>
            {live_view(move || if open.get() { stop_form(hand, &of.get_value(), stop) } else { ().into_any() })}
        </li>
    }
    .into_any()
}

fn stop_form(hand: Hand, id: &RecordId, stop: Memo<Option<StopLine>>) -> AnyView {
    let i18n = hand.i18n;
    let of = StoredValue::new(id.clone());
    macro_rules! label {
        ($key:ident) => {
            Signal::derive(move || t_string!(i18n, event.$key).to_owned())
        };
    }
    let value = move |read: fn(&Stop) -> String| {
        Signal::derive(move || stop.with(|stop| stop.as_ref().map(|stop| read(&stop.record)).unwrap_or_default()))
    };
    let set = move |fields: Fields| {
        hand.set(Collection::Stops, &of.get_value(), fields).map(drop).map_err(|error| hand.refusal(&error))
    };
    let text = move |name: &'static str, field: &'static str, label: Signal<String>, read: fn(&Stop) -> String| {
        let save =
            Callback::new(move |typed: String| set(Fields::from_iter([(field.to_owned(), Value::from(typed.trim()))])));
        Typed::new(name, label, value(read), save)
    };
    let day = move |name: &'static str, field: &'static str, label: Signal<String>, read: fn(&Stop) -> String| {
        let save = Callback::new(move |typed: String| {
            let day = typed_day(&typed).map_err(|error| hand.day_words(&error))?;
            let other = |read: fn(&Stop) -> Option<landfall_core::model::Day>| {
                stop.with_untracked(|stop| stop.as_ref().and_then(|stop| read(&stop.record)))
            };
            let (start, end) =
                if field == "start" { (day, other(|stop| stop.end)) } else { (other(|stop| stop.start), day) };
            if let (Some(start), Some(end)) = (start, end)
                && end < start
            {
                return Err(hand.refusal(&CommandError::EndBeforeStart { start, end }));
            }
            set(Fields::from_iter([(field.to_owned(), day_value(day))]))
        });
        Typed::new(name, label, value(read), save).hint(label!(day_hint))
    };
    let position = Callback::new(move |typed: String| match typed_position(&typed) {
        None => Err(t_string!(i18n, event.bad_position).to_owned()),
        Some(position) => {
            let (north, east) = position.unzip();
            let number = |value: Option<i64>| value.map_or(Value::Null, Value::from);
            set(Fields::from_iter([("latitude".to_owned(), number(north)), ("longitude".to_owned(), number(east))]))
        }
    });
    let toggle = move |_| {
        let now = stop.with_untracked(|stop| stop.as_ref().is_some_and(|stop| stop.record.inferred));
        // Refused only where nothing can be changed, and that is said.
        let _ = set(Fields::from_iter([("inferred".to_owned(), Value::Bool(!now))]));
    };
    let show = move |field: Typed| field.view(hand, &of.get_value());
    view! {
        <div class="event-notes__form event-sheet__grid event-sheet__grid--two">
            {show(text("event-stop-zh", "place_zh", label!(place_zh), |stop| stop.place_zh.clone()))}
            {show(text("event-stop-en", "place_en", label!(place_en), |stop| stop.place_en.clone()))}
            {show(text("event-stop-country-zh", "country_zh", label!(country_zh), |stop| stop.country_zh.clone()))}
            {show(text("event-stop-country-en", "country_en", label!(country_en), |stop| stop.country_en.clone()))}
            {show(day("event-stop-start", "start", label!(stop_from), |stop| stop.start.map(|day| day.to_string()).unwrap_or_default()))}
            {show(day("event-stop-end", "end", label!(stop_to), |stop| stop.end.map(|day| day.to_string()).unwrap_or_default()))}
            {show(Typed::new("event-stop-position", label!(position), value(|stop| position_text(stop.latitude, stop.longitude)), position).hint(label!(position_hint)))}
            <label class="choice">
                <input
                    type="checkbox" prop:checked=live(move || stop.with(|stop| stop.as_ref().is_some_and(|stop| stop.record.inferred)))
                    on:change=toggle
                />
                {t!(i18n, event.inferred_label)}
            </label>
            {show(text("event-stop-note", "note", label!(stop_note), |stop| stop.note.clone()).long())}
        </div>
    }
    .into_any()
}
