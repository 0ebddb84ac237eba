//! localStorage, or memory where the browser denies it (SPEC P1). Reading the property alone may throw (cookies
//! blocked, a sandboxed frame), so it is probed once and everything else goes through here.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use wasm_bindgen::JsCast;

use super::crash;

/// What storage this page has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Kept on this computer.
    Local,
    /// Only as long as this tab: storage is denied.
    Memory,
}

/// Why a value was not kept. The earlier value under the key, if any, is untouched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StorageError {
    /// The 5 Mi characters of this origin are used up.
    Full,
}

enum Store {
    Local(web_sys::Storage),
    Memory(BTreeMap<String, String>),
}

thread_local! {
    static STORE: RefCell<Store> = RefCell::new(probe());
    /// What would be written, while nothing is: see [`hold_back`].
    static HELD: RefCell<Option<Held>> = const { RefCell::new(None) };
    static SESSION: Cell<bool> = const { Cell::new(true) };
}

/// Values that were not written; `None` for a key that was to be taken away.
pub type Held = BTreeMap<String, Option<String>>;

/// From here on nothing is written: what would be is remembered and read back, as long as the page lives.
pub fn hold_back() {
    HELD.with_borrow_mut(|held| _ = held.get_or_insert_default());
}

/// From here on values are written again; gives those that were not.
pub fn let_go() -> Held {
    HELD.take().unwrap_or_default()
}

pub fn is_held_back() -> bool {
    HELD.with_borrow(Option::is_some)
}

/// Remembers a value in place of writing it; says whether it did.
fn held(key: &str, value: Option<&str>) -> bool {
    HELD.with_borrow_mut(|held| {
        held.as_mut().map(|held| held.insert(key.to_owned(), value.map(str::to_owned))).is_some()
    })
}

const PROBE_KEY: &str = "landfall/probe";

fn probe() -> Store {
    let local = web_sys::window().and_then(|window| window.local_storage().ok().flatten());
    match local {
        // A full storage is still storage: only a *read* that throws means it is denied.
        Some(storage) if storage.get_item(PROBE_KEY).is_ok() => Store::Local(storage),
        _ => Store::Memory(BTreeMap::new()),
    }
}

/// From here on nothing is read from this computer or kept on it: the page stands inside another.
pub fn keep_nothing() {
    STORE.set(Store::Memory(BTreeMap::new()));
    SESSION.set(false);
}

pub fn kind() -> Kind {
    STORE.with_borrow(|store| match store {
        Store::Local(_) => Kind::Local,
        Store::Memory(_) => Kind::Memory,
    })
}

pub fn get(key: &str) -> Option<String> {
    if let Some(value) = HELD.with_borrow(|held| held.as_ref().and_then(|held| held.get(key).cloned())) {
        return value;
    }
    STORE.with_borrow(|store| match store {
        Store::Local(storage) => storage.get_item(key).ok().flatten(),
        Store::Memory(map) => map.get(key).cloned(),
    })
}

/// # Errors
/// [`StorageError::Full`] when the browser refuses the value.
pub fn set(key: &str, value: &str) -> Result<(), StorageError> {
    if held(key, Some(value)) {
        return Ok(());
    }
    STORE.with_borrow_mut(|store| match store {
        Store::Local(storage) => match storage.set_item(key, value) {
            Ok(()) => {
                crash::release(key);
                Ok(())
            }
            Err(_) => {
                crash::hold(key, value);
                Err(StorageError::Full)
            }
        },
        Store::Memory(map) => {
            map.insert(key.to_owned(), value.to_owned());
            crash::hold(key, value);
            Ok(())
        }
    })
}

/// The same for units that need not be text: what was there as it was.
///
/// # Errors
/// [`StorageError::Full`] when the browser refuses the value.
pub fn set_raw(key: &str, units: &[u16]) -> Result<(), StorageError> {
    if let Ok(text) = String::from_utf16(units) {
        return set(key, &text);
    }
    STORE.with_borrow_mut(|store| match store {
        Store::Local(storage) => {
            // In parts: a call takes only so many arguments.
            let text = units
                .chunks(8192)
                .fold(js_sys::JsString::from(""), |text, part| text.concat(&js_sys::JsString::from_char_code(part)));
            let set = || {
                let set = js_sys::Reflect::get(storage, &"setItem".into()).ok()?.dyn_into::<js_sys::Function>().ok()?;
                set.call2(storage, &key.into(), &text).ok()
            };
            set().map(drop).ok_or(StorageError::Full)
        }
        // In memory everything is text.
        Store::Memory(map) => {
            map.insert(key.to_owned(), String::from_utf16_lossy(units));
            Ok(())
        }
    })
}

/// Takes a key away; nothing happens when it is not there.
pub fn remove(key: &str) {
    if held(key, None) {
        return;
    }
    crash::release(key);
    STORE.with_borrow_mut(|store| match store {
        Store::Local(storage) => drop(storage.remove_item(key)),
        Store::Memory(map) => drop(map.remove(key)),
    });
}

/// The value under a key as it is, in UTF-16 units: half a surrogate pair, which no text has, is a unit like others.
pub fn raw(key: &str) -> Option<Vec<u16>> {
    STORE.with_borrow(|store| match store {
        Store::Local(storage) => item(storage, key).map(|text| text.iter().collect()),
        Store::Memory(map) => map.get(key).map(|value| value.encode_utf16().collect()),
    })
}

/// How much a key and its value take, in UTF-16 units.
pub fn units(key: &str) -> usize {
    let value = STORE.with_borrow(|store| match store {
        // A string of the browser's knows its length: nothing is copied.
        Store::Local(storage) => item(storage, key).map_or(0, |text| text.length() as usize),
        Store::Memory(map) => map.get(key).map_or(0, |value| value.encode_utf16().count()),
    });
    key.encode_utf16().count() + value
}

fn item(storage: &web_sys::Storage, key: &str) -> Option<js_sys::JsString> {
    let get = js_sys::Reflect::get(storage, &"getItem".into()).ok()?.dyn_into::<js_sys::Function>().ok()?;
    get.call1(storage, &key.into()).ok()?.dyn_into().ok()
}

fn session() -> Option<web_sys::Storage> {
    if !SESSION.get() {
        return None;
    }
    web_sys::window().and_then(|window| window.session_storage().ok().flatten())
}

/// A value of this tab alone, which lives as long as the tab and through reloads.
pub fn session_get(key: &str) -> Option<String> {
    session()?.get_item(key).ok().flatten()
}

/// Keeps a value for this tab; where that is denied it is gone with the next reload.
pub fn session_set(key: &str, value: &str) {
    if let Some(session) = session() {
        let _ = session.set_item(key, value);
    }
}

/// Every key that starts with `prefix`, in no particular order.
pub fn keys(prefix: &str) -> Vec<String> {
    STORE.with_borrow(|store| match store {
        Store::Local(storage) => (0..storage.length().unwrap_or_default())
            .filter_map(|index| storage.key(index).ok().flatten())
            .filter(|key| key.starts_with(prefix))
            .collect(),
        Store::Memory(map) => map.keys().filter(|key| key.starts_with(prefix)).cloned().collect(),
    })
}
