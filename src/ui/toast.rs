use std::time::Duration;

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// How long a toast stays when nobody touches it.
const STAY: Duration = Duration::from_secs(8);

/// What was just done, at the bottom; stays while the pointer or the focus is on it.
#[component]
pub fn Toast(
    text: String,
    /// The words of the button that takes it back; none when it can't be.
    #[prop(optional, into)]
    undo: Option<String>,
    #[prop(optional)] on_undo: Option<Callback<()>>,
    on_gone: Callback<()>,
) -> impl IntoView {
    let held = RwSignal::new(false);
    // Runs again each time it is let go: then the eight seconds begin anew.
    Effect::new(move |_| {
        if held.get() {
            return;
        }
        // By then another toast may have taken its place, and nobody is there to be told: `run` would end the program.
        let gone = move || {
            on_gone.try_run(());
        };
        if let Ok(timer) = set_timeout_with_handle(gone, STAY) {
            on_cleanup(move || timer.clear());
        }
    });
    let button = undo.zip(on_undo).map(|(words, callback)| {
        view! {
            <button class="toast__undo" type="button" on:click=move |_| callback.run(())>
                <Icon name=IconName::Undo />
                <span>{words}</span>
                <kbd class="key" aria-hidden="true">"Ctrl Z"</kbd>
            </button>
        }
    });
    view! {
        <div
            class="toast" on:pointerenter=move |_| held.set(true) on:pointerleave=move |_| held.set(false)
            on:focusin=move |_| held.set(true) on:focusout=move |_| held.set(false)
        >
            <Icon name=IconName::Check />
            <span class="toast__text">{text}</span>
            {button}
        </div>
    }
}
