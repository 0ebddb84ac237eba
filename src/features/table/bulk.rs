//! What is done to many rows at once, each as one step of undo.

use landfall_core::document::Command;
use landfall_core::model::{Collection, RecordId};
use landfall_core::view::table::{Reading, TableColumn, choices, choose, entry};
use leptos::prelude::*;

use super::edit::Calendar;
use super::menu::stages;
use super::state::Grid;
use super::words::column_words;
use crate::i18n::{sheet_error_words, t, t_string};
use crate::store::{screen, sheets};
use crate::ui::{Icon, IconButton, IconName, Menu, MenuItem, live, live_view};

/// What a button of the bar has opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    Stage,
    Choice(TableColumn),
    Due,
}

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The bar that stands at the bottom as long as rows are selected.
#[component]
pub fn BulkBar(grid: Grid) -> impl IntoView {
    let i18n = grid.i18n;
    let count = Memo::new(move |_| grid.selected.with(std::collections::BTreeSet::len));
    let asked = RwSignal::new(None::<(Asked, (f64, f64))>);
    let ask = move |what: Asked, id: &'static str| {
        Callback::new(move |()| {
            // Above the bar: a menu keeps itself inside the window.
            let at = screen::rect(id).map_or((0.0, 0.0), |rect| (rect.left, rect.top));
            asked.set(Some((what, at)));
        })
    };
    let delete = Callback::new(move |()| delete(grid));
    let copy = Callback::new(|()| screen::copy());
    let export = Callback::new(move |()| export(grid));
    view! {
        <Show when=move || { count.get() > 0 }>
            <div class="bulk" role="toolbar" aria-label=live(move || t_string!(i18n, table.bulk))>
                <strong class="bulk__count" aria-live="polite">{live(move || t_string!(i18n, table.selected, count = count.get()))}</strong>
                <BulkButton id="bulk-officer" icon=IconName::Person words=t!(i18n, table.assign) on_press=ask(Asked::Choice(TableColumn::Officer), "bulk-officer") />
                <BulkButton id="bulk-due" icon=IconName::Today words=t!(i18n, table.reschedule) on_press=ask(Asked::Due, "bulk-due") />
                <BulkButton id="bulk-stage" icon=IconName::Anchor words=t!(i18n, table.move_stage) on_press=ask(Asked::Stage, "bulk-stage") />
                <BulkButton id="bulk-zone" icon=IconName::Flag words=t!(i18n, table.transfer) on_press=ask(Asked::Choice(TableColumn::Zone), "bulk-zone") />
                <BulkButton id="bulk-industry" icon=IconName::Company words=t!(i18n, table.set_industry) on_press=ask(Asked::Choice(TableColumn::Industry), "bulk-industry") />
                <BulkButton id="bulk-priority" icon=IconName::Bookmark words=t!(i18n, table.set_priority) on_press=ask(Asked::Choice(TableColumn::Priority), "bulk-priority") />
                <BulkButton id="bulk-copy" icon=IconName::Copy words=t!(i18n, table.copy) on_press=copy />
                <BulkButton id="bulk-export" icon=IconName::Download words=Signal::stored(".xlsx".to_owned()) on_press=export />
                <BulkButton id="bulk-delete" icon=IconName::Trash words=t!(i18n, table.delete) on_press=delete />
                <span class="bulk__end">
                    <IconButton
                        name=IconName::Close label=t!(i18n, table.clear_selection)
                        on_click=Callback::new(move |()| {
                            grid.selected.update(std::collections::BTreeSet::clear);
                            grid.focus();
                        })
                    />
                    <kbd class="key" aria-hidden="true">"Esc"</kbd>
                </span>
            </div>
        </Show>
        {live_view(move || match asked.get() {
            None => ().into_any(),
            Some((what, at)) => untrack(|| answer(grid, what, at, asked)),
        })}
    }
}

#[component]
fn BulkButton(
    id: &'static str,
    icon: IconName,
    #[prop(into)] words: Signal<String>,
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button class="bulk__button" id=id type="button" on:click=move |_| on_press.run(())>
            <Icon name=icon />
            <span>{live(move || words.get())}</span>
        </button>
    }
}

