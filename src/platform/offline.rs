//! Working without a network, as far as the program has to know of it. `public/offline.js` talks to the browser's service
//! worker; here it is asked and told.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// What the script says happened, on `window`.
pub const CHANGED: &str = "landfall:offline";
/// The script's own object on `window`.
const SCRIPT: &str = "landfallOffline";

fn of_script(key: &str) -> Option<JsValue> {
    let script = Reflect::get(&web_sys::window()?.into(), &SCRIPT.into()).ok()?;
    Reflect::get(&script, &key.into()).ok()
}

/// Calls a function of the script; nothing where the page came without it.
fn call(name: &str, argument: &JsValue) -> Option<JsValue> {
    of_script(name)?.dyn_into::<Function>().ok()?.call1(&JsValue::NULL, argument).ok()
}

/// `none`, `insecure`, `installing`, `ready` or `update`.
pub fn state() -> String {
    of_script("state").and_then(|state| state.as_string()).unwrap_or_default()
}

/// Which build this page is of; none in development and in the single file.
pub fn build() -> Option<String> {
    of_script("version")?.as_string().filter(|build| !build.is_empty())
}

/// Whether the browser would install the app if it were asked now.
pub fn offers() -> bool {
    of_script("offers").is_some_and(|offers| offers.is_truthy())
}

/// The program runs: the rest may be fetched once the page is quiet.
pub fn start() {
    call("start", &JsValue::UNDEFINED);
}

/// Starts the new version in this tab: loads the page anew.
pub fn update() {
    call("update", &JsValue::UNDEFINED);
}

/// Has the browser ask whether to install.
pub fn install() {
    call("install", &JsValue::UNDEFINED);
}

/// Whether a form on the page holds something typed that is none of these drafts.
pub fn unsaved(drafts: &[String]) -> bool {
    let drafts: Array = drafts.iter().map(|draft| JsValue::from_str(draft)).collect();
    call("unsaved", &drafts).is_some_and(|unsaved| unsaved.is_truthy())
}

/// Whether the browser has a network at all.
pub fn is_online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}
