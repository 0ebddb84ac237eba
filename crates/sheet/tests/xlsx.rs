//! SPEC section X (tables and spreadsheets): .xlsx files.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
// The clock says how long something took; these tests never run in wasm.
#![allow(clippy::disallowed_methods)]

use std::io::{Cursor, Read, Write};
use std::time::{Duration, Instant};

use landfall_core::exchange::{Cell, Column, MAX_BYTES, SheetError, TableError, leads_table};
use landfall_core::model::Lang;
use landfall_sheet::{read, write};
use proptest::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

fn part(xlsx: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(xlsx)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// A workbook whose one sheet has this XML for its rows.
fn book(rows: &str) -> Vec<u8> {
    let good = write(&[vec![Cell::from("x")]], "x").unwrap();
    let sheet = part(&good, "xl/worksheets/sheet1.xml");
    let (start, rest) = sheet.split_once("<sheetData>").unwrap();
    let (_, end) = rest.split_once("</sheetData>").unwrap();
    replace(&good, "xl/worksheets/sheet1.xml", &format!("{start}<sheetData>{rows}</sheetData>{end}"))
}

fn replace(xlsx: &[u8], name: &str, with: &str) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(xlsx)).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options =
        SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).compression_level(Some(1));
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let own = file.name().unwrap().to_string();
        writer.start_file(own.as_str(), options).unwrap();
        if own == name {
            writer.write_all(with.as_bytes()).unwrap();
        } else {
            std::io::copy(&mut file, &mut writer).unwrap();
        }
    }
    writer.finish().unwrap().into_inner()
}

fn day(text: &str) -> Cell {
    Cell::Day(text.parse().unwrap())
}

#[test]
fn x17_a_table_has_headings_in_sight_filters_widths_dates_and_numbers() {
    let headings = Column::ALL.map(|column| Cell::from(column.heading(Lang::ZhCn))).to_vec();
    let mut row = vec![Cell::Empty; 20];
    row[1] = Cell::from("=1+1");
    row[12] = Cell::Number(200_000_000.0);
    row[18] = day("2026-10-01");
    let xlsx = write(&[headings, row], "线索").unwrap();
    let sheet = part(&xlsx, "xl/worksheets/sheet1.xml");
    for expected in [
        "ySplit=\"1\"",
        "state=\"frozen\"",
        "<autoFilter ref=\"A1:T2\"/>",
        "<v>200000000</v>",
        "<v>46296</v>",
        "<col min=\"1\"",
    ] {
        assert!(sheet.contains(expected), "{expected} in {sheet}");
    }
    assert!(!sheet.contains("<f>"), "no text becomes a formula: {sheet}");
    let styles = part(&xlsx, "xl/styles.xml");
    assert!(styles.contains("<b/>") && styles.contains("yyyy-mm-dd"), "{styles}");
    assert!(part(&xlsx, "xl/workbook.xml").contains("name=\"线索\""));
    assert!(part(&xlsx, "xl/sharedStrings.xml").contains("项目代码"));
}

#[test]
fn x17_an_empty_workspace_is_a_table_too() {
    let table = leads_table(&landfall_core::document::Tables::default(), Lang::En);
    assert_eq!(read(&write(&table, "Leads").unwrap()).unwrap(), table);
}

#[test]
fn x17_what_is_longer_than_a_cell_is_said_and_not_cut() {
    let long = |length| vec![vec![Cell::from("a")], vec![Cell::Empty, Cell::from("长".repeat(length).as_str())]];
    assert_eq!(read(&write(&long(32_767), "x").unwrap()).unwrap(), long(32_767));
    assert_eq!(write(&long(32_768), "x"), Err(SheetError::CellTooLong { row: 2, column: 2 }));
}

#[test]
fn x17_what_is_no_spreadsheet_is_said() {
    let good = write(&[vec![Cell::from("x")]], "x").unwrap();
    assert_eq!(read(b""), Err(SheetError::NotASheet));
    assert_eq!(read(b"a,b\n1,2"), Err(SheetError::NotASheet));
    assert_eq!(read(&good[..good.len() / 2]), Err(SheetError::NotASheet));
    assert_eq!(read(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0]), Err(SheetError::OldOrLocked));
    assert_eq!(read(&write(&[], "x").unwrap()), Err(SheetError::Table(TableError::Empty)));
    assert_eq!(read(&book("<row r=\"1\"><c r=\"A1\"><v>1</v>")), Err(SheetError::NotASheet));
    let big = vec![0; MAX_BYTES + 1];
    assert_eq!(read(&big), Err(SheetError::Table(TableError::TooManyBytes { bytes: MAX_BYTES + 1 })));
}

