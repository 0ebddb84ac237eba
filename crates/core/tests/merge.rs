//! SPEC sections F, F7 to F10 (merging a file), R4, R8 (different edits of one field).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::files::{by, file, merge, note, pair, read, records_only, values};
use common::{capture, move_to, stage, workspace};
use landfall_core::document::{Command, Document, LeadField, SCHEMA, Step};
use landfall_core::model::Collection;
use serde_json::{Value, json};

#[test]
fn f7_two_people_on_different_fields_both_count() {
    let (mut one, mut two, lead) = pair();
    note(&mut one, &lead, "要 6,000 平", "甲");
    let edit = Command::EditLead { lead: lead.clone(), field: LeadField::NextStep("寄资料".into()) };
    two.dispatch(edit, &by("乙")).unwrap();
    let report = merge(&mut one, &file(&two));
    assert_eq!((report.made.len(), report.changes.len(), report.conflicts.len()), (0, 1, 0));
    let record = one.tables().leads.get(&lead).unwrap();
    assert_eq!((record.note.as_str(), record.next_step.as_str()), ("要 6,000 平", "寄资料"));
    assert!(one.conflicts().is_empty());
}

#[test]
fn r8_two_people_on_one_field_both_are_shown_and_one_is_current() {
    let (mut one, mut two, lead) = pair();
    note(&mut one, &lead, "甲的话", "甲");
    note(&mut two, &lead, "乙的话", "乙");
    let report = merge(&mut one, &file(&two));
    merge(&mut two, &file(&one));
    assert_eq!(report.conflicts.len(), 1, "the preview says it before the merge");
    assert_eq!(one.tables(), two.tables(), "and both laptops agree on the current one");
    for document in [&mut one, &mut two] {
        let conflicts = document.conflicts();
        let [conflict] = conflicts.as_slice() else { panic!("one conflict: {conflicts:?}") };
        let current = document.tables().leads.get(&lead).unwrap().note.clone();
        let mut shown = values(conflict);
        assert_eq!(shown[0].0, current, "the current one first");
        shown.sort_unstable();
        assert_eq!(shown, [("乙的话", "乙"), ("甲的话", "甲")]);
        assert_eq!(document.conflicts_of(Collection::Leads, &lead), conflicts);
    }
    // The other is one click away; and whoever took it can take that back.
    let other = one.conflicts()[0].sides[1].value.clone().unwrap();
    let before = one.tables().clone();
    let settle = |value: &Value| Command::Settle {
        collection: Collection::Leads,
        id: lead.clone(),
        field: "note".into(),
        value: value.clone(),
    };
    one.dispatch(settle(&other), &by("甲")).unwrap();
    assert!(one.conflicts().is_empty());
    assert_eq!(one.tables().leads.get(&lead).unwrap().note, other);
    one.undo(&by("甲")).unwrap();
    assert_eq!((one.conflicts().len(), one.tables()), (1, &before));
    one.redo(&by("甲")).unwrap();
    assert!(one.conflicts().is_empty());
    one.undo(&by("甲")).unwrap();
    // Keeping what holds is a decision, too.
    let current = one.conflicts()[0].sides[0].value.clone().unwrap();
    one.dispatch(settle(&current), &by("甲")).unwrap();
    assert!(one.conflicts().is_empty());
    assert_eq!(*one.tables(), before);
    merge(&mut two, &file(&one));
    assert!(two.conflicts().is_empty(), "decided on one laptop is decided on both");
    let mut loaded = Document::new(3);
    loaded.merge(&one.encode()).unwrap();
    assert!(loaded.conflicts().is_empty());
}

#[test]
fn r8_one_after_the_other_is_no_conflict() {
    let (mut one, mut two, lead) = pair();
    note(&mut one, &lead, "一", "甲");
    merge(&mut two, &file(&one));
    note(&mut two, &lead, "二", "乙");
    note(&mut two, &lead, "三", "乙");
    merge(&mut one, &file(&two));
    assert_eq!(one.tables().leads.get(&lead).unwrap().note, "三");
    assert!(one.conflicts().is_empty() && two.conflicts().is_empty());
    // The same words twice are no difference.
    note(&mut one, &lead, "同样", "甲");
    note(&mut two, &lead, "同样", "乙");
    merge(&mut one, &file(&two));
    assert!(one.conflicts().is_empty());
}

