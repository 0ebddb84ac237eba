//! SPEC section LD (a lead in detail): what is added to it, and what is shown of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::{capture, change, context, day, load_sample, stage, workspace};
use landfall_core::document::{AboutLead, Applied, Command, CommandError, Document};
use landfall_core::model::{Collection, Lang, RecordId};
use landfall_core::query::Filter;
use landfall_core::view::board::{Arrangement, Board};
use landfall_core::view::table::{Layout, Table};
use landfall_core::view::{
    Around, Met, Query, blockers, first_report_event, history, linked, needs, no_next_step, shown_field, transfers,
};
use serde_json::json;

const TODAY: &str = "2023-12-08";

fn about(document: &mut Document, lead: &RecordId, what: AboutLead) -> Result<Applied, CommandError> {
    document.dispatch(Command::AboutLead { lead: lead.clone(), what }, &context(TODAY))
}

fn typed(document: &mut Document, lead: &RecordId, field: &str, text: &str) -> Result<Applied, CommandError> {
    about(document, lead, AboutLead::Fields(vec![(field.to_owned(), text.to_owned())]))
}

fn with_sample(lang: Lang) -> Document {
    let mut document = workspace(1);
    document.dispatch(load_sample(lang, Vec::new()), &context(TODAY)).unwrap();
    document
}

fn id(name: &str) -> RecordId {
    RecordId::from(name)
}

#[test]
fn ld1_each_field_is_set_as_it_is_typed_and_shown_as_it_can_be_typed_again() {
    let mut document = workspace(1);
    let lead = capture(&mut document, "推理平台", "示例企业 A");
    let long = format!("<b>粗体</b> مرحبا 🙂\n{}", "长".repeat(10_000));
    let all = [
        ("paid_in", "USD 3m", "300 万美元"),
        ("jobs", "1,200", "1200"),
        ("first_talk", "2023.12.1", "2023-12-01"),
        ("service_manager", "专员丙", "专员丙"),
        ("headquarters", "headquarters/regional", "headquarters/regional"),
        ("phone", "+1 (415) 555-0100 ext. 7", "+1 (415) 555-0100 ext. 7"),
        ("code_name", "海燕", "海燕"),
        ("announced", "true", "true"),
        ("note", long.as_str(), long.as_str()),
    ];
    for (field, text, shown) in all {
        typed(&mut document, &lead, field, text).unwrap();
        let fields = document.tables().fields(Collection::Leads, &lead).unwrap();
        let spec = Collection::Leads.field(field).unwrap();
        assert_eq!(shown_field(spec, &fields, document.tables(), Lang::ZhCn), shown, "{field}");
    }
    // An amount typed without its currency keeps the one it has; nothing typed empties a field.
    typed(&mut document, &lead, "paid_in", "500万").unwrap();
    assert_eq!(document.tables().leads.get(&lead).unwrap().paid_in.unwrap().to_string(), "USD 5000000");
    typed(&mut document, &lead, "paid_in", "").unwrap();
    typed(&mut document, &lead, "service_manager", " ").unwrap();
    let now = document.tables().leads.get(&lead).unwrap();
    assert!(now.paid_in.is_none() && now.service_manager.is_empty());
    assert_eq!(
        typed(&mut document, &lead, "title", " ").unwrap_err(),
        CommandError::EmptyField { field: "title".into() }
    );
    assert_eq!(typed(&mut document, &lead, "company", "").unwrap_err(), CommandError::EmptyCompany);
    let again = typed(&mut document, &lead, "company", "示例企业a").unwrap();
    assert!(again.update.is_empty(), "the same company by another spelling is no change");
}

#[test]
fn ld1_two_devices_that_name_the_same_officer_make_one() {
    let mut here = workspace(1);
    let lead = capture(&mut here, "推理平台", "示例企业 A");
    let mut there = workspace(2);
    there.merge(&here.encode()).unwrap();
    for document in [&mut here, &mut there] {
        typed(document, &lead, "officer", "专员庚").unwrap();
        about(document, &lead, AboutLead::Unit { name: "示例商会".into() }).unwrap();
    }
    here.merge(&there.encode()).unwrap();
    assert_eq!((here.tables().officers.len(), here.tables().units.len(), here.tables().links.len()), (1, 1, 1));
}

