//! SPEC section Clocks (K2–K5): each turns on at exactly its limit, and the limits are data.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::event::{event, lead_at};
use common::{capture, change, context, day, move_to, workspace};
use landfall_core::document::{Command, Document, Fields};
use landfall_core::model::{Collection, Lang, RecordId};
use landfall_core::query::{Clock, Clocks, Filter};
use landfall_core::view::event::EventSheet;
use landfall_core::view::today::{Asked, ListKind, Span, Today, When, explain};
use landfall_core::view::{Ageing, Backup, ageing, backup};
use serde_json::json;

/// The day everything here begins on.
const START: &str = "2023-12-08";

fn after(days: i32) -> String {
    day(START).plus(days).to_string()
}

fn today(document: &Document, days: i32) -> Today {
    let filter = Filter::default();
    let asked = Asked {
        filter: &filter,
        lang: Lang::ZhCn,
        today: day(&after(days)),
        span: Span::for_width(1440.0),
        picked: None,
        backup: Backup::default(),
    };
    Today::of(document.tables(), &asked)
}

fn run(document: &mut Document, command: Command, days: i32) {
    document.dispatch(command, &context(&after(days))).unwrap();
}

fn log(document: &mut Document, lead: &RecordId, kind: &str, days: i32) {
    let kind = RecordId::new(format!("activity/{kind}"));
    run(document, Command::LogActivity { lead: lead.clone(), kind, text: "甲".into() }, days);
}

fn set(document: &mut Document, clock: Clock, days: u32) {
    let command = clock.set(document.tables(), days);
    run(document, command, 0);
}

/// Off the day before its limit, on at the limit and after it, whatever the limit is.
#[track_caller]
fn turns_on(document: &mut Document, clock: Clock, is_on: &dyn Fn(&Document, i32) -> bool) {
    for limit in [clock.default_days(), 5, 20] {
        set(document, clock, limit);
        let limit = i32::try_from(limit).unwrap();
        let seen: Vec<bool> = (-1..=1).map(|by| is_on(document, limit + by)).collect();
        assert_eq!(seen, [false, true, true], "{clock:?} at {limit}");
    }
}

fn has(kind: ListKind) -> impl Fn(&Document, i32) -> bool {
    move |document, days| today(document, days).rows(kind).len() == 1
}

#[test]
fn k3_reply_screening_and_progress_turn_on_at_exactly_their_limits() {
    let mut document = workspace(1);
    let lead = capture(&mut document, "甲", "示例企业 A");
    turns_on(&mut document, Clock::Reply, &has(ListKind::Reply));
    turns_on(&mut document, Clock::Screening, &has(ListKind::Screening));
    move_to(&mut document, &lead, "signed");
    turns_on(&mut document, Clock::Progress, &has(ListKind::Progress));
}

#[test]
fn k3_feedback_turns_on_at_exactly_its_limit() {
    let mut document = workspace(1);
    let lead = capture(&mut document, "甲", "示例企业 A");
    move_to(&mut document, &lead, "landed");
    let fields = json!({"lead": lead.as_str(), "day": START, "text": "望有人才公寓"});
    let fields: Fields = fields.as_object().unwrap().clone();
    run(&mut document, Command::Create { collection: Collection::Feedback, id: Some("f".into()), fields }, 0);
    turns_on(&mut document, Clock::Feedback, &has(ListKind::Reply));
    change(&mut document, Collection::Feedback, &"f".into(), json!({"answer": "已转"})).unwrap();
    assert!(today(&document, 40).rows(ListKind::Reply).is_empty());
}

#[test]
fn k3_stale_and_reason_turn_on_at_exactly_their_limits() {
    let mut document = workspace(1);
    let lead = capture(&mut document, "甲", "示例企业 A");
    move_to(&mut document, &lead, "in-talks");
    // A reason is due later than the warning, whatever the limits of this test.
    set(&mut document, Clock::Reason, 365);
    turns_on(&mut document, Clock::Stale, &has(ListKind::Stale));
    let of = lead.clone();
    let unexplained = move |document: &Document, days: i32| {
        let record = document.tables().leads.get(&of).unwrap();
        matches!(ageing(&of, record, document.tables(), day(&after(days))), Ageing::Unexplained(_))
            && matches!(today(document, days).rows(ListKind::Stale)[0].when, When::Unexplained(_))
    };
    set(&mut document, Clock::Stale, 3);
    turns_on(&mut document, Clock::Reason, &unexplained);
}

#[test]
fn k3_the_second_contact_turns_on_at_exactly_its_limit_on_the_sheet_and_on_the_page() {
    let mut document = workspace(1);
    let at = event(&mut document, "路演", "2023-12-07", START);
    lead_at(&mut document, &at, "甲", "示例企业 A");
    let on_page = |document: &Document, days: i32| {
        matches!(today(document, days).rows(ListKind::SecondContact)[0].when, When::Days(_))
    };
    turns_on(&mut document, Clock::SecondContact, &on_page);
    let on_sheet = |document: &Document, days: i32| {
        let sheet = EventSheet::of(document, &at, None, Lang::ZhCn, day(&after(days))).unwrap();
        sheet.came.clock.unwrap().due
    };
    turns_on(&mut document, Clock::SecondContact, &on_sheet);
    assert!(today(&document, 0).rows(ListKind::SecondContact).is_empty(), "the event is not over on its last day");
}

