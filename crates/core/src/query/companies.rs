//! Finding a company by what somebody types or a file says (SPEC CO4–CO6).

use std::collections::BTreeMap;

use crate::document::{Tables, company_key};
use crate::model::{Company, RecordId, check_credit_code, normal_name, phone_key, tidy_credit_code};
use crate::order;

/// Why two records may be one, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MatchReason {
    /// The same name but for spaces, width and case (SPEC L3).
    SameName,
    CreditCode,
    /// The same name but for legal form, punctuation and script (SPEC CO1).
    NormalName,
    Phone,
    /// Of leads: the same title at the same company.
    Title,
}

/// A company that a name, a credit code or a phone number may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompanyMatch {
    pub id: RecordId,
    pub reason: MatchReason,
}

/// A company offered while its name is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    pub id: RecordId,
    pub name: String,
    /// The other name that what is typed stands in; empty when it stands in its own.
    pub other: String,
}

type Ids = BTreeMap<String, Vec<RecordId>>;

/// Companies by all they can be known by: one pass over companies, people and leads.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CompanyIndex {
    same: Ids,
    normal: Ids,
    codes: Ids,
    phones: Ids,
    /// Name and other names of each, as they are looked through while somebody types.
    names: Vec<(RecordId, Vec<(String, String)>)>,
}

impl CompanyIndex {
    pub fn new(tables: &Tables) -> Self {
        let mut index = CompanyIndex::default();
        for (id, company) in tables.companies.iter() {
            let names: Vec<(String, String)> =
                names_of(company).map(|name| (company_key(name), name.to_owned())).collect();
            for (key, name) in &names {
                note(&mut index.same, key.clone(), id);
                note(&mut index.normal, normal_name(name), id);
            }
            note(&mut index.codes, tidy_credit_code(&company.credit_code), id);
            index.names.push((id.clone(), names));
        }
        let people = tables.contacts.iter().map(|(_, contact)| (&contact.phone, &contact.company));
        let leads = tables.leads.iter().map(|(_, lead)| (&lead.phone, &lead.company));
        for (phone, company) in people.chain(leads).filter(|(phone, _)| !phone.is_empty()) {
            if tables.companies.get(company).is_some() {
                note(&mut index.phones, phone_key(phone), company);
            }
        }
        index
    }

    /// The companies a text may mean, the surest first: it may be a name, a credit code or a phone number.
    pub fn find(&self, text: &str) -> Vec<CompanyMatch> {
        let mut found: Vec<CompanyMatch> = Vec::new();
        let code = tidy_credit_code(text);
        // What looks like a phone number: a name can have digits in it.
        let phone = if text.chars().any(char::is_alphabetic) { String::new() } else { phone_key(text) };
        let asked = [
            (&self.same, company_key(text), MatchReason::SameName),
            (&self.codes, if check_credit_code(&code).is_ok() { code } else { String::new() }, MatchReason::CreditCode),
            (&self.normal, normal_name(text), MatchReason::NormalName),
            (&self.phones, phone, MatchReason::Phone),
        ];
        for (ids, key, reason) in asked {
            for id in ids.get(&key).into_iter().flatten() {
                if !found.iter().any(|other| other.id == *id) {
                    found.push(CompanyMatch { id: id.clone(), reason });
                }
            }
        }
        found
    }

    /// At most `most` companies whose names begin with what is typed, then those that have it further on.
    pub fn suggest(&self, typed: &str, most: usize) -> Vec<Suggestion> {
        let key = company_key(typed);
        if key.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<(usize, usize, Suggestion)> = Vec::new();
        for (id, names) in &self.names {
            let at = |(place, (name_key, _)): (usize, &(String, String))| {
                Some((name_key.find(&key)?, place, name_key.len()))
            };
            let Some((at, place, length)) = names.iter().enumerate().filter_map(at).min() else { continue };
            let name = |place: usize| names.get(place).map(|(_, name)| name.clone()).unwrap_or_default();
            let other = if place == 0 { String::new() } else { name(place) };
            found.push((usize::from(at > 0), length, Suggestion { id: id.clone(), name: name(0), other }));
        }
        order::sort_by(&mut found, |a, b| (a.0, a.1, &a.2.name, &a.2.id).cmp(&(b.0, b.1, &b.2.name, &b.2.id)));
        found.into_iter().take(most).map(|(.., suggestion)| suggestion).collect()
    }

    /// Sets of companies that one key leads to.
    pub(super) fn alike(&self) -> impl Iterator<Item = (MatchReason, &Vec<RecordId>)> {
        let with = |reason: MatchReason| move |ids| (reason, ids);
        let several = |ids: &&Vec<RecordId>| ids.len() > 1;
        let same = self.same.values().filter(several).map(with(MatchReason::SameName));
        let codes = self.codes.values().filter(several).map(with(MatchReason::CreditCode));
        let normal = self.normal.values().filter(several).map(with(MatchReason::NormalName));
        let phones = self.phones.values().filter(several).map(with(MatchReason::Phone));
        same.chain(codes).chain(normal).chain(phones)
    }
}

fn names_of(company: &Company) -> impl Iterator<Item = &str> {
    let others = std::iter::once(company.name_en.as_str()).chain(company.aliases.lines());
    std::iter::once(company.name.as_str()).chain(others.filter(|name| !name.trim().is_empty()))
}

fn note(ids: &mut Ids, key: String, id: &RecordId) {
    if key.is_empty() {
        return;
    }
    let known = ids.entry(key).or_default();
    // Records come in order of their ids, so the same one again is the last one; of phones it may be any.
    if !known.contains(id) {
        known.push(id.clone());
    }
}
