//! Keys of the page: J and K from row to row, Enter opens, L logs. Inert where people type.

use landfall_core::view::Route;
use leptos::ev;
use leptos::prelude::*;

use super::desk::{Desk, Item, Mode};
use crate::store::screen;

/// Where no row has the focus, J and K go to the first one.
pub fn follow(desk: Desk) {
    let listener = window_event_listener(ev::keydown, move |event| {
        let key = event.key();
        let steps = matches!(key.as_str(), "j" | "J" | "k" | "K");
        let elsewhere = desk.session.capture_open_now()
            || desk.session.keys_open_now()
            || untrack(|| desk.navigation.route() != Route::Today);
        if !steps || elsewhere || is_not_ours(&event) || screen::closest(&event, "data-today-row").is_some() {
            return;
        }
        if let Some(first) = desk.rows().first() {
            screen::focus(&first.element());
            event.prevent_default();
        }
    });
    on_cleanup(move || listener.remove());
}

/// Keys inside a row.
pub fn on_row(event: &ev::KeyboardEvent, desk: Desk) {
    if is_not_ours(event) {
        return;
    }
    let Some(element) = screen::closest(event, "data-today-row") else { return };
    let rows = desk.rows();
    let Some(place) = rows.iter().position(|item| item.element() == element) else { return };
    let Some(item) = rows.get(place) else { return };
    let focus = |item: Option<&Item>| {
        if let Some(item) = item {
            screen::focus(&item.element());
        }
    };
    match event.key().as_str() {
        "j" | "J" | "ArrowDown" => focus(rows.get(place + 1)),
        "k" | "K" | "ArrowUp" => focus(place.checked_sub(1).and_then(|before| rows.get(before))),
        // A button or a link inside the row has its own Enter.
        "Enter" if screen::is_on(event, "data-today-row") => desk.go(item),
        "l" | "L" if !item.row.code.is_empty() => desk.write(item, Mode::Log),
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}

fn is_not_ours(event: &ev::KeyboardEvent) -> bool {
    event.default_prevented()
        || screen::is_composing(event)
        || screen::is_typing(event)
        || event.ctrl_key()
        || event.meta_key()
        || event.alt_key()
}
