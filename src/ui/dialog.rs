use leptos::html;
use leptos::prelude::*;

use super::button::IconButton;
use super::icon::IconName;
use super::live::live;

/// A modal dialog (`<dialog>`): focus stays inside, Esc closes, focus returns to where it was.
#[component]
pub fn Dialog(
    /// Id of the dialog; its heading is `<id>-heading`.
    id: &'static str,
    #[prop(into)] title: Signal<String>,
    #[prop(into)] close_label: Signal<String>,
    /// Shown beside the title, such as the state of saving.
    #[prop(optional, into)]
    aside: ViewFn,
    on_close: Callback<()>,
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = node.get()
            && !dialog.open()
        {
            // Fails only for a dialog that is open or not in the page; then there is nothing to show.
            let _ = dialog.show_modal();
        }
    });
    // Closed by the dialog's own method: that gives the focus back to where it was.
    let close = Callback::new(move |()| {
        if let Some(dialog) = node.get_untracked() {
            dialog.close();
        }
        on_close.run(());
    });
    let labelled = format!("{id}-heading");
    view! {
        <dialog
            id=id class="dialog" node_ref=node aria-labelledby=labelled
            // Esc: the browser cancels; the state that opened the dialog must know.
            on:cancel=move |event: leptos::ev::Event| {
                event.prevent_default();
                close.run(());
            }
        >
            <DialogHead id=id title=title close_label=close_label aside=aside close=close />
            {children()}
        </dialog>
    }
}

/// What stands at the top of a dialog; its heading is `<id>-heading`.
#[component]
pub fn DialogHead(
    id: &'static str,
    title: Signal<String>,
    close_label: Signal<String>,
    aside: ViewFn,
    close: Callback<()>,
) -> impl IntoView {
    view! {
        <header class="dialog__head">
            <h2 id=format!("{id}-heading") class="dialog__title">{live(move || title.get())}</h2>
            <div class="dialog__aside">{aside.run()}</div>
            <IconButton name=IconName::Close label=close_label on_click=close />
        </header>
    }
}
