//! Which records a view shows.

mod companies;
mod duplicates;
mod clocks;
mod filter;
mod key;
mod pinyin;
mod pasted;
mod report;
mod text;

pub use filter::{Filter, State, event_key, lead_key};
pub use key::{Key, Slot};
pub use text::{Quality, Words};
pub use companies::{CompanyIndex, CompanyMatch, MatchReason, Suggestion};
pub use duplicates::{Duplicates, distinct_link, duplicates};
pub use pasted::{LineProblem, Pasted, PastedLine};
pub use report::{FirstReport, ReportedLead, first_report, reported_leads};
pub use clocks::{Clock, Clocks};
