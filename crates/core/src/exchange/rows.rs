use super::amount;
use super::cell::{Cell, day_of_serial};
use super::column::{Column, Kind, heading_unit};
use super::names::Names;
use super::raw::{Mapping, RawTable};
use crate::model::{Currency, Day, half_width};

/// A row of a table: what it gives a lead. Cells that are empty or at fault are not in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// In the file, from 1.
    pub line: usize,
    pub values: Vec<(Column, Value)>,
}

/// What a cell gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A text, or the name of a term, an event, an officer.
    Text(String),
    Day(Day),
    Amount(Amount),
}

/// An amount in whole units; without a currency it keeps the lead's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    pub amount: u64,
    pub currency: Option<Currency>,
}

/// Something in a file that is not imported, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// In the file, from 1.
    pub row: usize,
    pub column: Column,
    /// What stands in the cell, shortened.
    pub value: String,
    pub fault: Fault,
}

/// Why a cell is not imported; with the first two, the row is not either.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A new lead needs a name.
    NoTitle,
    /// A new lead needs a company.
    NoCompany,
    /// No term or event has this name.
    UnknownName,
    /// No date, or one outside 1900–2150.
    Day,
    /// No amount, or one that contradicts its currency.
    Amount,
    UnknownCurrency,
    /// Another row of the file has this code; the row is imported as if it had none.
    DuplicateCode,
    /// Longer than a code can be, or with characters that can't be seen.
    Code,
}

impl Fault {
    /// Whether the whole row is left out.
    pub fn leaves_row_out(self) -> bool {
        matches!(self, Fault::NoTitle | Fault::NoCompany)
    }
}

/// The problems of a file, bounded: a million bad cells are counted and not kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Problems {
    /// The first [`Problems::KEPT`], in the order of the rows.
    pub first: Vec<Problem>,
    /// All of them.
    pub total: usize,
}

/// Characters of a cell that a problem shows.
const SHOWN: usize = 80;
/// The longest code: ours have 15 characters.
const LONGEST_CODE: usize = 64;

impl Problems {
    pub const KEPT: usize = 1_000;

    pub(super) fn add(&mut self, row: usize, column: Column, value: &str, fault: Fault) {
        self.total += 1;
        if self.first.len() < Self::KEPT {
            let value = value.trim();
            let mut shown: String = value.chars().take(SHOWN).collect();
            if shown.len() < value.len() {
                shown.push('…');
            }
            self.first.push(Problem { row, column, value: shown, fault });
        }
    }

    pub(super) fn sort(&mut self) {
        crate::order::sort_by_key(&mut self.first, |problem| (problem.row, problem.column));
    }
}

/// Reads the rows of a table by what its columns are (SPEC X8–X10).
pub(super) fn read(raw: &RawTable, mapping: &Mapping, names: &Names, problems: &mut Problems) -> Vec<Row> {
    let headings = raw.headings();
    let at = |column: Column| mapping.iter().position(|mapped| *mapped == Some(column));
    let columns: Vec<(usize, Column)> = Column::ALL.iter().filter_map(|column| Some((at(*column)?, *column))).collect();
    let unit = at(Column::Planned).and_then(|index| headings.get(index)).map(|text| heading_unit(text));
    let mut reader = Reader { names, unit: unit.unwrap_or_default(), currency_at: at(Column::Currency), problems };
    raw.data().map(|(line, cells)| reader.row(line, cells, &columns)).collect()
}

struct Reader<'a> {
    names: &'a Names,
    unit: String,
    currency_at: Option<usize>,
    problems: &'a mut Problems,
}

