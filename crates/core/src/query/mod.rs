//! Which records a view shows.

mod companies;
mod duplicates;
mod filter;
mod pasted;
mod report;

pub use companies::{CompanyIndex, CompanyMatch, MatchReason, Suggestion};
pub use duplicates::{Duplicates, distinct_link, duplicates};
pub use filter::Filter;
pub use pasted::{LineProblem, Pasted, PastedLine};
pub use report::{FirstReport, ReportedLead, first_report, reported_leads};
