//! The strip of days: a dot for each item due, in stacks over a zebra of days (SPEC TD4). CSS pixels of its own width;
//! the page scales it to the room there is.

use crate::model::Day;

/// Which days the strip shows, and how wide one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    /// Days before today and after it.
    pub before: i32,
    pub after: i32,
    /// CSS pixels.
    pub column: u32,
}

impl Span {
    /// For a page of this width in CSS pixels: 17, 11 or 7 days.
    pub fn for_width(width: f64) -> Self {
        if width >= 1100.0 {
            Span { before: 7, after: 9, column: 78 }
        } else if width >= 640.0 {
            Span { before: 4, after: 6, column: 72 }
        } else {
            Span { before: 2, after: 4, column: 51 }
        }
    }

    pub fn first(self, today: Day) -> Day {
        today.plus(-self.before)
    }

    pub fn last(self, today: Day) -> Day {
        today.plus(self.after)
    }
}

/// How an item stands on the strip: told apart by shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Overdue.
    Cross,
    /// Due today.
    Disc,
    /// To come.
    Ring,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TideDot {
    /// The middle.
    pub x: f64,
    pub y: f64,
    pub mark: Mark,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TideDay {
    pub day: Day,
    /// Items of that day: all of them, drawn or not.
    pub count: usize,
    pub left: f64,
    /// Dark on the zebra: by the calendar, so that a day keeps its shade.
    pub dark: bool,
    pub today: bool,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tide {
    pub width: f64,
    pub height: f64,
    pub column: f64,
    pub days: Vec<TideDay>,
    pub dots: Vec<TideDot>,
}

const HEIGHT: f64 = 80.0;
/// The height of the zebra at the foot of the strip.
pub const ZEBRA: f64 = 6.0;
/// From a dot to the next.
const PITCH: f64 = 14.0;
/// Where the first dot of a day stands: from the day's left edge, and above the zebra.
const INSET: f64 = 13.0;
const LIFT: f64 = 11.0;
/// What the number of a day takes at its right.
const NUMBER: f64 = 16.0;
/// Rows of dots; what is more, the number says.
const ROWS: usize = 4;

impl Tide {
    /// `items` are the days of all open items.
    pub(super) fn of(items: &[Day], today: Day, span: Span) -> Self {
        let column = f64::from(span.column);
        let count = span.before + span.after + 1;
        let mut tide = Tide { width: f64::from(count) * column, height: HEIGHT, column, ..Tide::default() };
        let per_row = per_row(column);
        for place in 0..count {
            let day = span.first(today).plus(place);
            let due = items.iter().filter(|item| **item == day).count();
            let left = f64::from(place) * column;
            tide.days.push(TideDay { day, count: due, left, dark: day.number() % 2 == 0, today: day == today });
            let mark = match day.cmp(&today) {
                std::cmp::Ordering::Less => Mark::Cross,
                std::cmp::Ordering::Equal => Mark::Disc,
                std::cmp::Ordering::Greater => Mark::Ring,
            };
            for n in 0..due.min(per_row * ROWS) {
                let (row, at) = (n / per_row, n % per_row);
                let x = left + INSET + steps(at) * PITCH;
                let y = HEIGHT - ZEBRA - LIFT - steps(row) * PITCH;
                tide.dots.push(TideDot { x, y, mark });
            }
        }
        tide
    }
}

/// A small number as a measure.
fn steps(count: usize) -> f64 {
    u32::try_from(count).map_or(0.0, f64::from)
}

/// Dots side by side in a day of this width, 1–3.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Between 0 and 3.
fn per_row(column: f64) -> usize {
    (((column - NUMBER - INSET + PITCH / 2.0) / PITCH).floor().clamp(1.0, 3.0)) as usize
}
