use super::card::term_name;
use std::collections::BTreeSet;

use crate::document::{Fields, Tables};
use crate::format;
use crate::model::{Blocker, Collection, Day, FieldKind, FieldSpec, Lang, Lead, Money, RecordId};

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
    /// Of a blocker: that it was raised here, or resolved.
    pub raised: bool,
    pub resolved: bool,
    pub next_step: String,
    pub due: Option<Day>,
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
            let name = |id: &RecordId| term_name(tables, id, lang);
            // Stages, zones, or the kind of a blocker; then the words that go with it.
            let between = match (activity.from.is_empty(), activity.to.is_empty()) {
                (false, false) => format!("{} → {}", name(&activity.from), name(&activity.to)),
                (true, _) => name(&activity.to),
                (false, true) => name(&activity.from),
            };
            let parts = [between, activity.text.clone()];
            let text = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
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
                raised: activity.from.is_empty() && !activity.to.is_empty(),
                resolved: activity.to.is_empty() && !activity.from.is_empty(),
                next_step: activity.next_step.clone(),
                due: activity.due,
            }
        })
        .collect()
}

/// Whether the lead is on its way and nobody has said what comes next (没有下一步).
pub fn no_next_step(lead: &Lead, tables: &Tables) -> bool {
    !lead.published && lead.next_step.is_empty() && !super::gate::is_out(&lead.stage, tables)
}

/// The transfers between zones (流转), oldest first: from, to, the day, why.
pub fn transfers(id: &RecordId, tables: &Tables, lang: Lang) -> Vec<(String, String, Option<Day>, String)> {
    let name = |id: &RecordId| term_name(tables, id, lang);
    let all = tables.activities_of(id).into_iter().rev();
    all.filter(|(_, one)| one.kind.as_str() == "activity/transfer" && !one.to.is_empty())
        .map(|(_, one)| (name(&one.from), name(&one.to), one.day, one.text.clone()))
        .collect()
}

/// The title of the event a lead came from, in a language; empty where it came from none.
pub fn first_report_event(lead: &Lead, tables: &Tables, lang: Lang) -> String {
    let event = tables.events.get(&lead.source_event);
    let title = event.map(|event| match lang {
        Lang::En if !event.title_en.is_empty() => event.title_en.clone(),
        _ => event.title_zh.clone(),
    });
    title.unwrap_or_default()
}

/// Something that holds the lead up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockerLine {
    pub id: RecordId,
    pub kind: String,
    pub text: String,
    pub department: String,
    pub raised: Option<Day>,
    pub due: Option<Day>,
    /// Empty while it stands.
    pub resolution: String,
    /// Companies that the same kind holds up at the same department, this one included, where it is a systemic problem
    /// (SPEC LD4).
    pub systemic: Option<usize>,
    /// Code and title of the leads it is one with; empty where it is not systemic.
    pub same: Vec<(String, String)>,
}

/// Companies from which the same blocker at the same department is a systemic problem.
const SYSTEMIC: usize = 3;

/// The blockers of a lead, those that stand first.
pub fn blockers(id: &RecordId, tables: &Tables, lang: Lang) -> Vec<BlockerLine> {
    let (standing, resolved): (Vec<_>, Vec<_>) =
        tables.all_blockers_of(id).into_iter().partition(|(_, blocker)| blocker.resolution.is_empty());
    let lines = standing.into_iter().chain(resolved).map(|(id, blocker)| {
        let leads = held_up(blocker, tables);
        let company =
            |id: &RecordId| tables.leads.get(id).map(|lead| lead.company.clone()).filter(|one| !one.is_empty());
        let companies: BTreeSet<RecordId> = leads.iter().map(|id| company(id).unwrap_or_else(|| id.clone())).collect();
        let systemic = Some(companies.len()).filter(|count| *count >= SYSTEMIC);
        let same = leads.iter().filter(|_| systemic.is_some()).filter_map(|id| tables.leads.get(id));
        BlockerLine {
            id: id.clone(),
            kind: term_name(tables, &blocker.kind, lang),
            text: blocker.text.clone(),
            department: blocker.department.clone(),
            raised: blocker.raised,
            due: blocker.due,
            resolution: blocker.resolution.clone(),
            systemic,
            same: same.map(|lead| (lead.code.clone(), lead.title.clone())).collect(),
        }
    });
    lines.collect()
}

