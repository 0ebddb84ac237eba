//! The leads of the timeline: when they were entered, and when they landed (SPEC TL14–TL16).

use std::collections::BTreeMap;

use super::axis::{Span, Unit};
use crate::document::Tables;
use crate::format;
use crate::model::{Day, Lang, Lead, RecordId};
use crate::order;
use crate::query::Filter;
use crate::view::chart::text_width;

/// The list a lead is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    Landed,
    Tracking,
    Target,
    Out,
}

/// A lead with the day it was entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entered {
    pub day: Day,
    pub group: Group,
    pub lead: RecordId,
    /// The event it counts at (SPEC EV1); empty when it counts at none.
    pub event: RecordId,
}

/// A lead with the day it landed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Landing {
    pub day: Day,
    pub lead: RecordId,
    pub code: String,
    pub company: String,
    pub sample: bool,
}

/// The leads a filter admits, in the order of time.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Leads {
    pub entered: Vec<Entered>,
    pub landings: Vec<Landing>,
}

impl Leads {
    /// `by_event`: the leads that count at each event ([`leads_by_event`](crate::view::event::leads_by_event)).
    pub fn of(tables: &Tables, filter: &Filter, by_event: &BTreeMap<RecordId, Vec<RecordId>>) -> Self {
        let mut out = Leads::default();
        let events: BTreeMap<&RecordId, &RecordId> =
            by_event.iter().flat_map(|(event, leads)| leads.iter().map(move |lead| (lead, event))).collect();
        for (id, lead) in tables.leads.iter().filter(|(id, lead)| filter.admits(id, lead, tables)) {
            let group = tables.terms.get(&lead.stage).map_or(Group::Target, |stage| match stage.group.as_str() {
                "landed" => Group::Landed,
                "tracking" => Group::Tracking,
                "out" => Group::Out,
                _ => Group::Target,
            });
            if let Some(day) = lead.reported_on {
                let event = events.get(id).map(|event| (*event).clone()).unwrap_or_default();
                out.entered.push(Entered { day, group, lead: id.clone(), event });
            }
            if group == Group::Landed
                && let Some(day) = landed_on(id, lead, tables)
            {
                let company = tables.companies.get(&lead.company).map(|company| company.name.clone());
                out.landings.push(Landing {
                    day,
                    lead: id.clone(),
                    code: lead.code.clone(),
                    company: company.unwrap_or_else(|| lead.title.clone()),
                    sample: lead.sample,
                });
            }
        }
        order::sort_by(&mut out.entered, |a, b| (a.day, a.group, &a.lead).cmp(&(b.day, b.group, &b.lead)));
        order::sort_by(&mut out.landings, |a, b| (a.day, &a.lead).cmp(&(b.day, &b.lead)));
        out
    }
}

/// The day a lead crossed the shore: its company's registration, else its first move to a stage on land, else the
/// day it entered the stage it is in. A published case has none of them.
fn landed_on(id: &RecordId, lead: &Lead, tables: &Tables) -> Option<Day> {
    let moved = || {
        let moves = tables.activities_of(id).into_iter().rev().map(|(_, activity)| activity);
        let ashore = |to: &RecordId| tables.terms.get(to).is_some_and(|stage| stage.group == "landed");
        moves.filter(|activity| activity.kind.as_str() == "activity/move").find(|activity| ashore(&activity.to))?.day
    };
    lead.registered_on.or_else(moved).or(lead.stage_since)
}

/// A lead as a dot.
#[derive(Debug, Clone, PartialEq)]
pub struct Dot {
    pub x: f64,
    pub y: f64,
    pub group: Group,
    /// It came from the chosen event.
    pub linked: bool,
}

/// The leads of a week, or of more where weeks are too narrow.
#[derive(Debug, Clone, PartialEq)]
pub struct Pile {
    pub from: Day,
    pub to: Day,
    pub x: f64,
    pub width: f64,
    pub count: usize,
    /// One a lead, from the bottom; empty where there are too many, and a bar stands for them.
    pub dots: Vec<Dot>,
    /// The height of the bar; 0 with dots.
    pub bar: f64,
    /// Any of them came from the chosen event.
    pub linked: bool,
}

/// Half a dot and its edge.
pub const DOT: f64 = 4.5;
const STEP: f64 = 13.0;
/// A pile this wide has two dots beside each other.
const PAIR: f64 = 27.0;

/// What the leads of one pile have in common: the week they were entered in, or more where weeks are too narrow.
pub fn pile_unit(span: &Span) -> Unit {
    [Unit::Week, Unit::Month, Unit::Quarter, Unit::Years(1), Unit::Years(5), Unit::Years(20)]
        .into_iter()
        .find(|unit| width_of(*unit, span) >= STEP + 1.0)
        .unwrap_or(Unit::Years(50))
}

