//! SPEC "Range of the chart".
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::chart::{boxes, boxes_apart};
use landfall_core::model::{Day, Lang, Localized};
use landfall_core::published::{Event, Published, parse};
use landfall_core::view::chart::{Chart, ChartInput, ChartWords, Rect, Setting, Window, WindowFault, wide_chart};
use proptest::prelude::*;

const LANGS: [Lang; 2] = [Lang::ZhCn, Lang::En];

fn shipped() -> Published {
    parse(include_str!("../../../public/data/published.json")).unwrap()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn between(first: &str, last: &str) -> Window {
    Window::between(day(first), day(last))
}

fn draw(data: &Published, lang: Lang, width: f64, window: Window, today: Option<Day>, setting: Setting) -> Chart {
    let text = |zh: &str, en: &str| Localized::new(zh, en).get(lang).to_owned();
    let words = ChartWords {
        end_not_stated: text("结束日期未载", "end not stated"),
        inferred: text("空心站点：所属季次为推断", "Hollow stops: season inferred"),
        no_events: text("{months}没有公布的活动", "{months}: no published events"),
        today: text("今天", "Today"),
    };
    wide_chart(&ChartInput { data, lang, width, words: &words, window, today, setting })
}

fn names(chart: &Chart) -> Vec<&str> {
    chart.marks.iter().filter_map(|mark| mark.name.as_ref()).map(|name| name.text.as_str()).collect()
}

#[track_caller]
fn nothing_collides(chart: &Chart) {
    boxes_apart(&boxes(chart), chart.width, chart.height);
    let names = || chart.marks.iter().filter_map(|mark| mark.name.as_ref()).chain(&chart.above);
    for (rule, name) in chart.rules.iter().flat_map(|rule| names().map(move |name| (rule, name))) {
        let crossed = name.bounds.left < rule.x1 && rule.x1 < name.bounds.right;
        assert!(!crossed, "a rule goes through {} at {}", name.text, chart.width);
    }
    let spars = || chart.masts.iter().flat_map(|mast| &mast.spars);
    for (label, spar) in chart.labels.iter().flat_map(|label| spars().map(move |spar| (label, spar))) {
        let yard = Rect::new(spar.x1, spar.y - 1.0, spar.x2, spar.y + 1.0);
        assert!(!label.bounds.overlaps(&yard), "a yard goes through {} at {}", label.event, chart.width);
    }
}

#[test]
fn zo1_an_address_says_the_days() {
    let read = |from, to| Window::read(from, to, 2023);
    assert_eq!(read("", "").unwrap(), Window::year(2023));
    let window = read("2023-11-01", "2023-12-15").unwrap();
    assert_eq!((window.first(), window.last()), (day("2023-11-01"), day("2023-12-15")));
    assert_eq!(read("2022-09-01", "").unwrap().last(), day("2022-12-31"));
    assert_eq!(read("", "2024-02-29").unwrap().first(), day("2024-01-01"));
    assert_eq!(read("2023-05-01", "2023-04-01"), Err(WindowFault::Reversed));
    for wrong in ["2023-02-30", "x", "1899-12-31", "2023-1-1", "<b>"] {
        assert_eq!(read(wrong, ""), Err(WindowFault::NotADay(wrong.to_owned())));
        assert_eq!(read("2023-01-01", wrong), Err(WindowFault::NotADay(wrong.to_owned())));
    }
    assert_eq!(Window::year(2023).whole_year(), Some(2023));
    assert_eq!((window.whole_year(), window.in_year()), (None, Some(2023)));
    assert_eq!(between("2022-07-01", "2024-06-30").one_year(2023), 2023);
    assert_eq!(between("2022-07-01", "2024-06-30").one_year(2030), 2024);
}

#[test]
fn zo1_from_fourteen_days_to_sixty_years() {
    let short = between("2023-05-10", "2023-05-10");
    assert!((short.days() - 14.0).abs() < 1e-9);
    assert!(short.first() <= day("2023-05-10") && short.last() >= day("2023-05-10"));
    assert!((between("1900-01-01", "2150-12-31").days() - 21_915.0).abs() < 1e-9);
    let mut window = Window::year(2023);
    for _ in 0..60 {
        window = window.zoomed(1.5, 0.3);
    }
    assert!((window.days() - 14.0).abs() < 1e-6, "{window:?}");
    for _ in 0..60 {
        window = window.zoomed(0.5, 0.9);
    }
    assert!((window.days() - 21_915.0).abs() < 1e-6, "{window:?}");
    assert_eq!(Window::year(1900).moved(-5.0).first(), day("1900-01-01"));
    assert_eq!(Window::year(2150).moved(5.0).last(), day("2150-12-31"));
}

#[test]
fn zo2_the_zebra_counts_in_what_has_room() {
    let of = |lang, window, width| {
        let chart = draw(&shipped(), lang, width, window, None, Setting::Page);
        (names(&chart).iter().map(|text| (*text).to_owned()).collect::<Vec<_>>(), chart)
    };
    for width in [760.0, 900.0, 1440.0, 1920.0] {
        let (year, chart) = of(Lang::En, Window::year(2023), width);
        assert_eq!(year, ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]);
        assert_eq!(chart.ticks.len(), 24);
    }
    let (weeks, _) = of(Lang::En, between("2023-08-01", "2023-11-30"), 1440.0);
    assert!(weeks.contains(&"7 Aug".to_owned()) && weeks.contains(&"28 Aug".to_owned()), "Mondays: {weeks:?}");
    let (days, chart) = of(Lang::ZhCn, between("2023-11-20", "2023-12-03"), 1440.0);
    assert!(days.contains(&"28 周二".to_owned()), "{days:?}");
    let above: Vec<&str> = chart.above.iter().map(|name| name.text.as_str()).collect();
    assert_eq!(above, ["11月", "12月"], "days do not say their month");
    let (quarters, chart) = of(Lang::En, between("2020-01-01", "2028-12-31"), 1440.0);
    assert!(quarters.starts_with(&["Q1".to_owned(), "Q2".to_owned()]), "{quarters:?}");
    assert_eq!(chart.above.len(), 9, "quarters do not say their year");
    let (years, _) = of(Lang::En, between("2000-01-01", "2059-12-31"), 1440.0);
    assert!(years.contains(&"2005".to_owned()), "{years:?}");
}

