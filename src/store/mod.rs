//! State that outlives a view: the address, settings of this device, the published data, the document.

mod journal;
mod navigation;
mod published;
pub mod screen;
mod session;
mod settings;
pub mod sheets;
mod viewport;
mod workspace;

pub use navigation::{Navigation, provide_navigation, use_navigation};
pub use published::{FetchError, LoadError, Published, load_published, provide_published, use_published};
pub use session::{Notice, Session, provide_session, use_session};
pub use settings::{Settings, Theme, provide_settings, use_settings};
pub use viewport::{provide_viewport, use_viewport};
pub use workspace::{SaveState, Workspace, open_workspace};
