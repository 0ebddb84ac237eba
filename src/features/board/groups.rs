//! The board's grounds: lists of columns beside each other, lanes across them.

use landfall_core::model::RecordId;
use landfall_core::view::board::{Axis, CardSize, Stack};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

use super::column::{BoardColumn, Part};
use super::state::{BoardState, key_of, lane_key, use_board};
use crate::i18n::{Locale, t_string, use_i18n};
use crate::ui::{Icon, IconName, live, live_view};

/// What stands where, by name: drawn anew when that changes, not when a lead moves.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Plan {
    by: Axis,
    lanes: Option<Vec<RecordId>>,
    groups: Vec<(String, Vec<RecordId>)>,
}

#[component]
pub fn Groups() -> impl IntoView {
    let state = use_board();
    let plan = Memo::new(move |_| {
        state.board.with(|board| Plan {
            by: board.by,
            lanes: board.rows.map(|_| board.lanes.iter().map(|lane| lane.id.clone()).collect()),
            groups: board
                .groups
                .iter()
                .map(|group| (group.id.clone(), group.columns.iter().map(|column| column.id.clone()).collect()))
                .collect(),
        })
    });
    live_view(move || {
        let plan = plan.get();
        let row = |part: Part| {
            let groups = plan.groups.iter().cloned();
            groups.map(|(id, columns)| view! { <BoardGroup id=id columns=columns part=part.clone() /> }).collect_view()
        };
        match &plan.lanes {
            None => view! { <div class="board__groups">{row(Part::Whole)}</div> }.into_any(),
            Some(lanes) => {
                let lanes = lanes.iter().map(|lane| {
                    let cells = row(Part::Lane(lane.clone()));
                    view! { <BoardLane id=lane.clone() cells=cells.into_any() /> }
                });
                let lanes = lanes.collect_view();
                view! {
                    <div class="board__lanes" data-scroll="y">
                        <div class="board__groups board__heads">{row(Part::Head)}</div>
                        {lanes}
                    </div>
                }
                .into_any()
            }
        }
    })
}

/// One list with its columns, on its own ground.
#[component]
fn BoardGroup(id: String, columns: Vec<RecordId>, part: Part) -> impl IntoView {
    let i18n = use_i18n();
    let state = use_board();
    let group = {
        let id = id.clone();
        Memo::new(move |_| {
            state.board.with(|board| {
                board.groups.iter().find(|group| group.id == id).map(|group| (group.count, group.sums.clone()))
            })
        })
    };
    let named = id.clone();
    let name = live(move || group_name(i18n, &named));
    // Open columns are equally wide in all lists.
    let width = {
        let columns = columns.clone();
        live(move || columns.iter().filter(|column| !state.is_folded(&key_of(column))).count().to_string())
    };
    let chosen = {
        let columns = columns.clone();
        live(move || state.chosen.with(|chosen| columns.contains(chosen)).to_string())
    };
    let headed = !matches!(part, Part::Lane(_));
    let ashore = id == "landed";
    let columns =
        columns.into_iter().map(|column| view! { <BoardColumn id=column part=part.clone() /> }).collect_view();
    view! {
        <section class="board-group" data-list=id data-chosen=chosen style=("flex-grow", width)>
            {ashore.then(|| view! { <Shoreline /> })}
            {headed.then(|| view! {
                <header class="board-group__head">
                    <h2 class="board-group__name">{name}</h2>
                    <span class="board-group__count">
                        {live(move || t_string!(i18n, board.count, count = group.with(|group| group.as_ref().map_or(0, |g| g.0))))}
                    </span>
                    <span class="board-group__sums">{live(move || group.get().map(|(_, sums)| sums))}</span>
                </header>
            })}
            <div class="board-group__columns">{columns}</div>
        </section>
    }
}

/// A lane across all columns: its name, count and sums, and under them a cell for each column.
#[component]
fn BoardLane(id: RecordId, cells: AnyView) -> impl IntoView {
    let i18n = use_i18n();
    let state = use_board();
    let lane = {
        let id = id.clone();
        Memo::new(move |_| state.board.with(|board| board.lanes.iter().find(|lane| lane.id == id).cloned()))
    };
    let name = Memo::new(move |_| {
        let name = lane.with(|lane| lane.as_ref().map(|lane| lane.name.clone()).unwrap_or_default());
        if name.is_empty() { t_string!(i18n, board.not_set).to_owned() } else { name }
    });
    let key = lane_key(&id);
    let folded = {
        let key = key.clone();
        Memo::new(move |_| state.is_folded(&key))
    };
    let heading = format!("lane-{}", key_of(&id));
    let labels = heading.clone();
    let height = live(move || format!("{}px", lane_height(state, &id)));
    view! {
        <section class="board-lane" aria-labelledby=labels data-folded=live(move || folded.get().to_string())>
            <header class="board-lane__head">
                <button
                    class="board-lane__fold" type="button" aria-expanded=live(move || (!folded.get()).to_string())
                    aria-label=live(move || {
                        if folded.get() { t_string!(i18n, board.unfold, name = name.get()) } else { t_string!(i18n, board.fold, name = name.get()) }
                    })
                    on:click=move |_| state.set_folded(&key, !folded.get_untracked())
                >
                    {live_view(move || view! { <Icon name=if folded.get() { IconName::Right } else { IconName::Down } size=14 /> }.into_any())}
                </button>
                <h2 class="board-lane__name" id=heading>{live(move || name.get())}</h2>
                <span class="board-lane__count">
                    {live(move || t_string!(i18n, board.count, count = lane.with(|lane| lane.as_ref().map_or(0, |lane| lane.count))))}
                </span>
                <span class="board-lane__sums">{live(move || lane.with(|lane| lane.as_ref().map(|lane| lane.sums.clone())))}</span>
            </header>
            <div class="board__groups board-lane__cells" hidden=live(move || folded.get()) style=("block-size", height)>{cells}</div>
        </section>
    }
}

