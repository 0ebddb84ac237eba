use landfall_core::model::RecordId;
use landfall_core::view::board::{Column, Sort};
use leptos::prelude::*;

use super::drag::use_drag;
use super::limit::LimitDialog;
use super::list::CardList;
use super::state::{key_of, use_board};
use crate::i18n::{t, t_string, use_i18n};
use crate::store::screen;
use crate::ui::{Glyph, GlyphShape, Icon, IconName, Menu, MenuItem, live, live_view};

/// Which part of a column stands here: all of it, or, where there are lanes, its head above them and its cards in each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    Whole,
    Head,
    Lane(RecordId),
}

/// One stage, zone, officer, …: a region named by it, its count and sums, and the list of its cards.
#[component]
pub fn BoardColumn(id: RecordId, part: Part) -> impl IntoView {
    let i18n = use_i18n();
    let state = use_board();
    let drag = use_drag();
    let column = {
        let id = id.clone();
        Memo::new(move |_| state.shown.with(|board| board.column(&id).cloned()))
    };
    let look = move |look: fn(&Column) -> String| column.with(|column| column.as_ref().map(look).unwrap_or_default());
    let name = Memo::new(move |_| {
        let name = look(|column| column.name.clone());
        if name.is_empty() { t_string!(i18n, board.not_set).to_owned() } else { name }
    });
    let key = key_of(&id);
    let folded = {
        let key = key.clone();
        Memo::new(move |_| state.is_folded(&key))
    };
    let over = {
        let id = id.clone();
        Memo::new(move |_| drag.spot.with(|spot| spot.as_ref().is_some_and(|spot| spot.column == id)))
    };
    let chosen = {
        let id = id.clone();
        Memo::new(move |_| state.chosen.with(|chosen| *chosen == id))
    };
    let heading = format!("column-{key}");
    let is_folded = live(move || folded.get().to_string());
    let is_chosen = live(move || chosen.get().to_string());
    match part {
        Part::Whole => {
            let (labels, none) = (heading.clone(), RecordId::default());
            let empty = move || column.with(|column| column.as_ref().is_none_or(|column| column.count == 0));
            view! {
                <section
                    class="board-column" aria-labelledby=labels data-drop-list=format!("{key}|none") data-folded=is_folded
                    data-over=live(move || over.get().to_string()) data-chosen=is_chosen
                >
                    <ColumnHead id=id.clone() heading=heading.clone() column=column name=name folded=folded />
                    <CardList column=id lane=none named_by=heading folded=folded />
                    <Show when=move || empty() && !over.get()>
                        <div class="board-column__empty">
                            <Icon name=IconName::Boat size=20 />
                            <p class="board-column__empty-title">{t!(i18n, board.empty_column, name = name.get())}</p>
                            <p>{t!(i18n, board.empty_column_hint)}</p>
                        </div>
                    </Show>
                </section>
            }
            .into_any()
        }
        Part::Head => view! {
            <div class="board-column board-column--head" data-folded=is_folded data-chosen=is_chosen>
                <ColumnHead id=id heading=heading column=column name=name folded=folded />
            </div>
        }
        .into_any(),
        Part::Lane(lane) => {
            let in_lane = lane.clone();
            let lane_name = Memo::new(move |_| {
                let found = state
                    .board
                    .with(|board| board.lanes.iter().find(|known| known.id == in_lane).map(|lane| lane.name.clone()));
                found.filter(|name| !name.is_empty()).unwrap_or_else(|| t_string!(i18n, board.not_set).to_owned())
            });
            let label = Signal::derive(move || format!("{} {}", lane_name.get(), name.get()));
            let list = format!("{key}|{}", key_of(&lane));
            view! {
                <div
                    class="board-column board-column--cell" data-drop-list=list data-folded=is_folded
                    data-over=live(move || over.get().to_string()) data-chosen=is_chosen
                >
                    <CardList column=id lane=lane named_by=String::new() label=label folded=folded />
                </div>
            }
            .into_any()
        }
    }
}

