//! What can be wrong with a table, in words.

use landfall_core::exchange::{Fault, SheetError, TableError};
use leptos_i18n::I18nContext;

use super::{Locale, t_string};

/// Why a cell or a row is not imported.
pub fn fault_words(i18n: I18nContext<Locale>, fault: Fault) -> &'static str {
    match fault {
        Fault::NoTitle => t_string!(i18n, sheet.no_title),
        Fault::NoCompany => t_string!(i18n, sheet.no_company),
        Fault::UnknownName => t_string!(i18n, sheet.unknown_name),
        Fault::Day => t_string!(i18n, sheet.bad_day),
        Fault::Amount => t_string!(i18n, sheet.bad_amount),
        Fault::UnknownCurrency => t_string!(i18n, sheet.unknown_currency),
        Fault::DuplicateCode => t_string!(i18n, sheet.duplicate_code),
        Fault::Code => t_string!(i18n, sheet.bad_code),
    }
}

/// Why a file can't be read, or a spreadsheet not be made, and what helps.
pub fn sheet_error_words(i18n: I18nContext<Locale>, error: &SheetError) -> String {
    let text = match error {
        SheetError::Table(TableError::TooManyBytes { .. }) => t_string!(i18n, sheet.too_many_bytes),
        SheetError::Table(TableError::TooManyRows) => t_string!(i18n, sheet.too_many_rows),
        SheetError::Table(TableError::TooManyCells) => t_string!(i18n, sheet.too_many_cells),
        SheetError::Table(TableError::Empty) => t_string!(i18n, sheet.empty),
        SheetError::NotASheet => t_string!(i18n, sheet.not_a_sheet),
        SheetError::OldOrLocked => t_string!(i18n, sheet.old_or_locked),
        SheetError::Bomb => t_string!(i18n, sheet.bomb),
        SheetError::CellTooLong { row, column } => {
            return t_string!(i18n, sheet.cell_too_long, row = *row, column = *column);
        }
        SheetError::Unreachable => t_string!(i18n, sheet.unreachable),
        SheetError::Stopped => t_string!(i18n, sheet.stopped),
        SheetError::TooSlow => t_string!(i18n, sheet.too_slow),
    };
    text.to_owned()
}
