use std::cell::Cell;

use landfall_core::view::chart::{ChartWords, Line};
use leptos::prelude::*;

use crate::i18n::{t_string, use_i18n};

/// The words the chart needs, in the language of the page.
pub fn use_chart_words() -> Signal<ChartWords> {
    let i18n = use_i18n();
    Signal::derive(move || ChartWords {
        end_not_stated: t_string!(i18n, chart.end_not_stated).to_string(),
        inferred: t_string!(i18n, chart.inferred).to_string(),
        no_events: t_string!(i18n, chart.no_events).to_string(),
        today: t_string!(i18n, chart.today).to_string(),
    })
}

/// Below this the chart is turned: time runs down.
pub const TALL_BELOW: f64 = 600.0;

thread_local! {
    static DRAWN: Cell<bool> = const { Cell::new(false) };
}

/// Whether the masts are to be drawn up from the shore: on the first view only, not at every change of language.
pub fn draws_up() -> bool {
    let first = !DRAWN.get();
    if first {
        set_timeout(|| DRAWN.set(true), std::time::Duration::from_millis(900));
    }
    first
}

/// The address of an event on the timeline.
fn event_href(id: &str) -> String {
    use landfall_core::view::{Query, Route};
    Route::Timeline.href_with(&Query::from([("event".to_owned(), id.to_owned())]))
}

/// What stands in the middle of attention: the others are quiet (the story).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Focus {
    /// Nothing is quiet.
    #[default]
    All,
    Event(String),
    /// Something that is not on the chart.
    Elsewhere,
}

impl Focus {
    pub fn is_on(&self, event: &str) -> bool {
        matches!(self, Focus::Event(id) if id == event)
    }

    /// For the chart as a whole.
    pub fn mark(&self) -> Option<&'static str> {
        (*self != Focus::All).then_some("")
    }
}

/// What of the chart leads to an event, for the mouse; the list of events is the way for everybody else.
/// `view!` would make an HTML link of an `<a>`, which draws nothing inside a picture.
pub fn event_link(event: &str, class: &'static str, current: bool, children: AnyView) -> AnyView {
    leptos::svg::a()
        .attr("class", class)
        .attr("data-current", current.then_some(""))
        .attr("href", event_href(event))
        .attr("tabindex", "-1")
        .child(children)
        .into_any()
}

/// A line of a label.
pub fn line_view(line: &Line, anchor: &'static str) -> impl IntoView + use<> {
    let mark = line.mark.map(|(x, y)| view! { <circle class="chart__hollow" cx=x cy=y r="4" /> });
    let spans = line
        .spans
        .iter()
        .enumerate()
        .map(|(i, span)| {
            let (look, size, text) = (span.look.word(), span.size, span.text.clone());
            let gap = (i > 0).then_some("8");
            view! { <tspan class="chart__text" data-look=look font-size=size dx=gap>{text}</tspan> }
        })
        .collect_view();
    view! {
        {mark}
        <text x=line.x y=line.y text-anchor=anchor>{spans}</text>
    }
}

/// The hatch of an end that is not stated. `id` is what the stylesheet fills with; paper has one of its own, because
/// while it is printed the chart of the screen, and its hatch, are not there.
#[component]
pub fn Hatch(#[prop(default = "chart-hatch")] id: &'static str) -> impl IntoView {
    view! {
        <defs>
            <pattern id=id width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <line class="chart__hatch" x1="0" y1="0" x2="0" y2="7" />
            </pattern>
        </defs>
    }
}
