//! `landfall.html`, written anew with other data in it (SPEC SF1–SF4).

use landfall_core::document::Document;
use landfall_core::exchange::{OUTLINE_BLOCK, PUBLISHED_BLOCK, WORKSPACE_BLOCK, rebuild, with_block, workspace_block};
use leptos::prelude::*;

use super::carried::known_as;
use super::screen::download;
use super::workspace::Workspace;
use super::{keys, lock};
use crate::platform::{clock, fetch};

/// The file's name, and its address beside the site.
const FILE: &str = "landfall.html";

/// Why there is no file to write into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageError {
    /// It could not be fetched: no network, and not in this page.
    Unreachable,
    /// It is there and of another form: an older edition, or another page in its place.
    Unknown,
}

/// The file as it was built: from this page where it is the file itself, else from beside it.
async fn page() -> Result<String, PageError> {
    if let Some(outline) = fetch::embedded(OUTLINE_BLOCK) {
        let page = rebuild(&outline, fetch::embedded).ok_or(PageError::Unknown)?;
        return with_block(&page, WORKSPACE_BLOCK, "").ok_or(PageError::Unknown);
    }
    fetch::text(FILE).await.map_err(|_| PageError::Unreachable)
}

/// Saves the file with this published data in it, and no workspace.
///
/// # Errors
/// There is no file to write into.
pub async fn save_published(published: &str) -> Result<(), PageError> {
    let page = page().await?;
    let page = with_block(&page, WORKSPACE_BLOCK, "").and_then(|page| with_block(&page, PUBLISHED_BLOCK, published));
    download(FILE, "text/html", page.ok_or(PageError::Unknown)?.as_bytes());
    Ok(())
}

impl Workspace {
    /// Saves the whole app in one file with this workspace in it, encrypted if it is locked; gives the file's name. `unnamed` is what the workspace is
    /// called as long as nobody named it.
    ///
    /// # Errors
    /// There is no file to write into.
    pub async fn save_copy(self, unnamed: &str) -> Result<String, PageError> {
        // All that is asked of the workspace comes before the wait: by then another may be open.
        let (id, now, name, settings) = (self.id(), clock::now_ms(), self.name(unnamed), self.settings);
        let who = untrack(|| settings.who());
        let block = if id == keys::COPY {
            // What this page carries goes on as it is.
            fetch::embedded(WORKSPACE_BLOCK)
        } else {
            let known = known_as(&id, settings.device());
            let block = self.with_own(|document| workspace_block(document, &known, &name, now, &who));
            block.and_then(|block| lock::file(&id, block))
        };
        // Rather no file than one without the workspace.
        let block = block.ok_or(PageError::Unknown)?;
        let steps = self.with_own(Document::log_len).unwrap_or_default();
        let page = with_block(&page().await?, WORKSPACE_BLOCK, &block).ok_or(PageError::Unknown)?;
        download(FILE, "text/html", page.as_bytes());
        settings.note_exported(&id, now, steps);
        Ok(FILE.to_owned())
    }
}
