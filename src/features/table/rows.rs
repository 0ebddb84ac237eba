//! The rows in sight, in their groups.

use landfall_core::model::{Lang, RecordId};
use landfall_core::view::table::{Shown, TableColumn, TableRow};
use landfall_core::view::{Ageing, Due, Route};
use leptos::prelude::*;

use super::edit::{cell_id, ear};
use super::lines::{Line, Lines, float};
use super::state::{Cursor, Grid};
use crate::i18n::{due_words, t, t_string};
use crate::store::screen;
use crate::ui::{Glyph, GlyphShape, Icon, IconButton, IconName, live, live_view};

/// Everything below the heading.
#[component]
pub fn Body(grid: Grid) -> impl IntoView {
    let groups = Memo::new(move |_| {
        let (top, height) = grid.sight.get();
        let mut groups = grid.lines.with(|lines| lines.in_sight(top, height));
        // The row with the cursor stays drawn: it has the focus.
        if let Some(at) = cursor_group(grid).filter(|at| !groups.contains(at)) {
            groups.push(at);
        }
        grid.lines.with(|lines| {
            groups.iter().filter_map(|at| lines.groups.get(*at).map(|one| one.id.clone())).collect::<Vec<_>>()
        })
    });
    let height = move || grid.lines.with(|lines| format!("{}px", lines.height));
    view! {
        <div class="table__body" role="presentation" style=("height", live(height))>
            <For each=move || groups.get() key=RecordId::clone let(id)>
                <Group grid=grid id=id />
            </For>
        </div>
    }
}

fn cursor_group(grid: Grid) -> Option<usize> {
    let cursor = grid.cursor.get()?;
    grid.table.with(|table| {
        table.groups.iter().position(|group| match &cursor.line {
            Line::Head => false,
            Line::Group(id) => group.id == *id,
            Line::Row(id) => group.leads.contains(id),
        })
    })
}

#[component]
fn Group(grid: Grid, id: RecordId) -> impl IntoView {
    let at = {
        let id = id.clone();
        Memo::new(move |_| grid.table.with(|table| table.groups.iter().position(|group| group.id == id)))
    };
    let placed = Memo::new(move |_| grid.lines.with(|lines| lines.groups.get(at.get()?).cloned()));
    let rows = Memo::new(move |_| {
        let (top, height) = grid.sight.get();
        let heights = grid.heights.get();
        let Some(placed) = placed.get() else { return Vec::new() };
        let sight = Lines::rows_in_sight(&placed, heights, top, height);
        let cursor = grid.cursor.get();
        grid.table.with(|table| {
            let Some(group) = at.get().and_then(|at| table.groups.get(at)) else { return Vec::new() };
            let mut rows: Vec<RecordId> = group.leads.get(sight.clone()).unwrap_or_default().to_vec();
            if let Some(Cursor { line: Line::Row(id), .. }) = cursor
                && !rows.contains(&id)
                && group.leads.iter().take(placed.rows).any(|lead| *lead == id)
            {
                rows.push(id);
            }
            rows
        })
    });
    // Places of the rows, looked up once for all of them.
    let columns = Memo::new(move |_| grid.layout.with(|layout| layout.columns.clone()));
    let px = |value: f64| format!("{value}px");
    let (top, height) = (
        move || placed.with(|placed| px(placed.as_ref().map_or(0.0, |placed| placed.top))),
        move || placed.with(|placed| px(placed.as_ref().map_or(0.0, |placed| placed.height))),
    );
    let list = move || {
        grid.table.with(|table| {
            at.get().and_then(|at| table.groups.get(at)).map(|group| group.list.clone()).unwrap_or_default()
        })
    };
    view! {
        <div class="table__group" role="rowgroup" data-list=live(list) style=("top", live(top)) style=("height", live(height))>
            <Show when=move || placed.with(|placed| placed.as_ref().is_some_and(|placed| placed.headed))>
                <GroupHead grid=grid id=id.clone() at=at />
            </Show>
            {live_view(move || {
                let columns = columns.get();
                view! {
                    <For each=move || rows.get() key=RecordId::clone let(id)>
                        <Row grid=grid id=id at=at columns=columns.clone() />
                    </For>
                }
                .into_any()
            })}
        </div>
    }
}

