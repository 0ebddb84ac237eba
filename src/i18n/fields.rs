//! The fields and collections of records, in words: for the history, for different edits, for what a file holds.

use landfall_core::model::Collection;
use leptos_i18n::I18nContext;

use super::{Locale, t_string};

macro_rules! words {
    ($i18n:expr, $name:expr, $group:ident: $($key:ident)*) => {
        match $name {
            $(stringify!($key) => t_string!($i18n, $group.$key).to_owned(),)*
            other => other.to_owned(),
        }
    };
}

/// A field as a person calls it; the name itself for a later version's field.
pub fn field_words(i18n: I18nContext<Locale>, field: &str) -> String {
    words!(i18n, field, fields:
        name name_en aliases credit_code origin nature industry tags
        chain_leader parent note company post phone email language
        met_at code title code_name announced stage stage_since rank chain_node
        zone officer priority source source_event capital form headquarters
        planned signed_amount paid_in contact reason screening screened_by first_talk
        signed_on signing_company agreement registered_on registered_company premises_wanted premises opened_on
        jobs service_manager next_visit out_type out_reason next_step due reported_by
        reported_zone reported_on public published title_zh title_en kind season
        start end places_zh places_en led_by_zh led_by_en theme_zh theme_en
        delegation outcomes next_steps lead day text from to
        at department raised resolution disc unit zh en
        order group shape element state resource wished_by answer
        area available_from link feeds metric year count amount
        name_zh detail_zh detail_en figure unit_zh unit_en change event
        risk audience schema started sample removed notes_zh notes_en place_zh
        place_en country_zh country_en latitude longitude measured_to_zh measured_to_en inferred done_on route query owner stale_reason stale_reason_on merged_into
    )
}

/// A record of a collection, in one word.
pub fn collection_words(i18n: I18nContext<Locale>, collection: Collection) -> String {
    words!(i18n, collection.name(), collections:
        activities blockers briefings chain_nodes companies contacts event_notes events feedback indicators leads links needs
        officers resources stops targets terms units views visits workspace
    )
}

/// The same as a label, which begins with a capital.
pub fn field_label(i18n: I18nContext<Locale>, field: &str) -> String {
    let words = field_words(i18n, field);
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