/// As high as its fullest cell, at most as high as leaves the next lane in sight: then its cells scroll.
fn lane_height(state: BoardState, lane: &RecordId) -> f64 {
    const LEAST: f64 = 64.0;
    let size: CardSize = state.card_size.get();
    let (_, height) = state.size.get();
    state.shown.with(|board| {
        let Some(at) = board.lanes.iter().position(|known| known.id == *lane) else { return LEAST };
        let open = board.columns().filter(|column| !state.is_folded(&key_of(&column.id)));
        let cells = open.filter_map(|column| column.cells.get(at));
        let fullest = cells.map(|cell| Stack::of(&cell.leads, &size).height()).fold(0.0, f64::max);
        (fullest + 12.0).max(LEAST).min((height - 160.0).max(260.0))
    })
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

/// What a list of columns is called.
fn group_name(i18n: I18nContext<Locale>, id: &str) -> String {
    match id {
        "target" => t_string!(i18n, board.target),
        "tracking" => t_string!(i18n, board.tracking),
        "landed" => t_string!(i18n, board.landed),
        "out" => t_string!(i18n, board.out),
        other => return Axis::from_word(other).map(|axis| axis_name(i18n, axis)).unwrap_or_default(),
    }
    .to_owned()
}

/// What stands side by side, in a word.
pub fn axis_name(i18n: I18nContext<Locale>, axis: Axis) -> String {
    match axis {
        Axis::Stage => t_string!(i18n, board.stage_picker),
        Axis::Zone => t_string!(i18n, board.zone),
        Axis::Officer => t_string!(i18n, board.officer),
        Axis::Industry => t_string!(i18n, board.industry),
        Axis::Source => t_string!(i18n, board.source),
    }
    .to_owned()
}

/// Where there is room for one column: which.
#[component]
pub fn ColumnPicker() -> impl IntoView {
    let i18n = use_i18n();
    let state = use_board();
    let label = live(move || axis_name(i18n, state.arrangement.get().by));
    // Of other columns than stages, the first is shown at first.
    Effect::new(move |_| {
        let chosen = state.chosen.get_untracked();
        let first = state.board.with(|board| {
            let known = board.column(&chosen).is_some();
            if known { None } else { board.columns().next().map(|column| column.id.clone()) }
        });
        if let Some(first) = first {
            state.chosen.set(first);
        }
    });
    view! {
        <div class="stage-picker">
            <label class="visually-hidden" for="stage-picker">{label}</label>
            <select
                id="stage-picker" class="field__input field__input--select"
                on:change=move |event| state.chosen.set(super::state::id_of(&event_target_value(&event)))
            >
                {live_view(move || ({
                    let chosen = state.chosen.get();
                    state.board.with(|board| {
                        board
                            .columns()
                            .map(|column| {
                                let none = t_string!(i18n, board.not_set);
                                let name = if column.name.is_empty() { none } else { &column.name };
                                let words = format!("{name} {}", column.count);
                                let selected = column.id == chosen;
                                view! { <option value=key_of(&column.id) selected=selected>{words}</option> }
                            })
                            .collect_view()
                    })
                }).into_any())}
            </select>
        </div>
    }
}

/// Where there is room for one list of stages: which.
#[component]
pub fn ListSwitch() -> impl IntoView {
    let i18n = use_i18n();
    let state = use_board();
    let lists = Memo::new(move |_| {
        state.board.with(|board| {
            let first = |columns: &[landfall_core::view::board::Column]| {
                let open = columns.iter().find(|column| !state.is_folded(&key_of(&column.id)));
                open.or(columns.first()).map(|column| column.id.clone()).unwrap_or_default()
            };
            let lists = board.groups.iter().map(|group| (group.id.clone(), group.count, first(&group.columns)));
            lists.collect::<Vec<_>>()
        })
    });
    let chosen = Memo::new(move |_| {
        state.board.with(|board| {
            let chosen = state.chosen.get();
            let group = board.groups.iter().find(|group| group.columns.iter().any(|column| column.id == chosen));
            group.map(|group| group.id.clone()).unwrap_or_default()
        })
    });
    view! {
        <Show when=move || state.is_one_list() && !state.is_phone()>
            <div class="list-switch" role="group" aria-label=live(move || t_string!(i18n, board.lists))>
                {live_view(move || {
                    lists.get().into_iter().map(|(id, count, first)| {
                        let name = group_name(i18n, &id);
                        view! {
                            <button
                                class="list-switch__choice" type="button" aria-pressed=live(move || (chosen.get() == id).to_string())
                                on:click=move |_| state.chosen.set(first.clone())
                            >
                                {name}<span class="list-switch__count">{count}</span>
                            </button>
                        }
                    }).collect_view().into_any()
                })}
            </div>
        </Show>
    }
}
