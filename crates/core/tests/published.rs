//! SPEC "Published data".
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use landfall_core::model::Day;
use landfall_core::published::{Fault, Figure, Position, Published, PublishedError, SCHEMA, great_circle_km, parse};
use serde_json::{Value, json};

const SHIPPED: &str = include_str!("../../../public/data/published.json");

fn shipped() -> Published {
    parse(SHIPPED).expect("the shipped file is right")
}

/// The shipped file with one change.
fn changed(change: impl FnOnce(&mut Value)) -> Result<Published, PublishedError> {
    let mut value: Value = serde_json::from_str(SHIPPED).unwrap();
    change(&mut value);
    parse(&value.to_string())
}

#[track_caller]
fn left_out(change: impl FnOnce(&mut Value), message: &str) {
    let read = changed(change).expect("the file as a whole is right");
    let messages: Vec<String> = read.problems.iter().map(ToString::to_string).collect();
    assert_eq!(messages, [message]);
}

#[track_caller]
fn broken(change: impl FnOnce(&mut Value), message: &str) {
    assert_eq!(changed(change).expect_err("should not be read").to_string(), message);
}

#[test]
fn pub1_the_shipped_file_holds_the_seed() {
    let data = shipped();
    assert_eq!(data.problems, []);
    assert!(data.open_ended);
    let ids: Vec<&str> = data.events.iter().map(|event| event.id.as_str()).collect();
    assert_eq!(ids, ["2023-overseas-1", "2023-overseas-2", "2023-mosu", "2023-ciie", "2023-hangzhou"]);
    let dates: Vec<(String, Option<String>)> =
        data.events.iter().map(|e| (e.start.to_string(), e.end.map(|end| end.to_string()))).collect();
    let date = |start: &str, end: Option<&str>| (start.to_owned(), end.map(ToOwned::to_owned));
    assert_eq!(
        dates,
        [
            date("2023-04-17", Some("2023-04-26")),
            date("2023-08-28", None),
            date("2023-09-28", Some("2023-09-28")),
            date("2023-11-15", None),
            date("2023-11-30", Some("2023-11-30")),
        ]
    );
    assert_eq!(data.events[0].days(), Some(10));
    assert_eq!(data.events[1].days(), None);
    let leaders: Vec<Option<&str>> =
        data.events.iter().map(|e| e.led_by.as_ref().map(|leader| leader.name.zh.as_str())).collect();
    assert_eq!(leaders, [Some("曹立强"), Some("钟晓咏"), None, None, None]);
    let themes: Vec<Option<&str>> =
        data.events.iter().map(|e| e.theme.as_ref().map(|theme| theme.zh.as_str())).collect();
    assert_eq!(themes, [None, None, None, Some("链接全球 开放共赢"), Some("数链沪杭 智绘未来")]);
    assert_eq!(data.cases.len(), 2);
    assert_eq!(data.cases[0].units, None);
    assert_eq!(data.cases[1].units.as_ref().map(Vec::len), Some(6));
    assert_eq!(data.practices.len(), 9);
}

#[test]
fn pub1_only_the_stops_of_season_two_are_inferred() {
    for event in shipped().events {
        for place in &event.places {
            assert_eq!(place.inferred, event.id == "2023-overseas-2", "{} in {}", place.name.en, event.id);
        }
    }
}

#[test]
fn pub1_indicators_keep_what_the_source_states() {
    let data = shipped();
    let changes: Vec<Option<i32>> = data.indicators.iter().map(|indicator| indicator.change).collect();
    assert_eq!(changes, [Some(3554), Some(3730), None, None]);
    assert!(matches!(data.indicators[0].figure, Figure::Count { value: 4847, .. }));
    assert!(matches!(data.indicators[1].figure, Figure::Money(money) if money.amount == 1_710_000_000));
    assert!(matches!(data.indicators[2].figure, Figure::Rank { position: 1, kept: true, .. }));
    assert!(matches!(&data.indicators[3].figure, Figure::DoubleDigitGrowth { industries } if industries.len() == 4));
    let layout = data.layout.expect("a layout");
    let named: Vec<Option<usize>> = layout.parts.iter().map(|p| p.industries.as_ref().map(Vec::len)).collect();
    assert_eq!((layout.name.as_str(), layout.year, named), ("4+3+X", 2023, vec![Some(4), None, None]));
}

#[test]
fn pub2_what_is_no_json_says_where() {
    assert_eq!(parse("").unwrap_err(), PublishedError::Empty);
    assert_eq!(parse("\u{feff} \n").unwrap_err(), PublishedError::Empty);
    let error = parse("{\"schema\": 1,\n  \"events\": [,]\n}").unwrap_err();
    assert!(matches!(error, PublishedError::NotJson { line: 2, column: 14, .. }), "{error}");
    // What a server gives that answers every address with its start page.
    assert!(matches!(parse("<!doctype html>").unwrap_err(), PublishedError::NotJson { line: 1, .. }));
    assert_eq!(parse("[]").unwrap_err().to_string(), "/: should be an object {…}");
    assert!(parse(&format!("\u{feff}{SHIPPED}")).is_ok(), "a byte order mark is no fault");
}

#[test]
fn pub2_the_files_own_fields_are_needed() {
    broken(|file| drop(file.as_object_mut().unwrap().remove("schema")), "schema: is missing");
    broken(|file| file["year"] = json!("2023"), "year: should be a whole number, not negative");
    broken(|file| file["year"] = json!(20230), "year: 20230 is outside 1900 to 2150");
    broken(|file| file["source"]["line"]["en"] = json!(" "), "source.line.en: is empty");
    broken(|file| file["home"]["lat"] = json!(131.2), "home.lat: 131.2 is outside -90 to 90");
    broken(|file| file["events"] = json!("none"), "events: should be a list […]");
}

