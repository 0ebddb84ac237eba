//! SPEC TL1–TL4: the axis of time.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::float_cmp)]

use landfall_core::model::{Day, Lang};
use landfall_core::view::chart::text_width;
use landfall_core::view::timeline::{DAYS, Span, Unit, ticks};
use proptest::prelude::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn span() -> impl Strategy<Value = Span> {
    (0.0..DAYS, 0.0_f64..1.0, 280.0..2000.0_f64).prop_map(|(start, zoom, width)| {
        // From a week to 251 years, evenly by factors.
        let days = 7.0 * (DAYS / 7.0).powf(zoom);
        let middle = Day::from_number(start as i32);
        Span::of_days(middle, middle, width).with_days(days).centred(middle)
    })
}

proptest! {
    /// TL1: never outside 1900–2150, never less than a week.
    #[test]
    fn tl1_zoom_and_pan_stay_in_range(span in span(), factor in 0.01_f64..100.0, x in -50.0_f64..2100.0, pan in -1e7_f64..1e7) {
        for next in [span.zoomed(factor, x), span.panned(pan), span.with_days(factor * 100.0), span.zoomed(f64::NAN, x)] {
            prop_assert!(next.start >= 0.0 && next.days >= 7.0 && next.start + next.days <= DAYS + 1e-6, "{next:?}");
        }
    }

    /// TL2: zooming keeps what is under the pointer; panning there and back is nothing.
    #[test]
    fn tl2_zoom_keeps_what_is_under_the_pointer(span in span(), factor in 0.5_f64..2.0, share in 0.0_f64..1.0) {
        let x = share * span.width;
        let before = span.start + x / span.per_day();
        let next = span.zoomed(factor, x);
        let held = next.start <= 0.0 || next.start + next.days >= DAYS - 1e-6;
        prop_assert!(held || ((next.start + x / next.per_day()) - before).abs() < 1e-6 * DAYS);
        let there = span.panned(100.0);
        prop_assume!(there.start > 0.0 && there.start + there.days < DAYS - 1e-6);
        prop_assert!((there.panned(-100.0).start - span.start).abs() < 1e-6);
    }

    /// TL3: labels of a row never touch, and stand inside the axis.
    #[test]
    fn tl3_labels_never_collide(span in span(), en in any::<bool>()) {
        let lang = if en { Lang::En } else { Lang::ZhCn };
        let axis = ticks(&span, lang);
        prop_assert!(axis.fine.len() <= 400 && axis.bold.len() <= 60, "{} {}", axis.fine.len(), axis.bold.len());
        let mut right = 0.0;
        for tick in axis.fine.iter().filter(|tick| !tick.text.is_empty()) {
            let half = text_width(&tick.text, 12.0, false) / 2.0;
            prop_assert!(tick.text_x - half >= right, "{axis:?}");
            right = tick.text_x + half;
        }
        prop_assert!(right <= span.width);
        let mut right = 0.0;
        for tick in axis.bold.iter().filter(|tick| !tick.text.is_empty()) {
            prop_assert!(tick.text_x >= right && tick.text_x + text_width(&tick.text, 14.0, true) <= span.width + 8.0);
            right = tick.text_x + text_width(&tick.text, 14.0, true);
        }
    }

    /// TL3: the units of a row cover the span without gaps, in order.
    #[test]
    fn tl3_units_cover_the_span(span in span()) {
        let axis = ticks(&span, Lang::ZhCn);
        for row in [&axis.fine, &axis.bold] {
            prop_assert!(row.first().unwrap().x <= 0.5 && row.last().unwrap().right >= span.width - 0.5);
            for pair in row.windows(2) {
                prop_assert_eq!(pair[0].right, pair[1].x);
                prop_assert_ne!(pair[0].odd, pair[1].odd);
            }
        }
    }
}

#[test]
fn tl3_the_last_week_of_all_is_one() {
    let span = Span { start: 91_591.973_06, days: 84.026_94, width: 1_434.09 };
    let axis = ticks(&span, Lang::ZhCn);
    for pair in axis.fine.windows(2) {
        assert!(pair[0].right == pair[1].x && pair[0].odd != pair[1].odd, "{pair:?}");
    }
}

#[test]
fn tl4_weeks_begin_on_monday_and_marks_do_not_jump() {
    let five_months = Span::of_days(day("2023-08-01"), day("2023-12-31"), 913.0);
    let axis = ticks(&five_months, Lang::ZhCn);
    assert_eq!(axis.units, (Unit::Month, Unit::TwoWeeks));
    let texts: Vec<&str> = axis.fine.iter().map(|tick| tick.text.as_str()).filter(|text| !text.is_empty()).collect();
    assert!(axis.fine.iter().all(|tick| tick.day.weekday() == 0));
    assert_eq!(texts.len(), 10, "{texts:?}");
    let moved = ticks(&five_months.panned(-37.0), Lang::ZhCn);
    assert!(moved.fine.iter().skip(1).any(|tick| axis.fine.iter().any(|before| before.day == tick.day)));
    let names: Vec<String> = axis.bold.into_iter().map(|tick| tick.text).collect();
    assert_eq!(names, ["8月", "9月", "10月", "11月", "12月"]);
}

#[test]
fn tl4_the_unit_follows_the_zoom() {
    let units = |from: &str, to: &str| ticks(&Span::of_days(day(from), day(to), 1000.0), Lang::En).units;
    assert_eq!(units("2023-12-04", "2023-12-10"), (Unit::Month, Unit::Day));
    assert_eq!(units("2023-11-01", "2023-12-31"), (Unit::Month, Unit::Week));
    assert_eq!(units("2023-01-01", "2023-12-31"), (Unit::Years(1), Unit::Month));
    assert_eq!(units("2020-01-01", "2025-12-31"), (Unit::Years(1), Unit::Quarter));
    assert_eq!(units("2010-01-01", "2029-12-31"), (Unit::Years(10), Unit::Years(1)));
    assert_eq!(units("1900-01-01", "2150-12-31"), (Unit::Years(100), Unit::Years(10)));
    let january = ticks(&Span::of_days(day("2023-12-01"), day("2024-01-31"), 1000.0), Lang::En);
    assert_eq!(january.bold.last().unwrap().text, "Jan 2024");
}

#[test]
fn tl1_days_in_either_order_and_at_the_ends_of_the_calendar() {
    let one = Span::of_days(day("2023-12-31"), day("2023-01-01"), 730.0);
    assert_eq!((one.days, one.per_day()), (365.0, 2.0));
    assert_eq!(one.seen(), (day("2023-01-01"), day("2023-12-31")));
    assert_eq!(one.rounded(), one.seen());
    assert_eq!(one.day_at(2.0), day("2023-01-02"));
    let last = Span::of_days(day("2150-12-31"), day("2150-12-31"), 700.0);
    assert_eq!((last.seen().1, last.days), (day("2150-12-31"), 7.0));
    assert_eq!(ticks(&last, Lang::ZhCn).fine.len(), 7);
}
