//! Companies: which of them may be one, making two records one, and what is known of a company.

mod duplicates;
mod merge;
mod panel;

pub use duplicates::DuplicatesSection;
pub use merge::MergeDialog;
pub use panel::CompanyPanel;
