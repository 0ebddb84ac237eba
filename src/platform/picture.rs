//! A drawing of the page as a file of its own: its styles resolved, its fonts named, nothing it would have to load.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use super::files;

/// What kind of picture to save.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picture {
    /// Two pixels for each CSS pixel.
    Png,
    Svg,
}

const SVG: &str = "http://www.w3.org/2000/svg";
/// The height of a line of words under the picture, in CSS pixels.
const LINE: f64 = 20.0;
const SCALE: f64 = 2.0;

/// What of a drawing's style is not in its attributes.
const PROPERTIES: [&str; 18] = [
    "fill",
    "fill-opacity",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-opacity",
    "paint-order",
    "opacity",
    "display",
    "visibility",
    "font-family",
    "font-size",
    "font-weight",
    "font-variant-numeric",
    "text-anchor",
    "text-decoration-line",
];

/// Saves the first drawing inside the element with this id, with lines of words under it. `name` is without its
/// ending. Calls `failed` where the browser can't draw it.
pub fn save(id: &str, name: &str, kind: Picture, lines: &[String], failed: impl Fn() + 'static) {
    let failed: Failed = Rc::new(failed);
    let begun = Drawing::of(id, lines).and_then(|drawing| match kind {
        Picture::Svg => {
            files::download(&format!("{name}.svg"), "image/svg+xml", drawing.text.as_bytes());
            Some(())
        }
        Picture::Png => drawing.save_png(format!("{name}.png"), failed.clone()),
    });
    if begun.is_none() {
        failed();
    }
}

type Failed = Rc<dyn Fn()>;

struct Drawing {
    text: String,
    width: f64,
    height: f64,
}

impl Drawing {
    fn of(id: &str, lines: &[String]) -> Option<Drawing> {
        let window = web_sys::window()?;
        let document = window.document()?;
        let place = document.get_element_by_id(id)?;
        let shown = place.query_selector("svg").ok()??;
        let copy = shown.clone_node_with_deep(true).ok()?.dyn_into::<web_sys::Element>().ok()?;
        resolve(&window, &shown, &copy)?;
        // The browser reads numbers anyway; Rust's own reader would be 4 kB of program.
        let size = |name: &str| Some(js_sys::parse_float(&shown.get_attribute(name)?)).filter(|size| size.is_finite());
        let (width, chart) = (size("width")?, size("height")?);
        let height = chart + LINE * lines.len() as f64 + if lines.is_empty() { 0.0 } else { 14.0 };
        let set = |element: &web_sys::Element, name: &str, value: &str| {
            let _ = element.set_attribute(name, value);
        };
        set(&copy, "xmlns", SVG);
        set(&copy, "width", &width.to_string());
        set(&copy, "height", &height.to_string());
        set(&copy, "viewBox", &format!("0 0 {width} {height}"));
        let colour = |element: &web_sys::Element, property: &str| {
            let style = window.get_computed_style(element).ok().flatten()?;
            style.get_property_value(property).ok().filter(|value| !value.is_empty())
        };
        let body = document.document_element()?;
        let ground = document.create_element_ns(Some(SVG), "rect").ok()?;
        set(&ground, "width", &width.to_string());
        set(&ground, "height", &height.to_string());
        set(&ground, "fill", &colour(&body, "background-color")?);
        copy.insert_before(&ground, copy.first_child().as_ref()).ok()?;
        let (ink, font) = (colour(&body, "color")?, colour(&body, "font-family")?);
        let mut y = chart + LINE;
        for line in lines {
            let text = document.create_element_ns(Some(SVG), "text").ok()?;
            set(&text, "x", "24");
            set(&text, "y", &y.to_string());
            set(&text, "fill", &ink);
            set(&text, "font-family", &font);
            set(&text, "font-size", "13");
            text.set_text_content(Some(line));
            copy.append_child(&text).ok()?;
            y += LINE;
        }
        if let Some(first) = lines.first() {
            let title = document.create_element_ns(Some(SVG), "title").ok()?;
            title.set_text_content(Some(first));
            copy.insert_before(&title, copy.first_child().as_ref()).ok()?;
        }
        let text = web_sys::XmlSerializer::new().ok()?.serialize_to_string(&copy).ok()?;
        Some(Drawing { text, width, height })
    }

    /// Draws it into a canvas; `None` when that can't even be begun.
    fn save_png(self, name: String, failed: Failed) -> Option<()> {
        let document = web_sys::window()?.document()?;
        let image = web_sys::HtmlImageElement::new().ok()?;
        let parts = js_sys::Array::of1(&self.text.as_str().into());
        let options = web_sys::BlobPropertyBag::new();
        options.set_type("image/svg+xml");
        let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
        let url = web_sys::Url::create_object_url_with_blob(&blob).ok()?;
        let canvas = document.create_element("canvas").ok()?.dyn_into::<web_sys::HtmlCanvasElement>().ok()?;
        // A chart is at most some thousand pixels wide and high.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        {
            canvas.set_width((self.width * SCALE).ceil() as u32);
            canvas.set_height((self.height * SCALE).ceil() as u32);
        }
        let drawn = {
            let (image, url, failed) = (image.clone(), url.clone(), failed.clone());
            move || {
                let _ = web_sys::Url::revoke_object_url(&url);
                if draw(&canvas, &image, name, failed.clone()).is_none() {
                    failed();
                }
            }
        };
        image.set_onload(Some(Closure::once_into_js(drawn).unchecked_ref()));
        image.set_onerror(Some(Closure::once_into_js(move || failed()).unchecked_ref()));
        image.set_src(&url);
        Some(())
    }
}

fn draw(
    canvas: &web_sys::HtmlCanvasElement,
    image: &web_sys::HtmlImageElement,
    name: String,
    failed: Failed,
) -> Option<()> {
    let context = canvas.get_context("2d").ok()??.dyn_into::<web_sys::CanvasRenderingContext2d>().ok()?;
    context.scale(SCALE, SCALE).ok()?;
    context.draw_image_with_html_image_element(image, 0.0, 0.0).ok()?;
    let save = Closure::once_into_js(move |blob: Option<web_sys::Blob>| match blob {
        Some(blob) => files::download_blob(&name, &blob),
        // A canvas larger than the browser makes.
        None => failed(),
    });
    canvas.to_blob(save.unchecked_ref()).ok()
}

/// Writes the styles that `shown` has on the screen into the attributes of its copy, and takes off what means nothing
/// outside the page.
fn resolve(window: &web_sys::Window, shown: &web_sys::Element, copy: &web_sys::Element) -> Option<()> {
    let style = window.get_computed_style(shown).ok()??;
    for property in PROPERTIES {
        match style.get_property_value(property) {
            Ok(value) if !value.is_empty() => copy.set_attribute(property, &value).ok()?,
            _ => {}
        }
    }
    let names = copy.get_attribute_names();
    for name in names.iter().filter_map(|name| name.as_string()) {
        let of_page = matches!(name.as_str(), "class" | "style" | "href" | "tabindex");
        if of_page || name.starts_with("data-") || name.starts_with("aria-") {
            copy.remove_attribute(&name).ok()?;
        }
    }
    let (from, to) = (shown.children(), copy.children());
    for index in 0..from.length() {
        resolve(window, &from.item(index)?, &to.item(index)?)?;
    }
    Some(())
}