#[test]
fn k3_the_backup_turns_on_at_exactly_its_limit_by_the_calendar() {
    let mut document = workspace(1);
    capture(&mut document, "甲", "示例企业 A");
    let (start, day_ms) = (context(START).now_ms, 86_400_000);
    turns_on(&mut document, Clock::Backup, &|document, days| {
        backup(document, None, start + i64::from(days) * day_ms).due
    });
    set(&mut document, Clock::Backup, 7);
    // 09:46 in Shanghai: the seventh day begins at midnight, and not at that hour.
    let midnight = day(&after(6)).end_in_shanghai() + 1;
    assert!(!backup(&document, None, midnight - 1).due);
    assert!(backup(&document, None, midnight).due);
}

#[test]
fn k2_limits_are_terms_with_defaults_and_a_range() {
    let mut document = workspace(1);
    let days = |document: &Document| Clock::ALL.map(|clock| Clocks::of(document.tables()).days(clock));
    assert_eq!(days(&document), [1, 3, 7, 14, 14, 30, 14, 7]);
    let steps = document.log_len();
    set(&mut document, Clock::Stale, 21);
    assert_eq!((Clock::Stale.days(document.tables()), document.log_len()), (21, steps + 1));
    set(&mut document, Clock::Stale, 1000);
    assert_eq!(Clock::Stale.days(document.tables()), 365);
    document.undo(&context(START)).unwrap();
    document.undo(&context(START)).unwrap();
    assert_eq!(Clock::Stale.days(document.tables()), 14);
    set(&mut document, Clock::Stale, 9);
    for order in [0, -3, 366] {
        change(&mut document, Collection::Terms, &"clock/stale".into(), json!({"order": order})).unwrap();
        assert_eq!(Clock::Stale.days(document.tables()), 14, "{order} is no limit");
    }
    assert_eq!(["１４", " 1 ", "365"].map(Clock::typed), [Some(14), Some(1), Some(365)]);
    assert_eq!(["0", "366", "2.5", "", "两周", "-1"].map(Clock::typed), [None; 6]);
    // Two laptops that set the same limit apart have one term.
    let (mut a, mut b) = (workspace(2), workspace(3));
    set(&mut a, Clock::Reply, 2);
    set(&mut b, Clock::Reply, 2);
    a.merge(&b.encode()).unwrap();
    assert_eq!((Clock::Reply.days(a.tables()), a.conflicts().len()), (2, 0));
}

#[test]
fn k4_a_reason_holds_until_something_is_logged_or_it_is_as_old_as_what_it_explains() {
    let mut document = workspace(1);
    let lead = capture(&mut document, "甲", "示例企业 A");
    move_to(&mut document, &lead, "in-talks");
    let aged = |document: &Document, days: i32| {
        ageing(&lead, document.tables().leads.get(&lead).unwrap(), document.tables(), day(&after(days)))
    };
    assert_eq!(aged(&document, 31), Ageing::Unexplained(31));
    run(&mut document, explain(&lead, " 等董事会 ", day(&after(31))), 31);
    assert_eq!(aged(&document, 31), Ageing::Explained(31), "the clock runs on");
    assert_eq!(aged(&document, 60), Ageing::Explained(60));
    assert_eq!(aged(&document, 61), Ageing::Unexplained(61), "thirty days later it is due anew");
    let row = today(&document, 40).rows(ListKind::Stale)[0].clone();
    assert_eq!((row.text.as_str(), row.when), ("等董事会", When::Explained(40)));
    log(&mut document, &lead, "call", 35);
    assert_eq!(aged(&document, 36), Ageing::InStage(36));
    assert_eq!(aged(&document, 65), Ageing::Unexplained(30), "what was said before the call explains nothing after it");
}

#[test]
fn k5_what_is_a_reply_and_what_is_progress() {
    let mut document = workspace(1);
    let lead = capture(&mut document, "甲", "示例企业 A");
    let waits = |document: &Document| today(document, 9).rows(ListKind::Reply).len();
    log(&mut document, &lead, "note", 0);
    assert_eq!(waits(&document), 1, "a note is no reply");
    log(&mut document, &lead, "mail", 0);
    assert_eq!(waits(&document), 0, "a mail on the day it was reported is one");
    move_to(&mut document, &lead, "signed");
    log(&mut document, &lead, "note", 10);
    assert!(today(&document, 23).rows(ListKind::Progress).is_empty());
    assert_eq!(today(&document, 24).rows(ListKind::Progress)[0].when, When::Days(14));
    move_to(&mut document, &lead, "in-talks");
    let page = today(&document, 24);
    assert!(page.rows(ListKind::Progress).is_empty(), "told as stale alone");
    assert_eq!(page.rows(ListKind::Stale)[0].when, When::Stale(14));
}
