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

/// Sets a custom property (`--name`) of `<html>`, or takes it off.
pub fn set_root_style(name: &str, value: Option<&str>) {
    let root = document().and_then(|d| d.document_element());
    let Some(root) = root.and_then(|root| root.dyn_into::<web_sys::HtmlElement>().ok()) else { return };
    let _ = match value {
        Some(value) => root.style().set_property(name, value),
        None => root.style().remove_property(name).map(drop),
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

/// Whether the element with this id has the keyboard focus.
pub fn has_focus(id: &str) -> bool {
    document().and_then(|d| d.active_element()).is_some_and(|element| element.id() == id)
}

/// Scrolls the element with this id into sight; says whether it is there.
pub fn scroll_to(id: &str) -> bool {
    let Some(element) = document().and_then(|d| d.get_element_by_id(id)) else { return false };
    element.scroll_into_view();
    true
}

/// Scrolls the element with this id into sight, no further than need be.
pub fn reveal(id: &str) {
    if let Some(element) = document().and_then(|d| d.get_element_by_id(id)) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Scrolls what is inside the element with this id so that `top` (CSS pixels of its content) is at its upper edge.
pub fn scroll_inside(id: &str, top: f64) {
    if let Some(element) = document().and_then(|d| d.get_element_by_id(id)) {
        // A page is some thousand pixels high.
        #[allow(clippy::cast_possible_truncation)]
        element.set_scroll_top(top.max(0.0) as i32);
    }
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
    takes_text(&element)
}

/// Whether an input method is composing: Enter then belongs to it (229 is what older engines send).
pub fn is_composing(event: &web_sys::KeyboardEvent) -> bool {
    event.is_composing() || event.key_code() == 229
}

/// Whether the key event comes from where letters look for an entry, or begin a text: a menu, a list, a grid.
pub fn takes_letters(event: &web_sys::KeyboardEvent) -> bool {
    const PLACES: &str = "[role=menu], [role=listbox], [role=grid]";
    let element = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    element.is_some_and(|element| element.closest(PLACES).ok().flatten().is_some())
}

/// Whether a dialog is open that has to be answered first.
pub fn dialog_open() -> bool {
    document().is_some_and(|d| d.query_selector("dialog[open]").ok().flatten().is_some())
}

/// What takes the focus by Tab, as far as it is shown.
const STOPS: &str = "a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), \
    textarea:not([disabled]), summary, [tabindex]:not([tabindex='-1'])";

/// Moves the focus from the last stop of the element with this id to its first, or back; says whether it did. Between
/// two stops the browser does it.
pub fn turn_focus(id: &str, back: bool) -> bool {
    let Some(document) = document() else { return false };
    let Some(list) = document.get_element_by_id(id).and_then(|element| element.query_selector_all(STOPS).ok()) else {
        return false;
    };
    let stops = (0..list.length()).filter_map(|at| list.get(at)?.dyn_into::<web_sys::HtmlElement>().ok());
    let stops: Vec<_> = stops.filter(|stop| stop.offset_parent().is_some()).collect();
    let now = document.active_element();
    let at = stops.iter().position(|stop| now.as_deref() == Some(stop));
    let (from, to) = if back { (stops.first(), stops.last()) } else { (stops.last(), stops.first()) };
    // On the element itself, or on nothing, either way leads in.
    let leaves = at.is_none_or(|at| stops.get(at) == from);
    leaves && to.is_some_and(|to| to.focus().is_ok())
}

/// Whether the focus went behind the dialog with this id: onto a part of the page, and not onto what stands above it.
pub fn is_covered(event: &web_sys::Event, id: &str) -> bool {
    let Some(element) = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) else {
        return false;
    };
    let inside = |selector: &str| element.closest(selector).ok().flatten().is_some();
    inside(".staff") && !inside(&format!("#{id}"))
}

/// Leaves the focus where it is when what carries the handler is pressed, and not something in it.
pub fn keep_focus(event: &web_sys::Event) {
    if event.target() == event.current_target() {
        event.prevent_default();
    }
}

/// Hears every key before anything in the page does; heard until it is dropped. At the document: what stands guard at
/// the window once the program has failed comes first.
pub struct KeyWatch(Closure<dyn Fn(web_sys::Event)>);

impl Drop for KeyWatch {
    fn drop(&mut self) {
        if let Some(document) = document() {
            let heard = self.0.as_ref().unchecked_ref();
            let _ = document.remove_event_listener_with_callback_and_bool("keydown", heard, true);
        }
    }
}

pub fn watch_keys(hear: impl Fn(web_sys::KeyboardEvent) + 'static) -> KeyWatch {
    let closure = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
        // A browser that fills a form in says so by a `keydown` without a key.
        if let Ok(event) = event.dyn_into() {
            hear(event);
        }
    });
    if let Some(document) = document() {
        let _ = document.add_event_listener_with_callback_and_bool("keydown", closure.as_ref().unchecked_ref(), true);
    }
    KeyWatch(closure)
}

