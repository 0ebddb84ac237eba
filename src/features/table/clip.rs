//! Copy and paste, by the browser's own events.

use landfall_core::document::Command;
use landfall_core::view::table::{Paste, PasteProblem, TableColumn, copy, parse, paste};
use leptos::prelude::*;

use super::lines::Line;
use super::state::Grid;
use super::words::{column_words, fault_words};
use crate::i18n::{t, t_string};
use crate::store::screen;
use crate::ui::{Button, Dialog, Icon, IconName, Look, live_view};

/// The selected rows under their headings, or else the marked cells without.
pub fn on_copy(event: &leptos::ev::Event, grid: Grid) {
    if grid.editing.get_untracked() {
        return;
    }
    let chosen = grid.chosen();
    let rows = !chosen.is_empty();
    let (leads, columns) = match rows {
        true => (chosen, grid.layout.with_untracked(|layout| layout.columns.clone())),
        false => grid.range(),
    };
    if leads.is_empty() || columns.is_empty() {
        return;
    }
    let headings = rows.then(|| columns.iter().map(|column| column_words(grid.i18n, *column)).collect());
    let (lang, today) = (grid.lang.get_untracked(), untrack(|| grid.workspace.today()));
    let text = grid.workspace.peek(|document| copy(document, &leads, &columns, headings, lang, today));
    if screen::put_on_clipboard(event, &text) {
        let words = match rows {
            true => t_string!(grid.i18n, table.copied_rows, count = leads.len()),
            false => t_string!(grid.i18n, table.copied_cells, count = leads.len() * columns.len()),
        };
        grid.session.say(words, false);
    }
}

/// Cells go into the table from the cursor on. What is clear is written at once; what is not is shown first.
pub fn on_paste(event: &leptos::ev::Event, grid: Grid) {
    if grid.editing.get_untracked() || untrack(|| grid.workspace.read_only()).is_some() {
        return;
    }
    let Some(text) = screen::pasted_text(event) else { return };
    event.prevent_default();
    let rows = parse(&text);
    let here = grid.here();
    let first = here.column.max(1);
    let mut columns = grid.layout.with_untracked(|layout| layout.columns.get(first - 1..).unwrap_or_default().to_vec());
    let mut leads = match &here.line {
        Line::Row(_) => grid.between(&here.line, &grid.line_at(usize::MAX)),
        _ => Vec::new(),
    };
    let mut rows = rows;
    // One cell fills all that are marked.
    let marked = grid.range();
    if rows.len() == 1 && rows.first().is_some_and(|row| row.len() == 1) && marked.0.len() * marked.1.len() > 1 {
        let cell = rows.first().and_then(|row| row.first()).cloned().unwrap_or_default();
        rows = vec![vec![cell; marked.1.len()]; marked.0.len()];
        (leads, columns) = marked;
    }
    let headings: Vec<(TableColumn, String)> =
        TableColumn::ALL.map(|column| (column, column_words(grid.i18n, column))).to_vec();
    let (lang, today) = (grid.lang.get_untracked(), untrack(|| grid.workspace.today()));
    let plan = grid.workspace.peek(|document| paste(document, &leads, &columns, &rows, &headings, lang, today));
    if !plan.problems.is_empty() || plan.new > 0 {
        grid.paste.set(Some(plan));
    } else {
        carry_out(grid, plan);
    }
}

fn carry_out(grid: Grid, plan: Paste) {
    let i18n = grid.i18n;
    if plan.commands.is_empty() {
        return grid.session.say(t_string!(i18n, table.paste_same).to_owned(), false);
    }
    match grid.workspace.dispatch(Command::Bulk(plan.commands)) {
        Ok(_) => {
            let words = match plan.new {
                0 => t_string!(i18n, table.pasted, count = plan.cells),
                fresh => t_string!(i18n, table.pasted_new, count = plan.cells, fresh = fresh),
            };
            grid.session.say(words, true);
        }
        Err(error) => grid.session.say(grid.error_words(&error), false),
    }
}

/// Problems that the dialog names one by one.
const NAMED: usize = 50;

/// What a paste would do, where that is not clear.
#[component]
pub fn PasteDialog(grid: Grid) -> impl IntoView {
    let i18n = grid.i18n;
    let close = Callback::new(move |()| {
        grid.paste.set(None);
        grid.focus();
    });
    let problem = move |one: &PasteProblem| {
        let place = match one.column {
            Some(column) => t_string!(i18n, table.paste_place, row = one.row, column = column_words(i18n, column)),
            None => t_string!(i18n, table.paste_row, row = one.row),
        };
        let why = fault_words(i18n, one.fault, &one.value);
        view! { <li class="paste__problem"><Icon name=IconName::Rock size=14 /><strong>{place}</strong><span>{why}</span></li> }
    };
    live_view(move || {
        let Some(plan) = grid.paste.get() else { return ().into_any() };
        let summary = t_string!(i18n, table.paste_summary, count = plan.cells, wrong = plan.problems.len());
        let fresh = (plan.new > 0).then(|| view! { <p>{t_string!(i18n, table.paste_new, count = plan.new)}</p> });
        let named = plan.problems.iter().take(NAMED).map(problem).collect_view();
        let rest = plan.problems.len().saturating_sub(NAMED);
        let more = (rest > 0)
            .then(|| view! { <li class="paste__problem">{t_string!(i18n, table.paste_more, count = rest)}</li> });
        let clean = plan.problems.is_empty();
        let words = move || if clean { t_string!(i18n, table.paste_go_all) } else { t_string!(i18n, table.paste_go) };
        let write = (!plan.commands.is_empty()).then(|| {
            let go = Callback::new(move |()| {
                if let Some(plan) = grid.paste.try_update(Option::take).flatten() {
                    carry_out(grid, plan);
                }
                grid.focus();
            });
            view! { <Button look=Look::Primary on_click=go>{words()}</Button> }
        });
        view! {
            <Dialog id="paste" title=t!(i18n, table.paste_title) close_label=t!(i18n, app.close) on_close=close>
                <div class="paste">
                    <p class="paste__summary">{summary}</p>
                    {fresh}
                    <ul class="paste__problems" role="list" tabindex="0" aria-label=t!(i18n, table.paste_title)>{named}{more}</ul>
                    <p class="paste__ways">
                        <Button on_click=close>{t!(i18n, table.cancel)}</Button>
                        {write}
                    </p>
                </div>
            </Dialog>
        }
        .into_any()
    })
}
