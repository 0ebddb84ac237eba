//! SPEC section X, X4 to X6: CSV, the encodings of text files, and how much is too much.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::text_rows;
use landfall_core::exchange::{Cell, MAX_BYTES, MAX_ROWS, RawTable, TableError, check_size, csv, decode};

#[test]
fn x4_csv_begins_with_the_mark_and_ends_lines_as_windows_does() {
    let bytes = csv::write(&text_rows(&[&["项目", "a\"b"], &["", "行1\n行2"]]));
    assert_eq!(std::str::from_utf8(&bytes).unwrap(), "\u{feff}\"项目\",\"a\"\"b\"\r\n\"\",\"行1\n行2\"\r\n");
}

#[test]
fn x4_what_a_spreadsheet_would_run_is_disarmed_and_comes_back() {
    for text in ["=1+1", "+86 21", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "'=x", "''@", "'", "'字", "a=1", "''x"]
    {
        let written = String::from_utf8(csv::write(&[vec![Cell::from(text)]])).unwrap();
        let inner = written.trim_start_matches("\u{feff}\"");
        assert!(!inner.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝']), "{written:?}");
        assert_eq!(csv::read(&written).unwrap(), [[Cell::from(text)]], "{text:?}");
    }
}

#[test]
fn x4_the_delimiter_is_found() {
    let check = |text: &str, expected: &[&[&str]]| assert_eq!(csv::read(text).unwrap(), text_rows(expected), "{text}");
    check("a,b\n1,2\n", &[&["a", "b"], &["1", "2"]]);
    check("a;b\r\n1,5;2", &[&["a", "b"], &["1,5", "2"]]);
    check("a\tb\r1\t\"x\ty\"", &[&["a", "b"], &["1", "x\ty"]]);
    check("\"a;b;c\",d\n1,2", &[&["a;b;c", "d"], &["1", "2"]]);
    check("sep=;\r\na;b", &[&["a", "b"]]);
    check("只有一列\n1", &[&["只有一列"], &["1"]]);
    check("a,b\n1\n1,2,3\n", &[&["a", "b"], &["1"], &["1", "2", "3"]]);
    check("a,\"b\nc", &[&["a", "b\nc"]]);
    check("", &[]);
}

#[test]
fn x4_empty_lines_keep_their_numbers() {
    let check = |text: &str, lengths: &[usize]| {
        assert_eq!(csv::read(text).unwrap().iter().map(Vec::len).collect::<Vec<_>>(), lengths, "{text:?}");
    };
    check("a,b\n\n\n1,2\n", &[2, 0, 0, 2]);
    check("\r\na,b\r\n\r\n1,2\r\n\r\n", &[0, 2, 0, 2]);
    check("a,b\r\r1,2", &[2, 0, 2]);
    check("a,b\r\n1,2\r\n3,4", &[2, 2, 2]);
    check("\"a\",b\r\n\"1\n\n2\",2\r\n\r\n3,4", &[2, 2, 0, 2]);
}

#[test]
fn x5_bytes_become_text_by_their_mark_else_utf8_else_gb18030() {
    let gb = |bytes: &[u8]| Some(encoding_rs::GB18030.decode_without_bom_handling(bytes).0.into_owned());
    let text = "企业,战区\r\n𠮷野,一战区";
    let utf16 = |to: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to).collect::<Vec<u8>>();
    let files = [
        text.as_bytes().to_vec(),
        [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        [b"\xFF\xFE".to_vec(), utf16(u16::to_le_bytes)].concat(),
        [b"\xFE\xFF".to_vec(), utf16(u16::to_be_bytes)].concat(),
        encoding_rs::GB18030.encode(text).0.into_owned(),
    ];
    for bytes in files {
        assert_eq!(decode(&bytes, gb), text, "{bytes:?}");
    }
    assert_eq!(decode(b"\xFF\xFEa", gb), "", "half a character");
    assert_eq!(decode(b"\xFF\xFF\xFF", |_| None), "\u{fffd}\u{fffd}\u{fffd}", "no decoder is no crash");
}

#[test]
fn x6_too_much_is_refused() {
    assert_eq!(csv::read(&"甲,乙\n".repeat(1_000_000)), Err(TableError::TooManyRows));
    assert_eq!(csv::read(&",".repeat(9_000_000)), Err(TableError::TooManyCells));
    let lines = csv::read(&("\n".repeat(1_000_000) + "x"));
    assert_eq!(lines, Err(TableError::TooManyRows));
    assert_eq!(check_size(MAX_BYTES + 1), Err(TableError::TooManyBytes { bytes: MAX_BYTES + 1 }));
    assert_eq!(RawTable::new("x", vec![vec![Cell::from("x")]; MAX_ROWS + 1]), Err(TableError::TooManyRows));
    assert_eq!(RawTable::new("x", vec![Vec::new(), vec![Cell::from(" ")]]), Err(TableError::Empty));
}
