//! Files that people give the page and take from it.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;

/// A file somebody chose or dropped: its name, and its bytes when asked for.
#[derive(Clone)]
pub struct PickedFile(web_sys::File);

impl PickedFile {
    pub fn name(&self) -> String {
        self.0.name()
    }

    /// Bytes.
    pub fn size(&self) -> f64 {
        self.0.size()
    }

    pub(super) fn blob(&self) -> &web_sys::Blob {
        &self.0
    }

    /// Whether it says of itself that it is a picture.
    pub fn is_picture(&self) -> bool {
        self.0.type_().starts_with("image/")
    }

    /// What is in it; `None` when it can't be read (moved away, no permission).
    pub async fn bytes(&self) -> Option<Vec<u8>> {
        let buffer = JsFuture::from(self.0.array_buffer()).await.ok()?;
        Some(js_sys::Uint8Array::new(&buffer).to_vec())
    }
}

/// The first file chosen in a file input; the input is emptied, so that the same file can be chosen again.
pub fn picked(event: &web_sys::Event) -> Option<PickedFile> {
    let input = event.target()?.dyn_into::<web_sys::HtmlInputElement>().ok()?;
    let file = input.files()?.get(0)?;
    input.set_value("");
    Some(PickedFile(file))
}

/// All files chosen in a file input; the input is emptied.
pub fn all_picked(event: &web_sys::Event) -> Vec<PickedFile> {
    let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
    let Some(input) = input else { return Vec::new() };
    let files = all(input.files());
    input.set_value("");
    files
}

/// All files that were dropped.
pub fn all_dropped(event: &web_sys::DragEvent) -> Vec<PickedFile> {
    all(event.data_transfer().and_then(|data| data.files()))
}

/// All files that were pasted: pictures off the screen.
pub fn all_pasted(event: &web_sys::Event) -> Vec<PickedFile> {
    let data = event.dyn_ref::<web_sys::ClipboardEvent>().and_then(web_sys::ClipboardEvent::clipboard_data);
    all(data.and_then(|data| data.files()))
}

fn all(list: Option<web_sys::FileList>) -> Vec<PickedFile> {
    let Some(list) = list else { return Vec::new() };
    (0..list.length()).filter_map(|at| list.get(at)).map(PickedFile).collect()
}

/// Offers bytes as a download under a name.
pub fn download(name: &str, mime: &str, bytes: &[u8]) {
    let array = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(mime);
    if let Ok(blob) = web_sys::Blob::new_with_u8_array_sequence_and_options(&array, &options) {
        download_blob(name, &blob);
    }
}

/// The same of bytes the browser has.
pub fn download_blob(name: &str, blob: &web_sys::Blob) {
    let save = || -> Option<()> {
        let url = web_sys::Url::create_object_url_with_blob(blob).ok()?;
        let document = web_sys::window()?.document()?;
        let link = document.create_element("a").ok()?.dyn_into::<web_sys::HtmlElement>().ok()?;
        link.set_attribute("href", &url).ok()?;
        link.set_attribute("download", name).ok()?;
        document.body()?.append_child(&link).ok()?;
        link.click();
        link.remove();
        // The download has begun by then; kept for ever, the bytes would stay in memory.
        let free = Closure::once_into_js(move || {
            let _ = web_sys::Url::revoke_object_url(&url);
        });
        let window = web_sys::window()?;
        window.set_timeout_with_callback_and_timeout_and_arguments_0(free.unchecked_ref(), 60_000).ok()?;
        Some(())
    };
    // Where the browser refuses, it tells the person itself.
    let _ = save();
}

/// Whether what is dragged are files.
pub fn has_files(event: &web_sys::DragEvent) -> bool {
    event
        .data_transfer()
        .is_some_and(|data| data.types().iter().any(|kind| kind.as_string().as_deref() == Some("Files")))
}

/// Whether the drag leaves the window, and not only one element for the next.
pub fn leaves_window(event: &web_sys::DragEvent) -> bool {
    event.related_target().is_none()
}

/// The first file that was dropped.
pub fn dropped(event: &web_sys::DragEvent) -> Option<PickedFile> {
    event.data_transfer()?.files()?.get(0).map(PickedFile)
}
