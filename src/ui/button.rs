use leptos::prelude::*;

use super::live::live;

use super::icon::{Icon, IconName};

/// How a button looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Look {
    /// The one main action of a place.
    Primary,
    #[default]
    Outline,
    /// Words only, in teal.
    Plain,
    /// Asks for care: removes something.
    Caution,
}

impl Look {
    fn word(self) -> &'static str {
        match self {
            Look::Primary => "primary",
            Look::Outline => "outline",
            Look::Plain => "plain",
            Look::Caution => "caution",
        }
    }
}

/// How high a button is: 32 px in the workspace, 44 px for visitors and in dialogs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Size {
    #[default]
    Small,
    Large,
}

impl Size {
    fn word(self) -> &'static str {
        match self {
            Size::Small => "small",
            Size::Large => "large",
        }
    }
}

/// A button with words, and perhaps an icon before and a key behind them.
#[component]
pub fn Button(
    #[prop(optional)] look: Look,
    #[prop(optional)] size: Size,
    /// Submits the form it is in.
    #[prop(optional)]
    submit: bool,
    #[prop(optional)] icon: Option<IconName>,
    /// The key that does the same, shown behind the words.
    #[prop(optional, into)]
    key_hint: Option<String>,
    #[prop(optional, into)] id: Option<String>,
    #[prop(optional)] on_click: Option<Callback<()>>,
    children: Children,
) -> impl IntoView {
    let press = move |_| {
        if let Some(callback) = on_click {
            callback.run(());
        }
    };
    view! {
        <button
            id=id class="button" data-look=look.word() data-size=size.word()
            type=if submit { "submit" } else { "button" } on:click=press
        >
            {icon.map(|name| view! { <Icon name=name /> })}
            <span class="button__words">{children()}</span>
            {key_hint.map(|key| view! { <kbd class="key" aria-hidden="true">{key}</kbd> })}
        </button>
    }
}

/// A button that is only an icon; its label is read out and shown on hover.
#[component]
pub fn IconButton(
    name: IconName,
    #[prop(into)] label: Signal<String>,
    /// Shown on hover in place of the label.
    #[prop(optional, into)]
    hint: Option<Signal<String>>,
    #[prop(optional, into)] id: Option<String>,
    #[prop(default = 18)] size: u32,
    on_click: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            id=id class="icon-button" type="button" title=live(move || hint.unwrap_or(label).get()) aria-label=live(move || label.get())
            on:click=move |_| on_click.run(())
        >
            <Icon name=name size=size />
        </button>
    }
}
