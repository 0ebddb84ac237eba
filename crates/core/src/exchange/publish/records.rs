//! Records of the workspace as published ones (SPEC PU3–PU5). Fields that say the same as the published data here are
//! taken from there, which has more to say (a leader's post apart from the name, places to the third decimal).

use std::collections::BTreeMap;

use super::{Place as At, Refusal, Why};
use crate::document::{Document, Fields, published_records};
use crate::model::{Collection, EventRecord, IndicatorRecord, Lang, Lead, Localized, RecordId, Stop};
use crate::order;
use crate::published::{Case, Event, Figure, Indicator, Kind, Leader, Place, Position, Published};
use crate::view::event::stops_of;
use crate::view::term_name;

/// The records as they are made, and what is wrong with them.
pub(super) struct Made<'a> {
    document: &'a Document,
    base: &'a Published,
    said: BTreeMap<(Collection, RecordId), Fields>,
    pub refusals: Vec<Refusal>,
    pub untranslated: Vec<At>,
}

/// A record in the making: where its problems are.
struct Spot {
    list: &'static str,
    id: String,
    title: Localized,
}

impl Spot {
    fn at(&self, field: &str) -> At {
        At { list: self.list.to_owned(), id: self.id.clone(), field: field.to_owned(), title: self.title.clone() }
    }
}

/// A title in both languages, where one has none the other's.
fn titled(zh: &str, en: &str) -> Localized {
    Localized::new(Lang::ZhCn.either(zh, en).trim(), Lang::En.either(zh, en).trim())
}

const EVENT_KIND: &str = "event-kind/";

impl<'a> Made<'a> {
    pub fn new(document: &'a Document, base: &'a Published) -> Self {
        let said = published_records(base);
        Made { document, base, said, refusals: Vec::new(), untranslated: Vec::new() }
    }

    /// Whether these fields of a record say what the published data says.
    fn same(&self, collection: Collection, id: &RecordId, fields: &[&str]) -> bool {
        let here = self.document.raw(collection, id);
        let said = self.said.get(&(collection, id.clone()));
        fields.iter().all(|field| here.get(*field) == said.and_then(|said| said.get(*field)))
    }

    fn refuse(&mut self, spot: &Spot, field: &str, why: Why) {
        self.refusals.push(Refusal { place: spot.at(field), why });
    }

    /// Both languages of a text; where one is missing the other stands for it, and that is noted.
    fn both(&mut self, spot: &Spot, field: &str, zh: &str, en: &str) -> Option<Localized> {
        let (zh, en) = (zh.trim(), en.trim());
        if zh.is_empty() && en.is_empty() {
            return None;
        }
        if zh.is_empty() || en.is_empty() {
            let lacks = if zh.is_empty() { "zh" } else { "en" };
            self.untranslated.push(spot.at(&format!("{field}.{lacks}")));
        }
        Some(Localized::new(Lang::ZhCn.either(zh, en), Lang::En.either(zh, en)))
    }

    fn needed(&mut self, spot: &Spot, field: &str, zh: &str, en: &str) -> Localized {
        let text = self.both(spot, field, zh, en);
        if text.is_none() {
            self.refuse(spot, field, Why::Missing);
        }
        text.unwrap_or_default()
    }

    /// Lines of both languages, paired in their order.
    fn pairs(&mut self, spot: &Spot, field: &str, zh: &str, en: &str) -> Vec<Localized> {
        let lines = |text: &str| -> Vec<String> {
            text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
        };
        let (zh, en) = (lines(zh), lines(en));
        let line = |all: &[String], at: usize| all.get(at).cloned().unwrap_or_default();
        let count = zh.len().max(en.len());
        (0..count).filter_map(|at| self.both(spot, &format!("{field}[{at}]"), &line(&zh, at), &line(&en, at))).collect()
    }

    /// Whether a published record was here and is not to be published any more. One that never came here stays.
    fn is_dropped(&self, collection: Collection, id: &RecordId, public: Option<bool>) -> bool {
        match public {
            Some(public) => !public,
            None => !self.document.raw(collection, id).is_empty(),
        }
    }

