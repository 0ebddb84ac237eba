use leptos::prelude::*;

use super::live::live;

/// The shapes of a course: round at sea, square ashore. Told apart without colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GlyphShape {
    DashedRing,
    Ring,
    QuarterRing,
    HalfRing,
    Disc,
    Square,
    OpenSquare,
    SquareInSquare,
    SquareTick,
    StruckRing,
}

impl GlyphShape {
    /// The shape of this name (`dashed-ring`, `ring`, …); a plain ring for a name it does not know.
    pub fn named(name: &str) -> Self {
        match name {
            "dashed-ring" => Self::DashedRing,
            "quarter-ring" => Self::QuarterRing,
            "half-ring" => Self::HalfRing,
            "disc" => Self::Disc,
            "square" => Self::Square,
            "square-in-square" => Self::SquareInSquare,
            "square-tick" => Self::SquareTick,
            "struck-ring" => Self::StruckRing,
            _ => Self::Ring,
        }
    }

    fn drawing(self) -> &'static str {
        match self {
            Self::DashedRing => r#"<circle cx="8" cy="8" r="5.5" stroke-dasharray="2.3 2"/>"#,
            Self::Ring => r#"<circle cx="8" cy="8" r="5.5"/>"#,
            Self::QuarterRing => {
                r#"<circle cx="8" cy="8" r="5.5"/><path class="glyph__fill" d="M3.7 10.300h8.600a5 5 0 0 1-8.6 0z"/>"#
            }
            Self::HalfRing => {
                r#"<circle cx="8" cy="8" r="5.5"/><path class="glyph__fill" d="M2.6 8h10.800a5.4 5.4 0 0 1-10.8 0z"/>"#
            }
            Self::Disc => r#"<circle class="glyph__fill" cx="8" cy="8" r="5.5"/>"#,
            Self::Square => r#"<rect class="glyph__fill" x="2.5" y="2.5" width="11" height="11" rx="1"/>"#,
            Self::OpenSquare => r#"<rect x="2.5" y="2.5" width="11" height="11" rx="1"/>"#,
            Self::SquareInSquare => {
                r#"<rect x="2.5" y="2.5" width="11" height="11" rx="1"/><rect class="glyph__fill" x="5.6" y="5.6" width="4.8" height="4.8"/>"#
            }
            Self::SquareTick => {
                r#"<rect x="2.5" y="2.5" width="11" height="11" rx="1"/><path d="m5.2 8.2 2 2 3.7-4.3"/>"#
            }
            Self::StruckRing => r#"<circle cx="8" cy="8" r="5.5"/><path d="m4.2 11.8 7.6-7.6"/>"#,
        }
    }

    /// `sea`, `shore` or `out`: which of the three grounds the shape belongs to.
    fn ground(self) -> &'static str {
        match self {
            Self::Square | Self::OpenSquare | Self::SquareInSquare | Self::SquareTick => "shore",
            Self::StruckRing => "out",
            _ => "sea",
        }
    }
}

/// A stage's shape, decorative: its name always stands beside it.
#[component]
pub fn Glyph(
    #[prop(into)] shape: Signal<GlyphShape>,
    /// Edge in CSS pixels, 14–20.
    #[prop(default = 16)]
    size: u32,
) -> impl IntoView {
    view! {
        <svg
            class="glyph" width=size height=size viewBox="0 0 16 16" fill="none" stroke="currentColor"
            stroke-width="1.5" stroke-linecap="round" aria-hidden="true"
            data-ground=live(move || shape.get().ground()) inner_html=live(move || shape.get().drawing())
        ></svg>
    }
}
