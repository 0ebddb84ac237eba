use leptos::prelude::*;

use super::field::FieldError;
use super::live::live;

/// A line for a passphrase: hidden unless `shown`.
#[component]
pub fn SecretField(
    #[prop(into)] id: String,
    #[prop(into)] label: Signal<String>,
    value: RwSignal<String>,
    #[prop(into)] shown: Signal<bool>,
    /// What is wrong; empty when nothing is.
    #[prop(into)]
    error: Signal<String>,
    /// Said under the line.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// `current-password` or `new-password`: for those who keep them.
    autocomplete: &'static str,
    #[prop(optional)] autofocus: bool,
) -> impl IntoView {
    let wrong = move || !error.with(String::is_empty);
    let (error_id, hint_id) = (format!("{id}-error"), format!("{id}-hint"));
    let for_id = id.clone();
    let described = {
        let (error_id, hint_id) = (error_id.clone(), hint_id.clone());
        move || if wrong() { Some(error_id.clone()) } else { (!hint.with(String::is_empty)).then(|| hint_id.clone()) }
    };
    view! {
        <div class="field" data-wrong=live(move || wrong().to_string())>
            <label class="field__label" for=for_id>{live(move || label.get())}</label>
            <input
                id=id class="field__input" type=live(move || if shown.get() { "text" } else { "password" }) autocomplete=autocomplete
                autocapitalize="off" spellcheck="false" autofocus=autofocus aria-required="true"
                aria-invalid=live(move || wrong().to_string()) aria-describedby=live(described)
                prop:value=live(move || value.get()) on:input=move |event| value.set(event_target_value(&event))
            />
            <div role="alert">
                <FieldError id=error_id error=error />
            </div>
            <p class="field__hint" id=hint_id hidden=live(move || wrong() || hint.with(String::is_empty))>{live(move || hint.get())}</p>
        </div>
    }
}
