//! SPEC sections F (files and merging them), R8 (different edits of one field).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::{capture, context, load_sample, move_to, stage, workspace};
use landfall_core::document::{
    Capture, Command, Conflict, Context, Document, Entry, Fault, FileError, Incoming, LeadField, MergeReport, SCHEMA,
    Step,
};
use landfall_core::exchange::workspace_file;
use landfall_core::model::{Collection, Lang, RecordId};
use proptest::prelude::*;
use serde_json::{Value, json};

fn by(who: &str) -> Context {
    Context { who: who.to_owned(), ..context("2023-12-08") }
}

fn now() -> Context {
    context("2023-12-08")
}

fn file(document: &Document) -> String {
    workspace_file(document, "首尔之行", 1_702_000_000_000, "专员甲")
}

/// The same file without what makes merging exact: records and log alone.
fn records_only(document: &Document) -> String {
    let mut value: Value = serde_json::from_str(&file(document)).unwrap();
    value.as_object_mut().unwrap().remove("document");
    value.to_string()
}

fn read(text: &str) -> Incoming {
    Incoming::read("首尔.landfall", text).unwrap()
}

fn merge(document: &mut Document, text: &str) -> MergeReport {
    let incoming = read(text);
    let report = document.preview(&incoming, &now());
    document.dispatch(Command::Merge(Box::new(incoming)), &by("合并者")).unwrap();
    report
}

fn note(document: &mut Document, lead: &RecordId, text: &str, who: &str) {
    let command = Command::EditLead { lead: lead.clone(), field: LeadField::Note(text.into()) };
    document.dispatch(command, &by(who)).unwrap();
}

/// Two laptops with the same lead.
fn pair() -> (Document, Document, RecordId) {
    let mut one = workspace(1);
    let lead = capture(&mut one, "甲", "示例企业 A");
    let mut two = Document::new(2);
    two.merge(&one.encode()).unwrap();
    (one, two, lead)
}

fn values(conflict: &Conflict) -> Vec<(&str, &str)> {
    conflict.sides.iter().map(|s| (s.value.as_ref().and_then(Value::as_str).unwrap_or(""), s.who.as_str())).collect()
}

#[test]
fn f1_a_file_is_json_a_person_can_read() {
    let (one, _, _) = pair();
    let text = file(&one);
    let value: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["app"], "landfall");
    assert_eq!(value["schema"], json!(SCHEMA));
    assert_eq!(value["workspace"]["name"], "首尔之行");
    assert_eq!(value["leads"][0]["title"], "甲");
    assert!(value["document"].as_str().is_some_and(|text| text.len() > 100));
    for collection in Collection::ALL {
        assert!(!value[collection.name()].is_null(), "{} is in the file", collection.name());
    }
    assert!(text.lines().any(|line| line.contains("\"title\":\"甲\"")), "one record a line");
}

#[test]
fn f2_importing_ones_own_export_adds_nothing() {
    let (mut one, _, _) = pair();
    for text in [file(&one), records_only(&one)] {
        let (bytes, steps) = (one.encode(), one.log().len());
        let report = merge(&mut one, &text);
        assert!(report.nothing_new, "{report:?}");
        assert_eq!((one.encode(), one.log().len()), (bytes, steps));
    }
}

