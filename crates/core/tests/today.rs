//! SPEC section Today (TD1–TD7).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::event::{TODAY, event, with_sample};
use common::{capture, change, context, day, move_to, workspace};
use landfall_core::document::{Command, Document};
use landfall_core::model::{Collection, Lang, RecordId};
use landfall_core::query::Filter;
use landfall_core::view::today::{
    About, Asked, ListKind, Log, Mark, Row, Span, Today, When, done, due_now, log, officer_named, other_days, postpone,
};
use landfall_core::view::{Backup, Due, Query};
use serde_json::{Value, json};

fn page_of(document: &Document, query: &[(&str, &str)], picked: Option<&str>) -> Today {
    let query: Query = query.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    let filter = Filter::from_query(&query);
    let backup = Backup { days: 9, changes: 3, due: true, ..Backup::default() };
    let (lang, span) = (Lang::ZhCn, Span::for_width(1440.0));
    let asked = Asked { filter: &filter, lang, today: day(TODAY), span, picked: picked.map(day), backup };
    Today::of(document.tables(), &asked)
}

fn page(document: &Document) -> Today {
    page_of(document, &[], None)
}

fn run(document: &mut Document, command: Command) {
    document.dispatch(command, &context(TODAY)).unwrap();
}

fn create(document: &mut Document, collection: Collection, id: &str, fields: Value) {
    let fields = fields.as_object().unwrap().clone();
    run(document, Command::Create { collection, id: Some(id.into()), fields });
}

fn titles(rows: &[Row]) -> Vec<&str> {
    rows.iter().map(|row| row.title.as_str()).collect()
}

/// A lead with a next step due on a day.
fn with_step(document: &mut Document, title: &str, due: &str) -> RecordId {
    let lead = capture(document, title, "示例企业 A");
    change(document, Collection::Leads, &lead, json!({"next_step": "回电", "due": due})).unwrap();
    lead
}

#[test]
fn td2_the_sample_is_the_picture() {
    let document = with_sample();
    let page = page(&document);
    let overdue = page.rows(ListKind::Overdue);
    let due: Vec<_> = overdue.iter().map(|row| (row.title.as_str(), row.when.clone())).collect();
    let late = |days| When::Due(Due::Overdue(days));
    assert_eq!(due[0], ("跨境资产管理公司", late(7)));
    assert_eq!(due[1], ("绿色金融评估机构", late(4)));
    assert_eq!(due[4], ("细胞治疗研发中心", late(1)));
    assert_eq!((overdue.len(), overdue[0].blocker.as_str(), overdue[0].text.as_str()), (5, "审批", "等牌照进度"));
    assert_eq!(page.rows(ListKind::Due).len(), 3);
    assert_eq!(page.rows(ListKind::Soon).len(), 9);
    let stale = page.rows(ListKind::Stale);
    assert_eq!(titles(stale), ["跨境资产管理公司", "远程手术器械公司", "创新药临床中心"]);
    assert_eq!([&stale[0].when, &stale[1].when], [&When::Unexplained(31), &When::Stale(17)]);
    let waiting = page.rows(ListKind::SecondContact);
    let at_hangzhou: Vec<_> = waiting.iter().filter(|row| row.event.as_str() == "2023-hangzhou").collect();
    assert_eq!((at_hangzhou.len(), at_hangzhou[0].group.clone().unwrap().days), (3, 8));
    assert_eq!(at_hangzhou[0].when, When::Waiting);
    let unwritten = page.rows(ListKind::NotWrittenUp);
    assert_eq!((titles(unwritten), &unwritten[0].when), (vec!["示例 医疗圆桌"], &When::Ended(day("2023-12-05"))));
    let counts: Vec<usize> = page.tide.days.iter().map(|day| day.count).collect();
    assert_eq!(counts[..11], [1, 0, 0, 1, 0, 2, 1, 3, 1, 1, 7]);
    assert_eq!(due_now(document.tables(), day(TODAY)), 8);
}

