//! What a visitor would see of an event, and nothing else (SPEC EV15).

use super::about::stops_of;
use super::came::title_of;
use super::sheet::{dates, lines, places, stop_line};
use crate::document::Tables;
use crate::model::{Day, Lang, RecordId};
use crate::published::Position;
use crate::view::card::term_name;

/// The public part of an event in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    pub kind: String,
    pub title: String,
    pub dates: String,
    pub places: Vec<PreviewPlace>,
    pub led_by: String,
    pub theme: String,
    pub notes: Vec<String>,
    /// Something has no text in this language and is shown in the other one.
    pub untranslated: bool,
}

/// A place as a visitor sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreviewPlace {
    pub name: String,
    pub distance: Option<String>,
    pub inferred: bool,
}

impl Preview {
    /// The public part of an event; none when there is no such event.
    pub fn of(tables: &Tables, id: &RecordId, home: Option<Position>, lang: Lang) -> Option<Self> {
        let event = tables.events.get(id)?;
        let text = |zh: &str, en: &str| lang.either(zh, en).to_owned();
        let stops: Vec<_> =
            stops_of(tables, id).into_iter().map(|(id, stop)| stop_line(id, stop, home, lang, Day::epoch())).collect();
        let place = |name: String| PreviewPlace { name, distance: None, inferred: false };
        let places = if stops.is_empty() {
            places(event, &stops, lang).into_iter().map(place).collect()
        } else {
            let stops = stops.into_iter();
            stops
                .map(|stop| PreviewPlace { name: stop.place, distance: stop.distance, inferred: stop.record.inferred })
                .collect()
        };
        let pairs = [
            (&event.title_zh, &event.title_en),
            (&event.led_by_zh, &event.led_by_en),
            (&event.theme_zh, &event.theme_en),
            (&event.notes_zh, &event.notes_en),
        ];
        let lacks = |(zh, en): (&String, &String)| match lang {
            Lang::ZhCn => zh.trim().is_empty() && !en.trim().is_empty(),
            Lang::En => en.trim().is_empty() && !zh.trim().is_empty(),
        };
        Some(Preview {
            kind: term_name(tables, &event.kind, lang),
            title: title_of(event, lang),
            dates: dates(event, lang),
            places,
            led_by: text(&event.led_by_zh, &event.led_by_en),
            theme: text(&event.theme_zh, &event.theme_en),
            notes: lines(&text(&event.notes_zh, &event.notes_en)),
            untranslated: pairs.into_iter().any(lacks),
        })
    }
}
