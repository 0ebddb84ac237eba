//! Lists of a page inside another page: stops by distance, and cases as a board nobody moves (SPEC EM11, EM12).

use crate::format;
use crate::model::Lang;
use crate::published::{Case, Event, Published};

use super::visitor::event_items;

/// An event's dates, without the year where that is the year of the data.
pub fn short_dates(data: &Published, event: &Event, lang: Lang) -> String {
    if event.start.year() != data.year {
        return format::dates(lang, event.start, event.end);
    }
    match event.end {
        Some(end) => format::day_range(lang, event.start, end),
        None => format::day_from(lang, event.start),
    }
}

/// A place that events went to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceLine {
    pub name: String,
    /// `约 1,760 公里`; `None` when it is not known, or the place is at home.
    pub distance: Option<String>,
    /// Where it is is not known.
    pub unmeasured: bool,
    /// The city the distance is measured to, where the name is a country's.
    pub measured_to: Option<String>,
    /// Id, title and dates of each event that went there.
    pub events: Vec<(String, String, String)>,
    /// That every one of them went there is inferred.
    pub inferred: bool,
}

/// Every place of the events, the nearest first, those without a position last.
pub fn place_lines(data: &Published, lang: Lang) -> Vec<PlaceLine> {
    let mut lines: Vec<(f64, PlaceLine)> = Vec::new();
    for (event, item) in data.events.iter().zip(event_items(data, lang)) {
        for (place, shown) in event.places.iter().zip(&item.places) {
            let at = (item.id.clone(), item.title.clone(), item.dates.clone());
            if let Some((_, line)) = lines.iter_mut().find(|(_, line)| line.name == shown.name) {
                line.events.push(at);
                line.inferred &= shown.inferred;
                continue;
            }
            let km = place.distance_km(&data.home);
            let line = PlaceLine {
                unmeasured: km.is_none(),
                name: shown.name.clone(),
                distance: shown.distance.clone(),
                measured_to: shown.measured_to.clone(),
                events: vec![at],
                inferred: shown.inferred,
            };
            lines.push((km.unwrap_or(f64::INFINITY), line));
        }
    }
    crate::order::sort_by(&mut lines, |(a, _), (b, _)| a.total_cmp(b));
    lines.into_iter().map(|(_, line)| line).collect()
}

/// A column of the board of cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseColumn {
    /// The chain or industry; `None`: not stated.
    pub topic: Option<String>,
    pub cards: Vec<CaseCard>,
}

/// A case in a few words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseCard {
    pub id: String,
    pub company: String,
    pub project: Option<String>,
    pub tag: Option<String>,
    /// The day it landed, or the year of the report.
    pub when: Option<String>,
}

/// The cases by chain or industry in the order of the file, those without one last.
pub fn case_columns(data: &Published, lang: Lang) -> Vec<CaseColumn> {
    let mut columns: Vec<CaseColumn> = Vec::new();
    for case in &data.cases {
        let topic = case.topic.as_ref().map(|topic| topic.get(lang).to_owned());
        let card = card(case, lang);
        match columns.iter_mut().find(|column| column.topic == topic) {
            Some(column) => column.cards.push(card),
            None => columns.push(CaseColumn { topic, cards: vec![card] }),
        }
    }
    let (mut stated, open): (Vec<_>, Vec<_>) = columns.into_iter().partition(|column| column.topic.is_some());
    stated.extend(open);
    stated
}

fn card(case: &Case, lang: Lang) -> CaseCard {
    let text = |text: &Option<crate::model::Localized>| text.as_ref().map(|text| text.get(lang).to_owned());
    let day = case.landed_on.map(|day| format::day_plain(lang, day));
    CaseCard {
        id: case.id.clone(),
        company: case.company.get(lang).to_owned(),
        project: text(&case.project),
        tag: text(&case.tag),
        when: day.or_else(|| case.year.map(|year| year.to_string())),
    }
}
