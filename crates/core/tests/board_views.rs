//! SPEC section B: arrangements, order, heights, limits, places (B6–B12).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::collections::BTreeMap;

use common::{capture, change, context, day, fields, load_sample, stage, workspace};
use landfall_core::document::{Command, CommandError, Document, PublishedCase};
use landfall_core::model::{Collection, Lang, RecordId};
use landfall_core::query::Filter;
use landfall_core::view::Query;
use landfall_core::view::board::{
    Arrangement, Axis, Board, CardSize, Density, Limit, Shelf, Sort, Spot, Stack, set_limit,
};
use serde_json::json;

const TODAY: &str = "2023-12-08";

fn with_sample() -> Document {
    let mut document = workspace(1);
    let cases = ["bmw", "3m"].map(|id| PublishedCase { id: id.into(), ..PublishedCase::default() }).to_vec();
    document.dispatch(load_sample(Lang::ZhCn, cases), &context(TODAY)).unwrap();
    document
}

fn board(document: &Document, address: &[(&str, &str)]) -> Board {
    let query: Query = address.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    Board::of(document, &Filter::from_query(&query), &Arrangement::from_query(&query, day(TODAY)), Lang::ZhCn)
}

fn titles<'a>(document: &'a Document, board: &Board, column: &str) -> Vec<&'a str> {
    let column = board.column(&RecordId::from(column)).unwrap();
    column.leads().map(|entry| document.tables().leads.get(&entry.id).unwrap().title.as_str()).collect()
}

#[test]
fn b6_columns_are_what_the_address_says() {
    let document = with_sample();
    let names = |address: &[(&str, &str)]| -> Vec<String> {
        board(&document, address).columns().map(|column| column.name.clone()).collect()
    };
    let stages = ["储备", "线索", "研判", "在谈", "签约", "落地", "运营", "安商"];
    assert_eq!(names(&[]), stages);
    assert_eq!(names(&[("by", "nonsense")]), stages);
    assert_eq!(names(&[("out", "1")]).last().unwrap(), "退库");
    // The two published cases are in no zone.
    assert_eq!(names(&[("by", "zone")]), ["一战区", "二战区", "三战区", "四战区", "五战区", ""]);
    assert_eq!(names(&[("by", "owner")]).len(), document.tables().officers.len() + 1);
    let read = Arrangement::from_query(
        &Query::from([("by".into(), "zone".into()), ("rows".into(), "zone".into())]),
        day(TODAY),
    );
    assert_eq!((read.by, read.rows, read.sort), (Axis::Zone, None, Sort::Rank), "lanes of what the columns are: none");
}

#[test]
fn b6_leads_that_are_out_are_a_list_of_their_own() {
    let mut document = with_sample();
    let lead = document.tables().lead_by_code("20231004-004").unwrap().0.clone();
    common::move_to(&mut document, &lead, "out");
    assert_eq!((board(&document, &[]).total, board(&document, &[("by", "zone")]).total), (46, 46));
    let with = board(&document, &[("out", "1")]);
    assert_eq!(
        (with.total, with.groups.last().unwrap().id.as_str(), with.groups.last().unwrap().count),
        (47, "out", 1)
    );
    assert_eq!(board(&document, &[("by", "zone"), ("out", "1")]).total, 47);
}

