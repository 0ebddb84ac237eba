//! The whole app.

use landfall::app;

fn main() {
    app::start(Some(app::staff));
}
