//! Files: what leaves a workspace.

mod landfall;

pub use landfall::workspace_file;
