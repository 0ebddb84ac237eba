//! How published data reads on the visitor's pages.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use landfall_core::format;
use landfall_core::model::{Currency, Day, Lang, Money};
use landfall_core::published::{Published, parse};
use landfall_core::view::visitor::{FigureItem, event_items, indicator_items};

fn shipped() -> Published {
    parse(include_str!("../../../public/data/published.json")).unwrap()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[test]
fn events_read_in_both_languages() {
    let said = |lang: Lang| -> Vec<(String, Option<String>)> {
        event_items(&shipped(), lang).into_iter().map(|item| (item.dates, item.duration)).collect()
    };
    let row = |dates: &str, duration: Option<&str>| (dates.to_owned(), duration.map(ToOwned::to_owned));
    assert_eq!(
        said(Lang::ZhCn),
        [
            row("2023年4月17–26日", Some("10 天")),
            row("2023年8月28日起", None),
            row("2023年9月28日", Some("1 天")),
            row("2023年11月15日起", None),
            row("2023年11月30日", Some("1 天")),
        ]
    );
    assert_eq!(said(Lang::En)[0], row("17–26 April 2023", Some("10 days")));
    assert_eq!(said(Lang::En)[1], row("from 28 August 2023", None));
    let leaders: Vec<Option<String>> =
        event_items(&shipped(), Lang::En).into_iter().take(3).map(|item| item.led_by).collect();
    let leader = |text: &str| Some(text.to_owned());
    assert_eq!(
        leaders,
        [leader("Cao Liqiang, district Party secretary"), leader("Zhong Xiaoyong, district mayor"), None]
    );
}

#[test]
fn places_say_how_far_except_at_home() {
    let items = event_items(&shipped(), Lang::ZhCn);
    let singapore = &items[0].places[0];
    assert!(singapore.distance.as_ref().is_some_and(|text| text.starts_with("约 3,") && text.ends_with("0 公里")));
    assert_eq!(items[1].places[3].measured_to.as_deref(), Some("巴黎"));
    assert!(items[1].inferred && items[1].places.iter().all(|place| place.inferred));
    assert_eq!(items[2].places[0].distance, None);
}

#[test]
fn indicators_read_as_figures() {
    let items = indicator_items(&shipped(), Lang::ZhCn);
    let amount = |figure: &str, unit: &str| FigureItem::Amount { figure: figure.to_owned(), unit: unit.to_owned() };
    assert_eq!(items[0].figure, amount("4,847", "家"));
    assert_eq!(items[1].figure, amount("17.1", "亿美元"));
    assert!(matches!(&items[2].figure, FigureItem::Rank { figure, kept: true, .. } if figure == "第一"));
    let change = items[0].change.as_ref().unwrap();
    assert_eq!(change.text, "+35.54%");
    assert!((change.last * 1.3554 - change.this).abs() < 1e-9 && (change.this - 1.0).abs() < 1e-9);
    let items = indicator_items(&shipped(), Lang::En);
    assert_eq!(items[1].figure, amount("$1.71", "bn"));
    assert_eq!(items[1].change.as_ref().unwrap().text, "+37.3 %");
    let FigureItem::Growth { industries } = &items[3].figure else { panic!("four industries") };
    assert_eq!(industries.len(), 4);
}

#[test]
fn dates_and_months() {
    let check = |lang, start: &str, end: Option<&str>, expected: &str| {
        assert_eq!(format::dates(lang, day(start), end.map(day)), expected);
    };
    check(Lang::ZhCn, "2023-12-30", Some("2024-01-02"), "2023年12月30日 – 2024年1月2日");
    check(Lang::En, "2023-12-30", Some("2024-01-02"), "30 December 2023 – 2 January 2024");
    check(Lang::ZhCn, "2023-03-30", Some("2023-04-02"), "2023年3月30日–4月2日");
    assert_eq!(format::day_from(Lang::En, day("2023-08-28")), "from 28 August");
    assert_eq!(format::month_span(Lang::ZhCn, 1, 3), "1月至3月");
    assert_eq!(format::month_span(Lang::En, 5, 5), "May");
}

#[test]
fn numbers_of_the_visitor_pages() {
    assert_eq!(format::percent_change(Lang::ZhCn, -420), "−4.2%");
    assert_eq!(format::percent_change(Lang::En, 0), "±0 %");
    assert_eq!(format::rank(Lang::ZhCn, 12), "第 12");
    assert_eq!(format::rank(Lang::En, 2), "2nd");
    assert_eq!(format::distance(Lang::En, 9263.4), "about 9,260 km");
    let parts = format::money_parts(Lang::ZhCn, Money { amount: 3_000, currency: Currency::Cny });
    assert_eq!(parts, ("3,000".to_owned(), "元".to_owned()));
}
