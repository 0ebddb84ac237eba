//! What is in sight of a layout: the marks a view draws (SPEC TL11–TL13).

use super::axis::Span;
use super::items::{Season, Timeline};
use super::layout::{Form, LANE_PAD, LONGEST, Layout, Placed, ROW, bar, width};
use crate::format;
use crate::model::{Day, Lang, RecordId};

/// An event or a group of them as it is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Of the event, or of the first one of a group.
    pub id: RecordId,
    pub form: Form,
    /// From the left edge of the lanes and the top of the first lane.
    pub x: f64,
    pub y: f64,
    /// The length of the bar.
    pub bar: f64,
    /// All it takes up, label included: estimated, rather too much than too little.
    pub width: f64,
    /// How far the label is moved along its bar, so that it is read while the beginning is out of sight.
    pub shift: f64,
    pub title: String,
    pub caption: String,
    /// `2023年4月17–26日`.
    pub dates: String,
    /// Events it stands for.
    pub count: usize,
    /// Place in the order of time among all events shown, from 1.
    pub place: usize,
    pub leads: usize,
    /// Its end is not known.
    pub open: bool,
    pub sample: bool,
    pub public: bool,
    pub not_written_up: bool,
}

/// A season behind the lanes.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    pub event: RecordId,
    pub number: Option<i64>,
    pub title: String,
    pub x: f64,
    /// `None`: nobody knows until when.
    pub width: Option<f64>,
    /// Where its name stands; `None` where the next season leaves no room.
    pub text_x: Option<f64>,
}

/// The measures of the lanes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lanes {
    pub count: usize,
    /// CSS pixels.
    pub height: f64,
    /// Rows in each.
    pub rows: usize,
}

impl Lanes {
    /// The least height of a lane: one event with its second line.
    pub const LEAST: f64 = 2.0 * ROW + LANE_PAD + 3.0;
    const MOST: f64 = 112.0;

    /// Lanes that fill `room` where they can, and are never too low to read: then they scroll.
    pub fn of(count: usize, room: f64) -> Self {
        #[allow(clippy::cast_precision_loss)] // At most 24.
        let height = (room / count.max(1) as f64).floor().clamp(Lanes::LEAST, Lanes::MOST);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 2–4.
        let rows = ((height - LANE_PAD) / ROW).floor() as usize;
        Lanes { count, height, rows }
    }

    #[allow(clippy::cast_precision_loss)]
    pub fn total(&self) -> f64 {
        self.count as f64 * self.height
    }

    #[allow(clippy::cast_precision_loss)]
    pub fn top(&self, lane: usize) -> f64 {
        lane as f64 * self.height
    }
}

/// The marks of a layout between `margin` left and right of a span, in the order of time.
pub fn marks(timeline: &Timeline, layout: &Layout, lanes: &Lanes, span: &Span, margin: f64, lang: Lang) -> Vec<Mark> {
    let from = span.start * layout.per_day;
    let seen = |placed: &&Placed| placed.x + placed.width >= from - margin && placed.x <= from + span.width + margin;
    layout.placed.iter().filter(seen).filter_map(|placed| mark(timeline, placed, lanes, from, lang)).collect()
}

/// One mark; `from` is where the span begins, in CSS pixels from 1900.
fn mark(timeline: &Timeline, placed: &Placed, lanes: &Lanes, from: f64, lang: Lang) -> Option<Mark> {
    let first = *placed.items.first()?;
    let item = timeline.items.get(first)?;
    let (x, y) = place(placed, lanes, from);
    let count = placed.items.len();
    let dates = if count == 1 {
        format::dates(lang, item.start, item.end)
    } else {
        let last = placed.items.last().and_then(|last| timeline.items.get(*last)).map_or(item.start, |last| last.start);
        format::dates(lang, item.start, Some(last))
    };
    let label = item.widths.0.max(item.widths.1).min(LONGEST.0);
    let shift = if placed.form == Form::Full { (8.0 - x).clamp(0.0, (placed.bar - label - 8.0).max(0.0)) } else { 0.0 };
    Some(Mark {
        id: item.id.clone(),
        form: placed.form,
        x,
        y,
        bar: placed.bar,
        width: placed.width,
        shift: shift.round(),
        title: item.title.clone(),
        caption: if placed.form == Form::Full { item.caption.clone() } else { String::new() },
        dates,
        count,
        place: first + 1,
        leads: item.leads,
        open: count == 1 && item.end.is_none(),
        sample: placed.items.iter().all(|index| timeline.items.get(*index).is_some_and(|item| item.sample)),
        public: item.public,
        not_written_up: item.not_written_up,
    })
}

