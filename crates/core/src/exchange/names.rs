use std::collections::BTreeMap;

use super::column::{Column, Kind};
use crate::document::{Tables, company_key, company_names};
use crate::model::{Lang, RecordId, Term};

pub(super) fn term_name(term: &Term, lang: Lang) -> &str {
    lang.either(&term.zh, &term.en)
}

/// Every name a cell may refer to, in both languages; compared like companies' names: without spaces, width, case.
///
/// One name can belong to several records (two laptops may have made one each): all of them are candidates, so that a
/// lead that already has one of them keeps it.
pub(crate) struct Names {
    named: BTreeMap<(&'static str, String), Vec<RecordId>>,
    pub companies: CompanyKeys,
}

/// What companies' names are compared by: whichever of its names a cell has, it is the same company (SPEC L3).
pub(crate) struct CompanyKeys(BTreeMap<String, String>);

impl CompanyKeys {
    pub fn new(tables: &Tables) -> Self {
        let own = |id: &RecordId| tables.companies.get(id).map(|company| company_key(&company.name));
        let names = company_names(tables).into_iter();
        CompanyKeys(names.filter_map(|(name, id)| Some((name, own(&id)?))).collect())
    }

    /// The key of the company's own name; of the name itself where no company has it.
    pub fn of(&self, name: &str) -> String {
        let key = company_key(name);
        self.0.get(&key).cloned().unwrap_or(key)
    }
}

const EVENT: &str = "/event";
const OFFICER: &str = "/officer";

impl Names {
    pub fn new(tables: &Tables) -> Self {
        let mut names = Names { named: BTreeMap::new(), companies: CompanyKeys::new(tables) };
        for column in Column::ALL {
            if let Kind::Term(kind) = column.kind() {
                for (id, term) in tables.terms_of(kind) {
                    names.add(kind, &term.zh, id);
                    names.add(kind, &term.en, id);
                }
            }
        }
        for (id, event) in tables.events.iter() {
            names.add(EVENT, &event.title_zh, id);
            names.add(EVENT, &event.title_en, id);
        }
        for (id, officer) in tables.officers.iter() {
            names.add(OFFICER, &officer.name, id);
        }
        names
    }

    fn add(&mut self, kind: &'static str, name: &str, id: &RecordId) {
        let key = company_key(name);
        if key.is_empty() {
            return;
        }
        let ids = self.named.entry((kind, key)).or_default();
        if !ids.contains(id) {
            ids.push(id.clone());
        }
    }

    /// The records a name in this column may mean, the first being the one meant where nothing else is known.
    pub fn find(&self, column: Column, name: &str) -> &[RecordId] {
        let kind = match column.kind() {
            Kind::Term(kind) => kind,
            Kind::Event => EVENT,
            Kind::Officer => OFFICER,
            _ => return &[],
        };
        self.named.get(&(kind, company_key(name))).map(Vec::as_slice).unwrap_or_default()
    }
}
