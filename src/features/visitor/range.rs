//! The range of days the chart shows: in the address, and in between while somebody zooms or drags.

use std::time::Duration;

use landfall_core::view::Query;
use landfall_core::view::chart::{Window, WindowFault};
use leptos::prelude::*;

use crate::store::{Navigation, use_navigation};

/// The range as state of the page.
#[derive(Clone, Copy)]
pub struct Range {
    navigation: Navigation,
    year: i32,
    /// While a gesture lasts; the address follows when it rests.
    moving: RwSignal<Option<Window>>,
    /// Counts changes, so that only the last one goes into the address.
    turn: StoredValue<u32>,
}

/// Browsers refuse an address that changes with every frame.
const REST: Duration = Duration::from_millis(180);

impl Range {
    /// The range of the page's address; `year` is what is shown without one.
    pub fn of_page(year: i32) -> Range {
        Range { navigation: use_navigation(), year, moving: RwSignal::new(None), turn: StoredValue::new(0) }
    }

    fn read(self) -> Result<Window, WindowFault> {
        Window::read(&self.navigation.param("from"), &self.navigation.param("to"), self.year)
    }

    pub fn window(self) -> Window {
        self.moving.get().unwrap_or_else(|| self.settled())
    }

    /// What the address says.
    pub fn settled(self) -> Window {
        self.read().unwrap_or_else(|_| Window::year(self.year))
    }

    /// What is wrong in the address.
    pub fn fault(self) -> Option<WindowFault> {
        self.read().err()
    }

    /// Shows a range; the address follows when nothing changes any more.
    pub fn show(self, window: Window) {
        self.moving.set(Some(window));
        let turn = self.turn.get_value().wrapping_add(1);
        self.turn.set_value(turn);
        set_timeout(
            move || {
                // The page may be gone by now.
                if self.turn.try_get_value() == Some(turn) {
                    self.rest();
                }
            },
            REST,
        );
    }

    fn rest(self) {
        let Some(window) = self.moving.try_get_untracked().flatten() else { return };
        let window = window.settled();
        let day = |year: Window, day: String| if window == year { String::new() } else { day };
        let year = Window::year(self.year);
        let (from, to) = (day(year, window.first().to_string()), day(year, window.last().to_string()));
        self.navigation.set_params(&[("from", &from), ("to", &to)]);
        self.moving.set(None);
    }

    pub fn whole_year(self) {
        let shown = untrack(|| self.window());
        self.show(Window::year(shown.one_year(self.year)));
    }

    /// The query of a link to a year.
    pub fn query_of(self, year: i32) -> Query {
        if year == self.year {
            return Query::new();
        }
        let window = Window::year(year);
        Query::from([("from".to_owned(), window.first().to_string()), ("to".to_owned(), window.last().to_string())])
    }
}
