//! Hands on the timeline: wheel, pinch, drag, keys. Positions come from core; a frame shows the last of what came in.

use std::collections::BTreeMap;
use std::time::Duration;

use landfall_core::document::Command;
use landfall_core::model::{Collection, Day, RecordId};
use landfall_core::view::timeline::{Span, neighbour};
use leptos::ev;
use leptos::prelude::*;
use serde_json::Value;

use super::marks::mark_id;
use super::state::{Stage, recent};
use crate::store::{Rest, screen, use_session};

/// The element that is as wide as the axis: what x counts from.
pub const LANES: &str = "timeline-lanes";
/// Pixels the pointer travels before a press is a drag.
const THRESHOLD: f64 = 4.0;
/// One notch of a wheel (100) is a quarter closer.
const ZOOM: f64 = 0.002_231;
pub const STEP: f64 = 1.25;
/// The address follows once the hand has rested for so long.
const RESTED: Duration = Duration::from_millis(180);

/// What a pressed pointer does when it moves.
#[derive(Clone, PartialEq)]
enum Hold {
    Pan,
    Pinch,
    /// Moves the first day, the last day, or both.
    Dates {
        id: RecordId,
        start: Day,
        end: Option<Day>,
        edge: Edge,
    },
}

#[derive(Clone, Copy, PartialEq)]
enum Edge {
    Start,
    End,
    Both,
}

#[derive(Clone, Copy)]
pub struct Hands {
    stage: Stage,
    on_dates: Callback<(RecordId, Day, Option<Day>)>,
    /// Where each pointer is.
    pointers: StoredValue<BTreeMap<i32, (f64, f64)>>,
    /// What is held, where it was taken hold of, and whether it has moved.
    held: StoredValue<Option<(Hold, f64, bool)>>,
    /// Left edge of the axis in the window.
    left: StoredValue<f64>,
    next: StoredValue<Option<Span>>,
    rest: Rest,
}

impl Hands {
    pub fn new(stage: Stage, on_dates: Callback<(RecordId, Day, Option<Day>)>) -> Self {
        Hands {
            stage,
            on_dates,
            pointers: StoredValue::new(BTreeMap::new()),
            held: StoredValue::new(None),
            left: StoredValue::new(0.0),
            next: StoredValue::new(None),
            rest: Rest::default(),
        }
    }

    /// Changes what is in sight; several changes between two frames are shown as one.
    fn change(self, change: impl FnOnce(Span) -> Span) {
        let waiting = self.next.get_value();
        let Some(now) = waiting.or_else(|| self.stage.span.try_get_untracked()) else { return };
        self.next.set_value(Some(change(now)));
        if waiting.is_none() {
            request_animation_frame(move || {
                if let Some(span) = self.next.try_update_value(Option::take).flatten() {
                    self.stage.show(span);
                }
            });
        }
        self.rest.wait(RESTED, move || {
            if self.held.try_with_value(Option::is_none) == Some(true) {
                self.stage.settle();
            }
        });
    }

    fn measure(self) -> f64 {
        let left = screen::rect(LANES).map_or(0.0, |rect| rect.left);
        self.left.set_value(left);
        left
    }

    pub fn zoom(self, factor: f64) {
        self.change(move |span| span.zoomed(factor, span.width / 2.0));
    }

    pub fn pan(self, share: f64) {
        self.change(move |span| span.panned(-share * span.width));
    }

    pub fn today(self) {
        let today = self.stage.workspace.today();
        self.change(move |span| span.centred(today));
    }

    /// Ctrl and the wheel, or a pinch on a touchpad, zoom; sideways, with Shift, or where nothing scrolls, it pans.
    pub fn wheel(self, event: &ev::WheelEvent, scrolls: bool) {
        let line = if event.delta_mode() == 0 { 1.0 } else { 33.0 };
        let (dx, dy) = (event.delta_x() * line, event.delta_y() * line);
        if event.ctrl_key() || event.meta_key() {
            event.prevent_default();
            let x = f64::from(event.client_x()) - self.measure();
            self.change(move |span| span.zoomed((-dy * ZOOM).exp(), x));
            return;
        }
        let sideways = if event.shift_key() && dx == 0.0 { dy } else { dx };
        let by = if sideways != 0.0 { sideways } else { dy };
        if sideways == 0.0 && scrolls {
            return;
        }
        event.prevent_default();
        self.change(move |span| span.panned(-by));
    }

