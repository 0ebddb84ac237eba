//! Waiting for the hand to rest.

use std::time::Duration;

use leptos::prelude::*;

/// What is asked for last is done, once nothing has been asked for since. The waits are told apart by a count and no
/// timer is stopped: the number of one that is over may be another's.
#[derive(Clone, Copy)]
pub struct Rest(StoredValue<Turn>);

#[derive(Clone, Copy, PartialEq, Eq, Default)]
struct Turn {
    count: u32,
    waits: bool,
}

impl Default for Rest {
    fn default() -> Self {
        Rest(StoredValue::new(Turn::default()))
    }
}

impl Rest {
    /// Does `then` after `time`, in place of what waits.
    pub fn wait(self, time: Duration, then: impl FnOnce() + 'static) {
        let Some(mine) = self.turn(true) else { return };
        let over = move || {
            // Nothing is done for a view that is gone.
            if self.0.try_get_value() == Some(mine) {
                self.stop();
                then();
            }
        };
        set_timeout(over, time);
    }

    /// What waits is not done.
    pub fn stop(self) {
        self.turn(false);
    }

    pub fn is_waiting(self) -> bool {
        self.0.try_get_value().is_some_and(|turn| turn.waits)
    }

    fn turn(self, waits: bool) -> Option<Turn> {
        self.0.try_update_value(|turn| {
            *turn = Turn { count: turn.count.wrapping_add(1), waits };
            *turn
        })
    }
}
