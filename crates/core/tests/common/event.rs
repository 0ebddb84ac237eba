//! What the tests of events share.

use landfall_core::document::{AtEvent, Command, Document};
use landfall_core::model::{Collection, Lang, RecordId};
use landfall_core::view::event::{EventSheet, capture_at, new_event, typed_day};
use serde_json::Value;

use super::{change, context, day, load_sample, published, published_workspace};

pub const TODAY: &str = "2023-12-08";

pub fn with_sample() -> Document {
    let mut document = published_workspace(1);
    document.dispatch(load_sample(Lang::ZhCn, Vec::new()), &context(TODAY)).unwrap();
    document
}

pub fn dispatch(document: &mut Document, command: Command) -> RecordId {
    document.dispatch(command, &context(TODAY)).unwrap().subject.unwrap_or_default()
}

pub fn event(document: &mut Document, title: &str, start: &str, end: &str) -> RecordId {
    let day = |text: &str| typed_day(text).unwrap();
    dispatch(document, new_event(title, &"event-kind/national".into(), day(start), day(end), Lang::ZhCn))
}

pub fn lead_at(document: &mut Document, event: &RecordId, title: &str, company: &str) -> RecordId {
    let capture = capture_at(document.tables(), event, title, company);
    dispatch(document, Command::Capture(capture))
}

pub fn set(document: &mut Document, collection: Collection, id: &RecordId, value: Value) {
    change(document, collection, id, value).unwrap();
}

pub fn log(document: &mut Document, lead: &RecordId, kind: &str, on: &str) {
    let command = Command::LogActivity {
        lead: lead.clone(),
        kind: format!("activity/{kind}").as_str().into(),
        text: "甲".into(),
    };
    document.dispatch(command, &context(on)).unwrap();
}

pub fn met(document: &mut Document, event: &RecordId, name: &str) -> RecordId {
    dispatch(document, Command::NoteAtEvent { event: event.clone(), note: AtEvent::Company { name: name.into() } })
}

pub fn sheet_on(document: &Document, id: &RecordId, today: &str) -> EventSheet {
    EventSheet::of(document, id, Some(&published()), Lang::ZhCn, day(today)).unwrap()
}

pub fn sheet(document: &Document, id: &RecordId) -> EventSheet {
    sheet_on(document, id, TODAY)
}
