//! Which columns are shown, and in which order.

use landfall_core::view::table::{Layout, TableColumn};
use leptos::ev;
use leptos::prelude::*;

use super::state::Grid;
use super::words::column_words;
use crate::i18n::{t, t_string};
use crate::store::screen;
use crate::ui::{Button, Icon, IconButton, IconName, Look, live, live_view};

const BUTTON: &str = "table-columns";
const PANEL: &str = "table-columns-panel";

#[component]
pub fn ColumnsButton(grid: Grid) -> impl IntoView {
    let i18n = grid.i18n;
    let open = RwSignal::new(false);
    let place = RwSignal::new((0.0, 0.0));
    let count = move || grid.layout.with(|layout| layout.columns.len());
    let close = move || {
        open.set(false);
        screen::focus(BUTTON);
    };
    let press = move |_| {
        if let Some(rect) = screen::rect(BUTTON) {
            place.set((rect.left + rect.width, rect.top + rect.height + 4.0));
        }
        open.update(|open| *open = !*open);
        screen::focus_when_drawn(PANEL.to_owned());
    };
    let keys = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            close();
        }
    };
    view! {
        <button
            class="chip chip--button" id=BUTTON type="button" aria-expanded=live(move || open.get().to_string()) on:click=press
        >
            <Icon name=IconName::Columns />
            <span>{live(move || t_string!(i18n, table.columns_count, count = count()))}</span>
        </button>
        <Show when=move || open.get()>
            <div class="menu-ground" on:pointerdown=move |_| close()></div>
            <div
                class="columns" id=PANEL tabindex="-1" role="dialog" aria-label=live(move || t_string!(i18n, table.columns_title)) on:keydown=keys
                style=("--columns-end", live(move || format!("{}px", place.get().0))) style=("--columns-top", live(move || format!("{}px", place.get().1)))
            >
                <p class="columns__hint">{t!(i18n, table.columns_hint)}</p>
                <ColumnList grid=grid />
                <Button
                    look=Look::Plain on_click=Callback::new(move |()| grid.navigation.set_param("cols", ""))
                >
                    {t!(i18n, table.columns_reset)}
                </Button>
            </div>
        </Show>
    }
}

/// The columns shown in their order, then the others.
fn offered(layout: &Layout) -> Vec<(TableColumn, bool)> {
    let shown = layout.columns.iter().map(|column| (*column, true));
    let others = TableColumn::ALL.into_iter().filter(|column| !layout.columns.contains(column));
    shown.chain(others.map(|column| (column, false))).collect()
}

#[component]
fn ColumnList(grid: Grid) -> impl IntoView {
    let i18n = grid.i18n;
    let dragged = RwSignal::new(None::<TableColumn>);
    let put = move |columns: &[TableColumn]| grid.navigation.set_param("cols", &Layout::columns_text(columns));
    let shown = move || grid.layout.with_untracked(|layout| layout.columns.clone());
    let toggle = move |column: TableColumn| {
        let mut columns = shown();
        match columns.iter().position(|one| *one == column) {
            // One column stays: a table without any says nothing.
            Some(_) if columns.len() == 1 => return,
            Some(at) => {
                columns.remove(at);
            }
            None => columns.push(column),
        }
        put(&columns);
    };
    let place = move |column: TableColumn, to: usize| {
        let mut columns = shown();
        if let Some(at) = columns.iter().position(|one| *one == column) {
            let to = to.min(columns.len() - 1);
            let column = columns.remove(at);
            columns.insert(to, column);
            put(&columns);
        }
    };
    let shift = move |column: TableColumn, by: isize| {
        if let Some(at) = shown().iter().position(|one| *one == column) {
            place(column, at.saturating_add_signed(by));
            screen::focus_when_drawn(format!("column-{}", column.id()));
        }
    };
    let item = move |column: TableColumn| {
        let is_shown = Memo::new(move |_| grid.layout.with(|layout| layout.columns.contains(&column)));
        let keys = move |event: ev::KeyboardEvent| {
            if event.alt_key() && matches!(event.key().as_str(), "ArrowUp" | "ArrowDown") {
                event.prevent_default();
                shift(column, if event.key() == "ArrowUp" { -1 } else { 1 });
            }
        };
        let name = move || column_words(i18n, column);
        let over = move |event: ev::DragEvent| {
            let Some(held) = dragged.get_untracked() else { return };
            event.prevent_default();
            if held != column
                && let Some(to) = shown().iter().position(|one| *one == column)
            {
                place(held, to);
            }
        };
        view! {
            <li
                class="columns__item" draggable="true" data-shown=live(move || is_shown.get().to_string()) data-held=live(move || (dragged.get() == Some(column)).to_string())
                on:dragstart=move |_| dragged.set(is_shown.get_untracked().then_some(column)) on:dragend=move |_| dragged.set(None) on:dragover=over on:keydown=keys
            >
                <Icon name=IconName::Drag size=14 />
                <label class="columns__label">
                    <input
                        class="table__box" id=format!("column-{}", column.id()) type="checkbox" prop:checked=live(move || is_shown.get())
                        on:change=move |_| toggle(column)
                    />
                    <span>{live(name)}</span>
                </label>
                <span class="columns__moves">
                    <IconButton
                        name=IconName::Up size=14 label=Signal::derive(move || t_string!(i18n, table.column_up, name = name()))
                        on_click=Callback::new(move |()| shift(column, -1))
                    />
                    <IconButton
                        name=IconName::Down size=14 label=Signal::derive(move || t_string!(i18n, table.column_down, name = name()))
                        on_click=Callback::new(move |()| shift(column, 1))
                    />
                </span>
            </li>
        }
    };
    let all = Memo::new(move |_| grid.layout.with(offered));
    view! {
        <ul class="columns__list" role="list">
            {live_view(move || {
                view! { <For each=move || all.get() key=|(column, _)| *column let((column, _))>{item(column)}</For> }.into_any()
            })}
        </ul>
    }
}
