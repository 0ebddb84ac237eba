use serde_json::Value;

use super::about::AboutLead;
use super::draft::{Applied, Draft, Maker, Step};
use super::event::AtEvent;
use super::incoming::Incoming;
use super::undo::Undoable;
use super::{Document, Fields};
use crate::exchange::Row;
use crate::model::{Activity, Collection, Day, DayError, Lang, Localized, MoneyError, RecordId};
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
    /// Moves a lead and sets what its new stage's gate asked for, as one step (SPEC G3). Fields come as typed, an officer
    /// and a company by name.
    EnterStage {
        lead: RecordId,
        to: RecordId,
        before: Option<RecordId>,
        fields: Vec<(String, String)>,
        /// Of the words that stand in the history.
        lang: Lang,
    },
    /// Adds to what is known of a lead, or sets its fields, as one step (SPEC LD1).
    AboutLead {
        lead: RecordId,
        what: AboutLead,
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
    #[error("{text:?} is not a whole number")]
    NotANumber { text: String },
    #[error("the move needs {}", missing.join(", "))]
    GateOpen { missing: Vec<&'static str> },
    #[error(transparent)]
    Day(#[from] DayError),
    #[error(transparent)]
    Amount(#[from] MoneyError),
}

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
            Command::MoveLead { lead, to, before } => self.move_lead(lead, to, before, String::new(), context, draft),
            Command::EnterStage { lead, to, before, fields, lang } => {
                self.enter_stage(lead, to, before, fields, lang, context, draft)
            }
            Command::AboutLead { lead, what } => self.about_lead(lead, what, context, draft),
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
}
