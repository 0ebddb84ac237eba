use std::sync::Arc;

use super::clocks::Clock;
use super::key::Key;
use super::text::Words;
use crate::document::Tables;
use crate::model::{Day, EventRecord, Lead, RecordId};
use crate::view::gate::missing;
use crate::view::{Query, idle_days};

/// What is asked of leads and events, as the address bar carries it (SPEC Q1). An empty part asks nothing. Board and
/// timeline read the same address: what is asked on one is asked on the other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    text: Words,
    zone: RecordId,
    industry: RecordId,
    officer: RecordId,
    source: RecordId,
    stage: RecordId,
    /// Of events, and of leads by their source event.
    kind: RecordId,
    place: Words,
    /// Of leads: the event they came from.
    event: RecordId,
    /// Of leads: reported within these days. (On the timeline the same words are what is in sight.)
    from: Option<Day>,
    to: Option<Day>,
    /// Of leads: all of these hold.
    states: Vec<State>,
    /// What `states` are seen from.
    today: Option<Day>,
}

/// What asks for care about a lead (SPEC Q3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// In talks, and nothing happened for 14 days or more.
    Stale,
    /// Something holds it up.
    Blocked,
    /// Its next step was due before today.
    Overdue,
    /// Something its stage's gate asks for is not known.
    Gate,
}

impl State {
    pub const ALL: [State; 4] = [State::Stale, State::Blocked, State::Overdue, State::Gate];

    /// The word for it in an address.
    pub fn name(self) -> &'static str {
        match self {
            State::Stale => "stale",
            State::Blocked => "blocked",
            State::Overdue => "overdue",
            State::Gate => "gate",
        }
    }

    fn holds(self, id: &RecordId, lead: &Lead, tables: &Tables, today: Day) -> bool {
        match self {
            State::Stale => {
                if lead.stage.as_str() != "stage/in-talks" {
                    return false;
                }
                let limit = Clock::Stale.days(tables);
                // What entered its stage lately is out of the question, which saves looking at what was done.
                let lately = lead.stage_since.max(lead.reported_on).is_some_and(|day| days(day, today) < limit);
                !lately && idle_days(id, lead, tables, today) >= limit
            }
            State::Blocked => tables.is_blocked(id),
            State::Overdue => lead.due.is_some_and(|due| due < today),
            State::Gate => !missing(id, lead, &lead.stage, tables).is_empty(),
        }
    }
}

fn days(day: Day, today: Day) -> u32 {
    u32::try_from(day.days_until(today)).unwrap_or_default()
}

impl Filter {
    /// The parts of an address that filter the timeline.
    pub const OF_EVENTS: [&str; 5] = ["q", "zone", "industry", "place", "kind"];
    /// The parts of an address that filter the board.
    pub const OF_LEADS: [&str; 12] =
        ["q", "zone", "industry", "owner", "source", "stage", "place", "kind", "event", "from", "to", "is"];

    /// Reads the parts of [`Filter::OF_LEADS`].
    pub fn from_query(query: &Query) -> Self {
        let part = |key: &str| query.get(key).map(String::as_str).unwrap_or_default();
        Filter {
            text: Words::of(part("q")),
            zone: RecordId::from(part("zone")),
            industry: RecordId::from(part("industry")),
            officer: RecordId::from(part("owner")),
            source: RecordId::from(part("source")),
            stage: RecordId::from(part("stage")),
            kind: RecordId::from(part("kind")),
            place: Words::of(part("place")),
            event: RecordId::from(part("event")),
            from: part("from").parse().ok(),
            to: part("to").parse().ok(),
            states: part("is")
                .split(',')
                .filter_map(|name| State::ALL.into_iter().find(|state| state.name() == name))
                .collect(),
            today: None,
        }
    }

    /// As seen on a day: without one, nothing is stale or overdue.
    #[must_use]
    pub fn on(self, today: Day) -> Self {
        Filter { today: Some(today), ..self }
    }

    /// Whether text is looked for.
    pub fn words(&self) -> &Words {
        &self.text
    }

    /// Whether it asks anything at all.
    pub fn is_empty(&self) -> bool {
        *self == Filter { today: self.today, ..Filter::default() }
    }

