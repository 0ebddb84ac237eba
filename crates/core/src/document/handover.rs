//! Taking in what was handed over by itself (SPEC HO9–HO13): before it is merged as any file, what it speaks of is found
//! in this workspace, and all that does not belong to it is left out.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::draft::Draft;
use super::lead::{FIRST_STAGE, company_key, company_of_name};
use super::{Document, Fields, Incoming, Tables};
use crate::exchange::{LINKS, OWN};
use crate::model::{Collection, Contact, EventRecord, FieldKind, RecordId, phone_key};

/// Characters of an id that a record may have.
const LONGEST_ID: usize = 300;
/// Records that may belong to one lead.
const MOST: usize = 2_000;

type Key = (Collection, RecordId);
type Records = BTreeMap<Key, Fields>;

/// What a file hands over, where it hands over one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handed {
    /// [`Collection::Leads`] or [`Collection::Contacts`].
    pub what: Collection,
    pub id: RecordId,
    /// Who made it; empty when they had not said.
    pub who: String,
    /// Milliseconds since 1970; 0 when it does not say.
    pub at: i64,
}

impl Handed {
    /// What the top of a file says of it; `None` for a whole workspace.
    pub(super) fn read(top: &Fields) -> Option<Self> {
        let said = top.get("handover")?;
        let text = |key: &str| said.get(key).and_then(Value::as_str);
        let what = text("kind").and_then(Collection::from_name);
        let exported = top.get("exported");
        let who = exported.and_then(|exported| exported.get("who")).and_then(Value::as_str);
        Some(Handed {
            // What is neither has no record of this name, and is refused for that.
            what: what.filter(|what| *what == Collection::Contacts).unwrap_or(Collection::Leads),
            id: RecordId::new(text("id").unwrap_or_default()),
            who: who.unwrap_or_default().to_owned(),
            at: exported.and_then(|exported| exported.get("at")).and_then(Value::as_i64).unwrap_or_default(),
        })
    }
}

impl Incoming {
    /// A field of the lead or contact that is handed over, as the file has it; empty when it has none.
    pub fn handed_field(&self, field: &str) -> &str {
        self.handed.as_ref().map_or("", |handed| self.text(handed.what, &handed.id, field))
    }

    /// The name of its company.
    pub fn handed_company(&self) -> &str {
        let company = RecordId::from(self.handed_field("company"));
        match self.text(Collection::Companies, &company, "name") {
            "" => self.text(Collection::Companies, &company, "name_en"),
            name => name,
        }
    }

    /// How many records of each collection come along, those that it is made of left out.
    pub fn counts(&self) -> Vec<(Collection, usize)> {
        let shown = [
            Collection::Companies,
            Collection::Contacts,
            Collection::Needs,
            Collection::Blockers,
            Collection::Activities,
        ];
        let count = |collection| self.records.keys().filter(|(of, _)| *of == collection).count();
        shown.into_iter().map(|collection| (collection, count(collection))).filter(|(_, count)| *count > 0).collect()
    }

    fn text(&self, collection: Collection, id: &RecordId, field: &str) -> &str {
        let fields = self.records.get(&(collection, id.clone()));
        fields.and_then(|fields| fields.get(field)).and_then(Value::as_str).unwrap_or_default()
    }
}

/// What was handed over, in this workspace's own words.
pub(super) struct Adopted {
    pub incoming: Incoming,
    /// Records that were removed here and come back.
    pub revived: Vec<Key>,
}

impl Document {
    /// Where in this workspace the thing is that is handed over; `None` when it is not here.
    pub fn here(&self, incoming: &Incoming) -> Option<RecordId> {
        let handed = incoming.handed.as_ref()?;
        let adopted = self.adopt(incoming, handed);
        let mut heads = adopted.incoming.records.keys().filter(|(collection, _)| *collection == handed.what);
        // A contact comes alone; beside a lead its contacts come, but no other lead.
        heads.find(|(collection, id)| self.tables.has(*collection, id)).map(|(_, id)| id.clone())
    }

