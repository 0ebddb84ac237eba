//! SPEC section EV (events): what the sheet of an event says, and the commands it makes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::{capture, change, context, day, fields, load_sample, move_to, stage, workspace};
use landfall_core::document::{AtEvent, Capture, Command, CommandError, Document, Start, Step, seed};
use landfall_core::exchange::some_leads_table;
use landfall_core::model::{Collection, Day, DayError, Lang, RecordId};
use landfall_core::published::{Published, parse};
use landfall_core::view::event::{
    EventSheet, LeadList, Preview, capture_at, leads_by_event, move_stop, new_attachment, new_event, new_note,
    new_stop, position_text, typed_day, typed_position,
};
use serde_json::{Value, json};

const TODAY: &str = "2023-12-08";

fn published() -> Published {
    parse(&std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../public/data/published.json")).unwrap())
        .unwrap()
}

fn with_sample() -> Document {
    let mut document = Document::new(1);
    document.merge(&seed(Start::Published, Some(&published()))).unwrap();
    document.dispatch(load_sample(Lang::ZhCn, Vec::new()), &context(TODAY)).unwrap();
    document
}

fn dispatch(document: &mut Document, command: Command) -> RecordId {
    document.dispatch(command, &context(TODAY)).unwrap().subject.unwrap_or_default()
}

fn event(document: &mut Document, title: &str, start: &str, end: &str) -> RecordId {
    let day = |text: &str| typed_day(text).unwrap();
    dispatch(document, new_event(title, &"event-kind/national".into(), day(start), day(end), Lang::ZhCn))
}

fn lead_at(document: &mut Document, event: &RecordId, title: &str, company: &str) -> RecordId {
    let capture = capture_at(document.tables(), event, title, company);
    dispatch(document, Command::Capture(capture))
}

fn set(document: &mut Document, collection: Collection, id: &RecordId, value: Value) {
    change(document, collection, id, value).unwrap();
}

fn log(document: &mut Document, lead: &RecordId, kind: &str, on: &str) {
    let command = Command::LogActivity {
        lead: lead.clone(),
        kind: format!("activity/{kind}").as_str().into(),
        text: "甲".into(),
    };
    document.dispatch(command, &context(on)).unwrap();
}

fn met(document: &mut Document, event: &RecordId, name: &str) -> RecordId {
    dispatch(document, Command::NoteAtEvent { event: event.clone(), note: AtEvent::Company { name: name.into() } })
}

fn sheet_on(document: &Document, id: &RecordId, today: &str) -> EventSheet {
    EventSheet::of(document, id, Some(&published()), Lang::ZhCn, day(today)).unwrap()
}

fn sheet(document: &Document, id: &RecordId) -> EventSheet {
    sheet_on(document, id, TODAY)
}

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
fn ev10_a_new_event_needs_a_title_alone() {
    let mut document = workspace(1);
    let none = RecordId::default();
    let refused = document.dispatch(new_event("  ", &none, None, None, Lang::ZhCn), &context(TODAY));
    assert_eq!(refused, Err(CommandError::EmptyField { field: "title_zh".into() }));
    let (start, end) = (Some(day("2023-12-09")), Some(day("2023-12-08")));
    let refused = document.dispatch(new_event("甲", &none, start, end, Lang::ZhCn), &context(TODAY));
    assert!(matches!(refused, Err(CommandError::EndBeforeStart { .. })));
    let id = dispatch(&mut document, new_event("Round table", &none, None, None, Lang::En));
    let event = document.tables().events.get(&id).unwrap();
    assert_eq!((event.title_zh.as_str(), event.title_en.as_str(), event.start), ("Round table", "Round table", None));
}

#[test]
fn ev11_a_day_is_read_as_people_type_it() {
    for text in [
        "2026-10-01",
        "2026/10/1",
        " 2026.10.1 ",
        "2026年10月1日",
        "２０２６－１０－０１",
        "20261001",
        "2026 年 10 月 1 日",
    ] {
        assert_eq!(typed_day(text), Ok(Some(day("2026-10-01"))), "{text}");
    }
    assert_eq!(typed_day(" "), Ok(None));
    for text in ["明天", "10-01", "26-10-01", "2026-10", "2026-10-01-02", "2026--01", "2026-1a-01", "2026年"] {
        assert!(matches!(typed_day(text), Err(DayError::Form { .. })), "{text}");
    }
    for text in ["2023-02-30", "2023年13月1日", "2023-00-10"] {
        assert!(matches!(typed_day(text), Err(DayError::NoSuchDay { .. })), "{text}");
    }
    for text in ["1899-12-31", "2151/1/1"] {
        assert!(matches!(typed_day(text), Err(DayError::OutOfRange { .. })), "{text}");
    }
}

#[test]
fn ev11_coordinates_read_back() {
    assert_eq!(typed_position("30.27, 120.15"), Some(Some((3027, 12015))));
    assert_eq!(typed_position("－33.9　151.2"), Some(Some((-3390, 15120))));
    assert_eq!(typed_position(""), Some(None));
    for text in ["91, 0", "0, 181", "杭州", "30.27", "1, 2, 3", "NaN, 0"] {
        assert_eq!(typed_position(text), None, "{text}");
    }
    assert_eq!(position_text(Some(-5), Some(12015)), "-0.05, 120.15");
    assert_eq!(typed_position(&position_text(Some(-5), Some(12015))), Some(Some((-5, 12015))));
    assert_eq!(position_text(Some(1), None), "");
}

#[test]
fn ev12_only_links_that_cannot_run_are_kept() {
    let mut document = workspace(1);
    let at = event(&mut document, "推介", "2023-12-01", "2023-12-01");
    for link in [
        "javascript:alert(1)",
        " JavaScript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "example.com",
        "",
        "vbscript:x",
    ] {
        assert_eq!(new_attachment(&at, link, ""), None, "{link}");
    }
    for link in ["https://example.com/a", "HTTP://example.com", "mailto:a@example.com", "tel:+862155500000"] {
        dispatch(&mut document, new_attachment(&at, link, " 新闻稿 ").unwrap());
    }
    let bad = json!({"kind": "attachment", "from": at.as_str(), "link": "javascript:alert(1)", "note": "坏"});
    dispatch(&mut document, Command::Create { collection: Collection::Links, id: None, fields: fields(bad) });
    let kept = sheet(&document, &at).attachments;
    assert_eq!(kept.iter().filter(|one| one.href.is_some() && one.name == "新闻稿").count(), 4);
    assert!(kept.iter().any(|one| one.name == "坏" && one.href.is_none()), "what came with a file is not followed");
}

#[test]
fn ev13_what_is_captured_at_an_event_knows_it() {
    let mut document = workspace(1);
    let at = event(&mut document, "推介", "2023-12-01", "2023-12-01");
    let lead = lead_at(&mut document, &at, "甲", "示例企业 A");
    let record = document.tables().leads.get(&lead).unwrap();
    assert_eq!((&record.source_event, record.source.as_str()), (&at, "source/national-roadshow"));
    set(&mut document, Collection::Events, &at, json!({"kind": "event-kind/overseas"}));
    assert_eq!(capture_at(document.tables(), &at, "", "").source.as_str(), "source/overseas-roadshow");
    set(&mut document, Collection::Events, &at, json!({"kind": "event-kind/season"}));
    assert_eq!(
        capture_at(document.tables(), &at, "乙", "企业").source,
        Capture::default().source,
        "a season may be any"
    );
    // The company is the one that is there, however it is spelt; noting it twice changes nothing.
    let companies = document.tables().companies.len();
    assert_eq!(met(&mut document, &at, " 示例企业Ａ"), document.tables().leads.get(&lead).unwrap().company);
    let again = Command::NoteAtEvent { event: at.clone(), note: AtEvent::Company { name: "示例企业 a".into() } };
    assert!(document.dispatch(again, &context(TODAY)).unwrap().update.is_empty());
    assert_eq!(document.tables().companies.len(), companies);
    // Feedback has its day; the company may be left open.
    let note = AtEvent::Feedback { text: " 希望有双语窗口 ".into(), company: String::new() };
    dispatch(&mut document, Command::NoteAtEvent { event: at.clone(), note });
    let told = &sheet(&document, &at).feedback[0];
    assert_eq!((told.text.as_str(), told.company.as_str(), told.day.as_str()), ("希望有双语窗口", "", "12月8日 周五"));
}

#[test]
fn ev13_empty_fields_are_refused_by_name() {
    let mut document = workspace(1);
    let at = event(&mut document, "推介", "2023-12-01", "2023-12-01");
    let mut refused = |note: AtEvent| {
        document.dispatch(Command::NoteAtEvent { event: at.clone(), note }, &context(TODAY)).unwrap_err()
    };
    let contact = |name: &str, company: &str| AtEvent::Contact { name: name.into(), company: company.into() };
    assert_eq!(refused(contact(" ", "企业")), CommandError::EmptyField { field: "name".into() });
    assert_eq!(refused(contact("某", " ")), CommandError::EmptyCompany);
    assert_eq!(refused(AtEvent::Company { name: " ".into() }), CommandError::EmptyCompany);
    let feedback = AtEvent::Feedback { text: " ".into(), company: "新企业".into() };
    assert_eq!(refused(feedback), CommandError::EmptyText);
    assert_eq!(document.tables().companies.len(), 0);
}

#[test]
fn ev14_a_copy_is_next_years_plan() {
    let mut document = with_sample();
    let source = RecordId::from("2023-overseas-1");
    set(
        &mut document,
        Collection::Stops,
        &"2023-overseas-1/stop-0".into(),
        json!({"start": "2023-04-17", "end": "2023-04-20"}),
    );
    met(&mut document, &source, "示例企业 A");
    let before = document.tables().clone();
    let applied = document.dispatch(Command::CopyEvent { event: source.clone() }, &context(TODAY)).unwrap();
    assert_eq!(applied.step, Step::Create { collection: Collection::Events, title: "全球推介 · 第一季".into() });
    let copy = applied.subject.unwrap();
    let told = sheet(&document, &copy);
    assert_eq!(
        (told.title.as_str(), told.record.start, told.record.end),
        ("全球推介 · 第一季", Some(day("2024-04-15")), Some(day("2024-04-24")))
    );
    assert!(!told.record.public && !told.record.published && told.led_by == "区委书记曹立强");
    assert_eq!(told.places, ["新加坡", "中国香港"]);
    assert_eq!(
        (told.stops[0].record.start, told.stops[0].record.end),
        (Some(day("2024-04-15")), Some(day("2024-04-18")))
    );
    assert!(told.companies.is_empty() && told.outcomes.is_empty() && told.next_steps.is_empty());
    assert!(told.came.trip.leads.is_empty() && told.differs.is_empty());
    assert_eq!(document.tables().stops.len(), before.stops.len() + 2);
    document.undo(&context(TODAY));
    assert_eq!(document.tables(), &before, "one step");
    // A plan is not inferred.
    let copy = dispatch(&mut document, Command::CopyEvent { event: "2023-overseas-2".into() });
    assert!(sheet(&document, &copy).stops.iter().all(|stop| !stop.record.inferred));
}

#[test]
fn ev14_a_copy_keeps_the_weekday_and_is_in_the_next_year() {
    let mut document = workspace(1);
    for (start, expected) in [
        ("2023-11-30", "2024-11-28"),
        ("2024-02-29", "2025-02-27"),
        ("2023-01-01", "2024-01-07"),
        ("2024-01-01", "2025-01-06"),
        ("2024-01-02", "2025-01-07"),
        ("2024-01-03", "2025-01-01"),
    ] {
        let id = event(&mut document, "推介", start, start);
        let copy = dispatch(&mut document, Command::CopyEvent { event: id });
        let moved = document.tables().events.get(&copy).unwrap().start.unwrap();
        assert_eq!(
            (moved, moved.weekday(), moved.year()),
            (day(expected), day(start).weekday(), day(start).year() + 1)
        );
    }
    let undated = event(&mut document, "待定", "", "");
    let copy = dispatch(&mut document, Command::CopyEvent { event: undated });
    assert_eq!(document.tables().events.get(&copy).unwrap().start, None);
}

#[test]
fn ev15_the_preview_holds_nothing_that_is_not_public() {
    let mut document = workspace(1);
    let at = event(&mut document, "公开标题", "2023-12-01", "2023-12-02");
    let secret = json!({"delegation": "秘密团组", "outcomes": "秘密成果", "next_steps": "秘密下一步", "led_by_zh": "带队人", "theme_zh": "主题", "notes_zh": "一\n二", "places_zh": "成都", "zone": "zone/zone-1", "industry": "industry/finance", "public": true});
    set(&mut document, Collection::Events, &at, secret);
    lead_at(&mut document, &at, "秘密线索", "秘密企业");
    let note = AtEvent::Contact { name: "秘密联系人".into(), company: "秘密企业".into() };
    dispatch(&mut document, Command::NoteAtEvent { event: at.clone(), note });
    let note = AtEvent::Feedback { text: "秘密意见".into(), company: "秘密企业".into() };
    dispatch(&mut document, Command::NoteAtEvent { event: at.clone(), note });
    dispatch(&mut document, new_attachment(&at, "https://example.com/秘密", "秘密附件").unwrap());
    let note = new_note(document.tables(), &at, "outcome", "秘密成果", None);
    dispatch(&mut document, note);
    let stop = new_stop(document.tables(), &at, "杭州", None, Lang::ZhCn);
    let stop = dispatch(&mut document, stop);
    set(&mut document, Collection::Stops, &stop, json!({"note": "秘密行程"}));
    let preview = Preview::of(document.tables(), &at, None, Lang::ZhCn).unwrap();
    assert!(!format!("{preview:?}").contains("秘密"), "{preview:?}");
    assert_eq!(
        (preview.title.as_str(), preview.kind.as_str(), preview.dates.as_str()),
        ("公开标题", "国内推介", "2023年12月1–2日")
    );
    assert_eq!((preview.places[0].name.as_str(), preview.led_by.as_str(), preview.notes.len()), ("杭州", "带队人", 2));
    assert!(!preview.untranslated);
    let english = Preview::of(document.tables(), &at, None, Lang::En).unwrap();
    assert!(english.untranslated && english.title == "公开标题", "what has no English is shown in Chinese, and told");
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

#[test]
fn ev17_stops_are_added_moved_and_taken_away() {
    let mut document = with_sample();
    let at = event(&mut document, "明年", "2024-04-01", "2024-04-09");
    for place in ["杭州", "singapore", "无名镇"] {
        let stop = new_stop(document.tables(), &at, place, Some(day("2024-04-01")), Lang::ZhCn);
        dispatch(&mut document, stop);
    }
    let places =
        |document: &Document| sheet(document, &at).stops.into_iter().map(|stop| stop.place).collect::<Vec<_>>();
    assert_eq!(places(&document), ["杭州", "新加坡", "无名镇"]);
    let told = sheet(&document, &at);
    assert_eq!(told.stops[1].record.place_en, "Singapore");
    assert!(told.stops[0].distance.is_some() && told.stops[2].distance.is_none(), "a place visited before is known");
    let ids: Vec<_> = told.stops.iter().map(|stop| stop.id.clone()).collect();
    let step = move_stop(document.tables(), &at, &ids[2], true).unwrap();
    dispatch(&mut document, step);
    assert_eq!(places(&document), ["杭州", "无名镇", "新加坡"]);
    assert_eq!(move_stop(document.tables(), &at, &ids[0], true), None);
    assert_eq!(move_stop(document.tables(), &at, &ids[1], false), None);
    document.undo(&context(TODAY));
    assert_eq!(places(&document), ["杭州", "新加坡", "无名镇"], "one step");
    // Equal numbers, as two laptops give them, can still be told apart.
    for id in &ids {
        set(&mut document, Collection::Stops, id, json!({"order": 0}));
    }
    let before = places(&document);
    let first = sheet(&document, &at).stops[0].id.clone();
    let step = move_stop(document.tables(), &at, &first, false).unwrap();
    dispatch(&mut document, step);
    assert_eq!(places(&document)[..2], [before[1].clone(), before[0].clone()]);
}

#[test]
fn ev_texts_stay_as_they_are_typed() {
    let mut document = workspace(1);
    let odd = "<img src=x onerror=alert(1)> 🚢 שלום 三十一个字符的地名三十一个字符的地名三十一个字符的地名一二三四";
    let at = event(&mut document, odd, "2023-12-01", "2023-12-01");
    let stop = new_stop(document.tables(), &at, odd, None, Lang::ZhCn);
    dispatch(&mut document, stop);
    let told = sheet(&document, &at);
    assert_eq!((told.title.as_str(), told.places.as_slice()), (odd, [odd.to_owned()].as_slice()));
    let _ = (stage("lead"), Day::epoch());
}
