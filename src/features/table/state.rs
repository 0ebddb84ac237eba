//! What the parts of the table share: the cursor, the selection, the edit that is under way.

use std::collections::BTreeSet;

use landfall_core::document::{Command, CommandError};
use landfall_core::model::{Lang, RecordId};
use landfall_core::view::Route;
use landfall_core::view::table::{
    EntryFault, Grouping, Kind, Layout, Paste, Reading, Table, TableColumn, choices, choose, edit_text, entry,
};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

use super::lines::{Heights, Line, Lines};
use super::words::{column_words, fault_words};
use crate::i18n::{Locale, t_string, use_i18n, use_lang};
use crate::store::{
    MoveWish, Navigation, Session, Settings, Workspace, screen, use_navigation, use_session, use_settings,
};

pub const SCROLLER: &str = "table-scroll";
/// The field in the cell that has the cursor: it waits for typing, and is what one types into.
pub const EAR: &str = "table-ear";
/// The draft of an edit: lead, column and text, a line each.
const DRAFT: &str = "table";

/// Where the cursor is. Column 0 has the boxes that select; the columns shown follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    pub line: Line,
    pub column: usize,
}

/// A menu of a row that is open.
#[derive(Debug, Clone, PartialEq)]
pub struct RowMenu {
    pub lead: RecordId,
    pub at: (f64, f64),
}

#[derive(Clone, Copy)]
pub struct Grid {
    pub workspace: Workspace,
    pub session: Session,
    pub navigation: Navigation,
    pub settings: Settings,
    pub i18n: I18nContext<Locale>,
    pub lang: Signal<Lang>,
    pub layout: Memo<Layout>,
    pub table: Memo<Table>,
    pub lines: Memo<Lines>,
    pub heights: Memo<Heights>,
    pub cursor: RwSignal<Option<Cursor>>,
    /// The other corner of the cells that are marked.
    pub anchor: RwSignal<Option<Cursor>>,
    pub selected: RwSignal<BTreeSet<RecordId>>,
    pub editing: RwSignal<bool>,
    pub typed: RwSignal<String>,
    /// What was there when the edit began.
    pub before: RwSignal<String>,
    pub error: RwSignal<String>,
    /// Which of the choices shown Enter takes.
    pub active: RwSignal<Option<usize>>,
    /// Top of what is in sight, and how high that is.
    pub sight: RwSignal<(f64, f64)>,
    pub menu: RwSignal<Option<RowMenu>>,
    /// A paste that waits for a word. Kept by this thread: a command may hold a document.
    pub paste: RwSignal<Option<Paste>, LocalStorage>,
}

impl Grid {
    pub fn new(
        workspace: Workspace,
        layout: Memo<Layout>,
        table: Memo<Table>,
        lines: Memo<Lines>,
        heights: Memo<Heights>,
    ) -> Self {
        Grid {
            workspace,
            session: use_session(),
            navigation: use_navigation(),
            settings: use_settings(),
            i18n: use_i18n(),
            lang: use_lang(),
            layout,
            table,
            lines,
            heights,
            cursor: RwSignal::new(None),
            anchor: RwSignal::new(None),
            selected: RwSignal::new(BTreeSet::new()),
            editing: RwSignal::new(false),
            typed: RwSignal::new(String::new()),
            before: RwSignal::new(String::new()),
            error: RwSignal::new(String::new()),
            active: RwSignal::new(None),
            sight: RwSignal::new((0.0, 900.0)),
            menu: RwSignal::new(None),
            paste: RwSignal::new_local(None),
        }
    }

    pub fn column(self, at: usize) -> Option<TableColumn> {
        self.layout.with_untracked(|layout| layout.columns.get(at.checked_sub(1)?).copied())
    }

    pub fn is_published(self, lead: &RecordId) -> bool {
        self.workspace.peek(|document| document.tables().leads.get(lead).is_none_or(|lead| lead.published))
    }

    /// Whether a cell takes text: of a lead of ours, in a column that is not worked out.
    pub fn takes_text(self, lead: &RecordId, column: TableColumn) -> bool {
        column.is_editable() && untrack(|| self.workspace.read_only()).is_none() && !self.is_published(lead)
    }

    /// The cell the cursor is on, if it is one of a row.
    pub fn cell(self) -> Option<(RecordId, TableColumn)> {
        match self.cursor.get_untracked()? {
            Cursor { line: Line::Row(id), column } => Some((id, self.column(column)?)),
            _ => None,
        }
    }

    // The cursor.

