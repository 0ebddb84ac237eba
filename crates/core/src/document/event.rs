//! What is done at an event and with one: noting who was met, and copying last year's.

use serde_json::Value;

use super::draft::{Draft, Maker, Step};
use super::{CommandError, Context, Document};
use crate::model::{Collection, Contact, Day, EventRecord, Feedback, Link, Record, RecordId, Stop};

/// What an officer notes at an event, in one or two fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AtEvent {
    /// A company that was met there.
    Company { name: String },
    /// A person that was met there, and the company.
    Contact { name: String, company: String },
    /// What somebody said; the company may be empty.
    Feedback { text: String, company: String },
}

/// Fields of an event that a copy does not take over: what came of the event, and who may see it.
const OF_ITS_YEAR: [&str; 6] = ["outcomes", "next_steps", "public", "published", "sample", "removed"];

type Planned = Result<(Step, Option<RecordId>), CommandError>;

impl Document {
    /// The copy is a plan: its stops are nobody's inference any more (SPEC EV14).
    pub(super) fn copy_event(&mut self, event: &RecordId, draft: &mut Draft) -> Planned {
        let source = self.event(event)?;
        let shift = source.start.or(source.end).map_or(0, days_to_next_year);
        let copy = self.mint();
        let mut fields = self.raw(Collection::Events, event);
        fields.retain(|field, _| !OF_ITS_YEAR.contains(&field.as_str()));
        move_days(&mut fields, shift);
        draft.create_fields(self, Collection::Events, &copy, Maker::Own, fields);
        let stops: Vec<RecordId> =
            self.tables.stops.iter().filter(|(_, stop)| stop.event == *event).map(|(id, _)| id.clone()).collect();
        for stop in stops {
            let mut fields = self.raw(Collection::Stops, &stop);
            fields.retain(|field, _| !["inferred", "sample", "removed"].contains(&field.as_str()));
            fields.insert("event".to_owned(), Value::from(copy.as_str()));
            move_days(&mut fields, shift);
            let id = self.mint();
            draft.create_fields(self, Stop::COLLECTION, &id, Maker::Own, fields);
        }
        Ok((Step::Create { collection: Collection::Events, title: source.title_zh }, Some(copy)))
    }

    pub(super) fn note_at_event(
        &mut self,
        event: RecordId,
        note: AtEvent,
        context: &Context,
        draft: &mut Draft,
    ) -> Planned {
        self.event(&event)?;
        match note {
            AtEvent::Company { name } => {
                let company = self.company_named(&name, draft)?;
                // Named by the two it joins: two devices that note the same make one record.
                let id = RecordId::new(format!("met/{event}/{company}"));
                if self.tables.links.get(&id).is_none() {
                    let link = Link { kind: "met".to_owned(), from: event, to: company.clone(), ..Link::default() };
                    draft.create(self, &id, Maker::Outside, &link);
                }
                let title = name.trim().to_owned();
                Ok((Step::Create { collection: Collection::Companies, title }, Some(company)))
            }
            AtEvent::Contact { name, company } => {
                let name = name.trim().to_owned();
                if name.is_empty() {
                    return Err(CommandError::EmptyField { field: "name".to_owned() });
                }
                let company = self.company_named(&company, draft)?;
                let contact = Contact { name: name.clone(), company, met_at: event, ..Contact::default() };
                let id = self.mint();
                draft.create(self, &id, Maker::Own, &contact);
                Ok((Step::Create { collection: Collection::Contacts, title: name }, Some(id)))
            }
            AtEvent::Feedback { text, company } => {
                let text = text.trim().to_owned();
                if text.is_empty() {
                    return Err(CommandError::EmptyText);
                }
                let company = match self.company_named(&company, draft) {
                    Err(CommandError::EmptyCompany) => RecordId::default(),
                    found => found?,
                };
                let feedback =
                    Feedback { event, company, text: text.clone(), day: Some(context.today), ..Feedback::default() };
                let id = self.mint();
                draft.create(self, &id, Maker::Own, &feedback);
                Ok((Step::Create { collection: Collection::Feedback, title: text }, Some(id)))
            }
        }
    }

    fn event(&self, id: &RecordId) -> Result<EventRecord, CommandError> {
        let found = self.tables.events.get(id).map(|event| (**event).clone());
        found.ok_or_else(|| CommandError::NoSuchRecord { collection: Collection::Events, id: id.clone() })
    }
}

/// 52 weeks keep the weekday and land next to last year's date; where that is still the same year (1 January), 53.
fn days_to_next_year(start: Day) -> i32 {
    if start.plus(364).year() > start.year() { 364 } else { 371 }
}

fn move_days(fields: &mut super::Fields, shift: i32) {
    for field in ["start", "end"] {
        let day = fields.get(field).and_then(|value| value.as_str()?.parse::<Day>().ok());
        if let Some(day) = day {
            fields.insert(field.to_owned(), Value::from(day.plus(shift).to_string()));
        }
    }
}
