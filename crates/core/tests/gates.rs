//! SPEC section G (gates): what each stage asks for, and moves that bring it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::{capture, change, context, day, load_sample, move_to, stage, workspace};
use landfall_core::document::{Applied, Command, CommandError, Document};
use landfall_core::model::{Collection, Lang, Lead, RecordId};
use landfall_core::view::gate::{asked, asked_of_all, likely, missing, next_stage, stage_left, still_needed};
use landfall_core::view::history;
use serde_json::json;

const TODAY: &str = "2023-12-08";

fn enter(document: &mut Document, lead: &RecordId, to: &str, fields: &[(&str, &str)]) -> Result<Applied, CommandError> {
    let fields = fields.iter().map(|(field, text)| ((*field).to_owned(), (*text).to_owned())).collect();
    let command = Command::EnterStage { lead: lead.clone(), to: stage(to), before: None, fields, lang: Lang::ZhCn };
    document.dispatch(command, &context(TODAY))
}

fn lead(document: &Document, id: &RecordId) -> Lead {
    (**document.tables().leads.get(id).unwrap()).clone()
}

fn names(document: &Document, id: &RecordId, to: &str) -> Vec<&'static str> {
    let lead = lead(document, id);
    asked(id, &lead, &stage(to), document.tables()).into_iter().map(|field| field.name).collect()
}

