//! Why a lock does not open, in words.

use landfall_core::lock::LockProblem;
use leptos_i18n::I18nContext;

use super::{Locale, t_string};

pub fn lock_words(i18n: I18nContext<Locale>, problem: LockProblem) -> &'static str {
    match problem {
        LockProblem::Passphrase => t_string!(i18n, lock.wrong),
        LockProblem::Damaged => t_string!(i18n, lock.damaged),
        LockProblem::TooNew => t_string!(i18n, lock.too_new),
        LockProblem::NoCrypto => t_string!(i18n, lock.no_crypto),
        LockProblem::NoStorage => t_string!(i18n, lock.no_storage),
        LockProblem::Full => t_string!(i18n, lock.full),
        LockProblem::Unsaved => t_string!(i18n, lock.unsaved),
    }
}
