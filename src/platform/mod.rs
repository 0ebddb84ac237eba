//! The only place that talks to the browser's own objects. Everything here is a thin, fallible wrapper: no
//! panic, and a sensible answer where the browser refuses.

pub mod clipboard;
pub mod clock;
pub mod crash;
pub mod crypto;
pub mod device;
pub mod encoding;
pub mod fetch;
pub mod files;
pub mod location;
pub mod page;
pub mod picture;
pub mod rows;
pub mod storage;
pub mod worker;
