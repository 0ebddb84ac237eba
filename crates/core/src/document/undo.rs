use serde_json::Value;

use super::draft::{Applied, Draft, Step};
use super::log::LoggedChange;
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

    /// Takes back this tab's last step, as a new step of its own (SPEC U1). A field that somebody else has changed
    /// since keeps their value (SPEC U2). `None` when there is nothing to take back.
    pub fn undo(&mut self, context: &Context) -> Option<Applied> {
        let item = self.undo.done.pop()?;
        let mut draft = Draft::default();
        for (collection, id) in &item.created {
            draft.set(self, *collection, id, REMOVED, Value::Bool(true));
        }
        for change in item.changes.iter().filter(|change| !made(&item, change)) {
            self.turn(&mut draft, change, change.to.as_ref(), change.from.as_ref());
        }
        let step = Step::Undo { of: Box::new(item.step.clone()) };
        let update = self.write(&draft, &step, context);
        let subject = item.subject.clone();
        self.undo.undone.push(item);
        Some(Applied { step, update, subject })
    }

    /// Does again what was taken back last.
    pub fn redo(&mut self, context: &Context) -> Option<Applied> {
        let item = self.undo.undone.pop()?;
        let mut draft = Draft::default();
        for (collection, id) in &item.created {
            draft.set(self, *collection, id, REMOVED, Value::Null);
        }
        for change in item.changes.iter().filter(|change| !made(&item, change)) {
            self.turn(&mut draft, change, change.from.as_ref(), change.to.as_ref());
        }
        let step = Step::Redo { of: Box::new(item.step.clone()) };
        let update = self.write(&draft, &step, context);
        let subject = item.subject.clone();
        self.undo.done.push(item);
        Some(Applied { step, update, subject })
    }

    /// Sets a field to `to` if it still is `expected`.
    fn turn(&self, draft: &mut Draft, change: &LoggedChange, expected: Option<&Value>, to: Option<&Value>) {
        let now = self.raw(change.collection, &change.id);
        if now.get(&change.field) == expected {
            let to = to.cloned().unwrap_or(Value::Null);
            draft.set(self, change.collection, &change.id, &change.field, to);
        }
    }
}

/// Whether the change belongs to a record the step made: such a record goes and comes back as a whole.
fn made(item: &Undoable, change: &LoggedChange) -> bool {
    item.created.iter().any(|(collection, id)| *collection == change.collection && *id == change.id)
}
