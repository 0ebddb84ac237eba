//! Which records a view shows.

mod filter;
mod key;
mod pinyin;
mod report;
mod text;

pub use filter::{Filter, State, event_key, lead_key};
pub use key::{Key, Slot};
pub use report::{FirstReport, first_report};
pub use text::{Quality, Words};