#[test]
fn td1_every_kind_of_item_is_in_the_list_of_its_day() {
    let mut document = workspace(1);
    let lead = capture(&mut document, "甲", "示例企业 A");
    move_to(&mut document, &lead, "landed");
    let at = event(&mut document, "路演", "2023-12-20", "2023-12-21");
    let of = lead.as_str();
    let on = |document: &mut Document, date: &str| {
        create(document, Collection::Blockers, "b", json!({"lead": of, "text": "层高", "due": date}));
        create(document, Collection::Needs, "n", json!({"lead": of, "text": "1000 平", "wished_by": date}));
        create(
            document,
            Collection::EventNotes,
            "e",
            json!({"event": at.as_str(), "kind": "next-step", "text": "发函", "due": date}),
        );
        create(document, Collection::Visits, "v", json!({"lead": of, "planned": date}));
        change(
            document,
            Collection::Leads,
            &lead,
            json!({"next_step": "回电", "due": "2023-12-08", "next_visit": "2023-12-08"}),
        )
        .unwrap();
    };
    on(&mut document, "2023-12-07");
    let all = page(&document);
    assert_eq!(all.rows(ListKind::Overdue).len(), 3, "{:?}", all.rows(ListKind::Overdue));
    assert_eq!(all.rows(ListKind::Visits).len(), 1, "a late visit has a list of its own");
    assert_eq!(all.rows(ListKind::Due).len(), 2, "the step and the lead's own next visit");
    assert_eq!(due_now(document.tables(), day(TODAY)), 5);
    on(&mut document, "2023-12-08");
    let due = page(&document);
    let abouts: Vec<_> = due.rows(ListKind::Due).iter().map(|row| row.about.clone()).collect();
    let expected =
        [About::Step(lead.clone()), About::Need("n".into()), About::EventStep("e".into()), About::Visit("v".into())];
    assert_eq!(abouts, expected, "the blocker stands in the step's row, the visit for the lead's own day");
    on(&mut document, "2023-12-11");
    assert_eq!(page(&document).rows(ListKind::Soon).len(), 4);
    on(&mut document, "2023-12-12");
    assert!(page(&document).rows(ListKind::Soon).is_empty());
    change(&mut document, Collection::Blockers, &"b".into(), json!({"due": "2023-12-01", "resolution": "换楼"}))
        .unwrap();
    change(&mut document, Collection::Needs, &"n".into(), json!({"wished_by": "2023-12-01", "answer": "有"})).unwrap();
    change(&mut document, Collection::EventNotes, &"e".into(), json!({"due": "2023-12-01", "done_on": "2023-12-02"}))
        .unwrap();
    change(&mut document, Collection::Visits, &"v".into(), json!({"planned": "2023-12-01", "day": "2023-12-01"}))
        .unwrap();
    let closed = page(&document);
    assert!(closed.rows(ListKind::Overdue).is_empty() && closed.rows(ListKind::Visits).is_empty());
    move_to(&mut document, &lead, "out");
    assert!(page(&document).rows(ListKind::Due).is_empty(), "nothing is due of a lead that is out");
}

#[test]
fn td2_the_days_of_the_lists_meet_and_do_not_overlap() {
    let mut document = workspace(1);
    for by in -2..=5 {
        let due = day(TODAY).plus(by).to_string();
        with_step(&mut document, &format!("{by}"), &due);
    }
    let page = page(&document);
    assert_eq!(titles(page.rows(ListKind::Overdue)), ["-2", "-1"], "the latest is first");
    assert_eq!(titles(page.rows(ListKind::Due)), ["0"]);
    assert_eq!(titles(page.rows(ListKind::Soon)), ["1", "2", "3"]);
    assert_eq!(page.rows(ListKind::Soon)[0].when, When::Due(Due::Tomorrow));
    assert_eq!(due_now(document.tables(), day(TODAY)), 3);
}

#[test]
fn td3_the_backup_is_a_row_and_no_work() {
    let page = page(&workspace(1));
    assert_eq!(page.rows(ListKind::Backup)[0].when, When::Days(9));
    assert!(page.is_empty());
}

#[test]
fn td3_what_the_leads_own_stage_lacks_is_listed_until_it_is_known() {
    let mut document = workspace(1);
    let lead = capture(&mut document, "甲", "示例企业 A");
    let lacks = |document: &Document| {
        page(document).rows(ListKind::Gate).iter().map(|row| row.when.clone()).collect::<Vec<_>>()
    };
    let fields = |names: &[&str]| When::Missing(names.iter().map(|name| (*name).to_owned()).collect());
    assert_eq!(lacks(&document), [fields(&["source", "reported_by"])]);
    change(&mut document, Collection::Leads, &lead, json!({"source": "source/visit"})).unwrap();
    assert_eq!(lacks(&document), [fields(&["reported_by"])]);
    create(&mut document, Collection::Officers, "o", json!({"name": "专员甲"}));
    change(&mut document, Collection::Leads, &lead, json!({"reported_by": "o"})).unwrap();
    assert!(lacks(&document).is_empty());
}

