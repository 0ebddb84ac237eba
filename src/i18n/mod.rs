//! Texts in both languages, typed by `build.rs` from `locales/`.

include!(concat!(env!("OUT_DIR"), "/i18n/mod.rs"));

mod words;

use landfall_core::model::Lang;
use leptos::prelude::*;

pub use i18n::*;
pub use leptos_i18n::{t, t_string};
pub use words::{ageing_words, due_words};

/// The typed keys of a language.
pub fn locale_of(lang: Lang) -> Locale {
    match lang {
        Lang::ZhCn => Locale::zh_CN,
        Lang::En => Locale::en,
    }
}

/// The language in use, for what core formats (dates, numbers, money, names with both languages).
pub fn use_lang() -> Signal<Lang> {
    let i18n = use_i18n();
    Signal::derive(move || match i18n.get_locale() {
        Locale::zh_CN => Lang::ZhCn,
        Locale::en => Lang::En,
    })
}
