use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde_json::Value;
use yrs::{Map, MapRef, ReadTxn};

use super::code::Highest;
use super::merged::{Merged, Resolved};
use super::value::{self, Fields};
use crate::model::{
    Activity, Blocker, Briefing, ChainNode, Collection, Company, Contact, Day, EventNote, EventRecord, Feedback,
    IndicatorRecord, Lead, Link, Need, Officer, Record, RecordId, Resource, SavedView, Stop, Target, Term, Unit, Visit,
    WorkspaceRecord, each_collection,
};
use crate::order;

/// The records of one collection that are not removed, in the order of their ids.
#[derive(Debug, Clone, PartialEq)]
pub struct Table<R>(BTreeMap<RecordId, Rc<R>>);

impl<R> Default for Table<R> {
    fn default() -> Self {
        Table(BTreeMap::new())
    }
}

impl<R: Record> Table<R> {
    pub fn get(&self, id: &RecordId) -> Option<&Rc<R>> {
        self.0.get(id)
    }

    /// A record and its id as the table holds it.
    pub fn get_key_value(&self, id: &RecordId) -> Option<(&RecordId, &Rc<R>)> {
        self.0.get_key_value(id)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&RecordId, &Rc<R>)> {
        self.0.iter()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn put(&mut self, id: RecordId, record: Option<R>) {
        match record {
            Some(record) if !record.removed() => {
                self.0.insert(id, Rc::new(record));
            }
            _ => {
                self.0.remove(&id);
            }
        }
    }

    fn fields(&self, id: &RecordId) -> Option<Fields> {
        self.get(id).map(|record| value::write(&**record))
    }
}

/// The codes of leads that are removed. Two workspaces that show the same are the same, whatever was in them once.
#[derive(Debug, Clone, Default)]
struct RemovedCodes(BTreeMap<RecordId, String>);

impl PartialEq for RemovedCodes {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// Where the fields of a record come from.
pub(super) trait Source {
    /// Calls back with every field; nothing when there is no such record.
    fn each(&self, look: &mut dyn FnMut(&str, &Value)) -> bool;

    /// One field.
    fn value(&self, field: &str) -> Option<Value>;
}

/// A record of the document.
pub(super) struct InDocument<'a, T: ReadTxn> {
    pub record: Option<MapRef>,
    pub txn: &'a T,
}

impl<T: ReadTxn> Source for InDocument<'_, T> {
    fn each(&self, look: &mut dyn FnMut(&str, &Value)) -> bool {
        let Some(record) = &self.record else { return false };
        value::each_field(record, self.txn, look);
        true
    }

    fn value(&self, field: &str) -> Option<Value> {
        self.record.as_ref()?.get(self.txn, field).as_ref().and_then(value::from_out)
    }
}

impl Source for Fields {
    fn each(&self, look: &mut dyn FnMut(&str, &Value)) -> bool {
        for (field, value) in self {
            look(field, value);
        }
        true
    }

    fn value(&self, field: &str) -> Option<Value> {
        self.get(field).cloned()
    }
}

fn record<R: Record>(source: &dyn Source) -> Option<R> {
    let mut record = R::default();
    source.each(&mut |field, value| record.set(field, value)).then_some(record)
}

macro_rules! define_tables {
    ($(($table:ident, $type:ident, $variant:ident),)*) => {
        /// Every record of the workspace, typed: derived from the document, never written.
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct Tables {
            $(pub $table: Table<$type>,)*
            /// Activities and standing blockers by lead, so that a card needs no search.
            activities_by_lead: Index,
            blockers_by_lead: Index,
            /// Companies and officers that have other names now: leads are found by these.
            renamed: BTreeSet<RecordId>,
            needs_by_lead: Index,
            /// Links by the record they lead from.
            links_from: Index,
            merged: Merged,
            /// The codes of leads that are removed: a code is never given twice.
            removed_codes: RemovedCodes,
            highest_code: Highest,
            /// How many leads and events belong to the sample: asked with every change.
            samples: usize,
        }

        impl Tables {
            fn put_record(&mut self, collection: Collection, id: RecordId, source: &dyn Source) {
                match collection {
                    $(Collection::$variant => self.$table.put(id, record::<$type>(source)),)*
                }
            }

            /// The fields of a record this version knows, `None` when there is no such record or it is removed.
            pub fn fields(&self, collection: Collection, id: &RecordId) -> Option<Fields> {
                match collection {
                    $(Collection::$variant => self.$table.fields(id),)*
                }
            }

            /// Whether there is such a record.
            pub fn has(&self, collection: Collection, id: &RecordId) -> bool {
                match collection {
                    $(Collection::$variant => self.$table.get(id).is_some(),)*
                }
            }

            /// How many records a collection has, removed ones not counted.
            pub fn count(&self, collection: Collection) -> usize {
                match collection {
                    $(Collection::$variant => self.$table.len(),)*
                }
            }
        }
    };
}
each_collection!(define_tables);

