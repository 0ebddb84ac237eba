use landfall_core::exchange::{Cell, SheetError, serial_of_day};
use rust_xlsxwriter::{Format, FormatBorder, FormatPattern, Workbook, Worksheet, XlsxError};

/// Characters (UTF-16) that a cell holds.
const LONGEST: usize = 32_767;
/// A column's width in characters of a digit's width: from its longest cell, within these.
const NARROWEST: f64 = 8.0;
const WIDEST: f64 = 42.0;
/// Rows that are looked at for the widths.
const MEASURED: usize = 200;

struct Formats {
    heading: Format,
    day: Format,
    amount: Format,
}

/// A table as an .xlsx with one sheet: the first row bold and always in sight, every column filterable and as wide as it
/// needs, days as dates and numbers as numbers.
///
/// # Errors
/// [`SheetError::CellTooLong`] names the first cell that a spreadsheet can't hold; nothing is cut off silently.
pub fn write(rows: &[Vec<Cell>], sheet_name: &str) -> Result<Vec<u8>, SheetError> {
    for (row, cells) in rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            if let Cell::Text(text) = cell
                && text.encode_utf16().count() > LONGEST
            {
                return Err(SheetError::CellTooLong { row: row + 1, column: column + 1 });
            }
        }
    }
    // What is left to go wrong is a table larger than a sheet, and no workspace is.
    book(rows, sheet_name).map_err(|_| SheetError::Stopped)
}

fn book(rows: &[Vec<Cell>], name: &str) -> Result<Vec<u8>, XlsxError> {
    let formats = Formats {
        heading: Format::new()
            .set_bold()
            .set_pattern(FormatPattern::Solid)
            .set_background_color(0x00F3_EEE3)
            .set_border_bottom(FormatBorder::Thin),
        day: Format::new().set_num_format("yyyy-mm-dd"),
        amount: Format::new().set_num_format("#,##0"),
    };
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(name)?;
    for (row, cells) in rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            let (row, column) = (to_row(row)?, to_column(column)?);
            let written = match cell {
                Cell::Empty => continue,
                Cell::Text(text) if row == 0 => sheet.write_string_with_format(row, column, text, &formats.heading),
                // As a text whatever it begins with: never a formula, never a link.
                Cell::Text(text) => sheet.write_string(row, column, text),
                Cell::Number(number) => sheet.write_number_with_format(row, column, *number, &formats.amount),
                Cell::Day(day) => sheet.write_number_with_format(row, column, serial_of_day(*day), &formats.day),
            };
            written?;
        }
    }
    if let Some(headings) = rows.first().filter(|row| !row.is_empty()) {
        sheet.set_freeze_panes(1, 0)?;
        sheet.autofilter(0, 0, to_row(rows.len().max(2) - 1)?, to_column(headings.len() - 1)?)?;
        widths(sheet, rows, headings.len())?;
    }
    book.save_to_buffer()
}

fn widths(sheet: &mut Worksheet, rows: &[Vec<Cell>], columns: usize) -> Result<(), XlsxError> {
    for column in 0..columns {
        let cells = rows.iter().take(MEASURED).filter_map(|row| row.get(column));
        let longest = cells.map(|cell| width(&cell.text())).fold(0.0, f64::max);
        // Room for the filter's arrow.
        sheet.set_column_width(to_column(column)?, (longest + 3.0).clamp(NARROWEST, WIDEST))?;
    }
    Ok(())
}

/// A text's longest line in widths of a digit: a Chinese character takes two.
fn width(text: &str) -> f64 {
    let line = |line: &str| line.chars().take(100).map(|c| if c < '\u{1100}' { 1.0 } else { 2.0 }).sum();
    text.lines().map(line).fold(0.0, f64::max)
}

fn to_row(row: usize) -> Result<u32, XlsxError> {
    u32::try_from(row).map_err(|_| XlsxError::RowColumnLimitError)
}

fn to_column(column: usize) -> Result<u16, XlsxError> {
    u16::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)
}
