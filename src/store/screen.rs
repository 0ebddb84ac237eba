//! What a feature may ask of the screen: focus, measure, print. Features do not reach the platform themselves.

pub use crate::platform::page::{
    DropSpot, closest, drop_spot, focus, is_button, is_composing, is_on, is_typing, print, rect, scroll_at_edges,
    scroll_to, swallow_next_click,
};
