use landfall_core::format;
use landfall_core::model::{Collection, Lang, RecordId};
use landfall_core::query::Filter;
use landfall_core::view::term_name;
use landfall_core::view::today::officer_named;
use leptos::prelude::*;

use super::desk::Desk;
use crate::i18n::{t, t_string, use_i18n};
use crate::store::{Workspace, use_navigation, use_settings};
use crate::ui::{FilterChip, live};

/// Beside the page's name: everybody's, or what the person at the device answers for.
#[component]
pub fn TodayTabs(workspace: Workspace) -> impl IntoView {
    let i18n = use_i18n();
    let navigation = use_navigation();
    let settings = use_settings();
    let me = Memo::new(move |_| {
        let who = settings.who();
        workspace.read(|document| officer_named(document.tables(), &who))
    });
    let mine = Memo::new(move |_| me.get().is_some_and(|me| navigation.param("owner") == me.as_str()));
    let tab = move |of_me: bool| {
        let words = move || if of_me { t!(i18n, today.mine) } else { t!(i18n, today.all) };
        let press = move |_| {
            let owner = me.get_untracked().filter(|_| of_me).map(|me| me.to_string()).unwrap_or_default();
            navigation.set_param("owner", &owner);
        };
        view! {
            <button class="tab" type="button" aria-pressed=live(move || (mine.get() == of_me).to_string()) on:click=press>{words()}</button>
        }
    };
    view! {
        <Show when=move || me.with(Option::is_some)>
            <div class="tabs" role="group" aria-label=live(move || t_string!(i18n, today.which))>{tab(false)}{tab(true)}</div>
        </Show>
    }
}

/// What is asked of the leads: the zone can be chosen, the rest is said and can be taken back.
#[component]
pub fn Asked(desk: Desk) -> impl IntoView {
    let i18n = desk.i18n;
    let remove = Callback::new(move |(name,): (String,)| t_string!(i18n, board.remove_filter, name = name));
    let chip = move |key: &'static str| {
        let options = Signal::derive(move || options(desk, key));
        let label =
            Signal::derive(move || if key == "zone" { t_string!(i18n, board.zone).to_owned() } else { String::new() });
        view! {
            <FilterChip
                label=label options=options chosen=Signal::derive(move || desk.navigation.param(key)) remove=remove
                on_choose=Callback::new(move |value: String| desk.navigation.set_param(key, &value))
            />
        }
    };
    view! {
        <span class="today__asked" role="group" aria-label=live(move || t_string!(i18n, today.filters))>
            {Filter::OF_LEADS.map(chip).into_iter().collect_view()}
        </span>
    }
}

/// The values a part of the address can have here, with their words: all zones, and of the others the one that is asked.
fn options(desk: Desk, key: &str) -> Vec<(String, String)> {
    let lang = desk.lang.get();
    if key == "zone" {
        let name = |zh: &String, en: &String| if lang == Lang::ZhCn { zh.clone() } else { en.clone() };
        return desk.workspace.read(|document| {
            let zones = document.tables().terms_of("zone").into_iter();
            zones.map(|(id, term)| (id.to_string(), name(&term.zh, &term.en))).collect()
        });
    }
    let value = desk.navigation.param(key);
    if value.is_empty() {
        return Vec::new();
    }
    let id = RecordId::from(value.as_str());
    let day = |value: &str| value.parse().map_or(value.to_owned(), |day| format::day_plain(lang, day));
    let words = desk.workspace.read(|document| match key {
        "industry" | "source" | "stage" | "kind" => term_name(document.tables(), &id, lang),
        "owner" => document.tables().title(Collection::Officers, &id),
        "event" => document.tables().title(Collection::Events, &id),
        "from" => t_string!(desk.i18n, board.reported_from, day = day(&value)),
        "to" => t_string!(desk.i18n, board.reported_to, day = day(&value)),
        _ => value.clone(),
    });
    let words = if words.is_empty() { value.clone() } else { words };
    vec![(value, words)]
}
