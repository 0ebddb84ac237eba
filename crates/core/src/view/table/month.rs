use crate::format::{day_of_month_week, month_name};
use crate::model::{Day, Lang};

/// A month as a calendar shows it: whole weeks from Monday.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Month {
    /// `2023年12月`, `Dec 2023`.
    pub title: String,
    pub days: Vec<MonthDay>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthDay {
    pub day: Day,
    /// Of the month before or after.
    pub outside: bool,
    /// `12月11日 周一`, `Mon 11 Dec`.
    pub words: String,
}

impl Month {
    /// The month that `day` is in.
    pub fn of(day: Day, lang: Lang) -> Self {
        let first = Month::first(day);
        let before = i32::try_from(first.weekday()).unwrap_or_default();
        let monday = first.plus(-before);
        let weeks = (before + i32::try_from(first.days_in_month()).unwrap_or_default() + 6) / 7;
        let days = (0..weeks * 7).map(|n| {
            let day = monday.plus(n);
            MonthDay { day, outside: day.month() != first.month(), words: day_of_month_week(lang, day) }
        });
        let title = match lang {
            Lang::ZhCn => format!("{}年{}月", first.year(), first.month()),
            Lang::En => format!("{} {}", month_name(lang, first.month()), first.year()),
        };
        Month { title, days: days.collect() }
    }

    /// The day as many months later as `months` says (earlier when negative), held inside its month.
    pub fn turn(day: Day, months: i32) -> Day {
        let index = day.year() * 12 + i32::try_from(day.month()).unwrap_or(1) - 1 + months;
        let (year, month) = (index.div_euclid(12), u32::try_from(index.rem_euclid(12)).unwrap_or_default() + 1);
        let Ok(first) = Day::new(year, month, 1) else { return day };
        first.plus(i32::try_from(day.day().min(first.days_in_month())).unwrap_or(1) - 1)
    }

    /// Next week's Monday.
    pub fn next_monday(today: Day) -> Day {
        today.plus(7 - i32::try_from(today.weekday()).unwrap_or_default())
    }

    fn first(day: Day) -> Day {
        day.plus(1 - i32::try_from(day.day()).unwrap_or(1))
    }
}
