//! Dragging a card with the pointer. It starts after 4 px, so that a click stays a click.

use landfall_core::model::RecordId;
use leptos::ev;
use leptos::prelude::*;

use super::card::{CardWords, card_face, card_memo};
use super::card_id;
use super::mover::Mover;
use crate::store::Workspace;
use crate::store::screen::{self, DropSpot};
use crate::ui::live_view;

/// A press on a card that may become a drag.
#[derive(Debug, Clone, PartialEq)]
struct Held {
    lead: RecordId,
    stage: RecordId,
    /// Where the pointer took hold, in the window and in the card.
    start: (f64, f64),
    grip: (f64, f64),
    width: f64,
    at: (f64, f64),
    moving: bool,
}

#[derive(Clone, Copy)]
pub struct Drag {
    held: RwSignal<Option<Held>>,
    spot: RwSignal<Option<DropSpot>>,
    mover: Mover,
}

/// Pixels the pointer travels before a press is a drag.
const THRESHOLD: f64 = 4.0;

pub fn provide_drag(mover: Mover) -> Drag {
    let drag = Drag { held: RwSignal::new(None), spot: RwSignal::new(None), mover };
    let listeners = [
        window_event_listener(ev::pointermove, move |event| drag.follow(&event)),
        window_event_listener(ev::pointerup, move |_| drag.release()),
        window_event_listener(ev::pointercancel, move |_| drag.cancel()),
    ];
    let escape = window_event_listener(ev::keydown, move |event| {
        if event.key() == "Escape" && drag.held.with_untracked(Option::is_some) {
            event.prevent_default();
            drag.cancel();
        }
    });
    on_cleanup(move || {
        for listener in listeners {
            listener.remove();
        }
        escape.remove();
    });
    provide_context(drag);
    drag
}

/// The drag of the board this is in.
pub fn use_drag() -> Drag {
    expect_context()
}

impl Drag {
    pub fn is_moving(self) -> bool {
        self.held.with(|held| held.as_ref().is_some_and(|held| held.moving))
    }

    pub fn is_dragging(self, lead: &RecordId) -> bool {
        self.held.with(|held| held.as_ref().is_some_and(|held| held.moving && held.lead == *lead))
    }

    /// Where the card would go.
    pub fn spot(self) -> Option<DropSpot> {
        self.spot.get()
    }

    /// Whether it would go to the end of its column.
    pub fn at_end(self) -> bool {
        self.spot.with(|spot| spot.as_ref().is_some_and(|spot| spot.before.is_none()))
    }

    /// A pointer goes down somewhere on the board. Fingers scroll; they move cards by the card's menu.
    pub fn press(self, event: &ev::PointerEvent) {
        let mouse = event.pointer_type() != "touch" && event.button() == 0 && event.is_primary();
        let on_control = screen::closest(event, "data-no-drag").is_some();
        let Some(lead) = screen::closest(event, "data-lead").filter(|_| mouse && !on_control) else { return };
        let lead = RecordId::new(lead);
        let published = self
            .mover
            .workspace()
            .peek(|document| document.tables().leads.get(&lead).is_none_or(|lead| lead.published));
        let Some(rect) = screen::rect(&card_id(&lead)).filter(|_| !published) else { return };
        let at = (f64::from(event.client_x()), f64::from(event.client_y()));
        self.held.set(Some(Held {
            stage: RecordId::new(screen::closest(event, "data-stage").unwrap_or_default()),
            lead,
            start: at,
            grip: (at.0 - rect.left, at.1 - rect.top),
            width: rect.width,
            at,
            moving: false,
        }));
    }

    fn follow(self, event: &ev::PointerEvent) {
        let Some(held) = self.held.get_untracked() else { return };
        let at = (f64::from(event.client_x()), f64::from(event.client_y()));
        let far = (at.0 - held.start.0).hypot(at.1 - held.start.1) >= THRESHOLD;
        if !held.moving && !far {
            return;
        }
        event.prevent_default();
        screen::scroll_at_edges(at.0, at.1);
        let spot = screen::drop_spot(at.0, at.1, held.lead.as_str());
        if self.spot.with_untracked(|now| *now != spot) {
            self.spot.set(spot);
        }
        self.held.set(Some(Held { at, moving: true, ..held }));
    }

    fn release(self) {
        let (held, spot) = (self.held.get_untracked(), self.spot.get_untracked());
        self.cancel();
        let Some(held) = held.filter(|held| held.moving) else { return };
        // The click that ends a drag must not open the card.
        screen::swallow_next_click();
        if let Some(spot) = spot {
            self.mover.drop_at(&held.lead, &RecordId::new(spot.list), spot.before.map(RecordId::new));
        }
    }

    fn cancel(self) {
        self.held.set(None);
        self.spot.set(None);
    }
}

/// The card that hangs from the pointer.
#[component]
pub fn DragGhost(workspace: Workspace) -> impl IntoView {
    let drag = use_drag();
    let words = CardWords::new(workspace);
    let lead = Memo::new(move |_| {
        drag.held.with(|held| held.as_ref().filter(|held| held.moving).map(|held| (held.lead.clone(), held.width)))
    });
    let place = move || {
        drag.held.with(|held| {
            let (x, y) = held.as_ref().map_or((0.0, 0.0), |held| (held.at.0 - held.grip.0, held.at.1 - held.grip.1));
            format!("translate({x}px, {y}px) rotate(1.5deg)")
        })
    };
    move || {
        lead.get().map(|(id, width)| {
            let card = card_memo(id, workspace);
            view! {
                <div class="card card--ghost" aria-hidden="true" style=("transform", place) style=("inline-size", format!("{width}px"))>
                    {live_view(move || {card.get().map(|card| card_face(words, card, Signal::stored("-1")))}.into_any())}
                </div>
            }
        })
    }
}
