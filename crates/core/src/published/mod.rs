//! Published data: what a visitor sees.

pub struct Published;
