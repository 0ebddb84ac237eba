//! QR codes in pictures: by the browser where it reads them itself, else by a worker of our own (SPEC HO15).

use std::cell::{Cell, RefCell};

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageBitmap};

use super::files::PickedFile;
use super::worker::Helper;

const WORKER: &str = "landfall-scan";

/// The worker's own script, behind what wasm-bindgen wrote: any number of pictures, one after the other.
const ANSWER: &str = "
onmessage = async ({ data: { wasm, pixels, width } }) => {
  try {
    await wasm_bindgen({ module_or_path: wasm });
    postMessage(wasm_bindgen.read(pixels, width));
  } catch {
    postMessage(null);
  }
};
";

/// How much a small picture is drawn larger: a screenshot's modules may be too few pixels for our own reader.
const LARGER: f64 = 2.0;
/// Pixels of the longer edge that a photo is looked at with, one after the other until something is found: a code fills
/// the picture, is a part of it, or has been photographed off a screen whose dots are in the way.
const PHOTO: [f64; 3] = [1280.0, 2400.0, 720.0];

/// Reads codes, one picture after the other.
#[derive(Default)]
pub struct Scanner {
    /// The browser's own reader; asked for once.
    detector: RefCell<Option<JsValue>>,
    asked: Cell<bool>,
    helper: RefCell<Option<Helper>>,
}

/// No code can be read: the worker's files did not arrive, or the browser starts none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoScanner;

impl Scanner {
    /// The texts of the codes in a picture.
    ///
    /// # Errors
    /// The browser reads none, and our own reader could not be had.
    pub async fn read(&self, canvas: &HtmlCanvasElement) -> Result<Vec<String>, NoScanner> {
        if !self.asked.replace(true) {
            let detector = detector().await;
            self.detector.replace(detector);
        }
        let detector = self.detector.borrow().clone();
        if let Some(detector) = detector {
            return Ok(detect(&detector, canvas).await.unwrap_or_default());
        }
        let helper = self.helper.take();
        let helper = match helper {
            Some(helper) => helper,
            None => Helper::start(WORKER, ANSWER).await.ok_or(NoScanner)?,
        };
        let Some(message) = pixels_of(canvas) else { return Ok(Vec::new()) };
        let answer = helper.ask(&message.0, &message.1).await.and_then(|answer| answer.as_string());
        Ok(match answer {
            Some(texts) => {
                self.helper.replace(Some(helper));
                texts.split('\0').filter(|text| !text.is_empty()).map(str::to_owned).collect()
            }
            // It broke over this picture: the next one gets another.
            None => Vec::new(),
        })
    }

    /// The texts of the codes in a picture that somebody chose; `None` when it is no picture the browser knows.
    ///
    /// # Errors
    /// As [`Scanner::read`].
    pub async fn read_picture(&self, file: &PickedFile) -> Result<Option<Vec<String>>, NoScanner> {
        let Some(picture) = decode(file).await else { return Ok(None) };
        let (width, height) = (f64::from(picture.width()), f64::from(picture.height()));
        let mut looked = Vec::new();
        for edge in PHOTO {
            let scale = (edge / width.max(height)).min(LARGER);
            if looked.contains(&scale) {
                continue;
            }
            looked.push(scale);
            let draw = |context: &CanvasRenderingContext2d| {
                let _ = context.draw_image_with_image_bitmap_and_dw_and_dh(
                    &picture,
                    0.0,
                    0.0,
                    width * scale,
                    height * scale,
                );
            };
            let Some(canvas) = canvas(width * scale, height * scale, draw) else { return Ok(None) };
            let found = self.read(&canvas).await?;
            if !found.is_empty() {
                return Ok(Some(found));
            }
        }
        Ok(Some(Vec::new()))
    }
}

/// A canvas of this size with something drawn.
pub(super) fn canvas(width: f64, height: f64, draw: impl Fn(&CanvasRenderingContext2d)) -> Option<HtmlCanvasElement> {
    let document = web_sys::window()?.document()?;
    let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let whole = |size: f64| size.round().clamp(1.0, 8192.0) as u32;
    canvas.set_width(whole(width));
    canvas.set_height(whole(height));
    draw(&context(&canvas)?);
    Some(canvas)
}

fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    let options = Object::new();
    // Kept where it can be read, and not on the graphics card.
    let _ = Reflect::set(&options, &"willReadFrequently".into(), &JsValue::TRUE);
    canvas.get_context_with_context_options("2d", &options).ok()??.dyn_into().ok()
}

/// The pixels as a message to the worker, and what of it moves there instead of being copied.
fn pixels_of(canvas: &HtmlCanvasElement) -> Option<(Object, Array)> {
    let (width, height) = (f64::from(canvas.width()), f64::from(canvas.height()));
    let image = context(canvas)?.get_image_data(0.0, 0.0, width, height).ok()?;
    // By its JavaScript name: the typed way would copy the pixels into this program first.
    let data = Reflect::get(&image, &"data".into()).ok()?;
    let buffer = Reflect::get(&data, &"buffer".into()).ok()?;
    let message = Object::new();
    let _ = Reflect::set(&message, &"pixels".into(), &Uint8Array::new(&buffer));
    let _ = Reflect::set(&message, &"width".into(), &canvas.width().into());
    Some((message, Array::of1(&buffer)))
}

async fn decode(file: &PickedFile) -> Option<ImageBitmap> {
    let promise = web_sys::window()?.create_image_bitmap_with_blob(file.blob()).ok()?;
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}

/// The browser's own reader of QR codes, where it has one.
async fn detector() -> Option<JsValue> {
    let window = web_sys::window()?;
    let class: Function = Reflect::get(&window, &"BarcodeDetector".into()).ok()?.dyn_into().ok()?;
    let formats: Function = Reflect::get(&class, &"getSupportedFormats".into()).ok()?.dyn_into().ok()?;
    let formats: Promise = formats.call0(&class).ok()?.dyn_into().ok()?;
    let formats: Array = JsFuture::from(formats).await.ok()?.dyn_into().ok()?;
    let qr = JsValue::from("qr_code");
    if !formats.includes(&qr, 0) {
        return None;
    }
    let options = Object::new();
    let _ = Reflect::set(&options, &"formats".into(), &Array::of1(&qr));
    Reflect::construct(&class, &Array::of1(&options)).ok()
}

async fn detect(detector: &JsValue, canvas: &HtmlCanvasElement) -> Option<Vec<String>> {
    let detect: Function = Reflect::get(detector, &"detect".into()).ok()?.dyn_into().ok()?;
    let found: Promise = detect.call1(detector, canvas).ok()?.dyn_into().ok()?;
    let found: Array = JsFuture::from(found).await.ok()?.dyn_into().ok()?;
    let texts = found.iter().filter_map(|code| Reflect::get(&code, &"rawValue".into()).ok()?.as_string());
    Some(texts.collect())
}
