//! The leads as rows: read as a table, edited as a spreadsheet.

mod bulk;
mod clip;
mod columns;
mod edit;
mod editing;
mod head;
mod keys;
mod lines;
mod menu;
mod paper;
mod rows;
mod state;
mod toolbar;
mod words;

use landfall_core::model::RecordId;
use landfall_core::query::Filter;
use landfall_core::view::table::{Layout, Table};
use landfall_core::view::{Query, Route};
use leptos::ev;
use leptos::prelude::*;

use crate::i18n::{t, t_string, use_lang};
use crate::store::{Workspace, screen, use_navigation, use_session, use_settings, use_viewport};
use crate::ui::{Button, Icon, IconName, Look, live};

use bulk::BulkBar;
use clip::PasteDialog;
use edit::Hanging;
use head::Head;
use lines::{Heights, Line, Lines};
use menu::RowMenuView;
use paper::Paper;
use rows::Body;
use state::{Cursor, Grid, SCROLLER};
use toolbar::Toolbar;

/// From this width on rows are one line.
const PHONE: f64 = 600.0;

/// The table of the open workspace.
#[component]
pub fn TablePage(workspace: Workspace) -> impl IntoView {
    let lang = use_lang();
    let navigation = use_navigation();
    let settings = use_settings();
    let viewport = use_viewport();
    let query =
        move |keys: &[&str]| -> Query { keys.iter().map(|key| ((*key).to_owned(), navigation.param(key))).collect() };
    let filter = Memo::new(move |_| Filter::from_query(&query(&Filter::OF_LEADS)).on(workspace.today()));
    let layout = Memo::new(move |_| Layout::from_query(&query(&Layout::PARTS)));
    let table = Memo::new(move |_| {
        let today = workspace.today();
        workspace.read(|document| {
            filter.with(|filter| layout.with(|layout| Table::of(document, filter, layout, lang.get(), today)))
        })
    });
    let phone = Memo::new(move |_| viewport.get() < PHONE);
    let heights = Memo::new(move |_| {
        let grouped = layout.with(|layout| layout.group != landfall_core::view::table::Grouping::None);
        Heights { group: if grouped { 34.0 } else { 0.0 }, row: if phone.get() { 60.0 } else { 32.0 } }
    });
    let lines = Memo::new(move |_| {
        let by = layout.with(|layout| layout.group);
        let folded = |group: &RecordId| settings.is_folded(&state::fold_key(by, group));
        table.with(|table| Lines::of(table, heights.get(), folded))
    });
    let grid = Grid::new(workspace, layout, table, lines, heights);
    follow_selection(grid);
    come_back(grid);
    Effect::new(move |_| grid.take_up());
    Effect::new(move |_| {
        grid.lines.track();
        grid.table.track();
        grid.hold_focus();
    });
    view! {
        <Toolbar grid=grid />
        <TableGrid grid=grid phone=phone />
        <Hanging grid=grid />
        <BulkBar grid=grid />
        <RowMenuView grid=grid />
        <PasteDialog grid=grid />
        <Paper grid=grid />
    }
}

/// What is no longer shown is no longer selected: nobody changes what they do not see.
fn follow_selection(grid: Grid) {
    Effect::new(move |_| {
        grid.table.track();
        if grid.selected.with_untracked(std::collections::BTreeSet::is_empty) {
            return;
        }
        let kept = grid.chosen();
        if kept.len() != grid.selected.with_untracked(std::collections::BTreeSet::len) {
            grid.selected.set(kept.into_iter().collect());
        }
    });
}

/// When the lead that was open over the table is closed, the focus is on its row.
fn come_back(grid: Grid) {
    Effect::new(move |before: Option<bool>| {
        let open = matches!(grid.navigation.route(), Route::Lead(_));
        if before == Some(true) && !open {
            let current = grid.session.current.get_untracked();
            let there = |id: &RecordId| grid.table.with_untracked(|table| table.leads().any(|lead| lead == id));
            if let Some(id) = current.filter(there) {
                let column = grid.cursor.get_untracked().map_or(1, |cursor| cursor.column.max(1));
                grid.go(Cursor { line: Line::Row(id), column }, false);
            }
        }
        open
    });
}

