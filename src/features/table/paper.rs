//! The table on paper: all rows, headings on each page. In the page only while it is printed.

use landfall_core::format;
use landfall_core::model::Lang;
use landfall_core::view::Due;
use landfall_core::view::table::{Kind, Shown, TableColumn, TableRow};
use leptos::ev;
use leptos::prelude::*;

use super::state::Grid;
use super::words::column_words;
use crate::i18n::{due_words, t_string};
use crate::ui::live_view;

#[component]
pub fn Paper(grid: Grid) -> impl IntoView {
    let printing = RwSignal::new(false);
    let listeners = [
        window_event_listener(ev::Custom::<ev::Event>::new("beforeprint"), move |_| printing.set(true)),
        window_event_listener(ev::Custom::<ev::Event>::new("afterprint"), move |_| printing.set(false)),
    ];
    on_cleanup(move || listeners.into_iter().for_each(|listener| listener.remove()));
    live_view(move || if printing.get() { untrack(|| sheet(grid)) } else { ().into_any() })
}

fn sheet(grid: Grid) -> AnyView {
    let i18n = grid.i18n;
    let (lang, today) = (grid.lang.get(), grid.workspace.today());
    let columns = grid.layout.with(|layout| layout.columns.clone());
    let span = columns.len().to_string();
    let heading = |column: &TableColumn| {
        let align = if column.kind() == Kind::Money { "end" } else { "start" };
        view! { <th scope="col" data-align=align>{column_words(i18n, *column)}</th> }
    };
    let headings = columns.iter().map(heading).collect_view();
    // What is selected is what is printed; all rows where nothing is.
    let chosen = grid.selected.get();
    let table = grid.table.get();
    let groups = table.groups.into_iter().filter_map(|group| {
        let leads: Vec<_> =
            group.leads.into_iter().filter(|lead| chosen.is_empty() || chosen.contains(lead)).collect();
        let rows = grid.workspace.peek(|document| {
            let tables = document.tables();
            let rows = leads.iter().filter_map(|id| {
                let lead = tables.leads.get(id)?;
                let row = TableRow::of(id, lead, tables, &columns, lang, today);
                let cells = row.cells.iter().zip(&columns).map(|(shown, column)| {
                    let align = if column.kind() == Kind::Money { "end" } else { "start" };
                    view! { <td data-align=align>{plain(grid, shown)}</td> }
                });
                Some(view! { <tr>{cells.collect_view()}</tr> })
            });
            rows.collect_view()
        });
        let head = (!group.name.is_empty()).then(|| {
            let count = t_string!(i18n, table.rows, count = leads.len());
            view! { <tr class="paper-table__group"><th colspan=span.clone() scope="colgroup">{group.name}" "<span>{count}</span>" "<span>{group.sums}</span></th></tr> }
        });
        (!leads.is_empty()).then(|| view! { <tbody>{head}{rows}</tbody> })
    });
    let day = format::day_plain(lang, today);
    let sample = grid.workspace.has_sample().then(|| t_string!(i18n, table.sample_rows));
    view! {
        <div class="paper-table">
            <table>
                <caption>
                    <strong>{t_string!(i18n, table.title)}</strong>
                    <span>{t_string!(i18n, table.printed, day = day)}</span>
                    {sample.map(|words| view! { <span class="badge-sample">{words}</span> })}
                </caption>
                <thead><tr>{headings}</tr></thead>
                {groups.collect_view()}
            </table>
        </div>
    }
    .into_any()
}

/// A cell in words.
fn plain(grid: Grid, shown: &Shown) -> String {
    let i18n = grid.i18n;
    match shown {
        Shown::Text(text) | Shown::Code(text) | Shown::Title(text) | Shown::Day(text) => text.clone(),
        Shown::Stage { name, .. } | Shown::Officer { name, .. } => name.clone(),
        Shown::Money { figure, unit } if grid.lang.get() == Lang::En => format!("{figure}{unit}"),
        Shown::Money { figure, unit } => format!("{figure} {unit}"),
        Shown::Due(due @ (Due::Overdue(_) | Due::Today | Due::Tomorrow | Due::On(_))) => {
            due_words(i18n, grid.lang.get(), *due, grid.workspace.today())
        }
        Shown::Idle { days, in_stage, .. } => t_string!(i18n, table.days_of, days = *days, stage = *in_stage),
        Shown::Blockers(kinds) => kinds.join("、"),
        Shown::Published => t_string!(i18n, board.published).to_owned(),
    }
}