#[test]
fn b7_every_lead_shown_is_in_one_cell_and_the_sums_add_up() {
    let document = with_sample();
    for by in Axis::ALL {
        for rows in Axis::ALL {
            for q in ["", "大模型"] {
                let board = board(&document, &[("by", by.word()), ("rows", rows.word()), ("q", q)]);
                let mut seen: BTreeMap<&RecordId, usize> = BTreeMap::new();
                for entry in board.columns().flat_map(|column| column.leads()) {
                    *seen.entry(&entry.id).or_default() += 1;
                }
                assert!(seen.values().all(|count| *count == 1), "{by:?} {rows:?}");
                assert_eq!(seen.len(), board.total);
                assert_eq!(board.total, if q.is_empty() { 47 } else { 4 });
                assert_eq!(board.lanes.iter().map(|lane| lane.count).sum::<usize>(), board.total);
                assert_eq!(board.groups.iter().map(|group| group.count).sum::<usize>(), board.total);
                assert!(board.columns().all(|column| column.cells.len() == board.lanes.len()));
                assert!(board.columns().all(|column| column.leads().count() == column.count));
                assert_eq!(board.columns().map(|column| column.all).sum::<usize>(), 47);
            }
        }
    }
    let by_zone = board(&document, &[("by", "zone"), ("rows", "stage")]);
    let talks = by_zone.lanes.iter().find(|lane| lane.name == "在谈").unwrap();
    assert_eq!((talks.count, talks.sums.as_str()), (9, "7.9 亿元 + 1.13 亿美元"));
    for entry in &by_zone.cell(&"zone/zone-2".into(), &stage("in-talks")).unwrap().leads {
        let lead = document.tables().leads.get(&entry.id).unwrap();
        assert_eq!((lead.zone.as_str(), lead.stage.as_str()), ("zone/zone-2", "stage/in-talks"));
    }
}

#[test]
fn b8_urgent_first_is_overdue_then_blocked_then_rank() {
    let document = with_sample();
    let zone = "zone/zone-3";
    let by_rank = titles(&document, &board(&document, &[("by", "zone")]), zone).join(" ");
    let urgent = board(&document, &[("by", "zone"), ("sort", "urgent")]);
    let leads: Vec<_> = urgent.column(&zone.into()).unwrap().leads().collect();
    let late = |at: usize| leads[at].due.filter(|due| *due < day(TODAY));
    let overdue = (0..leads.len()).filter(|at| late(*at).is_some()).count();
    assert!(overdue >= 2);
    assert!((1..overdue).all(|at| late(at - 1) <= late(at)), "the latest on top");
    let blocked: Vec<bool> = leads[overdue..].iter().map(|entry| entry.blocked).collect();
    assert!(blocked.is_sorted_by(|a, b| a >= b) && blocked.contains(&true) && blocked.contains(&false));
    assert_ne!(titles(&document, &urgent, zone).join(" "), by_rank);
    let by_stage = board(&document, &[("sort", "urgent")]);
    let landed: Vec<_> = by_stage.column(&stage("landed")).unwrap().leads().map(|entry| entry.published).collect();
    assert!(landed.is_sorted(), "published cases close the column");
}

#[test]
fn b9_cards_stand_one_under_the_other() {
    let document = with_sample();
    let board = board(&document, &[]);
    for density in [Density::Compact, Density::Comfortable] {
        for width in [216.0, 400.0] {
            let size = CardSize::in_column(width, 0.0, density);
            for cell in board.columns().flat_map(|column| &column.cells) {
                let stack = Stack::of(&cell.leads, &size);
                assert_eq!(stack.len(), cell.leads.len());
                let mut top = 0.0;
                for (place, entry) in cell.leads.iter().enumerate() {
                    assert_eq!(stack.card(place), Some((top, size.height(entry))));
                    top += size.height(entry) + size.gap();
                }
                assert_eq!(stack.height(), top);
                assert_eq!(stack.between(0.0, top), 0..stack.len());
                assert_eq!(stack.card(stack.len()), None);
            }
        }
    }
}

#[test]
fn b9_a_card_is_as_high_as_what_it_has() {
    let document = with_sample();
    let board = board(&document, &[]);
    let size = CardSize::in_column(222.0, 0.0, Density::Compact);
    let height = |code: &str| {
        let id = document.tables().lead_by_code(code).unwrap().0;
        size.height(board.columns().flat_map(|column| column.leads()).find(|entry| entry.id == *id).unwrap())
    };
    let published = board.columns().flat_map(|column| column.leads()).find(|entry| entry.published).unwrap();
    let blocked = height("20230420-008");
    let plain =
        board.columns().flat_map(|c| c.leads()).find(|e| !e.blocked && !e.published && e.title_width < 1000).unwrap();
    assert_eq!(blocked - size.height(plain), 18.0, "a blocker is a line");
    assert!(size.height(published) < size.height(plain));
    let narrow = CardSize { title: 20.0, ..size };
    assert_eq!(narrow.height(plain) - size.height(plain), 40.0, "a title takes three lines at most");
}

