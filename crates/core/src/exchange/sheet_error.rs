use super::raw::TableError;

/// Why a file could not be read, or a spreadsheet not be made. Nothing was imported.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    #[error(transparent)]
    Table(#[from] TableError),
    #[error("the file is no .xlsx spreadsheet, or is damaged")]
    NotASheet,
    /// The format before 2007, which is also what a password makes of a new one.
    #[error("the file is an old .xls, or locked with a password")]
    OldOrLocked,
    /// Unpacked, it would be larger than any office's table.
    #[error("the file unpacks to more than can be read")]
    Bomb,
    /// A spreadsheet's cell holds 32,767 characters; CSV holds any number.
    #[error("the text in row {row}, column {column} is longer than a spreadsheet's cell")]
    CellTooLong { row: usize, column: usize },
    /// The worker's file did not arrive: no network, or not as it was published.
    #[error("the spreadsheet part of the program could not be loaded")]
    Unreachable,
    #[error("the spreadsheet part of the program stopped")]
    Stopped,
    #[error("it took longer than a minute")]
    TooSlow,
}

impl SheetError {
    /// As the worker says it to the page.
    pub fn code(&self) -> String {
        match self {
            SheetError::Table(TableError::TooManyBytes { bytes }) => format!("bytes {bytes}"),
            SheetError::Table(TableError::TooManyRows) => "rows".to_owned(),
            SheetError::Table(TableError::TooManyCells) => "cells".to_owned(),
            SheetError::Table(TableError::Empty) => "empty".to_owned(),
            SheetError::NotASheet => "no-sheet".to_owned(),
            SheetError::OldOrLocked => "old".to_owned(),
            SheetError::Bomb => "bomb".to_owned(),
            SheetError::CellTooLong { row, column } => format!("long {row} {column}"),
            SheetError::Unreachable => "unreachable".to_owned(),
            SheetError::Stopped => "stopped".to_owned(),
            SheetError::TooSlow => "slow".to_owned(),
        }
    }

    /// What the worker said; anything else is a worker that broke.
    pub fn from_code(code: &str) -> Self {
        let mut words = code.split(' ');
        let name = words.next().unwrap_or_default();
        let mut number = || words.next().and_then(|word| word.parse().ok()).unwrap_or_default();
        match name {
            "bytes" => SheetError::Table(TableError::TooManyBytes { bytes: number() }),
            "rows" => SheetError::Table(TableError::TooManyRows),
            "cells" => SheetError::Table(TableError::TooManyCells),
            "empty" => SheetError::Table(TableError::Empty),
            "no-sheet" => SheetError::NotASheet,
            "old" => SheetError::OldOrLocked,
            "bomb" => SheetError::Bomb,
            "long" => SheetError::CellTooLong { row: number(), column: number() },
            "unreachable" => SheetError::Unreachable,
            "slow" => SheetError::TooSlow,
            _ => SheetError::Stopped,
        }
    }
}
