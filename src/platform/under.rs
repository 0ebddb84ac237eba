//! What lies under a card that is carried.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The uppermost element at a point of the window, but for the shield that catches the pointer meanwhile.
#[derive(Debug, Clone)]
pub struct Under {
    element: Element,
    at: (f64, f64),
}

impl Under {
    /// `shield`: the id of the element that is looked through.
    pub fn at(x: f64, y: f64, shield: &str) -> Option<Self> {
        let document = web_sys::window()?.document()?;
        let shield = document.get_element_by_id(shield).and_then(|shield| shield.dyn_into::<HtmlElement>().ok());
        let let_through = |value: &str| {
            if let Some(shield) = &shield {
                let _ = shield.style().set_property("pointer-events", value);
            }
        };
        let_through("none");
        // Coordinates of a window fit in an f32 with room to spare.
        #[allow(clippy::cast_possible_truncation)]
        let element = document.element_from_point(x as f32, y as f32);
        let_through("");
        let element = element?;
        Some(Under { element, at: (x, y) })
    }

    /// The `data-drop-list` of the list there, and how far down its content the point is; no height where the list is
    /// folded.
    pub fn list(&self) -> Option<(String, Option<f64>)> {
        let list = self.element.closest("[data-drop-list]").ok().flatten()?;
        let inside = list.query_selector("[data-scroll='y']").ok().flatten().map(|cards| {
            let top = cards.get_bounding_client_rect().top();
            self.at.1 - top + f64::from(cards.scroll_top())
        });
        Some((list.get_attribute("data-drop-list")?, inside))
    }

    /// Scrolls what is there one step further where the point is near its edge; whether it did.
    pub fn scroll_at_edges(&self) -> bool {
        let (x, y) = self.at;
        let scrolls = |element: Option<Element>, across: bool| {
            let Some(element) = element else { return false };
            let rect = element.get_bounding_client_rect();
            let (dx, dy) = if across {
                (nudge(rect.left(), rect.right(), x), 0.0)
            } else {
                (0.0, nudge(rect.top(), rect.bottom(), y))
            };
            let before = (element.scroll_left(), element.scroll_top());
            if dx != 0.0 || dy != 0.0 {
                element.scroll_by_with_x_and_y(dx, dy);
            }
            before != (element.scroll_left(), element.scroll_top())
        };
        let down = scrolls(self.around("y"), false);
        scrolls(self.around("x"), true) || down
    }

    /// Scrolls what is there by so many pixels.
    pub fn scroll_by(&self, x: f64, y: f64) {
        if let Some(list) = self.around("y") {
            list.scroll_by_with_x_and_y(0.0, y);
        }
        if let Some(row) = self.around("x") {
            row.scroll_by_with_x_and_y(x, 0.0);
        }
    }

    /// What scrolls in this direction around the point.
    fn around(&self, direction: &str) -> Option<Element> {
        self.element.closest(&format!("[data-scroll='{direction}']")).ok().flatten()
    }
}

/// Pixels a list scrolls in a frame when the pointer is at `at` between its ends.
fn nudge(low: f64, high: f64, at: f64) -> f64 {
    const EDGE: f64 = 48.0;
    const STEP: f64 = 14.0;
    if at < low + EDGE {
        -STEP
    } else if at > high - EDGE {
        STEP
    } else {
        0.0
    }
}
