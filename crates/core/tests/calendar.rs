//! SPEC section ICS (calendars). What is written is read back by a parser of somebody else's.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::collections::BTreeSet;

use common::{context, day, load_sample, workspace};
use icalendar::{Calendar as Read, Component, Event as ReadEvent};
use landfall_core::document::{Command, Document, Incoming};
use landfall_core::exchange::{Calendar, calendar_of_published, calendar_of_workspace};
use landfall_core::model::{Lang, RecordId};
use landfall_core::published::{self, Published};
use proptest::prelude::*;
use serde_json::{Value, json};

const NOW: i64 = 1_702_000_000_000;

fn data() -> Published {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../public/data/published.json");
    published::parse(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// A workspace with these events and stops, as a file would bring them.
fn with(events: Value, stops: Value) -> Document {
    let mut document = workspace(1);
    let file = json!({ "app": "landfall", "schema": 2, "events": events, "stops": stops }).to_string();
    let incoming = Incoming::read("x", &file).unwrap();
    document.dispatch(Command::Merge(Box::new(incoming)), &context("2023-12-08")).unwrap();
    document
}

fn of(document: &Document, lang: Lang) -> Calendar {
    calendar_of_workspace(document.tables(), None, "我的工作区", lang, NOW)
}

fn one(event: Value, lang: Lang) -> ReadEvent {
    let read = read(&of(&with(json!([event]), json!([])), lang));
    assert_eq!(read.len(), 1);
    read.into_iter().next().unwrap()
}

fn read(calendar: &Calendar) -> Vec<ReadEvent> {
    let read: Read = calendar.text.parse().unwrap();
    let events: Vec<ReadEvent> = read.events().cloned().collect();
    assert_eq!(events.len(), calendar.events);
    events
}

fn value<'a>(event: &'a ReadEvent, property: &str) -> &'a str {
    // That parser keeps a property which may stand several times apart.
    let several = event.multi_properties().get(property).and_then(|values| values.first());
    event.property_value(property).or(several.map(icalendar::Property::value)).unwrap_or_default()
}

/// Start and end as they stand in the file.
fn days(event: &ReadEvent) -> (String, String) {
    for property in ["DTSTART", "DTEND"] {
        let kind = event.properties()[property].params()["VALUE"].value();
        assert_eq!(kind, "DATE");
    }
    (value(event, "DTSTART").to_owned(), value(event, "DTEND").to_owned())
}

fn pair(start: &str, end: &str) -> (String, String) {
    (start.to_owned(), end.to_owned())
}

#[test]
fn ics1_the_calendar_says_what_it_is() {
    for (lang, product) in [(Lang::ZhCn, "-//Landfall//Landfall//ZH"), (Lang::En, "-//Landfall//Landfall//EN")] {
        let calendar = calendar_of_workspace(
            with(json!([{ "id": "a", "title_zh": "甲", "start": "2023-04-17" }]), json!([])).tables(),
            None,
            "出海, 2023",
            lang,
            NOW,
        );
        let lines: Vec<&str> = calendar.text.split("\r\n").collect();
        assert_eq!(
            lines[..6],
            [
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                &format!("PRODID:{product}"),
                "CALSCALE:GREGORIAN",
                r"X-WR-CALNAME:出海\, 2023",
                "BEGIN:VEVENT"
            ]
        );
        assert_eq!(lines[lines.len() - 3..], ["END:VEVENT", "END:VCALENDAR", ""]);
    }
}

#[test]
fn ics1_without_an_event_there_is_no_calendar() {
    let calendar = of(&with(json!([{ "id": "a", "title_zh": "没有日期" }]), json!([])), Lang::ZhCn);
    assert_eq!((calendar.text.as_str(), calendar.events, calendar.undated), ("", 0, 1));
}

#[test]
fn ics3_texts_are_escaped_and_control_characters_go() {
    let event = json!({ "id": "a", "title_zh": "一;二,三\\n四\u{0}\u{7}\u{9d}\t五", "start": "2023-04-17", "notes_zh": "甲\r\n乙\u{2028}丙" });
    let calendar = of(&with(json!([event]), json!([])), Lang::ZhCn);
    assert!(calendar.text.contains("SUMMARY:一\\;二\\,三\\\\n四 五\r\n"), "{}", calendar.text);
    let read = read(&calendar);
    assert_eq!(value(&read[0], "SUMMARY"), "一;二,三\\n四 五");
    assert!(value(&read[0], "DESCRIPTION").ends_with("甲\n乙\n丙"), "{:?}", value(&read[0], "DESCRIPTION"));
}

