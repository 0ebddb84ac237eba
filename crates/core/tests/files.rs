//! SPEC section F, F1 to F6: what a file holds, and reading it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::files::{file, merge, now, pair, read, records_only};
use common::{load_sample, move_to, workspace};
use landfall_core::document::{Capture, Command, Entry, Fault, FileError, Incoming, SCHEMA};
use landfall_core::model::{Collection, Lang};
use serde_json::{Value, json};

#[test]
fn f1_a_file_is_json_a_person_can_read() {
    let (one, _, _) = pair();
    let text = file(&one);
    let value: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["app"], "landfall");
    assert_eq!(value["schema"], json!(SCHEMA));
    assert_eq!(value["workspace"]["name"], "首尔之行");
    assert_eq!(value["leads"][0]["title"], "甲");
    assert!(value["document"].as_str().is_some_and(|text| text.len() > 100));
    for collection in Collection::ALL {
        assert!(!value[collection.name()].is_null(), "{} is in the file", collection.name());
    }
    assert!(text.lines().any(|line| line.contains("\"title\":\"甲\"")), "one record a line");
}

#[test]
fn f2_importing_ones_own_export_adds_nothing() {
    let (mut one, _, _) = pair();
    for text in [file(&one), records_only(&one)] {
        let (bytes, steps) = (one.encode(), one.log().len());
        let report = merge(&mut one, &text);
        assert!(report.nothing_new, "{report:?}");
        assert_eq!((one.encode(), one.log().len()), (bytes, steps));
    }
}

#[test]
fn f3_a_file_into_an_empty_workspace_is_the_same_workspace() {
    let (mut one, _, lead) = pair();
    move_to(&mut one, &lead, "in-talks");
    one.dispatch(load_sample(Lang::ZhCn, Vec::new()), &now()).unwrap();
    for text in [file(&one), records_only(&one)] {
        let mut fresh = workspace(9);
        let report = merge(&mut fresh, &text);
        assert_eq!(fresh.tables(), one.tables());
        assert_eq!(fresh.log().len(), one.log().len() + 1, "the history came along, and the merge is in it");
        assert!(report.conflicts.is_empty() && report.changes.is_empty());
        let counted = report.made.iter().filter(|(collection, _)| *collection == Collection::Leads).count();
        assert_eq!(counted, one.tables().leads.len());
        merge(&mut fresh, &text);
        assert_eq!(fresh.log().len(), one.log().len() + 1, "the second time nothing is new");
    }
}

#[test]
fn f4_what_can_not_be_read_is_refused_with_the_reason() {
    let refuse = |text: &str| Incoming::read("x.landfall", text).unwrap_err();
    assert_eq!(refuse(" \u{feff}"), FileError::Empty);
    assert_eq!(refuse("\u{feff}"), FileError::Empty);
    assert!(matches!(refuse("{\"app\":\n \"landfall\""), FileError::NotJson { line: 2, .. }));
    assert_eq!(refuse("[]"), FileError::NotLandfall);
    assert_eq!(refuse("{\"app\":\"other\"}"), FileError::NotLandfall);
    let newer = json!({"app": "landfall", "schema": SCHEMA + 1}).to_string();
    assert_eq!(refuse(&newer), FileError::TooNew { schema: SCHEMA + 1, known: SCHEMA });
    let deep = format!("{{\"app\":\"landfall\",\"leads\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(matches!(refuse(&deep), FileError::NotJson { .. }));
    let rows = "{},".repeat(1_000_000);
    let many = format!("{{\"app\":\"landfall\",\"leads\":[{}{{}}]}}", rows);
    assert!(matches!(refuse(&many), FileError::TooMany { count: 1_000_001, .. }));
}

#[test]
fn f5_every_fault_is_named_by_row_and_field_and_the_rest_is_used() {
    let text = json!({
        "app": "landfall", "schema": SCHEMA,
        "leads": [
            {"id": "a", "title": "好的", "due": "2023-02-30", "planned": "NaN 元", "jobs": 1.5},
            {"id": "a", "title": "重复的"},
            {"title": "无编号"},
            "不是记录",
            {"id": "__proto__", "title": "<img src=x onerror=alert(1)>", "constructor": {"prototype": 1}},
            {"id": "b", "title": "\u{202e}反转\u{0}", "note": "javascript:alert(1)"},
        ],
        "resources": [{"id": "r", "name": "楼", "link": "javascript:alert(1)"}, {"id": "s", "name": "厅", "link": "https://a.example/x"}],
        "events": {"not": "a list"},
        "document": "!!!",
    });
    let incoming = read(&text.to_string());
    let problems: Vec<(String, usize, String, Fault)> =
        incoming.problems.iter().map(|p| (p.list.clone(), p.row, p.field.clone(), p.fault.clone())).collect();
    let has = |list: &str, row: usize, field: &str| problems.iter().any(|p| p.0 == list && p.1 == row && p.2 == field);
    for (list, row, field) in [
        ("document", 0, ""),
        ("leads", 1, "due"),
        ("leads", 1, "planned"),
        ("leads", 1, "jobs"),
        ("leads", 2, "id"),
        ("leads", 3, "id"),
        ("leads", 4, ""),
        ("leads", 5, "constructor"),
        ("resources", 1, "link"),
        ("events", 0, ""),
    ] {
        assert!(has(list, row, field), "{list} {row} {field} in {problems:?}");
    }
    assert_eq!(problems.len(), 10);
    let mut document = workspace(1);
    let before = document.tables().clone();
    document.dispatch(Command::Merge(Box::new(incoming)), &now()).unwrap();
    let leads = &document.tables().leads;
    assert_eq!(leads.len(), 3);
    assert_eq!(leads.get(&"a".into()).unwrap().title, "好的");
    assert_eq!(leads.get(&"__proto__".into()).unwrap().title, "<img src=x onerror=alert(1)>");
    assert_eq!(document.tables().resources.get(&"s".into()).unwrap().link, "https://a.example/x");
    assert_eq!(document.tables().resources.get(&"r".into()).unwrap().link, "");
    document.undo(&now()).unwrap();
    assert_eq!(*document.tables(), before, "one undo takes it back");
}

#[test]
fn f6_what_was_saved_when_the_program_failed_can_be_brought_in() {
    let mut document = workspace(1);
    let entry = |update: &[u8]| Value::from(Entry::change(update, None).encode());
    let mut rescue = serde_json::Map::new();
    rescue.insert("landfall/1/main/1/0".into(), entry(&document.encode()));
    for (n, title) in (1..).zip(["甲", "乙"]) {
        let command =
            Command::Capture(Capture { title: title.into(), company: "示例企业".into(), ..Capture::default() });
        let update = document.dispatch(command, &now()).unwrap().update;
        rescue.insert(format!("landfall/1/main/1/{n}"), entry(&update));
    }
    rescue.insert("landfall/1/main/1/9".into(), "1|00000000|AAAA".into());
    rescue.insert("landfall/1/settings".into(), "{}".into());
    let text = json!({"app": "landfall", "schema": 1, "rescue": rescue}).to_string();
    let mut fresh = workspace(2);
    let incoming = read(&text);
    assert_eq!(incoming.problems.len(), 1, "the damaged entry is named");
    fresh.dispatch(Command::Merge(Box::new(incoming)), &now()).unwrap();
    assert_eq!(fresh.tables().leads.len(), 2);
}
