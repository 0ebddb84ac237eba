use super::card::term_name;
use crate::document::Tables;
use crate::format;
use crate::model::{Lang, Lead, RecordId};

/// One of the waypoints of a lead's course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waypoint {
    pub stage: RecordId,
    pub name: String,
    pub shape: String,
    pub state: WaypointState,
    /// On land: landed, operating, aftercare.
    pub ashore: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaypointState {
    Past,
    Now,
    Ahead,
}

/// One line of a lead's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryLine {
    pub id: RecordId,
    /// `12-04`, with the year when it is not the newest entry's.
    pub day: String,
    /// The kind without its prefix: `call`, `move`, …
    pub kind: String,
    /// What was done, or the stages of a move.
    pub text: String,
    pub officer: String,
}

/// Where a lead stands: the stages of the three lists from first to last, and out if it is there.
pub fn course(lead: &Lead, tables: &Tables, lang: Lang) -> Vec<Waypoint> {
    let stages = tables.terms_of("stage");
    let here = stages.iter().position(|(id, _)| **id == lead.stage);
    stages
        .iter()
        .enumerate()
        .filter(|(_, (id, stage))| stage.group != "out" || **id == lead.stage)
        .map(|(index, (id, stage))| Waypoint {
            stage: (*id).clone(),
            name: term_name(tables, id, lang),
            shape: stage.shape.clone(),
            state: match here {
                Some(here) if index < here => WaypointState::Past,
                Some(here) if index == here => WaypointState::Now,
                _ => WaypointState::Ahead,
            },
            ashore: stage.group == "landed",
        })
        .collect()
}

/// What was done, newest first.
pub fn history(id: &RecordId, tables: &Tables, lang: Lang) -> Vec<HistoryLine> {
    let lines = tables.activities_of(id);
    let year = lines.first().and_then(|(_, line)| line.day).map(|day| day.year());
    lines
        .into_iter()
        .map(|(id, activity)| {
            let moved = !activity.to.is_empty();
            let name = |id: &RecordId| term_name(tables, id, lang);
            let text = match (moved, activity.from.is_empty()) {
                (true, false) => format!("{} → {}", name(&activity.from), name(&activity.to)),
                (true, true) => name(&activity.to),
                (false, _) => activity.text.clone(),
            };
            let day = activity.day.map(|day| {
                let short = format!("{:02}-{:02}", day.month(), day.day());
                if Some(day.year()) == year { short } else { format!("{}-{short}", day.year()) }
            });
            HistoryLine {
                id: id.clone(),
                day: day.unwrap_or_default(),
                kind: activity.kind.as_str().trim_start_matches("activity/").to_owned(),
                text,
                officer: tables.officers.get(&activity.officer).map(|one| one.name.clone()).unwrap_or_default(),
            }
        })
        .collect()
}

/// An amount as it is edited: `2 亿`, `3,000 万美元`; what [`crate::model::Money::parse`] reads back to the same.
pub fn amount_text(lead: &Lead, lang: Lang) -> String {
    lead.planned.map(|money| format::money_exact(lang, money)).unwrap_or_default()
}
