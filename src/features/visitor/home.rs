use std::sync::Arc;

use landfall_core::model::Lang;
use landfall_core::published::Published;
use landfall_core::view::Route;
use landfall_core::view::chart::{
    Chart, ChartInput, ChartWords, Promise as Promised, Setting, Window, tall_chart, wide_chart,
};
use leptos::prelude::*;

use super::case_list::CaseList;
use super::chart::{TALL_BELOW, use_chart_words};
use super::chart_tall::TallChartView;
use super::chart_wide::WideChart;
use super::event_list::EventList;
use super::gate::WithPublished;
use super::indicators::Indicators;
use super::layout::IndustryLayout;
use super::source::SourceLines;
use crate::i18n::{t, use_i18n, use_lang};
use crate::store::{Published as Store, screen, use_navigation, use_published, use_viewport};
use crate::ui::{Icon, IconName, Seal, live_view};

/// The visitor's home: the year as a chart, indicators, cases, the industry layout.
#[component]
pub fn HomePage() -> impl IntoView {
    let navigation = use_navigation();
    let published = use_published();
    // `#/?section=indicators`: a section can be linked to, though the hash is the route.
    Effect::new(move |_| {
        let section = navigation.param("section");
        let ready = published.with(|published| matches!(published, Store::Ready(_)));
        if ready && !section.is_empty() {
            request_animation_frame(move || {
                screen::scroll_to(&section);
                screen::focus(&section);
            });
        }
    });
    let failed = move || published.with(|published| !matches!(published, Store::Ready(_)));
    view! {
        {live_view(move || {failed().then(|| view! { <div class="home-hero"><Promise year=None /></div> })}.into_any())}
        <WithPublished children=Callback::new(|(data,)| view! { <Home data=data /> }.into_any()) />
    }
}

#[component]
fn Home(data: Arc<Published>) -> impl IntoView {
    let i18n = use_i18n();
    let width = use_viewport();
    let tall = Memo::new(move |_| width.get() < TALL_BELOW);
    let none = Signal::derive(String::new);
    let (for_hero, for_figures) = (data.clone(), data.clone());
    view! {
        {live_view(move || ({
            let (data, figures) = (for_hero.clone(), for_figures.clone());
            if tall.get() {
                view! {
                    <div class="home-hero"><Promise year=Some(data.year) /></div>
                    <Indicators data=figures />
                    <TallSection data=data />
                }
                .into_any()
            } else {
                view! {
                    <Hero data=data.clone() />
                    <Indicators data=figures />
                    <Entries data=data />
                }
                .into_any()
            }
        }).into_any())}
        <section class="home-section" id="timeline" aria-labelledby="timeline-title">
            <div class="home-section__head">
                <h2 class="home-section__title" id="timeline-title">{t!(i18n, timeline.title)}</h2>
                <p class="home-section__text">{t!(i18n, home.timeline_text)}</p>
            </div>
            <EventList data=data.clone() marked=none />
        </section>
        <section class="home-section" id="cases" aria-labelledby="cases-title">
            <div class="home-section__head">
                <h2 class="home-section__title" id="cases-title">{t!(i18n, cases.title)}</h2>
                <p class="home-section__text">{t!(i18n, cases.lead)}</p>
            </div>
            <CaseList data=data.clone() />
        </section>
        <IndustryLayout data=data />
    }
}

/// The promise in words, and the two ways on.
#[component]
fn Promise(year: Option<i32>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="home-promise">
            {year.map(|year| view! { <p class="home-promise__eyebrow">{t!(i18n, home.eyebrow, year = year)}</p> })}
            <h1 class="home-promise__title" tabindex="-1">
                {t!(i18n, home.promise_1)}" "<br />{t!(i18n, home.promise_2)}
            </h1>
            <p class="home-promise__lead">{t!(i18n, home.lead)}</p>
            {year.map(|year| view! { <Ways year=year /> })}
        </div>
    }
}

#[component]
fn Ways(year: i32) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <p class="home-ways">
            <a class="button" data-look="primary" data-size="large" href=Route::Timeline.href()>
                {t!(i18n, home.to_timeline, year = year)}<Icon name=IconName::Arrow size=18 />
            </a>
            <a class="button" data-look="plain" data-size="large" href=Route::Cases.href()>{t!(i18n, home.to_cases)}</a>
        </p>
    }
}