fn place(placed: &Placed, lanes: &Lanes, from: f64) -> (f64, f64) {
    #[allow(clippy::cast_precision_loss)] // At most 4 rows.
    let row = placed.row as f64;
    (((placed.x - from) * 10.0).round() / 10.0, lanes.top(placed.lane) + LANE_PAD + row * ROW)
}

/// The chosen event, drawn for itself whatever holds it.
pub fn chosen(
    timeline: &Timeline,
    layout: &Layout,
    lanes: &Lanes,
    span: &Span,
    index: usize,
    lang: Lang,
) -> Option<Mark> {
    let holder = layout.holding(index)?;
    let item = timeline.items.get(index)?;
    let form = if holder.form == Form::Full { Form::Full } else { Form::Line };
    let alone = Placed {
        items: vec![index],
        form,
        x: f64::from(item.start.number()) * layout.per_day,
        bar: bar(item, layout.per_day, form),
        width: width(item, layout.per_day, form),
        ..holder.clone()
    };
    mark(timeline, &alone, lanes, span.start * layout.per_day, lang)
}

/// The seasons in sight.
pub fn bands(seasons: &[Season], span: &Span, name_width: &dyn Fn(&Season) -> f64) -> Vec<Band> {
    let (first, last) = span.seen();
    let seen: Vec<&Season> = seasons
        .iter()
        .filter(|season| season.start <= last && season.end.is_none_or(|end| end >= first))
        // Without an end it is seen where it begins: nobody knows whether it still goes on.
        .filter(|season| season.end.is_some() || season.start >= first.plus(-OPEN_DAYS))
        .collect();
    // Bands that can't be told apart say nothing.
    if seen.len() > MOST_BANDS {
        return Vec::new();
    }
    let mut out = Vec::with_capacity(seen.len());
    for (place, season) in seen.iter().enumerate() {
        let x = span.x(season.start);
        let text_x = x.max(0.0) + 7.0;
        let next = seen.get(place + 1).map_or(span.width, |next| span.x(next.start));
        let free = text_x + name_width(season) <= next;
        out.push(Band {
            event: season.event.clone(),
            number: season.number,
            title: season.title.clone(),
            x,
            width: season.end.map(|end| span.x_after(end) - x),
            text_x: free.then_some(text_x),
        });
    }
    out
}

/// How long the tint of a season without an end is followed.
const OPEN_DAYS: i32 = 60;
const MOST_BANDS: usize = 40;

/// The event after or before another in time, whatever is drawn; the first or the last when there is none chosen.
pub fn neighbour(timeline: &Timeline, from: Option<usize>, forward: bool) -> Option<usize> {
    let last = timeline.items.len().checked_sub(1)?;
    Some(match (from, forward) {
        (None, true) => 0,
        (None, false) => last,
        (Some(index), true) => (index + 1).min(last),
        (Some(index), false) => index.saturating_sub(1),
    })
}

/// The days of a group's events, for opening it: what is to be seen then.
pub fn days_of(timeline: &Timeline, items: &[usize]) -> Option<(Day, Day)> {
    let all = || items.iter().filter_map(|index| timeline.items.get(*index));
    let first = all().map(|item| item.start).min()?;
    let last = all().map(|item| item.end.unwrap_or(item.start).max(item.start)).max()?;
    Some((first, last))
}
