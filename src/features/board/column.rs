use landfall_core::model::RecordId;
use landfall_core::view::{Board, Column};
use leptos::prelude::*;

use super::card::BoardCard;
use super::drag::use_drag;
use crate::i18n::{t, t_string, use_i18n};
use crate::store::{Workspace, use_settings};
use crate::ui::{Glyph, GlyphShape, Icon, IconName, live, live_view};

/// One stage: a region named by it, its count and sums, and the list of its cards.
#[component]
pub fn BoardColumn(
    stage: RecordId,
    board: Memo<Board>,
    workspace: Workspace,
    shown: RwSignal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let settings = use_settings();
    let drag = use_drag();
    let column = {
        let stage = stage.clone();
        Memo::new(move |_| board.with(|board| board.column(&stage).cloned()))
    };
    let part = move |look: fn(&Column) -> String| column.with(|column| column.as_ref().map(look).unwrap_or_default());
    let name = Memo::new(move |_| part(|column| column.name.clone()));
    let shape = Signal::derive(move || GlyphShape::named(&part(|column| column.shape.clone())));
    let count = Memo::new(move |_| column.with(|column| column.as_ref().map_or(0, |column| column.leads.len())));
    let leads = Memo::new(move |_| column.with(|column| column.as_ref().map(|c| c.leads.clone()).unwrap_or_default()));
    let key = stage.to_string();
    let heading = format!("column-{key}");
    let (labels_region, labels_list) = (heading.clone(), heading.clone());
    let folded = {
        let key = key.clone();
        Memo::new(move |_| settings.is_folded(&key))
    };
    let toggle = {
        let key = key.clone();
        move |_| settings.set_folded(&key, !folded.get_untracked())
    };
    let over = {
        let key = key.clone();
        Memo::new(move |_| drag.spot().is_some_and(|spot| spot.list == key))
    };
    let chosen = {
        let key = key.clone();
        move || shown.with(|shown| *shown == key).to_string()
    };
    view! {
        <section
            class="board-column" aria-labelledby=labels_region data-drop-list=key.clone() data-folded=live(move || folded.get().to_string())
            data-over=live(move || over.get().to_string()) data-chosen=chosen
        >
            <header class="board-column__head">
                <h3 class="board-column__name" id=heading>
                    <Glyph shape=shape />
                    <span class="board-column__word">{live(move || name.get())}</span>
                    <span class="board-column__count">{live(move || count.get())}</span>
                </h3>
                <span class="board-column__sums">{live(move || part(|column| column.sums.clone()))}</span>
                <button
                    class="board-column__fold" type="button" aria-expanded=live(move || (!folded.get()).to_string())
                    aria-label=live(move || {
                        if folded.get() {
                            t_string!(i18n, board.unfold, name = name.get())
                        } else {
                            t_string!(i18n, board.fold, name = name.get())
                        }
                    })
                    on:click=toggle
                >
                    {live_view(move || {view! { <Icon name=if folded.get() { IconName::Right } else { IconName::Left } size=14 /> }}.into_any())}
                </button>
            </header>
            <ul class="board-column__cards" data-scroll="y" aria-labelledby=labels_list>
                <For each=move || leads.get() key=|id| id.clone() let:id>
                    <BoardCard id=id stage=stage.clone() workspace=workspace />
                </For>
                <Show when=move || over.get() && drag.at_end()>
                    <li class="board-column__slot" aria-hidden="true">{t!(i18n, board.drop_here, name = name.get())}</li>
                </Show>
            </ul>
            <Show when=move || count.get() == 0 && !over.get()>
                <div class="board-column__empty">
                    <Icon name=IconName::Boat size=20 />
                    <p class="board-column__empty-title">{t!(i18n, board.empty_column, name = name.get())}</p>
                    <p>{t!(i18n, board.empty_column_hint)}</p>
                </div>
            </Show>
        </section>
    }
}
