use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::live::{live, live_view};

/// A line of text with its label, and what is wrong with it under it.
#[component]
pub fn Field(
    #[prop(into)] id: String,
    #[prop(into)] label: Signal<String>,
    value: RwSignal<String>,
    /// What is wrong; empty when nothing is.
    #[prop(optional, into)]
    error: Signal<String>,
    #[prop(optional, into)] placeholder: Signal<String>,
    /// What is offered while typing; anything else can be typed as well.
    #[prop(optional)]
    choices: Option<Signal<Vec<String>>>,
    #[prop(optional)] autofocus: bool,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let wrong = move || !error.with(String::is_empty);
    let error_id = format!("{id}-error");
    let describes = error_id.clone();
    let (for_id, list) = (id.clone(), choices.map(|choices| choice_list(&id, choices)));
    let list_id = list.is_some().then(|| format!("{id}-choices"));
    view! {
        <div class="field" data-wrong=live(move || wrong().to_string())>
            <label class="field__label" for=for_id>{live(move || label.get())}</label>
            <input
                id=id class="field__input" type="text" autocomplete="off" list=list_id autofocus=autofocus aria-required=required.to_string()
                aria-invalid=live(move || wrong().to_string())
                aria-describedby=live(move || wrong().then(|| describes.clone()))
                placeholder=live(move || placeholder.get()) prop:value=live(move || value.get())
                on:input=move |event| value.set(event_target_value(&event))
            />
            {list}
            <FieldError id=error_id error=error />
        </div>
    }
}

/// What is wrong with a field, under it; `id` is what the field is described by. Nothing while the text is empty.
#[component]
pub fn FieldError(id: String, #[prop(into)] error: Signal<String>) -> impl IntoView {
    view! {
        <Show when=move || !error.with(String::is_empty)>
            <p class="field__error" id=id.clone()>
                <Icon name=IconName::Rock size=14 />
                <span>{live(move || error.get())}</span>
            </p>
        </Show>
    }
}

/// What a field offers while one types, for its `list`.
pub(super) fn choice_list(id: &str, choices: Signal<Vec<String>>) -> AnyView {
    let rows = live_view(move || {
        choices.get().into_iter().map(|choice| view! { <option value=choice></option> }).collect_view().into_any()
    });
    view! { <datalist id=format!("{id}-choices")>{rows}</datalist> }.into_any()
}
