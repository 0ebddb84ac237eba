use std::fmt;

use serde::{Deserialize, Serialize};

use super::schema::FieldSpec;

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

/// Calls a macro with every collection: the field of the tables (and the name in the document and in files), the
/// record's type, the variant. This list is the only place that names them all.
macro_rules! each_collection {
    ($call:ident) => {
        $call! {
            (activities, Activity, Activities),
            (blockers, Blocker, Blockers),
            (briefings, Briefing, Briefings),
            (chain_nodes, ChainNode, ChainNodes),
            (companies, Company, Companies),
            (contacts, Contact, Contacts),
            (event_notes, EventNote, EventNotes),
            (events, EventRecord, Events),
            (feedback, Feedback, Feedback),
            (indicators, IndicatorRecord, Indicators),
            (leads, Lead, Leads),
            (links, Link, Links),
            (needs, Need, Needs),
            (officers, Officer, Officers),
            (resources, Resource, Resources),
            (stops, Stop, Stops),
            (targets, Target, Targets),
            (terms, Term, Terms),
            (units, Unit, Units),
            (views, SavedView, Views),
            (visits, Visit, Visits),
            (workspace, WorkspaceRecord, Workspace),
        }
    };
}
pub(crate) use each_collection;

macro_rules! define_collection {
    ($(($table:ident, $type:ident, $variant:ident),)*) => {
        /// The collections of a workspace, each a map of record id to fields.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Collection {
            $($variant,)*
        }

        impl Collection {
            pub const ALL: &'static [Collection] = &[$(Collection::$variant,)*];

            /// The name of the root map in the document, and of the list in a file.
            pub fn name(self) -> &'static str {
                match self {
                    $(Collection::$variant => stringify!($table),)*
                }
            }

            /// The fields of its records, in the order they are shown.
            pub fn fields(self) -> &'static [FieldSpec] {
                match self {
                    $(Collection::$variant => <super::$type as super::Record>::FIELDS,)*
                }
            }
        }
    };
}
each_collection!(define_collection);

impl Collection {
    pub fn from_name(name: &str) -> Option<Collection> {
        Collection::ALL.iter().copied().find(|collection| collection.name() == name)
    }

    /// The field of this name, `None` for one this version does not know.
    pub fn field(self, name: &str) -> Option<&'static FieldSpec> {
        self.fields().iter().find(|field| field.name == name)
    }

    /// The field that names a record to a person; it can't be emptied. None for records that are named by what they
    /// belong to.
    pub fn title(self) -> Option<&'static str> {
        match self {
            Collection::Companies
            | Collection::Contacts
            | Collection::Officers
            | Collection::Resources
            | Collection::Units
            | Collection::Views => Some("name"),
            Collection::Leads | Collection::Briefings => Some("title"),
            Collection::Events => Some("title_zh"),
            Collection::ChainNodes | Collection::Terms => Some("zh"),
            Collection::Indicators => Some("name_zh"),
            Collection::Stops => Some("place_zh"),
            Collection::Activities
            | Collection::Blockers
            | Collection::EventNotes
            | Collection::Feedback
            | Collection::Links
            | Collection::Needs
            | Collection::Targets
            | Collection::Visits
            | Collection::Workspace => None,
        }
    }
}
