//! Cells as tab-separated text, out and in (SPEC TA13–TA18).

use std::collections::BTreeMap;

use super::cell::plain;
use super::entry::{EntryFault, Reading, entry, new_row};
use super::{Kind, TableColumn};
use crate::document::{Command, Document};
use crate::exchange::csv::{arm, disarm};
use crate::exchange::{MAX_ROWS, Row, code_key};
use crate::model::{Day, Lang, RecordId};

/// These cells as tab-separated text, under these headings if there are any.
pub fn copy(
    document: &Document,
    leads: &[RecordId],
    columns: &[TableColumn],
    headings: Option<Vec<String>>,
    lang: Lang,
    today: Day,
) -> String {
    let tables = document.tables();
    let rows = leads.iter().filter_map(|id| {
        let lead = tables.leads.get(id)?;
        let cell = |column: &TableColumn| {
            let text = plain(id, lead, tables, *column, lang, today);
            // A figure is a figure; all else is text that must not run.
            if column.kind() == Kind::Money { text } else { arm(&text) }
        };
        Some(columns.iter().map(cell).collect())
    });
    write(&headings.into_iter().chain(rows).collect::<Vec<Vec<String>>>())
}

/// Rows as Excel puts them on the clipboard: a cell with a tab, a line end or a quote stands in quotes.
pub fn write(rows: &[Vec<String>]) -> String {
    let mut out = String::new();
    for row in rows {
        for (at, cell) in row.iter().enumerate() {
            if at > 0 {
                out.push('\t');
            }
            if cell.contains(['\t', '\r', '\n', '"']) {
                out.push('"');
                out.push_str(&cell.replace('"', "\"\""));
                out.push('"');
            } else {
                out.push_str(cell);
            }
        }
        out.push_str("\r\n");
    }
    out
}

/// Reads what [`write`] writes, and what other programs put there: a quote that is never closed is an ordinary one. The
/// last line end begins no row.
pub fn parse(text: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut rest = text;
    while !rest.is_empty() && rows.len() < MAX_ROWS {
        let (cell, behind) = quoted(rest).unwrap_or_else(|| {
            let end = rest.find(['\t', '\r', '\n']).unwrap_or(rest.len());
            let (cell, behind) = rest.split_at_checked(end).unwrap_or((rest, ""));
            (cell.to_owned(), behind)
        });
        row.push(cell);
        if let Some(more) = behind.strip_prefix('\t') {
            rest = more;
            if rest.is_empty() {
                row.push(String::new());
            }
            continue;
        }
        let line = behind.strip_prefix("\r\n").or_else(|| behind.strip_prefix(['\r', '\n']));
        rest = line.unwrap_or_default();
        rows.push(std::mem::take(&mut row));
    }
    if !row.is_empty() {
        rows.push(row);
    }
    rows
}

/// A cell in quotes at the beginning of a text, and what stands behind it: a tab, a line end or nothing.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('"')?;
    let mut cell = String::new();
    loop {
        let (before, behind) = rest.split_once('"')?;
        cell.push_str(before);
        match behind.strip_prefix('"') {
            Some(more) => {
                cell.push('"');
                rest = more;
            }
            None if behind.is_empty() || behind.starts_with(['\t', '\r', '\n']) => return Some((cell, behind)),
            None => return None,
        }
    }
}

/// What pasting would do. Nothing is written yet.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Paste {
    /// Cells that would change.
    pub cells: usize,
    /// Leads that would be new.
    pub new: usize,
    pub problems: Vec<PasteProblem>,
    pub commands: Vec<Command>,
}

/// A cell, or a row, that can't be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasteProblem {
    /// In what is pasted, from 1.
    pub row: usize,
    /// None where it is about the whole row.
    pub column: Option<TableColumn>,
    /// What stands there, shortened.
    pub value: String,
    pub fault: EntryFault,
}

/// Characters of a cell that a problem shows.
const SHOWN: usize = 40;

