//! CSV as Excel and WPS write and read it (SPEC X4–X6).

use csv::{QuoteStyle, ReaderBuilder, StringRecord, Terminator, WriterBuilder};

use super::cell::Cell;
use super::raw::{MAX_CELLS, MAX_ROWS, TableError};

/// Excel takes a file without it for the system's old encoding, and Chinese for rubbish.
const MARK: &str = "\u{feff}";

/// A spreadsheet program runs a cell that begins with one of these (the full-width ones, where an input method made them).
const DANGEROUS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A table as UTF-8 with byte order mark and CRLF, every cell in quotes: so nothing in a cell can be taken for a
/// delimiter. Texts that a spreadsheet would run are disarmed with `'` (SPEC X4).
pub fn write(rows: &[Vec<Cell>]) -> Vec<u8> {
    let mut out = MARK.as_bytes().to_vec();
    let mut writer = WriterBuilder::new()
        .flexible(true)
        .quote_style(QuoteStyle::Always)
        .terminator(Terminator::CRLF)
        .from_writer(&mut out);
    for row in rows {
        // Writing into memory has nothing to fail of.
        let _ = writer.write_record(row.iter().map(|cell| match cell {
            Cell::Text(text) => arm(text),
            other => other.text(),
        }));
    }
    let _ = writer.flush();
    drop(writer);
    out
}

/// Reads a text whose cells are separated by commas, semicolons or tabs: by what stands in its first line, outside quotes.
/// Rows may have different lengths; an empty line is a row without cells, so that rows keep their numbers.
///
/// # Errors
/// More rows or cells than are read; it stops there.
pub fn read(text: &str) -> Result<Vec<Vec<Cell>>, TableError> {
    let text = text.strip_prefix(MARK).unwrap_or(text);
    let (text, delimiter) = delimiter(text);
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut record = StringRecord::new();
    let mut cells = 0;
    loop {
        let start = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        // The text is UTF-8 and rows may have any length: what is left to go wrong is the end.
        if !reader.read_record(&mut record).unwrap_or(false) {
            return Ok(rows);
        }
        for _ in 0..empty_lines(text, start) {
            rows.push(Vec::new());
        }
        cells += record.len();
        if rows.len() >= MAX_ROWS {
            return Err(TableError::TooManyRows);
        }
        if cells > MAX_CELLS {
            return Err(TableError::TooManyCells);
        }
        rows.push(record.iter().map(|text| Cell::from(disarm(text))).collect());
    }
}

/// How many empty lines stand at `start`, where the reader was before it passed over them.
fn empty_lines(text: &str, start: usize) -> usize {
    let mut bytes = text.as_bytes().get(start..).unwrap_or_default();
    // The end of the row before may be in two parts, of which the reader has taken one.
    if start > 0 && text.as_bytes().get(start - 1) == Some(&b'\r') && bytes.first() == Some(&b'\n') {
        bytes = &bytes[1..];
    }
    let mut lines = 0;
    loop {
        bytes = match bytes {
            [b'\r', b'\n', rest @ ..] | [b'\r' | b'\n', rest @ ..] => rest,
            _ => return lines,
        };
        lines += 1;
        if lines >= MAX_ROWS {
            return lines;
        }
    }
}

/// The text without Excel's `sep=;` line, and what separates its cells.
fn delimiter(text: &str) -> (&str, u8) {
    if let Some(rest) = text.strip_prefix("sep=") {
        let mut chars = rest.chars();
        if let (Some(sep @ (',' | ';' | '\t')), Some('\r' | '\n')) = (chars.next(), chars.clone().next()) {
            let rest = chars.as_str();
            let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\r', '\n'])).unwrap_or(rest);
            return (rest, u8::try_from(sep).unwrap_or(b','));
        }
    }
    let mut counts = [(b',', 0u32), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    let mut filled = false;
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted && filled => break,
            b'\n' | b'\r' => {}
            _ => {
                filled = true;
                for (delimiter, count) in &mut counts {
                    *count += u32::from(!quoted && byte == *delimiter);
                }
            }
        }
    }
    // The comma wins a tie.
    let best = counts.iter().rev().max_by_key(|(_, count)| *count);
    (text, best.map_or(b',', |(delimiter, _)| *delimiter))
}

/// A text behind any number of `'` that a spreadsheet would run.
fn is_dangerous(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(DANGEROUS)
}

/// One `'` more: also for a text that has one already, so that reading can take exactly one off.
pub(crate) fn arm(text: &str) -> String {
    if is_dangerous(text) { format!("'{text}") } else { text.to_owned() }
}

pub(crate) fn disarm(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_dangerous(rest) => rest,
        _ => text,
    }
}
