//! A text as the drawing of a QR code.

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

use crate::ui::live;

/// Modules of light ground around a code, which readers need to find it (ISO/IEC 18004).
const QUIET: i32 = 4;
/// CSS pixels of a module, at least: what a camera tells apart at arm's length.
const FINEST: i32 = 3;
/// And at most.
const COARSEST: i32 = 8;

/// The dark modules of a code as a path of an SVG, one unit a module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    path: String,
    /// Modules of an edge, the quiet ones included.
    edge: i32,
}

impl Drawing {
    /// CSS pixels of an edge where there are `room` of them: as many for each module, so that all are equally sharp.
    pub fn size(&self, room: f64) -> i32 {
        #[allow(clippy::cast_possible_truncation)]
        let room = room as i32;
        self.edge * (room / self.edge).clamp(FINEST, COARSEST)
    }
}

/// Codes of one size for these texts; `None` where one is too long for any code.
pub fn drawings(texts: &[String]) -> Option<Vec<Drawing>> {
    let mut least = Version::MIN;
    texts
        .iter()
        .map(|text| {
            let segments = QrSegment::make_segments(text);
            let code = QrCode::encode_segments_advanced(
                &segments,
                QrCodeEcc::Medium,
                least,
                Version::MAX,
                None,
                // As much correction as fits in without making the code finer.
                true,
            );
            let code = code.ok()?;
            least = code.version();
            Some(draw(&code))
        })
        .collect()
}

fn draw(code: &QrCode) -> Drawing {
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size()).take_while(|x| code.get_module(*x, y)).count();
            if run > 0 {
                path.push_str(&format!("M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET));
            }
            x += i32::try_from(run).unwrap_or_default().max(1);
        }
    }
    Drawing { path, edge: code.size() + 2 * QUIET }
}

/// A code, always dark on white: readers know no dark theme. `room` is the CSS pixels there are.
pub fn code_view(drawing: Signal<Option<Drawing>>, label: Signal<String>, room: Signal<f64>) -> AnyView {
    let with = move |look: fn(&Drawing, f64) -> String| {
        live(move || drawing.with(|drawing| drawing.as_ref().map(|drawing| look(drawing, room.get()))))
    };
    let size = with(|drawing, room| drawing.size(room).to_string());
    view! {
        <svg
            class="handover-code" role="img" aria-label=live(move || label.get()) width=size height=size shape-rendering="crispEdges"
            viewBox=with(|drawing, _| format!("0 0 {0} {0}", drawing.edge))
        >
            <rect class="handover-code__ground" width="100%" height="100%" />
            <path class="handover-code__modules" d=with(|drawing, _| drawing.path.clone()) />
        </svg>
    }
    .into_any()
}
