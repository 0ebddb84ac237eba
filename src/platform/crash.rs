//! When the program itself fails. What the reader then sees is `public/crash.js`: a script of its own, because a
//! program that ran out of stack or memory can draw nothing any more. This side only tells it what it alone knows:
//! the words of a panic, the version, and what was entered and is kept nowhere else.

use std::cell::Cell;
use std::panic;

use wasm_bindgen::{JsCast, JsValue};

use super::page;

/// The event that `crash.js` waits for; its detail is the panic's text.
const PANIC: &str = "landfall:panic";
/// The map on `window`, made by `crash.js`, of what the storage does not hold.
const UNSAVED: &str = "landfallUnsaved";

thread_local! {
    /// Whether anything was put into the map: a save that goes well asks no more than this.
    static HOLDS: Cell<bool> = const { Cell::new(false) };
}

/// From here on a panic is shown. Call it before anything else can fail.
pub fn watch() {
    page::set_root_attribute("data-version", Some(env!("CARGO_PKG_VERSION")));
    panic::set_hook(Box::new(|info| {
        // No signal, no state of ours: whatever panicked may have left any of it half changed.
        let init = web_sys::CustomEventInit::new();
        init.set_detail(&JsValue::from_str(&info.to_string()));
        if let Some(window) = web_sys::window()
            && let Ok(event) = web_sys::CustomEvent::new_with_event_init_dict(PANIC, &init)
        {
            let _ = window.dispatch_event(&event);
        }
    }));
}

/// Keeps a value that the storage does not have where the rescue file can reach it without this program.
pub fn hold(key: &str, value: &str) {
    if let Some(map) = unsaved() {
        map.set(&key.into(), &value.into());
        HOLDS.set(true);
    }
}

/// The storage has a value under this key now.
pub fn release(key: &str) {
    if HOLDS.get()
        && let Some(map) = unsaved()
    {
        map.delete(&key.into());
    }
}

fn unsaved() -> Option<js_sys::Map> {
    js_sys::Reflect::get(&web_sys::window()?.into(), &UNSAVED.into()).ok()?.dyn_into().ok()
}
