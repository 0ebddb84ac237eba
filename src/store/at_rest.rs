//! Figures that an edit does not wait for.

use std::time::Duration;

use leptos::prelude::*;

use super::rest::Rest;

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
    let rest = Rest::default();
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
        rest.wait(REST, look_now);
    });
    seen
}
