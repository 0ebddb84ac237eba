use super::cell::Cell;
use super::column::{Column, Kind};
use super::names::term_name;
use crate::document::Tables;
use crate::model::{Currency, Lang, Lead, RecordId};
use crate::order;

/// Every lead as a row, the headings first (SPEC X1–X3). Ordered by code, then id. Published cases are not leads and
/// are left out.
pub fn leads_table(tables: &Tables, lang: Lang) -> Vec<Vec<Cell>> {
    table_of(tables, lang, &|_| true)
}

/// The same table of these leads alone.
pub fn some_leads_table(tables: &Tables, lang: Lang, leads: &[RecordId]) -> Vec<Vec<Cell>> {
    table_of(tables, lang, &|id| leads.contains(id))
}

fn table_of(tables: &Tables, lang: Lang, wanted: &dyn Fn(&RecordId) -> bool) -> Vec<Vec<Cell>> {
    let mut leads: Vec<(&RecordId, &Lead)> = tables
        .leads
        .iter()
        .filter(|(id, lead)| !lead.published && wanted(id))
        .map(|(id, lead)| (id, &**lead))
        .collect();
    order::sort_by(&mut leads, |(a_id, a), (b_id, b)| (&a.code, *a_id).cmp(&(&b.code, *b_id)));
    let headings = Column::ALL.iter().map(|column| Cell::from(column.heading(lang))).collect();
    let rows = leads.into_iter().map(|(_, lead)| {
        let mut lead = lead.clone();
        Column::ALL.iter().map(|column| cell(tables, &mut lead, *column, lang)).collect()
    });
    std::iter::once(headings).chain(rows).collect()
}

/// What a lead has in a column. (`lead` is only read: one set of accessors serves reading and writing.)
pub(super) fn cell(tables: &Tables, lead: &mut Lead, column: Column, lang: Lang) -> Cell {
    match column {
        Column::Company => company(tables, lead, |company| company.name.as_str()),
        Column::Origin => company(tables, lead, |company| company.origin.as_str()),
        Column::Planned => match lead.planned {
            // Exact: no amount is above 10^15, and a double counts to 9 · 10^15.
            #[allow(clippy::cast_precision_loss)]
            Some(money) => Cell::Number(money.amount as f64),
            None => Cell::Empty,
        },
        Column::Currency => lead.planned.map_or(Cell::Empty, |money| Cell::from(currency_name(money.currency, lang))),
        Column::Due => lead.due.map_or(Cell::Empty, Cell::Day),
        _ => match column.kind() {
            Kind::Text => column.text(lead).map_or(Cell::Empty, |text| Cell::from(text.as_str())),
            _ => column.reference(lead).map_or(Cell::Empty, |id| Cell::from(name(tables, column, id, lang).as_str())),
        },
    }
}

fn company(tables: &Tables, lead: &Lead, part: impl Fn(&crate::model::Company) -> &str) -> Cell {
    tables.companies.get(&lead.company).map_or(Cell::Empty, |company| Cell::from(part(company)))
}

/// The name of what a column refers to; empty when it is not there any more.
pub(super) fn name(tables: &Tables, column: Column, id: &RecordId, lang: Lang) -> String {
    match column.kind() {
        Kind::Event => tables
            .events
            .get(id)
            .map(|event| lang.either(&event.title_zh, &event.title_en).to_owned())
            .unwrap_or_default(),
        Kind::Officer => tables.officers.get(id).map(|officer| officer.name.clone()).unwrap_or_default(),
        _ => tables.terms.get(id).map(|term| term_name(term, lang).to_owned()).unwrap_or_default(),
    }
}

pub(super) fn currency_name(currency: Currency, lang: Lang) -> &'static str {
    match (currency, lang) {
        (Currency::Cny, Lang::ZhCn) => "人民币",
        (Currency::Usd, Lang::ZhCn) => "美元",
        (other, Lang::En) => other.code(),
    }
}
