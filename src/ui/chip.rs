use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::live::{live, live_view};

/// One question of a filter: off it is a word with a list to choose from, on it is the choice and a cross.
#[component]
pub fn FilterChip(
    #[prop(into)] label: Signal<String>,
    /// Values and their words; without any the chip is not there.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// Empty when off.
    #[prop(into)]
    chosen: Signal<String>,
    /// What the cross is called, from the name of the choice.
    remove: Callback<(String,), String>,
    on_choose: Callback<String>,
) -> impl IntoView {
    let chosen = Memo::new(move |_| chosen.get());
    let name = move || {
        let value = chosen.get();
        options
            .with(|options| options.iter().find(|(id, _)| *id == value).map(|(_, name)| name.clone()))
            .unwrap_or(value)
    };
    view! {
        <Show
            when=move || !chosen.with(String::is_empty)
            fallback=move || {
                view! {
                    <span class="chip" hidden=live(move || options.with(Vec::is_empty))>
                        <select
                            class="chip__select" aria-label=live(move || label.get())
                            on:change=move |event| on_choose.run(event_target_value(&event))
                        >
                            <option value="">{live(move || label.get())}</option>
                            {live_view(move || {
                                let options = options.get().into_iter();
                                options.map(|(id, name)| view! { <option value=id>{name}</option> }).collect_view().into_any()
                            })}
                        </select>
                        <Icon name=IconName::Down size=14 />
                    </span>
                }
            }
        >
            <button
                class="chip chip--on" type="button" aria-label=live(move || remove.run((name(),)))
                on:click=move |_| on_choose.run(String::new())
            >
                <span>{live(name)}</span>
                <Icon name=IconName::Close size=14 />
            </button>
        </Show>
    }
}
