//! An import of rows as one step (SPEC X14–X16).

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use super::command::Context;
use super::draft::{Draft, Maker, Step};
use super::lead::{FIRST_STAGE, MOVE, company_key};
use super::{Document, Tables};
use crate::exchange::{Column, Kind, Names, Planned, Problems, Row, Value, changes, code_key, money, resolve};
use crate::model::{Activity, Collection, Company, Lead, Officer, RecordId};

/// What one lead becomes.
enum Outcome {
    New(RecordId, Box<Lead>),
    Changed(RecordId, Vec<(&'static str, Json)>),
    Moved { id: RecordId, from: RecordId, to: RecordId, officer: RecordId },
}

/// What an import has made so far: a company or an officer whom several rows name is made once.
struct Import<'a> {
    names: Names,
    context: &'a Context,
    /// Companies of the document; those the import makes are in the draft, as every command's.
    known: BTreeMap<String, RecordId>,
    officers: BTreeMap<String, RecordId>,
    /// By company; one value each (see `exchange::resolve`).
    origins: BTreeMap<RecordId, String>,
    made: BTreeSet<RecordId>,
    new_companies: BTreeMap<RecordId, Company>,
    new_officers: BTreeMap<RecordId, Officer>,
}

impl Document {
    pub(super) fn plan_rows(&mut self, name: String, rows: &[Row], context: &Context, draft: &mut Draft) -> Step {
        let resolved = resolve(&self.tables, rows, &mut Problems::default());
        let mut import = Import::new(self, context);
        let given: BTreeSet<String> = resolved.leads.iter().map(|lead| code_key(lead.text(Column::Code))).collect();
        let mut outcomes = Vec::new();
        let (mut new, mut changed) = (0, 0);
        for planned in &resolved.leads {
            if let Some(id) = &planned.target {
                changed += usize::from(import.change(self, id, planned, draft, &mut outcomes));
                continue;
            }
            let mut lead = import.lead(self, planned, draft);
            while lead.code.is_empty()
                || (planned.text(Column::Code).is_empty() && given.contains(&code_key(&lead.code)))
            {
                lead.code = draft.codes.get_or_insert_with(|| self.codes(context.today, context.device)).next();
            }
            let id = import.id(self, |tables, id| tables.leads.get(id).is_some(), row_id(planned));
            outcomes.push(Outcome::New(id, Box::new(lead)));
            new += 1;
        }
        self.draft_companies(import, draft);
        self.draft_outcomes(outcomes, context, draft);
        Step::ImportRows { name, new, changed }
    }

    fn draft_companies(&mut self, import: Import, draft: &mut Draft) {
        for (id, mut company) in import.new_companies {
            company.origin = import.origins.get(&id).cloned().unwrap_or_default();
            draft.create(self, &id, Maker::Outside, &company);
        }
        for (id, officer) in import.new_officers {
            draft.create(self, &id, Maker::Outside, &officer);
        }
        for (id, origin) in import.origins {
            let made = draft.makes(Collection::Companies, &id);
            if self.tables.companies.get(&id).map_or(made, |company| company.origin != origin) {
                draft.set(self, Collection::Companies, &id, "origin", Json::from(origin));
            }
        }
    }

    /// Writes the leads into the draft; those that enter a column stand at its end, in the order of the rows.
    fn draft_outcomes(&mut self, outcomes: Vec<Outcome>, context: &Context, draft: &mut Draft) {
        let mut entering: BTreeMap<RecordId, usize> = BTreeMap::new();
        for outcome in &outcomes {
            match outcome {
                Outcome::New(_, lead) => *entering.entry(lead.stage.clone()).or_default() += 1,
                Outcome::Moved { to, .. } => *entering.entry(to.clone()).or_default() += 1,
                Outcome::Changed(..) => {}
            }
        }
        let mut ranks: BTreeMap<RecordId, std::vec::IntoIter<String>> = entering
            .into_iter()
            .map(|(stage, count)| {
                let ranks = self.ranks_at_end(&stage, count);
                (stage, ranks.into_iter())
            })
            .collect();
        let mut rank = |stage: &RecordId| ranks.get_mut(stage).and_then(Iterator::next).unwrap_or_default();
        for outcome in outcomes {
            match outcome {
                Outcome::New(id, mut lead) => {
                    lead.rank = rank(&lead.stage);
                    draft.create(self, &id, Maker::Outside, &*lead);
                }
                Outcome::Changed(id, fields) => {
                    for (field, value) in fields {
                        draft.set(self, Collection::Leads, &id, field, value);
                    }
                }
                Outcome::Moved { id, from, to, officer } => {
                    let fields =
                        [("stage", to.to_string()), ("stage_since", context.today.to_string()), ("rank", rank(&to))];
                    for (field, value) in fields {
                        draft.set(self, Collection::Leads, &id, field, Json::from(value));
                    }
                    let activity = Activity {
                        lead: id,
                        day: Some(context.today),
                        at: context.now_ms,
                        kind: RecordId::from(MOVE),
                        from,
                        to,
                        officer,
                        ..Activity::default()
                    };
                    let id = self.mint();
                    draft.create(self, &id, Maker::Own, &activity);
                }
            }
        }
    }
}

impl<'a> Import<'a> {
    fn new(document: &Document, context: &'a Context) -> Self {
        let mut known = BTreeMap::new();
        for (id, company) in document.tables.companies.iter() {
            known.entry(company_key(&company.name)).or_insert_with(|| id.clone());
        }
        Import {
            names: Names::new(&document.tables),
            context,
            known,
            officers: BTreeMap::new(),
            origins: BTreeMap::new(),
            made: BTreeSet::new(),
            new_companies: BTreeMap::new(),
            new_officers: BTreeMap::new(),
        }
    }

