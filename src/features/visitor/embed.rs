//! The timeline inside another page: title and figures, the chart, the events in a row, and what is known of one.

use std::sync::Arc;

use landfall_core::model::Lang;
use landfall_core::published::Published;
use landfall_core::view::chart::{ChartInput, Setting, Window, tall_chart, wide_chart};
use landfall_core::view::visitor::{EventItem, FigureItem, event_items, indicator_items};
use landfall_core::view::visitor_lists::short_dates;
use landfall_core::view::{Query, Route};
use leptos::prelude::*;

use super::chart::{TALL_BELOW, use_chart_words};
use super::chart_tall::TallChartView;
use super::chart_wide::WideChart;
use super::event_list::event_facts;
use super::gate::WithPublished;
use crate::i18n::{t, t_string, use_i18n, use_lang};
use crate::store::{screen, use_navigation, use_viewport};
use crate::ui::{live, live_view};

/// `?event=ID` opens one.
#[component]
pub fn EmbedTimeline() -> impl IntoView {
    view! { <WithPublished children=Callback::new(|(data,)| view! { <Timeline data=data /> }.into_any()) /> }
}

#[component]
fn Timeline(data: Arc<Published>) -> impl IntoView {
    let lang = use_lang();
    let navigation = use_navigation();
    let marked = Memo::new(move |_| navigation.param("event"));
    let (charted, listed, opened) = (data.clone(), data.clone(), data.clone());
    view! {
        <Head data=data />
        <Drawing data=charted />
        {live_view(move || events(&listed, lang.get(), marked))}
        {live_view(move || {
            let item = event_items(&opened, lang.get()).into_iter().find(|item| item.id == marked.get());
            item.map(|item| view! { <OpenEvent item=item /> }).into_any()
        })}
    }
}

#[component]
fn Head(data: Arc<Published>) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang();
    let year = data.year;
    let figures = data.clone();
    view! {
        <header class="embed-head">
            <h1 class="embed-head__title" tabindex="-1">
                {live(move || t_string!(i18n, embed.title, place = data.home.name.get(lang.get()).to_owned()))}
                " "<span class="embed-head__year">{year}</span>
            </h1>
            {live_view(move || self::figures(&figures, lang.get()))}
        </header>
    }
}

/// The first two figures of the year that have a unit.
fn figures(data: &Published, lang: Lang) -> AnyView {
    let of_year = indicator_items(data, lang).into_iter().filter(|item| item.year == data.year);
    let shown = of_year.filter_map(|item| match item.figure {
        FigureItem::Amount { figure, unit } => Some((item.name, figure, unit, item.change)),
        FigureItem::Rank { .. } | FigureItem::Growth { .. } => None,
    });
    let rows = shown.take(2).map(|(name, figure, unit, change)| {
        view! {
            <li>
                {name}" "<b class="embed-head__figure">{figure}</b>" "{unit}
                {change.map(|change| view! { " "<span class="embed-head__rise">{change.text}</span> })}
            </li>
        }
        .into_any()
    });
    view! { <ul class="embed-head__figures" role="list">{rows.collect_view()}</ul> }.into_any()
}

#[component]
fn Drawing(data: Arc<Published>) -> impl IntoView {
    let lang = use_lang();
    let width = use_viewport();
    let words = use_chart_words();
    let today = screen::today();
    view! {
        <div class="embed-chart">
            {live_view(move || {
                let (words, width) = (words.get(), width.get());
                let (window, setting) = (Window::year(data.year), Setting::Embed);
                let input = ChartInput { data: &data, lang: lang.get(), width, words: &words, window, today, setting };
                if width < TALL_BELOW {
                    view! { <TallChartView chart=tall_chart(&input) /> }.into_any()
                } else {
                    view! { <WideChart chart=wide_chart(&input) /> }.into_any()
                }
            })}
        </div>
    }
}

/// The events in the order of time. Each is the way to what is known of it, and back.
fn events(data: &Arc<Published>, lang: Lang, marked: Memo<String>) -> AnyView {
    let i18n = use_i18n();
    let dates = data.events.iter().map(|event| short_dates(data, event, lang));
    let rows = event_items(data, lang).into_iter().zip(dates).map(|(item, dates)| {
        let name = format!("{} {}", item.title, item.dates);
        let (id, of_link) = (item.id.clone(), item.id);
        let is_open = move || marked.get() == id;
        let href = move || {
            let open = marked.get() == of_link;
            let query = Query::from([("event".to_owned(), if open { String::new() } else { of_link.clone() })]);
            Route::Timeline.href_with(&query)
        };
        view! {
            <li class="embed-events__event" aria-label=name>
                <a class="embed-events__link" href=live(href) aria-current=live(move || is_open().then_some("true"))>
                    <span class="embed-events__number">{item.number}</span>
                    <span class="embed-events__dates">{dates}</span>
                    <span class="embed-events__title">{item.title}</span>
                </a>
            </li>
        }
        .into_any()
    });
    let rows = rows.collect_view();
    view! {
        <ol class="embed-events" role="list" aria-label=t_string!(i18n, timeline.title).to_string()>{rows}</ol>
    }
    .into_any()
}

/// What is known of one event.
#[component]
fn OpenEvent(item: EventItem) -> impl IntoView {
    let i18n = use_i18n();
    let notes = item.notes.iter().map(|note| view! { <li>{note.clone()}</li> }).collect_view();
    let length = match item.duration.clone() {
        Some(days) => view! { <span>{days}</span> }.into_any(),
        None => view! { <span class="embed-event__open">{t!(i18n, timeline.end_not_stated)}</span> }.into_any(),
    };
    view! {
        <section class="embed-event" aria-labelledby="embed-event">
            <h2 class="embed-event__title" id="embed-event">{item.title.clone()}</h2>
            <p class="embed-event__when"><span>{item.dates.clone()}</span>{length}<span>{item.kind.clone()}</span></p>
            <ul class="embed-event__notes" role="list">{notes}</ul>
            {event_facts(&item)}
        </section>
    }
}
