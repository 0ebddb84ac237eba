use std::sync::Arc;

use landfall_core::published::Published;
use landfall_core::view::visitor::{EventItem, PlaceItem, event_items};
use leptos::prelude::*;

use crate::i18n::{t, t_string, use_i18n, use_lang};
use crate::store::save_calendar;
use crate::ui::{Icon, IconName, live, live_view};

/// The events in the order of time: the chart's equal in words, and what a screen reader meets.
#[component]
pub fn EventList(
    data: Arc<Published>,
    /// Id of the event to mark, empty for none.
    #[prop(into)]
    marked: Signal<String>,
    /// The level of the titles: 3 under a section's heading, 2 right under the page's.
    #[prop(default = 3)]
    level: u8,
) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang();
    let none = data.events.is_empty();
    let open_ended = data.open_ended;
    view! {
        <ol class="timeline-list" role="list" aria-label=live(move || t_string!(i18n, timeline.title).to_string())>
            {live_view(move || ({
                event_items(&data, lang.get())
                    .into_iter()
                    .map(|item| view! { <EventRow data=data.clone() item=item marked=marked level=level /> })
                    .collect_view()
            }).into_any())}
        </ol>
        {none.then(|| view! { <p class="timeline-list__open">{t!(i18n, timeline.none)}</p> })}
        {open_ended.then(|| view! { <p class="timeline-list__open">{t!(i18n, timeline.open_ended)}</p> })}
    }
}

/// The DOM id of an event's row.
pub fn row_id(event: &str) -> String {
    format!("event-{event}")
}

#[component]
fn EventRow(data: Arc<Published>, item: EventItem, marked: Signal<String>, level: u8) -> impl IntoView {
    let i18n = use_i18n();
    let id = item.id.clone();
    let is_marked = move || (marked.get() == id).then_some("true");
    let open = item.duration.is_none();
    let heading = item.title.clone();
    let title = if level == 2 {
        view! { <h2 class="timeline-list__title">{heading}</h2> }.into_any()
    } else {
        view! { <h3 class="timeline-list__title">{heading}</h3> }.into_any()
    };
    view! {
        <li
            class="timeline-list__event" id=row_id(&item.id) tabindex="-1" aria-current=is_marked
            aria-label=format!("{} {}", item.title, item.dates)
        >
            <span class="timeline-list__number" aria-hidden="true">{item.number}</span>
            <div class="timeline-list__when">
                <time class="timeline-list__dates" datetime=item.start.clone()>{item.dates.clone()}</time>
                {match item.duration.clone() {
                    Some(days) => view! { <span class="timeline-list__length">{days}</span> }.into_any(),
                    None => view! {
                        <span class="timeline-list__length" data-open=open.then_some("")>
                            {t!(i18n, timeline.end_not_stated)}
                        </span>
                    }
                    .into_any(),
                }}
            </div>
            <div class="timeline-list__what">
                {title}
                <p class="timeline-list__kind">{item.kind.clone()}{season(&item)}</p>
                <ul class="timeline-list__notes" role="list">
                    {item.notes.iter().map(|note| view! { <li>{note.clone()}</li> }).collect_view()}
                </ul>
                {(level == 2).then(|| view! { <CalendarButton data=data id=item.id.clone() title=item.title.clone() dates=item.dates.clone() /> })}
            </div>
            {event_facts(&item)}
        </li>
    }
}

/// Saves one event as a calendar.
#[component]
fn CalendarButton(data: Arc<Published>, id: String, title: String, dates: String) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang();
    let named = format!("{title} {dates}");
    let save = move |_| {
        // What no file name may hold.
        let name = title.replace(['/', '\\', ':', '*', '?', '"', '<', '>', '|'], " ");
        save_calendar(&data, Some(std::slice::from_ref(&id)), name.trim(), lang.get_untracked());
    };
    view! {
        <button class="timeline-list__calendar" type="button" on:click=save>
            <Icon name=IconName::Download />
            <span>{t!(i18n, picture.ics_one)}<span class="visually-hidden">" "{named}</span></span>
        </button>
    }
}

/// Where, led by whom, under which theme.
pub fn event_facts(item: &EventItem) -> AnyView {
    let i18n = use_i18n();
    view! {
        <dl class="timeline-list__facts">
            <div>
                <dt>{t!(i18n, timeline.places)}</dt>
                <dd>{places(&item.places)}</dd>
            </div>
            <div>
                <dt>{t!(i18n, timeline.led_by)}</dt>
                <dd>{or_not_stated(item.led_by.clone())}</dd>
            </div>
            <div>
                <dt>{t!(i18n, timeline.theme)}</dt>
                <dd>{or_not_stated(item.theme.clone())}</dd>
            </div>
        </dl>
    }
    .into_any()
}

/// A text, or 未载.
pub fn or_not_stated(text: Option<String>) -> AnyView {
    let i18n = use_i18n();
    match text {
        Some(text) => text.into_any(),
        None => view! { <span class="visitor-tag">{t!(i18n, visitor.not_stated)}</span> }.into_any(),
    }
}

fn season(item: &EventItem) -> impl IntoView + use<> {
    let i18n = use_i18n();
    let inferred = item.inferred;
    item.season.map(|n| {
        view! {
            <span class="timeline-list__season">
                {if inferred {
                    view! { {t!(i18n, timeline.season_n_inferred, n = n)} }.into_any()
                } else {
                    view! { {t!(i18n, timeline.season_n, n = n)} }.into_any()
                }}
            </span>
        }
    })
}

fn places(places: &[PlaceItem]) -> AnyView {
    let i18n = use_i18n();
    if places.is_empty() {
        return or_not_stated(None);
    }
    let row = |place: &PlaceItem| {
        let inferred = place.inferred;
        let to = place.measured_to.clone();
        let distance = place.distance.clone().map(|distance| {
            view! {
                <span class="timeline-list__distance">
                    {distance}
                    {to.map(|city| view! { " " {t!(i18n, timeline.measured_to, city = city.clone())} })}
                </span>
            }
        });
        view! {
            <li>
                <span class="timeline-list__place">{place.name.clone()}</span>
                {inferred.then(|| view! { <span class="visitor-tag">{t!(i18n, visitor.inferred)}</span> })}
                {distance}
            </li>
        }
    };
    view! { <ul class="timeline-list__places" role="list">{places.iter().map(row).collect_view()}</ul> }.into_any()
}
