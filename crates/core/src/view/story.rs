//! The year told event by event: in what order, and what each step is (SPEC ST).

use crate::model::{Day, Lang};
use crate::order;
use crate::published::Published;

/// A step of the story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The event with this place in the data.
    Event(usize),
    /// The indicators of a year, after its last event.
    Indicators(i32),
    /// Who landed: the last step.
    Cases,
}

/// The steps in their order, each with its name in an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    steps: Vec<(String, Step)>,
}

impl Story {
    /// Year by year: its events in the order of time, then its indicators; at last the cases (ST1).
    pub fn of(data: &Published) -> Story {
        // Events come sorted; among what has the same year they stay before its indicators.
        let events = data.events.iter().enumerate();
        let mut dated: Vec<(i32, bool, String, Step)> =
            events.map(|(i, event)| (event.start.year(), false, event.id.clone(), Step::Event(i))).collect();
        let mut years: Vec<i32> = data.indicators.iter().map(|indicator| indicator.year).collect();
        order::sort_by_key(&mut years, |year| *year);
        years.dedup();
        dated.extend(years.into_iter().map(|year| (year, true, format!("indicators-{year}"), Step::Indicators(year))));
        order::sort_by_key(&mut dated, |step| (step.0, step.1));
        let mut steps: Vec<(String, Step)> = dated.into_iter().map(|(_, _, key, step)| (key, step)).collect();
        if !data.cases.is_empty() {
            steps.push(("cases".to_owned(), Step::Cases));
        }
        Story { steps }
    }

    /// How many steps.
    pub fn len(&self) -> usize {
        self.steps.len()
    }

    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// The step an address names; the first where it names none (ST2). Events come first, whatever they are called.
    pub fn find(&self, key: &str) -> usize {
        self.steps.iter().position(|(name, _)| name == key).unwrap_or_default()
    }

    pub fn step(&self, index: usize) -> Option<&Step> {
        self.steps.get(index).map(|(_, step)| step)
    }

    /// The step's name in an address; empty past the end.
    pub fn key(&self, index: usize) -> &str {
        self.steps.get(index).map(|(key, _)| key.as_str()).unwrap_or_default()
    }

    /// The year to show the chart of: the step's own, or the data's for the cases.
    pub fn year(&self, index: usize, data: &Published) -> i32 {
        match self.step(index) {
            Some(Step::Event(event)) => data.events.get(*event).map_or(data.year, |event| event.start.year()),
            Some(Step::Indicators(year)) => *year,
            Some(Step::Cases) | None => data.year,
        }
    }
}

/// The years there is something of: an event or an indicator, and the year the data speaks of; ascending.
pub fn years(data: &Published) -> Vec<i32> {
    let mut years = vec![data.year];
    for event in &data.events {
        years.push(event.start.year());
        years.extend(event.end.map(Day::year));
    }
    years.extend(data.indicators.iter().map(|indicator| indicator.year));
    order::sort_by_key(&mut years, |year| *year);
    years.dedup();
    years
}

/// The same for the name of a file: `2023`, `2022-2024`, `2023-08-01_2023-12-31`.
pub fn range_name(window: crate::view::chart::Window) -> String {
    let (first, last) = (window.first(), window.last());
    let whole = |year: i32| crate::view::chart::Window::year(year);
    match window.whole_year() {
        Some(year) => year.to_string(),
        None if first == whole(first.year()).first() && last == whole(last.year()).last() => {
            format!("{}-{}", first.year(), last.year())
        }
        None => format!("{first}_{last}"),
    }
}

/// The days of a range: a year, years, or from the first to the last day.
pub fn range_words(lang: Lang, window: crate::view::chart::Window) -> String {
    let (first, last) = (window.first(), window.last());
    let whole = |year: i32| crate::view::chart::Window::year(year);
    match window.whole_year() {
        Some(year) => year.to_string(),
        None if first == whole(first.year()).first() && last == whole(last.year()).last() => {
            format!("{}–{}", first.year(), last.year())
        }
        None => crate::format::dates(lang, first, Some(last)),
    }
}