#[test]
fn b9_what_is_in_sight_is_found_by_height() {
    let document = with_sample();
    let board = board(&document, &[]);
    let cell = &board.column(&stage("lead")).unwrap().cells[0];
    let stack = cell.stack(&CardSize::in_column(222.0, 0.0, Density::Compact));
    let (second, height) = stack.card(1).unwrap();
    assert_eq!(stack.between(second + 1.0, second + 2.0), 1..2);
    assert_eq!(stack.between(second - 1.0, second + height + 10.0), 0..3);
    assert_eq!(stack.between(-50.0, 0.0), 0..0);
    assert_eq!(stack.between(1e6, 2e6), stack.len() - 1..stack.len(), "never nothing below the end");
    assert_eq!(stack.place_at(second + height / 2.0 - 1.0, None), 1);
    assert_eq!(stack.place_at(second + height / 2.0 + 1.0, None), 2);
    assert_eq!(stack.place_at(second, Some(1)), 2, "the card that is carried does not count");
    assert_eq!(stack.place_at(1e6, None), stack.len());
    assert_eq!(Stack::default().between(0.0, 100.0), 0..0);
}

#[test]
fn b10_a_limit_is_set_changed_and_taken_away() {
    let mut document = with_sample();
    let talks = stage("in-talks");
    let mut set = |limit: Option<Limit>| {
        if let Some(command) = set_limit(document.tables(), &talks, ("在谈", "In talks"), limit) {
            document.dispatch(command, &context(TODAY)).unwrap();
        }
        let board = board(&document, &[("q", "大模型")]);
        let column = board.column(&talks).unwrap();
        (column.limit, column.all, column.is_over(), column.refuses())
    };
    assert_eq!(set(None), (None, 9, false, None));
    let soft = Limit { count: 8, hard: false };
    assert_eq!(set(Some(soft)), (Some(soft), 9, true, None), "a filter hides no lead from the limit");
    let hard = Limit { count: 9, hard: true };
    assert_eq!(set(Some(hard)), (Some(hard), 9, false, Some(9)));
    assert_eq!(set(None), (None, 9, false, None));
    assert_eq!(set(Some(soft)).0, Some(soft), "set again after it was taken away");
    assert!(set_limit(document.tables(), &talks, ("在谈", "In talks"), Some(soft)).is_none(), "it is so already");
    assert_eq!(document.tables().terms_of("stage").len(), 9, "a limit is no stage");
}

#[test]
fn b11_a_lead_is_put_into_another_zone_and_place_in_one_step() {
    let mut document = with_sample();
    let before = board(&document, &[("by", "zone")]);
    let ids: Vec<_> = before.column(&"zone/zone-2".into()).unwrap().leads().map(|entry| entry.id.clone()).collect();
    let lead = before.column(&"zone/zone-1".into()).unwrap().leads().next().unwrap().id.clone();
    let place = |above: Option<&RecordId>, below: Option<&RecordId>| Command::PlaceLead {
        lead: lead.clone(),
        fields: fields(json!({ "zone": "zone/zone-2" })),
        above: above.cloned(),
        below: below.cloned(),
    };
    let at = |document: &Document| {
        let board = board(document, &[("by", "zone")]);
        board.column(&"zone/zone-2".into()).unwrap().leads().position(|entry| entry.id == lead)
    };
    document.dispatch(place(Some(&ids[1]), Some(&ids[2])), &context(TODAY)).unwrap();
    assert_eq!(at(&document), Some(2));
    document.dispatch(place(None, Some(&ids[0])), &context(TODAY)).unwrap();
    assert_eq!(at(&document), Some(0));
    document.undo(&context(TODAY)).unwrap();
    document.undo(&context(TODAY)).unwrap();
    assert_eq!(board(&document, &[("by", "zone")]), before);
    let wrong = Command::PlaceLead {
        lead: lead.clone(),
        fields: fields(json!({ "zone": "zone/none" })),
        above: None,
        below: None,
    };
    assert!(document.dispatch(wrong, &context(TODAY)).is_err());
    let published = document.tables().leads.iter().find(|(_, lead)| lead.published).unwrap().0.clone();
    let fixed = Command::PlaceLead { lead: published, fields: fields(json!({})), above: None, below: None };
    assert!(matches!(document.dispatch(fixed, &context(TODAY)), Err(CommandError::Published { .. })));
}