/// A stage's name, the fields of its gate, and each of them as it is typed.
type Stage = (&'static str, &'static [&'static str], &'static [(&'static str, &'static str)]);

/// Every stage, and what its gate asks of a lead that has just been captured. Then each is filled in, as it is typed.
const STAGES: &[Stage] = &[
    ("screened", &["screening", "screened_by"], &[("screening", "screening/go"), ("screened_by", "专员甲")]),
    (
        "in-talks",
        &["contact", "planned", "capital", "origin", "officer", "first_talk"],
        &[
            ("contact", "示例联系人 A"),
            ("planned", "１.２亿"),
            ("capital", "capital/foreign"),
            ("origin", "新加坡"),
            ("officer", "专员乙"),
            ("first_talk", "2023年12月1日"),
        ],
    ),
    (
        "signed",
        &["signing_company", "signed_amount", "agreement", "signed_on"],
        &[
            ("signing_company", "示例企业 A（上海）"),
            ("signed_amount", "USD 3m"),
            ("agreement", "agreement/investment"),
            ("signed_on", "20231205"),
        ],
    ),
    (
        "landed",
        &["registered_company", "registered_on", "premises"],
        &[
            ("registered_company", "示例企业 A（上海）"),
            ("registered_on", "2023/12/7"),
            ("premises", "示例园区 3 号楼"),
        ],
    ),
    (
        "operating",
        &["opened_on", "paid_in", "jobs"],
        &[("opened_on", "2023-12-08"), ("paid_in", "3,200万"), ("jobs", "４６")],
    ),
    ("aftercare", &["service_manager", "next_visit"], &[("service_manager", "专员甲"), ("next_visit", "2024-01-08")]),
];

#[test]
fn g1_g2_each_stage_asks_for_its_own_fields_and_only_for_those_missing() {
    let mut document = workspace(1);
    let id = capture(&mut document, "推理平台", "示例企业 A");
    assert_eq!(names(&document, &id, "prospect"), [""; 0], "a move back asks nothing");
    assert_eq!(names(&document, &id, "lead"), [""; 0], "nor does one inside the stage");
    for (to, expected, _) in STAGES {
        assert_eq!(names(&document, &id, to), *expected, "{to}: stages that are passed over ask nothing");
    }
    for (to, expected, fields) in STAGES {
        // One field first, by itself: the gate asks for the others.
        change_typed(&mut document, &id, fields[0]);
        assert_eq!(names(&document, &id, to), expected[1..], "{to}");
        enter(&mut document, &id, to, &fields[1..]).unwrap();
        assert_eq!(lead(&document, &id).stage, stage(to));
        assert_eq!(missing(&id, &lead(&document, &id), &stage(to), document.tables()), []);
    }
    let done = lead(&document, &id);
    let tables = document.tables();
    assert_eq!(tables.companies.get(&done.company).unwrap().origin, "新加坡");
    assert_eq!(tables.officers.get(&done.officer).unwrap().name, "专员乙");
    assert_eq!(done.screened_by, done.service_manager, "one officer of one name");
    assert_eq!((done.first_talk, done.signed_on), (Some(day("2023-12-01")), Some(day("2023-12-05"))));
    assert_eq!(done.signed_amount.unwrap().to_string(), "USD 3000000");
    assert_eq!((done.paid_in.unwrap().to_string().as_str(), done.jobs), ("CNY 32000000", Some(46)));
}

fn change_typed(document: &mut Document, id: &RecordId, (field, text): (&str, &str)) {
    let what = landfall_core::document::AboutLead::Fields(vec![(field.to_owned(), text.to_owned())]);
    document.dispatch(Command::AboutLead { lead: id.clone(), what }, &context(TODAY)).unwrap();
}

#[test]
fn g1_prospect_and_lead_have_gates_of_their_own() {
    let mut document = workspace(1);
    let fields = common::fields(json!({"title": "目标企业", "stage": "stage/prospect"}));
    let create = Command::Create { collection: Collection::Leads, id: None, fields };
    let id = document.dispatch(create, &context(TODAY)).unwrap().subject.unwrap();
    let lacks = |document: &Document| {
        let lead = lead(document, &id);
        missing(&id, &lead, &lead.stage, document.tables()).iter().map(|field| field.name).collect::<Vec<_>>()
    };
    assert_eq!(lacks(&document), ["industry", "reason"]);
    assert_eq!(names(&document, &id, "lead"), ["company", "source", "reported_by", "reported_on"]);
    let typed =
        [("company", "示例企业 B"), ("source", "source/visit"), ("reported_by", "专员甲"), ("reported_on", TODAY)];
    enter(&mut document, &id, "lead", &typed).unwrap();
    assert_eq!(lacks(&document), [""; 0]);
    // An event is a source, a person linked to the lead a contact.
    change(&mut document, Collection::Leads, &id, json!({"source": null})).unwrap();
    assert_eq!(lacks(&document), ["source"]);
    let contact = landfall_core::document::AboutLead::Contact {
        name: "示例联系人".into(),
        phone: String::new(),
        email: String::new(),
    };
    assert!(names(&document, &id, "in-talks").contains(&"contact"));
    document.dispatch(Command::AboutLead { lead: id.clone(), what: contact }, &context(TODAY)).unwrap();
    assert!(!names(&document, &id, "in-talks").contains(&"contact"));
}

#[test]
fn g3_move_and_fields_are_one_step_and_one_undo() {
    let mut document = workspace(1);
    let id = capture(&mut document, "推理平台", "示例企业 A");
    let before = document.tables().clone();
    let steps = document.log_len();
    let fields = [("registered_company", "示例企业 A（上海）"), ("registered_on", TODAY), ("premises", "3 号楼")];
    enter(&mut document, &id, "landed", &fields).unwrap();
    assert_eq!(document.log_len(), steps + 1);
    assert_eq!((lead(&document, &id).premises.as_str(), lead(&document, &id).stage), ("3 号楼", stage("landed")));
    document.undo(&context(TODAY)).unwrap();
    assert!(*document.tables() == before, "move and fields are taken back together");
    document.redo(&context(TODAY)).unwrap();
    assert_eq!(lead(&document, &id).registered_on, Some(day(TODAY)));
    // Later is possible, and what is missing stays in sight.
    document.undo(&context(TODAY)).unwrap();
    enter(&mut document, &id, "landed", &fields[..1]).unwrap();
    let moved = lead(&document, &id);
    let lacks = missing(&id, &moved, &moved.stage, document.tables());
    assert_eq!(lacks.iter().map(|field| field.name).collect::<Vec<_>>(), ["registered_on", "premises"]);
}

#[test]
fn g3_what_is_wrong_is_refused_by_name_and_nothing_is_written() {
    let mut document = workspace(1);
    let id = capture(&mut document, "推理平台", "示例企业 A");
    let before = document.encode();
    let mut refused = |field: &str, text: &str| {
        let all = [("contact", "示例联系人"), (field, text)];
        let error = enter(&mut document, &id, "in-talks", &all).unwrap_err();
        assert_eq!(document.encode(), before);
        error.to_string()
    };
    assert_eq!(refused("planned", "很多"), "\"很多\" is not an amount");
    assert_eq!(refused("first_talk", "2023-02-30"), "\"2023-02-30\" does not exist in the calendar");
    assert_eq!(refused("jobs", "四十"), "\"四十\" is not a whole number");
    assert_eq!(refused("capital", "capital/none"), "\"capital/none\" is no value for the field \"capital\"");
    assert_eq!(refused("company", " "), "the company is empty");
    assert_eq!(refused("nothing", "x"), "leads have no field \"nothing\"");
}

#[test]
fn g4_out_needs_type_and_reason_and_keeps_code_and_history() {
    let mut document = workspace(1);
    let id = capture(&mut document, "推理平台", "示例企业 A");
    move_to(&mut document, &id, "in-talks");
    let code = lead(&document, &id).code;
    for (fields, missing) in [
        (vec![], vec!["out_type", "out_reason"]),
        (vec![("out_type", "out/withdrew"), ("out_reason", "  ")], vec!["out_reason"]),
    ] {
        let error = enter(&mut document, &id, "out", &fields).unwrap_err();
        assert_eq!(error, CommandError::GateOpen { missing });
    }
    let why = [("out_type", "out/elsewhere"), ("out_reason", "对方选了别的城市")];
    enter(&mut document, &id, "out", &why).unwrap();
    let out = lead(&document, &id);
    assert_eq!((out.stage, out.code, out.out_reason), (stage("out"), code, "对方选了别的城市".to_owned()));
    let lines = history(&id, document.tables(), Lang::ZhCn);
    assert_eq!(lines[0].text, "在谈 → 退库 落户外区：对方选了别的城市");
    assert_eq!(lines.len(), 2);
}

#[test]
fn g5_revived_it_is_where_it_was_with_code_and_history_and_out_is_asked_anew() {
    let mut document = workspace(1);
    let id = capture(&mut document, "推理平台", "示例企业 A");
    assert_eq!(stage_left(&id, &lead(&document, &id), document.tables()), None);
    move_to(&mut document, &id, "in-talks");
    let code = lead(&document, &id).code;
    enter(&mut document, &id, "out", &[("out_type", "out/suspended"), ("out_reason", "总部暂停")]).unwrap();
    let back = stage_left(&id, &lead(&document, &id), document.tables()).unwrap();
    assert_eq!(back, stage("in-talks"));
    assert_eq!(names(&document, &id, "in-talks"), [""; 0], "back to where it was asks nothing");
    assert_eq!(names(&document, &id, "lead"), [""; 0]);
    assert_eq!(names(&document, &id, "signed").len(), 4, "further on is a move like any other");
    enter(&mut document, &id, "in-talks", &[]).unwrap();
    let revived = lead(&document, &id);
    assert_eq!((revived.code, revived.stage, revived.out_reason.as_str()), (code, stage("in-talks"), "总部暂停"));
    let lines = history(&id, document.tables(), Lang::ZhCn);
    assert_eq!(lines[0].text, "退库 → 在谈");
    assert_eq!(
        names(&document, &id, "out"),
        ["out_type", "out_reason"],
        "the reason of the first time is not the next one's"
    );
    assert!(enter(&mut document, &id, "out", &[]).is_err());
}

#[test]
fn g6_several_leads_are_asked_once_and_each_gets_what_it_lacks() {
    let mut document = workspace(1);
    let ids: Vec<RecordId> = ["甲", "乙", "丙"].iter().map(|name| capture(&mut document, name, "示例企业 A")).collect();
    change_typed(&mut document, &ids[1], ("premises", "自有"));
    let asked = asked_of_all(&ids, &stage("landed"), document.tables());
    let asked: Vec<_> = asked.into_iter().map(|(field, count)| (field.name, count)).collect();
    assert_eq!(asked, [("registered_company", 3), ("registered_on", 3), ("premises", 2)]);
    assert_eq!(still_needed(&ids[1], &lead(&document, &ids[1]), &stage("landed"), document.tables()), 2);
    assert_eq!(asked_of_all(&ids, &stage("prospect"), document.tables()), []);
}

#[test]
fn g7_the_sample_has_the_gate_of_the_picture() {
    let mut document = workspace(1);
    document.dispatch(load_sample(Lang::ZhCn, Vec::new()), &context(TODAY)).unwrap();
    let tables = document.tables();
    let (id, lead) = tables.lead_by_code("20231004-004").unwrap();
    assert_eq!(next_stage(lead, tables), Some(stage("signed")));
    let open: Vec<_> = asked(id, lead, &stage("signed"), tables).iter().map(|field| field.name).collect();
    assert_eq!(open, ["agreement", "signed_on"]);
    let lacking = tables.leads.iter().filter(|(id, lead)| !missing(id, lead, &lead.stage, tables).is_empty());
    assert_eq!(lacking.count(), 0, "each lead of the sample has what its stage needs");
    let text = |field: &str| likely(field, id, lead, tables, day(TODAY), None, Lang::ZhCn);
    assert_eq!((text("signed_on").as_str(), text("signed_amount").as_str()), (TODAY, "2 亿元"));
    assert_eq!((text("first_talk").as_str(), text("screened_by").as_str()), ("2023-11-08", "专员甲"));
    assert_eq!((text("registered_company").as_str(), text("agreement").as_str()), ("示例企业 AB（上海）", ""));
}
