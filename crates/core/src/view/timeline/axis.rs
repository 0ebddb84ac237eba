//! The axis of time: where a day stands, and which days, weeks, months or years are named (SPEC TL1–TL4).

use crate::format::{month_name, weekday_name};
use crate::model::{Day, Lang};
use crate::view::chart::text_width;

/// The days of 1900–2150.
pub const DAYS: f64 = 91_676.0;
/// A week is the least that is shown (TL1).
const LEAST_DAYS: f64 = 7.0;
/// Height of an axis label's letters.
const SIZE: f64 = 12.0;
/// Room between two labels of the axis.
const GAP: f64 = 8.0;

/// A stretch of time on the screen. Days are counted from 1900-01-01 and may be fractions: panning follows the pointer
/// to the pixel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    /// What stands at the left edge.
    pub start: f64,
    /// How many days there are to the right edge.
    pub days: f64,
    /// CSS pixels from edge to edge.
    pub width: f64,
}

#[allow(clippy::cast_possible_truncation)] // Held inside 0–91,676 before.
fn whole(days: f64) -> i32 {
    days.clamp(0.0, DAYS) as i32
}

impl Span {
    /// From the first moment of a day to the last of another; the two may come in either order.
    pub fn of_days(from: Day, to: Day, width: f64) -> Self {
        let (from, to) = (from.min(to), from.max(to));
        let days = f64::from(from.days_until(to) + 1);
        Span { start: f64::from(from.number()), days, width }.held()
    }

    /// Inside 1900–2150, a week or more wide, and as wide as a screen at least.
    fn held(self) -> Self {
        let width = self.width.max(1.0);
        let days = if self.days.is_finite() { self.days.clamp(LEAST_DAYS, DAYS) } else { DAYS };
        let start = if self.start.is_finite() { self.start.clamp(0.0, DAYS - days) } else { 0.0 };
        Span { start, days, width }
    }

    /// CSS pixels a day.
    pub fn per_day(&self) -> f64 {
        self.width / self.days
    }

    /// Where a day begins.
    pub fn x(&self, day: Day) -> f64 {
        (f64::from(day.number()) - self.start) * self.per_day()
    }

    /// Where a day ends.
    pub fn x_after(&self, day: Day) -> f64 {
        self.x(day) + self.per_day()
    }

    /// The day that is at `x`.
    pub fn day_at(&self, x: f64) -> Day {
        Day::from_number(whole((self.start + x / self.per_day()).floor()))
    }

    /// The first and the last day of which something is seen.
    pub fn seen(&self) -> (Day, Day) {
        (self.day_at(0.0), Day::from_number(whole((self.start + self.days - 1e-6).floor())))
    }

    /// The days of the range as near as whole days come: what an address keeps.
    pub fn rounded(&self) -> (Day, Day) {
        let from = self.start.round();
        let to = (self.start + self.days).round() - 1.0;
        (Day::from_number(whole(from)), Day::from_number(whole(to.max(from))))
    }

    /// Closer by `factor` (above 1) or farther (below 1), what is at `x` staying there.
    #[must_use]
    pub fn zoomed(&self, factor: f64, x: f64) -> Self {
        let factor = if factor.is_finite() && factor > 0.0 { factor } else { 1.0 };
        let days = (self.days / factor).clamp(LEAST_DAYS, DAYS);
        let share = (x / self.width).clamp(0.0, 1.0);
        Span { start: self.start + share * (self.days - days), days, width: self.width }.held()
    }

    /// Moved by CSS pixels; to the right shows what is earlier.
    #[must_use]
    pub fn panned(&self, pixels: f64) -> Self {
        Span { start: self.start - pixels / self.per_day(), ..*self }.held()
    }

    /// As many days, with this one in the middle.
    #[must_use]
    pub fn centred(&self, day: Day) -> Self {
        Span { start: f64::from(day.number()) + 0.5 - self.days / 2.0, ..*self }.held()
    }

    /// Another number of days about the same middle.
    #[must_use]
    pub fn with_days(&self, days: f64) -> Self {
        Span { start: self.start + (self.days - days) / 2.0, days, width: self.width }.held()
    }

    /// The same days on another width.
    #[must_use]
    pub fn on(&self, width: f64) -> Self {
        Span { width, ..*self }.held()
    }
}

/// What an axis counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    Day,
    /// From Monday.
    Week,
    /// Every other Monday, always the same ones.
    TwoWeeks,
    Month,
    Quarter,
    /// This many years, from a year that divides by it.
    Years(i32),
}

