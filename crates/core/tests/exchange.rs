//! SPEC section X (tables and spreadsheets): reading and writing tables.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
// The clock says how long something took; these tests never run in wasm.
#![allow(clippy::disallowed_methods)]

mod common;

use common::{capture, context, day, load_sample, text_rows, workspace};
use landfall_core::document::{Command, Document, LeadField};
use landfall_core::exchange::{
    Cell, Column, Fault, Mapping, Problem, RawTable, cells_from_json, cells_to_json, csv, day_of_serial, decode,
    dry_run, leads_table, serial_of_day,
};
use landfall_core::model::{Currency, Lang, Money};
use proptest::prelude::*;

fn raw(rows: &[&[&str]]) -> RawTable {
    RawTable::new("表.csv", text_rows(rows)).unwrap()
}

fn sample() -> Document {
    let mut document = workspace(1);
    document.dispatch(load_sample(Lang::ZhCn, Vec::new()), &context("2023-12-08")).unwrap();
    document
}

/// The problems of a table, in words.
fn problems(rows: &[&[&str]]) -> Vec<(usize, Column, Fault)> {
    let raw = raw(rows);
    let run = dry_run(workspace(1).tables(), &raw, &raw.suggest(), Lang::ZhCn);
    run.problems.first.into_iter().map(|Problem { row, column, fault, .. }| (row, column, fault)).collect()
}

/// What a cell under a heading becomes in a new lead's row of the exported table.
fn imported(heading: &str, cell: &str) -> Cell {
    let mut document = workspace(1);
    let raw = raw(&[&["线索名称", "企业", heading], &["甲", "乙", cell]]);
    let run = dry_run(document.tables(), &raw, &raw.suggest(), Lang::ZhCn);
    let command = Command::ImportRows { name: run.name, rows: run.rows };
    document.dispatch(command, &context("2023-12-08")).unwrap();
    let column = Column::of_heading(heading).unwrap();
    let index = Column::ALL.iter().position(|own| *own == column).unwrap();
    leads_table(document.tables(), Lang::ZhCn)[1][index].clone()
}

#[test]
fn x1_the_headings_are_the_contracts_in_both_languages() {
    let document = workspace(1);
    let headings = |lang| leads_table(document.tables(), lang)[0].iter().map(Cell::text).collect::<Vec<_>>().join(" ");
    assert_eq!(
        headings(Lang::ZhCn),
        "项目代码 线索名称 企业 阶段 产业 环节 来源 来源活动 来源地 战区 责任人 优先级 计划投资 币种 联系人 电话 邮箱 下一步 截止日期 备注"
    );
    assert_eq!(
        headings(Lang::En),
        "Code Lead name Company Stage Industry Chain node Source Source event Origin Zone Officer Priority \
         Planned investment Currency Contact Phone Email Next step Due Note"
    );
}

#[test]
fn x1_one_row_a_lead_by_code_and_no_published_case() {
    let document = sample();
    let table = leads_table(document.tables(), Lang::ZhCn);
    let leads = document.tables().leads.iter().filter(|(_, lead)| !lead.published).count();
    assert_eq!(table.len(), leads + 1);
    let codes: Vec<String> = table[1..].iter().map(|row| row[0].text()).collect();
    assert!(codes.is_sorted() && codes.iter().all(|code| !code.is_empty()), "{codes:?}");
}

#[test]
fn x2_x3_names_are_in_the_language_and_amounts_numbers_with_a_currency() {
    let mut document = workspace(1);
    let lead = capture(&mut document, "平台", "示例企业 A");
    for field in [
        LeadField::Planned("3,000 万美元".into()),
        LeadField::Zone("zone/zone-2".into()),
        LeadField::Due(Some(day("2026-10-01"))),
    ] {
        document.dispatch(Command::EditLead { lead: lead.clone(), field }, &context("2023-12-08")).unwrap();
    }
    let row = |lang| leads_table(document.tables(), lang)[1].clone();
    let (zh, en) = (row(Lang::ZhCn), row(Lang::En));
    assert_eq!([&zh[3], &zh[9]].map(Cell::text), ["线索", "二战区"]);
    assert_eq!([&en[3], &en[9]].map(Cell::text), ["Lead", "Zone 2"]);
    assert_eq!((&zh[12], &zh[13]), (&Cell::Number(30_000_000.0), &Cell::from("美元")));
    assert_eq!((&en[12], &en[13]), (&Cell::Number(30_000_000.0), &Cell::from("USD")));
    assert_eq!(zh[18], Cell::Day(day("2026-10-01")));
    assert_eq!(zh[4], Cell::Empty, "what is not given is empty");
}

