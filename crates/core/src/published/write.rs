//! Published data as the file it is read from.

use serde_json::{Map, Value, json};

use super::types::{Case, Event, Figure, Indicator, Layout, Place, Practice, Published};
use crate::model::{Day, Localized};

/// The file's fields in the order a person looks for them.
const ORDER: [&str; 14] = [
    "schema",
    "published_on",
    "year",
    "district",
    "source",
    "home",
    "open_ended",
    "kinds",
    "events",
    "tour",
    "indicators",
    "layout",
    "cases",
    "practices",
];

/// The text of a published file; [`super::parse`] reads it back as it was (SPEC PU2).
pub fn write(data: &Published) -> String {
    let value = to_value(data);
    let lines = ORDER.iter().filter_map(|key| Some((key, value.get(*key)?))).map(|(key, value)| {
        let text = serde_json::to_string_pretty(value).unwrap_or_default();
        format!("  \"{key}\": {}", text.replace('\n', "\n  "))
    });
    format!("{{\n{}\n}}\n", lines.collect::<Vec<_>>().join(",\n"))
}

/// The same as a JSON value. What is absent is left out.
pub fn to_value(data: &Published) -> Value {
    let mut file = Object::default();
    file.put("schema", json!(data.schema));
    file.maybe("published_on", data.published_on.map(day));
    file.put("year", json!(data.year));
    file.put("district", text(&data.district));
    let mut source = Object::default();
    source.put("line", text(&data.source.line));
    source.maybe("document", data.source.document.as_ref().map(text));
    source.put("year", json!(data.source.year));
    source.maybe("date", data.source.date.map(day));
    file.put("source", source.done());
    let home = &data.home;
    file.put("home", json!({ "name": text(&home.name), "lat": home.position.lat, "lon": home.position.lon }));
    file.flag("open_ended", data.open_ended);
    let kinds = data.kinds.iter().map(|kind| json!({ "id": kind.id, "name": text(&kind.name) }));
    file.put("kinds", kinds.collect());
    file.put("events", data.events.iter().map(event).collect());
    file.maybe(
        "tour",
        data.tour.as_ref().map(|tour| {
            let mut object = Object::default();
            object.texts("formats", &tour.formats);
            object.maybe("contacts", tour.contacts.as_ref().map(text));
            object.maybe("feedback", tour.feedback.as_ref().map(text));
            object.done()
        }),
    );
    file.put("indicators", data.indicators.iter().map(indicator).collect());
    file.maybe("layout", data.layout.as_ref().map(layout));
    file.put("cases", data.cases.iter().map(case).collect());
    file.put("practices", data.practices.iter().map(practice).collect());
    file.done()
}

#[derive(Default)]
struct Object(Map<String, Value>);

impl Object {
    fn put(&mut self, key: &str, value: Value) {
        self.0.insert(key.to_owned(), value);
    }

    fn maybe(&mut self, key: &str, value: Option<Value>) {
        if let Some(value) = value {
            self.put(key, value);
        }
    }

    /// Absent is `false`.
    fn flag(&mut self, key: &str, flag: bool) {
        self.maybe(key, flag.then_some(Value::Bool(true)));
    }

    /// Absent is none.
    fn texts(&mut self, key: &str, texts: &[Localized]) {
        self.maybe(key, (!texts.is_empty()).then(|| texts.iter().map(text).collect()));
    }

    fn done(self) -> Value {
        Value::Object(self.0)
    }
}

fn text(text: &Localized) -> Value {
    json!({ "zh": text.zh, "en": text.en })
}

fn day(day: Day) -> Value {
    Value::from(day.to_string())
}

fn event(event: &Event) -> Value {
    let mut object = Object::default();
    object.put("id", json!(event.id));
    object.put("kind", json!(event.kind));
    object.put("title", text(&event.title));
    object.maybe("caption", event.caption.as_ref().map(text));
    object.maybe("season", event.season.map(Value::from));
    object.put("start", day(event.start));
    object.maybe("end", event.end.map(day));
    object.maybe("places", (!event.places.is_empty()).then(|| event.places.iter().map(place).collect()));
    object.maybe(
        "led_by",
        event.led_by.as_ref().map(|leader| {
            let mut object = Object::default();
            object.put("name", text(&leader.name));
            object.maybe("post", leader.post.as_ref().map(text));
            object.done()
        }),
    );
    object.maybe("theme", event.theme.as_ref().map(text));
    object.texts("notes", &event.notes);
    object.done()
}

fn place(place: &Place) -> Value {
    let mut object = Object::default();
    object.put("name", text(&place.name));
    object.maybe("country", place.country.as_ref().map(text));
    object.maybe("measured_to", place.measured_to.as_ref().map(text));
    object.maybe("lat", place.position.map(|position| json!(position.lat)));
    object.maybe("lon", place.position.map(|position| json!(position.lon)));
    object.flag("inferred", place.inferred);
    object.done()
}

fn indicator(indicator: &Indicator) -> Value {
    let mut object = Object::default();
    object.put("id", json!(indicator.id));
    object.put("name", text(&indicator.name));
    object.maybe("detail", indicator.detail.as_ref().map(text));
    object.put("year", json!(indicator.year));
    object.put("figure", figure(&indicator.figure));
    object.maybe("change_percent", indicator.change.map(|hundredths| json!(f64::from(hundredths) / 100.0)));
    object.done()
}

fn figure(figure: &Figure) -> Value {
    match figure {
        Figure::Count { value, unit } => json!({ "kind": "count", "value": value, "unit": text(unit) }),
        Figure::Money(money) => {
            json!({ "kind": "money", "amount": money.amount, "currency": money.currency.code() })
        }
        Figure::Rank { position, among, kept } => {
            let mut object = Object::default();
            object.put("kind", json!("rank"));
            object.put("position", json!(position));
            object.put("among", text(among));
            object.flag("kept", *kept);
            object.done()
        }
        Figure::DoubleDigitGrowth { industries } => {
            json!({ "kind": "double_digit_growth", "industries": industries })
        }
    }
}

fn layout(layout: &Layout) -> Value {
    let parts = layout.parts.iter().map(|part| {
        let mut object = Object::default();
        object.put("mark", json!(part.mark));
        object.maybe("name", part.name.as_ref().map(text));
        let industry = |industry: &super::Industry| json!({ "id": industry.id, "name": text(&industry.name) });
        object.maybe("industries", part.industries.as_ref().map(|all| all.iter().map(industry).collect()));
        object.done()
    });
    json!({ "name": layout.name, "year": layout.year, "parts": parts.collect::<Value>() })
}

fn case(case: &Case) -> Value {
    let mut object = Object::default();
    object.put("id", json!(case.id));
    object.put("company", text(&case.company));
    object.maybe("project", case.project.as_ref().map(text));
    object.maybe("topic", case.topic.as_ref().map(text));
    object.maybe("tag", case.tag.as_ref().map(text));
    object.put("summary", text(&case.summary));
    object.put("text", text(&case.text));
    object.maybe("year", case.year.map(Value::from));
    object.maybe("landed_on", case.landed_on.map(day));
    // No units and units that are not stated are two things.
    object.maybe("units", case.units.as_ref().map(|units| units.iter().map(text).collect()));
    object.done()
}

fn practice(practice: &Practice) -> Value {
    let mut object = Object::default();
    object.put("id", json!(practice.id));
    object.put("title", text(&practice.title));
    object.put("text", text(&practice.text));
    object.texts("items", &practice.items);
    object.done()
}