#[test]
fn f3_a_file_into_an_empty_workspace_is_the_same_workspace() {
    let (mut one, _, lead) = pair();
    move_to(&mut one, &lead, "in-talks");
    one.dispatch(load_sample(Lang::ZhCn, Vec::new()), &now()).unwrap();
    for text in [file(&one), records_only(&one)] {
        let mut fresh = workspace(9);
        let report = merge(&mut fresh, &text);
        assert_eq!(fresh.tables(), one.tables());
        assert_eq!(fresh.log().len(), one.log().len() + 1, "the history came along, and the merge is in it");
        assert!(report.conflicts.is_empty() && report.changes.is_empty());
        let counted = report.made.iter().filter(|(collection, _)| *collection == Collection::Leads).count();
        assert_eq!(counted, one.tables().leads.len());
        merge(&mut fresh, &text);
        assert_eq!(fresh.log().len(), one.log().len() + 1, "the second time nothing is new");
    }
}

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
fn f4_what_can_not_be_read_is_refused_with_the_reason() {
    let refuse = |text: &str| Incoming::read("x.landfall", text).unwrap_err();
    assert_eq!(refuse(" \u{feff}"), FileError::Empty);
    assert_eq!(refuse("\u{feff}"), FileError::Empty);
    assert!(matches!(refuse("{\"app\":\n \"landfall\""), FileError::NotJson { line: 2, .. }));
    assert_eq!(refuse("[]"), FileError::NotLandfall);
    assert_eq!(refuse("{\"app\":\"other\"}"), FileError::NotLandfall);
    let newer = json!({"app": "landfall", "schema": SCHEMA + 1}).to_string();
    assert_eq!(refuse(&newer), FileError::TooNew { schema: SCHEMA + 1, known: SCHEMA });
    let deep = format!("{{\"app\":\"landfall\",\"leads\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(matches!(refuse(&deep), FileError::NotJson { .. }));
    let rows = "{},".repeat(1_000_000);
    let many = format!("{{\"app\":\"landfall\",\"leads\":[{}{{}}]}}", rows);
    assert!(matches!(refuse(&many), FileError::TooMany { count: 1_000_001, .. }));
}

#[test]
fn f5_every_fault_is_named_by_row_and_field_and_the_rest_is_used() {
    let text = json!({
        "app": "landfall", "schema": SCHEMA,
        "leads": [
            {"id": "a", "title": "好的", "due": "2023-02-30", "planned": "NaN 元", "jobs": 1.5},
            {"id": "a", "title": "重复的"},
            {"title": "无编号"},
            "不是记录",
            {"id": "__proto__", "title": "<img src=x onerror=alert(1)>", "constructor": {"prototype": 1}},
            {"id": "b", "title": "\u{202e}反转\u{0}", "note": "javascript:alert(1)"},
        ],
        "resources": [{"id": "r", "name": "楼", "link": "javascript:alert(1)"}, {"id": "s", "name": "厅", "link": "https://a.example/x"}],
        "events": {"not": "a list"},
        "document": "!!!",
    });
    let incoming = read(&text.to_string());
    let problems: Vec<(String, usize, String, Fault)> =
        incoming.problems.iter().map(|p| (p.list.clone(), p.row, p.field.clone(), p.fault.clone())).collect();
    let has = |list: &str, row: usize, field: &str| problems.iter().any(|p| p.0 == list && p.1 == row && p.2 == field);
    for (list, row, field) in [
        ("document", 0, ""),
        ("leads", 1, "due"),
        ("leads", 1, "planned"),
        ("leads", 1, "jobs"),
        ("leads", 2, "id"),
        ("leads", 3, "id"),
        ("leads", 4, ""),
        ("leads", 5, "constructor"),
        ("resources", 1, "link"),
        ("events", 0, ""),
    ] {
        assert!(has(list, row, field), "{list} {row} {field} in {problems:?}");
    }
    assert_eq!(problems.len(), 10);
    let mut document = workspace(1);
    let before = document.tables().clone();
    document.dispatch(Command::Merge(Box::new(incoming)), &now()).unwrap();
    let leads = &document.tables().leads;
    assert_eq!(leads.len(), 3);
    assert_eq!(leads.get(&"a".into()).unwrap().title, "好的");
    assert_eq!(leads.get(&"__proto__".into()).unwrap().title, "<img src=x onerror=alert(1)>");
    assert_eq!(document.tables().resources.get(&"s".into()).unwrap().link, "https://a.example/x");
    assert_eq!(document.tables().resources.get(&"r".into()).unwrap().link, "");
    document.undo(&now()).unwrap();
    assert_eq!(*document.tables(), before, "one undo takes it back");
}

#[test]
fn f6_what_was_saved_when_the_program_failed_can_be_brought_in() {
    let mut document = workspace(1);
    let entry = |update: &[u8]| Value::from(Entry::change(update, None).encode());
    let mut rescue = serde_json::Map::new();
    rescue.insert("landfall/1/main/1/0".into(), entry(&document.encode()));
    for (n, title) in (1..).zip(["甲", "乙"]) {
        let command =
            Command::Capture(Capture { title: title.into(), company: "示例企业".into(), ..Capture::default() });
        let update = document.dispatch(command, &now()).unwrap().update;
        rescue.insert(format!("landfall/1/main/1/{n}"), entry(&update));
    }
    rescue.insert("landfall/1/main/1/9".into(), "1|00000000|AAAA".into());
    rescue.insert("landfall/1/settings".into(), "{}".into());
    let text = json!({"app": "landfall", "schema": 1, "rescue": rescue}).to_string();
    let mut fresh = workspace(2);
    let incoming = read(&text);
    assert_eq!(incoming.problems.len(), 1, "the damaged entry is named");
    fresh.dispatch(Command::Merge(Box::new(incoming)), &now()).unwrap();
    assert_eq!(fresh.tables().leads.len(), 2);
}

/// Something done on one laptop.
#[derive(Debug, Clone)]
enum Deed {
    Capture(u8),
    Note(u8, u8),
    Move(u8, u8),
    Remove(u8),
    Undo,
    Merge(usize),
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        3 => (0..4u8).prop_map(Deed::Capture),
        4 => (any::<u8>(), any::<u8>()).prop_map(|(lead, n)| Deed::Note(lead, n)),
        3 => (any::<u8>(), 0..8u8).prop_map(|(lead, to)| Deed::Move(lead, to)),
        1 => any::<u8>().prop_map(Deed::Remove),
        1 => Just(Deed::Undo),
        2 => (0..3usize).prop_map(Deed::Merge),
    ]
}

const STAGES: [&str; 8] = ["prospect", "lead", "screened", "in-talks", "signed", "landed", "operating", "aftercare"];

