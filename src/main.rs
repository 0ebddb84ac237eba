//! Landfall: the promotion timeline and the lead board, in one page.

mod app;
mod features;
mod i18n;
mod platform;
mod store;
mod ui;

fn main() {
    leptos::mount::mount_to_body(app::App);
}
