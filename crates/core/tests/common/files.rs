//! Files and two laptops, for the tests of merging.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used)]

use landfall_core::document::{Command, Conflict, Context, Document, Incoming, LeadField, MergeReport};
use landfall_core::exchange::workspace_file;
use landfall_core::model::RecordId;
use serde_json::Value;

use super::{capture, context, workspace};

pub fn by(who: &str) -> Context {
    Context { who: who.to_owned(), ..context("2023-12-08") }
}

pub fn now() -> Context {
    context("2023-12-08")
}

pub fn file(document: &Document) -> String {
    workspace_file(document, "首尔之行", 1_702_000_000_000, "专员甲")
}

/// The same file without what makes merging exact: records and log alone.
pub fn records_only(document: &Document) -> String {
    let mut value: Value = serde_json::from_str(&file(document)).unwrap();
    value.as_object_mut().unwrap().remove("document");
    value.to_string()
}

pub fn read(text: &str) -> Incoming {
    Incoming::read("首尔.landfall", text).unwrap()
}

pub fn merge(document: &mut Document, text: &str) -> MergeReport {
    let incoming = read(text);
    let report = document.preview(&incoming, &now());
    document.dispatch(Command::Merge(Box::new(incoming)), &by("合并者")).unwrap();
    report
}

pub fn note(document: &mut Document, lead: &RecordId, text: &str, who: &str) {
    let command = Command::EditLead { lead: lead.clone(), field: LeadField::Note(text.into()) };
    document.dispatch(command, &by(who)).unwrap();
}

/// Two laptops with the same lead.
pub fn pair() -> (Document, Document, RecordId) {
    let mut one = workspace(1);
    let lead = capture(&mut one, "甲", "示例企业 A");
    let mut two = Document::new(2);
    two.merge(&one.encode()).unwrap();
    (one, two, lead)
}

pub fn values(conflict: &Conflict) -> Vec<(&str, &str)> {
    conflict.sides.iter().map(|s| (s.value.as_ref().and_then(Value::as_str).unwrap_or(""), s.who.as_str())).collect()
}

/// Three laptops with the same beginning.
pub fn laptops() -> [Document; 3] {
    let mut base = workspace(9);
    capture(&mut base, "起点", "示例企业 0");
    [1, 2, 3].map(|client| {
        let mut document = Document::new(client);
        document.merge(&base.encode()).unwrap();
        document
    })
}
