//! SPEC sections R (one mapping for all records), C (commands), V (migrations), H (history), PB (published data).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::{capture, context, day, move_to, stage, workspace};
use landfall_core::document::{
    Capture, Command, CommandError, Context, Document, Entry, Fields, LeadField, ReadOnly, SCHEMA, Start, Step, seed,
};
use landfall_core::model::{Collection, FieldKind, Lead, Record, RecordId};
use landfall_core::published::{self, Published};
use proptest::prelude::*;
use serde_json::{Value, json};

fn fields(value: Value) -> Fields {
    value.as_object().unwrap().clone()
}

fn now() -> Context {
    context("2023-12-08")
}

fn create(document: &mut Document, collection: Collection, value: Value) -> RecordId {
    let command = Command::Create { collection, id: None, fields: fields(value) };
    document.dispatch(command, &now()).unwrap().subject.unwrap()
}

fn change(document: &mut Document, collection: Collection, id: &RecordId, value: Value) -> Result<(), CommandError> {
    let command = Command::Change { collection, id: id.clone(), fields: fields(value) };
    document.dispatch(command, &now()).map(|_| ())
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

fn merge(document: &mut Document, text: &str) {
    let incoming = landfall_core::document::Incoming::read("同事.landfall", text).unwrap();
    document.dispatch(Command::Merge(Box::new(incoming)), &now()).unwrap();
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
fn v1_a_new_workspace_has_the_schema_and_needs_no_step() {
    let mut document = workspace(1);
    assert_eq!((document.schema(), document.read_only()), (SCHEMA, None));
    assert!(document.migrate().is_none());
}

/// The journal of a workspace as a version of this schema wrote it: made by its own code.
fn released(name: &str) -> Document {
    let path = format!("{}/tests/fixtures/{name}/journal.json", env!("CARGO_MANIFEST_DIR"));
    let journal: Fields = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut document = Document::new(77);
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
    assert_eq!(fresh.tables(), released("schema-2").tables());
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

#[test]
fn h1_the_document_as_of_a_day() {
    let mut document = workspace(1);
    let at = |today: &str| Context { now_ms: day(today).end_in_shanghai() - 1000, ..context(today) };
    let capture_on = |document: &mut Document, title: &str, today: &str| {
        let command =
            Command::Capture(Capture { title: title.into(), company: "示例企业".into(), ..Capture::default() });
        document.dispatch(command, &at(today)).unwrap().subject.unwrap()
    };
    let a = capture_on(&mut document, "甲", "2023-12-01");
    let note = |text: &str| Command::EditLead { lead: a.clone(), field: LeadField::Note(text.into()) };
    document.dispatch(note("第一版"), &at("2023-12-02")).unwrap();
    let second = document.tables().clone();
    capture_on(&mut document, "乙", "2023-12-03");
    document.dispatch(note("第二版"), &at("2023-12-04")).unwrap();
    document.dispatch(Command::RemoveLead { lead: a.clone() }, &at("2023-12-05")).unwrap();
    let past = document.as_of(day("2023-12-02"));
    assert_eq!(*past.tables(), second);
    assert_eq!(past.read_only(), Some(ReadOnly::AsOf(day("2023-12-02"))));
    assert_eq!(document.as_of(day("2023-12-01")).tables().leads.get(&a).unwrap().note, "");
    assert_eq!(document.as_of(day("2023-12-04")).tables().leads.get(&a).unwrap().note, "第二版");
    assert_eq!(document.as_of(day("2023-11-30")).tables().leads.len(), 0);
    assert_eq!(document.as_of(day("2023-12-05")).tables(), document.tables());
    assert!(past.tables().terms.get(&stage("lead")).is_some(), "the dictionaries were always there");
}

#[test]
fn h2_the_log_says_who_of_which_unit_and_not_what_a_record_was_made_with() {
    let mut document = workspace(1);
    let context = Context { who: "专员乙".into(), unit: "一战区".into(), ..now() };
    let command =
        Command::Capture(Capture { title: "甲".into(), company: "示例企业".into(), ..Capture::default() });
    document.dispatch(command, &context).unwrap();
    let entry = document.log().pop().unwrap();
    assert_eq!((entry.who.as_str(), entry.unit.as_str()), ("专员乙", "一战区"));
    assert_eq!((entry.made.len(), entry.changes.len()), (2, 0));
}

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

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// H1: after any edits on the days of a week, each day's end is what it was.
    #[test]
    fn h1_every_day_can_be_seen_again(deeds in prop::collection::vec((0..4usize, 0..3u8, 0..6i32), 1..30)) {
        let mut document = workspace(1);
        let mut deeds = deeds;
        deeds.sort_by_key(|deed| deed.2);
        let first = day("2023-12-01");
        let mut leads: Vec<RecordId> = Vec::new();
        let mut seen = std::collections::BTreeMap::new();
        for (at, (which, what, offset)) in deeds.iter().enumerate() {
            let today = first.plus(*offset);
            let now_ms = today.end_in_shanghai() - 10_000 + i64::try_from(at).unwrap();
            let context = Context { now_ms, ..context(&today.to_string()) };
            let command = match (what, leads.get(*which)) {
                (1, Some(lead)) => Command::EditLead { lead: lead.clone(), field: LeadField::Note(format!("{at}")) },
                (2, Some(lead)) => Command::MoveLead { lead: lead.clone(), to: stage("in-talks"), before: None },
                _ => Command::Capture(Capture { title: format!("{at}"), company: "示例企业".into(), ..Capture::default() }),
            };
            let applied = document.dispatch(command, &context).unwrap();
            if matches!(applied.step, Step::Capture { .. }) {
                leads.extend(applied.subject);
            }
            if at % 5 == 4 { document.undo(&context); leads.retain(|lead| document.tables().leads.get(lead).is_some()); }
            seen.insert(*offset, document.tables().clone());
        }
        for (offset, tables) in seen {
            let past = document.as_of(first.plus(offset));
            prop_assert_eq!(past.tables(), &tables);
        }
    }
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
