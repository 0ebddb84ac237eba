//! What came of an event: the leads it brought, how far they got, and who still waits for a second contact.

use std::collections::BTreeMap;

use super::super::board::add;
use super::super::card::{Ageing, Card, term_name};
use super::meetings::Meetings;
use crate::document::Tables;
use crate::format;
use crate::model::{Activity, Day, EventRecord, Lang, Lead, RecordId, Term};
use crate::order;
use crate::query;

/// The groups of stages that a lead passes one after the other; `out` is beside them.
const COURSE: [&str; 3] = ["target", "tracking", "landed"];
/// What is written by itself, and no contact with anybody.
const NO_CONTACT: [&str; 2] = ["activity/move", "activity/transfer"];

/// A lead in one of the panel's lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeadRow {
    pub id: RecordId,
    pub code: String,
    pub title: String,
    pub company: String,
    /// Where it is now.
    pub stage: String,
    pub shape: String,
    pub ageing: Ageing,
    pub sample: bool,
    /// Out of the course; keeps what it reached.
    pub out: bool,
    /// The furthest stage it ever reached: its place in the course.
    pub reached: usize,
    /// It was contacted a second time.
    pub contacted: bool,
}

/// A lead whose company was met here and that counts elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    pub row: LeadRow,
    /// The event it counts at; none when it was on the list before any event.
    pub at: Option<(RecordId, String)>,
}

/// How many of an event's leads ever reached a stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FunnelRow {
    pub stage: RecordId,
    pub name: String,
    pub shape: String,
    /// Place in the course, from 0.
    pub place: usize,
    pub count: usize,
}

/// A visit to a company because of a lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitRow {
    pub id: RecordId,
    pub code: String,
    pub title: String,
    pub company: String,
    pub text: String,
    pub day: String,
}

/// What a trip, or all trips of a season, came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Trip {
    pub events: usize,
    pub leads: Vec<LeadRow>,
    pub visits: Vec<VisitRow>,
    /// The last day anything was done about one of its leads.
    pub last: Option<Day>,
}

/// The clock of the second contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// Days since the event's last day, or since its first where the last is not known; 0 or more.
    pub day: i32,
    /// Leads that are to be contacted: those that are not out.
    pub of: usize,
    pub contacted: usize,
    /// Days within which each is to be contacted (SPEC K2).
    pub limit: i32,
    /// That day has come and some are without a second contact.
    pub due: bool,
}

/// What came of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Came {
    pub trip: Trip,
    /// All events of the same season and year, where the event has a season.
    pub season: Option<Trip>,
    pub elsewhere: Vec<Elsewhere>,
    pub funnel: Vec<FunnelRow>,
    /// Planned investment by currency, side by side; empty when none is stated.
    pub sums: String,
    pub clock: Option<Clock>,
    /// The place in the course from which a lead is landed.
    landed: usize,
}

/// A list behind a number of the panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeadList {
    All,
    /// Those that ever reached the stage at this place of the course.
    Reached(usize),
    Landed,
    Out,
    /// Without a second contact.
    Waiting,
    Season,
    SeasonLanded,
}

impl Came {
    /// The leads of a list: as many as the number that opens it.
    pub fn rows(&self, list: LeadList) -> Vec<&LeadRow> {
        let trip = match list {
            LeadList::Season | LeadList::SeasonLanded => self.season.as_ref(),
            _ => Some(&self.trip),
        };
        let wanted = |row: &&LeadRow| match list {
            LeadList::All | LeadList::Season => true,
            LeadList::Reached(place) => row.reached >= place,
            LeadList::Landed | LeadList::SeasonLanded => row.reached >= self.landed,
            LeadList::Out => row.out,
            LeadList::Waiting => !row.out && !row.contacted,
        };
        trip.into_iter().flat_map(|trip| &trip.leads).filter(wanted).collect()
    }

    /// How many leads a list has.
    pub fn count(&self, list: LeadList) -> usize {
        self.rows(list).len()
    }
}

/// Leads by the event they count at.
type Counted<'a> = BTreeMap<&'a RecordId, Vec<(&'a RecordId, &'a Lead)>>;

/// What is the same for every lead of a panel.
struct Reader<'a> {
    tables: &'a Tables,
    lang: Lang,
    today: Day,
    course: Vec<(&'a RecordId, &'a Term)>,
}

impl<'a> Reader<'a> {
    fn new(tables: &'a Tables, lang: Lang, today: Day) -> Self {
        let stages = tables.terms_of("stage").into_iter();
        let course = stages.filter(|(_, stage)| COURSE.contains(&stage.group.as_str()));
        Reader { tables, lang, today, course: course.map(|(id, stage)| (id, &**stage)).collect() }
    }

    fn place(&self, stage: &RecordId) -> Option<usize> {
        self.course.iter().position(|(id, _)| *id == stage)
    }

    fn landed(&self) -> usize {
        self.course.iter().position(|(_, stage)| stage.group == "landed").unwrap_or(usize::MAX)
    }

    /// The furthest stage of the lead's history and of today; a jump reaches what it jumped over (SPEC EV4).
    fn reached(&self, id: &RecordId, lead: &Lead) -> usize {
        let moves = self.tables.activities_of(id).into_iter().filter(|(_, one)| one.kind.as_str() == "activity/move");
        let seen = moves.flat_map(|(_, one)| [self.place(&one.from), self.place(&one.to)]);
        seen.chain([self.place(&lead.stage)]).flatten().max().unwrap_or_default()
    }

