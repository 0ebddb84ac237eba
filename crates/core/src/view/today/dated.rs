//! What has a day by which it is to be done (SPEC TD1).

use std::collections::{BTreeMap, BTreeSet};

use super::About;
use crate::document::Tables;
use crate::model::{Day, EventNote, EventRecord, Lead, RecordId};
use crate::query::Filter;

/// An open item and its day, by reference: cheap to find among ten thousand leads.
pub(super) struct Dated<'a> {
    pub day: Day,
    pub about: About,
    pub lead: Option<(&'a RecordId, &'a Lead)>,
    pub event: Option<(&'a RecordId, &'a EventRecord)>,
}

impl Dated<'_> {
    /// Visits that are late have a list of their own.
    pub fn is_visit(&self) -> bool {
        matches!(self.about, About::Visit(_) | About::NextVisit(_))
    }
}

/// Which leads and events are looked at.
pub(super) struct Looked<'a> {
    pub tables: &'a Tables,
    pub filter: &'a Filter,
    /// Stages of leads that are out: nothing is due there.
    out: BTreeSet<&'a RecordId>,
    /// Places of an event's itinerary, one a line; read only when a place or a text is asked for.
    places: BTreeMap<&'a RecordId, String>,
    everything: bool,
}

impl<'a> Looked<'a> {
    pub fn new(tables: &'a Tables, filter: &'a Filter) -> Self {
        let out = tables.terms.iter().filter(|(_, term)| term.kind == "stage" && term.group == "out");
        let everything = filter.is_empty();
        let mut places: BTreeMap<&RecordId, String> = BTreeMap::new();
        for (_, stop) in tables.stops.iter().filter(|_| !everything) {
            let of_event = places.entry(&stop.event).or_default();
            for text in [&stop.place_zh, &stop.place_en] {
                of_event.push_str(text);
                of_event.push('\n');
            }
        }
        Looked { tables, filter, out: out.map(|(id, _)| id).collect(), places, everything }
    }

    /// Whether the lead is worked on, and what is asked for. Published cases are nobody's work.
    pub fn admits(&self, id: &RecordId, lead: &Lead) -> bool {
        !lead.published
            && !self.out.contains(&lead.stage)
            && (self.everything || self.filter.admits(id, lead, self.tables))
    }

    pub fn admits_event(&self, id: &RecordId, event: &EventRecord) -> bool {
        let places = self.places.get(id).map(String::as_str).unwrap_or_default();
        self.everything || (!self.filter.asks_of_leads_alone() && self.filter.admits_event(event, places))
    }

    pub fn lead(&self, id: &RecordId) -> Option<(&'a RecordId, &'a Lead)> {
        let (id, lead) = self.tables.leads.get_key_value(id)?;
        self.admits(id, lead).then_some((id, &**lead))
    }

    pub fn event(&self, id: &RecordId) -> Option<(&'a RecordId, &'a EventRecord)> {
        let (id, event) = self.tables.events.get_key_value(id)?;
        self.admits_event(id, event).then_some((id, &**event))
    }

    /// Every open item with a day up to and with `last`, in no order.
    pub fn dated(&self, last: Day) -> Vec<Dated<'a>> {
        let mut found = Vec::new();
        self.of_leads(last, &mut found);
        let due = |day: Option<Day>| day.filter(|day| *day <= last);
        for (id, blocker) in self.tables.blockers.iter().filter(|(_, blocker)| blocker.resolution.is_empty()) {
            let Some(day) = due(blocker.due) else { continue };
            let Some((of, lead)) = self.lead(&blocker.lead) else { continue };
            // On the day of the lead's own next step it stands in that row.
            if lead.due != Some(day) {
                found.push(Dated { day, about: About::Blocker(id.clone()), lead: Some((of, lead)), event: None });
            }
        }
        for (id, need) in self.tables.needs.iter() {
            let answered = need.state.as_str() == ANSWERED || !need.answer.trim().is_empty();
            let Some(day) = due(need.wished_by).filter(|_| !answered) else { continue };
            let lead = self.lead(&need.lead);
            // A company's need without a lead is anybody's.
            if lead.is_some() || (need.lead.is_empty() && self.everything) {
                found.push(Dated { day, about: About::Need(id.clone()), lead, event: None });
            }
        }
        for (id, note) in self.tables.event_notes.iter().filter(|(_, note)| is_open_step(note)) {
            let Some(day) = due(note.due) else { continue };
            let Some(event) = self.event(&note.event) else { continue };
            found.push(Dated { day, about: About::EventStep(id.clone()), lead: None, event: Some(event) });
        }
        found
    }

    fn of_leads(&self, last: Day, found: &mut Vec<Dated<'a>>) {
        let due = |day: Option<Day>| day.filter(|day| *day <= last);
        // A visit that is planned as a record stands for the lead's own day of the next one.
        let mut planned: BTreeSet<(&RecordId, Day)> = BTreeSet::new();
        for (id, visit) in self.tables.visits.iter().filter(|(_, visit)| visit.day.is_none()) {
            let Some(day) = visit.planned else { continue };
            planned.insert((&visit.lead, day));
            let lead = self.lead(&visit.lead);
            if due(Some(day)).is_some() && (lead.is_some() || (visit.lead.is_empty() && self.everything)) {
                found.push(Dated { day, about: About::Visit(id.clone()), lead, event: None });
            }
        }
        for (id, lead) in self.tables.leads.iter() {
            let (step, visit) = (due(lead.due), due(lead.next_visit));
            if (step.is_none() && visit.is_none()) || !self.admits(id, lead) {
                continue;
            }
            let of = Some((id, &**lead));
            if let Some(day) = step {
                found.push(Dated { day, about: About::Step(id.clone()), lead: of, event: None });
            }
            if let Some(day) = visit.filter(|day| !planned.contains(&(id, *day))) {
                found.push(Dated { day, about: About::NextVisit(id.clone()), lead: of, event: None });
            }
        }
    }
}

/// The state of a need that has its answer.
pub(super) const ANSWERED: &str = "need-state/answered";

fn is_open_step(note: &EventNote) -> bool {
    note.kind == "next-step" && note.done_on.is_none()
}

/// How many items are overdue or due today, whoever's they are: the number on the way to the page. The same as its two
/// lists have without a filter (SPEC TD6).
pub fn due_now(tables: &Tables, today: Day) -> usize {
    let filter = Filter::default();
    let items = Looked::new(tables, &filter).dated(today);
    items.iter().filter(|item| item.day == today || !item.is_visit()).count()
}
