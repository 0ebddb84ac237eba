//! View models: what a screen shows, computed without one.

mod board;
mod card;
pub mod chart;
mod lead;
mod route;
pub mod visitor;

pub use board::{Board, Column, Group};
pub use card::{Ageing, Card, Due, REASON_DAYS, STALE_DAYS, idle_days, term_name};
pub use lead::{HistoryLine, Waypoint, WaypointState, amount_text, course, history};
pub use route::{Query, Route};
