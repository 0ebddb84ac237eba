//! The axis of time above the lanes: names, and the zebra scale of a chart's border.

use landfall_core::view::timeline::ticks;
use leptos::prelude::*;

use super::state::Stage;
use crate::i18n::{t_string, use_i18n, use_lang};
use crate::ui::live_view;

/// Follows what is in sight, step by step: its names stay inside the axis.
#[component]
pub fn AxisView(stage: Stage) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang();
    view! {
        <svg class="timeline__axis" height="66" aria-hidden="true">
            {live_view(move || {
                let span = stage.span.get();
                let axis = ticks(&span, lang.get());
                let zebra = axis.bold.iter().map(|tick| {
                    let (x, right) = (tick.x.max(0.0), tick.right.min(span.width));
                    view! {
                        <rect class="timeline__zebra" data-odd=tick.odd.to_string() x=px(x) y="26" width=px((right - x).max(0.0)) height="7" />
                        {(!tick.text.is_empty()).then(|| view! {
                            <text class="timeline__bold" x=px(tick.text_x) y="19">{tick.text.clone()}</text>
                        })}
                        {(tick.x >= 0.0).then(|| view! { <line class="timeline__bold-tick" x1=px(tick.x) x2=px(tick.x) y1="4" y2="33" /> })}
                    }
                }).collect_view();
                let fine = axis.fine.iter().filter(|tick| !tick.text.is_empty()).map(|tick| view! {
                    <text class="timeline__fine" x=px(tick.text_x) y="49" text-anchor="middle">{tick.text.clone()}</text>
                }).collect_view();
                let mut path = String::new();
                for tick in axis.fine.iter().filter(|tick| tick.x >= 0.0) {
                    path.push_str(&format!("M{:.1} 33v4", tick.x));
                }
                let end = span.width;
                view! {
                    {zebra}
                    <path class="timeline__fine-tick" d=path />
                    <line class="timeline__bold-tick" x1=px(end) x2=px(end) y1="26" y2="33" />
                    {fine}
                }.into_any()
            })}
        </svg>
        {live_view(move || {
            let span = stage.span.get();
            let today = stage.workspace.today();
            let x = span.x(today) + span.per_day() / 2.0;
            let lang = lang.get();
            (x >= 0.0 && x <= span.width).then(|| {
                let words = t_string!(i18n, events.today_flag, day = landfall_core::format::day_short(lang, today));
                let side = if x > span.width - 110.0 { "left" } else { "right" };
                view! { <span class="timeline__today" data-side=side style=("left", format!("{}px", px(x)))><span class="timeline__flag">{words}</span></span> }
            }).into_any()
        })}
    }
}

/// One decimal is as fine as a screen shows.
pub fn px(value: f64) -> String {
    let tenth = (value * 10.0).round() / 10.0;
    tenth.to_string()
}
