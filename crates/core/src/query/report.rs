use crate::document::{Tables, company_key, company_of_name};
use crate::model::{Day, RecordId};
use crate::order;

/// That somebody reported a company before (首报): shown before a second lead about it is saved (SPEC L4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstReport {
    pub lead: RecordId,
    pub company: String,
    pub title: String,
    pub officer: String,
    pub zone: RecordId,
    pub stage: RecordId,
    pub day: Option<Day>,
}

/// A lead about a company, and who reported it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportedLead {
    pub lead: RecordId,
    pub code: String,
    pub title: String,
    pub officer: String,
    /// The unit of the one who reported it; empty when it is not known.
    pub unit: String,
    pub zone: RecordId,
    pub stage: RecordId,
    pub day: Option<Day>,
    /// It was given up (退库/中止), and can be taken up again with its code and history (重新招商).
    pub out: bool,
    /// An announced case.
    pub published: bool,
}

/// The earliest lead about the company of this name, if there is one.
pub fn first_report(tables: &Tables, name: &str) -> Option<FirstReport> {
    let key = company_key(name);
    if key.is_empty() {
        return None;
    }
    let id = company_of_name(tables, &key)?;
    let company = tables.companies.get(&id)?.name.clone();
    let first = reported_leads(tables, &id).into_iter().next()?;
    let ReportedLead { lead, title, officer, zone, stage, day, .. } = first;
    Some(FirstReport { lead, company, title, officer, zone, stage, day })
}

/// All leads about a company, the first reported first; those without a date last.
pub fn reported_leads(tables: &Tables, company: &RecordId) -> Vec<ReportedLead> {
    let of_company = tables.leads.iter().filter(|(_, lead)| lead.company == *company);
    reported_among(tables, of_company.map(|(id, _)| id))
}

/// These leads, the first reported first.
pub(super) fn reported_among<'a>(tables: &Tables, ids: impl Iterator<Item = &'a RecordId>) -> Vec<ReportedLead> {
    let mut leads: Vec<ReportedLead> = ids
        .filter_map(|id| tables.leads.get(id).map(|lead| (id, lead)))
        .map(|(id, lead)| {
            let officer = tables.officers.get(&lead.reported_by);
            let unit = officer.and_then(|officer| tables.units.get(&officer.unit));
            ReportedLead {
                lead: id.clone(),
                code: lead.code.clone(),
                title: lead.title.clone(),
                officer: officer.map(|officer| officer.name.clone()).unwrap_or_default(),
                unit: unit.map(|unit| unit.name.clone()).unwrap_or_default(),
                zone: lead.reported_zone.clone(),
                stage: lead.stage.clone(),
                day: lead.reported_on,
                out: tables.terms.get(&lead.stage).is_some_and(|stage| stage.group == "out"),
                published: lead.published,
            }
        })
        .collect();
    order::sort_by(&mut leads, |a, b| (a.day.is_none(), a.day, &a.lead).cmp(&(b.day.is_none(), b.day, &b.lead)));
    leads
}
