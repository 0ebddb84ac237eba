use crate::model::{Day, Lead, RecordId};
use crate::view::Query;

/// What the columns of a board are, or its lanes: a field of the lead whose values stand side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    Stage,
    Zone,
    Officer,
    Industry,
    Source,
}

impl Axis {
    pub const ALL: [Axis; 5] = [Axis::Stage, Axis::Zone, Axis::Officer, Axis::Industry, Axis::Source];

    /// Its word in the address, the one that also filters by it.
    pub fn word(self) -> &'static str {
        match self {
            Axis::Stage => "stage",
            Axis::Zone => "zone",
            Axis::Officer => "owner",
            Axis::Industry => "industry",
            Axis::Source => "source",
        }
    }

    pub fn from_word(word: &str) -> Option<Axis> {
        Axis::ALL.into_iter().find(|axis| axis.word() == word)
    }

    /// The field of a lead that it shows and that a move sets.
    pub fn field(self) -> &'static str {
        match self {
            Axis::Officer => "officer",
            other => other.word(),
        }
    }

    pub fn value(self, lead: &Lead) -> &RecordId {
        match self {
            Axis::Stage => &lead.stage,
            Axis::Zone => &lead.zone,
            Axis::Officer => &lead.officer,
            Axis::Industry => &lead.industry,
            Axis::Source => &lead.source,
        }
    }
}

/// In which order leads stand inside a cell (SPEC B8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// As people put them.
    #[default]
    Rank,
    /// Overdue ones first, the latest on top, then those with a blocker, then the others by rank.
    Urgent,
}

/// How a board is laid out, as its address says (SPEC B6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrangement {
    pub by: Axis,
    pub rows: Option<Axis>,
    pub sort: Sort,
    /// Whether leads that are out are shown too.
    pub with_out: bool,
    /// What is overdue depends on it.
    pub today: Day,
}

impl Arrangement {
    /// The parts of an address it is read from.
    pub const KEYS: [&str; 4] = ["by", "rows", "sort", "out"];

    /// Stages without lanes, by rank.
    pub fn plain(today: Day) -> Self {
        Arrangement { by: Axis::Stage, rows: None, sort: Sort::Rank, with_out: false, today }
    }

    pub fn from_query(query: &Query, today: Day) -> Self {
        let part = |key: &str| query.get(key).map(String::as_str).unwrap_or_default();
        let by = Axis::from_word(part("by")).unwrap_or(Axis::Stage);
        Arrangement {
            by,
            rows: Axis::from_word(part("rows")).filter(|rows| *rows != by),
            sort: if part("sort") == "urgent" { Sort::Urgent } else { Sort::Rank },
            with_out: part("out") == "1",
            today,
        }
    }
}
