//! Texts that become files on the computer.

use wasm_bindgen::JsCast;

/// Has the browser save a text as a file, as if a link to it had been followed; says whether it could start.
pub fn save_text(name: &str, kind: &str, text: &str) -> bool {
    save(name, kind, text).is_some()
}

fn save(name: &str, kind: &str, text: &str) -> Option<()> {
    let document = web_sys::window()?.document()?;
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&js_sys::Array::of1(&text.into()), &options).ok()?;
    let address = web_sys::Url::create_object_url_with_blob(&blob).ok()?;
    let link = document.create_element("a").ok()?.dyn_into::<web_sys::HtmlAnchorElement>().ok()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The browser has taken hold of the blob by the time the click returns.
    let _ = web_sys::Url::revoke_object_url(&address);
    Some(())
}
