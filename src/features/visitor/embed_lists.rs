//! Pages that stand inside another page alone: indicators, places, and a board for reading.

use std::sync::Arc;

use landfall_core::model::Lang;
use landfall_core::published::Published;
use landfall_core::view::visitor_lists::{CaseColumn, PlaceLine, case_columns, place_lines};
use landfall_core::view::{Query, Route};
use leptos::prelude::*;

use super::event_list::or_not_stated;
use super::gate::WithPublished;
use super::indicators::Indicators;
use crate::i18n::{t, t_string, use_i18n, use_lang};
use crate::ui::{Seal, live_view};

#[component]
pub fn IndicatorsPage() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="visitor-page"><h1 class="visitor-page__title" tabindex="-1">{t!(i18n, nav.indicators)}</h1></div>
        <WithPublished children=Callback::new(|(data,)| view! { <Indicators data=data /> }.into_any()) />
    }
}

/// The places of the events, the nearest first: what there is until there is a map.
#[component]
pub fn PlacesPage() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="visitor-page">
            <h1 class="visitor-page__title" tabindex="-1">{t!(i18n, embed.places_title)}</h1>
            <p class="visitor-page__lead">{t!(i18n, embed.places_lead)}</p>
        </div>
        <WithPublished children=Callback::new(|(data,)| list(data, places)) />
    }
}

/// The published cases as a board nobody moves.
#[component]
pub fn BoardPage() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="visitor-page">
            <h1 class="visitor-page__title" tabindex="-1">{t!(i18n, embed.board_title)}</h1>
            <p class="visitor-page__lead">{t!(i18n, embed.board_lead)}</p>
        </div>
        <WithPublished children=Callback::new(|(data,)| list(data, board)) />
    }
}

/// What is drawn of the data, again with each change of the language.
fn list(data: Arc<Published>, draw: fn(&Published, Lang) -> AnyView) -> AnyView {
    let lang = use_lang();
    view! { <div class="home-section">{live_view(move || draw(&data, lang.get()))}</div> }.into_any()
}

fn places(data: &Published, lang: Lang) -> AnyView {
    let rows = place_lines(data, lang).into_iter().map(place).collect_view();
    view! { <ol class="embed-places" role="list">{rows}</ol> }.into_any()
}

fn place(line: PlaceLine) -> AnyView {
    let i18n = use_i18n();
    let events = line.events.into_iter().map(|(id, title, dates)| {
        let href = Route::Timeline.href_with(&Query::from([("event".to_owned(), id)]));
        view! { <li><a href=href>{title}</a>" "<span class="embed-places__dates">{dates}</span></li> }.into_any()
    });
    let events = events.collect_view();
    let unmeasured = line.unmeasured.then(|| t_string!(i18n, embed.unmeasured).to_string());
    let to = line.measured_to.map(|city| t_string!(i18n, timeline.measured_to, city = city).to_string());
    view! {
        <li class="embed-places__place">
            <p class="embed-places__name">
                {line.name}" "
                {line.inferred.then(|| view! { <span class="visitor-tag">{t!(i18n, visitor.inferred)}</span> })}
            </p>
            <p class="embed-places__distance">{line.distance.or(unmeasured)}" "{to}</p>
            <ul class="embed-places__events" role="list">{events}</ul>
        </li>
    }
    .into_any()
}

fn board(data: &Published, lang: Lang) -> AnyView {
    let i18n = use_i18n();
    let columns = case_columns(data, lang);
    let none = columns.is_empty();
    let columns = columns.into_iter().map(column).collect_view();
    view! {
        <div class="embed-board">{columns}</div>
        {none.then(|| view! { <p class="cases-list__none">{t!(i18n, cases.none)}</p> })}
    }
    .into_any()
}

fn column(column: CaseColumn) -> AnyView {
    let i18n = use_i18n();
    let count = column.cards.len();
    let name = column.topic.clone().unwrap_or_else(|| t_string!(i18n, visitor.not_stated).to_string());
    let heading = match column.topic {
        Some(topic) => topic.into_any(),
        None => or_not_stated(None),
    };
    let cards = column.cards.into_iter().map(|card| {
        let name = card.company.clone();
        view! {
            <li class="embed-board__card" aria-label=name>
                <p class="embed-board__company">
                    {card.company}" "
                    {card.tag.map(|tag| view! { <span class="visitor-tag">{tag}</span> })}
                </p>
                {card.project.map(|project| view! { <p class="embed-board__project">{project}</p> })}
                <p class="embed-board__when"><Seal size=16 />{or_not_stated(card.when)}</p>
            </li>
        }
        .into_any()
    });
    let cards = cards.collect_view();
    view! {
        <section class="embed-board__column" aria-label=name>
            <h2 class="embed-board__topic">{heading}" "<span class="embed-board__count">{count}</span></h2>
            <ul class="embed-board__cards" role="list">{cards}</ul>
        </section>
    }
    .into_any()
}
