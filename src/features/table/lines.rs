//! Where the lines of the table are: the heading, group heads, rows. Positions are CSS pixels from the top of the first.

use std::ops::Range;

use landfall_core::model::RecordId;
use landfall_core::view::table::Table;

/// How high lines are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Heights {
    /// No heads where nothing is grouped.
    pub group: f64,
    pub row: f64,
}

/// Rows drawn above and below what is in sight, so that a step of scrolling shows no gap.
const MARGIN: f64 = 200.0;

/// A line of the table, by what it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    Head,
    Group(RecordId),
    Row(RecordId),
}

/// A group as it lies in the table.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    pub id: RecordId,
    pub top: f64,
    pub height: f64,
    /// Rows that are there: none when it is folded.
    pub rows: usize,
    /// The number of its first line, the heading being 1.
    pub first_line: usize,
    pub headed: bool,
}

/// All lines.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lines {
    pub groups: Vec<Placed>,
    pub height: f64,
    /// With the heading.
    pub count: usize,
}

impl Lines {
    pub fn of(table: &Table, heights: Heights, folded: impl Fn(&RecordId) -> bool) -> Self {
        let headed = heights.group > 0.0;
        let (mut top, mut line) = (0.0, 2);
        let mut groups = Vec::new();
        for group in &table.groups {
            let rows = if headed && folded(&group.id) { 0 } else { group.leads.len() };
            let height = heights.group + float(rows) * heights.row;
            groups.push(Placed { id: group.id.clone(), top, height, rows, first_line: line, headed });
            top += height;
            line += rows + usize::from(headed);
        }
        Lines { groups, height: top, count: line - 1 }
    }

    /// The groups that reach into what is in sight.
    pub fn in_sight(&self, top: f64, height: f64) -> Vec<usize> {
        let reaches = |group: &Placed| group.top < top + height + MARGIN && group.top + group.height > top - MARGIN;
        self.groups.iter().enumerate().filter(|(_, group)| reaches(group)).map(|(at, _)| at).collect()
    }

    /// The line so many lines further (back when negative), held at the ends.
    pub fn step(&self, table: &Table, from: &Line, by: isize) -> Line {
        let at = self.number(table, from).saturating_add_signed(by).clamp(1, self.count.max(1));
        self.line(table, at)
    }

    /// The number of a line, the heading being 1; that is also what a line counts as that is not there.
    pub fn number(&self, table: &Table, line: &Line) -> usize {
        let groups = || self.groups.iter().zip(&table.groups);
        let found = match line {
            Line::Head => None,
            Line::Group(id) => groups().find(|(_, group)| group.id == *id).map(|(placed, _)| placed.first_line),
            Line::Row(id) => groups().find_map(|(placed, group)| {
                let at = group.leads.iter().take(placed.rows).position(|lead| lead == id)?;
                Some(placed.first_line + usize::from(placed.headed) + at)
            }),
        };
        found.unwrap_or(1)
    }

    /// The line of a number.
    pub fn line(&self, table: &Table, number: usize) -> Line {
        let found = self.groups.iter().zip(&table.groups).find_map(|(placed, group)| {
            let at = number.checked_sub(placed.first_line)?;
            if placed.headed && at == 0 {
                return Some(Line::Group(group.id.clone()));
            }
            let row = at - usize::from(placed.headed);
            if row < placed.rows { group.leads.get(row).map(|id| Line::Row(id.clone())) } else { None }
        });
        found.unwrap_or(Line::Head)
    }

    /// Where a line lies: top and height.
    pub fn place(&self, table: &Table, line: &Line, heights: Heights) -> Option<(f64, f64)> {
        let number = self.number(table, line);
        let placed = self.groups.iter().rfind(|placed| placed.first_line <= number)?;
        let at = number - placed.first_line;
        Some(match (placed.headed, at) {
            (true, 0) => (placed.top, heights.group),
            (headed, at) => (placed.top + heights.group + float(at - usize::from(headed)) * heights.row, heights.row),
        })
    }

    /// The rows of a group that are in sight.
    pub fn rows_in_sight(placed: &Placed, heights: Heights, top: f64, height: f64) -> Range<usize> {
        let first = placed.top + heights.group;
        let at = |y: f64| index((y - first) / heights.row).min(placed.rows);
        at(top - MARGIN)..at(top + height + MARGIN + heights.row)
    }
}

/// A count as a length. Tables have far fewer rows than an f64 can count.
#[allow(clippy::cast_precision_loss)]
pub fn float(count: usize) -> f64 {
    count as f64
}

/// A length as an index, nothing below zero.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn index(length: f64) -> usize {
    length.max(0.0) as usize
}
