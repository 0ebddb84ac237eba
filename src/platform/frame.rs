//! The page around this one, where there is one, and what is said between the two.

use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// Whether this page stands inside another.
pub fn is_framed() -> bool {
    let Some(window) = web_sys::window() else { return false };
    match window.parent() {
        Ok(Some(parent)) => !Object::is(&parent, &window),
        // Windows that may not be asked are another's.
        _ => true,
    }
}

/// The part of the address from `?` to `#`.
pub fn search() -> String {
    web_sys::window().and_then(|window| window.location().search().ok()).unwrap_or_default()
}

/// The address of this file without what is asked of it.
pub fn address() -> String {
    let address = web_sys::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    address.split(['?', '#']).next().unwrap_or_default().to_owned()
}

/// The origin of the page right around this one, where the browser tells it (Firefox does not).
pub fn ancestor_origin() -> Option<String> {
    let location = web_sys::window()?.location();
    let list = Reflect::get(&location, &"ancestorOrigins".into()).ok()?;
    Reflect::get_u32(list.dyn_ref::<Object>()?, 0).ok()?.as_string()
}

/// The address of the page this one was opened from; empty where that is kept secret.
pub fn referrer() -> String {
    web_sys::window().and_then(|window| window.document()).map(|document| document.referrer()).unwrap_or_default()
}

/// Whether the keyboard is in this page and not in the one around it.
pub fn has_keyboard() -> bool {
    web_sys::window().and_then(|window| window.document()).is_some_and(|document| document.has_focus().unwrap_or(false))
}

/// Sends a message, given as JSON, to the page around this one; it arrives only there if that has the origin, `*` for any.
pub fn post(json: &str, origin: &str) {
    let parent = web_sys::window().and_then(|window| window.parent().ok().flatten());
    if let (Some(parent), Ok(message)) = (parent, JSON::parse(json)) {
        let _ = parent.post_message(&message, origin);
    }
}

/// What somebody sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// JSON.
    Text(String),
    /// Longer than asked for.
    TooLarge,
}

/// Calls back with origin and content of each message that the page around this one sends, for as long as this page
/// lives. Content of more than `limit` characters is not read.
pub fn on_message(limit: usize, hear: impl Fn(String, Body) + 'static) {
    let Some(window) = web_sys::window() else { return };
    let closure = Closure::<dyn Fn(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
        let parent = web_sys::window().and_then(|window| window.parent().ok().flatten());
        let from_parent = match (event.source(), parent) {
            (Some(source), Some(parent)) => Object::is(&source, &parent),
            _ => false,
        };
        // A script of this page can make such an event, with any source and origin.
        if from_parent
            && event.is_trusted()
            && let Some(body) = body(&event.data(), limit)
        {
            hear(event.origin(), body);
        }
    });
    let _ = window.add_event_listener_with_callback("message", closure.as_ref().unchecked_ref());
    closure.forget();
}

/// `None` for what is no plain object.
fn body(data: &JsValue, limit: usize) -> Option<Body> {
    if !data.is_object() || Array::is_array(data) {
        return None;
    }
    match measure(data, limit) {
        Measure::Within => {}
        Measure::TooLarge => return Some(Body::TooLarge),
        Measure::Foreign => return None,
    }
    JSON::stringify(data).ok().and_then(|text| text.as_string()).map(Body::Text)
}

enum Measure {
    Within,
    TooLarge,
    /// Nested deeper than any message, or more than text, numbers, lists and objects.
    Foreign,
}

/// Deeper than this nothing is looked into: what walks through it afterwards needs stack for each step.
const DEEPEST: usize = 40;

/// The least a member of an object takes in JSON: `"":0,`.
const MEMBER: usize = 5;

/// Counts characters and values without taking a copy: what is too long is not to be written down once more. With a
/// list of its own in place of recursion, for whatever is nested.
fn measure(data: &JsValue, limit: usize) -> Measure {
    let mut left = limit;
    let mut todo = vec![(data.clone(), 0)];
    while let Some((value, depth)) = todo.pop() {
        if depth > DEEPEST {
            return Measure::Foreign;
        }
        let size = value.dyn_ref::<js_sys::JsString>().map_or(1, |text| text.length() as usize);
        let Some(rest) = left.checked_sub(size) else { return Measure::TooLarge };
        left = rest;
        let Some(object) = value.dyn_ref::<Object>() else { continue };
        // What has bytes inside has a key for each of them.
        if js_sys::ArrayBuffer::is_view(object) || value.is_instance_of::<js_sys::ArrayBuffer>() {
            return Measure::Foreign;
        }
        let keys = Object::keys(object);
        if (keys.length() as usize).saturating_mul(MEMBER) > left {
            return Measure::TooLarge;
        }
        for key in keys.iter() {
            let size = MEMBER + key.dyn_ref::<js_sys::JsString>().map_or(0, |key| key.length() as usize);
            let Some(rest) = left.checked_sub(size) else { return Measure::TooLarge };
            left = rest;
            todo.push((Reflect::get(object, &key).unwrap_or(JsValue::NULL), depth + 1));
        }
    }
    Measure::Within
}

/// Calls back whenever the height or width of what stands in the page changes, for as long as the page lives.
pub fn on_resize(callback: impl Fn() + 'static) {
    let Some(body) = web_sys::window().and_then(|window| window.document()).and_then(|document| document.body()) else {
        return;
    };
    let closure = Closure::<dyn Fn()>::new(callback);
    if let Ok(observer) = web_sys::ResizeObserver::new(closure.as_ref().unchecked_ref()) {
        observer.observe(&body);
        closure.forget();
    }
}

/// Height and width of what stands in the page, in whole CSS pixels.
pub fn size() -> (u32, u32) {
    let body = web_sys::window().and_then(|window| window.document()).and_then(|document| document.body());
    let Some(rect) = body.map(|body| body.get_bounding_client_rect()) else { return (0, 0) };
    // A page has some thousand pixels.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let size = (rect.height().ceil() as u32, rect.width().round() as u32);
    size
}
