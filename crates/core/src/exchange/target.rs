//! Which lead a row is about (SPEC X11), and what it changes there.

use std::collections::{BTreeMap, BTreeSet};

use super::column::{Column, Kind};
use super::names::{CompanyKeys, Names};
use super::rows::{Fault, Problems, Row, Value};
use crate::document::{Tables, company_key};
use crate::model::{Lead, Money, RecordId, half_width};
use crate::order;

/// What one lead gets from a file: one row, or several that are about the same lead.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Planned {
    /// Of the first row, in the file, from 1.
    pub line: usize,
    /// `None` for a new lead, which then has a title and a company.
    pub target: Option<RecordId>,
    /// One value a column.
    values: Vec<(Column, Value)>,
}

#[derive(Debug, Default)]
pub(crate) struct Resolved {
    pub leads: Vec<Planned>,
    /// Rows without the name or the company of a new lead.
    pub left_out: usize,
}

impl Planned {
    pub fn value(&self, column: Column) -> Option<&Value> {
        self.values.iter().find(|(own, _)| *own == column).map(|(_, value)| value)
    }

    pub fn text(&self, column: Column) -> &str {
        match self.value(column) {
            Some(Value::Text(text)) => text,
            _ => "",
        }
    }

    fn set(&mut self, column: Column, value: Value) {
        match self.values.iter_mut().find(|(own, _)| *own == column) {
            Some((_, own)) => *own = value,
            None => self.values.push((column, value)),
        }
    }
}

/// Code, and title with company, as they are compared.
pub(crate) fn code_key(code: &str) -> String {
    code.trim().chars().map(half_width).flat_map(char::to_uppercase).collect()
}

type NameKey = (String, String);

fn row_name(row: &Row, companies: &CompanyKeys) -> NameKey {
    (company_key(given(row, Column::Title)), companies.of(given(row, Column::Company)))
}

struct Resolver<'a> {
    by_code: BTreeMap<String, Vec<&'a RecordId>>,
    by_name: BTreeMap<NameKey, Vec<&'a RecordId>>,
    names: BTreeMap<&'a RecordId, NameKey>,
    /// Leads that a row is about already, and where it stands among the planned.
    taken: BTreeMap<RecordId, usize>,
    new_by_name: BTreeMap<NameKey, usize>,
    new_codes: BTreeSet<String>,
    planned: Vec<Planned>,
}

/// Finds the lead of every row: by its code, else by title and company; rows about the same lead become one.
pub(crate) fn resolve(tables: &Tables, rows: &[Row], problems: &mut Problems) -> Resolved {
    let mut resolver = Resolver::new(tables);
    let companies = CompanyKeys::new(tables);
    let mut left_out = 0;
    let code = |row: &Row| given(row, Column::Code).to_owned();
    let (mut coded, mut without_code): (Vec<Row>, Vec<Row>) =
        rows.iter().cloned().partition(|row| !code(row).is_empty());
    // A row without a code must not take a lead that another row names, nor one with a code alone take the code of one
    // that has it all: else a file would do something else when it is imported again.
    order::sort_by_key(&mut coded, |row| complete(&row_name(row, &companies)).is_err());
    for mut row in coded {
        match resolver.coded(&row, &code(&row), row_name(&row, &companies)) {
            Ok(()) => {}
            Err(Fault::DuplicateCode) => {
                problems.add(row.line, Column::Code, &code(&row), Fault::DuplicateCode);
                row.values.retain(|(column, _)| *column != Column::Code);
                without_code.push(row);
            }
            Err(fault) => {
                left_out += 1;
                report(problems, &row, fault);
            }
        }
    }
    order::sort_by_key(&mut without_code, |row| row.line);
    for row in &without_code {
        if let Err(fault) = resolver.named(row, row_name(row, &companies)) {
            left_out += 1;
            report(problems, row, fault);
        }
    }
    let mut leads = resolver.planned;
    one_origin_a_company(tables, &companies, &mut leads);
    order::sort_by_key(&mut leads, |planned| planned.line);
    Resolved { leads, left_out }
}

fn report(problems: &mut Problems, row: &Row, fault: Fault) {
    let column = if fault == Fault::NoTitle { Column::Title } else { Column::Company };
    problems.add(row.line, column, "", fault);
}

fn given(row: &Row, wanted: Column) -> &str {
    row.values
        .iter()
        .find_map(|(column, value)| match value {
            Value::Text(text) if *column == wanted => Some(text.as_str()),
            _ => None,
        })
        .unwrap_or_default()
}

impl<'a> Resolver<'a> {
    fn new(tables: &'a Tables) -> Self {
        let mut resolver = Resolver {
            by_code: BTreeMap::new(),
            by_name: BTreeMap::new(),
            names: BTreeMap::new(),
            taken: BTreeMap::new(),
            new_by_name: BTreeMap::new(),
            new_codes: BTreeSet::new(),
            planned: Vec::new(),
        };
        for (id, lead) in tables.leads.iter().filter(|(_, lead)| !lead.published) {
            let company = tables.companies.get(&lead.company).map(|company| company.name.as_str()).unwrap_or_default();
            let key = (company_key(&lead.title), company_key(company));
            resolver.by_name.entry(key.clone()).or_default().push(id);
            resolver.names.insert(id, key);
            if !lead.code.trim().is_empty() {
                resolver.by_code.entry(code_key(&lead.code)).or_default().push(id);
            }
        }
        resolver
    }

