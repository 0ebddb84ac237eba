//! The whole app.

use landfall::{app, store};

fn main() {
    store::begin_copy();
    app::start(Some(app::staff));
}