/// Whether a key was pressed: a browser that fills a form in says so by a `keydown` without a key.
pub fn has_key(event: &web_sys::KeyboardEvent) -> bool {
    event.has_type::<web_sys::KeyboardEvent>()
}

/// A rectangle in CSS pixels of the window.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
}

/// Where the element with this id is on the screen.
pub fn rect(id: &str) -> Option<Rect> {
    let rect = document()?.get_element_by_id(id)?.get_bounding_client_rect();
    Some(Rect { left: rect.left(), top: rect.top(), width: rect.width(), height: rect.height() })
}

/// The value of `attribute` on the event's target or the nearest element around it that has it.
pub fn closest(event: &web_sys::Event, attribute: &str) -> Option<String> {
    let element = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    element.closest(&format!("[{attribute}]")).ok().flatten()?.get_attribute(attribute)
}

/// Whether the event's own target has this attribute.
pub fn is_on(event: &web_sys::Event, attribute: &str) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .is_some_and(|element| element.has_attribute(attribute))
}

/// Keeps the click that follows a drag from reaching what is under the pointer.
pub fn swallow_next_click() {
    let Some(window) = web_sys::window() else { return };
    let swallow = wasm_bindgen::closure::Closure::once_into_js(|event: web_sys::Event| {
        event.stop_propagation();
        event.prevent_default();
    });
    let swallow: js_sys::Function = swallow.unchecked_into();
    let options = web_sys::AddEventListenerOptions::new();
    options.set_capture(true);
    options.set_once(true);
    let _ = window.add_event_listener_with_callback_and_add_event_listener_options("click", &swallow, &options);
    // No click follows when the pointer left what it was pressed on: then the listener must go.
    let remove = {
        let (window, swallow) = (window.clone(), swallow.clone());
        wasm_bindgen::closure::Closure::once_into_js(move || {
            let _ = window.remove_event_listener_with_callback_and_bool("click", &swallow, true);
        })
    };
    let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(remove.unchecked_ref(), 50);
}

/// Whether the event comes from a button, which has an Enter of its own.
pub fn is_button(event: &web_sys::Event) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .is_some_and(|element| element.tag_name() == "BUTTON")
}

/// Opens the browser's print dialog.
pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
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

/// Loads the page anew, at the address it has.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

/// Whether no element has the focus: what had it is gone.
pub fn nothing_focused() -> bool {
    document().and_then(|d| d.active_element()).is_none_or(|element| element.tag_name() == "BODY")
}

/// Whether the page is in the background, or about to go.
pub fn is_hidden() -> bool {
    document().is_some_and(|document| document.hidden())
}

/// Takes the focus out of a field, so that the field saves what was typed; gives its id. Elsewhere the focus stays.
pub fn leave_field() -> Option<String> {
    let element = document()?.active_element()?.dyn_into::<web_sys::HtmlElement>().ok()?;
    if !takes_text(&element) || element.blur().is_err() {
        return None;
    }
    Some(element.id()).filter(|id| !id.is_empty())
}

/// A field that only waits for typing to begin (`data-resting`) has no text of its own yet.
fn takes_text(element: &web_sys::HtmlElement) -> bool {
    let field = matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT") || element.is_content_editable();
    field && element.get_attribute("data-resting").is_none_or(|resting| resting != "true")
}

/// Follows the size of an element for as long as it is kept.
pub struct SizeWatch {
    observer: web_sys::ResizeObserver,
    _callback: Closure<dyn Fn()>,
}

impl Drop for SizeWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Calls back with width and height of the element with this id, now and whenever they change; `None` when there is
/// no such element.
pub fn watch_size(id: &'static str, callback: impl Fn(f64, f64) + 'static) -> Option<SizeWatch> {
    let element = document()?.get_element_by_id(id)?;
    let measured = element.clone();
    let closure = Closure::<dyn Fn()>::new(move || {
        callback(f64::from(measured.client_width()), f64::from(measured.client_height()));
    });
    let observer = web_sys::ResizeObserver::new(closure.as_ref().unchecked_ref()).ok()?;
    observer.observe(&element);
    Some(SizeWatch { observer, _callback: closure })
}

/// Keeps the moves of a pointer coming to the element an event is handled on, wherever the pointer goes.
pub fn capture_pointer(event: &web_sys::PointerEvent) {
    let target = event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    if let Some(target) = target {
        // Refused only for a pointer that is gone already.
        let _ = target.set_pointer_capture(event.pointer_id());
    }
}