impl Reader<'_> {
    fn row(&mut self, line: usize, cells: &[Cell], columns: &[(usize, Column)]) -> Row {
        let mut values = Vec::new();
        for (index, column) in columns {
            let Some(cell) = cells.get(*index).filter(|cell| !cell.is_blank()) else { continue };
            match self.value(cell, *column, cells) {
                Ok(Some(value)) => values.push((*column, value)),
                Ok(None) => {}
                Err(fault) => self.problems.add(line, *column, &cell.text(), fault),
            }
        }
        Row { line, values }
    }

    fn value(&self, cell: &Cell, column: Column, cells: &[Cell]) -> Result<Option<Value>, Fault> {
        let text = || cell.text().trim().to_owned();
        match column.kind() {
            Kind::Text if column == Column::Code => code(&text()).map(|code| Some(Value::Text(code))),
            // Only a note may have an indent that means something.
            Kind::Text if column == Column::Note => Ok(Some(Value::Text(cell.text()))),
            // Officers are people: a new name is a new officer, which the dry run lists.
            Kind::Text | Kind::Officer => Ok(Some(Value::Text(text()))),
            Kind::Term(_) | Kind::Event => {
                let text = text();
                let known = !self.names.find(column, &text).is_empty();
                if known { Ok(Some(Value::Text(text))) } else { Err(Fault::UnknownName) }
            }
            Kind::Day => day(cell).map(|day| Some(Value::Day(day))).ok_or(Fault::Day),
            Kind::Amount => self.amount(&text(), cells),
            // Says something only beside an amount, where it is read; here it is only checked.
            Kind::Currency => amount::currency(&text()).map(|_| None).ok_or(Fault::UnknownCurrency),
        }
    }

    fn amount(&self, text: &str, cells: &[Cell]) -> Result<Option<Value>, Fault> {
        let stated = self.currency_at.and_then(|index| cells.get(index)).filter(|cell| !cell.is_blank());
        let currency = match stated {
            // A guess at the currency would be a guess at the amount.
            Some(cell) => Some(amount::currency(&cell.text()).ok_or(Fault::Amount)?),
            None => None,
        };
        Ok(amount::read(text, &self.unit, currency)?.map(Value::Amount))
    }
}

fn code(text: &str) -> Result<String, Fault> {
    let code: String = text.chars().map(half_width).collect();
    if code.chars().count() > LONGEST_CODE || code.chars().any(char::is_control) { Err(Fault::Code) } else { Ok(code) }
}

/// A bare number as a day: from 1927 on, because a smaller one is not meant as a date.
fn serial(number: f64) -> Option<Day> {
    day_of_serial(number).filter(|_| number >= 10_000.0)
}

/// A day as people and spreadsheets write it: 2026-10-01, 2026/10/1, 2026.10.1, 2026年10月1日, 20261001, a serial number; a
/// time behind it is cut off (SPEC X9).
fn day(cell: &Cell) -> Option<Day> {
    let text = match cell {
        Cell::Day(day) => return Some(*day),
        Cell::Number(number) if (19_000_101.0..21_510_000.0).contains(number) => number.to_string(),
        Cell::Number(number) => return serial(*number),
        Cell::Empty => return None,
        Cell::Text(text) => text.chars().map(half_width).collect(),
    };
    let text = text.trim();
    let digits = |part: &str| {
        let part = part.trim();
        let plain = !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| part.parse::<u32>().ok()).flatten()
    };
    if text.bytes().all(|b| b.is_ascii_digit() || b == b'.') && text.bytes().filter(|b| *b == b'.').count() < 2 {
        return match text.len() {
            8 if !text.contains('.') => {
                let (year, rest) = text.split_at_checked(4)?;
                let (month, day) = rest.split_at_checked(2)?;
                Day::new(i32::try_from(digits(year)?).ok()?, digits(month)?, digits(day)?).ok()
            }
            _ => serial(text.parse().ok()?),
        };
    }
    let mut parts = text.splitn(3, ['-', '/', '.', '年', '月']);
    let (year, month, rest) = (parts.next()?, parts.next()?, parts.next()?);
    // What may stand behind the day: 日, and a time.
    let end = rest.trim_start().find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.trim_start().len());
    let (day, behind) = rest.trim_start().split_at_checked(end)?;
    let behind = behind.trim_start().strip_prefix('日').unwrap_or(behind);
    let time = |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, ':' | '.' | 'T' | 'Z' | '+' | '-');
    if year.trim().len() != 4 || !behind.chars().all(time) || behind.starts_with('-') {
        return None;
    }
    Day::new(i32::try_from(digits(year)?).ok()?, digits(month)?, digits(day)?).ok()
}