fn act(documents: &mut [Document; 3], at: usize, deed: &Deed) {
    let who = by(["甲", "乙", "丙"][at]);
    if let Deed::Merge(from) = deed {
        let text = file(&documents[*from]);
        let command = Command::Merge(Box::new(read(&text)));
        documents[at].dispatch(command, &who).unwrap();
        return;
    }
    let document = &mut documents[at];
    let leads: Vec<RecordId> = document.tables().leads.iter().map(|(id, _)| id.clone()).collect();
    let pick = |number: &u8| leads.get(usize::from(*number) % leads.len().max(1)).cloned();
    let command = match deed {
        Deed::Capture(n) => Some(Command::Capture(Capture {
            title: format!("线索 {n}"),
            company: format!("示例企业 {n}"),
            ..Capture::default()
        })),
        Deed::Note(lead, n) => {
            pick(lead).map(|lead| Command::EditLead { lead, field: LeadField::Note(format!("{at}/{n}")) })
        }
        Deed::Move(lead, to) => {
            pick(lead).map(|lead| Command::MoveLead { lead, to: stage(STAGES[usize::from(*to)]), before: None })
        }
        Deed::Remove(lead) => pick(lead).map(|lead| Command::RemoveLead { lead }),
        Deed::Undo => {
            document.undo(&who);
            None
        }
        Deed::Merge(_) => None,
    };
    if let Some(command) = command {
        document.dispatch(command, &who).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// R3, R8: three laptops edit, merge and undo in any order; after everybody has everything they are byte-equal and
    /// show the same conflicts.
    #[test]
    fn r3_laptops_that_merge_in_any_order_agree(deeds in prop::collection::vec((0..3usize, deed()), 1..30)) {
        let mut base = workspace(9);
        capture(&mut base, "起点", "示例企业 0");
        let mut documents = [1, 2, 3].map(|client| {
            let mut document = Document::new(client);
            document.merge(&base.encode()).unwrap();
            document
        });
        for (at, deed) in &deeds { act(&mut documents, *at, deed); }
        let updates = documents.each_ref().map(Document::encode);
        for (at, order) in [[1, 2, 1], [2, 0, 2], [0, 1, 0]].into_iter().enumerate() {
            for from in order { documents[at].merge(&updates[from]).unwrap(); }
        }
        let [one, two, three] = &documents;
        prop_assert!(one.canonical() == two.canonical(), "the same bytes");
        prop_assert!(two.canonical() == three.canonical(), "the same bytes");
        prop_assert_eq!(one.tables(), three.tables());
        prop_assert_eq!(one.conflicts(), two.conflicts());
        prop_assert_eq!(two.conflicts(), three.conflicts());
        for conflict in one.conflicts() {
            prop_assert!(conflict.sides.len() > 1);
        }
    }

    /// F2, F3: export and import are each other's inverse, with the document and without.
    #[test]
    fn f3_export_and_import_are_inverse(deeds in prop::collection::vec((Just(0usize), deed()), 1..20)) {
        let mut base = workspace(9);
        capture(&mut base, "起点", "示例企业 0");
        let mut documents = [1, 2, 3].map(|client| {
            let mut document = Document::new(client);
            document.merge(&base.encode()).unwrap();
            document
        });
        for (at, deed) in &deeds { act(&mut documents, *at, deed); }
        let document = &mut documents[0];
        for text in [file(document), records_only(document)] {
            let mut fresh = workspace(8);
            let incoming = read(&text);
            prop_assert!(incoming.problems.is_empty());
            fresh.dispatch(Command::Merge(Box::new(incoming)), &now()).unwrap();
            prop_assert_eq!(fresh.tables(), document.tables());
            let (bytes, steps) = (document.encode(), document.log().len());
            document.dispatch(Command::Merge(Box::new(read(&text))), &now()).unwrap();
            prop_assert_eq!((document.encode(), document.log().len()), (bytes, steps));
        }
    }

    /// U1 with merges: any steps, files merged among them, and as many undos give the same records.
    #[test]
    fn u1_merges_can_be_undone_like_any_step(mine in prop::collection::vec(deed(), 1..12), theirs in prop::collection::vec(deed(), 1..12)) {
        let mut base = workspace(9);
        capture(&mut base, "起点", "示例企业 0");
        let mut documents = [1, 2, 3].map(|client| {
            let mut document = Document::new(client);
            document.merge(&base.encode()).unwrap();
            document
        });
        for deed in theirs.iter().filter(|deed| !matches!(deed, Deed::Merge(_))) { act(&mut documents, 1, deed); }
        let start = documents[0].tables().clone();
        for deed in mine.iter().filter(|deed| !matches!(deed, Deed::Undo)) {
            let deed = if matches!(deed, Deed::Merge(_)) { Deed::Merge(1) } else { deed.clone() };
            act(&mut documents, 0, &deed);
        }
        let end = documents[0].tables().clone();
        let mut undone = 0;
        while documents[0].undo(&now()).is_some() { undone += 1; }
        prop_assert_eq!(documents[0].tables(), &start);
        for _ in 0..undone { documents[0].redo(&now()); }
        prop_assert_eq!(documents[0].tables(), &end);
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
