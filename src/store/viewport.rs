//! How wide the page is: the chart is drawn for it.

use leptos::prelude::*;

use crate::platform::page;

#[derive(Clone, Copy)]
struct Viewport(RwSignal<f64>);

/// Follows the width of the page and puts it into the context.
pub fn provide_viewport() -> Signal<f64> {
    let width = RwSignal::new(page::width());
    page::on_width_change(move || {
        let now = page::width();
        if width.try_get_untracked().is_some_and(|before| (before - now).abs() > 0.5) {
            width.set(now);
        }
    });
    provide_context(Viewport(width));
    width.into()
}

/// The width of the page in CSS pixels, scroll bar not counted.
pub fn use_viewport() -> Signal<f64> {
    use_context::<Viewport>().map_or_else(provide_viewport, |viewport| viewport.0.into())
}
