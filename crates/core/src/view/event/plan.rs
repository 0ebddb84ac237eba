//! Commands that the event sheet makes: what of a few typed words becomes which fields.

use serde_json::Value;

use super::about::stops_of;
use crate::document::{Capture, Command, Fields, Tables, is_safe_link};
use crate::model::{Collection, Day, Lang, RecordId};

fn fields<const N: usize>(all: [(&str, Value); N]) -> Fields {
    all.into_iter().map(|(field, value)| (field.to_owned(), value)).collect()
}

/// A day as a field has it; no day empties the field.
pub fn day_value(day: Option<Day>) -> Value {
    day.map_or(Value::Null, |day| Value::from(day.to_string()))
}

/// One field of an event set to a text.
pub fn change_event(event: &RecordId, field: &str, value: Value) -> Command {
    change(Collection::Events, event, fields([(field, value)]))
}

/// Fields of a record set.
pub fn change(collection: Collection, id: &RecordId, fields: Fields) -> Command {
    Command::Change { collection, id: id.clone(), fields }
}

/// A text in two languages as somebody types it in one. The Chinese field names the record and can't be empty, so it takes
/// an English text, too, until there is a Chinese one.
fn both(zh: &'static str, en: &'static str, text: &str, lang: Lang) -> Fields {
    let text = Value::from(text.trim());
    match lang {
        Lang::ZhCn => fields([(zh, text)]),
        Lang::En => fields([(zh, text.clone()), (en, text)]),
    }
}

/// A new event of this title (SPEC EV10). An empty title is refused as such by the command.
pub fn new_event(title: &str, kind: &RecordId, start: Option<Day>, end: Option<Day>, lang: Lang) -> Command {
    let mut all = both("title_zh", "title_en", title, lang);
    all.extend(fields([("kind", Value::from(kind.as_str())), ("start", day_value(start)), ("end", day_value(end))]));
    Command::Create { collection: Collection::Events, id: None, fields: all }
}

/// A stop at the end of the itinerary. Where the place has been visited before, its country and where it lies are known.
pub fn new_stop(tables: &Tables, event: &RecordId, place: &str, day: Option<Day>, lang: Lang) -> Command {
    let place = place.trim();
    let known = tables.stops.iter().map(|(_, stop)| stop).find(|stop| {
        stop.latitude.is_some()
            && [&stop.place_zh, &stop.place_en].into_iter().any(|name| name.eq_ignore_ascii_case(place))
    });
    let mut all = both("place_zh", "place_en", place, lang);
    if let Some(known) = known {
        let text = |text: &str| Value::from(text);
        all.extend(fields([
            ("place_zh", text(&known.place_zh)),
            ("place_en", text(&known.place_en)),
            ("country_zh", text(&known.country_zh)),
            ("country_en", text(&known.country_en)),
            ("measured_to_zh", text(&known.measured_to_zh)),
            ("measured_to_en", text(&known.measured_to_en)),
            ("latitude", known.latitude.map_or(Value::Null, Value::from)),
            ("longitude", known.longitude.map_or(Value::Null, Value::from)),
        ]));
    }
    let last = stops_of(tables, event).last().map_or(-1, |(_, stop)| stop.order);
    all.extend(fields([
        ("event", Value::from(event.as_str())),
        ("start", day_value(day)),
        ("order", Value::from(last.saturating_add(1))),
    ]));
    Command::Create { collection: Collection::Stops, id: None, fields: all }
}

/// Puts a stop one place earlier or later. None at the ends of the itinerary.
pub fn move_stop(tables: &Tables, event: &RecordId, stop: &RecordId, earlier: bool) -> Option<Command> {
    let mut ids: Vec<(RecordId, i64)> =
        stops_of(tables, event).into_iter().map(|(id, stop)| (id.clone(), stop.order)).collect();
    let at = ids.iter().position(|(id, _)| id == stop)?;
    let to = if earlier { at.checked_sub(1)? } else { at + 1 };
    if to >= ids.len() {
        return None;
    }
    ids.swap(at, to);
    // Numbered anew: two laptops may have given the same number.
    let moved = (0..).zip(ids).filter(|(order, (_, before))| order != before);
    let moved = moved.map(|(order, (id, _))| change(Collection::Stops, &id, fields([("order", Value::from(order))])));
    Some(Command::Bulk(moved.collect()))
}

/// An outcome (`outcome`) or a next step (`next-step`) as the last line of its list.
pub fn new_note(tables: &Tables, event: &RecordId, kind: &str, text: &str, due: Option<Day>) -> Command {
    let last = tables.event_notes.iter().filter(|(_, note)| note.event == *event).map(|(_, note)| note.order).max();
    let all = fields([
        ("event", Value::from(event.as_str())),
        ("kind", Value::from(kind)),
        ("text", Value::from(text.trim())),
        ("due", day_value(due)),
        ("order", Value::from(last.map_or(0, |last| last.saturating_add(1)))),
    ]);
    Command::Create { collection: Collection::EventNotes, id: None, fields: all }
}

/// A link kept with the event, under a name. None for what is no http, https, mailto or tel address: it could run when it
/// is clicked (SPEC EV12).
pub fn new_attachment(event: &RecordId, link: &str, name: &str) -> Option<Command> {
    let link = link.trim();
    let safe = !link.is_empty() && is_safe_link(Some(link));
    safe.then(|| {
        let all = fields([
            ("kind", Value::from("attachment")),
            ("from", Value::from(event.as_str())),
            ("link", Value::from(link)),
            ("note", Value::from(name.trim())),
        ]);
        Command::Create { collection: Collection::Links, id: None, fields: all }
    })
}

/// A lead met at the event: with the event as its source, and the source that the event's kind means (SPEC EV13).
pub fn capture_at(tables: &Tables, event: &RecordId, title: &str, company: &str) -> Capture {
    let kind = tables.events.get(event).map(|event| event.kind.to_string()).unwrap_or_default();
    let source = match kind.as_str() {
        "event-kind/overseas" => RecordId::from("source/overseas-roadshow"),
        "event-kind/national" => RecordId::from("source/national-roadshow"),
        _ => RecordId::default(),
    };
    let source = if tables.terms.get(&source).is_some() { source } else { RecordId::default() };
    Capture {
        title: title.to_owned(),
        company: company.to_owned(),
        source,
        source_event: event.clone(),
        ..Capture::default()
    }
}