    /// Whether something is asked that only leads can answer: then events and what belongs to them are not what is
    /// asked for.
    pub fn asks_of_leads_alone(&self) -> bool {
        [&self.officer, &self.source, &self.stage, &self.event].iter().any(|asked| !asked.is_empty())
            || self.from.is_some()
            || self.to.is_some()
            || !self.states.is_empty()
    }

    /// Whether a lead is what is asked for. Text is looked for as [`lead_key`] says. Kind and place are those of the
    /// event it came from; its place is also where its company comes from.
    pub fn admits(&self, id: &RecordId, lead: &Lead, tables: &Tables) -> bool {
        is(&self.zone, &lead.zone)
            && is(&self.industry, &lead.industry)
            && is(&self.officer, &lead.officer)
            && is(&self.source, &lead.source)
            && is(&self.stage, &lead.stage)
            && is(&self.event, &lead.source_event)
            && self.from.is_none_or(|from| lead.reported_on.is_some_and(|day| day >= from))
            && self.to.is_none_or(|to| lead.reported_on.is_some_and(|day| day <= to))
            && self.states.iter().all(|state| self.today.is_some_and(|today| state.holds(id, lead, tables, today)))
            && self.admits_origin(lead, tables)
            && (self.text.is_empty() || self.text.are_in_keys(&[&lead_key(lead, tables)]))
    }

    /// Whether an event is what is asked for. Text is looked for in its titles, places, theme, leaders and facts, in
    /// both languages. `places` are those of its itinerary, one a line.
    pub fn admits_event(&self, event: &EventRecord, places: &str) -> bool {
        let own_places = [event.places_zh.as_str(), event.places_en.as_str(), places];
        is(&self.zone, &event.zone)
            && is(&self.industry, &event.industry)
            && is(&self.kind, &event.kind)
            && (self.place.is_empty() || self.place.are_in(&own_places))
            && (self.text.is_empty() || self.text.are_in_keys(&[&event_key(event), &Key::of(&[places])]))
    }

    fn admits_origin(&self, lead: &Lead, tables: &Tables) -> bool {
        if self.kind.is_empty() && self.place.is_empty() {
            return true;
        }
        let event = tables.events.get(&lead.source_event);
        let origin = tables.companies.get(&lead.company).map(|company| company.origin.as_str()).unwrap_or_default();
        let [zh, en] = event.map(|event| [event.places_zh.as_str(), event.places_en.as_str()]).unwrap_or_default();
        event.map_or(self.kind.is_empty(), |event| is(&self.kind, &event.kind))
            && (self.place.is_empty() || self.place.are_in(&[zh, en, origin]))
    }
}

/// What a lead is found by: its title, its company's names, code name, code, contact, officer (SPEC Q1).
pub fn lead_key(lead: &Lead, tables: &Tables) -> Arc<Key> {
    lead.found_by.key(|| {
        let company = tables.companies.get(&lead.company);
        let officer = tables.officers.get(&lead.officer);
        let [name, name_en, aliases] = company
            .map(|company| [company.name.as_str(), company.name_en.as_str(), company.aliases.as_str()])
            .unwrap_or_default();
        let officer_name = officer.map(|officer| officer.name.as_str()).unwrap_or_default();
        let texts = [&lead.title, name, name_en, aliases, &lead.code_name, &lead.code, &lead.contact, officer_name];
        // Another device's lead may come before its company.
        let whole = (company.is_some() || lead.company.is_empty()) && (officer.is_some() || lead.officer.is_empty());
        (Key::of(&texts), whole)
    })
}

/// What an event is found by: titles, places, theme, leaders, facts, delegation (SPEC Q2).
pub fn event_key(event: &EventRecord) -> Arc<Key> {
    event.found_by.key(|| {
        let texts = [
            event.title_zh.as_str(),
            &event.title_en,
            &event.places_zh,
            &event.places_en,
            &event.theme_zh,
            &event.theme_en,
            &event.led_by_zh,
            &event.led_by_en,
            &event.notes_zh,
            &event.notes_en,
            &event.delegation,
        ];
        (Key::of(&texts), true)
    })
}

fn is(asked: &RecordId, value: &RecordId) -> bool {
    asked.is_empty() || asked == value
}
