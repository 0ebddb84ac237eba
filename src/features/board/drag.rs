//! Dragging a card. With a mouse or pen it starts after 4 px, so that a click stays a click; with a finger after a
//! quarter of a second, so that scrolling stays scrolling.

use std::time::Duration;

use landfall_core::model::RecordId;
use landfall_core::view::Card;
use landfall_core::view::board::{Axis, Sort};
use leptos::ev;
use leptos::prelude::*;

use super::face::{Words, card_face};
use super::mover::{Mover, Target};
use super::state::{BoardState, card_id, id_of};
use crate::i18n::{t_string, use_i18n, use_lang};
use crate::store::screen::{self, Markup, Under};

/// A press on a card that may become a drag.
#[derive(Debug, Clone, PartialEq)]
struct Held {
    lead: RecordId,
    /// Where the pointer took hold, in the window and in the card.
    start: (f64, f64),
    grip: (f64, f64),
    width: f64,
    at: (f64, f64),
    finger: bool,
    moving: bool,
}

/// Where the card would go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DropSpot {
    pub column: RecordId,
    pub lane: RecordId,
    /// Among the cards of that cell, the dragged one counted.
    pub place: usize,
}

#[derive(Clone, Copy)]
pub struct Drag {
    held: RwSignal<Option<Held>>,
    pub spot: RwSignal<Option<DropSpot>>,
    /// The card that is carried.
    pub dragged: Memo<Option<RecordId>>,
    mover: Mover,
    state: BoardState,
    /// Counts presses and changes of the spot, so that a timer knows whether what it waits for still holds.
    turn: StoredValue<u32>,
    /// Where the pointer was looked at last, and for how many frames nothing has changed there.
    still: StoredValue<((f64, f64), u32)>,
}

/// Pixels the pointer travels before a press is a drag, and a finger before it is none.
const THRESHOLD: f64 = 4.0;
const SLIP: f64 = 8.0;
const LONG_PRESS: Duration = Duration::from_millis(250);
/// How long a card hangs over a folded column before that opens.
const OPENS_AFTER: Duration = Duration::from_millis(600);
/// How many frames a hand may rest before what is under it is looked at again.
const LOOKS_EVERY: u32 = 12;
/// What lies over the page while a card is carried. It gives the pointer its hand: a style of the board would be inherited,
/// and every card made anew.
const SHIELD: &str = "board-shield";

