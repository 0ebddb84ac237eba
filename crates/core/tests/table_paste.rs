//! SPEC section TA (table): out and in as tab-separated text.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::table::{layout, of_code, paste_text, table, today, with_sample};
use common::{capture, change, context, day, workspace};
use landfall_core::document::Command;
use landfall_core::model::{Collection, Lang, RecordId};
use landfall_core::query::Filter;
use landfall_core::view::table::{EntryFault, Paste, Table, TableColumn, copy, parse, paste, write};
use proptest::prelude::*;
use serde_json::json;

#[test]
fn ta13_copied_cells_are_what_a_spreadsheet_takes() {
    let mut document = workspace(1);
    let id = capture(&mut document, "=1+1", "某企业");
    let values = json!({"planned": "USD 3500000", "due": "2023-12-11", "note": "一\n\"二\"\t三", "phone": "+86 21 1"});
    change(&mut document, Collection::Leads, &id, values).unwrap();
    let columns = [TableColumn::Title, TableColumn::Planned, TableColumn::Due, TableColumn::Note, TableColumn::Phone];
    let headings = Some(columns.map(|column| column.id().to_owned()).to_vec());
    let text = copy(&document, &[id], &columns, headings, Lang::ZhCn, today());
    assert_eq!(
        text,
        "title\tplanned\tdue\tnote\tphone\r\n'=1+1\t$3500000\t2023-12-11\t\"一\n\"\"二\"\"\t三\"\t'+86 21 1\r\n"
    );
}

#[test]
fn ta14_pasting_what_was_copied_changes_nothing() {
    for lang in [Lang::ZhCn, Lang::En] {
        let mut document = with_sample();
        let odd = capture(&mut document, "=SUM(\"x\")\u{202e}", "'@某 企业");
        let values = json!({"note": "a\tb\r\n\"c", "phone": "+1", "next_step": "'-x", "planned": "USD 1"});
        change(&mut document, Collection::Leads, &odd, values).unwrap();
        let flat = Table::of(&document, &Filter::default(), &layout(&[("group", "none"), ("out", "1")]), lang, today());
        let leads: Vec<RecordId> = flat.leads().cloned().collect();
        let text = copy(&document, &leads, &TableColumn::ALL, None, lang, today());
        let pasted = paste(&document, &leads, &TableColumn::ALL, &parse(&text), &[], lang, today());
        assert_eq!(pasted, Paste::default());
        // With headings and codes in any order of rows, too.
        let named: Vec<_> = TableColumn::ALL.map(|column| (column, column.id().to_owned())).to_vec();
        let words = Some(named.iter().map(|(_, words)| words.clone()).collect());
        let coded: Vec<_> = leads
            .iter()
            .rev()
            .filter(|id| !document.tables().leads.get(id).unwrap().code.is_empty())
            .cloned()
            .collect();
        let text = copy(&document, &coded, &TableColumn::ALL, words, lang, today());
        let pasted = paste(&document, &[], &TableColumn::DEFAULT, &parse(&text), &named, lang, today());
        assert_eq!(pasted, Paste::default());
    }
}

#[test]
fn ta15_bad_cells_are_named_and_the_others_can_be_written() {
    let mut document = with_sample();
    let leads: Vec<RecordId> = table(&document, &[]).groups[2].leads.iter().take(2).cloned().collect();
    let text = "补材料\t12-20\t多余\r\n再约\t下个月\r\n";
    let pasted = paste_text(&document, &leads, &[TableColumn::NextStep, TableColumn::Due], text);
    assert_eq!((pasted.cells, pasted.new), (3, 0));
    let named: Vec<_> =
        pasted.problems.iter().map(|one| (one.row, one.column, one.value.as_str(), one.fault)).collect();
    assert_eq!(
        named,
        [(1, None, "多余", EntryFault::NoColumn), (2, Some(TableColumn::Due), "下个月", EntryFault::Day),]
    );
    document.dispatch(Command::Bulk(pasted.commands), &context("2023-12-08")).unwrap();
    let lead = |id| document.tables().leads.get(id).unwrap();
    assert_eq!((lead(&leads[0]).next_step.as_str(), lead(&leads[0]).due), ("补材料", Some(day("2023-12-20"))));
    assert_eq!(lead(&leads[1]).next_step, "再约");
}

