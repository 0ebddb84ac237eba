//! The chart turned for a phone: time runs down, land on the left, distance to the right.

use crate::format::{month_name, month_span, number};
use crate::model::Day;

use super::label::{Type, Words, words};
use super::mast::{MastEnd, Name};
use super::place::{Anchor, Rect};
use super::scale::{Coast, DEPTHS_KM, TimeAxis, reach_of, spread, tenth};
use super::text::{text_width, wrap};
use super::{ChartInput, Item, Label, ShoreBar, Stroke, Waypoint, Window, after, items};

/// Everything a view draws on a phone.
#[derive(Debug, Clone, PartialEq)]
pub struct TallChart {
    pub width: f64,
    pub height: f64,
    /// Lines of equal distance, from near to far.
    pub depths: Vec<String>,
    /// The land and the waters within 500, 2,000 and 5,000 km, each drawn over the next: from far to near.
    pub waters: Vec<String>,
    pub land: String,
    pub shore: String,
    /// The kilometres for the ruler that stays in sight.
    pub ruler: Vec<RulerMark>,
    pub zebra_x: f64,
    pub months: Vec<TallMonth>,
    pub ticks: Vec<f64>,
    /// Empty months, folded into one dotted segment each.
    pub folds: Vec<Fold>,
    pub masts: Vec<TallMast>,
    pub bars: Vec<ShoreBar>,
    pub waypoints: Vec<Waypoint>,
    pub labels: Vec<Label>,
}

/// A number on the ruler.
#[derive(Debug, Clone, PartialEq)]
pub struct RulerMark {
    pub x: f64,
    pub text: String,
}

/// A month of the zebra scale.
#[derive(Debug, Clone, PartialEq)]
pub struct TallMonth {
    pub y: f64,
    pub height: f64,
    pub ink: bool,
    pub text: String,
}

/// A run of months without events.
#[derive(Debug, Clone, PartialEq)]
pub struct Fold {
    pub top: f64,
    pub bottom: f64,
    pub first: String,
    pub last: String,
    /// The sentence that says so, in lines.
    pub lines: Vec<(f64, String)>,
    pub bounds: Rect,
}

/// An event that went out to sea.
#[derive(Debug, Clone, PartialEq)]
pub struct TallMast {
    pub event: String,
    /// The line out to the farthest stop.
    pub line: Stroke,
    /// The tinted or hatched area below the line: its days.
    pub body: Rect,
    pub end: MastEnd,
    /// Each stop: a dot on the line and a spar down through the days.
    pub spars: Vec<(f64, bool)>,
    pub names: Vec<Name>,
}

/// Where things stand across the chart.
const ZEBRA_X: f64 = 50.0;
const SHORE: f64 = 92.0;
const LABEL_LEFT: f64 = 134.0;
const MARGIN: f64 = 16.0;
/// A day's height where nothing crowds.
const DAY: f64 = 4.6;
const FOLD: f64 = 84.0;
const DISC: f64 = 11.0;
const GAP: f64 = 16.0;
/// How far an unknown end is hatched, and how far a label waits for a mast's days to end.
const BAND: f64 = 44.0;
const NAME_ROW: f64 = 18.0;
const SIZES: Type = Type { date: 14.0, title: 18.0, caption: 14.0, name: 13.0 };

/// Days to pixels, stretched where labels need room (CH11). Both coordinates ascend.
struct Time {
    knots: Vec<(f64, f64)>,
}

impl Time {
    fn at(&self, day: f64) -> f64 {
        let mut before = (0.0, 0.0);
        for knot in &self.knots {
            if knot.0 >= day {
                let span = knot.0 - before.0;
                return if span > 0.0 { before.1 + (knot.1 - before.1) * (day - before.0) / span } else { knot.1 };
            }
            before = *knot;
        }
        before.1
    }

    fn last(&self) -> (f64, f64) {
        self.knots.last().copied().unwrap_or_default()
    }
}