/// The leads that stand still for the same reason at the same department; not those that are out, and none for a
/// blocker without a department. Leads without a company count as one each.
fn held_up(blocker: &Blocker, tables: &Tables) -> BTreeSet<RecordId> {
    if blocker.department.trim().is_empty() || !blocker.resolution.is_empty() {
        return BTreeSet::new();
    }
    let same = tables.blockers.iter().filter(|(_, other)| {
        other.resolution.is_empty()
            && other.kind == blocker.kind
            && other.department.trim() == blocker.department.trim()
    });
    let there = |lead: &RecordId| tables.leads.get(lead).is_some_and(|lead| !super::gate::is_out(&lead.stage, tables));
    same.map(|(_, other)| other.lead.clone()).filter(there).collect()
}

/// A record a lead is joined with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    pub link: RecordId,
    /// The record itself; empty for an attachment.
    pub id: RecordId,
    pub name: String,
    /// A phone, a kind, an address: what stands beside the name.
    pub about: String,
    /// Of an attachment: where it leads; empty where that is no address one should follow.
    pub href: String,
}

/// The records of one kind a lead is joined with (`contact`, `unit`, `resource`, `attachment`), by name. Those that are
/// not there any more are left out.
pub fn linked(id: &RecordId, kind: &str, tables: &Tables, lang: Lang) -> Vec<Linked> {
    let mut found: Vec<Linked> = tables
        .links_of(id, kind)
        .filter_map(|(link_id, link)| {
            let (name, about, href) = match kind {
                "contact" => {
                    tables.contacts.get(&link.to).map(|one| (one.name.clone(), one.post.clone(), String::new()))
                }
                "unit" => {
                    let unit = tables.units.get(&link.to);
                    unit.map(|one| (one.name.clone(), term_name(tables, &one.kind, lang), String::new()))
                }
                "resource" => {
                    let resource = tables.resources.get(&link.to);
                    resource.map(|one| (one.name.clone(), term_name(tables, &one.kind, lang), String::new()))
                }
                _ => {
                    let safe = crate::document::is_safe_link(Some(&link.link));
                    let name = if link.note.is_empty() { link.link.clone() } else { link.note.clone() };
                    Some((name, link.link.clone(), if safe { link.link.clone() } else { String::new() }))
                }
            }?;
            Some(Linked { link: link_id.clone(), id: link.to.clone(), name, about, href })
        })
        .collect();
    crate::order::sort_by(&mut found, |a, b| (&a.name, &a.link).cmp(&(&b.name, &b.link)));
    found
}

/// A field of a record as it stands in an input: an amount as [`crate::model::Money::parse`] reads it, an officer and a
/// company by name, a term by its id.
pub fn shown_field(spec: &FieldSpec, fields: &Fields, tables: &Tables, lang: Lang) -> String {
    let Some(value) = fields.get(spec.name) else { return String::new() };
    let text = value.as_str().unwrap_or_default();
    match spec.kind {
        FieldKind::Flag | FieldKind::Number => value.to_string(),
        FieldKind::Money => Money::from_stored(text).map(|money| format::money_exact(lang, money)).unwrap_or_default(),
        FieldKind::Ref(collection @ (Collection::Officers | Collection::Companies)) => {
            tables.title(collection, &RecordId::from(text))
        }
        _ => text.to_owned(),
    }
}

/// An amount as it is edited: `2 亿`, `3,000 万美元`; what [`crate::model::Money::parse`] reads back to the same.
pub fn amount_text(lead: &Lead, lang: Lang) -> String {
    lead.planned.map(|money| format::money_exact(lang, money)).unwrap_or_default()
}
