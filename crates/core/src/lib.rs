//! Landfall's core: records, rules, document and view models.
//!
//! Nothing here knows a screen, a clock or a source of randomness: the time and new ids are arguments. The
//! numbered rules are in `SPEC.md`, and tests cite them.

pub mod document;
pub mod embed;
pub mod exchange;
pub mod format;
pub mod lock;
pub mod model;
pub mod order;
pub mod published;
pub mod query;
pub mod sample;
pub mod view;
