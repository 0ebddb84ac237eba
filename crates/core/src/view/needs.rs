//! What a company needs, along the six elements: a list and a compass rose that say the same (SPEC LD3).

use crate::document::Tables;
use crate::model::{Day, Lang, RecordId};

use super::card::term_name;

/// How far an element is met: the need of it that is met least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Met {
    Open,
    Matched,
    Answered,
}

/// One need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeedLine {
    pub id: RecordId,
    pub met: Met,
    pub text: String,
    pub answer: String,
    /// The resource that meets it, by name.
    pub resource: String,
    pub wished_by: Option<Day>,
}

/// An element with its needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ElementLine {
    pub element: RecordId,
    pub name: String,
    /// `None` where nothing is needed.
    pub met: Option<Met>,
    pub needs: Vec<NeedLine>,
    /// Its point of the rose: the whole of it and the half that lies clockwise, as SVG paths around 0,0 in a circle of
    /// radius 50; north is the first element.
    pub point: String,
    pub half: String,
    /// The end of its axis.
    pub tip: (i32, i32),
}

/// The elements in their order with what the lead needs of each.
pub fn needs(lead: &RecordId, tables: &Tables, lang: Lang) -> Vec<ElementLine> {
    let all = tables.needs_of(lead);
    let elements = tables.terms_of("element");
    let count = elements.len().max(1);
    let lines = elements.into_iter().enumerate().map(|(place, (element, _))| {
        let needs: Vec<NeedLine> = all
            .iter()
            .filter(|(_, need)| need.element == *element)
            .map(|(id, need)| NeedLine {
                id: (*id).clone(),
                met: met(&need.state),
                text: need.text.clone(),
                answer: need.answer.clone(),
                resource: tables.resources.get(&need.resource).map(|one| one.name.clone()).unwrap_or_default(),
                wished_by: need.wished_by,
            })
            .collect();
        let (tip, point, half) = point_of(place, count);
        let name = term_name(tables, element, lang);
        ElementLine {
            element: element.clone(),
            name,
            met: needs.iter().map(|need| need.met).min(),
            needs,
            point,
            half,
            tip,
        }
    });
    lines.collect()
}

fn met(state: &RecordId) -> Met {
    match state.as_str() {
        "need-state/answered" => Met::Answered,
        "need-state/matched" => Met::Matched,
        _ => Met::Open,
    }
}

/// The point of the rose at this place of `count`: its tip, the kite from the middle, and its clockwise half.
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)] // A handful of points inside a circle of 50.
fn point_of(place: usize, count: usize) -> ((i32, i32), String, String) {
    let turn = std::f64::consts::TAU / count as f64;
    let at = |radius: f64, angle: f64| ((radius * angle.sin()).round() as i32, (-radius * angle.cos()).round() as i32);
    let angle = place as f64 * turn;
    let (tip, left, right) = (at(46.0, angle), at(17.0, angle - turn / 2.0), at(17.0, angle + turn / 2.0));
    let point = format!("M0 0L{} {}L{} {}L{} {}Z", left.0, left.1, tip.0, tip.1, right.0, right.1);
    let half = format!("M0 0L{} {}L{} {}Z", tip.0, tip.1, right.0, right.1);
    (tip, point, half)
}
