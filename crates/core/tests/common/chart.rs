//! What the tests of the visitors' chart share.

use landfall_core::view::chart::{Chart, Rect};

/// Everything with words on it, and the discs.
pub fn boxes(chart: &Chart) -> Vec<(String, Rect)> {
    let mut out: Vec<(String, Rect)> = Vec::new();
    out.extend(chart.labels.iter().map(|label| (format!("label {}", label.event), label.bounds)));
    for mast in &chart.masts {
        let names = mast.spars.iter().filter_map(|spar| spar.name.as_ref());
        out.extend(names.map(|name| (format!("stop {}", name.text), name.bounds)));
    }
    out.extend(chart.waypoints.iter().map(|disc| (format!("disc {}", disc.text), disc.bounds)));
    out.extend(chart.depths.iter().map(|depth| (format!("depth {}", depth.text), depth.bounds)));
    let names = chart.marks.iter().filter_map(|mark| mark.name.as_ref()).chain(&chart.above);
    out.extend(names.map(|name| (format!("mark {}", name.text), name.bounds)));
    out.extend(chart.today.iter().map(|today| ("today".to_owned(), today.flag)));
    if let Some(p) = chart.promise {
        out.push(("promise".to_owned(), Rect::new(p.left, p.top, p.left + p.width, p.bottom)));
    }
    if let Some(note) = chart.cases_note {
        let top = note.top;
        out.extend(
            chart.cases.iter().map(|case| {
                (format!("case {}", case.id), Rect::new(case.left, top, case.left + case.width, note.bottom))
            }),
        );
        out.push(("cases note".to_owned(), note));
    }
    out
}

/// Every box is inside the frame, and none is over another.
#[track_caller]
pub fn boxes_apart(boxes: &[(String, Rect)], width: f64, height: f64) {
    let frame = Rect::new(0.0, 0.0, width, height);
    for (i, (name, rect)) in boxes.iter().enumerate() {
        assert!(rect.within(&frame), "{name} leaves the frame at {width}: {rect:?}");
        for (other, theirs) in boxes.iter().skip(i + 1) {
            assert!(!rect.overlaps(theirs), "{name} over {other} at {width}: {rect:?} {theirs:?}");
        }
    }
}
