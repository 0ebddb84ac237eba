use leptos::prelude::*;

/// The visitor's home: the year as a chart, indicators, cases, the industry layout.
#[component]
pub fn HomePage() -> impl IntoView {
    view! { <h1 tabindex="-1">"落地"</h1> }
}
