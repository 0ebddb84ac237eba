use crate::model::{Currency, Lang, Money};

/// Digits grouped by thousands: `4,847`.
pub fn number(value: u64) -> String {
    let digits = value.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// `1st`, `2nd`, `11th`.
pub fn ordinal_en(value: u64) -> String {
    let suffix = match (value % 10, value % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{value}{suffix}")
}

/// An amount with its unit. Chinese: `2.0 亿元` from 100 million, `3,000 万元` below, `3,000 万美元`.
/// English: `¥200m`, `$35m`, `$1.71bn`.
pub fn money(lang: Lang, money: Money) -> String {
    match lang {
        Lang::ZhCn => {
            let unit = zh_unit(money.currency);
            match money.amount {
                0..10_000 => format!("{} {unit}", number(money.amount)),
                10_000..100_000_000 => format!("{} 万{unit}", grouped(money.amount, 10_000, 0, 1)),
                _ => format!("{} 亿{unit}", grouped(money.amount, 100_000_000, 1, 2)),
            }
        }
        Lang::En => {
            let sign = en_sign(money.currency);
            match money.amount {
                0..1_000 => format!("{sign}{}", money.amount),
                1_000..1_000_000 => format!("{sign}{}k", grouped(money.amount, 1_000, 0, 1)),
                1_000_000..1_000_000_000 => format!("{sign}{}m", grouped(money.amount, 1_000_000, 0, 1)),
                _ => format!("{sign}{}bn", grouped(money.amount, 1_000_000_000, 0, 2)),
            }
        }
    }
}

/// Sums side by side, never added up: `7.9 亿元 + 1.13 亿美元` / `¥790m + $113m`. Empty when there is nothing.
///
/// In Chinese all sums are in 亿, so that columns compare at a glance: yuan to one decimal, dollars to two.
pub fn money_sums(lang: Lang, sums: &[Money]) -> String {
    let texts: Vec<String> = sums
        .iter()
        .filter(|sum| sum.amount > 0)
        .map(|sum| match (lang, sum.currency) {
            // Under 0.01 亿 the unit would show zeros.
            (Lang::ZhCn, _) if sum.amount < 1_000_000 => money(lang, *sum),
            (Lang::ZhCn, Currency::Cny) if sum.amount >= 10_000_000 => {
                format!("{} 亿元", grouped(sum.amount, 100_000_000, 1, 1))
            }
            (Lang::ZhCn, currency) => format!("{} 亿{}", grouped(sum.amount, 100_000_000, 2, 2), zh_unit(currency)),
            (Lang::En, _) => money(lang, *sum),
        })
        .collect();
    texts.join(" + ")
}

/// An amount to the last unit, in the largest unit that shows it whole: what an input field holds.
pub fn money_exact(lang: Lang, money: Money) -> String {
    let units: &[(u64, &str)] = match lang {
        Lang::ZhCn => &[(100_000_000, " 亿"), (10_000, " 万")],
        Lang::En => &[(1_000_000_000, "bn"), (1_000_000, "m")],
    };
    let unit = units.iter().find(|(unit, _)| money.amount >= *unit && money.amount.is_multiple_of(*unit / 100));
    let figure = match unit {
        Some((unit, word)) => format!("{}{word}", grouped(money.amount, *unit, 0, 2)),
        None => number(money.amount),
    };
    match lang {
        Lang::ZhCn if unit.is_some() => format!("{figure}{}", zh_unit(money.currency)),
        Lang::ZhCn => format!("{figure} {}", zh_unit(money.currency)),
        Lang::En => format!("{}{figure}", en_sign(money.currency)),
    }
}

fn zh_unit(currency: Currency) -> &'static str {
    match currency {
        Currency::Cny => "元",
        Currency::Usd => "美元",
    }
}

fn en_sign(currency: Currency) -> &'static str {
    match currency {
        Currency::Cny => "¥",
        Currency::Usd => "$",
    }
}

/// `amount / unit`, rounded half up to at most `most` decimals, trailing zeros dropped down to `least`.
fn grouped(amount: u64, unit: u64, least: u32, most: u32) -> String {
    let scale = 10u128.pow(most);
    let scaled = (u128::from(amount) * scale + u128::from(unit) / 2) / u128::from(unit);
    let whole = u64::try_from(scaled / scale).unwrap_or(u64::MAX);
    let mut decimals =
        if most == 0 { String::new() } else { format!("{:0width$}", scaled % scale, width = most as usize) };
    while decimals.len() > least as usize && decimals.ends_with('0') {
        decimals.pop();
    }
    if decimals.is_empty() { number(whole) } else { format!("{}.{decimals}", number(whole)) }
}

