use std::fmt;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{Day, Money};

/// The name of a record inside its collection, unique for ever. Not shown: people see a lead's code.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RecordId(String);

impl RecordId {
    pub fn new(id: impl Into<String>) -> Self {
        RecordId(id.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for RecordId {
    fn from(id: &str) -> Self {
        RecordId(id.to_owned())
    }
}

/// The collections of a workspace, each a map of record id to fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Collection {
    Activities,
    Blockers,
    Companies,
    Events,
    Leads,
    Officers,
    Terms,
}

impl Collection {
    pub const ALL: [Collection; 7] = [
        Collection::Activities,
        Collection::Blockers,
        Collection::Companies,
        Collection::Events,
        Collection::Leads,
        Collection::Officers,
        Collection::Terms,
    ];

    /// The name of the root map in the document.
    pub fn name(self) -> &'static str {
        match self {
            Collection::Activities => "activities",
            Collection::Blockers => "blockers",
            Collection::Companies => "companies",
            Collection::Events => "events",
            Collection::Leads => "leads",
            Collection::Officers => "officers",
            Collection::Terms => "terms",
        }
    }
}

/// A record as the program sees it: a struct whose fields are the record's fields (SPEC R1).
pub trait Record: Serialize + DeserializeOwned + Default + Clone + PartialEq + 'static {
    const COLLECTION: Collection;

    /// Deleting is a field, so that a concurrent edit survives it (SPEC R4).
    fn removed(&self) -> bool;
}

macro_rules! record {
    ($type:ty, $collection:ident) => {
        impl Record for $type {
            const COLLECTION: Collection = Collection::$collection;

            fn removed(&self) -> bool {
                self.removed
            }
        }
    };
}

/// A company somebody talks with or wants to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Company {
    pub name: String,
    /// Where it comes from, in words.
    pub origin: String,
    /// Sample data, shown with its mark wherever it appears.
    pub sample: bool,
    pub removed: bool,
}
record!(Company, Companies);

/// A lead: one project of one company, from target list to landing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Lead {
    /// `YYYYMMDD-NNN` and a device suffix; the same for life (SPEC L1).
    pub code: String,
    pub title: String,
    pub company: RecordId,
    /// A term of kind `stage`.
    pub stage: RecordId,
    /// The day it entered that stage.
    pub stage_since: Option<Day>,
    /// Place inside its column: a fractional index, compared as text.
    pub rank: String,
    /// A term of kind `industry`.
    pub industry: RecordId,
    pub chain_node: String,
    /// A term of kind `zone`.
    pub zone: RecordId,
    pub officer: RecordId,
    /// A term of kind `priority`.
    pub priority: RecordId,
    /// A term of kind `source`.
    pub source: RecordId,
    pub source_event: RecordId,
    /// A term of kind `capital`: domestic or foreign.
    pub capital: RecordId,
    /// A term of kind `form`: new, capital increase, merger, joint venture.
    pub form: RecordId,
    pub planned: Option<Money>,
    pub contact: String,
    pub phone: String,
    pub email: String,
    /// Why it is on the target list.
    pub reason: String,
    pub next_step: String,
    pub due: Option<Day>,
    pub note: String,
    /// Who reported the company first, for which zone, when.
    pub reported_by: RecordId,
    pub reported_zone: RecordId,
    pub reported_on: Option<Day>,
    /// Announced and published: comes from the published data and stays where it is.
    pub published: bool,
    pub sample: bool,
    pub removed: bool,
}
record!(Lead, Leads);

/// An event of the promotion timeline as the workspace keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct EventRecord {
    pub title_zh: String,
    pub title_en: String,
    /// A term of kind `event-kind`.
    pub kind: RecordId,
    pub start: Option<Day>,
    pub end: Option<Day>,
    /// Places in words, one a line.
    pub places_zh: String,
    pub places_en: String,
    pub published: bool,
    pub sample: bool,
    pub removed: bool,
}
record!(EventRecord, Events);

/// Something that was done about a lead. Moves between stages write one by themselves; those can't be edited.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Activity {
    pub lead: RecordId,
    pub day: Option<Day>,
    /// A term of kind `activity`: call, visit, mail, note, move, transfer, blocker.
    pub kind: RecordId,
    pub text: String,
    /// For a move or a transfer: the terms it went between.
    pub from: RecordId,
    pub to: RecordId,
    pub officer: RecordId,
    /// Milliseconds since 1970, for the order within a day.
    pub at: i64,
    pub sample: bool,
    pub removed: bool,
}
record!(Activity, Activities);

/// What holds a lead up (堵点).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Blocker {
    pub lead: RecordId,
    /// A term of kind `blocker`.
    pub kind: RecordId,
    pub text: String,
    pub department: String,
    pub raised: Option<Day>,
    pub due: Option<Day>,
    /// Empty while it stands.
    pub resolution: String,
    pub sample: bool,
    pub removed: bool,
}
record!(Blocker, Blockers);

/// A promotion officer (招商专员).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Officer {
    pub name: String,
    /// One character for the disc on a card.
    pub disc: String,
    pub zone: RecordId,
    pub sample: bool,
    pub removed: bool,
}
record!(Officer, Officers);

/// An entry of a dictionary: stages, industries, zones and every other list are data (SPEC T1).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Term {
    /// Which dictionary: `stage`, `industry`, `zone`, `source`, …
    pub kind: String,
    pub zh: String,
    pub en: String,
    pub order: u32,
    /// For a stage: the list it belongs to (`target`, `tracking`, `landed`, `out`).
    pub group: String,
    /// For a stage: its shape.
    pub shape: String,
    pub removed: bool,
}
record!(Term, Terms);
