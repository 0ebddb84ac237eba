use landfall_core::view::table::{EntryFault, Grouping, TableColumn};
use leptos_i18n::I18nContext;

use crate::i18n::{Locale, field_words, t_string};

/// What a column is called.
pub fn column_words(i18n: I18nContext<Locale>, column: TableColumn) -> String {
    match column {
        TableColumn::Code => t_string!(i18n, table.code),
        TableColumn::Title => t_string!(i18n, table.lead),
        TableColumn::Officer => t_string!(i18n, table.officer),
        TableColumn::Due => t_string!(i18n, table.due),
        TableColumn::Source => t_string!(i18n, table.source_kind),
        TableColumn::CameFrom => t_string!(i18n, table.came_from),
        TableColumn::Idle => t_string!(i18n, table.idle),
        TableColumn::Blockers => t_string!(i18n, table.blockers),
        TableColumn::Planned => t_string!(i18n, table.planned),
        other => return heading(field_words(i18n, other.id())),
    }
    .to_owned()
}

/// A heading begins with a capital; within a sentence the same word does not.
fn heading(words: String) -> String {
    let mut chars = words.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

pub fn group_words(i18n: I18nContext<Locale>, group: Grouping) -> String {
    match group {
        Grouping::None => t_string!(i18n, table.no_group).to_owned(),
        Grouping::Officer => t_string!(i18n, table.officer).to_owned(),
        other => field_words(i18n, other.id()),
    }
}

/// Why a text can't stand in a cell.
pub fn fault_words(i18n: I18nContext<Locale>, fault: EntryFault, text: &str) -> String {
    match fault {
        EntryFault::Published => t_string!(i18n, table.fault_published).to_owned(),
        EntryFault::Computed => t_string!(i18n, table.fault_computed).to_owned(),
        EntryFault::Stage => t_string!(i18n, table.fault_stage).to_owned(),
        EntryFault::UnknownName => t_string!(i18n, table.fault_name, text = text),
        EntryFault::Day => t_string!(i18n, table.fault_day, text = text),
        EntryFault::Amount => t_string!(i18n, table.fault_amount, text = text),
        EntryFault::WhichCurrency => t_string!(i18n, table.fault_currency, text = text),
        EntryFault::EmptyTitle => t_string!(i18n, table.fault_title).to_owned(),
        EntryFault::EmptyCompany => t_string!(i18n, table.fault_company).to_owned(),
        EntryFault::NoRow => t_string!(i18n, table.fault_row).to_owned(),
        EntryFault::NoColumn => t_string!(i18n, table.fault_column, text = text),
        EntryFault::NoSuchCode => t_string!(i18n, table.fault_code, text = text),
    }
}
