use landfall_core::view::chart::{Chart, Label, Mark, MarkName, Mast, MastEnd, Stroke, TodayMark, Waypoint};
use leptos::prelude::*;

use super::chart::{Focus, Hatch, draws_up, event_link, line_view};

/// The chart from 600 px. A picture: the list of events says the same in words.
#[component]
pub fn WideChart(
    chart: Chart,
    #[prop(optional)] focus: Focus,
    /// Printed: nothing is drawn up.
    #[prop(optional)]
    still: bool,
) -> impl IntoView {
    let (width, height) = (chart.width, chart.height);
    let draw = if !still && draws_up() { Some("up") } else { None };
    let grid = |mark: &Mark| mark.grid.map(|line| stroke("chart__grid", line));
    view! {
        <svg
            class="chart" viewBox=format!("0 0 {width} {height}") width=width height=height aria-hidden="true"
            data-draw=draw data-story=focus.mark() data-today=chart.today.is_some().then_some("")
        >
            <Hatch id=if still { "chart-hatch-sheet" } else { "chart-hatch" } />
            {grounds(&chart).into_any()}
            {chart.depths.iter().map(depth).collect_view().into_any()}
            {chart.marks.iter().map(grid).collect_view().into_any()}
            {chart.today.as_ref().map(|today| stroke("chart__today", today.line))}
            {chart.masts.iter().enumerate().map(|(i, mast)| mast_view(i, mast, &focus)).collect_view().into_any()}
            {shore(&chart, &focus).into_any()}
            {zebra(&chart).into_any()}
            {chart.rules.iter().map(|rule| stroke("chart__rule", *rule)).collect_view().into_any()}
            {chart.waypoints.iter().map(|disc| waypoint(disc, &focus)).collect_view().into_any()}
            {chart.labels.iter().map(|words| label(words, &focus, chart.zebra.0)).collect_view().into_any()}
            {chart.today.as_ref().map(flag)}
        </svg>
    }
}

fn grounds(chart: &Chart) -> impl IntoView + use<> {
    let waters = chart.waters.clone();
    view! {
        <rect class="chart__water" data-depth="0" width=chart.width height=chart.height />
        {waters
            .into_iter()
            .enumerate()
            .map(|(i, path)| view! { <path class="chart__water" data-depth=i + 1 d=path /> })
            .collect_view()}
        <path class="chart__land" d=chart.land.clone() />
    }
}

fn depth(depth: &landfall_core::view::chart::Depth) -> impl IntoView + use<> {
    let depth = depth.clone();
    view! {
        <path class="chart__depth" data-dotted=depth.dotted.then_some("") d=depth.path />
        {depth.veiled.map(|path| view! { <path class="chart__depth" data-veiled="" d=path /> })}
        <text class="chart__text" data-look="axis" font-size="12" x=depth.x y=depth.y text-anchor=depth.anchor.word()>
            {depth.text}
        </text>
    }
}

fn stroke(class: &'static str, line: Stroke) -> impl IntoView + use<> {
    view! { <line class=class x1=line.x1 y1=line.y1 x2=line.x2 y2=line.y2 /> }
}

fn mast_view(index: usize, mast: &Mast, focus: &Focus) -> AnyView {
    let end = match mast.end {
        MastEnd::Unknown => "unknown",
        MastEnd::Known | MastEnd::Beyond => "known",
    };
    let spars = mast
        .spars
        .iter()
        .map(|spar| {
            let inferred = spar.inferred.then_some("");
            let dot = if spar.inferred { "chart__hollow" } else { "chart__stop" };
            let name = spar.name.clone().map(|name| {
                view! {
                    <text
                        class="chart__text" data-look="name" font-size=name.size x=name.x y=name.y
                        text-anchor=name.anchor.word()
                    >
                        {name.text}
                    </text>
                }
            });
            view! {
                <line class="chart__spar" data-inferred=inferred x1=spar.x1 y1=spar.y x2=spar.x2 y2=spar.y />
                <circle class=dot cx=spar.x1 cy=spar.y r="4.5" />
                {name}
            }
        })
        .collect_view();
    let drawing = view! {
            <g class="chart__mast" style=("--n", index.to_string())>
                <path class="chart__days" data-end=end d=mast.body.clone() />
                {mast.edge.map(|edge| stroke("chart__edge", edge))}
                <line class="chart__pole" x1=mast.x y1=mast.top x2=mast.x y2=mast.foot />
            </g>
            <g class="chart__spars" style=("--n", index.to_string())>{spars}</g>
    };
    event_link(&mast.event, "chart__event", focus.is_on(&mast.event), drawing.into_any())
}

