//! Which records a view shows.

mod filter;
mod report;

pub use filter::Filter;
pub use report::{FirstReport, first_report};