#[test]
fn ta16_more_rows_become_new_leads_with_name_and_company() {
    let mut document = with_sample();
    let before = document.tables().leads.len();
    let last = [of_code(&document, "20231104-001")];
    let columns = [TableColumn::Title, TableColumn::Company, TableColumn::Zone, TableColumn::Planned];
    let text =
        "绿色金融评估机构\t示例企业 Y\t五战区\t\r\n新项目\t新企业\t一战区\t$5m\r\n缺企业\t\r\n坏\t新企业\t九战区\r\n";
    let pasted = paste_text(&document, &last, &columns, text);
    assert_eq!(pasted.new, 2);
    let faults: Vec<_> = pasted.problems.iter().map(|one| (one.row, one.fault)).collect();
    assert_eq!(faults, [(3, EntryFault::NoRow), (4, EntryFault::UnknownName)]);
    document.dispatch(Command::Bulk(pasted.commands), &context("2023-12-08")).unwrap();
    assert_eq!(document.tables().leads.len(), before + 2);
    let (_, lead) = document.tables().leads.iter().find(|(_, lead)| lead.title == "新项目").unwrap();
    assert_eq!(lead.zone, RecordId::from("zone/zone-1"));
    assert_eq!(lead.planned.unwrap().to_string(), "USD 5000000");
    // Without the company among the columns there is nothing a lead could begin with.
    let pasted = paste_text(&document, &last, &[TableColumn::NextStep], "一\r\n二\r\n");
    assert_eq!((pasted.cells, pasted.new, pasted.problems.len()), (1, 0, 1));
    assert_eq!(pasted.problems[0].fault, EntryFault::NoRow);
}

#[test]
fn ta17_headings_say_columns_and_codes_say_leads() {
    let document = with_sample();
    let text =
        "列 due\t别的\t列 code\r\n12-25\tx\t20231023-009\r\n12-26\ty\t20231104-001\r\n12-27\tz\t19990101-001\r\n";
    let pasted = paste_text(&document, &[], &[TableColumn::Title], text);
    assert_eq!(pasted.cells, 2);
    assert_eq!(pasted.problems.len(), 1);
    assert_eq!((pasted.problems[0].row, pasted.problems[0].fault), (4, EntryFault::NoSuchCode));
    let targets: Vec<_> = pasted
        .commands
        .iter()
        .map(|command| match command {
            Command::Change { id, .. } => id.clone(),
            _ => RecordId::default(),
        })
        .collect();
    assert_eq!(targets, [of_code(&document, "20231023-009"), of_code(&document, "20231104-001")]);
}

#[test]
fn ta18_a_paste_is_one_step() {
    let mut document = with_sample();
    let before = document.encode().len();
    let leads: Vec<RecordId> = table(&document, &[]).leads().cloned().collect();
    let text: String = leads.iter().map(|_| "同一步\r\n").collect();
    let pasted = paste_text(&document, &leads, &[TableColumn::NextStep], &text);
    let tables = document.tables().clone();
    // The published cases stay as they are.
    assert_eq!(pasted.cells + pasted.problems.len(), 47);
    document.dispatch(Command::Bulk(pasted.commands), &context("2023-12-08")).unwrap();
    assert!(document.encode().len() > before);
    document.undo(&context("2023-12-08")).unwrap();
    assert_eq!(document.tables().leads, tables.leads);
}

fn cells() -> impl Strategy<Value = Vec<Vec<String>>> {
    let cell = prop_oneof![
        any::<String>(),
        proptest::collection::vec(prop_oneof![Just('"'), Just('\t'), Just('\n'), Just('\r'), Just('a')], 0..6)
            .prop_map(|chars| chars.into_iter().collect()),
    ];
    (1..5usize)
        .prop_flat_map(move |width| proptest::collection::vec(proptest::collection::vec(cell.clone(), width), 0..6))
}

proptest! {
    #[test]
    fn ta13_tab_separated_text_is_read_back_as_it_was(rows in cells()) {
        prop_assert_eq!(parse(&write(&rows)), rows);
    }

    #[test]
    fn ta13_any_text_is_read_without_end_or_loss(text in "[\"\t\r\na]{0,24}") {
        let rows = parse(&text);
        prop_assert!(rows.len() <= text.len());
        let letters = |text: &str| text.chars().filter(|c| *c == 'a').count();
        prop_assert_eq!(rows.iter().flatten().map(|cell| letters(cell)).sum::<usize>(), letters(&text));
    }
}
