use serde_json::{Value, json};

use crate::document::{Command, Fields, Tables};
use crate::model::{Collection, RecordId, half_width};

/// How many leads a column is to have at most (SPEC B10).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    pub count: usize,
    /// Refuses a lead more; a soft one only says so.
    pub hard: bool,
}

/// What was typed is no number of leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a whole number from 1 to {LARGEST}")]
pub struct NotACount;

const LARGEST: usize = 100_000;

/// The dictionary that limits are entries of.
const KIND: &str = "wip";

impl Limit {
    /// Of the column of this stage, zone, officer, …
    pub fn of(tables: &Tables, column: &RecordId) -> Option<Self> {
        let term = tables.terms.get(&record(column))?;
        let count = usize::try_from(term.order).ok().filter(|count| *count > 0)?;
        (term.kind == KIND).then_some(Limit { count, hard: term.group == "hard" })
    }

    /// Reads a number of leads as typed; nothing is no limit.
    ///
    /// # Errors
    /// It is none, or more than any column has.
    pub fn count_from(text: &str) -> Result<Option<usize>, NotACount> {
        let text: String = text.chars().map(half_width).filter(|c| !c.is_whitespace() && *c != ',').collect();
        if text.is_empty() {
            return Ok(None);
        }
        let count = text.parse().ok().filter(|count| (1..=LARGEST).contains(count));
        count.map(Some).ok_or(NotACount)
    }
}

/// What sets the limit of a column, or takes it away; `None` when it is so already. `names` are the column's in both
/// languages.
pub fn set_limit(tables: &Tables, column: &RecordId, names: (&str, &str), limit: Option<Limit>) -> Option<Command> {
    let id = record(column);
    let collection = Collection::Terms;
    let known = tables.terms.get(&id).is_some();
    let Some(limit) = limit else {
        return known.then_some(Command::Delete { collection, id });
    };
    if Limit::of(tables, column) == Some(limit) {
        return None;
    }
    let mut fields = Fields::new();
    fields.insert("order".to_owned(), json!(limit.count));
    fields.insert("group".to_owned(), Value::from(if limit.hard { "hard" } else { "soft" }));
    if known {
        return Some(Command::Change { collection, id, fields });
    }
    fields.insert("kind".to_owned(), Value::from(KIND));
    fields.insert("zh".to_owned(), Value::from(format!("{}的在办上限", names.0)));
    fields.insert("en".to_owned(), Value::from(format!("Limit of {}", names.1)));
    Some(Command::Create { collection, id: Some(id), fields })
}

fn record(column: &RecordId) -> RecordId {
    RecordId::new(format!("{KIND}/{column}"))
}