/// An amount as figure and unit, to be set in two sizes: (`17.1`, `亿美元`), (`$1.71`, `bn`).
pub fn money_parts(lang: Lang, amount: Money) -> (String, String) {
    let text = money(lang, amount);
    let digits = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '$' | '¥');
    let (figure, unit) = text.split_at(text.find(|c| !digits(c)).unwrap_or(text.len()));
    (figure.to_owned(), unit.trim().to_owned())
}

/// An amount as figure and unit for a column of them: in Chinese all in 亿 with two decimals, so that they compare at a
/// glance, where that shows them whole; else as [`money_parts`].
pub fn money_cell(lang: Lang, amount: Money) -> (String, String) {
    if lang == Lang::ZhCn && amount.amount > 0 && amount.amount.is_multiple_of(1_000_000) {
        return (grouped(amount.amount, 100_000_000, 2, 2), format!("亿{}", zh_unit(amount.currency)));
    }
    money_parts(lang, amount)
}

/// The scale that an amount is shown in: its unit, how many decimals at least and at most, and its word.
fn scale(lang: Lang, amount: u64) -> (u64, u32, u32, &'static str) {
    match (lang, amount) {
        (Lang::ZhCn, 0..10_000) | (Lang::En, 0..1_000) => (1, 0, 0, ""),
        (Lang::ZhCn, 10_000..100_000_000) => (10_000, 0, 1, "万"),
        (Lang::ZhCn, _) => (100_000_000, 1, 2, "亿"),
        (Lang::En, 1_000..1_000_000) => (1_000, 0, 1, "k"),
        (Lang::En, 1_000_000..1_000_000_000) => (1_000_000, 0, 1, "m"),
        (Lang::En, _) => (1_000_000_000, 0, 2, "bn"),
    }
}

/// The unit that amounts up to this one share: `亿美元` / `$bn`.
pub fn money_unit(lang: Lang, highest: Money) -> String {
    let word = scale(lang, highest.amount).3;
    match lang {
        Lang::ZhCn => format!("{word}{}", zh_unit(highest.currency)),
        Lang::En => format!("{}{word}", en_sign(highest.currency)),
    }
}

/// An amount as a figure in the unit of [`money_unit`]; with a unit of its own where it would read as zero there.
pub fn money_figure(lang: Lang, amount: Money, highest: Money) -> String {
    let (unit, least, most, _) = scale(lang, highest.amount);
    if amount.amount > 0 && amount.amount < unit / 100 {
        return money(lang, amount);
    }
    grouped(amount.amount, unit, least, most)
}

/// A place in an order: `第一`, `第 12` / `1st`, `12th`.
pub fn rank(lang: Lang, position: u64) -> String {
    const ZH: [&str; 11] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    match lang {
        Lang::En => ordinal_en(position),
        Lang::ZhCn => match usize::try_from(position).ok().and_then(|i| ZH.get(i)) {
            Some(numeral) if position > 0 => format!("第{numeral}"),
            _ => format!("第 {position}"),
        },
    }
}

/// A change in hundredths of a percent: `+35.54%` / `+35.54 %`, `−4.2%`.
pub fn percent_change(lang: Lang, hundredths: i32) -> String {
    let sign = match hundredths {
        0 => "±",
        1.. => "+",
        _ => "−",
    };
    let value = grouped(u64::from(hundredths.unsigned_abs()), 100, 0, 2);
    match lang {
        Lang::ZhCn => format!("{sign}{value}%"),
        Lang::En => format!("{sign}{value} %"),
    }
}

/// A distance for illustration, to the nearest ten: `约 9,260 公里` / `about 9,260 km`.
pub fn distance(lang: Lang, km: f64) -> String {
    // In range: no two points of the globe are farther apart than 20,040 km, and a length is not negative.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let tens = (km.clamp(0.0, 50_000.0) / 10.0).round() as u64 * 10;
    match lang {
        Lang::ZhCn => format!("约 {} 公里", number(tens)),
        Lang::En => format!("about {} km", number(tens)),
    }
}
