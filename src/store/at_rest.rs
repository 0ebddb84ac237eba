//! Figures that an edit does not wait for.

use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
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
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let look_now = move || {
        // Its own timer is over: an old handle must not end another's.
        waiting.try_update_value(Option::take);
        // The page may be gone, and what `look` reads with it.
        if seen.try_with_untracked(|_| ()).is_some()
            && let Some(now) = untrack(look)
            && seen.try_with_untracked(|before| *before != now).unwrap_or_default()
        {
            set_seen.try_set(now);
        }
    };
    let stop = move || {
        if let Some(handle) = waiting.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    };
    Effect::new(move |before: Option<()>| {
        follow();
        if before.is_none() && first == First::Now {
            look_now();
            return;
        }
        stop();
        waiting.set_value(set_timeout_with_handle(look_now, REST).ok());
    });
    on_cleanup(stop);
    seen
}
