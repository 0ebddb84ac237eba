//! Home events: a rule from the shore down to a label on land.

use crate::model::Lang;

use super::label::{Type, Words, words};
use super::place::Anchor;
use super::{ChartWords, Item, Label, Stroke};

/// Narrower than this a label is no longer read but spelt.
const NARROWEST: f64 = 104.0;
const WIDEST: f64 = 230.0;
const INDENT: f64 = 10.0;
const GAP: f64 = 14.0;
const ROWS: usize = 3;

/// A home event to be labelled.
pub(super) struct HomeEvent<'a, 'b> {
    pub item: &'b Item<'a>,
    pub x: f64,
    /// Where its rule begins: at the shore.
    pub shore: f64,
}

/// Labels and rules on land, and how far down they reach.
pub(super) struct Land {
    pub labels: Vec<Label>,
    pub rules: Vec<Stroke>,
    pub bottom: f64,
    /// The left edge of all of them.
    pub left: f64,
}

struct Choice<'a, 'b, 'c> {
    event: &'c HomeEvent<'a, 'b>,
    row: usize,
    anchor: Anchor,
    words: Words,
}

/// Places each label right of its rule in the first row with room for it, else left of it, else in a row below;
/// with no room in any, the event keeps its number on the shore alone.
pub(super) fn land(
    events: &[HomeEvent<'_, '_>],
    lang: Lang,
    dictionary: &ChartWords,
    sizes: Type,
    top: f64,
    frame: (f64, f64),
) -> Land {
    // What is taken in each row: labels, and rules on their way down.
    let mut rows: Vec<Vec<(f64, f64)>> = vec![Vec::new(); ROWS];
    if let Some(first) = rows.first_mut() {
        first.extend(events.iter().map(|event| (event.x, event.x)));
    }
    let mut choices: Vec<Choice<'_, '_, '_>> = Vec::new();
    for event in events.iter().rev() {
        let choice = (0..ROWS).find_map(|row| {
            let crosses = |taken: &Vec<(f64, f64)>| taken.iter().any(|(l, r)| *l < event.x && event.x < *r);
            if rows.iter().take(row).any(crosses) {
                return None;
            }
            let taken = rows.get(row)?;
            if crosses(taken) {
                return None;
            }
            let others = || taken.iter().filter(|(l, r)| (*l, *r) != (event.x, event.x));
            let right = others().filter(|(l, _)| *l >= event.x).map(|(l, _)| l - GAP).fold(frame.1, f64::min);
            let left = others().filter(|(_, r)| *r <= event.x).map(|(_, r)| r + GAP).fold(frame.0, f64::max);
            let room = [(Anchor::Start, right - event.x - INDENT), (Anchor::End, event.x - INDENT - left)];
            let (anchor, max) = room.into_iter().find(|(_, room)| *room >= NARROWEST)?;
            let words = words(event.item, lang, dictionary, sizes, max.min(WIDEST));
            (words.width <= max).then_some(Choice { event, row, anchor, words })
        });
        let Some(choice) = choice else { continue };
        for row in rows.iter_mut().take(choice.row) {
            row.push((event.x, event.x));
        }
        if let Some(row) = rows.get_mut(choice.row) {
            let reach = INDENT + choice.words.width;
            row.push(match choice.anchor {
                Anchor::Start => (event.x, event.x + reach),
                Anchor::End => (event.x - reach, event.x),
            });
        }
        choices.push(choice);
    }
    place(&choices, top, frame.1)
}

fn place(choices: &[Choice<'_, '_, '_>], top: f64, edge: f64) -> Land {
    let mut land = Land { labels: Vec::new(), rules: Vec::new(), bottom: top, left: edge };
    let mut row_top = top;
    for row in 0..ROWS {
        let of_row = || choices.iter().filter(|choice| choice.row == row);
        for choice in of_row() {
            let x = match choice.anchor {
                Anchor::Start => choice.event.x + INDENT,
                Anchor::End => choice.event.x - INDENT,
            };
            let label = choice.words.place(&choice.event.item.event.id, choice.anchor, x, row_top);
            land.left = land.left.min(label.bounds.left).min(choice.event.x);
            land.rules.push(Stroke {
                x1: choice.event.x,
                y1: choice.event.shore,
                x2: choice.event.x,
                y2: label.bounds.bottom,
            });
            land.labels.push(label);
        }
        let height = of_row().map(|choice| choice.words.height).fold(0.0, f64::max);
        if height > 0.0 {
            land.bottom = row_top + height;
            row_top = land.bottom + GAP;
        }
    }
    land.labels.reverse();
    land.rules.reverse();
    land
}