impl Tables {
    pub(super) fn put(&mut self, collection: Collection, id: RecordId, source: &dyn Source) {
        let before = self.lead_of(collection, &id);
        let names = self.names_of(collection, &id);
        let had_code = self.code_of(collection, &id).map(str::to_owned);
        let was_sample = self.is_sample(collection, &id);
        self.merged.note(collection, &id, source);
        if self.merged.is_empty() {
            self.put_record(collection, id.clone(), source);
        } else {
            let merged = std::mem::take(&mut self.merged);
            self.put_record(collection, id.clone(), &Resolved { source, merged: &merged, collection, id: &id });
            self.merged = merged;
        }
        if collection == Collection::Leads {
            let lead = self.leads.get(&id);
            let removed = source.value("code").filter(|_| lead.is_none());
            let removed = removed.and_then(|code| code.as_str().map(str::to_owned));
            let now = lead.map(|lead| lead.code.as_str()).or(removed.as_deref());
            self.highest_code.follow(had_code.as_deref(), now);
            match removed {
                Some(code) => drop(self.removed_codes.0.insert(id.clone(), code)),
                None => drop(self.removed_codes.0.remove(&id)),
            }
        }
        self.samples += usize::from(self.is_sample(collection, &id));
        self.samples -= usize::from(was_sample);
        let after = self.lead_of(collection, &id);
        match collection {
            Collection::Activities => reindex(&mut self.activities_by_lead, &id, before, after),
            Collection::Blockers => reindex(&mut self.blockers_by_lead, &id, before, after),
            Collection::Needs => reindex(&mut self.needs_by_lead, &id, before, after),
            Collection::Links => reindex(&mut self.links_from, &id, before, after),
            _ => {}
        }
        if names.is_some() && names != self.names_of(collection, &id) {
            self.renamed.insert(id);
        }
    }

    /// The names leads are found by, as far as they are those of this record.
    fn names_of(&self, collection: Collection, id: &RecordId) -> Option<[String; 3]> {
        match collection {
            Collection::Companies => {
                self.companies.get(id).map(|one| [one.name.clone(), one.name_en.clone(), one.aliases.clone()])
            }
            Collection::Officers => self.officers.get(id).map(|one| [one.name.clone(), String::new(), String::new()]),
            _ => None,
        }
    }

    /// To be called once all that changed together is put: leads forget the names they were found by.
    pub(super) fn settle(&mut self) {
        let renamed = std::mem::take(&mut self.renamed);
        if renamed.is_empty() {
            return;
        }
        for lead in self.leads.0.values_mut() {
            if renamed.contains(&lead.company) || renamed.contains(&lead.officer) {
                *lead = Rc::new((**lead).clone());
            }
        }
    }

    /// Whether a lead or an event of the sample is there.
    pub fn have_sample(&self) -> bool {
        self.samples > 0
    }

    fn is_sample(&self, collection: Collection, id: &RecordId) -> bool {
        match collection {
            Collection::Leads => self.leads.get(id).is_some_and(|lead| lead.sample),
            Collection::Events => self.events.get(id).is_some_and(|event| event.sample),
            _ => false,
        }
    }

    fn lead_of(&self, collection: Collection, id: &RecordId) -> Option<RecordId> {
        match collection {
            Collection::Activities => self.activities.get(id).map(|record| record.lead.clone()),
            Collection::Blockers => self.blockers.get(id).map(|record| record.lead.clone()),
            Collection::Needs => self.needs.get(id).map(|record| record.lead.clone()),
            Collection::Links => self.links.get(id).map(|record| record.from.clone()),
            _ => None,
        }
    }

    /// A record's name as a person knows it; a link's or an activity's is its lead's.
    pub fn title(&self, collection: Collection, id: &RecordId) -> String {
        self.fields(collection, id).map(|fields| value::title(collection, &fields)).unwrap_or_default()
    }

    /// What was done about a lead, newest first.
    pub fn activities_of(&self, lead: &RecordId) -> Vec<(&RecordId, &Rc<Activity>)> {
        let mut found: Vec<_> = self
            .activities_by_lead
            .get(lead)
            .into_iter()
            .flatten()
            .filter_map(|id| self.activities.get(id).map(|activity| (id, activity)))
            .collect();
        order::sort_by(&mut found, |(a_id, a), (b_id, b)| (b.day, b.at, *b_id).cmp(&(a.day, a.at, *a_id)));
        found
    }

    /// The day something was last done about a lead.
    pub fn last_activity_of(&self, lead: &RecordId) -> Option<Day> {
        self.of(&self.activities_by_lead, lead).filter_map(|id| self.activities.get(id)?.day).max()
    }

    /// The standing blockers of a lead, oldest first.
    pub fn blockers_of(&self, lead: &RecordId) -> Vec<&Rc<Blocker>> {
        let mut found: Vec<_> = self
            .blockers_by_lead
            .get(lead)
            .into_iter()
            .flatten()
            .filter_map(|id| self.blockers.get(id))
            .filter(|blocker| blocker.resolution.is_empty())
            .collect();
        order::sort_by_key(&mut found, |blocker| blocker.raised);
        found
    }

