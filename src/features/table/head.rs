use landfall_core::view::table::{Kind, TableColumn};
use leptos::prelude::*;

use super::lines::Line;
use super::state::{Cursor, Grid};
use super::words::column_words;
use crate::i18n::t_string;
use crate::ui::{Icon, IconName, live, live_view};

/// The heading: sorts by a press, with Shift by one column more; the box selects all rows.
#[component]
pub fn Head(grid: Grid) -> impl IntoView {
    let i18n = grid.i18n;
    let columns = Memo::new(move |_| grid.layout.with(|layout| layout.columns.clone()));
    let whole = Memo::new(move |_| {
        let total = grid.table.with(|table| table.total);
        let chosen = grid.selected.with(|selected| {
            if selected.is_empty() {
                0
            } else {
                grid.table.with(|table| table.leads().filter(|id| selected.contains(id)).count())
            }
        });
        (chosen > 0, chosen > 0 && chosen == total)
    });
    let cursor_at = Memo::new(move |_| {
        grid.cursor
            .with(|cursor| cursor.as_ref().filter(|cursor| cursor.line == Line::Head).map(|cursor| cursor.column))
    });
    let heading = move |(index, column): (usize, TableColumn)| {
        let at = index + 1;
        let sorted = Memo::new(move |_| grid.layout.with(|layout| layout.sorted_by(column)));
        let direction = move || match sorted.get() {
            Some((_, true)) => "descending",
            Some((_, false)) => "ascending",
            None => "none",
        };
        let mark = move || match sorted.get() {
            None => ().into_any(),
            Some((place, down)) => {
                let several = grid.layout.with(|layout| layout.sort.len() > 1);
                let place = several.then(|| view! { <span class="table__sort-place">{place}</span> });
                view! { <Icon name=if down { IconName::Up } else { IconName::Down } size=14 />{place} }.into_any()
            }
        };
        let press = move |event: leptos::ev::MouseEvent| {
            let text = grid.layout.with_untracked(|layout| layout.sort_text(column, event.shift_key()));
            grid.navigation.set_param("sort", &text);
        };
        let align = if column.kind() == Kind::Money { "end" } else { "start" };
        view! {
            <div class="table__heading" role="columnheader" aria-sort=live(direction) aria-colindex=(at + 1).to_string() data-column=column.id() data-align=align>
                <button
                    class="table__sort" id=format!("table-head-{at}") type="button" title=live(move || t_string!(i18n, table.sort_hint))
                    tabindex=live(move || if cursor_at.get() == Some(at) { "0" } else { "-1" })
                    on:focus=move |_| grid.came_to(Cursor { line: Line::Head, column: at }) on:click=press
                >
                    <span>{live(move || column_words(i18n, column))}</span>
                    {live_view(mark)}
                </button>
            </div>
        }
    };
    view! {
        <div class="table__head" role="row" aria-rowindex="1">
            <div class="table__heading" role="columnheader" aria-colindex="1">
                <input
                    class="table__box" type="checkbox" id="table-head-0" data-resting="true" aria-label=live(move || t_string!(i18n, table.select_all))
                    tabindex=live(move || if cursor_at.get() == Some(0) { "0" } else { "-1" })
                    prop:checked=live(move || whole.get().1) prop:indeterminate=live(move || whole.get() == (true, false))
                    on:focus=move |_| grid.came_to(Cursor { line: Line::Head, column: 0 }) on:change=move |_| grid.toggle_all()
                />
            </div>
            {live_view(move || columns.get().into_iter().enumerate().map(heading).collect_view().into_any())}
        </div>
    }
}
