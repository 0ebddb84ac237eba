//! What time it is. The only clock of the program; core gets the time as an argument.

/// Milliseconds since 1970-01-01T00:00Z.
pub fn now_ms() -> i64 {
    // A JavaScript time is a whole number below 2^53: exact in an f64 and in an i64.
    #[allow(clippy::cast_possible_truncation)]
    let ms = js_sys::Date::now() as i64;
    ms
}

/// `09:42`, in this computer's own zone: it tells when something happened at this desk.
pub fn time_of_day(unix_ms: i64) -> String {
    // Exact: see now_ms.
    #[allow(clippy::cast_precision_loss)]
    let date = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(unix_ms as f64));
    format!("{:02}:{:02}", date.get_hours(), date.get_minutes())
}

/// Milliseconds since the page was opened, by a clock nobody sets: it never goes back.
pub fn tick_ms() -> u64 {
    let now = web_sys::window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now());
    // Whole milliseconds of a page's life.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let now = now as u64;
    now
}
