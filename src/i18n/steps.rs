//! What a step did, in words: for the undo button, the toast and the history.

use landfall_core::document::{Document, Step};
use landfall_core::model::Lang;
use landfall_core::view::term_name;
use leptos_i18n::I18nContext;

use super::fields::{collection_words, field_words};
use super::{Locale, t_string};

/// `把“示例企业 A”移到在谈`, `Move “Sample company A” to In talks`.
pub fn step_words(i18n: I18nContext<Locale>, lang: Lang, document: &Document, step: &Step) -> String {
    let again = |step: &Step| step_words(i18n, lang, document, step);
    let title = |title: &String| title.clone();
    match step {
        Step::Capture { title: t } => t_string!(i18n, steps.capture, title = title(t)),
        Step::Move { title: t, to, .. } => {
            t_string!(i18n, steps.moved, title = title(t), to = term_name(document.tables(), to, lang))
        }
        Step::Reorder { title: t } => t_string!(i18n, steps.reorder, title = title(t)),
        Step::Change { title: t, field, .. } if field.is_empty() => t_string!(i18n, steps.edit_all, title = title(t)),
        Step::Edit { title: t, field } | Step::Change { title: t, field, .. } => {
            t_string!(i18n, steps.edit, title = title(t), field = field_words(i18n, field))
        }
        Step::Remove { title: t } => t_string!(i18n, steps.remove, title = title(t)),
        Step::LogActivity { title: t } => t_string!(i18n, steps.log, title = title(t)),
        Step::Create { collection, title: t } => {
            t_string!(i18n, steps.create, title = title(t), collection = collection_words(i18n, *collection))
        }
        Step::Delete { collection, title: t } => {
            t_string!(i18n, steps.delete, title = title(t), collection = collection_words(i18n, *collection))
        }
        Step::MergeRecords { collection, title: t, other } => {
            let collection = collection_words(i18n, *collection);
            t_string!(i18n, steps.merge_records, title = title(t), other = title(other), collection = collection)
        }
        Step::Bulk { of, count } => t_string!(i18n, steps.bulk, first = again(of), count = *count),
        Step::Merge { file, .. } => t_string!(i18n, steps.merge, file = title(file)),
        Step::ImportRows { name, .. } => t_string!(i18n, steps.import, file = title(name)),
        Step::Settle { title: t, field, .. } => {
            t_string!(i18n, steps.settle, title = title(t), field = field_words(i18n, field))
        }
        Step::Republish => t_string!(i18n, steps.republish).to_owned(),
        Step::LoadSample => t_string!(i18n, steps.load_sample).to_owned(),
        Step::ClearSample => t_string!(i18n, steps.clear_sample).to_owned(),
        Step::Undo { of } => t_string!(i18n, steps.undo, step = again(of)),
        Step::Redo { of } => t_string!(i18n, steps.redo, step = again(of)),
    }
}