/// The chart of a year for a narrow screen.
pub fn tall_chart(input: &ChartInput<'_>) -> TallChart {
    let year = input.window.one_year(input.data.year);
    let axis = TimeAxis::new(Window::year(year), 0.0, 1.0);
    let days = axis.window.days();
    let offset = |day: Day| axis.window.offset(day);
    let items = items(input.data, &axis);
    let reach = (input.width - SHORE - MARGIN).max(120.0);
    // Names are laid out on a straight shore, so that both passes find the same rows.
    let flat = Coast { length: 1.0, base: SHORE, reach, swing: 0.0, turned: true };

    // First pass, top to bottom: where each event's block begins, and with it the scale of time.
    let mut time = Time { knots: vec![(0.0, 12.0)] };
    let mut bottom = 12.0;
    let mut folds: Vec<(u32, u32)> = empty_months(&items, year);
    folds.reverse();
    let mut spots: Vec<f64> = Vec::new();
    let mut fold_spots: Vec<(u32, u32, f64)> = Vec::new();
    let month_offset = |month: u32| Day::new(year, month, 1).map_or(days, &offset);
    let mut pass_fold = |time: &mut Time, bottom: &mut f64, first: u32, last: u32| {
        let (day, y) = time.last();
        let from = month_offset(first);
        let top = (y + (from - day) * DAY).max(*bottom + 8.0);
        time.knots.push((from, top));
        time.knots.push((month_offset(last + 1), top + FOLD));
        *bottom = top + FOLD;
        fold_spots.push((first, last, top));
    };
    for item in &items {
        let start = offset(item.event.start).max(0.0);
        while let Some((first, last)) = folds.last().copied().filter(|(first, _)| month_offset(*first) <= start) {
            folds.pop();
            pass_fold(&mut time, &mut bottom, first, last);
        }
        let rise = DISC.max(stop_names(item, input, &flat, 0.0).1);
        let (day, y) = time.last();
        let at = (y + (start - day).max(0.0) * DAY).max(bottom + GAP + rise);
        time.knots.push((start.max(day), at));
        spots.push(at);
        // The days of an event keep their natural height though what follows is stretched: its label stands below them.
        if let Some(length) = item.event.days().map(f64::from).filter(|_| item.at_sea()) {
            let last = (offset(item.event.start) + length).min(days);
            let next = items.get(spots.len()).map_or(days, |next| offset(next.event.start));
            if last <= next && last > start {
                time.knots.push((last, at + (last - start) * DAY));
            }
        }
        let words = words(item, input.lang, input.words, SIZES, input.width - LABEL_LEFT - MARGIN);
        bottom = at + drop(item) + words.height;
    }
    while let Some((first, last)) = folds.pop() {
        pass_fold(&mut time, &mut bottom, first, last);
    }
    let (day, y) = time.last();
    let end = (y + (days - day).max(0.0) * DAY).max(bottom + GAP);
    time.knots.push((days, end));
    let height = end + 28.0;

    // Second pass: everything at its place.
    let coast = Coast { length: height, base: SHORE, reach, swing: 0.5, turned: true };
    let year_day = |day: Day| time.at(offset(day).clamp(0.0, days));
    let mut labels = Vec::new();
    let mut masts = Vec::new();
    let mut waypoints = Vec::new();
    let mut bars = Vec::new();
    for (item, y) in items.iter().zip(&spots) {
        let x = coast.across(*y, 0.0);
        let bounds = Rect::new(x - DISC, y - DISC, x + DISC, y + DISC);
        waypoints.push(Waypoint {
            x: tenth(x),
            y: tenth(*y),
            half: DISC,
            text: item.number.to_string(),
            events: vec![item.event.id.clone()],
            bounds,
        });
        if item.at_sea() {
            masts.push(mast(item, input, (&coast, &flat), *y, item.event.end.map(|end| year_day(after(end)))));
        } else if item.event.end != Some(item.event.start) {
            let to = item.event.end.map_or(end, |day| year_day(after(day)));
            let open = item.event.end.is_none_or(|day| offset(day) >= days);
            bars.push(ShoreBar {
                event: item.event.id.clone(),
                path: coast.path(*y, to, 0.0, 0.0),
                beyond: open.then(|| coast.path(end, height, 0.0, 0.0)),
            });
        }
        let words: Words = words(item, input.lang, input.words, SIZES, input.width - LABEL_LEFT - MARGIN);
        labels.push(words.place(&item.event.id, Anchor::Start, LABEL_LEFT, tenth(y + drop(item))));
    }
    let folded = |month: u32| fold_spots.iter().any(|(first, last, _)| (*first..=*last).contains(&month));
    let months: Vec<Day> =
        (1..=12).filter_map(|month| Day::new(year, month, 1).ok()).filter(|day| !folded(day.month())).collect();
    let far = [5_000.0, 2_000.0, 500.0];
    TallChart {
        width: input.width,
        height: tenth(height),
        depths: DEPTHS_KM.iter().take(3).map(|km| coast.path(0.0, height, reach_of(*km), 0.0)).collect(),
        waters: far.iter().map(|km| coast.area(reach_of(*km), 0.0)).collect(),
        land: coast.area(0.0, 0.0),
        shore: coast.path(0.0, height, 0.0, 0.0),
        ruler: ruler(&coast),
        zebra_x: ZEBRA_X,
        ticks: months.iter().flat_map(|m| [10, 20].map(|days| tenth(year_day(m.plus(days))))).collect(),
        months: months
            .iter()
            .map(|first| {
                let y = year_day(*first);
                let next = time.at(offset(*first) + f64::from(first.days_in_month()));
                TallMonth {
                    y: tenth(y),
                    height: tenth(next - y),
                    ink: first.month() % 2 == 1,
                    text: month_name(input.lang, first.month()).to_owned(),
                }
            })
            .collect(),
        folds: fold_spots.iter().map(|(first, last, top)| fold(input, *first, *last, *top)).collect(),
        masts,
        bars,
        waypoints,
        labels,
    }
}

/// From an event's line down to the top of its label.
fn drop(item: &Item<'_>) -> f64 {
    if !item.at_sea() {
        return -10.0;
    }
    match item.event.days() {
        None => BAND + 6.0,
        Some(days) => (f64::from(days) * DAY).min(BAND) + 6.0,
    }
}

