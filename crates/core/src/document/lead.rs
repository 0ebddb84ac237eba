//! The commands of a lead's life: captured, moved, edited (SPEC, Leads and Board).

use serde_json::Value;

use super::Document;
use super::command::{Capture, CommandError, Context, LeadField};
use super::draft::{Draft, Maker, Step};
use crate::model::{Activity, Collection, Company, Currency, Lead, Money, RecordId, half_width};

/// The stage a captured lead starts in.
pub(super) const FIRST_STAGE: &str = "stage/lead";
/// What kind of activity a move between stages is.
pub(super) const MOVE: &str = "activity/move";

impl Document {
    pub(super) fn capture(
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

    pub(super) fn move_lead(
        &mut self,
        id: RecordId,
        to: RecordId,
        before: Option<RecordId>,
        reason: String,
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
            text: reason,
            ..self.activity(context)
        };
        let activity_id = self.mint();
        draft.create(self, &activity_id, Maker::Own, &activity);
        Ok((Step::Move { title: lead.title, from: lead.stage, to }, Some(id)))
    }

    pub(super) fn edit_lead(
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

    pub(super) fn lead(&self, id: &RecordId) -> Result<Lead, CommandError> {
        let found = self.tables.leads.get(id).map(|lead| (**lead).clone());
        found.ok_or_else(|| CommandError::NoSuchLead { lead: id.clone() })
    }

    /// The term, which may also be empty: a field that is cleared.
    pub(super) fn term(&self, id: &RecordId) -> Result<RecordId, CommandError> {
        if id.is_empty() || self.tables.terms.get(id).is_some() {
            Ok(id.clone())
        } else {
            Err(CommandError::NoSuchTerm { term: id.clone() })
        }
    }

    pub(super) fn activity(&self, context: &Context) -> Activity {
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