#[test]
fn td4_the_strip_counts_every_item_and_opens_its_day() {
    let mut document = workspace(1);
    for n in 0..30 {
        with_step(&mut document, &format!("{n}"), "2023-12-11");
    }
    with_step(&mut document, "旧", "2023-10-01");
    with_step(&mut document, "昨", "2023-12-07");
    for width in [1440.0, 800.0, 390.0] {
        let span = Span::for_width(width);
        let filter = Filter::default();
        let asked = Asked {
            filter: &filter,
            lang: Lang::ZhCn,
            today: day(TODAY),
            span,
            picked: Some(day("2023-12-11")),
            backup: Backup::default(),
        };
        let page = Today::of(document.tables(), &asked);
        let tide = &page.tide;
        assert_eq!(page.rows(ListKind::OnDay(day("2023-12-11"))).len(), 30);
        assert_eq!(tide.days.iter().map(|day| day.count).sum::<usize>() + page.earlier, 32, "at {width}");
        assert_eq!(tide.days.iter().filter(|day| day.today).count(), 1);
        for pair in tide.days.windows(2) {
            assert_ne!(pair[0].dark, pair[1].dark);
        }
        for dot in &tide.dots {
            assert!(dot.x > 0.0 && dot.x < tide.width && dot.y > 6.0 && dot.y < tide.height, "{dot:?}");
        }
        for (n, dot) in tide.dots.iter().enumerate() {
            for other in &tide.dots[n + 1..] {
                let apart = (dot.x - other.x).abs().max((dot.y - other.y).abs());
                assert!(apart >= 12.0, "{dot:?} touches {other:?}");
            }
        }
        assert!(
            tide.dots.iter().any(|dot| dot.mark == Mark::Cross) && tide.dots.iter().any(|dot| dot.mark == Mark::Ring)
        );
    }
}

#[test]
fn td5_done_is_one_step_with_the_next_one() {
    let mut document = workspace(1);
    let lead = with_step(&mut document, "甲", "2023-12-01");
    let (about, steps) = (About::Step(lead.clone()), document.log_len());
    let said = Log {
        kind: "activity/call".into(),
        text: "已回电".into(),
        next_step: "送方案".into(),
        due: Some(day("2023-12-12")),
    };
    let command = done(document.tables(), &about, &said, day(TODAY)).unwrap();
    run(&mut document, command);
    let now = document.tables().leads.get(&lead).unwrap().clone();
    assert_eq!((now.next_step.as_str(), now.due, document.log_len()), ("送方案", Some(day("2023-12-12")), steps + 1));
    assert_eq!(document.tables().activities_of(&lead)[0].1.text, "已回电");
    let said = Log { next_step: String::new(), due: None, ..said };
    let command = done(document.tables(), &about, &said, day(TODAY)).unwrap();
    run(&mut document, command);
    let now = document.tables().leads.get(&lead).unwrap().clone();
    assert_eq!((now.next_step.as_str(), now.due), ("", None), "done, and nothing is next");
    document.undo(&context(TODAY)).unwrap();
    assert_eq!(document.tables().leads.get(&lead).unwrap().next_step, "送方案");
    assert!(page(&document).rows(ListKind::Overdue).is_empty());
}

#[test]
fn td5_every_item_can_be_done_and_put_off() {
    let mut document = workspace(1);
    let lead = capture(&mut document, "甲", "示例企业 A");
    move_to(&mut document, &lead, "landed");
    let at = event(&mut document, "路演", "2023-12-20", "2023-12-21");
    let (of, late) = (lead.as_str(), "2023-12-01");
    create(&mut document, Collection::Blockers, "b", json!({"lead": of, "text": "层高", "due": late}));
    create(&mut document, Collection::Needs, "n", json!({"lead": of, "text": "1000 平", "wished_by": late}));
    create(
        &mut document,
        Collection::EventNotes,
        "e",
        json!({"event": at.as_str(), "kind": "next-step", "text": "发函", "due": late}),
    );
    create(&mut document, Collection::Visits, "v", json!({"lead": of, "planned": late}));
    change(&mut document, Collection::Leads, &lead, json!({"due": late, "next_visit": "2023-12-02"})).unwrap();
    let open = |document: &Document| -> Vec<About> {
        let page = page(document);
        let lists = [ListKind::Overdue, ListKind::Visits, ListKind::Soon];
        lists.iter().flat_map(|list| page.rows(*list)).map(|row| row.about.clone()).collect()
    };
    // The lead's step and its blocker are of one day: one row until one of them moves.
    assert_eq!(open(&document).len(), 5);
    run(&mut document, postpone(&About::Step(lead.clone()), day("2023-12-09")).unwrap());
    let all = open(&document);
    assert_eq!(all.len(), 6);
    for about in &all {
        let steps = document.log_len();
        run(&mut document, postpone(about, day("2023-12-10")).unwrap());
        assert_eq!(document.log_len(), steps + 1, "{about:?}");
        document.undo(&context(TODAY)).unwrap();
    }
    let said = Log { kind: "activity/call".into(), text: "办妥".into(), ..Log::default() };
    for (n, about) in all.iter().enumerate() {
        let steps = document.log_len();
        let command = done(document.tables(), about, &said, day(TODAY)).unwrap();
        run(&mut document, command);
        assert_eq!((open(&document).len(), document.log_len()), (5 - n, steps + 1), "{about:?}");
    }
    assert_eq!(postpone(&About::Backup, day(TODAY)), None);
    // A Friday, and a Monday: the next one is a week off.
    assert_eq!(other_days(day(TODAY)), ["2023-12-09", "2023-12-11", "2023-12-22"].map(day));
    assert_eq!(other_days(day("2023-12-11"))[1], day("2023-12-18"));
    assert_eq!(done(document.tables(), &About::Event(at), &said, day(TODAY)), None);
}

