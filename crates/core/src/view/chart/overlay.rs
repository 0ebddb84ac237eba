//! What the page puts on the chart of its home: the promise on the water, the cases on land.

use super::land::Land;
use super::mast::Body;
use super::place::Rect;
use super::scale::tenth;
use super::text::wrap;
use super::{ChartInput, Setting};

/// The box on the water that the promise may fill.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Promise {
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub bottom: f64,
}

/// The box on land of a case.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartCase {
    pub id: String,
    pub left: f64,
    pub top: f64,
    pub width: f64,
}

/// Narrower than this the promise would be a column of words.
const PROMISE_NARROWEST: f64 = 290.0;
const PROMISE_WIDEST: f64 = 372.0;

/// Room for the promise: left of everything that stands on the water (CH8).
pub(super) fn promise(input: &ChartInput<'_>, (from, base): (f64, f64), bodies: &[Option<Body>]) -> Option<Promise> {
    if input.setting != Setting::Hero || input.width < 1200.0 {
        return None;
    }
    let first = bodies.iter().flatten().map(|body| body.x).fold(f64::INFINITY, f64::min);
    let width = (first - 16.0 - from).min(PROMISE_WIDEST);
    (width >= PROMISE_NARROWEST).then_some(Promise { left: from, top: 36.0, width: tenth(width), bottom: base - 26.0 })
}

/// The cases stand on the land left of the home events, if that is wide enough (CH8).
pub(super) fn cases(input: &ChartInput<'_>, from: f64, ashore: &Land, top: f64) -> (Vec<ChartCase>, Option<Rect>, f64) {
    const NOTE: f64 = 170.0;
    const SEAL: f64 = 38.0;
    let none = (Vec::new(), None, top);
    let cases = &input.data.cases;
    let room = ashore.left - 28.0 - from - NOTE;
    let count = cases.len() as f64;
    let pitch = (room / count.max(1.0)).min(296.0);
    if input.setting != Setting::Hero || input.width < 1200.0 || cases.is_empty() || pitch < 210.0 {
        return none;
    }
    let text = pitch - SEAL - 24.0;
    let lines = cases.iter().map(|case| wrap(case.summary.get(input.lang), 14.5, false, text).len()).max();
    let bottom = top + 26.0 + 21.0 * lines.unwrap_or_default() as f64;
    let mut left = from;
    let mut boxes = Vec::with_capacity(cases.len());
    for case in cases {
        boxes.push(ChartCase { id: case.id.clone(), left: tenth(left), top, width: tenth(SEAL + text) });
        left += pitch;
    }
    (boxes, Some(Rect::new(tenth(left), top, tenth(left + NOTE), bottom)), bottom)
}