#[test]
fn ics4_names_are_the_records_and_no_two_become_one() {
    let uid = |id: &str| {
        value(&one(json!({ "id": id, "title_zh": "甲", "start": "2023-04-17" }), Lang::ZhCn), "UID").to_owned()
    };
    assert_eq!(uid("1f-3"), "1f-3@landfall");
    assert_eq!(uid("a/b%2F活"), "a%2Fb%252F%E6%B4%BB@landfall");
    assert_ne!(uid("a/b"), uid("a%2Fb"));
}

#[test]
fn ics4_the_stamp_is_the_time_given_in_utc() {
    let tables = with(json!([{ "id": "a", "title_zh": "甲", "start": "2023-04-17" }]), json!([]));
    let stamp =
        |now| value(&read(&calendar_of_workspace(tables.tables(), None, "x", Lang::En, now))[0], "DTSTAMP").to_owned();
    assert_eq!(stamp(1_702_000_000_000), "20231208T014640Z");
    assert_eq!(stamp(1_702_079_999_999), "20231208T235959Z");
    assert_eq!(stamp(0), "19700101T000000Z");
    assert_eq!(stamp(i64::MIN), "19700101T000000Z");
    assert_eq!(stamp(i64::MAX), "19700101T000000Z");
}

#[test]
fn ics5_days_are_dates_and_the_end_is_the_day_after() {
    let of = |event: Value| days(&one(event, Lang::ZhCn));
    let event = |start: &str, end: &str| json!({ "id": "a", "title_zh": "甲", "start": start, "end": end });
    assert_eq!(of(event("2023-04-17", "2023-04-26")), pair("20230417", "20230427"));
    assert_eq!(of(event("2023-09-28", "2023-09-28")), pair("20230928", "20230929"));
    assert_eq!(of(event("2024-02-28", "2024-02-28")), pair("20240228", "20240229"));
    assert_eq!(of(event("2023-12-31", "2023-12-31")), pair("20231231", "20240101"));
    assert_eq!(of(event("2150-12-31", "2150-12-31")), pair("21501231", "21510101"));
    assert_eq!(of(event("1900-01-01", "2150-12-31")), pair("19000101", "21510101"));
}

#[test]
fn ics5_an_end_that_is_not_known_is_not_made_up() {
    let open = json!({ "id": "a", "title_zh": "甲", "start": "2023-08-28" });
    let read = one(open.clone(), Lang::ZhCn);
    assert_eq!(days(&read), pair("20230828", "20230829"));
    assert_eq!(value(&read, "DESCRIPTION"), "结束日期未载，日历里只占开始的一天");
    assert_eq!(value(&one(open, Lang::En), "DESCRIPTION"), "End not stated; the calendar shows the first day alone");
    let wrong = json!({ "id": "a", "title_zh": "甲", "start": "2023-08-28", "end": "2023-08-27" });
    let read = one(wrong, Lang::En);
    assert_eq!(days(&read), pair("20230828", "20230829"));
    assert_eq!(value(&read, "DESCRIPTION"), "End before the start, left out: 27 August 2023");
}

#[test]
fn ics6_title_kind_and_facts_are_in_the_language() {
    let event = json!({
        "id": "a", "title_zh": "一季", "title_en": "Season one", "kind": "event-kind/overseas", "start": "2023-04-17", "end": "2023-04-26",
        "season": 1, "led_by_zh": "甲", "led_by_en": "A", "theme_zh": "题", "zone": "zone/zone-2", "notes_en": "First\nSecond",
    });
    let zh = one(event.clone(), Lang::ZhCn);
    assert_eq!([value(&zh, "SUMMARY"), value(&zh, "CATEGORIES")], ["一季", "出海推介"]);
    assert_eq!(value(&zh, "DESCRIPTION"), "季：1\n带队：甲\n主题：题\n战区：二战区\nFirst\nSecond");
    let en = one(event, Lang::En);
    assert_eq!([value(&en, "SUMMARY"), value(&en, "CATEGORIES")], ["Season one", "Overseas roadshow"]);
    assert_eq!(value(&en, "DESCRIPTION"), "Season: 1\nLed by: A\nTheme: 题\nZone: Zone 2\nFirst\nSecond");
    for property in [("STATUS", "CONFIRMED"), ("TRANSP", "TRANSPARENT"), ("CLASS", "PRIVATE")] {
        assert_eq!(value(&en, property.0), property.1);
    }
}