    pub(super) fn adopt(&self, incoming: &Incoming, handed: &Handed) -> Adopted {
        let mut records = belonging(&incoming.records, handed);
        let names = Names::find(self, &records);
        names.leave_out(&mut records);
        let records: Records =
            records.into_iter().filter_map(|(key, fields)| names.translate(&self.tables, key, fields)).collect();
        let head = (handed.what, names.of(handed.what, &handed.id));
        let head_is_here = self.tables.has(head.0, &head.1);
        let gone = |key: &Key| self.knows(key.0, &key.1) && !self.tables.has(key.0, &key.1);
        // What belongs to it and was taken off it here stays off. What it refers to comes back.
        let stays_gone = |key: &Key| head_is_here && gone(key) && BELONGING.contains(&key.0);
        // A published case is the district's and not a colleague's.
        let published = self.tables.leads.get(&head.1).is_some_and(|lead| lead.published);
        let mut records: Records = records.into_iter().filter(|(key, _)| !published && !stays_gone(key)).collect();
        let revived = records.keys().filter(|key| gone(key)).cloned().collect();
        if head.0 == Collection::Leads
            && !self.knows(head.0, &head.1)
            && let Some(lead) = records.get_mut(&head)
        {
            let stage = lead.get("stage").and_then(Value::as_str).unwrap_or(FIRST_STAGE);
            let rank = self.rank_at_top(&RecordId::from(stage), &mut Draft::default());
            lead.insert("rank".to_owned(), Value::from(rank));
        }
        let seen = incoming
            .seen
            .iter()
            .map(|((collection, id), fields)| ((*collection, names.of(*collection, id)), fields.clone()));
        let incoming = Incoming { records, seen: seen.collect(), ..incoming.clone() };
        Adopted { incoming, revived }
    }
}

/// What belongs to a lead, and to nothing else.
const BELONGING: [Collection; 5] =
    [Collection::Links, Collection::Contacts, Collection::Needs, Collection::Blockers, Collection::Activities];

/// The thing itself and what belongs to it, among all that a file says: other leads never come along.
fn belonging(all: &Records, handed: &Handed) -> Records {
    let head = handed.id.as_str();
    let is = |fields: &Fields, field: &str, id: &str| fields.get(field).and_then(Value::as_str) == Some(id);
    let is_head = |collection: Collection, id: &RecordId| collection == handed.what && *id == handed.id;
    let lead = handed.what == Collection::Leads;
    let joined = |collection: Collection, fields: &Fields| match collection {
        Collection::Links => lead && is(fields, "from", head) && LINKS.iter().any(|(kind, _)| is(fields, "kind", kind)),
        Collection::Needs | Collection::Blockers | Collection::Activities => lead && is(fields, "lead", head),
        _ => false,
    };
    let mut kept: BTreeSet<&Key> = BTreeSet::new();
    let mut open: Vec<&Key> = Vec::new();
    for (key, fields) in all {
        if is_head(key.0, &key.1) || joined(key.0, fields) {
            kept.insert(key);
            open.push(key);
        }
    }
    while let Some(key) = open.pop() {
        let Some(fields) = all.get(key) else { continue };
        for other in referred(key.0, fields) {
            let Some((other, _)) = all.get_key_value(&other) else { continue };
            let belongs = BELONGING.contains(&other.0) && other.0 != Collection::Contacts;
            if other.0 != Collection::Leads && !belongs && kept.insert(other) {
                open.push(other);
            }
        }
    }
    let fits = |key: &Key| key.1.as_str().len() <= LONGEST_ID;
    let kept = all.iter().filter(|(key, _)| kept.contains(key) && fits(key)).take(MOST);
    let own = |field: &String| OWN.contains(&field.as_str());
    // Names as ours are, of a later version perhaps.
    let letter = |byte: u8| byte.is_ascii_lowercase();
    let plain = |field: &String| {
        field.bytes().next().is_some_and(letter) && field.bytes().all(|b| letter(b) || b == b'_' || b.is_ascii_digit())
    };
    kept.map(|(key, fields)| {
        let fields = fields.iter().filter(|(field, _)| !own(field) && plain(field));
        (key.clone(), fields.map(|(field, value)| (field.clone(), value.clone())).collect())
    })
    .collect()
}

