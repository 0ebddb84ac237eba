//! The lead board: columns by stage in three lists, cards that move between them.

mod card;
mod column;
mod drag;
mod empty;
mod keys;
mod mover;
mod sample;
mod toolbar;

use landfall_core::query::Filter;
use landfall_core::view::{Board, Query};
use leptos::prelude::*;

use crate::i18n::{t, use_i18n, use_lang};
use crate::store::{Workspace, use_navigation, use_session, use_settings};
use crate::ui::{live, live_view};

use column::BoardColumn;
use drag::{DragGhost, provide_drag};
use empty::{EmptyBoard, NoMatch};
use mover::{MoveMenu, provide_mover};
pub use sample::{SampleActions, use_sample};
use toolbar::Toolbar;

/// The board of the open workspace.
#[component]
pub fn BoardPage(workspace: Workspace) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang();
    let navigation = use_navigation();
    let session = use_session();
    let filter = Memo::new(move |_| {
        let query: Query = Filter::OF_LEADS.iter().map(|key| ((*key).to_owned(), navigation.param(key))).collect();
        Filter::from_query(&query).on(workspace.today())
    });
    let board = Memo::new(move |_| workspace.read(|document| Board::of(document, &filter.get(), lang.get())));
    let mover = provide_mover(workspace, board);
    let drag = provide_drag(mover);
    let groups = Memo::new(move |_| {
        board.with(|board| {
            let stages = |columns: &[landfall_core::view::Column]| {
                columns.iter().map(|column| column.stage.clone()).collect::<Vec<_>>()
            };
            board.groups.iter().map(|group| (group.id.clone(), stages(&group.columns))).collect::<Vec<_>>()
        })
    });
    let empty = Memo::new(move |_| board.with(|board| board.all == 0));
    let no_match = Memo::new(move |_| board.with(|board| board.all > 0 && board.total == 0));
    // The phone shows one column at a time.
    let shown = RwSignal::new("stage/lead".to_owned());
    view! {
        <Toolbar workspace=workspace board=board />
        <StagePicker board=board shown=shown />
        <div
            class="board" data-scroll="x" data-dragging=live(move || drag.is_moving().to_string())
            on:keydown=move |event| keys::on_key(&event, mover, drag, board, session)
            on:pointerdown=move |event| drag.press(&event)
        >
            <div class="board__groups">
                <For each=move || groups.get() key=|(id, _)| id.clone() let((id, stages))>
                    <BoardGroup id=id stages=stages board=board workspace=workspace shown=shown />
                </For>
            </div>
            <Show when=move || empty.get()>
                <EmptyBoard workspace=workspace />
            </Show>
            <Show when=move || no_match.get()>
                <NoMatch />
            </Show>
        </div>
        <MoveMenu mover=mover workspace=workspace />
        <DragGhost workspace=workspace />
        // Where a lifted card is, for those who don't see it.
        <p class="visually-hidden" aria-live="assertive">{live(move || mover.announcement())}</p>
        <p class="visually-hidden">{t!(i18n, board.no_conversion)}</p>
    }
}

/// One list with its columns, on its own ground.
#[component]
fn BoardGroup(
    id: String,
    stages: Vec<landfall_core::model::RecordId>,
    board: Memo<Board>,
    workspace: Workspace,
    shown: RwSignal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let group = {
        let id = id.clone();
        Memo::new(move |_| {
            board.with(|board| {
                board.groups.iter().find(|group| group.id == id).map(|group| (group.count, group.sums.clone()))
            })
        })
    };
    let name = {
        let id = id.clone();
        move || match id.as_str() {
            "target" => t!(i18n, board.target).into_any(),
            "tracking" => t!(i18n, board.tracking).into_any(),
            _ => t!(i18n, board.landed).into_any(),
        }
    };
    let ashore = id == "landed";
    let settings = use_settings();
    // Open columns are equally wide in all three lists.
    let width = {
        let stages = stages.clone();
        move || {
            let open = stages.iter().filter(|stage| !settings.is_folded(stage.as_str())).count();
            open.to_string()
        }
    };
    view! {
        <section class="board-group" data-list=id style=("flex-grow", width)>
            {ashore.then(|| view! { <Shoreline /> })}
            <header class="board-group__head">
                <h2 class="board-group__name">{name}</h2>
                <span class="board-group__count">
                    {t!(i18n, board.count, count = group.get().map_or(0, |(count, _)| count))}
                </span>
                <span class="board-group__sums">{live(move || group.get().map(|(_, sums)| sums))}</span>
            </header>
            <div class="board-group__columns">
                {stages
                    .into_iter()
                    .map(|stage| view! { <BoardColumn stage=stage board=board workspace=workspace shown=shown /> })
                    .collect_view()}
            </div>
        </section>
    }
}

/// The coast between signed and landed: one smooth, fixed curve.
#[component]
fn Shoreline() -> impl IntoView {
    const COAST: &str = "M6 0 C14 90 2 150 8 240 S14 360 7 450 S0 560 6 660 S13 780 7 880 S2 960 6 1000";
    view! {
        <svg class="board-group__shore" viewBox="0 0 16 1000" preserveAspectRatio="none" aria-hidden="true">
            <path class="board-group__water" d=format!("{COAST} L0 1000 L0 0 Z") />
            <path class="board-group__coast" d=COAST vector-effect="non-scaling-stroke" />
        </svg>
    }
}

/// On the phone: which column is shown.
#[component]
fn StagePicker(board: Memo<Board>, shown: RwSignal<String>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="stage-picker">
            <label class="visually-hidden" for="stage-picker">{t!(i18n, board.stage_picker)}</label>
            <select
                id="stage-picker" class="field__input field__input--select"
                on:change=move |event| shown.set(event_target_value(&event))
            >
                {live_view(move || ({
                    let chosen = shown.get();
                    board.with(|board| {
                        board
                            .columns()
                            .map(|column| {
                                let value = column.stage.to_string();
                                let words = format!("{} {}", column.name, column.leads.len());
                                let selected = value == chosen;
                                view! { <option value=value selected=selected>{words}</option> }
                            })
                            .collect_view()
                    })
                }).into_any())}
            </select>
        </div>
    }
}

pub(crate) fn card_id(lead: &landfall_core::model::RecordId) -> String {
    format!("card-{lead}")
}
