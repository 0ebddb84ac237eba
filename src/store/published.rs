//! The published data: read once, never changed here.

use std::sync::Arc;

use landfall_core::exchange::calendar_of_published;
use landfall_core::model::Lang;
use landfall_core::published::{self, PublishedError};
use leptos::prelude::*;
use leptos::task::spawn_local;

pub use crate::platform::fetch::FetchError;
use crate::platform::{clock, fetch, files};

/// The data block of the single-file edition.
const EMBEDDED: &str = "landfall-published";
const FILE: &str = "data/published.json";

/// Published data as far as it is here.
#[derive(Clone)]
pub enum Published {
    Loading,
    Ready(Arc<published::Published>),
    Failed(LoadError),
}

/// Why there is no published data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoadError {
    /// It could not be fetched.
    Fetch(FetchError),
    /// It could not be read.
    Data(PublishedError),
}

/// Starts reading the published data and puts it into the context.
pub fn provide_published() -> RwSignal<Published> {
    let published = RwSignal::new(Published::Loading);
    provide_context(published);
    load_published(published);
    published
}

/// Reads the published data, again if need be.
pub fn load_published(published: RwSignal<Published>) {
    if let Some(text) = fetch::embedded(EMBEDDED) {
        published.set(read(&text));
        return;
    }
    published.set(Published::Loading);
    spawn_local(async move {
        let next = match fetch::text(FILE).await {
            Ok(text) => read(&text),
            Err(error) => Published::Failed(LoadError::Fetch(error)),
        };
        // Data that a host brought meanwhile is what it wants shown.
        if published.with_untracked(|published| matches!(published, Published::Loading)) {
            published.set(next);
        }
    });
}

fn read(text: &str) -> Published {
    match published::parse(text) {
        Ok(data) => Published::Ready(Arc::new(data)),
        Err(error) => Published::Failed(LoadError::Data(error)),
    }
}

/// Offers published events as a calendar: all, or those with these ids. `name` without its ending.
pub fn save_calendar(data: &published::Published, ids: Option<&[String]>, name: &str, lang: Lang) {
    let calendar = calendar_of_published(data, ids, lang, clock::now_ms());
    files::download(&format!("{name}.ics"), "text/calendar", calendar.text.as_bytes());
}

pub fn use_published() -> RwSignal<Published> {
    use_context().unwrap_or_else(provide_published)
}
