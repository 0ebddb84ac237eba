//! SPEC sections R (records and merging), U (undo), L (leads), S (sample).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::{capture, context, day, load_sample, move_to, stage, workspace};
use landfall_core::document::{
    Capture, Command, CommandError, Document, LeadField, PublishedCase, Start, Step, device_suffix, seed,
};
use landfall_core::exchange::{RawTable, dry_run};
use landfall_core::model::{Collection, Currency, Lang, Localized, Money, RecordId};
use proptest::prelude::*;

#[test]
fn l1_a_code_is_the_day_a_number_and_the_device() {
    let mut document = workspace(1);
    let first = capture(&mut document, "车联网平台", "示例企业 A");
    let second = capture(&mut document, "推理平台", "示例企业 B");
    let code = |id: &RecordId| document.tables().leads.get(id).unwrap().code.clone();
    let suffix = device_suffix(7);
    assert_eq!(code(&first), format!("20231208-001{suffix}"));
    assert_eq!(code(&second), format!("20231208-002{suffix}"));
}

#[test]
fn l1_a_code_is_never_given_twice_even_after_a_removal() {
    let mut document = workspace(1);
    let first = capture(&mut document, "甲", "示例企业 A");
    document.dispatch(Command::RemoveLead { lead: first }, &context("2023-12-08")).unwrap();
    assert!(document.next_code(day("2023-12-08"), 7).starts_with("20231208-002"));
}

/// The next code and whether the sample is there are kept from one change to the next.
#[test]
fn l1_what_is_kept_of_the_codes_and_the_sample_is_what_a_document_read_anew_has() {
    let (mut document, mut other) = (workspace(1), workspace(2));
    let same = |document: &Document, next: &str| {
        let mut anew = workspace(9);
        anew.merge(&document.encode()).unwrap();
        assert_eq!(document.next_code(day("2023-12-08"), 7), anew.next_code(day("2023-12-08"), 7));
        assert!(document.next_code(day("2023-12-08"), 7).starts_with(&format!("20231208-{next}")), "{next}");
        assert_eq!(document.has_sample(), anew.has_sample());
    };
    same(&document, "001");
    let first = capture(&mut document, "甲", "示例企业 A");
    same(&document, "002");
    let recode = |document: &mut Document, code: &str| {
        let fields = common::fields(serde_json::json!({ "code": code }));
        let command = Command::Change { collection: Collection::Leads, id: first.clone(), fields };
        document.dispatch(command, &context("2023-12-08")).unwrap();
    };
    recode(&mut document, "20231208-041AB");
    same(&document, "042");
    recode(&mut document, "20231207-041AB");
    same(&document, "001");
    for number in 1..=3 {
        capture(&mut other, &format!("乙{number}"), "示例企业 B");
    }
    document.merge(&other.encode()).unwrap();
    same(&document, "004");
    assert_ne!(document.next_code(day("2023-12-09"), 7), document.next_code(day("2023-12-08"), 7));
    document.dispatch(load_sample(Lang::En, Vec::new()), &context("2023-12-08")).unwrap();
    assert!(document.has_sample());
    let loaded = document.next_code(day("2023-12-08"), 7);
    document.undo(&context("2023-12-08")).unwrap();
    assert!(!document.has_sample());
    document.redo(&context("2023-12-08")).unwrap();
    assert!(document.has_sample());
    document.dispatch(Command::ClearSample, &context("2023-12-08")).unwrap();
    assert!(!document.has_sample());
    same(&document, loaded.get(9..12).unwrap());
}

#[test]
fn l2_capture_needs_a_name_and_a_company_and_says_which() {
    let mut document = workspace(1);
    let before = document.encode();
    let mut fails = |title: &str, company: &str| {
        let command = Command::Capture(Capture { title: title.into(), company: company.into(), ..Capture::default() });
        document.dispatch(command, &context("2023-12-08")).unwrap_err()
    };
    assert_eq!(fails("  ", "示例企业 A"), CommandError::EmptyTitle);
    assert_eq!(fails("平台", "\u{3000}"), CommandError::EmptyCompany);
    assert_eq!(document.encode(), before, "a refused command writes nothing");
}

