//! The records and the small values they are made of.

mod day;
mod lang;
mod money;

pub use day::{Day, DayError};
pub use lang::{Lang, Localized};
pub use money::{Currency, Money, MoneyError};
