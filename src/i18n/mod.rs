//! Texts in both languages, typed by `build.rs` from `locales/`.

/// Written by `build.rs`: its style is not ours to mend.
#[allow(clippy::all, clippy::expect_used, clippy::unwrap_used, clippy::panic, unused_imports, dead_code)]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/i18n/mod.rs"));
}

mod fields;
mod locks;
mod published;
mod refusals;
mod sheet;
mod steps;
mod words;

use landfall_core::model::Lang;
use leptos::prelude::*;

pub use generated::i18n::{I18nContextProvider, Locale, use_i18n};
pub use leptos_i18n::t_string;

/// A text that follows the language, as one type of signal. leptos_i18n's own `t!` is a type of its own for each
/// text, and the machinery to keep it up to date is compiled for each: 1 kB of wasm a text instead of 0.2.
macro_rules! t {
    ($i18n:expr, $($rest:tt)+) => {{
        let i18n = $i18n;
        ::leptos::prelude::Signal::derive(move || $crate::i18n::t_string!(i18n, $($rest)+).to_string())
    }};
}
pub use fields::{collection_words, field_label, field_words};
pub use locks::lock_words;
pub use published::{published_words, secret_words};
pub use refusals::refusal_words;
pub use sheet::{fault_words, sheet_error_words};
pub use steps::step_words;
pub(crate) use t;
pub use words::{ageing_words, calendar_words, due_words};

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