#[test]
fn ld2_people_bodies_resources_and_links_are_joined_once_and_can_be_taken_away() {
    let mut document = workspace(1);
    let one = capture(&mut document, "甲", "示例企业 A");
    let two = capture(&mut document, "乙", "示例企业 A");
    let person = |name: &str| AboutLead::Contact {
        name: name.into(),
        phone: " +49 30 5550100 ".into(),
        email: "a@example.com".into(),
    };
    let contact = about(&mut document, &one, person("示例 联系人")).unwrap().subject.unwrap();
    assert_eq!(document.tables().contacts.get(&contact).unwrap().phone, "+49 30 5550100");
    assert_eq!(
        about(&mut document, &two, person("示例联系人")).unwrap().subject,
        Some(contact.clone()),
        "the same person"
    );
    assert!(about(&mut document, &two, AboutLead::Known { contact: contact.clone() }).unwrap().update.is_empty());
    assert_eq!((document.tables().contacts.len(), document.tables().links.len()), (1, 2), "one person, two leads");
    about(&mut document, &one, AboutLead::Unit { name: "示例园区".into() }).unwrap();
    let offer = AboutLead::Resource { name: "3 号楼 5 层".into(), kind: id("resource/premises") };
    about(&mut document, &one, offer).unwrap();
    let attach = |link: &str| AboutLead::Attachment { link: link.into(), name: "方案".into() };
    about(&mut document, &one, attach("https://example.com/a?b=1")).unwrap();
    for link in ["", "javascript:alert(1)", "data:text/html,x", "//example.com", "file:///etc"] {
        assert!(about(&mut document, &one, attach(link)).is_err(), "{link}");
    }
    assert!(about(&mut document, &one, person("  ")).is_err());
    let names = |document: &Document, kind: &str| {
        linked(&one, kind, document.tables(), Lang::ZhCn)
            .into_iter()
            .map(|one| (one.name, one.about))
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&document, "unit"), [("示例园区".to_owned(), String::new())]);
    assert_eq!(names(&document, "resource"), [("3 号楼 5 层".to_owned(), "载体".to_owned())]);
    assert_eq!(names(&document, "attachment")[0].0, "方案");
    let link = linked(&one, "contact", document.tables(), Lang::ZhCn)[0].link.clone();
    document.dispatch(Command::Delete { collection: Collection::Links, id: link }, &context(TODAY)).unwrap();
    assert_eq!(names(&document, "contact"), []);
    assert_eq!(linked(&two, "contact", document.tables(), Lang::ZhCn).len(), 1, "the other lead keeps the person");
    // Joined again it is there again.
    about(&mut document, &one, AboutLead::Known { contact }).unwrap();
    assert_eq!(names(&document, "contact").len(), 1);
}

#[test]
fn ld3_the_rose_and_the_list_say_the_same() {
    let document = with_sample(Lang::ZhCn);
    let (lead, _) = document.tables().lead_by_code("20231004-004").unwrap();
    let lines = needs(lead, document.tables(), Lang::ZhCn);
    let told: Vec<_> = lines.iter().map(|line| (line.name.as_str(), line.met)).collect();
    let expected = [
        ("源头研发", Some(Met::Answered)),
        ("前沿技术", Some(Met::Matched)),
        ("附加值环节", None),
        ("政策服务", Some(Met::Open)),
        ("载体", Some(Met::Open)),
        ("资金", None),
    ];
    assert_eq!(told, expected);
    assert_eq!(lines[0].tip, (0, -46), "the first points north, the others follow clockwise");
    assert_eq!((lines[1].tip, lines[3].tip), ((40, -23), (0, 46)));
    assert!(lines.iter().all(|line| line.point.starts_with("M0 0L") && line.point.ends_with('Z')));
}

#[test]
fn ld3_a_need_is_open_then_matched_then_answered_and_an_element_is_as_its_least_need() {
    let mut document = workspace(1);
    let lead = capture(&mut document, "甲", "示例企业 A");
    let need = |text: &str| AboutLead::Need {
        element: id("element/premises"),
        text: text.into(),
        wished_by: Some(day("2023-12-20")),
    };
    let first = about(&mut document, &lead, need("6,000㎡")).unwrap().subject.unwrap();
    let second = about(&mut document, &lead, need("停车")).unwrap().subject.unwrap();
    let met = |document: &Document| needs(&lead, document.tables(), Lang::En)[4].met;
    about(&mut document, &lead, AboutLead::Match { need: first.clone(), resource: "3 号楼".into() }).unwrap();
    assert_eq!(met(&document), Some(Met::Open));
    let resource = document.tables().resources.iter().next().unwrap().1.clone();
    assert_eq!((resource.name.as_str(), resource.kind.as_str()), ("3 号楼", "resource/premises"));
    let answered = json!({"state": "need-state/answered", "answer": "已看房"});
    change(&mut document, Collection::Needs, &second, answered).unwrap();
    assert_eq!(met(&document), Some(Met::Matched));
    assert_eq!(needs(&lead, document.tables(), Lang::En)[4].needs.len(), 2);
    let empty = AboutLead::Need { element: RecordId::default(), text: "x".into(), wished_by: None };
    assert!(about(&mut document, &lead, empty).is_err());
}

