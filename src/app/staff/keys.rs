use landfall_core::view::Route;
use leptos::ev;
use leptos::prelude::*;

use super::top_bar::SEARCH;
use super::words::UndoWords;
use crate::i18n::{t, t_string, use_i18n};
use crate::platform::page;
use crate::store::{Session, use_navigation, use_session};
use crate::ui::Dialog;

/// The keys that work anywhere in the workspace. Single letters are inert where people type, and nothing fires
/// while an input method composes.
pub fn follow_keys(session: Session, undo: UndoWords) {
    let navigation = use_navigation();
    // `g` waits for the letter of a page.
    let going = StoredValue::new(false);
    let listener = window_event_listener(ev::keydown, move |event| {
        if page::is_composing(&event) || event.default_prevented() {
            return;
        }
        let dialog_open = session.capture_open_now() || session.keys_open_now() || session.asking_now();
        let command = event.ctrl_key() || event.meta_key();
        let key = event.key();
        if command && !event.alt_key() {
            let typing = page::is_typing(&event);
            match (key.to_lowercase().as_str(), event.shift_key()) {
                // In a field Ctrl+Z is the field's own.
                _ if typing || dialog_open => return,
                ("z", false) => undo.undo(),
                ("z", true) | ("y", false) => undo.redo(),
                _ => return,
            }
            event.prevent_default();
            return;
        }
        if page::is_typing(&event) || dialog_open || event.alt_key() {
            return;
        }
        let was_going = going.get_value();
        going.set_value(false);
        match (key.as_str(), was_going) {
            ("b", true) => navigation.go_to_page(&Route::Board),
            ("t", true) => navigation.go_to_page(&Route::Events),
            ("l", true) => navigation.go_to_page(&Route::Table),
            ("d", true) => navigation.go_to_page(&Route::Today),
            ("f", true) => navigation.go_to_page(&Route::Data),
            ("g", false) => {
                going.set_value(true);
                return;
            }
            ("n" | "N", false) => session.open_capture(),
            ("/", false) => {
                page::focus(SEARCH);
            }
            ("?", false) => session.set_keys_open(true),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || listener.remove());
}

/// The sheet of shortcuts.
#[component]
pub fn KeysDialog() -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let row = |keys: &[&'static str], words: AnyView| {
        let keys = keys.iter().map(|key| view! { <kbd class="key">{*key}</kbd> }).collect_view();
        view! { <div class="keys__row"><dt class="keys__keys">{keys}</dt><dd>{words}</dd></div> }.into_any()
    };
    let anywhere = vec![
        row(&["N"], t!(i18n, keys.new).into_any()),
        row(&["/"], t!(i18n, keys.search).into_any()),
        row(&["Ctrl Z"], t!(i18n, keys.undo).into_any()),
        row(&["Ctrl Shift Z"], t!(i18n, keys.redo).into_any()),
        row(&["G", "B"], t!(i18n, keys.go_board).into_any()),
        row(&["G", "T"], t!(i18n, keys.go_timeline).into_any()),
        row(&["G", "L"], t!(i18n, keys.go_table).into_any()),
        row(&["G", "D"], t!(i18n, keys.go_today).into_any()),
        row(&["G", "F"], t!(i18n, keys.go_data).into_any()),
        row(&["Esc"], t!(i18n, keys.back).into_any()),
        row(&["?"], t!(i18n, keys.this).into_any()),
    ];
    let card = vec![
        row(&["J", "K"], t!(i18n, keys.next).into_any()),
        row(&["←", "→"], t!(i18n, keys.side).into_any()),
        row(&["Enter"], t!(i18n, keys.open).into_any()),
        row(&["M"], t!(i18n, keys.move_to).into_any()),
        row(&["Space"], t!(i18n, keys.lift).into_any()),
    ];
    let timeline = vec![
        row(&["←", "→"], t!(i18n, keys.event_next).into_any()),
        row(&["Home", "End"], t!(i18n, keys.event_ends).into_any()),
        row(&["Enter"], t!(i18n, keys.event_open).into_any()),
        row(&["+", "−"], t!(i18n, keys.zoom).into_any()),
        row(&["PgUp", "PgDn"], t!(i18n, keys.pan).into_any()),
        row(&["T"], t!(i18n, keys.today).into_any()),
    ];
    view! {
        <Dialog
            id="keys" title=Signal::derive(move || t_string!(i18n, keys.title).to_owned())
            close_label=Signal::derive(move || t_string!(i18n, app.close).to_owned())
            on_close=Callback::new(move |()| session.set_keys_open(false))
        >
            <div class="keys">
                <section><h3 class="keys__group">{t!(i18n, keys.anywhere_group)}</h3><dl>{anywhere}</dl></section>
                <section><h3 class="keys__group">{t!(i18n, keys.card_group)}</h3><dl>{card}</dl></section>
                <section><h3 class="keys__group">{t!(i18n, keys.timeline_group)}</h3><dl>{timeline}</dl></section>
            </div>
        </Dialog>
    }
}
