//! How full localStorage is: browsers do not say, so it is counted (promises F1).

use super::keys;
use crate::platform::storage;

/// What browsers give an origin, in UTF-16 units of keys and values.
pub const LIMIT: usize = 5 * 1024 * 1024;

/// What this origin keeps in localStorage, in UTF-16 units, keys counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Usage {
    /// Everything, whoever wrote it.
    pub used: usize,
    pub limit: usize,
    /// The part of `used` that other apps of the same origin wrote.
    pub others: usize,
}

impl Usage {
    /// Counts what is there now; some milliseconds for a full storage.
    pub fn now() -> Usage {
        let mut usage = Usage { limit: LIMIT, ..Usage::default() };
        for key in storage::keys("") {
            let units = storage::units(&key);
            usage.used += units;
            if !key.starts_with(keys::APP) {
                usage.others += units;
            }
        }
        usage
    }
}
