//! The facts of an event as its sheet shows them.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::about::{distance_km, not_written_up, stops_of};
use super::came::{Came, came, title_of};
use crate::document::{Document, Tables, is_safe_link};
use crate::format;
use crate::model::{Day, EventNote, EventRecord, Lang, RecordId, Stop};
use crate::order;
use crate::published::{Position, Published};
use crate::view::card::{Due, term_name};

/// Nearer than this a distance says nothing.
const HOME_KM: f64 = 50.0;

/// An event as its sheet shows it. Texts in the language where there are any, else in the other one; empty where nothing is
/// known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventSheet {
    pub id: RecordId,
    /// The record, for the fields that edit it.
    pub record: EventRecord,
    pub title: String,
    pub kind: String,
    /// The dates in words; empty when the event has none yet.
    pub dates: String,
    /// It has a first day and nothing says when it ended.
    pub end_unknown: bool,
    pub places: Vec<String>,
    /// How far the farthest stop is: `约 160 公里`.
    pub farthest: Option<String>,
    pub theme: String,
    /// What it was, in facts.
    pub notes: Vec<String>,
    pub led_by: String,
    pub zone: String,
    pub industry: String,
    pub stops: Vec<StopLine>,
    pub companies: Vec<MetCompany>,
    pub people: Vec<MetPerson>,
    pub attachments: Vec<Attachment>,
    pub feedback: Vec<FeedbackLine>,
    pub outcomes: Vec<NoteLine>,
    pub next_steps: Vec<NoteLine>,
    /// It is over, and nobody wrote down what came of it (SPEC EV8).
    pub not_written_up: bool,
    pub came: Came,
    /// Fields that somebody changed here and that the published data says otherwise; `stops` for its itinerary.
    pub differs: Vec<String>,
}

/// A stop of the itinerary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StopLine {
    pub id: RecordId,
    pub record: Stop,
    pub place: String,
    /// Empty when it is not known, or the place's own name.
    pub country: String,
    pub days: String,
    pub distance: Option<String>,
    /// The city the distance is measured to, where the place is a country.
    pub measured_to: String,
}

/// A company that was met, and why the sheet says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetCompany {
    pub id: RecordId,
    pub name: String,
    /// The record that says it and nothing else does: it can be taken away.
    pub link: Option<RecordId>,
    pub sample: bool,
}

/// A person that was met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetPerson {
    pub id: RecordId,
    pub name: String,
    pub company: String,
}

/// A link kept with the event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    pub id: RecordId,
    pub name: String,
    /// None when it must not be followed.
    pub href: Option<String>,
}

/// What somebody said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedbackLine {
    pub id: RecordId,
    pub text: String,
    pub company: String,
    pub day: String,
    pub answer: String,
    pub sample: bool,
}

/// An outcome or a next step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteLine {
    pub id: RecordId,
    pub text: String,
    pub due: Option<Due>,
    pub due_day: Option<Day>,
    pub done: Option<Day>,
    pub sample: bool,
}

