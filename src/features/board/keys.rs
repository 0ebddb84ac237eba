use landfall_core::model::RecordId;
use landfall_core::view::board::{Board, Spot};
use leptos::ev;
use leptos::prelude::*;

use super::drag::Drag;
use super::mover::Mover;
use super::state::{BoardState, card_id, key_of};
use crate::store::screen;

/// Keys on the board, where a card has the focus.
pub fn on_key(event: &ev::KeyboardEvent, state: BoardState, mover: Mover, drag: Drag) {
    if screen::is_composing(event)
        || screen::is_typing(event)
        || event.ctrl_key()
        || event.meta_key()
        || event.alt_key()
    {
        return;
    }
    let Some(lead) = screen::closest(event, "data-lead").map(RecordId::new) else { return };
    // A button or a link inside the card has its own Enter and Space.
    let on_card = screen::is_on(event, "data-lead");
    let key = event.key();
    let lifting = mover.lifting();
    match key.as_str() {
        " " if on_card => mover.lift_or_drop(&lead),
        "Enter" if on_card && lifting => mover.lift_or_drop(&lead),
        "Enter" if on_card => mover.open(&lead),
        "m" | "M" if !lifting => mover.open_menu(&lead, &card_id(&lead)),
        "Escape" if lifting => mover.put_back(),
        // The drag listens for it at the window.
        "Escape" if drag.is_moving_now() => return,
        // Pressed before the lead that was just opened took the focus, or while one looks at others beside it.
        "Escape" if untrack(|| mover.close()) => {}
        "ArrowLeft" if lifting => mover.carry(-1, 0),
        "ArrowRight" if lifting => mover.carry(1, 0),
        "ArrowUp" if lifting => mover.carry(0, -1),
        "ArrowDown" if lifting => mover.carry(0, 1),
        // Elsewhere a lifted card is lost sight of.
        _ if lifting => return,
        "ArrowUp" | "k" => go(&lead, state, &|board, at| beside(board, at, -1)),
        "ArrowDown" | "j" => go(&lead, state, &|board, at| beside(board, at, 1)),
        "PageUp" => go(&lead, state, &|board, at| far(board, at, -page(state))),
        "PageDown" => go(&lead, state, &|board, at| far(board, at, page(state))),
        "Home" => go(&lead, state, &|board, at| far(board, at, isize::MIN)),
        "End" => go(&lead, state, &|board, at| far(board, at, isize::MAX)),
        "ArrowLeft" => go(&lead, state, &|board, at| sideways(board, at, -1, state)),
        "ArrowRight" => go(&lead, state, &|board, at| sideways(board, at, 1, state)),
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}

/// Moves the focus from a card to another.
fn go(lead: &RecordId, state: BoardState, to: &dyn Fn(&Board, Spot) -> Option<Spot>) {
    let next = state.shown.with_untracked(|board| {
        let spot = to(board, board.find(lead)?)?;
        board.leads_at(spot).get(spot.place).map(|entry| entry.id.clone())
    });
    if let Some(next) = next {
        state.focus(&next);
    }
}

/// The card above or below; past the end of a cell the one in the next lane that has cards.
fn beside(board: &Board, at: Spot, step: isize) -> Option<Spot> {
    let place = at.place.checked_add_signed(step).filter(|place| *place < board.leads_at(at).len());
    if let Some(place) = place {
        return Some(Spot { place, ..at });
    }
    let mut lane = at.lane;
    loop {
        lane = lane.checked_add_signed(step).filter(|lane| *lane < board.lanes.len())?;
        let spot = Spot { lane, place: 0, ..at };
        if let Some(last) = board.leads_at(spot).len().checked_sub(1) {
            return Some(Spot { place: if step < 0 { last } else { 0 }, ..spot });
        }
    }
}

/// Further up or down the same cell, at most to its ends.
fn far(board: &Board, at: Spot, step: isize) -> Option<Spot> {
    let last = board.leads_at(at).len().checked_sub(1)?;
    let place = at.place.saturating_add_signed(step).min(last);
    Some(Spot { place, ..at })
}

/// The card beside it, past empty and folded columns.
fn sideways(board: &Board, at: Spot, step: isize, state: BoardState) -> Option<Spot> {
    let mut column = at.column;
    loop {
        column = column.checked_add_signed(step)?;
        let there = board.columns().nth(column)?;
        let spot = Spot { column, ..at };
        if untrack(|| state.is_folded(&key_of(&there.id))) {
            continue;
        }
        if let Some(last) = board.leads_at(spot).len().checked_sub(1) {
            state.chosen.set(there.id.clone());
            return Some(Spot { place: at.place.min(last), ..spot });
        }
    }
}

/// Cards that a column shows at once, about.
fn page(state: BoardState) -> isize {
    let (_, height) = state.size.get_untracked();
    #[allow(clippy::cast_possible_truncation)]
    ((height / 110.0) as isize - 1).max(1)
}
