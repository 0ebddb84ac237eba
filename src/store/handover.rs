//! A lead or a contact from one screen to another's camera (SPEC HO1–HO15).

use landfall_core::document::{FileError, Incoming, MergeReport};
use landfall_core::exchange::{Collector, FrameError, Taken, handover_file};
use landfall_core::model::{Collection, RecordId};
use leptos::prelude::*;

use super::exchange::safe;
use super::screen::download;
use super::workspace::Workspace;
use crate::platform::clock;

/// What has arrived whole, and what taking it in would do.
#[derive(Clone)]
pub struct Arrived {
    pub incoming: Incoming,
    pub report: MergeReport,
    /// Where it is here already.
    pub here: Option<RecordId>,
}

/// Why what the codes said can't be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArrivedError {
    Frame(FrameError),
    File(FileError),
}

/// The codes that are being collected.
#[derive(Clone, Copy, Default)]
pub struct Scan {
    collector: RwSignal<Collector>,
}

impl Scan {
    /// How many codes there are, and which are missing.
    pub fn state(self) -> (usize, Vec<usize>) {
        self.collector.with(|collector| (collector.count(), collector.missing()))
    }

    /// Begins anew.
    pub fn clear(self) {
        self.collector.set(Collector::default());
    }

    /// Takes what a code says.
    ///
    /// # Errors
    /// It is none of ours, or damaged.
    pub fn take(self, text: &str) -> Result<Taken, FrameError> {
        let mut known = self.collector.get_untracked();
        let taken = known.take(text)?;
        if taken != Taken::Known {
            self.collector.set(known);
        }
        Ok(taken)
    }

    /// All of it, once every code is here; `name` is what the step is called by, from what is handed over.
    ///
    /// # Errors
    /// Together the codes are not what was sent.
    pub fn whole(
        self,
        workspace: Workspace,
        name: impl Fn(&Incoming) -> String,
    ) -> Result<Option<Arrived>, ArrivedError> {
        let text = self.collector.try_update(Collector::whole).unwrap_or(Ok(None));
        let Some(text) = text.map_err(ArrivedError::Frame)? else { return Ok(None) };
        let mut incoming = Incoming::read("", &text).map_err(ArrivedError::File)?;
        if incoming.handed.is_none() {
            return Err(ArrivedError::File(FileError::NotLandfall));
        }
        incoming.file = name(&incoming);
        let report = workspace.preview(&incoming);
        let here = workspace.peek(|document| document.here(&incoming));
        Ok(Some(Arrived { incoming, report, here }))
    }
}

impl Workspace {
    /// A lead or a contact with what belongs to it, as the text of a file. `unnamed` is what the workspace is called as
    /// long as nobody named it.
    pub fn handover(self, what: Collection, id: &RecordId, unnamed: &str) -> Option<String> {
        let (name, who) = (self.name(unnamed), untrack(|| self.settings.who()));
        self.peek(|document| handover_file(document, what, id, &name, clock::now_ms(), &who))
    }

    /// Saves that text as a file; gives the file's name.
    pub fn save_handover(self, title: &str, text: &str) -> String {
        let name = format!("{}.landfall", safe(title.trim()));
        download(&name, "application/json", text.as_bytes());
        name
    }
}
