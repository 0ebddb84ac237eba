//! SPEC sections B (board), K (clocks), M (money), Q (queries), L4 (first report).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::{capture, context, day, load_sample, stage, workspace};
use landfall_core::document::{Command, Document, LeadField, PublishedCase};
use landfall_core::format::{money, money_exact, money_sums};
use landfall_core::model::{Currency, Lang, Money, RecordId};
use landfall_core::query::{Filter, first_report};
use landfall_core::view::board::Arrangement;
use landfall_core::view::{Ageing, Board, Card, Due, Query, Route, WaypointState, course, history};

fn with_sample(lang: Lang) -> Document {
    let mut document = workspace(1);
    let cases = ["bmw", "3m"].map(|id| PublishedCase { id: id.into(), ..PublishedCase::default() }).to_vec();
    document.dispatch(load_sample(lang, cases), &context("2023-12-08")).unwrap();
    document
}

fn card(document: &Document, code: &str) -> Card {
    let (id, lead) = document.tables().lead_by_code(code).unwrap();
    Card::of(id, lead, document.tables(), Lang::ZhCn, day("2023-12-08"))
}

#[test]
fn b1_the_sample_board_is_the_picture() {
    let document = with_sample(Lang::ZhCn);
    let board = Board::of(&document, &Filter::default(), &Arrangement::plain(day("2023-12-08")), Lang::ZhCn);
    assert_eq!(board.total, 47);
    let groups: Vec<_> =
        board.groups.iter().map(|group| (group.id.as_str(), group.count, group.sums.as_str())).collect();
    assert_eq!(
        groups,
        [
            ("target", 27, "6.8 亿元 + 0.85 亿美元"),
            ("tracking", 13, "11.7 亿元 + 1.63 亿美元"),
            ("landed", 7, "1.7 亿元 + 1.10 亿美元"),
        ]
    );
    let columns: Vec<_> =
        board.columns().map(|column| (column.name.as_str(), column.count, column.sums.as_str())).collect();
    assert_eq!(columns[1], ("线索", 9, "1.9 亿元 + 0.45 亿美元"));
    assert_eq!(columns[2], ("研判", 7, "5.0 亿元 + 0.40 亿美元"));
    assert_eq!(columns[3], ("在谈", 9, "7.9 亿元 + 1.13 亿美元"));
    assert_eq!(columns[4], ("签约", 4, "3.8 亿元 + 0.50 亿美元"));
    let titles: Vec<_> = board
        .columns()
        .nth(3)
        .unwrap()
        .leads()
        .take(4)
        .map(|entry| document.tables().leads.get(&entry.id).unwrap().title.as_str())
        .collect();
    assert_eq!(titles, ["跨境资产管理公司", "创新药临床中心", "大模型推理平台区域总部", "数据要素流通平台"]);
}

#[test]
fn b3_a_card_says_what_matters() {
    let document = with_sample(Lang::ZhCn);
    let late = card(&document, "20230420-008");
    assert_eq!((late.title.as_str(), late.company.as_str()), ("跨境资产管理公司", "示例企业 AF"));
    assert_eq!((late.industry.as_str(), late.zone.as_str()), ("现代金融", "五战区"));
    assert_eq!(late.officer, Some(("戊".into(), "专员戊".into())));
    assert_eq!((late.ageing, late.due), (Ageing::Unexplained(31), Some(Due::Overdue(7))));
    assert_eq!((late.blocker.as_deref(), late.amount.as_str()), (Some("审批"), "5,000 万美元"));
    let calm = card(&document, "20231004-004");
    assert_eq!((calm.ageing, calm.due), (Ageing::InStage(18), Some(Due::On(day("2023-12-11")))));
    assert_eq!((calm.amount.as_str(), calm.waterline), ("2.0 亿元", 9));
}

#[test]
fn k1_talks_go_stale_at_exactly_14_and_30_days() {
    let mut document = workspace(1);
    let lead = capture(&mut document, "甲", "示例企业 A");
    common::move_to(&mut document, &lead, "in-talks");
    let ageing = |today: &str| {
        let record = document.tables().leads.get(&lead).unwrap();
        Card::of(&lead, record, document.tables(), Lang::ZhCn, day(today)).ageing
    };
    assert_eq!(ageing("2023-12-21"), Ageing::InStage(13));
    assert_eq!(ageing("2023-12-22"), Ageing::Stale(14));
    assert_eq!(ageing("2024-01-06"), Ageing::Stale(29));
    assert_eq!(ageing("2024-01-07"), Ageing::Unexplained(30));
}

#[test]
fn k1_a_lead_that_is_not_in_talks_does_not_go_stale() {
    let mut document = workspace(1);
    let lead = capture(&mut document, "甲", "示例企业 A");
    let record = document.tables().leads.get(&lead).unwrap();
    let ageing = Card::of(&lead, record, document.tables(), Lang::ZhCn, day("2024-02-08")).ageing;
    assert_eq!(ageing, Ageing::InStage(62));
}

#[test]
fn m1_currencies_stand_side_by_side() {
    let sums = [
        Money { amount: 790_000_000, currency: Currency::Cny },
        Money { amount: 113_000_000, currency: Currency::Usd },
    ];
    assert_eq!(money_sums(Lang::ZhCn, &sums), "7.9 亿元 + 1.13 亿美元");
    assert_eq!(money_sums(Lang::En, &sums), "¥790m + $113m");
    assert_eq!(money_sums(Lang::ZhCn, &[]), "");
}