/// From fine to coarse.
const UNITS: [Unit; 10] = [
    Unit::Day,
    Unit::Week,
    Unit::TwoWeeks,
    Unit::Month,
    Unit::Quarter,
    Unit::Years(1),
    Unit::Years(5),
    Unit::Years(10),
    Unit::Years(20),
    Unit::Years(50),
];

impl Unit {
    /// The fewest days one of it has.
    fn least_days(self) -> f64 {
        match self {
            Unit::Day => 1.0,
            Unit::Week => 7.0,
            Unit::TwoWeeks => 14.0,
            Unit::Month => 28.0,
            Unit::Quarter => 90.0,
            Unit::Years(years) => 365.0 * f64::from(years),
        }
    }

    /// What is named above it, in bold.
    fn above(self) -> Unit {
        match self {
            Unit::Day | Unit::Week | Unit::TwoWeeks => Unit::Month,
            Unit::Month | Unit::Quarter => Unit::Years(1),
            Unit::Years(..=5) => Unit::Years(10),
            Unit::Years(_) => Unit::Years(100),
        }
    }

    /// A date on a line of its own wants more air than a name in its field.
    fn gap(self) -> f64 {
        if matches!(self, Unit::Week | Unit::TwoWeeks) { 2.5 * GAP } else { GAP }
    }

    /// The widest a label of it gets.
    fn label_width(self, lang: Lang, per_day: f64) -> f64 {
        let text = match (self, lang) {
            (Unit::Day, _) if per_day >= WEEKDAYS_FROM => return 44.0,
            (Unit::Day, _) => "28",
            (Unit::Week | Unit::TwoWeeks, Lang::ZhCn) => "12.28",
            (Unit::Week | Unit::TwoWeeks, Lang::En) => "28 May",
            (Unit::Month, Lang::ZhCn) => "12月",
            (Unit::Month, Lang::En) => "May",
            (Unit::Quarter, _) => "Q4",
            (Unit::Years(_), _) => "2024",
        };
        text_width(text, SIZE, false)
    }

    /// The first day of the unit that a day is in.
    pub fn floor(self, day: Day) -> Day {
        let first = |year: i32, month: u32| Day::new(year, month, 1).unwrap_or_else(|_| Day::from_number(0));
        match self {
            Unit::Day => day,
            Unit::Week => day.plus(-i32::try_from(day.weekday()).unwrap_or_default()),
            Unit::TwoWeeks => {
                // 1900-01-01 was a Monday.
                Day::from_number(day.number().div_euclid(14) * 14)
            }
            Unit::Month => first(day.year(), day.month()),
            Unit::Quarter => first(day.year(), (day.month() - 1) / 3 * 3 + 1),
            Unit::Years(years) => first(day.year().div_euclid(years) * years, 1),
        }
    }

    /// The first day of the next one; `None` after 2150.
    pub fn next(self, start: Day) -> Option<Day> {
        let first = |year: i32, month: u32| Day::new(year, month, 1).ok();
        let months = |count: u32| {
            let month = start.month() - 1 + count;
            first(start.year() + i32::try_from(month / 12).unwrap_or_default(), month % 12 + 1)
        };
        // Days end with 2150: what would begin behind it is none.
        let later = |days: i32| Some(start.plus(days)).filter(|day| start.days_until(*day) == days);
        match self {
            Unit::Day => later(1),
            Unit::Week => later(7),
            Unit::TwoWeeks => later(14),
            Unit::Month => months(1),
            Unit::Quarter => months(3),
            Unit::Years(years) => first(start.year() + years, 1),
        }
    }

    /// Whether it is an odd one: the bands of the zebra scale alternate, and stay what they are while one pans.
    fn odd(self, start: Day) -> bool {
        let months = start.year() * 12 + i32::try_from(start.month()).unwrap_or_default() - 1;
        let number = match self {
            Unit::Day => start.number(),
            Unit::Week => start.number().div_euclid(7),
            Unit::TwoWeeks => start.number().div_euclid(14),
            Unit::Month => months,
            Unit::Quarter => months / 3,
            Unit::Years(years) => start.year().div_euclid(years),
        };
        number.rem_euclid(2) == 1
    }

