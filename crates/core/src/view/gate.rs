//! What the gates between stages ask for (SPEC, Gates). One table says it; whatever moves leads or lists what they lack
//! reads it here.

use std::rc::Rc;

use crate::document::Tables;
use crate::format;
use crate::model::{Day, FieldKind, Lang, Lead, Record, RecordId, Term};

/// One field that a gate asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GateField {
    /// Its name in the record; `origin` is the company's.
    pub name: &'static str,
    /// Asked, and not needed.
    pub optional: bool,
}

const fn needed(name: &'static str) -> GateField {
    GateField { name, optional: false }
}

const fn asked_too(name: &'static str) -> GateField {
    GateField { name, optional: true }
}

const PROSPECT: &[GateField] = &[needed("title"), needed("industry"), needed("reason")];
const LEAD: &[GateField] = &[needed("company"), needed("source"), needed("reported_by"), needed("reported_on")];
const SCREENED: &[GateField] = &[needed("screening"), needed("screened_by")];
const IN_TALKS: &[GateField] = &[
    needed("contact"),
    needed("planned"),
    needed("capital"),
    needed("origin"),
    needed("officer"),
    needed("first_talk"),
];
const SIGNED: &[GateField] =
    &[needed("signing_company"), needed("signed_amount"), needed("agreement"), needed("signed_on")];
const LANDED: &[GateField] = &[needed("registered_company"), needed("registered_on"), needed("premises")];
const OPERATING: &[GateField] = &[needed("opened_on"), asked_too("paid_in"), asked_too("jobs")];
const AFTERCARE: &[GateField] = &[needed("service_manager"), needed("next_visit")];
const OUT: &[GateField] = &[needed("out_type"), needed("out_reason")];

/// What must be known to be in a stage (SPEC G1). A stage the district made itself has no gate.
fn fields_of(stage: &RecordId, tables: &Tables) -> &'static [GateField] {
    match stage.as_str() {
        "stage/prospect" => PROSPECT,
        "stage/lead" => LEAD,
        "stage/screened" => SCREENED,
        "stage/in-talks" => IN_TALKS,
        "stage/signed" => SIGNED,
        "stage/landed" => LANDED,
        "stage/operating" => OPERATING,
        "stage/aftercare" => AFTERCARE,
        _ if is_out(stage, tables) => OUT,
        _ => &[],
    }
}

impl GateField {
    /// What kind of value it takes.
    pub fn kind(&self) -> FieldKind {
        Lead::FIELDS.iter().find(|spec| spec.name == self.name).map_or(FieldKind::Text, |spec| spec.kind)
    }

    /// Whether the lead has it.
    pub fn known(&self, id: &RecordId, lead: &Lead, tables: &Tables) -> bool {
        let text = |text: &str| !text.trim().is_empty();
        match self.name {
            "title" => text(&lead.title),
            "industry" => !lead.industry.is_empty(),
            "reason" => text(&lead.reason),
            "company" => !lead.company.is_empty(),
            // Where it comes from: a kind of source, or an event.
            "source" => !lead.source.is_empty() || !lead.source_event.is_empty(),
            "reported_by" => !lead.reported_by.is_empty(),
            "reported_on" => lead.reported_on.is_some(),
            "screening" => !lead.screening.is_empty(),
            "screened_by" => !lead.screened_by.is_empty(),
            "contact" => text(&lead.contact) || tables.links_of(id, "contact").next().is_some(),
            "planned" => lead.planned.is_some(),
            "capital" => !lead.capital.is_empty(),
            "origin" => tables.companies.get(&lead.company).is_some_and(|company| text(&company.origin)),
            "officer" => !lead.officer.is_empty(),
            "first_talk" => lead.first_talk.is_some(),
            "signing_company" => text(&lead.signing_company),
            "agreement" => !lead.agreement.is_empty(),
            "signed_on" => lead.signed_on.is_some(),
            "signed_amount" => lead.signed_amount.is_some(),
            "registered_company" => text(&lead.registered_company),
            "registered_on" => lead.registered_on.is_some(),
            "premises" => text(&lead.premises),
            "opened_on" => lead.opened_on.is_some(),
            "paid_in" => lead.paid_in.is_some(),
            "jobs" => lead.jobs.is_some(),
            "service_manager" => !lead.service_manager.is_empty(),
            "next_visit" => lead.next_visit.is_some(),
            "out_type" => !lead.out_type.is_empty(),
            "out_reason" => text(&lead.out_reason),
            _ => true,
        }
    }
}

/// Whether a stage is the one of those that are out (退库).
pub fn is_out(stage: &RecordId, tables: &Tables) -> bool {
    tables.terms.get(stage).is_some_and(|term| term.group == "out")
}

/// The gate of a stage, each field with whether the lead has it.
pub fn gate(id: &RecordId, lead: &Lead, stage: &RecordId, tables: &Tables) -> Vec<(GateField, bool)> {
    fields_of(stage, tables).iter().map(|field| (*field, field.known(id, lead, tables))).collect()
}

