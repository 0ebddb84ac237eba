//! Pages and their parts. A feature never imports another.

pub mod visitor;