#[test]
fn zo2_bands_are_the_calendars_and_leave_no_gap() {
    for window in [Window::year(2023), between("2023-02-10", "2023-06-05"), between("1990-05-01", "2031-01-15")] {
        let chart = draw(&shipped(), Lang::En, 1200.0, window, None, Setting::Page);
        let mut x = chart.zebra_span.0;
        for pair in chart.marks.windows(2) {
            assert_ne!(pair[0].ink, pair[1].ink);
        }
        for mark in &chart.marks {
            assert!((mark.x - x).abs() < 0.2, "{} {x}", mark.x);
            x = mark.x + mark.width;
        }
        assert!((x - chart.zebra_span.1).abs() < 0.2);
    }
}

#[test]
fn zo3_today_is_marked_where_it_is_in_sight() {
    let today = |day, window| draw(&shipped(), Lang::ZhCn, 1440.0, window, Some(day), Setting::Page).today;
    let mark = today(day("2023-12-08"), Window::year(2023)).unwrap();
    assert_eq!(mark.text, "今天 12月8日");
    let (from, to) = draw(&shipped(), Lang::ZhCn, 1440.0, Window::year(2023), None, Setting::Page).zebra_span;
    assert!((mark.line.x1 - (from + (to - from) * 341.0 / 365.0)).abs() < 0.2);
    assert!(mark.flag.right <= 1440.0);
    assert_eq!(today(day("2024-01-01"), Window::year(2023)), None);
    assert_eq!(today(day("2022-12-31"), Window::year(2023)), None);
    assert!(today(day("2023-12-31"), Window::year(2023)).is_some_and(|mark| mark.flag.right <= 1440.0));
}

#[test]
fn zo4_a_season_without_an_end_reaches_into_the_weeks_after_its_start() {
    let chart = draw(&shipped(), Lang::ZhCn, 1440.0, between("2023-12-04", "2023-12-24"), None, Setting::Page);
    assert_eq!(chart.bars.len(), 1);
    assert!(chart.bars[0].beyond.is_some());
    let after = draw(&shipped(), Lang::ZhCn, 1440.0, between("2024-01-01", "2024-03-31"), None, Setting::Page);
    assert!(after.bars.is_empty() && after.masts.is_empty());
    let wide = draw(&shipped(), Lang::ZhCn, 1440.0, between("2022-01-01", "2025-12-31"), None, Setting::Page);
    assert!(wide.bars[0].beyond.is_some(), "an open end breaks off in dashes wherever it stands");
    assert!(
        wide.labels.iter().any(|label| label.lines[0].spans[0].text.contains("2023年")),
        "with several years in sight a date says its year"
    );
}

