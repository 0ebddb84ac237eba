//! The published data: read once, never changed here.

use leptos::prelude::*;

/// Published data as far as it is here.
#[derive(Clone)]
pub enum Published {
    Loading,
}

pub fn provide_published() -> RwSignal<Published> {
    let published = RwSignal::new(Published::Loading);
    provide_context(published);
    published
}

pub fn use_published() -> RwSignal<Published> {
    use_context().unwrap_or_else(provide_published)
}
