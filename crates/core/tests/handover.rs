//! SPEC section Hand-over, HO1 to HO14: what is handed over, as codes and as a file, and how it is taken in.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::files::{by, now};
use common::handover::{AT, about, edit, packet, sender};
use common::{capture, change, context, load_sample, move_to, published_workspace, stage, workspace};
use landfall_core::document::{AboutLead, Command, Document, FileError, Incoming, LeadField, MergeReport};
use landfall_core::exchange::{Collector, business_card, frames, handover_file};
use landfall_core::model::{Collection, Lang, RecordId};
use proptest::prelude::*;
use serde_json::{Value, json};

fn read(text: &str) -> Incoming {
    Incoming::read("推理平台", text).unwrap()
}

fn receive(document: &mut Document, text: &str) -> MergeReport {
    let incoming = read(text);
    let report = document.preview(&incoming, &now());
    document.dispatch(Command::Merge(Box::new(incoming)), &by("专员乙")).unwrap();
    report
}

fn through_codes(text: &str) -> String {
    let mut collector = Collector::default();
    for frame in frames(text).unwrap() {
        collector.take(&frame).unwrap();
    }
    collector.whole().unwrap().unwrap()
}

#[test]
fn ho1_a_lead_goes_with_what_belongs_to_it() {
    let (one, lead, _) = sender();
    let value: Value = serde_json::from_str(&packet(&one, &lead)).unwrap();
    assert_eq!((&value["app"], &value["workspace"]["name"]), (&json!("landfall"), &json!("首尔之行")));
    assert_eq!(value["exported"], json!({ "at": AT, "who": "专员甲" }));
    assert_eq!(value["handover"], json!({ "kind": "leads", "id": lead.as_str() }));
    let count = |list: &str| value[list].as_array().map_or(0, Vec::len);
    let lists = ["leads", "companies", "contacts", "links", "needs", "blockers", "activities", "officers", "units"];
    assert_eq!(lists.map(count), [1, 1, 1, 3, 1, 1, 10, 1, 1]);
    assert_eq!(value["resources"][0]["name"], "西岸大厦");
    assert_eq!(value["activities"].as_array().unwrap().iter().filter(|one| one["text"] == "第 11 次通话").count(), 1);
    assert!(value["terms"].is_null(), "the dictionaries every workspace has stay at home");
}

#[test]
fn ho1_a_contact_goes_with_its_company_alone() {
    let (one, ..) = sender();
    let id = one.tables().contacts.iter().next().unwrap().0.clone();
    let text = handover_file(&one, Collection::Contacts, &id, "", AT, "").unwrap();
    let mut two = workspace(2);
    receive(&mut two, &text);
    let tables = two.tables();
    assert_eq!((tables.contacts.len(), tables.companies.len(), tables.leads.len()), (1, 1, 0));
    assert_eq!(tables.contacts.get(&id).unwrap().phone, "13800138000");
    assert_eq!(two.here(&read(&text)), Some(id));
}

#[test]
fn ho1_a_term_of_ones_own_comes_along_by_name() {
    let (mut one, lead, _) = sender();
    let term = RecordId::from("industry/own");
    let made = json!({ "kind": "industry", "zh": "低空经济", "en": "Low-altitude economy" });
    let fields = common::fields(made);
    let create = Command::Create { collection: Collection::Terms, id: Some(term.clone()), fields };
    one.dispatch(create, &now()).unwrap();
    edit(&mut one, &lead, LeadField::Industry(term.clone()), "专员甲");
    let mut two = workspace(2);
    let named = json!({ "kind": "industry", "zh": "低空 经济" });
    let own = RecordId::from("industry/here");
    let create =
        Command::Create { collection: Collection::Terms, id: Some(own.clone()), fields: common::fields(named) };
    two.dispatch(create, &now()).unwrap();
    receive(&mut two, &packet(&one, &lead));
    assert_eq!(two.tables().leads.get(&lead).unwrap().industry, own, "the same by its name");
    let mut three = workspace(3);
    receive(&mut three, &packet(&one, &lead));
    assert_eq!(three.tables().leads.get(&lead).unwrap().industry, term);
    assert_eq!(three.tables().terms.get(&term).unwrap().zh, "低空经济");
}

#[test]
fn ho1_a_published_case_is_not_handed_over() {
    let mut one = published_workspace(1);
    one.dispatch(load_sample(Lang::ZhCn, Vec::new()), &now()).unwrap();
    let lead = one.tables().leads.iter().next().unwrap().0.clone();
    change(&mut one, Collection::Leads, &lead, json!({ "published": true })).unwrap();
    assert_eq!(handover_file(&one, Collection::Leads, &lead, "", AT, ""), None);
    assert_eq!(handover_file(&one, Collection::Leads, &RecordId::from("absent"), "", AT, ""), None);
    assert_eq!(handover_file(&one, Collection::Terms, &stage("lead"), "", AT, ""), None);
}

