//! What merged records became (SPEC ME5–ME8): who refers to one means the one that stays, also when it was written on another
//! laptop, without knowing of the merge.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::tables::Source;
use crate::model::{Collection, FieldKind, RecordId};

/// The collections whose records can be merged.
pub(super) const MERGEABLE: [Collection; 2] = [Collection::Companies, Collection::Leads];
/// The field that says what a record became.
pub(super) const MERGED_INTO: &str = "merged_into";

type Key = (Collection, RecordId);

#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Merged {
    into: BTreeMap<Key, RecordId>,
    /// The codes of leads that were merged into others.
    codes: BTreeMap<String, RecordId>,
    /// Records that became something else, or themselves again, since the last look.
    changed: BTreeSet<Key>,
}

impl Merged {
    /// Notes what a record says of itself.
    pub fn note(&mut self, collection: Collection, id: &RecordId, source: &dyn Source) {
        if !MERGEABLE.contains(&collection) {
            return;
        }
        let text = |field: &str| source.value(field).and_then(|value| value.as_str().map(str::to_owned));
        let into = text(MERGED_INTO).filter(|into| !into.is_empty() && *into != id.as_str());
        let into = into.filter(|_| source.value("removed") == Some(Value::Bool(true))).map(RecordId::new);
        let key = (collection, id.clone());
        if self.into.get(&key) == into.as_ref() {
            return;
        }
        // Others of the chain may end elsewhere now; so may those of a circle it was in.
        let ends: BTreeSet<Key> = self.into.keys().filter(|other| other.0 == collection).cloned().collect();
        self.changed.extend(ends);
        self.changed.insert(key.clone());
        if let Some(other) = &into {
            self.changed.insert((collection, other.clone()));
        }
        let code = text("code").filter(|code| collection == Collection::Leads && !code.is_empty());
        match into {
            Some(into) => {
                self.into.insert(key, into);
                self.codes.extend(code.map(|code| (code, id.clone())));
            }
            None => {
                self.into.remove(&key);
                self.codes.retain(|_, lead| lead != id);
            }
        }
    }

    /// The records that are to be read again, and all that refer to them.
    pub fn take_changed(&mut self) -> BTreeSet<Key> {
        std::mem::take(&mut self.changed)
    }

    pub fn is_empty(&self) -> bool {
        self.into.is_empty()
    }

    /// The record that a merged one became; itself when it was not merged. Two laptops may have merged two records into
    /// each other: then the one with the smaller id stays (SPEC ME7).
    pub fn end(&self, collection: Collection, id: &RecordId) -> RecordId {
        let mut passed = vec![id.clone()];
        let mut now = id.clone();
        while let Some(next) = self.into.get(&(collection, now.clone())) {
            if let Some(at) = passed.iter().position(|one| one == next) {
                return passed.into_iter().skip(at).min().unwrap_or(now);
            }
            passed.push(next.clone());
            now = next.clone();
        }
        now
    }

    /// The lead that has or took over this code.
    pub fn lead_of_code(&self, code: &str) -> Option<RecordId> {
        self.codes.get(code).map(|id| self.end(Collection::Leads, id))
    }

    /// What a field's value means: a reference to a merged record means the one it became.
    fn meaning(&self, collection: Collection, field: &str, value: &Value) -> Option<Value> {
        let id = RecordId::from(value.as_str()?);
        let of = MERGEABLE.into_iter().find(|other| self.into.contains_key(&(*other, id.clone())))?;
        let refers = match collection.field(field)?.kind {
            FieldKind::Ref(other) => other == of,
            FieldKind::AnyRef => field != MERGED_INTO,
            _ => false,
        };
        let end = refers.then(|| self.end(of, &id))?;
        (end != id).then(|| Value::from(end.as_str()))
    }
}

/// A record as it is read: its references mean what merged records became.
pub(super) struct Resolved<'a> {
    pub source: &'a dyn Source,
    pub merged: &'a Merged,
    pub collection: Collection,
    pub id: &'a RecordId,
}

impl Source for Resolved<'_> {
    fn each(&self, look: &mut dyn FnMut(&str, &Value)) -> bool {
        let key = (self.collection, self.id.clone());
        let in_circle = self.merged.into.contains_key(&key) && self.merged.end(self.collection, self.id) == *self.id;
        self.source.each(&mut |field, value| {
            if in_circle && (field == "removed" || field == MERGED_INTO) {
                return;
            }
            match self.merged.meaning(self.collection, field, value) {
                Some(meant) => look(field, &meant),
                None => look(field, value),
            }
        })
    }

    fn value(&self, field: &str) -> Option<Value> {
        self.source.value(field)
    }
}
