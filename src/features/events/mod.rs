//! The timeline of the workspace: events on their axis, and what came of them.

use leptos::prelude::*;

use crate::store::Workspace;

/// `#/events`.
#[component]
pub fn EventsPage(workspace: Workspace) -> impl IntoView {
    let count = move || workspace.read(|document| document.tables().events.len());
    view! { <div class="events">{count}</div> }
}
