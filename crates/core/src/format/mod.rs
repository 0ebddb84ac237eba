//! Dates, numbers and money as people of each language write them.

mod date;
mod number;

pub use date::{
    dates, day_from, day_of_month_week, day_plain, day_range, day_short, day_week, days, month_name, month_span,
    weekday_name,
};
pub use number::{
    distance, money, money_cell, money_exact, money_figure, money_parts, money_sums, money_unit, number, ordinal_en,
    percent_change, rank,
};
