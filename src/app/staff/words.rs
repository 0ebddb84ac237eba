use landfall_core::document::Applied;
use leptos::prelude::*;
use leptos_i18n::I18nContext;

use crate::i18n::{Locale, t_string, use_i18n};
use crate::store::{Session, Workspace, screen, use_session};

/// Takes steps back and does them again, says so, and keeps the focus on what it was about.
#[derive(Clone, Copy)]
pub struct UndoWords {
    workspace: Workspace,
    session: Session,
    i18n: I18nContext<Locale>,
}

impl UndoWords {
    pub fn new(workspace: Workspace) -> Self {
        UndoWords { workspace, session: use_session(), i18n: use_i18n() }
    }

    pub fn possible(self) -> bool {
        self.workspace.undo_step().is_some()
    }

    pub fn undo(self) {
        if let Some(applied) = self.workspace.undo() {
            self.session.say(t_string!(self.i18n, staff.undone).to_owned(), false);
            self.follow(&applied);
        }
    }

    pub fn redo(self) {
        if let Some(applied) = self.workspace.redo() {
            self.session.say(t_string!(self.i18n, staff.redone).to_owned(), true);
            self.follow(&applied);
        }
    }

    fn follow(self, applied: &Applied) {
        let Some(lead) = applied.subject.clone() else { return };
        self.session.current.set(Some(lead.clone()));
        screen::focus_when_drawn(format!("card-{lead}"));
    }
}
