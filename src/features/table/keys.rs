//! Keys of the grid. In a cell that takes text letters are text, as in a spreadsheet; elsewhere they are commands.

use landfall_core::view::table::{Kind, TableColumn};
use leptos::ev;
use leptos::prelude::*;

use super::edit;
use super::lines::{Line, float};
use super::state::{Cursor, Grid, element_id};
use crate::store::screen;

pub fn on_key(event: &ev::KeyboardEvent, grid: Grid) {
    if screen::is_composing(event) || event.default_prevented() {
        return;
    }
    if grid.editing.get_untracked() {
        while_editing(event, grid);
        // What is typed is text, and no command of the page.
        event.stop_propagation();
        return;
    }
    let command = event.ctrl_key() || event.meta_key();
    let done = if command { with_control(event, grid) } else { !event.alt_key() && plain(event, grid) };
    if done {
        event.prevent_default();
        event.stop_propagation();
    } else if !command && event.key().chars().count() == 1 && takes_text(grid) {
        event.stop_propagation();
    }
}

fn takes_text(grid: Grid) -> bool {
    grid.cell().is_some_and(|(lead, column)| grid.takes_text(&lead, column))
}

fn while_editing(event: &ev::KeyboardEvent, grid: Grid) {
    let Some((_, column)) = grid.cell() else { return };
    let key = event.key();
    match key.as_str() {
        "Enter" => {
            // The row below as it is now: what is saved may sort this one elsewhere.
            let here = grid.here();
            let below = grid.stepped(&here.line, if event.shift_key() { -1 } else { 1 });
            if (edit::take_active(grid) || grid.leave_edit()) && !grid.waits_for_gate() {
                grid.go(Cursor { line: below, column: here.column }, false);
            }
        }
        "Tab" => {
            if edit::take_active(grid) || grid.leave_edit() {
                grid.step(0, if event.shift_key() { -1 } else { 1 }, false);
            }
        }
        "Escape" => grid.restore(),
        "ArrowDown" | "ArrowUp" | "PageDown" | "PageUp" => {
            let down = key.ends_with("Down");
            match column.kind() {
                Kind::Text | Kind::Money => return,
                Kind::Day => edit::step_day(grid, down, key.starts_with("Page")),
                _ => edit::step_choice(grid, down),
            }
        }
        _ => return,
    }
    event.prevent_default();
}

fn with_control(event: &ev::KeyboardEvent, grid: Grid) -> bool {
    let last = grid.layout.with_untracked(|layout| layout.columns.len());
    match event.key().as_str() {
        "a" | "A" => grid.toggle_all(),
        "Home" => grid.go(Cursor { line: grid.line_at(2), column: 1 }, event.shift_key()),
        "End" => grid.go(Cursor { line: grid.line_at(usize::MAX), column: last }, event.shift_key()),
        " " => match grid.cursor.get_untracked() {
            Some(Cursor { line: Line::Row(id), .. }) => grid.toggle(&id),
            _ => return false,
        },
        _ => return false,
    }
    true
}

fn plain(event: &ev::KeyboardEvent, grid: Grid) -> bool {
    let key = event.key();
    let shift = event.shift_key();
    let here = grid.here();
    let last = grid.layout.with_untracked(|layout| layout.columns.len());
    let page = page(grid);
    match key.as_str() {
        "ArrowUp" => go(grid, -1, 0, shift),
        "ArrowDown" => go(grid, 1, 0, shift),
        "ArrowLeft" | "ArrowRight" if matches!(here.line, Line::Group(_)) => {
            if let Line::Group(id) = &here.line {
                grid.fold(id, key == "ArrowLeft");
            }
        }
        "ArrowLeft" => go(grid, 0, -1, shift),
        "ArrowRight" => go(grid, 0, 1, shift),
        "PageUp" => go(grid, -page, 0, shift),
        "PageDown" => go(grid, page, 0, shift),
        "Home" => grid.go(Cursor { column: 0, ..here }, shift),
        "End" => grid.go(Cursor { column: last, ..here }, shift),
        "Escape" => return escape(grid),
        _ => return on_row(event, grid, &here),
    }
    true
}

/// Rows of a screenful.
fn page(grid: Grid) -> isize {
    let (_, height) = grid.sight.get_untracked();
    let row = grid.heights.get_untracked().row;
    (1..40)
        .rfind(|rows| float(*rows) * row <= height - 2.0 * row)
        .and_then(|rows| isize::try_from(rows).ok())
        .unwrap_or(1)
}

/// Moves; with Shift it marks cells, and in the column of the boxes it selects the rows passed.
fn go(grid: Grid, lines: isize, columns: isize, shift: bool) {
    let from = grid.here();
    grid.step(lines, columns, shift && from.column > 0);
    if shift && from.column == 0 && lines != 0 {
        let to = grid.here();
        grid.select(grid.between(&from.line, &to.line));
    }
}

fn escape(grid: Grid) -> bool {
    if grid.anchor.with_untracked(Option::is_some) {
        grid.anchor.set(None);
    } else if !grid.selected.with_untracked(std::collections::BTreeSet::is_empty) {
        grid.selected.update(std::collections::BTreeSet::clear);
    } else {
        return false;
    }
    true
}

fn on_row(event: &ev::KeyboardEvent, grid: Grid, here: &Cursor) -> bool {
    let Line::Row(id) = &here.line else { return false };
    let column = grid.column(here.column);
    let text = column.is_some_and(|column| grid.takes_text(id, column));
    match event.key().as_str() {
        " " if event.shift_key() => grid.toggle(id),
        // The box has its own Space; a cell that takes text begins with one.
        " " => return false,
        "Enter" => match column {
            Some(TableColumn::Code | TableColumn::Title) => grid.open(id),
            Some(_) if text => grid.edit(None),
            _ => grid.open(id),
        },
        "F2" => grid.edit(None),
        "Delete" | "Backspace" if column.is_some() => super::bulk::clear_cells(grid),
        "ContextMenu" => open_menu(grid, here),
        "F10" if event.shift_key() => open_menu(grid, here),
        _ if text => return false,
        // Where single keys are switched off, letters do nothing here either.
        _ if grid.settings.try_single_keys() == Some(false) => return false,
        "x" | "X" => {
            let (rows, _) = grid.range();
            if rows.len() > 1 {
                grid.select(rows);
            } else {
                grid.toggle(id);
            }
        }
        "j" | "J" => grid.step(1, 0, false),
        "k" | "K" => grid.step(-1, 0, false),
        "m" | "M" => open_menu(grid, here),
        "e" | "E" => {
            let title = grid.layout.with_untracked(|l| l.columns.iter().position(|one| *one == TableColumn::Title));
            if let Some(at) = title {
                grid.go(Cursor { line: here.line.clone(), column: at + 1 }, false);
                grid.edit(None);
            }
        }
        _ => return false,
    }
    true
}

/// Opens the menu of the cursor's row at its place.
pub fn open_menu(grid: Grid, here: &Cursor) {
    let Line::Row(id) = &here.line else { return };
    let at = screen::rect(&element_id(here)).map_or((0.0, 0.0), |rect| (rect.left, rect.top + rect.height));
    super::menu::open(grid, id, at);
}
