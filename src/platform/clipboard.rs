//! The clipboard by its events: what is copied and pasted by the person, without asking for a permission.

use wasm_bindgen::JsCast;

fn data(event: &web_sys::Event) -> Option<web_sys::DataTransfer> {
    event.dyn_ref::<web_sys::ClipboardEvent>()?.clipboard_data()
}

/// Puts a text on the clipboard in place of what the browser would; says whether it took it.
pub fn put(event: &web_sys::Event, text: &str) -> bool {
    let taken = data(event).is_some_and(|data| data.set_data("text/plain", text).is_ok());
    if taken {
        event.prevent_default();
    }
    taken
}

/// The text that is pasted.
pub fn text(event: &web_sys::Event) -> Option<String> {
    data(event)?.get_data("text/plain").ok().filter(|text| !text.is_empty())
}

/// Copies as if the keys for it were pressed: the `copy` event asks what.
pub fn copy() {
    let document = web_sys::window().and_then(|window| window.document());
    if let Some(document) = document.and_then(|document| document.dyn_into::<web_sys::HtmlDocument>().ok()) {
        // Refused only outside a press of a key or button.
        let _ = document.exec_command("copy");
    }
}
