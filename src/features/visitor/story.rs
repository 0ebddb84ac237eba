//! The year told step by step: the chart with one event in focus, and its facts large beside it.

use std::sync::Arc;

use landfall_core::published::Published;
use landfall_core::view::chart::{ChartInput, Setting, Window, tall_chart, wide_chart};
use landfall_core::view::story::{Step, Story, years};
use landfall_core::view::visitor::event_items;
use leptos::ev;
use leptos::prelude::*;

use super::case_list::CaseList;
use super::chart::{Focus, TALL_BELOW, use_chart_words};
use super::chart_tall::TallChartView;
use super::chart_wide::WideChart;
use super::event_list::event_facts;
use super::indicators::figures_of;
use super::tools::STORY_ID;
use crate::i18n::{t, t_string, use_i18n, use_lang};
use crate::store::{screen, use_navigation, use_viewport};
use crate::ui::{Button, IconName, Look, Size, live, live_view};

const CARD_ID: &str = "story-card";
const TITLE_ID: &str = "story-title";
const RIVER_ID: &str = "story-river";
/// A finger that goes this far to the side, and more to the side than up or down, turns the page.
const SWIPE: f64 = 48.0;

#[component]
pub fn StoryView(data: Arc<Published>) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang();
    let navigation = use_navigation();
    let story = Story::of(&data);
    let count = story.len();
    let told = StoredValue::new(story);
    let index = Memo::new(move |_| {
        let key = navigation.param("story");
        told.with_value(|story| story.find(&key))
    });
    let go = move |to: usize| {
        let key = told.try_with_value(|story| story.key(to.min(count.saturating_sub(1))).to_owned());
        if let Some(key) = key.filter(|key| !key.is_empty()) {
            navigation.set_params(&[("story", &key)]);
        }
    };
    let leave = move || {
        // The event stays marked in the list: one comes out where one was.
        let event = told.try_with_value(|story| match story.step(index.get_untracked()) {
            Some(Step::Event(_)) => story.key(index.get_untracked()).to_owned(),
            _ => String::new(),
        });
        navigation.set_params(&[("story", ""), ("event", &event.unwrap_or_default())]);
        screen::focus_when_drawn(STORY_ID.to_owned());
    };
    let back = move || index.try_get_untracked().unwrap_or_default().checked_sub(1);
    let keys = window_event_listener(ev::keydown, move |event| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() || screen::is_typing(&event) {
            return;
        }
        let now = index.try_get_untracked().unwrap_or_default();
        match event.key().as_str() {
            "ArrowLeft" => back().into_iter().for_each(go),
            "ArrowRight" => go(now + 1),
            "Home" => go(0),
            "End" => go(count),
            "Escape" => leave(),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || keys.remove());
    // A link into the story begins at its heading; later steps leave the focus on the button that was pressed.
    request_animation_frame(|| {
        screen::focus(TITLE_ID);
    });
    let touch = StoredValue::new(None::<(f64, f64)>);
    let at = |event: &ev::PointerEvent| (f64::from(event.client_x()), f64::from(event.client_y()));
    let touch_down = move |event: ev::PointerEvent| {
        if event.pointer_type() == "touch" {
            touch.set_value(Some(at(&event)));
        }
    };
    let touch_up = move |event: ev::PointerEvent| {
        let Some(start) = touch.try_update_value(Option::take).flatten() else { return };
        let (dx, dy) = (at(&event).0 - start.0, at(&event).1 - start.1);
        if dx.abs() >= SWIPE && dx.abs() > 1.5 * dy.abs() {
            let now = index.try_get_untracked().unwrap_or_default();
            if dx < 0.0 { go(now + 1) } else { back().into_iter().for_each(go) }
        }
    };
    let names = {
        let data = data.clone();
        Memo::new(move |_| step_words(&data, told.with_value(|story| story.step(index.get()).cloned()), lang.get()))
    };
    let span = {
        let years = years(&data);
        let first = years.first().copied().unwrap_or(data.year);
        let last = years.last().copied().unwrap_or(data.year);
        if first == last { first.to_string() } else { format!("{first}–{last}") }
    };
    let said = live(move || {
        let (what, when) = names.get();
        let what = what.unwrap_or_else(|| t_string!(i18n, story.cases).to_owned());
        let what = format!("{what} {when}");
        t_string!(i18n, story.position, n = index.get() + 1, count = count, what = what.trim().to_owned())
    });
    let charted = data.clone();
    view! {
        <section class="story" aria-labelledby="story-name">
            <header class="story__head">
                <h1 class="story__name" id="story-name" tabindex="-1">{t!(i18n, story.title, years = span.clone())}</h1>
                <span class="story__keys" aria-hidden="true">{t!(i18n, story.keys)}</span>
                <Button look=Look::Outline icon=IconName::Close on_click=Callback::new(move |()| leave())>{t!(i18n, story.leave)}</Button>
            </header>
            <div class="story__chart"><StoryChart data=charted told=told index=index /></div>
            <p class="visually-hidden" aria-live="polite">{said}</p>
            <article class="story__card" id=CARD_ID on:pointerdown=touch_down on:pointerup=touch_up>
                {live_view(move || {
                    let step = told.with_value(|story| story.step(index.get()).cloned());
                    step_view(&data, step, lang.get())
                })}
            </article>
            <nav class="story__pager" aria-label=live(move || t_string!(i18n, story.open).to_string())>
                <Button
                    look=Look::Outline size=Size::Large icon=IconName::Left
                    on_click=Callback::new(move |()| back().into_iter().for_each(go))
                >
                    {t!(i18n, story.previous)}
                </Button>
                <span class="story__position" aria-hidden="true">
                    {live(move || format!("{} / {count}", index.get() + 1))}
                </span>
                <Button
                    look=Look::Primary size=Size::Large icon=IconName::Right
                    on_click=Callback::new(move |()| go(index.try_get_untracked().unwrap_or_default() + 1))
                >
                    {t!(i18n, story.next)}
                </Button>
            </nav>
        </section>
    }
}

