use leptos::prelude::*;

use crate::store::Workspace;

#[component]
pub fn TablePage(workspace: Workspace) -> impl IntoView {
    let _ = workspace;
    view! { <div class="table"></div> }
}
