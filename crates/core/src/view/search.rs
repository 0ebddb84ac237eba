use super::card::term_name;
use crate::document::{Document, Tables};
use crate::format;
use crate::model::{Company, Contact, EventRecord, Lang, Lead, RecordId};
use crate::query::{Key, Quality, Words, event_key, lead_key};

/// Pieces of a text, and whether a piece is what was looked for.
pub type Marked = Vec<(String, bool)>;

/// What kind of record was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    Lead,
    Company,
    Contact,
    Event,
}

/// A record that answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    pub id: RecordId,
    pub title: Marked,
    /// What tells it from others of that name, and where else it was found.
    pub facts: Vec<Marked>,
    /// For a lead its stage.
    pub stage: String,
    /// The shape of that stage.
    pub shape: String,
    /// The code of the lead to open: its own, or the first of a person's company. Empty when there is none.
    pub code: String,
}

/// The records of a kind that answer, the best of them first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HitGroup {
    pub kind: Found,
    /// How many there are in all.
    pub total: usize,
    pub hits: Vec<Hit>,
}

/// Looks for a text in everything (SPEC S7); `most` of each kind. Kinds without any are left out.
pub fn search(document: &Document, text: &str, lang: Lang, most: usize) -> Vec<HitGroup> {
    let words = Words::of(text);
    if words.is_empty() {
        return Vec::new();
    }
    let tables = document.tables();
    let looking = Looking { words: &words, tables, lang };
    let mut leads = Best::new(most);
    for (id, lead) in tables.leads.iter() {
        leads.offer(&words, id, lead.title.len(), &lead_key(lead, tables));
    }
    let mut companies = Best::new(most);
    for (id, company) in tables.companies.iter() {
        let texts = || {
            [&company.name, &company.name_en, &company.aliases, &company.credit_code, &company.origin]
                .map(String::as_str)
        };
        companies.offer(&words, id, company.name.len(), &company.found_by.key(|| (Key::of(&texts()), true)));
    }
    let mut contacts = Best::new(most);
    for (id, contact) in tables.contacts.iter() {
        let texts = || [&contact.name, &contact.post, &contact.phone, &contact.email].map(String::as_str);
        contacts.offer(&words, id, contact.name.len(), &contact.found_by.key(|| (Key::of(&texts()), true)));
    }
    let mut events = Best::new(most);
    for (id, event) in tables.events.iter() {
        events.offer(&words, id, event.title_zh.len(), &event_key(event));
    }
    let groups = [
        leads.group(Found::Lead, |id, field| Some(looking.lead(id, tables.leads.get(id)?, field))),
        companies.group(Found::Company, |id, field| Some(looking.company(id, tables.companies.get(id)?, field))),
        contacts.group(Found::Contact, |id, field| Some(looking.contact(id, tables.contacts.get(id)?, field))),
        events.group(Found::Event, |id, _| Some(looking.event(id, tables.events.get(id)?))),
    ];
    groups.into_iter().filter(|group| group.total > 0).collect()
}

/// How well a record answers: quality, in which of its texts, how long its title is. The least is the best.
type Score = (Quality, usize, usize);

/// The best so far, without keeping the others.
struct Best {
    most: usize,
    total: usize,
    best: Vec<(Score, RecordId)>,
}

impl Best {
    fn new(most: usize) -> Self {
        Best { most, total: 0, best: Vec::with_capacity(most + 1) }
    }

    fn offer(&mut self, words: &Words, id: &RecordId, length: usize, key: &Key) {
        let Some((quality, field)) = words.quality(key) else { return };
        self.total += 1;
        let score = (quality, field, length);
        let place = self.best.partition_point(|(known, _)| *known <= score);
        if place < self.most {
            self.best.insert(place, (score, id.clone()));
            self.best.truncate(self.most);
        }
    }

    fn group(self, kind: Found, show: impl Fn(&RecordId, usize) -> Option<Hit>) -> HitGroup {
        let hits = self.best.iter().filter_map(|((_, field, _), id)| show(id, *field)).collect();
        HitGroup { kind, total: self.total, hits }
    }
}

struct Looking<'a> {
    words: &'a Words,
    tables: &'a Tables,
    lang: Lang,
}

impl Looking<'_> {
    fn hit(&self, id: &RecordId, title: &str, facts: &[&str]) -> Hit {
        let facts = facts.iter().filter(|fact| !fact.is_empty()).map(|fact| self.words.marked(fact)).collect();
        let (stage, shape, code) = Default::default();
        Hit { id: id.clone(), title: self.words.marked(title), facts, stage, shape, code }
    }

    fn company_name(&self, id: &RecordId) -> &str {
        self.tables.companies.get(id).map(|company| company.name.as_str()).unwrap_or_default()
    }

    /// `field` as in [`lead_key`].
    fn lead(&self, id: &RecordId, lead: &Lead, field: usize) -> Hit {
        let company = self.tables.companies.get(&lead.company);
        let officer = self.tables.officers.get(&lead.officer);
        let elsewhere = match field {
            2 => company.map(|company| company.name_en.as_str()),
            3 => company.map(|company| company.aliases.as_str()),
            4 => Some(lead.code_name.as_str()),
            5 => Some(lead.code.as_str()),
            6 => Some(lead.contact.as_str()),
            7 => officer.map(|officer| officer.name.as_str()),
            _ => None,
        };
        let hit = self.hit(id, &lead.title, &[self.company_name(&lead.company), elsewhere.unwrap_or_default()]);
        let shape = self.tables.terms.get(&lead.stage).map(|stage| stage.shape.clone()).unwrap_or_default();
        Hit { stage: term_name(self.tables, &lead.stage, self.lang), shape, code: lead.code.clone(), ..hit }
    }

    fn company(&self, id: &RecordId, company: &Company, field: usize) -> Hit {
        let elsewhere = match field {
            2 => company.aliases.as_str(),
            3 => company.credit_code.as_str(),
            _ => "",
        };
        self.hit(id, &company.name, &[&company.name_en, &company.origin, elsewhere])
    }

    fn contact(&self, id: &RecordId, contact: &Contact, field: usize) -> Hit {
        let elsewhere = match field {
            2 => contact.phone.as_str(),
            3 => contact.email.as_str(),
            _ => "",
        };
        let hit = self.hit(id, &contact.name, &[&contact.post, self.company_name(&contact.company), elsewhere]);
        let leads =
            || self.tables.leads.iter().filter(|(_, lead)| lead.company == contact.company && !lead.code.is_empty());
        let first = if contact.company.is_empty() {
            None
        } else {
            leads().min_by_key(|(_, lead)| (lead.reported_on.is_none(), lead.reported_on))
        };
        Hit { code: first.map(|(_, lead)| lead.code.clone()).unwrap_or_default(), ..hit }
    }

    fn event(&self, id: &RecordId, event: &EventRecord) -> Hit {
        let (title, places) = match self.lang {
            Lang::En if !event.title_en.is_empty() => (&event.title_en, &event.places_en),
            _ => (&event.title_zh, &event.places_zh),
        };
        let day = event.start.map(|day| format::day_plain(self.lang, day)).unwrap_or_default();
        let separator = if self.lang == Lang::En { ", " } else { "、" };
        self.hit(id, title, &[&day, &places.split('\n').collect::<Vec<_>>().join(separator)])
    }
}