/// The records that a record's fields name.
fn referred(collection: Collection, fields: &Fields) -> Vec<Key> {
    let mut found = Vec::new();
    for (field, value) in fields {
        let Some(text) = value.as_str() else { continue };
        let id = || RecordId::from(text);
        match collection.field(field).map(|spec| spec.kind) {
            Some(FieldKind::Ref(to)) => found.push((to, id())),
            Some(FieldKind::Term(_)) => found.push((Collection::Terms, id())),
            Some(FieldKind::AnyRef) if collection == Collection::Activities => found.push((Collection::Terms, id())),
            Some(FieldKind::AnyRef) if field == "to" => {
                found.extend(LINKS.iter().filter_map(|(_, to)| *to).map(|to| (to, id())));
            }
            Some(FieldKind::Text) if field == "tags" => {
                found.extend(text.lines().map(|tag| (Collection::Terms, RecordId::from(tag))));
            }
            _ => {}
        }
    }
    found
}

/// What the records of a file are called here.
#[derive(Default)]
struct Names {
    /// The id here, where it is another one; empty for what has no place here.
    here: BTreeMap<Key, RecordId>,
    /// Records that are here already, by a name of their own: nothing of them is taken in.
    known: BTreeSet<Key>,
    /// Found by what they are called: their names are not two opinions.
    called: BTreeSet<Key>,
    /// Records that come along.
    comes: BTreeSet<Key>,
}

impl Names {
    fn find(document: &Document, records: &Records) -> Self {
        let mut names = Names::default();
        // In this order: people are told by their companies, leads by theirs.
        for collection in [
            Collection::Terms,
            Collection::Units,
            Collection::Resources,
            Collection::Officers,
            Collection::Events,
            Collection::Companies,
            Collection::Contacts,
            Collection::Leads,
        ] {
            for (key, fields) in records.iter().filter(|((of, _), _)| *of == collection) {
                names.find_one(document, key, fields);
            }
        }
        names.comes = records.keys().filter(|key| !names.known.contains(*key)).cloned().collect();
        names
    }

    fn find_one(&mut self, document: &Document, key: &Key, fields: &Fields) {
        let (tables, (collection, id)) = (&document.tables, key);
        let text = |field: &str| fields.get(field).and_then(Value::as_str).unwrap_or_default();
        let name = company_key(text("name"));
        let same = |other: &str| !name.is_empty() && company_key(other) == name;
        if !tables.has(*collection, id) {
            let found = match collection {
                Collection::Terms => {
                    let (zh, en) = (text("zh"), text("en"));
                    let alike = |a: &str, b: &str| !a.is_empty() && company_key(a) == company_key(b);
                    let mut terms = tables.terms.iter().filter(|(_, term)| term.kind == text("kind"));
                    let found = terms.find(|(_, term)| alike(&term.zh, zh) || alike(&term.en, en));
                    // A stage is a column of everybody's board: nobody gets one from a colleague's lead. What was deleted
                    // stays deleted.
                    let none = ["stage", ""].contains(&text("kind")) || document.knows(*collection, id);
                    found.map(|(id, _)| id.clone()).or(none.then(RecordId::default))
                }
                Collection::Units => tables.units.iter().find(|(_, unit)| same(&unit.name)).map(|(id, _)| id.clone()),
                Collection::Resources => {
                    tables.resources.iter().find(|(_, one)| same(&one.name)).map(|(id, _)| id.clone())
                }
                Collection::Officers => {
                    tables.officers.iter().find(|(_, one)| same(&one.name)).map(|(id, _)| id.clone())
                }
                Collection::Events => {
                    let event: EventRecord = super::value::read(fields);
                    let same = |other: &EventRecord| {
                        company_key(&other.title_zh) == company_key(&event.title_zh) && other.start == event.start
                    };
                    tables.events.iter().find(|(_, other)| same(other)).map(|(id, _)| id.clone())
                }
                Collection::Companies => {
                    let english = company_key(text("name_en"));
                    let by = |key: &str| (!key.is_empty()).then(|| company_of_name(tables, key)).flatten();
                    tables.merged_into(*collection, id).or_else(|| by(&name)).or_else(|| by(&english))
                }
                Collection::Contacts => {
                    let contact: Contact = super::value::read(fields);
                    let company = self.of(Collection::Companies, &contact.company);
                    let phone = phone_key(&contact.phone);
                    let same_place = |other: &Contact| match company.is_empty() {
                        true => !phone.is_empty() && phone_key(&other.phone) == phone,
                        false => other.company == company,
                    };
                    let found = tables.contacts.iter().find(|(_, other)| same(&other.name) && same_place(other));
                    found.map(|(id, _)| id.clone())
                }
                Collection::Leads => {
                    let company = self.of(Collection::Companies, &RecordId::from(text("company")));
                    let title = company_key(text("title"));
                    let mut leads = tables
                        .leads
                        .iter()
                        .filter(|(_, lead)| !lead.published && !lead.company.is_empty() && lead.company == company);
                    tables.merged_into(*collection, id).or_else(|| {
                        let code = text("code");
                        leads
                            .find(|(_, lead)| {
                                (!code.is_empty() && lead.code == code)
                                    || (!title.is_empty() && company_key(&lead.title) == title)
                            })
                            .map(|(id, _)| id.clone())
                    })
                }
                _ => None,
            };
            let Some(found) = found else { return };
            self.here.insert(key.clone(), found);
            self.called.insert(key.clone());
        }
        // Known by its name: what else the sender says of it is the sender's.
        let whole = [Collection::Companies, Collection::Contacts, Collection::Leads].contains(collection);
        if !whole {
            self.known.insert(key.clone());
        }
    }

