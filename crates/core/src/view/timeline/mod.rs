//! The timeline: events on an axis of time, in lanes, at any zoom (SPEC TL).
//!
//! Pure geometry in CSS pixels. A view prints these numbers and computes none.

mod axis;

pub use axis::{Axis, DAYS, Span, Tick, Unit, ticks};
