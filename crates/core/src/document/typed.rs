//! Fields of a lead as they are typed: amounts, days, numbers, names of companies and officers.

use serde_json::Value;

use super::draft::{Draft, Maker};
use super::lead::company_key;
use super::{CommandError, Document};
use crate::model::{
    Collection, Currency, FieldKind, Money, Officer, Record, RecordId, Resource, Unit, half_width, typed_day,
};

/// The value a field takes from what was typed; nothing typed empties it. An amount without a currency is in `currency`.
///
/// # Errors
/// Names what is no amount, no day or no number.
pub fn typed_value(kind: FieldKind, text: &str, currency: Currency) -> Result<Value, CommandError> {
    let plain = text.trim();
    if plain.is_empty() {
        return Ok(Value::Null);
    }
    Ok(match kind {
        // Kept as typed: spaces and lines of a long text are its own.
        FieldKind::Text => Value::from(text),
        FieldKind::Number => Value::from(typed_number(plain)?),
        FieldKind::Flag => Value::Bool(plain == "true"),
        FieldKind::Day => typed_day(plain)?.map_or(Value::Null, |day| Value::from(day.to_string())),
        FieldKind::Money => Money::parse(plain, currency)?.map_or(Value::Null, |money| Value::from(money.to_string())),
        FieldKind::Ref(_) | FieldKind::Term(_) | FieldKind::AnyRef => Value::from(plain),
    })
}

fn typed_number(text: &str) -> Result<i64, CommandError> {
    let plain: String = text.chars().map(half_width).filter(|c| !c.is_whitespace() && *c != ',').collect();
    let digits = !plain.is_empty() && plain.len() <= 15 && plain.bytes().all(|byte| byte.is_ascii_digit());
    let number = digits.then(|| plain.parse().ok()).flatten();
    number.ok_or_else(|| CommandError::NotANumber { text: text.to_owned() })
}

impl Document {
    /// Plans fields of a lead as typed; the name of the field, where there is one alone. `origin` is the company's.
    pub(super) fn plan_typed(
        &mut self,
        id: &RecordId,
        fields: Vec<(String, String)>,
        draft: &mut Draft,
    ) -> Result<(), CommandError> {
        // A company first: the origin that was typed beside it is its own.
        let (companies, others): (Vec<_>, Vec<_>) = fields.into_iter().partition(|(field, _)| field == "company");
        for (field, text) in companies.into_iter().chain(others) {
            if field == "origin" {
                let company = draft.value(self, Collection::Leads, id, "company");
                let company = company.as_ref().and_then(Value::as_str).map(RecordId::from).unwrap_or_default();
                if company.is_empty() {
                    return Err(CommandError::EmptyCompany);
                }
                draft.set(self, Collection::Companies, &company, "origin", Value::from(text.trim()));
                continue;
            }
            let collection = Collection::Leads;
            let Some(spec) = collection.field(&field) else {
                return Err(CommandError::NoSuchField { collection, field });
            };
            let value = match spec.kind {
                FieldKind::Ref(Collection::Companies) => Value::from(self.company_named(&text, draft)?.as_str()),
                FieldKind::Ref(Collection::Officers) => Value::from(self.officer_named(&text, draft).as_str()),
                kind => {
                    let now = draft.value(self, collection, id, &field);
                    let now = now.and_then(|value| Money::from_stored(value.as_str()?));
                    // The currency an amount had stays when only the figure is typed anew (SPEC B5).
                    typed_value(kind, &text, now.map_or(Currency::default(), |money| money.currency))?
                }
            };
            self.plan_change(collection, id, super::Fields::from_iter([(field, value)]), draft)?;
        }
        Ok(())
    }

    /// The officer of this name, made if there is none; nobody for no name. Two devices that make the same one make one
    /// record (SPEC R7).
    pub(super) fn officer_named(&mut self, name: &str, draft: &mut Draft) -> RecordId {
        let disc = name.trim().chars().next().map(String::from).unwrap_or_default();
        let officer = Officer { name: name.trim().to_owned(), disc, ..Officer::default() };
        let known = self.tables.officers.iter().map(|(id, officer)| (id, officer.name.as_str()));
        let known = known_as(name, known);
        self.named(name, known, &officer, "officer", draft)
    }

    /// The unit of this name, made if there is none.
    pub(super) fn unit_named(&mut self, name: &str, draft: &mut Draft) -> RecordId {
        let unit = Unit { name: name.trim().to_owned(), ..Unit::default() };
        let known = known_as(name, self.tables.units.iter().map(|(id, unit)| (id, unit.name.as_str())));
        self.named(name, known, &unit, "unit", draft)
    }

    /// The resource of this name, made of this kind if there is none.
    pub(super) fn resource_named(&mut self, name: &str, kind: RecordId, draft: &mut Draft) -> RecordId {
        let resource = Resource { name: name.trim().to_owned(), kind, ..Resource::default() };
        let known = known_as(name, self.tables.resources.iter().map(|(id, one)| (id, one.name.as_str())));
        self.named(name, known, &resource, "resource", draft)
    }

    fn named<R: Record>(
        &mut self,
        name: &str,
        known: Option<RecordId>,
        record: &R,
        word: &str,
        draft: &mut Draft,
    ) -> RecordId {
        let key = company_key(name);
        if key.is_empty() {
            return RecordId::default();
        }
        if let Some(id) = known {
            return id;
        }
        let wanted = RecordId::new(format!("{word}/{:x}", super::rows::hash(&[&key])));
        if draft.makes(R::COLLECTION, &wanted) {
            return wanted;
        }
        // Renamed since: that record is somebody else by now.
        let taken = self.tables.has(R::COLLECTION, &wanted);
        let (id, maker) = if taken { (self.mint(), Maker::Own) } else { (wanted, Maker::Outside) };
        draft.create(self, &id, maker, record);
        id
    }
}

/// The record whose name is this one, compared as companies' names are (SPEC L3).
fn known_as<'a>(name: &str, mut all: impl Iterator<Item = (&'a RecordId, &'a str)>) -> Option<RecordId> {
    let key = company_key(name);
    all.find(|(_, other)| company_key(other) == key).map(|(id, _)| id.clone())
}
