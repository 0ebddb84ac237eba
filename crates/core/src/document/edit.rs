//! Commands that work on records of any collection: the same checks for all, told from the fields' kinds (SPEC C2).

use serde_json::Value;

use super::draft::{Draft, Maker, Step};
use super::log::Mark;
use super::value::{self, fits, full};
use super::{Command, CommandError, Context, Document, Fields};
use crate::model::{Collection, Day, FieldKind, RecordId};

type Planned = Result<(Step, Option<RecordId>), CommandError>;

impl Document {
    pub(super) fn plan_create(
        &mut self,
        collection: Collection,
        id: Option<RecordId>,
        fields: Fields,
        draft: &mut Draft,
    ) -> Planned {
        if let Some(field) = collection.title()
            && fields.get(field).and_then(Value::as_str).is_none_or(|text| text.trim().is_empty())
        {
            return Err(CommandError::EmptyField { field: field.to_owned() });
        }
        for (field, value) in &fields {
            self.check(collection, field, value, draft)?;
        }
        check_days(collection, &|field| fields.get(field).cloned())?;
        let maker = if id.is_some() { Maker::Outside } else { Maker::Own };
        let id = id.unwrap_or_else(|| self.mint());
        let title = value::title(collection, &fields);
        let fields = fields.into_iter().filter_map(|(field, value)| Some((field, full(value)?))).collect();
        draft.create_fields(self, collection, &id, maker, fields);
        Ok((Step::Create { collection, title }, Some(id)))
    }

    pub(super) fn plan_change(
        &mut self,
        collection: Collection,
        id: &RecordId,
        fields: Fields,
        draft: &mut Draft,
    ) -> Planned {
        self.existing(collection, id, draft)?;
        for (field, value) in &fields {
            self.check(collection, field, value, draft)?;
        }
        let title = self.tables.title(collection, id);
        let named = if fields.len() == 1 { fields.keys().next().cloned().unwrap_or_default() } else { String::new() };
        for (field, value) in fields {
            let from = self.raw_field(collection, id, &field);
            draft.set_from(collection, id, &field, from, value);
        }
        check_days(collection, &|field| draft.value(self, collection, id, field))?;
        Ok((Step::Change { collection, title, field: named }, Some(id.clone())))
    }

    pub(super) fn plan_delete(&mut self, collection: Collection, id: &RecordId, draft: &mut Draft) -> Planned {
        self.existing(collection, id, draft)?;
        let title = self.tables.title(collection, id);
        draft.set(self, collection, id, "removed", Value::Bool(true));
        Ok((Step::Delete { collection, title }, None))
    }

    /// All of them or none: the draft is thrown away with the first error.
    pub(super) fn plan_bulk(&mut self, commands: Vec<Command>, context: &Context, draft: &mut Draft) -> Planned {
        let mut first = None;
        let mut count = 0;
        for command in commands {
            let planned = self.plan(command, context, draft)?;
            first.get_or_insert(planned);
            count += 1;
        }
        match first {
            None => Err(CommandError::EmptyText),
            Some((step, subject)) if count == 1 => Ok((step, subject)),
            Some((step, subject)) => Ok((Step::Bulk { of: Box::new(step), count }, subject)),
        }
    }

    pub(super) fn plan_settle(
        &mut self,
        collection: Collection,
        id: &RecordId,
        field: &str,
        value: Value,
        draft: &mut Draft,
    ) -> Planned {
        self.existing(collection, id, draft)?;
        let from = self.raw_field(collection, id, field);
        let known = self.conflicts_of(collection, id).into_iter().any(|conflict| conflict.field == field);
        if !known {
            return self.plan_change(collection, id, Fields::from_iter([(field.to_owned(), value)]), draft);
        }
        let title = self.tables.title(collection, id);
        draft.mark(collection, id, field, from, full(value), Mark::Settled);
        Ok((Step::Settle { collection, title, field: field.to_owned() }, Some(id.clone())))
    }

    pub(super) fn existing(&self, collection: Collection, id: &RecordId, draft: &Draft) -> Result<(), CommandError> {
        if self.tables.has(collection, id) || draft.makes(collection, id) {
            Ok(())
        } else {
            Err(CommandError::NoSuchRecord { collection, id: id.clone() })
        }
    }

    /// Whether a field can have this value: it exists, the value is of its kind, and what it refers to is there.
    pub(super) fn check(
        &self,
        collection: Collection,
        field: &str,
        value: &Value,
        draft: &Draft,
    ) -> Result<(), CommandError> {
        let spec =
            collection.field(field).ok_or_else(|| CommandError::NoSuchField { collection, field: field.to_owned() })?;
        let wrong = || CommandError::WrongValue { field: field.to_owned(), value: value.clone() };
        if !fits(spec, value) {
            return Err(wrong());
        }
        let text = value.as_str().unwrap_or_default();
        if text.trim().is_empty() && collection.title() == Some(field) {
            return Err(CommandError::EmptyField { field: field.to_owned() });
        }
        let id = RecordId::from(text);
        let there = match spec.kind {
            _ if text.is_empty() => true,
            FieldKind::Ref(other) => self.tables.has(other, &id) || draft.makes(other, &id),
            FieldKind::Term(kind) => {
                self.tables.terms.get(&id).is_some_and(|term| term.kind == kind) || draft.makes(Collection::Terms, &id)
            }
            _ => true,
        };
        if there { Ok(()) } else { Err(wrong()) }
    }
}

/// An event does not end before it begins.
fn check_days(collection: Collection, value: &dyn Fn(&str) -> Option<Value>) -> Result<(), CommandError> {
    if collection != Collection::Events {
        return Ok(());
    }
    let day = |field: &str| value(field).and_then(|value| value.as_str()?.parse::<Day>().ok());
    match (day("start"), day("end")) {
        (Some(start), Some(end)) if end < start => Err(CommandError::EndBeforeStart { start, end }),
        _ => Ok(()),
    }
}
