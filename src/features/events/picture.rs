//! The timeline as one drawing, for a file: what is in sight, with its axis, lanes, leads and landings.

use landfall_core::format;
use landfall_core::model::Lang;
use landfall_core::view::timeline::{DOT, Form, Group, Mark, Span, piles, seals, ticks};
use leptos::prelude::*;

use super::axis::px;
use super::state::{FLOW, HEAD, LAND, Stage, strips};
use crate::i18n::{t_string, use_i18n, use_lang};
use crate::store::screen::{self, Picture};
use crate::store::use_session;

/// Left of the axis.
const NAMES: f64 = 120.0;
const PLACE: &str = "timeline-picture";

/// A kind of file that is being made: the drawing is there only so long.
pub type Wanted = RwSignal<Option<Picture>>;

/// Draws what is in sight and saves it, when it is wanted.
#[component]
pub fn PictureMaker(stage: Stage, wanted: Wanted) -> impl IntoView {
    let (i18n, lang, session) = (use_i18n(), use_lang(), use_session());
    let failed = Callback::new(move |()| session.say(t_string!(i18n, events.picture_failed).to_owned(), false));
    Effect::new(move |_| {
        let Some(kind) = wanted.get() else { return };
        let lang = lang.get_untracked();
        request_animation_frame(move || {
            let (from, to) = stage.span.get_untracked().rounded();
            let today = untrack(|| stage.workspace.today());
            let title = t_string!(i18n, events.list);
            let mut lines = vec![format!("{title}  {}", format::dates(lang, from, Some(to)))];
            if stage.workspace.peek(landfall_core::document::Document::has_sample) {
                lines.push(t_string!(i18n, staff.sample_badge).to_owned());
            }
            lines.push(t_string!(i18n, events.picture_made, day = format::day_plain(lang, today)));
            screen::save_picture(PLACE, &format!("{}-{title}-{from}", t_string!(i18n, app.name)), kind, &lines, failed);
            wanted.set(None);
        });
    });
    view! {
        <Show when=move || wanted.get().is_some()>
            <div class="visually-hidden" id=PLACE aria-hidden="true">{drawing(stage, lang.get_untracked())}</div>
        </Show>
    }
}

fn drawing(stage: Stage, lang: Lang) -> AnyView {
    let span = stage.span.get_untracked();
    let lanes = stage.lanes.get_untracked();
    let low = strips(stage.size.get_untracked().1);
    let (width, body) = (span.width, lanes.total());
    let height = HEAD + body + low;
    let foot = height - if low > 0.0 { LAND } else { 0.0 };
    let axis = ticks(&span, lang);
    let grid: String =
        axis.bold.iter().filter(|tick| tick.x >= 0.0).map(|tick| format!("M{:.1} {HEAD}V{foot:.0}", tick.x)).collect();
    let rows: String =
        (0..=lanes.count).map(|lane| format!("M{} {:.0}H{width:.0}", -NAMES, HEAD + lanes.top(lane))).collect();
    let names = untrack(|| stage.lane_words()).into_iter().enumerate().map(|(lane, name)| {
        view! { <text class="picture__name" font-size="13" x=px(16.0 - NAMES) y=px(HEAD + lanes.top(lane) + lanes.height / 2.0 + 4.0)>{name}</text> }
    });
    let marks = stage.marks.get_untracked();
    let seen = marks.iter().filter(|mark| mark.x > -mark.bar && mark.x < width);
    let marks = seen.map(mark_view).collect_view();
    view! {
        <svg width=px(NAMES + width) height=px(height)>
            <defs>
                <pattern id="picture-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <line class="timeline__hatch" x1="0" y1="0" x2="0" y2="7" />
                </pattern>
                <clipPath id="picture-clip"><rect width=px(width) height=px(height) /></clipPath>
            </defs>
            <g transform=format!("translate({NAMES} 0)")>
                <rect class="picture__water" x=px(-NAMES) width=px(NAMES + width) height=px(foot) />
                <path class="picture__lane" d=rows />
                <path class="picture__lane" d=grid />
                {axis_view(&span, lang)}
                {names.collect_view()}
                <g clip-path="url(#picture-clip)">{today(stage, &span, foot)}{marks}{(low > 0.0).then(|| flow(stage, &span, lang, foot))}</g>
            </g>
        </svg>
    }
    .into_any()
}

