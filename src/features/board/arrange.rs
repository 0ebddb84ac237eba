use landfall_core::view::board::{Axis, Density, Sort};
use leptos::prelude::*;

use super::groups::axis_name;
use super::state::use_board;
use crate::i18n::{t, t_string, use_i18n};
use crate::store::use_settings;
use crate::ui::{Icon, IconName, live, live_view};

/// Whether leads that are out are shown: asked as the filters are.
#[component]
pub fn OutChip() -> impl IntoView {
    let i18n = use_i18n();
    let state = use_board();
    let without = Memo::new(move |_| !state.arrangement.get().with_out);
    let remove = live(move || t_string!(i18n, board.remove_filter, name = t_string!(i18n, board.without_out)));
    live_view(move || {
        if without.get() {
            view! {
                <button class="chip chip--on" type="button" aria-label=remove on:click=move |_| state.set_param("out", "1")>
                    <span>{t!(i18n, board.without_out)}</span>
                    <Icon name=IconName::Close size=14 />
                </button>
            }
            .into_any()
        } else {
            view! {
                <button class="chip chip--word" type="button" on:click=move |_| state.set_param("out", "")>
                    {t!(i18n, board.without_out)}
                </button>
            }
            .into_any()
        }
    })
}

/// How the board is laid out: what its columns and lanes are, in which order leads stand, how close.
#[component]
pub fn Arrange() -> impl IntoView {
    let i18n = use_i18n();
    let state = use_board();
    let settings = use_settings();
    let by = Memo::new(move |_| state.arrangement.get().by);
    let rows = Memo::new(move |_| state.arrangement.get().rows);
    let urgent = Memo::new(move |_| state.arrangement.get().sort == Sort::Urgent);
    let choose_by = move |word: String| {
        let same = rows.get_untracked().is_some_and(|rows| rows.word() == word);
        let word = if word == Axis::Stage.word() { "" } else { &word };
        state.set_param("by", word);
        // Lanes of what the columns are would be none.
        if same {
            state.set_param("rows", "");
        }
    };
    let density = move |density: Density, words: Signal<String>| {
        view! {
            <button
                class="segments__choice" type="button" aria-pressed=live(move || (state.density.get() == density).to_string())
                on:click=move |_| settings.set_density(density)
            >
                {words}
            </button>
        }
    };
    view! {
        <span class="chip chip--arrange">
            <Icon name=IconName::Columns size=14 />
            <select
                class="chip__select" aria-label=live(move || t_string!(i18n, board.columns_are))
                on:change=move |event| choose_by(event_target_value(&event))
            >
                {live_view(move || {
                    let now = by.get();
                    Axis::ALL
                        .into_iter()
                        .map(|axis| {
                            let words = t_string!(i18n, board.by, name = axis_name(i18n, axis).to_lowercase());
                            view! { <option value=axis.word() selected=axis == now>{words}</option> }
                        })
                        .collect_view()
                        .into_any()
                })}
            </select>
            <Icon name=IconName::Down size=14 />
        </span>
        <span class="chip chip--arrange">
            <Icon name=IconName::Menu size=14 />
            <select
                class="chip__select" aria-label=live(move || t_string!(i18n, board.lanes_are))
                on:change=move |event| state.set_param("rows", &event_target_value(&event))
            >
                {live_view(move || {
                    let (now, by) = (rows.get(), by.get());
                    let axes = Axis::ALL.into_iter().filter(|axis| *axis != by).map(|axis| {
                        let words = t_string!(i18n, board.lanes_by, name = axis_name(i18n, axis).to_lowercase());
                        view! { <option value=axis.word() selected=now == Some(axis)>{words}</option> }
                    });
                    let axes = axes.collect_view();
                    view! { <option value="" selected=now.is_none()>{t_string!(i18n, board.no_lanes)}</option>{axes} }.into_any()
                })}
            </select>
            <Icon name=IconName::Down size=14 />
        </span>
        <button
            class="chip chip--word chip--sort" type="button" aria-pressed=live(move || urgent.get().to_string())
            on:click=move |_| state.set_param("sort", if urgent.get_untracked() { "" } else { "urgent" })
        >
            <Icon name=IconName::Sort size=14 />
            {t!(i18n, board.urgent_first)}
        </button>
        <span class="segments" role="group" aria-label=live(move || t_string!(i18n, board.density))>
            {density(Density::Compact, t!(i18n, board.compact))}
            {density(Density::Comfortable, t!(i18n, board.comfortable))}
        </span>
    }
}
