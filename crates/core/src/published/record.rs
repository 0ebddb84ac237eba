//! Reads the fields of one JSON object and says precisely what is wrong with one.

use serde_json::{Map, Value};

use crate::model::{Day, Localized};

use super::{Expected, Fault, Problem};

/// One object of the file, and where it stands.
#[derive(Clone)]
pub(super) struct Record<'a> {
    /// `events[2] "2023-mosu"`, or empty for the file itself.
    name: String,
    /// `places[0].` for an object inside a record.
    inside: String,
    map: &'a Map<String, Value>,
}

impl<'a> Record<'a> {
    pub fn whole(map: &'a Map<String, Value>) -> Self {
        Record { name: String::new(), inside: String::new(), map }
    }

    pub fn problem(&self, field: &str, fault: Fault) -> Problem {
        Problem { record: self.name.clone(), field: format!("{}{field}", self.inside), fault }
    }

    fn wrong<T>(&self, field: &str, expected: Expected) -> Result<T, Problem> {
        Err(self.problem(field, Fault::WrongType { expected }))
    }

    /// A value; `null` counts as absent.
    fn value(&self, field: &str) -> Option<&'a Value> {
        self.map.get(field).filter(|value| !value.is_null())
    }

    /// Turns an absent field of an optional reading into a fault.
    fn present<T>(&self, field: &str, value: Option<T>) -> Result<T, Problem> {
        value.ok_or_else(|| self.problem(field, Fault::Missing))
    }

    pub fn opt_text(&self, field: &str) -> Result<Option<String>, Problem> {
        match self.value(field) {
            None => Ok(None),
            Some(Value::String(text)) if text.trim().is_empty() => Err(self.problem(field, Fault::Empty)),
            Some(Value::String(text)) => Ok(Some(text.trim().to_owned())),
            Some(_) => self.wrong(field, Expected::Text),
        }
    }

    pub fn text(&self, field: &str) -> Result<String, Problem> {
        let text = self.opt_text(field)?;
        self.present(field, text)
    }

    pub fn opt_localized(&self, field: &str) -> Result<Option<Localized>, Problem> {
        match self.value(field) {
            None => Ok(None),
            Some(value) => self.localized_value(field, value).map(Some),
        }
    }

    pub fn localized(&self, field: &str) -> Result<Localized, Problem> {
        let text = self.opt_localized(field)?;
        self.present(field, text)
    }

    fn localized_value(&self, field: &str, value: &Value) -> Result<Localized, Problem> {
        let Value::Object(map) = value else { return self.wrong(field, Expected::BothLanguages) };
        let language = |key: &str| {
            let inner = Record { name: self.name.clone(), inside: format!("{}{field}.", self.inside), map };
            inner.text(key)
        };
        Ok(Localized { zh: language("zh")?, en: language("en")? })
    }

    pub fn opt_localized_list(&self, field: &str) -> Result<Option<Vec<Localized>>, Problem> {
        let Some(values) = self.opt_list(field)? else { return Ok(None) };
        let read = |(i, value)| self.localized_value(&format!("{field}[{i}]"), value);
        values.iter().enumerate().map(read).collect::<Result<_, _>>().map(Some)
    }

    pub fn text_list(&self, field: &str) -> Result<Vec<String>, Problem> {
        let values = self.opt_list(field)?;
        let read = |(i, value): (usize, &Value)| match value {
            Value::String(text) => Ok(text.clone()),
            _ => self.wrong(&format!("{field}[{i}]"), Expected::Text),
        };
        self.present(field, values)?.iter().enumerate().map(read).collect()
    }

    fn opt_list(&self, field: &str) -> Result<Option<&'a Vec<Value>>, Problem> {
        match self.value(field) {
            None => Ok(None),
            Some(Value::Array(values)) => Ok(Some(values)),
            Some(_) => self.wrong(field, Expected::List),
        }
    }

    pub fn opt_day(&self, field: &str) -> Result<Option<Day>, Problem> {
        let Some(text) = self.opt_text(field)? else { return Ok(None) };
        text.parse().map(Some).map_err(|error| self.problem(field, Fault::of_day(error)))
    }

    pub fn day(&self, field: &str) -> Result<Day, Problem> {
        let day = self.opt_day(field)?;
        self.present(field, day)
    }

    pub fn opt_whole(&self, field: &str) -> Result<Option<u64>, Problem> {
        match self.value(field) {
            None => Ok(None),
            Some(value) => value.as_u64().map_or_else(|| self.wrong(field, Expected::WholeNumber), |n| Ok(Some(n))),
        }
    }

    pub fn whole_number(&self, field: &str) -> Result<u64, Problem> {
        let number = self.opt_whole(field)?;
        self.present(field, number)
    }

    /// A calendar year the program can draw.
    pub fn opt_year(&self, field: &str) -> Result<Option<i32>, Problem> {
        let Some(number) = self.opt_whole(field)? else { return Ok(None) };
        match i32::try_from(number) {
            Ok(year @ 1900..=2150) => Ok(Some(year)),
            _ => Err(self.problem(
                field,
                Fault::OutOfRange { value: number.to_string(), from: "1900".to_owned(), to: "2150".to_owned() },
            )),
        }
    }

    pub fn year(&self, field: &str) -> Result<i32, Problem> {
        let year = self.opt_year(field)?;
        self.present(field, year)
    }

    /// A number within a range.
    pub fn opt_number(&self, field: &str, from: f64, to: f64) -> Result<Option<f64>, Problem> {
        let Some(value) = self.value(field) else { return Ok(None) };
        let Some(number) = value.as_f64() else { return self.wrong(field, Expected::Number) };
        if (from..=to).contains(&number) {
            Ok(Some(number))
        } else {
            let fault = Fault::OutOfRange { value: number.to_string(), from: from.to_string(), to: to.to_string() };
            Err(self.problem(field, fault))
        }
    }

    /// Absent is `false`.
    pub fn flag(&self, field: &str) -> Result<bool, Problem> {
        match self.value(field) {
            None => Ok(false),
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(_) => self.wrong(field, Expected::TrueOrFalse),
        }
    }

    /// An object inside this one.
    pub fn opt_inner(&self, field: &str) -> Result<Option<Record<'a>>, Problem> {
        match self.value(field) {
            None => Ok(None),
            Some(Value::Object(map)) => {
                Ok(Some(Record { name: self.name.clone(), inside: format!("{}{field}.", self.inside), map }))
            }
            Some(_) => self.wrong(field, Expected::Object),
        }
    }

    pub fn inner(&self, field: &str) -> Result<Record<'a>, Problem> {
        let inner = self.opt_inner(field)?;
        self.present(field, inner)
    }

    /// The objects of a list inside this one; absent is `None`.
    pub fn opt_inner_list(&self, field: &str) -> Result<Option<Vec<Record<'a>>>, Problem> {
        let Some(values) = self.opt_list(field)? else { return Ok(None) };
        let read = |(i, value): (usize, &'a Value)| match value {
            Value::Object(map) => {
                Ok(Record { name: self.name.clone(), inside: format!("{}{field}[{i}].", self.inside), map })
            }
            _ => self.wrong(&format!("{field}[{i}]"), Expected::Object),
        };
        values.iter().enumerate().map(read).collect::<Result<_, _>>().map(Some)
    }

    /// The records of one of the file's lists, each with a name of its own. An entry that is no object is a
    /// problem of that entry alone.
    pub fn records(&self, field: &str) -> Result<Vec<Result<Record<'a>, Problem>>, Problem> {
        let Some(values) = self.opt_list(field)? else { return Ok(Vec::new()) };
        let read = |(i, value): (usize, &'a Value)| match value {
            Value::Object(map) => {
                let id = map.get("id").and_then(Value::as_str).unwrap_or_default();
                let name = if id.is_empty() { format!("{field}[{i}]") } else { format!("{field}[{i}] {id:?}") };
                Ok(Record { name, inside: String::new(), map })
            }
            _ => self.wrong(&format!("{field}[{i}]"), Expected::Object),
        };
        Ok(values.iter().enumerate().map(read).collect())
    }
}
