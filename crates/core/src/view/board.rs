use std::collections::BTreeMap;

use super::card::term_name;
use crate::document::{Document, Tables};
use crate::format;
use crate::model::{Currency, Lang, Lead, Money, RecordId};
use crate::query::Filter;

/// The board: columns by stage in their three lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Board {
    pub groups: Vec<Group>,
    /// Leads shown.
    pub total: usize,
    /// Leads there are, whatever the filter.
    pub all: usize,
}

/// One of the lists: target, tracking, landed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// `target`, `tracking`, `landed`.
    pub id: String,
    pub count: usize,
    /// Sums by currency side by side; empty when there are none.
    pub sums: String,
    pub columns: Vec<Column>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub stage: RecordId,
    pub name: String,
    /// The name of the stage's shape.
    pub shape: String,
    pub sums: String,
    pub leads: Vec<RecordId>,
}

/// The lists of the board, in the order a lead crosses them (SPEC B1). Leads that are out are not on the board.
pub(super) const GROUPS: [&str; 3] = ["target", "tracking", "landed"];

impl Board {
    pub fn of(document: &Document, filter: &Filter, lang: Lang) -> Self {
        let tables = document.tables();
        let mut total = 0;
        let groups = GROUPS
            .iter()
            .map(|group| {
                let columns: Vec<(Column, Vec<Money>)> = tables
                    .terms_of("stage")
                    .into_iter()
                    .filter(|(_, stage)| stage.group == *group)
                    .map(|(id, stage)| column(document, id, &stage.shape, filter, lang))
                    .collect();
                let count = columns.iter().map(|(column, _)| column.leads.len()).sum();
                total += count;
                let sums = add(columns.iter().flat_map(|(_, sums)| sums.iter().copied()));
                Group {
                    id: (*group).to_owned(),
                    count,
                    sums: format::money_sums(lang, &sums),
                    columns: columns.into_iter().map(|(column, _)| column).collect(),
                }
            })
            .collect();
        let all = tables.leads.iter().filter(|(_, lead)| on_board(tables, lead)).count();
        Board { groups, total, all }
    }

    pub fn column(&self, stage: &RecordId) -> Option<&Column> {
        self.groups.iter().flat_map(|group| &group.columns).find(|column| column.stage == *stage)
    }

    /// Every column from left to right.
    pub fn columns(&self) -> impl Iterator<Item = &Column> {
        self.groups.iter().flat_map(|group| &group.columns)
    }
}

fn on_board(tables: &Tables, lead: &Lead) -> bool {
    tables.terms.get(&lead.stage).is_some_and(|stage| GROUPS.contains(&stage.group.as_str()))
}

fn column(document: &Document, stage: &RecordId, shape: &str, filter: &Filter, lang: Lang) -> (Column, Vec<Money>) {
    let tables = document.tables();
    let leads: Vec<RecordId> = document
        .column(stage)
        .into_iter()
        .filter(|id| tables.leads.get(id).is_some_and(|lead| filter.admits(id, lead, tables)))
        .collect();
    let sums = add(leads.iter().filter_map(|id| tables.leads.get(id)?.planned));
    let column = Column {
        stage: stage.clone(),
        name: term_name(tables, stage, lang),
        shape: shape.to_owned(),
        sums: format::money_sums(lang, &sums),
        leads,
    };
    (column, sums)
}

/// One sum for each currency, yuan first; never across currencies (SPEC M1).
pub(super) fn add(amounts: impl Iterator<Item = Money>) -> Vec<Money> {
    let mut sums: BTreeMap<Currency, u64> = BTreeMap::new();
    for money in amounts {
        let sum = sums.entry(money.currency).or_default();
        *sum = sum.saturating_add(money.amount);
    }
    sums.into_iter().map(|(currency, amount)| Money { amount, currency }).collect()
}
