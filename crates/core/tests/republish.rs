//! SPEC section PB: published data in a workspace.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::change;
use common::files::now;
use landfall_core::document::{Command, Document, Start, Step, seed};
use landfall_core::model::{Collection, RecordId};
use landfall_core::published::{self, Published};
use serde_json::json;

fn shipped() -> Published {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../public/data/published.json");
    published::parse(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn republish(document: &mut Document, published: &Published) -> Vec<u8> {
    document.dispatch(Command::Republish(Box::new(published.clone())), &now()).unwrap().update
}

#[test]
fn pb1_a_new_workspace_starts_from_events_layout_and_indicators_or_empty() {
    let published = shipped();
    let mut document = Document::new(1);
    document.merge(&seed(Start::Published, Some(&published))).unwrap();
    let tables = document.tables();
    assert_eq!((tables.events.len(), tables.indicators.len()), (5, 4));
    assert_eq!(tables.terms_of("layout").len(), 3);
    assert_eq!(tables.terms_of("layout-industry").len(), 4);
    assert!(republish(&mut document, &published).is_empty(), "nothing new");
    let mut empty = Document::new(2);
    empty.merge(&seed(Start::Empty, Some(&published))).unwrap();
    assert!(republish(&mut empty, &published).is_empty(), "published data stays out of it");
    assert_eq!((empty.tables().events.len(), empty.tables().terms_of("stage").len()), (0, 9));
}

#[test]
fn pb2_republishing_updates_what_nobody_changed_and_shows_the_rest() {
    let mut published = shipped();
    let mut document = Document::new(1);
    document.merge(&seed(Start::Published, Some(&published))).unwrap();
    let id = RecordId::from("2023-overseas-1");
    change(&mut document, Collection::Events, &id, json!({"title_zh": "我们的叫法"})).unwrap();
    let event = published.events.iter_mut().find(|event| event.id == id.as_str()).unwrap();
    event.title.zh = "新的标题".into();
    event.title.en = "A new title".into();
    let mut more = event.clone();
    more.id = "2024-more".into();
    published.events.push(more);
    assert!(!republish(&mut document, &published).is_empty());
    let record = document.tables().events.get(&id).unwrap().clone();
    assert_eq!((record.title_zh.as_str(), record.title_en.as_str()), ("我们的叫法", "A new title"));
    assert!(document.tables().events.get(&RecordId::from("2024-more")).is_some());
    let differences = document.differences(&published);
    assert_eq!(differences.len(), 1);
    assert_eq!(differences[0].published, Some(json!("新的标题")));
    assert!(republish(&mut document, &published).is_empty(), "once is enough");
    assert!(matches!(document.undo_step(), Some(Step::Change { .. })), "nobody's step");
    let steps = document.undo(&now()).unwrap();
    assert!(matches!(steps.step, Step::Undo { .. }));
    assert_eq!(document.differences(&published).len(), 1, "undone or not, somebody touched it");
}

#[test]
fn pb3_a_workspace_made_without_network_gets_the_published_data_later() {
    let published = shipped();
    let (mut one, mut two) = (Document::new(1), Document::new(2));
    for document in [&mut one, &mut two] {
        document.merge(&seed(Start::Published, None)).unwrap();
        republish(document, &published);
    }
    one.merge(&two.encode()).unwrap();
    two.merge(&one.encode()).unwrap();
    assert_eq!(one.encode(), two.encode());
    assert_eq!(one.tables().events.len(), 5);
    assert!(one.conflicts().is_empty());
}

#[test]
fn pb2_a_removed_event_stays_removed() {
    let mut published = shipped();
    let mut document = Document::new(1);
    document.merge(&seed(Start::Published, Some(&published))).unwrap();
    let id = RecordId::from("2023-overseas-1");
    document.dispatch(Command::Delete { collection: Collection::Events, id: id.clone() }, &now()).unwrap();
    published.events[0].title.zh = "又一个标题".into();
    republish(&mut document, &published);
    assert!(document.tables().events.get(&id).is_none());
}