#[component]
fn TableGrid(grid: Grid, phone: Memo<bool>) -> impl IntoView {
    let i18n = grid.i18n;
    let session = use_session();
    let (layout, table, lines) = (grid.layout, grid.table, grid.lines);
    // Watches how much is in sight; what is watched is there once the page is drawn.
    let watch = StoredValue::new_local(None);
    request_animation_frame(move || {
        let resized = move |_: f64, height: f64| {
            grid.sight.try_update(|sight| sight.1 = height);
        };
        watch.try_set_value(screen::watch_size(SCROLLER, resized));
    });
    let template = move || {
        let columns = layout.with(|layout| layout.columns.clone());
        let each = columns.iter().map(|column| format!("minmax({0}px, {0}fr)", column.width(grid.lang.get())));
        std::iter::once("40px".to_owned()).chain(each).collect::<Vec<_>>().join(" ")
    };
    let width = move || {
        let columns: u32 =
            layout.with(|layout| layout.columns.iter().map(|column| column.width(grid.lang.get())).sum());
        format!("{}px", if phone.get() { 0 } else { columns + 40 })
    };
    let empty = Memo::new(move |_| table.with(|table| table.all == 0));
    let no_match = Memo::new(move |_| table.with(|table| table.all > 0 && table.total == 0));
    let clear = Callback::new(move |()| {
        let none: Vec<(&str, &str)> = Filter::OF_LEADS.iter().map(|key| (*key, "")).collect();
        grid.navigation.set_params(&none);
    });
    let scroll = move |_| {
        let top = screen::scrolled(SCROLLER).1;
        grid.sight.try_update(|sight| sight.0 = top);
    };
    view! {
        <div class="table" data-selecting=live(move || (!grid.selected.with(std::collections::BTreeSet::is_empty)).to_string())>
            <div class="table__scroll" id=SCROLLER on:scroll=scroll>
                <div
                    class="table__grid" role="grid" aria-label=live(move || t_string!(i18n, table.grid)) aria-multiselectable="true"
                    aria-rowcount=live(move || lines.with(|lines| lines.count.to_string()))
                    aria-colcount=live(move || (layout.with(|layout| layout.columns.len()) + 1).to_string())
                    style=("--table-columns", live(template)) style=("--table-width", live(width)) tabindex=live(move || {
                        if grid.cursor.with(Option::is_none) { "0" } else { "-1" }
                    })
                    on:focus=move |_| begin(grid)
                    on:keydown=move |event| keys::on_key(&event, grid)
                    on:click=move |event| on_click(&event, grid)
                    on:dblclick=move |event| on_double(&event, grid)
                    on:contextmenu=move |event| on_menu(&event, grid)
                    on:copy=move |event| clip::on_copy(&event, grid)
                    on:paste=move |event| clip::on_paste(&event, grid)
                >
                    <Head grid=grid />
                    <Body grid=grid />
                </div>
            </div>
            <Show when=move || empty.get()>
                <div class="board-empty">
                    <Icon name=IconName::Boat size=28 />
                    <h2 class="board-empty__title">{t!(i18n, board.empty_title)}</h2>
                    <p>{t!(i18n, board.empty_text)}</p>
                    <p class="board-empty__ways">
                        <Button look=Look::Primary icon=IconName::Plus key_hint="N" on_click=Callback::new(move |()| session.open_capture())>
                            {t!(i18n, board.empty_new)}
                        </Button>
                    </p>
                </div>
            </Show>
            <Show when=move || no_match.get()>
                <div class="board-empty">
                    <Icon name=IconName::Search size=28 />
                    <h2 class="board-empty__title">{t!(i18n, board.no_match_title)}</h2>
                    <p>{t!(i18n, board.no_match_text)}</p>
                    <p class="board-empty__ways"><Button on_click=clear>{t!(i18n, board.clear_filters)}</Button></p>
                </div>
            </Show>
        </div>
    }
}

/// The focus came to the grid and there is no cursor yet: it begins at the first row.
fn begin(grid: Grid) {
    if grid.cursor.with_untracked(Option::is_none) {
        let here = grid.here();
        grid.go(here, false);
    }
}

/// The cell an event is on.
fn cell_of(event: &ev::MouseEvent) -> Option<(RecordId, usize)> {
    let lead = screen::closest(event, "data-lead").map(RecordId::new)?;
    let at = screen::closest(event, "data-at")?.parse().ok()?;
    Some((lead, at))
}

fn on_click(event: &ev::MouseEvent, grid: Grid) {
    // A button and a box have presses of their own.
    if event.default_prevented() || screen::closest(event, "type").is_some_and(|kind| kind != "text") {
        return;
    }
    let Some((lead, at)) = cell_of(event) else { return };
    let plain = !event.shift_key() && !event.ctrl_key() && !event.meta_key();
    if screen::closest(event, "href").is_some() {
        if plain {
            // Here, and with what is asked of the leads; with Ctrl the browser opens it where it likes.
            event.prevent_default();
            grid.open(&lead);
        }
        return;
    }
    if event.shift_key() {
        let from = grid.cursor.get_untracked().map_or(Line::Row(lead.clone()), |cursor| cursor.line);
        grid.select(grid.between(&from, &Line::Row(lead)));
    } else if event.ctrl_key() || event.meta_key() {
        grid.toggle(&lead);
        grid.go(Cursor { line: Line::Row(lead), column: at }, false);
    } else if grid.heights.get_untracked().row > 32.0 {
        // On the phone a row is too small to be a form: it opens.
        grid.open(&lead);
    } else {
        edit::press(grid, lead, at);
    }
}

fn on_double(event: &ev::MouseEvent, grid: Grid) {
    if let Some((lead, at)) = cell_of(event).filter(|(_, at)| *at > 0)
        && !grid.editing.get_untracked()
    {
        grid.go(Cursor { line: Line::Row(lead), column: at }, false);
        grid.edit(None);
    }
}

fn on_menu(event: &ev::MouseEvent, grid: Grid) {
    if grid.editing.get_untracked() {
        return;
    }
    let Some((lead, at)) = cell_of(event) else { return };
    event.prevent_default();
    grid.go(Cursor { line: Line::Row(lead.clone()), column: at }, false);
    menu::open(grid, &lead, (event.client_x().into(), event.client_y().into()));
}