#[test]
fn x7_headings_are_known_in_both_languages_any_order_width_and_case() {
    let mapping = |headings: &[&str]| raw(&[headings]).suggest();
    assert_eq!(
        mapping(&["ＣＯＭＰＡＮＹ", " lead  NAME ", "计划投资（万元）", "截止日期*", "地址"]),
        [Some(Column::Company), Some(Column::Title), Some(Column::Planned), Some(Column::Due), None]
    );
    assert_eq!(mapping(&["企业", "公司"]), [Some(Column::Company), None], "the first one that means it");
    for lang in [Lang::ZhCn, Lang::En] {
        for column in Column::ALL {
            assert_eq!(Column::of_heading(column.heading(lang)), Some(column));
        }
    }
}

#[test]
fn x7_a_title_above_the_headings_is_passed_over_and_rows_keep_their_numbers() {
    let raw = raw(&[&["徐汇区招商线索汇总"], &[], &["线索名称", "企业"], &["甲", ""]]);
    assert_eq!(raw.headings(), ["线索名称", "企业"]);
    let run = dry_run(workspace(1).tables(), &raw, &raw.suggest(), Lang::ZhCn);
    assert_eq!((run.problems.first[0].row, run.problems.first[0].fault), (4, Fault::NoCompany));
}

#[test]
fn x8_unknown_headings_are_listed_and_can_be_mapped() {
    let raw = raw(&[&["线索名称", "谁", "企业", "", ""], &["甲", "周一鸣", "乙", "", "多出来的"]]);
    let suggested = raw.suggest();
    assert_eq!(raw.left_out(&suggested), [(1, "谁".to_owned()), (4, String::new())]);
    let mut mapping: Mapping = suggested;
    mapping[1] = Some(Column::Contact);
    let mut document = workspace(1);
    let run = dry_run(document.tables(), &raw, &mapping, Lang::ZhCn);
    document.dispatch(Command::ImportRows { name: run.name, rows: run.rows }, &context("2023-12-08")).unwrap();
    assert_eq!(document.tables().leads.iter().next().unwrap().1.contact, "周一鸣");
}

#[test]
fn x9_days_as_people_and_spreadsheets_write_them() {
    for text in [
        "2026-10-01",
        "2026/10/1",
        "2026.10.1",
        "2026年10月1日",
        "２０２６年１０月１日",
        "20261001",
        "46296",
        "46296.75",
        "2026-10-01 08:30",
        "2026/10/01 8:30:00",
        "2026-10-01T00:00:00.000Z",
        " 2026 年 10 月 1 日 ",
    ] {
        assert_eq!(imported("截止日期", text), Cell::Day(day("2026-10-01")), "{text}");
    }
    for text in [
        "NaN",
        "Infinity",
        "-1",
        "2026-13-01",
        "2026-02-30",
        "12",
        "99999999",
        "明天",
        "2026-10",
        "1.2.2026",
        "26-10-01",
    ] {
        assert_eq!(imported("截止日期", text), Cell::Empty, "{text}");
        assert_eq!(problems(&[&["线索名称", "企业", "截止日期"], &["甲", "乙", text]]), [(2, Column::Due, Fault::Day)]);
    }
}

#[test]
fn x9_serial_numbers_are_excels() {
    for (serial, text) in [(1.0, "1900-01-01"), (59.0, "1900-02-28"), (61.0, "1900-03-01"), (46296.0, "2026-10-01")] {
        assert_eq!(day_of_serial(serial), Some(day(text)));
        assert_eq!(serial_of_day(day(text)).to_bits(), serial.to_bits());
    }
    for none in [60.0, 0.0, -5.0, f64::NAN, f64::INFINITY, 1e18] {
        assert_eq!(day_of_serial(none), None, "{none}");
    }
}

