//! SPEC section EV (events), EV1–EV9 and EV16: what the sheet of an event says.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::event::{TODAY, dispatch, event, lead_at, log, met, set, sheet, sheet_on, with_sample};
use common::{capture, context, day, fields, move_to, workspace};
use landfall_core::document::{AtEvent, Command, Document};
use landfall_core::exchange::some_leads_table;
use landfall_core::model::{Collection, Lang, RecordId};
use landfall_core::view::event::{EventSheet, LeadList, leads_by_event, new_note};
use serde_json::json;
#[test]
fn ev1_a_lead_counts_at_the_event_it_names_else_at_the_earliest_it_was_met_at() {
    let mut document = workspace(1);
    let late = event(&mut document, "后一场", "2023-11-20", "2023-11-20");
    let early = event(&mut document, "前一场", "2023-03-01", "2023-03-02");
    let named = lead_at(&mut document, &late, "甲", "示例企业 A");
    for at in [&late, &early] {
        met(&mut document, at, "示例企业 A");
        met(&mut document, at, "示例企业 B");
    }
    let unnamed = capture(&mut document, "乙", "示例企业 B");
    let counted = leads_by_event(document.tables());
    assert_eq!(counted[&late], [named], "the source is what somebody stated");
    assert_eq!(counted[&early], std::slice::from_ref(&unnamed), "of two events the earlier one");
    // An event that is not there any more is no source.
    dispatch(&mut document, Command::Delete { collection: Collection::Events, id: late.clone() });
    assert_eq!(leads_by_event(document.tables())[&early].len(), 2);
    // What was on the list before was not brought.
    set(&mut document, Collection::Leads, &unnamed, json!({"reported_on": "2023-02-28"}));
    assert_eq!(leads_by_event(document.tables())[&early].len(), 1);
    set(&mut document, Collection::Leads, &unnamed, json!({"reported_on": "2023-03-01"}));
    assert_eq!(leads_by_event(document.tables())[&early].len(), 2, "reported on the first day: met there");
}

#[test]
fn ev1_a_contact_met_at_an_event_brings_the_lead_of_its_company() {
    let mut document = workspace(1);
    let at = event(&mut document, "圆桌", "2023-11-20", "2023-11-20");
    let note = AtEvent::Contact { name: "示例联系人".into(), company: "示例企业 C".into() };
    let contact = dispatch(&mut document, Command::NoteAtEvent { event: at.clone(), note });
    let lead = capture(&mut document, "丙", "示例企业 C");
    assert_eq!(leads_by_event(document.tables())[&at], [lead]);
    assert_eq!(document.tables().contacts.get(&contact).unwrap().met_at, at);
    // A contact of another company counts when it is linked to the lead.
    let other = capture(&mut document, "丁", "示例企业 D");
    let link = json!({"kind": "contact", "from": other.as_str(), "to": contact.as_str()});
    dispatch(&mut document, Command::Create { collection: Collection::Links, id: None, fields: fields(link) });
    assert!(leads_by_event(document.tables())[&at].contains(&other));
}

#[test]
fn ev2_the_second_event_says_already_counted_and_where() {
    let mut document = workspace(1);
    let first = event(&mut document, "第一场", "2023-11-01", "2023-11-02");
    let second = event(&mut document, "第二场", "2023-11-20", "2023-11-20");
    lead_at(&mut document, &first, "甲", "示例企业 A");
    met(&mut document, &second, "示例企业 A");
    let old = capture(&mut document, "旧", "示例企业 B");
    set(&mut document, Collection::Leads, &old, json!({"reported_on": "2022-01-01"}));
    met(&mut document, &second, "示例企业 B");
    let came = sheet(&document, &second).came;
    assert_eq!(came.trip.leads.len(), 0);
    let told: Vec<_> = came.elsewhere.iter().map(|one| (one.row.title.as_str(), one.at.clone())).collect();
    assert!(told.contains(&("甲", Some((first.clone(), "第一场".into())))) && told.contains(&("旧", None)), "{told:?}");
    assert_eq!(sheet(&document, &first).came.elsewhere, []);
    // Every lead is in one list at most.
    let counted = leads_by_event(document.tables());
    assert_eq!(counted.values().map(Vec::len).sum::<usize>(), 1);
}

