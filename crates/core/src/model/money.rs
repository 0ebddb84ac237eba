use std::fmt;

use serde::{Deserialize, Serialize};

/// A currency the district keeps amounts in. Amounts of different currencies are never added up (SPEC M1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Currency {
    #[default]
    #[serde(rename = "CNY")]
    Cny,
    #[serde(rename = "USD")]
    Usd,
}

impl Currency {
    /// ISO 4217.
    pub fn code(self) -> &'static str {
        match self {
            Currency::Cny => "CNY",
            Currency::Usd => "USD",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "CNY" => Some(Currency::Cny),
            "USD" => Some(Currency::Usd),
            _ => None,
        }
    }
}

/// An amount in whole units of its currency (yuan, dollars); never negative.
///
/// Written as `CNY 200000000`: one text, so that a replica always writes the same bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    pub amount: u64,
    pub currency: Currency,
}

/// Why a text is not an amount.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    #[error("{text:?} is not an amount")]
    NotAnAmount { text: String },
    #[error("{text:?} is larger than any investment")]
    TooLarge { text: String },
}

/// The largest amount taken: a thousand trillion. Above it the typist slipped.
const LARGEST: f64 = 1e15;

impl Money {
    /// Reads what [`Money`]'s `Display` writes: the form an amount has in the document and in files.
    pub fn from_stored(text: &str) -> Option<Self> {
        let (code, amount) = text.split_once(' ')?;
        Some(Money { amount: amount.parse().ok()?, currency: Currency::from_code(code)? })
    }

    /// Reads what officers type (SPEC M2): `1.2亿`, `1,200万`, `3000万美元`, `USD 3m`, `$0.5bn`, full-width digits.
    /// A number without a currency is in `default`. An empty text is `Ok(None)`.
    ///
    /// # Errors
    /// Names the text that is not an amount.
    pub fn parse(text: &str, default: Currency) -> Result<Option<Self>, MoneyError> {
        let plain: String = text.chars().map(half_width).filter(|c| !c.is_whitespace() && *c != ',').collect();
        let mut rest = plain.to_lowercase();
        if rest.is_empty() {
            return Ok(None);
        }
        let bad = || MoneyError::NotAnAmount { text: text.trim().to_owned() };
        let mut currency = None;
        // 人民币1.2亿元 and USD 3万美元 name their currency twice; what names two is no amount.
        while let Some((left, found)) = take_mark(&rest) {
            if currency.is_some_and(|known| known != found) {
                return Err(bad());
            }
            currency = Some(found);
            rest = left;
        }
        let mut factor = 1.0;
        for (mark, by) in FACTORS {
            if let Some(stripped) = rest.strip_suffix(mark) {
                rest = stripped.to_owned();
                factor = *by;
                break;
            }
        }
        let digits = rest.bytes().all(|b| b.is_ascii_digit() || b == b'.') && rest.bytes().any(|b| b.is_ascii_digit());
        let number: f64 = if digits { rest.parse().map_err(|_| bad())? } else { return Err(bad()) };
        let amount = (number * factor).round();
        if amount > LARGEST {
            return Err(MoneyError::TooLarge { text: text.trim().to_owned() });
        }
        // In range: checked against LARGEST above, and never negative as no sign is read.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        Ok(Some(Money { amount: amount as u64, currency: currency.unwrap_or(default) }))
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.currency.code(), self.amount)
    }
}

/// Takes a currency's mark off the front or the end.
fn take_mark(text: &str) -> Option<(String, Currency)> {
    MARKS.iter().find_map(|(mark, found)| {
        let left = text.strip_prefix(mark).or_else(|| text.strip_suffix(mark))?;
        Some((left.to_owned(), *found))
    })
}

/// Longest first, so that 人民币元 is not read as 元 with a rest.
const MARKS: &[(&str, Currency)] = &[
    ("人民币", Currency::Cny),
    ("美元", Currency::Usd),
    ("us$", Currency::Usd),
    ("usd", Currency::Usd),
    ("cny", Currency::Cny),
    ("rmb", Currency::Cny),
    ("$", Currency::Usd),
    ("¥", Currency::Cny),
    ("元", Currency::Cny),
];

const FACTORS: &[(&str, f64)] = &[
    ("million", 1e6),
    ("billion", 1e9),
    ("bn", 1e9),
    ("mn", 1e6),
    ("万亿", 1e12),
    ("千亿", 1e11),
    ("百亿", 1e10),
    ("十亿", 1e9),
    ("亿", 1e8),
    ("千万", 1e7),
    ("百万", 1e6),
    ("十万", 1e5),
    ("万", 1e4),
    ("b", 1e9),
    ("m", 1e6),
    ("k", 1e3),
];

/// Full-width ASCII (`０`–`～`, the ideographic space, `￥`, `。` as a slipped decimal point) to its narrow twin.
pub fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '￥' => '¥',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        other => other,
    }
}