/// The head of a group: what it shares, how many, the sums under the amounts.
#[component]
fn GroupHead(grid: Grid, id: RecordId, at: Memo<Option<usize>>) -> impl IntoView {
    let i18n = grid.i18n;
    let number = {
        let id = id.clone();
        move || grid.table.with(|table| grid.lines.with(|lines| lines.number(table, &Line::Group(id.clone()))))
    };
    let folded = {
        let id = id.clone();
        Memo::new(move |_| {
            grid.settings.is_folded(&super::state::fold_key(grid.layout.with(|layout| layout.group), &id))
        })
    };
    let has_cursor = {
        let line = Line::Group(id.clone());
        Memo::new(move |_| grid.cursor.with(|cursor| cursor.as_ref().is_some_and(|cursor| cursor.line == line)))
    };
    // The column of the amounts, where the sums stand.
    let sums_at = move || {
        let at = grid.layout.with(|layout| layout.columns.iter().position(|one| *one == TableColumn::Planned));
        at.map_or("auto".to_owned(), |at| format!("1 / {}", at + 3))
    };
    let element = format!("table-group-{id}");
    let (toggled, focused) = (id.clone(), id);
    let face = move || {
        let found = grid.table.with(|table| {
            let group = table.groups.get(at.get()?)?;
            Some((group.name.clone(), group.leads.len(), group.list.clone(), group.shape.clone()))
        });
        let Some((name, count, list, shape)) = found else { return ().into_any() };
        let list = match list.as_str() {
            "target" => t_string!(i18n, board.target),
            "tracking" => t_string!(i18n, board.tracking),
            "landed" => t_string!(i18n, board.landed),
            _ => "",
        };
        let name = if name.is_empty() { t_string!(i18n, table.unnamed_group).to_owned() } else { name };
        let shape = (!shape.is_empty()).then(|| view! { <Glyph shape=GlyphShape::named(&shape) size=16 /> });
        view! {
            <Icon name=if folded.get() { IconName::Right } else { IconName::Down } />
            {shape}
            <span class="table__group-name">{name}</span>
            <span class="table__group-count">{t_string!(i18n, table.rows, count = count)}</span>
            <span class="table__group-list">{list}</span>
        }
        .into_any()
    };
    let sums =
        move || grid.table.with(|table| at.get().and_then(|at| table.groups.get(at)).map(|group| group.sums.clone()));
    let span = move || (grid.layout.with(|layout| layout.columns.len()) + 1).to_string();
    view! {
        <div class="table__group-head" role="row" aria-rowindex=live(move || number().to_string())>
            <div class="table__group-cell" role="gridcell" aria-colspan=live(span)>
                <button
                    class="table__fold" id=element type="button" aria-expanded=live(move || (!folded.get()).to_string())
                    tabindex=live(move || if has_cursor.get() { "0" } else { "-1" })
                    on:focus=move |_| grid.came_to(Cursor { line: Line::Group(focused.clone()), column: 1 })
                    on:click=move |_| grid.toggle_fold(&toggled)
                >
                    {live_view(face)}
                </button>
                <span class="table__group-sums" style=("grid-column", live(sums_at))>{live(sums)}</span>
            </div>
        </div>
    }
}