    pub fn events(&mut self) -> Vec<Event> {
        let (base, tables) = (self.base, self.document.tables());
        let mut events = Vec::new();
        for event in &base.events {
            let id = RecordId::from(event.id.as_str());
            let record = tables.events.get(&id);
            match record {
                _ if self.is_dropped(Collection::Events, &id, record.map(|record| record.public)) => {}
                Some(record) => events.extend(self.event(&id, record, Some(event))),
                None => events.push(event.clone()),
            }
        }
        for (id, record) in tables.events.iter().filter(|(_, record)| record.public) {
            if !base.events.iter().any(|event| event.id == id.as_str()) {
                events.extend(self.event(id, record, None));
            }
        }
        order::sort_by(&mut events, |a, b| (a.start, a.end, &a.id).cmp(&(b.start, b.end, &b.id)));
        events
    }

    fn event(&mut self, id: &RecordId, record: &EventRecord, base: Option<&Event>) -> Option<Event> {
        let title = titled(&record.title_zh, &record.title_en);
        let spot = Spot { list: "events", id: id.as_str().to_owned(), title };
        let kept = |made: &Self, fields: &[&str]| base.filter(|_| made.same(Collection::Events, id, fields));
        let title = match kept(self, &["title_zh", "title_en"]) {
            Some(base) => base.title.clone(),
            None => self.needed(&spot, "title", &record.title_zh, &record.title_en),
        };
        let kind = record.kind.as_str().strip_prefix(EVENT_KIND).unwrap_or(record.kind.as_str()).to_owned();
        if kind.is_empty() {
            self.refuse(&spot, "kind", Why::Missing);
        }
        let Some(start) = record.start else {
            self.refuse(&spot, "start", Why::Missing);
            return None;
        };
        if record.end.is_some_and(|end| end < start) {
            self.refuse(&spot, "end", Why::EndBeforeStart);
        }
        let led_by = match kept(self, &["led_by_zh", "led_by_en"]) {
            Some(base) => base.led_by.clone(),
            None => {
                let name = self.both(&spot, "led_by", &record.led_by_zh, &record.led_by_en);
                name.map(|name| Leader { name, post: None })
            }
        };
        let theme = match kept(self, &["theme_zh", "theme_en"]) {
            Some(base) => base.theme.clone(),
            None => self.both(&spot, "theme", &record.theme_zh, &record.theme_en),
        };
        let notes = match kept(self, &["notes_zh", "notes_en"]) {
            Some(base) => base.notes.clone(),
            None => self.pairs(&spot, "notes", &record.notes_zh, &record.notes_en),
        };
        let places = self.places(&spot, id, record, base);
        // One line for the chart, which no field here holds: it may tell of any of these.
        let told = ["title_zh", "title_en", "led_by_zh", "led_by_en", "theme_zh", "theme_en"];
        let caption = kept(self, &told).filter(|base| base.places == places).and_then(|base| base.caption.clone());
        let season =
            record.season.and_then(|season| u32::try_from(season).ok()).filter(|season| (1..=99).contains(season));
        let id = id.as_str().to_owned();
        Some(Event { id, kind, title, caption, season, start, end: record.end, places, led_by, theme, notes })
    }

