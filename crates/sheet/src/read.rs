use std::io::{Cursor, Read, copy, sink};

use calamine::{Data, DataRef, Reader, SheetVisible, Xlsx};
use landfall_core::exchange::{Cell, MAX_CELLS, MAX_ROWS, SheetError, TableError, check_size};
use landfall_core::model::Day;
use zip::ZipArchive;

/// The most that a file may unpack to, in bytes: 200,000 rows of 20 cells in XML are about 150 MB.
const MAX_UNPACKED: u64 = 256 * 1024 * 1024;

/// What the format before 2007 begins with, and what a password makes of any.
const OLD: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// The rows of the first visible sheet that has any, empty rows among them, so that rows keep their numbers. Formulas
/// give their values; errors (`#N/A`) and cells that are only formatted are empty.
///
/// # Errors
/// What is no .xlsx, and what is too large: packed, unpacked, in rows or in cells.
pub fn read(bytes: &[u8]) -> Result<Vec<Vec<Cell>>, SheetError> {
    check_size(bytes.len())?;
    if bytes.starts_with(&OLD) {
        return Err(SheetError::OldOrLocked);
    }
    check_unpacked(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| SheetError::NotASheet)?;
    let visible: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    for name in visible {
        let rows = sheet(&mut book, &name)?;
        if rows.iter().flatten().any(|cell| !cell.is_blank()) {
            return Ok(rows);
        }
    }
    Err(TableError::Empty.into())
}

/// Unpacks everything once into nothing: what a file says about its own size is not to be believed.
fn check_unpacked(bytes: &[u8]) -> Result<(), SheetError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| SheetError::NotASheet)?;
    let mut left = MAX_UNPACKED;
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(|_| SheetError::NotASheet)?;
        let size = copy(&mut file.take(left + 1), &mut sink()).map_err(|_| SheetError::NotASheet)?;
        left = left.checked_sub(size).ok_or(SheetError::Bomb)?;
    }
    Ok(())
}

/// Read cell by cell: a library's own table of a sheet with one cell in each corner would have 17 billion cells.
fn sheet(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Vec<Vec<Cell>>, SheetError> {
    // Pictures and charts are sheets too; they have no cells.
    let Ok(mut reader) = book.worksheet_cells_reader(name) else { return Ok(Vec::new()) };
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut cells = 0;
    while let Some(found) = reader.next_cell().map_err(|_| SheetError::NotASheet)? {
        let (row, column) = found.get_position();
        let (row, column) = (as_index(row), as_index(column));
        let cell = value(found.get_value());
        if cell == Cell::Empty {
            continue;
        }
        if row >= MAX_ROWS {
            return Err(TableError::TooManyRows.into());
        }
        if rows.len() <= row {
            rows.resize(row + 1, Vec::new());
        }
        let Some(cells_of_row) = rows.get_mut(row) else { continue };
        if cells_of_row.len() <= column {
            cells += column + 1 - cells_of_row.len();
            if cells > MAX_CELLS {
                return Err(TableError::TooManyCells.into());
            }
            cells_of_row.resize(column + 1, Cell::Empty);
        }
        if let Some(place) = cells_of_row.get_mut(column) {
            *place = cell;
        }
    }
    Ok(rows)
}

fn as_index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX - 1)
}

fn value(value: &DataRef) -> Cell {
    match Data::from(value.clone()) {
        Data::String(text) => Cell::from(text.as_str()),
        // A whole number of a double is exact up to 2^53, and Excel has no others.
        #[allow(clippy::cast_precision_loss)]
        Data::Int(number) => Cell::Number(number as f64),
        Data::Float(number) if number.is_finite() => Cell::Number(number),
        Data::Bool(yes) => Cell::from(if yes { "TRUE" } else { "FALSE" }),
        Data::DateTime(time) if time.is_datetime() => {
            let (year, month, day, ..) = time.to_ymd_hms_milli();
            match Day::new(year.into(), month.into(), day.into()) {
                Ok(day) => Cell::Day(day),
                // A time of day, or the day that never was: what it is to the spreadsheet.
                Err(_) => Cell::Number(time.as_f64()),
            }
        }
        Data::DateTime(time) => Cell::Number(time.as_f64()),
        Data::DateTimeIso(text) => match text.get(..10).and_then(|day| day.parse().ok()) {
            Some(day) => Cell::Day(day),
            None => Cell::from(text.as_str()),
        },
        Data::DurationIso(text) => Cell::from(text.as_str()),
        _ => Cell::Empty,
    }
}
