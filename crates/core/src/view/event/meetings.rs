//! Which event a lead counts at, and where else its company was met (SPEC EV1, EV2).

use std::collections::BTreeMap;

use crate::document::Tables;
use crate::model::{Lead, RecordId};

/// Who was met where, read once for all leads.
pub struct Meetings<'a> {
    tables: &'a Tables,
    /// Events where a company, or somebody of it, was met.
    of_company: BTreeMap<&'a RecordId, Vec<&'a RecordId>>,
    /// Events where a contact that is linked to a lead was met.
    of_lead: BTreeMap<&'a RecordId, Vec<&'a RecordId>>,
}

impl<'a> Meetings<'a> {
    pub fn of(tables: &'a Tables) -> Self {
        let mut of_company: BTreeMap<&RecordId, Vec<&RecordId>> = BTreeMap::new();
        let mut of_lead: BTreeMap<&RecordId, Vec<&RecordId>> = BTreeMap::new();
        for (_, contact) in tables.contacts.iter().filter(|(_, contact)| !contact.met_at.is_empty()) {
            of_company.entry(&contact.company).or_default().push(&contact.met_at);
        }
        for (_, link) in tables.links.iter() {
            let contact = tables.contacts.get(&link.to);
            match (link.kind.as_str(), contact) {
                ("met", Some(contact)) => of_company.entry(&contact.company).or_default().push(&link.from),
                ("met", None) => of_company.entry(&link.to).or_default().push(&link.from),
                ("contact", Some(contact)) => of_lead.entry(&link.from).or_default().push(&contact.met_at),
                _ => {}
            }
        }
        Meetings { tables, of_company, of_lead }
    }

    /// The events a lead was met at, the one it is from included; each once, in no order. Events that are not there any
    /// more don't count.
    pub fn events(&self, id: &RecordId, lead: &'a Lead) -> Vec<&'a RecordId> {
        let company = self.of_company.get(&lead.company).into_iter().flatten().copied();
        let own = self.of_lead.get(id).into_iter().flatten().copied();
        let mut events: Vec<&RecordId> = Vec::new();
        for event in std::iter::once(&lead.source_event).chain(company).chain(own) {
            if !events.contains(&event) && self.tables.events.get(event).is_some() {
                events.push(event);
            }
        }
        events
    }

    /// Every lead under the event it counts at.
    pub fn counted(&self) -> BTreeMap<&'a RecordId, Vec<(&'a RecordId, &'a Lead)>> {
        let mut found: BTreeMap<&RecordId, Vec<(&RecordId, &Lead)>> = BTreeMap::new();
        for (id, lead) in self.tables.leads.iter() {
            if let Some(event) = self.counts_at(id, lead) {
                found.entry(event).or_default().push((id, lead));
            }
        }
        found
    }

    /// The one event that brought the lead: the one it names, else the earliest it was met at, unless it was on the list
    /// before that (SPEC EV1). Published cases came from nowhere that is known here.
    pub fn counts_at(&self, id: &RecordId, lead: &'a Lead) -> Option<&'a RecordId> {
        if lead.published {
            return None;
        }
        if self.tables.events.get(&lead.source_event).is_some() {
            return Some(&lead.source_event);
        }
        let started = |event: &RecordId| self.tables.events.get(event).and_then(|event| event.start);
        let known_before = |event: &RecordId| match (lead.reported_on, started(event)) {
            (Some(reported), Some(start)) => reported < start,
            _ => false,
        };
        self.events(id, lead)
            .into_iter()
            .filter(|event| !known_before(event))
            .min_by_key(|event| (started(event).is_none(), started(event), (*event).clone()))
    }
}

/// The leads each event brought; every lead is in one list at most (SPEC EV1).
pub fn leads_by_event(tables: &Tables) -> BTreeMap<RecordId, Vec<RecordId>> {
    let counted = Meetings::of(tables).counted();
    let ids = |leads: Vec<(&RecordId, &Lead)>| leads.into_iter().map(|(id, _)| id.clone()).collect();
    counted.into_iter().map(|(event, leads)| (event.clone(), ids(leads))).collect()
}