pub fn provide_drag(state: BoardState, mover: Mover) -> Drag {
    let held = RwSignal::new(None::<Held>);
    let dragged =
        Memo::new(move |_| held.with(|held| held.as_ref().filter(|h| h.moving).map(|held| held.lead.clone())));
    let drag = Drag {
        held,
        spot: RwSignal::new(None),
        dragged,
        mover,
        state,
        turn: StoredValue::new(0),
        still: StoredValue::default(),
    };
    let listeners = [
        window_event_listener(ev::pointermove, move |event| drag.follow(&event)),
        window_event_listener(ev::pointerup, move |_| drag.release()),
        window_event_listener(ev::pointercancel, move |_| drag.cancel()),
    ];
    let escape = window_event_listener(ev::keydown, move |event| {
        if event.key() == "Escape" && drag.is_holding() {
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
    fn is_holding(self) -> bool {
        self.held.try_with_untracked(Option::is_some).unwrap_or_default()
    }

    /// Whether a card is carried, without following it.
    pub fn is_moving_now(self) -> bool {
        self.held.try_with_untracked(|held| held.as_ref().is_some_and(|held| held.moving)).unwrap_or_default()
    }

    /// Whether a finger holds a card: the browser's own menu for that stays away.
    pub fn is_finger_on(self) -> bool {
        self.held.try_with_untracked(|held| held.as_ref().is_some_and(|held| held.finger)).unwrap_or_default()
    }

    /// A pointer goes down somewhere on the board.
    pub fn press(self, event: &ev::PointerEvent) {
        let finger = event.pointer_type() == "touch";
        let taken = event.button() == 0 && event.is_primary() && screen::closest(event, "data-move").is_none();
        let Some(lead) = screen::closest(event, "data-lead").filter(|_| taken) else { return };
        let lead = RecordId::new(lead);
        if !self.mover.is_movable(&lead) {
            return;
        }
        let Some(rect) = screen::rect(&card_id(&lead)) else { return };
        let at = (f64::from(event.client_x()), f64::from(event.client_y()));
        let grip = (at.0 - rect.left, at.1 - rect.top);
        self.held.set(Some(Held { lead, start: at, grip, width: rect.width, at, finger, moving: false }));
        if finger {
            let turn = self.next_turn();
            set_timeout(
                move || {
                    if self.turn.try_get_value() == Some(turn) {
                        self.begin();
                    }
                },
                LONG_PRESS,
            );
        }
    }

    fn next_turn(self) -> u32 {
        self.turn
            .try_update_value(|turn| {
                *turn = turn.wrapping_add(1);
                *turn
            })
            .unwrap_or_default()
    }

    fn begin(self) {
        let holds = self.held.try_update(|held| held.as_mut().map(|held| held.moving = true)).flatten();
        if holds.is_some() {
            self.look();
            self.tick();
        }
    }

    fn follow(self, event: &ev::PointerEvent) {
        let Some(held) = self.held.try_get_untracked().flatten() else { return };
        let at = (f64::from(event.client_x()), f64::from(event.client_y()));
        let far = (at.0 - held.start.0).hypot(at.1 - held.start.1);
        if !held.moving && held.finger {
            // A finger that slips before its time scrolls.
            if far >= SLIP {
                self.cancel();
            }
            return;
        }
        if !held.moving && far < THRESHOLD {
            return;
        }
        event.prevent_default();
        let begins = !held.moving;
        // Where the card would go is looked at with the next frame: the pointer may tell of itself more often.
        self.held.set(Some(Held { at, moving: true, ..held }));
        if begins {
            self.look();
            self.tick();
        }
    }

    /// Finds where the card would go.
    fn look(self) {
        let Some(held) = self.held.try_get_untracked().flatten() else { return };
        self.look_at(&held, Under::at(held.at.0, held.at.1, SHIELD).as_ref());
    }

    /// Whether the card would go elsewhere than before.
    fn look_at(self, held: &Held, under: Option<&Under>) -> bool {
        let spot = under.and_then(Under::list).and_then(|(key, inside)| self.spot_in(held, &key, inside));
        if self.spot.with_untracked(|now| *now == spot) {
            return false;
        }
        let column = |spot: &Option<DropSpot>| spot.as_ref().map(|spot| spot.column.clone());
        let other = self.spot.with_untracked(column) != column(&spot);
        self.spot.set(spot.clone());
        if other {
            self.mover.wait_to_open(spot.map(|spot| spot.column), self.next_turn(), self.turn, OPENS_AFTER);
        }
        true
    }

    fn spot_in(self, held: &Held, key: &str, inside: Option<f64>) -> Option<DropSpot> {
        let (column, lane) = key.split_once('|')?;
        let (column, lane) = (id_of(column), id_of(lane));
        let size = self.state.card_size.get_untracked();
        let place = self.state.shown.with_untracked(|board| {
            let cell = board.cell(&column, &lane)?;
            let own = cell.leads.iter().position(|entry| entry.id == held.lead);
            // The room that is open already moves what is under it.
            let open = self.spot.with_untracked(|spot| {
                spot.as_ref().filter(|spot| spot.column == column && spot.lane == lane).map(|spot| spot.place)
            });
            let stack = cell.stack(&size);
            let room = open.and_then(|place| stack.card(place).map(|(top, _)| top)).unwrap_or(f64::INFINITY);
            let y = inside.map(|y| if y > room { (y - super::list::SLOT).max(room) } else { y });
            Some(y.map_or(cell.leads.len(), |y| stack.place_at(y, own)))
        })?;
        Some(DropSpot { column, lane, place })
    }

    /// While a card is carried the lists under it scroll at their edges, whether the pointer moves or not.
    fn tick(self) {
        request_animation_frame(move || {
            let Some(held) = self.held.try_get_untracked().flatten().filter(|held| held.moving) else { return };
            let (was, frames) = self.still.try_get_value().unwrap_or_default();
            let frames = if was == held.at { frames + 1 } else { 0 };
            // Columns may open and lists scroll under a hand that rests.
            let changes = frames % LOOKS_EVERY < 2 && {
                let under = Under::at(held.at.0, held.at.1, SHIELD);
                let scrolls = under.as_ref().is_some_and(Under::scroll_at_edges);
                self.look_at(&held, under.as_ref()) || scrolls
            };
            self.still.set_value((held.at, if changes { 0 } else { frames }));
            self.tick();
        });
    }

    /// The wheel turns what is under the shield.
    fn wheel(self, event: &ev::WheelEvent) {
        if let Some(under) = Under::at(f64::from(event.client_x()), f64::from(event.client_y()), SHIELD) {
            under.scroll_by(event.delta_x(), event.delta_y());
        }
    }

    fn release(self) {
        let Some(held) = self.held.try_get_untracked().flatten() else { return };
        if held.moving {
            self.look();
        }
        let spot = self.spot.get_untracked();
        let target = spot.and_then(|spot| self.target(&held.lead, &spot));
        self.cancel();
        if !held.moving {
            return;
        }
        // The click that ends a drag must not open the card.
        screen::swallow_next_click();
        if let Some(target) = target {
            self.mover.put(&held.lead, target);
        }
    }

    fn target(self, lead: &RecordId, spot: &DropSpot) -> Option<Target> {
        self.state.board.with_untracked(|board| {
            let cell = board.cell(&spot.column, &spot.lane)?;
            let others =
                |entry: &&std::sync::Arc<landfall_core::view::board::Entry>| entry.id != *lead && !entry.published;
            let above = cell.leads.iter().take(spot.place).rev().find(others);
            let below = cell.leads.iter().skip(spot.place).find(others);
            Some(Target {
                column: spot.column.clone(),
                lane: spot.lane.clone(),
                above: above.map(|entry| entry.id.clone()),
                below: below.map(|entry| entry.id.clone()),
            })
        })
    }

    fn cancel(self) {
        if self.is_holding() {
            self.next_turn();
            self.held.set(None);
            self.spot.set(None);
            self.mover.close_peeked();
        }
    }

    /// What the slot says: what letting go would do.
    pub fn slot_words(self, spot: &DropSpot) -> Markup {
        let i18n = self.mover.i18n;
        let lead = self.dragged.get();
        let mut words = Markup::default();
        let (by, rows, sort) = self.state.board.with(|board| (board.by, board.rows, board.sort));
        let name = self.mover.place_name(&spot.column, &spot.lane);
        if let Some(count) = lead.as_ref().and_then(|lead| self.mover.refuses(lead, &spot.column)) {
            let text = t_string!(i18n, board.limit_full, name = name, count = count);
            words.fixed(r#"<span class="board-column__refusal">"#).text(&text).fixed("</span>");
            return words;
        }
        let stage =
            if by == Axis::Stage { Some(&spot.column) } else { (rows == Some(Axis::Stage)).then_some(&spot.lane) };
        let own = lead.as_ref().is_some_and(|lead| self.mover.stands_in(lead, &spot.column, &spot.lane));
        let text = match (own, sort) {
            (true, Sort::Urgent) => t_string!(i18n, board.sorted_here).to_owned(),
            (true, Sort::Rank) => t_string!(i18n, board.drop_in_place).to_owned(),
            _ if stage.is_some_and(|stage| self.mover.is_ashore(stage)) => t_string!(i18n, gate.slot, stage = name),
            _ => t_string!(i18n, board.drop_here, name = name),
        };
        words.fixed("<span>").text(&text).fixed("</span>");
        let open = match (&lead, stage) {
            (Some(lead), Some(stage)) if !own => self.mover.still_missing(lead, stage),
            _ => 0,
        };
        if open > 0 {
            let text = t_string!(i18n, gate.slot_open, count = open);
            words.fixed(r#"<span class="board-column__missing">"#).text(&text).fixed("</span>");
        }
        words
    }
}

/// The card that hangs from the pointer.
#[component]
pub fn DragGhost(drag: Drag) -> impl IntoView {
    let (i18n, lang) = (use_i18n(), use_lang());
    let workspace = drag.state.workspace;
    let lead = Memo::new(move |_| {
        drag.held.with(|held| held.as_ref().filter(|held| held.moving).map(|held| (held.lead.clone(), held.width)))
    });
    let place = move || {
        drag.held.with(|held| {
            let (x, y) = held.as_ref().map_or((0.0, 0.0), |held| (held.at.0 - held.grip.0, held.at.1 - held.grip.1));
            format!("translate({x}px, {y}px) rotate(var(--tilt))")
        })
    };
    move || {
        lead.get().map(|(id, width)| {
            let words = Words { i18n, lang: lang.get(), today: workspace.today() };
            let face = workspace.read(|document| {
                let tables = document.tables();
                let card = tables.leads.get(&id).map(|lead| Card::of(&id, lead, tables, words.lang, words.today));
                card.map(|card| card_face(&card, words, false)).unwrap_or_default()
            });
            view! {
                <div class="board-shield" id=SHIELD aria-hidden="true" on:wheel=move |event| drag.wheel(&event)>
                    <div
                        class="card card--ghost" style=("transform", place) style=("inline-size", format!("{width}px"))
                        inner_html=face.as_str().to_owned()
                    ></div>
                </div>
            }
        })
    }
}
