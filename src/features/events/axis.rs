//! The axis of time above the lanes: names, and the zebra scale of a chart's border.

use landfall_core::format;
use landfall_core::view::timeline::ticks;
use leptos::prelude::*;

use super::ground::wide;
use super::state::Stage;
use crate::i18n::{t_string, use_i18n, use_lang};
use crate::ui::live_view;

/// Laid out with everything else; moves and stretches as the lanes do.
#[component]
pub fn AxisView(stage: Stage) -> impl IntoView {
    let lang = use_lang();
    live_view(move || {
        let anchor = stage.anchor.get();
        let (span, left) = wide(&anchor);
        // Names by what is in sight, lines a little beyond it.
        let (names, lines) = (ticks(&anchor, lang.get()), ticks(&span, lang.get()));
        let at = move |x: f64| share(x, anchor.width);
        let zebra = lines.bold.iter().map(|tick| {
            let (x, width) = (at(tick.x + left), at(tick.right - tick.x));
            view! {
                <span class="timeline__zebra" data-odd=tick.odd.to_string() style=("left", x.clone()) style=("width", width)></span>
                <span class="timeline__bold-tick" style=("left", x)></span>
            }
        });
        let fine_lines = lines
            .fine
            .iter()
            .map(|tick| view! { <span class="timeline__fine-tick" style=("left", at(tick.x + left))></span> });
        let bold = names.bold.iter().filter(|tick| !tick.text.is_empty()).map(|tick| {
            view! { <span class="timeline__bold" style=("left", at(tick.text_x))>{tick.text.clone()}</span> }
        });
        let fine = names.fine.iter().filter(|tick| !tick.text.is_empty()).map(|tick| {
            view! { <span class="timeline__fine" style=("left", at(tick.text_x))>{tick.text.clone()}</span> }
        });
        view! { {zebra.collect_view()}{fine_lines.collect_view()}{bold.collect_view()}{fine.collect_view()} }.into_any()
    })
}

/// The line of today, over the lanes, with its flag.
#[component]
pub fn TodayLine(stage: Stage) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang();
    live_view(move || {
        let span = stage.span.get();
        let today = stage.workspace.today();
        let x = span.x(today) + span.per_day() / 2.0;
        (x >= 0.0 && x <= span.width)
            .then(|| {
                let words = t_string!(i18n, events.today_flag, day = format::day_short(lang.get(), today));
                let side = if x > span.width - 110.0 { "left" } else { "right" };
                view! { <span class="timeline__today" data-side=side style=("left", format!("{}px", px(x)))><span class="timeline__flag">{words}</span></span> }
            })
            .into_any()
    })
}

/// One decimal is as fine as a screen shows.
pub fn px(value: f64) -> String {
    let tenth = (value * 10.0).round() / 10.0;
    tenth.to_string()
}

/// A part of the axis: what is laid out stretches with it while one zooms.
pub fn share(length: f64, axis: f64) -> String {
    format!("{}%", (length / axis * 1e6).round() / 1e4)
}