/// What pasting `rows` would do: into `leads` from the first down and `columns` from the first to the right. Where the
/// first row has headings (`headings` says what every column is called), they say which columns, and codes say which
/// leads.
pub fn paste(
    document: &Document,
    leads: &[RecordId],
    columns: &[TableColumn],
    rows: &[Vec<String>],
    headings: &[(TableColumn, String)],
    lang: Lang,
    today: Day,
) -> Paste {
    let reading = Reading::pasted(document.tables(), lang, today);
    let headed = rows.first().and_then(|row| by_headings(row, headings));
    let first = usize::from(headed.is_some());
    let columns = headed.unwrap_or_else(|| columns.iter().map(|column| Some(*column)).collect());
    let code_at = columns.iter().position(|column| *column == Some(TableColumn::Code)).filter(|_| first == 1);
    let codes = code_at.map(|_| codes(document)).unwrap_or_default();
    let mut done = Paste::default();
    let mut fresh = Vec::new();
    for (index, row) in rows.iter().enumerate().skip(first) {
        let line = index + 1;
        let cells: Vec<(Option<Option<TableColumn>>, &str)> =
            row.iter().enumerate().map(|(at, text)| (columns.get(at).copied(), disarm(text))).collect();
        let target = match code_at.and_then(|at| row.get(at)).map(|code| code.trim()).filter(|code| !code.is_empty()) {
            Some(code) => match codes.get(&code_key(disarm(code))) {
                Some(id) => Some(id),
                None => {
                    done.problem(line, Some(TableColumn::Code), code, EntryFault::NoSuchCode);
                    continue;
                }
            },
            None if code_at.is_some() => None,
            None => leads.get(index - first),
        };
        match target {
            Some(id) => done.change_lead(&reading, line, id, &cells),
            None => fresh.extend(done.new_lead(&reading, line, &cells)),
        }
    }
    done.new = fresh.len();
    if !fresh.is_empty() {
        done.commands.push(Command::ImportRows { name: String::new(), rows: fresh });
    }
    done
}

/// Which columns a row of headings names; `None` for a row that is none. One unknown among them is left out.
fn by_headings(row: &[String], headings: &[(TableColumn, String)]) -> Option<Vec<Option<TableColumn>>> {
    let of = |text: &String| headings.iter().find(|(_, words)| *words == text.trim()).map(|(column, _)| *column);
    let found: Vec<_> = row.iter().map(of).collect();
    (found.iter().flatten().count() >= 2).then_some(found)
}

/// Leads by their codes.
fn codes(document: &Document) -> BTreeMap<String, RecordId> {
    let leads = document.tables().leads.iter();
    leads.filter(|(_, lead)| !lead.code.is_empty()).map(|(id, lead)| (code_key(&lead.code), id.clone())).collect()
}

type PastedCell<'a> = (Option<Option<TableColumn>>, &'a str);

impl Paste {
    fn problem(&mut self, row: usize, column: Option<TableColumn>, value: &str, fault: EntryFault) {
        let value = value.trim().chars().take(SHOWN).collect();
        self.problems.push(PasteProblem { row, column, value, fault });
    }

    fn change_lead(&mut self, reading: &Reading, line: usize, id: &RecordId, cells: &[PastedCell]) {
        for (column, text) in cells {
            match column {
                Some(Some(column)) => match entry(reading, id, *column, text) {
                    Ok(Some(command)) => {
                        self.cells += 1;
                        self.commands.push(command);
                    }
                    Ok(None) => {}
                    Err(fault) => self.problem(line, Some(*column), text, fault),
                },
                // A heading that is none of ours.
                Some(None) => {}
                None if text.trim().is_empty() => {}
                None => self.problem(line, None, text, EntryFault::NoColumn),
            }
        }
    }

    fn new_lead(&mut self, reading: &Reading, line: usize, cells: &[PastedCell]) -> Option<Row> {
        let known: Vec<(TableColumn, &str)> =
            cells.iter().filter_map(|(column, text)| Some(((*column)??, *text))).collect();
        let has = |wanted: TableColumn| known.iter().any(|(column, text)| *column == wanted && !text.trim().is_empty());
        if cells.iter().all(|(_, text)| text.trim().is_empty()) {
            return None;
        }
        if !has(TableColumn::Title) || !has(TableColumn::Company) {
            let first = cells.first().map(|(_, text)| *text).unwrap_or_default();
            self.problem(line, None, first, EntryFault::NoRow);
            return None;
        }
        let (row, faults) = new_row(reading, line, &known);
        for (column, fault) in faults {
            let text = known.iter().find(|(other, _)| *other == column).map(|(_, text)| *text).unwrap_or_default();
            self.problem(line, Some(column), text, fault);
        }
        Some(row)
    }
}
