use std::collections::BTreeMap;

use super::column::{Column, Kind};
use crate::document::{Tables, company_key};
use crate::model::{Lang, RecordId, Term};

pub(super) fn term_name(term: &Term, lang: Lang) -> &str {
    lang.either(&term.zh, &term.en)
}

/// Every name a cell may refer to, in both languages; compared like companies' names: without spaces, width, case.
///
/// One name can belong to several records (two laptops may have made one each): all of them are candidates, so that a
/// lead that already has one of them keeps it.
pub(crate) struct Names(BTreeMap<(&'static str, String), Vec<RecordId>>);

const EVENT: &str = "/event";
const OFFICER: &str = "/officer";

impl Names {
    pub fn new(tables: &Tables) -> Self {
        let mut names = Names(BTreeMap::new());
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
        let ids = self.0.entry((kind, key)).or_default();
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
        self.0.get(&(kind, company_key(name))).map(Vec::as_slice).unwrap_or_default()
    }
}
