//! SPEC "Story".
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use landfall_core::model::{Day, Lang};
use landfall_core::published::{Published, parse};
use landfall_core::view::chart::Window;
use landfall_core::view::story::{Step, Story, range_name, range_words, years};

fn shipped() -> Published {
    parse(include_str!("../../../public/data/published.json")).unwrap()
}

fn keys(data: &Published) -> Vec<String> {
    let story = Story::of(data);
    (0..story.len()).map(|index| story.key(index).to_owned()).collect()
}

#[test]
fn st1_events_then_the_years_indicators_then_the_cases() {
    let data = shipped();
    let told =
        ["2023-overseas-1", "2023-overseas-2", "2023-mosu", "2023-ciie", "2023-hangzhou", "indicators-2023", "cases"];
    assert_eq!(keys(&data), told);
    assert_eq!(Story::of(&data).step(5), Some(&Step::Indicators(2023)));
    // With several years each has its indicators after its last event.
    let mut two = shipped();
    let mut earlier = two.indicators[0].clone();
    earlier.year = 2022;
    two.indicators.push(earlier);
    let mut later = two.events[0].clone();
    "2024-first".clone_into(&mut later.id);
    later.start = Day::new(2024, 3, 1).unwrap();
    two.events.push(later);
    two.cases.clear();
    let mut expected = vec!["indicators-2022"];
    expected.extend(&told[..6]);
    expected.push("2024-first");
    assert_eq!(keys(&two), expected);
    let story = Story::of(&two);
    let of_year: Vec<i32> = (0..story.len()).map(|index| story.year(index, &two)).collect();
    assert_eq!(of_year, [2022, 2023, 2023, 2023, 2023, 2023, 2023, 2024]);
    let nothing = Published { events: Vec::new(), indicators: Vec::new(), cases: Vec::new(), ..shipped() };
    assert!(Story::of(&nothing).is_empty());
}

#[test]
fn st2_an_address_opens_its_step_or_the_first() {
    let story = Story::of(&shipped());
    for index in 0..story.len() {
        assert_eq!(story.find(story.key(index)), index);
    }
    assert_eq!(story.find("1"), 0);
    assert_eq!(story.find("nobody"), 0);
    assert_eq!(story.key(99), "");
    let mut named = shipped();
    "cases".clone_into(&mut named.events[2].id);
    let story = Story::of(&named);
    assert_eq!(story.step(story.find("cases")), Some(&Step::Event(2)), "an event comes first, whatever its name");
}

#[test]
fn st3_the_years_there_are() {
    let mut data = shipped();
    assert_eq!(years(&data), [2023]);
    data.events[0].start = Day::new(2021, 12, 30).unwrap();
    data.events[0].end = Some(Day::new(2022, 1, 3).unwrap());
    data.indicators[0].year = 2019;
    assert_eq!(years(&data), [2019, 2021, 2022, 2023]);
}

#[test]
fn st3_a_range_is_said_in_words() {
    let day = |text: &str| text.parse::<Day>().unwrap();
    let words = |first, last| range_words(Lang::En, Window::between(day(first), day(last)));
    let name = |first, last| range_name(Window::between(day(first), day(last)));
    assert_eq!(name("2023-01-01", "2023-12-31"), "2023");
    assert_eq!(name("2022-01-01", "2024-12-31"), "2022-2024");
    assert_eq!(name("2023-11-01", "2023-12-15"), "2023-11-01_2023-12-15");
    assert_eq!(words("2023-01-01", "2023-12-31"), "2023");
    assert_eq!(words("2022-01-01", "2024-12-31"), "2022–2024");
    assert_eq!(words("2023-11-01", "2023-12-15"), "1 November – 15 December 2023");
}
