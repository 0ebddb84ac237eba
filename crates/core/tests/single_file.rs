//! SPEC "Single file".
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::files::{now, records_only};
use common::{capture, workspace};
use landfall_core::document::{Document, FileError};
use landfall_core::exchange::{
    Carried, OUTLINE_BLOCK, WORKSPACE_BLOCK, fingerprint, rebuild, with_block, workspace_block,
};
use landfall_core::lock::{Fresh, Key, Lock, LockProblem, LockedFile, locked_file};
use serde_json::{Value, json};

const PAGE: &str = "<head><style id=\"landfall-a-css\">a{}</style></head>\
    <script type=\"application/json\" id=\"landfall-workspace\"></script>\
    <script type=\"application/json\" id=\"landfall-published\">{\"a\":1}</script><p>\"&amp;</p>";

fn carrying(document: &Document) -> String {
    let block = workspace_block(document, "w12", "首尔之行", 1_702_000_000_000, "专员甲");
    with_block(PAGE, WORKSPACE_BLOCK, &block).unwrap()
}

fn block_of(page: &str) -> &str {
    page.split_once("id=\"landfall-workspace\">").unwrap().1.split_once("</script>").unwrap().0
}

#[test]
fn sf1_a_page_is_rebuilt_from_its_outline() {
    let outline = json!(["<a>", "one", "</a><script>", OUTLINE_BLOCK, "</script>"]).to_string();
    let content = |id: &str| match id {
        "one" => Some("<x>".to_owned()),
        OUTLINE_BLOCK => Some(outline.clone()),
        _ => None,
    };
    assert_eq!(rebuild(&outline, content).unwrap(), format!("<a><x></a><script>{outline}</script>"));
    assert_eq!(rebuild(&outline, |_| None), None);
    assert_eq!(rebuild("[\"a\",\"b\"]", |_| Some(String::new())), None, "cut off");
    assert_eq!(rebuild("no json", content), None);
}

#[test]
fn sf2_a_block_is_replaced_and_nothing_else() {
    let page = with_block(PAGE, WORKSPACE_BLOCK, " {\"b\":2}\n").unwrap();
    assert_eq!(page, PAGE.replace("workspace\"></", "workspace\">{\"b\":2}</"));
    assert_eq!(with_block(&page, WORKSPACE_BLOCK, "").unwrap(), PAGE);
    assert_eq!(with_block(PAGE, "landfall-other", "{}"), None);
    assert_eq!(with_block("<!doctype html>", WORKSPACE_BLOCK, "{}"), None);
}

#[test]
fn sf2_no_text_ends_the_block() {
    let mut document = workspace(1);
    capture(&mut document, "</script><img src=x onerror=alert(1)><!--<script>", "\u{2028}示例\u{202e}企业");
    let page = carrying(&document);
    assert!(!block_of(&page).contains('<'), "not even one");
    assert_eq!(page.matches("</script>").count(), PAGE.matches("</script>").count());
    let carried = Carried::read(block_of(&page)).unwrap();
    assert_eq!(carried.incoming.document(9, &now()).encode().len(), document.encode().len());
    let titles: Vec<String> =
        carried.incoming.document(9, &now()).tables().leads.iter().map(|(_, lead)| lead.title.clone()).collect();
    assert_eq!(titles, ["</script><img src=x onerror=alert(1)><!--<script>"]);
}

#[test]
fn sf3_a_copy_says_whose_it_is_and_holds_the_document_exactly() {
    let mut document = workspace(1);
    capture(&mut document, "甲", "示例企业");
    let page = carrying(&document);
    let carried = Carried::read(block_of(&page)).unwrap();
    let said = (carried.id.as_str(), carried.name.as_str(), carried.at, carried.who.as_str());
    assert_eq!(said, ("w12", "首尔之行", 1_702_000_000_000, "专员甲"));
    assert_eq!(carried.incoming.document(9, &now()).canonical(), document.canonical());
    // It is a .landfall file: whoever takes it out of the page can import it.
    let file: Value = serde_json::from_str(block_of(&page)).unwrap();
    assert_eq!((file["app"].as_str(), file["workspace"]["id"].as_str()), (Some("landfall"), Some("w12")));
}

#[test]
fn sf3_a_copy_without_its_exact_part_is_made_of_its_records() {
    let mut document = workspace(1);
    capture(&mut document, "甲", "示例企业");
    let carried = Carried::read(&records_only(&document)).unwrap();
    assert_eq!(carried.id, "");
    let read = carried.incoming.document(9, &now());
    assert_eq!(read.tables().leads.len(), 1);
    assert_eq!(read.tables().terms.len(), document.tables().terms.len());
}

#[test]
fn sf4_what_is_no_workspace_is_refused() {
    assert_eq!(Carried::read("{\"app\":\"other\"}").unwrap_err(), FileError::NotLandfall);
    assert!(matches!(Carried::read("{\"app\":\"landfall\",\"schema\":99}").unwrap_err(), FileError::TooNew { .. }));
    assert!(matches!(Carried::read("{\"app\":\"landf").unwrap_err(), FileError::NotJson { .. }));
    assert_ne!(fingerprint("a"), fingerprint("b"));
    assert_eq!(fingerprint("a").len(), 16);
}

#[test]
fn sf10_a_locked_block_opens_with_the_passphrase_and_says_nothing_without() {
    let mut document = workspace(1);
    capture(&mut document, "</script>银杏树下的线索", "示例企业");
    let passphrase = |seed: u8| Key::new([seed; 32]);
    let lock = Lock::new(Key::new([7; 32]), &passphrase(1), Fresh { salt: [2; 16], nonce: [3; 12], key_id: [4; 8] });
    let plain = workspace_block(&document, "w12", "首尔之行", 1_702_000_000_000, "专员甲");
    let page = with_block(PAGE, WORKSPACE_BLOCK, &locked_file(&lock, &plain, &[9; 12])).unwrap();
    for word in ["银杏", "首尔", "专员甲", "w12"] {
        assert!(!page.contains(word), "{word}");
    }
    let file = LockedFile::read(block_of(&page)).unwrap().unwrap();
    assert_eq!(file.open(&passphrase(5)), Err(LockProblem::Passphrase));
    let carried = Carried::read(&file.open(&passphrase(1)).unwrap()).unwrap();
    assert_eq!((carried.id.as_str(), carried.name.as_str()), ("w12", "首尔之行"));
    assert_eq!(carried, Carried::read(&plain).unwrap());
}
