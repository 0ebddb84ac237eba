use crate::document::Tables;
use crate::model::{Day, EventRecord, Lead, RecordId, half_width};
use crate::view::Query;

/// What is asked of leads and events, as the address bar carries it (SPEC Q1). An empty part asks nothing. Board and
/// timeline read the same address: what is asked on one is asked on the other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    text: String,
    zone: RecordId,
    industry: RecordId,
    officer: RecordId,
    source: RecordId,
    stage: RecordId,
    /// Of events, and of leads by their source event.
    kind: RecordId,
    place: String,
    /// Of leads: the event they came from.
    event: RecordId,
    /// Of leads: reported within these days. (On the timeline the same words are what is in sight.)
    from: Option<Day>,
    to: Option<Day>,
}

impl Filter {
    /// The parts of an address that filter the timeline.
    pub const OF_EVENTS: [&str; 5] = ["q", "zone", "industry", "place", "kind"];
    /// The parts of an address that filter the board.
    pub const OF_LEADS: [&str; 11] =
        ["q", "zone", "industry", "owner", "source", "stage", "place", "kind", "event", "from", "to"];

    /// Reads the parts of [`Filter::OF_LEADS`].
    pub fn from_query(query: &Query) -> Self {
        let part = |key: &str| query.get(key).map(String::as_str).unwrap_or_default();
        Filter {
            text: plain(part("q")),
            zone: RecordId::from(part("zone")),
            industry: RecordId::from(part("industry")),
            officer: RecordId::from(part("owner")),
            source: RecordId::from(part("source")),
            stage: RecordId::from(part("stage")),
            kind: RecordId::from(part("kind")),
            place: plain(part("place")),
            event: RecordId::from(part("event")),
            from: part("from").parse().ok(),
            to: part("to").parse().ok(),
        }
    }

    /// Whether it asks anything at all.
    pub fn is_empty(&self) -> bool {
        *self == Filter::default()
    }

    /// Whether something is asked that only leads can answer: then events and what belongs to them are not what is
    /// asked for.
    pub fn asks_of_leads_alone(&self) -> bool {
        [&self.officer, &self.source, &self.stage, &self.event].iter().any(|asked| !asked.is_empty())
            || self.from.is_some()
            || self.to.is_some()
    }

    /// Whether a lead is what is asked for. Text is looked for in title, company, code and officer, without regard
    /// to case, width and spaces. Kind and place are those of the event it came from; its place is also where its
    /// company comes from.
    pub fn admits(&self, lead: &Lead, tables: &Tables) -> bool {
        is(&self.zone, &lead.zone)
            && is(&self.industry, &lead.industry)
            && is(&self.officer, &lead.officer)
            && is(&self.source, &lead.source)
            && is(&self.stage, &lead.stage)
            && is(&self.event, &lead.source_event)
            && self.from.is_none_or(|from| lead.reported_on.is_some_and(|day| day >= from))
            && self.to.is_none_or(|to| lead.reported_on.is_some_and(|day| day <= to))
            && self.admits_origin(lead, tables)
            && self.admits_text(lead, tables)
    }

    /// Whether an event is what is asked for. Text is looked for in its titles, places, theme, leaders and facts, in
    /// both languages. `places` are those of its itinerary, one a line.
    pub fn admits_event(&self, event: &EventRecord, places: &str) -> bool {
        let own_places = [event.places_zh.as_str(), event.places_en.as_str(), places];
        is(&self.zone, &event.zone)
            && is(&self.industry, &event.industry)
            && is(&self.kind, &event.kind)
            && has(&self.place, own_places)
            && has(
                &self.text,
                [
                    event.title_zh.as_str(),
                    &event.title_en,
                    &event.theme_zh,
                    &event.theme_en,
                    &event.led_by_zh,
                    &event.led_by_en,
                    &event.notes_zh,
                    &event.notes_en,
                    &event.delegation,
                ]
                .into_iter()
                .chain(own_places),
            )
    }

    fn admits_origin(&self, lead: &Lead, tables: &Tables) -> bool {
        if self.kind.is_empty() && self.place.is_empty() {
            return true;
        }
        let event = tables.events.get(&lead.source_event);
        let origin = tables.companies.get(&lead.company).map(|company| company.origin.as_str()).unwrap_or_default();
        let places = event.map(|event| [event.places_zh.as_str(), event.places_en.as_str()]).unwrap_or_default();
        event.map_or(self.kind.is_empty(), |event| is(&self.kind, &event.kind))
            && has(&self.place, places.into_iter().chain([origin]))
    }

    fn admits_text(&self, lead: &Lead, tables: &Tables) -> bool {
        let company = tables.companies.get(&lead.company).map(|company| company.name.as_str()).unwrap_or_default();
        let officer = tables.officers.get(&lead.officer).map(|officer| officer.name.as_str()).unwrap_or_default();
        has(&self.text, [&lead.title, company, &lead.code, officer])
    }
}

fn is(asked: &RecordId, value: &RecordId) -> bool {
    asked.is_empty() || asked == value
}

fn has<'a>(asked: &str, texts: impl IntoIterator<Item = &'a str>) -> bool {
    asked.is_empty() || texts.into_iter().any(|text| plain(text).contains(asked))
}

fn plain(text: &str) -> String {
    text.chars().map(half_width).filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}
