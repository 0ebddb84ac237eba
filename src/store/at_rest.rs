//! Figures that an edit does not wait for.

use std::time::Duration;

use leptos::prelude::*;

/// After so many milliseconds without a change they are made anew.
const REST: Duration = Duration::from_millis(150);

/// When [`at_rest`] looks for the first time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum First {
    /// With the page.
    Now,
    /// When the page stands.
    Later,
}

/// What `look` gives, looked at anew when nothing that `follow` tracks has changed for a moment. `None` from `look`
/// leaves what was there.
pub fn at_rest<T: Default + PartialEq + Send + Sync + 'static>(
    first: First,
    follow: impl Fn() + 'static,
    look: impl Fn() -> Option<T> + Copy + 'static,
) -> ReadSignal<T> {
    let (seen, set_seen) = signal(T::default());
    // Counts the changes: a timer that was set before the last one does nothing.
    let turn = StoredValue::new(0_u32);
    let look_now = move || {
        // The page may be gone, and what `look` reads with it.
        if seen.try_with_untracked(|_| ()).is_some()
            && let Some(now) = untrack(look)
            && seen.try_with_untracked(|before| *before != now).unwrap_or_default()
        {
            set_seen.try_set(now);
        }
    };
    Effect::new(move |before: Option<()>| {
        follow();
        if before.is_none() && first == First::Now {
            look_now();
            return;
        }
        let mine = turn.try_update_value(next);
        let look_then = move || {
            if turn.try_get_value() == mine {
                look_now();
            }
        };
        set_timeout(look_then, REST);
    });
    seen
}

fn next(turn: &mut u32) -> u32 {
    *turn = turn.wrapping_add(1);
    *turn
}
