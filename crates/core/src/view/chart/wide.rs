//! The chart with time to the right and distance up: from 600 px.

use crate::format::{day_short, number};

use super::label::Type;
use super::land::{HomeEvent, land};
use super::marks::{Mark, MarkName, marks};
use super::mast::{Body, MastEnd, Spar, spars};
use super::overlay::{ChartCase, Promise, cases, promise};
use super::place::{Anchor, Rect, Room};
use super::scale::{Coast, DEPTHS_KM, TimeAxis, reach_of, tenth};
use super::sea::sea_labels;
use super::text::text_width;
use super::{ChartInput, Item, Label, Setting, ShoreBar, Stroke, Waypoint, after, items};

/// Everything a view draws, in CSS pixels from the chart's upper left corner.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    pub width: f64,
    pub height: f64,
    /// From far to near; the last is the water at the shore.
    pub waters: Vec<String>,
    pub depths: Vec<Depth>,
    pub land: String,
    pub shore: String,
    /// A second, fainter line just inland.
    pub shore_inner: String,
    /// Top and height of the zebra scale.
    pub zebra: (f64, f64),
    /// From where to where it runs.
    pub zebra_span: (f64, f64),
    pub marks: Vec<Mark>,
    /// A second row of names under the zebra: the months of days, the years of quarters.
    pub above: Vec<MarkName>,
    /// Every ten days of a month, under the zebra.
    pub ticks: Vec<f64>,
    pub today: Option<TodayMark>,
    pub masts: Vec<Mast>,
    pub bars: Vec<ShoreBar>,
    pub rules: Vec<Stroke>,
    pub waypoints: Vec<Waypoint>,
    pub labels: Vec<Label>,
    /// Where the page's promise stands on the water; `None`: it needs a place of its own.
    pub promise: Option<Promise>,
    /// Where the cases stand on land, in the order of the file; empty: they need a place of their own.
    pub cases: Vec<ChartCase>,
    /// Where the note beside the cases stands.
    pub cases_note: Option<Rect>,
}

/// A line of equal distance.
#[derive(Debug, Clone, PartialEq)]
pub struct Depth {
    pub path: String,
    /// The part that runs behind the promise.
    pub veiled: Option<String>,
    pub text: String,
    pub x: f64,
    pub y: f64,
    pub anchor: Anchor,
    pub bounds: Rect,
    /// The outermost is dotted: there is no change of tint at it.
    pub dotted: bool,
}

/// Where today is.
#[derive(Debug, Clone, PartialEq)]
pub struct TodayMark {
    /// From the flag down to the shore.
    pub line: Stroke,
    /// The flag, right of the line or left of it.
    pub flag: Rect,
    pub text: String,
}

/// An event that went out to sea.
#[derive(Debug, Clone, PartialEq)]
pub struct Mast {
    pub event: String,
    pub x: f64,
    pub top: f64,
    pub foot: f64,
    /// The tinted or hatched area.
    pub body: String,
    pub end: MastEnd,
    /// The right edge, where the end is known.
    pub edge: Option<Stroke>,
    pub spars: Vec<Spar>,
}

/// The measures of a chart, by the room there is.
struct Plan {
    base: f64,
    reach: f64,
    top: f64,
    from: f64,
    to: f64,
    /// The distances stand at the right edge, or in the water at the left.
    depths_right: bool,
    sizes: Type,
    land_sizes: Type,
}

impl Plan {
    fn of(input: &ChartInput<'_>) -> Plan {
        let width = input.width;
        let wide = width >= 1200.0;
        let (base, reach) = match (wide, input.setting) {
            (true, Setting::Hero) => (394.0, 347.0),
            (true, Setting::Page) => (452.0, 404.0),
            (_, Setting::Embed) => (272.0, 240.0),
            (true, Setting::Sheet) if width >= FRAME => (452.0, 408.0),
            (true, Setting::Sheet) => (290.0, 250.0),
            (true, Setting::Story) => (264.0, 222.0),
            (false, Setting::Story | Setting::Sheet) => (240.0, 198.0),
            (false, _) => (352.0, 306.0),
        };
        let depths_right = width >= 900.0;
        // Above 1,440 px the water goes on to the edges, and the year stays in the frame of the page.
        let inset = ((width - FRAME) / 2.0).max(0.0);
        let (from, to) = match (wide, depths_right) {
            (true, _) => (inset + 48.0, width - inset - 64.0),
            (false, true) => (32.0, width - 64.0),
            (false, false) => (24.0, width - 24.0),
        };
        let title = if wide { 18.0 } else { 15.0 };
        let meta = if wide { 14.0 } else { 13.0 };
        let sizes = Type { date: meta, title, caption: meta, name: meta };
        let land_sizes = Type { title: if wide { 16.0 } else { 15.0 }, ..sizes };
        Plan { base, reach, top: 20.0, from, to, depths_right, sizes, land_sizes }
    }
}