#[test]
fn ld4_blockers_of_one_kind_at_one_department_for_three_companies_are_systemic() {
    let mut document = workspace(1);
    let leads: Vec<_> =
        ["A", "B", "C", "D"].iter().map(|name| capture(&mut document, name, &format!("示例企业 {name}"))).collect();
    let raise = |kind: &str, department: &str| AboutLead::Blocker {
        kind: id(kind),
        text: "层高不符".into(),
        department: department.into(),
        due: None,
    };
    let systemic = |document: &Document| blockers(&leads[0], document.tables(), Lang::ZhCn)[0].systemic;
    about(&mut document, &leads[0], raise("blocker/premises", "规划资源部门")).unwrap();
    about(&mut document, &leads[0], raise("blocker/premises", "规划资源部门")).unwrap();
    about(&mut document, &leads[1], raise("blocker/premises", " 规划资源部门 ")).unwrap();
    about(&mut document, &leads[2], raise("blocker/policy", "规划资源部门")).unwrap();
    about(&mut document, &leads[3], raise("blocker/premises", "经济部门")).unwrap();
    assert_eq!(systemic(&document), None, "two companies, whatever else there is");
    let third = about(&mut document, &leads[2], raise("blocker/premises", "规划资源部门")).unwrap().subject.unwrap();
    assert_eq!(systemic(&document), Some(3));
    let lines = history(&leads[2], document.tables(), Lang::ZhCn);
    assert_eq!((lines[0].kind.as_str(), lines[0].text.as_str()), ("blocker", "土地/载体 层高不符"));
    let resolve = |text: &str| AboutLead::Resolve { blocker: third.clone(), resolution: text.into() };
    assert!(about(&mut document, &leads[2], resolve(" ")).is_err());
    assert!(about(&mut document, &leads[1], resolve("另一条线索的")).is_err());
    about(&mut document, &leads[2], resolve("换到二层")).unwrap();
    assert_eq!(systemic(&document), None);
    let line = &history(&leads[2], document.tables(), Lang::ZhCn)[0];
    assert_eq!((line.text.as_str(), line.resolved), ("土地/载体 换到二层", true));
    document.undo(&context(TODAY)).unwrap();
    assert_eq!(systemic(&document), Some(3));
    // The sample has the picture's.
    let sample = with_sample(Lang::ZhCn);
    let (lead, _) = sample.tables().lead_by_code("20231004-004").unwrap();
    assert_eq!(blockers(lead, sample.tables(), Lang::ZhCn)[0].systemic, Some(3));
}

#[test]
fn ld5_a_transfer_changes_the_zone_and_says_from_where_in_one_step() {
    let mut document = with_sample(Lang::ZhCn);
    let lead = document.tables().lead_by_code("20231004-004").unwrap().0.clone();
    let told = |document: &Document| {
        transfers(&lead, document.tables(), Lang::ZhCn)
            .into_iter()
            .map(|(from, to, day, _)| (from, to, day.unwrap().to_string()))
            .collect::<Vec<_>>()
    };
    assert_eq!(told(&document), [("二战区".into(), "一战区".into(), "2023-10-16".into())]);
    let steps = document.log_len();
    let to = |zone: &str| AboutLead::Transfer { zone: id(zone), day: day("2023-12-07"), reason: "靠近载体".into() };
    about(&mut document, &lead, to("zone/zone-3")).unwrap();
    assert_eq!((told(&document).len(), document.log_len()), (2, steps + 1));
    let now = document.tables().leads.get(&lead).unwrap();
    assert_eq!(
        (now.zone.as_str(), now.reported_zone.as_str()),
        ("zone/zone-3", "zone/zone-2"),
        "the first report stays"
    );
    assert!(about(&mut document, &lead, to("zone/zone-3")).is_err(), "not to where it is");
    assert!(about(&mut document, &lead, to("stage/lead")).is_err());
    document.undo(&context(TODAY)).unwrap();
    assert_eq!((told(&document).len(), document.tables().leads.get(&lead).unwrap().zone.as_str()), (1, "zone/zone-1"));
}

