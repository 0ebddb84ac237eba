//! What the tests of the table share.

use landfall_core::document::{Command, Document, PublishedCase};
use landfall_core::model::{Day, Lang, RecordId};
use landfall_core::query::Filter;
use landfall_core::view::Query;
use landfall_core::view::table::{EntryFault, Layout, Paste, Reading, Table, TableColumn, entry, parse, paste};

use super::{context, day, load_sample, workspace};

pub fn with_sample() -> Document {
    let mut document = workspace(1);
    let cases = ["bmw", "3m"].map(|id| PublishedCase { id: id.into(), ..PublishedCase::default() }).to_vec();
    document.dispatch(load_sample(Lang::ZhCn, cases), &context("2023-12-08")).unwrap();
    document
}

pub fn today() -> Day {
    day("2023-12-08")
}

pub fn layout(parts: &[(&str, &str)]) -> Layout {
    let query: Query = parts.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    Layout::from_query(&query)
}

pub fn table(document: &Document, parts: &[(&str, &str)]) -> Table {
    let query: Query = parts.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    Table::of(document, &Filter::from_query(&query), &layout(parts), Lang::ZhCn, today())
}

pub fn titles(document: &Document, table: &Table) -> Vec<String> {
    table.leads().map(|id| document.tables().leads.get(id).unwrap().title.clone()).collect()
}

pub fn of_code(document: &Document, code: &str) -> RecordId {
    document.tables().lead_by_code(code).unwrap().0.clone()
}

/// What writing a text into a cell means.
pub fn write_cell(
    document: &Document,
    id: &RecordId,
    column: TableColumn,
    text: &str,
) -> Result<Option<Command>, EntryFault> {
    entry(&Reading::typed(document.tables(), Lang::ZhCn, today()), id, column, text)
}

pub fn carry_out(document: &mut Document, id: &RecordId, column: TableColumn, text: &str) {
    let command = write_cell(document, id, column, text).unwrap().unwrap();
    document.dispatch(command, &context("2023-12-08")).unwrap();
}

pub fn paste_text(document: &Document, leads: &[RecordId], columns: &[TableColumn], text: &str) -> Paste {
    let headings = TableColumn::ALL.map(|column| (column, format!("列 {}", column.id())));
    paste(document, leads, columns, &parse(text), &headings, Lang::ZhCn, today())
}
