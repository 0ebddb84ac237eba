//! Small texts that several features say the same way.

use landfall_core::format;
use landfall_core::model::{Day, Lang};
use landfall_core::view::{Ageing, Due};
use leptos_i18n::I18nContext;

use super::{Locale, t_string};

/// `逾期 2 天`, `今天`, `明天`, `12月11日 周一`.
pub fn due_words(i18n: I18nContext<Locale>, lang: Lang, due: Due, today: Day) -> String {
    match due {
        Due::Overdue(days) => t_string!(i18n, board.overdue, days = days),
        Due::Today => t_string!(i18n, board.today).to_owned(),
        Due::Tomorrow => t_string!(i18n, board.tomorrow).to_owned(),
        Due::On(day) => format::day_week(lang, day, today),
    }
}

/// `停留 9 天`, `15 天无进展`, `31 天无进展，待说明`, `31 天无进展，已说明`.
pub fn ageing_words(i18n: I18nContext<Locale>, ageing: Ageing) -> String {
    match ageing {
        Ageing::InStage(days) => t_string!(i18n, board.in_stage, days = days),
        Ageing::Stale(days) => t_string!(i18n, board.stale, days = days),
        Ageing::Explained(days) => t_string!(i18n, today.explained, days = days),
        Ageing::Unexplained(days) => t_string!(i18n, board.unexplained, days = days),
    }
}

/// What became of exporting a calendar: `events` stand in the file of this name, `undated` could not.
pub fn calendar_words(i18n: I18nContext<Locale>, name: &str, events: usize, undated: usize) -> String {
    match (events, undated) {
        (0, _) => t_string!(i18n, calendar.empty).to_owned(),
        (_, 0) => t_string!(i18n, data.exported, name = name),
        _ => t_string!(i18n, calendar.exported_without, name = name, count = undated),
    }
}