#[test]
fn ics6_an_inferred_stop_says_so() {
    let document = with(
        json!([{ "id": "a", "title_zh": "甲", "start": "2023-04-17", "places_zh": "日本\n徐汇", "places_en": "Japan\nXuhui" }]),
        json!([
            { "id": "s2", "event": "a", "place_zh": "德国", "place_en": "Germany", "order": 1 },
            { "id": "s1", "event": "a", "place_zh": "日本", "place_en": "Japan", "inferred": true },
            { "id": "s3", "event": "b", "place_zh": "法国" },
        ]),
    );
    let location = |lang| value(&read(&of(&document, lang))[0], "LOCATION").to_owned();
    assert_eq!(location(Lang::ZhCn), "日本（推断）、德国、徐汇");
    assert_eq!(location(Lang::En), "Japan (inferred); Germany; Xuhui");
}

#[test]
fn ics7_what_is_internal_stays_out() {
    let event = json!({
        "id": "a", "title_zh": "甲", "start": "2023-04-17", "delegation": "内部甲", "outcomes": "内部乙", "next_steps": "内部丙", "public": true,
    });
    let read = one(event, Lang::ZhCn);
    assert!(!format!("{read:?}").contains("内部"));
    assert_eq!(value(&read, "CLASS"), "PUBLIC");
}

#[test]
fn ics8_an_invented_event_says_so_once_and_none_is_without_a_name() {
    let mut document = workspace(1);
    document.dispatch(load_sample(Lang::ZhCn, Vec::new()), &context("2023-12-08")).unwrap();
    for (lang, mark) in [(Lang::ZhCn, "示例"), (Lang::En, "Sample")] {
        let read = read(&of(&document, lang));
        assert!(read.len() > 3);
        for event in &read {
            let summary = value(event, "SUMMARY");
            assert!(summary.starts_with(mark) && summary.matches(mark).count() == 1, "{summary}");
        }
    }
    let event =
        json!({ "id": "a", "title_zh": "圆桌", "title_en": "Round table", "start": "2023-04-17", "sample": true });
    assert_eq!(value(&one(event.clone(), Lang::ZhCn), "SUMMARY"), "示例 圆桌");
    assert_eq!(value(&one(event, Lang::En), "SUMMARY"), "Sample: Round table");
    let event = json!({ "id": "a", "kind": "event-kind/launch", "start": "2023-04-17" });
    assert_eq!(value(&one(event, Lang::En), "SUMMARY"), "Launch");
    assert_eq!(value(&one(json!({ "id": "a", "start": "2023-04-17" }), Lang::En), "SUMMARY"), "Untitled event");
}

#[test]
fn ics9_all_or_those_asked_for_in_the_order_of_their_days() {
    let document = with(
        json!([
            { "id": "c", "title_zh": "丙", "start": "2023-04-17" }, { "id": "a", "title_zh": "甲", "start": "2023-11-01" },
            { "id": "b", "title_zh": "乙", "start": "2023-04-17", "end": "2023-04-18" }, { "id": "d", "title_zh": "丁" },
        ]),
        json!([]),
    );
    let titles = |ids: Option<&[RecordId]>| {
        let calendar = calendar_of_workspace(document.tables(), ids, "x", Lang::ZhCn, NOW);
        let titles: String = read(&calendar).iter().map(|event| value(event, "SUMMARY")).collect();
        (titles, calendar.undated)
    };
    assert_eq!(titles(None), ("丙乙甲".to_owned(), 1));
    assert_eq!(titles(Some(&["a".into(), "b".into(), "nobody".into()])), ("乙甲".to_owned(), 0));
}

