//! Labels at sea: beside their mast, or over it.

use super::label::{Type, Words, words};
use super::place::{Anchor, Room};
use super::scale::{Coast, tenth};
use super::wide::Mast;
use super::{ChartInput, Item, Label};

/// The widths a label is tried in.
const MEASURES: [f64; 8] = [272.0, 250.0, 220.0, 190.0, 165.0, 140.0, 118.0, 100.0];

/// Places the labels at sea, each at the cheapest free place; an event without one keeps its number (CH9).
pub(super) fn sea_labels(
    input: &ChartInput<'_>,
    sizes: Type,
    items: &[Item<'_>],
    masts: &[Mast],
    coast: &Coast,
    room: &mut Room,
) -> Vec<Label> {
    let mut labels = Vec::new();
    for mast in masts {
        let Some(item) = items.iter().find(|item| item.event.id == mast.event) else { continue };
        let mut best: Option<(f64, Anchor, f64, f64, Words)> = None;
        for (i, max) in MEASURES.into_iter().enumerate() {
            let words = words(item, input.lang, input.words, sizes, max);
            let crowding = 30.0 * i as f64 + 12.0 * words.lines() as f64;
            for (cost, anchor, x, top) in places(mast, &words, coast) {
                let cost = cost + crowding;
                let rect = words.rect(anchor, x, top);
                if best.as_ref().is_none_or(|(least, ..)| cost < *least) && room.is_free(&rect, 4.0) {
                    best = Some((cost, anchor, x, top, words.clone()));
                }
            }
        }
        if let Some((_, anchor, x, top, words)) = best {
            let label = words.place(&mast.event, anchor, tenth(x), tenth(top));
            room.take(label.bounds);
            labels.push(label);
        }
    }
    labels
}

/// The places a label may take beside or above its mast, each with its cost.
fn places(mast: &Mast, words: &Words, coast: &Coast) -> Vec<(f64, Anchor, f64, f64)> {
    let names = |anchor: Anchor| mast.spars.iter().filter_map(|s| s.name.as_ref()).filter(move |n| n.anchor == anchor);
    let tip = mast.spars.iter().map(|spar| spar.x2).fold(mast.x, f64::max);
    let right = names(Anchor::Start).map(|name| name.bounds.right).fold(tip + 6.0, f64::max) + 20.0;
    let left = names(Anchor::End).map(|name| name.bounds.left).fold(mast.x - 6.0, f64::min) - 16.0;
    let first = mast.spars.first().map_or(mast.top, |spar| spar.y);
    let short = mast.foot - mast.top < 130.0;
    let mut out = Vec::new();
    // Beside: level with the farthest stop, or as near to that as there is room.
    let mut top = 8.0;
    while top + words.height < coast.across(mast.x, 0.0) - 2.0 {
        let off = (top - (first - 11.0)).abs() * 0.6;
        let aside = if short { 90.0 } else { 0.0 };
        out.push((off + aside, Anchor::Start, right, top));
        out.push((off + aside + 40.0, Anchor::End, left, top));
        top += 6.0;
    }
    // On the tint of a wide mast, right of the names of its stops.
    let on_tint = names(Anchor::Start).map(|name| name.bounds.right).fold(mast.x, f64::max) + 16.0;
    if on_tint < tip {
        let mut top = first + 5.0;
        while top + words.height < coast.across(mast.x, 0.0) - 2.0 {
            out.push((20.0 + (top - first) * 0.3, Anchor::Start, on_tint, top));
            top += 6.0;
        }
    }
    // Above: right over the top of the mast, to either side of it.
    let above = mast.top - 8.0 - words.height;
    let aloft = if short { 0.0 } else { 60.0 };
    for lift in [0.0, 24.0, 48.0, 80.0, 120.0] {
        out.push((aloft + lift, Anchor::Start, mast.x - 8.0, above - lift));
        out.push((aloft + lift + 6.0, Anchor::End, mast.x + 10.0, above - lift));
    }
    out
}