fn axis_view(span: &Span, lang: Lang) -> AnyView {
    let axis = ticks(span, lang);
    let bold = axis.bold.iter().map(|tick| {
        let (x, right) = (tick.x.max(0.0), tick.right.min(span.width));
        view! {
            <rect class="timeline__zebra" data-odd=tick.odd.to_string() x=px(x) y="26" width=px((right - x).max(0.0)) height="7" />
            <text class="timeline__bold" font-size="14" x=px(tick.text_x) y="19">{tick.text.clone()}</text>
        }
    });
    let fine = axis.fine.iter().map(|tick| view! {
        <text class="timeline__fine" font-size="12" x=px(tick.text_x) y="49" text-anchor="middle">{tick.text.clone()}</text>
    });
    view! { {bold.collect_view()}{fine.collect_view()} }.into_any()
}

fn today(stage: Stage, span: &Span, foot: f64) -> AnyView {
    let today = untrack(|| stage.workspace.today());
    let x = span.x(today) + span.per_day() / 2.0;
    (x >= 0.0 && x <= span.width)
        .then(|| view! { <line class="overview__today" x1=px(x) x2=px(x) y1="20" y2=px(foot) /> })
        .into_any()
}

fn mark_view(mark: &Mark) -> AnyView {
    let y = HEAD + mark.y;
    let leads = if mark.leads > 0 && !matches!(mark.form, Form::Bare | Form::Group) { 32.0 } else { 0.0 };
    let number = (leads > 0.0).then(|| {
        let x = mark.x + mark.bar + 6.0;
        view! {
            <rect class="picture__box" x=px(x) y=px(y) width="24" height="17" rx="2" />
            <text class="picture__number" font-size="12" x=px(x + 12.0) y=px(y + 13.0) text-anchor="middle">{mark.leads}</text>
        }
    });
    let words = match mark.form {
        Form::Full => Some((mark.x + mark.shift, y + 33.0)),
        Form::Line => Some((mark.x + mark.bar + leads + 6.0, y + 14.0)),
        Form::Bare | Form::Group => None,
    };
    let label = words.map(|(x, y)| {
        view! {
            <text class="picture__title" font-size="13" x=px(x) y=px(y)>{mark.title.clone()}</text>
            <text class="picture__caption" font-size="12" x=px(x) y=px(y + 16.0)>{mark.caption.clone()}</text>
        }
    });
    if mark.form == Form::Group {
        return view! {
            <rect class="picture__box" x=px(mark.x) y=px(y) width="36" height="20" rx="2" />
            <text class="picture__number" font-size="12" x=px(mark.x + 18.0) y=px(y + 15.0) text-anchor="middle">{mark.count}</text>
        }
        .into_any();
    }
    view! {
        <rect
            class="picture__bar" data-sample=mark.sample.to_string() data-open-end=mark.open.to_string() x=px(mark.x) y=px(y)
            width=px(mark.bar) height="16"
        />
        {number}{label}
    }
    .into_any()
}

fn flow(stage: Stage, span: &Span, lang: Lang, foot: f64) -> AnyView {
    let top = foot - FLOW + 22.0;
    stage.leads.with_untracked(|leads| {
        let piles = piles(&leads.entered, span, FLOW - 22.0, None).into_iter().map(|pile| {
            let dots = pile.dots.iter().map(|dot| {
                let (x, y) = (dot.x, top + dot.y);
                let group = match dot.group {
                    Group::Landed => "landed",
                    Group::Tracking => "tracking",
                    Group::Target | Group::Out => "target",
                };
                view! { <circle class="dot" data-group=group cx=px(x) cy=px(y) r=px(DOT - 0.5) /> }
            });
            view! {
                {dots.collect_view()}
                <rect class="timeline__pile-bar" x=px(pile.x + 1.0) width=px((pile.width - 2.0).max(1.0)) y=px(foot - pile.bar) height=px(pile.bar) />
            }
        });
        let seals = seals(&leads.landings, span, lang).into_iter().map(|seal| view! {
            <rect class="dot" data-group="landed" x=px(seal.x - 6.0) y=px(foot + 18.0) width="12" height="12" />
            <text class="picture__caption" font-size="12" x=px(seal.x + 11.0) y=px(foot + 28.0)>{seal.text.clone()}</text>
        });
        let width = span.width;
        view! {
            {piles.collect_view()}
            <rect class="timeline__land" y=px(foot) width=px(width) height=px(LAND) />
            <line class="timeline__coast" x2=px(width) y1=px(foot) y2=px(foot) />
            {seals.collect_view()}
        }
        .into_any()
    })
}
