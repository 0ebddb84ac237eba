use std::collections::BTreeSet;

use serde_json::Value;

use super::draft::{Applied, Draft, Step};
use super::log::{LoggedChange, Mark};
use super::{Context, Document};
use crate::model::{Collection, RecordId};

/// A step that can be taken back: what it made and what it changed.
#[derive(Debug, Clone)]
pub(super) struct Undoable {
    pub step: Step,
    pub created: Vec<(Collection, RecordId)>,
    pub changes: Vec<LoggedChange>,
    pub subject: Option<RecordId>,
}

#[derive(Debug, Default)]
pub(super) struct UndoStacks {
    done: Vec<Undoable>,
    undone: Vec<Undoable>,
}

const REMOVED: &str = "removed";

impl Document {
    /// What [`Document::undo`] would take back.
    pub fn undo_step(&self) -> Option<&Step> {
        self.undo.done.last().map(|item| &item.step)
    }

    pub(super) fn remember(&mut self, item: Undoable) {
        self.undo.undone.clear();
        self.undo.done.push(item);
    }

    /// What [`Document::redo`] would do again.
    pub fn redo_step(&self) -> Option<&Step> {
        self.undo.undone.last().map(|item| &item.step)
    }

    /// Takes back this tab's last step, as a new step of its own (SPEC U1). A field that somebody else has changed
    /// since keeps their value (SPEC U2). `None` when there is nothing to take back.
    pub fn undo(&mut self, context: &Context) -> Option<Applied> {
        let item = self.read_only().is_none().then(|| self.undo.done.pop())??;
        let draft = self.turned(&item, true);
        let step = Step::Undo { of: Box::new(item.step.clone()) };
        let update = self.write(&draft, &step, context);
        let subject = item.subject.clone();
        self.undo.undone.push(item);
        Some(Applied { step, update, subject })
    }

    /// Does again what was taken back last.
    pub fn redo(&mut self, context: &Context) -> Option<Applied> {
        let item = self.read_only().is_none().then(|| self.undo.undone.pop())??;
        let draft = self.turned(&item, false);
        let step = Step::Redo { of: Box::new(item.step.clone()) };
        let update = self.write(&draft, &step, context);
        let subject = item.subject.clone();
        self.undo.done.push(item);
        Some(Applied { step, update, subject })
    }

    /// What takes a step back, or does it again. A record the step made goes and comes back as a whole.
    fn turned(&self, item: &Undoable, back: bool) -> Draft {
        let mut draft = Draft::default();
        let made: BTreeSet<(Collection, &RecordId)> = item.created.iter().map(|(c, id)| (*c, id)).collect();
        for (collection, id) in &made {
            draft.set(self, *collection, id, REMOVED, if back { Value::Bool(true) } else { Value::Null });
        }
        for change in item.changes.iter().filter(|change| !made.contains(&(change.collection, &change.id))) {
            let (expected, to) = if back { (&change.to, &change.from) } else { (&change.from, &change.to) };
            self.turn(&mut draft, change, expected.as_ref(), to.as_ref(), back);
        }
        draft
    }

    /// Sets a field to `to` if it still is `expected`.
    fn turn(&self, draft: &mut Draft, change: &LoggedChange, expected: Option<&Value>, to: Option<&Value>, back: bool) {
        let now = self.raw_field(change.collection, &change.id, &change.field);
        if now.as_ref() != expected {
            return;
        }
        let (collection, id, field) = (change.collection, &change.id, change.field.as_str());
        match change.mark {
            Mark::Edit => draft.set_from(collection, id, field, now, to.cloned().unwrap_or(Value::Null)),
            Mark::Settled if back => draft.mark(collection, id, field, now, to.cloned(), Mark::Reopened),
            Mark::Settled => draft.mark(collection, id, field, now, to.cloned(), Mark::Settled),
            // An offer changes no field; taking back the merge leaves it in the history.
            Mark::Offered | Mark::Reopened => {}
        }
    }
}
