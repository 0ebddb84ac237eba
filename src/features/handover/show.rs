use std::time::Duration;

use landfall_core::document::Incoming;
use landfall_core::exchange::{business_card, frames};
use landfall_core::model::{Collection, RecordId};
use leptos::prelude::*;

use super::code::{Drawing, code_view, drawings};
use crate::i18n::{collection_words, t, t_string, use_i18n};
use crate::store::{Workspace, screen, use_viewport};
use crate::ui::{Button, Dialog, IconButton, IconName, Look, live, live_view};

/// How long a code stands: four a second, of which a camera catches each at least once.
const STANDS: Duration = Duration::from_millis(250);
/// CSS pixels that the dialog keeps beside a code on a phone.
const BESIDE: f64 = 40.0;
/// The widest a code has room.
const WIDEST: f64 = 512.0;

/// A lead or a contact as codes before somebody's camera.
#[component]
pub fn ShowDialog(workspace: Workspace, what: Collection, id: RecordId, on_close: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    // Said here: a toast would stand behind the dialog.
    let saved = RwSignal::new(None::<String>);
    let saved_words = move || saved.get().map(|name| t_string!(i18n, handover.saved, name = name)).unwrap_or_default();
    let unnamed = t_string!(i18n, data.unnamed).to_owned();
    let packet = workspace.handover(what, &id, &unnamed);
    let card = workspace.peek(|document| business_card(document.tables(), &id));
    let (name, counts) = match packet.as_deref().map(|text| Incoming::read("", text)) {
        Some(Ok(incoming)) => (name_of(&incoming, what), along(&incoming, what)),
        _ => (workspace.peek(|document| document.title(what, &id)), Vec::new()),
    };
    let whole = packet.as_deref().and_then(|text| drawings(&frames(text).ok()?)).unwrap_or_default();
    let card = card.and_then(|card| drawings(&[card])).unwrap_or_default();
    let is_contact = what == Collection::Contacts && !card.is_empty();
    let as_card = RwSignal::new(false);
    let codes =
        Codes { all: StoredValue::new((whole, card)), as_card, place: RwSignal::new(0), runs: RwSignal::new(false) };
    codes.begin();
    let title = {
        let name = name.clone();
        Signal::derive(move || t_string!(i18n, handover.action, title = name.clone()))
    };
    let save = {
        let packet = packet.clone();
        let name = name.clone();
        Callback::new(move |()| {
            if let Some(text) = &packet {
                let name = workspace.save_handover(&name, text);
                saved.set(Some(name));
            }
        })
    };
    let exists = packet.is_some();
    let hint = move || match as_card.get() {
        true => t_string!(i18n, handover.hint_card),
        false => t_string!(i18n, handover.hint_out),
    };
    let along = (!counts.is_empty()).then(|| {
        let words = move || {
            let of = |(collection, count): &(Collection, usize)| {
                t_string!(i18n, handover.of, collection = collection_words(i18n, *collection), count = *count)
            };
            counts.iter().map(of).collect::<Vec<_>>().join("  ")
        };
        view! { <p class="handover__along"><strong>{t!(i18n, handover.along)}</strong><span>{live(words)}</span></p> }
    });
    view! {
        <Dialog
            id="handover" title=title close_label=Signal::derive(move || t_string!(i18n, app.close).to_owned()) on_close=on_close
        >
            <div class="handover" on:keydown=move |event| codes.on_key(&event)>
                {is_contact.then(|| kinds(codes))}
                {if exists {
                    view! { <p class="handover__hint">{live(hint)}</p> }.into_any()
                } else {
                    view! { <p class="handover__hint" role="alert">{t!(i18n, handover.gone)}</p> }.into_any()
                }}
                {live_view(move || match (exists, codes.count()) {
                    (false, _) => ().into_any(),
                    (true, 0) => view! { <p class="handover__hint" data-tone="warn" role="alert">{t!(i18n, handover.too_large)}</p> }.into_any(),
                    (true, count) => codes_view(codes, count),
                })}
                {along}
                <div class="handover__foot">
                    {exists.then(|| view! { <Button look=Look::Plain icon=IconName::Download on_click=save>{t!(i18n, handover.save_file)}</Button> })}
                    <span class="handover__saved" aria-live="polite">{live(saved_words)}</span>
                </div>
            </div>
        </Dialog>
    }
}

/// The codes and which of them stands.
#[derive(Clone, Copy)]
struct Codes {
    /// For Landfall, and as a business card.
    all: StoredValue<(Vec<Drawing>, Vec<Drawing>)>,
    as_card: RwSignal<bool>,
    place: RwSignal<usize>,
    runs: RwSignal<bool>,
}

