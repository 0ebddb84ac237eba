use serde_json::Value;

use super::draft::{Applied, Draft, Maker, Step};
use super::event::AtEvent;
use super::incoming::Incoming;
use super::undo::Undoable;
use super::{Document, Fields};
use crate::exchange::Row;
use crate::model::{
    Activity, Collection, Company, Currency, Day, Lang, Lead, Localized, Money, MoneyError, RecordId, half_width,
};
use crate::published::Published;
use crate::sample::Sample;

/// Who does something, when, and on which device: what core can't know by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context {
    /// Milliseconds since 1970-01-01T00:00Z.
    pub now_ms: i64,
    /// Today in Shanghai.
    pub today: Day,
    /// The name of the person at this device; empty when not given.
    pub who: String,
    /// Their unit; empty when not given.
    pub unit: String,
    /// Random, kept on this device.
    pub device: u64,
}

/// Everything a person can do to a workspace. Each is one step of undo and one entry of the log.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    Capture(Capture),
    /// Moves a lead to a stage and a place in its column: above `before`, or to the end.
    MoveLead {
        lead: RecordId,
        to: RecordId,
        before: Option<RecordId>,
    },
    EditLead {
        lead: RecordId,
        field: LeadField,
    },
    RemoveLead {
        lead: RecordId,
    },
    LogActivity {
        lead: RecordId,
        kind: RecordId,
        text: String,
    },
    /// Brings in the sample, its dates moved so that its "today" is the context's.
    LoadSample {
        sample: Box<Sample>,
        lang: Lang,
        cases: Vec<PublishedCase>,
    },
    ClearSample,
    /// Makes a record of any collection. Without an id it gets one that no other device can make; with one, two
    /// devices that make the same record make one record.
    Create {
        collection: Collection,
        id: Option<RecordId>,
        fields: Fields,
    },
    /// Sets fields of a record of any collection; [`Value::Null`] empties one.
    Change {
        collection: Collection,
        id: RecordId,
        fields: Fields,
    },
    Delete {
        collection: Collection,
        id: RecordId,
    },
    /// A new event with an event's facts and itinerary, a year later (SPEC EV14).
    CopyEvent {
        event: RecordId,
    },
    /// Notes a company, a person or an opinion met at an event (SPEC EV13).
    NoteAtEvent {
        event: RecordId,
        note: AtEvent,
    },
    /// All of them or none, as one step.
    Bulk(Vec<Command>),
    /// Decides between different edits of a field.
    Settle {
        collection: Collection,
        id: RecordId,
        field: String,
        value: Value,
    },
    /// Merges another workspace's file; nothing here is replaced.
    Merge(Box<Incoming>),
    /// Brings in what the published data has newly or has changed, where nobody changed it here. No step to undo.
    Republish(Box<Published>),
    /// Brings in the rows of a table, as its dry run said (SPEC X14).
    ImportRows {
        /// The file's name, for the log.
        name: String,
        rows: Vec<Row>,
    },
}

/// First contact: two fields, and what the place it was opened from knows already.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Capture {
    pub title: String,
    pub company: String,
    pub zone: RecordId,
    pub officer: RecordId,
    pub source: RecordId,
    pub source_event: RecordId,
}

/// A case from the published data, as a card of the landed column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PublishedCase {
    pub id: String,
    pub title: Localized,
    pub company: Localized,
    pub tags: Vec<Localized>,
}

/// One field of a lead and its new value. Amounts come as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeadField {
    Title(String),
    Company(String),
    Industry(RecordId),
    ChainNode(String),
    Zone(RecordId),
    Officer(RecordId),
    Priority(RecordId),
    Source(RecordId),
    SourceEvent(RecordId),
    Capital(RecordId),
    Form(RecordId),
    Planned(String),
    Contact(String),
    Phone(String),
    Email(String),
    Reason(String),
    NextStep(String),
    Due(Option<Day>),
    Note(String),
}

/// Why a command was not carried out. Nothing was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CommandError {
    #[error("the lead's name is empty")]
    EmptyTitle,
    #[error("the company is empty")]
    EmptyCompany,
    #[error("there is no lead {lead}")]
    NoSuchLead { lead: RecordId },
    #[error("there is no term {term}")]
    NoSuchTerm { term: RecordId },
    #[error("there is no record {id} in {}", collection.name())]
    NoSuchRecord { collection: Collection, id: RecordId },
    #[error("{} have no field {field:?}", collection.name())]
    NoSuchField { collection: Collection, field: String },
    #[error("{value} is no value for the field {field:?}")]
    WrongValue { field: String, value: Value },
    #[error("the field {field:?} can't be empty")]
    EmptyField { field: String },
    #[error("the end {end} is before the start {start}")]
    EndBeforeStart { start: Day, end: Day },
    #[error("this is only to be looked at")]
    ReadOnly,
    #[error("{title:?} is published and stays where it is")]
    Published { title: String },
    #[error("the text is empty")]
    EmptyText,
    #[error(transparent)]
    Amount(#[from] MoneyError),
}