    /// A row with a code: the lead that has it, or a new one that gets it.
    fn coded(&mut self, row: &Row, code: &str, name: NameKey) -> Result<(), Fault> {
        let key = code_key(code);
        let known = self.by_code.get(&key).map(Vec::as_slice).unwrap_or_default();
        if known.is_empty() {
            if self.new_codes.contains(&key) {
                return Err(Fault::DuplicateCode);
            }
            complete(&name)?;
            self.new_codes.insert(key);
            self.add_new(row, name);
            return Ok(());
        }
        // Two leads can have one code (SPEC L1): then the name decides, and each is taken once.
        let free = || known.iter().filter(|id| !self.taken.contains_key(**id));
        let found = free().find(|id| self.names.get(**id) == Some(&name)).or_else(|| free().next());
        match found.map(|id| (*id).clone()) {
            Some(id) => {
                self.add(row, id);
                Ok(())
            }
            None => Err(Fault::DuplicateCode),
        }
    }

    /// A row without a code: the lead of this name and company, or a new one.
    fn named(&mut self, row: &Row, name: NameKey) -> Result<(), Fault> {
        complete(&name)?;
        let known = self.by_name.get(&name).map(Vec::as_slice).unwrap_or_default();
        let free = known.iter().find(|id| !self.taken.contains_key(**id)).or_else(|| known.first());
        match (free.map(|id| (*id).clone()), self.new_by_name.get(&name)) {
            (Some(id), _) => self.add(row, id),
            (None, Some(index)) => self.merge(*index, row),
            (None, None) => self.add_new(row, name),
        }
        Ok(())
    }

    fn add(&mut self, row: &Row, id: RecordId) {
        match self.taken.get(&id) {
            Some(index) => self.merge(*index, row),
            None => {
                self.taken.insert(id.clone(), self.planned.len());
                self.planned.push(Planned { line: row.line, target: Some(id), values: row.values.clone() });
            }
        }
    }

    fn add_new(&mut self, row: &Row, name: NameKey) {
        self.new_by_name.entry(name).or_insert(self.planned.len());
        self.planned.push(Planned { line: row.line, target: None, values: row.values.clone() });
    }

    fn merge(&mut self, index: usize, row: &Row) {
        let Some(planned) = self.planned.get_mut(index) else { return };
        planned.line = planned.line.min(row.line);
        for (column, value) in &row.values {
            planned.set(*column, value.clone());
        }
    }
}

fn complete((title, company): &NameKey) -> Result<(), Fault> {
    if title.is_empty() {
        Err(Fault::NoTitle)
    } else if company.is_empty() {
        Err(Fault::NoCompany)
    } else {
        Ok(())
    }
}

/// The origin is the company's: where rows of one company differ, the last one counts for all, or the same file would
/// change something each time it is imported.
fn one_origin_a_company(tables: &Tables, companies: &CompanyKeys, leads: &mut [Planned]) {
    let key = |planned: &Planned| match planned.text(Column::Company) {
        "" => {
            let lead = planned.target.as_ref().and_then(|id| tables.leads.get(id));
            let company = lead.and_then(|lead| tables.companies.get(&lead.company));
            company.map(|company| company_key(&company.name)).unwrap_or_default()
        }
        name => companies.of(name),
    };
    let mut last: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for planned in leads.iter() {
        let origin = planned.text(Column::Origin);
        let key = key(planned);
        if !origin.is_empty() && last.get(&key).is_none_or(|(line, _)| *line <= planned.line) {
            last.insert(key, (planned.line, origin.to_owned()));
        }
    }
    for planned in leads.iter_mut().filter(|planned| !planned.text(Column::Origin).is_empty()) {
        if let Some((_, origin)) = last.get(&key(planned)) {
            planned.set(Column::Origin, Value::Text(origin.clone()));
        }
    }
}

/// What a file would set in a lead that is there, or in a new one (`lead` being empty): the columns whose value differs.
/// Nothing is ever cleared (SPEC X12).
pub(crate) fn changes(tables: &Tables, names: &Names, lead: &Lead, planned: &Planned) -> Vec<(Column, Value)> {
    let mut lead = lead.clone();
    planned.values.iter().filter(|(column, value)| differs(tables, names, &mut lead, *column, value)).cloned().collect()
}

fn differs(tables: &Tables, names: &Names, lead: &mut Lead, column: Column, value: &Value) -> bool {
    match (column, value) {
        // The code is what the lead was found by.
        (Column::Code, _) => false,
        (Column::Company, Value::Text(name)) => {
            let own = tables.companies.get(&lead.company).map(|company| company_key(&company.name));
            own.unwrap_or_default() != names.companies.of(name)
        }
        (Column::Origin, Value::Text(origin)) => {
            let company = tables.companies.get(&lead.company);
            !same_text(company.map(|company| company.origin.as_str()).unwrap_or_default(), origin)
        }
        (_, Value::Day(day)) => lead.due != Some(*day),
        (_, Value::Amount(amount)) => lead.planned != Some(money(lead, *amount)),
        (_, Value::Text(text)) => match column.kind() {
            Kind::Text => column.text(lead).is_some_and(|own| !same_text(own, text)),
            _ => column.reference(lead).is_some_and(|own| !names.find(column, text).contains(own)),
        },
    }
}

/// The amount; without a currency of its own it keeps the lead's (SPEC B5).
pub(crate) fn money(lead: &Lead, amount: super::rows::Amount) -> Money {
    let kept = lead.planned.map(|planned| planned.currency);
    Money { amount: amount.amount, currency: amount.currency.or(kept).unwrap_or_default() }
}

/// Spreadsheets write line ends in their own way and drop white space at the ends.
fn same_text(a: &str, b: &str) -> bool {
    let lines = |text: &str| text.trim().replace("\r\n", "\n").replace('\r', "\n");
    lines(a) == lines(b)
}
