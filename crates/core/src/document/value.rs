//! Between a record's struct and its fields in the document (SPEC R1): serde names the fields, and every value is
//! a text, a whole number or a yes/no, so that all replicas write the same bytes.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use yrs::Any;

use crate::model::Record;

pub type Fields = Map<String, Value>;

/// A field's value for the document; `None` clears the field.
pub fn to_any(value: &Value) -> Option<Any> {
    match value {
        Value::Null => None,
        Value::Bool(yes) => Some(Any::from(*yes)),
        Value::Number(number) => number.as_i64().map(Any::from),
        Value::String(text) => Some(Any::from(text.as_str())),
        // No record has such fields; a text of it loses nothing.
        Value::Array(_) | Value::Object(_) => Some(Any::from(value.to_string())),
    }
}

pub fn from_any(any: &Any) -> Option<Value> {
    match any {
        Any::Bool(yes) => Some(Value::from(*yes)),
        Any::Number(yrs::any::Number::Int(number)) => Some(Value::from(*number)),
        Any::Number(yrs::any::Number::Float(number)) => whole(*number).map(Value::from),
        Any::String(text) => Some(Value::from(&**text)),
        _ => None,
    }
}

/// Yjs writes whole numbers as floats at times.
fn whole(number: f64) -> Option<i64> {
    let exact = number.fract() == 0.0 && number.abs() < 9e15;
    #[allow(clippy::cast_possible_truncation)]
    exact.then_some(number as i64)
}

/// The record of these fields. A value that is not what the field takes (a damaged file, a later version) counts
/// as not given; the rest of the record is read, and nothing is written back (SPEC R5).
pub fn read<R: Record>(fields: Fields) -> R {
    match serde_json::from_value(Value::Object(fields.clone())) {
        Ok(record) => record,
        Err(_) => read_each(fields),
    }
}

fn read_each<R: DeserializeOwned + Default>(fields: Fields) -> R {
    let good: Fields = fields
        .into_iter()
        .filter(|(key, value)| {
            let alone = Fields::from_iter([(key.clone(), value.clone())]);
            serde_json::from_value::<R>(Value::Object(alone)).is_ok()
        })
        .collect();
    serde_json::from_value(Value::Object(good)).unwrap_or_default()
}

/// The fields of a record that differ from an empty one: an absent field and an empty one are the same.
pub fn write<R: Record>(record: &R) -> Fields {
    let all = |record: &R| match serde_json::to_value(record) {
        Ok(Value::Object(fields)) => fields,
        _ => Fields::new(),
    };
    let empty = all(&R::default());
    all(record).into_iter().filter(|(key, value)| empty.get(key) != Some(value)).collect()
}