#[component]
fn Row(grid: Grid, id: RecordId, at: Memo<Option<usize>>, columns: Vec<TableColumn>) -> impl IntoView {
    let i18n = grid.i18n;
    let row = {
        let (id, columns) = (id.clone(), columns.clone());
        Memo::new(move |_| {
            let (lang, today) = (grid.lang.get(), grid.workspace.today());
            grid.workspace.read(|document| {
                let tables = document.tables();
                tables.leads.get(&id).map(|lead| TableRow::of(&id, lead, tables, &columns, lang, today))
            })
        })
    };
    // The place among the rows of the group, from 0.
    let place = {
        let id = id.clone();
        Memo::new(move |_| {
            grid.table.with(|table| table.groups.get(at.get()?)?.leads.iter().position(|lead| *lead == id))
        })
    };
    let number = Memo::new(move |_| {
        let placed =
            grid.lines.with(|lines| lines.groups.get(at.get()?).map(|one| one.first_line + usize::from(one.headed)));
        Some(placed? + place.get()?)
    });
    let top = move || {
        let heights = grid.heights.get();
        format!("{}px", heights.group + float(place.get().unwrap_or_default()) * heights.row)
    };
    let cursor_at = {
        let line = Line::Row(id.clone());
        Memo::new(move |_| {
            grid.cursor.with(|cursor| cursor.as_ref().filter(|cursor| cursor.line == line).map(|cursor| cursor.column))
        })
    };
    let selected = {
        let id = id.clone();
        Memo::new(move |_| grid.selected.with(|selected| selected.contains(&id)))
    };
    let open = {
        Memo::new(move |_| match grid.navigation.route() {
            Route::Lead(code) => row.with(|row| row.as_ref().is_some_and(|row| row.code == code && !code.is_empty())),
            _ => false,
        })
    };
    let published = Memo::new(move |_| row.with(|row| row.as_ref().is_some_and(|row| row.published)));
    let title = Memo::new(move |_| row.with(|row| row.as_ref().map(|row| row.title.clone()).unwrap_or_default()));
    let marked = Memo::new(move |_| {
        let (cursor, anchor) = (grid.cursor.get()?, grid.anchor.get()?);
        let number = number.get()?;
        let (a, b) = grid.table.with(|table| {
            grid.lines.with(|lines| (lines.number(table, &cursor.line), lines.number(table, &anchor.line)))
        });
        let columns = (cursor.column.min(anchor.column).max(1), cursor.column.max(anchor.column));
        (a.min(b)..=a.max(b)).contains(&number).then_some(columns)
    });
    let cells = columns
        .iter()
        .copied()
        .enumerate()
        .map(|(index, column)| {
            let at = index + 1;
            let (ear_id, element) = (id.clone(), cell_id(&id, at));
            let menu_id = id.clone();
            let face = move || row.with(|row| row.as_ref().and_then(|row| Some(face(grid, row, row.cells.get(index)?))));
            let has_cursor = move || cursor_at.get() == Some(at);
            let tools = (column == TableColumn::Title).then(|| view! { <RowTools grid=grid id=menu_id title=title published=published /> });
            view! {
                <div
                    class="table__cell" role="gridcell" id=element data-column=column.id() data-at=at.to_string() aria-colindex=(at + 1).to_string()
                    aria-readonly=(!column.is_editable()).then_some("true")
                >
                    {live_view(move || if has_cursor() { ear(grid, ear_id.clone(), column) } else { ().into_any() })}
                    {live_view(move || face().into_any())}
                    {tools}
                </div>
            }
        })
        .collect_view();
    let range = move || {
        let Some((first, last)) = marked.get() else { return ().into_any() };
        view! { <div class="table__range" aria-hidden="true" style=("grid-column", format!("{} / {}", first + 1, last + 2))></div> }.into_any()
    };
    let (box_id, box_line, toggled, lead) =
        (format!("table-box-{id}"), Line::Row(id.clone()), id.clone(), id.to_string());
    view! {
        <div
            class="table__row" role="row" data-lead=lead aria-rowindex=live(move || number.get().unwrap_or_default().to_string())
            aria-selected=live(move || selected.get().to_string()) data-open=live(move || open.get().to_string())
            data-published=live(move || published.get().to_string()) style=("top", live(top))
        >
            <div class="table__cell table__cell--box" role="gridcell" data-at="0" aria-colindex="1">
                <input
                    class="table__box" type="checkbox" id=box_id data-resting="true" aria-label=live(move || t_string!(i18n, table.select_row, title = title.get()))
                    tabindex=live(move || if cursor_at.get() == Some(0) { "0" } else { "-1" })
                    prop:checked=live(move || selected.get())
                    on:focus=move |_| grid.came_to(Cursor { line: box_line.clone(), column: 0 })
                    on:change=move |_| grid.toggle(&toggled)
                />
            </div>
            {cells}
            {live_view(range)}
        </div>
    }
}

