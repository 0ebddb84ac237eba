//! The `.landfall` file: a workspace as one JSON document that a person can read (SPEC F1).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::document::{Document, SCHEMA};
use crate::model::Collection;

/// The whole workspace as the text of a file, one record a line. `name` is the workspace's, `at` the time in
/// milliseconds since 1970, `who` the person at this device.
pub fn workspace_file(document: &Document, name: &str, at: i64, who: &str) -> String {
    let schema = document.schema().max(SCHEMA);
    let mut out = String::from("{\n");
    let mut line = |key: &str, value: &Value| {
        out.push_str(&format!("{}: {value},\n", Value::from(key)));
    };
    line("app", &Value::from("landfall"));
    line("schema", &Value::from(schema));
    line("workspace", &json!({ "name": name }));
    line("exported", &json!({ "at": at, "who": who }));
    for collection in Collection::ALL.iter().filter(|collection| **collection != Collection::Workspace) {
        let rows = document.all(*collection).into_iter().map(|(id, fields)| {
            let mut row = serde_json::Map::from_iter([("id".to_owned(), Value::from(id.as_str()))]);
            row.extend(fields);
            Value::Object(row).to_string()
        });
        list(&mut out, collection.name(), rows);
    }
    list(&mut out, "log", document.log().iter().filter_map(|entry| serde_json::to_string(entry).ok()));
    out.push_str("\"document\": \"");
    out.push_str(&STANDARD.encode(document.canonical()));
    out.push_str("\"\n}\n");
    out
}

fn list(out: &mut String, key: &str, rows: impl Iterator<Item = String>) {
    out.push_str(&format!("{}: [", Value::from(key)));
    for (at, row) in rows.enumerate() {
        out.push_str(if at == 0 { "\n" } else { ",\n" });
        out.push_str(&row);
    }
    out.push_str("],\n");
}
