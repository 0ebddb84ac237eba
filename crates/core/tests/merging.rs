//! SPEC section ME: two records become one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::collections::BTreeMap;

use common::{capture, change, context, day, fields, load_sample, move_to, stage, workspace};
use landfall_core::document::{AtEvent, Command, CommandError, Document, Fields, PublishedCase, Step};
use landfall_core::exchange::{RawTable, dry_run, workspace_file};
use landfall_core::model::{Collection, FieldKind, Lang, RecordId};
use proptest::prelude::*;
use serde_json::{Value, json};

fn make(document: &mut Document, collection: Collection, value: Value) -> RecordId {
    let command = Command::Create { collection, id: None, fields: fields(value) };
    document.dispatch(command, &context("2023-12-08")).unwrap().subject.unwrap()
}

fn merge_with(
    document: &mut Document,
    collection: Collection,
    keep: &RecordId,
    dropped: &RecordId,
    chosen: Value,
) -> Result<Step, CommandError> {
    let (keep, dropped, fields) = (keep.clone(), dropped.clone(), fields(chosen));
    let command = Command::MergeRecords { collection, keep, dropped, fields };
    document.dispatch(command, &context("2023-12-09")).map(|applied| applied.step)
}

fn merge(document: &mut Document, collection: Collection, keep: &RecordId, dropped: &RecordId) {
    merge_with(document, collection, keep, dropped, json!({})).unwrap();
}

fn company_of(document: &Document, lead: &RecordId) -> RecordId {
    document.tables().leads.get(lead).unwrap().company.clone()
}

/// A document of another laptop that has seen everything so far.
fn laptop(document: &Document, client: u64) -> Document {
    let mut other = Document::new(client);
    other.merge(&document.encode()).unwrap();
    other
}

fn exchange(a: &mut Document, b: &mut Document) {
    let (from_a, from_b) = (a.encode(), b.encode());
    a.merge(&from_b).unwrap();
    b.merge(&from_a).unwrap();
    assert_eq!(a.tables(), b.tables());
    assert_eq!(a.canonical(), b.canonical());
    assert_eq!(laptop(a, 99).tables(), a.tables(), "read anew it is the same");
}

/// Every record as files have it.
fn whole(document: &Document) -> BTreeMap<String, Value> {
    let text = workspace_file(document, "测试", 0, "");
    let file: Fields = serde_json::from_str(&text).unwrap();
    Collection::ALL.iter().map(|collection| (collection.name().to_owned(), file[collection.name()].clone())).collect()
}

/// Where a record is referred to, in any field of any record, removed ones included.
fn references(document: &Document, collection: Collection, id: &RecordId) -> Vec<String> {
    let mut found = Vec::new();
    for (name, records) in whole(document) {
        let of = Collection::from_name(&name).unwrap();
        for record in records.as_array().into_iter().flatten() {
            for spec in of.fields() {
                let refers = spec.kind == FieldKind::Ref(collection) || spec.kind == FieldKind::AnyRef;
                if refers && record.get(spec.name).and_then(Value::as_str) == Some(id.as_str()) {
                    found.push(format!("{name} {} {}", record["id"], spec.name));
                }
            }
        }
    }
    found
}

#[test]
fn me1_one_step_that_can_be_taken_back() {
    let mut document = workspace(1);
    let a = capture(&mut document, "甲", "示例科技");
    let b = capture(&mut document, "乙", "示例科技有限公司");
    let (keep, dropped) = (company_of(&document, &a), company_of(&document, &b));
    let before = (whole(&document), document.tables().clone());
    let step = merge_with(&mut document, Collection::Companies, &keep, &dropped, json!({})).unwrap();
    assert_eq!(
        step,
        Step::MergeRecords {
            collection: Collection::Companies,
            title: "示例科技".to_owned(),
            other: "示例科技有限公司".to_owned()
        }
    );
    assert_eq!((document.tables().companies.len(), company_of(&document, &b)), (1, keep.clone()));
    document.undo(&context("2023-12-08")).unwrap();
    assert_eq!(document.tables(), &before.1);
    assert_eq!(whole(&document), before.0);
    document.redo(&context("2023-12-08")).unwrap();
    assert_eq!(company_of(&document, &b), keep);

    let log = document.log_len();
    for (collection, keep, dropped) in [
        (Collection::Companies, &keep, &keep),
        (Collection::Contacts, &keep, &dropped),
        (Collection::Companies, &keep, &dropped),
        (Collection::Companies, &dropped, &keep),
    ] {
        merge_with(&mut document, collection, keep, dropped, json!({})).unwrap_err();
    }
    let error = merge_with(&mut document, Collection::Leads, &a, &b, json!({"planned": "viel"})).unwrap_err();
    assert!(matches!(error, CommandError::WrongValue { .. }));
    assert_eq!(document.log_len(), log);
    let case = PublishedCase { id: "case".to_owned(), ..PublishedCase::default() };
    document.dispatch(load_sample(Lang::ZhCn, vec![case]), &context("2023-12-08")).unwrap();
    let case = document.tables().leads.iter().find(|(_, lead)| lead.published).unwrap().0.clone();
    let error = merge_with(&mut document, Collection::Leads, &a, &case, json!({})).unwrap_err();
    assert!(matches!(error, CommandError::Published { .. }));
}

