//! Two companies or two leads become one (SPEC ME1–ME8): one step, and nobody refers to the dropped one any more.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use yrs::{Map, Out, Transact};

use super::draft::{Draft, Maker, Step};
use super::lead::company_key;
use super::merged::{MERGEABLE, MERGED_INTO};
use super::value::from_out;
use super::{CommandError, Document, Fields};
use crate::model::{Collection, FieldKind, Lead, RecordId};

type Key = (Collection, RecordId);
type Planned = Result<(Step, Option<RecordId>), CommandError>;

/// Fields that are not chosen between: each has a rule of its own, or says how the record stands and not what it is.
const OWN_RULE: [&str; 12] = [
    "aliases",
    "tags",
    "note",
    "removed",
    MERGED_INTO,
    "code",
    "rank",
    "stage_since",
    "reported_by",
    "reported_zone",
    "reported_on",
    "sample",
];

/// A field in which two records differ, and which of them says what (SPEC ME2).
#[derive(Debug, Clone, PartialEq)]
pub struct Differing {
    pub field: &'static str,
    pub kind: FieldKind,
    /// As the document has them; [`Value::Null`] where it says nothing.
    pub keep: Value,
    pub dropped: Value,
}

impl Document {
    /// The fields one chooses between when two records are merged: those in which both say something, and not the same.
    pub fn differing(&self, collection: Collection, keep: &RecordId, dropped: &RecordId) -> Vec<Differing> {
        let fields = |id| self.tables.fields(collection, id).unwrap_or_default();
        let (mine, theirs) = (fields(keep), fields(dropped));
        collection
            .fields()
            .iter()
            .filter(|spec| !OWN_RULE.contains(&spec.name))
            .filter_map(|spec| {
                let (keep, dropped) = (mine.get(spec.name)?.clone(), theirs.get(spec.name)?.clone());
                (keep != dropped).then_some(Differing { field: spec.name, kind: spec.kind, keep, dropped })
            })
            .collect()
    }

    /// The fields of the kept record as merging would leave them.
    pub fn merged_fields(&self, collection: Collection, keep: &RecordId, dropped: &RecordId, chosen: Fields) -> Fields {
        let (mut mine, theirs) = (self.raw(collection, keep), self.raw(collection, dropped));
        for (field, value) in self.joined(collection, &mine, &theirs, chosen) {
            mine.insert(field, value);
        }
        mine
    }

    /// How many records of each collection refer to a record and go over to the other one when it is merged.
    pub fn referring(&self, collection: Collection, id: &RecordId) -> BTreeMap<Collection, usize> {
        let mut counts: BTreeMap<Collection, usize> = BTreeMap::new();
        let mut seen: BTreeSet<Key> = BTreeSet::new();
        for (at, ..) in self.references(&BTreeSet::from([(collection, id.clone())])) {
            if self.tables.has(at.0, &at.1) && seen.insert(at.clone()) {
                *counts.entry(at.0).or_default() += 1;
            }
        }
        counts
    }

