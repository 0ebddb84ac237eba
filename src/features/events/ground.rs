//! Behind the events: lines of the calendar, seasons, leads by week, the shore and what landed.

use landfall_core::view::chart::text_width;
use landfall_core::view::timeline::{
    DOT, Group, Pile, Seal, Season, Span, Unit, bands, pile_unit, piles, seals, ticks,
};
use leptos::prelude::*;

use super::axis::{px, share};
use super::state::{FLOW, LAND, MARGIN, Stage, strips};
use crate::i18n::{Locale, t, t_string, use_i18n, use_lang};
use crate::ui::live_view;

/// Where the lines begin: under the names of the days; the same as in the style sheet.
const WINDOW: f64 = 52.0;

/// What is laid out: more than is in sight to either side, and where it begins.
pub fn wide(anchor: &Span) -> (Span, f64) {
    let margin = anchor.width * MARGIN;
    let days = margin / anchor.per_day();
    let span = Span { start: anchor.start - days, days: anchor.days + 2.0 * days, width: anchor.width + 2.0 * margin };
    (span, -margin)
}

fn season_words(i18n: leptos_i18n::I18nContext<Locale>, number: Option<i64>, title: &str, open: bool) -> String {
    let name = match number {
        Some(number) => t_string!(i18n, events.season_number, number = number),
        None => title.to_owned(),
    };
    if open { t_string!(i18n, events.season_from, name = name) } else { name }
}

/// Lines and seasons over the whole height.
#[component]
pub fn Grid(stage: Stage) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang();
    live_view(move || {
        let (span, left) = wide(&stage.anchor.get());
        let (_, height) = stage.size.get();
        let axis_width = stage.anchor.with(|anchor| anchor.width);
        // From the names of the seasons down to the shore.
        let ground = height - if strips(height) > 0.0 { LAND } else { 0.0 } - WINDOW;
        let axis = ticks(&span, lang.get());
        let lines = |row: &[landfall_core::view::timeline::Tick]| {
            row.iter().map(|tick| format!("M{:.1} 0V{ground:.0}", tick.x)).collect::<String>()
        };
        let (bold, fine) = (lines(&axis.bold), lines(&axis.fine));
        let name = move |season: &Season| {
            text_width(&season_words(i18n, season.number, &season.title, season.end.is_none()), 12.0, true) + 16.0
        };
        let bands = stage.timeline.with(|timeline| bands(&timeline.seasons, &span, &name));
        let bands = bands.into_iter().map(|band| {
            let words = season_words(i18n, band.number, &band.title, band.width.is_none());
            let tint = match band.width {
                Some(width) => view! { <rect class="timeline__band" x=px(band.x) y="0" width=px(width) height=px(ground) /> }.into_any(),
                // Steps off: nobody knows until when.
                None => (0..4_u8).map(|step| view! {
                    <rect class="timeline__band" data-step=step.to_string() x=px(band.x + f64::from(step) * 46.0) y="0" width="46" height=px(ground) />
                }).collect_view().into_any(),
            };
            let line = view! { {tint}<line class="timeline__season" x1=px(band.x) x2=px(band.x) y1="0" y2=px(ground) /> };
            // Beside the drawing, which is stretched while one zooms.
            let name = band.text_x.map(|x| view! {
                <span class="timeline__season-name" aria-hidden="true" style=("left", share(x - 7.0 + left, axis_width))>{words}</span>
            });
            (line, name)
        });
        let (bands, names): (Vec<_>, Vec<_>) = bands.unzip();
        view! {
            <svg
                class="timeline__grid" aria-hidden="true" viewBox=format!("0 0 {} {}", px(span.width), px(height)) preserveAspectRatio="none"
                height=px(height) style=("left", share(left, axis_width)) style=("width", share(span.width, axis_width))
            >
                <path class="timeline__fine-line" d=fine />
                <path class="timeline__bold-line" d=bold />
                {bands}
            </svg>
            {names}
        }
        .into_any()
    })
}

/// Leads by week, the shore, landings.
#[component]
pub fn Strips(stage: Stage) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang();
    let shown = Memo::new(move |_| strips(stage.size.get().1) > 0.0);
    let chosen = Memo::new(move |_| stage.current.get().or_else(|| stage.open.get()));
    view! {
        <Show when=move || shown.get()>
            {live_view(move || {
                let (span, left) = wide(&stage.anchor.get());
                let (lang, axis_width) = (lang.get(), stage.anchor.with(|anchor| anchor.width));
                let (piles, seals) = stage.leads.with(|leads| {
                    let piles = chosen.with(|chosen| piles(&leads.entered, &span, FLOW - 22.0, chosen.as_ref()));
                    (piles, seals(&leads.landings, &span, lang))
                });
                let piles = piles.into_iter().map(|pile| pile_view(i18n, lang, (left, axis_width), pile)).collect_view();
                let seals = seals.into_iter().map(|seal| seal_view(i18n, (left, axis_width), seal)).collect_view();
                view! {
                    <div class="timeline__piles">{piles}</div>
                    <div class="timeline__seals">{seals}</div>
                }
                .into_any()
            })}
        </Show>
    }
}

