//! The visitor's pages: the year as a chart, indicators, cases, the industry layout.

mod case_list;
mod cases;
mod chart;
mod chart_tall;
mod chart_wide;
mod embed;
mod embed_lists;
mod event_list;
mod failure;
mod gate;
mod home;
mod indicators;
mod layout;
mod preview;
mod range;
mod sheet;
mod source;
mod story;
mod timeline;
mod tools;
mod zoom;

pub use cases::CasesPage;
pub use embed::EmbedTimeline;
pub use embed_lists::{BoardPage, IndicatorsPage, PlacesPage};
pub use home::HomePage;
pub use preview::VisitorPreview;
pub use source::SourceFooter;
pub use timeline::TimelinePage;
