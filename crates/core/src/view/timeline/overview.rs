//! All the years there are, small, with the part in sight marked (SPEC TL17).

use super::axis::Span;
use super::items::{Item, Timeline};
use crate::model::Day;

/// An event of the overview.
#[derive(Debug, Clone, PartialEq)]
pub struct Small {
    pub x: f64,
    pub width: f64,
    pub height: f64,
    pub open: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Overview {
    pub span: Span,
    /// Empty when there are too many: then `path` says how many there are where.
    pub marks: Vec<Small>,
    /// The outline of a column for every few pixels, as an SVG path.
    pub path: String,
    pub today: f64,
}

/// More than this are drawn as columns.
const MOST: usize = 160;
/// The width of a column.
const COLUMN: f64 = 4.0;

/// From the first day of the first year to the last of the last one, today's year included.
pub fn extent(timeline: &Timeline, today: Day) -> (Day, Day) {
    let (first, last) = timeline.extent().unwrap_or((today, today));
    let year = |day: Day, month: u32, of_month: u32| Day::new(day.year(), month, of_month).unwrap_or(day);
    (year(first.min(today), 1, 1), year(last.max(today), 12, 31))
}

/// Everything on this width and height; the height is what stands above its ground line.
pub fn overview(timeline: &Timeline, today: Day, width: f64, height: f64) -> Overview {
    let (from, to) = extent(timeline, today);
    let span = Span::of_days(from, to, width);
    let few = timeline.items.len() <= MOST;
    let lanes = timeline.lanes.len().max(1);
    Overview {
        marks: timeline.items.iter().filter(|_| few).map(|item| small(item, &span, lanes, height)).collect(),
        path: if few { String::new() } else { columns(timeline, &span, height) },
        today: span.x(today),
        span,
    }
}

/// Masts: the nearer to the first lane, the higher, as the lanes run from far to near.
#[allow(clippy::cast_precision_loss)] // Lanes: at most 24.
fn small(item: &Item, span: &Span, lanes: usize, height: f64) -> Small {
    let share = 1.0 - item.lane as f64 / lanes as f64;
    let x = span.x(item.start);
    Small {
        x,
        width: (item.end.map_or(x + 40.0, |end| span.x_after(end)) - x).max(3.0),
        height: (height * (0.2 + 0.75 * share)).round(),
        open: item.end.is_none(),
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)] // Columns of a screen.
fn columns(timeline: &Timeline, span: &Span, height: f64) -> String {
    use std::fmt::Write as _;
    let mut counts = vec![0_u32; (span.width / COLUMN).ceil().max(1.0) as usize];
    for item in &timeline.items {
        if let Some(count) = counts.get_mut((span.x(item.start) / COLUMN) as usize) {
            *count += 1;
        }
    }
    let most = counts.iter().copied().max().unwrap_or(1).max(1);
    let mut path = format!("M0 {height:.0}");
    for (column, count) in counts.iter().enumerate() {
        let y = height * (1.0 - 0.92 * f64::from(*count) / f64::from(most));
        let x = column as f64 * COLUMN;
        let _ = write!(path, "L{x:.0} {y:.1}L{:.0} {y:.1}", x + COLUMN);
    }
    let _ = write!(path, "L{:.0} {height:.0}Z", span.width);
    path
}

/// The window of what is in sight, from where to where.
pub fn window(overview: &Overview, seen: &Span) -> (f64, f64) {
    let x = |days: f64| (days - overview.span.start) * overview.span.per_day();
    let (from, to) = (x(seen.start), x(seen.start + seen.days));
    let width = overview.span.width;
    // Out of sight to one side it stays at the edge, wide enough to be taken hold of.
    let from = from.clamp(0.0, (width - 8.0).max(0.0));
    (from, to.clamp(from + 8.0, width.max(from + 8.0)))
}
