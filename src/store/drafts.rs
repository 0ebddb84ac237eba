//! What is typed and not saved yet (SPEC J13): kept under a key of this tab, so that a crash or a closed tab loses at most
//! a second of it.
//!
//! A tab that opens takes over the draft of a tab that is gone. To find out which are, it writes a roll call; tabs that
//! are there hear of it and write their drafts anew. Whatever has not changed a second later is nobody's.

use std::collections::BTreeMap;
use std::time::Duration;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::lock::Keeping;
use super::{keys, known, lock};
use crate::platform::{clock, device, storage};

/// Which draft is this tab's, in the tab's own storage: a reload finds it without a roll call.
const OWN: &str = "landfall/1/draft";
const WRITE_AFTER: Duration = Duration::from_millis(500);
const ANSWER_WITHIN: Duration = Duration::from_secs(1);

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Stored {
    workspace: String,
    /// Milliseconds since 1970.
    #[serde(default)]
    at: i64,
    /// The roll call answered last: it makes the value another one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    here: String,
    #[serde(default)]
    fields: BTreeMap<String, String>,
}

/// The same of a locked workspace: its fields are sealed. Programs from before locks can't read it and leave it alone.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Sealed {
    locked: String,
    #[serde(default)]
    at: i64,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    here: String,
    /// The fields as JSON.
    sealed: String,
}

/// What is half typed in this tab, by field.
#[derive(Clone, Copy)]
pub struct Drafts {
    inner: StoredValue<Inner>,
    /// Changes when a draft was taken over.
    taken: RwSignal<u32>,
}

struct Inner {
    id: String,
    stored: Stored,
    /// A write is due.
    due: bool,
}

/// A field whose text is a draft until saving takes it.
#[derive(Clone, Copy)]
pub struct KeptField {
    pub kept: Signal<Option<String>>,
    pub on_type: Callback<String>,
    pub on_save: Callback<String>,
    /// Why it was not saved.
    pub wrong: RwSignal<String>,
}

impl Drafts {
    /// What is typed into a field is kept under `name`; so is what `save` refuses, with the reason.
    pub fn keep(self, name: String, save: Callback<String, Result<(), String>>) -> KeptField {
        let (wrong, name) = (RwSignal::new(String::new()), StoredValue::new(name));
        let keep = move |text: &str| {
            name.try_with_value(|name| self.set(name, text));
        };
        let on_save = Callback::new(move |text: String| {
            let said = save.run(text.clone()).err().unwrap_or_default();
            if !said.is_empty() {
                keep(&text);
            }
            let _ = wrong.try_set(said);
        });
        let kept = Signal::derive(move || name.with_value(|name| self.get(name)));
        KeptField { kept, on_type: Callback::new(move |text: String| keep(&text)), on_save, wrong }
    }

    /// The drafts of this tab in a workspace; takes over one that nobody has, now or within a second.
    pub fn open(workspace: &str) -> Self {
        let own = storage::session_get(OWN).and_then(|id| Some((read(&keys::draft(&id), workspace)?, id)));
        let (stored, id) = own.unwrap_or_else(|| {
            let stored = Stored { workspace: workspace.to_owned(), ..Stored::default() };
            (stored, format!("{:x}", device::random_id()))
        });
        storage::session_set(OWN, &id);
        let drafts = Drafts { inner: StoredValue::new(Inner { id, stored, due: false }), taken: RwSignal::new(0) };
        drafts.call_the_roll();
        on_cleanup(move || drafts.flush());
        drafts
    }

    /// A field whose text is a draft as long as it is not empty.
    pub fn field(self, name: String) -> RwSignal<String> {
        let text = RwSignal::new(String::new());
        let taken = name.clone();
        // Before the one that follows what is typed: at first the field is empty, which is no draft.
        Effect::new(move |_| {
            let draft = self.get(&taken).filter(|_| text.with_untracked(String::is_empty));
            if let Some(draft) = draft {
                text.set(draft);
            }
        });
        Effect::new(move |_| text.with(|text| self.set(&name, text)));
        text
    }

    /// What was typed into a field and not saved; looked at again when a draft is taken over.
    pub fn get(self, field: &str) -> Option<String> {
        self.taken.track();
        self.inner.try_with_value(|inner| inner.stored.fields.get(field).cloned()).flatten()
    }

    /// Notes what a field holds now; an empty text is no draft.
    pub fn set(self, field: &str, text: &str) {
        let due = self.inner.try_update_value(|inner| {
            let fields = &mut inner.stored.fields;
            if fields.get(field).map_or("", String::as_str) == text {
                return true;
            }
            if text.is_empty() {
                fields.remove(field);
            } else {
                fields.insert(field.to_owned(), text.to_owned());
            }
            std::mem::replace(&mut inner.due, true)
        });
        if due == Some(false) {
            set_timeout(move || self.flush(), WRITE_AFTER);
        }
    }

    /// Writes down what is due.
    pub fn flush(self) {
        self.inner.try_update_value(|inner| {
            if std::mem::take(&mut inner.due) {
                inner.write();
            }
        });
    }

    /// What is written down of them: it is there again when the page is.
    pub fn written(self) -> Vec<String> {
        let stored = self.inner.try_with_value(|inner| read(&keys::draft(&inner.id), &inner.stored.workspace));
        stored.flatten().map(|stored| stored.fields.into_values().collect()).unwrap_or_default()
    }

