use serde::{Deserialize, Serialize};
use serde_json::Value;
use yrs::{Any, Array, Out, Transact};

use super::Document;
use crate::model::{Collection, RecordId};

/// One entry of the workspace's history: a command that was carried out (SPEC R6). Never changed, never deleted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LogEntry {
    /// Milliseconds since 1970.
    pub at: i64,
    /// Who, as named on the device; may be empty.
    pub who: String,
    /// Their unit; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    pub step: super::Step,
    /// Records the command made. What they were made with is not repeated here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub made: Vec<(Collection, RecordId)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<LoggedChange>,
}

/// One field that the command changed. `None` is an empty field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LoggedChange {
    pub collection: Collection,
    pub id: RecordId,
    pub field: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Value>,
    #[serde(default, skip_serializing_if = "Mark::is_edit")]
    pub mark: Mark,
}

/// What an entry says about a field beside its value (SPEC R8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// The field went from one value to the other.
    #[default]
    Edit,
    /// Somebody decided between different edits: `to` is what holds.
    Settled,
    /// That decision was taken back.
    Reopened,
    /// A file without history has `to`, and the field keeps its own value.
    Offered,
}

impl Mark {
    fn is_edit(&self) -> bool {
        *self == Mark::Edit
    }
}

impl Document {
    /// The history of the workspace in an order that never puts an effect before its cause: entries of one device
    /// stand as they were made, merged ones after what they had seen. Entries that can't be read are left out.
    pub fn log(&self) -> Vec<LogEntry> {
        let txn = self.doc.transact();
        self.log
            .iter(&txn)
            .filter_map(|out| match out {
                Out::Any(Any::String(text)) => serde_json::from_str(&text).ok(),
                _ => None,
            })
            .collect()
    }

    /// How many entries the history has.
    pub fn log_len(&self) -> usize {
        let txn = self.doc.transact();
        usize::try_from(self.log.len(&txn)).unwrap_or_default()
    }

    /// When the entry of this place was made, in milliseconds since 1970.
    pub fn log_at(&self, place: usize) -> Option<i64> {
        let txn = self.doc.transact();
        match self.log.get(&txn, u32::try_from(place).ok()?)? {
            // An import's entry is as long as its file: its time stands first, and the rest need not be read for it.
            Out::Any(Any::String(text)) => {
                let first = text.strip_prefix("{\"at\":").and_then(|rest| rest.split(',').next()?.parse().ok());
                first.or_else(|| serde_json::from_str::<LogEntry>(&text).ok().map(|entry| entry.at))
            }
            _ => None,
        }
    }
}