#[test]
fn td5_a_line_for_the_log_changes_only_what_it_names() {
    let mut document = workspace(1);
    let lead = with_step(&mut document, "甲", "2023-12-01");
    let of = |document: &Document| {
        let lead = document.tables().leads.get(&lead).unwrap().clone();
        (lead.next_step.clone(), lead.due)
    };
    let said = Log { kind: "activity/mail".into(), text: "发了函".into(), ..Log::default() };
    run(&mut document, log(&lead, &said));
    assert_eq!(of(&document), ("回电".into(), Some(day("2023-12-01"))));
    run(&mut document, log(&lead, &Log { due: Some(day("2023-12-15")), ..said.clone() }));
    assert_eq!(of(&document), ("回电".into(), Some(day("2023-12-15"))));
    run(&mut document, log(&lead, &Log { next_step: "看楼".into(), ..said.clone() }));
    assert_eq!(of(&document), ("看楼".into(), None), "a new step does not keep the old one's day");
    let empty = document.dispatch(log(&lead, &Log { text: " ".into(), ..said }), &context(TODAY));
    assert!(empty.is_err(), "an empty line is no line");
}

#[test]
fn td6_the_number_on_the_way_is_what_the_lists_have() {
    let mut document = with_sample();
    let agree = |document: &Document| {
        let page = page(document);
        assert_eq!(
            page.rows(ListKind::Overdue).len() + page.rows(ListKind::Due).len(),
            due_now(document.tables(), day(TODAY))
        );
    };
    agree(&document);
    let leads: Vec<RecordId> = document.tables().leads.iter().map(|(id, _)| id.clone()).collect();
    for (n, lead) in leads.iter().enumerate().take(20) {
        let by = i32::try_from(n).unwrap() - 10;
        let due = day(TODAY).plus(by).to_string();
        change(&mut document, Collection::Leads, lead, json!({"due": due, "next_visit": due})).unwrap();
        agree(&document);
    }
}

#[test]
fn td7_the_filter_is_the_boards_and_mine_is_by_name() {
    let document = with_sample();
    assert_eq!(officer_named(document.tables(), " 专员戊 "), Some("sample/officer-e".into()));
    assert_eq!(officer_named(document.tables(), ""), None);
    let mine = page_of(&document, &[("owner", "sample/officer-e")], None);
    let all = page(&document);
    assert!(mine.rows(ListKind::Overdue).len() < all.rows(ListKind::Overdue).len());
    assert!(mine.rows(ListKind::NotWrittenUp).is_empty(), "an event is nobody's own");
    for list in mine.lists.iter().filter(|list| list.kind != ListKind::Backup) {
        for row in &list.rows {
            assert_eq!(document.tables().leads.get(&row.lead).unwrap().officer.as_str(), "sample/officer-e");
        }
    }
    let zone = page_of(&document, &[("zone", "zone/zone-2")], None);
    let zones: Vec<_> = zone.rows(ListKind::Overdue).iter().map(|row| row.lead.clone()).collect();
    assert!(zones.iter().all(|lead| document.tables().leads.get(lead).unwrap().zone.as_str() == "zone/zone-2"));
    let text = page_of(&document, &[("q", "跨境资产")], None);
    assert_eq!(titles(text.rows(ListKind::Overdue)), ["跨境资产管理公司"]);
}