fn shore(chart: &Chart, focus: &Focus) -> impl IntoView + use<> {
    let bars = chart
        .bars
        .iter()
        .map(|bar| {
            let current = focus.is_on(&bar.event).then_some("");
            view! {
                <path class="chart__bar" data-current=current d=bar.path.clone() />
                {bar.beyond.clone().map(|path| view! { <path class="chart__bar" data-beyond="" data-current=current d=path /> })}
            }
        })
        .collect_view();
    view! {
        <path class="chart__coast" d=chart.shore.clone() />
        <path class="chart__coast" data-inner="" d=chart.shore_inner.clone() />
        {bars}
    }
}

fn zebra(chart: &Chart) -> impl IntoView + use<> {
    let (top, height) = chart.zebra;
    let (from, to) = chart.zebra_span;
    let bottom = top + height;
    let name = |name: &MarkName| {
        let look = if name.row == 1 { "axis-above" } else { "axis" };
        let (x, y, text) = (name.x, bottom + 14.0 + 16.0 * f64::from(name.row), name.text.clone());
        view! { <text class="chart__text" data-look=look font-size="12" x=x y=y>{text}</text> }
    };
    let mark = |mark: &Mark| {
        let ink = mark.ink.then_some("");
        let (x, width) = (mark.x, mark.width);
        let tick = mark.grid.map(|_| view! { <line class="chart__tick" x1=x y1=top x2=x y2=bottom + 14.0 /> });
        view! {
            <rect class="chart__month" data-ink=ink x=x y=top width=width height=height />
            {tick}
            {mark.name.as_ref().map(name)}
        }
    };
    let ticks =
        chart.ticks.iter().map(|x| view! { <line class="chart__tick" x1=*x y1=bottom x2=*x y2=bottom + 3.5 /> });
    view! {
        {chart.marks.iter().map(mark).collect_view()}
        {chart.above.iter().map(name).collect_view()}
        <line class="chart__tick" x1=to y1=top x2=to y2=bottom + 14.0 />
        {ticks.collect_view()}
        <rect class="chart__frame" x=from y=top width=to - from height=height />
    }
}

fn flag(today: &TodayMark) -> impl IntoView + use<> {
    let (flag, text) = (today.flag, today.text.clone());
    view! {
        <rect class="chart__flag" x=flag.left y=flag.top width=flag.width() height=flag.bottom - flag.top />
        <text class="chart__text" data-look="flag" font-size="12" x=flag.left + 6.0 y=flag.bottom - 4.8>{text}</text>
    }
}

fn waypoint(waypoint: &Waypoint, focus: &Focus) -> AnyView {
    let waypoint = waypoint.clone();
    let current = waypoint.events.iter().any(|event| focus.is_on(event));
    let first = waypoint.events.first().cloned().unwrap_or_default();
    let drawing = view! {
            <rect
                class="chart__disc" x=waypoint.x - waypoint.half y=waypoint.y - 11.0 width=waypoint.half * 2.0 height="22"
                rx="11"
            />
            <text class="chart__text" data-look="number" font-size="12" x=waypoint.x y=waypoint.y + 4.3 text-anchor="middle">
                {waypoint.text}
            </text>
    };
    event_link(&first, "chart__event", current, drawing.into_any())
}

/// The words of an event; `land` is how far down the water ends.
fn label(label: &Label, focus: &Focus, land: f64) -> AnyView {
    let anchor = label.anchor.word();
    let lines = label.lines.iter().map(|line| line_view(line, anchor)).collect_view();
    let class = if label.bounds.top > land {
        "chart__event chart__label"
    } else {
        "chart__event chart__label chart__label--sea"
    };
    event_link(&label.event, class, focus.is_on(&label.event), lines.into_any())
}