    fn places(&mut self, spot: &Spot, event: &RecordId, record: &EventRecord, base: Option<&Event>) -> Vec<Place> {
        const SAID: [&str; 9] = [
            "place_zh",
            "place_en",
            "country_zh",
            "country_en",
            "latitude",
            "longitude",
            "measured_to_zh",
            "measured_to_en",
            "inferred",
        ];
        let tables = self.document.tables();
        let stops = stops_of(tables, event);
        if stops.is_empty() {
            let untouched = self.same(Collection::Events, event, &["places_zh", "places_en"]);
            // A workspace of an earlier version has events without their itinerary.
            let had_stops = base.is_some_and(|base| !base.places.is_empty())
                && !self.document.raw(Collection::Stops, &RecordId::new(format!("{event}/stop-0"))).is_empty();
            if let Some(base) = base.filter(|_| untouched && !had_stops) {
                return base.places.clone();
            }
            let named = self.pairs(spot, "places", &record.places_zh, &record.places_en);
            let place = |name| Place { name, country: None, measured_to: None, position: None, inferred: false };
            return named.into_iter().map(place).collect();
        }
        let mut places = Vec::new();
        for (at, (id, stop)) in stops.into_iter().enumerate() {
            let number =
                id.as_str().strip_prefix(&format!("{event}/stop-")).and_then(|number| number.parse::<usize>().ok());
            let said = base.zip(number).and_then(|(base, number)| base.places.get(number));
            match said.filter(|_| self.same(Collection::Stops, id, &SAID)) {
                Some(said) => places.push(said.clone()),
                None => places.extend(self.place(spot, at, stop)),
            }
        }
        places
    }

    fn place(&mut self, spot: &Spot, at: usize, stop: &Stop) -> Option<Place> {
        #[allow(clippy::cast_precision_loss)] // Hundredths of a degree.
        let degrees = |hundredths: i64| hundredths as f64 / 100.0;
        let position =
            stop.latitude.zip(stop.longitude).map(|(lat, lon)| Position { lat: degrees(lat), lon: degrees(lon) });
        let position = position.filter(|at| at.lat.abs() <= 90.0 && at.lon.abs() <= 180.0);
        Some(Place {
            name: self.both(spot, &format!("places[{at}].name"), &stop.place_zh, &stop.place_en)?,
            country: self.both(spot, &format!("places[{at}].country"), &stop.country_zh, &stop.country_en),
            measured_to: self.both(
                spot,
                &format!("places[{at}].measured_to"),
                &stop.measured_to_zh,
                &stop.measured_to_en,
            ),
            position,
            inferred: stop.inferred,
        })
    }

    /// The kinds there are, and those that events have besides, named by the dictionary.
    pub fn kinds(&mut self, events: &[Event]) -> Vec<Kind> {
        let tables = self.document.tables();
        let mut kinds = self.base.kinds.clone();
        for event in events {
            if event.kind.is_empty() || kinds.iter().any(|kind| kind.id == event.kind) {
                continue;
            }
            let spot = Spot { list: "kinds", id: event.kind.clone(), title: titled(&event.kind, "") };
            let term = RecordId::new(format!("{EVENT_KIND}{}", event.kind));
            let name = |lang| term_name(tables, &term, lang);
            let name = self.needed(&spot, "name", &name(Lang::ZhCn), &name(Lang::En));
            kinds.push(Kind { id: event.kind.clone(), name });
        }
        kinds
    }

    pub fn indicators(&mut self) -> Vec<Indicator> {
        let (base, tables) = (self.base, self.document.tables());
        let id_of = |indicator: &Indicator| RecordId::new(format!("{}-{}", indicator.id, indicator.year));
        let mut indicators = Vec::new();
        for indicator in &base.indicators {
            let id = id_of(indicator);
            let record = tables.indicators.get(&id);
            match record {
                _ if self.is_dropped(Collection::Indicators, &id, record.map(|record| record.public)) => {}
                Some(record) => indicators.extend(self.indicator(&id, record, Some(indicator))),
                None => indicators.push(indicator.clone()),
            }
        }
        for (id, record) in tables.indicators.iter().filter(|(_, record)| record.public) {
            if !base.indicators.iter().any(|indicator| id_of(indicator) == *id) {
                indicators.extend(self.indicator(id, record, None));
            }
        }
        indicators
    }

