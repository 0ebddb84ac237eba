use leptos::ev;
use leptos::prelude::*;

use super::field::choice_list;
use super::live::live;

/// What kind of text an [`Edit`] takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum EditKind {
    #[default]
    Line,
    Date,
    /// Several lines; Enter is a new line, Ctrl+Enter saves.
    Text,
}

/// A field of a record, edited in place: saved on leaving it and on Enter, Esc restores what was there.
#[component]
pub fn Edit(
    #[prop(into)] id: String,
    #[prop(into)] label: Signal<String>,
    #[prop(into)] value: Signal<String>,
    #[prop(optional)] kind: EditKind,
    #[prop(optional, into)] placeholder: Signal<String>,
    /// What is wrong with what was typed last; empty when nothing is.
    #[prop(optional, into)]
    error: Signal<String>,
    /// What was typed in an earlier visit and not saved.
    #[prop(optional, into)]
    draft: Signal<Option<String>>,
    /// Hears what the field holds while it is not saved; an empty text once it is.
    #[prop(optional)]
    on_type: Option<Callback<String>>,
    /// What is offered while typing; anything else can be typed as well.
    #[prop(optional)]
    choices: Option<Signal<Vec<String>>>,
    on_save: Callback<String>,
) -> impl IntoView {
    let typed = RwSignal::new(value.get_untracked());
    // A memo: what is typed is put back only when the value is another one, not whenever it was looked at again.
    let saved = Memo::new(move |_| value.get());
    Effect::new(move |_| {
        let saved = saved.get();
        typed.set(draft.get().unwrap_or(saved));
    });
    if let Some(on_type) = on_type {
        Effect::new(move |_| {
            let text = typed.get();
            on_type.run(if saved.with(|saved| *saved == text) { String::new() } else { text });
        });
    }
    let save = move || {
        // Saving may take the field away, and a field that is taken away is left: then there is nothing of it any more.
        let (Some(text), Some(now)) = (typed.try_get_untracked(), value.try_get_untracked()) else { return };
        if text != now {
            if let Some(on_type) = on_type {
                on_type.run(String::new());
            }
            on_save.run(text);
        }
    };
    let keys = move |event: ev::KeyboardEvent| {
        if event.is_composing() || event.key_code() == 229 {
            return;
        }
        let long = kind == EditKind::Text;
        match event.key().as_str() {
            "Enter" if !long || event.ctrl_key() || event.meta_key() => save(),
            "Escape" if typed.get_untracked() != value.get_untracked() => {
                typed.set(value.get_untracked());
                // The first Esc restores the field; the next one closes what it is in, a dialog, too.
                event.stop_propagation();
                event.prevent_default();
            }
            _ => {}
        }
    };
    let wrong = move || !error.with(String::is_empty);
    let error_id = format!("{id}-error");
    let (for_id, list) = (id.clone(), choices.map(|choices| choice_list(&id, choices)));
    let list_id = list.is_some().then(|| format!("{id}-choices"));
    let input = match kind {
        EditKind::Text => view! {
            <textarea
                id=id class="field__input field__input--text" rows="3" prop:value=live(move || typed.get())
                placeholder=live(move || placeholder.get())
                on:input=move |event| typed.set(event_target_value(&event)) on:blur=move |_| save() on:keydown=keys
            ></textarea>
        }
        .into_any(),
        EditKind::Line | EditKind::Date => view! {
            <input
                id=id class="field__input" type=if kind == EditKind::Date { "date" } else { "text" } autocomplete="off" list=list_id
                min="1900-01-01" max="2150-12-31" placeholder=live(move || placeholder.get())
                aria-invalid=live(move || wrong().to_string()) aria-describedby=error_id.clone()
                prop:value=live(move || typed.get()) on:input=move |event| typed.set(event_target_value(&event))
                on:blur=move |_| save() on:keydown=keys
            />
        }
        .into_any(),
    };
    view! {
        <div class="field" data-wrong=live(move || wrong().to_string())>
            <label class="field__label" for=for_id>{live(move || label.get())}</label>
            {input}
            {list}
            <p class="field__error" id=error_id.clone() hidden=live(move || !wrong())>{live(move || error.get())}</p>
        </div>
    }
}
