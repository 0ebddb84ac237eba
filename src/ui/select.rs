use leptos::prelude::*;

use super::live::{live, live_view};

/// A choice among a few, as the browser draws it: a label, and the chosen one.
#[component]
pub fn Select(
    #[prop(into)] id: String,
    #[prop(into)] label: Signal<String>,
    /// Values and words; a value may be empty.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    #[prop(into)] value: Signal<String>,
    on_change: Callback<String>,
) -> impl IntoView {
    let for_id = id.clone();
    view! {
        <div class="field">
            <label class="field__label" for=for_id>{live(move || label.get())}</label>
            <select
                id=id class="field__input field__input--select"
                on:change=move |event| on_change.run(event_target_value(&event))
            >
                {live_view(move || ({
                    let chosen = value.get();
                    options
                        .get()
                        .into_iter()
                        .map(|(key, words)| {
                            let selected = key == chosen;
                            view! { <option value=key selected=selected>{words}</option> }
                        })
                        .collect_view()
                }).into_any())}
            </select>
        </div>
    }
}
