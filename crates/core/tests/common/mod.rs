//! What the tests of the document share.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used)]

pub mod chart;
pub mod event;
pub mod files;
pub mod handover;
pub mod table;

use landfall_core::document::{Capture, Command, CommandError, Context, Document, Fields, PublishedCase, Start, seed};
use landfall_core::exchange::Cell;
use landfall_core::model::{Collection, Day, Lang, RecordId};
use landfall_core::published::{Published, parse};
use serde_json::Value;

/// The sample as it ships.
pub fn load_sample(lang: Lang, cases: Vec<PublishedCase>) -> Command {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../public/data/sample.json")).unwrap();
    Command::LoadSample { sample: Box::new(landfall_core::sample::parse(&text).unwrap()), lang, cases }
}

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub fn context(today: &str) -> Context {
    Context {
        now_ms: 1_702_000_000_000, today: day(today), who: "专员甲".to_owned(), unit: String::new(), device: 7
    }
}

/// A workspace as it is when first opened: dictionaries, nothing else.
pub fn workspace(client: u64) -> Document {
    let mut document = Document::new(client);
    document.merge(&seed(Start::Published, None)).unwrap();
    document
}

/// The published data as it ships.
pub fn published() -> Published {
    parse(include_str!("../../../../public/data/published.json")).unwrap()
}

/// A workspace that starts from the published data.
pub fn published_workspace(client: u64) -> Document {
    let mut document = Document::new(client);
    document.merge(&seed(Start::Published, Some(&published()))).unwrap();
    document
}

pub fn capture(document: &mut Document, title: &str, company: &str) -> RecordId {
    let command = Command::Capture(Capture { title: title.into(), company: company.into(), ..Capture::default() });
    document.dispatch(command, &context("2023-12-08")).unwrap().subject.unwrap()
}

pub fn stage(name: &str) -> RecordId {
    RecordId::new(format!("stage/{name}"))
}

pub fn move_to(document: &mut Document, lead: &RecordId, to: &str) {
    let command = Command::MoveLead { lead: lead.clone(), to: stage(to), before: None };
    document.dispatch(command, &context("2023-12-08")).unwrap();
}

pub fn fields(value: Value) -> Fields {
    value.as_object().unwrap().clone()
}

pub fn change(
    document: &mut Document,
    collection: Collection,
    id: &RecordId,
    value: Value,
) -> Result<(), CommandError> {
    let command = Command::Change { collection, id: id.clone(), fields: fields(value) };
    document.dispatch(command, &context("2023-12-08")).map(|_| ())
}

/// Cells of texts.
pub fn text_rows(rows: &[&[&str]]) -> Vec<Vec<Cell>> {
    rows.iter().map(|row| row.iter().map(|text| Cell::from(*text)).collect()).collect()
}
