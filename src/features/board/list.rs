use std::sync::Arc;

use landfall_core::model::{Lead, RecordId};
use landfall_core::view::Card;
use landfall_core::view::board::{Cell, Stack};
use leptos::prelude::*;

use super::drag::use_drag;
use super::face::{Words, card_face};
use super::state::{BoardState, card_id, key_of, use_board};
use crate::i18n::{use_i18n, use_lang};
use crate::store::screen::{self, Markup, Row, Rows};
use crate::ui::live;

/// Drawn above and below what is in sight, CSS pixels: what a turn of the wheel uncovers is there already.
const AHEAD: f64 = 160.0;
/// What is in sight is looked at anew after so many pixels.
const STEP: f64 = 120.0;
/// The room that opens for a card that is carried.
pub const SLOT: f64 = 78.0;

/// The cards of one column in one lane; of many only those in sight are in the page.
#[component]
pub fn CardList(
    column: RecordId,
    lane: RecordId,
    /// The id of the element that names the list.
    named_by: String,
    /// What names it where no element does.
    #[prop(optional, into)]
    label: Option<Signal<String>>,
    folded: Memo<bool>,
) -> impl IntoView {
    let state = use_board();
    let drag = use_drag();
    let (i18n, lang) = (use_i18n(), use_lang());
    let list = list_id(&column, &lane);
    let cell = {
        let (column, lane) = (column.clone(), lane.clone());
        Memo::new(move |_| state.shown.with(|board| board.cell(&column, &lane).cloned()).unwrap_or_default())
    };
    let stack =
        Memo::new(move |_| state.card_size.with(|size| cell.with(|cell: &Arc<Cell>| Arc::new(cell.stack(size)))));
    let seen = {
        let column = column.clone();
        Memo::new(move |_| !folded.get() && state.in_sight(&column))
    };
    let down = RwSignal::new(0.0);
    let slot = {
        let (column, lane) = (column.clone(), lane.clone());
        Memo::new(move |_| {
            let spot =
                drag.spot.with(|spot| spot.as_ref().filter(|s| s.column == column && s.lane == lane).cloned())?;
            Some((spot.place, drag.slot_words(&spot)))
        })
    };
    let rows = StoredValue::new_local(Rows::default());
    let lane_of_rows = lane.clone();
    let drawn = list.clone();
    Effect::new(move |_| {
        let words = Words { i18n, lang: lang.get(), today: state.workspace.today() };
        let slot = slot.get();
        let now = cell.with(|cell| {
            stack.with(|stack| {
                let mut places = shown_places(state, cell, stack, seen.get(), down.get());
                if let Some(held) = drag.dragged.get() {
                    keep(&mut places, cell, &held);
                }
                rows_of(state, cell, stack, &places, slot.as_ref(), words, drag.dragged.get().as_ref())
            })
        });
        rows.try_update_value(|rows| rows.show(&drawn, now));
    });
    let length = live(move || {
        let room = if slot.with(Option::is_some) { SLOT } else { 0.0 };
        format!("{}px", stack.with(|stack| stack.height()) + room)
    });
    let scrolled = list.clone();
    let follow = move |_| {
        let (_, top) = screen::scrolled(&scrolled);
        let step = (top / STEP).floor() * STEP;
        if down.get_untracked().to_bits() != step.to_bits() {
            down.set(step);
        }
    };
    view! {
        <ul
            class="board-column__cards" id=list data-scroll="y" data-lane=key_of(&lane_of_rows)
            aria-labelledby=label.is_none().then_some(named_by) aria-label=label.map(|label| live(move || label.get()))
            style=("--length", length) on:scroll=follow
        ></ul>
    }
}

pub fn list_id(column: &RecordId, lane: &RecordId) -> String {
    format!("cards-{}-{}", key_of(column), key_of(lane))
}

/// Which places of a cell are drawn.
fn shown_places(state: BoardState, cell: &Cell, stack: &Stack, seen: bool, down: f64) -> Vec<usize> {
    let mut places: Vec<usize> = if state.whole.get() {
        (0..stack.len()).collect()
    } else if seen {
        let (_, height) = state.size.get();
        stack.between(down - AHEAD, down + height + STEP + AHEAD).collect()
    } else {
        Vec::new()
    };
    // What has the focus stays, however far one scrolls; and where it should go, it is there to take it.
    if let Some(current) = state.current.get() {
        keep(&mut places, cell, &current);
    }
    places
}

fn keep(places: &mut Vec<usize>, cell: &Cell, lead: &RecordId) {
    if let Some(place) = cell.leads.iter().position(|entry| entry.id == *lead)
        && let Err(at) = places.binary_search(&place)
    {
        places.insert(at, place);
    }
}

fn rows_of(
    state: BoardState,
    cell: &Cell,
    stack: &Stack,
    places: &[usize],
    slot: Option<&(usize, Markup)>,
    words: Words,
    dragged: Option<&RecordId>,
) -> Vec<Row> {
    let (current, open) = (state.current.get(), state.open.get());
    let lifted = state.lift.with(|lift| lift.as_ref().map(|lift| lift.lead.clone()));
    let size = state.card_size.get();
    let slot_top = slot.map(|(place, _)| stack.card(*place).map_or(stack.height(), |(top, _)| top));
    let mut rows = Vec::with_capacity(places.len() + 1);
    state.workspace.read(|document| {
        let tables = document.tables();
        for place in places {
            let (Some(entry), Some((top, height))) = (cell.leads.get(*place), stack.card(*place)) else { continue };
            let Some(lead) = tables.leads.get(&entry.id) else { continue };
            let card = Card::of(&entry.id, lead, tables, words.lang, words.today);
            let shift = if slot.is_some_and(|(at, _)| at <= place) { SLOT } else { 0.0 };
            let tab = match &current {
                Some(current) => *current == entry.id,
                None => *place == 0,
            };
            let mut attributes = attributes(&card, lead, size.title_lines(entry));
            attributes.extend([
                ("tabindex", (if tab { "0" } else { "-1" }).to_owned()),
                ("aria-setsize", stack.len().to_string()),
                ("aria-posinset", (place + 1).to_string()),
                ("data-open", open.as_ref().is_some_and(|code| *code == card.code && !code.is_empty()).to_string()),
                ("data-lifted", (lifted.as_ref() == Some(&entry.id)).to_string()),
                ("data-dragged", (dragged == Some(&entry.id)).to_string()),
            ]);
            let content = card_face(&card, words, true);
            rows.push(Row { id: card_id(&entry.id), class: "card", top: top + shift, height, attributes, content });
        }
    });
    if let (Some((_, content)), Some(top)) = (slot, slot_top) {
        let attributes = vec![("aria-hidden", "true".to_owned())];
        let (id, class) = ("board-slot".to_owned(), "board-column__slot");
        rows.push(Row { id, class, top, height: SLOT - size.gap(), attributes, content: content.clone() });
    }
    rows
}

fn attributes(card: &Card, lead: &Lead, lines: u32) -> Vec<(&'static str, String)> {
    vec![
        ("aria-label", format!("{} {}", card.title, card.company)),
        ("data-lead", card.id.to_string()),
        ("data-stage", lead.stage.to_string()),
        ("data-published", card.published.to_string()),
        ("data-sample", card.sample.to_string()),
        ("data-lines", lines.to_string()),
    ]
}