#[test]
fn m2_amounts_are_read_as_people_type_them() {
    let check = |text: &str, expected: Option<(u64, Currency)>| {
        let read = Money::parse(text, Currency::Cny).unwrap_or_else(|e| panic!("{text}: {e}"));
        assert_eq!(read.map(|money| (money.amount, money.currency)), expected, "{text}");
    };
    check("1.2亿", Some((120_000_000, Currency::Cny)));
    check("1,200万", Some((12_000_000, Currency::Cny)));
    check("１，２００万元", Some((12_000_000, Currency::Cny)));
    check("3000万美元", Some((30_000_000, Currency::Usd)));
    check("USD 3m", Some((3_000_000, Currency::Usd)));
    check("$0.5bn", Some((500_000_000, Currency::Usd)));
    check("￥8,000", Some((8_000, Currency::Cny)));
    check("  ", None);
    for nonsense in ["abc", "1.2.3亿", "亿", "-5万", "1e9", "两亿", "9999999999亿"] {
        assert!(Money::parse(nonsense, Currency::Cny).is_err(), "{nonsense}");
    }
}

#[test]
fn m3_an_amount_in_a_field_reads_back_to_itself() {
    for amount in [1, 9_999, 12_345, 20_000, 45_000_000, 120_000_000, 123_456_789, 1_710_000_000] {
        for currency in [Currency::Cny, Currency::Usd] {
            for lang in [Lang::ZhCn, Lang::En] {
                let text = money_exact(lang, Money { amount, currency });
                let read = Money::parse(&text, Currency::Cny).unwrap();
                assert_eq!(read, Some(Money { amount, currency }), "{text}");
            }
        }
    }
}

#[test]
fn m4_an_amount_is_written_as_each_language_does() {
    let check = |amount, currency, zh: &str, en: &str| {
        let sum = Money { amount, currency };
        assert_eq!((money(Lang::ZhCn, sum).as_str(), money(Lang::En, sum).as_str()), (zh, en));
    };
    check(200_000_000, Currency::Cny, "2.0 亿元", "¥200m");
    check(30_000_000, Currency::Cny, "3,000 万元", "¥30m");
    check(20_000_000, Currency::Usd, "2,000 万美元", "$20m");
    check(1_710_000_000, Currency::Usd, "17.1 亿美元", "$1.71bn");
    check(500, Currency::Cny, "500 元", "¥500");
}

#[test]
fn q1_a_filter_comes_from_the_address() {
    let document = with_sample(Lang::ZhCn);
    let count = |hash: &str| {
        let (_, query): (Route, Query) = Route::parse(hash);
        Board::of(&document, &Filter::from_query(&query), &Arrangement::plain(day("2023-12-08")), Lang::ZhCn).total
    };
    assert_eq!(count("#/board"), 47);
    assert_eq!(count("#/board?q=%E5%A4%A7%E6%A8%A1%E5%9E%8B"), 4, "大模型");
    assert_eq!(count("#/board?q=20231004-004"), 1);
    assert_eq!(count("#/board?q=%E7%A4%BA%E4%BE%8B%E4%BC%81%E4%B8%9Aab"), 1, "示例企业ab, spaces and case aside");
    let zones: usize = (1..=5).map(|zone| count(&format!("#/board?zone=zone%2Fzone-{zone}"))).sum();
    assert_eq!(zones, 45, "each sample lead is in one zone; published cases are in none");
    assert_eq!(count("#/board?q=zzz"), 0);
}

#[test]
fn l4_a_company_reported_before_is_shown_with_who_and_when() {
    let document = with_sample(Lang::ZhCn);
    let report = first_report(document.tables(), " 示例企业ａｃ ").unwrap();
    assert_eq!(
        (report.officer.as_str(), report.zone, report.day),
        ("专员乙", RecordId::from("zone/zone-2"), Some(day("2023-08-28")))
    );
    assert_eq!(report.stage, stage("in-talks"));
    assert_eq!(first_report(document.tables(), "没有这家"), None);
    assert_eq!(first_report(document.tables(), "  "), None);
}

#[test]
fn b4_the_course_knows_where_a_lead_is() {
    let document = with_sample(Lang::ZhCn);
    let (id, lead) = document.tables().lead_by_code("20231004-004").unwrap();
    let states: Vec<_> =
        course(lead, document.tables(), Lang::ZhCn).into_iter().map(|point| (point.name, point.state)).collect();
    assert_eq!(states.len(), 8);
    assert_eq!(states[2], ("研判".into(), WaypointState::Past));
    assert_eq!(states[3], ("在谈".into(), WaypointState::Now));
    assert_eq!(states[4], ("签约".into(), WaypointState::Ahead));
    let lines = history(id, document.tables(), Lang::ZhCn);
    assert_eq!((lines[0].day.as_str(), lines[0].kind.as_str()), ("12-04", "call"));
    assert!(lines.iter().any(|line| line.text == "研判 → 在谈"));
}

#[test]
fn b5_editing_an_amount_keeps_its_currency() {
    let mut document = with_sample(Lang::ZhCn);
    let lead = document.tables().lead_by_code("20230420-008").unwrap().0.clone();
    let edit = Command::EditLead { lead: lead.clone(), field: LeadField::Planned("6000万".into()) };
    document.dispatch(edit, &context("2023-12-08")).unwrap();
    let planned = document.tables().leads.get(&lead).unwrap().planned;
    assert_eq!(planned, Some(Money { amount: 60_000_000, currency: Currency::Usd }));
}