    /// Moves the cursor and gives its place the focus; an edit under way is saved first, and stays if it can't be.
    pub fn go(self, to: Cursor, mark: bool) {
        if !self.leave_edit() {
            // What is typed and can't be kept stays in sight.
            screen::focus_when_drawn(EAR.to_owned());
            return;
        }
        if mark {
            self.anchor.update(|anchor| {
                if anchor.is_none() {
                    *anchor = self.cursor.get_untracked();
                }
            });
        } else {
            self.anchor.set(None);
        }
        if let Line::Row(id) = &to.line {
            self.session.current.set(Some(id.clone()));
        }
        self.reveal(&to.line);
        self.cursor.set(Some(to));
        self.focus();
    }

    /// The focus went to a place by itself: by a press or Tab. An edit that could not be kept holds the cursor.
    pub fn came_to(self, to: Cursor) {
        let elsewhere = self.cursor.try_with_untracked(|cursor| cursor.as_ref() != Some(&to)) == Some(true);
        if elsewhere && !self.editing.get_untracked() {
            self.cursor.set(Some(to));
        }
    }

    /// Gives the place of the cursor the focus, once it is drawn.
    pub fn focus(self) {
        if let Some(cursor) = self.cursor.get_untracked() {
            screen::focus_when_drawn(element_id(&cursor));
        }
    }

    /// The cursor, or where it begins: the first line below the heading.
    pub fn here(self) -> Cursor {
        self.cursor.get_untracked().unwrap_or_else(|| Cursor { line: self.line_at(2), column: 1 })
    }

    pub fn step(self, lines: isize, columns: isize, mark: bool) {
        let here = self.here();
        let last = self.layout.with_untracked(|layout| layout.columns.len());
        let column = here.column.saturating_add_signed(columns).min(last);
        self.go(Cursor { line: self.stepped(&here.line, lines), column }, mark);
    }

    /// The line so many lines further.
    pub fn stepped(self, from: &Line, lines: isize) -> Line {
        self.table.with_untracked(|table| self.lines.with_untracked(|all| all.step(table, from, lines)))
    }

    /// Gives the focus back to the place of the cursor where it was lost because its row moved.
    pub fn hold_focus(self) {
        leptos::task::spawn_local(async move {
            leptos::task::tick().await;
            leptos::task::tick().await;
            let here = self.cursor.try_get_untracked().flatten();
            if let Some(cursor) = here.filter(|_| screen::nothing_focused()) {
                screen::focus(&element_id(&cursor));
            }
        });
    }

    /// The line of a number, held at the last.
    pub fn line_at(self, number: usize) -> Line {
        self.table.with_untracked(|table| self.lines.with_untracked(|lines| lines.line(table, number.min(lines.count))))
    }

    /// Whether a move waits for its gate: the dialog has the focus then.
    pub fn waits_for_gate(self) -> bool {
        untrack(|| self.session.move_wish().is_some())
    }

    /// Scrolls so that a line is in sight, below the heading.
    fn reveal(self, line: &Line) {
        let heights = self.heights.get_untracked();
        let place =
            self.table.with_untracked(|table| self.lines.with_untracked(|lines| lines.place(table, line, heights)));
        let (Some((top, height)), (_, sight)) = (place, self.sight.get_untracked()) else { return };
        if *line == Line::Head {
            return;
        }
        let now = screen::scrolled(SCROLLER).1;
        // The heading and the head of the group stand over the rows; below, the bar of what is selected does.
        let over = if matches!(line, Line::Group(_)) { 0.0 } else { heights.group };
        let under = if self.selected.with_untracked(BTreeSet::is_empty) { HEADING } else { HEADING + BAR };
        let to = if top - over < now {
            top - over
        } else if top + height > now + sight - under {
            top + height - sight + under
        } else {
            return;
        };
        screen::scroll_inside(SCROLLER, to);
        self.sight.set((to.max(0.0), sight));
    }

    /// The rows between the cursor and the other corner, and the columns; the cursor's own cell without a corner.
    pub fn range(self) -> (Vec<RecordId>, Vec<TableColumn>) {
        let Some(cursor) = self.cursor.get_untracked() else { return Default::default() };
        let other = self.anchor.get_untracked().unwrap_or_else(|| cursor.clone());
        let leads = self.between(&cursor.line, &other.line);
        let (first, last) = (cursor.column.min(other.column).max(1), cursor.column.max(other.column));
        let columns = self
            .layout
            .with_untracked(|layout| layout.columns.get(first - 1..last).map(<[_]>::to_vec).unwrap_or_default());
        (leads, columns)
    }

