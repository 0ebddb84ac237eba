//! Several lines at once are several leads (SPEC CA1–CA5).

use std::collections::BTreeMap;

use super::companies::CompanyIndex;
use super::report::{ReportedLead, reported_among};
use crate::document::{Tables, company_key};
use crate::exchange::{Column, csv};
use crate::model::{RecordId, half_width};

/// What stands in a line, and what is wrong with it.
#[derive(Debug, Clone, PartialEq)]
pub struct PastedLine {
    /// In what was pasted, from 1.
    pub number: usize,
    pub title: String,
    pub company: String,
    pub problem: Option<LineProblem>,
    /// The company as it is known, and its first report; only where the line is a lead.
    pub reported: Option<(String, ReportedLead)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineProblem {
    NoTitle,
    NoCompany,
    /// The same lead stands in this line already.
    Repeated(usize),
    /// There is such a lead of that company.
    Exists,
}

impl LineProblem {
    /// The line can't be a lead. The others can, if somebody says so.
    pub fn is_fatal(self) -> bool {
        matches!(self, LineProblem::NoTitle | LineProblem::NoCompany)
    }
}

/// Lines as they were read: title and company of each, and how many more columns there were.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pasted {
    rows: Vec<(usize, String, String)>,
    /// Columns beside the two; they are not taken.
    pub more_columns: usize,
}

impl Pasted {
    /// Reads several lines: `lead TAB company`, or with a comma or semicolon of either width between them, or the cells of a
    /// spreadsheet. A first line of headings says which column is which and is no lead. `None` for a text that is one line.
    pub fn read(text: &str) -> Option<Self> {
        let filled = text.lines().filter(|line| !line.trim().is_empty()).count();
        if filled < 2 {
            return None;
        }
        let cells: Vec<(usize, Vec<String>)> = if text.contains('\t') { spreadsheet(text) } else { plain(text) };
        let mut columns = (0, 1);
        let mut rows = cells.into_iter().filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty())).peekable();
        if let Some(found) = rows.peek().and_then(|(_, first)| headings(first)) {
            columns = found;
            rows.next();
        }
        let mut pasted = Pasted::default();
        for (number, cells) in rows {
            let cell = |at: usize| cells.get(at).cloned().unwrap_or_default();
            let filled =
                cells.iter().enumerate().filter(|(at, cell)| !cell.is_empty() && *at != columns.0 && *at != columns.1);
            pasted.more_columns = pasted.more_columns.max(filled.count());
            pasted.rows.push((number, cell(columns.0), cell(columns.1)));
        }
        Some(pasted)
    }

    /// Whether a line has a name and no company.
    pub fn lacks_company(&self) -> bool {
        self.rows.iter().any(|(_, title, company)| !title.is_empty() && company.is_empty())
    }

    /// Each line with its problem. Lines without a company get `company`, which may be empty.
    pub fn lines(&self, tables: &Tables, index: &CompanyIndex, company: &str) -> Vec<PastedLine> {
        let mut seen: BTreeMap<(String, String), usize> = BTreeMap::new();
        let mut leads: BTreeMap<&RecordId, Vec<&RecordId>> = BTreeMap::new();
        for (id, lead) in tables.leads.iter() {
            leads.entry(&lead.company).or_default().push(id);
        }
        // Each company is looked up once, however many lines name it.
        let mut known: BTreeMap<String, Option<(String, Vec<ReportedLead>)>> = BTreeMap::new();
        self.rows
            .iter()
            .map(|(number, title, own)| {
                let company = if own.is_empty() { company.trim() } else { own.as_str() }.to_owned();
                let key = (company_key(title), company_key(&company));
                let found = known.entry(key.1.clone()).or_insert_with(|| {
                    let id = index.find(&company).into_iter().next()?.id;
                    let leads = leads.get(&id).into_iter().flatten().copied();
                    Some((tables.companies.get(&id)?.name.clone(), reported_among(tables, leads)))
                });
                let exists = |leads: &[ReportedLead]| leads.iter().any(|lead| company_key(&lead.title) == key.0);
                let problem = if key.0.is_empty() {
                    Some(LineProblem::NoTitle)
                } else if key.1.is_empty() {
                    Some(LineProblem::NoCompany)
                } else if let Some(first) = seen.get(&key) {
                    Some(LineProblem::Repeated(*first))
                } else if found.as_ref().is_some_and(|(_, leads)| exists(leads)) {
                    Some(LineProblem::Exists)
                } else {
                    None
                };
                seen.entry(key).or_insert(*number);
                let first = found.as_ref().and_then(|(name, leads)| Some((name.clone(), leads.first()?.clone())));
                let reported = first.filter(|_| !problem.is_some_and(LineProblem::is_fatal));
                PastedLine { number: *number, title: title.clone(), company, problem, reported }
            })
            .collect()
    }
}

/// Cells parted by tabs, as spreadsheets copy them: a cell with line ends in it stands in quotes.
fn spreadsheet(text: &str) -> Vec<(usize, Vec<String>)> {
    let quoted = text.contains("\"") && text.lines().any(|line| line.split('\t').any(|cell| cell.starts_with('"')));
    if quoted && let Ok(rows) = csv::read(text) {
        let cells = |row: &Vec<crate::exchange::Cell>| row.iter().map(|cell| clean(&cell.text())).collect();
        return rows.iter().enumerate().map(|(at, row)| (at + 1, cells(row))).collect();
    }
    numbered(text).map(|(number, line)| (number, line.split('\t').map(clean).collect())).collect()
}

/// A name and a company with a comma or semicolon between them: the first one, since `Co., Ltd.` has one of its own.
fn plain(text: &str) -> Vec<(usize, Vec<String>)> {
    numbered(text)
        .map(|(number, line)| {
            let parts = line.split_once(|c| matches!(half_width(c), ',' | ';'));
            (number, parts.map_or_else(|| vec![clean(line)], |(title, company)| vec![clean(title), clean(company)]))
        })
        .collect()
}

fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(at, line)| (at + 1, line))
}

/// One line of text, as the fields of the dialog would hold it.
fn clean(cell: &str) -> String {
    cell.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The columns of title and company where the line has their headings.
fn headings(cells: &[String]) -> Option<(usize, usize)> {
    let at = |column: Column| cells.iter().position(|cell| Column::of_heading(cell) == Some(column));
    match (at(Column::Title), at(Column::Company)) {
        (Some(title), Some(company)) => Some((title, company)),
        _ => None,
    }
}