impl Codes {
    /// The codes run by themselves, unless somebody asked for stillness.
    fn begin(self) {
        self.runs.set(!screen::media("(prefers-reduced-motion: reduce)"));
        let step = move || {
            // The timer may come once more after the dialog.
            if self.runs.try_get_untracked() == Some(true) {
                self.go(1);
            }
        };
        if let Ok(timer) = set_interval_with_handle(step, STANDS) {
            on_cleanup(move || timer.clear());
        }
    }

    fn count(self) -> usize {
        let card = self.as_card.get();
        self.all.with_value(|(whole, of_card)| if card { of_card.len() } else { whole.len() })
    }

    fn go(self, by: usize) {
        let count = untrack(|| self.count());
        if count > 1 {
            self.place.update(|place| *place = (*place + by) % count);
        }
    }

    /// By hand: then they stand still.
    fn turn(self, by: usize) {
        self.runs.set(false);
        self.go(by);
    }

    fn now(self) -> Option<Drawing> {
        let (card, place) = (self.as_card.get(), self.place.get());
        self.all.with_value(|(whole, of_card)| {
            let all = if card { of_card } else { whole };
            all.get(place).or_else(|| all.first()).cloned()
        })
    }

    fn on_key(self, event: &leptos::ev::KeyboardEvent) {
        let count = untrack(|| self.count());
        let is_choice = screen::is_on(event, "name");
        match event.key().as_str() {
            _ if count < 2 || is_choice => return,
            "ArrowRight" => self.turn(1),
            "ArrowLeft" => self.turn(count - 1),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }
}

fn codes_view(codes: Codes, count: usize) -> AnyView {
    let i18n = use_i18n();
    let width = use_viewport();
    let room = Signal::derive(move || (width.get() - BESIDE).min(WIDEST));
    let label = Signal::derive(move || match (codes.as_card.get(), codes.runs.get() || count == 1) {
        (true, _) => t_string!(i18n, handover.card_code).to_owned(),
        (false, true) => t_string!(i18n, handover.code).to_owned(),
        (false, false) => t_string!(i18n, handover.code_at, place = codes.place.get() + 1, count = count),
    });
    let drawing = Signal::derive(move || codes.now());
    let turn = |name, words: Signal<String>, by| {
        view! { <IconButton name=name label=words on_click=Callback::new(move |()| codes.turn(by)) /> }
    };
    let controls = (count > 1).then(|| {
        let back = Signal::derive(move || t_string!(i18n, handover.previous).to_owned());
        let on = Signal::derive(move || t_string!(i18n, handover.next).to_owned());
        let toggle = Callback::new(move |()| codes.runs.update(|runs| *runs = !*runs));
        let words = move || match codes.runs.get() {
            true => t_string!(i18n, handover.pause),
            false => t_string!(i18n, handover.play),
        };
        view! {
            <div class="handover__controls">
                {turn(IconName::Left, back, count - 1)}
                <span class="handover__place">{live(move || t_string!(i18n, handover.place, place = codes.place.get() + 1, count = count))}</span>
                {turn(IconName::Right, on, 1)}
                <Button id="handover-play" on_click=toggle>{live(words)}</Button>
            </div>
        }
    });
    view! {
        <div class="handover__stage">{code_view(drawing, label, room)}</div>
        {controls}
    }
    .into_any()
}

/// For Landfall with all that belongs to it, or for any phone.
fn kinds(codes: Codes) -> AnyView {
    let i18n = use_i18n();
    let choice = move |card: bool, words: Signal<String>| {
        let choose = move |_| {
            codes.place.set(0);
            codes.as_card.set(card);
        };
        view! {
            <label class="choice">
                <input type="radio" name="handover-kind" prop:checked=live(move || codes.as_card.get() == card) on:change=choose />
                {live(move || words.get())}
            </label>
        }
    };
    view! {
        <div class="handover__kinds" role="radiogroup" aria-label=live(move || t_string!(i18n, handover.kind))>
            {choice(false, Signal::derive(move || t_string!(i18n, handover.kind_whole).to_owned()))}
            {choice(true, Signal::derive(move || t_string!(i18n, handover.kind_card).to_owned()))}
        </div>
    }
    .into_any()
}

/// What a lead or a contact is called.
pub(super) fn name_of(incoming: &Incoming, what: Collection) -> String {
    let field = if what == Collection::Leads { "title" } else { "name" };
    incoming.handed_field(field).to_owned()
}

/// What goes along with it.
pub(super) fn along(incoming: &Incoming, what: Collection) -> Vec<(Collection, usize)> {
    // A contact is not along with itself.
    incoming.counts().into_iter().filter(|(collection, _)| *collection != what).collect()
}
