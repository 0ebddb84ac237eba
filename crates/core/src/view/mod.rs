//! View models: what a screen shows, computed without one.

mod around;
pub mod board;
mod card;
mod changes;
pub mod chart;
pub mod event;
pub mod gate;
mod lead;
mod needs;
pub mod panels;
mod route;
mod saved;
mod search;
pub mod story;
pub mod table;
pub mod timeline;
pub mod today;
pub mod visitor;
pub mod visitor_lists;

pub use around::Around;
pub use board::{Board, Column, Group};
pub use card::{Ageing, Card, Due, ageing, idle_days, term_name};
pub use changes::{
    Backup, ChangeLine, ConflictLine, FieldLine, History, HistoryFilter, SideLine, backup, changes, conflict_line,
    line as field_line, step_title, value_words,
};
pub use lead::{
    BlockerLine, HistoryLine, Linked, Waypoint, WaypointState, amount_text, blockers, course, first_report_event,
    history, linked, no_next_step, shown_field, transfers,
};
pub use needs::{ElementLine, Met, NeedLine, needs};
pub use route::{Query, Route};
pub use saved::{BuiltIn, VIEW, ViewId, ViewTab, address_of, saved_views, stored_address, view_counts, view_tabs};
pub use search::{Found, Hit, HitGroup, Marked, search};
