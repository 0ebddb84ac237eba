//! State that outlives a view: the address, settings of this device, the published data, the document.

mod navigation;
mod published;
mod settings;

pub use navigation::{Navigation, provide_navigation, use_navigation};
pub use published::{Published, provide_published, use_published};
pub use settings::{Settings, Theme, provide_settings, use_settings};
