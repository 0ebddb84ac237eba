//! SPEC sections R (one mapping for all records), C (commands on any of them), L1, U3.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::files::{merge, now};
use common::{capture, change, day, fields, move_to, stage, workspace};
use landfall_core::document::{Capture, Command, CommandError, Document, Fields, LeadField, SCHEMA, Step};
use landfall_core::model::{Collection, FieldKind, Lead, Record, RecordId};
use serde_json::{Value, json};

fn create(document: &mut Document, collection: Collection, value: Value) -> RecordId {
    let command = Command::Create { collection, id: None, fields: fields(value) };
    document.dispatch(command, &now()).unwrap().subject.unwrap()
}

/// A value every kind of field takes.
fn sample_value(kind: FieldKind) -> Value {
    match kind {
        FieldKind::Text | FieldKind::AnyRef => json!("文字 text"),
        FieldKind::Number => json!(42),
        FieldKind::Flag => json!(true),
        FieldKind::Day => json!("2023-12-08"),
        FieldKind::Money => json!("USD 3000000"),
        // Empty refers to nothing, which is always there.
        FieldKind::Ref(_) | FieldKind::Term(_) => Value::Null,
    }
}

#[test]
fn r1_every_collection_keeps_every_field() {
    for collection in Collection::ALL.iter().copied().filter(|c| *c != Collection::Workspace) {
        let mut document = workspace(1);
        let wanted: Fields = collection
            .fields()
            .iter()
            .filter(|field| field.name != "removed")
            .map(|field| (field.name.to_owned(), sample_value(field.kind)))
            .filter(|(_, value)| !value.is_null())
            .collect();
        let id = create(&mut document, collection, Value::Object(wanted.clone()));
        assert_eq!(document.tables().fields(collection, &id), Some(wanted), "{}", collection.name());
        let command = Command::Delete { collection, id: id.clone() };
        document.dispatch(command, &now()).unwrap();
        assert!(!document.tables().has(collection, &id));
        document.undo(&now()).unwrap();
        assert!(document.tables().has(collection, &id));
    }
}

#[test]
fn r1_a_field_is_named_as_in_the_struct_and_only_once() {
    for collection in Collection::ALL {
        let mut names: Vec<&str> = collection.fields().iter().map(|field| field.name).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all, "{}", collection.name());
        assert_eq!(Collection::from_name(collection.name()), Some(*collection));
    }
    assert_eq!(Lead::COLLECTION.field("planned").unwrap().kind, FieldKind::Money);
}

#[test]
fn r1_a_write_touches_only_what_changed() {
    let mut document = workspace(1);
    let lead = capture(&mut document, "甲", "示例企业 A");
    change(&mut document, Collection::Leads, &lead, json!({"title": "甲", "note": "新", "phone": null})).unwrap();
    let last = document.log().pop().unwrap();
    assert_eq!(last.changes.iter().map(|change| change.field.as_str()).collect::<Vec<_>>(), ["note"]);
}

#[test]
fn r1_fields_of_a_later_version_stay() {
    let mut document = workspace(1);
    let lead = capture(&mut document, "甲", "示例企业 A");
    let file = json!({"app": "landfall", "schema": SCHEMA, "leads": [{"id": lead.as_str(), "future": "以后的字段"}]});
    merge(&mut document, &file.to_string());
    change(&mut document, Collection::Leads, &lead, json!({"note": "改过"})).unwrap();
    let mut other = Document::new(5);
    other.merge(&document.encode()).unwrap();
    let text = landfall_core::exchange::workspace_file(&other, "甲地", 0, "");
    assert!(text.contains("以后的字段"), "kept through an edit, a merge and an export");
}

#[test]
fn c2_a_command_on_any_record_is_checked() {
    let mut document = workspace(1);
    let before = document.encode();
    let refuse = |document: &mut Document, collection, value: Value| {
        let command = Command::Create { collection, id: None, fields: fields(value) };
        document.dispatch(command, &now()).unwrap_err()
    };
    let wrong = |field: &str, value: Value| CommandError::WrongValue { field: field.into(), value };
    assert_eq!(
        refuse(&mut document, Collection::Contacts, json!({"name": " "})),
        CommandError::EmptyField { field: "name".into() }
    );
    assert_eq!(
        refuse(&mut document, Collection::Contacts, json!({"name": "王", "colour": "red"})),
        CommandError::NoSuchField { collection: Collection::Contacts, field: "colour".into() }
    );
    assert_eq!(
        refuse(&mut document, Collection::Contacts, json!({"name": "王", "company": "nobody"})),
        wrong("company", json!("nobody"))
    );
    assert_eq!(
        refuse(&mut document, Collection::Needs, json!({"element": "stage/lead", "text": "x"})),
        wrong("element", json!("stage/lead")),
        "a term of another dictionary"
    );
    assert_eq!(
        refuse(&mut document, Collection::Visits, json!({"day": "2023-02-30"})),
        wrong("day", json!("2023-02-30"))
    );
    assert_eq!(
        refuse(&mut document, Collection::Resources, json!({"name": "楼", "area": 1e99})),
        wrong("area", json!(1e99))
    );
    let start = day("2023-05-02");
    assert_eq!(
        refuse(
            &mut document,
            Collection::Events,
            json!({"title_zh": "推介", "start": "2023-05-02", "end": "2023-05-01"})
        ),
        CommandError::EndBeforeStart { start, end: day("2023-05-01") }
    );
    assert_eq!(document.encode(), before, "a refused command writes nothing");
}

