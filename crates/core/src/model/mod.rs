//! The records and the small values they are made of.

mod day;
mod lang;
mod money;
mod record;

pub use day::{Day, DayError};
pub use lang::{Lang, Localized};
pub(crate) use money::half_width;
pub use money::{Currency, Money, MoneyError};
pub use record::{Activity, Blocker, Collection, Company, EventRecord, Lead, Officer, Record, RecordId, Term};