    pub fn press(self, event: &ev::PointerEvent) {
        if event.button() != 0 || screen::closest(event, "data-no-drag").is_some() {
            return;
        }
        let x = f64::from(event.client_x()) - self.measure();
        self.pointers.update_value(|pointers| {
            pointers.insert(event.pointer_id(), (x, f64::from(event.client_y())));
        });
        let two = self.pointers.with_value(BTreeMap::len) == 2;
        let hold = if two { Hold::Pinch } else { self.dates_under(event).unwrap_or(Hold::Pan) };
        self.held.set_value(Some((hold, x, two)));
    }

    /// The chosen event's bar or one of its edges, when that is under the pointer.
    fn dates_under(self, event: &ev::PointerEvent) -> Option<Hold> {
        let id = self.stage.open.get_untracked()?;
        let edge = match screen::closest(event, "data-edge").as_deref() {
            Some("start") => Edge::Start,
            Some(_) => Edge::End,
            None if screen::closest(event, "data-grip").as_deref() == Some(id.as_str()) => Edge::Both,
            None => return None,
        };
        let frozen = untrack(|| self.stage.workspace.read_only()).is_some();
        let item = self.stage.timeline.with_untracked(|timeline| {
            timeline.position(&id).and_then(|index| timeline.items.get(index)).map(|item| (item.start, item.end))
        });
        let (start, end) = item.filter(|_| !frozen)?;
        Some(Hold::Dates { id, start, end, edge })
    }

    pub fn follow(self, event: &ev::PointerEvent) {
        let Some((hold, from, moved)) = self.held.get_value() else { return };
        let (x, y) = (f64::from(event.client_x()) - self.left.get_value(), f64::from(event.client_y()));
        let Some(before) = self.pointers.with_value(|pointers| pointers.get(&event.pointer_id()).copied()) else {
            return;
        };
        if !moved && (x - from).abs() < THRESHOLD {
            return;
        }
        if !moved {
            screen::capture_pointer(event);
        }
        event.prevent_default();
        let others = self
            .pointers
            .with_value(|pointers| pointers.iter().find(|(id, _)| **id != event.pointer_id()).map(|(_, at)| *at));
        self.pointers.update_value(|pointers| {
            pointers.insert(event.pointer_id(), (x, y));
        });
        match (&hold, others) {
            (Hold::Pinch, Some(other)) => {
                let apart = |at: (f64, f64)| (at.0 - other.0).hypot(at.1 - other.1).max(1.0);
                let (factor, middle) = (apart((x, y)) / apart(before), f64::midpoint(x, other.0));
                let shift = (x - before.0) / 2.0;
                self.change(move |span| span.panned(shift).zoomed(factor, middle));
            }
            (Hold::Dates { id, start, end, edge }, _) => {
                let per_day = self.stage.span.with_untracked(Span::per_day);
                #[allow(clippy::cast_possible_truncation)] // A screen is some thousand days at most.
                let days = ((x - from) / per_day).round() as i32;
                let dates = moved_dates(*start, *end, *edge, days);
                self.stage.dragged.set(Some((id.clone(), dates.0, dates.1)));
            }
            _ => {
                let by = x - before.0;
                self.change(move |span| span.panned(by));
            }
        }
        self.held.set_value(Some((hold, from, true)));
    }

    pub fn release(self, event: &ev::PointerEvent) {
        self.pointers.update_value(|pointers| {
            pointers.remove(&event.pointer_id());
        });
        let Some((_, _, moved)) = self.held.try_update_value(Option::take).flatten() else { return };
        let dragged = self.stage.dragged.get_untracked();
        if dragged.is_some() {
            self.stage.dragged.set(None);
        }
        if !moved {
            return;
        }
        // The click that ends a drag chooses nothing.
        screen::swallow_next_click();
        match dragged {
            Some(dates) => self.on_dates.run(dates),
            None => self.change(|span| span),
        }
    }

