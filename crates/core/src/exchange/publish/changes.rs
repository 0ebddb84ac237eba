//! What a new published file changes on the one before it, field by field.

use serde_json::Value;

use super::Place;
use crate::model::Localized;

/// A record, or a field of the file itself, that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Without a field.
    pub place: Place,
    pub what: What,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    Added,
    Removed,
    Changed(Vec<FieldDiff>),
}

/// A field's words before and after; empty where it is not given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldDiff {
    pub field: String,
    pub before: String,
    pub after: String,
}

/// Says nothing new about the data: when and in which form it was written.
const BESIDE: [&str; 2] = ["published_on", "schema"];

pub(super) fn between(before: &Value, after: &Value) -> Vec<Change> {
    let (one, other) = (records(before), records(after));
    let find = |all: &[(Place, &Value)], place: &Place| {
        all.iter().find(|(known, _)| same(known, place)).map(|(_, value)| (*value).clone())
    };
    let mut changes = Vec::new();
    for (place, now) in &other {
        let what = match find(&one, place) {
            None => What::Added,
            Some(was) if was == **now => continue,
            Some(was) => What::Changed(fields(&was, now)),
        };
        changes.push(Change { place: place.clone(), what });
    }
    let gone = one.iter().filter(|(place, _)| find(&other, place).is_none());
    changes.extend(gone.map(|(place, _)| Change { place: place.clone(), what: What::Removed }));
    changes
}

fn same(a: &Place, b: &Place) -> bool {
    (&a.list, &a.id) == (&b.list, &b.id)
}

/// The records of a file, and its own fields.
pub(super) fn records(file: &Value) -> Vec<(Place, &Value)> {
    let mut found = Vec::new();
    for (list, value) in file.as_object().into_iter().flatten().filter(|(key, _)| !BESIDE.contains(&key.as_str())) {
        let place = |id: String, title: Localized| Place { list: list.clone(), id, field: String::new(), title };
        match value {
            Value::Array(all) => {
                found.extend(all.iter().map(|record| (place(id_of(record), title_of(record)), record)))
            }
            value => found.push((place(String::new(), Localized::default()), value)),
        }
    }
    found
}

/// An indicator comes once a year.
fn id_of(record: &Value) -> String {
    let id = record.get("id").and_then(Value::as_str).unwrap_or_default();
    match record.get("year").filter(|_| record.get("figure").is_some()) {
        Some(year) => format!("{id}-{year}"),
        None => id.to_owned(),
    }
}

fn title_of(record: &Value) -> Localized {
    let named = ["title", "name", "company"].iter().find_map(|key| record.get(*key));
    let text = |lang: &str| named.and_then(|name| name.get(lang)).and_then(Value::as_str).unwrap_or_default();
    Localized::new(text("zh"), text("en"))
}

fn fields(before: &Value, after: &Value) -> Vec<FieldDiff> {
    let (one, other) = (leaves(before), leaves(after));
    let words = |all: &[(String, String)], field: &str| {
        all.iter().find(|(known, _)| known == field).map(|(_, words)| words.clone()).unwrap_or_default()
    };
    let mut names: Vec<&String> = one.iter().chain(&other).map(|(field, _)| field).collect();
    crate::order::sort_by(&mut names, |a, b| a.cmp(b));
    names.dedup();
    names
        .into_iter()
        .map(|field| FieldDiff { field: field.clone(), before: words(&one, field), after: words(&other, field) })
        .filter(|diff| diff.before != diff.after)
        .collect()
}

/// Every scalar inside a value, with its path: `places[0].name.zh`.
pub(super) fn leaves(value: &Value) -> Vec<(String, String)> {
    let mut found = Vec::new();
    walk(value, "", &mut found);
    found
}

fn walk(value: &Value, path: &str, found: &mut Vec<(String, String)>) {
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                walk(inner, &if path.is_empty() { key.clone() } else { format!("{path}.{key}") }, found);
            }
        }
        Value::Array(all) => {
            for (at, inner) in all.iter().enumerate() {
                walk(inner, &format!("{path}[{at}]"), found);
            }
        }
        Value::String(text) => found.push((path.to_owned(), text.clone())),
        Value::Null => {}
        other => found.push((path.to_owned(), other.to_string())),
    }
}