    /// A new lead, all but its code and its rank.
    fn lead(&mut self, document: &mut Document, planned: &Planned, draft: &mut Draft) -> Lead {
        let mut lead = Lead {
            stage: RecordId::from(FIRST_STAGE),
            stage_since: Some(self.context.today),
            reported_on: Some(self.context.today),
            code: planned.text(Column::Code).to_owned(),
            company: self.company(document, planned.text(Column::Company), draft),
            ..Lead::default()
        };
        for column in Column::ALL {
            let Some(value) = planned.value(column) else { continue };
            match value {
                Value::Day(day) => lead.due = Some(*day),
                Value::Amount(amount) => lead.planned = Some(money(&lead, *amount)),
                Value::Text(text) if column == Column::Origin => {
                    self.origins.insert(lead.company.clone(), text.clone());
                }
                Value::Text(text) if column.kind() == Kind::Text => {
                    if let Some(own) = column.text(&mut lead) {
                        own.clone_from(text);
                    }
                }
                Value::Text(text) => {
                    let id = self.named(document, column, text);
                    if let Some(own) = column.reference(&mut lead) {
                        *own = id;
                    }
                }
            }
        }
        lead.reported_by = lead.officer.clone();
        lead.reported_zone = lead.zone.clone();
        lead
    }

    /// What changes in a lead that is there: nothing where the file says what it says already.
    /// Says whether anything does.
    fn change(
        &mut self,
        document: &mut Document,
        id: &RecordId,
        planned: &Planned,
        draft: &mut Draft,
        outcomes: &mut Vec<Outcome>,
    ) -> bool {
        let Some(lead) = document.tables.leads.get(id).map(|lead| (**lead).clone()) else { return false };
        let mut fields = Vec::new();
        let mut company = lead.company.clone();
        let mut moved = None;
        let changes = changes(&document.tables, &self.names, &lead, planned);
        let any = !changes.is_empty();
        for (column, value) in changes {
            let value = match (&value, column) {
                (Value::Day(day), _) => Json::from(day.to_string()),
                (Value::Amount(amount), _) => Json::from(money(&lead, *amount).to_string()),
                (Value::Text(name), Column::Company) => {
                    company = self.company(document, name, draft);
                    fields.push(("company", Json::from(company.as_str())));
                    continue;
                }
                (Value::Text(text), _) if column.kind() == Kind::Text => Json::from(text.as_str()),
                (Value::Text(text), _) => Json::from(self.named(document, column, text).as_str()),
            };
            match (column, column.field()) {
                (Column::Stage, _) => moved = value.as_str().map(RecordId::from),
                (_, Some(field)) => fields.push((field, value)),
                _ => {}
            }
        }
        // After the company, which may be another one now.
        let origin = planned.text(Column::Origin);
        if !origin.is_empty() && !company.is_empty() {
            self.origins.insert(company, origin.to_owned());
        }
        if !fields.is_empty() {
            outcomes.push(Outcome::Changed(id.clone(), fields));
        }
        if let Some(to) = moved {
            outcomes.push(Outcome::Moved { id: id.clone(), from: lead.stage, to, officer: lead.officer });
        }
        any
    }

    /// The company of this name, made if it is new (SPEC L3).
    fn company(&mut self, document: &mut Document, name: &str, draft: &mut Draft) -> RecordId {
        let key = company_key(name);
        if let Some(id) = self.known.get(&key).or_else(|| draft.companies.get(&key)) {
            return id.clone();
        }
        let id =
            self.id(document, |tables, id| tables.companies.get(id).is_some(), format!("company/{:x}", hash(&[&key])));
        self.new_companies.insert(id.clone(), Company { name: name.trim().to_owned(), ..Company::default() });
        draft.companies.insert(key, id.clone());
        id
    }

    /// The record a name means; an officer who is not there is made.
    fn named(&mut self, document: &mut Document, column: Column, name: &str) -> RecordId {
        let found = self.names.find(column, name).first().cloned();
        let key = company_key(name);
        let made = self.officers.get(&key).filter(|_| column == Column::Officer).cloned();
        match found.or(made) {
            Some(id) => id,
            None if column == Column::Officer => {
                let wanted = format!("officer/{:x}", hash(&[&key]));
                let id = self.id(document, |tables, id| tables.officers.get(id).is_some(), wanted);
                let disc = name.trim().chars().next().map(String::from).unwrap_or_default();
                let officer = Officer { name: name.trim().to_owned(), disc, ..Officer::default() };
                self.new_officers.insert(id.clone(), officer);
                self.officers.insert(key, id.clone());
                id
            }
            None => RecordId::default(),
        }
    }

    /// A record's id out of what it is about, so that two devices that import the same file make the same record
    /// (SPEC R7); one of this tab's own where that id is another record's by now.
    fn id(
        &mut self,
        document: &mut Document,
        is_there: impl Fn(&Tables, &RecordId) -> bool,
        wanted: String,
    ) -> RecordId {
        let wanted = RecordId::new(wanted);
        let free = !is_there(&document.tables, &wanted) && self.made.insert(wanted.clone());
        if free { wanted } else { document.mint() }
    }
}

fn row_id(planned: &Planned) -> String {
    match planned.text(Column::Code) {
        "" => {
            let key = |column| company_key(planned.text(column));
            format!("row/{:x}", hash(&[&key(Column::Title), &key(Column::Company)]))
        }
        code => format!("row/{}", code_key(code)),
    }
}

/// FNV-1a, 64 bit: the same in every version, which std's hasher is not.
pub(super) fn hash(parts: &[&str]) -> u64 {
    parts
        .iter()
        .flat_map(|part| part.bytes().chain([0]))
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