    /// Every field of every record, removed ones included, that refers to one of these records as it is written, with what it
    /// says.
    pub(super) fn references(&self, to: &BTreeSet<Key>) -> Vec<(Key, (&'static str, RecordId))> {
        let mut found = Vec::new();
        for collection in Collection::ALL.iter().copied() {
            let asked = |kind: FieldKind| match kind {
                FieldKind::Ref(other) => to.iter().any(|(collection, _)| *collection == other),
                FieldKind::AnyRef => true,
                _ => false,
            };
            let specs: Vec<_> = collection.fields().iter().filter(|spec| asked(spec.kind)).collect();
            if specs.is_empty() {
                continue;
            }
            let map = self.map(collection);
            let txn = self.doc.transact();
            for (id, out) in map.iter(&txn) {
                let Out::YMap(record) = out else { continue };
                for spec in &specs {
                    let value = record.get(&txn, spec.name).as_ref().and_then(from_out);
                    let Some(other) = value.as_ref().and_then(Value::as_str).map(RecordId::from) else { continue };
                    let meant = match spec.kind {
                        FieldKind::Ref(of) => to.contains(&(of, other.clone())),
                        _ => to.iter().any(|(_, wanted)| *wanted == other),
                    };
                    if meant {
                        found.push(((collection, RecordId::new(id)), (spec.name, other)));
                    }
                }
            }
        }
        // Maps have no order, and the log must be the same whoever writes it.
        crate::order::sort_by(&mut found, |a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
        found
    }

    pub(super) fn plan_merging(
        &mut self,
        collection: Collection,
        keep: &RecordId,
        dropped: &RecordId,
        fields: Fields,
        draft: &mut Draft,
    ) -> Planned {
        if !MERGEABLE.contains(&collection) || keep == dropped {
            return Err(CommandError::NotToBeMerged { id: dropped.clone() });
        }
        for id in [keep, dropped] {
            self.existing(collection, id, draft)?;
            if let Some(lead) = self.published_lead(collection, id) {
                return Err(CommandError::Published { title: lead });
            }
        }
        for (field, value) in &fields {
            self.check(collection, field, value, draft)?;
        }
        let (title, other) = (self.tables.title(collection, keep), self.tables.title(collection, dropped));
        let (mine, theirs) = (self.raw(collection, keep), self.raw(collection, dropped));
        let own = |field: &str, value: &Value| {
            let refers = collection.field(field).is_some_and(|spec| spec.kind == FieldKind::Ref(collection));
            refers && [keep, dropped].iter().any(|id| value.as_str() == Some(id.as_str()))
        };
        for (field, value) in self.joined(collection, &mine, &theirs, fields) {
            // Nothing is its own parent.
            let value = if own(&field, &value) { Value::Null } else { value };
            draft.set(self, collection, keep, &field, value);
        }
        self.plan_references(collection, keep, dropped, draft);
        draft.set(self, collection, dropped, MERGED_INTO, Value::from(keep.as_str()));
        draft.set(self, collection, dropped, "removed", Value::Bool(true));
        Ok((Step::MergeRecords { collection, title, other }, Some(keep.clone())))
    }

    fn published_lead(&self, collection: Collection, id: &RecordId) -> Option<String> {
        let lead = self.tables.leads.get(id).filter(|lead| collection == Collection::Leads && lead.published);
        lead.map(|lead| lead.title.clone())
    }

    /// What the kept record gets: what was chosen, what only the other one says, and the fields with a rule of their own.
    fn joined(&self, collection: Collection, mine: &Fields, theirs: &Fields, chosen: Fields) -> Fields {
        let mut joined: Fields = theirs
            .iter()
            .filter(|(field, _)| !OWN_RULE.contains(&field.as_str()) && !mine.contains_key(*field))
            .map(|(field, value)| (field.clone(), value.clone()))
            .collect();
        // Both descriptions are kept, whichever stands first.
        let note = paragraphs(mine.get("note"), theirs.get("note"));
        joined.extend(note.map(|note| ("note".to_owned(), note)));
        match collection {
            Collection::Companies => {
                joined.insert(
                    "tags".to_owned(),
                    Value::from(lines([text(mine, "tags"), text(theirs, "tags")]).join("\n")),
                );
                let name = chosen.get("name").and_then(Value::as_str).unwrap_or(text(mine, "name")).to_owned();
                joined.insert("aliases".to_owned(), Value::from(all_names(&name, mine, theirs, &chosen)));
            }
            _ => self.first_report_and_stage(mine, theirs, &chosen, &mut joined),
        }
        joined.extend(chosen);
        joined
    }

    /// The earlier first report is the one that counts; a stage brings its day and its place in the column.
    fn first_report_and_stage(&self, mine: &Fields, theirs: &Fields, chosen: &Fields, joined: &mut Fields) {
        let (ours, other) = (super::value::read::<Lead>(mine), super::value::read::<Lead>(theirs));
        let earlier = match (ours.reported_on, other.reported_on) {
            (Some(a), Some(b)) => b < a,
            (a, b) => a.is_none() && b.is_some(),
        };
        let mut take = |fields: &[&str]| {
            for field in fields {
                joined.insert((*field).to_owned(), theirs.get(*field).cloned().unwrap_or(Value::Null));
            }
        };
        if earlier {
            take(&["reported_by", "reported_zone", "reported_on"]);
        }
        if chosen.get("stage").is_some_and(|stage| Some(stage) == theirs.get("stage")) && ours.stage != other.stage {
            take(&["stage_since", "rank"]);
        }
    }

    /// Every reference to the dropped record goes to the kept one. What is named by the records it joins gets a new name;
    /// what joined the two with each other goes.
    fn plan_references(&mut self, collection: Collection, keep: &RecordId, dropped: &RecordId, draft: &mut Draft) {
        let mut links = BTreeSet::new();
        for ((at, id), (field, _)) in self.references(&BTreeSet::from([(collection, dropped.clone())])) {
            if at == Collection::Links {
                links.insert(id);
            } else if at == collection && id == *keep {
                // A company that had the other one as its parent is not its own parent now.
                draft.set(self, at, &id, field, Value::Null);
            } else {
                draft.set(self, at, &id, field, Value::from(keep.as_str()));
            }
        }
        for id in links {
            self.plan_link(&id, keep, dropped, draft);
        }
    }

    fn plan_link(&mut self, id: &RecordId, keep: &RecordId, dropped: &RecordId, draft: &mut Draft) {
        let mut fields = self.raw(Collection::Links, id);
        let (kind, from, to) = (text(&fields, "kind"), text(&fields, "from"), text(&fields, "to"));
        let named_by_both = *id.as_str() == format!("{kind}/{from}/{to}");
        let moved = |end: &str| if end == dropped.as_str() { keep.to_string() } else { end.to_owned() };
        let (from, to) = (moved(from), moved(to));
        let new = RecordId::new(format!("{kind}/{from}/{to}"));
        let gone = fields.get("removed") == Some(&Value::Bool(true));
        fields.insert("from".to_owned(), Value::from(from.as_str()));
        fields.insert("to".to_owned(), Value::from(to.as_str()));
        if from == to || named_by_both {
            draft.set(self, Collection::Links, id, "removed", Value::Bool(true));
        }
        if from != to && named_by_both && !gone && !self.tables.has(Collection::Links, &new) {
            draft.create_fields(self, Collection::Links, &new, Maker::Outside, fields);
        }
        for (field, end) in [("from", from), ("to", to)] {
            draft.set(self, Collection::Links, id, field, Value::from(end));
        }
    }
}

fn text<'a>(fields: &'a Fields, field: &str) -> &'a str {
    fields.get(field).and_then(Value::as_str).unwrap_or_default()
}

