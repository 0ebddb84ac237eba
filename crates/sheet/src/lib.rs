//! Spreadsheets (.xlsx), read and written (SPEC X17). A program of its own in a web worker: the two libraries
//! are larger than the visitor's whole program, and few people ever need them.

mod read;
mod write;

pub use read::read;
pub use write::write;