fn pile_view(
    i18n: leptos_i18n::I18nContext<Locale>,
    lang: landfall_core::model::Lang,
    (left, axis_width): (f64, f64),
    pile: Pile,
) -> AnyView {
    let height = FLOW - 22.0;
    let dates = landfall_core::format::dates(lang, pile.from, Some(pile.to));
    let name = t_string!(i18n, events.pile_name, dates = dates, count = pile.count);
    let range = format!("{}/{}", pile.from, pile.to);
    let origin = pile.x;
    let dots = pile.dots.iter().map(|dot| {
        let (x, y) = (dot.x - origin, dot.y);
        let linked = dot.linked.to_string();
        match dot.group {
            Group::Landed => view! {
                <rect class="dot" data-group="landed" data-linked=linked x=px(x - DOT) y=px(y - DOT) width=px(2.0 * DOT) height=px(2.0 * DOT) />
            }.into_any(),
            Group::Tracking => view! { <circle class="dot" data-group="tracking" data-linked=linked cx=px(x) cy=px(y) r=px(DOT) /> }.into_any(),
            Group::Target | Group::Out => view! { <circle class="dot" data-group="target" data-linked=linked cx=px(x) cy=px(y) r=px(DOT - 0.7) /> }.into_any(),
        }
    }).collect_view();
    let bar = (pile.bar > 0.0).then(|| view! {
        <rect class="timeline__pile-bar" data-linked=pile.linked.to_string() x="1" width=px((pile.width - 2.0).max(1.0)) y=px(height - pile.bar) height=px(pile.bar) />
        {(pile.width >= 26.0).then(|| view! {
            <text class="timeline__pile-count" x=px(pile.width / 2.0) y=px(height - pile.bar - 4.0) text-anchor="middle">{pile.count}</text>
        })}
    });
    view! {
        <button
            class="timeline__pile" type="button" tabindex="-1" aria-label=name.clone() title=name data-pile=range
            style=("left", share(pile.x + left, axis_width)) style=("width", share(pile.width, axis_width))
        >
            <svg width=px(pile.width) height=px(height) aria-hidden="true">{bar}{dots}</svg>
        </button>
    }
    .into_any()
}

fn seal_view(i18n: leptos_i18n::I18nContext<Locale>, (left, axis_width): (f64, f64), seal: Seal) -> AnyView {
    let name = t_string!(i18n, events.landing_name, name = seal.text.clone(), dates = seal.dates.clone());
    let leads = seal.leads.iter().map(landfall_core::model::RecordId::as_str).collect::<Vec<_>>().join("\n");
    view! {
        <button
            class="timeline__seal" type="button" tabindex="-1" data-landed=leads aria-label=name.clone() title=name
            style=("left", share(seal.x + left, axis_width))
        >
            <span class="timeline__stem"></span><span class="timeline__square"></span><span class="timeline__landed">{seal.text}</span>
        </button>
    }
    .into_any()
}

/// The shore, over the whole width whatever the days.
#[component]
pub fn Shore(stage: Stage) -> impl IntoView {
    live_view(move || {
        let (width, height) = stage.size.get();
        // The names of the lanes stand left of the axis, and the shore runs under them too.
        let width = width + 240.0;
        let coast =
            landfall_core::view::chart::Coast { length: width, base: 8.0, reach: 0.0, swing: 0.5, turned: false };
        let (line, area) = (coast.path(0.0, width, 0.0, 0.0), coast.area(0.0, LAND + 8.0));
        (strips(height) > 0.0)
            .then(|| {
                view! {
                    <svg class="timeline__shore" aria-hidden="true" width=px(width) height=px(LAND + 8.0)>
                        <path class="timeline__land" d=area />
                        <path class="timeline__coast" d=line />
                    </svg>
                }
            })
            .into_any()
    })
}

/// The names left of the strips, and what the dots mean.
#[component]
pub fn StripNames(stage: Stage) -> impl IntoView {
    let i18n = use_i18n();
    let shown = Memo::new(move |_| strips(stage.size.get().1) > 0.0);
    let counted = Memo::new(move |_| {
        let (span, _) = wide(&stage.anchor.get());
        let unit = pile_unit(&span);
        let dots = stage
            .leads
            .with(|leads| piles(&leads.entered, &span, FLOW - 22.0, None).iter().all(|pile| pile.bar == 0.0));
        (unit, dots)
    });
    let note = move || {
        let (unit, dots) = counted.get();
        let unit = match unit {
            Unit::Day | Unit::Week | Unit::TwoWeeks => t_string!(i18n, events.by_week).to_owned(),
            Unit::Month => t_string!(i18n, events.by_month).to_owned(),
            Unit::Quarter => t_string!(i18n, events.by_quarter).to_owned(),
            Unit::Years(1) => t_string!(i18n, events.by_year).to_owned(),
            Unit::Years(years) => t_string!(i18n, events.by_years, count = years),
        };
        if dots { t_string!(i18n, events.dot_each, unit = unit) } else { t_string!(i18n, events.bar_each, unit = unit) }
    };
    view! {
        <Show when=move || shown.get()>
            <div class="timeline__name timeline__name--flow">
                <span class="timeline__lane-name">{t!(i18n, events.entered)}</span>
                <span class="timeline__lane-note">{live_view(move || note().into_any())}</span>
            </div>
            <div class="timeline__name timeline__name--land">
                <span class="timeline__lane-name">{t!(i18n, events.landed)}</span>
                <span class="timeline__lane-note">{t!(i18n, events.landed_note)}</span>
            </div>
            <p class="timeline__legend">
                <span><svg width="10" height="10" aria-hidden="true"><circle class="dot" data-group="target" cx="5" cy="5" r="3.8" /></svg>{t!(i18n, board.target)}</span>
                <span><svg width="10" height="10" aria-hidden="true"><circle class="dot" data-group="tracking" cx="5" cy="5" r="4.5" /></svg>{t!(i18n, board.tracking)}</span>
                <span><svg width="10" height="10" aria-hidden="true"><rect class="dot" data-group="landed" x="0.5" y="0.5" width="9" height="9" /></svg>{t!(i18n, board.landed)}</span>
            </p>
        </Show>
    }
}