#[test]
fn me2_fields_are_chosen_or_taken_over() {
    let mut document = workspace(1);
    let a = make(&mut document, Collection::Companies, json!({"name": "甲", "origin": "上海", "name_en": "A"}));
    let b = make(
        &mut document,
        Collection::Companies,
        json!({"name": "乙", "origin": "德国", "credit_code": "91350100M000100Y43", "chain_leader": true}),
    );
    let differing: Vec<_> =
        document.differing(Collection::Companies, &a, &b).into_iter().map(|one| one.field).collect();
    assert_eq!(differing, ["name", "origin"]);
    merge_with(&mut document, Collection::Companies, &a, &b, json!({"origin": "德国"})).unwrap();
    let kept = document.tables().companies.get(&a).unwrap();
    assert_eq!((kept.name.as_str(), kept.origin.as_str(), kept.name_en.as_str()), ("甲", "德国", "A"));
    assert_eq!((kept.credit_code.as_str(), kept.chain_leader), ("91350100M000100Y43", true));
}

#[test]
fn me3_notes_names_and_the_first_report_stay() {
    let mut document = workspace(1);
    let a = make(
        &mut document,
        Collection::Companies,
        json!({"name": "甲", "note": "一", "aliases": "老甲\n乙", "tags": "tag/a\ntag/b"}),
    );
    let b = make(
        &mut document,
        Collection::Companies,
        json!({"name": "乙 公司", "name_en": "B Ltd", "note": "二", "aliases": "老乙\n老 甲", "tags": "tag/b\ntag/c"}),
    );
    merge_with(&mut document, Collection::Companies, &a, &b, json!({"name": "乙 公司"})).unwrap();
    let kept = document.tables().companies.get(&a).unwrap();
    assert_eq!((kept.name.as_str(), kept.note.as_str()), ("乙 公司", "一\n\n二"));
    assert_eq!(kept.tags, "tag/a\ntag/b\ntag/c");
    assert_eq!(kept.aliases, "老甲\n乙\n老乙\n甲", "each once, and not its own name");
    let lead = capture(&mut document, "线索", "老乙");
    assert_eq!(company_of(&document, &lead), a, "who types an old name means it");

    let early = make(&mut document, Collection::Officers, json!({"name": "早"}));
    let late = capture(&mut document, "晚报的", "甲");
    let first = capture(&mut document, "早报的", "甲");
    let report = json!({"reported_on": "2023-03-01", "reported_by": early.as_str(), "note": "现场谈的"});
    change(&mut document, Collection::Leads, &first, report).unwrap();
    move_to(&mut document, &first, "in-talks");
    let since = document.tables().leads.get(&first).unwrap().stage_since;
    merge_with(&mut document, Collection::Leads, &late, &first, json!({"stage": "stage/in-talks"})).unwrap();
    let kept = document.tables().leads.get(&late).unwrap();
    assert_eq!((kept.reported_on, &kept.reported_by), (Some(day("2023-03-01")), &early));
    assert_eq!((kept.title.as_str(), kept.note.as_str()), ("晚报的", "现场谈的"));
    assert_eq!((&kept.stage, kept.stage_since), (&stage("in-talks"), since));
    let history = document.tables().activities_of(&late);
    assert!(history.iter().any(|(_, one)| one.to == stage("in-talks")), "the history of both");
}