#[test]
fn ev3_the_sheet_of_a_published_event_says_what_is_known_and_no_more() {
    let document = with_sample();
    let hangzhou = sheet(&document, &"2023-hangzhou".into());
    assert_eq!((hangzhou.kind.as_str(), hangzhou.dates.as_str()), ("国内推介", "2023年11月30日 周四"));
    assert_eq!(
        (hangzhou.places.as_slice(), hangzhou.farthest.as_deref()),
        (["杭州".to_owned()].as_slice(), Some("约 160 公里"))
    );
    assert!(hangzhou.led_by.is_empty() && !hangzhou.end_unknown && hangzhou.record.published);
    let season = sheet(&document, &"2023-overseas-2".into());
    assert_eq!(season.dates, "2023年8月28日起");
    assert!(season.end_unknown && season.stops.iter().all(|stop| stop.record.inferred));
    assert_eq!((season.stops[0].place.as_str(), season.stops[0].measured_to.as_str()), ("日本", "东京"));
    assert!(season.stops[0].country.is_empty(), "a country is not said twice");
    let ciie = sheet(&document, &"2023-ciie".into());
    assert_eq!(ciie.farthest, None, "at home there is no distance");
    // Without published data nothing says where home is.
    let bare = EventSheet::of(&document, &"2023-hangzhou".into(), None, Lang::En, day(TODAY)).unwrap();
    assert_eq!((bare.farthest, bare.dates.as_str()), (None, "Thu 30 November 2023"));
    assert!(EventSheet::of(&document, &"nowhere".into(), None, Lang::En, day(TODAY)).is_none());
}

#[test]
fn ev3_an_event_without_a_date_has_a_sheet() {
    let mut document = workspace(1);
    let id = event(&mut document, "待定", "", "");
    let sheet = sheet(&document, &id);
    assert!(sheet.dates.is_empty() && !sheet.end_unknown && !sheet.not_written_up && sheet.came.clock.is_none());
}

#[test]
fn ev3_a_changed_fact_of_a_published_event_is_told() {
    let mut document = with_sample();
    let id = RecordId::from("2023-hangzhou");
    assert_eq!(sheet(&document, &id).differs, Vec::<String>::new());
    set(&mut document, Collection::Events, &id, json!({"theme_zh": "另一个主题"}));
    set(&mut document, Collection::Stops, &"2023-hangzhou/stop-0".into(), json!({"note": "主会场"}));
    assert_eq!(sheet(&document, &id).differs, ["theme_zh", "stops"]);
    assert!(sheet(&document, &"2023-mosu".into()).differs.is_empty());
}

#[test]
fn ev4_the_funnel_counts_what_was_ever_reached() {
    let mut document = workspace(1);
    let at = event(&mut document, "推介", "2023-11-20", "2023-11-20");
    let leads: Vec<_> = (0..4).map(|n| lead_at(&mut document, &at, &format!("线索{n}"), &format!("企业{n}"))).collect();
    move_to(&mut document, &leads[0], "prospect");
    move_to(&mut document, &leads[0], "in-talks");
    move_to(&mut document, &leads[1], "landed");
    move_to(&mut document, &leads[1], "screened");
    move_to(&mut document, &leads[2], "signed");
    move_to(&mut document, &leads[2], "out");
    let came = sheet(&document, &at).came;
    let counts: Vec<_> = came.funnel.iter().map(|row| (row.name.as_str(), row.count)).collect();
    assert_eq!(counts, [("储备", 4), ("线索", 4), ("研判", 3), ("在谈", 3), ("签约", 2), ("落地", 1)]);
    assert_eq!(came.count(LeadList::Out), 1);
    assert_eq!(came.count(LeadList::Landed), 1, "it went back, and it had been there");
    move_to(&mut document, &leads[1], "aftercare");
    let came = sheet(&document, &at).came;
    assert_eq!(
        came.funnel.iter().skip(5).map(|row| row.count).collect::<Vec<_>>(),
        [1, 1, 1],
        "安商 is told once somebody is there"
    );
}

