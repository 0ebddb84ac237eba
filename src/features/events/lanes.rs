//! The lanes themselves: their lines, their names, and what is drawn over them while one drags.

use landfall_core::format;
use landfall_core::view::timeline::{Form, Reach};
use leptos::prelude::*;

use super::axis::px;
use super::state::{FLOW, Stage, strips};
use crate::i18n::{t_string, use_i18n, use_lang};
use crate::ui::live_view;

/// A line under each lane.
#[component]
pub fn LaneRows(stage: Stage) -> impl IntoView {
    live_view(move || {
        let lanes = stage.lanes.get();
        (0..lanes.count)
            .map(|lane| {
                let (top, height) = (format!("{}px", px(lanes.top(lane))), format!("{}px", px(lanes.height)));
                view! { <div class="timeline__lane" aria-hidden="true" style=("top", top) style=("height", height)></div> }
            })
            .collect_view()
            .into_any()
    })
}

/// The names at the left edge.
#[component]
pub fn LaneNames(stage: Stage) -> impl IntoView {
    let i18n = use_i18n();
    live_view(move || {
        let (measures, words) = (stage.lanes.get(), stage.lane_words());
        let lanes = stage.timeline.with(|timeline| timeline.lanes.clone());
        let names = lanes.into_iter().zip(words).enumerate().map(|(index, (lane, name))| {
            let reach = lane.reach.map(|reach| match reach {
                Reach::Abroad => t_string!(i18n, events.abroad),
                Reach::Domestic => t_string!(i18n, events.domestic),
                Reach::Home => t_string!(i18n, events.home),
            });
            let note = reach.map_or_else(|| lane.count.to_string(), |reach| format!("{reach}  {}", lane.count));
            let (top, height) = (format!("{}px", px(measures.top(index))), format!("{}px", px(measures.height)));
            view! {
                <div class="timeline__name" style=("top", top) style=("height", height)>
                    <span class="timeline__lane-name">{name}</span>
                    <span class="timeline__lane-note">{note}</span>
                </div>
            }
        });
        names.collect_view().into_any()
    })
}

/// Where an event would be, while its dates are dragged.
#[component]
pub fn DateGhost(stage: Stage) -> impl IntoView {
    let lang = use_lang();
    live_view(move || {
        let dragged = stage.dragged.get();
        dragged
            .map(|(_, start, end)| {
                let anchor = stage.anchor.get();
                let (x, right) = (anchor.x(start), anchor.x_after(end.unwrap_or(start)));
                let words = format::dates(lang.get(), start, end);
                view! {
                    <div class="timeline__ghost" style=("left", format!("{}px", px(x))) style=("width", format!("{}px", px(right - x)))>
                        <span class="timeline__flag">{words}</span>
                    </div>
                }
            })
            .into_any()
    })
}

/// The dotted line from the chosen event to the leads it brought.
#[component]
pub fn Linked(stage: Stage) -> impl IntoView {
    let line = Memo::new(move |_| {
        let id = stage.current.get().or_else(|| stage.open.get())?;
        let (_, height) = stage.size.get();
        let low = strips(height);
        let marks = stage.marks.get();
        let mark = marks.iter().find(|mark| mark.id == id && mark.count == 1 && mark.leads > 0)?;
        (low > 0.0)
            .then(|| (mark.x + mark.bar.min(12.0) / 2.0, mark.y + if mark.form == Form::Full { 56.0 } else { 24.0 }))
    });
    live_view(move || {
        line.get()
            .and_then(|(x, top)| {
                let x = x * stage.stretch() + stage.offset();
                let (width, height) = stage.size.get();
                let bottom = height - strips(height) + FLOW * 0.45;
                let top = top + super::state::HEAD;
                (x > 0.0 && x < width && top < bottom).then(|| {
                    view! {
                        <span
                            class="timeline__linked" aria-hidden="true" style=("left", format!("{}px", px(x)))
                            style=("top", format!("{}px", px(top))) style=("height", format!("{}px", px(bottom - top)))
                        ></span>
                    }
                })
            })
            .into_any()
    })
}