#[test]
fn r8_two_moves_of_one_lead_are_shown_and_its_place_is_not() {
    let (mut one, mut two, lead) = pair();
    move_to(&mut one, &lead, "in-talks");
    move_to(&mut two, &lead, "screened");
    merge(&mut one, &file(&two));
    let fields: Vec<String> = one.conflicts().into_iter().map(|conflict| conflict.field).collect();
    assert_eq!(fields, ["stage"]);
}

#[test]
fn f8_a_merge_is_one_step_that_can_be_undone_and_done_again() {
    let (mut one, mut two, lead) = pair();
    note(&mut one, &lead, "甲的话", "甲");
    note(&mut two, &lead, "乙的话", "乙");
    capture(&mut two, "乙的线索", "新企业");
    let gone = capture(&mut two, "乙删掉的", "新企业");
    two.dispatch(Command::RemoveLead { lead: gone.clone() }, &by("乙")).unwrap();
    let before = one.tables().clone();
    merge(&mut one, &file(&two));
    let after = one.tables().clone();
    assert!(matches!(one.undo_step(), Some(Step::Merge { made: 3, .. })), "{:?}", one.undo_step());
    one.undo(&by("甲")).unwrap();
    assert_eq!(*one.tables(), before);
    one.redo(&by("甲")).unwrap();
    assert_eq!(*one.tables(), after);
    assert!(one.tables().leads.get(&gone).is_none(), "what came removed stays removed");
}

#[test]
fn f8_undoing_a_merge_leaves_what_was_done_since() {
    let (mut one, mut two, _) = pair();
    let brought = capture(&mut two, "乙的线索", "新企业");
    merge(&mut one, &file(&two));
    let own = capture(&mut one, "合并之后", "示例企业 A");
    one.undo(&by("甲")).unwrap();
    one.undo(&by("甲")).unwrap();
    assert!(one.tables().leads.get(&own).is_none() && one.tables().leads.get(&brought).is_none());
}

#[test]
fn f9_records_without_history_fill_what_is_empty_and_offer_the_rest() {
    let (mut one, mut two, lead) = pair();
    note(&mut one, &lead, "甲的话", "甲");
    note(&mut two, &lead, "乙的话", "乙");
    let edit = Command::EditLead { lead: lead.clone(), field: LeadField::Phone("13800000000".into()) };
    two.dispatch(edit, &by("乙")).unwrap();
    capture(&mut two, "乙的线索", "新企业");
    let mut text: Value = serde_json::from_str(&records_only(&two)).unwrap();
    text.as_object_mut().unwrap().remove("log");
    merge(&mut one, &text.to_string());
    let record = one.tables().leads.get(&lead).unwrap();
    assert_eq!((record.note.as_str(), record.phone.as_str()), ("甲的话", "13800000000"));
    assert_eq!(one.tables().leads.len(), 2);
    let conflicts = one.conflicts();
    assert_eq!(values(&conflicts[0]).iter().map(|(value, _)| *value).collect::<Vec<_>>(), ["甲的话", "乙的话"]);
}

#[test]
fn f9_records_with_a_history_that_goes_on_from_what_is_here_are_taken() {
    let (mut one, mut two, lead) = pair();
    note(&mut one, &lead, "都看过的", "甲");
    two.merge(&one.encode()).unwrap();
    note(&mut two, &lead, "乙接着写的", "乙");
    merge(&mut one, &records_only(&two));
    assert_eq!(one.tables().leads.get(&lead).unwrap().note, "乙接着写的");
    assert!(one.conflicts().is_empty(), "{:?}", one.conflicts());
    // And where it does not go on from there, both are shown: with the one who wrote it.
    let (mut one, mut two, lead) = pair();
    note(&mut one, &lead, "甲的话", "甲");
    note(&mut two, &lead, "乙的话", "乙");
    merge(&mut one, &records_only(&two));
    let conflicts = one.conflicts();
    assert_eq!(values(&conflicts[0]), [("甲的话", "甲"), ("乙的话", "乙")]);
}