/// A step's name (none for the cases, whose name is a text of the page) and its dates.
fn step_words(data: &Published, step: Option<Step>, lang: landfall_core::model::Lang) -> (Option<String>, String) {
    let i18n = use_i18n();
    match step {
        Some(Step::Event(event)) => match data.events.get(event) {
            Some(event) => {
                (Some(event.title.get(lang).to_owned()), landfall_core::format::dates(lang, event.start, event.end))
            }
            None => (None, String::new()),
        },
        Some(Step::Indicators(year)) => (Some(t_string!(i18n, story.indicators, year = year)), String::new()),
        Some(Step::Cases) | None => (None, String::new()),
    }
}

fn step_view(data: &Arc<Published>, step: Option<Step>, lang: landfall_core::model::Lang) -> AnyView {
    let i18n = use_i18n();
    match step {
        Some(Step::Event(event)) => {
            let Some(item) = event_items(data, lang).into_iter().nth(event) else { return ().into_any() };
            let (dates, title, kind) = (item.dates.clone(), item.title.clone(), item.kind.clone());
            let open = item.duration.is_none();
            let length = match item.duration.clone() {
                Some(days) => days,
                None => t_string!(i18n, timeline.end_not_stated).to_owned(),
            };
            let caption = data.events.get(event).and_then(|event| event.caption.as_ref());
            let caption = caption.map(|caption| view! { <p class="story__caption">{caption.get(lang).to_owned()}</p> });
            let notes = item.notes.iter().map(|note| view! { <li>{note.clone()}</li> }).collect_view();
            view! {
                <div class="story__what">
                    <p class="story__when">
                        <span class="story__number" aria-hidden="true">{item.number}</span>
                        <time datetime=item.start.clone()>{dates}</time>
                        <span class="story__length" data-open=open.then_some("")>{length}</span>
                    </p>
                    <h2 class="story__title" id=TITLE_ID tabindex="-1">{title}</h2>
                    <p class="story__kind">{kind}</p>
                    {caption}
                    <ul class="story__notes" role="list">{notes}</ul>
                </div>
                {event_facts(&item)}
            }
            .into_any()
        }
        Some(Step::Indicators(year)) => view! {
            <div class="story__wide">
                <h2 class="story__title" id=TITLE_ID tabindex="-1">{t!(i18n, story.indicators, year = year)}</h2>
                <ul class="indicators__row" role="list">{figures_of(data, lang, year)}</ul>
            </div>
        }
        .into_any(),
        Some(Step::Cases) | None => {
            let undated = data.cases.iter().all(|case| case.landed_on.is_none());
            view! {
                <div class="story__wide">
                    <h2 class="story__title" id=TITLE_ID tabindex="-1">{t!(i18n, story.cases)}</h2>
                    {undated.then(|| view! { <p class="story__undated">{t!(i18n, story.undated)}</p> })}
                    <CaseList data=data.clone() />
                </div>
            }
            .into_any()
        }
    }
}

/// The chart of the step's year, with its event in focus; on a phone the river, at the event.
#[component]
fn StoryChart(data: Arc<Published>, told: StoredValue<Story>, index: Memo<usize>) -> impl IntoView {
    let lang = use_lang();
    let width = use_viewport();
    let words = use_chart_words();
    let year = {
        let data = data.clone();
        Memo::new(move |_| told.with_value(|story| story.year(index.get(), &data)))
    };
    let focus = {
        let data = data.clone();
        Memo::new(move |_| match told.with_value(|story| story.step(index.get()).cloned()) {
            Some(Step::Event(event)) => {
                data.events.get(event).map_or(Focus::Elsewhere, |event| Focus::Event(event.id.clone()))
            }
            Some(Step::Indicators(_)) => Focus::All,
            Some(Step::Cases) | None => Focus::Elsewhere,
        })
    };
    live_view(move || {
        let words = words.get();
        let input = ChartInput {
            data: &data,
            lang: lang.get(),
            width: width.get(),
            words: &words,
            window: Window::year(year.get()),
            today: None,
            setting: Setting::Story,
        };
        if width.get() >= TALL_BELOW {
            return view! { <WideChart chart=wide_chart(&input) focus=focus.get() /> }.into_any();
        }
        let chart = tall_chart(&input);
        let now = focus.get();
        let place = chart.waypoints.iter().find(|disc| disc.events.iter().any(|event| now.is_on(event)));
        let top = place.map_or(0.0, |disc| disc.y - 96.0);
        request_animation_frame(move || screen::scroll_inside(RIVER_ID, top));
        view! {
            <div class="story__river" id=RIVER_ID><TallChartView chart=chart focus=now /></div>
        }
        .into_any()
    })
}