    /// Says that this tab is there, if it has anything typed.
    pub fn answer(self, call: &str) {
        self.inner.try_update_value(|inner| {
            if !inner.stored.fields.is_empty() {
                call.clone_into(&mut inner.stored.here);
                inner.write();
            }
        });
    }

    fn call_the_roll(self) {
        let others = self.inner.with_value(|inner| {
            let others = if inner.stored.fields.is_empty() { all_of(&inner.stored.workspace) } else { Vec::new() };
            others.into_iter().filter(|(key, _)| *key != keys::draft(&inner.id)).collect::<Vec<_>>()
        });
        if others.is_empty() || storage::set(&keys::roll_call(), &device::random_id().to_string()).is_err() {
            return;
        }
        let texts: Vec<_> = others.into_iter().map(|(key, stored)| (storage::get(&key), key, stored)).collect();
        let take = move || {
            let left = texts.iter().filter(|(text, key, _)| storage::get(key) == *text);
            let Some((_, key, stored)) = left.max_by_key(|(_, _, stored)| stored.at) else { return };
            let took = self.inner.try_update_value(|inner| {
                let free = inner.stored.fields.is_empty();
                if let Some(id) = key.strip_prefix(&keys::drafts()).filter(|_| free) {
                    // Its key becomes this tab's: nothing is copied, so nothing can be lost between two writes.
                    id.clone_into(&mut inner.id);
                    inner.stored = stored.clone();
                    storage::session_set(OWN, id);
                }
                free
            });
            if took == Some(true) {
                self.taken.update(|count| *count = count.wrapping_add(1));
            }
        };
        set_timeout(take, ANSWER_WITHIN);
    }
}

impl Inner {
    fn write(&mut self) {
        let key = keys::draft(&self.id);
        if matches!(lock::keeping(&self.stored.workspace), Keeping::Shut) {
            return;
        }
        if self.stored.fields.is_empty() || !known::is_listed(&self.stored.workspace) {
            storage::remove(&key);
            return;
        }
        self.stored.at = clock::now_ms();
        // Where there is no room the text is still on the screen.
        if let Some(text) = text_of(&key, &self.stored) {
            let _ = storage::set(&key, &text);
        }
    }
}

/// What is stored of a draft under `key`; `None` where nothing may be written.
fn text_of(key: &str, stored: &Stored) -> Option<String> {
    match lock::keeping(&stored.workspace) {
        Keeping::Plain => serde_json::to_string(stored).ok(),
        Keeping::Sealed(_) => {
            let fields = serde_json::to_string(&stored.fields).ok()?;
            let sealed = lock::seal_text(&stored.workspace, key, &fields)?;
            let Stored { workspace: locked, at, here, .. } = stored.clone();
            serde_json::to_string(&Sealed { locked, at, here, sealed }).ok()
        }
        Keeping::Shut => None,
    }
}

fn read(key: &str, workspace: &str) -> Option<Stored> {
    let text = storage::get(key)?;
    let stored = match serde_json::from_str::<Sealed>(&text) {
        Ok(Sealed { locked, at, here, sealed }) => {
            let fields = serde_json::from_str(&lock::open_text(&locked, key, &sealed)?).ok()?;
            Stored { workspace: locked, at, here, fields }
        }
        Err(_) => serde_json::from_str(&text).ok()?,
    };
    (stored.workspace == workspace).then_some(stored)
}

fn all_of(workspace: &str) -> Vec<(String, Stored)> {
    storage::keys(&keys::drafts())
        .into_iter()
        .filter_map(|key| Some((read(&key, workspace)?, key)))
        .map(|(stored, key)| (key, stored))
        .collect()
}

/// Makes every draft of an open workspace what its lock says: sealed, or plain.
///
/// # Errors
/// There is no room.
pub fn even(workspace: &str) -> Result<(), storage::StorageError> {
    let sealed = matches!(lock::keeping(workspace), Keeping::Sealed(_));
    for (key, stored) in all_of(workspace) {
        let is_sealed = storage::get(&key).is_some_and(|text| serde_json::from_str::<Sealed>(&text).is_ok());
        if let Some(text) = text_of(&key, &stored).filter(|_| is_sealed != sealed) {
            storage::set(&key, &text)?;
        }
    }
    Ok(())
}

/// What was half typed before a workspace was kept, as a draft of it to be stored under `key`; `None` for what is no
/// draft, and where nothing may be written.
pub fn of_kept(key: &str, text: &str, workspace: &str) -> Option<String> {
    let stored: Stored = serde_json::from_str(text).ok()?;
    text_of(key, &Stored { workspace: workspace.to_owned(), ..stored })
}

/// Takes away what was half typed in a workspace, in any tab.
pub fn erase_of(workspace: &str) {
    for key in storage::keys(&keys::drafts()) {
        // Whose a sealed one is can be read without its key.
        let locked = storage::get(&key).and_then(|text| serde_json::from_str::<Sealed>(&text).ok());
        if locked.is_some_and(|sealed| sealed.locked == workspace) || read(&key, workspace).is_some() {
            storage::remove(&key);
        }
    }
}
