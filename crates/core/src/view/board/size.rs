use std::ops::Range;
use std::sync::Arc;

use super::{Cell, Entry};

/// How close cards and their lines stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Density {
    #[default]
    Compact,
    Comfortable,
}

impl Density {
    /// Its word in the settings and on the board.
    pub fn word(self) -> &'static str {
        match self {
            Density::Compact => "compact",
            Density::Comfortable => "comfortable",
        }
    }

    pub fn from_word(word: &str) -> Self {
        if word == "comfortable" { Density::Comfortable } else { Density::Compact }
    }
}

/// How high a card is, known before it is drawn (SPEC B9). All in CSS pixels; style/features/board.css has the same.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CardSize {
    pub density: Density,
    /// What a line of the title has for itself.
    pub title: f64,
}

/// The title's font.
const FONT: f64 = 14.0;
/// What a card of a column has beside its title: the list's edge, its own, padding, the officer and a gap.
const BESIDE: f64 = 4.0 + 2.0 + 20.0 + 28.0;

impl CardSize {
    /// For a column this wide. `extra` is what stands beside the title where fingers need a larger button.
    pub fn in_column(width: f64, extra: f64, density: Density) -> Self {
        CardSize { density, title: (width - BESIDE - extra).max(FONT) }
    }

    /// Lines of its title, 1 to 3: a longer one is cut off. A line that ends with a word is not full.
    pub fn title_lines(&self, entry: &Entry) -> u32 {
        match f64::from(entry.title_width) * FONT / 100.0 / self.title {
            ..=1.0 => 1,
            ..=1.88 => 2,
            _ => 3,
        }
    }

    pub fn height(&self, entry: &Entry) -> f64 {
        let title = f64::from(self.title_lines(entry));
        let (edge, title_line, line, waterline, tags) = match self.density {
            Density::Compact => (16.0, 20.0, 18.0, 12.0, 24.0),
            Density::Comfortable => (22.0, 22.0, 20.0, 16.0, 26.0),
        };
        if entry.published {
            // Title, company, tags.
            return edge + title * title_line + line + tags;
        }
        // Title, facts, waterline, next step, blocker, days and amount.
        edge + title * title_line + 3.0 * line + waterline + if entry.blocked { line } else { 0.0 }
    }

    pub fn gap(&self) -> f64 {
        match self.density {
            Density::Compact => 6.0,
            Density::Comfortable => 8.0,
        }
    }
}

/// Where the cards of a cell stand, from its top.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stack {
    /// The top of each card and, last, the end.
    tops: Vec<f64>,
    gap: f64,
}

impl Stack {
    pub fn of(leads: &[Arc<Entry>], size: &CardSize) -> Self {
        let gap = size.gap();
        let mut tops = Vec::with_capacity(leads.len() + 1);
        let mut top = 0.0;
        tops.push(top);
        for lead in leads {
            top += size.height(lead) + gap;
            tops.push(top);
        }
        Stack { tops, gap }
    }

    pub fn len(&self) -> usize {
        self.tops.len().saturating_sub(1)
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All of it, the last gap included.
    pub fn height(&self) -> f64 {
        self.tops.last().copied().unwrap_or_default()
    }

    /// Top and height of a card.
    pub fn card(&self, place: usize) -> Option<(f64, f64)> {
        let (top, next) = (self.tops.get(place)?, self.tops.get(place + 1)?);
        Some((*top, next - top - self.gap))
    }

    /// The cards of which something stands between two heights.
    pub fn between(&self, from: f64, to: f64) -> Range<usize> {
        let first = self.tops.partition_point(|top| *top <= from).min(self.len()).saturating_sub(1);
        let last = self.tops.partition_point(|top| *top < to).min(self.len());
        first.min(last)..last
    }

    /// The place of the card above which something let go at this height stands: a card's upper half means above it.
    /// `without` does not count: it is the one that is carried.
    pub fn place_at(&self, y: f64, without: Option<usize>) -> usize {
        (0..self.len())
            .filter(|place| Some(*place) != without)
            .find(|place| self.card(*place).is_some_and(|(top, height)| y < top + height / 2.0))
            .unwrap_or(self.len())
    }
}

impl Cell {
    pub fn stack(&self, size: &CardSize) -> Stack {
        Stack::of(&self.leads, size)
    }
}
