//! What a transaction changed, noted as yrs reports it.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use yrs::types::{EntryChange, Event, PathSegment};
use yrs::{DeepObservable, MapRef, Out};

use super::log::{LoggedChange, Mark};
use super::value::{each_field, from_out};
use crate::model::{Collection, RecordId};

/// What was touched since it was last asked.
#[derive(Debug, Default)]
pub struct Watch {
    touched: BTreeSet<(Collection, RecordId)>,
    record: Option<Recorded>,
}

/// The changes of a merge, so that it can be shown and taken back.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Recorded {
    pub made: Vec<(Collection, RecordId)>,
    pub changes: Vec<LoggedChange>,
}

impl Watch {
    /// The records touched since the last call.
    pub fn take(&mut self) -> BTreeSet<(Collection, RecordId)> {
        std::mem::take(&mut self.touched)
    }

    /// From now on every change is kept, until [`Watch::stop`].
    pub fn start(&mut self) {
        self.record = Some(Recorded::default());
    }

    pub fn stop(&mut self) -> Recorded {
        self.record.take().unwrap_or_default()
    }
}

/// Notes every record of a collection that a transaction changes.
pub fn watch(map: &MapRef, collection: Collection, watch: &Rc<RefCell<Watch>>) {
    let watch = Rc::clone(watch);
    map.observe_deep("tables", move |txn, events| {
        let mut watch = watch.borrow_mut();
        for event in events.iter() {
            let Event::Map(event) = event else { continue };
            let path = event.path();
            if let Some(PathSegment::Key(id)) = path.front() {
                let id = RecordId::new(&**id);
                if let Some(recorded) = &mut watch.record {
                    for (field, change) in event.keys(txn) {
                        let (from, to) = match change {
                            EntryChange::Inserted(to) => (None, from_out(to)),
                            EntryChange::Updated(from, to) => (from_out(from), from_out(to)),
                            EntryChange::Removed(from) => (from_out(from), None),
                        };
                        recorded.change(collection, &id, field, from, to);
                    }
                }
                watch.touched.insert((collection, id));
            } else {
                for (id, change) in event.keys(txn) {
                    let id = RecordId::new(&**id);
                    if let (Some(recorded), EntryChange::Inserted(Out::YMap(fields))) = (&mut watch.record, change) {
                        recorded.made.push((collection, id.clone()));
                        each_field(fields, txn, &mut |field, value| {
                            recorded.change(collection, &id, field, None, Some(value.clone()));
                        });
                    }
                    watch.touched.insert((collection, id));
                }
            }
        }
    });
}

impl Recorded {
    fn change(
        &mut self,
        collection: Collection,
        id: &RecordId,
        field: &str,
        from: Option<serde_json::Value>,
        to: Option<serde_json::Value>,
    ) {
        if from != to {
            let (id, field) = (id.clone(), field.to_owned());
            self.changes.push(LoggedChange { collection, id, field, from, to, mark: Mark::Edit });
        }
    }
}
