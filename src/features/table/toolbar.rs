use landfall_core::format;
use landfall_core::model::{Collection, RecordId};
use landfall_core::view::table::{Grouping, TableColumn};
use landfall_core::view::term_name;
use leptos::prelude::*;

use super::columns::ColumnsButton;
use super::state::Grid;
use super::words::{column_words, group_words};
use crate::i18n::{t_string, use_i18n};
use crate::ui::{FilterChip, Icon, IconName, live, live_view};

/// What is asked of the leads, how they are laid out, and how many answer.
#[component]
pub fn Toolbar(grid: Grid) -> impl IntoView {
    let (i18n, lang, workspace, navigation) = (grid.i18n, grid.lang, grid.workspace, grid.navigation);
    let count = move || {
        let (total, all) = grid.table.with(|table| (table.total, table.all));
        match (grid.selected.with(std::collections::BTreeSet::len), total == all) {
            (0, true) => t_string!(i18n, board.leads, count = total),
            (0, false) => t_string!(i18n, board.leads_of, count = total, all = all),
            (selected, true) => t_string!(i18n, table.count_selected, count = total, selected = selected),
            (selected, false) => {
                t_string!(i18n, table.count_of_selected, count = total, all = all, selected = selected)
            }
        }
    };
    let terms = move |kind: &'static str| {
        Signal::derive(move || {
            workspace.read(|document| {
                let tables = document.tables();
                let terms = tables.terms_of(kind).into_iter();
                terms.map(|(id, _)| (id.to_string(), term_name(tables, id, lang.get()))).collect::<Vec<_>>()
            })
        })
    };
    let officers = Signal::derive(move || {
        workspace.read(|document| {
            let officers = document.tables().officers.iter();
            officers.map(|(id, officer)| (id.to_string(), officer.name.clone())).collect::<Vec<_>>()
        })
    });
    // What another page asked and this one does not offer is still said, and can be taken back.
    let asked = move |key: &'static str| {
        Signal::derive(move || {
            let value = navigation.param(key);
            if value.is_empty() {
                return Vec::new();
            }
            let day = |value: &str| value.parse().map_or(value.to_owned(), |day| format::day_plain(lang.get(), day));
            let id = RecordId::from(value.as_str());
            let words = match key {
                "kind" => workspace.read(|document| term_name(document.tables(), &id, lang.get())),
                "event" => workspace.read(|document| document.tables().title(Collection::Events, &id)),
                "from" => t_string!(i18n, board.reported_from, day = day(&value)),
                "to" => t_string!(i18n, board.reported_to, day = day(&value)),
                _ => value.clone(),
            };
            vec![(value, words)]
        })
    };
    macro_rules! words {
        ($key:ident) => {
            Signal::derive(move || t_string!(i18n, board.$key).to_owned())
        };
    }
    view! {
        <div class="toolbar" role="group" aria-label=live(move || t_string!(i18n, board.filters))>
            <Icon name=IconName::Filter size=18 />
            <Chip grid=grid param="zone" label=words!(zone) options=terms("zone") />
            <Chip grid=grid param="industry" label=words!(industry) options=terms("industry") />
            <Chip grid=grid param="owner" label=words!(officer) options=officers />
            <Chip grid=grid param="source" label=words!(source) options=terms("source") />
            <Chip grid=grid param="stage" label=words!(stage_picker) options=terms("stage") />
            {["kind", "place", "event", "from", "to"]
                .map(|key| view! { <Chip grid=grid param=key label=Signal::stored(String::new()) options=asked(key) /> })
                .collect_view()}
            <OutChip grid=grid />
            <span class="toolbar__count">{live(count)}</span>
            <Layouts grid=grid />
        </div>
    }
}

#[component]
fn Chip(
    grid: Grid,
    param: &'static str,
    label: Signal<String>,
    #[prop(into)] options: Signal<Vec<(String, String)>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let remove = Callback::new(move |(name,): (String,)| t_string!(i18n, board.remove_filter, name = name));
    view! {
        <FilterChip
            label=label options=options chosen=Signal::derive(move || grid.navigation.param(param)) remove=remove
            on_choose=Callback::new(move |value: String| grid.navigation.set_param(param, &value))
        />
    }
}

/// Leads that are out are left out unless somebody asks for them.
#[component]
fn OutChip(grid: Grid) -> impl IntoView {
    let i18n = grid.i18n;
    let with = move || grid.navigation.param("out") == "1";
    view! {
        <Show when=move || grid.navigation.param("stage").is_empty()>
            <button
                class="chip chip--button" data-on=live(move || (!with()).to_string()) type="button" aria-pressed=live(move || (!with()).to_string())
                on:click=move |_| grid.navigation.set_param("out", if untrack(with) { "" } else { "1" })
            >
                <span>{live(move || t_string!(i18n, table.without_out))}</span>
                {live_view(move || if with() { ().into_any() } else { view! { <Icon name=IconName::Close size=14 /> }.into_any() })}
            </button>
        </Show>
    }
}

/// Grouping, sorting, columns.
#[component]
fn Layouts(grid: Grid) -> impl IntoView {
    let i18n = grid.i18n;
    let groups = move || {
        let now = grid.layout.with(|layout| layout.group);
        let option = |group: Grouping| {
            let words = t_string!(i18n, table.group_by_what, name = group_words(i18n, group));
            view! { <option value=group.id() selected=group == now>{words}</option> }
        };
        Grouping::ALL.map(option).collect_view().into_any()
    };
    let choose_group = move |event| {
        let value: String = event_target_value(&event);
        grid.navigation.set_param("group", if value == Grouping::default().id() { "" } else { &value });
    };
    // Without headings (on the phone) this is the way to sort.
    let sorts = move || {
        let (columns, now) = grid.layout.with(|layout| (layout.columns.clone(), layout.sort.first().copied()));
        let mut all = columns;
        if let Some(sort) = now.filter(|sort| !all.contains(&sort.column)) {
            all.push(sort.column);
        }
        let option = |(column, down): (TableColumn, bool)| {
            let order = if down { t_string!(i18n, table.descending) } else { t_string!(i18n, table.ascending) };
            let words = t_string!(i18n, table.sort_value, name = column_words(i18n, column), order = order);
            let chosen = now.is_some_and(|sort| sort.column == column && sort.descending == down);
            let value = format!("{}{}", if down { "-" } else { "" }, column.id());
            view! { <option value=value selected=chosen>{words}</option> }
        };
        all.into_iter().flat_map(|column| [(column, false), (column, true)]).map(option).collect_view().into_any()
    };
    let choose_sort = move |event| {
        let value: String = event_target_value(&event);
        grid.navigation.set_param("sort", if value == TableColumn::Due.id() { "" } else { &value });
    };
    view! {
        <span class="chip">
            <select class="chip__select" aria-label=live(move || t_string!(i18n, table.group_by)) on:change=choose_group>{live_view(groups)}</select>
            <Icon name=IconName::Down size=14 />
        </span>
        <span class="chip">
            <select class="chip__select" aria-label=live(move || t_string!(i18n, table.sort_by)) on:change=choose_sort>{live_view(sorts)}</select>
            <Icon name=IconName::Sort size=14 />
        </span>
        <ColumnsButton grid=grid />
    }
}
