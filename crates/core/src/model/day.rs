use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use time::{Date, Month};

/// A calendar day: no time, no zone. The same day in Shanghai, UTC and Los Angeles (SPEC D1).
///
/// Written and read as `YYYY-MM-DD`. Years 1900–2150 (SPEC D2).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

/// Why a text is not a day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DayError {
    #[error("{text:?} is not a date in the form YYYY-MM-DD")]
    Form { text: String },
    #[error("{text:?} does not exist in the calendar")]
    NoSuchDay { text: String },
    #[error("year {year} is outside 1900–2150")]
    OutOfRange { year: i32 },
}

const FIRST_YEAR: i32 = 1900;
const LAST_YEAR: i32 = 2150;
/// 1970-01-01 as a Julian day.
const EPOCH: i32 = 2_440_588;
/// 1900-01-01 and 2150-12-31 as Julian days.
const FIRST: i32 = 2_415_021;
const LAST: i32 = 2_506_696;
const MS_PER_DAY: i64 = 86_400_000;
const SHANGHAI_OFFSET_MS: i64 = 8 * 3_600_000;

impl Day {
    /// # Errors
    /// [`DayError::NoSuchDay`] for 30 February and the like, [`DayError::OutOfRange`] outside 1900–2150.
    pub fn new(year: i32, month: u32, day: u32) -> Result<Self, DayError> {
        let text = || format!("{year:04}-{month:02}-{day:02}");
        let date = || {
            let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
            Date::from_calendar_date(year, month, u8::try_from(day).ok()?).ok()
        };
        if !(FIRST_YEAR..=LAST_YEAR).contains(&year) {
            return Err(DayError::OutOfRange { year });
        }
        date().map(Day).ok_or_else(|| DayError::NoSuchDay { text: text() })
    }

    /// The day it is in Shanghai at `unix_ms` (milliseconds since 1970-01-01T00:00Z). Shanghai has kept UTC+8
    /// without summer time since 1991, so no zone data is needed. `None` outside 1900–2150.
    pub fn in_shanghai(unix_ms: i64) -> Option<Self> {
        let days = unix_ms.checked_add(SHANGHAI_OFFSET_MS)?.div_euclid(MS_PER_DAY);
        let julian = EPOCH.checked_add(i32::try_from(days).ok()?)?;
        (FIRST..=LAST).contains(&julian).then(|| Day::from_julian(julian))
    }

    /// The last millisecond of this day in Shanghai, in milliseconds since 1970-01-01T00:00Z.
    pub fn end_in_shanghai(self) -> i64 {
        let days = i64::from(self.0.to_julian_day() - EPOCH);
        (days + 1) * MS_PER_DAY - SHANGHAI_OFFSET_MS - 1
    }

    /// 1970-01-01, for where a clock is needed and there is none.
    pub fn epoch() -> Self {
        Day::from_julian(EPOCH)
    }

    /// The day of a Julian day number, held inside 1900–2150.
    fn from_julian(julian: i32) -> Self {
        // In range for `time` as well: its least and greatest days lie thousands of years further out.
        Day(Date::from_julian_day(julian.clamp(FIRST, LAST)).unwrap_or(Date::MIN))
    }

    /// Whole days since 1900-01-01: 0 … 91,675. Where a time axis counts from.
    pub fn number(self) -> i32 {
        self.0.to_julian_day() - FIRST
    }

    /// The day of a number of [`Day::number`], held inside 1900–2150.
    pub fn from_number(number: i32) -> Self {
        Day::from_julian(number.saturating_add(FIRST))
    }

    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// 1–12.
    pub fn month(self) -> u32 {
        u8::from(self.0.month()).into()
    }

    /// 1–31.
    pub fn day(self) -> u32 {
        self.0.day().into()
    }

    /// Monday = 0 … Sunday = 6: the week starts on Monday.
    pub fn weekday(self) -> usize {
        self.0.weekday().number_days_from_monday().into()
    }

    /// Whole days from `self` to `other`; negative when `other` is earlier.
    pub fn days_until(self, other: Day) -> i32 {
        other.0.to_julian_day() - self.0.to_julian_day()
    }

    /// `days` later (or earlier), held inside 1900–2150.
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        Day::from_julian(self.0.to_julian_day().saturating_add(days))
    }

    /// 28–31.
    pub fn days_in_month(self) -> u32 {
        self.0.month().length(self.0.year()).into()
    }
}

impl FromStr for Day {
    type Err = DayError;

    fn from_str(text: &str) -> Result<Self, DayError> {
        let form = || DayError::Form { text: text.to_owned() };
        let digits = |part: &str, len: usize| {
            (part.len() == len && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<u32>().ok())
                .flatten()
                .ok_or_else(form)
        };
        let mut parts = text.split('-');
        let (Some(y), Some(m), Some(d), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
            return Err(form());
        };
        let (year, month, day) = (digits(y, 4)?, digits(m, 2)?, digits(d, 2)?);
        Day::new(i32::try_from(year).map_err(|_| form())?, month, day)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