#[test]
fn l3_one_company_for_two_spellings() {
    let mut document = workspace(1);
    capture(&mut document, "甲", "Sample Company A");
    capture(&mut document, "乙", " ｓａｍｐｌｅ　company a ");
    assert_eq!(document.tables().companies.len(), 1);
}

#[test]
fn c1_a_move_sets_stage_day_and_history_as_one_step() {
    let mut document = workspace(1);
    let lead = capture(&mut document, "甲", "示例企业 A");
    move_to(&mut document, &lead, "in-talks");
    let record = document.tables().leads.get(&lead).unwrap().clone();
    assert_eq!((record.stage.clone(), record.stage_since), (stage("in-talks"), Some(day("2023-12-08"))));
    let history = document.tables().activities_of(&lead);
    assert_eq!(history.len(), 1);
    assert_eq!((&history[0].1.from, &history[0].1.to), (&stage("lead"), &stage("in-talks")));
    document.undo(&context("2023-12-08")).unwrap();
    assert_eq!(document.tables().leads.get(&lead).unwrap().stage, stage("lead"));
    assert!(document.tables().activities_of(&lead).is_empty());
}

#[test]
fn b2_a_lead_goes_above_the_one_it_is_dropped_on() {
    let mut document = workspace(1);
    let [a, b, c] = ["甲", "乙", "丙"].map(|title| capture(&mut document, title, "示例企业 A"));
    assert_eq!(document.column(&stage("lead")), [c.clone(), b.clone(), a.clone()], "the newest is on top");
    let place = |document: &mut Document, lead: &RecordId, before: Option<&RecordId>| {
        let command = Command::MoveLead { lead: lead.clone(), to: stage("signed"), before: before.cloned() };
        document.dispatch(command, &context("2023-12-08")).unwrap();
    };
    place(&mut document, &a, None);
    place(&mut document, &b, Some(&a));
    place(&mut document, &c, Some(&a));
    assert_eq!(document.column(&stage("signed")), [b.clone(), c.clone(), a.clone()]);
    place(&mut document, &b, None);
    assert_eq!(document.column(&stage("signed")), [c, a, b]);
}

#[test]
fn r4_deleting_keeps_a_concurrent_edit() {
    let mut one = workspace(1);
    let lead = capture(&mut one, "甲", "示例企业 A");
    let mut two = Document::new(2);
    two.merge(&one.encode()).unwrap();
    one.dispatch(Command::RemoveLead { lead: lead.clone() }, &context("2023-12-08")).unwrap();
    let edit = Command::EditLead { lead: lead.clone(), field: LeadField::Note("要 6,000 平".into()) };
    two.dispatch(edit, &context("2023-12-08")).unwrap();
    one.merge(&two.encode()).unwrap();
    assert!(one.tables().leads.get(&lead).is_none());
    while one.undo_step().is_some_and(|step| !matches!(step, Step::Capture { .. })) {
        one.undo(&context("2023-12-08")).unwrap();
    }
    assert_eq!(one.tables().leads.get(&lead).unwrap().note, "要 6,000 平");
}

#[test]
fn r7_the_same_seed_is_the_same_bytes_and_edits_on_it_meet() {
    assert_eq!(seed(Start::Published, None), seed(Start::Published, None));
    let (mut one, mut two) = (workspace(1), workspace(2));
    let load = || load_sample(Lang::ZhCn, Vec::new());
    one.dispatch(load(), &context("2023-12-08")).unwrap();
    two.dispatch(load(), &context("2023-12-08")).unwrap();
    let lead = one.tables().lead_by_code("20231004-004").unwrap().0.clone();
    let note = Command::EditLead { lead: lead.clone(), field: LeadField::Note("一".into()) };
    one.dispatch(note, &context("2023-12-08")).unwrap();
    let next = Command::EditLead { lead: lead.clone(), field: LeadField::NextStep("二".into()) };
    two.dispatch(next, &context("2023-12-08")).unwrap();
    one.merge(&two.encode()).unwrap();
    two.merge(&one.encode()).unwrap();
    assert_eq!(one.tables(), two.tables());
    let record = one.tables().leads.get(&lead).unwrap();
    assert_eq!(record.note, "一", "made on one device while the other brought in the same sample");
}

