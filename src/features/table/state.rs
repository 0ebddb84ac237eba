//! What the parts of the table share: the cursor, the selection, the edit that is under way.

use std::collections::BTreeSet;

use landfall_core::model::{Lang, RecordId};
use landfall_core::view::Route;
use landfall_core::view::table::{Grouping, Layout, Paste, Table, TableColumn};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

use super::lines::{Heights, Line, Lines};
use crate::i18n::{Locale, use_i18n, use_lang};
use crate::store::{
    Locks, MoveWish, Navigation, Session, Settings, Workspace, screen, use_locks, use_navigation, use_session,
    use_settings,
};

pub const SCROLLER: &str = "table-scroll";
/// The field in the cell that has the cursor: it waits for typing, and is what one types into.
pub const EAR: &str = "table-ear";
/// The draft of an edit: lead, column and text, a line each.
pub(super) const DRAFT: &str = "table";

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
    pub locks: Locks,
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
            locks: use_locks(),
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
