//! View models: what a screen shows, computed without one.

mod route;

pub use route::{Query, Route};