    fn name(self, lang: Lang, start: Day, bold: bool, per_day: f64) -> String {
        let year = start.year();
        match (self, lang) {
            (Unit::Day, Lang::ZhCn) if per_day >= WEEKDAYS_FROM => {
                format!("{} {}", start.day(), weekday_name(lang, start))
            }
            (Unit::Day, Lang::En) if per_day >= WEEKDAYS_FROM => {
                format!("{} {}", weekday_name(lang, start), start.day())
            }
            (Unit::Day, _) => start.day().to_string(),
            (Unit::Week | Unit::TwoWeeks, Lang::ZhCn) => format!("{}.{}", start.month(), start.day()),
            (Unit::Week | Unit::TwoWeeks, Lang::En) => {
                format!("{} {}", start.day(), month_name(lang, start.month()))
            }
            (Unit::Month, Lang::ZhCn) if bold && start.month() == 1 => format!("{year}年1月"),
            (Unit::Month, Lang::En) if bold && start.month() == 1 => format!("{} {year}", month_name(lang, 1)),
            (Unit::Month, _) => month_name(lang, start.month()).to_owned(),
            (Unit::Quarter, _) => format!("Q{}", (start.month() - 1) / 3 + 1),
            (Unit::Years(1), Lang::ZhCn) if bold => format!("{year}年"),
            (Unit::Years(10), Lang::ZhCn) if bold => format!("{year}年代"),
            (Unit::Years(10 | 100), Lang::En) if bold => format!("{year}s"),
            (Unit::Years(100), Lang::ZhCn) if bold => format!("{}世纪", year / 100 + 1),
            (Unit::Years(_), _) => year.to_string(),
        }
    }
}

/// Days are named with their weekday from this width on, in CSS pixels.
const WEEKDAYS_FROM: f64 = 56.0;

/// One unit of an axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    pub day: Day,
    /// Where it begins; may be left of the edge.
    pub x: f64,
    /// Where it ends.
    pub right: f64,
    /// An odd one, for the zebra scale.
    pub odd: bool,
    /// Empty where there is no room for it.
    pub text: String,
    /// Where the label is: the middle of it for the fine row, its left edge for the bold one.
    pub text_x: f64,
}

/// The two rows of an axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// What the bold row counts in, and what the fine one.
    pub units: (Unit, Unit),
    pub bold: Vec<Tick>,
    pub fine: Vec<Tick>,
}

/// The axis of a span: the finest unit whose labels have room, and the one above it (TL3). Labels never touch.
pub fn ticks(span: &Span, lang: Lang) -> Axis {
    let per_day = span.per_day();
    let fits = |unit: &&Unit| unit.least_days() * per_day >= unit.label_width(lang, per_day) + unit.gap();
    let fine = UNITS.iter().find(fits).copied().unwrap_or(Unit::Years(50));
    let bold = fine.above();
    // A day or a month is a field with its name in the middle; a Monday is a line with its date on it.
    let on_line = matches!(fine, Unit::Week | Unit::TwoWeeks);
    let fine_ticks = row(span, fine, |tick, _| {
        let text = fine.name(lang, tick.day, false, per_day);
        let at = if on_line { tick.x } else { f64::midpoint(tick.x, tick.right) };
        let half = text_width(&text, SIZE, false) / 2.0;
        (at - half >= 0.0 && at + half <= span.width).then_some((text, at))
    });
    let bold_ticks = row(span, bold, |tick, next_x| {
        // The name of what begins left of the edge stays at the edge.
        let text = bold.name(lang, tick.day, true, per_day);
        let at = tick.x.max(0.0) + 5.0;
        (at + text_width(&text, 14.0, true) + GAP <= next_x.min(span.width + GAP)).then_some((text, at))
    });
    Axis { units: (bold, fine), bold: bold_ticks, fine: fine_ticks }
}

fn row(span: &Span, unit: Unit, name: impl Fn(&Tick, f64) -> Option<(String, f64)>) -> Vec<Tick> {
    let (first, last) = span.seen();
    let mut out = Vec::new();
    let mut start = Some(unit.floor(first));
    while let Some(day) = start.filter(|day| *day <= last) {
        let next = unit.next(day);
        let right = next.map_or(span.x_after(Day::from_number(i32::MAX / 2)), |next| span.x(next));
        let mut tick = Tick { day, x: span.x(day), right, odd: unit.odd(day), text: String::new(), text_x: 0.0 };
        if let Some((text, x)) = name(&tick, right) {
            (tick.text, tick.text_x) = (text, x);
        }
        out.push(tick);
        start = next;
    }
    out
}