#[test]
fn zo5_close_up_the_stops_and_the_words_stand_on_the_tint() {
    for lang in LANGS {
        for last in ["2023-04-28", "2023-04-27"] {
            let chart = draw(&shipped(), lang, 1440.0, between("2023-04-14", last), None, Setting::Page);
            let mast = &chart.masts[0];
            assert!(mast.spars.iter().all(|spar| spar.name.is_some()));
            assert!(chart.labels.iter().any(|label| label.event == mast.event));
            nothing_collides(&chart);
        }
    }
}

#[test]
fn ch9_nothing_collides_in_any_range_at_any_width() {
    let windows = [
        between("2023-04-10", "2023-04-23"),
        between("2023-08-20", "2023-10-10"),
        between("2023-09-01", "2023-12-31"),
        between("2023-11-16", "2023-12-10"),
        between("2022-07-01", "2024-06-30"),
        between("2015-01-01", "2030-12-31"),
        between("1990-01-01", "2049-12-31"),
    ];
    for lang in LANGS {
        for window in windows {
            for setting in [Setting::Page, Setting::Sheet] {
                let mut width = 600.0;
                while width <= 1920.0 {
                    let chart = draw(&shipped(), lang, width, window, Some(day("2023-12-08")), setting);
                    nothing_collides(&chart);
                    width += 40.0;
                }
            }
        }
    }
}

#[test]
fn ch9_long_names_and_titles_stand_in_nobodys_way() {
    let mut data = shipped();
    for event in &mut data.events {
        event.title = Localized::new(
            "一场名字长得出奇的推介活动，".repeat(6),
            "A promotion with an extraordinarily long name, ".repeat(6),
        );
        for place in &mut event.places {
            place.name = Localized::new("某".repeat(31), "Llanfairpwllgwyngyllgogerychwyr".to_owned());
        }
    }
    for lang in LANGS {
        let mut width = 600.0;
        while width <= 1920.0 {
            for window in [Window::year(2023), between("2023-04-10", "2023-05-10")] {
                nothing_collides(&draw(&data, lang, width, window, None, Setting::Page));
            }
            width += 60.0;
        }
    }
}

fn any_event(start: i32, length: Option<i32>, abroad: bool) -> Event {
    let mut event = shipped().events[0].clone();
    event.start = day("2023-01-01").plus(start);
    event.end = length.map(|days| event.start.plus(days));
    if !abroad {
        event.places.clear();
    }
    event
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn ch9_any_range_of_any_events_can_be_drawn(
        events in prop::collection::vec((-700..900i32, prop::option::of(0..90i32), any::<bool>()), 0..12),
        first in -2_000..2_000i32, days in 1..22_000i32, width in 600.0..1920.0f64, zh: bool, today in -800..900i32,
    ) {
        let mut events: Vec<Event> = events.into_iter().map(|(start, days, abroad)| any_event(start, days, abroad)).collect();
        events.sort_by_key(|event| event.start);
        for (i, event) in events.iter_mut().enumerate() {
            event.id = i.to_string();
        }
        let data = Published { events, ..shipped() };
        let first = day("2023-01-01").plus(first);
        let window = Window::between(first, first.plus(days));
        let lang = if zh { Lang::ZhCn } else { Lang::En };
        nothing_collides(&draw(&data, lang, width, window, Some(day("2023-01-01").plus(today)), Setting::Page));
    }

    #[test]
    fn zo1_zooming_keeps_what_is_under_the_pointer(start in -3_000..3_000i32, days in 14..4_000i32, factor in 0.2..5.0f64, share in 0.0..1.0f64) {
        let first = day("2023-01-01").plus(start);
        let window = Window::between(first, first.plus(days));
        let held = day("2023-01-01");
        let at = |window: Window, share: f64| window.offset(held) - share * window.days();
        let zoomed = window.zoomed(factor, share);
        prop_assert!((at(zoomed, share) - at(window, share)).abs() < 1e-6);
        let there_and_back = window.moved(share).moved(-share);
        prop_assert!((there_and_back.offset(held) - window.offset(held)).abs() < 1e-6);
    }
}