#[test]
fn ho2_no_other_lead_ever_comes_along() {
    let (one, lead, other) = sender();
    let text = packet(&one, &lead);
    assert!(!text.contains("别的项目") && !text.contains("示例企业 B") && !text.contains(other.as_str()), "{text}");
    let mut value: Value = serde_json::from_str(&text).unwrap();
    value["leads"].as_array_mut().unwrap().push(json!({ "id": "sneaked", "title": "夹带" }));
    value["companies"].as_array_mut().unwrap().push(json!({ "id": "sneaked", "name": "夹带" }));
    value["needs"].as_array_mut().unwrap().push(json!({ "id": "sneaked", "lead": "sneaked", "text": "夹带" }));
    value["contacts"].as_array_mut().unwrap().push(json!({ "id": "sneaked", "name": "夹带" }));
    value["views"] = json!([{ "id": "sneaked", "name": "夹带" }]);
    value["targets"] = json!([{ "id": "sneaked", "year": 2023 }]);
    value["log"] = json!([{ "at": 1, "who": "夹带", "step": "load_sample" }]);
    value["leads"][0]["public"] = json!(true);
    value["leads"][0]["published"] = json!(true);
    value["leads"][0]["rank"] = json!("夹带");
    value["leads"][0]["__proto__"] = json!("夹带");
    let mut two = workspace(2);
    receive(&mut two, &value.to_string());
    let tables = two.tables();
    assert_eq!((tables.leads.len(), tables.companies.len(), tables.needs.len()), (1, 1, 1));
    assert_eq!((tables.contacts.len(), tables.views.len(), tables.targets.len()), (1, 0, 0));
    let taken = tables.leads.get(&lead).unwrap();
    assert!(!taken.public && !taken.published);
    assert!(!serde_json::to_string(&two.log()).unwrap().contains("夹带"));
    let file = landfall_core::exchange::workspace_file(&two, "", 0, "");
    assert!(!file.contains("夹带"));
}

