//! Which records a view shows.

mod filter;
mod pinyin;
mod report;
mod text;

pub use filter::{Filter, State, lead_texts};
pub use report::{FirstReport, first_report};
pub use text::{Match, Quality, Words};