/// The list or the calendar that a button opens.
fn answer(grid: Grid, what: Asked, at: (f64, f64), asked: RwSignal<Option<(Asked, (f64, f64))>>) -> AnyView {
    let i18n = grid.i18n;
    let close = Callback::new(move |()| {
        asked.set(None);
        grid.focus();
    });
    match what {
        Asked::Stage => {
            let go = Callback::new(move |stage: RecordId| {
                asked.set(None);
                let leads = ours(grid);
                if leads.is_empty() {
                    return say_nothing(grid);
                }
                grid.ask_move(leads, &stage);
            });
            view! { <Menu label=t!(i18n, table.move_stage) at=at items=stages(grid, None, go) on_close=close /> }
                .into_any()
        }
        Asked::Choice(column) => {
            let lang = grid.lang.get_untracked();
            let all = grid.workspace.peek(|document| choices(document.tables(), column, lang));
            let none = (RecordId::default(), t_string!(i18n, lead.none).to_owned());
            let items = all.into_iter().chain([none]).map(|(id, words)| MenuItem {
                words,
                mark: (|| ()).into(),
                current: false,
                apart: id.is_empty(),
                caution: false,
                on_choose: Callback::new(move |()| {
                    asked.set(None);
                    set(grid, column, &id);
                }),
            });
            let label = Signal::derive(move || column_words(i18n, column));
            view! { <Menu label=label at=at items=items.collect() on_close=close /> }.into_any()
        }
        Asked::Due => {
            let choose = Callback::new(move |value: String| {
                asked.set(None);
                set(grid, TableColumn::Due, &RecordId::new(value));
            });
            let keys = move |event: leptos::ev::KeyboardEvent| {
                if event.key() == "Escape" {
                    event.stop_propagation();
                    close.run(());
                }
            };
            let (x, y) = (format!("{}px", at.0), format!("{}px", at.1));
            screen::focus_when_drawn("bulk-days".to_owned());
            view! {
                <div class="menu-ground" on:pointerdown=move |_| close.run(())></div>
                <div
                    class="table-hanging" id="bulk-days" tabindex="-1" data-above="true" role="dialog" aria-label=t!(i18n, table.choose_day)
                    style=("--hang-x", x) style=("--hang-top", y) on:keydown=keys
                >
                    <Calendar grid=grid chosen=Signal::stored(None) on_choose=choose />
                </div>
            }
            .into_any()
        }
    }
}

/// The selected leads that can be changed: published cases stay as they are.
fn ours(grid: Grid) -> Vec<RecordId> {
    grid.chosen().into_iter().filter(|lead| !grid.is_published(lead)).collect()
}

fn say_nothing(grid: Grid) {
    grid.session.say(t_string!(grid.i18n, table.nothing_to_change).to_owned(), false);
}

/// Carries out one command for each lead as one step, and says what was done, and to how many it was not.
fn carry_out(grid: Grid, command: impl Fn(&RecordId) -> Command, words: impl Fn(usize) -> String) {
    let leads = ours(grid);
    if leads.is_empty() {
        return say_nothing(grid);
    }
    let skipped = grid.chosen().len() - leads.len();
    match grid.workspace.dispatch(Command::Bulk(leads.iter().map(command).collect())) {
        Ok(_) => {
            let done = words(leads.len());
            let text = match skipped {
                0 => done,
                count => t_string!(grid.i18n, table.skipped, done = done, count = count),
            };
            grid.session.say(text, true);
        }
        Err(error) => grid.session.say(grid.error_words(&error), false),
    }
    grid.focus();
}

/// Sets a column of all selected leads; a day comes as its text.
fn set(grid: Grid, column: TableColumn, value: &RecordId) {
    let i18n = grid.i18n;
    let tables = grid.workspace.peek(|document| document.tables().clone());
    let command = |lead: &RecordId| choose(&tables, lead, column, value);
    carry_out(grid, command, |count| {
        t_string!(i18n, table.changed, count = count, column = column_words(i18n, column))
    });
}

fn delete(grid: Grid) {
    let i18n = grid.i18n;
    carry_out(
        grid,
        |lead| Command::Delete { collection: Collection::Leads, id: lead.clone() },
        |count| t_string!(i18n, table.deleted, count = count),
    );
    // What is left are published cases, and they can't be meant.
    grid.selected.update(std::collections::BTreeSet::clear);
}

/// The selected leads as a spreadsheet with the headings of every exchanged table.
fn export(grid: Grid) {
    let leads = grid.chosen();
    let lang = grid.lang.get_untracked();
    let name = format!("{}.xlsx", grid.workspace.file_name(t_string!(grid.i18n, table.title)));
    let run = move |()| {
        let (leads, name) = (leads.clone(), name.clone());
        leptos::task::spawn_local(async move {
            match sheets::some_xlsx(grid.workspace, lang, &leads).await {
                Ok(bytes) => {
                    screen::download(&name, XLSX, &bytes);
                    grid.session.say(t_string!(grid.i18n, data.exported, name = name), false);
                }
                Err(error) => grid.session.say(sheet_error_words(grid.i18n, &error), false),
            }
        });
    };
    grid.locks.ask_readable(grid.workspace, grid.locks.told(run));
}

/// Delete: empties the marked cells that can be empty.
pub fn clear_cells(grid: Grid) {
    let (leads, columns) = grid.range();
    let (lang, today) = (grid.lang.get_untracked(), untrack(|| grid.workspace.today()));
    let commands: Vec<Command> = grid.workspace.peek(|document| {
        let reading = Reading::typed(document.tables(), lang, today);
        let cells = leads.iter().flat_map(|lead| columns.iter().map(move |column| (lead, *column)));
        cells.filter_map(|(lead, column)| entry(&reading, lead, column, "").ok().flatten()).collect()
    });
    let count = commands.len();
    if count == 0 {
        return;
    }
    match grid.workspace.dispatch(Command::Bulk(commands)) {
        Ok(_) => grid.session.say(t_string!(grid.i18n, table.cleared, count = count), true),
        Err(error) => grid.session.say(grid.error_words(&error), false),
    }
}
