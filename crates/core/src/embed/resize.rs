/// The shortest time between two heights, in milliseconds: ten a second.
const PAUSE: u64 = 100;
/// A smaller change is none, in CSS pixels.
const STEP: u32 = 2;
/// A height that comes back within this time is taken for a loop: the host's answer brought it about.
const LOOP: u64 = 1_500;

/// Which heights the host is told, and when (EM9).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Resize {
    /// What was told last, at which width, and when.
    last: Option<(u32, u32, u64)>,
    /// What was told before that, and when that was given up.
    before: Option<(u32, u64)>,
}

/// What to do with a height.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    Tell,
    /// Ask again in so many milliseconds, with the height there is then.
    Wait(u64),
    Nothing,
}

impl Resize {
    /// Asks whether to tell this height now, which the page has at this width. `now` is in milliseconds, by a clock
    /// that never goes back.
    pub fn next(&mut self, height: u32, width: u32, now: u64) -> Next {
        let Some((told, told_width, at)) = self.last else {
            self.last = Some((height, width, now));
            return Next::Tell;
        };
        if height.abs_diff(told) < STEP {
            return Next::Nothing;
        }
        let passed = now.saturating_sub(at);
        if passed < PAUSE {
            return Next::Wait(PAUSE - passed);
        }
        // A scroll bar goes with the greater height and comes with the smaller one: the greater one stays.
        let returns = self.before.is_some_and(|(before, given_up)| {
            height < told
                && width != told_width
                && height.abs_diff(before) < STEP
                && now.saturating_sub(given_up) < LOOP
        });
        if returns {
            return Next::Nothing;
        }
        self.before = Some((told, now));
        self.last = Some((height, width, now));
        Next::Tell
    }
}