    /// Gives up what is held.
    pub fn cancel(self) -> bool {
        self.pointers.update_value(BTreeMap::clear);
        self.stage.dragged.set(None);
        self.held.try_update_value(Option::take).flatten().is_some()
    }

    /// The next event in time, or the one before: it gets the focus, and is brought into sight.
    pub fn step(self, forward: bool) {
        self.to(|stage, from| {
            let (first, last) = stage.span.get_untracked().seen();
            stage.timeline.with_untracked(|timeline| match from {
                // Nothing chosen yet: what is in sight comes first.
                None if forward => {
                    let here = timeline.items.iter().position(|item| item.start >= first && item.start <= last);
                    here.or_else(|| neighbour(timeline, None, true))
                }
                _ => neighbour(timeline, from, forward),
            })
        });
    }

    /// The first event, or the last.
    pub fn end(self, last: bool) {
        self.to(move |stage, _| stage.timeline.with_untracked(|timeline| neighbour(timeline, None, !last)));
    }

    fn to(self, which: impl FnOnce(Stage, Option<usize>) -> Option<usize>) {
        let stage = self.stage;
        let now = stage.current.get_untracked().or_else(|| stage.open.get_untracked());
        let from = now.and_then(|id| stage.timeline.with_untracked(|timeline| timeline.position(&id)));
        let Some(index) = which(stage, from) else { return };
        let Some(id) = stage.timeline.with_untracked(|timeline| timeline.items.get(index).map(|item| item.id.clone()))
        else {
            return;
        };
        stage.current.set(Some(id.clone()));
        stage.reveal(index);
        // With a panel open the panel goes along.
        if stage.open.with_untracked(Option::is_some) {
            stage.set_open(Some(&id));
        }
        screen::focus_when_drawn(mark_id(&id, false));
    }

    /// Keys that work anywhere on the page; says whether it was one.
    pub fn page_key(self, key: &str) -> bool {
        match key {
            "+" | "=" => self.zoom(STEP),
            "-" | "_" => self.zoom(1.0 / STEP),
            "t" | "T" => self.today(),
            _ => return false,
        }
        true
    }

    /// Keys of the lanes; says whether it was one.
    pub fn lane_key(self, key: &str) -> bool {
        match key {
            "ArrowRight" => self.step(true),
            "ArrowLeft" => self.step(false),
            "Home" => self.end(false),
            "End" => self.end(true),
            "PageDown" => self.pan(0.8),
            "PageUp" => self.pan(-0.8),
            _ => return false,
        }
        true
    }

    /// Another length about the same middle: `None` for the five months to this one's end.
    pub fn length(self, days: Option<f64>) {
        let today = self.stage.workspace.today();
        self.change(move |span| match days {
            Some(days) => span.with_days(days),
            None => recent(today, span.width),
        });
    }
}

/// The dates an edge is dragged to: never an end before a start.
fn moved_dates(start: Day, end: Option<Day>, edge: Edge, days: i32) -> (Day, Option<Day>) {
    match edge {
        Edge::Both => (start.plus(days), end.map(|end| end.plus(days))),
        Edge::Start => (end.map_or(start.plus(days), |end| start.plus(days).min(end)), end),
        // An end that was not known is known once somebody sets it.
        Edge::End => (start, Some(end.unwrap_or(start).plus(days).max(start))),
    }
}

/// Writes the dates down as one step, and says so.
pub fn keep_dates(stage: Stage, words: Callback<(), String>) -> Callback<(RecordId, Day, Option<Day>)> {
    let session = use_session();
    Callback::new(move |(id, start, end): (RecordId, Day, Option<Day>)| {
        let mut fields = landfall_core::document::Fields::new();
        fields.insert("start".to_owned(), Value::from(start.to_string()));
        if let Some(end) = end {
            fields.insert("end".to_owned(), Value::from(end.to_string()));
        }
        let command = Command::Change { collection: Collection::Events, id, fields };
        if stage.workspace.dispatch(command).is_ok() {
            session.say(words.run(()), true);
        }
    })
}
