use std::sync::Arc;

use landfall_core::published::Published;
use landfall_core::view::chart::{ChartInput, tall_chart, wide_chart};
use leptos::prelude::*;

use super::chart::{TALL_BELOW, use_chart_words};
use super::chart_tall::TallChartView;
use super::chart_wide::WideChart;
use super::event_list::{EventList, row_id};
use super::gate::WithPublished;
use crate::i18n::{t, use_i18n, use_lang};
use crate::store::{Published as Store, screen, use_navigation, use_published, use_viewport};
use crate::ui::live_view;

/// `#/timeline`: the chart, larger, and every event with all its details. `?event=ID` scrolls to one and marks it.
#[component]
pub fn TimelinePage() -> impl IntoView {
    let i18n = use_i18n();
    let published = use_published();
    let navigation = use_navigation();
    let width = use_viewport();
    let tall = Memo::new(move |_| width.get() < TALL_BELOW);
    let marked = Signal::derive(move || navigation.param("event"));
    let year = move || {
        published.with(|published| match published {
            Store::Ready(data) => Some(data.year),
            _ => None,
        })
    };
    Effect::new(move |_| {
        let event = marked.get();
        if year().is_some() && !event.is_empty() {
            request_animation_frame(move || {
                screen::scroll_to(&row_id(&event));
                screen::focus(&row_id(&event));
            });
        }
    });
    view! {
        <div class="visitor-page">
            <h1 class="visitor-page__title" tabindex="-1">
                {live_view(move || match year() {
                    Some(year) => view! { {t!(i18n, timeline.page_title, year = year)} }.into_any(),
                    None => view! { {t!(i18n, timeline.title)} }.into_any(),
                })}
            </h1>
            <p class="visitor-page__lead">
                {live_view(move || if tall.get() {
                    view! { {t!(i18n, timeline.lead_tall)} }.into_any()
                } else {
                    view! { {t!(i18n, timeline.lead)} }.into_any()
                })}
            </p>
        </div>
        <WithPublished
            children=Callback::new(move |(data,)| view! { <Timeline data=data marked=marked /> }.into_any())
        />
    }
}

#[component]
fn Timeline(data: Arc<Published>, marked: Signal<String>) -> impl IntoView {
    let lang = use_lang();
    let width = use_viewport();
    let words = use_chart_words();
    let for_chart = data.clone();
    let chart = move || {
        let words = words.get();
        let input = ChartInput { data: &for_chart, lang: lang.get(), width: width.get(), words: &words, hero: false };
        if width.get() < TALL_BELOW {
            view! { <TallChartView chart=tall_chart(&input) /> }.into_any()
        } else {
            view! { <WideChart chart=wide_chart(&input) /> }.into_any()
        }
    };
    view! {
        <div class="timeline-chart">{chart}</div>
        <div class="home-section"><EventList data=data.clone() marked=marked level=2 /></div>
        <Tour data=data />
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
