//! Parts that know no domain type: buttons, fields, dialogs, menus, icons.

mod button;
mod glyph;
mod icon;

pub use button::{Button, IconButton, Look, Size};
pub use glyph::{Glyph, GlyphShape};
pub use icon::{Icon, IconName, Seal};
