//! The bar over the timeline: how much time, which days, what the lanes are by, what is asked, export, a new event.

use std::collections::BTreeSet;

use landfall_core::format;
use landfall_core::view::term_name;
use landfall_core::view::timeline::{LanesBy, Show};
use leptos::ev;
use leptos::prelude::*;

use super::gestures::{Hands, STEP};
use super::state::Stage;
use crate::i18n::{t, t_string, use_i18n, use_lang};
use crate::store::{use_navigation, use_session};
use crate::ui::{Button, FilterChip, Icon, IconButton, IconName, Look, live};

/// Lengths with a name, in days; none for the five months to the end of this one.
const LENGTHS: [(&str, Option<f64>); 5] =
    [("year", Some(365.0)), ("quarter", Some(91.0)), ("five", None), ("month", Some(30.0)), ("week", Some(7.0))];

#[component]
pub fn Toolbar(stage: Stage, hands: Hands, on_new: Callback<()>, on_export: Callback<(f64, f64)>) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang();
    let length_words = move |word: &'static str| match word {
        "year" => t!(i18n, events.year).into_any(),
        "quarter" => t!(i18n, events.quarter).into_any(),
        "five" => t!(i18n, events.five_months).into_any(),
        "month" => t!(i18n, events.month).into_any(),
        _ => t!(i18n, events.week).into_any(),
    };
    let lengths = LENGTHS.into_iter().map(|(word, days)| {
        // Five months are 150 to 153 days.
        let pressed = live(move || {
            let now = stage.span.with(|span| span.days);
            days.map_or((149.5..153.6).contains(&now), |days| (now - days).abs() <= days * 0.02).to_string()
        });
        view! {
            <button class="segment__part" type="button" aria-pressed=pressed on:click=move |_| hands.length(days)>
                {length_words(word)}
            </button>
        }
    });
    let lane_words = move |by: LanesBy| match by {
        LanesBy::Kind => t!(i18n, events.by_kind).into_any(),
        LanesBy::Place => t!(i18n, events.by_place).into_any(),
        LanesBy::Zone => t!(i18n, events.by_zone).into_any(),
        LanesBy::Industry => t!(i18n, events.by_industry).into_any(),
        LanesBy::Season => t!(i18n, events.by_season).into_any(),
    };
    let lanes = LanesBy::ALL.into_iter().map(|by| {
        let pressed = live(move || (stage.by.get() == by).to_string());
        let choose = move |_| stage.navigation.set_param("lanes", if by == LanesBy::default() { "" } else { by.word() });
        view! { <button class="segment__part" type="button" aria-pressed=pressed on:click=choose>{lane_words(by)}</button> }
    });
    let by_word = move |word: &str| stage.navigation.set_param("lanes", if word == "kind" { "" } else { word });
    let choices = LanesBy::ALL.into_iter().map(|by| {
        let chosen = live(move || stage.by.get() == by);
        view! { <option value=by.word() selected=chosen>{t!(i18n, events.lanes_by)}" "{lane_words(by)}</option> }
    });
    let range = live(move || {
        let (from, to) = stage.span.with(landfall_core::view::timeline::Span::rounded);
        format::dates(lang.get(), from, Some(to))
    });
    view! {
        <div class="toolbar timeline-bar" role="group" aria-label=live(move || t_string!(i18n, events.bar))>
            <div class="segment" role="group" aria-label=live(move || t_string!(i18n, events.length))>{lengths.collect_view()}</div>
            <span class="timeline-bar__group">
                <IconButton name=IconName::ZoomOut size=18 label=Signal::derive(move || t_string!(i18n, events.zoom_out).to_owned()) on_click=Callback::new(move |()| hands.zoom(1.0 / STEP)) />
                <IconButton name=IconName::ZoomIn size=18 label=Signal::derive(move || t_string!(i18n, events.zoom_in).to_owned()) on_click=Callback::new(move |()| hands.zoom(STEP)) />
            </span>
            <span class="timeline-bar__group">
                <IconButton name=IconName::Left size=18 label=Signal::derive(move || t_string!(i18n, events.earlier).to_owned()) on_click=Callback::new(move |()| hands.pan(-0.8)) />
                <button class="button" data-look="outline" type="button" on:click=move |_| hands.today()>{t!(i18n, events.today)}</button>
                <IconButton name=IconName::Right size=18 label=Signal::derive(move || t_string!(i18n, events.later).to_owned()) on_click=Callback::new(move |()| hands.pan(0.8)) />
            </span>
            <span class="timeline-bar__range">{range}</span>
            <span class="timeline-bar__space"></span>
            <span class="timeline-bar__word">{t!(i18n, events.lanes)}</span>
            <div class="segment segment--lanes" role="group" aria-label=live(move || t_string!(i18n, events.lanes))>{lanes.collect_view()}</div>
            <span class="chip timeline-bar__choice">
                <select
                    class="chip__select" aria-label=live(move || t_string!(i18n, events.lanes_by))
                    on:change=move |event| by_word(&event_target_value(&event))
                >
                    {choices.collect_view()}
                </select>
                <Icon name=IconName::Down size=14 />
            </span>
            <div class="timeline-bar__chips"><Chips stage=stage /></div>
            <button
                class="button" data-look="outline" type="button" aria-haspopup="menu"
                on:click=move |event: ev::MouseEvent| on_export.run((f64::from(event.client_x()), f64::from(event.client_y())))
            >
                <Icon name=IconName::Download />{t!(i18n, events.export)}
            </button>
            <Button look=Look::Outline icon=IconName::Plus on_click=on_new>{t!(i18n, events.new)}</Button>
        </div>
    }
}