    /// The rows from one line to another, whichever comes first.
    pub fn between(self, one: &Line, other: &Line) -> Vec<RecordId> {
        self.table.with_untracked(|table| {
            self.lines.with_untracked(|lines| {
                let (a, b) = (lines.number(table, one), lines.number(table, other));
                let rows = (a.min(b)..=a.max(b)).filter_map(|number| match lines.line(table, number) {
                    Line::Row(id) => Some(id),
                    _ => None,
                });
                rows.collect()
            })
        })
    }

    // The selection.

    pub fn toggle(self, lead: &RecordId) {
        self.selected.update(|selected| {
            if !selected.remove(lead) {
                selected.insert(lead.clone());
            }
        });
    }

    pub fn select(self, leads: Vec<RecordId>) {
        self.selected.update(|selected| selected.extend(leads));
    }

    /// Every row shown, or none if they all are selected.
    pub fn toggle_all(self) {
        let all: BTreeSet<RecordId> = self.table.with_untracked(|table| table.leads().cloned().collect());
        let whole = self.selected.with_untracked(|selected| !all.is_empty() && all.is_subset(selected));
        self.selected.set(if whole { BTreeSet::new() } else { all });
    }

    /// The selected leads in the order of the rows.
    pub fn chosen(self) -> Vec<RecordId> {
        self.selected.with_untracked(|selected| {
            self.table.with_untracked(|table| table.leads().filter(|id| selected.contains(id)).cloned().collect())
        })
    }

    // Editing.

    /// Begins to edit the cell of the cursor; with `text` in place of what is there.
    pub fn edit(self, text: Option<String>) {
        let Some((lead, column)) = self.cell() else { return };
        if !self.takes_text(&lead, column) {
            if self.is_published(&lead) {
                self.session.say(t_string!(self.i18n, table.fault_published).to_owned(), false);
            }
            return;
        }
        let now = self.text(&lead, column);
        self.before.set(now.clone());
        self.typed.set(text.unwrap_or(now));
        self.error.set(String::new());
        self.active.set(None);
        self.anchor.set(None);
        self.editing.set(true);
        screen::focus_when_drawn(EAR.to_owned());
    }

    pub fn text(self, lead: &RecordId, column: TableColumn) -> String {
        let lang = self.lang.get_untracked();
        self.workspace.peek(|document| {
            let tables = document.tables();
            tables.leads.get(lead).map(|lead| edit_text(lead, tables, column, lang)).unwrap_or_default()
        })
    }

    /// What is typed into the cell.
    pub fn type_text(self, text: String) {
        if !self.editing.get_untracked() {
            self.edit(Some(text.clone()));
        }
        self.error.set(String::new());
        self.active.set(None);
        if let Some((lead, column)) = self.cell() {
            self.workspace.drafts.set(DRAFT, &format!("{lead}\n{}\n{text}", column.id()));
        }
        self.typed.set(text);
    }

    /// Takes up what was typed in an earlier visit and not saved.
    pub fn take_up(self) {
        let Some(draft) = untrack(|| self.workspace.drafts.get(DRAFT)) else { return };
        let mut parts = draft.splitn(3, '\n');
        let (Some(lead), Some(column), Some(text)) = (parts.next(), parts.next(), parts.next()) else { return };
        let lead = RecordId::from(lead);
        let at = self.layout.with_untracked(|layout| layout.columns.iter().position(|one| one.id() == column));
        let there = self.table.with_untracked(|table| table.leads().any(|id| *id == lead));
        if let Some(at) = at.filter(|_| there) {
            self.go(Cursor { line: Line::Row(lead), column: at + 1 }, false);
            self.edit(Some(text.to_owned()));
        }
    }

    /// Esc: what was there stays.
    pub fn restore(self) {
        self.end_edit();
        self.focus();
    }

    fn end_edit(self) {
        self.editing.set(false);
        self.typed.set(String::new());
        self.error.set(String::new());
        self.active.set(None);
        self.workspace.drafts.set(DRAFT, "");
    }

    /// Saves an edit under way; `false` when it can't be saved and stays. Leaving the page may have taken all this away.
    pub fn leave_edit(self) -> bool {
        if self.editing.try_get_untracked() != Some(true) {
            return true;
        }
        let Some((lead, column)) = self.cell() else { return true };
        let (text, before) = (self.typed.get_untracked(), self.before.get_untracked());
        if text == before {
            self.end_edit();
            return true;
        }
        self.write(&lead, column, &text)
    }

