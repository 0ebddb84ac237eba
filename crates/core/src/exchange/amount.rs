use super::rows::{Amount, Fault};
use crate::model::{Currency, Money};

/// Reads an amount's cell: `unit` is what the heading states in brackets, `currency` what the currency's cell says.
///
/// # Errors
/// [`Fault::Amount`] when the text is no amount, or its currency is not the one of the currency's cell.
pub(super) fn read(text: &str, unit: &str, currency: Option<Currency>) -> Result<Option<Amount>, Fault> {
    let bare = text.chars().all(|c| !c.is_alphabetic() && !"$¥￥€£".contains(c));
    let text = match (bare, unit_of(unit)) {
        (true, Unit::Known) => format!("{text}{unit}"),
        (true, Unit::Strange) => return Err(Fault::Amount),
        _ => text.to_owned(),
    };
    let Some(amount) = parse(&text)? else { return Ok(None) };
    match (amount.currency, currency) {
        (Some(own), Some(column)) if own != column => Err(Fault::Amount),
        (own, column) => Ok(Some(Amount { currency: own.or(column), ..amount })),
    }
}

/// The currency a cell names: by word, code or sign.
pub(super) fn currency(text: &str) -> Option<Currency> {
    let text = text.trim().trim_end_matches('元');
    // What was 美元 lost its end; a lone 元 is the yuan.
    let text = match text {
        "" => "元",
        "美" => "美元",
        other => other,
    };
    parse(&format!("1{text}")).ok().flatten().filter(|amount| amount.amount == 1)?.currency
}

enum Unit {
    None,
    Known,
    /// It speaks of money, but in a way we do not know: a guess could be wrong by the factor of an exchange rate.
    Strange,
}

fn unit_of(unit: &str) -> Unit {
    if unit.is_empty() {
        return Unit::None;
    }
    match parse(&format!("1{unit}")) {
        Ok(Some(_)) => Unit::Known,
        _ if unit.contains(['元', '万', '亿', '$', '€', '£', '¥', '欧', '镑', '币']) => Unit::Strange,
        _ if ["eur", "gbp", "hkd", "jpy", "million", "billion"].iter().any(|w| unit.to_lowercase().contains(w)) => {
            Unit::Strange
        }
        _ => Unit::None,
    }
}

/// [`Money::parse`], which also says whether the text named its currency.
fn parse(text: &str) -> Result<Option<Amount>, Fault> {
    let read = |default| Money::parse(text, default).map_err(|_| Fault::Amount);
    let (Some(one), Some(other)) = (read(Currency::Cny)?, read(Currency::Usd)?) else { return Ok(None) };
    let currency = (one.currency == other.currency).then_some(one.currency);
    Ok(Some(Amount { amount: one.amount, currency }))
}