#[component]
fn ColumnHead(
    id: RecordId,
    heading: String,
    column: Memo<Option<Column>>,
    name: Memo<String>,
    folded: Memo<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let state = use_board();
    let look = move |look: fn(&Column) -> String| column.with(|column| column.as_ref().map(look).unwrap_or_default());
    let shape = Memo::new(move |_| look(|column| column.shape.clone()));
    let key = key_of(&id);
    let unfold = {
        let key = key.clone();
        move |_| state.set_folded(&key, false)
    };
    let limits = RwSignal::new(false);
    let menu = RwSignal::new(None::<(f64, f64)>);
    let opener = format!("column-menu-{key}");
    let open = {
        let opener = opener.clone();
        move |_| {
            let at = screen::rect(&opener).map_or((0.0, 0.0), |rect| (rect.left - 180.0, rect.top + rect.height + 4.0));
            menu.set(Some(at));
        }
    };
    let close = {
        let opener = opener.clone();
        Callback::new(move |()| {
            menu.set(None);
            screen::focus(&opener);
        })
    };
    let items = move || {
        let key = key.clone();
        let urgent = state.arrangement.with_untracked(|arrangement| arrangement.sort == Sort::Urgent);
        let fold = Callback::new(move |()| {
            menu.set(None);
            state.set_folded(&key, true);
        });
        let limit = Callback::new(move |()| {
            menu.set(None);
            limits.set(true);
        });
        let sort = Callback::new(move |()| {
            menu.set(None);
            state.set_param("sort", if urgent { "" } else { "urgent" });
        });
        vec![
            MenuItem::new(t_string!(i18n, board.fold_it).to_owned(), IconName::Left, fold),
            MenuItem::new(t_string!(i18n, board.set_limit).to_owned(), IconName::Gear, limit),
            MenuItem {
                current: urgent,
                ..MenuItem::new(t_string!(i18n, board.urgent_first).to_owned(), IconName::Sort, sort)
            },
        ]
    };
    let label = Signal::derive(move || t_string!(i18n, board.column_menu, name = name.get()));
    let tone = live(move || {
        let over = column.with(|column| column.as_ref().is_some_and(Column::is_over));
        let full = column.with(|column| column.as_ref().is_some_and(|column| column.refuses().is_some()));
        if over {
            "over"
        } else if full {
            "full"
        } else {
            "calm"
        }
    });
    view! {
        <header class="board-column__head">
            <h3 class="board-column__name" id=heading>
                {live_view(move || {
                    let shape = shape.get();
                    (!shape.is_empty()).then(|| view! { <Glyph shape=GlyphShape::named(&shape) /> }).into_any()
                })}
                <span class="board-column__word">{live(move || name.get())}</span>
                <span class="board-column__count" data-tone=tone>
                    {live(move || column.with(|column| column.as_ref().map_or(0, |column| column.count)).to_string())}
                </span>
            </h3>
            {live_view(move || {
                let limit = column.with(|column| column.as_ref().and_then(|c| c.limit.map(|l| (l, c.is_over(), c.refuses()))));
                limit.map(|(limit, over, full)| {
                    let text = match (over, full) {
                        (true, _) => t_string!(i18n, board.over_limit, count = limit.count),
                        (_, Some(_)) => t_string!(i18n, board.full_at, count = limit.count),
                        _ => t_string!(i18n, board.limit_is, count = limit.count),
                    };
                    let tone = if over { "over" } else { "calm" };
                    view! { <span class="board-column__limit" data-tone=tone data-hard=limit.hard.to_string()>{text}</span> }
                }).into_any()
            })}
            <span class="board-column__sums">{live(move || look(|column| column.sums.clone()))}</span>
            {live_view(move || {
                if folded.get() {
                    let unfold = unfold.clone();
                    view! {
                        <button
                            class="board-column__fold" type="button" aria-expanded="false" on:click=unfold
                            aria-label=live(move || t_string!(i18n, board.unfold, name = name.get()))
                        >
                            <Icon name=IconName::Right size=14 />
                        </button>
                    }.into_any()
                } else {
                    let (id, open) = (opener.clone(), open.clone());
                    view! {
                        <button
                            class="board-column__more" id=id type="button" aria-haspopup="menu" aria-label=live(move || label.get()) on:click=open
                        >
                            <Icon name=IconName::More size=16 />
                        </button>
                    }.into_any()
                }
            })}
            {live_view(move || {
                menu.get().map(|at| view! { <Menu label=label at=at items=items() on_close=close /> }).into_any()
            })}
            {live_view(move || {
                let id = id.clone();
                limits.get().then(|| view! { <LimitDialog column=id name=name on_close=Callback::new(move |()| limits.set(false)) /> }).into_any()
            })}
        </header>
    }
}
