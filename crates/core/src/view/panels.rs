//! Indicators over the years: one panel an indicator, one column a year (SPEC IN).

use crate::format;
use crate::model::{Lang, Money};
use crate::order;
use crate::published::{Figure, Indicator, Published};

/// An indicator over the years.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    pub id: String,
    pub name: String,
    /// The name in full.
    pub detail: Option<String>,
    /// What the columns count in; `None` where they are words.
    pub unit: Option<String>,
    /// One a year, ascending, without gaps.
    pub columns: Vec<Column>,
}

/// A year of an indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    pub year: i32,
    /// Its height, of the highest in the panel (0–1); `None` where there is nothing to compare.
    pub share: Option<f64>,
    pub said: Said,
    /// `+35.54%`.
    pub change: Option<String>,
}

/// What is written at a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// A figure in the panel's unit.
    Figure(String),
    /// A figure in a unit of its own.
    Other(String),
    /// A place in an order, and among whom.
    Rank { rank: String, among: String, kept: bool },
    /// This many industries grew by a double-digit rate each.
    Growth(Vec<String>),
    /// The data has nothing for this year.
    Nothing,
}

/// What can be compared: a number and what it counts.
#[derive(PartialEq)]
enum Measure<'a> {
    Count(&'a crate::model::Localized),
    Money(crate::model::Currency),
}

fn measure(figure: &Figure) -> Option<(u64, Measure<'_>)> {
    match figure {
        Figure::Count { value, unit } => Some((*value, Measure::Count(unit))),
        Figure::Money(money) => Some((money.amount, Measure::Money(money.currency))),
        Figure::Rank { .. } | Figure::DoubleDigitGrowth { .. } => None,
    }
}

/// The panels in the order in which the file first names them; empty where all figures are of one year.
pub fn indicator_panels(data: &Published, lang: Lang) -> Vec<Panel> {
    let years = || data.indicators.iter().map(|indicator| indicator.year);
    let (Some(first), Some(last)) = (years().min(), years().max()) else { return Vec::new() };
    if first == last {
        return Vec::new();
    }
    let mut groups: Vec<Vec<&Indicator>> = Vec::new();
    for indicator in &data.indicators {
        match groups.iter_mut().find(|group| group.first().is_some_and(|other| other.id == indicator.id)) {
            Some(group) => group.push(indicator),
            None => groups.push(vec![indicator]),
        }
    }
    groups.iter_mut().filter_map(|group| panel(data, lang, group, (first, last))).collect()
}

fn panel(data: &Published, lang: Lang, group: &mut Vec<&Indicator>, (first, last): (i32, i32)) -> Option<Panel> {
    order::sort_by_key(group, |indicator| indicator.year);
    let newest = *group.last()?;
    let kind = measure(&newest.figure).map(|(_, kind)| kind);
    let comparable = |indicator: &Indicator| -> Option<u64> {
        let (value, of) = measure(&indicator.figure)?;
        (Some(of) == kind).then_some(value)
    };
    let highest = group.iter().filter_map(|indicator| comparable(indicator)).max().unwrap_or_default();
    let unit = match &kind {
        Some(Measure::Count(unit)) => Some(unit.get(lang).to_owned()),
        Some(Measure::Money(currency)) => {
            Some(format::money_unit(lang, Money { amount: highest, currency: *currency }))
        }
        None => None,
    };
    let of_year = |year: i32| group.iter().find(|indicator| indicator.year == year).copied();
    let column = |year: i32| {
        let Some(indicator) = of_year(year) else {
            return Column { year, share: None, said: Said::Nothing, change: None };
        };
        let value = comparable(indicator);
        // Figures of a district are far below 2^53: exact in an f64.
        #[allow(clippy::cast_precision_loss)]
        let share = |value: u64| if highest == 0 { 0.0 } else { value as f64 / highest as f64 };
        let before = of_year(year - 1).and_then(comparable);
        let change = indicator.change.or_else(|| on_year(before?, value?));
        Column {
            year,
            share: value.map(share),
            said: said(data, lang, indicator, value.is_some().then_some(highest)),
            change: change.map(|hundredths| format::percent_change(lang, hundredths)),
        }
    };
    Some(Panel {
        id: newest.id.clone(),
        name: newest.name.get(lang).to_owned(),
        detail: newest.detail.as_ref().map(|detail| detail.get(lang).to_owned()),
        unit,
        columns: (first..=last).map(column).collect(),
    })
}

/// The change in hundredths of a percent; none from nothing.
fn on_year(before: u64, now: u64) -> Option<i32> {
    let (before, now) = (i128::from(before), i128::from(now));
    if before == 0 {
        return None;
    }
    let doubled = (now - before) * 20_000;
    let rounded = (doubled + if doubled >= 0 { before } else { -before }) / (2 * before);
    i32::try_from(rounded).ok()
}

fn said(data: &Published, lang: Lang, indicator: &Indicator, highest: Option<u64>) -> Said {
    match (&indicator.figure, highest) {
        (Figure::Count { value, .. }, Some(_)) => Said::Figure(format::number(*value)),
        (Figure::Count { value, unit }, None) => Said::Other(format!("{} {}", format::number(*value), unit.get(lang))),
        (Figure::Money(money), Some(highest)) => {
            Said::Figure(format::money_figure(lang, *money, Money { amount: highest, ..*money }))
        }
        (Figure::Money(money), None) => Said::Other(format::money(lang, *money)),
        (Figure::Rank { position, among, kept }, _) => {
            Said::Rank { rank: format::rank(lang, *position), among: among.get(lang).to_owned(), kept: *kept }
        }
        (Figure::DoubleDigitGrowth { industries }, _) => {
            let name = |id: &String| Some(data.layout.as_ref()?.industry(id)?.name.get(lang).to_owned());
            Said::Growth(industries.iter().filter_map(name).collect())
        }
    }
}
