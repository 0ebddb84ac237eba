use std::cmp::Ordering;

use super::TableColumn;
use super::sort::{Key, compare};
use crate::model::{Lead, RecordId};
use crate::view::Query;

/// How the table is laid out, as the address says it (SPEC TA2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    pub columns: Vec<TableColumn>,
    pub sort: Vec<Sort>,
    pub group: Grouping,
    /// Leads that are out are shown, too: asked for by themselves or by their stage.
    pub with_out: bool,
}

/// One column rows are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort {
    pub column: TableColumn,
    pub descending: bool,
}

/// What groups share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Grouping {
    #[default]
    Stage,
    Zone,
    Officer,
    Industry,
    Source,
    None,
}

impl Grouping {
    pub const ALL: [Grouping; 6] =
        [Grouping::Stage, Grouping::Zone, Grouping::Officer, Grouping::Industry, Grouping::Source, Grouping::None];

    /// The name in the address; that of the dictionary where there is one.
    pub fn id(self) -> &'static str {
        match self {
            Grouping::Stage => "stage",
            Grouping::Zone => "zone",
            Grouping::Officer => "officer",
            Grouping::Industry => "industry",
            Grouping::Source => "source",
            Grouping::None => "none",
        }
    }

    /// What a lead shares with its group; `None` where nothing is grouped.
    pub(super) fn of(self, lead: &Lead) -> Option<&RecordId> {
        Some(match self {
            Grouping::Stage => &lead.stage,
            Grouping::Zone => &lead.zone,
            Grouping::Officer => &lead.officer,
            Grouping::Industry => &lead.industry,
            Grouping::Source => &lead.source,
            Grouping::None => return None,
        })
    }
}

impl Layout {
    /// The parts of an address that lay the table out, beside those that filter it.
    pub const PARTS: [&str; 5] = ["cols", "sort", "group", "out", "stage"];

    /// Reads [`Layout::PARTS`]. What is not known is passed over; without anything known it is as if it were absent.
    pub fn from_query(query: &Query) -> Self {
        let part = |key: &str| query.get(key).map(String::as_str).unwrap_or_default();
        let mut columns = Vec::new();
        for column in part("cols").split(',').filter_map(TableColumn::from_id) {
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
        if columns.is_empty() {
            columns = TableColumn::DEFAULT.to_vec();
        }
        let mut sort: Vec<Sort> = part("sort").split(',').filter_map(Sort::read).collect();
        if sort.is_empty() {
            sort.push(Sort { column: TableColumn::Due, descending: false });
        }
        let group = Grouping::ALL.into_iter().find(|group| group.id() == part("group")).unwrap_or_default();
        Layout { columns, sort, group, with_out: part("out") == "1" || !part("stage").is_empty() }
    }

    /// `cols` for the address; empty where it is the default.
    pub fn columns_text(columns: &[TableColumn]) -> String {
        if columns == TableColumn::DEFAULT {
            return String::new();
        }
        columns.iter().map(|column| column.id()).collect::<Vec<_>>().join(",")
    }

    /// `sort` for the address after a press on a heading: ascending, then descending, then not at all. `more` keeps the
    /// columns that sort already, the new one after them.
    pub fn sort_text(&self, column: TableColumn, more: bool) -> String {
        let now = self.sort.iter().find(|sort| sort.column == column).map(|sort| sort.descending);
        let mut sort = if more { self.sort.clone() } else { Vec::new() };
        let place = sort.iter().position(|sort| sort.column == column);
        match (now, place) {
            (None, _) => sort.push(Sort { column, descending: false }),
            (Some(false), Some(at)) => sort.splice(at..=at, [Sort { column, descending: true }]).for_each(drop),
            (Some(false), None) => sort.push(Sort { column, descending: true }),
            (Some(true), Some(at)) => {
                sort.remove(at);
            }
            // Nothing sorts any more: back to what is usual.
            (Some(true), None) => {}
        }
        let usual = [Sort { column: TableColumn::Due, descending: false }];
        if sort == usual { String::new() } else { sort.iter().map(Sort::text).collect::<Vec<_>>().join(",") }
    }

    /// How a column sorts: its place among those that do, from 1, and whether downwards.
    pub fn sorted_by(&self, column: TableColumn) -> Option<(usize, bool)> {
        let at = self.sort.iter().position(|sort| sort.column == column)?;
        Some((at + 1, self.sort.get(at)?.descending))
    }

    pub(super) fn compare(&self, a: &[Key], b: &[Key]) -> Ordering {
        let each = self.sort.iter().zip(a.iter().zip(b));
        each.map(|(sort, (a, b))| compare(a, b, sort.descending)).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    }
}

impl Sort {
    fn read(text: &str) -> Option<Self> {
        let column = TableColumn::from_id(text.trim_start_matches('-'))?;
        Some(Sort { column, descending: text.starts_with('-') })
    }

    fn text(&self) -> String {
        format!("{}{}", if self.descending { "-" } else { "" }, self.column.id())
    }
}
