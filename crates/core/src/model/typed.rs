//! A day as people type it.

use super::{Day, DayError, half_width};

/// A day as it is typed: `2026-10-01`, `2026/10/1`, `2026年10月1日`, `20261001`, full-width digits; nothing is no day (SPEC EV11).
///
/// # Errors
/// Says whether it has no such form, does not exist, or is outside 1900–2150.
pub fn typed_day(text: &str) -> Result<Option<Day>, DayError> {
    let plain: String = text.chars().map(half_width).filter(|c| !c.is_whitespace()).collect();
    if plain.is_empty() {
        return Ok(None);
    }
    let form = || DayError::Form { text: text.trim().to_owned() };
    let digits = |part: &str, most: usize| {
        let good = !part.is_empty() && part.len() <= most && part.bytes().all(|b| b.is_ascii_digit());
        good.then(|| part.parse::<u32>().ok()).flatten().ok_or_else(form)
    };
    let plain = plain.strip_suffix('日').unwrap_or(&plain);
    let parts: Vec<&str> = match plain.len() {
        8 if plain.bytes().all(|b| b.is_ascii_digit()) => {
            let (year, rest) = plain.split_at_checked(4).ok_or_else(form)?;
            let (month, day) = rest.split_at_checked(2).ok_or_else(form)?;
            vec![year, month, day]
        }
        _ => plain.split(['-', '/', '.', '年', '月', '–', '。']).collect(),
    };
    let &[year, month, day] = parts.as_slice() else { return Err(form()) };
    if year.len() != 4 {
        return Err(form());
    }
    Day::new(i32::try_from(digits(year, 4)?).map_err(|_| form())?, digits(month, 2)?, digits(day, 2)?).map(Some)
}
