//! The only place that talks to the browser's own objects. Everything here is a thin, fallible wrapper: no
//! panic, and a sensible answer where the browser refuses.

pub mod camera;
pub mod clipboard;
pub mod clock;
pub mod crash;
pub mod crypto;
pub mod device;
pub mod encoding;
pub mod fetch;
pub mod files;
pub mod frame;
pub mod location;
mod markup;
pub mod offline;
pub mod page;
pub mod picture;
pub mod rows;
pub mod scanner;
pub mod storage;
pub mod under;
pub mod worker;