    fn row(&self, id: &RecordId, lead: &Lead, event: &EventRecord) -> LeadRow {
        let card = Card::of(id, lead, self.tables, self.lang, self.today);
        let stage = self.tables.terms.get(&lead.stage);
        LeadRow {
            id: id.clone(),
            code: card.code,
            title: card.title,
            company: card.company,
            stage: term_name(self.tables, &lead.stage, self.lang),
            shape: stage.map(|stage| stage.shape.clone()).unwrap_or_default(),
            ageing: card.ageing,
            sample: lead.sample,
            out: stage.is_some_and(|stage| stage.group == "out"),
            reached: self.reached(id, lead),
            contacted: is_contacted(self.tables, id, lead, event),
        }
    }

    fn trip(&self, events: &[(&RecordId, &EventRecord)], counted: &Counted<'a>) -> Trip {
        let mut leads = Vec::new();
        let mut visits: Vec<(Option<Day>, VisitRow)> = Vec::new();
        let mut last = None;
        for (at, event) in events {
            for (id, lead) in counted.get(at).into_iter().flatten() {
                let row = self.row(id, lead, event);
                for (activity_id, activity) in self.tables.activities_of(id) {
                    last = last.max(activity.day);
                    if activity.kind.as_str() == "activity/visit" {
                        visits.push((activity.day, self.visit(activity_id, activity, &row)));
                    }
                }
                leads.push(row);
            }
        }
        order::sort_by(&mut leads, |a, b| (b.reached, &a.code, &a.id).cmp(&(a.reached, &b.code, &b.id)));
        order::sort_by(&mut visits, |a, b| (b.0, &a.1.id).cmp(&(a.0, &b.1.id)));
        Trip { events: events.len(), leads, visits: visits.into_iter().map(|(_, visit)| visit).collect(), last }
    }

    fn visit(&self, id: &RecordId, activity: &Activity, row: &LeadRow) -> VisitRow {
        VisitRow {
            id: id.clone(),
            code: row.code.clone(),
            title: row.title.clone(),
            company: row.company.clone(),
            text: activity.text.clone(),
            day: activity.day.map(|day| format::day_week(self.lang, day, self.today)).unwrap_or_default(),
        }
    }

    fn funnel(&self, leads: &[LeadRow]) -> Vec<FunnelRow> {
        let landed = self.landed();
        let rows = self.course.iter().enumerate().map(|(place, (id, stage))| FunnelRow {
            stage: (*id).clone(),
            name: term_name(self.tables, id, self.lang),
            shape: stage.shape.clone(),
            place,
            count: leads.iter().filter(|row| row.reached >= place).count(),
        });
        // What comes after landing is told once somebody is there.
        rows.filter(|row| row.place <= landed || row.count > 0).collect()
    }

    fn elsewhere(&self, here: &RecordId, event: &EventRecord, meetings: &Meetings<'a>) -> Vec<Elsewhere> {
        let mut found = Vec::new();
        for (id, lead) in self.tables.leads.iter().filter(|(_, lead)| !lead.published) {
            let counted = meetings.counts_at(id, lead);
            if counted != Some(here) && meetings.events(id, lead).contains(&here) {
                let at = counted.and_then(|at| {
                    let event = self.tables.events.get(at)?;
                    Some((at.clone(), title_of(event, self.lang)))
                });
                found.push(Elsewhere { row: self.row(id, lead, event), at });
            }
        }
        found
    }
}

/// The day from which an event's clock counts: its last, or its first where the last is not known.
pub fn last_day(event: &EventRecord) -> Option<Day> {
    event.end.or(event.start)
}

/// Something was done about the lead after the event and after the day it was reported (SPEC EV6).
pub fn is_contacted(tables: &Tables, id: &RecordId, lead: &Lead, event: &EventRecord) -> bool {
    let first = last_day(event).max(lead.reported_on);
    let contact = |one: &Activity| !NO_CONTACT.contains(&one.kind.as_str()) && one.day.is_some() && one.day > first;
    tables.activities_of(id).iter().any(|(_, one)| contact(one))
}

/// The title in the language, or the other one's where it has none.
pub(in crate::view) fn title_of(event: &EventRecord, lang: Lang) -> String {
    lang.either(&event.title_zh, &event.title_en).to_owned()
}

/// What came of the event `id`, seen from `today`.
pub(super) fn came(tables: &Tables, id: &RecordId, event: &EventRecord, lang: Lang, today: Day) -> Came {
    let reader = Reader::new(tables, lang, today);
    let meetings = Meetings::of(tables);
    let counted = meetings.counted();
    let trip = reader.trip(&[(id, event)], &counted);
    let year = |event: &EventRecord| event.start.map(Day::year);
    let season = event.season.map(|season| {
        let events: Vec<_> = tables
            .events
            .iter()
            .filter(|(_, other)| other.season == Some(season) && year(other) == year(event))
            .map(|(id, event)| (id, &**event))
            .collect();
        reader.trip(&events, &counted)
    });
    let planned = trip.leads.iter().filter_map(|row| tables.leads.get(&row.id)?.planned);
    Came {
        sums: format::money_sums(lang, &add(planned)),
        funnel: reader.funnel(&trip.leads),
        elsewhere: reader.elsewhere(id, event, &meetings),
        clock: clock(tables, &trip.leads, event, today),
        landed: reader.landed(),
        season,
        trip,
    }
}

/// None before the event is over, and where nobody is to be contacted (SPEC EV7).
fn clock(tables: &Tables, leads: &[LeadRow], event: &EventRecord, today: Day) -> Option<Clock> {
    let day = last_day(event)?.days_until(today);
    let limit = i32::try_from(query::Clock::SecondContact.days(tables)).unwrap_or_default();
    let of = leads.iter().filter(|row| !row.out).count();
    let contacted = leads.iter().filter(|row| !row.out && row.contacted).count();
    (day >= 0 && of > 0).then_some(Clock { day, of, contacted, limit, due: day >= limit && contacted < of })
}