/// What is asked of the events.
#[component]
fn Chips(stage: Stage) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang();
    let terms = move |kind: &'static str| {
        Signal::derive(move || {
            let lang = lang.get();
            stage.workspace.read(|document| {
                let tables = document.tables();
                let terms = tables.terms_of(kind).into_iter();
                terms.map(|(id, _)| (id.to_string(), term_name(tables, id, lang))).collect::<Vec<_>>()
            })
        })
    };
    let places = Signal::derive(move || {
        let lang = lang.get();
        stage.workspace.read(|document| {
            let mut names = BTreeSet::new();
            for (_, stop) in document.tables().stops.iter() {
                let own = if lang == landfall_core::model::Lang::ZhCn { &stop.place_zh } else { &stop.place_en };
                names.insert(if own.is_empty() { stop.place_zh.clone() } else { own.clone() });
            }
            names.into_iter().map(|name| (name.clone(), name)).collect::<Vec<_>>()
        })
    });
    view! {
        <Chip param="kind" label=Signal::derive(move || t_string!(i18n, events.by_kind).to_owned()) options=terms("event-kind") />
        <Chip param="zone" label=Signal::derive(move || t_string!(i18n, board.zone).to_owned()) options=terms("zone") />
        <Chip param="industry" label=Signal::derive(move || t_string!(i18n, board.industry).to_owned()) options=terms("industry") />
        <Chip param="place" label=Signal::derive(move || t_string!(i18n, events.by_place).to_owned()) options=places />
    }
}

#[component]
fn Chip(param: &'static str, label: Signal<String>, options: Signal<Vec<(String, String)>>) -> impl IntoView {
    let i18n = use_i18n();
    let navigation = use_navigation();
    let remove = Callback::new(move |(name,): (String,)| t_string!(i18n, board.remove_filter, name = name));
    view! {
        <FilterChip
            label=label options=options chosen=Signal::derive(move || navigation.param(param)) remove=remove
            on_choose=Callback::new(move |value: String| navigation.set_param(param, &value))
        />
    }
}

/// In the top bar: all events, those not written up, those to come; each with its number.
#[component]
pub fn EventsTabs() -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let navigation = use_navigation();
    let which = Memo::new(move |_| Show::from_word(&navigation.param("show")));
    let tab = move |show: Show| {
        let words = move || match show {
            Show::All => t!(i18n, events.all).into_any(),
            Show::NotWrittenUp => t!(i18n, events.not_written_up).into_any(),
            Show::Upcoming => t!(i18n, events.upcoming).into_any(),
        };
        let count = live(move || {
            let (all, unwritten, upcoming) = session.event_counts.get().unwrap_or_default();
            match show {
                Show::All => all,
                Show::NotWrittenUp => unwritten,
                Show::Upcoming => upcoming,
            }
            .to_string()
        });
        view! {
            <button
                class="tab" type="button" aria-pressed=live(move || (which.get() == show).to_string())
                on:click=move |_| navigation.set_param("show", show.word())
            >
                {words()}" "<span class="tab__count">{count}</span>
            </button>
        }
    };
    view! {
        <div class="tabs" role="group" aria-label=live(move || t_string!(i18n, events.which))>
            {tab(Show::All)}{tab(Show::NotWrittenUp)}{tab(Show::Upcoming)}
        </div>
    }
}
