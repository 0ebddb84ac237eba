//! What time it is. The only clock of the program; core gets the time as an argument.

use landfall_core::model::Day;

/// Milliseconds since 1970-01-01T00:00Z.
pub fn now_ms() -> i64 {
    // A JavaScript time is a whole number below 2^53: exact in an f64 and in an i64.
    #[allow(clippy::cast_possible_truncation)]
    let ms = js_sys::Date::now() as i64;
    ms
}

/// Today in Shanghai, whatever zone this computer is set to.
pub fn today() -> Day {
    Day::in_shanghai(now_ms()).unwrap_or_else(Day::epoch)
}