#[test]
fn u2_undo_leaves_what_somebody_else_changed_since() {
    let mut one = workspace(1);
    let lead = capture(&mut one, "甲", "示例企业 A");
    let note = |text: &str| Command::EditLead { lead: lead.clone(), field: LeadField::Note(text.into()) };
    one.dispatch(note("我的"), &context("2023-12-08")).unwrap();
    let mut two = Document::new(2);
    two.merge(&one.encode()).unwrap();
    two.dispatch(note("同事的"), &context("2023-12-08")).unwrap();
    one.merge(&two.encode()).unwrap();
    one.undo(&context("2023-12-08")).unwrap();
    assert_eq!(one.tables().leads.get(&lead).unwrap().note, "同事的");
}

#[test]
fn s1_the_sample_counts_as_in_the_pictures() {
    let mut document = workspace(1);
    let case =
        PublishedCase { id: "bmw".into(), company: Localized::new("宝马 BMW", "BMW"), ..PublishedCase::default() };
    let load = load_sample(Lang::ZhCn, vec![case]);
    document.dispatch(load, &context("2023-12-08")).unwrap();
    let counts = ["prospect", "lead", "screened", "in-talks", "signed", "landed", "operating", "aftercare"]
        .map(|name| document.column(&stage(name)).len());
    assert_eq!(counts, [11, 9, 7, 9, 4, 2, 2, 2]);
    let (_, lead) = document.tables().lead_by_code("20231004-004").unwrap();
    assert_eq!(lead.title, "大模型推理平台区域总部");
    assert_eq!(lead.planned, Some(Money { amount: 200_000_000, currency: Currency::Cny }));
    assert!(lead.sample);
}

#[test]
fn s1_the_sample_moves_to_the_readers_today() {
    let mut document = workspace(1);
    let load = load_sample(Lang::En, Vec::new());
    document.dispatch(load, &context("2026-11-22")).unwrap();
    let moved = day("2023-10-04").plus(day("2023-12-08").days_until(day("2026-11-22")));
    let code = format!("{}-004", moved.to_string().replace('-', ""));
    let (_, lead) = document.tables().lead_by_code(&code).unwrap();
    assert_eq!(lead.reported_on, Some(moved));
}

#[test]
fn s2_clearing_the_sample_leaves_ones_own_work_and_can_be_undone() {
    let mut document = workspace(1);
    let own = capture(&mut document, "我的线索", "我的企业");
    document.dispatch(load_sample(Lang::ZhCn, Vec::new()), &context("2023-12-08")).unwrap();
    let about_sample = capture(&mut document, "另立一条", "示例企业 AC");
    let full = document.tables().clone();
    document.dispatch(Command::ClearSample, &context("2023-12-08")).unwrap();
    assert_eq!(document.tables().leads.len(), 2);
    assert!(document.tables().leads.get(&own).is_some());
    let company = &document.tables().leads.get(&about_sample).unwrap().company;
    assert!(document.tables().companies.get(company).is_some(), "the company of one's own lead stays");
    document.undo(&context("2023-12-08")).unwrap();
    assert_eq!(*document.tables(), full);
}

