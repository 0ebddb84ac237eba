//! Files of our own origin.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FetchError {
    /// No answer: offline, or `file://` where fetching is forbidden.
    Unreachable,
    /// The server answered with this HTTP status.
    Status(u16),
}

/// The text of a file at a relative URL.
pub async fn text(url: &str) -> Result<String, FetchError> {
    let body = response(url).await?.text().map_err(|_| FetchError::Unreachable)?;
    let text = JsFuture::from(body).await.map_err(|_| FetchError::Unreachable)?;
    text.as_string().ok_or(FetchError::Unreachable)
}

/// The bytes of a file at a relative URL.
pub async fn bytes(url: &str) -> Result<js_sys::Uint8Array, FetchError> {
    let body = response(url).await?.array_buffer().map_err(|_| FetchError::Unreachable)?;
    let buffer = JsFuture::from(body).await.map_err(|_| FetchError::Unreachable)?;
    Ok(js_sys::Uint8Array::new(&buffer))
}

async fn response(url: &str) -> Result<web_sys::Response, FetchError> {
    let window = web_sys::window().ok_or(FetchError::Unreachable)?;
    let answer = JsFuture::from(window.fetch_with_str(url)).await.map_err(|_| FetchError::Unreachable)?;
    let response: web_sys::Response = answer.dyn_into().map_err(|_| FetchError::Unreachable)?;
    if !response.ok() {
        return Err(FetchError::Status(response.status()));
    }
    Ok(response)
}

/// What the page says in `<meta name="…" content="…">`.
pub fn meta(name: &str) -> Option<String> {
    let element = web_sys::window()?.document()?.query_selector(&format!("meta[name=\"{name}\"]")).ok().flatten()?;
    element.get_attribute("content")
}

/// The text of a data block inside the page (`<script type="application/json" id="…">`), which the single-file
/// edition has in place of the files beside it.
pub fn embedded(id: &str) -> Option<String> {
    web_sys::window()?.document()?.get_element_by_id(id)?.text_content()
}
