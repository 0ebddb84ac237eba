//! Pages and their parts. A feature never imports another.

pub mod board;
pub mod capture;
pub mod data;
pub mod event;
pub mod events;
pub mod lead;
pub mod visitor;
