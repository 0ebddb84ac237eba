//! The timeline: events on an axis of time, in lanes, at any zoom (SPEC TL).
//!
//! Pure geometry in CSS pixels. A view prints these numbers and computes none.

mod axis;
mod flow;
mod items;
mod lanes;
mod layout;
mod overview;
mod scene;

pub use axis::{Axis, DAYS, Span, Tick, Unit, ticks};
pub use flow::{DOT, Dot, Entered, Group, Landing, Leads, Pile, Seal, entered_within, pile_unit, piles, seals};
pub use items::{Item, Season, Show, Timeline, TimelineInput, TimelineWords};
pub use lanes::{Lane, LanesBy, Reach};
pub use layout::{Form, Layout, Placed};
pub use overview::{Overview, Small, extent, overview, window};
pub use scene::{Band, Lanes, Mark, bands, chosen, days_of, marks, neighbour};
