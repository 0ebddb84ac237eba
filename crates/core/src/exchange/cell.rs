use serde_json::{Value, json};

use crate::model::Day;

/// One cell of a table.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    #[default]
    Empty,
    Text(String),
    /// A finite number.
    Number(f64),
    Day(Day),
}

impl Cell {
    /// Whether it says nothing: empty, or white space.
    pub fn is_blank(&self) -> bool {
        match self {
            Cell::Empty => true,
            Cell::Text(text) => text.trim().is_empty(),
            Cell::Number(_) | Cell::Day(_) => false,
        }
    }

    /// What a person would read in it: days as `YYYY-MM-DD`, numbers without grouping and without an exponent.
    pub fn text(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) => text.clone(),
            Cell::Number(number) => number.to_string(),
            Cell::Day(day) => day.to_string(),
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
    }
}

/// The day Excel shows for a serial number of its 1900 system; the time of day is cut off. `None` outside 1900–2150 and
/// for 60, a 29 February 1900 that never was.
pub fn day_of_serial(serial: f64) -> Option<Day> {
    if !(1.0..200_000.0).contains(&serial) {
        return None;
    }
    // In range: checked above.
    #[allow(clippy::cast_possible_truncation)]
    let days = serial.floor() as i32;
    // Excel counts 1900 as a leap year: from March on it is one ahead.
    let later = match days {
        60 => return None,
        ..60 => days - 1,
        _ => days - 2,
    };
    let first = Day::new(1900, 1, 1).ok()?;
    let day = first.plus(later);
    // `plus` holds the day inside the range; a held one is not the one that was meant.
    (first.days_until(day) == later).then_some(day)
}

/// The serial number of a day in Excel's 1900 system.
pub fn serial_of_day(day: Day) -> f64 {
    let days = Day::new(1900, 1, 1).map_or(0, |first| first.days_until(day));
    f64::from(if days < 59 { days + 1 } else { days + 2 })
}

/// The rows as the text that goes between the page and the spreadsheet worker: an array of arrays of `null`, texts,
/// `{"number":"1.5"}` and `{"day":"YYYY-MM-DD"}`.
pub fn cells_to_json(rows: &[Vec<Cell>]) -> String {
    let cell = |cell: &Cell| match cell {
        Cell::Empty => Value::Null,
        Cell::Text(text) => json!(text),
        // As a text, because serde_json's own reading of fractions may be off by a last digit.
        Cell::Number(number) => json!({ "number": number.to_string() }),
        Cell::Day(day) => json!({ "day": day.to_string() }),
    };
    Value::Array(rows.iter().map(|row| row.iter().map(cell).collect()).collect()).to_string()
}

/// The rows of such a text; `None` if it is none.
pub fn cells_from_json(text: &str) -> Option<Vec<Vec<Cell>>> {
    let cell = |value: Value| match value {
        Value::Null => Some(Cell::Empty),
        Value::String(text) => Some(Cell::Text(text)),
        Value::Object(fields) => match (fields.get("day"), fields.get("number")) {
            (Some(day), _) => day.as_str()?.parse().ok().map(Cell::Day),
            (_, Some(number)) => number.as_str()?.parse().ok().filter(|n: &f64| n.is_finite()).map(Cell::Number),
            _ => None,
        },
        _ => None,
    };
    let Ok(Value::Array(rows)) = serde_json::from_str(text) else { return None };
    let row = |row: Value| match row {
        Value::Array(cells) => cells.into_iter().map(cell).collect(),
        _ => None,
    };
    rows.into_iter().map(row).collect()
}
