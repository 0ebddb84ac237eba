//! The board: leads in columns, and in lanes across them. Which leads stand where is told in one pass over all of them;
//! nothing is drawn to know how high a column is.

mod arrangement;
mod limit;
mod shelf;
mod size;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::card::term_name;
use crate::document::{Document, Tables};
use crate::format;
use crate::model::{Lang, Money, RecordId};
use crate::order;
use crate::query::Filter;

pub use arrangement::{Arrangement, Axis, Sort};
pub use limit::{Limit, NotACount, set_limit};
pub use shelf::{Entry, Shelf};
pub use size::{CardSize, Density, Stack};

/// The board as it is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Board {
    pub by: Axis,
    pub rows: Option<Axis>,
    pub sort: Sort,
    /// Lists of stages in the order a lead crosses them; one group of all columns where they are something else.
    pub groups: Vec<Group>,
    /// From top to bottom; one without a name where there are none.
    pub lanes: Vec<Lane>,
    /// Leads shown.
    pub total: usize,
    /// Leads there are, whatever the filter.
    pub all: usize,
}

/// One of the lists: target, tracking, landed, out; or all columns of another kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// `target`, `tracking`, `landed`, `out`; or the word of the axis.
    pub id: String,
    pub count: usize,
    /// Sums by currency side by side; empty when there are none.
    pub sums: String,
    pub columns: Vec<Column>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The stage, zone, officer, …; empty for leads of which it is not known.
    pub id: RecordId,
    /// Empty for the column of leads of which it is not known.
    pub name: String,
    /// The name of the stage's shape; empty for other columns.
    pub shape: String,
    pub sums: String,
    /// Leads shown.
    pub count: usize,
    /// Leads there are, whatever the filter: what the limit is about.
    pub all: usize,
    pub limit: Option<Limit>,
    /// One for each lane.
    pub cells: Vec<Arc<Cell>>,
}

/// What one column has in one lane.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    pub leads: Vec<Arc<Entry>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// Empty for leads of which it is not known, and where there are no lanes.
    pub id: RecordId,
    pub name: String,
    pub count: usize,
    pub sums: String,
}

/// Where a lead stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// Among all columns, from left to right.
    pub column: usize,
    pub lane: usize,
    pub place: usize,
}

/// The lists of the board, in the order a lead crosses them (SPEC B1).
pub(super) const GROUPS: [&str; 3] = ["target", "tracking", "landed"];
/// The list of leads that are out.
const OUT: &str = "out";

impl Board {
    pub fn of(document: &Document, filter: &Filter, arrangement: &Arrangement, lang: Lang) -> Self {
        let mut shelf = Shelf::default();
        shelf.follow(document.tables());
        shelf.board(document.tables(), filter, arrangement, lang)
    }

    /// Every column from left to right.
    pub fn columns(&self) -> impl Iterator<Item = &Column> {
        self.groups.iter().flat_map(|group| &group.columns)
    }

    pub fn column(&self, id: &RecordId) -> Option<&Column> {
        self.columns().find(|column| column.id == *id)
    }

    pub fn cell(&self, column: &RecordId, lane: &RecordId) -> Option<&Arc<Cell>> {
        let lane = self.lanes.iter().position(|known| known.id == *lane)?;
        self.column(column)?.cells.get(lane)
    }

    pub fn find(&self, lead: &RecordId) -> Option<Spot> {
        self.columns().enumerate().find_map(|(column, cells)| {
            cells.cells.iter().enumerate().find_map(|(lane, cell)| {
                let place = cell.leads.iter().position(|entry| entry.id == *lead)?;
                Some(Spot { column, lane, place })
            })
        })
    }

    /// The leads at a spot's column and lane.
    pub fn leads_at(&self, spot: Spot) -> &[Arc<Entry>] {
        let cell = self.columns().nth(spot.column).and_then(|column| column.cells.get(spot.lane));
        cell.map(|cell| cell.leads.as_slice()).unwrap_or_default()
    }

    /// The same board with a lead at another spot: what it would be if it were let go there.
    #[must_use]
    pub fn with_lead_at(mut self, lead: &RecordId, spot: Spot) -> Self {
        let Some(from) = self.find(lead) else { return self };
        let Some(entry) = self.leads_at(from).get(from.place).cloned() else { return self };
        self.change_cell(from, &mut |leads| {
            leads.retain(|other| other.id != *lead);
        });
        self.change_cell(spot, &mut |leads| leads.insert(spot.place.min(leads.len()), entry.clone()));
        self
    }