#[test]
fn ho3_what_is_no_hand_over_is_refused() {
    let refuse = |text: &str| Incoming::read("x", text).unwrap_err();
    let empty = json!({ "app": "landfall", "handover": { "kind": "leads", "id": "a" } });
    assert_eq!(refuse(&empty.to_string()), FileError::NotLandfall);
    let other = json!({ "app": "landfall", "handover": { "kind": "terms", "id": "a" }, "terms": [{ "id": "a" }] });
    assert_eq!(refuse(&other.to_string()), FileError::NotLandfall);
    let deep = format!("{{\"app\":\"landfall\",\"handover\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(matches!(refuse(&deep), FileError::NotJson { .. }));
    let text = json!({
        "app": "landfall", "handover": { "kind": "leads", "id": "__proto__" },
        "leads": [{ "id": "__proto__", "title": "甲", "due": "2023-02-30", "constructor": {}, "company": "nobody" }],
        "links": [{ "id": "x", "kind": "attachment", "from": "__proto__", "link": "javascript:alert(1)" }],
        "document": "AAAA",
    });
    let incoming = read(&text.to_string());
    let faults: Vec<&str> = incoming.problems.iter().map(|problem| problem.field.as_str()).collect();
    assert_eq!(faults, ["constructor", "due", "link"]);
    let mut two = workspace(2);
    two.dispatch(Command::Merge(Box::new(incoming)), &now()).unwrap();
    let lead = two.tables().leads.get(&RecordId::from("__proto__")).unwrap().clone();
    assert_eq!((lead.title.as_str(), lead.stage.clone(), lead.company.as_str()), ("甲", stage("lead"), ""));
    assert!(!lead.code.is_empty(), "as every lead it can be opened");
    assert!(two.tables().links.iter().all(|(_, link)| link.link.is_empty()));
}

#[test]
fn ho4_what_the_receiver_has_from_before_is_brought_up_to_date() {
    let (mut one, lead, _) = sender();
    edit(&mut one, &lead, LeadField::Note("初稿".into()), "专员甲");
    let mut two = workspace(2);
    receive(&mut two, &packet(&one, &lead));
    edit(&mut one, &lead, LeadField::Note("二稿".into()), "专员甲");
    edit(&mut one, &lead, LeadField::NextStep("约见".into()), "专员甲");
    move_to(&mut one, &lead, "screened");
    let text = packet(&one, &lead);
    assert!(!text.contains("初稿"), "what was written over can't be read any more");
    let report = receive(&mut two, &text);
    let now = two.tables().leads.get(&lead).unwrap();
    assert_eq!((now.note.as_str(), &now.stage, now.next_step.as_str()), ("二稿", &stage("screened"), "约见"));
    assert!(report.conflicts.is_empty(), "{:?}", report.conflicts);
}

#[test]
fn ho9_what_is_known_here_is_found_by_its_name() {
    let (one, lead, _) = sender();
    let mut two = workspace(2);
    let own = capture(&mut two, "推理 平台", "示例企业Ａ");
    about(&mut two, &own, AboutLead::Contact { name: "张经理".into(), phone: String::new(), email: String::new() });
    about(&mut two, &own, AboutLead::Unit { name: "区科委".into() });
    about(&mut two, &own, AboutLead::Fields(vec![("officer".into(), "专员甲".into())]));
    let code = two.tables().leads.get(&own).unwrap().code.clone();
    let report = receive(&mut two, &packet(&one, &lead));
    let tables = two.tables();
    assert_eq!((tables.leads.len(), tables.companies.len(), tables.contacts.len()), (1, 1, 1));
    assert_eq!((tables.officers.len(), tables.units.len()), (1, 1));
    let kept = tables.leads.get(&own).unwrap();
    assert_eq!((kept.title.as_str(), &kept.code), ("推理 平台", &code));
    assert_eq!(tables.contacts.iter().next().unwrap().1.phone, "13800138000", "what was empty is filled");
    assert_eq!(tables.needs_of(&own).len(), 1);
    assert_eq!(tables.all_blockers_of(&own).len(), 1);
    assert_eq!(tables.links_of(&own, "contact").count(), 1);
    assert!(report.conflicts.is_empty(), "{:?}", report.conflicts);
    assert_eq!(two.here(&read(&packet(&one, &lead))), Some(own));
}

#[test]
fn ho9_a_lead_of_another_company_is_another_lead() {
    let (one, lead, _) = sender();
    let mut two = workspace(2);
    capture(&mut two, "推理平台", "示例企业 C");
    assert_eq!(two.here(&read(&packet(&one, &lead))), None);
    receive(&mut two, &packet(&one, &lead));
    assert_eq!(two.tables().leads.len(), 2);
}

#[test]
fn ho9_a_stage_nobody_knows_here_makes_no_column() {
    let (mut one, lead, _) = sender();
    let fields = common::fields(json!({ "kind": "stage", "zh": "预签", "en": "Pre-signed", "group": "tracking" }));
    let own = RecordId::from("stage/own");
    let create = Command::Create { collection: Collection::Terms, id: Some(own.clone()), fields };
    one.dispatch(create, &now()).unwrap();
    let to = Command::MoveLead { lead: lead.clone(), to: own, before: None };
    one.dispatch(to, &now()).unwrap();
    let mut two = workspace(2);
    let stages = two.tables().terms_of("stage").len();
    receive(&mut two, &packet(&one, &lead));
    assert_eq!(two.tables().leads.get(&lead).unwrap().stage, stage("lead"));
    assert_eq!(two.tables().terms_of("stage").len(), stages);
}

#[test]
fn ho10_what_both_say_stands_side_by_side() {
    let (mut one, lead, _) = sender();
    edit(&mut one, &lead, LeadField::Note("甲说".into()), "专员甲");
    let mut two = workspace(2);
    let own = capture(&mut two, "推理平台", "示例企业 A");
    edit(&mut two, &own, LeadField::Note("乙说".into()), "专员乙");
    let report = receive(&mut two, &packet(&one, &lead));
    assert_eq!(two.tables().leads.get(&own).unwrap().note, "乙说");
    let fields: Vec<&str> = report.conflicts.iter().map(|conflict| conflict.field.as_str()).collect();
    assert_eq!(fields, ["note"]);
}

#[test]
fn ho11_twice_adds_nothing_and_one_undo_takes_it_back() {
    let (one, lead, _) = sender();
    let text = through_codes(&packet(&one, &lead));
    let mut two = workspace(2);
    capture(&mut two, "自己的", "示例企业 C");
    let before = two.tables().clone();
    let report = receive(&mut two, &text);
    let after = two.tables().clone();
    let made = |collection| report.made.iter().filter(|(made, _)| *made == collection).count();
    assert_eq!((made(Collection::Leads), made(Collection::Companies), made(Collection::Activities)), (1, 1, 10));
    let steps = two.log().len();
    assert!(receive(&mut two, &text).nothing_new);
    assert_eq!(two.log().len(), steps);
    two.undo(&now()).unwrap();
    assert_eq!(*two.tables(), before);
    let again = receive(&mut two, &text);
    assert_eq!(*two.tables(), after, "received again, it is back");
    assert_eq!(again.made.len(), report.made.len());
    assert!(again.changes.is_empty(), "{:?}", again.changes);
    two.undo(&now()).unwrap();
    assert_eq!(*two.tables(), before);
}

#[test]
fn ho12_what_was_taken_off_stays_off_and_what_was_removed_comes_back() {
    let (one, lead, _) = sender();
    let text = packet(&one, &lead);
    let mut two = workspace(2);
    receive(&mut two, &text);
    let need = two.tables().needs_of(&lead)[0].0.clone();
    two.dispatch(Command::Delete { collection: Collection::Needs, id: need }, &now()).unwrap();
    assert!(receive(&mut two, &text).nothing_new);
    assert_eq!(two.tables().needs.len(), 0);
    two.dispatch(Command::RemoveLead { lead: lead.clone() }, &now()).unwrap();
    assert!(two.tables().leads.is_empty());
    let report = receive(&mut two, &text);
    assert!(report.made.contains(&(Collection::Leads, lead.clone())));
    assert_eq!(two.tables().needs_of(&lead).len(), 1);
}

#[test]
fn ho13_a_new_lead_stands_on_top_of_its_column() {
    let (one, lead, _) = sender();
    let mut two = workspace(2);
    capture(&mut two, "先来的", "示例企业 C");
    receive(&mut two, &packet(&one, &lead));
    assert_eq!(two.column(&stage("lead"))[0], lead);
}

#[test]
fn ho13_leads_of_the_sample_stay_marked_and_find_their_way() {
    let mut one = published_workspace(1);
    one.dispatch(load_sample(Lang::ZhCn, Vec::new()), &context("2023-12-08")).unwrap();
    let leads: Vec<RecordId> =
        one.tables().leads.iter().filter(|(_, lead)| !lead.published).map(|(id, _)| id.clone()).collect();
    let (mut two, mut codes) = (workspace(2), Vec::new());
    for lead in &leads {
        let text = packet(&one, lead);
        codes.push(frames(&text).unwrap().len());
        receive(&mut two, &through_codes(&text));
    }
    assert_eq!(two.tables().leads.len(), leads.len());
    for lead in &leads {
        let (there, here) = (one.tables().leads.get(lead).unwrap(), two.tables().leads.get(lead).unwrap());
        assert_eq!(
            (&there.title, &there.stage, there.sample, there.planned),
            (&here.title, &here.stage, true, here.planned)
        );
        assert_eq!(
            one.tables().title(Collection::Companies, &there.company),
            two.tables().title(Collection::Companies, &here.company)
        );
    }
    let most = codes.iter().max().unwrap();
    println!("codes of the sample's leads, at most {most}: {codes:?}");
    assert!(*most <= 6, "{codes:?}");
}

#[test]
fn ho14_a_business_card_is_a_vcard() {
    let mut one = workspace(1);
    let lead = capture(&mut one, "推理平台", "示例企业; A, B");
    let contact = AboutLead::Contact { name: "张\\经理".into(), phone: "138 0013".into(), email: String::new() };
    let id = about(&mut one, &lead, contact);
    assert_eq!(
        business_card(one.tables(), &id).unwrap(),
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:张\\\\经理;;;;\r\nFN:张\\\\经理\r\nORG:示例企业\\; A\\, B\r\nTEL:138 0013\r\nEND:VCARD\r\n"
    );
    assert_eq!(business_card(one.tables(), &RecordId::from("absent")), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn ho1_any_lead_arrives_as_it_was(
        title in "\\PC{1,30}", company in "[a-z一-龥]{1,20}", note in "\\PC{0,400}", next in "\\PC{0,40}",
        log in proptest::collection::vec("\\PC{1,60}", 0..4),
    ) {
        prop_assume!(!title.trim().is_empty());
        let mut one = workspace(1);
        let lead = capture(&mut one, &title, &company);
        edit(&mut one, &lead, LeadField::Note(note), "专员甲");
        edit(&mut one, &lead, LeadField::NextStep(next), "专员甲");
        for text in log.into_iter().filter(|text| !text.trim().is_empty()) {
            let kind = RecordId::from("activity/call");
            about(&mut one, &lead, AboutLead::Log { kind, text, next_step: String::new(), due: None });
        }
        let mut two = workspace(2);
        receive(&mut two, &through_codes(&packet(&one, &lead)));
        let (there, here) = (one.tables(), two.tables());
        let mut was = (**there.leads.get(&lead).unwrap()).clone();
        let is = (**here.leads.get(&lead).unwrap()).clone();
        was.rank.clone_from(&is.rank);
        prop_assert_eq!(was, is);
        prop_assert_eq!(&there.companies, &here.companies);
        prop_assert_eq!(&there.activities, &here.activities);
    }
}