#[test]
fn ics9_published_events_are_the_same_entries_as_in_a_workspace() {
    let data = data();
    for lang in [Lang::ZhCn, Lang::En] {
        let calendar = calendar_of_published(&data, None, lang, NOW);
        let mut document = Document::new(1);
        document.merge(&landfall_core::document::seed(landfall_core::document::Start::Published, Some(&data))).unwrap();
        let own = read(&of(&document, lang));
        let published = read(&calendar);
        assert_eq!(published.len(), data.events.len());
        for (a, b) in published.iter().zip(&own) {
            for property in ["UID", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "CLASS"] {
                assert_eq!(value(a, property), value(b, property));
            }
            assert_eq!(
                value(a, "DESCRIPTION"),
                format!(
                    "{}\n{}: {}",
                    value(b, "DESCRIPTION"),
                    if lang == Lang::En { "Source" } else { "来源" },
                    data.source.line.get(lang)
                )
                .replace("来源: ", "来源：")
            );
        }
    }
    let season = calendar_of_published(&data, Some(&["2023-overseas-2".to_owned()]), Lang::En, NOW);
    let read = read(&season);
    assert_eq!(
        value(&read[0], "LOCATION"),
        "Japan (inferred); Germany (inferred); Belgium (inferred); France (inferred)"
    );
    assert_eq!(days(&read[0]), pair("20230828", "20230829"));
    assert!(season.text.contains("X-WR-CALNAME:Xuhui"), "{}", season.text);
}

prop_compose! {
    fn an_event()(
        id in "e[a-z0-9/% 活🎪]{0,12}", title in "\\PC{0,200}|[\\x00-\\x1f;,\\\\n活🎪]{0,200}", notes in "(.|\n|\r|\\\\|;|,){0,300}",
        start in 0..91_676i32, length in prop::option::of(0..400i32),
    ) -> Value {
        let start = day("1900-01-01").plus(start);
        json!({ "id": id, "title_zh": title, "notes_zh": notes, "start": start.to_string(), "end": length.map(|length| start.plus(length).to_string()) })
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// Whatever is typed: lines of 75 octets, whole characters, nothing lost, nothing taken for a line of the format.
    #[test]
    fn ics2_ics3_any_text_is_folded_and_reads_back(events in prop::collection::vec(an_event(), 1..6)) {
        let document = with(Value::Array(events), json!([]));
        let calendar = of(&document, Lang::ZhCn);
        prop_assert!(calendar.text.ends_with("\r\n"));
        for line in calendar.text.strip_suffix("\r\n").unwrap().split("\r\n") {
            prop_assert!(line.len() <= 75 && !line.is_empty(), "{line:?}");
            prop_assert!(!line.chars().any(char::is_control), "{line:?}");
        }
        let whole = calendar.text.replace("\r\n ", "");
        let uids: BTreeSet<&str> = whole.split("\r\n").filter(|line| line.starts_with("UID:")).collect();
        prop_assert_eq!(uids.len(), document.tables().events.len());
        for (id, event) in document.tables().events.iter() {
            let summary: String = unescaped(&whole, id, "SUMMARY:");
            let title: String = event.title_zh.trim().chars().map(|c| if c == '\t' { ' ' } else { c }).collect();
            let clean = |text: &str| text.chars().filter(|c| !c.is_control() && !"\u{2028}\u{2029}".contains(*c)).collect::<String>();
            let title = clean(&title);
            prop_assert_eq!(clean(&summary), if title.trim().is_empty() { "未命名的活动" } else { &title });
        }
        let read: Read = calendar.text.parse().unwrap();
        prop_assert_eq!(read.events().count(), calendar.events);
    }
}

/// A property of an event in an unfolded file, its escapes undone.
fn unescaped(whole: &str, id: &RecordId, property: &str) -> String {
    let uid: String = id
        .as_str()
        .bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect();
    let from = whole.find(&format!("UID:{uid}@landfall\r\n")).unwrap();
    let event = &whole[from..][..whole[from..].find("END:VEVENT").unwrap()];
    let Some(value) = event.split("\r\n").find_map(|line| line.strip_prefix(property)) else { return String::new() };
    let (mut out, mut chars) = (String::new(), value.chars());
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.extend(chars.next().map(|c| if c == 'n' { '\n' } else { c })),
            c => out.push(c),
        }
    }
    out
}
