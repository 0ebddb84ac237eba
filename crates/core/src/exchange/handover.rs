//! A lead or a contact by itself, to be handed to a colleague: the text of a `.landfall` file with that record and what
//! belongs to it, and nothing else (SPEC HO1–HO4). `frames` makes codes of it; `Incoming` reads it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::document::{Document, Fields, Mark, SCHEMA, Tables, is_standard_term};
use crate::model::{Collection, FieldKind, RecordId};

/// The collections of which something may be handed over, in the order of the file.
pub(crate) const HANDED: [Collection; 12] = [
    Collection::Leads,
    Collection::Companies,
    Collection::Contacts,
    Collection::Links,
    Collection::Needs,
    Collection::Blockers,
    Collection::Activities,
    Collection::Officers,
    Collection::Units,
    Collection::Resources,
    Collection::Events,
    Collection::Terms,
];

/// What is the business of the workspace a record stands in, and of no other: its place on the board, whether visitors may see it.
pub(crate) const OWN: [&str; 6] = ["removed", "merged_into", "rank", "public", "published", "parent"];

/// The kinds of links that a lead takes along, and what they lead to.
pub(crate) const LINKS: [(&str, Option<Collection>); 4] = [
    ("contact", Some(Collection::Contacts)),
    ("unit", Some(Collection::Units)),
    ("resource", Some(Collection::Resources)),
    ("attachment", None),
];

/// How many activities a lead takes along: the newest.
const ACTIVITIES: usize = 10;
/// How many earlier values of a field are named.
const EARLIER: usize = 3;

/// Records that are known by what they are called: only this of them goes along.
const NAMED: [(Collection, &[&str]); 5] = [
    (Collection::Officers, &["name", "disc"]),
    (Collection::Units, &["name", "name_en", "kind"]),
    (Collection::Resources, &["name", "kind", "link"]),
    (Collection::Events, &["title_zh", "title_en", "kind", "start", "end"]),
    (Collection::Terms, &["kind", "zh", "en"]),
];

/// The lead or the contact of this id with what belongs to it, as the text of a file. `workspace` is the name of the
/// one it comes from, `at` the time in milliseconds since 1970, `who` the person at this device. `None` when there is
/// no such record, or when it is a published case.
pub fn handover_file(
    document: &Document,
    what: Collection,
    id: &RecordId,
    workspace: &str,
    at: i64,
    who: &str,
) -> Option<String> {
    let mut packet = Packet { tables: document.tables(), records: BTreeMap::new() };
    match what {
        Collection::Leads => packet.lead(id)?,
        Collection::Contacts => packet.contact(id)?,
        _ => return None,
    }
    packet.refer();
    let mut lines = vec![
        "{\"app\":\"landfall\"".to_owned(),
        format!("\"schema\":{}", document.schema().max(SCHEMA)),
        format!("\"workspace\":{}", json!({ "name": workspace })),
        format!("\"exported\":{}", json!({ "at": at, "who": who })),
        format!("\"handover\":{}", json!({ "kind": what.name(), "id": id.as_str() })),
    ];
    for collection in HANDED {
        let of_collection = packet.records.iter().filter(|((of, _), _)| *of == collection);
        let rows: Vec<String> = of_collection
            .map(|((_, id), fields)| {
                let mut row = fields.clone();
                row.insert("id".to_owned(), Value::from(id.as_str()));
                Value::Object(row).to_string()
            })
            .collect();
        if !rows.is_empty() {
            lines.push(format!("\"{}\":[\n{}]", collection.name(), rows.join(",\n")));
        }
    }
    let seen = seen(document, &packet.records);
    if !seen.is_empty() {
        lines.push(format!("\"seen\":{}", Value::Object(seen)));
    }
    Some(format!("{}}}\n", lines.join(",\n")))
}

/// A value by its checksum: enough to know it again, and too little to read it.
pub(crate) fn value_sum(value: &Value) -> String {
    format!("{:08x}", crc32fast::hash(value.to_string().as_bytes()))
}

