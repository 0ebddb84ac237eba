//! What time it is, and how long things take. The only clock of the program; core gets the time as an argument.

/// Milliseconds since 1970-01-01T00:00Z.
pub fn now_ms() -> i64 {
    // A JavaScript time is a whole number below 2^53: exact in an f64 and in an i64.
    #[allow(clippy::cast_possible_truncation)]
    let ms = js_sys::Date::now() as i64;
    ms
}

/// Until it is dropped, something is being measured.
#[must_use = "what is measured ends when this is dropped"]
pub struct Measure(&'static str);

/// Measures, in the browser's own timeline, how long something takes: `performance.getEntriesByName("landfall:open")`,
/// the browser's profiler and `cargo xtask bench` read it there. Costs some microseconds.
pub fn measure(name: &'static str) -> Measure {
    if let Some(performance) = performance() {
        let _ = performance.mark(name);
    }
    Measure(name)
}

impl Drop for Measure {
    fn drop(&mut self) {
        let Some(performance) = performance() else { return };
        // The last one only: a tab is open for days. Who observes the timeline has met the others.
        performance.clear_measures_with_measure_name(self.0);
        let _ = performance.measure_with_start_mark(self.0, self.0);
        performance.clear_marks_with_mark_name(self.0);
    }
}

fn performance() -> Option<web_sys::Performance> {
    web_sys::window()?.performance()
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

/// Lets the browser draw and do other work for at least so many milliseconds.
pub async fn pause(ms: i32) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms);
        }
    });
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}
