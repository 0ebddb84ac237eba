//! The stretch of time a chart shows.

use crate::model::Day;
use crate::view::timeline::Span;

/// A stretch of days, at rest whole days; in between while somebody drags it (SPEC ZO1). Inside 1900–2150, from 14 days
/// to 60 years long.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window(Span);

/// Why an address does not say which days to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WindowFault {
    /// Neither empty nor a day that exists.
    NotADay(String),
    /// The end comes before the start.
    Reversed,
}

const SHORTEST: f64 = 14.0;
/// Sixty years with their leap days.
const LONGEST: f64 = 21_915.0;

impl Window {
    /// From the first to the last day, both counted; longer or shorter about its middle where that is needed.
    pub fn between(first: Day, last: Day) -> Window {
        Window(Span::of_days(first, last, 1.0)).limited().settled()
    }

    pub fn year(year: i32) -> Window {
        let day = |month, day| Day::new(year, month, day).unwrap_or_else(|_| Day::epoch());
        Window::between(day(1, 1), day(12, 31))
    }

    /// What an address's `from` and `to` say; the year where both are empty. With one of them, to the end of that
    /// year or from its beginning.
    ///
    /// # Errors
    /// When either is no day, or they are the wrong way round.
    pub fn read(from: &str, to: &str, year: i32) -> Result<Window, WindowFault> {
        let day = |text: &str| match text {
            "" => Ok(None),
            text => text.parse::<Day>().map(Some).map_err(|_| WindowFault::NotADay(text.to_owned())),
        };
        match (day(from)?, day(to)?) {
            (None, None) => Ok(Window::year(year)),
            (Some(from), None) => Ok(Window::between(from, Window::year(from.year()).last())),
            (None, Some(to)) => Ok(Window::between(Window::year(to.year()).first(), to)),
            (Some(from), Some(to)) if to < from => Err(WindowFault::Reversed),
            (Some(from), Some(to)) => Ok(Window::between(from, to)),
        }
    }

    fn limited(self) -> Window {
        Window(self.0.with_days(self.0.days.clamp(SHORTEST, LONGEST)))
    }

    /// `factor` times closer; what stands at `share` (0–1) of its length stays there.
    #[must_use]
    pub fn zoomed(self, factor: f64, share: f64) -> Window {
        let least = self.0.days / LONGEST;
        let most = self.0.days / SHORTEST;
        Window(self.0.zoomed(factor.clamp(least.min(1.0), most.max(1.0)), share))
    }

    /// Later by this share of its length, or earlier.
    #[must_use]
    pub fn moved(self, share: f64) -> Window {
        Window(self.0.panned(-share))
    }

    /// In whole days, as it stands in an address.
    #[must_use]
    pub fn settled(self) -> Window {
        let (first, last) = self.0.rounded();
        Window(Span::of_days(first, last, 1.0))
    }

    pub fn first(self) -> Day {
        self.0.rounded().0
    }

    /// The last day in it.
    pub fn last(self) -> Day {
        self.0.rounded().1
    }

    /// On a width in CSS pixels.
    pub(super) fn on(self, width: f64) -> Span {
        self.0.on(width)
    }

    /// How many days.
    pub fn days(self) -> f64 {
        self.0.days
    }

    /// How far the beginning of a day is from the window's, in days; negative before it.
    pub fn offset(self, day: Day) -> f64 {
        f64::from(day.number()) - self.0.start
    }

    /// The one year it shows from its first to its last day.
    pub fn whole_year(self) -> Option<i32> {
        let year = self.first().year();
        (self == Window::year(year)).then_some(year)
    }

    /// The year all of it lies in.
    pub fn in_year(self) -> Option<i32> {
        let year = self.first().year();
        (self.last().year() == year).then_some(year)
    }

    /// The year to show where only one can be: the wished one if it is in here, else the nearest.
    pub fn one_year(self, wished: i32) -> i32 {
        wished.clamp(self.first().year(), self.last().year())
    }
}
