//! Migrations: named steps from one schema of the document to the next (SPEC V1–V3).
//!
//! A step is made of deterministic operations, so that two devices that migrate the same document apart make the same
//! bytes and still merge.

use super::genesis::{Records, Start, later_terms, seed_update};
use super::{Document, value};
use crate::model::{Collection, RecordId, WorkspaceRecord};

/// The schema this version writes. A document of a later one is only looked at.
pub const SCHEMA: i64 = 2;

/// The one record of the collection `workspace`.
pub(super) const WORKSPACE: &str = "workspace";

/// A step: its name, the schema it starts from, and the records it writes.
struct Migration {
    name: &'static str,
    from: i64,
    records: fn(&Document) -> Records,
}

const MIGRATIONS: &[Migration] = &[Migration { name: "say-the-schema", from: 1, records: say_the_schema }];

/// Documents of schema 1 (0.1.0) did not say their schema; all of them started from the published data.
fn say_the_schema(_: &Document) -> Records {
    let started = Start::Published.word().to_owned();
    let record = WorkspaceRecord { schema: Some(2), started, ..WorkspaceRecord::default() };
    Records::from([((Collection::Workspace, RecordId::from(WORKSPACE)), value::write(&record))])
}

impl Document {
    /// The schema of the document; 1 when it does not say.
    pub fn schema(&self) -> i64 {
        self.workspace().schema.unwrap_or(1)
    }

    /// Whether published data goes on to this workspace.
    pub fn follows_published(&self) -> bool {
        self.workspace().started == Start::Published.word()
    }

    fn workspace(&self) -> WorkspaceRecord {
        let id = RecordId::from(WORKSPACE);
        self.tables.workspace.get(&id).map(|record| (**record).clone()).unwrap_or_default()
    }

    /// Brings a document of an earlier schema up to this one; gives the update to keep and the names of the steps.
    /// Nothing happens to an empty document, a current one or a later one.
    pub fn migrate(&mut self) -> Option<(Vec<u8>, Vec<&'static str>)> {
        if self.tables.terms.is_empty() {
            return None;
        }
        let mut updates = Vec::new();
        let mut names = Vec::new();
        for migration in MIGRATIONS {
            if self.schema() == migration.from {
                let update = seed_update(migration.name, &(migration.records)(self));
                // Our own encoding: it can't be refused, and a document that stays as it was is still a document.
                if self.merge(&update).is_ok() {
                    updates.push(update);
                    names.push(migration.name);
                }
            }
        }
        let update = yrs::merge_updates_v1(&updates).ok()?;
        (!names.is_empty()).then_some((update, names))
    }

    /// Brings in the dictionaries' terms that earlier versions did not have (SPEC V4); gives the update to keep. One that
    /// somebody has deleted stays deleted. Nothing happens to an empty document or a later one.
    pub fn supply_terms(&mut self) -> Option<Vec<u8>> {
        if self.tables.terms.is_empty() || self.read_only().is_some() {
            return None;
        }
        let lacks = |records: &Records| records.keys().any(|(collection, id)| !self.knows(*collection, id));
        let updates: Vec<Vec<u8>> =
            later_terms().filter(|(records, _)| lacks(records)).map(|(_, update)| update).collect();
        if updates.is_empty() {
            return None;
        }
        let update = yrs::merge_updates_v1(&updates).ok()?;
        self.merge(&update).ok()?;
        Some(update)
    }
}