#[test]
fn x9_amounts_with_their_currency_and_unit() {
    let amount = |heading: &str, amount: &str, currency: &str| {
        let mut document = workspace(1);
        let raw = raw(&[&["线索名称", "企业", heading, "币种"], &["甲", "乙", amount, currency]]);
        let run = dry_run(document.tables(), &raw, &raw.suggest(), Lang::ZhCn);
        document.dispatch(Command::ImportRows { name: run.name, rows: run.rows }, &context("2023-12-08")).unwrap();
        let planned = document.tables().leads.iter().next().unwrap().1.planned;
        planned.map(|money| money.to_string()).unwrap_or_default()
    };
    assert_eq!(amount("计划投资", "２００，０００，０００", ""), "CNY 200000000");
    assert_eq!(amount("计划投资", "2亿", "人民币"), "CNY 200000000");
    assert_eq!(amount("计划投资", "30000000", "美元"), "USD 30000000");
    assert_eq!(amount("计划投资", "3000万美元", ""), "USD 30000000");
    assert_eq!(amount("计划投资（万元）", "3,000", ""), "CNY 30000000");
    assert_eq!(amount("计划投资（单位：亿元）", "1.5", "人民币元"), "CNY 150000000");
    assert_eq!(amount("计划投资(万美元)", "3000", ""), "USD 30000000");
    assert_eq!(amount("计划投资（必填）", "3000", "元"), "CNY 3000");
    // What could be wrong by an exchange rate is not guessed.
    assert_eq!(amount("计划投资", "3000", "欧元"), "");
    assert_eq!(amount("计划投资（万欧元）", "3000", ""), "");
    assert_eq!(amount("计划投资", "3000万美元", "CNY"), "");
    assert_eq!(amount("计划投资", "-5", ""), "");
    assert_eq!(amount("计划投资", "NaN", ""), "");
}

#[test]
fn x10_problems_name_row_column_value_and_fault() {
    let rows: &[&[&str]] = &[
        &["项目代码", "线索名称", "企业", "阶段", "战区", "来源活动", "截止日期", "计划投资", "币种"],
        &["", "甲", "示例企业", "在谈吗", "九战区", "没有的活动", "昨天", "很多", ""],
        &["", "", "示例企业", "", "", "", "", "", ""],
        &["", "乙", "\u{3000}", "", "", "", "", "", ""],
        &["C-1", "丙", "示例企业", "", "", "", "", "", "EUR"],
        &["c-1", "丁", "示例企业", "", "", "", "", "", ""],
        &[&"长".repeat(65), "戊", "示例企业", "", "", "", "", "", ""],
    ];
    assert_eq!(
        problems(rows),
        [
            (2, Column::Stage, Fault::UnknownName),
            (2, Column::SourceEvent, Fault::UnknownName),
            (2, Column::Zone, Fault::UnknownName),
            (2, Column::Planned, Fault::Amount),
            (2, Column::Due, Fault::Day),
            (3, Column::Title, Fault::NoTitle),
            (4, Column::Company, Fault::NoCompany),
            (5, Column::Currency, Fault::UnknownCurrency),
            (6, Column::Code, Fault::DuplicateCode),
            (7, Column::Code, Fault::Code),
        ]
    );
    let raw = raw(rows);
    let run = dry_run(workspace(1).tables(), &raw, &raw.suggest(), Lang::ZhCn);
    assert_eq!(run.problems.first[0].value, "在谈吗");
    assert_eq!((run.new.len(), run.left_out, run.unchanged), (4, 2, 0), "rows with a fault elsewhere are imported");
    assert_eq!(run.new_companies, 1);
}

#[test]
fn x10_problems_are_counted_when_there_are_too_many_to_keep() {
    let mut rows = vec![text_rows(&[&["线索名称", "企业", "阶段"]]).remove(0)];
    rows.extend(vec![vec![Cell::from("甲"), Cell::from("乙"), Cell::from("x".repeat(100_000).as_str())]; 50]);
    rows.extend(vec![vec![Cell::from("甲"), Cell::from("乙"), Cell::from("无")]; 20_000]);
    let raw = RawTable::new("x", rows).unwrap();
    let run = dry_run(workspace(1).tables(), &raw, &raw.suggest(), Lang::ZhCn);
    assert_eq!((run.problems.first.len(), run.problems.total), (1_000, 20_050));
    assert_eq!(run.problems.first[0].value.chars().count(), 81, "shortened, with an ellipsis");
    assert_eq!(run.new.len(), 1, "rows of one name and company are one lead");
}