#[test]
fn published_cases_stay_where_they_are() {
    let mut document = workspace(1);
    let case = PublishedCase {
        id: "3m".into(),
        title: Localized::new("医疗健康业务", "Health care"),
        ..PublishedCase::default()
    };
    document.dispatch(load_sample(Lang::En, vec![case]), &context("2023-12-08")).unwrap();
    let command = Command::MoveLead { lead: RecordId::from("published/case-3m"), to: stage("lead"), before: None };
    let error = document.dispatch(command, &context("2023-12-08")).unwrap_err();
    assert_eq!(error, CommandError::Published { title: "Health care".into() });
}

/// Something an officer might do, on one of the leads there are.
#[derive(Debug, Clone)]
enum Deed {
    Capture(u8),
    Move(u8, u8, u8),
    Note(u8, String),
    Amount(u8, u32),
    Log(u8),
    Remove(u8),
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        (0..4u8).prop_map(Deed::Capture),
        (any::<u8>(), 0..8u8, any::<u8>()).prop_map(|(lead, to, before)| Deed::Move(lead, to, before)),
        (any::<u8>(), ".{0,8}").prop_map(|(lead, text)| Deed::Note(lead, text)),
        (any::<u8>(), any::<u32>()).prop_map(|(lead, amount)| Deed::Amount(lead, amount)),
        any::<u8>().prop_map(Deed::Log),
        any::<u8>().prop_map(Deed::Remove),
    ]
}

const STAGES: [&str; 8] = ["prospect", "lead", "screened", "in-talks", "signed", "landed", "operating", "aftercare"];

fn act(document: &mut Document, deed: &Deed) -> bool {
    let leads: Vec<RecordId> = document.tables().leads.iter().map(|(id, _)| id.clone()).collect();
    let pick = |number: u8| leads.get(usize::from(number) % leads.len().max(1)).cloned();
    let command = match deed {
        Deed::Capture(n) => Some(Command::Capture(Capture {
            title: format!("线索 {n}"),
            company: format!("示例企业 {n}"),
            ..Capture::default()
        })),
        Deed::Move(lead, to, before) => pick(*lead).map(|lead| Command::MoveLead {
            lead,
            to: stage(STAGES[usize::from(*to) % 8]),
            before: pick(*before),
        }),
        Deed::Note(lead, text) => {
            pick(*lead).map(|lead| Command::EditLead { lead, field: LeadField::Note(text.clone()) })
        }
        Deed::Amount(lead, amount) => {
            pick(*lead).map(|lead| Command::EditLead { lead, field: LeadField::Planned(format!("{amount}万")) })
        }
        Deed::Log(lead) => pick(*lead).map(|lead| Command::LogActivity {
            lead,
            kind: RecordId::from("activity/call"),
            text: "回电".into(),
        }),
        Deed::Remove(lead) => pick(*lead).map(|lead| Command::RemoveLead { lead }),
    };
    let Some(command) = command else { return false };
    let steps = document.log().len();
    document.dispatch(command, &context("2023-12-08")).unwrap();
    document.log().len() > steps
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// U1: any commands, then as many undos, give the same records; and redo brings them back.
    #[test]
    fn u1_every_step_can_be_undone(deeds in prop::collection::vec(deed(), 1..24)) {
        let mut document = workspace(1);
        capture(&mut document, "起点", "示例企业 0");
        let start = document.tables().clone();
        let base = document.undo_step().cloned();
        for deed in &deeds { act(&mut document, deed); }
        let end = document.tables().clone();
        let mut undone = 0;
        while document.undo_step().cloned() != base || document.tables().leads.len() != start.leads.len() || *document.tables() != start {
            prop_assert!(document.undo(&context("2023-12-08")).is_some(), "ran out of steps before the start was reached");
            undone += 1;
            prop_assert!(undone <= deeds.len());
        }
        for _ in 0..undone { document.redo(&context("2023-12-08")); }
        prop_assert_eq!(document.tables(), &end);
    }

    /// R3: three replicas edited apart, merged in different orders and some twice: the same bytes, the same records.
    #[test]
    fn r3_replicas_converge(a in prop::collection::vec(deed(), 0..10), b in prop::collection::vec(deed(), 0..10), c in prop::collection::vec(deed(), 0..10)) {
        let base = {
            let mut document = workspace(9);
            capture(&mut document, "起点", "示例企业 0");
            document.encode()
        };
        let replica = |client: u64, deeds: &[Deed]| {
            let mut document = Document::new(client);
            document.merge(&base).unwrap();
            for deed in deeds { act(&mut document, deed); }
            document
        };
        let mut docs = [replica(1, &a), replica(2, &b), replica(3, &c)];
        let updates = [docs[0].encode(), docs[1].encode(), docs[2].encode()];
        for (at, order) in [[1, 2, 1], [2, 0, 2], [0, 1, 0]].into_iter().enumerate() {
            for from in order { docs[at].merge(&updates[from]).unwrap(); }
        }
        let [one, two, three] = &docs;
        prop_assert_eq!(one.tables(), two.tables());
        prop_assert_eq!(two.tables(), three.tables());
        prop_assert!(one.canonical() == two.canonical(), "the same bytes");
        prop_assert!(two.canonical() == three.canonical(), "the same bytes");
        let steps = |document: &Document| document.log().len();
        prop_assert_eq!(steps(one), steps(two));
    }
}

