//! The page inside another page: what its address asks for, and what may be said between the two (SPEC EM).
//!
//! Pure: the bridge to the browser's messages is in the app.

mod accent;
mod message;
mod origin;
mod params;
mod resize;

pub use accent::{Accent, Rgb};
pub use message::{Configure, FromHost, LIMIT, Refusal, Storage, ToHost, read};
pub use origin::{origin, pinned};
pub use params::{Params, Tone, View};
pub use resize::{Next, Resize};