/// The chart across the page; with room enough the promise stands on its water and the cases on its land.
#[component]
fn Hero(data: Arc<Published>) -> impl IntoView {
    let lang = use_lang();
    let width = use_viewport();
    let words = use_chart_words();
    let year = data.year;
    let cases = data.clone();
    let chart = Memo::new({
        let data = data.clone();
        move |_| {
            let words = words.get();
            wide_chart(&hero(&data, lang.get(), width.get(), &words))
        }
    });
    let overlay = move || chart.with(|chart| chart.promise.map(|_| ""));
    // By the style object, here and everywhere: the content security policy forbids style attributes.
    let measure = move |of: fn(Promised) -> f64| {
        move || chart.with(|chart| chart.promise.map(|promise| px(of(promise))).unwrap_or_default())
    };
    view! {
        <div
            class="home-hero" data-overlay=overlay style=("--left", measure(|p| p.left))
            style=("--top", measure(|p| p.top)) style=("--promise", measure(|p| p.width))
        >
            <Promise year=Some(year) />
            <div class="home-hero__chart">
                {live_view(move || {view! { <WideChart chart=chart.get() /> }}.into_any())}
                {live_view(move || {view! { <HeroCases data=cases.clone() chart=chart.get() lang=lang.get() /> }}.into_any())}
            </div>
        </div>
    }
}

fn hero<'a>(data: &'a Published, lang: Lang, width: f64, words: &'a ChartWords) -> ChartInput<'a> {
    ChartInput { data, lang, width, words, window: Window::year(data.year), today: None, setting: Setting::Hero }
}

fn px(value: f64) -> String {
    format!("{value}px")
}

/// The cases on the land of the chart, or in a row under it.
#[component]
fn HeroCases(data: Arc<Published>, chart: Chart, lang: Lang) -> impl IntoView {
    let i18n = use_i18n();
    if data.cases.is_empty() {
        return ().into_any();
    }
    let spot = |id: &str| {
        let spot = chart.cases.iter().find(|case| case.id == id);
        spot.map(|case| (px(case.left), px(case.top), px(case.width))).unwrap_or_default()
    };
    let cases = data
        .cases
        .iter()
        .map(|case| {
            let tag =
                case.tag.as_ref().map(|tag| view! { <span class="home-cases__tag">{tag.get(lang).to_owned()}</span> });
            let (left, top, width) = spot(&case.id);
            view! {
                <a
                    class="home-cases__case" style=("left", left) style=("top", top) style=("width", width) href=Route::Cases.href()>
                    <Seal size=25 />
                    <span class="home-cases__name">{case.company.get(lang).to_owned()}{tag}</span>
                    <span class="home-cases__text">{case.summary.get(lang).to_owned()}</span>
                </a>
            }
        })
        .collect_view();
    let year = data.source.year;
    let (left, top, width) =
        chart.cases_note.map(|note| (px(note.left), px(note.top), px(note.width()))).unwrap_or_default();
    let on_land = chart.cases_note.is_some().then_some("");
    let undated = data.cases.iter().all(|case| case.landed_on.is_none());
    view! {
        <div class="home-cases" data-on-land=on_land>
            {cases}
            <p class="home-cases__note" style=("left", left) style=("top", top) style=("width", width)>
                {t!(i18n, cases.reported, year = year)}
                {undated.then(|| view! { <br />{t!(i18n, cases.date_not_stated)} })}
            </p>
        </div>
    }
    .into_any()
}

/// The chart on a phone, with the two ways on always at hand.
#[component]
fn TallSection(data: Arc<Published>) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang();
    let width = use_viewport();
    let words = use_chart_words();
    let year = data.year;
    let chart = Memo::new(move |_| {
        let words = words.get();
        tall_chart(&hero(&data, lang.get(), width.get(), &words))
    });
    view! {
        <section class="home-tall" aria-labelledby="tall-title">
            <h2 class="home-tall__title" id="tall-title">{t!(i18n, home.chart_title)}</h2>
            <div class="home-tall__chart">
                {live_view(move || {view! { <TallChartView chart=chart.get() /> }}.into_any())}
                <div class="home-tall__ways"><Ways year=year /></div>
            </div>
        </section>
    }
}

/// Where to go from here, and where the data comes from.
#[component]
fn Entries(data: Arc<Published>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="home-entries">
            <a class="home-entries__entry" href=Route::Timeline.href()>
                <Icon name=IconName::River size=20 />
                <span class="home-entries__name">{t!(i18n, timeline.title)}</span>
                <span>{t!(i18n, home.entry_timeline)}</span>
            </a>
            <a class="home-entries__entry" href=Route::Cases.href()>
                <Icon name=IconName::Anchor size=20 />
                <span class="home-entries__name">{t!(i18n, cases.title)}</span>
                <span>{t!(i18n, home.entry_cases)}</span>
            </a>
            <a class="home-entries__entry" href="#/?section=layout">
                <Icon name=IconName::Company size=20 />
                <span class="home-entries__name">{t!(i18n, nav.layout)}</span>
                <span>{t!(i18n, home.entry_layout)}</span>
            </a>
            <SourceLines data=data />
        </div>
    }
}
