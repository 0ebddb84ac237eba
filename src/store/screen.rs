//! What a feature may ask of the screen: focus, measure, print. Features do not reach the platform themselves.

use landfall_core::model::Day;

pub use crate::platform::camera::{Camera, CameraError, is_hidden};
pub use crate::platform::clipboard::{copy, put as put_on_clipboard, text as pasted_text};
pub use crate::platform::clock::{pause, time_of_day};
pub use crate::platform::files::{
    PickedFile, all_dropped, all_pasted, all_picked, download, dropped, has_files, leaves_window, picked,
};
pub use crate::platform::page::{
    SizeWatch, capture_pointer, closest, focus, has_focus, is_button, is_composing, is_covered, is_on, is_typing,
    keep_focus, media, nothing_focused, print, rect, scroll_inside, scroll_to, swallow_next_click, turn_focus,
    watch_size,
};
pub use crate::platform::picture::Picture;
pub use crate::platform::rows::{Markup, Row, Rows, scrolled};
pub use crate::platform::scanner::{NoScanner, Scanner};
pub use crate::platform::under::Under;

/// Puts the focus on an element that the change just made is about to draw, before the next key can come: effects
/// run as microtasks, so a few of those later it is there. Should drawing take longer, the next frame tries once more.
pub fn focus_when_drawn(id: String) {
    leptos::task::spawn_local(async move {
        for _ in 0..4 {
            leptos::task::tick().await;
            // Giving it again would have the browser lay the page out again.
            if !has_focus(&id) {
                focus(&id);
            }
        }
        leptos::prelude::request_animation_frame(move || {
            if nothing_focused() {
                focus(&id);
            }
        });
    });
}

/// Saves the drawing inside the element with this id as a picture, with lines of words under it; `name` without its
/// ending. `failed` is called where the browser can't draw it.
pub fn save_picture(id: &str, name: &str, kind: Picture, lines: &[String], failed: leptos::prelude::Callback<()>) {
    crate::platform::picture::save(id, name, kind, lines, move || {
        // What asked for it may be gone by now.
        let _ = leptos::prelude::Callable::try_run(&failed, ());
    });
}

/// The day it is in Shanghai.
pub fn today() -> Option<Day> {
    Day::in_shanghai(crate::platform::clock::now_ms())
}

/// Offers a text as a download.
pub fn save_text(name: &str, mime: &str, text: &str) {
    download(name, mime, text.as_bytes());
}