#[test]
fn x6_bombs_are_refused_and_fast() {
    let start = Instant::now();
    let corners =
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    assert_eq!(read(&book(corners)), Err(SheetError::Table(TableError::TooManyRows)));
    let wide: String = (1..600).map(|row| format!("<row r=\"{row}\"><c r=\"XFD{row}\"><v>1</v></c></row>")).collect();
    assert_eq!(read(&book(&wide)), Err(SheetError::Table(TableError::TooManyCells)));
    let rows: String =
        (1..=1_000_000).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\"><v>1</v></c></row>")).collect();
    assert_eq!(read(&book(&rows)), Err(SheetError::Table(TableError::TooManyRows)));
    let formatted: String =
        (1..=300_000).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" s=\"1\"/></row>")).collect();
    let table = read(&book(&format!("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>{formatted}"))).unwrap();
    assert_eq!(table, [[Cell::Number(1.0)]], "rows that are only formatted are no rows");
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}

#[test]
fn x6_what_unpacks_to_too_much_is_refused() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options =
        SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).compression_level(Some(1));
    writer.start_file("0", options).unwrap();
    writer.write_all(&vec![b' '; 8 << 20]).unwrap();
    let packed = writer.finish().unwrap().into_inner();
    let mut archive = ZipArchive::new(Cursor::new(&packed)).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for copy in 0..33 {
        writer.raw_copy_file_rename(archive.by_index(0).unwrap(), format!("xl/{copy}.xml")).unwrap();
    }
    let bytes = writer.finish().unwrap().into_inner();
    assert!(bytes.len() < 4_000_000, "{}", bytes.len());
    let start = Instant::now();
    assert_eq!(read(&bytes), Err(SheetError::Bomb));
    assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
}

#[test]
fn x17_what_other_programs_write_is_read() {
    let rows = "<row r=\"2\"><c r=\"B2\" t=\"inlineStr\"><is><t>文</t></is></c><c r=\"C2\" t=\"b\"><v>1</v></c>\
        <c r=\"D2\" t=\"e\"><v>#N/A</v></c><c r=\"E2\"><f>1+1</f><v>2</v></c><c r=\"F2\" t=\"str\"><f>A1</f><v>式</v></c></row>";
    let expected = vec![
        Vec::new(),
        vec![Cell::Empty, Cell::from("文"), Cell::from("TRUE"), Cell::Empty, Cell::Number(2.0), Cell::from("式")],
    ];
    assert_eq!(read(&book(rows)).unwrap(), expected);
}

#[test]
fn x17_entities_of_a_document_type_do_not_grow() {
    let lol = "<!DOCTYPE x [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
    let good = write(&[vec![Cell::from("x")]], "x").unwrap();
    let strings = format!("{lol}<sst><si><t>&b;&b;</t></si></sst>");
    let table = read(&replace(&good, "xl/sharedStrings.xml", &strings));
    assert!(table.as_ref().map_or(true, |rows| rows.iter().flatten().all(|cell| cell.text().len() < 100)), "{table:?}");
}

#[test]
fn x17_ten_thousand_rows() {
    let mut rows = vec![Column::ALL.map(|column| Cell::from(column.heading(Lang::ZhCn))).to_vec()];
    rows.extend((0..10_000).map(|n| {
        let mut row: Vec<Cell> =
            (0..20).map(|column| Cell::from(format!("文字 {column} {}", n % 500).as_str())).collect();
        row[12] = Cell::Number(f64::from(n));
        row[18] = day("2026-10-01");
        row
    }));
    let start = Instant::now();
    let xlsx = write(&rows, "线索").unwrap();
    let written = start.elapsed();
    assert_eq!(read(&xlsx).unwrap(), rows);
    println!("written in {written:?}, read in {:?}, {} bytes", start.elapsed() - written, xlsx.len());
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[=+@'\"\r\n\t,;<>&_x0041 -]{0,12}",
        "[\u{0}-\u{20}\u{202a}-\u{202e}\u{feff}\u{fffe}\u{ffff}]{0,4}"
    ]
}

proptest! {
    #[test]
    fn x17_written_and_read_is_the_same_table(
        rows in prop::collection::vec(prop::collection::vec(text(), 1..5), 1..5),
        number in -1e15f64..1e15,
        days in 0i32..91_000,
    ) {
        let mut rows: Vec<Vec<Cell>> = rows.iter().map(|row| row.iter().map(|text| Cell::from(text.as_str())).collect()).collect();
        let first: landfall_core::model::Day = "1900-01-01".parse().unwrap();
        rows.push(vec![Cell::Number(number.round()), Cell::Day(first.plus(days)), Cell::from("终")]);
        // A sheet does not know empty cells at the end of a row.
        for row in &mut rows {
            while row.last() == Some(&Cell::Empty) { row.pop(); }
        }
        prop_assert_eq!(read(&write(&rows, "x").unwrap()).unwrap(), rows);
    }

    #[test]
    fn x17_reading_never_panics(bytes in any::<Vec<u8>>(), xml in any::<String>()) {
        let _ = read(&bytes);
        let _ = read(&book(&xml));
    }
}
