use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use crate::store::screen;
use crate::ui::DialogHead;

/// A dialog that is opened a hundred times a day. It behaves as others do, but leaves the page as it is: making a page
/// of two thousand elements inert, and no longer so, takes the browser longer than saving what was typed. The page is
/// covered instead, and keys and focus stay inside. What is said of the work stays within reach.
#[component]
pub fn QuickDialog(
    /// Id of the dialog; its heading is `<id>-heading`.
    id: &'static str,
    #[prop(into)] title: Signal<String>,
    #[prop(into)] close_label: Signal<String>,
    /// Shown beside the title.
    #[prop(into)]
    aside: ViewFn,
    on_close: Callback<()>,
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = node.get()
            && !dialog.open()
        {
            dialog.show();
        }
    });
    // Closed by the dialog's own method: that gives the focus back to where it was.
    let close = Callback::new(move |()| {
        if let Some(dialog) = node.get_untracked() {
            dialog.close();
        }
        on_close.run(());
    });
    let keys = move |event: ev::KeyboardEvent| {
        if event.default_prevented() || screen::is_composing(&event) {
            return;
        }
        match event.key().as_str() {
            "Escape" => {
                event.prevent_default();
                event.stop_propagation();
                close.run(());
            }
            "Tab" if screen::turn_focus(id, event.shift_key()) => event.prevent_default(),
            _ => {}
        }
    };
    // What is behind may ask for the focus, or the browser give it there.
    let strayed = window_event_listener(ev::focusin, move |event| {
        // Not at once: what hears of a focus can't hear of another meanwhile.
        if screen::is_covered(&event, id) {
            screen::focus_when_drawn(id.to_owned());
        }
    });
    on_cleanup(move || strayed.remove());
    let labelled = format!("{id}-heading");
    view! {
        // Pressed beside the dialog, the focus stays where it is.
        <div class="veil" on:keydown=keys on:mousedown=|event| screen::keep_focus(&event)>
            <dialog id=id class="dialog" node_ref=node tabindex="-1" aria-modal="true" aria-labelledby=labelled>
                <DialogHead id=id title=title close_label=close_label aside=aside close=close />
                {children()}
            </dialog>
        </div>
    }
}
