//! What a feature may ask of the screen: focus, measure, print. Features do not reach the platform themselves.

pub use crate::platform::clock::time_of_day;
pub use crate::platform::files::{PickedFile, download, dropped, has_files, leaves_window, picked};
pub use crate::platform::page::{
    DropSpot, SizeWatch, capture_pointer, closest, drop_spot, focus, is_button, is_composing, is_on, is_typing,
    nothing_focused, print, rect, scroll_at_edges, scroll_to, swallow_next_click, watch_size,
};

/// Puts the focus on an element that the change just made is about to draw, before the next key can come: effects
/// run as microtasks, so a few of those later it is there. Should drawing take longer, the next frame tries once more.
pub fn focus_when_drawn(id: String) {
    leptos::task::spawn_local(async move {
        for _ in 0..4 {
            leptos::task::tick().await;
            focus(&id);
        }
        leptos::prelude::request_animation_frame(move || {
            if nothing_focused() {
                focus(&id);
            }
        });
    });
}

/// Offers a text as a download.
pub fn save_text(name: &str, mime: &str, text: &str) {
    download(name, mime, text.as_bytes());
}
