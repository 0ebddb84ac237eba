//! SPEC section Hand-over, HO1 to HO14: what is handed over, as codes and as a file, and how it is taken in.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::files::{by, now};
use common::{capture, change, context, load_sample, move_to, published_workspace, stage, workspace};
use landfall_core::document::{AboutLead, Command, Document, FileError, Incoming, LeadField, MergeReport};
use landfall_core::exchange::{Collector, FrameError, MOST_FRAMES, Taken, business_card, frames, handover_file};
use landfall_core::model::{Collection, Lang, RecordId};
use proptest::prelude::*;
use serde_json::{Value, json};

const AT: i64 = 1_702_000_000_000;

fn about(document: &mut Document, lead: &RecordId, what: AboutLead) -> RecordId {
    let command = Command::AboutLead { lead: lead.clone(), what };
    document.dispatch(command, &now()).unwrap().subject.unwrap()
}

fn edit(document: &mut Document, lead: &RecordId, field: LeadField, who: &str) {
    document.dispatch(Command::EditLead { lead: lead.clone(), field }, &by(who)).unwrap();
}

/// A workspace with two leads, the first with all that can belong to one.
fn sender() -> (Document, RecordId, RecordId) {
    let mut one = workspace(1);
    let lead = capture(&mut one, "推理平台", "示例企业 A");
    let other = capture(&mut one, "别的项目", "示例企业 B");
    let name = "张经理".to_owned();
    about(&mut one, &lead, AboutLead::Contact { name, phone: "13800138000".into(), email: "z@example.com".into() });
    let element = RecordId::from("element/premises");
    let need = AboutLead::Need { element, text: "2000 平方米".into(), wished_by: None };
    let need = about(&mut one, &lead, need);
    about(&mut one, &lead, AboutLead::Match { need, resource: "西岸大厦".into() });
    about(&mut one, &lead, AboutLead::Unit { name: "区科委".into() });
    let attachment = AboutLead::Attachment { link: "https://example.com/a".into(), name: "介绍".into() };
    about(&mut one, &lead, attachment);
    let kind = RecordId::from("blocker/approval");
    let blocker =
        AboutLead::Blocker { kind, text: "环评".into(), department: "区生态环境局".into(), due: None };
    about(&mut one, &lead, blocker);
    for text in 0..12 {
        let kind = RecordId::from("activity/call");
        let text = format!("第 {text} 次通话");
        about(&mut one, &lead, AboutLead::Log { kind, text, next_step: String::new(), due: None });
    }
    about(&mut one, &lead, AboutLead::Fields(vec![("officer".into(), "专员甲".into())]));
    (one, lead, other)
}

fn packet(document: &Document, lead: &RecordId) -> String {
    handover_file(document, Collection::Leads, lead, "首尔之行", AT, "专员甲").unwrap()
}

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
fn ho5_a_frame_is_made_of_characters_of_the_alphanumeric_mode() {
    let (one, lead, _) = sender();
    for frame in frames(&packet(&one, &lead)).unwrap() {
        assert!(frame.starts_with("LF1:"));
        let known = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
        assert!(frame.chars().all(|c| known.contains(c)), "{frame}");
        assert_eq!(frame.split(':').nth(3).unwrap().len(), 8);
    }
    // The example of RFC 9285, as the payload of a code.
    let sum = format!("{:08X}", crc32fast_of(b"1/1:%69 VD92EX0"));
    let mut collector = Collector::default();
    collector.take(&format!("LF1:{:08X}:1/1:{sum}:%69 VD92EX0", crc32fast_of(b"Hello!!"))).unwrap();
    assert_eq!(collector.whole(), Err(FrameError::Damaged), "the right bytes, and no deflated text");
}

/// CRC-32 as zip has it, bit by bit: not the program's own.
fn crc32fast_of(bytes: &[u8]) -> u32 {
    let step = |crc: u32| if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 };
    !bytes.iter().fold(!0, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc)))
}

#[test]
fn ho6_a_small_lead_is_one_code_and_a_large_one_several_of_one_size() {
    let mut one = workspace(1);
    let lead = capture(&mut one, "推理平台", "示例企业 A");
    assert_eq!(frames(&packet(&one, &lead)).unwrap().len(), 1);
    let (one, lead, _) = sender();
    let several = frames(&packet(&one, &lead)).unwrap();
    assert!((2..=5).contains(&several.len()), "{} codes", several.len());
    assert!(several.iter().all(|frame| frame.len() <= 528));
    assert!(several.windows(2).take(several.len() - 2).all(|pair| pair[0].len() == pair[1].len()));
    let noise: String = (0..4_000u32).map(|n| format!("{:08x}", crc32fast_of(&n.to_le_bytes()))).collect();
    assert!(frames(&noise).unwrap().len() > 40);
    let noise: String = (0..9_000u32).map(|n| format!("{:08x}", crc32fast_of(&n.to_le_bytes()))).collect();
    assert_eq!(frames(&noise), Err(FrameError::TooLarge));
}

