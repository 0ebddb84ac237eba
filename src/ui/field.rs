use leptos::prelude::*;

use super::live::live;

use super::icon::{Icon, IconName};

/// A line of text with its label, and what is wrong with it under it.
#[component]
pub fn Field(
    id: &'static str,
    #[prop(into)] label: Signal<String>,
    value: RwSignal<String>,
    /// What is wrong; empty when nothing is.
    #[prop(optional, into)]
    error: Signal<String>,
    #[prop(optional, into)] placeholder: Signal<String>,
    #[prop(optional)] autofocus: bool,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let wrong = move || !error.with(String::is_empty);
    let error_id = format!("{id}-error");
    let describes = error_id.clone();
    view! {
        <div class="field" data-wrong=live(move || wrong().to_string())>
            <label class="field__label" for=id>{live(move || label.get())}</label>
            <input
                id=id class="field__input" type="text" autocomplete="off" autofocus=autofocus aria-required=required.to_string()
                aria-invalid=live(move || wrong().to_string())
                aria-describedby=live(move || wrong().then(|| describes.clone()))
                placeholder=live(move || placeholder.get()) prop:value=live(move || value.get())
                on:input=move |event| value.set(event_target_value(&event))
            />
            <Show when=wrong>
                <p class="field__error" id=error_id.clone()>
                    <Icon name=IconName::Rock size=14 />
                    <span>{live(move || error.get())}</span>
                </p>
            </Show>
        </div>
    }
}