    fn indicator(&mut self, id: &RecordId, record: &IndicatorRecord, base: Option<&Indicator>) -> Option<Indicator> {
        let title = titled(&record.name_zh, &record.name_en);
        let spot = Spot { list: "indicators", id: id.as_str().to_owned(), title };
        let kept = |made: &Self, fields: &[&str]| base.filter(|_| made.same(Collection::Indicators, id, fields));
        let name = match kept(self, &["name_zh", "name_en"]) {
            Some(base) => base.name.clone(),
            None => self.needed(&spot, "name", &record.name_zh, &record.name_en),
        };
        let detail = match kept(self, &["detail_zh", "detail_en"]) {
            Some(base) => base.detail.clone(),
            None => self.both(&spot, "detail", &record.detail_zh, &record.detail_en),
        };
        let year = record.year.and_then(|year| i32::try_from(year).ok()).filter(|year| (1900..=2150).contains(year));
        let Some(year) = year else {
            self.refuse(&spot, "year", Why::Missing);
            return None;
        };
        let figure = match kept(self, &["figure", "count", "amount", "unit_zh", "unit_en"]) {
            Some(base) => Some(base.figure.clone()),
            None => self.figure(&spot, record, base),
        };
        let Some(figure) = figure else {
            self.refuse(&spot, "figure", Why::NoFigure);
            return None;
        };
        let change = record.change.and_then(|change| i32::try_from(change).ok());
        let plain = id.as_str().strip_suffix(&format!("-{year}")).unwrap_or(id.as_str()).to_owned();
        let id = base.map_or(plain, |base| base.id.clone());
        Some(Indicator { id, name, detail, year, figure, change })
    }

    fn figure(&mut self, spot: &Spot, record: &IndicatorRecord, base: Option<&Indicator>) -> Option<Figure> {
        let count = record.count.and_then(|count| u64::try_from(count).ok());
        match record.figure.as_str() {
            "count" => {
                let unit = self.both(spot, "figure.unit", &record.unit_zh, &record.unit_en)?;
                Some(Figure::Count { value: count?, unit })
            }
            "money" => record.amount.map(Figure::Money),
            "rank" => {
                let among = self.both(spot, "figure.among", &record.unit_zh, &record.unit_en)?;
                let position = count?;
                // Whether it was the same the year before is said of that very place alone.
                let kept = base.is_some_and(
                    |base| matches!(&base.figure, Figure::Rank { position: was, kept: true, .. } if *was == position),
                );
                Some(Figure::Rank { position, among, kept })
            }
            _ => {
                base.map(|base| base.figure.clone()).filter(|figure| matches!(figure, Figure::DoubleDigitGrowth { .. }))
            }
        }
    }

    /// The published cases, and landed leads that are marked public.
    pub fn cases(&mut self) -> Vec<Case> {
        let mut cases = self.base.cases.clone();
        let tables = self.document.tables();
        for (id, lead) in tables.leads.iter().filter(|(_, lead)| lead.public && !lead.published) {
            let name = if lead.code.is_empty() { id.as_str() } else { lead.code.as_str() };
            // The lead's code stays inside: what is published goes by another name.
            let case = self.case(&format!("case-{}", super::super::fingerprint(name)), lead);
            match cases.iter_mut().find(|known| known.id == case.id) {
                Some(known) => *known = case,
                None => cases.push(case),
            }
        }
        cases
    }

    fn case(&mut self, id: &str, lead: &Lead) -> Case {
        let tables = self.document.tables();
        let spot = Spot { list: "cases", id: id.to_owned(), title: titled(&lead.title, "") };
        let company = tables.companies.get(&lead.company).cloned().unwrap_or_default();
        let industry = |lang| term_name(tables, &lead.industry, lang);
        let title = self.needed(&spot, "project", &lead.title, "");
        Case {
            id: id.to_owned(),
            company: self.needed(&spot, "company", &company.name, &company.name_en),
            project: Some(title.clone()),
            topic: self.both(&spot, "topic", &industry(Lang::ZhCn), &industry(Lang::En)),
            tag: None,
            summary: title.clone(),
            text: title,
            year: lead.registered_on.map(|day| day.year()),
            landed_on: lead.registered_on,
            units: None,
        }
    }
}
