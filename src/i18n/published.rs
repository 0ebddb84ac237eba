//! What published data consists of, in words.

use landfall_core::exchange::SecretKind;
use leptos_i18n::I18nContext;

use super::{Locale, t_string};

/// A list of the published file, or a field of its records; the name itself for one of a later version.
pub fn published_words(i18n: I18nContext<Locale>, name: &str) -> String {
    match name {
        "events" => t_string!(i18n, publish.f_events),
        "indicators" => t_string!(i18n, publish.f_indicators),
        "cases" => t_string!(i18n, publish.f_cases),
        "kinds" | "kind" => t_string!(i18n, publish.f_kind),
        "title" => t_string!(i18n, publish.f_title),
        "caption" => t_string!(i18n, publish.f_caption),
        "season" => t_string!(i18n, publish.f_season),
        "start" => t_string!(i18n, publish.f_start),
        "end" => t_string!(i18n, publish.f_end),
        "places" => t_string!(i18n, publish.f_places),
        "led_by" => t_string!(i18n, publish.f_led_by),
        "theme" => t_string!(i18n, publish.f_theme),
        "notes" => t_string!(i18n, publish.f_notes),
        "name" => t_string!(i18n, publish.f_name),
        "detail" => t_string!(i18n, publish.f_detail),
        "figure" => t_string!(i18n, publish.f_figure),
        "change_percent" => t_string!(i18n, publish.f_change),
        "year" => t_string!(i18n, publish.f_year),
        "company" => t_string!(i18n, publish.f_company),
        "project" => t_string!(i18n, publish.f_project),
        "topic" => t_string!(i18n, publish.f_topic),
        "summary" => t_string!(i18n, publish.f_summary),
        "text" => t_string!(i18n, publish.f_text),
        "landed_on" => t_string!(i18n, publish.f_landed_on),
        other => return other.to_owned(),
    }
    .to_owned()
}

/// What must not be published, as a kind.
pub fn secret_words(i18n: I18nContext<Locale>, kind: SecretKind) -> &'static str {
    match kind {
        SecretKind::CodeName => t_string!(i18n, publish.s_code_name),
        SecretKind::Code => t_string!(i18n, publish.s_code),
        SecretKind::Title => t_string!(i18n, publish.s_title),
        SecretKind::Company => t_string!(i18n, publish.s_company),
        SecretKind::Person => t_string!(i18n, publish.s_person),
        SecretKind::Phone => t_string!(i18n, publish.s_phone),
        SecretKind::Mail => t_string!(i18n, publish.s_mail),
    }
}
