//! What is said of an event in more than one place: on the timeline and on its sheet.

use std::rc::Rc;

use crate::document::Tables;
use crate::model::{Day, EventNote, EventRecord, RecordId, Stop};
use crate::order;
use crate::published::{Position, great_circle_km};

/// Whether an event is over on this day: its last day is past. One whose end is not known is never over.
fn is_over(event: &EventRecord, today: Day) -> bool {
    event.end.is_some_and(|end| end < today)
}

/// Whether a note is an outcome or a next step.
pub fn writes_up(note: &EventNote) -> bool {
    [EventNote::OUTCOME, EventNote::NEXT_STEP].contains(&note.kind.as_str())
}

/// Whether an event is over with neither outcomes nor next steps (未总结, SPEC TL7). `noted`: it has a note that
/// [`writes_up`].
pub fn not_written_up(event: &EventRecord, noted: bool, today: Day) -> bool {
    let written = noted || [&event.outcomes, &event.next_steps].into_iter().any(|text| !text.trim().is_empty());
    is_over(event, today) && !written
}

/// Stops in the order of the itinerary.
pub fn in_order(stops: &mut Vec<(&RecordId, &Rc<Stop>)>) {
    order::sort_by(stops, |(a_id, a), (b_id, b)| (a.order, a.start, *a_id).cmp(&(b.order, b.start, *b_id)));
}

/// An event's itinerary in its order.
pub(crate) fn stops_of<'a>(tables: &'a Tables, event: &RecordId) -> Vec<(&'a RecordId, &'a Rc<Stop>)> {
    let mut stops: Vec<_> = tables.stops.iter().filter(|(_, stop)| stop.event == *event).collect();
    in_order(&mut stops);
    stops
}

/// How far a stop is from home, in kilometres; `None` where one of them is not known.
pub fn distance_km(stop: &Stop, home: Option<Position>) -> Option<f64> {
    // Exact: degrees, not near the limits of a double.
    #[allow(clippy::cast_precision_loss)]
    let degrees = |hundredths: i64| hundredths as f64 / 100.0;
    let position = Position { lat: degrees(stop.latitude?), lon: degrees(stop.longitude?) };
    Some(great_circle_km(home?, position))
}
