//! Tables out of the workspace and into it: CSV here, .xlsx in a worker that is fetched for it (SPEC X1–X18).
//!
//! A page that imports: [`read_table`], show the mapping (`RawTable::suggest`, `left_out`) and the [`dry_run`], then
//! [`import`] what the dry run said.

use landfall_core::document::{Applied, Command, CommandError};
use landfall_core::exchange::{
    self, Cell, DryRun, Mapping, RawTable, SheetError, cells_from_json, cells_to_json, check_size, csv as csv_format,
};
use landfall_core::model::{Lang, RecordId};

use super::Workspace;
use crate::platform::encoding;
use crate::platform::worker::{self, WorkerError};

const WORKER: &str = "landfall-sheet";

/// What a spreadsheet file begins with: .xlsx is a zip; the format before 2007 is named by the worker as such.
const PACKED: [&[u8]; 2] = [b"PK\x03\x04", &[0xD0, 0xCF, 0x11, 0xE0]];

/// Reads a file, whatever it is called: a spreadsheet by what it begins with, everything else as a text with columns.
///
/// # Errors
/// The file is too large, empty, or no table; or the worker could not be had.
pub async fn read_table(name: &str, bytes: Vec<u8>) -> Result<RawTable, SheetError> {
    check_size(bytes.len())?;
    let rows = if PACKED.iter().any(|start| bytes.starts_with(start)) {
        read_xlsx(&bytes).await?
    } else {
        csv_format::read(&read_text(&bytes))?
    };
    Ok(RawTable::new(name, rows)?)
}

/// The first sheet of an .xlsx that is not empty.
///
/// # Errors
/// See [`SheetError`].
pub async fn read_xlsx(bytes: &[u8]) -> Result<Vec<Vec<Cell>>, SheetError> {
    let answer = worker::run(WORKER, "read", bytes).await.map_err(error)?;
    let text = String::from_utf8(answer).map_err(|_| SheetError::Stopped)?;
    cells_from_json(&text).ok_or(SheetError::Stopped)
}

/// The rows as an .xlsx with one sheet of this name.
///
/// # Errors
/// See [`SheetError`].
pub async fn write_xlsx(rows: &[Vec<Cell>], sheet_name: &str) -> Result<Vec<u8>, SheetError> {
    let message = format!("{sheet_name}\n{}", cells_to_json(rows));
    worker::run(WORKER, "write", message.as_bytes()).await.map_err(error)
}

/// A text file's text, whatever its encoding (SPEC X5).
pub fn read_text(bytes: &[u8]) -> String {
    exchange::decode(bytes, encoding::gb18030)
}

/// What importing a table would do. Follows the document when it is called where signals are followed.
pub fn dry_run(workspace: Workspace, table: &RawTable, mapping: &Mapping, lang: Lang) -> DryRun {
    workspace.read(|document| exchange::dry_run(document.tables(), table, mapping, lang))
}

/// Imports what a dry run said, as one step of undo. Rows find their leads anew, so what somebody has changed since
/// stays right; a dry run that changes nothing writes nothing.
///
/// # Errors
/// None now; the type is every command's.
pub fn import(workspace: Workspace, run: DryRun) -> Result<Applied, CommandError> {
    workspace.dispatch(Command::ImportRows { name: run.name, rows: run.rows })
}

/// Every lead as CSV with headings in a language.
pub fn csv(workspace: Workspace, lang: Lang) -> Vec<u8> {
    csv_format::write(&table(workspace, lang))
}

/// Every lead as .xlsx with headings in a language.
///
/// # Errors
/// The worker could not be had, or a text is longer than a spreadsheet's cell.
pub async fn xlsx(workspace: Workspace, lang: Lang) -> Result<Vec<u8>, SheetError> {
    write_xlsx(&table(workspace, lang), sheet_name(lang)).await
}

/// These leads as .xlsx with headings in a language.
///
/// # Errors
/// As [`xlsx`].
pub async fn some_xlsx(workspace: Workspace, lang: Lang, leads: &[RecordId]) -> Result<Vec<u8>, SheetError> {
    let rows = workspace.peek(|document| exchange::some_leads_table(document.tables(), lang, leads));
    write_xlsx(&rows, sheet_name(lang)).await
}

fn sheet_name(lang: Lang) -> &'static str {
    match lang {
        Lang::ZhCn => "线索",
        Lang::En => "Leads",
    }
}

fn table(workspace: Workspace, lang: Lang) -> Vec<Vec<Cell>> {
    workspace.peek(|document| exchange::leads_table(document.tables(), lang))
}

fn error(error: WorkerError) -> SheetError {
    match error {
        WorkerError::Unreachable => SheetError::Unreachable,
        WorkerError::Stopped => SheetError::Stopped,
        WorkerError::TooSlow => SheetError::TooSlow,
        WorkerError::Said(code) => SheetError::from_code(&code),
    }
}
