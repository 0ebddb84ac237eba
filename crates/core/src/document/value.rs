//! Between a record's struct and its fields in the document (SPEC R1): every value is a text, a whole number or a
//! yes/no, so that all replicas write the same bytes.

use serde_json::{Map as Object, Value};
use yrs::{Any, Map, MapRef, Out, ReadTxn};

use crate::model::{Collection, FieldKind, FieldSpec, Money, Record};

pub type Fields = Object<String, Value>;

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

/// A field's value as one reads it; `None` for what no record holds.
pub fn from_out(out: &Out) -> Option<Value> {
    match out {
        Out::Any(any) => from_any(any),
        _ => None,
    }
}

/// Yjs writes whole numbers as floats at times.
fn whole(number: f64) -> Option<i64> {
    let exact = number.fract() == 0.0 && number.abs() < 9e15;
    #[allow(clippy::cast_possible_truncation)]
    exact.then_some(number as i64)
}

/// Calls back with every field of a record.
pub fn each_field<T: ReadTxn>(record: &MapRef, txn: &T, look: &mut dyn FnMut(&str, &Value)) {
    for (key, out) in record.iter(txn) {
        if let Some(value) = from_out(&out) {
            look(key, &value);
        }
    }
}

/// The record of these fields. A value that is not what the field takes (a damaged file, a later version) counts
/// as not given; the rest of the record is read, and nothing is written back (SPEC R5).
pub fn read<R: Record>(fields: &Fields) -> R {
    let mut record = R::default();
    for (field, value) in fields {
        record.set(field, value);
    }
    record
}

/// The fields of a record that are not empty: an absent field and an empty one are the same.
pub fn write<R: Record>(record: &R) -> Fields {
    record.values().into_iter().map(|(field, value)| (field.to_owned(), value)).collect()
}

/// An empty value and an absent field are the same.
pub fn full(value: Value) -> Option<Value> {
    match value {
        Value::Null | Value::Bool(false) => None,
        Value::String(text) if text.is_empty() => None,
        other => Some(other),
    }
}

/// Whether a field can hold this value by its form. Whether a record of that id exists is another question.
pub fn fits(spec: &FieldSpec, value: &Value) -> bool {
    match (spec.kind, value) {
        (_, Value::Null) => true,
        (FieldKind::Text | FieldKind::Ref(_) | FieldKind::Term(_) | FieldKind::AnyRef, Value::String(_))
        | (FieldKind::Flag, Value::Bool(_)) => true,
        (FieldKind::Number, Value::Number(number)) => number.as_i64().is_some_and(|n| n.unsigned_abs() < 1 << 53),
        (FieldKind::Day, Value::String(text)) => text.parse::<crate::model::Day>().is_ok(),
        (FieldKind::Money, Value::String(text)) => Money::from_stored(text).is_some(),
        _ => false,
    }
}

/// The name of a record as a person knows it, from its fields; empty when it has none of its own.
pub fn title(collection: Collection, fields: &Fields) -> String {
    let text = |field: &str| fields.get(field).and_then(Value::as_str).map(str::to_owned);
    collection.title().and_then(text).or_else(|| text("text")).unwrap_or_default()
}

/// Whether a field this version does not know can be kept with this value.
pub fn fits_any(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(_) | Value::String(_) => true,
        Value::Number(number) => number.as_i64().is_some_and(|n| n.unsigned_abs() < 1 << 53),
        Value::Array(_) | Value::Object(_) => false,
    }
}
