//! The wide chart under the pointer and the keys: Ctrl and the wheel or two fingers zoom, dragging pans.

use landfall_core::view::chart::{Chart, Window};
use leptos::ev;
use leptos::prelude::*;

use super::range::Range;
use crate::i18n::{t_string, use_i18n};
use crate::store::screen;
use crate::ui::{live, live_view};

/// The element the chart stands in; its picture is what is exported.
pub const CHART_ID: &str = "timeline-chart";

/// Pixels a pointer travels before a press is a drag.
const THRESHOLD: f64 = 4.0;
/// One press of a key or button.
pub const STEP: f64 = 1.6;
const NUDGE: f64 = 0.1;

/// What the pointers hold.
#[derive(Debug, Clone, Default, PartialEq)]
struct Hold {
    /// Each pointer that is down: its id and where it is across the window.
    pointers: Vec<(i32, f64)>,
    /// Where they took hold (the middle of two), how far they were apart, and what was shown then.
    from: f64,
    apart: f64,
    window: Option<Window>,
    moving: bool,
}

impl Hold {
    fn middle(&self) -> f64 {
        let sum: f64 = self.pointers.iter().map(|(_, x)| x).sum();
        sum / (self.pointers.len().max(1)) as f64
    }

    fn apart(&self) -> f64 {
        match self.pointers.as_slice() {
            [(_, a), (_, b)] => (a - b).abs().max(1.0),
            _ => 1.0,
        }
    }

    /// Takes hold anew: with the pointers that are there now.
    fn grip(&mut self, shown: Window) {
        (self.from, self.apart, self.window) = (self.middle(), self.apart(), Some(shown));
    }
}

/// The frame of the chart, which can be zoomed and panned. `span` is from where to where time runs in it, in CSS
/// pixels.
#[component]
pub fn Zoomable(
    range: Range,
    chart: Memo<Option<Chart>>,
    #[prop(into)] words: Signal<String>,
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n();
    let hold = StoredValue::new(Hold::default());
    let grabbing = RwSignal::new(false);
    let span = move || chart.try_with_untracked(|chart| chart.as_ref().map(|chart| chart.zebra_span)).flatten();
    // How far along the axis a point of the window is.
    let share = move |x: f64| -> Option<f64> {
        let ((from, to), frame) = (span()?, screen::rect(CHART_ID)?);
        Some((x - frame.left - from) / (to - from))
    };
    let wheel = move |event: ev::WheelEvent| {
        let lines = if event.delta_mode() == 0 { 1.0 } else { 16.0 };
        let (dx, dy) = (event.delta_x() * lines, event.delta_y() * lines);
        let Some((at, (from, to))) = share(f64::from(event.client_x())).zip(span()) else { return };
        let shown = untrack(|| range.window());
        if event.ctrl_key() {
            event.prevent_default();
            range.show(shown.zoomed((-dy * 0.002).exp(), at));
        } else if dx.abs() > dy.abs() {
            event.prevent_default();
            range.show(shown.moved(dx / (to - from)));
        }
    };
    let press = move |event: ev::PointerEvent| {
        if span().is_none() || event.button() != 0 || event.ctrl_key() {
            return;
        }
        let shown = untrack(|| range.window());
        hold.update_value(|hold| {
            if hold.pointers.len() < 2 {
                hold.pointers.retain(|(id, _)| *id != event.pointer_id());
                hold.pointers.push((event.pointer_id(), f64::from(event.client_x())));
                hold.grip(shown);
            }
        });
    };
    let follow = move |event: &ev::PointerEvent| {
        let next = hold.try_update_value(|hold| {
            let pointer = hold.pointers.iter_mut().find(|(id, _)| *id == event.pointer_id())?;
            pointer.1 = f64::from(event.client_x());
            let (from, to) = span()?;
            let moved = hold.middle() - hold.from;
            hold.moving |= moved.abs() >= THRESHOLD || hold.pointers.len() > 1;
            let window = hold.window.filter(|_| hold.moving)?;
            let closer = hold.apart() / hold.apart;
            Some(window.moved(-moved / (to - from)).zoomed(closer, share(hold.middle())?))
        });
        if let Some(window) = next.flatten() {
            grabbing.set(true);
            range.show(window);
        }
    };
    let release = move |event: &ev::PointerEvent| {
        let shown = untrack(|| range.window());
        let dragged = hold.try_update_value(|hold| {
            let before = hold.pointers.len();
            hold.pointers.retain(|(id, _)| *id != event.pointer_id());
            hold.grip(shown);
            let ended = before > 0 && hold.pointers.is_empty() && hold.moving;
            hold.moving &= !hold.pointers.is_empty();
            ended
        });
        if dragged == Some(true) {
            grabbing.set(false);
            screen::swallow_next_click();
        }
    };
    let listeners = [
        window_event_listener(ev::pointermove, move |event| follow(&event)),
        window_event_listener(ev::pointerup, move |event| release(&event)),
        window_event_listener(ev::pointercancel, move |event| release(&event)),
    ];
    on_cleanup(move || listeners.into_iter().for_each(|listener| listener.remove()));
    let keys = move |event: ev::KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() || span().is_none() {
            return;
        }
        let shown = untrack(|| range.window());
        match event.key().as_str() {
            "+" | "=" => range.show(shown.zoomed(STEP, 0.5)),
            "-" | "_" => range.show(shown.zoomed(1.0 / STEP, 0.5)),
            "ArrowLeft" => range.show(shown.moved(-NUDGE)),
            "ArrowRight" => range.show(shown.moved(NUDGE)),
            "Home" => range.whole_year(),
            _ => return,
        }
        event.prevent_default();
    };
    let wide = move || chart.with(Option::is_some);
    view! {
        <div
            class="timeline-chart" id=CHART_ID role="group" tabindex=live(move || wide().then_some("0"))
            aria-label=live(move || words.get()) aria-describedby=live(move || wide().then_some("timeline-keys"))
            data-grabbing=live(move || grabbing.get().then_some(""))
            on:wheel=wheel on:pointerdown=press on:keydown=keys on:dragstart=|event| event.prevent_default()
        >
            {children()}
        </div>
        {live_view(move || wide().then(|| view! {
            <p class="visually-hidden" id="timeline-keys">{t_string!(i18n, range.keys).to_string()}</p>
        }).into_any())}
    }
}
