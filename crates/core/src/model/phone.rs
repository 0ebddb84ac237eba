use super::half_width;

/// Fewer digits are an extension or a slip, and say nothing about who it is.
const FEWEST: usize = 7;

/// What two spellings of one phone number have in common: its digits, without the country code of China, without zeros in front
/// and without an extension. Empty for what is no number. A number is kept and shown as it was typed, whatever country it is of.
pub fn phone_key(phone: &str) -> String {
    let plain: String = phone.chars().map(half_width).flat_map(char::to_lowercase).collect();
    let plain = plain.replace("(0)", "");
    let number = plain.split(['转', '#', 'x', 'e', '/', ';', '、', ',']).next().unwrap_or_default();
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let abroad = number.trim_start().starts_with('+') || digits.starts_with("00");
    let digits = digits.trim_start_matches('0');
    let home = match digits.strip_prefix("86") {
        // A mobile number has eleven digits: with 86 in front of it, it has thirteen.
        Some(rest) if abroad || (rest.len() == 11 && rest.starts_with('1')) => rest,
        _ => digits,
    };
    let home = home.trim_start_matches('0');
    if home.len() < FEWEST { String::new() } else { home.to_owned() }
}
