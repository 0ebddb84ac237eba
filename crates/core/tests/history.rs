//! SPEC sections H (history, the document as of a day), BU (age of the last export).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::files::now;
use common::{capture, context, day, move_to, stage, workspace};
use landfall_core::document::{Capture, Command, Context, Document, LeadField, Mark, ReadOnly, Step};
use landfall_core::model::{Collection, Lang, RecordId};
use landfall_core::view::{HistoryFilter, backup, changes, conflict_line};
use proptest::prelude::*;

fn by(who: &str, today: &str) -> Context {
    Context { who: who.into(), unit: "一战区".into(), now_ms: day(today).end_in_shanghai() - 1000, ..context(today) }
}

fn edit(document: &mut Document, lead: &RecordId, field: LeadField, context: &Context) {
    document.dispatch(Command::EditLead { lead: lead.clone(), field }, context).unwrap();
}

fn filled() -> (Document, RecordId) {
    let mut document = workspace(1);
    let lead = capture(&mut document, "车联网平台", "示例企业 A");
    edit(&mut document, &lead, LeadField::Planned("1.2亿".into()), &by("专员甲", "2023-12-09"));
    edit(&mut document, &lead, LeadField::Zone("zone/zone-2".into()), &by("专员乙", "2023-12-10"));
    edit(&mut document, &lead, LeadField::Due(Some(day("2023-12-20"))), &by("专员乙", "2023-12-11"));
    move_to(&mut document, &lead, "in-talks");
    (document, lead)
}

#[test]
fn h4_values_are_shown_in_words() {
    let (document, _) = filled();
    let all = changes(&document, &HistoryFilter::default(), Lang::ZhCn, 50);
    assert_eq!(all.total, 5);
    let line = |number: usize| &all.lines[all.lines.len() - 1 - number];
    let field = |number: usize| (line(number).fields[0].field.as_str(), line(number).fields[0].to.as_str());
    assert!(matches!(line(0).step, Step::Capture { .. }) && line(0).fields.is_empty() && line(0).made == 2);
    assert_eq!(field(1), ("planned", "1.2 亿元"));
    assert_eq!(field(2), ("zone", "二战区"));
    assert_eq!(field(3), ("due", "2023年12月20日"));
    assert_eq!((line(1).who.as_str(), line(1).unit.as_str()), ("专员甲", "一战区"));
    let moved = line(4).fields.iter().find(|field| field.field == "stage").unwrap();
    assert_eq!((moved.from.as_str(), moved.to.as_str(), moved.mark), ("线索", "在谈", Mark::Edit));
    let english = changes(&document, &HistoryFilter::default(), Lang::En, 50);
    assert_eq!(english.lines[2].fields[0].to, "Zone 2");
}

#[test]
fn h3_the_history_is_filtered_and_counted() {
    let (mut document, lead) = filled();
    let other = capture(&mut document, "另一条", "示例企业 B");
    let count = |filter: HistoryFilter| changes(&document, &filter, Lang::ZhCn, 50).total;
    let all = || HistoryFilter::default();
    assert_eq!(count(all()), 6);
    assert_eq!(count(HistoryFilter { who: "专员乙".into(), ..all() }), 2);
    assert_eq!(count(HistoryFilter { text: "车联网".into(), ..all() }), 5);
    assert_eq!(count(HistoryFilter { text: "二 战区".into(), ..all() }), 1, "without regard to spaces");
    assert_eq!(count(HistoryFilter { collection: Some(Collection::Companies), ..all() }), 2);
    assert_eq!(count(HistoryFilter { from: Some(day("2023-12-10")), to: Some(day("2023-12-11")), ..all() }), 2);
    assert_eq!(count(HistoryFilter { record: Some((Collection::Leads, lead)), ..all() }), 5);
    assert_eq!(count(HistoryFilter { record: Some((Collection::Leads, other)), ..all() }), 1);
    let some = changes(&document, &all(), Lang::ZhCn, 2);
    assert_eq!((some.lines.len(), some.total), (2, 6));
    assert_eq!(some.people, ["专员乙", "专员甲"]);
}

#[test]
fn r8_different_edits_are_shown_with_their_people() {
    let (mut one, lead) = filled();
    let mut two = Document::new(2);
    two.merge(&one.encode()).unwrap();
    edit(&mut one, &lead, LeadField::Zone("zone/zone-3".into()), &by("专员甲", "2023-12-12"));
    edit(&mut two, &lead, LeadField::Zone("zone/zone-4".into()), &by("专员丙", "2023-12-12"));
    one.merge(&two.encode()).unwrap();
    let line = conflict_line(&one, &one.conflicts()[0], Lang::ZhCn);
    assert_eq!((line.title.as_str(), line.field.as_str()), ("车联网平台", "zone"));
    let mut sides: Vec<(&str, &str)> = line.sides.iter().map(|s| (s.words.as_str(), s.who.as_str())).collect();
    sides.sort_unstable();
    assert_eq!(sides, [("三战区", "专员甲"), ("四战区", "专员丙")]);
    assert!(!line.code.is_empty());
}

#[test]
fn bu1_seven_days_with_a_change_and_no_export() {
    let mut document = workspace(1);
    let ms = 86_400_000;
    let start = context("2023-12-08").now_ms;
    assert!(!backup(&document, None, start + 99 * ms).due, "nothing was done");
    capture(&mut document, "甲", "示例企业 A");
    let seventh = day("2023-12-14").end_in_shanghai() + 1;
    assert!(!backup(&document, None, seventh - 1).due, "by the calendar, not by the hour");
    let due = backup(&document, None, seventh);
    assert_eq!((due.at, due.days, due.changes, due.due), (None, 7, 1, true));
    let exported = Some((start + 7 * ms, document.log_len()));
    assert!(!backup(&document, exported, start + 30 * ms).due, "nothing since");
    let lead = document.column(&stage("lead"))[0].clone();
    move_to(&mut document, &lead, "signed");
    let after = backup(&document, exported, start + 13 * ms);
    assert_eq!((after.days, after.changes, after.due), (6, 1, false));
    assert!(backup(&document, exported, start + 14 * ms).due);
    assert!(!backup(&document, exported, start - 40 * ms).due, "a clock set back reminds of nothing");
}

/// Every field and collection has words in both languages, and the code that looks them up knows each.
#[test]
fn h4_every_field_has_words() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let read = |path: &str| std::fs::read_to_string(format!("{root}/{path}")).unwrap();
    let known = read("src/i18n/fields.rs");
    for lang in ["zh-CN", "en"] {
        let texts: serde_json::Value = serde_json::from_str(&read(&format!("locales/{lang}.json"))).unwrap();
        for collection in Collection::ALL {
            assert!(texts["collections"][collection.name()].is_string(), "{}", collection.name());
            for field in collection.fields() {
                assert!(texts["fields"][field.name].is_string(), "{lang} {}", field.name);
                assert!(known.split_whitespace().any(|word| word == field.name), "{}", field.name);
            }
        }
    }
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