    /// The id a record of the file has here.
    fn of(&self, collection: Collection, id: &RecordId) -> RecordId {
        self.here.get(&(collection, id.clone())).cloned().unwrap_or_else(|| id.clone())
    }

    fn leave_out(&self, records: &mut Records) {
        records.retain(|key, _| !self.known.contains(key));
    }

    /// A record under its name here, its references as they are here; references to nothing are left out.
    fn translate(&self, tables: &Tables, (collection, id): Key, mut fields: Fields) -> Option<(Key, Fields)> {
        let key = (collection, id);
        if self.called.contains(&key) {
            let told: &[&str] = match collection {
                Collection::Companies => &["name"],
                Collection::Contacts => &["name", "company"],
                // Its code is for life, and its place in the course is said by the board it stands on.
                Collection::Leads => &["code", "title", "company"],
                _ => &[],
            };
            fields.retain(|field, _| !told.contains(&field.as_str()));
        }
        let there = |to: Collection, id: &RecordId| {
            let here = self.of(to, id);
            let comes = self.comes.contains(&(to, id.clone()));
            (!here.is_empty() && (comes || tables.has(to, &here))).then_some(here)
        };
        let names: Vec<String> = fields.keys().cloned().collect();
        for field in names {
            let Some(text) = fields.get(&field).and_then(Value::as_str).map(str::to_owned) else { continue };
            let id = RecordId::from(text.as_str());
            let meant = match collection.field(&field).map(|spec| spec.kind) {
                Some(FieldKind::Ref(to)) => there(to, &id).map(|id| id.to_string()),
                Some(FieldKind::Term(_)) => there(Collection::Terms, &id).map(|id| id.to_string()),
                Some(FieldKind::AnyRef) if collection == Collection::Activities => {
                    there(Collection::Terms, &id).map(|id| id.to_string())
                }
                Some(FieldKind::Text) if field == "tags" => {
                    let tags = text.lines().filter_map(|tag| there(Collection::Terms, &RecordId::from(tag)));
                    Some(tags.map(|tag| tag.to_string()).collect::<Vec<_>>().join("\n"))
                }
                _ => continue,
            };
            match meant.filter(|meant| !meant.is_empty()) {
                Some(meant) => drop(fields.insert(field, Value::from(meant))),
                None => drop(fields.remove(&field)),
            }
        }
        if collection != Collection::Links {
            let id = self.of(collection, &key.1);
            return Some(((collection, id), fields));
        }
        // A link is named by what it joins.
        let text = |field: &str| fields.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
        let (kind, from, end) = (text("kind"), text("from"), text("to"));
        let from = self.of(Collection::Leads, &RecordId::new(from));
        let (_, to) = LINKS.iter().find(|(known, _)| *known == kind)?;
        fields.insert("from".to_owned(), Value::from(from.as_str()));
        let id = match to {
            Some(to) => {
                let end = there(*to, &RecordId::new(end))?;
                fields.insert("to".to_owned(), Value::from(end.as_str()));
                RecordId::new(format!("{kind}/{from}/{end}"))
            }
            None => {
                fields.remove("to");
                key.1
            }
        };
        Some(((collection, id), fields))
    }
}
