//! What rows are sorted by: small keys, made once for each row.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::{Kind, Layout, TableColumn};
use crate::document::Tables;
use crate::model::{Currency, Day, Lang, Lead, Money, RecordId};
use crate::order;
use crate::view::idle_days;

/// What one cell is sorted by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Key {
    Empty,
    /// Numbers, days, places in a dictionary.
    Number(i64),
    /// Amounts: by currency, then amount, so that no exchange rate is made up.
    Amount(Currency, u64),
    Text(String),
}

/// Empty cells come last in both directions: what is missing is looked for nowhere first.
pub(super) fn compare(a: &Key, b: &Key, descending: bool) -> Ordering {
    let order = match (a, b) {
        (Key::Empty, Key::Empty) => return Ordering::Equal,
        (Key::Empty, _) => return Ordering::Greater,
        (_, Key::Empty) => return Ordering::Less,
        (Key::Number(a), Key::Number(b)) => a.cmp(b),
        // Downwards the larger amounts come first, but yuan stay before dollars.
        (Key::Amount(a, _), Key::Amount(b, _)) if a != b => return a.cmp(b),
        (Key::Amount(_, a), Key::Amount(_, b)) => a.cmp(b),
        (Key::Text(a), Key::Text(b)) => a.cmp(b),
        // One column has keys of one kind.
        _ => Ordering::Equal,
    };
    if descending { order.reverse() } else { order }
}

/// Makes the keys of a row.
pub(super) struct Keys<'a> {
    tables: &'a Tables,
    columns: Vec<TableColumn>,
    /// The place of every record that a sorted column names.
    places: BTreeMap<RecordId, i64>,
    today: Day,
}

impl<'a> Keys<'a> {
    pub fn new(tables: &'a Tables, layout: &Layout, lang: Lang, today: Day) -> Self {
        let columns: Vec<TableColumn> = layout.sort.iter().map(|sort| sort.column).collect();
        let mut places = BTreeMap::new();
        let mut number = |ids: Vec<&RecordId>, from: i64| {
            for (at, id) in ids.into_iter().enumerate() {
                places.insert(id.clone(), from.saturating_add(i64::try_from(at).unwrap_or(i64::MAX)));
            }
        };
        for column in &columns {
            match column.kind() {
                Kind::Term(kind) => number(ids(tables, kind), 0),
                Kind::Stage => number(ids(tables, "stage"), 0),
                Kind::Officer => number(officers(tables), 0),
                Kind::Event => number(events(tables, lang), 0),
                Kind::CameFrom => {
                    number(events(tables, lang), 0);
                    number(ids(tables, "source"), 1 << 32);
                }
                Kind::Computed if *column == TableColumn::ReportedBy => number(officers(tables), 0),
                Kind::Computed if *column == TableColumn::Blockers => number(ids(tables, "blocker"), 0),
                Kind::Text | Kind::Money | Kind::Day | Kind::Computed => {}
            }
        }
        Keys { tables, columns, places, today }
    }

    pub fn of(&self, id: &RecordId, lead: &Lead) -> Vec<Key> {
        self.columns.iter().map(|column| self.key(id, lead, *column)).collect()
    }

    fn key(&self, id: &RecordId, lead: &Lead, column: TableColumn) -> Key {
        let company = || self.tables.companies.get(&lead.company);
        let place = |id: &RecordId| self.places.get(id).map_or(Key::Empty, |at| Key::Number(*at));
        let amount = |money: Option<Money>| money.map_or(Key::Empty, |m| Key::Amount(m.currency, m.amount));
        let day = |day: Option<Day>| day.map_or(Key::Empty, |day| Key::Number(day.number().into()));
        match column {
            TableColumn::Company => text(company().map(|company| company.name.as_str()).unwrap_or_default()),
            TableColumn::Origin => text(company().map(|company| company.origin.as_str()).unwrap_or_default()),
            TableColumn::Planned => amount(lead.planned),
            TableColumn::SignedAmount => amount(lead.signed_amount),
            TableColumn::Due => day(lead.due),
            TableColumn::ReportedOn => day(lead.reported_on),
            TableColumn::Idle => Key::Number(idle_days(id, lead, self.tables, self.today).into()),
            TableColumn::Blockers => {
                self.tables.blockers_of(id).first().map_or(Key::Empty, |blocker| place(&blocker.kind))
            }
            TableColumn::CameFrom => match place(&lead.source_event) {
                Key::Empty => place(&lead.source),
                key => key,
            },
            _ => match column.reference(lead) {
                Some(id) => place(id),
                None => text(column.text(lead).unwrap_or_default()),
            },
        }
    }
}

fn text(text: &str) -> Key {
    if text.is_empty() { Key::Empty } else { Key::Text(text.to_owned()) }
}

fn ids<'a>(tables: &'a Tables, kind: &str) -> Vec<&'a RecordId> {
    tables.terms_of(kind).into_iter().map(|(id, _)| id).collect()
}

/// By name, then id.
pub(super) fn officers(tables: &Tables) -> Vec<&RecordId> {
    let mut all: Vec<_> = tables.officers.iter().collect();
    order::sort_by(&mut all, |a, b| (&a.1.name, a.0).cmp(&(&b.1.name, b.0)));
    all.into_iter().map(|(id, _)| id).collect()
}

/// As they happened; those without a date last.
pub(super) fn events(tables: &Tables, lang: Lang) -> Vec<&RecordId> {
    let mut all: Vec<_> = tables.events.iter().collect();
    order::sort_by(&mut all, |(a_id, a), (b_id, b)| {
        let title = |event: &crate::model::EventRecord| lang.either(&event.title_zh, &event.title_en).to_owned();
        (a.start.is_none(), a.start, title(a), *a_id).cmp(&(b.start.is_none(), b.start, title(b), *b_id))
    });
    all.into_iter().map(|(id, _)| id).collect()
}