#[test]
fn r7_a_new_workspace_starts_from_the_published_events() {
    let text =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../public/data/published.json")).unwrap();
    let published = landfall_core::published::parse(&text).unwrap();
    let mut document = Document::new(1);
    document.merge(&seed(Start::Published, Some(&published))).unwrap();
    assert_eq!(document.tables().events.len(), 5);
    assert!(document.follows_published());
    assert!(document.tables().leads.is_empty(), "nobody's leads");
    let tour = document.tables().events.get(&RecordId::from("2023-overseas-1")).unwrap();
    assert_eq!((tour.start, tour.end), (Some(day("2023-04-17")), Some(day("2023-04-26"))));
    assert!(document.tables().terms.get(&tour.kind).is_some(), "{:?} is a kind of the dictionary", tour.kind);
}

#[test]
fn c1_a_command_that_changes_nothing_is_no_step() {
    let mut document = workspace(1);
    let lead = capture(&mut document, "甲", "示例企业 A");
    let (before, steps) = (document.encode(), document.log().len());
    let edit = Command::EditLead { lead, field: LeadField::Title("甲".into()) };
    assert!(document.dispatch(edit, &context("2023-12-08")).unwrap().update.is_empty());
    assert_eq!((document.encode(), document.log().len()), (before, steps));
    assert!(matches!(document.undo_step(), Some(Step::Capture { .. })), "undo takes back the capture");
}

#[test]
fn c3_an_import_in_a_bulk_change_goes_on_from_the_commands_before_it() {
    let mut document = workspace(1);
    let rows = common::text_rows(&[&["线索名称", "企业", "来源地"], &["第二条", "示例 企业Ａ", "柏林"]]);
    let raw = RawTable::new("表.csv", rows).unwrap();
    let run = dry_run(document.tables(), &raw, &raw.suggest(), Lang::ZhCn);
    let bulk = Command::Bulk(vec![
        Command::Capture(Capture { title: "第一条".into(), company: "示例企业A".into(), ..Capture::default() }),
        Command::ImportRows { name: run.name, rows: run.rows },
    ]);
    document.dispatch(bulk, &context("2023-12-08")).unwrap();
    let tables = document.tables();
    let mut codes: Vec<&str> = tables.leads.iter().map(|(_, lead)| lead.code.as_str()).collect();
    codes.sort_unstable();
    assert_eq!(codes.iter().map(|code| &code[..12]).collect::<Vec<_>>(), ["20231208-001", "20231208-002"]);
    let companies: Vec<_> = tables.companies.iter().collect();
    assert_eq!((companies.len(), companies[0].1.origin.as_str()), (1, "柏林"));
    assert!(tables.leads.iter().all(|(_, lead)| lead.company == *companies[0].0));
}
