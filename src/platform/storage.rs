//! localStorage, or memory where the browser denies it (SPEC P1). Reading the property alone may throw (cookies
//! blocked, a sandboxed frame), so it is probed once and everything else goes through here.

use std::cell::RefCell;
use std::collections::BTreeMap;

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

pub fn kind() -> Kind {
    STORE.with_borrow(|store| match store {
        Store::Local(_) => Kind::Local,
        Store::Memory(_) => Kind::Memory,
    })
}

pub fn get(key: &str) -> Option<String> {
    STORE.with_borrow(|store| match store {
        Store::Local(storage) => storage.get_item(key).ok().flatten(),
        Store::Memory(map) => map.get(key).cloned(),
    })
}

/// # Errors
/// [`StorageError::Full`] when the browser refuses the value.
pub fn set(key: &str, value: &str) -> Result<(), StorageError> {
    STORE.with_borrow_mut(|store| match store {
        Store::Local(storage) => storage.set_item(key, value).map_err(|_| StorageError::Full),
        Store::Memory(map) => {
            map.insert(key.to_owned(), value.to_owned());
            Ok(())
        }
    })
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
