//! The sample: invented leads with neutral names, one set for every staff screen. Its own "today" is
//! [`Sample::as_of`]; loading it moves all its days so that this day becomes the reader's today (SPEC S1).

use serde::Deserialize;

use crate::model::{Currency, Day, Localized, Money};

/// The sample as it is written down. What is not needed to build records is not read.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Sample {
    pub as_of: Day,
    pub officers: Vec<SampleOfficer>,
    pub events: Vec<SampleEvent>,
    /// What came of the published events, invented.
    #[serde(default)]
    pub event_notes: Vec<SampleEventNotes>,
    pub leads: Vec<SampleLead>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct SampleOfficer {
    pub id: String,
    pub name: Localized,
    pub disc: Localized,
    pub zone: String,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct SampleEvent {
    pub id: String,
    pub kind: String,
    pub title: Localized,
    pub start: Day,
    pub end: Option<Day>,
    pub place: Option<Localized>,
    pub zone: Option<String>,
    #[serde(flatten)]
    pub notes: SampleNotes,
}

/// What came of an event of the published data.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct SampleEventNotes {
    pub event: String,
    #[serde(flatten)]
    pub notes: SampleNotes,
}

#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
pub struct SampleNotes {
    pub outcomes: Option<Localized>,
    #[serde(default)]
    pub next_steps: Vec<SampleNextStep>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct SampleNextStep {
    pub text: Localized,
    pub due: Option<Day>,
    #[serde(default)]
    pub done: bool,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct SampleLead {
    pub code: String,
    pub title: Localized,
    pub company: Localized,
    pub stage: String,
    pub industry: String,
    pub chain_node: Option<Localized>,
    pub zone: String,
    pub officer: String,
    pub priority: Option<String>,
    pub source: Option<String>,
    pub source_event: Option<String>,
    pub origin: Option<Localized>,
    pub capital: Option<String>,
    pub form: Option<String>,
    pub planned: Option<SampleMoney>,
    pub contact: Option<SampleContact>,
    pub reason: Option<Localized>,
    pub first_report: SampleReport,
    pub stages: Vec<SampleStage>,
    #[serde(default)]
    pub activities: Vec<SampleActivity>,
    pub next_step: Option<Localized>,
    pub due: Option<Day>,
    #[serde(default)]
    pub blockers: Vec<SampleBlocker>,
    #[serde(default)]
    pub needs: Vec<SampleNeed>,
    #[serde(default)]
    pub transfers: Vec<SampleTransfer>,
    /// `go` or `no-go`.
    pub result: Option<String>,
    pub first_talk: Option<Day>,
    pub agreement: Option<SampleAgreement>,
    pub registered: Option<SampleRegistration>,
    pub opened: Option<Day>,
    pub actual: Option<SampleMoney>,
    pub jobs: Option<i64>,
    pub service_manager: Option<String>,
    pub next_visit: Option<Day>,
    pub headquarters: Option<Localized>,
    pub premises_wanted: Option<Localized>,
}

/// What is signed, or known of it before.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct SampleAgreement {
    #[serde(rename = "type")]
    pub kind: Option<Localized>,
    pub date: Option<Day>,
    pub company: Option<Localized>,
    pub amount: Option<SampleMoney>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct SampleRegistration {
    pub company: Localized,
    pub date: Day,
    pub premises: Option<Localized>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct SampleNeed {
    pub element: String,
    pub status: String,
    pub text: Option<Localized>,
    pub wished_by: Option<Day>,
}

/// From one zone to another.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct SampleTransfer {
    pub from: String,
    pub to: String,
    pub date: Day,
}

#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct SampleMoney {
    pub amount: u64,
    pub currency: Currency,
}

impl From<SampleMoney> for Money {
    fn from(money: SampleMoney) -> Self {
        Money { amount: money.amount, currency: money.currency }
    }
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct SampleContact {
    pub name: Localized,
    pub phone: Option<String>,
    pub email: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct SampleReport {
    pub officer: String,
    pub zone: String,
    pub date: Day,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct SampleStage {
    pub stage: String,
    pub date: Day,
    pub officer: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct SampleActivity {
    pub date: Day,
    pub kind: String,
    pub text: Localized,
    pub officer: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct SampleBlocker {
    #[serde(rename = "type")]
    pub kind: String,
    pub text: Option<Localized>,
    pub department: Option<Localized>,
    pub raised: Day,
    pub due: Option<Day>,
}

/// Reads the sample (`data/sample.json`).
///
/// # Errors
/// Only when the file was edited wrongly or did not arrive whole.
pub fn parse(text: &str) -> Result<Sample, serde_json::Error> {
    // By way of a value: one reader for all records is 40 kB of wasm less than one for each.
    serde_json::from_value(serde_json::from_str(text)?)
}
