//! The camera: its pictures in a `<video>`, one at a time to look at. Nothing is recorded.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlCanvasElement, HtmlVideoElement, MediaStream, MediaStreamConstraints, MediaStreamTrack};

use super::scanner::canvas;

/// Why there is no camera.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CameraError {
    /// Plain http, or a browser without cameras: it gives pages none.
    Insecure,
    /// The page stands in a frame of another page, which has not passed the camera on.
    Framed,
    /// Somebody said no, now or earlier.
    Denied,
    /// The device has none.
    Absent,
    /// Another program has it.
    Busy,
}

/// Pixels of the edge of a picture that is looked at: enough for the finest of our codes, few enough for eight a second.
const EDGE: f64 = 960.0;

/// A camera that is on. Dropping it turns it off.
pub struct Camera {
    stream: MediaStream,
    video: HtmlVideoElement,
}

impl Camera {
    /// Turns the camera on and shows it in the `<video>` of this id; the one on the back of a phone. Asks the person first.
    ///
    /// # Errors
    /// There is none to be had.
    pub async fn open(video: &str) -> Result<Camera, CameraError> {
        let window = web_sys::window().ok_or(CameraError::Insecure)?;
        let refused = || if is_framed(&window) { CameraError::Framed } else { CameraError::Denied };
        // Browsers leave it out where the page is not secure; then the typed getter would be of nothing.
        let devices = js_sys::Reflect::get(&window.navigator(), &"mediaDevices".into());
        let devices: web_sys::MediaDevices =
            devices.ok().and_then(|devices| devices.dyn_into().ok()).ok_or(CameraError::Insecure)?;
        let wanted = js_sys::JSON::parse("{\"facingMode\":\"environment\",\"width\":{\"ideal\":1280}}");
        let constraints = MediaStreamConstraints::new();
        constraints.set_video(&wanted.unwrap_or(JsValue::TRUE));
        let asked = devices.get_user_media_with_constraints(&constraints).map_err(|_| CameraError::Insecure)?;
        let stream = JsFuture::from(asked).await.map_err(|error| match name_of(&error).as_str() {
            "NotAllowedError" | "SecurityError" => refused(),
            "NotReadableError" | "AbortError" => CameraError::Busy,
            _ => CameraError::Absent,
        })?;
        let stream: MediaStream = stream.dyn_into().map_err(|_| CameraError::Absent)?;
        let video = window.document().and_then(|document| document.get_element_by_id(video));
        let Some(video) = video.and_then(|video| video.dyn_into::<HtmlVideoElement>().ok()) else {
            // What asked for it is gone by now.
            stop(&stream);
            return Err(CameraError::Absent);
        };
        video.set_src_object(Some(&stream));
        if let Ok(playing) = video.play() {
            // It is told again when the element goes.
            let _ = JsFuture::from(playing).await;
        }
        Ok(Camera { stream, video })
    }

    /// What it sees now in the square in its middle, where people hold a code; `None` before the first picture.
    pub fn picture(&self) -> Option<HtmlCanvasElement> {
        let (width, height) = (f64::from(self.video.video_width()), f64::from(self.video.video_height()));
        let side = width.min(height);
        if side < 1.0 {
            return None;
        }
        let edge = side.min(EDGE);
        canvas(edge, edge, |context| {
            let _ = context.draw_image_with_html_video_element_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
                &self.video,
                (width - side) / 2.0,
                (height - side) / 2.0,
                side,
                side,
                0.0,
                0.0,
                edge,
                edge,
            );
        })
    }

    /// Whether it was turned off by somebody else: pulled out, or its permission taken back.
    pub fn has_ended(&self) -> bool {
        !self.stream.active()
    }
}

impl Drop for Camera {
    fn drop(&mut self) {
        stop(&self.stream);
        self.video.set_src_object(None);
    }
}

fn stop(stream: &MediaStream) {
    for track in stream.get_tracks() {
        if let Ok(track) = track.dyn_into::<MediaStreamTrack>() {
            track.stop();
        }
    }
}

fn is_framed(window: &web_sys::Window) -> bool {
    window.parent().ok().flatten().is_none_or(|parent| parent != *window)
}

fn name_of(error: &JsValue) -> String {
    js_sys::Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string()).unwrap_or_default()
}

/// Whether nobody looks at the page: in another tab, or with the screen off.
pub fn is_hidden() -> bool {
    web_sys::window().and_then(|window| window.document()).is_some_and(|document| document.hidden())
}
