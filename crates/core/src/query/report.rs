use crate::document::{Tables, company_key};
use crate::model::{Day, RecordId};

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

/// The earliest lead about the company of this name, if there is one.
pub fn first_report(tables: &Tables, name: &str) -> Option<FirstReport> {
    let key = company_key(name);
    if key.is_empty() {
        return None;
    }
    let (company_id, company) = tables.companies.iter().find(|(_, company)| company_key(&company.name) == key)?;
    let (lead_id, lead) = tables
        .leads
        .iter()
        .filter(|(_, lead)| lead.company == *company_id)
        .min_by_key(|(id, lead)| (lead.reported_on.is_none(), lead.reported_on, (*id).clone()))?;
    let officer = tables.officers.get(&lead.reported_by).map(|officer| officer.name.clone()).unwrap_or_default();
    Some(FirstReport {
        lead: lead_id.clone(),
        company: company.name.clone(),
        title: lead.title.clone(),
        officer,
        zone: lead.reported_zone.clone(),
        stage: lead.stage.clone(),
        day: lead.reported_on,
    })
}
