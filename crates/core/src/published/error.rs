use std::fmt;

use crate::model::DayError;

/// Why the file as a whole is no use (SPEC PUB2, PUB3). The words are for whoever keeps the file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PublishedError {
    #[error("the file is empty")]
    Empty,
    #[error("the file is not JSON: line {line}, column {column}: {reason}")]
    NotJson { line: usize, column: usize, reason: String },
    #[error("the file is of schema {found}; this edition reads up to {known}")]
    TooNew { found: u64, known: u32 },
    #[error("{0}")]
    Broken(Problem),
}

/// What is wrong where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{field}: {fault}", Prefix(record))]
pub struct Problem {
    /// `events[2] "2023-mosu"`; empty for the file's own fields.
    pub record: String,
    /// `start`, `title.en`; inside a list with its place: `places[0].lat`.
    pub field: String,
    pub fault: Fault,
}

/// The ways a field can be wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("is missing")]
    Missing,
    #[error("is empty")]
    Empty,
    #[error("should be {expected}")]
    WrongType { expected: Expected },
    #[error("{text:?} is not a date in the form YYYY-MM-DD")]
    NotADate { text: String },
    #[error("{text:?} does not exist in the calendar")]
    NoSuchDay { text: String },
    #[error("{value} is outside {from} to {to}")]
    OutOfRange { value: String, from: String, to: String },
    #[error("{end} is before the start, {start}")]
    EndBeforeStart { start: String, end: String },
    #[error("{id:?} is used twice")]
    Duplicate { id: String },
    #[error("{id:?} is not listed under {list}")]
    Unknown { id: String, list: &'static str },
}

/// What a value should have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    Object,
    List,
    Text,
    /// `{"zh": "…", "en": "…"}`.
    BothLanguages,
    Number,
    WholeNumber,
    TrueOrFalse,
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Expected::Object => "an object {…}",
            Expected::List => "a list […]",
            Expected::Text => "a text",
            Expected::BothLanguages => "a text in both languages {\"zh\": …, \"en\": …}",
            Expected::Number => "a number",
            Expected::WholeNumber => "a whole number, not negative",
            Expected::TrueOrFalse => "true or false",
        })
    }
}

struct Prefix<'a>(&'a str);

impl fmt::Display for Prefix<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() { Ok(()) } else { write!(f, "{}: ", self.0) }
    }
}

impl Fault {
    pub(super) fn of_day(error: DayError) -> Self {
        match error {
            DayError::Form { text } => Fault::NotADate { text },
            DayError::NoSuchDay { text } => Fault::NoSuchDay { text },
            DayError::OutOfRange { year } => {
                Fault::OutOfRange { value: year.to_string(), from: "1900".to_owned(), to: "2150".to_owned() }
            }
        }
    }
}
