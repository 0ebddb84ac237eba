//! Published data: what a visitor sees.
