use landfall_core::model::RecordId;
use landfall_core::view::Board;
use leptos::ev;
use leptos::prelude::*;

use super::card_id;
use super::drag::Drag;
use super::mover::Mover;
use crate::store::Session;
use crate::store::screen;

/// Keys on the board, where a card has the focus.
pub fn on_key(event: &ev::KeyboardEvent, mover: Mover, drag: Drag, board: Memo<Board>, session: Session) {
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
        "m" | "M" => mover.open_menu(&lead, &card_id(&lead)),
        "Escape" if lifting => mover.put_back(),
        // The drag listens for it at the window.
        "Escape" if drag.is_moving() => return,
        "ArrowLeft" if lifting => mover.carry(&lead, -1, 0),
        "ArrowRight" if lifting => mover.carry(&lead, 1, 0),
        "ArrowUp" if lifting => mover.carry(&lead, 0, -1),
        "ArrowDown" if lifting => mover.carry(&lead, 0, 1),
        "ArrowUp" | "k" => go(&lead, 0, -1, board, session),
        "ArrowDown" | "j" => go(&lead, 0, 1, board, session),
        "ArrowLeft" => go(&lead, -1, 0, board, session),
        "ArrowRight" => go(&lead, 1, 0, board, session),
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}

/// Moves the focus from a card to the one beside it; past an empty column to the next that has cards.
fn go(lead: &RecordId, columns: isize, places: isize, board: Memo<Board>, session: Session) {
    let next = board.with_untracked(|board| {
        let all: Vec<_> = board.columns().collect();
        let here = all.iter().position(|column| column.leads.contains(lead))?;
        let place = all.get(here)?.leads.iter().position(|id| id == lead)?;
        if columns == 0 {
            return all.get(here)?.leads.get(place.checked_add_signed(places)?).cloned();
        }
        let mut column = here;
        loop {
            column = column.checked_add_signed(columns)?;
            let leads = &all.get(column)?.leads;
            if let Some(last) = leads.len().checked_sub(1) {
                return leads.get(place.min(last)).cloned();
            }
        }
    });
    if let Some(next) = next {
        screen::focus(&card_id(&next));
        session.current.set(Some(next));
    }
}