/// The piles in sight, in a strip of this height.
pub fn piles(entered: &[Entered], span: &Span, height: f64, chosen: Option<&RecordId>) -> Vec<Pile> {
    let unit = pile_unit(span);
    let (first, last) = span.seen();
    let first = unit.floor(first);
    let from = entered.partition_point(|entry| entry.day < first);
    let seen = entered.get(from..).unwrap_or_default().iter().take_while(|entry| entry.day <= last);
    let mut grouped: BTreeMap<Day, Vec<&Entered>> = BTreeMap::new();
    for entry in seen.filter(|entry| entry.group != Group::Out) {
        grouped.entry(unit.floor(entry.day)).or_default().push(entry);
    }
    let most = grouped.values().map(Vec::len).max().unwrap_or_default();
    grouped.into_iter().map(|(from, leads)| pile(unit, from, leads, span, height, most, chosen)).collect()
}

fn width_of(unit: Unit, span: &Span) -> f64 {
    let day = span.seen().0;
    let start = unit.floor(day);
    unit.next(start).map_or(0.0, |next| f64::from(start.days_until(next)) * span.per_day())
}

fn pile(
    unit: Unit,
    from: Day,
    mut leads: Vec<&Entered>,
    span: &Span,
    height: f64,
    most: usize,
    chosen: Option<&RecordId>,
) -> Pile {
    let next = unit.next(from).unwrap_or(from);
    let (x, right) = (span.x(from), span.x(next).max(span.x(from) + 2.0));
    let linked = |entry: &Entered| chosen.is_some_and(|event| *event == entry.event);
    // Those that went farthest at the bottom, nearest to the shore.
    order::sort_by(&mut leads, |a, b| (a.group, &a.lead).cmp(&(b.group, &b.lead)));
    let columns = if right - x >= PAIR { 2 } else { 1 };
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // A strip is some hundred pixels high.
    let room = ((height - 4.0) / STEP).floor().max(1.0) as usize * columns;
    // Dots or bars, the same for all in sight: else a pile of twelve would look smaller than one of eleven.
    let fits = most <= room;
    #[allow(clippy::cast_precision_loss)] // Counts of dots.
    let dots = leads.iter().enumerate().filter(|_| fits).map(|(index, entry)| Dot {
        x: x + 2.0 + DOT + (index % columns) as f64 * STEP,
        y: height - 3.0 - DOT - (index / columns) as f64 * STEP,
        group: entry.group,
        linked: linked(entry),
    });
    #[allow(clippy::cast_precision_loss)]
    let share = leads.len() as f64 / most.max(1) as f64;
    Pile {
        from,
        to: next.plus(-1),
        x,
        width: right - x,
        count: leads.len(),
        dots: dots.collect(),
        bar: if fits { 0.0 } else { (share * (height - 24.0)).max(2.0).round() },
        linked: leads.iter().any(|entry| linked(entry)),
    }
}

/// The leads entered within these days, as the pile of them counts.
pub fn entered_within(entered: &[Entered], from: Day, to: Day) -> Vec<RecordId> {
    let within = |entry: &&Entered| entry.day >= from && entry.day <= to && entry.group != Group::Out;
    entered.iter().filter(within).map(|entry| entry.lead.clone()).collect()
}

/// A seal on land.
#[derive(Debug, Clone, PartialEq)]
pub struct Seal {
    pub x: f64,
    /// The company; the number where several stand together.
    pub text: String,
    pub dates: String,
    pub leads: Vec<RecordId>,
    /// The lead to open, when it is one.
    pub code: String,
    pub sample: bool,
}

const SEAL: f64 = 14.0;

/// The landings in sight, each on its day; those that would overlap are one with their number.
pub fn seals(landings: &[Landing], span: &Span, lang: Lang) -> Vec<Seal> {
    let (first, last) = span.seen();
    let seen: Vec<&Landing> = landings.iter().filter(|landing| landing.day >= first && landing.day <= last).collect();
    let mut groups: Vec<Vec<&Landing>> = Vec::new();
    for landing in seen {
        let x = span.x(landing.day);
        match groups.last_mut() {
            Some(group) if group.first().is_some_and(|first| x - span.x(first.day) < 2.0 * SEAL + 4.0) => {
                group.push(landing);
            }
            _ => groups.push(vec![landing]),
        }
    }
    let at = |group: &Vec<&Landing>| group.first().map_or(0.0, |landing| span.x(landing.day));
    let mut out = Vec::with_capacity(groups.len());
    for (place, group) in groups.iter().enumerate() {
        let (Some(one), Some(newest)) = (group.first(), group.last()) else { continue };
        let x = at(group);
        let next = groups.get(place + 1).map_or(f64::INFINITY, at);
        let text = if group.len() > 1 { group.len().to_string() } else { one.company.clone() };
        let free = x + SEAL + 10.0 + text_width(&text, 12.0, false) <= next;
        out.push(Seal {
            x: x.round(),
            text: if free || group.len() > 1 { text } else { String::new() },
            dates: format::dates(lang, one.day, Some(newest.day)),
            leads: group.iter().map(|landing| landing.lead.clone()).collect(),
            code: if group.len() == 1 { one.code.clone() } else { String::new() },
            sample: group.iter().all(|landing| landing.sample),
        });
    }
    out
}
