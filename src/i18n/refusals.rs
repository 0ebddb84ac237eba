//! Why something typed was not taken, in words.

use landfall_core::document::CommandError;
use landfall_core::model::DayError;
use leptos_i18n::I18nContext;

use super::{Locale, t_string};

/// What is wrong with what was typed into a field, by its own text.
pub fn refusal_words(i18n: I18nContext<Locale>, error: &CommandError, typed: &str) -> String {
    match error {
        CommandError::Amount(_) => t_string!(i18n, lead.bad_amount, text = typed),
        CommandError::NotANumber { .. } => t_string!(i18n, detail.bad_number, text = typed),
        CommandError::Day(DayError::Form { .. }) => t_string!(i18n, event.bad_day, text = typed),
        CommandError::Day(DayError::NoSuchDay { .. }) => t_string!(i18n, event.no_such_day, text = typed),
        CommandError::Day(DayError::OutOfRange { year }) => t_string!(i18n, event.bad_year, year = *year),
        CommandError::EmptyTitle => t_string!(i18n, lead.empty_title).to_owned(),
        CommandError::EmptyField { field } if field == "title" => t_string!(i18n, lead.empty_title).to_owned(),
        CommandError::EmptyCompany => t_string!(i18n, lead.empty_company).to_owned(),
        CommandError::EmptyText | CommandError::EmptyField { .. } => t_string!(i18n, event.empty_text).to_owned(),
        CommandError::ReadOnly => t_string!(i18n, data.cannot_now).to_owned(),
        CommandError::WrongValue { field, .. } if field == "link" => t_string!(i18n, event.bad_link).to_owned(),
        _ => t_string!(i18n, event.refused).to_owned(),
    }
}