/// The widest the page's content gets.
const FRAME: f64 = 1440.0;
const ZEBRA_BELOW_SHORE: f64 = 37.0;
const ZEBRA_HEIGHT: f64 = 7.0;
const LAND_TEXT_BELOW_ZEBRA: f64 = 49.0;
/// Where no words stand on land.
const BARE_ZEBRA_BELOW_SHORE: f64 = 24.0;
const BARE_LAND_BELOW_ZEBRA: f64 = 22.0;
const DISC: f64 = 11.0;
/// How far the dashes go that say an end is not stated.
const OPEN_BAR: f64 = 48.0;

/// The chart of a year for this width.
pub fn wide_chart(input: &ChartInput<'_>) -> Chart {
    let plan = Plan::of(input);
    let bare = input.setting == Setting::Embed;
    let swing = if bare { 0.6 } else { 1.0 };
    let coast = Coast { length: input.width, base: plan.base, reach: plan.reach, swing, turned: false };
    let axis = TimeAxis::new(input.window, plan.from, plan.to);
    let items = items(input.data, &axis);
    let mut room = Room::new(Rect::new(8.0, 6.0, input.width - 8.0, plan.base + 16.0));

    let bodies: Vec<Option<Body>> =
        items.iter().map(|item| item.at_sea().then(|| Body::of(item, &axis, &coast, plan.top + 24.0))).collect();
    let waypoints = waypoints(&items, &axis, &coast);
    waypoints.iter().for_each(|waypoint| room.take(waypoint.bounds));
    let promise = promise(input, (plan.from, plan.base), &bodies);
    if let Some(promise) = promise {
        room.take(Rect::new(0.0, 0.0, promise.left + promise.width, promise.bottom));
    }
    let depths = depths(input, &plan, &coast, promise);
    depths.iter().for_each(|depth| room.take(depth.bounds));
    bodies.iter().flatten().flat_map(Body::taken).for_each(|rect| room.take(rect));
    let today = today(input, &plan, &axis, &coast);
    today.iter().for_each(|today| room.take(today.flag.grown(3.0)));

    let mut masts = Vec::new();
    for (item, body) in items.iter().zip(&bodies) {
        if let Some(body) = body {
            masts.push(mast(item, body, &coast, spars(item, body, input.lang, plan.sizes, &mut room)));
        }
    }
    let mut labels = if bare { Vec::new() } else { sea_labels(input, plan.sizes, &items, &masts, &coast, &mut room) };

    let zebra_top = plan.base + if bare { BARE_ZEBRA_BELOW_SHORE } else { ZEBRA_BELOW_SHORE };
    let text_top = zebra_top + if bare { BARE_LAND_BELOW_ZEBRA } else { LAND_TEXT_BELOW_ZEBRA };
    let homes: Vec<HomeEvent<'_, '_>> = items
        .iter()
        .filter(|item| !item.at_sea() && !bare)
        .map(|item| {
            let x = axis.held(item.event.start);
            HomeEvent { item, x, shore: coast.across(x, 0.0) }
        })
        .collect();
    let edges = (16.0_f64.max(plan.from - 48.0), (input.width - 16.0).min(plan.to + 48.0));
    let ashore = land(&homes, input.lang, input.words, plan.land_sizes, text_top, edges);
    let (cases, cases_note, cases_bottom) = cases(input, plan.from, &ashore, text_top);
    // Room for one row of labels at least, so that the page does not jump while one zooms.
    let least = if input.setting == Setting::Page { text_top + 64.0 } else { text_top };
    let bottom = ashore.bottom.max(cases_bottom).max(least) + 16.0;
    let marks = marks(&axis, input.lang, &coast, &ashore.rules, promise, zebra_top + ZEBRA_HEIGHT);
    labels.extend(ashore.labels);

    Chart {
        width: input.width,
        height: tenth(bottom),
        waters: [5_000.0, 2_000.0, 500.0].iter().map(|km| coast.area(reach_of(*km), bottom)).collect(),
        land: coast.area(0.0, bottom),
        shore: coast.path(0.0, input.width, 0.0, 0.0),
        shore_inner: coast.path(0.0, input.width, 0.0, -4.0),
        zebra: (zebra_top, ZEBRA_HEIGHT),
        zebra_span: (axis.from, axis.to),
        marks: marks.marks,
        above: marks.above,
        ticks: marks.ticks,
        today,
        bars: bars(&items, &axis, &coast),
        rules: ashore.rules,
        depths,
        masts,
        waypoints,
        labels,
        promise,
        cases,
        cases_note,
    }
}

/// Today as a line with a flag, above everything that stands on the water (ZO3).
fn today(input: &ChartInput<'_>, plan: &Plan, axis: &TimeAxis, coast: &Coast) -> Option<TodayMark> {
    let day = input.today?;
    let x = tenth(axis.at(day));
    if day < axis.window.first() || day > axis.window.last() {
        return None;
    }
    let text = format!("{} {}", input.words.today, day_short(input.lang, day));
    let width = text_width(&text, 12.0, true) + 12.0;
    let left = if x + width <= plan.to { x } else { x - width };
    let flag = Rect::new(left, 4.0, left + width, 22.0);
    Some(TodayMark { line: Stroke { x1: x, y1: 4.0, x2: x, y2: coast.across(x, 0.0) }, flag, text })
}