#[test]
fn ev5_sums_by_currency_trips_and_seasons() {
    let mut document = workspace(1);
    let one = event(&mut document, "第一站", "2023-04-17", "2023-04-18");
    let two = event(&mut document, "第二站", "2023-05-17", "2023-05-18");
    let next_year = event(&mut document, "明年", "2024-04-17", "2024-04-18");
    for id in [&one, &two, &next_year] {
        set(&mut document, Collection::Events, id, json!({"season": 1}));
    }
    for (n, (at, planned)) in [(&one, "CNY 200000000"), (&one, "USD 35000000"), (&one, "CNY 10000000"), (&two, "CNY 5")]
        .into_iter()
        .enumerate()
    {
        let lead = lead_at(&mut document, at, &format!("线索{n}"), &format!("企业{n}"));
        set(&mut document, Collection::Leads, &lead, json!({"planned": planned}));
        log(&mut document, &lead, "visit", &format!("2023-12-0{}", n + 1));
        log(&mut document, &lead, "call", "2023-12-01");
    }
    let came = sheet(&document, &one).came;
    assert_eq!(came.sums, "2.1 亿元 + 0.35 亿美元");
    assert_eq!((came.trip.leads.len(), came.trip.visits.len(), came.trip.last), (3, 3, Some(day("2023-12-03"))));
    let season = came.season.unwrap();
    assert_eq!(
        (season.events, season.leads.len(), season.visits.len(), season.last),
        (2, 4, 4, Some(day("2023-12-04")))
    );
    set(&mut document, Collection::Events, &one, json!({"season": null}));
    assert_eq!(sheet(&document, &one).came.season, None);
}

#[test]
fn ev6_a_second_contact_is_logged_after_the_event_and_after_the_report() {
    let mut document = workspace(1);
    let at = event(&mut document, "巡展", "2023-12-01", "2023-12-05");
    let lead = lead_at(&mut document, &at, "甲", "示例企业 A");
    let contacted = |document: &Document| sheet(document, &at).came.trip.leads[0].contacted;
    set(&mut document, Collection::Leads, &lead, json!({"reported_on": "2023-12-02"}));
    log(&mut document, &lead, "call", "2023-12-05");
    assert!(!contacted(&document), "still on tour");
    move_to(&mut document, &lead, "in-talks");
    assert!(!contacted(&document), "a move on 8 December is no contact");
    log(&mut document, &lead, "transfer", "2023-12-07");
    assert!(!contacted(&document), "nor is a transfer");
    log(&mut document, &lead, "call", "2023-12-06");
    assert!(contacted(&document));
    set(&mut document, Collection::Leads, &lead, json!({"reported_on": "2023-12-06"}));
    assert!(!contacted(&document), "reported the day of that call: the call was the first contact");
}

#[test]
fn ev7_the_clock_is_due_on_day_14_exactly() {
    let mut document = workspace(1);
    let at = event(&mut document, "推介", "2023-11-23", "2023-11-24");
    let leads: Vec<_> = ["甲", "乙", "丙"].map(|title| lead_at(&mut document, &at, title, title)).to_vec();
    for lead in &leads {
        set(&mut document, Collection::Leads, lead, json!({"reported_on": "2023-11-24"}));
    }
    log(&mut document, &leads[0], "mail", "2023-11-27");
    move_to(&mut document, &leads[2], "out");
    let clock = |today: &str| sheet_on(&document, &at, today).came.clock;
    assert_eq!(clock("2023-11-23"), None, "not over yet");
    assert_eq!(clock("2023-11-24").map(|clock| clock.day), Some(0));
    let told = |today: &str| clock(today).map(|clock| (clock.day, clock.due, clock.contacted, clock.of));
    assert_eq!(told("2023-12-07"), Some((13, false, 1, 2)));
    assert_eq!(told("2023-12-08"), Some((14, true, 1, 2)), "who is out is not waited for");
    assert_eq!(told("2023-12-09"), Some((15, true, 1, 2)));
    assert_eq!(sheet(&document, &at).came.count(LeadList::Waiting), 1);
    log(&mut document, &leads[1], "call", "2023-12-08");
    assert_eq!(sheet(&document, &at).came.clock.map(|clock| clock.due), Some(false), "nobody waits any more");
    // Of an event whose end is not known the days count from its first.
    set(&mut document, Collection::Events, &at, json!({"end": null}));
    assert_eq!(sheet(&document, &at).came.clock.map(|clock| clock.day), Some(15));
}