#[test]
fn x13_hostile_cells_are_text() {
    let hostile = [
        "__proto__",
        "constructor",
        "<img src=x onerror=alert(1)>",
        "javascript:alert(1)",
        "\u{202e}txt.exe\u{2066}",
        "a\u{0}b",
        "NaN",
        "Infinity",
        "'; DROP TABLE",
        "{{7*7}}",
        "=cmd|' /C calc'!A0",
        "\u{feff}x",
        "😀\u{200d}",
    ];
    let long = "长".repeat(100_000);
    for text in hostile.into_iter().chain([long.as_str()]) {
        let mut document = workspace(1);
        let raw = raw(&[
            &["线索名称", "企业", "责任人", "联系人", "备注", "来源地", "__proto__"],
            &[text, text, text, text, text, text, text],
        ]);
        let run = dry_run(document.tables(), &raw, &raw.suggest(), Lang::ZhCn);
        assert_eq!((run.new.len(), run.problems.total), (1, 0), "{text:?}");
        let command = Command::ImportRows { name: text.to_owned(), rows: run.rows };
        document.dispatch(command, &context("2023-12-08")).unwrap();
        let (_, lead) = document.tables().leads.iter().next().unwrap();
        assert_eq!((&lead.title, &lead.contact, &lead.note), (&text.to_owned(), &text.to_owned(), &text.to_owned()));
        let bytes = csv::write(&leads_table(document.tables(), Lang::ZhCn));
        let again = csv::read(&decode(&bytes, |_| None)).unwrap();
        assert_eq!(again[1][19], Cell::from(text));
    }
}

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[=+@'\"\r\n\t,; a'-]{0,8}", "[\u{0}-\u{20}\u{202a}-\u{202e}\u{feff}]{0,4}"]
}

proptest! {
    #[test]
    fn x4_csv_written_and_read_is_the_same_table(rows in prop::collection::vec(prop::collection::vec(cell(), 1..6), 0..8)) {
        let rows: Vec<Vec<Cell>> = rows.iter().map(|row| row.iter().map(|text| Cell::from(text.as_str())).collect()).collect();
        let bytes = csv::write(&rows);
        prop_assert_eq!(csv::read(&decode(&bytes, |_| None)).unwrap(), rows);
    }

    #[test]
    fn x4_reading_never_fails(text in any::<String>(), bytes in any::<Vec<u8>>()) {
        csv::read(&text).unwrap();
        csv::read(&decode(&bytes, |_| None)).unwrap();
    }

    #[test]
    fn x13_any_table_under_any_headings_can_be_imported(
        rows in prop::collection::vec(prop::collection::vec(cell(), 20), 1..6),
    ) {
        let mut table = vec![Column::ALL.map(|column| Cell::from(column.heading(Lang::En))).to_vec()];
        table.extend(rows.iter().map(|row| row.iter().map(|text| Cell::from(text.as_str())).collect::<Vec<_>>()));
        let raw = RawTable::new("x", table).unwrap();
        let mut document = workspace(1);
        let run = dry_run(document.tables(), &raw, &raw.suggest(), Lang::En);
        let new = run.new.len();
        document.dispatch(Command::ImportRows { name: run.name, rows: run.rows }, &context("2023-12-08")).unwrap();
        prop_assert_eq!(document.tables().leads.len(), new);
        let again = dry_run(document.tables(), &raw, &raw.suggest(), Lang::En);
        prop_assert!(!again.changes_something(), "{:?} {:?}", again.new, again.changed);
    }

    #[test]
    fn x17_the_workers_text_is_read_back(rows in prop::collection::vec(prop::collection::vec(cell(), 0..4), 0..4), number in 0u64..1 << 53) {
        let mut rows: Vec<Vec<Cell>> = rows.iter().map(|row| row.iter().map(|text| Cell::from(text.as_str())).collect()).collect();
        #[allow(clippy::cast_precision_loss)]
        rows.push(vec![Cell::Number(number as f64), Cell::Number(number as f64 / 1000.0), Cell::Day(day("2026-10-01")), Cell::Empty]);
        prop_assert_eq!(cells_from_json(&cells_to_json(&rows)).unwrap(), rows);
    }
}

#[test]
fn x17_what_is_no_table_is_none() {
    for text in ["", "{}", "[1]", "[[true]]", "[[{}]]", "[[{\"day\":\"x\"}]]"] {
        assert_eq!(cells_from_json(text), None, "{text}");
    }
    let money = Money { amount: 1, currency: Currency::Cny };
    assert_eq!(money.to_string(), "CNY 1");
}
