//! State that outlives a view: the address, settings of this device, the published data, the document.

mod at_rest;
mod backups;
mod carried;
mod drafts;
mod embedding;
mod exchange;
mod handover;
mod journal;
mod keeper;
mod keys;
mod known;
mod lock;
mod locks;
mod navigation;
mod offline;
mod published;
mod rehearsal;
mod rest;
pub mod screen;
mod session;
mod settings;
pub mod sheets;
mod shelf;
mod single_file;
mod unreadable;
mod usage;
mod viewport;
mod workspace;
mod workspaces;

pub use at_rest::{First, at_rest};
pub use backups::{Backup, list_backups, open_backup};
pub use carried::{Copied, Kept, begin_copy, provide_copied, use_copied};
pub use drafts::{Drafts, KeptField};
pub use embedding::{Embedding, provide_embedding, use_embedding};
pub use exchange::{CalendarFile, Intake, IntakeError, Intakes, Ready, WorkspaceFile, provide_intakes, use_intakes};
pub use handover::{Arrived, ArrivedError, Scan};
pub use journal::{Unread, Unreadable};
pub use known::{name_of, set_name};
pub use locks::{Lock, Locks, provide_locks, use_locks};
pub use navigation::{Navigation, provide_navigation, use_navigation};
pub use offline::{Offline, OnDevice, provide_offline, use_offline};
pub use published::{
    FetchError, LoadError, Published, load_published, provide_published, save_calendar, use_published,
};
pub use rest::Rest;
pub use session::{HandoverWish, MoveWish, Notice, Session, provide_session, use_session};
pub use settings::{Settings, Theme, provide_settings, use_settings};
pub use single_file::{PageError, save_published};
pub use usage::{LIMIT, Usage};
pub use viewport::{provide_viewport, use_viewport};
pub use workspace::{SampleError, SaveState, Workspace, open_copy, open_workspace};
pub use workspaces::{WorkspaceError, WorkspaceInfo, Workspaces, list_workspaces, provide_workspaces, use_workspaces};
