//! What is done at a row without typing: done, and another day.

use landfall_core::format;
use landfall_core::model::{Day, Lang};
use landfall_core::view::today::{Log, done, other_days, postpone};
use leptos::ev;
use leptos::prelude::*;

use super::desk::{Desk, Item, Mode};
use super::row::day_words;
use crate::i18n::t_string;
use crate::store::screen;
use crate::ui::{IconName, Menu, MenuItem, live_view};

/// Marks an item done where nothing is to be said about it.
pub fn finish(desk: Desk, item: &Item) {
    let today = untrack(|| desk.workspace.today());
    let command = desk.workspace.peek(|document| done(document.tables(), &item.row.about, &Log::default(), today));
    if let Some(command) = command {
        let title = item.row.title.clone();
        desk.act(item, command, || t_string!(desk.i18n, today.said_done, title = title));
    }
}

/// Puts an item off.
pub fn put_off(desk: Desk, item: &Item, day: Day) -> bool {
    let Some(command) = postpone(&item.row.about, day) else { return false };
    let title = item.row.title.clone();
    desk.act(item, command, || t_string!(desk.i18n, today.said_postponed, title = title, day = day_words(desk, day)))
}

/// Opens the menu of other days under what was pressed.
pub fn offer_days(desk: Desk, item: Item, event: &ev::MouseEvent) {
    // A key presses a button without a place: then the menu stands at its row.
    let pressed = (f64::from(event.client_x()), f64::from(event.client_y()));
    let at = if pressed == (0.0, 0.0) {
        screen::rect(&item.element()).map_or(pressed, |rect| (rect.left + rect.width - 200.0, rect.top + rect.height))
    } else {
        pressed
    };
    desk.menu.set(Some((item, at)));
}

/// `12月11日`, `11 Dec`: the words before it say which day of the week.
fn near_words(desk: Desk, day: Day) -> String {
    match desk.lang.get_untracked() {
        Lang::ZhCn => format::day_short(Lang::ZhCn, day),
        Lang::En => format!("{} {}", day.day(), format::month_name(Lang::En, day.month())),
    }
}

/// Tomorrow, next Monday, in two weeks, or a date.
#[component]
pub fn PostponeMenu(desk: Desk) -> impl IntoView {
    let i18n = desk.i18n;
    let close = Callback::new(move |()| {
        if let Some((item, _)) = desk.menu.try_update(Option::take).flatten() {
            screen::focus_when_drawn(item.element());
        }
    });
    view! {
        {live_view(move || {
            let Some((item, at)) = desk.menu.get() else { return ().into_any() };
            let today = untrack(|| desk.workspace.today());
            let [tomorrow, monday, two_weeks] = other_days(today);
            let to = |day: Day, words: &str| {
                let item = item.clone();
                let press = Callback::new(move |()| {
                    desk.menu.set(None);
                    put_off(desk, &item, day);
                });
                MenuItem::new(format!("{words} {}", near_words(desk, day)), IconName::Right, press)
            };
            let date = {
                let item = item.clone();
                Callback::new(move |()| {
                    desk.menu.set(None);
                    desk.write(&item, Mode::Date);
                })
            };
            let items = vec![
                to(tomorrow, t_string!(i18n, today.to_tomorrow)),
                to(monday, t_string!(i18n, today.to_monday)),
                to(two_weeks, t_string!(i18n, today.to_two_weeks)),
                MenuItem::new(t_string!(i18n, today.to_date).to_owned(), IconName::Today, date).apart(),
            ];
            let label = t_string!(i18n, today.postpone_of, title = item.row.title.clone());
            view! { <Menu label=Signal::stored(label) at=at items=items on_close=close /> }.into_any()
        })}
    }
}
