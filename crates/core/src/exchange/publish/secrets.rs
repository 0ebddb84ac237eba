//! What must not stand in anything that is published (SPEC PU6–PU8).

use std::collections::{BTreeMap, BTreeSet};

use super::changes::{leaves, records};
use super::{Place, Refusal, Why};
use crate::document::Tables;
use crate::model::folded::{Folded, is_telling};
use crate::model::{Collection, Lead, RecordId, normal_name, phone_key};
use crate::published::{self, Published};

/// What kind of secret it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SecretKind {
    CodeName,
    /// A lead's code.
    Code,
    /// The title of a lead that is not announced.
    Title,
    /// A company somebody talks with and that is not announced.
    Company,
    /// The name of a contact.
    Person,
    Phone,
    Mail,
}

impl SecretKind {
    /// A name may be public already and stand in what was published; these never are.
    fn is_always_secret(self) -> bool {
        matches!(self, SecretKind::CodeName | SecretKind::Code | SecretKind::Phone | SecretKind::Mail)
    }
}

struct Secret {
    kind: SecretKind,
    letters: Vec<char>,
    words: String,
    collection: Collection,
    record: RecordId,
}

/// Letters a title needs to be one project's own and not a word like 研发中心.
const TITLE: usize = 6;
/// Letters an address for mail has at least.
const MAIL: usize = 5;
/// What stands between the names of several people, or several numbers.
const BETWEEN: [char; 10] = ['、', ',', '，', ';', '；', '/', '／', '\n', '|', '&'];

/// Every secret in every text of `data`. A text that stands in `base` as it is has been public before: names in it are
/// no news.
pub(super) fn found(tables: &Tables, data: &Published, base: &Published) -> Vec<Refusal> {
    let secrets = all(tables);
    let mut by_start: BTreeMap<(char, char), Vec<usize>> = BTreeMap::new();
    for (at, secret) in secrets.iter().enumerate() {
        if let [first, second, ..] = secret.letters.as_slice() {
            by_start.entry((*first, *second)).or_default().push(at);
        }
    }
    let base = published::to_value(base);
    let known: BTreeSet<String> =
        records(&base).into_iter().flat_map(|(_, record)| leaves(record)).map(|(_, text)| text).collect();
    let data = published::to_value(data);
    let mut refusals = Vec::new();
    for (place, record) in records(&data) {
        let texts = leaves(record);
        for (field, text) in &texts {
            let Some(field) = named(field, text, &texts) else { continue };
            let public = known.contains(text);
            let text = Folded::new(text);
            let mut here = BTreeSet::new();
            for (at, pair) in text.letters.windows(2).enumerate() {
                let [first, second] = pair else { continue };
                for secret in by_start.get(&(*first, *second)).into_iter().flatten().filter_map(|at| secrets.get(*at)) {
                    let inside = secret.kind == SecretKind::Phone;
                    if (public && !secret.kind.is_always_secret()) || !text.has_at(at, &secret.letters, inside) {
                        continue;
                    }
                    if here.insert((secret.kind, secret.record.clone())) {
                        let place = Place { field: field.clone(), ..place.clone() };
                        let (kind, words) = (secret.kind, secret.words.clone());
                        let (collection, record) = (secret.collection, secret.record.clone());
                        refusals.push(Refusal { place, why: Why::Secret { kind, words, collection, record } });
                    }
                }
            }
        }
    }
    refusals
}

/// What a text's field is called: without its language where both have the same text, which is then looked at once.
fn named(field: &str, text: &str, texts: &[(String, String)]) -> Option<String> {
    let Some((stem, lang)) = field.rsplit_once('.').filter(|(_, lang)| ["zh", "en"].contains(lang)) else {
        return Some(field.to_owned());
    };
    let other = format!("{stem}.{}", if lang == "zh" { "en" } else { "zh" });
    match texts.iter().any(|(name, words)| *name == other && words == text) {
        true if lang == "en" => None,
        true => Some(stem.to_owned()),
        false => Some(field.to_owned()),
    }
}

fn all(tables: &Tables) -> Vec<Secret> {
    let mut secrets = Vec::new();
    let mut add = |kind: SecretKind, words: &str, collection: Collection, record: &RecordId| {
        let words = words.trim();
        let letters = match kind {
            SecretKind::Phone => phone_key(words).chars().collect(),
            _ => Folded::new(words).letters,
        };
        let least = match kind {
            SecretKind::Title => TITLE,
            SecretKind::Mail => MAIL,
            _ => 2,
        };
        if letters.len() >= least && is_telling(&letters, kind == SecretKind::Person) {
            secrets.push(Secret { kind, letters, words: words.to_owned(), collection, record: record.clone() });
        }
    };
    let announced: BTreeSet<&RecordId> =
        tables.leads.iter().filter(|(_, lead)| is_announced(lead)).map(|(_, lead)| &lead.company).collect();
    let mut companies = BTreeSet::new();
    for (id, lead) in tables.leads.iter().filter(|(_, lead)| !lead.published) {
        add(SecretKind::CodeName, &lead.code_name, Collection::Leads, id);
        add(SecretKind::Code, &lead.code, Collection::Leads, id);
        for (kind, texts) in [
            (SecretKind::Person, &lead.contact),
            (SecretKind::Phone, &lead.phone),
            (SecretKind::Phone, &lead.contact),
            (SecretKind::Mail, &lead.email),
        ] {
            texts.split(BETWEEN).for_each(|text| add(kind, text, Collection::Leads, id));
        }
        if is_announced(lead) {
            continue;
        }
        add(SecretKind::Title, &lead.title, Collection::Leads, id);
        for name in [&lead.signing_company, &lead.registered_company] {
            add(SecretKind::Company, name, Collection::Leads, id);
            add(SecretKind::Company, &normal_name(name), Collection::Leads, id);
        }
        if !announced.contains(&lead.company) {
            companies.insert(&lead.company);
        }
    }
    for (id, company) in companies.into_iter().filter_map(|id| Some((id, tables.companies.get(id)?))) {
        for name in [&company.name, &company.name_en].into_iter().map(String::as_str).chain(company.aliases.lines()) {
            add(SecretKind::Company, name, Collection::Companies, id);
            // With another legal form, or none, it is the same company.
            add(SecretKind::Company, &normal_name(name), Collection::Companies, id);
        }
    }
    let contacts =
        tables.contacts.iter().map(|(id, one)| (Collection::Contacts, id, &one.name, &one.phone, &one.email));
    let none = String::new();
    let units = tables.units.iter().map(|(id, one)| (Collection::Units, id, &one.contact, &one.phone, &none));
    let resources =
        tables.resources.iter().map(|(id, one)| (Collection::Resources, id, &one.contact, &one.contact, &none));
    for (collection, id, name, phone, mail) in contacts.chain(units).chain(resources) {
        for (kind, texts) in [(SecretKind::Person, name), (SecretKind::Phone, phone), (SecretKind::Mail, mail)] {
            texts.split(BETWEEN).for_each(|text| add(kind, text, collection, id));
        }
    }
    secrets
}

fn is_announced(lead: &Lead) -> bool {
    lead.announced || lead.published
}