#[test]
fn ev7_the_sample_is_the_picture() {
    let document = with_sample();
    let came = sheet(&document, &"2023-hangzhou".into()).came;
    let clock = came.clock.unwrap();
    assert_eq!((clock.day, clock.contacted, clock.of, clock.due), (8, 4, 7, false));
    assert_eq!(came.funnel.iter().map(|row| row.count).collect::<Vec<_>>(), [7, 6, 3, 2, 0, 0]);
}

#[test]
fn ev8_over_and_nothing_written_is_not_written_up() {
    let mut document = workspace(1);
    let at = event(&mut document, "推介", "2023-12-07", "2023-12-07");
    assert!(sheet(&document, &at).not_written_up);
    assert!(!sheet_on(&document, &at, "2023-12-07").not_written_up, "its last day is not over");
    let note = new_note(document.tables(), &at, "next-step", " 回访 ", Some(day("2023-12-20")));
    dispatch(&mut document, note);
    let written = sheet(&document, &at);
    assert!(!written.not_written_up && written.next_steps[0].text == "回访");
    document.undo(&context(TODAY));
    set(&mut document, Collection::Events, &at, json!({"outcomes": "会见 3 家"}));
    assert!(!sheet(&document, &at).not_written_up, "the older text counts");
    set(&mut document, Collection::Events, &at, json!({"outcomes": "  ", "end": null}));
    assert!(!sheet(&document, &at).not_written_up, "nothing says that it is over");
}

#[test]
fn ev9_companies_met_are_each_there_once() {
    let mut document = workspace(1);
    let at = event(&mut document, "推介", "2023-12-01", "2023-12-01");
    met(&mut document, &at, "示例企业 A");
    met(&mut document, &at, "示例企业 B");
    lead_at(&mut document, &at, "甲", "示例企业 A");
    let note = AtEvent::Contact { name: "示例联系人".into(), company: "示例企业 C".into() };
    dispatch(&mut document, Command::NoteAtEvent { event: at.clone(), note });
    let sheet = sheet(&document, &at);
    let companies: Vec<_> = sheet.companies.iter().map(|one| (one.name.as_str(), one.link.is_some())).collect();
    assert_eq!(companies, [("示例企业 A", false), ("示例企业 B", true), ("示例企业 C", false)]);
    assert_eq!((sheet.people[0].name.as_str(), sheet.people[0].company.as_str()), ("示例联系人", "示例企业 C"));
}

#[test]
fn ev16_every_number_opens_that_many_rows() {
    let document = with_sample();
    let mut numbers = 0;
    for (id, _) in document.tables().events.iter() {
        let came = sheet(&document, id).came;
        for row in &came.funnel {
            assert_eq!(came.rows(LeadList::Reached(row.place)).len(), row.count);
            numbers += row.count;
        }
        assert_eq!(came.count(LeadList::All), came.trip.leads.len());
        let waiting = came.clock.map_or(0, |clock| clock.of - clock.contacted);
        assert!(came.clock.is_none() || came.count(LeadList::Waiting) == waiting);
        let ids: Vec<RecordId> = came.trip.leads.iter().map(|row| row.id.clone()).collect();
        assert_eq!(some_leads_table(document.tables(), Lang::ZhCn, &ids).len(), ids.len() + 1);
    }
    assert!(numbers > 50);
}
