use crate::model::{Day, Lang};

const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const MONTHS_EN_SHORT: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const MONTHS_ZH: [&str; 12] = ["1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"];
const WEEK_ZH: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
const WEEK_EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

fn nth<'a>(names: &[&'a str], index: usize) -> &'a str {
    names.get(index).copied().unwrap_or_default()
}

fn month_index(month: u32) -> usize {
    usize::try_from(month.saturating_sub(1)).unwrap_or_default()
}

/// `4月` / `Apr`. `month` is 1–12.
pub fn month_name(lang: Lang, month: u32) -> &'static str {
    match lang {
        Lang::ZhCn => nth(&MONTHS_ZH, month_index(month)),
        Lang::En => nth(&MONTHS_EN_SHORT, month_index(month)),
    }
}

/// `周一` / `Mon`.
pub fn weekday_name(lang: Lang, day: Day) -> &'static str {
    match lang {
        Lang::ZhCn => nth(&WEEK_ZH, day.weekday()),
        Lang::En => nth(&WEEK_EN, day.weekday()),
    }
}

/// `2023年9月28日` / `28 September 2023`.
pub fn day_plain(lang: Lang, day: Day) -> String {
    match lang {
        Lang::ZhCn => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        Lang::En => format!("{} {} {}", day.day(), nth(&MONTHS_EN, month_index(day.month())), day.year()),
    }
}

/// Without the year: `9月28日` / `28 September`.
pub fn day_short(lang: Lang, day: Day) -> String {
    match lang {
        Lang::ZhCn => format!("{}月{}日", day.month(), day.day()),
        Lang::En => format!("{} {}", day.day(), nth(&MONTHS_EN, month_index(day.month()))),
    }
}

/// `12月11日 周一` / `Mon 11 Dec`; with the year when it is not `today`'s.
pub fn day_week(lang: Lang, day: Day, today: Day) -> String {
    let year = day.year() != today.year();
    match (lang, year) {
        (Lang::ZhCn, false) => day_of_month_week(lang, day),
        (Lang::ZhCn, true) => day_plain(lang, day),
        (Lang::En, false) => day_of_month_week(lang, day),
        (Lang::En, true) => format!("{} {} {}", day.day(), month_name(lang, day.month()), day.year()),
    }
}

/// `12月11日 周一` / `Mon 11 Dec`, whatever the year.
pub fn day_of_month_week(lang: Lang, day: Day) -> String {
    let week = weekday_name(lang, day);
    match lang {
        Lang::ZhCn => format!("{}月{}日 {week}", day.month(), day.day()),
        Lang::En => format!("{week} {} {}", day.day(), month_name(lang, day.month())),
    }
}

/// From first to last day, without the year: `4月17–26日` / `17–26 April`; one day when both are the same.
pub fn day_range(lang: Lang, start: Day, end: Day) -> String {
    if start == end {
        return day_short(lang, start);
    }
    let same_month = start.month() == end.month() && start.year() == end.year();
    match (lang, same_month) {
        (Lang::ZhCn, true) => format!("{}月{}–{}日", start.month(), start.day(), end.day()),
        (Lang::ZhCn, false) => format!("{}–{}", day_short(lang, start), day_short(lang, end)),
        (Lang::En, true) => format!("{}–{}", start.day(), day_short(lang, end)),
        (Lang::En, false) => format!("{} – {}", day_short(lang, start), day_short(lang, end)),
    }
}

/// From a first day on, the last not being stated: `8月28日起` / `from 28 August`.
pub fn day_from(lang: Lang, start: Day) -> String {
    match lang {
        Lang::ZhCn => format!("{}起", day_short(lang, start)),
        Lang::En => format!("from {}", day_short(lang, start)),
    }
}

/// From the first to the last of these months (1–12): `1月至3月` / `January to March`.
pub fn month_span(lang: Lang, first: u32, last: u32) -> String {
    match lang {
        Lang::ZhCn if first == last => format!("{first}月"),
        Lang::ZhCn => format!("{first}月至{last}月"),
        Lang::En if first == last => nth(&MONTHS_EN, month_index(first)).to_owned(),
        Lang::En => format!("{} to {}", nth(&MONTHS_EN, month_index(first)), nth(&MONTHS_EN, month_index(last))),
    }
}

/// With the year, from first to last day: `2023年4月17–26日` / `17–26 April 2023`; without a stated end
/// `2023年8月28日起` / `from 28 August 2023`.
pub fn dates(lang: Lang, start: Day, end: Option<Day>) -> String {
    match (lang, end) {
        (Lang::ZhCn, None) => format!("{}起", day_plain(lang, start)),
        (Lang::En, None) => format!("from {}", day_plain(lang, start)),
        (_, Some(end)) if end.year() != start.year() => {
            format!("{} – {}", day_plain(lang, start), day_plain(lang, end))
        }
        (Lang::ZhCn, Some(end)) => format!("{}年{}", start.year(), day_range(lang, start, end)),
        (Lang::En, Some(end)) => format!("{} {}", day_range(lang, start, end), start.year()),
    }
}

/// A length in days: `10 天` / `10 days`.
pub fn days(lang: Lang, days: u32) -> String {
    match lang {
        Lang::ZhCn => format!("{days} 天"),
        Lang::En if days == 1 => "1 day".to_owned(),
        Lang::En => format!("{days} days"),
    }
}
