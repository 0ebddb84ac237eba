//! SPEC section EV (events), EV10–EV17: the commands an event's sheet makes, and what a visitor would see of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::event::{TODAY, dispatch, event, lead_at, met, set, sheet, with_sample};
use common::{context, day, fields, stage, workspace};
use landfall_core::document::{AtEvent, Capture, Command, CommandError, Document, Step};
use landfall_core::model::{Collection, Day, DayError, Lang, RecordId};
use landfall_core::view::event::{
    Preview, capture_at, move_stop, new_attachment, new_event, new_note, new_stop, position_text, typed_day,
    typed_position,
};
use serde_json::json;
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