impl EventSheet {
    /// The sheet of an event; none when there is no such event. `published` has where home is, and what the published data
    /// says of the event.
    pub fn of(
        document: &Document,
        id: &RecordId,
        published: Option<&Published>,
        lang: Lang,
        today: Day,
    ) -> Option<Self> {
        let tables = document.tables();
        let event = tables.events.get(id)?;
        let home = published.map(|published| published.home.position);
        let text = |zh: &str, en: &str| lang.either(zh, en).to_owned();
        let stops: Vec<StopLine> =
            stops_of(tables, id).into_iter().map(|(id, stop)| stop_line(id, stop, home, lang, today)).collect();
        let (outcomes, next_steps) = notes(tables, id, today);
        let came = came(tables, id, event, lang, today);
        let noted = !outcomes.is_empty() || !next_steps.is_empty();
        let far = stops.iter().filter_map(|stop| distance_km(&stop.record, home)).fold(0.0, f64::max);
        Some(EventSheet {
            title: title_of(event, lang),
            kind: term_name(tables, &event.kind, lang),
            dates: dates(event, lang),
            end_unknown: event.start.is_some() && event.end.is_none(),
            places: places(event, &stops, lang),
            farthest: (far >= HOME_KM).then(|| format::distance(lang, far)),
            theme: text(&event.theme_zh, &event.theme_en),
            notes: lines(&text(&event.notes_zh, &event.notes_en)),
            led_by: text(&event.led_by_zh, &event.led_by_en),
            zone: term_name(tables, &event.zone, lang),
            industry: term_name(tables, &event.industry, lang),
            companies: companies(tables, id, &came),
            people: people(tables, id),
            attachments: attachments(tables, id),
            feedback: feedback(tables, id, lang, today),
            not_written_up: not_written_up(event, noted, today),
            differs: published.map(|published| differs(document, id, published)).unwrap_or_default(),
            record: (**event).clone(),
            id: id.clone(),
            stops,
            outcomes,
            next_steps,
            came,
        })
    }
}

/// Lines of a text that are not empty.
pub(super) fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// `2023年4月17–26日`, `2023年11月30日 周四`, `2023年8月28日起`; empty without a first day.
pub(super) fn dates(event: &EventRecord, lang: Lang) -> String {
    match (event.start, event.end) {
        (Some(start), Some(end)) if start == end => {
            let (day, week) = (format::day_plain(lang, start), format::weekday_name(lang, start));
            match lang {
                Lang::ZhCn => format!("{day} {week}"),
                Lang::En => format!("{week} {day}"),
            }
        }
        (Some(start), end) => format::dates(lang, start, end),
        (None, _) => String::new(),
    }
}

/// The stops by name, or the places in words where there are no stops.
pub(super) fn places(event: &EventRecord, stops: &[StopLine], lang: Lang) -> Vec<String> {
    if stops.is_empty() {
        lines(lang.either(&event.places_zh, &event.places_en))
    } else {
        stops.iter().map(|stop| stop.place.clone()).collect()
    }
}

pub(super) fn stop_line(id: &RecordId, stop: &Stop, home: Option<Position>, lang: Lang, today: Day) -> StopLine {
    let text = |zh: &str, en: &str| lang.either(zh, en).to_owned();
    let place = text(&stop.place_zh, &stop.place_en);
    let days = match (stop.start, stop.end) {
        (Some(start), Some(end)) if end > start && start.year() == today.year() => format::day_range(lang, start, end),
        (Some(start), Some(end)) if end > start => format::dates(lang, start, Some(end)),
        (Some(start), _) => format::day_week(lang, start, today),
        _ => String::new(),
    };
    StopLine {
        id: id.clone(),
        country: Some(text(&stop.country_zh, &stop.country_en)).filter(|country| *country != place).unwrap_or_default(),
        place,
        days,
        distance: distance_km(stop, home).filter(|km| *km >= HOME_KM).map(|km| format::distance(lang, km)),
        measured_to: text(&stop.measured_to_zh, &stop.measured_to_en),
        record: stop.clone(),
    }
}

fn notes(tables: &Tables, event: &RecordId, today: Day) -> (Vec<NoteLine>, Vec<NoteLine>) {
    let mut found: Vec<(&RecordId, &Rc<EventNote>)> =
        tables.event_notes.iter().filter(|(_, note)| note.event == *event).collect();
    order::sort_by(&mut found, |(a_id, a), (b_id, b)| (a.order, *a_id).cmp(&(b.order, *b_id)));
    let of = |kind: &str| {
        let wanted = found.iter().filter(|(_, note)| note.kind == kind);
        wanted
            .map(|(id, note)| NoteLine {
                id: (*id).clone(),
                text: note.text.clone(),
                due: note.due.map(|due| Due::of(due, today)),
                due_day: note.due,
                done: note.done_on,
                sample: note.sample,
            })
            .collect()
    };
    (of(EventNote::OUTCOME), of(EventNote::NEXT_STEP))
}

