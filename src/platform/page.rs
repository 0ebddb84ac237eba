//! The document around the app: its root element, focus, languages, media.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}

/// Sets an attribute of `<html>`, or takes it off.
pub fn set_root_attribute(name: &str, value: Option<&str>) {
    let Some(root) = document().and_then(|d| d.document_element()) else { return };
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}

pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Moves the keyboard focus to the element with this id, if it is there; says whether it was.
pub fn focus(id: &str) -> bool {
    let Some(element) = document().and_then(|d| d.get_element_by_id(id)) else { return false };
    element.dyn_into::<web_sys::HtmlElement>().is_ok_and(|element| element.focus().is_ok())
}

/// Scrolls the element with this id into sight; says whether it is there.
pub fn scroll_to(id: &str) -> bool {
    let Some(element) = document().and_then(|d| d.get_element_by_id(id)) else { return false };
    element.scroll_into_view();
    true
}

pub fn scroll_to_top() {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// The first language the browser asks for, as a BCP 47 tag.
pub fn browser_language() -> Option<String> {
    web_sys::window()?.navigator().language()
}

/// Whether a CSS media query holds now.
pub fn media(query: &str) -> bool {
    web_sys::window().and_then(|window| window.match_media(query).ok().flatten()).is_some_and(|list| list.matches())
}

/// Whether the key event comes from a place where people type: single letters are text there, not commands.
pub fn is_typing(event: &web_sys::KeyboardEvent) -> bool {
    let Some(element) = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok()) else {
        return false;
    };
    matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT") || element.is_content_editable()
}

/// Whether an input method is composing: Enter then belongs to it (229 is what older engines send).
pub fn is_composing(event: &web_sys::KeyboardEvent) -> bool {
    event.is_composing() || event.key_code() == 229
}

/// Moves the keyboard focus to the heading of the page; says whether there is one.
pub fn focus_heading() -> bool {
    let heading = document().and_then(|d| d.query_selector("main h1").ok().flatten());
    heading
        .and_then(|heading| heading.dyn_into::<web_sys::HtmlElement>().ok())
        .is_some_and(|heading| heading.focus().is_ok())
}

/// Takes the element with this id out of the page.
pub fn remove(id: &str) {
    if let Some(element) = document().and_then(|d| d.get_element_by_id(id)) {
        element.remove();
    }
}

/// The width of the page in CSS pixels, its scroll bar not counted.
pub fn width() -> f64 {
    document().and_then(|d| d.document_element()).map_or(1024.0, |root| f64::from(root.client_width()))
}

/// Calls back whenever the width or height of the page changes, a scroll bar's coming and going included, for as
/// long as the page lives.
pub fn on_width_change(callback: impl Fn() + 'static) {
    let Some(root) = document().and_then(|d| d.document_element()) else { return };
    let closure = Closure::<dyn Fn()>::new(callback);
    if let Ok(observer) = web_sys::ResizeObserver::new(closure.as_ref().unchecked_ref()) {
        observer.observe(&root);
    }
    // Lives as long as the page, as its observer does.
    closure.forget();
}
