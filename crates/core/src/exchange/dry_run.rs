use std::collections::BTreeSet;

use super::column::Column;
use super::names::Names;
use super::raw::{Mapping, RawTable};
use super::rows::{Problems, Row, Value};
use super::table::cell;
use super::target::{Planned, changes, money, resolve};
use super::{Kind, rows};
use crate::document::{Tables, company_key};
use crate::format::money_exact;
use crate::model::{Lang, Lead, RecordId};
use crate::query::CompanyIndex;

/// What an import would do (SPEC X10–X13). Nothing has been done.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DryRun {
    /// The file's name.
    pub name: String,
    pub new: Vec<NewLead>,
    pub changed: Vec<ChangedLead>,
    /// Leads that already are as the file says.
    pub unchanged: usize,
    /// Rows that are not imported: a new lead without a name or a company.
    pub left_out: usize,
    /// How many companies would be made.
    pub new_companies: usize,
    /// Companies that would be made and may be ones that are there, in the order of the rows (SPEC CO5).
    pub similar: Vec<SimilarCompany>,
    /// The officers who would be made, in the order of the rows.
    pub new_officers: Vec<String>,
    pub problems: Problems,
    /// What the command imports.
    pub rows: Vec<Row>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLead {
    /// In the file, from 1.
    pub row: usize,
    /// Empty when it gets one.
    pub code: String,
    pub title: String,
    pub company: String,
}

/// A company of the file, and the one there is that it may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SimilarCompany {
    /// In the file, from 1.
    pub row: usize,
    pub company: String,
    pub known: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedLead {
    /// In the file, from 1.
    pub row: usize,
    pub lead: RecordId,
    pub title: String,
    pub fields: Vec<FieldChange>,
}

/// A field and its values as they are shown in a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    pub column: Column,
    pub from: String,
    pub to: String,
}

impl DryRun {
    /// Whether there is anything to import.
    pub fn changes_something(&self) -> bool {
        !self.new.is_empty() || !self.changed.is_empty()
    }
}

/// Reads a table and says what importing it would do; `lang` is the language values are shown in.
pub fn dry_run(tables: &Tables, raw: &RawTable, mapping: &Mapping, lang: Lang) -> DryRun {
    let names = Names::new(tables);
    let mut problems = Problems::default();
    let rows = rows::read(raw, mapping, &names, &mut problems);
    let resolved = resolve(tables, &rows, &mut problems);
    problems.sort();
    let mut run = DryRun { name: raw.name.clone(), left_out: resolved.left_out, problems, ..DryRun::default() };
    let mut companies: BTreeSet<String> =
        tables.companies.iter().map(|(_, company)| company_key(&company.name)).collect();
    let mut officers = BTreeSet::new();
    let similar = CompanyIndex::new(tables);
    for planned in &resolved.leads {
        let name = planned.text(Column::Company);
        let company = names.companies.of(name);
        if !company.is_empty() && companies.insert(company) {
            run.new_companies += 1;
            let known = similar.find(name).into_iter().find_map(|found| tables.companies.get(&found.id));
            run.similar.extend(known.map(|known| SimilarCompany {
                row: planned.line,
                company: name.to_owned(),
                known: known.name.clone(),
            }));
        }
        let officer = planned.text(Column::Officer);
        if !officer.is_empty()
            && names.find(Column::Officer, officer).is_empty()
            && officers.insert(company_key(officer))
        {
            run.new_officers.push(officer.to_owned());
        }
        match planned.target.as_ref().and_then(|id| Some((id, tables.leads.get(id)?))) {
            Some((id, lead)) => {
                let fields = field_changes(tables, &names, lead, planned, lang);
                if fields.is_empty() {
                    run.unchanged += 1;
                } else {
                    run.changed.push(ChangedLead {
                        row: planned.line,
                        lead: id.clone(),
                        title: lead.title.clone(),
                        fields,
                    });
                }
            }
            None => run.new.push(NewLead {
                row: planned.line,
                code: planned.text(Column::Code).to_owned(),
                title: planned.text(Column::Title).to_owned(),
                company: planned.text(Column::Company).to_owned(),
            }),
        }
    }
    run.rows = rows;
    run
}

fn field_changes(tables: &Tables, names: &Names, lead: &Lead, planned: &Planned, lang: Lang) -> Vec<FieldChange> {
    let shown = |column: Column| match (column, lead.planned) {
        (Column::Planned, Some(money)) => money_exact(lang, money),
        _ => cell(tables, &mut lead.clone(), column, lang).text(),
    };
    changes(tables, names, lead, planned)
        .into_iter()
        .map(|(column, value)| {
            let to = match &value {
                Value::Text(text) => match (column.kind(), names.find(column, text).first()) {
                    (Kind::Text, _) | (_, None) => text.clone(),
                    // As the language calls it, not as the file does.
                    (_, Some(id)) => super::table::name(tables, column, id, lang),
                },
                Value::Day(day) => day.to_string(),
                Value::Amount(amount) => money_exact(lang, money(lead, *amount)),
            };
            FieldChange { column, from: shown(column), to }
        })
        .collect()
}