#[test]
fn f9_a_lead_written_by_hand_gets_a_code_and_a_stage() {
    let mut document = workspace(1);
    let text =
        json!({"app": "landfall", "schema": SCHEMA, "leads": [{"id": "a", "title": "甲"}, {"id": "b", "title": "乙"}]});
    merge(&mut document, &text.to_string());
    let codes: std::collections::BTreeSet<String> =
        document.tables().leads.iter().map(|(_, lead)| lead.code.clone()).filter(|code| !code.is_empty()).collect();
    assert_eq!(codes.len(), 2);
    assert_eq!(document.column(&stage("lead")).len(), 2);
    let steps = document.log().len();
    merge(&mut document, &text.to_string());
    assert_eq!(document.log().len(), steps);
}

#[test]
fn f9_what_a_file_had_changed_by_hand_counts() {
    let (mut one, two, lead) = pair();
    let text = file(&two).replace("\"title\":\"甲\"", "\"title\":\"手改的标题\"");
    let report = merge(&mut one, &text);
    assert_eq!((report.changes.len(), report.conflicts.len()), (1, 0));
    assert_eq!(one.tables().leads.get(&lead).unwrap().title, "手改的标题");
    let mut other = Document::new(4);
    other.merge(&two.encode()).unwrap();
    let rename = Command::EditLead { lead: lead.clone(), field: LeadField::Title("这里改的".into()) };
    other.dispatch(rename, &by("丙")).unwrap();
    let report = merge(&mut other, &text);
    assert_eq!(report.conflicts.len(), 1, "changed here as well: both are shown");
    assert_eq!(other.tables().leads.get(&lead).unwrap().title, "这里改的");
}

/// A colleague had only the records of a file (its document was damaged) and worked on; then the original came.
#[test]
fn f10_one_record_made_in_two_ways_keeps_both_sides_work() {
    // Which of the two operations the merge keeps depends on their authors: one below and one above all others.
    for author in [1, (1 << 53) - 1] {
        f10_by(author);
    }
}

fn f10_by(author: u64) {
    let mut origin = workspace(author);
    let lead = capture(&mut origin, "甲", "示例企业 A");
    let mut colleague = workspace(2);
    merge(&mut colleague, &records_only(&origin));
    let edit = Command::EditLead { lead: lead.clone(), field: LeadField::NextStep("同事的下一步".into()) };
    colleague.dispatch(edit, &by("乙")).unwrap();
    note(&mut colleague, &lead, "乙的话", "乙");
    note(&mut origin, &lead, "甲的话", "甲");
    let (a, b) = (file(&origin), file(&colleague));
    let mut there = Document::new(5);
    there.merge(&colleague.encode()).unwrap();
    for (document, text) in [(&mut origin, b), (&mut there, a)] {
        merge(document, &text);
        let record = document.tables().leads.get(&lead).unwrap().clone();
        assert_eq!(record.next_step, "同事的下一步");
        assert_eq!(record.title, "甲");
        assert!(["甲的话", "乙的话"].contains(&record.note.as_str()));
        let conflicts = document.conflicts_of(Collection::Leads, &lead);
        assert_eq!(conflicts.iter().map(|c| c.field.as_str()).collect::<Vec<_>>(), ["note"], "{conflicts:?}");
    }
}

#[test]
fn r4_removed_here_and_edited_there_keeps_the_edit() {
    let (mut one, mut two, lead) = pair();
    one.dispatch(Command::RemoveLead { lead: lead.clone() }, &by("甲")).unwrap();
    note(&mut two, &lead, "乙的话", "乙");
    merge(&mut one, &file(&two));
    assert!(one.tables().leads.get(&lead).is_none());
    let back = Command::Merge(Box::new(read(&file(&one))));
    two.dispatch(back, &by("乙")).unwrap();
    assert!(two.tables().leads.get(&lead).is_none(), "removed on both");
    // Whoever removed it and thinks better of it finds the other's words.
    one.undo(&by("甲")).unwrap();
    one.undo(&by("甲")).unwrap();
    one.redo(&by("甲")).unwrap();
    one.redo(&by("甲")).unwrap();
    two.undo(&by("乙")).unwrap();
    assert_eq!(two.tables().leads.get(&lead).unwrap().note, "乙的话");
}