#[test]
fn me4_links_are_made_anew_and_nothing_is_its_own_parent() {
    let mut document = common::published_workspace(1);
    let event = document.tables().events.iter().next().unwrap().0.clone();
    for name in ["甲", "乙"] {
        let note = AtEvent::Company { name: name.to_owned() };
        document.dispatch(Command::NoteAtEvent { event: event.clone(), note }, &context("2023-12-08")).unwrap();
    }
    let named = |document: &Document, name: &str| {
        document.tables().companies.iter().find(|(_, company)| company.name == name).unwrap().0.clone()
    };
    let (a, b) = (named(&document, "甲"), named(&document, "乙"));
    change(&mut document, Collection::Companies, &a, json!({"parent": b.as_str()})).unwrap();
    let child = make(&mut document, Collection::Companies, json!({"name": "子", "parent": b.as_str()}));
    let distinct = fields(json!({"kind": "distinct", "from": a.as_str(), "to": b.as_str()}));
    let id = Some(RecordId::new(format!("distinct/{a}/{b}")));
    let command = Command::Create { collection: Collection::Links, id, fields: distinct };
    document.dispatch(command, &context("2023-12-08")).unwrap();
    let between =
        make(&mut document, Collection::Links, json!({"kind": "sister", "from": b.as_str(), "to": a.as_str()}));
    let lone = make(&mut document, Collection::Companies, json!({"name": "丙", "parent": child.as_str()}));
    let note = AtEvent::Company { name: "丙".to_owned() };
    let other = document.tables().events.iter().nth(1).unwrap().0.clone();
    document.dispatch(Command::NoteAtEvent { event: other.clone(), note }, &context("2023-12-08")).unwrap();

    assert_eq!(document.referring(Collection::Companies, &b).get(&Collection::Companies), Some(&2));
    merge(&mut document, Collection::Companies, &a, &b);
    assert_eq!(references(&document, Collection::Companies, &b), [""; 0]);
    let tables = document.tables();
    assert_eq!(tables.companies.get(&a).unwrap().parent, RecordId::default());
    assert_eq!(tables.companies.get(&child).unwrap().parent, a);
    let links: Vec<_> = tables.links.iter().map(|(id, link)| (id.to_string(), link.to.clone())).collect();
    assert_eq!(links.iter().filter(|(_, to)| *to == a).count(), 1, "met once: {links:?}");
    assert!(!links.iter().any(|(id, _)| id.starts_with("distinct/")), "{links:?}");
    assert!(!document.tables().has(Collection::Links, &between), "nothing is linked with itself");
    merge(&mut document, Collection::Companies, &a, &lone);
    let links = document.tables().links.get(&RecordId::new(format!("met/{other}/{a}"))).unwrap().clone();
    assert_eq!((&links.from, &links.to), (&other, &a));
}

#[test]
fn me5_and_me6_the_dropped_one_says_what_it_became() {
    let mut document = workspace(1);
    let [a, b, c] = ["甲", "乙", "丙"].map(|title| capture(&mut document, title, "示例"));
    let code = |document: &Document, id: &RecordId| document.tables().leads.get(id).unwrap().code.clone();
    let codes = [code(&document, &a), code(&document, &b), code(&document, &c)];
    merge(&mut document, Collection::Leads, &b, &a);
    merge(&mut document, Collection::Leads, &c, &b);
    for code in &codes {
        assert_eq!(document.tables().lead_by_code(code).unwrap().0, &c, "{code}");
    }
    assert_eq!(document.tables().leads.get(&c).unwrap().code, codes[2]);
    document.undo(&context("2023-12-08")).unwrap();
    assert_eq!(document.tables().lead_by_code(&codes[0]).unwrap().0, &b);
    assert_eq!(laptop(&document, 5).tables(), document.tables());
    document.undo(&context("2023-12-08")).unwrap();
    assert_eq!(document.tables().lead_by_code(&codes[0]).unwrap().0, &a);
    // As of the day before they were merged they were two.
    document.redo(&context("2023-12-08")).unwrap();
    let past = document.as_of(day("2023-12-07"));
    assert_eq!(past.tables().leads.len(), 0);
}

#[test]
fn me7_what_somebody_wrote_without_knowing_of_the_merge_is_not_lost() {
    let mut here = workspace(1);
    let a = capture(&mut here, "甲", "示例");
    let b = capture(&mut here, "乙", "示例有限公司");
    let (first, second) = (company_of(&here, &a), company_of(&here, &b));
    let mut there = laptop(&here, 2);
    merge(&mut here, Collection::Leads, &a, &b);
    merge(&mut here, Collection::Companies, &first, &second);
    let call =
        Command::LogActivity { lead: b.clone(), kind: RecordId::from("activity/call"), text: "打了电话".into() };
    there.dispatch(call, &context("2023-12-09")).unwrap();
    let person = make(&mut there, Collection::Contacts, json!({"name": "王", "company": second.as_str()}));
    exchange(&mut here, &mut there);
    assert!(here.tables().activities_of(&a).iter().any(|(_, one)| one.text == "打了电话"));
    assert_eq!(here.tables().contacts.get(&person).unwrap().company, first);
    // Taking the merge back gives it to whom it was written.
    here.undo(&context("2023-12-09")).unwrap();
    assert_eq!(here.tables().contacts.get(&person).unwrap().company, second);
    assert_eq!(laptop(&here, 9).tables(), here.tables());
}