#[test]
fn ho7_frames_come_in_any_order_and_more_than_once() {
    let (one, lead, _) = sender();
    let text = packet(&one, &lead);
    let all = frames(&text).unwrap();
    let mut collector = Collector::default();
    assert_eq!((collector.count(), collector.missing()), (0, vec![]));
    assert_eq!(collector.take(all.last().unwrap()), Ok(Taken::New));
    assert_eq!(collector.take(all.last().unwrap()), Ok(Taken::Known));
    assert_eq!(collector.missing(), (1..all.len()).collect::<Vec<_>>());
    assert_eq!(collector.whole(), Ok(None));
    let another = frames("{\"app\":\"landfall\"}").unwrap();
    assert_eq!(collector.take(&another[0]), Ok(Taken::Another));
    assert_eq!(collector.whole().unwrap().as_deref(), Some("{\"app\":\"landfall\"}"));
    for frame in all.iter().rev().chain(&all) {
        collector.take(frame).unwrap();
    }
    assert_eq!(collector.here(), all.len());
    assert_eq!(collector.whole().unwrap(), Some(text));
}

#[test]
fn ho8_what_is_wrong_is_refused_by_name() {
    let (one, lead, _) = sender();
    let all = frames(&packet(&one, &lead)).unwrap();
    let mut collector = Collector::default();
    collector.take(&all[0]).unwrap();
    for foreign in ["", "https://example.com", "BEGIN:VCARD\nEND:VCARD", "WIFI:S:a;;", "LF", "LFX:1", "{}"] {
        assert_eq!(collector.take(foreign), Err(FrameError::Foreign), "{foreign}");
    }
    assert_eq!(collector.take("LF2:whatever it is then"), Err(FrameError::TooNew));
    let frame = &all[1];
    for at in 4..frame.len() {
        let other = if &frame[at..=at] == "7" { "8" } else { "7" };
        let broken = format!("{}{other}{}", &frame[..at], &frame[at + 1..]);
        let refused = Collector::default().take(&broken).and_then(|_| {
            // A wrong id is found out at the end.
            let mut whole = Collector::default();
            for frame in std::iter::once(&broken).chain(&all) {
                whole.take(frame)?;
            }
            if whole.count() == all.len() && broken[4..12] != frame[4..12] {
                Err(FrameError::Damaged)
            } else {
                Ok(Taken::New)
            }
        });
        assert!(refused.is_err(), "changed at {at}: {broken}");
    }
    let huge = |n: &str| format!("LF1:00000000:1/{n}:00000000:00");
    assert_eq!(collector.take(&huge("65")), Err(FrameError::TooLarge));
    assert_eq!(collector.take(&huge("999999")), Err(FrameError::TooLarge));
    for odd in ["99999999999999999999", "-1", "0", "1e9", ""] {
        assert_eq!(collector.take(&huge(odd)), Err(FrameError::Damaged), "{odd}");
    }
    assert_eq!(collector.here(), 1, "what was collected is still there");
    const { assert!(MOST_FRAMES == 64) };
    // Zeros that unpack to more than anybody handed over.
    assert_eq!(frames(&"0".repeat((1 << 20) + 1)), Err(FrameError::TooLarge));
    let mut collector = Collector::default();
    for frame in frames(&"0".repeat(1 << 20)).unwrap() {
        collector.take(&frame).unwrap();
    }
    assert_eq!(collector.whole().unwrap().map(|text| text.len()), Some(1 << 20));
}

#[test]
fn ho8_codes_that_do_not_belong_together_are_given_up() {
    let (one, lead, _) = sender();
    let all = frames(&packet(&one, &lead)).unwrap();
    // Somebody made a code of their own under the same id: right in itself, wrong in the whole.
    let id = &all[0][4..12];
    let sum = crc32fast_of(format!("1/{}:000", all.len()).as_bytes());
    let forged = format!("LF1:{id}:1/{}:{sum:08X}:000", all.len());
    let mut collector = Collector::default();
    assert_eq!(collector.take(&forged), Ok(Taken::New));
    for frame in &all[1..] {
        collector.take(frame).unwrap();
    }
    assert_eq!(collector.whole(), Err(FrameError::Damaged));
    assert_eq!((collector.count(), collector.here()), (0, 0), "one begins anew");
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
    fn ho7_any_text_comes_through_in_any_order(
        text in "\\PC{0,3000}", seed in any::<u64>(), twice in proptest::collection::vec(any::<prop::sample::Index>(), 0..8),
    ) {
        let all = frames(&text).unwrap();
        let mut order: Vec<&String> = all.iter().chain(twice.iter().map(|index| index.get(&all))).collect();
        order.sort_by_key(|frame| crc32fast_of(format!("{seed}{frame}").as_bytes()));
        let mut collector = Collector::default();
        for frame in order {
            collector.take(frame).unwrap();
        }
        prop_assert!(collector.missing().is_empty());
        prop_assert_eq!(collector.whole().unwrap(), Some(text));
    }

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

    #[test]
    fn ho8_no_code_whatever_breaks_the_reader(text in "(LF[0-9]?:)?[0-9A-F]{0,9}:?[0-9]{0,3}/?[0-9]{0,9}:?\\PC{0,40}") {
        let mut collector = Collector::default();
        let _ = collector.take(&text);
        let _ = collector.whole();
    }
}
