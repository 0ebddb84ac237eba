//! The lead board: leads in columns, in lanes across them, and cards that move between them.

mod arrange;
mod column;
mod drag;
mod empty;
mod face;
mod groups;
mod keys;
mod limit;
mod list;
mod menu;
mod mover;
mod sample;
mod state;
mod toolbar;

use landfall_core::model::RecordId;
use leptos::ev;
use leptos::prelude::*;

use crate::i18n::{t, use_i18n};
use crate::store::{Workspace, screen};
use crate::ui::live;

use drag::{DragGhost, provide_drag};
use empty::{EmptyBoard, NoMatch};
use groups::{ColumnPicker, Groups, ListSwitch};
use menu::MoveMenu;
use mover::mover_of;
pub use sample::{SampleActions, use_sample};
use state::{BOARD, provide_board};
use toolbar::Toolbar;

/// The board of the open workspace.
#[component]
pub fn BoardPage(workspace: Workspace) -> impl IntoView {
    let i18n = use_i18n();
    let state = provide_board(workspace);
    let mover = mover_of(state);
    let drag = provide_drag(state, mover);
    let empty = Memo::new(move |_| state.board.with(|board| board.all == 0));
    let no_match = Memo::new(move |_| state.board.with(|board| board.all > 0 && board.total == 0));
    let watch = StoredValue::new_local(None);
    Effect::new(move |_| {
        let size = state.size;
        let watched = screen::watch_size(BOARD, move |width, height| {
            if size.try_get_untracked().is_some_and(|now| now != (width, height)) {
                size.set((width, height));
            }
        });
        watch.try_set_value(watched);
    });
    let clicked = move |event: ev::MouseEvent| {
        if let Some(lead) = screen::closest(&event, "data-move").and_then(|_| screen::closest(&event, "data-lead")) {
            mover.open_menu(&RecordId::new(lead.clone()), &format!("move-{lead}"));
        }
    };
    let focused = move |event: ev::FocusEvent| {
        if let Some(lead) = screen::closest(&event, "data-lead").map(RecordId::new)
            && state.session.current.with_untracked(|now| now.as_ref() != Some(&lead))
        {
            state.session.current.set(Some(lead));
        }
    };
    view! {
        <Toolbar workspace=workspace board=state.board />
        <ColumnPicker />
        <ListSwitch />
        <div
            class="board" id=BOARD data-scroll="x" data-density=live(move || state.density.get().word()) data-one-list=live(move || state.is_one_list().to_string())
            data-lanes=live(move || state.arrangement.get().rows.is_some().to_string())
            on:keydown=move |event| keys::on_key(&event, state, mover, drag)
            on:pointerdown=move |event| drag.press(&event) on:click=clicked on:focusin=focused
            // A finger that carries a card does not scroll, nor open the browser's menu.
            on:touchmove=move |event| {
                if drag.is_moving_now() {
                    event.prevent_default();
                }
            }
            on:contextmenu=move |event| {
                if drag.is_finger_on() {
                    event.prevent_default();
                }
            }
            on:scroll=move |_| state.across.set(screen::scrolled(BOARD).0)
        >
            <Groups />
            <Show when=move || empty.get()>
                <EmptyBoard workspace=workspace />
            </Show>
            <Show when=move || no_match.get()>
                <NoMatch />
            </Show>
        </div>
        <MoveMenu mover=mover />
        <DragGhost drag=drag />
        // Where a lifted card is, for those who don't see it.
        <p class="visually-hidden" aria-live="assertive">{live(move || mover.announcement())}</p>
        <p class="visually-hidden">{t!(i18n, board.no_conversion)}</p>
    }
}
