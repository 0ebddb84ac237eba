//! The form of an iCalendar file (RFC 5545): lines, escapes, names, days (SPEC ICS1–ICS4). What stands in it is
//! `calendar`'s affair.

use crate::model::{Day, Lang};

/// Octets of a line without its end.
const WIDTH: usize = 75;
const MS_PER_DAY: i64 = 86_400_000;
const SHANGHAI_MS: i64 = 8 * 3_600_000;
/// The day after the last one a [`Day`] can be.
const AFTER_ALL: &str = "21510101";

/// An all-day entry.
pub(super) struct Entry {
    /// The event's id; unique in the calendar and the same in each export.
    pub id: String,
    pub summary: String,
    pub location: String,
    pub category: String,
    pub description: String,
    pub start: Day,
    /// The last day; not before `start`.
    pub last: Day,
    /// Whether others than the calendar's owner may see more than that there is something.
    pub public: bool,
}

/// A calendar of this name. `now_ms`: when it was made, in milliseconds since 1970-01-01T00:00Z.
pub(super) fn write(name: &str, entries: &[Entry], lang: Lang, now_ms: i64) -> String {
    let mut out = String::new();
    let stamp = stamp(now_ms);
    let product = match lang {
        Lang::ZhCn => "-//Landfall//Landfall//ZH",
        Lang::En => "-//Landfall//Landfall//EN",
    };
    line(&mut out, "BEGIN", "VCALENDAR");
    line(&mut out, "VERSION", "2.0");
    line(&mut out, "PRODID", product);
    line(&mut out, "CALSCALE", "GREGORIAN");
    line(&mut out, "X-WR-CALNAME", &text(name));
    for entry in entries {
        line(&mut out, "BEGIN", "VEVENT");
        line(&mut out, "UID", &format!("{}@landfall", plain(&entry.id)));
        line(&mut out, "DTSTAMP", &stamp);
        line(&mut out, "DTSTART;VALUE=DATE", &date(entry.start));
        line(&mut out, "DTEND;VALUE=DATE", &day_after(entry.last));
        for (property, value) in [
            ("SUMMARY", &entry.summary),
            ("LOCATION", &entry.location),
            ("CATEGORIES", &entry.category),
            ("DESCRIPTION", &entry.description),
        ] {
            let value = text(value);
            if !value.is_empty() {
                line(&mut out, property, &value);
            }
        }
        line(&mut out, "CLASS", if entry.public { "PUBLIC" } else { "PRIVATE" });
        line(&mut out, "STATUS", "CONFIRMED");
        // Nobody is busy because a season of promotion is on.
        line(&mut out, "TRANSP", "TRANSPARENT");
        line(&mut out, "END", "VEVENT");
    }
    line(&mut out, "END", "VCALENDAR");
    out
}

/// One property, folded into lines of at most 75 octets, never inside a character.
fn line(out: &mut String, property: &str, value: &str) {
    let mut width = 0;
    for c in property.chars().chain([':']).chain(value.chars()) {
        if width + c.len_utf8() > WIDTH {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(c);
        width += c.len_utf8();
    }
    out.push_str("\r\n");
}

/// A text as a value: one line, what has a meaning in the format escaped, no control characters.
fn text(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut chars = value.trim().chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push_str("\\n"),
            '\t' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// An id in letters, digits, `.`, `_` and `-`; every other byte as `%` and two digits, so that no two become one.
fn plain(id: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let digit = |value: u8| char::from(HEX.get(usize::from(value)).copied().unwrap_or(b'0'));
    let mut out = String::with_capacity(id.len());
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || b"._-".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
    out
}

fn date(day: Day) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// An end is the day after the last one.
fn day_after(day: Day) -> String {
    let next = day.plus(1);
    if next == day { AFTER_ALL.to_owned() } else { date(next) }
}

/// A time in UTC; 1970 for one that is no time.
fn stamp(now_ms: i64) -> String {
    // The day it is in UTC is the day it is in Shanghai eight hours earlier.
    let day = now_ms.checked_sub(SHANGHAI_MS).and_then(Day::in_shanghai);
    let (day, ms) = day.map_or((Day::epoch(), 0), |day| (day, now_ms.rem_euclid(MS_PER_DAY)));
    let seconds = ms / 1000;
    format!("{}T{:02}{:02}{:02}Z", date(day), seconds / 3600, seconds / 60 % 60, seconds % 60)
}
