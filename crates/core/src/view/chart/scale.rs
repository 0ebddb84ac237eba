//! The two scales of the chart, distance and time, and the shoreline they meet at.

use std::fmt::Write as _;

use crate::model::Day;

use super::Window;

/// Distances that have a depth line.
pub const DEPTHS_KM: [f64; 4] = [500.0, 2_000.0, 5_000.0, 10_000.0];

/// How far from the shore a distance stands: 0 ashore, 1 at 10,000 km (CH1).
pub fn reach_of(km: f64) -> f64 {
    (km.max(0.0) / 10_000.0).sqrt()
}

/// One decimal is as fine as a screen shows.
pub fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// The fixed shape of the shore: how far it stands off its mean line at these shares of its length (CH2).
const SHAPE: [(f64, f64); 9] = [
    (0.0, 16.0),
    (0.16, 7.0),
    (0.30, 8.5),
    (0.43, 0.0),
    (0.58, -14.0),
    (0.70, -5.0),
    (0.84, 11.0),
    (0.93, 9.0),
    (1.0, 7.0),
];

/// The shoreline and the depth lines that follow it.
#[derive(Debug, Clone, Copy)]
pub struct Coast {
    /// Length along the shore.
    pub length: f64,
    /// The shore's mean line.
    pub base: f64,
    /// From the shore to 10,000 km.
    pub reach: f64,
    /// Times the ±16 px of the shape.
    pub swing: f64,
    /// Time runs down and distance to the right, instead of time to the right and distance up.
    pub turned: bool,
}

impl Coast {
    /// How far the shore swings landwards at `along`.
    fn swing_at(&self, along: f64) -> f64 {
        let u = if self.length > 0.0 { (along / self.length).clamp(0.0, 1.0) } else { 0.0 };
        let slope = |i: usize| {
            let low = SHAPE.get(i.saturating_sub(1)).or(SHAPE.first());
            let high = SHAPE.get(i + 1).or(SHAPE.last());
            match (low, high) {
                (Some(low), Some(high)) if high.0 > low.0 => (high.1 - low.1) / (high.0 - low.0),
                _ => 0.0,
            }
        };
        for (i, pair) in SHAPE.windows(2).enumerate() {
            let [(u0, s0), (u1, s1)] = pair else { continue };
            if u <= *u1 {
                let h = u1 - u0;
                let t = (u - u0) / h;
                let (t2, t3) = (t * t, t * t * t);
                let s = (2.0 * t3 - 3.0 * t2 + 1.0) * s0
                    + (t3 - 2.0 * t2 + t) * h * slope(i)
                    + (3.0 * t2 - 2.0 * t3) * s1
                    + (t3 - t2) * h * slope(i + 1);
                return s * self.swing;
            }
        }
        0.0
    }

    /// The coordinate across the shore at `along`, `reach` (0–1) out at sea: the shore's swing flattens outward.
    pub fn across(&self, along: f64, reach: f64) -> f64 {
        let seaward = reach * self.reach - self.swing_at(along) * (1.0 - 0.75 * reach);
        if self.turned { self.base + seaward } else { self.base - seaward }
    }

    /// A line along the shore from `from` to `to`, `reach` out, moved by `shift` towards the sea.
    pub fn path(&self, from: f64, to: f64, reach: f64, shift: f64) -> String {
        let mut out = String::new();
        let steps = ((to - from).abs() / 12.0).ceil().max(1.0);
        let mut step = 0.0;
        while step <= steps {
            let along = from + (to - from) * step / steps;
            let across = self.across(along, reach) + if self.turned { shift } else { -shift };
            let (x, y) = if self.turned { (across, along) } else { (along, across) };
            let _ = write!(out, "{}{x:.1} {y:.1}", if step == 0.0 { "M" } else { "L" });
            step += 1.0;
        }
        out
    }

    /// Everything landwards of a line, down (or left) to `edge`.
    pub fn area(&self, reach: f64, edge: f64) -> String {
        let mut out = self.path(0.0, self.length, reach, 0.0);
        let length = self.length;
        let _ = if self.turned {
            write!(out, "L{edge:.1} {length:.1}L{edge:.1} 0Z")
        } else {
            write!(out, "L{length:.1} {edge:.1}L0 {edge:.1}Z")
        };
        out
    }
}

/// Time along the shore.
#[derive(Debug, Clone, Copy)]
pub struct TimeAxis {
    pub from: f64,
    pub to: f64,
    pub window: Window,
}

impl TimeAxis {
    pub fn new(window: Window, from: f64, to: f64) -> Self {
        TimeAxis { from, to, window }
    }

    /// Where a day begins; outside the window too.
    pub fn at(&self, day: Day) -> f64 {
        self.from + (self.to - self.from) * self.window.offset(day) / self.window.days()
    }

    /// The same, at the edge where it is outside.
    pub fn held(&self, day: Day) -> f64 {
        self.at(day).clamp(self.from, self.to)
    }

    /// Whether any of the days is in the window.
    pub fn touches(&self, start: Day, last: Day) -> bool {
        start <= self.window.last() && last >= self.window.first()
    }
}

/// Moves positions apart until each is at least `gap` from the next, as little as possible; each group keeps
/// its centre, and all stay within `low`–`high` if there is room (CH5). `wanted` must be ascending.
pub fn spread(wanted: &[f64], gap: f64, low: f64, high: f64) -> Vec<f64> {
    // Groups of touching positions: sum of (wanted − place in group), how many.
    let mut groups: Vec<(f64, f64)> = Vec::new();
    let start = |group: &(f64, f64)| group.0 / group.1;
    let mut index = 0.0;
    for position in wanted {
        groups.push((position - index * gap, 1.0));
        index += 1.0;
        while let [.., before, last] = groups.as_slice() {
            if start(before) <= start(last) {
                break;
            }
            let merged = (before.0 + last.0, before.1 + last.1);
            groups.truncate(groups.len() - 2);
            groups.push(merged);
        }
    }
    // In these coordinates (each minus its place times the gap) positions only have to ascend.
    let top = high - (index - 1.0).max(0.0) * gap;
    let mut out = Vec::with_capacity(wanted.len());
    let mut place = 0.0;
    for group in &groups {
        let at = start(group).min(top).max(low);
        let mut n = 0.0;
        while n < group.1 {
            out.push(at + place * gap);
            place += 1.0;
            n += 1.0;
        }
    }
    out
}