#[test]
fn c3_a_bulk_change_is_one_step_all_or_nothing() {
    let mut document = workspace(1);
    let leads = ["甲", "乙", "丙"].map(|title| capture(&mut document, title, "示例企业 A"));
    let start = document.tables().clone();
    let moves = leads.iter().map(|lead| Command::MoveLead { lead: lead.clone(), to: stage("in-talks"), before: None });
    let applied = document.dispatch(Command::Bulk(moves.collect()), &now()).unwrap();
    assert!(matches!(applied.step, Step::Bulk { count: 3, .. }), "{:?}", applied.step);
    assert_eq!(document.column(&stage("in-talks")), leads, "in the order they were given");
    document.undo(&now()).unwrap();
    assert_eq!(*document.tables(), start);
    let bad = vec![
        Command::EditLead { lead: leads[0].clone(), field: LeadField::Note("一".into()) },
        Command::EditLead { lead: leads[1].clone(), field: LeadField::Title(" ".into()) },
    ];
    let before = document.encode();
    assert_eq!(document.dispatch(Command::Bulk(bad), &now()).unwrap_err(), CommandError::EmptyTitle);
    assert_eq!(document.encode(), before);
}

#[test]
fn c3_several_leads_captured_in_one_step_have_codes_and_one_company() {
    let mut document = workspace(1);
    let note = |title: &str| {
        Command::Capture(Capture { title: title.into(), company: "示例企业 A".into(), ..Capture::default() })
    };
    document.dispatch(Command::Bulk(vec![note("一"), note("二"), note("三")]), &now()).unwrap();
    let codes: std::collections::BTreeSet<String> =
        document.tables().leads.iter().map(|(_, lead)| lead.code.clone()).collect();
    assert_eq!((codes.len(), document.tables().companies.len()), (3, 1));
    let titles: Vec<String> = document
        .column(&stage("lead"))
        .iter()
        .map(|id| document.tables().leads.get(id).unwrap().title.clone())
        .collect();
    assert_eq!(titles, ["三", "二", "一"], "the newest is on top");
}

#[test]
fn c3_the_second_change_of_a_field_in_one_step_wins_and_undoes_to_the_first_value() {
    let mut document = workspace(1);
    let lead = capture(&mut document, "甲", "示例企业 A");
    let note = |text: &str| Command::EditLead { lead: lead.clone(), field: LeadField::Note(text.into()) };
    document.dispatch(Command::Bulk(vec![note("一"), note("二")]), &now()).unwrap();
    assert_eq!(document.tables().leads.get(&lead).unwrap().note, "二");
    document.undo(&now()).unwrap();
    assert_eq!(document.tables().leads.get(&lead).unwrap().note, "");
    let steps = document.log().len();
    assert!(document.dispatch(Command::Bulk(vec![note("一"), note("")]), &now()).unwrap().update.is_empty());
    assert_eq!(document.log().len(), steps, "there and back is no step");
}

#[test]
fn l1_the_thousandth_lead_of_a_day_gets_a_code_of_its_own() {
    let mut document = workspace(1);
    let id = create(&mut document, Collection::Leads, json!({"title": "甲", "code": "20231208-1000AB"}));
    assert!(document.tables().leads.get(&id).is_some());
    assert!(document.next_code(day("2023-12-08"), 7).starts_with("20231208-1001"));
}

#[test]
fn u3_steps_have_names_to_show() {
    let mut document = workspace(1);
    let lead = capture(&mut document, "示例企业 A 的线索", "示例企业 A");
    move_to(&mut document, &lead, "in-talks");
    let Some(Step::Move { title, from, to }) = document.undo_step().cloned() else { panic!("a move") };
    assert_eq!((title.as_str(), from, to), ("示例企业 A 的线索", stage("lead"), stage("in-talks")));
    document.undo(&now()).unwrap();
    assert!(matches!(document.redo_step(), Some(Step::Move { .. })));
}