#[test]
fn b12_the_order_that_is_kept_is_the_one_found_anew() {
    let mut document = with_sample();
    let mut shelf = Shelf::default();
    let arrangement = Arrangement::plain(day(TODAY));
    let mut check = |document: &Document, what: &str| {
        shelf.follow(document.tables());
        let kept = shelf.board(document.tables(), &Filter::default(), &arrangement, Lang::ZhCn);
        assert_eq!(kept, Board::of(document, &Filter::default(), &arrangement, Lang::ZhCn), "{what}");
    };
    check(&document, "at first");
    let a = capture(&mut document, "甲", "示例企业 A");
    check(&document, "captured");
    let first = document.column(&stage("in-talks"))[0].clone();
    let moved = Command::MoveLead { lead: a.clone(), to: stage("in-talks"), before: Some(first.clone()) };
    document.dispatch(moved, &context(TODAY)).unwrap();
    check(&document, "moved");
    let blocker = json!({ "lead": a.as_str(), "kind": "blocker/funds", "text": "" });
    let create = Command::Create { collection: Collection::Blockers, id: None, fields: fields(blocker) };
    document.dispatch(create, &context(TODAY)).unwrap();
    check(&document, "blocked");
    change(&mut document, Collection::Leads, &first, json!({ "title": "改了名字" })).unwrap();
    document.dispatch(Command::RemoveLead { lead: a }, &context(TODAY)).unwrap();
    check(&document, "two changes at once, one of them gone");
    document.dispatch(Command::ClearSample, &context(TODAY)).unwrap();
    check(&document, "cleared");
    document.undo(&context(TODAY)).unwrap();
    check(&document, "back");
}

#[test]
fn b12_a_board_shown_ahead_of_a_drop_is_the_board_after_it() {
    let mut document = with_sample();
    let before = board(&document, &[]);
    let lead = document.tables().lead_by_code("20231004-004").unwrap().0.clone();
    let from = before.find(&lead).unwrap();
    assert_eq!(before.leads_at(from)[from.place].id, lead);
    let to = Spot { column: from.column + 1, lane: 0, place: 1 };
    let ahead = before.with_lead_at(&lead, to);
    assert_eq!(ahead.find(&lead), Some(to));
    let second = document.column(&stage("signed"))[1].clone();
    document.dispatch(Command::MoveLead { lead, to: stage("signed"), before: Some(second) }, &context(TODAY)).unwrap();
    let after = board(&document, &[]);
    let ids = |board: &Board| -> Vec<Vec<String>> {
        board.columns().map(|column| column.leads().map(|entry| entry.id.to_string()).collect()).collect()
    };
    assert_eq!(ids(&ahead), ids(&after));
    assert_eq!(ahead.columns().map(|column| column.count).sum::<usize>(), 47);
}

#[test]
fn b10_a_limit_is_read_as_people_type_it() {
    assert_eq!(Limit::count_from(" １２ "), Ok(Some(12)));
    assert_eq!(Limit::count_from("1,200"), Ok(Some(1200)));
    assert_eq!(Limit::count_from("  "), Ok(None));
    for wrong in ["0", "-3", "1.5", "many", "100001"] {
        assert!(Limit::count_from(wrong).is_err(), "{wrong}");
    }
}