/// The stage a captured lead starts in.
pub(super) const FIRST_STAGE: &str = "stage/lead";
/// What kind of activity a move between stages is.
pub(super) const MOVE: &str = "activity/move";

impl Document {
    /// Carries out a command in one transaction (SPEC C1).
    ///
    /// # Errors
    /// Says what is wrong with it; then nothing is written.
    pub fn dispatch(&mut self, command: Command, context: &Context) -> Result<Applied, CommandError> {
        if self.read_only().is_some() {
            return Err(CommandError::ReadOnly);
        }
        match command {
            Command::Merge(incoming) => Ok(self.merge_file(&incoming, context)),
            Command::Republish(published) => Ok(self.republish(&published, context)),
            command => {
                let mut draft = Draft::default();
                let (step, subject) = self.plan(command, context, &mut draft)?;
                draft.tidy();
                Ok(self.carry_out(draft, step, subject, context))
            }
        }
    }

    /// Writes a planned step down and remembers how to take it back. What changes nothing is no step: nothing to
    /// write, to log or to take back.
    fn carry_out(&mut self, draft: Draft, step: Step, subject: Option<RecordId>, context: &Context) -> Applied {
        let update = if draft.is_empty() { Vec::new() } else { self.write(&draft, &step, context) };
        if !draft.is_empty() {
            let created = draft.created.into_iter().map(|made| (made.collection, made.id)).collect();
            self.remember(Undoable { step: step.clone(), created, changes: draft.changes, subject: subject.clone() });
        }
        Applied { step, update, subject }
    }

    pub(super) fn plan(
        &mut self,
        command: Command,
        context: &Context,
        draft: &mut Draft,
    ) -> Result<(Step, Option<RecordId>), CommandError> {
        match command {
            Command::Capture(capture) => self.capture(&capture, context, draft),
            Command::MoveLead { lead, to, before } => self.move_lead(lead, to, before, context, draft),
            Command::EditLead { lead, field } => self.edit_lead(lead, field, draft),
            Command::RemoveLead { lead } => {
                let title = self.lead(&lead)?.title;
                draft.set(self, Collection::Leads, &lead, "removed", Value::Bool(true));
                Ok((Step::Remove { title }, None))
            }
            Command::LogActivity { lead, kind, text } => {
                let title = self.lead(&lead)?.title;
                let text = text.trim().to_owned();
                if text.is_empty() {
                    return Err(CommandError::EmptyText);
                }
                self.term(&kind)?;
                let activity = Activity { lead: lead.clone(), kind, text, ..self.activity(context) };
                let id = self.mint();
                draft.create(self, &id, Maker::Own, &activity);
                Ok((Step::LogActivity { title }, Some(lead)))
            }
            Command::LoadSample { sample, lang, cases } => {
                self.plan_sample(&sample, lang, &cases, context, draft);
                Ok((Step::LoadSample, None))
            }
            Command::ClearSample => {
                self.plan_clear_sample(draft);
                Ok((Step::ClearSample, None))
            }
            Command::Create { collection, id, fields } => self.plan_create(collection, id, fields, draft),
            Command::Change { collection, id, fields } => self.plan_change(collection, &id, fields, draft),
            Command::Delete { collection, id } => self.plan_delete(collection, &id, draft),
            Command::CopyEvent { event } => self.copy_event(&event, draft),
            Command::NoteAtEvent { event, note } => self.note_at_event(event, note, context, draft),
            Command::Bulk(commands) => self.plan_bulk(commands, context, draft),
            Command::Settle { collection, id, field, value } => self.plan_settle(collection, &id, &field, value, draft),
            // Steps of their own, never part of a bulk change.
            Command::Merge(_) | Command::Republish(_) => Err(CommandError::ReadOnly),
            Command::ImportRows { name, rows } => Ok((self.plan_rows(name, &rows, context, draft), None)),
        }
    }

    fn capture(
        &mut self,
        capture: &Capture,
        context: &Context,
        draft: &mut Draft,
    ) -> Result<(Step, Option<RecordId>), CommandError> {
        let title = capture.title.trim();
        if title.is_empty() {
            return Err(CommandError::EmptyTitle);
        }
        let company = self.company_named(&capture.company, draft)?;
        let stage = RecordId::from(FIRST_STAGE);
        let code = draft.codes.get_or_insert_with(|| self.codes(context.today, context.device)).next();
        let lead = Lead {
            code,
            title: title.to_owned(),
            company,
            stage_since: Some(context.today),
            rank: self.rank_at_top(&stage, draft),
            stage,
            zone: capture.zone.clone(),
            officer: capture.officer.clone(),
            source: capture.source.clone(),
            source_event: capture.source_event.clone(),
            reported_by: capture.officer.clone(),
            reported_zone: capture.zone.clone(),
            reported_on: Some(context.today),
            ..Lead::default()
        };
        let id = self.mint();
        draft.create(self, &id, Maker::Own, &lead);
        Ok((Step::Capture { title: lead.title }, Some(id)))
    }

