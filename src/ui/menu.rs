use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::live::live;

/// One choice of a menu.
pub struct MenuItem {
    pub words: String,
    /// Before the words: an icon or a shape.
    pub mark: ViewFn,
    /// The choice that holds now.
    pub current: bool,
    /// A line stands above it.
    pub apart: bool,
    /// Asks for care.
    pub caution: bool,
    pub on_choose: Callback<()>,
}

impl MenuItem {
    /// An action with its icon.
    pub fn new(words: String, icon: IconName, on_choose: Callback<()>) -> Self {
        let mark = ViewFn::from(move || view! { <Icon name=icon /> });
        MenuItem { words, mark, current: false, apart: false, caution: false, on_choose }
    }

    /// With a line above it.
    #[must_use]
    pub fn apart(self) -> Self {
        MenuItem { apart: true, ..self }
    }
}

/// A menu that opens at a point. Arrows move, Enter chooses, Esc or a click elsewhere closes.
#[component]
pub fn Menu(
    #[prop(into)] label: Signal<String>,
    /// Where it opens, in CSS pixels of the window; it stays inside the window.
    at: (f64, f64),
    items: Vec<MenuItem>,
    on_close: Callback<()>,
) -> impl IntoView {
    let nodes: Vec<NodeRef<html::Button>> = items.iter().map(|_| NodeRef::new()).collect();
    let start = items.iter().position(|item| item.current).unwrap_or_default();
    let focused = StoredValue::new(start);
    let focus = {
        let nodes = nodes.clone();
        move |index: usize| {
            if let Some(button) = nodes.get(index).and_then(NodeRef::get_untracked) {
                let _ = button.focus();
                focused.set_value(index);
            }
        }
    };
    let (last, first_node) = (items.len().saturating_sub(1), nodes.get(start).copied());
    Effect::new({
        let focus = focus.clone();
        move |_| {
            if first_node.is_some_and(|node| node.get().is_some()) {
                focus(start);
            }
        }
    });
    let keys = move |event: ev::KeyboardEvent| {
        let now = focused.get_value();
        match event.key().as_str() {
            "ArrowDown" => focus(if now >= last { 0 } else { now + 1 }),
            "ArrowUp" => focus(now.checked_sub(1).unwrap_or(last)),
            "Home" => focus(0),
            "End" => focus(last),
            "Escape" | "Tab" => on_close.run(()),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let rows = items.into_iter().zip(nodes).map(|(item, node)| {
        view! {
            <button
                class="menu__item" type="button" role="menuitem" tabindex="-1" node_ref=node
                data-caution=item.caution.to_string() data-apart=item.apart.to_string()
                aria-current=item.current.then_some("true") on:click=move |_| item.on_choose.run(())
            >
                <span class="menu__mark">{item.mark.run()}</span>
                <span>{item.words}</span>
            </button>
        }
    });
    // By the style object and not by a style attribute, which the content security policy forbids.
    let (left, top) = (format!("{}px", at.0), format!("{}px", at.1));
    view! {
        <div class="menu-ground" on:pointerdown=move |_| on_close.run(())></div>
        <div class="menu" role="menu" aria-label=live(move || label.get()) style=("--menu-x", left) style=("--menu-y", top) on:keydown=keys>
            {rows.collect_view()}
        </div>
    }
}
