//! What the visitor's pages say about each event and indicator, in the language of the page.

use crate::format;
use crate::model::Lang;
use crate::published::{Event, Figure, Indicator, Published};

/// An event in the ordered list that says what the chart shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventItem {
    pub id: String,
    /// Its number on the chart.
    pub number: usize,
    pub kind: String,
    pub title: String,
    /// `2023年4月17–26日`; `2023年8月28日起` when the end is not stated.
    pub dates: String,
    /// The first day, as `<time>` wants it.
    pub start: String,
    /// `10 天`; `None` when the end is not stated.
    pub duration: Option<String>,
    pub season: Option<u32>,
    pub places: Vec<PlaceItem>,
    /// That stops belong to this event is inferred.
    pub inferred: bool,
    pub led_by: Option<String>,
    pub theme: Option<String>,
    pub notes: Vec<String>,
}

/// A stop and how far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceItem {
    pub name: String,
    /// `约 1,760 公里`; `None` when it is not known, or the place is at home.
    pub distance: Option<String>,
    /// The city the distance is measured to, where the name is a country's.
    pub measured_to: Option<String>,
    pub inferred: bool,
}

/// Nearer than this a distance says nothing.
const HOME_KM: f64 = 50.0;

/// The events in the order of time.
pub fn event_items(data: &Published, lang: Lang) -> Vec<EventItem> {
    data.events.iter().enumerate().map(|(i, event)| event_item(data, lang, i + 1, event)).collect()
}

fn event_item(data: &Published, lang: Lang, number: usize, event: &Event) -> EventItem {
    let kind = data.kinds.iter().find(|kind| kind.id == event.kind);
    EventItem {
        id: event.id.clone(),
        number,
        kind: kind.map(|kind| kind.name.get(lang).to_owned()).unwrap_or_default(),
        title: event.title.get(lang).to_owned(),
        dates: format::dates(lang, event.start, event.end),
        start: event.start.to_string(),
        duration: event.days().map(|days| format::days(lang, days)),
        season: event.season,
        places: event
            .places
            .iter()
            .map(|place| PlaceItem {
                name: place.name.get(lang).to_owned(),
                distance: place
                    .distance_km(&data.home)
                    .filter(|km| *km >= HOME_KM)
                    .map(|km| format::distance(lang, km)),
                measured_to: place.measured_to.as_ref().map(|city| city.get(lang).to_owned()),
                inferred: place.inferred,
            })
            .collect(),
        inferred: event.has_inferred_places(),
        led_by: event.led_by.as_ref().map(|leader| {
            let name = leader.name.get(lang);
            match (lang, &leader.post) {
                (_, None) => name.to_owned(),
                (Lang::ZhCn, Some(post)) => format!("{}{name}", post.get(lang)),
                (Lang::En, Some(post)) => format!("{name}, {}", post.get(lang)),
            }
        }),
        theme: event.theme.as_ref().map(|theme| theme.get(lang).to_owned()),
        notes: event.notes.iter().map(|note| note.get(lang).to_owned()).collect(),
    }
}

/// An indicator as a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorItem {
    pub id: String,
    pub name: String,
    /// The name in full.
    pub detail: Option<String>,
    pub year: i32,
    pub figure: FigureItem,
    pub change: Option<Change>,
}

/// What stands large.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FigureItem {
    /// A figure and its unit; the unit may be part of the figure (`$1.71` `bn`).
    Amount { figure: String, unit: String },
    /// A place in an order, and whether it was kept.
    Rank { figure: String, among: String, kept: bool },
    /// Industries that each grew by a double-digit rate.
    Growth { industries: Vec<String> },
}

/// A change on the year before.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// `+35.54%`.
    pub text: String,
    /// Lengths of last year's bar and of this year's; the longer is 1, and both begin at zero.
    pub last: f64,
    pub this: f64,
}

/// The indicators in the order of the file.
pub fn indicator_items(data: &Published, lang: Lang) -> Vec<IndicatorItem> {
    data.indicators.iter().map(|indicator| indicator_item(data, lang, indicator)).collect()
}

fn indicator_item(data: &Published, lang: Lang, indicator: &Indicator) -> IndicatorItem {
    let figure = match &indicator.figure {
        Figure::Count { value, unit } => {
            FigureItem::Amount { figure: format::number(*value), unit: unit.get(lang).to_owned() }
        }
        Figure::Money(money) => {
            let (figure, unit) = format::money_parts(lang, *money);
            FigureItem::Amount { figure, unit }
        }
        Figure::Rank { position, among, kept } => {
            FigureItem::Rank { figure: format::rank(lang, *position), among: among.get(lang).to_owned(), kept: *kept }
        }
        Figure::DoubleDigitGrowth { industries } => {
            let name = |id: &String| Some(data.layout.as_ref()?.industry(id)?.name.get(lang).to_owned());
            FigureItem::Growth { industries: industries.iter().filter_map(name).collect() }
        }
    };
    IndicatorItem {
        id: indicator.id.clone(),
        name: indicator.name.get(lang).to_owned(),
        detail: indicator.detail.as_ref().map(|detail| detail.get(lang).to_owned()),
        year: indicator.year,
        figure,
        change: indicator.change.map(|hundredths| {
            let this = 1.0 + f64::from(hundredths) / 10_000.0;
            let longest = this.max(1.0);
            Change { text: format::percent_change(lang, hundredths), last: 1.0 / longest, this: this / longest }
        }),
    }
}