fn depths(input: &ChartInput<'_>, plan: &Plan, coast: &Coast, promise: Option<Promise>) -> Vec<Depth> {
    let last = DEPTHS_KM.len() - 1;
    let depth = |(i, km): (usize, &f64)| {
        let reach = reach_of(*km);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let mut text = number(*km as u64);
        if i == last {
            text.push_str(" km");
        }
        let (x, anchor) =
            if plan.depths_right || promise.is_some() { (plan.to + 50.0, Anchor::End) } else { (10.0, Anchor::Start) };
        let line = coast.across(x, reach);
        let bounds = anchor.rect(x, line - 18.0, text_width(&text, 12.0, false), 16.0);
        let from = promise.map_or(0.0, |promise| promise.left + promise.width);
        Depth {
            path: coast.path(from, input.width, reach, 0.0),
            veiled: promise.filter(|_| i != last).map(|_| coast.path(0.0, from, reach, 0.0)),
            text,
            x,
            y: tenth(line - 5.0),
            anchor,
            bounds,
            dotted: i == last,
        }
    };
    DEPTHS_KM.iter().enumerate().map(depth).collect()
}

/// One disc an event; discs that would touch become one with the numbers of both (CH7).
fn waypoints(items: &[Item<'_>], axis: &TimeAxis, coast: &Coast) -> Vec<Waypoint> {
    struct Group {
        from: f64,
        to: f64,
        first: usize,
        last: usize,
        events: Vec<String>,
    }
    impl Group {
        fn text(&self) -> String {
            if self.first == self.last { self.first.to_string() } else { format!("{}–{}", self.first, self.last) }
        }
        fn half(&self) -> f64 {
            (text_width(&self.text(), 12.0, true) / 2.0 + 5.0).max(DISC)
        }
        fn centre(&self) -> f64 {
            (self.from + self.to) / 2.0
        }
    }
    let mut groups: Vec<Group> = Vec::new();
    for item in items {
        let x = axis.held(item.event.start);
        let events = vec![item.event.id.clone()];
        groups.push(Group { from: x, to: x, first: item.number, last: item.number, events });
        while let [.., before, last] = groups.as_slice() {
            if before.centre() + before.half() + 1.0 <= last.centre() - last.half() {
                break;
            }
            let Some(last) = groups.pop() else { break };
            if let Some(before) = groups.last_mut() {
                before.to = last.to;
                before.last = last.last;
                before.events.extend(last.events);
            }
        }
    }
    let disc = |group: Group| {
        let (half, x) = (group.half(), group.centre());
        let y = coast.across(x, 0.0);
        let bounds = Rect::new(x - half, y - DISC, x + half, y + DISC);
        Waypoint { x: tenth(x), y: tenth(y), half: tenth(half), text: group.text(), events: group.events, bounds }
    };
    groups.into_iter().map(disc).collect()
}

fn mast(item: &Item<'_>, body: &Body, coast: &Coast, spars: Vec<Spar>) -> Mast {
    let top = body.spars.first().copied().unwrap_or(body.foot);
    let shore = coast.path(body.x, body.right, 0.0, 0.0);
    let shape = format!("{shore}L{:.1} {top:.1}L{:.1} {top:.1}Z", body.right, body.x);
    let right_foot = coast.across(body.right, 0.0);
    Mast {
        event: item.event.id.clone(),
        x: tenth(body.x),
        top: tenth(body.top()),
        foot: tenth(body.foot),
        body: shape,
        end: body.end,
        edge: (body.end == MastEnd::Known).then_some(Stroke {
            x1: body.right,
            y1: top,
            x2: body.right,
            y2: right_foot,
        }),
        spars,
    }
}

/// Seasons at home run along the shore; one whose end is not stated breaks off into dashes after the year (CH6).
fn bars(items: &[Item<'_>], axis: &TimeAxis, coast: &Coast) -> Vec<ShoreBar> {
    let bar = |item: &Item<'_>| {
        let event = item.event;
        let from = axis.at(event.start).max(axis.from);
        let end = axis.at(after(item.drawn_to()));
        let to = end.min(axis.to);
        // Past the right edge it goes on to the end of the shore; an open end inside the window breaks off sooner.
        let rest = if end > axis.to - 0.5 { coast.length } else { (to + OPEN_BAR).min(coast.length) };
        let beyond = event.end.is_none() || end > axis.to + 0.5;
        let one_day = event.end == Some(event.start);
        (!item.at_sea() && !one_day).then(|| ShoreBar {
            event: event.id.clone(),
            path: coast.path(from, to, 0.0, 0.0),
            beyond: beyond.then(|| coast.path(to, rest, 0.0, 0.0)),
        })
    };
    items.iter().filter_map(bar).collect()
}
