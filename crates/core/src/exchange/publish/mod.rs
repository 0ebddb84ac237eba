//! 发布 / Publish (SPEC PU1–PU10): the published data made anew from the records of a workspace that are marked public,
//! unless something in it is nobody's business.

mod changes;
mod records;
mod secrets;

use crate::document::Document;
use crate::model::{Collection, Day, Localized, RecordId};
use crate::published::{self, Published};

pub use changes::{Change, FieldDiff, What};
pub use secrets::SecretKind;

/// What would be published.
#[derive(Debug, Clone, PartialEq)]
pub struct Publication {
    pub data: Published,
    /// `published.json`.
    pub text: String,
    /// Against what is published now.
    pub changes: Vec<Change>,
    /// Texts that one language lacks; visitors see the other one there.
    pub untranslated: Vec<Place>,
    /// Records of the current file that could not be read, and so are not in the new one.
    pub unread: usize,
}

/// A place in the published data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// `events`, `indicators`, `cases`, …: the file's own field.
    pub list: String,
    /// The record's id there; empty for what is no record.
    pub id: String,
    /// `title.zh`, `notes[1].en`; empty for the record itself.
    pub field: String,
    /// What the record is called; empty for what is no record.
    pub title: Localized,
}

/// Why nothing is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    pub place: Place,
    pub why: Why,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// The text there holds something secret of this record of the workspace.
    Secret { kind: SecretKind, words: String, collection: Collection, record: RecordId },
    /// What every published record of this kind has is not given.
    Missing,
    /// The last day is before the first.
    EndBeforeStart,
    /// The figure is none that can be published.
    NoFigure,
}

/// What a workspace would publish on this day, on top of what is published now (`base`): what nobody edited here comes
/// out as it is there.
///
/// # Errors
/// Everything that must not go out, or can't, and where it stands.
pub fn publish(document: &Document, base: &Published, day: Day) -> Result<Publication, Vec<Refusal>> {
    let mut made = records::Made::new(document, base);
    let mut data = base.clone();
    data.schema = published::SCHEMA;
    data.published_on = Some(day);
    data.problems = Vec::new();
    data.events = made.events();
    data.kinds = made.kinds(&data.events);
    data.indicators = made.indicators();
    data.cases = made.cases();
    let records::Made { mut refusals, mut untranslated, .. } = made;
    refusals.extend(secrets::found(document.tables(), &data, base));
    if !refusals.is_empty() {
        return Err(refusals);
    }
    untranslated.dedup();
    let changes = changes::between(&published::to_value(base), &published::to_value(&data));
    Ok(Publication { text: published::write(&data), data, changes, untranslated, unread: base.problems.len() })
}
