//! SPEC sections H (history in words), BU (age of the last export).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::{capture, context, day, move_to, stage, workspace};
use landfall_core::document::{Command, Context, Document, LeadField, Mark, Step};
use landfall_core::model::{Collection, Lang, RecordId};
use landfall_core::view::{HistoryFilter, backup, changes, conflict_line};

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
    assert!(!backup(&document, None, start + 7 * ms - 1).due);
    let due = backup(&document, None, start + 7 * ms);
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