#[test]
fn me7_merged_into_each_other_one_stays() {
    let mut here = workspace(1);
    let a = capture(&mut here, "甲", "示例");
    let b = capture(&mut here, "乙", "示例");
    let codes = [&a, &b].map(|id| here.tables().leads.get(id).unwrap().code.clone());
    let mut there = laptop(&here, 2);
    merge(&mut here, Collection::Leads, &a, &b);
    merge(&mut there, Collection::Leads, &b, &a);
    exchange(&mut here, &mut there);
    let stays = a.clone().min(b.clone());
    assert_eq!(here.tables().leads.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>(), std::slice::from_ref(&stays));
    for code in codes {
        assert_eq!(here.tables().lead_by_code(&code).unwrap().0, &stays);
    }
    // It is a record like any other: it can be edited and merged again.
    change(&mut here, Collection::Leads, &stays, json!({"note": "接着谈"})).unwrap();
    let c = capture(&mut here, "丙", "示例");
    merge(&mut here, Collection::Leads, &c, &stays);
    assert_eq!(here.tables().leads.len(), 1);
    exchange(&mut here, &mut there);
}

#[test]
fn me7_merged_into_two_is_a_difference_to_decide_on() {
    let mut here = workspace(1);
    let lead = capture(&mut here, "线索", "甲");
    let a = company_of(&here, &lead);
    let [b, c] = ["乙", "丙"].map(|name| make(&mut here, Collection::Companies, json!({"name": name})));
    let mut there = laptop(&here, 2);
    merge(&mut here, Collection::Companies, &b, &a);
    merge(&mut there, Collection::Companies, &c, &a);
    exchange(&mut here, &mut there);
    let end = company_of(&here, &lead);
    assert!(end == b || end == c);
    assert!(here.conflicts_of(Collection::Leads, &lead).iter().any(|conflict| conflict.field == "company"));
}

#[test]
fn me8_a_deletion_counts_and_can_be_taken_back() {
    let mut here = workspace(1);
    let a = capture(&mut here, "甲", "示例");
    let b = capture(&mut here, "乙", "示例");
    let mut there = laptop(&here, 2);
    merge(&mut here, Collection::Leads, &a, &b);
    there.dispatch(Command::RemoveLead { lead: a.clone() }, &context("2023-12-09")).unwrap();
    exchange(&mut here, &mut there);
    assert_eq!(here.tables().leads.len(), 0);
    there.undo(&context("2023-12-09")).unwrap();
    exchange(&mut here, &mut there);
    assert_eq!(here.tables().leads.len(), 1);
}

#[test]
fn l3_importing_by_an_alias_twice_changes_nothing() {
    let mut document = workspace(1);
    let a = make(&mut document, Collection::Companies, json!({"name": "甲", "aliases": "老甲"}));
    let rows = common::text_rows(&[&["线索名称", "企业", "来源地"], &["一", "老甲", "德国"], &["二", "甲", ""]]);
    let raw = RawTable::new("表.csv", rows).unwrap();
    for round in 0..2 {
        let run = dry_run(document.tables(), &raw, &raw.suggest(), Lang::ZhCn);
        assert_eq!((run.new.len(), run.changed.len(), run.new_companies), (2 - 2 * round, 0, 0));
        let command = Command::ImportRows { name: run.name, rows: run.rows };
        document.dispatch(command, &context("2023-12-08")).unwrap();
    }
    assert!(document.tables().leads.iter().all(|(_, lead)| lead.company == a));
    assert_eq!(document.tables().companies.get(&a).unwrap().origin, "德国");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// In the sample, with everything that hangs on its leads and companies.
    #[test]
    fn me4_no_reference_to_the_dropped_one_is_left(pairs in prop::collection::vec((0_usize..40, 0_usize..40, any::<bool>()), 1..4)) {
        let mut document = common::published_workspace(1);
        document.dispatch(load_sample(Lang::ZhCn, Vec::new()), &context("2023-12-08")).unwrap();
        let before = (whole(&document), document.tables().clone());
        let mut merges = 0;
        for (keep, dropped, leads) in pairs {
            let collection = if leads { Collection::Leads } else { Collection::Companies };
            let ids: Vec<RecordId> = match collection {
                Collection::Leads => document.tables().leads.iter().map(|(id, _)| id.clone()).collect(),
                _ => document.tables().companies.iter().map(|(id, _)| id.clone()).collect(),
            };
            let (keep, dropped) = (&ids[keep % ids.len()], &ids[dropped % ids.len()]);
            if keep == dropped {
                continue;
            }
            merge(&mut document, collection, keep, dropped);
            merges += 1;
            prop_assert_eq!(references(&document, collection, dropped), [""; 0]);
            prop_assert!(!document.tables().has(collection, dropped));
            let copy = laptop(&document, 7);
            prop_assert_eq!(copy.tables(), document.tables());
        }
        for _ in 0..merges {
            document.undo(&context("2023-12-08")).unwrap();
        }
        prop_assert_eq!(document.tables(), &before.1);
        prop_assert_eq!(whole(&document), before.0);
    }
}
