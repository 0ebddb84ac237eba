//! Pages and their parts. A feature never imports another.

pub mod board;
pub mod capture;
pub mod companies;
pub mod data;
pub mod event;
pub mod events;
pub mod gate;
pub mod handover;
pub mod lead;
pub mod lock;
pub mod table;
pub mod today;
pub mod visitor;
