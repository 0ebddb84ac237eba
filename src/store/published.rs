//! The published data: read once, never changed here.

use std::sync::Arc;

use landfall_core::published;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::platform::fetch;

/// Published data as far as it is here.
#[derive(Clone)]
pub enum Published {
    Loading,
    Ready(Arc<published::Published>),
    Failed(String),
}

pub fn provide_published() -> RwSignal<Published> {
    let state = RwSignal::new(Published::Loading);
    provide_context(state);
    spawn_local(async move {
        let text = match fetch::embedded("landfall-published") {
            Some(text) => Ok(text),
            None => fetch::text("data/published.json").await.map_err(|e| format!("{e:?}")),
        };
        let read = text.and_then(|text| published::parse(&text).map_err(|e| e.to_string()));
        state.set(match read {
            Ok(data) => Published::Ready(Arc::new(data)),
            Err(reason) => Published::Failed(reason),
        });
    });
    state
}

pub fn use_published() -> RwSignal<Published> {
    use_context().unwrap_or_else(provide_published)
}
