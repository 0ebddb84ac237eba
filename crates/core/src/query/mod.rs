//! Which records a view shows.

mod clocks;
mod companies;
mod duplicates;
mod filter;
mod key;
mod pasted;
mod pinyin;
mod report;
mod text;

pub use clocks::{Clock, Clocks};
pub use companies::{CompanyIndex, CompanyMatch, MatchReason, Suggestion};
pub use duplicates::{Duplicates, distinct_link, duplicates};
pub use filter::{Filter, State, event_key, lead_key};
pub use key::{Key, Slot};
pub use pasted::{LineProblem, Pasted, PastedLine};
pub use report::{FirstReport, ReportedLead, first_report, reported_leads};
pub use text::{Quality, Words};
