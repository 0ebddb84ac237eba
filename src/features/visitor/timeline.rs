use std::sync::Arc;

use landfall_core::published::Published;
use landfall_core::view::chart::{ChartInput, Setting, Window, tall_chart, wide_chart};
use landfall_core::view::story::range_words;
use leptos::prelude::*;

use super::chart::{TALL_BELOW, use_chart_words};
use super::chart_tall::TallChartView;
use super::chart_wide::WideChart;
use super::event_list::{EventList, row_id};
use super::gate::WithPublished;
use super::indicators::Indicators;
use super::range::Range;
use super::sheet::{Printing, Sheets};
use super::story::StoryView;
use super::tools::Tools;
use super::zoom::Zoomable;
use crate::i18n::{t, t_string, use_i18n, use_lang};
use crate::store::{Published as Store, screen, use_navigation, use_published, use_viewport};
use crate::ui::{live, live_view};

/// `#/timeline`: the chart, larger, and every event with all its details. `?event=ID` scrolls to one and marks it,
/// `?from=&to=` show a range of days, `?story=ID` tells the year step by step.
#[component]
pub fn TimelinePage() -> impl IntoView {
    let published = use_published();
    let navigation = use_navigation();
    let marked = Signal::derive(move || navigation.param("event"));
    let data_year = move || {
        published.with(|published| match published {
            Store::Ready(data) => Some(data.year),
            _ => None,
        })
    };
    let told = Memo::new(move |_| data_year().is_some() && !navigation.param("story").is_empty());
    Effect::new(move |_| {
        let event = marked.get();
        if data_year().is_some() && !event.is_empty() && !told.get() {
            request_animation_frame(move || {
                screen::scroll_to(&row_id(&event));
                screen::focus(&row_id(&event));
            });
        }
    });
    view! {
        {live_view(move || {
            let year = data_year();
            (!told.get()).then(|| view! { <Head year=year /> }).into_any()
        })}
        <WithPublished
            children=Callback::new(move |(data,): (Arc<Published>,)| {
                let data = data.clone();
                live_view(move || {
                    let data = data.clone();
                    if told.get() {
                        view! { <StoryView data=data /> }.into_any()
                    } else {
                        view! { <Timeline data=data marked=marked /> }.into_any()
                    }
                })
                .into_any()
            })
        />
    }
}

/// The title with the years in sight, and how to read the chart.
#[component]
fn Head(year: Option<i32>) -> impl IntoView {
    let i18n = use_i18n();
    let width = use_viewport();
    let tall = Memo::new(move |_| width.get() < TALL_BELOW);
    let title = year.map(|year| {
        let range = Range::of_page(year);
        live(move || {
            let window = range.settled();
            let (first, last) = (window.first().year(), window.last().year());
            let years = if first == last || tall.get() {
                window.one_year(year).to_string()
            } else {
                format!("{first}–{last}")
            };
            t_string!(i18n, range.title, years = years)
        })
    });
    view! {
        <div class="visitor-page">
            <h1 class="visitor-page__title" tabindex="-1">
                {match title {
                    Some(title) => title.into_any(),
                    None => view! { {t!(i18n, timeline.title)} }.into_any(),
                }}
            </h1>
            <p class="visitor-page__lead">
                {live_view(move || if tall.get() {
                    view! { {t!(i18n, timeline.lead_tall)} }.into_any()
                } else {
                    view! { {t!(i18n, timeline.lead)} }.into_any()
                })}
            </p>
        </div>
    }
}

#[component]
fn Timeline(data: Arc<Published>, marked: Signal<String>) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang();
    let width = use_viewport();
    let words = use_chart_words();
    let range = Range::of_page(data.year);
    let printing = Printing::of_page();
    let tall = Memo::new(move |_| width.get() < TALL_BELOW);
    let today = screen::today();
    let charted = data.clone();
    let chart = Memo::new(move |_| {
        let words = words.get();
        let input = ChartInput {
            data: &charted,
            lang: lang.get(),
            width: width.get(),
            words: &words,
            window: range.window(),
            today,
            setting: Setting::Page,
        };
        (!tall.get()).then(|| wide_chart(&input))
    });
    let for_river = data.clone();
    let drawing = live_view(move || {
        if let Some(chart) = chart.get() {
            return view! { <WideChart chart=chart /> }.into_any();
        }
        let words = words.get();
        let window = Window::year(range.settled().one_year(for_river.year));
        let input = ChartInput {
            data: &for_river,
            lang: lang.get(),
            width: width.get(),
            words: &words,
            window,
            today,
            setting: Setting::Page,
        };
        view! { <TallChartView chart=tall_chart(&input) /> }.into_any()
    });
    let empty = move || chart.with(|chart| chart.as_ref().is_some_and(|chart| chart.waypoints.is_empty()));
    let name = live(move || t_string!(i18n, range.chart, range = range_words(lang.get(), range.settled())));
    view! {
        <div class="timeline-page">
            <Tools data=data.clone() range=range tall=tall printing=printing />
            <Zoomable range=range chart=chart words=name>{drawing}</Zoomable>
            {live_view(move || empty().then(|| view! { <p class="timeline-note">{t!(i18n, range.none)}</p> }).into_any())}
            <div class="home-section"><EventList data=data.clone() marked=marked level=2 /></div>
            <Indicators data=data.clone() titled=true />
            <Tour data=data.clone() />
        </div>
        <Sheets data=data printing=printing />
    }
}

/// What was done on tour, over all events.
#[component]
fn Tour(data: Arc<Published>) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang();
    data.tour.clone().map(|tour| {
        view! {
            <section class="home-section" aria-labelledby="tour-title">
                <div class="home-section__head">
                    <h2 class="home-section__title" id="tour-title">{t!(i18n, timeline.tour)}</h2>
                </div>
                {live_view(move || ({
                    let lang = lang.get();
                    let formats = tour.formats.iter();
                    let formats = formats.map(|text| view! { <li>{text.get(lang).to_owned()}</li> }).collect_view();
                    let text = |text: &landfall_core::model::Localized| text.get(lang).to_owned();
                    view! {
                        <dl class="timeline-tour">
                            <div>
                                <dt>{t!(i18n, timeline.formats)}</dt>
                                <dd><ul class="layout__items" role="list">{formats}</ul></dd>
                            </div>
                            {tour.contacts.as_ref().map(text).map(|text| view! {
                                <div><dt>{t!(i18n, timeline.contacts)}</dt><dd>{text}</dd></div>
                            })}
                            {tour.feedback.as_ref().map(text).map(|text| view! {
                                <div><dt>{t!(i18n, timeline.feedback)}</dt><dd>{text}</dd></div>
                            })}
                        </dl>
                    }
                }).into_any())}
            </section>
        }
    })
}
