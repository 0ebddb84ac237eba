use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::model::{Collection, RecordId};

/// One entry of the workspace's history: a command that was carried out (SPEC R6). Never changed, never deleted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LogEntry {
    /// Milliseconds since 1970.
    pub at: i64,
    /// Who, as named on the device; may be empty.
    pub who: String,
    pub step: super::Step,
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
}
