//! Dates, numbers and money as people of each language write them.

mod date;
mod number;

pub use date::{day_of_month_week, day_plain, day_range, day_short, day_week, month_name, weekday_name};
pub use number::{money, money_exact, money_sums, number, ordinal_en};