/// Companies met: those somebody noted as such, those of its leads, and those of people met (SPEC EV9).
fn companies(tables: &Tables, event: &RecordId, came: &Came) -> Vec<MetCompany> {
    let mut found: Vec<MetCompany> = Vec::new();
    let mut add = |company: &RecordId, link: Option<&RecordId>| {
        let Some(record) = tables.companies.get(company) else { return };
        match found.iter_mut().find(|met| met.id == *company) {
            Some(met) => met.link = None,
            None => found.push(MetCompany {
                id: company.clone(),
                name: record.name.clone(),
                link: link.cloned(),
                sample: record.sample,
            }),
        }
    };
    for (id, link) in tables.links.iter().filter(|(_, link)| link.kind == "met" && link.from == *event) {
        match tables.contacts.get(&link.to) {
            Some(contact) => add(&contact.company, None),
            None => add(&link.to, Some(id)),
        }
    }
    for row in &came.trip.leads {
        if let Some(lead) = tables.leads.get(&row.id) {
            add(&lead.company, None);
        }
    }
    for (_, contact) in tables.contacts.iter().filter(|(_, contact)| contact.met_at == *event) {
        add(&contact.company, None);
    }
    order::sort_by(&mut found, |a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
    found
}

fn people(tables: &Tables, event: &RecordId) -> Vec<MetPerson> {
    let links = tables.links.iter().map(|(_, link)| link).filter(|link| link.kind == "met" && link.from == *event);
    let linked: BTreeSet<&RecordId> = links.map(|link| &link.to).collect();
    let met = tables.contacts.iter().filter(|(id, contact)| contact.met_at == *event || linked.contains(id));
    met.map(|(id, contact)| MetPerson {
        id: id.clone(),
        name: contact.name.clone(),
        company: company_name(tables, &contact.company),
    })
    .collect()
}

fn company_name(tables: &Tables, id: &RecordId) -> String {
    tables.companies.get(id).map(|company| company.name.clone()).unwrap_or_default()
}

fn attachments(tables: &Tables, event: &RecordId) -> Vec<Attachment> {
    let links = tables.links.iter().filter(|(_, link)| link.kind == "attachment" && link.from == *event);
    links
        .map(|(id, link)| {
            let name = if link.note.trim().is_empty() { link.link.clone() } else { link.note.clone() };
            let safe = !link.link.trim().is_empty() && is_safe_link(Some(&link.link));
            Attachment { id: id.clone(), name, href: safe.then(|| link.link.trim().to_owned()) }
        })
        .collect()
}

fn feedback(tables: &Tables, event: &RecordId, lang: Lang, today: Day) -> Vec<FeedbackLine> {
    let mut found: Vec<_> = tables.feedback.iter().filter(|(_, one)| one.event == *event).collect();
    order::sort_by(&mut found, |(a_id, a), (b_id, b)| (b.day, *b_id).cmp(&(a.day, *a_id)));
    found
        .into_iter()
        .map(|(id, one)| FeedbackLine {
            id: id.clone(),
            text: one.text.clone(),
            company: company_name(tables, &one.company),
            day: one.day.map(|day| format::day_week(lang, day, today)).unwrap_or_default(),
            answer: one.answer.clone(),
            sample: one.sample,
        })
        .collect()
}

fn differs(document: &Document, id: &RecordId, published: &Published) -> Vec<String> {
    let tables = document.tables();
    if !tables.events.get(id).is_some_and(|event| event.published) {
        return Vec::new();
    }
    let mut fields: Vec<String> = Vec::new();
    for difference in document.differences(published) {
        let field = match tables.stops.get(&difference.id) {
            Some(stop) if stop.event == *id => "stops".to_owned(),
            _ if difference.id == *id => difference.field,
            _ => continue,
        };
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    fields
}
