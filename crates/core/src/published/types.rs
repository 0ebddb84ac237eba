use crate::model::{Day, Lang, Localized, Money};

use super::{Position, Problem, great_circle_km};

/// Everything a visitor may see.
#[derive(Debug, Clone, PartialEq)]
pub struct Published {
    pub schema: u32,
    /// The day it was made by 发布 / Publish; `None` where it was made by hand.
    pub published_on: Option<Day>,
    /// The year the data speaks of.
    pub year: i32,
    pub district: Localized,
    pub source: Source,
    /// Where distances are measured from.
    pub home: Home,
    /// The source's list of events is not complete.
    pub open_ended: bool,
    pub kinds: Vec<Kind>,
    /// In the order of their start (PUB6).
    pub events: Vec<Event>,
    pub tour: Option<Tour>,
    pub indicators: Vec<Indicator>,
    pub layout: Option<Layout>,
    pub cases: Vec<Case>,
    pub practices: Vec<Practice>,
    /// Records that were left out, and why (PUB4).
    pub problems: Vec<Problem>,
}

/// Where the data comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The line to print under the data.
    pub line: Localized,
    /// What kind of document it is.
    pub document: Option<Localized>,
    pub year: i32,
    /// The day it appeared, when it is stated.
    pub date: Option<Day>,
}

/// The place the chart is drawn from.
#[derive(Debug, Clone, PartialEq)]
pub struct Home {
    pub name: Localized,
    pub position: Position,
}

/// A kind of event. Kinds are data: districts differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind {
    pub id: String,
    pub name: Localized,
}

/// Something the district did to promote itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    pub id: String,
    /// Id of a [`Kind`].
    pub kind: String,
    pub title: Localized,
    /// One line for the chart.
    pub caption: Option<Localized>,
    pub season: Option<u32>,
    pub start: Day,
    /// The last day; `None` when the source does not state it. An event of one day ends on the day it starts.
    pub end: Option<Day>,
    pub places: Vec<Place>,
    pub led_by: Option<Leader>,
    pub theme: Option<Localized>,
    pub notes: Vec<Localized>,
}

impl Event {
    /// First to last day, both counted; `None` when the end is not stated.
    pub fn days(&self) -> Option<u32> {
        self.end.and_then(|end| u32::try_from(self.start.days_until(end) + 1).ok())
    }

    /// Whether a stop's belonging to this event is an inference and not the source's word.
    pub fn has_inferred_places(&self) -> bool {
        self.places.iter().any(|place| place.inferred)
    }
}

/// A stop of an event.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// What the source calls it: a city or a country.
    pub name: Localized,
    pub country: Option<Localized>,
    /// The city the distance is measured to, where the name is a country's.
    pub measured_to: Option<Localized>,
    pub position: Option<Position>,
    /// That the event went there is inferred.
    pub inferred: bool,
}

impl Place {
    /// How far from home, for illustration.
    pub fn distance_km(&self, home: &Home) -> Option<f64> {
        self.position.map(|position| great_circle_km(home.position, position))
    }
}

/// Who led a delegation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leader {
    pub name: Localized,
    pub post: Option<Localized>,
}

impl Leader {
    /// Post and name in the language's order.
    pub fn words(&self, lang: Lang) -> String {
        let name = self.name.get(lang);
        match (&self.post, lang) {
            (Some(post), Lang::ZhCn) => format!("{}{name}", post.get(lang)),
            (Some(post), Lang::En) => format!("{name}, {}", post.get(lang)),
            (None, _) => name.to_owned(),
        }
    }
}

/// What was done on tour, over all events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tour {
    pub formats: Vec<Localized>,
    pub contacts: Option<Localized>,
    pub feedback: Option<Localized>,
}

/// A figure of the year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    pub id: String,
    pub name: Localized,
    /// The name in full.
    pub detail: Option<Localized>,
    pub year: i32,
    pub figure: Figure,
    /// Change on the year before in hundredths of a percent: 3554 is +35.54 %.
    pub change: Option<i32>,
}

/// What an indicator states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Figure {
    Count {
        value: u64,
        unit: Localized,
    },
    Money(Money),
    /// A place in an order; `kept` when it was the same the year before.
    Rank {
        position: u64,
        among: Localized,
        kept: bool,
    },
    /// Each of these industries (ids of the layout) grew by ten percent or more; the rates are not stated.
    DoubleDigitGrowth {
        industries: Vec<String>,
    },
}

/// The industries a district bets on, in one year. It changes from year to year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// `4+3+X`.
    pub name: String,
    pub year: i32,
    pub parts: Vec<LayoutPart>,
}

impl Layout {
    pub fn industry(&self, id: &str) -> Option<&Industry> {
        self.parts.iter().filter_map(|part| part.industries.as_ref()).flatten().find(|industry| industry.id == id)
    }
}

/// One sign of the layout's name and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayoutPart {
    pub mark: String,
    pub name: Option<Localized>,
    /// `None` when the source does not say.
    pub industries: Option<Vec<Industry>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Industry {
    pub id: String,
    pub name: Localized,
}

/// A company that landed and may be named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    pub id: String,
    pub company: Localized,
    /// What landed, in a few words: the card's title on the board.
    pub project: Option<Localized>,
    /// The chain or industry it belongs to, where the source names one.
    pub topic: Option<Localized>,
    /// A word beside the name: 梅开二度.
    pub tag: Option<Localized>,
    /// One line for the chart.
    pub summary: Localized,
    pub text: Localized,
    pub year: Option<i32>,
    /// The day it landed, when it is stated.
    pub landed_on: Option<Day>,
    /// Units that took part; `None` when the source does not say.
    pub units: Option<Vec<Localized>>,
}

/// A way the district works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Practice {
    pub id: String,
    pub title: Localized,
    pub text: Localized,
    pub items: Vec<Localized>,
}