/// Runs of two and more months in which nothing happened (CH12).
fn empty_months(items: &[Item<'_>], year: i32) -> Vec<(u32, u32)> {
    let busy = |month: u32| {
        items.iter().any(|item| {
            let event = item.event;
            let last = item.drawn_to();
            let from = if event.start.year() < year { 1 } else { event.start.month() };
            let to = if last.year() > year { 12 } else { last.month() };
            (from..=to).contains(&month)
        })
    };
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for month in (1..=12).filter(|month| !busy(*month)) {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == month => *last = month,
            _ => runs.push((month, month)),
        }
    }
    runs.retain(|(first, last)| last > first);
    runs
}

fn fold(input: &ChartInput<'_>, first: u32, last: u32, top: f64) -> Fold {
    let sentence = input.words.no_events.replace("{months}", &month_span(input.lang, first, last));
    let texts = wrap(&sentence, 14.0, false, input.width - LABEL_LEFT - MARGIN);
    let mut y = top + FOLD / 2.0 - 10.0 * texts.len() as f64 + 15.0;
    let width = texts.iter().map(|text| text_width(text, 14.0, false)).fold(0.0, f64::max);
    let bounds = Rect::new(LABEL_LEFT, y - 15.0, LABEL_LEFT + width, y - 15.0 + 20.0 * texts.len() as f64);
    let lines = texts
        .into_iter()
        .map(|text| {
            let line = (tenth(y), text);
            y += 20.0;
            line
        })
        .collect();
    Fold {
        top: tenth(top),
        bottom: tenth(top + FOLD),
        first: month_name(input.lang, first).to_owned(),
        last: month_name(input.lang, last).to_owned(),
        lines,
        bounds,
    }
}

fn ruler(coast: &Coast) -> Vec<RulerMark> {
    let mark = |km: f64| {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let text = number(km as u64);
        RulerMark { x: tenth(coast.base + reach_of(km) * coast.reach), text }
    };
    [0.0, 500.0, 2_000.0, 5_000.0].into_iter().map(mark).collect()
}

fn mast(
    item: &Item<'_>,
    input: &ChartInput<'_>,
    (coast, flat): (&Coast, &Coast),
    y: f64,
    end: Option<f64>,
) -> TallMast {
    let x = coast.across(y, 0.0);
    let stops = stop_places(item, coast, y);
    let far = stops.last().copied().unwrap_or(x);
    let (bottom, kind) = match end {
        Some(end) => (end, MastEnd::Known),
        None => (y + BAND, MastEnd::Unknown),
    };
    TallMast {
        event: item.event.id.clone(),
        line: Stroke { x1: x, y1: y, x2: far + 6.0, y2: y },
        body: Rect::new(x, y, far, tenth(bottom)),
        end: kind,
        spars: stops.iter().zip(&item.stops).map(|(x, stop)| (tenth(*x), stop.inferred)).collect(),
        names: stop_names(item, input, flat, y).0,
    }
}

fn stop_places(item: &Item<'_>, coast: &Coast, y: f64) -> Vec<f64> {
    let wanted: Vec<f64> = item.stops.iter().map(|stop| coast.across(y, reach_of(stop.km))).collect();
    spread(&wanted, 12.0, coast.base + 22.0, coast.base + coast.reach)
}

/// The names over the line, near stops sharing one text, in as many rows as it takes; and how far up they reach.
fn stop_names(item: &Item<'_>, input: &ChartInput<'_>, coast: &Coast, y: f64) -> (Vec<Name>, f64) {
    let places = stop_places(item, coast, y);
    let mut groups: Vec<(f64, f64, String)> = Vec::new();
    for (x, stop) in places.iter().zip(&item.stops) {
        let name = stop.name.get(input.lang);
        match groups.last_mut() {
            Some((_, to, text)) if x - *to < 26.0 => {
                *to = *x;
                *text = format!("{text} · {name}");
            }
            _ => groups.push((*x, *x, name.to_owned())),
        }
    }
    let mut names: Vec<Name> = Vec::new();
    let mut rise: f64 = 0.0;
    for (from, to, text) in groups {
        for line in wrap(&text, SIZES.name, false, input.width - LABEL_LEFT).into_iter().rev() {
            let width = text_width(&line, SIZES.name, false);
            let right = ((from + to + width) / 2.0).min(input.width - 8.0).max(SHORE + 16.0 + width);
            let row = |row: f64| {
                Rect::new(right - width, y - 30.0 - row * NAME_ROW, right, y - 30.0 - (row - 1.0) * NAME_ROW)
            };
            let mut n = 0.0;
            while names.iter().any(|name| name.bounds.overlaps(&row(n).widened(6.0))) {
                n += 1.0;
            }
            let bounds = row(n);
            rise = rise.max(y - bounds.top);
            names.push(Name {
                text: line,
                x: tenth(right),
                y: tenth(bounds.bottom - 4.0),
                anchor: Anchor::End,
                size: SIZES.name,
                bounds,
            });
        }
    }
    (names, rise)
}
