//! Where labels go: beside what they name, never over one another, never out of the frame (CH9).

/// A box on the chart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Rect {
    pub fn new(left: f64, top: f64, right: f64, bottom: f64) -> Self {
        Rect { left, top, right, bottom }
    }

    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    /// Touching edges do not overlap.
    pub fn overlaps(&self, other: &Rect) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    pub fn within(&self, frame: &Rect) -> bool {
        self.left >= frame.left && self.right <= frame.right && self.top >= frame.top && self.bottom <= frame.bottom
    }

    #[must_use]
    pub fn widened(&self, by: f64) -> Rect {
        Rect::new(self.left - by, self.top, self.right + by, self.bottom)
    }

    #[must_use]
    pub fn grown(&self, by: f64) -> Rect {
        Rect::new(self.left - by, self.top - by, self.right + by, self.bottom + by)
    }
}

/// What is taken already.
#[derive(Debug, Clone)]
pub struct Room {
    pub frame: Rect,
    taken: Vec<Rect>,
}

impl Room {
    pub fn new(frame: Rect) -> Self {
        Room { frame, taken: Vec::new() }
    }

    pub fn take(&mut self, rect: Rect) {
        self.taken.push(rect);
    }

    /// Whether a box is inside the frame and `gap` away from all that is taken.
    pub fn is_free(&self, rect: &Rect, gap: f64) -> bool {
        let grown = rect.grown(gap);
        rect.within(&self.frame) && !self.taken.iter().any(|taken| taken.overlaps(&grown))
    }
}

/// Which edge of a label its place is measured at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    Start,
    End,
}

impl Anchor {
    /// The SVG `text-anchor`.
    pub fn word(self) -> &'static str {
        match self {
            Anchor::Start => "start",
            Anchor::End => "end",
        }
    }

    /// The box of a text block `width` × `height` with its anchor at `x` and its top at `top`.
    pub fn rect(self, x: f64, top: f64, width: f64, height: f64) -> Rect {
        match self {
            Anchor::Start => Rect::new(x, top, x + width, top + height),
            Anchor::End => Rect::new(x - width, top, x, top + height),
        }
    }
}
