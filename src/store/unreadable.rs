//! Values that can't be read, as a file somebody can look into.

use std::fmt::Write;

use super::journal::{Unread, Unreadable};

/// A JSON text of keys, reasons and values. A value may hold half a surrogate pair, which only an escape can carry.
pub fn unreadable_text(workspace: &str, values: impl Iterator<Item = (Vec<u16>, Unreadable)>) -> String {
    let mut text = format!(
        "{{\n  \"app\": \"landfall\",\n  \"workspace\": {},\n  \"values\": [",
        quoted(workspace.encode_utf16())
    );
    for (index, (value, unreadable)) in values.enumerate() {
        let why = match unreadable.why {
            Unread::Damaged => "damaged",
            Unread::Newer => "newer",
            Unread::Stray => "stray",
        };
        let comma = if index == 0 { "" } else { "," };
        let (key, value) = (quoted(unreadable.key.encode_utf16()), quoted(value.into_iter()));
        // Writing to a String can't fail.
        let _ = write!(text, "{comma}\n    {{ \"key\": {key}, \"why\": \"{why}\", \"value\": {value} }}");
    }
    text.push_str("\n  ]\n}\n");
    text
}

fn quoted(units: impl Iterator<Item = u16>) -> String {
    let mut text = String::from("\"");
    for unit in units {
        match char::from_u32(u32::from(unit)) {
            Some(plain @ ' '..='~') if plain != '"' && plain != '\\' => text.push(plain),
            _ => {
                let _ = write!(text, "\\u{unit:04x}");
            }
        }
    }
    text.push('"');
    text
}
