//! Newer published data in a workspace that started from an older one (SPEC PB1–PB3).

use std::collections::BTreeSet;

use serde_json::Value;

use super::draft::{Applied, Draft, Maker, Step};
use super::genesis::published_records;
use super::{Context, Document};
use crate::model::{Collection, RecordId};
use crate::published::Published;

/// A field that somebody changed here and that the published data says otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    pub collection: Collection,
    pub id: RecordId,
    pub field: String,
    pub here: Option<Value>,
    pub published: Option<Value>,
}

impl Document {
    /// Brings in what is new or has changed, where nobody changed it here. Not a step of the person at this device:
    /// undo does not take it back.
    pub(super) fn republish(&mut self, published: &Published, context: &Context) -> Applied {
        let step = Step::Republish;
        let mut draft = Draft::default();
        if self.follows_published() {
            for ((collection, id), fields) in published_records(published) {
                if !self.knows(collection, &id) {
                    draft.create_fields(self, collection, &id, Maker::Outside, fields);
                }
            }
            let (untouched, _) = self.compare(published);
            for difference in untouched {
                let to = difference.published.unwrap_or(Value::Null);
                draft.set_from(difference.collection, &difference.id, &difference.field, difference.here, to);
            }
        }
        let update = if draft.is_empty() { Vec::new() } else { self.write(&draft, &step, context) };
        Applied { step, update, subject: None }
    }

    /// What the published data says otherwise than this workspace, where somebody changed it here.
    pub fn differences(&self, published: &Published) -> Vec<Difference> {
        if self.follows_published() { self.compare(published).1 } else { Vec::new() }
    }

    /// Fields that differ: those nobody touched here, and those somebody did.
    fn compare(&self, published: &Published) -> (Vec<Difference>, Vec<Difference>) {
        let mut found = Vec::new();
        for ((collection, id), fields) in published_records(published) {
            if !self.tables.has(collection, &id) {
                continue;
            }
            let here = self.raw(collection, &id);
            let names: BTreeSet<&String> = here.keys().chain(fields.keys()).collect();
            for field in names {
                let (here, published) = (here.get(field).cloned(), fields.get(field).cloned());
                if here != published {
                    found.push(Difference { collection, id: id.clone(), field: field.clone(), here, published });
                }
            }
        }
        if found.is_empty() {
            // Nothing to ask the log about, which can be long.
            return (Vec::new(), Vec::new());
        }
        let touched: BTreeSet<(Collection, RecordId, String)> = self
            .log()
            .into_iter()
            .filter(|entry| entry.step != Step::Republish)
            .flat_map(|entry| entry.changes)
            .map(|change| (change.collection, change.id, change.field))
            .collect();
        found.into_iter().partition(|difference| {
            let key = (difference.collection, difference.id.clone(), difference.field.clone());
            !touched.contains(&key)
        })
    }
}
