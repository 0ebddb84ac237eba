use std::collections::BTreeSet;

use serde_json::Value;

use crate::model::{Currency, Money};
use crate::order;

use super::record::Record;
use super::types::{
    Case, Event, Figure, Home, Indicator, Industry, Kind, Layout, LayoutPart, Leader, Place, Practice, Published,
    Source, Tour,
};
use super::{Expected, Fault, Position, Problem, PublishedError};

/// The newest schema this edition reads.
pub const SCHEMA: u32 = 1;

/// Reads a published file (SPEC PUB1–PUB9).
///
/// # Errors
/// When the file as a whole is no use. A record that is wrong is left out and named in
/// [`Published::problems`] instead.
pub fn parse(text: &str) -> Result<Published, PublishedError> {
    // Editors on Windows like to put a byte order mark in front.
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(PublishedError::Empty);
    }
    let value: Value = serde_json::from_str(text).map_err(|error| PublishedError::NotJson {
        line: error.line(),
        column: error.column(),
        reason: reason_of(&error),
    })?;
    let Value::Object(map) = &value else {
        let fault = Fault::WrongType { expected: Expected::Object };
        return Err(PublishedError::Broken(Problem { record: String::new(), field: "/".to_owned(), fault }));
    };
    let file = Record::whole(map);
    let found = file.whole_number("schema").map_err(PublishedError::Broken)?;
    match u32::try_from(found) {
        Ok(schema) if schema <= SCHEMA => whole(&file, schema).map_err(PublishedError::Broken),
        _ => Err(PublishedError::TooNew { found, known: SCHEMA }),
    }
}

/// serde_json's own words, without the position it adds at their end.
fn reason_of(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.clone(), |(reason, _)| reason.to_owned())
}

fn whole(file: &Record<'_>, schema: u32) -> Result<Published, Problem> {
    let mut problems = Vec::new();
    let kinds = list(file, "kinds", &mut problems, kind)?;
    let kind_ids: BTreeSet<&str> = kinds.iter().map(|kind| kind.id.as_str()).collect();
    let mut events = list(file, "events", &mut problems, |record| event(record, &kind_ids))?;
    order::sort_by(&mut events, |a, b| (a.start, a.end, &a.id).cmp(&(b.start, b.end, &b.id)));
    let layout = file.opt_inner("layout")?.as_ref().map(layout).transpose()?;
    let indicators = list(file, "indicators", &mut problems, |record| indicator(record, layout.as_ref()))?;
    Ok(Published {
        schema,
        published_on: file.opt_day("published_on")?,
        year: file.year("year")?,
        district: file.localized("district")?,
        source: source(&file.inner("source")?)?,
        home: home(&file.inner("home")?)?,
        open_ended: file.flag("open_ended")?,
        events,
        tour: file.opt_inner("tour")?.as_ref().map(tour).transpose()?,
        indicators,
        cases: list(file, "cases", &mut problems, case)?,
        practices: list(file, "practices", &mut problems, practice)?,
        kinds,
        layout,
        problems,
    })
}

/// Something with an id that must not come twice.
trait Named {
    fn id(&self) -> &str;
    /// The year that tells records of one id apart: an indicator comes once a year.
    fn year(&self) -> Option<i32> {
        None
    }
}

macro_rules! named {
    ($($type:ty),*) => { $(impl Named for $type { fn id(&self) -> &str { &self.id } })* };
}
named!(Kind, Event, Case, Practice);

impl Named for Indicator {
    fn id(&self) -> &str {
        &self.id
    }

    fn year(&self) -> Option<i32> {
        Some(self.year)
    }
}

