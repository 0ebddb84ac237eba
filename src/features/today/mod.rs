use leptos::prelude::*;

use crate::store::Workspace;

#[component]
pub fn TodayPage(workspace: Workspace) -> impl IntoView {
    let _ = workspace;
    view! { <div class="today"></div> }
}
