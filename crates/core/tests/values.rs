//! SPEC sections D (days), A (addresses).
#![allow(clippy::unwrap_used, clippy::expect_used)]

use landfall_core::format::{day_plain, day_range, day_week, number, ordinal_en};
use landfall_core::model::{Day, DayError, Lang};
use landfall_core::view::{Query, Route};
use proptest::prelude::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[test]
fn d1_the_day_in_shanghai_is_not_the_day_in_greenwich() {
    // 2023-12-07T16:00Z is midnight in Shanghai.
    assert_eq!(Day::in_shanghai(1_701_964_800_000), Some(day("2023-12-08")));
    assert_eq!(Day::in_shanghai(1_701_964_799_999), Some(day("2023-12-07")));
    assert_eq!(Day::in_shanghai(-1), Some(day("1970-01-01")));
    assert_eq!(Day::in_shanghai(i64::MAX), None);
}

#[test]
fn d2_what_is_no_day_is_refused_by_name() {
    let fails = |text: &str| text.parse::<Day>().unwrap_err();
    assert_eq!(fails("2023-02-30"), DayError::NoSuchDay { text: "2023-02-30".into() });
    assert_eq!(fails("1899-12-31"), DayError::OutOfRange { year: 1899 });
    assert_eq!(fails("2151-01-01"), DayError::OutOfRange { year: 2151 });
    for text in ["", "2023-2-3", "2023/02/03", "２０２３-02-03", "2023-02-03T00:00", "+023-02-03", "2023-02-03-"] {
        assert_eq!(fails(text), DayError::Form { text: text.into() }, "{text}");
    }
}

#[test]
fn d2_counting_days_does_not_leave_the_years_1900_to_2150() {
    assert_eq!(day("2150-12-30").plus(5), day("2150-12-31"));
    assert_eq!(day("1900-01-02").plus(-5), day("1900-01-01"));
    let midnight = day("2150-12-31").end_in_shanghai() + 1;
    assert_eq!((Day::in_shanghai(midnight - 1), Day::in_shanghai(midnight)), (Some(day("2150-12-31")), None));
}

#[test]
fn d3_days_are_written_as_each_language_does() {
    let (today, monday) = (day("2023-12-08"), day("2023-12-11"));
    assert_eq!(day_week(Lang::ZhCn, monday, today), "12月11日 周一");
    assert_eq!(day_week(Lang::En, monday, today), "Mon 11 Dec");
    assert_eq!(day_week(Lang::ZhCn, day("2024-01-02"), today), "2024年1月2日");
    assert_eq!(day_plain(Lang::En, today), "8 December 2023");
    assert_eq!(day_range(Lang::ZhCn, day("2023-04-17"), day("2023-04-26")), "4月17–26日");
    assert_eq!(day_range(Lang::En, day("2023-04-17"), day("2023-04-26")), "17–26 April");
    assert_eq!(day_range(Lang::En, day("2023-04-28"), day("2023-05-02")), "28 April – 2 May");
}

#[test]
fn numbers_are_grouped_by_thousands() {
    assert_eq!([0, 7, 999, 4847, 1_000_000].map(number), ["0", "7", "999", "4,847", "1,000,000"]);
    assert_eq!([1, 2, 3, 4, 11, 22].map(ordinal_en), ["1st", "2nd", "3rd", "4th", "11th", "22nd"]);
}

#[test]
fn a1_routes_are_read_and_written() {
    let route = |hash: &str| Route::parse(hash).0;
    assert_eq!(route(""), Route::Home);
    assert_eq!(route("#/"), Route::Home);
    assert_eq!(route("#/board?zone=x"), Route::Board);
    assert_eq!(route("#/lead/20231004-004"), Route::Lead("20231004-004".into()));
    assert_eq!(route("#/nowhere"), Route::NotFound("nowhere".into()));
    assert_eq!(route("#/lead/"), Route::NotFound("lead".into()));
    assert_eq!(route("#/%E5%9C%B0%E5%9B%BE"), Route::NotFound("地图".into()));
}

proptest! {
    /// A1: whatever is in a query or a code, the address that carries it reads back the same.
    #[test]
    fn a1_an_address_reads_back(code in "[^/]{1,12}", key in "[a-z]{1,8}", value in ".{1,20}") {
        let query = Query::from([(key, value)]);
        let route = Route::Lead(code);
        prop_assert_eq!(Route::parse(&route.href_with(&query)), (route, query));
    }

    /// A2: no address breaks the reader.
    #[test]
    fn a2_any_hash_is_read(hash in ".{0,40}") {
        let _ = Route::parse(&hash);
    }

    /// D4: going there and back is the same day, and the distance is what was gone.
    #[test]
    fn d4_days_add_up(start in 0i32..80_000, step in -3_000i32..3_000) {
        let from = day("1910-01-01").plus(start);
        let to = from.plus(step);
        prop_assert_eq!(from.days_until(to), step);
        prop_assert_eq!(to.plus(-step), from);
        prop_assert_eq!(to.to_string().parse::<Day>().unwrap(), to);
    }
}