    /// Whether something holds a lead up.
    pub fn is_blocked(&self, lead: &RecordId) -> bool {
        let stands = |id: &RecordId| self.blockers.get(id).is_some_and(|blocker| blocker.resolution.is_empty());
        self.blockers_by_lead.get(lead).into_iter().flatten().any(stands)
    }

    /// What a lead needs, by its id.
    pub fn needs_of(&self, lead: &RecordId) -> Vec<(&RecordId, &Rc<Need>)> {
        self.of(&self.needs_by_lead, lead).filter_map(|id| Some((id, self.needs.get(id)?))).collect()
    }

    /// Every blocker of a lead, those that are resolved included, oldest first.
    pub fn all_blockers_of(&self, lead: &RecordId) -> Vec<(&RecordId, &Rc<Blocker>)> {
        let mut found: Vec<_> =
            self.of(&self.blockers_by_lead, lead).filter_map(|id| Some((id, self.blockers.get(id)?))).collect();
        order::sort_by(&mut found, |(a_id, a), (b_id, b)| (a.raised, *a_id).cmp(&(b.raised, *b_id)));
        found
    }

    /// The links of one kind that lead from a record.
    pub fn links_of<'a>(
        &'a self,
        from: &RecordId,
        kind: &'a str,
    ) -> impl Iterator<Item = (&'a RecordId, &'a Rc<Link>)> + 'a {
        let links = self.of(&self.links_from, from).filter_map(|id| Some((id, self.links.get(id)?)));
        links.filter(move |(_, link)| link.kind == kind)
    }

    fn of<'a>(&self, index: &'a Index, id: &RecordId) -> impl Iterator<Item = &'a RecordId> + use<'a> {
        index.get(id).into_iter().flatten()
    }

    /// The leads of which a blocker stands, in the order of their ids.
    pub fn blocked_leads(&self) -> impl Iterator<Item = &RecordId> {
        let stands = |id: &RecordId| self.blockers.get(id).is_some_and(|blocker| blocker.resolution.is_empty());
        self.blockers_by_lead.iter().filter(move |(_, ids)| ids.iter().any(stands)).map(|(lead, _)| lead)
    }

    /// The entries of one dictionary in their order.
    pub fn terms_of(&self, kind: &str) -> Vec<(&RecordId, &Rc<Term>)> {
        let mut found: Vec<_> = self.terms.iter().filter(|(_, term)| term.kind == kind).collect();
        order::sort_by(&mut found, |(a_id, a), (b_id, b)| (a.order, *a_id).cmp(&(b.order, *b_id)));
        found
    }

    /// The lead with this code, or the one it became when two were merged (SPEC ME6).
    pub fn lead_by_code(&self, code: &str) -> Option<(&RecordId, &Rc<Lead>)> {
        let own = self.leads.iter().find(|(_, lead)| lead.code == code);
        own.or_else(|| {
            let id = self.merged.lead_of_code(code)?;
            self.leads.iter().find(|(other, _)| **other == id)
        })
    }

    /// The highest number among the codes of a day, which is written as in a code; 0 when there is none.
    pub(super) fn highest_code(&self, date: &str) -> u32 {
        self.highest_code.of(date, self.lead_codes())
    }

    /// The code of a lead, removed or not.
    fn code_of(&self, collection: Collection, id: &RecordId) -> Option<&str> {
        if collection != Collection::Leads {
            return None;
        }
        let removed = || self.removed_codes.0.get(id);
        self.leads.get(id).map(|lead| &lead.code).or_else(removed).map(String::as_str)
    }

    /// The codes of all leads that ever were.
    fn lead_codes(&self) -> impl Iterator<Item = &str> {
        self.leads.iter().map(|(_, lead)| lead.code.as_str()).chain(self.removed_codes.0.values().map(String::as_str))
    }

    /// The record that a merged one became; `None` for one that was not merged.
    pub(super) fn merged_into(&self, collection: Collection, id: &RecordId) -> Option<RecordId> {
        Some(self.merged.end(collection, id)).filter(|end| end != id)
    }

    /// Records that mean something else since the last look, because records were merged or a merge was taken back.
    pub(super) fn take_merged(&mut self) -> BTreeSet<(Collection, RecordId)> {
        self.merged.take_changed()
    }
}

/// Records by the lead they belong to.
type Index = BTreeMap<RecordId, BTreeSet<RecordId>>;

fn reindex(index: &mut Index, id: &RecordId, before: Option<RecordId>, after: Option<RecordId>) {
    if before == after {
        return;
    }
    if let Some(lead) = before
        && let Some(ids) = index.get_mut(&lead)
    {
        ids.remove(id);
        if ids.is_empty() {
            index.remove(&lead);
        }
    }
    if let Some(lead) = after {
        index.entry(lead).or_default().insert(id.clone());
    }
}
