//! All the years below the lanes, with a window on what is in sight: drag it, its edges, or a range beside it.

use landfall_core::format;
use landfall_core::model::Day;
use landfall_core::view::timeline::{Overview, Span, overview, ticks, window};
use leptos::ev;
use leptos::prelude::*;

use super::axis::px;
use super::state::Stage;
use crate::i18n::{t, t_string, use_i18n, use_lang};
use crate::store::screen;
use crate::ui::{live, live_view};

const TRACK: &str = "timeline-track";
const HEIGHT: f64 = 40.0;

/// What of the window is held.
#[derive(Clone, Copy, PartialEq)]
enum Hold {
    Left,
    Right,
    Whole,
    /// A new range, from where the pointer went down.
    New,
}

#[component]
pub fn OverviewView(stage: Stage) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang();
    let small = Memo::new(move |_| {
        let width = (stage.size.get().0 - 16.0).max(120.0);
        let today = stage.workspace.today();
        stage.timeline.with(|timeline| overview(timeline, today, width, HEIGHT))
    });
    let seen = Memo::new(move |_| small.with(|small| stage.span.with(|span| window(small, span))));
    let held = StoredValue::new(None::<(Hold, f64, Span)>);
    let day_at = move |x: f64| small.with_untracked(|small| small.span.day_at(x.clamp(0.0, small.span.width - 0.5)));
    let x_of =
        |event: &ev::PointerEvent| f64::from(event.client_x()) - screen::rect(TRACK).map_or(0.0, |rect| rect.left);
    let press = move |event: ev::PointerEvent| {
        if event.button() != 0 {
            return;
        }
        let x = x_of(&event);
        let hold = match screen::closest(&event, "data-hold").as_deref() {
            Some("left") => Hold::Left,
            Some("right") => Hold::Right,
            Some(_) => Hold::Whole,
            None => Hold::New,
        };
        screen::capture_pointer(&event);
        held.set_value(Some((hold, x, stage.span.get_untracked())));
    };
    let follow = move |event: ev::PointerEvent| {
        let Some((hold, from, span)) = held.get_value() else { return };
        let x = x_of(&event);
        let (first, last) = span.rounded();
        let next = match hold {
            Hold::Left => Span::of_days(day_at(x).min(last.plus(-6)), last, span.width),
            Hold::Right => Span::of_days(first, day_at(x).max(first.plus(6)), span.width),
            Hold::Whole => {
                let per_day = small.with_untracked(|small| small.span.per_day());
                Span { start: span.start + (x - from) / per_day, ..span }.panned(0.0)
            }
            Hold::New if (x - from).abs() < 4.0 => return,
            Hold::New => Span::of_days(day_at(from), day_at(x), span.width),
        };
        stage.show(next);
    };
    let release = move |event: ev::PointerEvent| {
        let Some((hold, from, span)) = held.try_update_value(Option::take).flatten() else { return };
        let x = x_of(&event);
        // A click beside the window brings it there.
        if hold == Hold::New && (x - from).abs() < 4.0 {
            stage.show(span.centred(day_at(x)));
        }
        stage.settle();
    };
    let nudge = move |left: bool, event: ev::KeyboardEvent| {
        let step = if event.shift_key() { 30 } else { 7 };
        let by = match event.key().as_str() {
            "ArrowLeft" | "ArrowDown" => -step,
            "ArrowRight" | "ArrowUp" => step,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        let span = stage.span.get_untracked();
        let (first, last) = span.rounded();
        stage.go(if left {
            Span::of_days(first.plus(by).min(last.plus(-6)), last, span.width)
        } else {
            Span::of_days(first, last.plus(by).max(first.plus(6)), span.width)
        });
    };
    let edge = move |left: bool| {
        let day = move || stage.span.with(|span| if left { span.rounded().0 } else { span.rounded().1 });
        let label = live(move || {
            if left { t_string!(i18n, events.overview_from) } else { t_string!(i18n, events.overview_to) }.to_owned()
        });
        view! {
            <span
                class="overview__edge" data-hold=if left { "left" } else { "right" } role="slider" tabindex="0" aria-label=label
                aria-valuemin="0" aria-valuemax="91675" aria-valuenow=live(move || day().number().to_string())
                aria-valuetext=live(move || format::day_plain(lang.get(), day()))
                on:keydown=move |event| nudge(left, event)
            ></span>
        }
    };
    view! {
        <div class="overview">
            <div class="overview__name">
                <span class="timeline__lane-name">{live(move || small.with(years))}</span>
                <span class="timeline__lane-note">{t!(i18n, events.overview_note)}</span>
            </div>
            <div class="overview__track" id=TRACK on:pointerdown=press on:pointermove=follow on:pointerup=release>
                {live_view(move || small.with(|small| drawing(small, lang.get())))}
                <div
                    class="overview__window" data-hold="whole" style=("left", move || seen.with(|(left, _)| format!("{}px", px(*left))))
                    style=("width", move || seen.with(|(left, right)| format!("{}px", px(right - left))))
                >
                    {edge(true)}{edge(false)}
                </div>
            </div>
        </div>
    }
}

fn years(small: &Overview) -> String {
    let (first, last) = small.span.rounded();
    if first.year() == last.year() { first.year().to_string() } else { format!("{}–{}", first.year(), last.year()) }
}

fn drawing(small: &Overview, lang: landfall_core::model::Lang) -> AnyView {
    let width = small.span.width;
    let axis = ticks(&small.span, lang);
    let marks = small.marks.iter().map(|mark| {
        let (x, wide, y) = (px(mark.x), px(mark.width), px(HEIGHT - mark.height));
        view! { <rect class="overview__mark" data-open-end=mark.open.to_string() x=x y=y width=wide height=px(mark.height) /> }
    });
    // Several years are counted in years, one in its months.
    let several = axis.bold.len() > 1 && axis.bold.iter().all(|tick| tick.right - tick.x >= 40.0 || tick.x < 0.0);
    let row = if several { &axis.bold } else { &axis.fine };
    let zebra = row.iter().map(|tick| {
        let (x, right) = (tick.x.max(0.0), tick.right.min(width));
        view! {
            <rect class="timeline__zebra" data-odd=tick.odd.to_string() x=px(x) y="41" width=px((right - x).max(0.0)) height="4" />
            {(!tick.text.is_empty()).then(|| view! { <text class="timeline__fine" x=px(f64::midpoint(x, right)) y="58" text-anchor="middle">{tick.text.clone()}</text> })}
        }
    });
    let day: Day = small.span.seen().0;
    view! {
        <svg class="overview__drawing" width=px(width) height="62" aria-hidden="true" data-from=day.to_string()>
            <defs>
                <pattern id="overview-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <line class="timeline__hatch" x1="0" y1="0" x2="0" y2="7" />
                </pattern>
            </defs>
            <rect class="overview__water" width=px(width) height="40" />
            <path class="overview__mark" d=small.path.clone() />
            {marks.collect_view()}
            <line class="overview__shore" x1="0" x2=px(width) y1="40.5" y2="40.5" />
            {zebra.collect_view()}
            <line class="overview__today" x1=px(small.today) x2=px(small.today) y1="0" y2="45" />
        </svg>
    }
    .into_any()
}
