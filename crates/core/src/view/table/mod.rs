//! The leads as rows: which columns, in which order and groups (SPEC TA1–TA20). Only ids are computed for all leads;
//! what stands in the cells is made for the rows in sight.

mod cell;
mod clipboard;
mod column;
mod entry;
mod layout;
mod month;
mod sort;

use std::collections::BTreeMap;

use super::board::add;
use super::card::term_name;
use crate::document::{Document, Tables};
use crate::format;
use crate::model::{Day, Lang, Lead, RecordId};
use crate::order;
use crate::query::Filter;

pub use cell::{Shown, TableRow, edit_text};
pub use clipboard::{Paste, PasteProblem, copy, parse, paste, write};
pub use column::{Kind, TableColumn};
pub use entry::{EntryFault, Reading, choices, choose, entry, fits, typed_day_near};
pub use layout::{Grouping, Layout, Sort};
pub use month::{Month, MonthDay};

/// The rows of the table in their groups.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    pub groups: Vec<TableGroup>,
    /// Leads shown.
    pub total: usize,
    /// Leads there are, whatever the filter.
    pub all: usize,
}

/// Rows that belong together. Groups without rows are not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableGroup {
    /// What they share: a stage, a zone, …; empty for leads that have none, and where nothing is grouped.
    pub id: RecordId,
    pub name: String,
    /// For a stage: its list (`target`, `tracking`, `landed`, `out`), else empty.
    pub list: String,
    /// For a stage: its shape, else empty.
    pub shape: String,
    /// Planned amounts by currency, side by side.
    pub sums: String,
    pub leads: Vec<RecordId>,
}

impl Table {
    pub fn of(document: &Document, filter: &Filter, layout: &Layout, lang: Lang, today: Day) -> Self {
        let tables = document.tables();
        let groups = grounds(tables, layout.group, lang);
        let place: BTreeMap<&RecordId, usize> = groups.iter().enumerate().map(|(at, group)| (&group.id, at)).collect();
        let keys = sort::Keys::new(tables, layout, lang, today);
        let mut all = 0;
        let mut rows = Vec::new();
        for (id, lead) in tables.leads.iter() {
            let out = tables.terms.get(&lead.stage).is_none_or(|stage| stage.group == "out");
            if out && !layout.with_out {
                continue;
            }
            all += 1;
            if filter.admits(id, lead, tables) {
                // A group that is not there any more counts as none.
                let at = layout.group.of(lead).and_then(|id| place.get(id)).copied();
                rows.push((at.unwrap_or(groups.len()), keys.of(id, lead), id, &**lead));
            }
        }
        let total = rows.len();
        order::sort_by(&mut rows, |a, b| {
            let own = || layout.compare(&a.1, &b.1);
            a.0.cmp(&b.0).then_with(own).then_with(|| (&a.3.code, a.2).cmp(&(&b.3.code, b.2)))
        });
        Table { groups: gather(groups, &rows, lang), total, all }
    }

    /// Every lead shown, from the first row to the last.
    pub fn leads(&self) -> impl Iterator<Item = &RecordId> {
        self.groups.iter().flat_map(|group| &group.leads)
    }
}

type Sorted<'a> = (usize, Vec<sort::Key>, &'a RecordId, &'a Lead);

fn gather(mut groups: Vec<TableGroup>, rows: &[Sorted], lang: Lang) -> Vec<TableGroup> {
    // Those that have none, or where nothing is grouped, close the table.
    groups.push(TableGroup::named(RecordId::default(), String::new()));
    let mut amounts = vec![Vec::new(); groups.len()];
    for (at, _, id, lead) in rows {
        if let (Some(group), Some(amounts)) = (groups.get_mut(*at), amounts.get_mut(*at)) {
            group.leads.push((*id).clone());
            amounts.extend(lead.planned);
        }
    }
    for (group, amounts) in groups.iter_mut().zip(amounts) {
        group.sums = format::money_sums(lang, &add(amounts.into_iter()));
    }
    groups.retain(|group| !group.leads.is_empty());
    groups
}

impl TableGroup {
    fn named(id: RecordId, name: String) -> Self {
        TableGroup { id, name, list: String::new(), shape: String::new(), sums: String::new(), leads: Vec::new() }
    }
}

/// Every group there can be, in the order they stand.
fn grounds(tables: &Tables, group: Grouping, lang: Lang) -> Vec<TableGroup> {
    match group {
        Grouping::None => Vec::new(),
        Grouping::Officer => {
            let name = |id: &RecordId| tables.officers.get(id).map(|officer| officer.name.clone()).unwrap_or_default();
            sort::officers(tables).into_iter().map(|id| TableGroup::named(id.clone(), name(id))).collect()
        }
        Grouping::Stage | Grouping::Zone | Grouping::Industry | Grouping::Source => {
            let stage = group == Grouping::Stage;
            let terms = tables.terms_of(group.id()).into_iter();
            terms
                .map(|(id, term)| TableGroup {
                    list: if stage { term.group.clone() } else { String::new() },
                    shape: if stage { term.shape.clone() } else { String::new() },
                    ..TableGroup::named(id.clone(), term_name(tables, id, lang))
                })
                .collect()
        }
    }
}
