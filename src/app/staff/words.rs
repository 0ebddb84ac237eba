use landfall_core::document::{Applied, Step};
use landfall_core::model::Lang;
use leptos::prelude::*;
use leptos_i18n::I18nContext;

use crate::i18n::{Locale, step_words, t_string, use_i18n, use_lang};
use crate::store::{Session, Workspace, screen, use_session};

/// Takes steps back and does them again, says so, and keeps the focus on what it was about.
#[derive(Clone, Copy)]
pub struct UndoWords {
    workspace: Workspace,
    session: Session,
    i18n: I18nContext<Locale>,
    lang: Signal<Lang>,
}

impl UndoWords {
    pub fn new(workspace: Workspace) -> Self {
        UndoWords { workspace, session: use_session(), i18n: use_i18n(), lang: use_lang() }
    }

    pub fn possible(self) -> bool {
        self.workspace.undo_step().is_some()
    }

    /// `撤销：把“…”移到在谈`; empty when there is nothing to take back.
    pub fn next_words(self) -> String {
        self.workspace
            .undo_step()
            .map(|step| t_string!(self.i18n, steps.undo, step = self.words(&step)))
            .unwrap_or_else(|| t_string!(self.i18n, staff.undo).to_owned())
    }

    fn words(self, step: &Step) -> String {
        let lang = self.lang.get_untracked();
        self.workspace.peek(|document| step_words(self.i18n, lang, document, step))
    }

    pub fn undo(self) {
        if let Some(applied) = self.workspace.undo() {
            let step = self.words(inner(&applied.step));
            self.session.say(t_string!(self.i18n, steps.undone, step = step), false);
            self.follow(&applied);
        }
    }

    pub fn redo(self) {
        if let Some(applied) = self.workspace.redo() {
            let step = self.words(inner(&applied.step));
            self.session.say(t_string!(self.i18n, steps.redone, step = step), true);
            self.follow(&applied);
        }
    }

    fn follow(self, applied: &Applied) {
        let Some(lead) = applied.subject.clone() else { return };
        self.session.current.set(Some(lead.clone()));
        screen::focus_when_drawn(format!("card-{lead}"));
    }
}

/// The step that was taken back or done again.
fn inner(step: &Step) -> &Step {
    match step {
        Step::Undo { of } | Step::Redo { of } => of,
        other => other,
    }
}