    fn change_cell(&mut self, at: Spot, change: &mut dyn FnMut(&mut Vec<Arc<Entry>>)) {
        let column = self.groups.iter_mut().flat_map(|group| &mut group.columns).nth(at.column);
        if let Some(column) = column
            && let Some(cell) = column.cells.get_mut(at.lane)
        {
            let mut leads = cell.leads.clone();
            column.count -= leads.len();
            change(&mut leads);
            column.count += leads.len();
            *cell = Arc::new(Cell { leads });
        }
    }
}

impl Column {
    /// Its leads in all lanes.
    pub fn leads(&self) -> impl Iterator<Item = &Arc<Entry>> {
        self.cells.iter().flat_map(|cell| &cell.leads)
    }

    /// Whether it has more leads than it is to have.
    pub fn is_over(&self) -> bool {
        self.limit.is_some_and(|limit| self.all > limit.count)
    }

    /// The hard limit that a lead more would break.
    pub fn refuses(&self) -> Option<usize> {
        self.limit.filter(|limit| limit.hard && self.all >= limit.count).map(|limit| limit.count)
    }
}

/// So many values are looked through one by one.
const FEW: usize = 16;

/// A value of an axis, while leads are put into it.
struct Value {
    id: RecordId,
    name: String,
    shape: String,
    group: usize,
    /// There even when no lead has it.
    stays: bool,
    all: usize,
    count: usize,
    sums: Vec<Money>,
}

impl Value {
    fn new(id: RecordId, name: String, stays: bool) -> Self {
        Value { id, name, shape: String::new(), group: 0, stays, all: 0, count: 0, sums: Vec::new() }
    }
}

/// The values of an axis, and which of them an id is.
struct Values {
    all: Vec<Value>,
    places: BTreeMap<RecordId, usize>,
    /// For ids that are none of them.
    unknown: Option<usize>,
}

impl Values {
    fn of(axis: Option<Axis>, tables: &Tables, with_out: bool, stays: bool, lang: Lang) -> Self {
        let mut all = Vec::new();
        match axis {
            None => {}
            Some(Axis::Stage) => {
                let groups = GROUPS.iter().chain(with_out.then_some(&OUT)).enumerate();
                for (group, name) in groups {
                    for (id, stage) in tables.terms_of("stage").into_iter().filter(|(_, stage)| stage.group == *name) {
                        let value = Value::new(id.clone(), term_name(tables, id, lang), stays);
                        all.push(Value { shape: stage.shape.clone(), group, ..value });
                    }
                }
            }
            Some(Axis::Officer) => {
                for (id, officer) in tables.officers.iter() {
                    all.push(Value::new(id.clone(), officer.name.clone(), false));
                }
            }
            Some(axis) => {
                for (id, _) in tables.terms_of(axis.word()) {
                    all.push(Value::new(id.clone(), term_name(tables, id, lang), stays));
                }
            }
        }
        let places = all.iter().enumerate().map(|(place, value)| (value.id.clone(), place)).collect();
        // A lead whose stage nobody knows is on no board; everything else may be unknown.
        let unknown = (axis != Some(Axis::Stage)).then(|| {
            all.push(Value::new(RecordId::default(), String::new(), axis.is_none()));
            all.len() - 1
        });
        Values { all, places, unknown }
    }

    fn place(&self, id: &RecordId) -> Option<usize> {
        // Asked for each of ten thousand leads: among a few, most differ in length already.
        let known = match self.all.len() {
            ..=FEW => self.all.iter().position(|value| value.id == *id),
            _ => self.places.get(id).copied(),
        };
        known.or(self.unknown)
    }
}