/// What the fields were before, newest first: whoever has such a value gets the new one, as in their own workspace.
fn seen(document: &Document, records: &BTreeMap<(Collection, RecordId), Fields>) -> Fields {
    let mut seen: BTreeMap<String, BTreeMap<String, Vec<String>>> = BTreeMap::new();
    for change in document.log().iter().rev().flat_map(|entry| entry.changes.iter().rev()) {
        let known = records.get(&(change.collection, change.id.clone()));
        let (Some(now), Some(from)) = (known.and_then(|fields| fields.get(&change.field)), &change.from) else {
            continue;
        };
        let sum = value_sum(from);
        let of_record = seen.entry(format!("{}/{}", change.collection.name(), change.id)).or_default();
        let earlier = of_record.entry(change.field.clone()).or_default();
        if change.mark == Mark::Edit && now != from && earlier.len() < EARLIER && !earlier.contains(&sum) {
            earlier.push(sum);
        }
    }
    let some = |fields: BTreeMap<String, Vec<String>>| {
        let fields = fields.into_iter().filter(|(_, sums)| !sums.is_empty());
        let fields: Fields = fields.map(|(field, sums)| (field, Value::from(sums))).collect();
        (!fields.is_empty()).then_some(Value::Object(fields))
    };
    seen.into_iter().filter_map(|(record, fields)| Some((record, some(fields)?))).collect()
}

struct Packet<'a> {
    tables: &'a Tables,
    records: BTreeMap<(Collection, RecordId), Fields>,
}

impl Packet<'_> {
    fn lead(&mut self, id: &RecordId) -> Option<()> {
        let lead = self.tables.leads.get(id).filter(|lead| !lead.published)?;
        self.put(Collection::Leads, id);
        self.put(Collection::Companies, &lead.company);
        for (kind, to) in LINKS {
            let links: Vec<_> = self.tables.links_of(id, kind).collect();
            for (link, record) in links {
                match to {
                    Some(to) if !self.tables.has(to, &record.to) => continue,
                    Some(Collection::Contacts) => drop(self.contact(&record.to)),
                    Some(to) => self.put(to, &record.to),
                    None => {}
                }
                self.put(Collection::Links, link);
            }
        }
        for (need, _) in self.tables.needs_of(id) {
            self.put(Collection::Needs, need);
        }
        for (blocker, _) in self.tables.all_blockers_of(id) {
            self.put(Collection::Blockers, blocker);
        }
        for (activity, _) in self.tables.activities_of(id).into_iter().take(ACTIVITIES) {
            self.put(Collection::Activities, activity);
        }
        Some(())
    }

    fn contact(&mut self, id: &RecordId) -> Option<()> {
        let contact = self.tables.contacts.get(id)?;
        self.put(Collection::Contacts, id);
        self.put(Collection::Companies, &contact.company);
        Some(())
    }

    /// Takes a record along, without what is its workspace's own business.
    fn put(&mut self, collection: Collection, id: &RecordId) {
        let key = (collection, id.clone());
        if self.records.contains_key(&key) {
            return;
        }
        let Some(mut fields) = self.tables.fields(collection, id) else { return };
        match NAMED.iter().find(|(named, _)| *named == collection) {
            Some((_, kept)) => fields.retain(|field, _| kept.contains(&field.as_str())),
            None => fields.retain(|field, _| !OWN.contains(&field.as_str())),
        }
        self.records.insert(key, fields);
    }

    /// What the records refer to and every workspace need not have: people, events, terms of one's own.
    fn refer(&mut self) {
        let mut wanted: BTreeSet<(Collection, RecordId)> = BTreeSet::new();
        for ((collection, _), fields) in &self.records {
            for (field, value) in fields {
                let Some(text) = value.as_str() else { continue };
                match collection.field(field).map(|spec| spec.kind) {
                    Some(FieldKind::Term(_)) => drop(wanted.insert((Collection::Terms, RecordId::from(text)))),
                    Some(FieldKind::AnyRef) if *collection == Collection::Activities => {
                        wanted.insert((Collection::Terms, RecordId::from(text)));
                    }
                    Some(FieldKind::Ref(to)) if to != Collection::Leads && HANDED.contains(&to) => {
                        wanted.insert((to, RecordId::from(text)));
                    }
                    Some(FieldKind::Text) if field == "tags" => {
                        wanted.extend(text.lines().map(|tag| (Collection::Terms, RecordId::from(tag))));
                    }
                    _ => {}
                }
            }
        }
        wanted.retain(|(collection, id)| *collection != Collection::Terms || !is_standard_term(id));
        let before = self.records.len();
        for (collection, id) in wanted {
            self.put(collection, &id);
        }
        // An event's kind is a term, too.
        if self.records.len() > before {
            self.refer();
        }
    }
}
