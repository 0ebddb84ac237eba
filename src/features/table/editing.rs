//! The edit that is under way in a cell of the table.

use landfall_core::document::{Command, CommandError};
use landfall_core::model::RecordId;
use landfall_core::view::table::{EntryFault, Kind, Reading, TableColumn, choices, choose, edit_text, entry};
use leptos::prelude::*;

use super::lines::Line;
use super::state::{Cursor, DRAFT, EAR, Grid};
use super::words::{column_words, fault_words};
use crate::i18n::{refusal_words, t_string};
use crate::store::screen;

impl Grid {
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
            other => refusal_words(self.i18n, other, ""),
        }
    }
}