impl Shelf {
    /// The board of the leads it holds.
    pub fn board(&self, tables: &Tables, filter: &Filter, arrangement: &Arrangement, lang: Lang) -> Board {
        let Arrangement { by, rows, sort, with_out, today } = *arrangement;
        let mut columns = Values::of(Some(by), tables, with_out, true, lang);
        let mut lanes = Values::of(rows, tables, with_out, false, lang);
        // By stage a stage that has no column is not on the board; otherwise that has to be asked.
        let on_board = Values::of(Some(Axis::Stage), tables, with_out, true, lang);
        let mut cells: Vec<Vec<Arc<Entry>>> = vec![Vec::new(); columns.all.len() * lanes.all.len()];
        let (mut all, mut total) = (0, 0);
        let asks = !filter.is_empty();
        for (lead, entry) in self.leads() {
            if by != Axis::Stage && rows != Some(Axis::Stage) && on_board.place(&lead.stage).is_none() {
                continue;
            }
            let lane = rows.map_or(Some(0), |rows| lanes.place(rows.value(lead)));
            let (Some(column), Some(lane)) = (columns.place(by.value(lead)), lane) else { continue };
            let width = lanes.all.len();
            let (Some(in_column), Some(in_lane)) = (columns.all.get_mut(column), lanes.all.get_mut(lane)) else {
                continue;
            };
            all += 1;
            in_column.all += 1;
            in_lane.all += 1;
            if asks && !filter.admits(&entry.id, lead, tables) {
                continue;
            }
            total += 1;
            for value in [in_column, in_lane] {
                value.count += 1;
                if let Some(money) = lead.planned {
                    add_to(&mut value.sums, money);
                }
            }
            if let Some(cell) = cells.get_mut(column * width + lane) {
                cell.push(entry.clone());
            }
        }
        if sort == Sort::Urgent {
            for cell in &mut cells {
                // Stable: equally urgent ones stay as people put them.
                order::sort_by_key(cell, |entry| {
                    let late = entry.due.filter(|due| *due < today);
                    (entry.published, late.is_none(), late, late.is_none() && !entry.blocked)
                });
            }
        }
        let kept: Vec<bool> = lanes.all.iter().map(|lane| lane.stays || lane.all > 0).collect();
        let mut cells = cells.into_iter();
        let mut groups: Vec<(Group, Vec<Money>)> = group_ids(by, with_out).into_iter().map(group).collect();
        for value in columns.all {
            let row: Vec<_> = cells.by_ref().take(kept.len()).collect();
            if !value.stays && value.all == 0 {
                continue;
            }
            let cells = row.into_iter().zip(&kept).filter(|(_, kept)| **kept);
            let cells = cells.map(|(leads, _)| Arc::new(Cell { leads })).collect();
            if let Some((group, sums)) = groups.get_mut(value.group) {
                group.count += value.count;
                for money in &value.sums {
                    add_to(sums, *money);
                }
                group.columns.push(Column {
                    limit: Limit::of(tables, &value.id),
                    sums: format::money_sums(lang, &value.sums),
                    id: value.id,
                    name: value.name,
                    shape: value.shape,
                    count: value.count,
                    all: value.all,
                    cells,
                });
            }
        }
        let groups = groups.into_iter().map(|(group, sums)| Group { sums: format::money_sums(lang, &sums), ..group });
        let lanes = lanes.all.into_iter().zip(&kept).filter(|(_, kept)| **kept).map(|(value, _)| Lane {
            sums: format::money_sums(lang, &value.sums),
            id: value.id,
            name: value.name,
            count: value.count,
        });
        Board { by, rows, sort, groups: groups.collect(), lanes: lanes.collect(), total, all }
    }
}

fn group_ids(by: Axis, with_out: bool) -> Vec<&'static str> {
    match by {
        Axis::Stage => GROUPS.iter().chain(with_out.then_some(&OUT)).copied().collect(),
        other => vec![other.word()],
    }
}

fn group(id: &str) -> (Group, Vec<Money>) {
    (Group { id: id.to_owned(), count: 0, sums: String::new(), columns: Vec::new() }, Vec::new())
}

/// Adds an amount to those of its currency: one sum for each, yuan first, never across (SPEC M1).
fn add_to(sums: &mut Vec<Money>, money: Money) {
    match sums.iter_mut().find(|sum| sum.currency == money.currency) {
        Some(sum) => sum.amount = sum.amount.saturating_add(money.amount),
        None => {
            let at = sums.partition_point(|sum| sum.currency < money.currency);
            sums.insert(at, money);
        }
    }
}

/// One sum for each currency, yuan first; never across currencies (SPEC M1).
pub(super) fn add(amounts: impl Iterator<Item = Money>) -> Vec<Money> {
    let mut sums = Vec::new();
    for money in amounts {
        add_to(&mut sums, money);
    }
    sums
}