/// What the lead lacks to be in this stage: of its own stage it is what its card and the day's list show (SPEC G7).
/// Published cases lack nothing.
pub fn missing(id: &RecordId, lead: &Lead, stage: &RecordId, tables: &Tables) -> Vec<GateField> {
    if lead.published {
        return Vec::new();
    }
    let fields = fields_of(stage, tables).iter();
    fields.filter(|field| !field.optional && !field.known(id, lead, tables)).copied().collect()
}

/// What a move to this stage asks for: the fields that are missing, those that may stay empty last; nothing for a move
/// back, inside a stage, and for published cases (SPEC G2). Going out is asked anew each time (SPEC G4).
pub fn asked(id: &RecordId, lead: &Lead, to: &RecordId, tables: &Tables) -> Vec<GateField> {
    if lead.published || lead.stage == *to {
        return Vec::new();
    }
    if is_out(to, tables) {
        return OUT.to_vec();
    }
    // A lead that comes back stands where it was when it went out.
    let here = if is_out(&lead.stage, tables) { stage_left(id, lead, tables) } else { Some(lead.stage.clone()) };
    let place = |stage: Option<&Rc<Term>>| stage.map_or(-1, |stage| stage.order);
    let here = place(here.and_then(|stage| tables.terms.get(&stage)));
    if place(tables.terms.get(to)) <= here {
        return Vec::new();
    }
    fields_of(to, tables).iter().filter(|field| !field.known(id, lead, tables)).copied().collect()
}

/// How many fields a move to this stage still needs.
pub fn still_needed(id: &RecordId, lead: &Lead, to: &RecordId, tables: &Tables) -> usize {
    asked(id, lead, to, tables).iter().filter(|field| !field.optional).count()
}

/// What several leads are asked together (SPEC G6): each field once, with how many of them lack it; in the order of the
/// gate. Leads that are not there are left out.
pub fn asked_of_all(leads: &[RecordId], to: &RecordId, tables: &Tables) -> Vec<(GateField, usize)> {
    let mut counts: Vec<(GateField, usize)> = fields_of(to, tables).iter().map(|field| (*field, 0)).collect();
    for (id, lead) in leads.iter().filter_map(|id| Some((id, tables.leads.get(id)?))) {
        for field in asked(id, lead, to, tables) {
            if let Some((_, count)) = counts.iter_mut().find(|(other, _)| other.name == field.name) {
                *count += 1;
            }
        }
    }
    counts.retain(|(_, count)| *count > 0);
    counts
}

/// The stage after the lead's own, by the order of the stages; none at the end and for one that is out.
pub fn next_stage(lead: &Lead, tables: &Tables) -> Option<RecordId> {
    let stages = tables.terms_of("stage");
    let here = stages.iter().position(|(id, _)| **id == lead.stage)?;
    let next = stages.get(here + 1).filter(|(id, _)| !is_out(id, tables) && !is_out(&lead.stage, tables));
    next.map(|(id, _)| (*id).clone())
}

/// The stage a lead that is out was in before: where 重新招商 puts it (SPEC G5). The first stage where the history does not
/// say; none for a lead that is not out.
pub fn stage_left(id: &RecordId, lead: &Lead, tables: &Tables) -> Option<RecordId> {
    if !is_out(&lead.stage, tables) {
        return None;
    }
    let moves = tables.activities_of(id);
    let left = moves.iter().find(|(_, one)| one.to == lead.stage && !is_out(&one.from, tables));
    let left = left.map(|(_, one)| one.from.clone()).filter(|stage| tables.terms.get(stage).is_some());
    left.or_else(|| tables.terms_of("stage").first().map(|(id, _)| (*id).clone()))
}

/// What a field of a gate most likely is, as one would type it (an id for a term): a default in sight that can be
/// changed. Empty where nothing is likely. `me` is the officer at this device.
pub fn likely(
    field: &str,
    id: &RecordId,
    lead: &Lead,
    tables: &Tables,
    today: Day,
    me: Option<&RecordId>,
    lang: Lang,
) -> String {
    let officer_name = |id: &RecordId| tables.officers.get(id).map(|officer| officer.name.clone()).unwrap_or_default();
    let company = || tables.companies.get(&lead.company).map(|company| company.name.clone()).unwrap_or_default();
    let responsible = || {
        let own = officer_name(&lead.officer);
        if own.is_empty() { me.map(officer_name).unwrap_or_default() } else { own }
    };
    match field {
        "reported_by" | "screened_by" | "service_manager" => responsible(),
        "officer" => me.map(officer_name).unwrap_or_default(),
        "first_talk" => {
            let talks = tables.activities_of(id).into_iter();
            let talks = talks.filter(|(_, one)| matches!(one.kind.as_str(), "activity/call" | "activity/visit"));
            talks.filter_map(|(_, one)| one.day).min().unwrap_or(today).to_string()
        }
        "reported_on" | "signed_on" | "registered_on" | "opened_on" => today.to_string(),
        "signing_company" => company(),
        "registered_company" if !lead.signing_company.is_empty() => lead.signing_company.clone(),
        "registered_company" => company(),
        "signed_amount" => lead.planned.map(|money| format::money_exact(lang, money)).unwrap_or_default(),
        "premises" => lead.premises_wanted.clone(),
        _ => String::new(),
    }
}