#[test]
fn pub3_a_newer_schema_is_named() {
    let error = changed(|file| file["schema"] = json!(7)).unwrap_err();
    assert_eq!(error, PublishedError::TooNew { found: 7, known: SCHEMA });
}

#[test]
fn pub4_a_wrong_record_is_left_out_and_named() {
    left_out(
        |file| file["events"][2]["start"] = json!("2023-02-30"),
        r#"events[2] "2023-mosu": start: "2023-02-30" does not exist in the calendar"#,
    );
    let read = changed(|file| file["events"][2]["start"] = json!("2023-02-30")).unwrap();
    assert_eq!(read.events.len(), 4);
    assert_eq!(read.problems[0].fault, Fault::NoSuchDay { text: "2023-02-30".to_owned() });

    left_out(
        |file| file["events"][0]["start"] = json!("17 April"),
        r#"events[0] "2023-overseas-1": start: "17 April" is not a date in the form YYYY-MM-DD"#,
    );
    left_out(
        |file| file["events"][0]["end"] = json!("2023-04-01"),
        r#"events[0] "2023-overseas-1": end: 2023-04-01 is before the start, 2023-04-17"#,
    );
    left_out(
        |file| file["events"][4]["id"] = json!("2023-ciie"),
        r#"events[4] "2023-ciie": id: "2023-ciie" is used twice"#,
    );
    left_out(
        |file| file["events"][4]["kind"] = json!("picnic"),
        r#"events[4] "2023-hangzhou": kind: "picnic" is not listed under kinds"#,
    );
    left_out(|file| file["events"][3] = json!(12), "events[3]: should be an object {…}");
    left_out(
        |file| file["events"][0]["places"][1]["lon"] = json!(190),
        r#"events[0] "2023-overseas-1": places[1].lon: 190 is outside -180 to 180"#,
    );
    left_out(
        |file| drop(file["events"][0]["places"][1].as_object_mut().unwrap().remove("lon")),
        r#"events[0] "2023-overseas-1": places[1].lon: is missing"#,
    );
    left_out(
        |file| file["indicators"][1]["figure"]["currency"] = json!("EUR"),
        r#"indicators[1] "foreign-capital": figure.currency: "EUR" is not listed under CNY, USD"#,
    );
    left_out(
        |file| file["cases"][1]["units"][3] = json!("tax"),
        r#"cases[1] "3m": units[3]: should be a text in both languages {"zh": …, "en": …}"#,
    );
}

#[test]
fn pub5_every_text_is_in_both_languages() {
    left_out(
        |file| drop(file["events"][1]["title"].as_object_mut().unwrap().remove("en")),
        r#"events[1] "2023-overseas-2": title.en: is missing"#,
    );
    left_out(
        |file| file["cases"][0]["company"] = json!("BMW"),
        r#"cases[0] "bmw": company: should be a text in both languages {"zh": …, "en": …}"#,
    );
}

#[test]
fn pub6_events_come_in_the_order_of_time() {
    let read = changed(|file| file["events"].as_array_mut().unwrap().reverse()).unwrap();
    assert_eq!(read.events, shipped().events);
}

#[test]
fn pub7_unknown_fields_and_nulls_are_no_fault() {
    let read = changed(|file| {
        file["weather"] = json!("fine");
        file["events"][0]["mascot"] = json!({"name": 1});
        file["events"][1]["end"] = Value::Null;
    })
    .unwrap();
    assert_eq!(read, shipped());
}

#[test]
fn pub7_lists_may_be_absent() {
    let read = changed(|file| {
        let map = file.as_object_mut().unwrap();
        for field in ["events", "kinds", "cases", "indicators", "practices", "layout", "tour"] {
            map.remove(field);
        }
    })
    .unwrap();
    assert!(read.events.is_empty() && read.cases.is_empty() && read.layout.is_none() && read.problems.is_empty());
}

#[test]
fn pub8_distances_are_great_circles_from_home() {
    let data = shipped();
    let distance = |event: usize, place: usize| data.events[event].places[place].distance_km(&data.home).unwrap();
    for (got, about) in [(distance(0, 0), 3800.0), (distance(0, 1), 1220.0), (distance(1, 3), 9270.0)] {
        assert!((got - about).abs() < 40.0, "{got} is not about {about}");
    }
    assert!(distance(2, 0) < 5.0, "West Bund is at home");
    let pole = Position { lat: 90.0, lon: 0.0 };
    let equator = Position { lat: 0.0, lon: 77.0 };
    assert!((great_circle_km(pole, equator) - 10_007.5).abs() < 1.0);
    assert!(great_circle_km(equator, equator) < 1e-6);
}

#[test]
fn pub9_the_page_without_webassembly_names_the_same_events() {
    let page = include_str!("../../../index.html");
    for event in shipped().events {
        assert!(page.contains(&event.title.zh), "{} is missing in index.html", event.title.zh);
        assert!(page.contains(&event.title.en), "{} is missing in index.html", event.title.en);
        assert!(page.contains(&event.start.to_string()), "{} is missing in index.html", event.start);
        let end: Option<Day> = event.end;
        assert!(end.is_none_or(|end| page.contains(&end.to_string())), "the end of {} is missing", event.id);
    }
}
