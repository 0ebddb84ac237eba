//! The zebra scale under the shore: the fields of the calendar, and their names (ZO2).

use crate::model::Lang;
use crate::view::timeline::{Tick, Unit, ticks};

use super::place::Rect;
use super::scale::{Coast, TimeAxis, reach_of, tenth};
use super::text::text_width;
use super::{Promise, Stroke};

/// A field of the zebra scale: a day, a week, a month, a quarter or a year.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    pub x: f64,
    pub width: f64,
    pub ink: bool,
    pub name: Option<MarkName>,
    /// A faint line up from where it begins; none for what begins before the window.
    pub grid: Option<Stroke>,
}

/// A name under the zebra scale.
#[derive(Debug, Clone, PartialEq)]
pub struct MarkName {
    pub text: String,
    pub x: f64,
    /// 0 right under the scale, 1 in the row below.
    pub row: u8,
    pub bounds: Rect,
}

/// The zebra scale of a window.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Marks {
    pub marks: Vec<Mark>,
    /// The months over days, the years over quarters: in the second row.
    pub above: Vec<MarkName>,
    /// Small ticks.
    pub ticks: Vec<f64>,
}

/// Letters under the scale.
const SIZE: f64 = 12.0;
const INDENT: f64 = 5.0;

/// Names step behind the rules of home events, which would cross them.
struct Namer<'a> {
    rules: &'a [Stroke],
    to: f64,
    bottom: f64,
}

impl Namer<'_> {
    fn name(&self, text: &str, left: f64, right: f64, row: u8) -> Option<MarkName> {
        let width = text_width(text, SIZE, row == 1);
        let mut x = left + INDENT;
        loop {
            let crossing = |rule: &&Stroke| rule.x1 > x - 3.0 && rule.x1 < x + width + 2.0;
            match self.rules.iter().find(crossing) {
                Some(rule) => x = rule.x1 + 4.0,
                None => break,
            }
        }
        // The last field of all may be short: its name then stands where the next one's would.
        let fits = !text.is_empty() && x + width <= right + 1.0 && x + width <= self.to + 40.0;
        let top = self.bottom + 3.0 + 16.0 * f64::from(row);
        let bounds = Rect::new(x, top, x + width, top + 15.0);
        fits.then(|| MarkName { text: text.to_owned(), x: tenth(x), row, bounds })
    }
}

/// The marks of an axis. `bottom` is the lower edge of the scale.
pub(super) fn marks(
    axis: &TimeAxis,
    lang: Lang,
    coast: &Coast,
    rules: &[Stroke],
    promise: Option<Promise>,
    bottom: f64,
) -> Marks {
    let rows = ticks(&axis.window.on(axis.to - axis.from), lang);
    let (above, fine) = rows.units;
    let year = axis.window.in_year().is_some();
    // Every other Monday has room where months are what one thinks in.
    let (unit, fields, over) = match fine {
        Unit::TwoWeeks => (above, rows.bold, None),
        Unit::Day => (fine, rows.fine, Some(rows.bold)),
        Unit::Month | Unit::Quarter if !year => (fine, rows.fine, Some(rows.bold)),
        _ => (fine, rows.fine, None),
    };
    let namer = Namer { rules, to: axis.to, bottom };
    let hidden = |x: f64| promise.is_some_and(|promise| x < promise.left + promise.width + 8.0);
    let marks = fields.iter().map(|tick| {
        let (x, right) = edges(axis, tick);
        let text = match unit {
            // The year is known where it is the only one.
            Unit::Month if year => crate::format::month_name(lang, tick.day.month()),
            _ => &tick.text,
        };
        let begins = tick.x >= -0.05;
        let reach = if is_major(unit, tick) && !hidden(x) { 1.02 } else { reach_of(500.0) };
        let grid = Stroke { x1: x, y1: coast.across(x, reach), x2: x, y2: coast.across(x, 0.0) };
        Mark {
            x: tenth(x),
            width: tenth(right - x),
            ink: !tick.odd,
            name: namer.name(text, x, right + if right >= axis.to { 40.0 } else { 0.0 }, 0),
            grid: begins.then_some(grid),
        }
    });
    let marks = marks.collect();
    let names = |tick: &Tick| {
        let (x, right) = edges(axis, tick);
        namer.name(&tick.text, x, right, 1)
    };
    let small = |tick: &Tick| [10, 20].map(|days| axis.at(tick.day.plus(days)));
    let inside = |x: &f64| *x > axis.from && *x < axis.to;
    let ticks = match unit {
        Unit::Month => fields.iter().flat_map(small).filter(inside).map(tenth).collect(),
        _ => Vec::new(),
    };
    Marks { marks, above: over.iter().flatten().filter_map(names).collect(), ticks }
}

fn edges(axis: &TimeAxis, tick: &Tick) -> (f64, f64) {
    let held = |x: f64| (axis.from + x).clamp(axis.from, axis.to);
    (held(tick.x), held(tick.right))
}

/// Whether its grid line goes up to the top.
fn is_major(unit: Unit, tick: &Tick) -> bool {
    match unit {
        Unit::Day => tick.day.weekday() == 0,
        Unit::Week | Unit::TwoWeeks => tick.day.day() <= 7,
        Unit::Month => tick.day.month() % 3 == 1,
        Unit::Quarter => tick.day.month() == 1,
        Unit::Years(_) => true,
    }
}
