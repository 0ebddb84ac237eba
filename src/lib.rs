//! Landfall: the promotion timeline and the lead board, in one page.
//!
//! Two programs are made of it. `landfall` is the whole app. `landfall-visitor` leaves the workspace out: it is what
//! somebody downloads who only comes to look, and half as large. `boot.js` starts the one that the address asks for.

pub mod app;
pub mod embed;
pub mod features;
pub mod i18n;
pub mod platform;
pub mod store;
pub mod ui;