#[test]
fn ld6_what_is_logged_can_bring_the_next_step_and_a_lead_without_one_is_flagged() {
    let mut document = workspace(1);
    let lead = capture(&mut document, "甲", "示例企业 A");
    let log = |text: &str, next: &str, due: Option<&str>| AboutLead::Log {
        kind: id("activity/call"),
        text: text.into(),
        next_step: next.into(),
        due: due.map(day),
    };
    let flagged = |document: &Document| no_next_step(document.tables().leads.get(&lead).unwrap(), document.tables());
    about(&mut document, &lead, log("首次通话", "", None)).unwrap();
    assert!(flagged(&document), "it is kept, and flagged");
    about(&mut document, &lead, log("约了看房", "看 3 号楼", Some("2023-12-11"))).unwrap();
    let now = document.tables().leads.get(&lead).unwrap();
    assert_eq!((now.next_step.as_str(), now.due), ("看 3 号楼", Some(day("2023-12-11"))));
    about(&mut document, &lead, log("对方回信", "", None)).unwrap();
    assert!(!flagged(&document), "what was agreed before holds on");
    assert_eq!(history(&lead, document.tables(), Lang::ZhCn).len(), 3);
    assert!(about(&mut document, &lead, log(" ", "x", None)).is_err());
    document.undo(&context(TODAY)).unwrap();
    document.undo(&context(TODAY)).unwrap();
    assert!(flagged(&document), "one step brought both");
    let fields = common::fields(json!({"stage": "stage/out"}));
    let change = Command::Change { collection: Collection::Leads, id: lead.clone(), fields };
    document.dispatch(change, &context(TODAY)).unwrap();
    assert!(!flagged(&document), "one that is out needs none");
}

#[test]
fn ld7_a_published_case_takes_nothing() {
    let mut document = workspace(1);
    let cases = vec![landfall_core::document::PublishedCase { id: "3m".into(), ..Default::default() }];
    document.dispatch(load_sample(Lang::ZhCn, cases), &context(TODAY)).unwrap();
    let case = id("published/case-3m");
    let error = typed(&mut document, &case, "note", "x").unwrap_err();
    assert!(matches!(error, CommandError::Published { .. }));
    assert_eq!(document.tables().leads.get(&case).unwrap().stage, stage("landed"));
    let (_, lead) = document.tables().lead_by_code("20231004-004").unwrap();
    assert_eq!(first_report_event(lead, document.tables(), Lang::ZhCn), "", "the event is published, and not here");
}

#[test]
fn ld8_before_and_after_a_lead_are_its_neighbours_on_the_page_behind() {
    let mut document = workspace(1);
    // Captured last stands on top.
    let leads: Vec<RecordId> =
        ["丙", "甲", "乙"].iter().map(|title| capture(&mut document, title, &format!("示例企业 {title}"))).collect();
    let [third, first, second] = [&leads[0], &leads[1], &leads[2]];
    let code = |lead: &RecordId| Some(document.tables().leads.get(lead).unwrap().code.clone());
    let query = |parts: &[(&str, &str)]| -> Query { parts.iter().map(|(a, b)| ((*a).into(), (*b).into())).collect() };
    let board = |parts: &[(&str, &str)], lead: &RecordId| {
        let (filter, arrangement) =
            (Filter::from_query(&query(parts)), Arrangement::from_query(&query(parts), day(TODAY)));
        Around::on_board(&document, &Board::of(&document, &filter, &arrangement, Lang::ZhCn), lead)
    };
    let around = |place, count, previous, following| Around { place, count, previous, following };
    assert_eq!(board(&[], first), around(2, 3, code(second), code(third)));
    assert_eq!(board(&[("q", "乙")], second), around(1, 1, None, None));
    assert_eq!(board(&[("q", "乙")], first), around(2, 3, code(second), code(third)), "hidden by the filter");
    let table = |parts: &[(&str, &str)], lead: &RecordId| {
        let (filter, layout) = (Filter::from_query(&query(parts)), Layout::from_query(&query(parts)));
        Around::in_table(&document, &Table::of(&document, &filter, &layout, Lang::ZhCn, day(TODAY)), lead)
    };
    assert_eq!(table(&[("sort", "code")], third), around(1, 3, None, code(first)));
    assert_eq!(table(&[("sort", "-code")], third), around(3, 3, code(first), None));
    assert_eq!(table(&[("sort", "-code"), ("q", "甲")], third).count, 3, "hidden by the filter");
}
