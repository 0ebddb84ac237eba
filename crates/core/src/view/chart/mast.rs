//! Masts: an event that went out to sea, with a spar for each stop.

use crate::model::Lang;

use super::label::Type;
use super::place::{Anchor, Rect, Room};
use super::scale::{Coast, TimeAxis, reach_of, spread};
use super::text::text_width;
use super::{Item, after};

/// How a mast's right edge is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MastEnd {
    /// On its last day.
    Known,
    /// Goes on after the year: tinted, without an edge.
    Beyond,
    /// Not stated: hatched, without an edge.
    Unknown,
}

/// A stop of an event, drawn as a yard of its mast.
#[derive(Debug, Clone, PartialEq)]
pub struct Spar {
    pub y: f64,
    pub x1: f64,
    pub x2: f64,
    pub inferred: bool,
    /// `None` where there is no room for it.
    pub name: Option<Name>,
}

/// The name of a stop.
#[derive(Debug, Clone, PartialEq)]
pub struct Name {
    pub text: String,
    pub x: f64,
    pub y: f64,
    pub anchor: Anchor,
    pub size: f64,
    pub bounds: Rect,
}

/// Stops nearer than this are spread.
pub(super) const STOP_GAP: f64 = 18.0;
/// How wide a mast is drawn whose end is not stated.
const UNKNOWN_WIDTH: f64 = 46.0;

/// A mast's outline, before its names are placed.
pub(super) struct Body {
    pub x: f64,
    pub right: f64,
    pub foot: f64,
    pub end: MastEnd,
    /// The heights of the stops, farthest first.
    pub spars: Vec<f64>,
}

impl Body {
    pub fn of(item: &Item<'_>, axis: &TimeAxis, coast: &Coast, top: f64) -> Body {
        let event = item.event;
        let x = axis.held(event.start);
        let (right, end) = match event.end {
            None => (x + UNKNOWN_WIDTH, MastEnd::Unknown),
            Some(end) if axis.at(after(end)) > axis.to + 0.5 => (axis.to, MastEnd::Beyond),
            Some(end) => (axis.at(after(end)), MastEnd::Known),
        };
        let right = right.min(coast.length - 8.0).max(x + 2.0);
        let wanted: Vec<f64> = item.stops.iter().rev().map(|stop| coast.across(x, reach_of(stop.km))).collect();
        let foot = coast.across(x, 0.0);
        Body { x, right, foot, end, spars: spread(&wanted, STOP_GAP, top, foot - STOP_GAP) }
    }

    pub fn top(&self) -> f64 {
        self.spars.first().copied().unwrap_or(self.foot) - 8.0
    }

    /// Whether it is so wide that words have room on its tint.
    fn roomy(&self) -> bool {
        self.end != MastEnd::Unknown && self.right - self.x >= 160.0
    }

    /// What no words may cover: all of it, or, where words have room on its tint, its pole, edge and yards.
    pub fn taken(&self) -> Vec<Rect> {
        let right = self.right.max(self.x + 6.0);
        if !self.roomy() {
            return vec![Rect::new(self.x - 6.0, self.top(), right, self.foot)];
        }
        let mut taken = vec![
            Rect::new(self.x - 6.0, self.top(), self.x + 6.0, self.foot),
            Rect::new(right - 2.0, self.top(), right + 2.0, self.foot),
        ];
        taken.extend(self.spars.iter().map(|y| Rect::new(self.x, y - 2.0, right, y + 2.0)));
        taken
    }
}

/// The spars with their names: right of the mast, else left of it, else without.
pub(super) fn spars(item: &Item<'_>, body: &Body, lang: Lang, sizes: Type, room: &mut Room) -> Vec<Spar> {
    let stops: Vec<_> = item.stops.iter().rev().collect();
    // On the tint a name stands over its yard, and nowhere else: beside the edge it would be days away.
    let inside = |y: f64, text: &str| {
        let x = body.x + 10.0;
        (x, Anchor::Start.rect(x, y - 16.0, text_width(text, sizes.name, false), 14.0))
    };
    let rect = |anchor: Anchor, y: f64, text: &str| {
        let x = match anchor {
            Anchor::Start => body.right.max(body.x + 6.0) + if body.right - body.x > 12.0 { 10.0 } else { 4.0 },
            Anchor::End => body.x - 10.0,
        };
        (x, anchor.rect(x, y - 9.0, text_width(text, sizes.name, false), STOP_GAP))
    };
    // All names of a mast on the same side, if that side has room for all; one by one otherwise.
    let fits = |anchor: Anchor, room: &Room| {
        let mut pairs = stops.iter().zip(&body.spars);
        pairs.all(|(stop, y)| room.is_free(&rect(anchor, *y, stop.name.get(lang)).1, 0.0))
    };
    let sides = if !fits(Anchor::Start, room) && fits(Anchor::End, room) {
        [Anchor::End, Anchor::Start]
    } else {
        [Anchor::Start, Anchor::End]
    };
    let mut out = Vec::with_capacity(stops.len());
    for (stop, y) in stops.iter().zip(&body.spars) {
        let text = stop.name.get(lang);
        let named = |anchor: Anchor, (x, bounds): (f64, Rect), baseline: f64| {
            let name = Name { text: text.to_owned(), x, y: baseline, anchor, size: sizes.name, bounds };
            room.is_free(&bounds, 0.0).then_some(name)
        };
        let name = if body.roomy() {
            named(Anchor::Start, inside(*y, text), y - 4.5)
        } else {
            sides.into_iter().find_map(|anchor| named(anchor, rect(anchor, *y, text), y + sizes.name * 0.36))
        };
        if let Some(name) = &name {
            room.take(name.bounds);
        }
        out.push(Spar { y: *y, x1: body.x, x2: body.right, inferred: stop.inferred, name });
    }
    out
}
