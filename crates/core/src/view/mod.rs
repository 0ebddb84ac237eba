//! View models: what a screen shows, computed without one.

pub mod board;
mod card;
mod changes;
pub mod chart;
pub mod event;
mod lead;
pub mod panels;
mod route;
pub mod story;
pub mod timeline;
pub mod visitor;

pub use board::{Board, Column, Group};
pub use card::{Ageing, Card, Due, REASON_DAYS, STALE_DAYS, idle_days, term_name};
pub use changes::{
    BACKUP_DAYS, Backup, ChangeLine, ConflictLine, FieldLine, History, HistoryFilter, SideLine, backup, changes,
    conflict_line, line as field_line, step_title, value_words,
};
pub use lead::{HistoryLine, Waypoint, WaypointState, amount_text, course, history};
pub use route::{Query, Route};