/// Lines of several texts, each once.
fn lines<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut all: Vec<&str> = Vec::new();
    for line in texts.into_iter().flat_map(str::lines).map(str::trim).filter(|line| !line.is_empty()) {
        if !all.contains(&line) {
            all.push(line);
        }
    }
    all
}

/// The names both companies had, apart from those the one that stays has as its own.
fn all_names(name: &str, mine: &Fields, theirs: &Fields, chosen: &Fields) -> String {
    let english = chosen.get("name_en").or_else(|| mine.get("name_en")).or_else(|| theirs.get("name_en"));
    let mut known = vec![company_key(name), company_key(english.and_then(Value::as_str).unwrap_or_default())];
    let texts = ["aliases", "name", "name_en"].into_iter().flat_map(|field| [text(mine, field), text(theirs, field)]);
    let mut names = Vec::new();
    for line in lines(texts) {
        let key = company_key(line);
        if !known.contains(&key) {
            known.push(key);
            names.push(line);
        }
    }
    names.join("\n")
}

fn paragraphs(mine: Option<&Value>, theirs: Option<&Value>) -> Option<Value> {
    let (mine, theirs) = (mine.and_then(Value::as_str).unwrap_or_default(), theirs?.as_str()?);
    if mine.is_empty() {
        return Some(Value::from(theirs));
    }
    (!mine.contains(theirs)).then(|| Value::from(format!("{mine}\n\n{theirs}")))
}