/// Reads a list record by record; the wrong ones are left out and their problems kept.
fn list<T: Named>(
    file: &Record<'_>,
    field: &str,
    problems: &mut Vec<Problem>,
    read: impl Fn(&Record<'_>) -> Result<T, Problem>,
) -> Result<Vec<T>, Problem> {
    let mut out: Vec<T> = Vec::new();
    for record in file.records(field)? {
        let item = record.and_then(|record| {
            let item = read(&record)?;
            if out.iter().any(|other| other.id() == item.id() && other.year() == item.year()) {
                return Err(record.problem("id", Fault::Duplicate { id: item.id().to_owned() }));
            }
            Ok(item)
        });
        match item {
            Ok(item) => out.push(item),
            Err(problem) => problems.push(problem),
        }
    }
    Ok(out)
}

fn source(record: &Record<'_>) -> Result<Source, Problem> {
    Ok(Source {
        line: record.localized("line")?,
        document: record.opt_localized("document")?,
        year: record.year("year")?,
        date: record.opt_day("date")?,
    })
}

fn home(record: &Record<'_>) -> Result<Home, Problem> {
    let position = position(record)?.ok_or_else(|| record.problem("lat", Fault::Missing))?;
    Ok(Home { name: record.localized("name")?, position })
}

/// Both coordinates or neither.
fn position(record: &Record<'_>) -> Result<Option<Position>, Problem> {
    match (record.opt_number("lat", -90.0, 90.0)?, record.opt_number("lon", -180.0, 180.0)?) {
        (Some(lat), Some(lon)) => Ok(Some(Position { lat, lon })),
        (None, None) => Ok(None),
        (None, Some(_)) => Err(record.problem("lat", Fault::Missing)),
        (Some(_), None) => Err(record.problem("lon", Fault::Missing)),
    }
}

fn kind(record: &Record<'_>) -> Result<Kind, Problem> {
    Ok(Kind { id: record.text("id")?, name: record.localized("name")? })
}

fn event(record: &Record<'_>, kinds: &BTreeSet<&str>) -> Result<Event, Problem> {
    let kind = record.text("kind")?;
    if !kinds.contains(kind.as_str()) {
        return Err(record.problem("kind", Fault::Unknown { id: kind, list: "kinds" }));
    }
    let (start, end) = (record.day("start")?, record.opt_day("end")?);
    if let Some(end) = end.filter(|end| *end < start) {
        let fault = Fault::EndBeforeStart { start: start.to_string(), end: end.to_string() };
        return Err(record.problem("end", fault));
    }
    let season = match record.opt_whole("season")? {
        None => None,
        Some(number) => Some(u32::try_from(number).ok().filter(|n| (1..=99).contains(n)).ok_or_else(|| {
            let fault = Fault::OutOfRange { value: number.to_string(), from: "1".to_owned(), to: "99".to_owned() };
            record.problem("season", fault)
        })?),
    };
    Ok(Event {
        id: record.text("id")?,
        kind,
        title: record.localized("title")?,
        caption: record.opt_localized("caption")?,
        season,
        start,
        end,
        places: record.opt_inner_list("places")?.unwrap_or_default().iter().map(place).collect::<Result<_, _>>()?,
        led_by: record.opt_inner("led_by")?.as_ref().map(leader).transpose()?,
        theme: record.opt_localized("theme")?,
        notes: record.opt_localized_list("notes")?.unwrap_or_default(),
    })
}

fn place(record: &Record<'_>) -> Result<Place, Problem> {
    Ok(Place {
        name: record.localized("name")?,
        country: record.opt_localized("country")?,
        measured_to: record.opt_localized("measured_to")?,
        position: position(record)?,
        inferred: record.flag("inferred")?,
    })
}

fn leader(record: &Record<'_>) -> Result<Leader, Problem> {
    Ok(Leader { name: record.localized("name")?, post: record.opt_localized("post")? })
}

fn tour(record: &Record<'_>) -> Result<Tour, Problem> {
    Ok(Tour {
        formats: record.opt_localized_list("formats")?.unwrap_or_default(),
        contacts: record.opt_localized("contacts")?,
        feedback: record.opt_localized("feedback")?,
    })
}

fn indicator(record: &Record<'_>, layout: Option<&Layout>) -> Result<Indicator, Problem> {
    // Hundredths of a percent: what sources print, and exact.
    let change = record.opt_number("change_percent", -100.0, 100_000.0)?.map(|percent| {
        #[allow(clippy::cast_possible_truncation)]
        let hundredths = (percent * 100.0).round() as i32;
        hundredths
    });
    Ok(Indicator {
        id: record.text("id")?,
        name: record.localized("name")?,
        detail: record.opt_localized("detail")?,
        year: record.year("year")?,
        figure: figure(&record.inner("figure")?, layout)?,
        change,
    })
}

fn figure(record: &Record<'_>, layout: Option<&Layout>) -> Result<Figure, Problem> {
    let kind = record.text("kind")?;
    match kind.as_str() {
        "count" => Ok(Figure::Count { value: record.whole_number("value")?, unit: record.localized("unit")? }),
        "money" => {
            let code = record.text("currency")?;
            let currency = Currency::from_code(&code)
                .ok_or_else(|| record.problem("currency", Fault::Unknown { id: code, list: "CNY, USD" }))?;
            Ok(Figure::Money(Money { amount: record.whole_number("amount")?, currency }))
        }
        "rank" => Ok(Figure::Rank {
            position: record.whole_number("position")?,
            among: record.localized("among")?,
            kept: record.flag("kept")?,
        }),
        "double_digit_growth" => {
            let industries = record.text_list("industries")?;
            let known = |id: &String| layout.is_some_and(|layout| layout.industry(id).is_some());
            match industries.iter().find(|id| !known(id)) {
                Some(id) => Err(record.problem("industries", Fault::Unknown { id: id.clone(), list: "layout.parts" })),
                None => Ok(Figure::DoubleDigitGrowth { industries }),
            }
        }
        _ => {
            let list = "count, money, rank, double_digit_growth";
            Err(record.problem("kind", Fault::Unknown { id: kind, list }))
        }
    }
}

fn layout(record: &Record<'_>) -> Result<Layout, Problem> {
    let parts = record.opt_inner_list("parts")?.unwrap_or_default();
    Ok(Layout {
        name: record.text("name")?,
        year: record.year("year")?,
        parts: parts.iter().map(layout_part).collect::<Result<_, _>>()?,
    })
}

fn layout_part(record: &Record<'_>) -> Result<LayoutPart, Problem> {
    let industry = |record: &Record<'_>| Ok(Industry { id: record.text("id")?, name: record.localized("name")? });
    let industries = record.opt_inner_list("industries")?;
    Ok(LayoutPart {
        mark: record.text("mark")?,
        name: record.opt_localized("name")?,
        industries: industries.map(|list| list.iter().map(industry).collect::<Result<_, _>>()).transpose()?,
    })
}

fn case(record: &Record<'_>) -> Result<Case, Problem> {
    Ok(Case {
        id: record.text("id")?,
        company: record.localized("company")?,
        project: record.opt_localized("project")?,
        topic: record.opt_localized("topic")?,
        tag: record.opt_localized("tag")?,
        summary: record.localized("summary")?,
        text: record.localized("text")?,
        year: record.opt_year("year")?,
        landed_on: record.opt_day("landed_on")?,
        units: record.opt_localized_list("units")?,
    })
}

fn practice(record: &Record<'_>) -> Result<Practice, Problem> {
    Ok(Practice {
        id: record.text("id")?,
        title: record.localized("title")?,
        text: record.localized("text")?,
        items: record.opt_localized_list("items")?.unwrap_or_default(),
    })
}
