//! The unified social credit code (统一社会信用代码), as GB 32100-2015 makes it.

use super::half_width;

/// Why a code can't be one. It is only said: an officer may have it from a paper, and keeps what the paper says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CreditCodeFault {
    /// It has not 18 characters, but so many.
    WrongLength(usize),
    /// A character that stands in no code: I, O, S, V, Z and all but letters and digits.
    WrongCharacter(char),
    /// The last character is not the one that the others ask for.
    WrongCheck { expected: char },
}

const LENGTH: usize = 18;
/// The characters in the order of their values.
const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
/// 3 to the power of the place, modulo 31.
const WEIGHTS: [u32; LENGTH - 1] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/// A code as it is kept and compared: half-width, upper case, without spaces.
pub fn tidy_credit_code(code: &str) -> String {
    code.chars().map(half_width).filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect()
}

/// Whether a code is well made. Full-width characters and lower case are; an empty text is no code.
///
/// # Errors
/// Says what is wrong with it.
pub fn check_credit_code(code: &str) -> Result<(), CreditCodeFault> {
    let code = tidy_credit_code(code);
    let length = code.chars().count();
    let mut values = Vec::with_capacity(LENGTH);
    for c in code.chars() {
        let value = ALPHABET.chars().zip(0_u32..).find(|(known, _)| *known == c).map(|(_, value)| value);
        values.push(value.ok_or(CreditCodeFault::WrongCharacter(c))?);
    }
    if length != LENGTH {
        return Err(CreditCodeFault::WrongLength(length));
    }
    let sum: u32 = values.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
    let expected = (31 - sum % 31) % 31;
    if values.last() == Some(&expected) {
        return Ok(());
    }
    let expected = ALPHABET.chars().zip(0_u32..).find(|(_, value)| *value == expected).map_or('0', |(c, _)| c);
    Err(CreditCodeFault::WrongCheck { expected })
}
