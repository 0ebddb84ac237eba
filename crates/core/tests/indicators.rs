//! SPEC "Indicators by year". The data of several years is made here from the published file: only 2023 is published.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use landfall_core::model::{Currency, Lang, Localized, Money};
use landfall_core::published::{Fault, Figure, Published, parse};
use landfall_core::view::panels::{Panel, Said, indicator_panels};

const SHIPPED: &str = include_str!("../../../public/data/published.json");

fn shipped() -> Published {
    parse(SHIPPED).unwrap()
}

/// The same indicators in earlier years too, each year a tenth less, without a stated change.
fn of_years(count: i32) -> Published {
    let mut data = shipped();
    let newest = data.indicators.clone();
    for back in 1..count {
        for indicator in &newest {
            let mut earlier = indicator.clone();
            earlier.year -= back;
            earlier.change = None;
            let less = u64::try_from(10 - back).unwrap();
            match &mut earlier.figure {
                Figure::Count { value, .. } => *value = *value * less / 10,
                Figure::Money(money) => money.amount = money.amount * less / 10,
                Figure::Rank { position, .. } => *position += 1,
                Figure::DoubleDigitGrowth { .. } => {}
            }
            data.indicators.push(earlier);
        }
    }
    data
}

fn panel(panels: &[Panel], id: &str) -> Panel {
    panels.iter().find(|panel| panel.id == id).cloned().unwrap()
}

#[test]
fn in1_one_year_has_no_panels() {
    assert!(indicator_panels(&shipped(), Lang::ZhCn).is_empty());
    let none = Published { indicators: Vec::new(), ..shipped() };
    assert!(indicator_panels(&none, Lang::En).is_empty());
}

#[test]
fn in1_two_and_five_years_are_columns_side_by_side() {
    for years in [2, 5] {
        let panels = indicator_panels(&of_years(years), Lang::En);
        assert_eq!(panels.len(), 4);
        for panel in &panels {
            let of: Vec<i32> = panel.columns.iter().map(|column| column.year).collect();
            assert_eq!(of, (2024 - years..=2023).collect::<Vec<_>>());
        }
    }
    let mut gap = of_years(5);
    gap.indicators.retain(|indicator| indicator.id != "new-companies" || indicator.year != 2021);
    let columns = panel(&indicator_panels(&gap, Lang::En), "new-companies").columns;
    assert_eq!((columns[2].year, &columns[2].said, columns[2].share), (2021, &Said::Nothing, None));
    assert_eq!(columns[3].change, None, "no change on a year that is not there");
}

#[test]
fn in2_all_columns_stand_on_one_zero() {
    let panels = indicator_panels(&of_years(5), Lang::ZhCn);
    let companies = panel(&panels, "new-companies");
    assert_eq!(companies.unit.as_deref(), Some("家"));
    let values = [2908.0, 3392.0, 3877.0, 4362.0, 4847.0];
    for (column, value) in companies.columns.iter().zip(values) {
        assert!((column.share.unwrap() - value / 4847.0).abs() < 1e-9, "{column:?}");
    }
    let capital = panel(&panels, "foreign-capital");
    assert_eq!(capital.unit.as_deref(), Some("亿美元"));
    assert_eq!(capital.columns[0].said, Said::Figure("10.26".to_owned()));
    assert_eq!(capital.columns[4].said, Said::Figure("17.1".to_owned()));
    let english = panel(&indicator_panels(&of_years(5), Lang::En), "foreign-capital");
    assert_eq!((english.unit.as_deref(), &english.columns[4].said), (Some("$bn"), &Said::Figure("1.71".to_owned())));
    let ranks = panel(&panels, "headquarters");
    assert!(ranks.columns.iter().all(|column| column.share.is_none()) && ranks.unit.is_none());
    assert!(matches!(&ranks.columns[4].said, Said::Rank { rank, .. } if rank == "第一"));
    let words = panel(&panels, "strategic-industries");
    assert!(matches!(&words.columns[0].said, Said::Growth(names) if names.len() == 4));
}

#[test]
fn in2_what_cannot_be_compared_has_no_column() {
    let mut data = of_years(2);
    for indicator in &mut data.indicators {
        if indicator.year == 2022 {
            match &mut indicator.figure {
                Figure::Count { unit, .. } => *unit = Localized::new("户", "households"),
                Figure::Money(money) => *money = Money { amount: 9_000_000_000, currency: Currency::Cny },
                _ => {}
            }
        }
    }
    let panels = indicator_panels(&data, Lang::En);
    let companies = panel(&panels, "new-companies");
    assert_eq!(companies.columns[0].share, None);
    assert_eq!(companies.columns[0].said, Said::Other("4,362 households".to_owned()));
    assert_eq!(companies.columns[1].share, Some(1.0));
    let capital = panel(&panels, "foreign-capital");
    assert_eq!((capital.columns[0].share, &capital.columns[0].said), (None, &Said::Other("¥9bn".to_owned())));
    assert_eq!(capital.columns[1].share, Some(1.0), "the yuan of the year before are not its measure");
}

#[test]
fn in2_nothing_but_zeros_is_no_division() {
    let mut data = of_years(2);
    for indicator in &mut data.indicators {
        if let Figure::Count { value, .. } = &mut indicator.figure {
            *value = 0;
        }
    }
    let companies = panel(&indicator_panels(&data, Lang::En), "new-companies");
    assert!(companies.columns.iter().all(|column| column.share == Some(0.0)));
}

#[test]
fn in3_the_change_is_the_sources_or_computed() {
    let companies = panel(&indicator_panels(&of_years(5), Lang::En), "new-companies");
    assert_eq!(companies.columns[4].change.as_deref(), Some("+35.54 %"), "stated");
    // 4,362 on 3,877.
    assert_eq!(companies.columns[3].change.as_deref(), Some("+12.51 %"));
    assert_eq!(companies.columns[0].change, None);
    let mut down = of_years(2);
    down.indicators[0].change = None;
    down.indicators[0].figure = Figure::Count { value: 2181, unit: Localized::new("家", "companies") };
    let companies = panel(&indicator_panels(&down, Lang::En), "new-companies");
    assert_eq!(companies.columns[1].change.as_deref(), Some("−50 %"));
}

#[test]
fn pub4_an_indicator_comes_once_a_year() {
    let mut file: serde_json::Value = serde_json::from_str(SHIPPED).unwrap();
    let list = file["indicators"].as_array_mut().unwrap();
    let (mut earlier, again) = (list[0].clone(), list[0].clone());
    earlier["year"] = 2022.into();
    list.push(earlier);
    list.push(again);
    let data = parse(&file.to_string()).unwrap();
    assert_eq!(data.indicators.iter().filter(|indicator| indicator.id == "new-companies").count(), 2);
    assert_eq!(data.problems.len(), 1);
    assert!(matches!(&data.problems[0].fault, Fault::Duplicate { id } if id == "new-companies"));
}
