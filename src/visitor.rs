//! The visitor's pages alone. Built with the feature `whole` (for development, where there is no `boot.js` that
//! chooses), it is the whole app.

use landfall::app;

fn main() {
    app::start(if cfg!(feature = "whole") { Some(app::staff) } else { None });
}
