//! Which records a view shows.

mod clocks;
mod filter;
mod report;

pub use clocks::{Clock, Clocks};
pub use filter::Filter;
pub use report::{FirstReport, first_report};
