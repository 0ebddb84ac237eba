//! The chart: a year of promotion as time along a shore and distance out at sea (SPEC CH).
//!
//! Pure geometry in CSS pixels. A view prints these numbers and computes none.

mod label;
mod land;
mod marks;
mod mast;
mod overlay;
mod place;
mod scale;
mod sea;
mod tall;
mod text;
mod wide;
mod window;

pub use label::{Line, Look, Span};
pub use marks::{Mark, MarkName};
pub use mast::{MastEnd, Name, Spar};
pub use overlay::{ChartCase, Promise};
pub use place::{Anchor, Rect};
pub use scale::{Coast, reach_of, spread};
pub use tall::{Fold, RulerMark, TallChart, TallMast, TallMonth, tall_chart};
pub use text::{text_width, wrap};
pub use wide::{Chart, Depth, Mast, TodayMark, wide_chart};
pub use window::{Window, WindowFault};

use crate::model::{Day, Lang, Localized};
use crate::published::{Event, Home, Published};

/// Words the chart needs and only the dictionary has.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChartWords {
    /// 结束日期未载.
    pub end_not_stated: String,
    /// 空心站点：所属季次为推断.
    pub inferred: String,
    /// {months}没有公布的活动, where `{months}` is put in.
    pub no_events: String,
    /// 今天.
    pub today: String,
}

/// Where a chart stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Setting {
    /// On the home page the promise stands on the water and the cases on the land, where there is room.
    Hero,
    #[default]
    Page,
    /// In the story, which has the facts of one event under it.
    Story,
    /// Inside another page: the events stand in a row under it (EM10).
    Embed,
    /// On a printed sheet, which has a title, a list and figures beside it.
    Sheet,
}

/// What a chart is of, and for whom.
#[derive(Debug, Clone, Copy)]
pub struct ChartInput<'a> {
    pub data: &'a Published,
    pub lang: Lang,
    /// The width there is, in CSS pixels.
    pub width: f64,
    pub words: &'a ChartWords,
    /// The days it shows; turned for a phone it shows a year.
    pub window: Window,
    /// For the mark of today, where that is in the window.
    pub today: Option<Day>,
    pub setting: Setting,
}

/// A numbered disc on the shore. Discs that would overlap are one, with both numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Waypoint {
    pub x: f64,
    pub y: f64,
    /// Half its width; its height is always 22.
    pub half: f64,
    /// `3`, or `3–5`.
    pub text: String,
    /// Ids of its events.
    pub events: Vec<String>,
    pub bounds: Rect,
}

/// The words beside a mast or under a home event.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    pub event: String,
    pub anchor: Anchor,
    pub lines: Vec<Line>,
    pub bounds: Rect,
}

/// A season at home: a bar along the shore.
#[derive(Debug, Clone, PartialEq)]
pub struct ShoreBar {
    pub event: String,
    pub path: String,
    /// Goes on after the year, or nobody knows until when.
    pub beyond: Option<String>,
}

/// A line straight down (or across) from one point to another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    pub x1: f64,
    pub y1: f64,
    pub x2: f64,
    pub y2: f64,
}

/// Nearer than this counts as home: the event stands on land (CH3).
const HOME_KM: f64 = 50.0;

/// An event as the chart sees it.
struct Item<'a> {
    event: &'a Event,
    /// Order in time, from 1, over all events of the file.
    number: usize,
    /// Stops out at sea, nearest first.
    stops: Vec<Stop<'a>>,
    /// Its date says the year: the chart shows more than one.
    dated: bool,
}

struct Stop<'a> {
    name: &'a Localized,
    km: f64,
    inferred: bool,
}

impl Item<'_> {
    fn at_sea(&self) -> bool {
        !self.stops.is_empty()
    }

    /// The last day there is something to draw for: a season at home whose end is not stated runs on to the end of
    /// its year (CH6).
    fn drawn_to(&self) -> Day {
        let start = self.event.start;
        self.event.end.unwrap_or_else(|| if self.at_sea() { start } else { Window::year(start.year()).last() })
    }
}

/// The events that touch the chart's window, in order (CH13).
fn items<'a>(data: &'a Published, axis: &scale::TimeAxis) -> Vec<Item<'a>> {
    let year = axis.window.in_year();
    let numbered = data.events.iter().enumerate();
    numbered
        .map(|(i, event)| Item {
            event,
            number: i + 1,
            stops: stops(event, &data.home),
            dated: year != Some(event.start.year()),
        })
        .filter(|item| axis.touches(item.event.start, item.drawn_to()))
        .collect()
}

fn stops<'a>(event: &'a Event, home: &Home) -> Vec<Stop<'a>> {
    let mut stops: Vec<Stop<'a>> = event
        .places
        .iter()
        .filter_map(|place| Some((place, place.distance_km(home)?)))
        .filter(|(_, km)| *km >= HOME_KM)
        .map(|(place, km)| Stop { name: &place.name, km, inferred: place.inferred })
        .collect();
    stops.sort_by(|a, b| a.km.total_cmp(&b.km));
    stops
}

/// The day after the last one.
fn after(day: Day) -> Day {
    day.plus(1)
}
