//! Parts that know no domain type: buttons, fields, dialogs, menus, icons.

mod button;
mod chip;
mod day_picker;
mod dialog;
mod edit;
mod field;
mod glyph;
mod icon;
mod live;
mod menu;
mod secret;
mod select;
mod toast;

pub use button::{Button, IconButton, Look, Size};
pub use chip::FilterChip;
pub use day_picker::{DayPicker, PickerDay};
pub use dialog::{Dialog, DialogHead};
pub use edit::{Edit, EditKind};
pub use field::{Field, FieldError};
pub use glyph::{Glyph, GlyphShape};
pub use icon::{Icon, IconName, Seal};
pub use live::{live, live_view};
pub use menu::{Menu, MenuItem};
pub use secret::SecretField;
pub use select::Select;
pub use toast::Toast;
