use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::value::{self, Fields};
use crate::model::{Activity, Blocker, Collection, Company, EventRecord, Lead, Officer, Record, RecordId, Term};
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

    pub fn iter(&self) -> impl Iterator<Item = (&RecordId, &Rc<R>)> {
        self.0.iter()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn put(&mut self, id: RecordId, fields: Option<Fields>) {
        match fields.map(value::read::<R>) {
            Some(record) if !record.removed() => {
                self.0.insert(id, Rc::new(record));
            }
            _ => {
                self.0.remove(&id);
            }
        }
    }
}

/// Every record of the workspace, typed: derived from the document, never written.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tables {
    pub activities: Table<Activity>,
    pub blockers: Table<Blocker>,
    pub companies: Table<Company>,
    pub events: Table<EventRecord>,
    pub leads: Table<Lead>,
    pub officers: Table<Officer>,
    pub terms: Table<Term>,
    /// Activities and standing blockers by lead, so that a card needs no search.
    activities_by_lead: Index,
    blockers_by_lead: Index,
}

impl Tables {
    pub(super) fn put(&mut self, collection: Collection, id: RecordId, fields: Option<Fields>) {
        match collection {
            Collection::Activities => {
                let before = self.activities.get(&id).map(|record| record.lead.clone());
                self.activities.put(id.clone(), fields);
                let after = self.activities.get(&id).map(|record| record.lead.clone());
                reindex(&mut self.activities_by_lead, &id, before, after);
            }
            Collection::Blockers => {
                let before = self.blockers.get(&id).map(|record| record.lead.clone());
                self.blockers.put(id.clone(), fields);
                let after = self.blockers.get(&id).map(|record| record.lead.clone());
                reindex(&mut self.blockers_by_lead, &id, before, after);
            }
            Collection::Companies => self.companies.put(id, fields),
            Collection::Events => self.events.put(id, fields),
            Collection::Leads => self.leads.put(id, fields),
            Collection::Officers => self.officers.put(id, fields),
            Collection::Terms => self.terms.put(id, fields),
        }
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

    /// The entries of one dictionary in their order.
    pub fn terms_of(&self, kind: &str) -> Vec<(&RecordId, &Rc<Term>)> {
        let mut found: Vec<_> = self.terms.iter().filter(|(_, term)| term.kind == kind).collect();
        order::sort_by(&mut found, |(a_id, a), (b_id, b)| (a.order, *a_id).cmp(&(b.order, *b_id)));
        found
    }

    /// The lead with this code.
    pub fn lead_by_code(&self, code: &str) -> Option<(&RecordId, &Rc<Lead>)> {
        self.leads.iter().find(|(_, lead)| lead.code == code)
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