    /// Writes a text into a cell and says so, or says at the cell what is wrong with it.
    fn write(self, lead: &RecordId, column: TableColumn, text: &str) -> bool {
        let lang = self.lang.get_untracked();
        let today = untrack(|| self.workspace.today());
        if column.kind() == Kind::Stage {
            let all = self.workspace.peek(|document| choices(document.tables(), column, lang));
            if let Some((stage, _)) = all.into_iter().find(|(_, words)| words == text.trim()) {
                return self.choose(lead, column, &stage);
            }
        }
        let read =
            self.workspace.peek(|document| entry(&Reading::typed(document.tables(), lang, today), lead, column, text));
        let fault = match read {
            Ok(None) => {
                self.end_edit();
                return true;
            }
            Ok(Some(command)) => return self.carry_out(lead, column, command),
            Err(EntryFault::Stage) => t_string!(self.i18n, table.fault_name, text = text),
            Err(fault) => fault_words(self.i18n, fault, text),
        };
        self.error.set(fault);
        false
    }

    /// Sets one of a column's choices (an empty id: none); a stage by way of its gate.
    pub fn choose(self, lead: &RecordId, column: TableColumn, choice: &RecordId) -> bool {
        if column.kind() == Kind::Stage {
            self.end_edit();
            self.ask_move(vec![lead.clone()], choice);
            return true;
        }
        let command = self.workspace.peek(|document| choose(document.tables(), lead, column, choice));
        self.carry_out(lead, column, command)
    }

    fn carry_out(self, lead: &RecordId, column: TableColumn, command: Command) -> bool {
        match self.workspace.dispatch(command) {
            Ok(applied) => {
                self.end_edit();
                if !applied.update.is_empty() {
                    let title = self.title(lead);
                    let column = column_words(self.i18n, column);
                    self.session.say(t_string!(self.i18n, table.edited, title = title, column = column), true);
                }
                true
            }
            Err(error) => {
                self.error.set(self.error_words(&error));
                false
            }
        }
    }

    pub fn error_words(self, error: &CommandError) -> String {
        match error {
            CommandError::ReadOnly => t_string!(self.i18n, data.cannot_now).to_owned(),
            CommandError::Published { .. } => t_string!(self.i18n, table.fault_published).to_owned(),
            other => other.to_string(),
        }
    }

    pub fn title(self, lead: &RecordId) -> String {
        self.workspace
            .peek(|document| document.tables().leads.get(lead).map(|lead| lead.title.clone()))
            .unwrap_or_default()
    }

    /// Asks for a move; what the stage's gate misses is asked of the person.
    pub fn ask_move(self, leads: Vec<RecordId>, to: &RecordId) {
        let done = self.session.told(move |_| self.focus());
        self.session.ask_move(MoveWish { leads, to: to.clone(), before: None, done });
    }

    /// Opens a lead over the table.
    pub fn open(self, lead: &RecordId) {
        let code = self.workspace.peek(|document| document.tables().leads.get(lead).map(|lead| lead.code.clone()));
        if let Some(code) = code.filter(|code| !code.is_empty()) {
            self.session.current.set(Some(lead.clone()));
            self.navigation.go(&Route::Lead(code));
        }
    }

    // Groups.

    /// Under which name the settings of this device keep that a group is folded.
    fn fold_key(self, group: &RecordId) -> String {
        let by = self.layout.with_untracked(|layout| layout.group);
        fold_key(by, group)
    }

    pub fn fold(self, group: &RecordId, fold: bool) {
        self.settings.set_folded(&self.fold_key(group), fold);
    }

    pub fn toggle_fold(self, group: &RecordId) {
        let folded = untrack(|| self.settings.is_folded(&self.fold_key(group)));
        self.fold(group, !folded);
    }
}

/// The heading, and the bar of what is selected with its distance from the edge.
const HEADING: f64 = 32.0;
const BAR: f64 = 80.0;

pub fn fold_key(by: Grouping, group: &RecordId) -> String {
    format!("table/{}/{group}", by.id())
}

/// The element of a place.
pub fn element_id(cursor: &Cursor) -> String {
    match (&cursor.line, cursor.column) {
        (Line::Head, column) => format!("table-head-{column}"),
        (Line::Group(id), _) => format!("table-group-{id}"),
        (Line::Row(id), 0) => format!("table-box-{id}"),
        (Line::Row(_), _) => EAR.to_owned(),
    }
}
