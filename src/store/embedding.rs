//! Whether the page stands inside another, for the pages that look different there.

use landfall_core::embed::View;
use leptos::prelude::*;

/// What the address asks of the pages (SPEC EM1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Embedding {
    /// The page that comes first, where one is asked for.
    pub view: Option<View>,
    /// Header and navigation are shown.
    pub chrome: bool,
}

pub fn provide_embedding(embedding: Embedding) {
    provide_context(embedding);
}

/// `None` where the page stands by itself.
pub fn use_embedding() -> Option<Embedding> {
    use_context()
}
