use leptos::ev;
use leptos::prelude::*;

use super::actions::{Action, Actions, Place};
use crate::i18n::{t, t_string, use_i18n};
use crate::platform::page;
use crate::store::{Session, use_session, use_settings};
use crate::ui::{Dialog, live};

/// The keys that work anywhere in the workspace. Single letters are inert where people type, and nothing fires
/// while an input method composes.
pub fn follow_keys(session: Session, actions: Actions) {
    hold_single_keys();
    // `g` waits for the letter of a page.
    let going = StoredValue::new(false);
    let listener = window_event_listener(ev::keydown, move |event| {
        if !page::has_key(&event) || page::is_composing(&event) || event.default_prevented() {
            return;
        }
        let dialog_open = page::dialog_open();
        let was_going = going.get_value();
        going.set_value(false);
        let Some(wanted) = chord(&event, was_going) else { return };
        let typing = page::is_typing(&event);
        // In a field Ctrl+Z is the field's own; the palette opens from there too.
        let free = wanted == "Ctrl K" || !typing;
        if dialog_open || !free {
            return;
        }
        if wanted == "G" {
            going.set_value(true);
            return;
        }
        let found = untrack(|| actions.fixed()).into_iter().find(|action| action.keys.join(" ") == wanted);
        if let Some(run) = found.and_then(|action| action.run) {
            event.prevent_default();
            run.run(());
        }
    });
    on_cleanup(move || listener.remove());
    on_cleanup(move || session.palette.set(false));
}

/// The keys of an event as the list of actions writes them: `N`, `G B`, `Ctrl Shift Z`.
fn chord(event: &ev::KeyboardEvent, going: bool) -> Option<String> {
    let key = event.key();
    if event.alt_key() || key.chars().count() != 1 {
        return None;
    }
    let key = key.to_uppercase();
    let command = event.ctrl_key() || event.meta_key();
    Some(match (command, event.shift_key(), going) {
        // The other way to do it again.
        (true, false, _) if key == "Y" => "Ctrl Shift Z".to_owned(),
        (true, true, _) => format!("Ctrl Shift {key}"),
        (true, false, _) => format!("Ctrl {key}"),
        (false, _, true) => format!("G {key}"),
        (false, _, false) => key,
    })
}

/// Where single keys are switched off, no letter and no sign reaches what would take it for a command (WCAG 2.1.4).
fn hold_single_keys() {
    let settings = use_settings();
    let watch = page::watch_keys(move |event| {
        let single = event.key().chars().count() == 1 && event.key() != " ";
        let plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
        let off = settings.try_single_keys().is_some_and(|on| !on);
        // In a list or a grid letters look for an entry or begin a text.
        if off && single && plain && !page::is_typing(&event) && !page::takes_letters(&event) {
            event.stop_immediate_propagation();
        }
    });
    let watch = StoredValue::new_local(Some(watch));
    on_cleanup(move || {
        watch.try_update_value(Option::take);
    });
}

/// The sheet of keys, and the switch for those that are a letter alone.
#[component]
pub fn KeysDialog(actions: Actions) -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let settings = use_settings();
    let row = |action: &Action| {
        let keys = action.keys.iter().map(|key| view! { <kbd class="key">{*key}</kbd> }).collect_view();
        let words = action.words.clone();
        view! { <div class="keys__row"><dt class="keys__keys">{keys}</dt><dd>{words}</dd></div> }
    };
    let all: Vec<Action> =
        actions.fixed().into_iter().chain(actions.in_places()).filter(|action| !action.keys.is_empty()).collect();
    let part = |words: &str, places: &[Place]| {
        let rows = all.iter().filter(|action| places.contains(&action.place)).map(row).collect_view();
        view! { <section class="keys__part"><h3 class="keys__group">{words.to_owned()}</h3><dl>{rows}</dl></section> }
    };
    let parts = (
        part(t_string!(i18n, keys.anywhere_group), &[Place::Actions, Place::Pages]),
        part(t_string!(i18n, keys.card_group), &[Place::Card]),
        part(t_string!(i18n, keys.table_group), &[Place::Table]),
        part(t_string!(i18n, keys.today_group), &[Place::Today]),
        part(t_string!(i18n, keys.timeline_group), &[Place::Timeline]),
        part(t_string!(i18n, keys.lead_group), &[Place::Lead]),
    );
    view! {
        <Dialog
            id="keys" title=Signal::derive(move || t_string!(i18n, keys.title).to_owned())
            close_label=Signal::derive(move || t_string!(i18n, app.close).to_owned())
            on_close=Callback::new(move |()| session.set_keys_open(false))
        >
            <div class="keys">{parts}</div>
            <label class="keys__switch">
                <input
                    type="checkbox" role="switch" prop:checked=live(move || settings.single_keys()) aria-describedby="keys-single-help"
                    on:change=move |event| settings.set_single_keys(event_target_checked(&event))
                />
                <span class="keys__single">{t!(i18n, keys.single)}</span>
            </label>
            <p class="keys__help" id="keys-single-help">{t!(i18n, keys.single_help)}</p>
        </Dialog>
    }
}
