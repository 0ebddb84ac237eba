//! The address bar's hash.

use wasm_bindgen::JsValue;

/// The hash with its `#`, or an empty text.
pub fn hash() -> String {
    web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// Goes to another hash, as a new entry of the history. The `hashchange` event tells the app.
pub fn go(hash: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().set_hash(hash);
    }
}

/// Goes to another hash in place of this one. The `hashchange` event tells the app.
pub fn go_instead(hash: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().replace(hash);
    }
}

/// Changes the hash in place, without a new entry and without a `hashchange` event. Where the browser refuses
/// (a file opened from disk in some engines) the address stays as it was: only sharing suffers.
pub fn replace(hash: &str) {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(hash));
    }
}
