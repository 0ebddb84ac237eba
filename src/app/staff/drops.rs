use landfall_core::view::Route;
use leptos::ev;
use leptos::prelude::*;

use crate::i18n::use_lang;
use crate::platform::files;
use crate::store::{Workspace, provide_intakes, use_navigation};

/// Files dropped anywhere on the page are read, and shown on the data page before anything is merged. Without this the
/// browser would leave the page for the file.
pub fn follow_drops(workspace: Workspace) {
    let intakes = provide_intakes();
    let navigation = use_navigation();
    let lang = use_lang();
    let over = window_event_listener(ev::dragover, move |event| {
        if files::has_files(&event) {
            event.prevent_default();
            intakes.hovering.set(true);
        }
    });
    let leave = window_event_listener(ev::dragleave, move |event| {
        if files::leaves_window(&event) {
            intakes.hovering.set(false);
        }
    });
    let drop = window_event_listener(ev::drop, move |event| {
        if !files::has_files(&event) {
            return;
        }
        event.prevent_default();
        intakes.hovering.set(false);
        if let Some(file) = files::dropped(&event) {
            intakes.take(file, workspace, lang.get_untracked());
            navigation.go(&Route::Data);
        }
    });
    on_cleanup(move || {
        over.remove();
        leave.remove();
        drop.remove();
    });
}
