//! SPEC section V: schemas, and the data of every released one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::files::{merge, now};
use common::{capture, change, day, stage, workspace};
use landfall_core::document::{Command, CommandError, Document, Entry, Fields, LeadField, ReadOnly, SCHEMA};
use landfall_core::model::{Collection, RecordId};
use serde_json::json;

#[test]
fn v1_a_new_workspace_has_the_schema_and_needs_no_step() {
    let mut document = workspace(1);
    assert_eq!((document.schema(), document.read_only()), (SCHEMA, None));
    assert!(document.migrate().is_none());
}

/// The journal of a workspace as a version of this schema wrote it: made by its own code.
fn released(name: &str) -> Document {
    released_for(name, 77)
}

/// The same, opened by this author.
fn released_for(name: &str, author: u64) -> Document {
    let path = format!("{}/tests/fixtures/{name}/journal.json", env!("CARGO_MANIFEST_DIR"));
    let journal: Fields = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut document = Document::new(author);
    for entry in journal.values() {
        document.merge_entry(&Entry::decode(entry.as_str().unwrap()).unwrap()).unwrap();
    }
    document
}

#[test]
fn v2_data_of_every_released_schema_opens_and_goes_on() {
    for schema in 1..=SCHEMA {
        let mut document = released(&format!("schema-{schema}"));
        assert_eq!(document.schema(), schema);
        assert_eq!(document.migrate().is_some(), schema < SCHEMA);
        assert_eq!((document.schema(), document.read_only()), (SCHEMA, None));
        let lead = document.tables().leads.iter().find(|(_, lead)| lead.planned.is_some()).unwrap().0.clone();
        let record = document.tables().leads.get(&lead).unwrap();
        assert_eq!((record.title.as_str(), record.stage.clone()), ("车联网平台区域总部", stage("in-talks")));
        assert_eq!((record.note.as_str(), record.due), ("要 6,000 平，\n年内到位", Some(day("2023-12-20"))));
        // In the older one the removal of the third was undone.
        let leads = if schema == 1 { 3 } else { 2 };
        assert_eq!((document.tables().leads.len(), document.tables().events.len()), (leads, 5));
        change(&mut document, Collection::Leads, &lead, json!({"note": "接着写"})).unwrap();
        assert!(document.log().len() >= 10, "its history is read");
    }
    let path = format!("{}/tests/fixtures/schema-2/workspace.landfall", env!("CARGO_MANIFEST_DIR"));
    let mut fresh = workspace(3);
    merge(&mut fresh, &std::fs::read_to_string(path).unwrap());
    let mut older = released("schema-2");
    older.supply_terms();
    assert!(fresh.tables() == older.tables());
}

#[test]
fn v4_an_older_document_gets_the_terms_of_later_versions_the_same_on_every_device() {
    for name in ["schema-1", "schema-2"] {
        let mut here = released(name);
        let mut there = released_for(name, 78);
        here.migrate();
        there.migrate();
        assert!(here.tables().terms_of("element").is_empty());
        let update = here.supply_terms().unwrap();
        assert_eq!(there.supply_terms().unwrap(), update, "the same operations");
        assert!(here.supply_terms().is_none() && workspace(1).supply_terms().is_none(), "once");
        assert_eq!(here.tables().terms_of("element").len(), 6);
        assert_eq!(here.tables().terms_of("out").len(), workspace(1).tables().terms_of("out").len());
        // Each goes on by itself; merged, both edits are there and the deleted term stays deleted.
        let id = |name: &str| RecordId::from(name);
        change(&mut here, Collection::Terms, &id("out/elsewhere"), json!({"zh": "落户他区"})).unwrap();
        let delete = Command::Delete { collection: Collection::Terms, id: id("out/other") };
        there.dispatch(delete, &now()).unwrap();
        let mut third = released_for(name, 79);
        third.migrate();
        for update in [there.encode(), here.encode()] {
            third.merge(&update).unwrap();
        }
        assert!(third.supply_terms().is_none());
        here.merge(&there.encode()).unwrap();
        assert!(third.tables() == here.tables() && third.canonical() == here.canonical(), "they meet");
        assert_eq!(third.tables().terms.get(&id("out/elsewhere")).unwrap().zh, "落户他区");
        assert!(third.tables().terms.get(&id("out/other")).is_none());
    }
    assert!(released("later").supply_terms().is_none(), "what a later version wrote is not touched");
    assert!(Document::new(5).supply_terms().is_none());
}

#[test]
fn v3_data_of_a_later_version_is_read_and_not_touched() {
    let mut document = released("later");
    assert_eq!(document.read_only(), Some(ReadOnly::Newer { schema: 99 }));
    assert_eq!(document.tables().leads.len(), 2);
    assert!(document.migrate().is_none());
}

#[test]
fn v2_a_document_of_0_1_0_loads_and_becomes_current() {
    let mut document = released("schema-1");
    assert_eq!(document.schema(), 1);
    let (titles, steps) = (titles(&document), document.log().len());
    let (update, names) = document.migrate().unwrap();
    assert_eq!(names, ["say-the-schema"]);
    assert_eq!((document.schema(), document.read_only()), (SCHEMA, None));
    assert_eq!(self::titles(&document), titles);
    assert_eq!(document.log().len(), steps, "history is kept");
    assert!(document.tables().leads.iter().any(|(_, lead)| lead.planned.is_some() && !lead.note.is_empty()));
    let mut apart = released("schema-1");
    assert_eq!(apart.migrate().unwrap().0, update, "two devices take the same step");
    let text = landfall_core::exchange::workspace_file(&document, "旧", 0, "");
    let mut fresh = workspace(3);
    merge(&mut fresh, &text);
    assert_eq!(self::titles(&fresh), titles, "and round-trips");
}

fn titles(document: &Document) -> Vec<String> {
    let mut titles: Vec<String> = document.tables().leads.iter().map(|(_, lead)| lead.title.clone()).collect();
    titles.sort();
    titles
}

#[test]
fn v3_a_later_document_is_only_looked_at() {
    let mut document = workspace(1);
    let lead = capture(&mut document, "甲", "示例企业 A");
    let id = RecordId::from("workspace");
    change(&mut document, Collection::Workspace, &id, json!({"schema": SCHEMA + 1})).unwrap();
    let before = document.encode();
    assert_eq!(document.read_only(), Some(ReadOnly::Newer { schema: SCHEMA + 1 }));
    assert!(document.tables().leads.get(&lead).is_some(), "it can be read");
    let edit = Command::EditLead { lead, field: LeadField::Note("不".into()) };
    assert_eq!(document.dispatch(edit, &now()).unwrap_err(), CommandError::ReadOnly);
    assert!(document.undo(&now()).is_none() && document.migrate().is_none());
    assert_eq!(document.encode(), before, "untouched");
}