    fn move_lead(
        &mut self,
        id: RecordId,
        to: RecordId,
        before: Option<RecordId>,
        context: &Context,
        draft: &mut Draft,
    ) -> Result<(Step, Option<RecordId>), CommandError> {
        let lead = self.lead(&id)?;
        self.term(&to)?;
        if lead.published {
            return Err(CommandError::Published { title: lead.title });
        }
        let rank = self.rank_before(&id, &to, before.as_ref(), draft);
        draft.set(self, Collection::Leads, &id, "rank", Value::from(rank));
        if lead.stage == to {
            return Ok((Step::Reorder { title: lead.title }, Some(id)));
        }
        draft.set(self, Collection::Leads, &id, "stage", Value::from(to.as_str()));
        draft.set(self, Collection::Leads, &id, "stage_since", Value::from(context.today.to_string()));
        let activity = Activity {
            lead: id.clone(),
            kind: RecordId::from(MOVE),
            from: lead.stage.clone(),
            to: to.clone(),
            officer: lead.officer.clone(),
            ..self.activity(context)
        };
        let activity_id = self.mint();
        draft.create(self, &activity_id, Maker::Own, &activity);
        Ok((Step::Move { title: lead.title, from: lead.stage, to }, Some(id)))
    }

    fn edit_lead(
        &mut self,
        id: RecordId,
        field: LeadField,
        draft: &mut Draft,
    ) -> Result<(Step, Option<RecordId>), CommandError> {
        let lead = self.lead(&id)?;
        let id_value = |id: &RecordId| Value::from(id.as_str());
        let (name, value) = match field {
            LeadField::Title(title) if title.trim().is_empty() => return Err(CommandError::EmptyTitle),
            LeadField::Title(title) => ("title", Value::from(title.trim())),
            LeadField::Company(name) => ("company", id_value(&self.company_named(&name, draft)?)),
            LeadField::Industry(term) => ("industry", id_value(&self.term(&term)?)),
            LeadField::ChainNode(text) => ("chain_node", Value::from(text.trim())),
            LeadField::Zone(term) => ("zone", id_value(&self.term(&term)?)),
            LeadField::Officer(officer) => ("officer", id_value(&officer)),
            LeadField::Priority(term) => ("priority", id_value(&self.term(&term)?)),
            LeadField::Source(term) => ("source", id_value(&self.term(&term)?)),
            LeadField::SourceEvent(event) => ("source_event", id_value(&event)),
            LeadField::Capital(term) => ("capital", id_value(&self.term(&term)?)),
            LeadField::Form(term) => ("form", id_value(&self.term(&term)?)),
            LeadField::Planned(text) => {
                // The currency an amount had stays when only the figure is typed anew.
                let currency = lead.planned.map_or(Currency::default(), |money| money.currency);
                let money = Money::parse(&text, currency)?;
                ("planned", money.map_or(Value::Null, |money| Value::from(money.to_string())))
            }
            LeadField::Contact(text) => ("contact", Value::from(text.trim())),
            LeadField::Phone(text) => ("phone", Value::from(text.trim())),
            LeadField::Email(text) => ("email", Value::from(text.trim())),
            LeadField::Reason(text) => ("reason", Value::from(text)),
            LeadField::NextStep(text) => ("next_step", Value::from(text.trim())),
            LeadField::Due(day) => ("due", day.map_or(Value::Null, |day| Value::from(day.to_string()))),
            LeadField::Note(text) => ("note", Value::from(text)),
        };
        draft.set(self, Collection::Leads, &id, name, value);
        Ok((Step::Edit { title: lead.title, field: name.to_owned() }, Some(id)))
    }

    fn lead(&self, id: &RecordId) -> Result<Lead, CommandError> {
        let found = self.tables.leads.get(id).map(|lead| (**lead).clone());
        found.ok_or_else(|| CommandError::NoSuchLead { lead: id.clone() })
    }

    /// The term, which may also be empty: a field that is cleared.
    fn term(&self, id: &RecordId) -> Result<RecordId, CommandError> {
        if id.is_empty() || self.tables.terms.get(id).is_some() {
            Ok(id.clone())
        } else {
            Err(CommandError::NoSuchTerm { term: id.clone() })
        }
    }

    fn activity(&self, context: &Context) -> Activity {
        Activity { day: Some(context.today), at: context.now_ms, ..Activity::default() }
    }

    /// The company of this name, made if it is new. Names are compared without spaces, width and case (SPEC L3).
    pub(super) fn company_named(&mut self, name: &str, draft: &mut Draft) -> Result<RecordId, CommandError> {
        let name = name.trim();
        let key = company_key(name);
        if key.is_empty() {
            return Err(CommandError::EmptyCompany);
        }
        let known = self.tables.companies.iter().find(|(_, company)| company_key(&company.name) == key);
        if let Some(id) = known.map(|(id, _)| id).or_else(|| draft.companies.get(&key)) {
            return Ok(id.clone());
        }
        let id = self.mint();
        draft.companies.insert(key, id.clone());
        let company = Company { name: name.to_owned(), ..Company::default() };
        draft.create(self, &id, Maker::Own, &company);
        Ok(id)
    }
}

/// What two spellings of one company's name have in common (SPEC L3).
pub(crate) fn company_key(name: &str) -> String {
    name.chars().map(half_width).filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}
