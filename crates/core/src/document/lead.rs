//! The commands of a lead's life: captured, moved, edited (SPEC, Leads and Board).

use std::collections::BTreeMap;

use serde_json::Value;

use super::command::{Capture, CommandError, Context, LeadField};
use super::draft::{Draft, Maker, Step};
use super::tables::Tables;
use super::{Document, Fields};
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

    pub(super) fn place_lead(
        &mut self,
        id: &RecordId,
        fields: Fields,
        (above, below): (Option<RecordId>, Option<RecordId>),
        draft: &mut Draft,
    ) -> Result<(Step, Option<RecordId>), CommandError> {
        let lead = self.lead(id)?;
        if lead.published {
            return Err(CommandError::Published { title: lead.title });
        }
        let step = match fields.keys().next() {
            Some(field) => Step::Edit { title: lead.title, field: field.clone() },
            None => Step::Reorder { title: lead.title },
        };
        if !fields.is_empty() {
            self.plan_change(Collection::Leads, id, fields, draft)?;
        }
        if let Some(rank) = self.rank_between(above.as_ref(), below.as_ref()) {
            draft.set(self, Collection::Leads, id, "rank", Value::from(rank));
        }
        Ok((step, Some(id.clone())))
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

    /// The company of this name, made if it is new. Names are compared without spaces, width and case; a company may have
    /// several (SPEC L3).
    pub(super) fn company_named(&mut self, name: &str, draft: &mut Draft) -> Result<RecordId, CommandError> {
        let name = name.trim();
        let key = company_key(name);
        if key.is_empty() {
            return Err(CommandError::EmptyCompany);
        }
        if let Some(id) = self.known_company(&key, draft).or_else(|| draft.companies.get(&key).cloned()) {
            return Ok(id);
        }
        let id = self.mint();
        draft.companies.insert(key, id.clone());
        let company = Company { name: name.to_owned(), ..Company::default() };
        draft.create(self, &id, Maker::Own, &company);
        Ok(id)
    }
}

impl Document {
    /// The company one of whose names has this key. Names are few and looked through for one lead; for many they are noted.
    fn known_company(&self, key: &str, draft: &mut Draft) -> Option<RecordId> {
        if let Some(known) = &draft.known_companies {
            return known.get(key).cloned();
        }
        if draft.companies.is_empty() && draft.created.is_empty() {
            return company_of_name(&self.tables, key);
        }
        draft.known_companies.insert(company_names(&self.tables)).get(key).cloned()
    }
}

/// The company of this key: by its name, else by another one it has (SPEC L3). Nothing is kept for it: ten thousand names
/// are compared in less time than an index of them takes to follow the document.
pub(crate) fn company_of_name(tables: &Tables, key: &str) -> Option<RecordId> {
    let has_key = |name: &str| key_characters(name).eq(key.chars());
    let mut by_other = None;
    for (id, company) in tables.companies.iter() {
        if has_key(&company.name) {
            return Some(id.clone());
        }
        if by_other.is_none() && other_names(company).any(has_key) {
            by_other = Some(id.clone());
        }
    }
    by_other
}

/// Every company by the keys of its names; a name comes before another company's alias.
pub(crate) fn company_names(tables: &Tables) -> BTreeMap<String, RecordId> {
    let mut names = BTreeMap::new();
    for (id, company) in tables.companies.iter() {
        names.entry(company_key(&company.name)).or_insert_with(|| id.clone());
    }
    for (id, company) in tables.companies.iter() {
        for name in other_names(company).map(company_key).filter(|name| !name.is_empty()) {
            names.entry(name).or_insert_with(|| id.clone());
        }
    }
    names
}

/// The names a company has beside its own.
fn other_names(company: &Company) -> impl Iterator<Item = &str> {
    std::iter::once(company.name_en.as_str()).chain(company.aliases.lines())
}

/// What two spellings of one company's name have in common (SPEC L3).
pub(crate) fn company_key(name: &str) -> String {
    key_characters(name).collect()
}

fn key_characters(name: &str) -> impl Iterator<Item = char> + '_ {
    name.chars().map(half_width).filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase)
}
