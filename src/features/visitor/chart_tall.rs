use landfall_core::view::chart::{Fold, TallChart, TallMast, TallMonth};
use leptos::prelude::*;

use super::chart::{Focus, Hatch, draws_up, event_link, line_view};
use crate::i18n::{t, use_i18n};

/// The chart for a phone: time runs down, and a ruler of kilometres stays in sight. A picture: the list of events
/// says the same in words.
#[component]
pub fn TallChartView(chart: TallChart, #[prop(optional)] focus: Focus) -> impl IntoView {
    let i18n = use_i18n();
    let (width, height) = (chart.width, chart.height);
    let draw = if draws_up() { Some("up") } else { None };
    let ruler = chart
        .ruler
        .iter()
        .map(|mark| view! { <span class="chart-ruler__mark" style=("left", format!("{}px", mark.x))>{mark.text.clone()}</span> })
        .collect_view();
    view! {
        <div class="chart-tall" aria-hidden="true">
            <div class="chart-ruler">{ruler}<span class="chart-ruler__unit">{t!(i18n, home.ruler)}</span></div>
            <svg
                class="chart" viewBox=format!("0 0 {width} {height}") width=width height=height aria-hidden="true"
                data-draw=draw data-tall="" data-story=focus.mark()
            >
                <Hatch />
                {grounds(&chart).into_any()}
                {chart.masts.iter().enumerate().map(|(i, mast)| mast_view(i, mast, &focus)).collect_view().into_any()}
                {shore(&chart, &focus).into_any()}
                {zebra(&chart).into_any()}
                {chart.folds.iter().map(|item| fold(item, chart.zebra_x)).collect_view().into_any()}
                {words(&chart, &focus).into_any()}
            </svg>
        </div>
    }
}

fn grounds(chart: &TallChart) -> impl IntoView + use<> {
    let paths = |paths: &[String]| paths.to_vec();
    view! {
        <rect class="chart__water" data-depth="0" width=chart.width height=chart.height />
        {paths(&chart.waters)
            .into_iter()
            .enumerate()
            .map(|(i, path)| view! { <path class="chart__water" data-depth=i + 1 d=path /> })
            .collect_view()}
        {paths(&chart.depths).into_iter().map(|path| view! { <path class="chart__depth" d=path /> }).collect_view()}
        <path class="chart__land" d=chart.land.clone() />
    }
}

fn shore(chart: &TallChart, focus: &Focus) -> impl IntoView + use<> {
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
        {bars}
    }
}

fn mast_view(index: usize, mast: &TallMast, focus: &Focus) -> impl IntoView + use<> {
    use landfall_core::view::chart::MastEnd;
    let end = if mast.end == MastEnd::Unknown { "unknown" } else { "known" };
    let (line, body) = (mast.line, mast.body);
    let spars = mast
        .spars
        .iter()
        .map(|(x, inferred)| {
            let dot = if *inferred { "chart__hollow" } else { "chart__stop" };
            let inferred = inferred.then_some("");
            view! {
                <line class="chart__spar" data-inferred=inferred x1=*x y1=body.top x2=*x y2=body.bottom.min(body.top + 44.0) />
                <circle class=dot cx=*x cy=line.y1 r="4.5" />
            }
        })
        .collect_view();
    let names = mast
        .names
        .iter()
        .map(|name| {
            let name = name.clone();
            view! {
                <text
                    class="chart__text" data-look="name" font-size=name.size x=name.x y=name.y
                    text-anchor=name.anchor.word()
                >
                    {name.text}
                </text>
            }
        })
        .collect_view();
    view! {
        <g class="chart__group" data-current=focus.is_on(&mast.event).then_some("")>
        <g class="chart__mast" style=("--n", index.to_string())>
            <rect
                class="chart__days" data-end=end x=body.left y=body.top width=body.width() height=body.bottom - body.top
            />
            <line class="chart__pole" x1=line.x1 y1=line.y1 x2=line.x2 y2=line.y2 />
        </g>
        {spars}
        {names}
        </g>
    }
}

fn zebra(chart: &TallChart) -> impl IntoView + use<> {
    let left = chart.zebra_x;
    let month = |month: &TallMonth| {
        let ink = month.ink.then_some("");
        let month = month.clone();
        view! {
            <rect class="chart__month" data-ink=ink x=left y=month.y width="8" height=month.height />
            <rect class="chart__frame" x=left y=month.y width="8" height=month.height />
            <line class="chart__tick" x1="16" y1=month.y x2=left + 8.0 y2=month.y />
            <text class="chart__text" data-look="axis" font-size="13" x="16" y=month.y + 17.0>{month.text}</text>
        }
    };
    let ticks = chart.ticks.iter().map(|y| view! { <line class="chart__tick" x1=left - 4.0 y1=*y x2=left y2=*y /> });
    view! {
        {chart.months.iter().map(month).collect_view()}
        {ticks.collect_view()}
    }
}

fn fold(fold: &Fold, zebra_x: f64) -> impl IntoView + use<> {
    let fold = fold.clone();
    let x = zebra_x + 4.0;
    let left = fold.bounds.left;
    view! {
        <line class="chart__fold" x1=x y1=fold.top + 6.0 x2=x y2=fold.bottom - 4.0 />
        <text class="chart__text" data-look="axis" font-size="13" x="16" y=fold.top + 19.0>{fold.first}</text>
        <text class="chart__text" data-look="axis" font-size="13" x="16" y=fold.bottom - 10.0>{fold.last}</text>
        {fold
            .lines
            .into_iter()
            .map(|(y, text)| view! { <text class="chart__text" data-look="caption" font-size="14" x=left y=y>{text}</text> })
            .collect_view()}
    }
}

fn words(chart: &TallChart, focus: &Focus) -> impl IntoView + use<> {
    let discs = chart
        .waypoints
        .iter()
        .map(|waypoint| {
            let waypoint = waypoint.clone();
            let current = waypoint.events.iter().any(|event| focus.is_on(event)).then_some("");
            view! {
                <g class="chart__group" data-current=current>
                    <circle class="chart__disc" cx=waypoint.x cy=waypoint.y r="11" />
                    <text
                        class="chart__text" data-look="number" font-size="12" x=waypoint.x y=waypoint.y + 4.3
                        text-anchor="middle"
                    >
                        {waypoint.text}
                    </text>
                </g>
            }
        })
        .collect_view();
    let labels = chart
        .labels
        .iter()
        .map(|label| {
            let lines = label.lines.iter().map(|line| line_view(line, label.anchor.word())).collect_view();
            event_link(&label.event, "chart__event chart__label", focus.is_on(&label.event), lines.into_any())
        })
        .collect_view();
    view! {
        {discs}
        {labels}
    }
}
