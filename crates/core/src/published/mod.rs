//! Published data: what a visitor sees (SPEC PUB).
//!
//! One JSON file, made by 发布 / Publish or by hand. What the source does not state is absent here, never guessed.

mod distance;
mod error;
mod parse;
mod record;
mod types;
mod write;

pub use distance::{Position, great_circle_km};
pub use error::{Expected, Fault, Problem, PublishedError};
pub use parse::{SCHEMA, parse};
pub use types::{
    Case, Event, Figure, Home, Indicator, Industry, Kind, Layout, LayoutPart, Leader, Place, Practice, Published,
    Source, Tour,
};
pub use write::{to_value, write};