/// What can be done with a row, at its title: open, and the menu.
#[component]
fn RowTools(grid: Grid, id: RecordId, title: Memo<String>, published: Memo<bool>) -> impl IntoView {
    let i18n = grid.i18n;
    let opens = id.clone();
    let button = format!("table-more-{id}");
    let (element, lead) = (button.clone(), id);
    view! {
        <span class="table__tools" hidden=live(move || published.get())>
            <IconButton
                name=IconName::External size=14 label=Signal::derive(move || t_string!(i18n, table.open_row, title = title.get()))
                on_click=Callback::new(move |()| grid.open(&opens))
            />
            <IconButton
                name=IconName::More size=14 id=element label=Signal::derive(move || t_string!(i18n, table.row_menu, title = title.get()))
                on_click=Callback::new(move |()| {
                    let at = screen::rect(&button).map_or((0.0, 0.0), |rect| (rect.left, rect.top + rect.height));
                    super::menu::open(grid, &lead, at);
                })
            />
        </span>
    }
}

/// What stands in a cell.
fn face(grid: Grid, row: &TableRow, shown: &Shown) -> AnyView {
    let i18n = grid.i18n;
    match shown.clone() {
        Shown::Text(text) => view! { <span class="table__text">{text}</span> }.into_any(),
        Shown::Day(text) => view! { <span class="table__text">{text}</span> }.into_any(),
        Shown::Code(code) if code.is_empty() => ().into_any(),
        Shown::Code(code) => {
            let href = Route::Lead(code.clone()).href();
            view! { <a class="table__code" href=href tabindex="-1">{code}</a> }.into_any()
        }
        Shown::Title(title) => {
            let sign = row.published.then(|| view! { <Icon name=IconName::Eye /> });
            view! { {sign}<span class="table__text table__title">{title}</span> }.into_any()
        }
        Shown::Stage { name, shape } => view! { <Glyph shape=GlyphShape::named(&shape) size=14 /><span class="table__text">{name}</span> }.into_any(),
        Shown::Officer { disc, name } => {
            view! { <span class="disc" title=name.clone() role="img" aria-label=name>{disc}</span> }.into_any()
        }
        Shown::Money { figure, unit } => {
            let between = if grid.lang.get() == Lang::ZhCn { " " } else { "" };
            view! { <span class="table__amount"><strong>{figure}</strong>{between}<span class="table__unit">{unit}</span></span> }
                .into_any()
        }
        Shown::Due(due) => {
            let tone = match due {
                Due::Overdue(_) => "overdue",
                Due::Today => "today",
                Due::Tomorrow | Due::On(_) => "later",
            };
            let words = due_words(i18n, grid.lang.get(), due, grid.workspace.today());
            view! { <span class="table__due" data-due=tone>{words}</span> }.into_any()
        }
        Shown::Idle { days, in_stage, percent, ageing } => {
            let tone = match ageing {
                Ageing::InStage(_) => "calm",
                Ageing::Stale(_) | Ageing::Explained(_) => "warn",
                Ageing::Unexplained(_) => "caution",
            };
            view! {
                <span class="waterline table__waterline" data-tone=tone aria-hidden="true">
                    <span class="waterline__fill" style=("inline-size", format!("{percent}%"))></span>
                </span>
                <span class="table__days">{t_string!(i18n, table.days_of, days = days, stage = in_stage)}</span>
            }
            .into_any()
        }
        Shown::Blockers(kinds) => match kinds.first().cloned() {
            None => ().into_any(),
            Some(first) => {
                let more = kinds.len() - 1;
                let more = (more > 0).then(|| view! { <span class="table__more">{format!("+{more}")}</span> });
                view! { <span class="table__blocker" title=kinds.join("、")><Icon name=IconName::Rock size=14 /><span class="table__text">{first}</span>{more}</span> }.into_any()
            }
        },
        Shown::Published => {
            view! { <span class="table__published"><Icon name=IconName::Eye size=14 /><span>{t!(i18n, board.published)}</span></span> }.into_any()
        }
    }
}
