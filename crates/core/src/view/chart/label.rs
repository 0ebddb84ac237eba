//! What a label says, in lines.

use crate::format::{dates, day_from, day_range};
use crate::model::Lang;

use super::place::{Anchor, Rect};
use super::text::{text_width, wrap};
use super::{ChartWords, Item, Label};

/// What a piece of text is, for the stylesheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    Date,
    /// Says what is not stated.
    Note,
    Title,
    Caption,
    Legend,
}

impl Look {
    pub fn word(self) -> &'static str {
        match self {
            Look::Date => "date",
            Look::Note => "note",
            Look::Title => "title",
            Look::Caption => "caption",
            Look::Legend => "legend",
        }
    }
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    pub text: String,
    pub look: Look,
    pub size: f64,
}

/// A line of a label, its baseline at `y`.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub x: f64,
    pub y: f64,
    pub spans: Vec<Span>,
    /// The centre of a hollow stop drawn beside the words.
    pub mark: Option<(f64, f64)>,
}

/// Type sizes of a label.
#[derive(Debug, Clone, Copy)]
pub(super) struct Type {
    pub date: f64,
    pub title: f64,
    pub caption: f64,
    /// Stop names.
    pub name: f64,
}

/// Between the date and the note behind it.
pub(super) const NOTE_GAP: f64 = 8.0;
/// The hollow stop before the legend.
const MARK: f64 = 15.0;

/// The words of a label, not yet placed.
#[derive(Debug, Clone)]
pub(super) struct Words {
    lines: Vec<(Vec<Span>, f64, f64)>,
    pub width: f64,
    pub height: f64,
}

/// What the label of an event says, in lines of at most `max` pixels.
pub(super) fn words(item: &Item<'_>, lang: Lang, dictionary: &ChartWords, sizes: Type, max: f64) -> Words {
    let event = item.event;
    let mut lines: Vec<(Vec<Span>, f64, f64)> = Vec::new();
    let mut push = |spans: Vec<Span>, height: f64| {
        let gaps = NOTE_GAP * (spans.len().saturating_sub(1)) as f64;
        let mark = if spans.iter().any(|span| span.look == Look::Legend) { MARK } else { 0.0 };
        let text: f64 = spans.iter().map(|s| text_width(&s.text, s.size, s.look == Look::Title)).sum();
        lines.push((spans, height, text + gaps + mark));
    };
    let span = |text: String, look: Look, size: f64| Span { text, look, size };

    let mut date = match event.end {
        end if item.dated => dates(lang, event.start, end),
        Some(end) => day_range(lang, event.start, end),
        None => day_from(lang, event.start),
    };
    if !item.at_sea()
        && let Some(place) = event.places.first()
    {
        let comma = match lang {
            Lang::ZhCn => "，",
            Lang::En => ", ",
        };
        date = format!("{date}{comma}{}", place.name.get(lang));
    }
    let note = (item.at_sea() && event.end.is_none()).then(|| dictionary.end_not_stated.clone());
    let date_width = text_width(&date, sizes.date, false);
    let note_size = (sizes.date - 2.0).max(12.0);
    let date_height = sizes.date + 7.0;
    let beside = note.as_ref().is_some_and(|n| date_width + NOTE_GAP + text_width(n, note_size, false) <= max);
    let mut first: Vec<Vec<Span>> =
        wrap(&date, sizes.date, false, max).into_iter().map(|text| vec![span(text, Look::Date, sizes.date)]).collect();
    if let Some(note) = note {
        let note = span(note, Look::Note, note_size);
        match first.last_mut() {
            Some(line) if beside => line.push(note),
            _ => first.push(vec![note]),
        }
    }
    first.into_iter().for_each(|spans| push(spans, date_height));
    for text in wrap(event.title.get(lang), sizes.title, true, max) {
        push(vec![span(text, Look::Title, sizes.title)], sizes.title + 5.0);
    }
    if let Some(caption) = &event.caption {
        for text in wrap(caption.get(lang), sizes.caption, false, max) {
            push(vec![span(text, Look::Caption, sizes.caption)], sizes.caption + 7.0);
        }
    }
    if item.stops.iter().any(|stop| stop.inferred) {
        for text in wrap(&dictionary.inferred, 12.0, false, max - MARK) {
            push(vec![span(text, Look::Legend, 12.0)], 22.0);
        }
    }
    let width = lines.iter().map(|(_, _, width)| *width).fold(0.0, f64::max);
    let height = lines.iter().map(|(_, height, _)| *height).sum();
    Words { lines, width, height }
}

impl Words {
    pub fn lines(&self) -> usize {
        self.lines.len()
    }

    pub fn rect(&self, anchor: Anchor, x: f64, top: f64) -> Rect {
        anchor.rect(x, top, self.width, self.height)
    }

    /// The label with its anchor at `x` and its top at `top`.
    pub fn place(&self, event: &str, anchor: Anchor, x: f64, top: f64) -> Label {
        let mut y = top;
        let mut marked = false;
        let lines = self
            .lines
            .iter()
            .map(|(spans, height, _)| {
                let size = spans.iter().map(|span| span.size).fold(0.0, f64::max);
                // The baseline: the middle of the line, and a third of the letters below it.
                let baseline = y + height / 2.0 + size * 0.36;
                y += height;
                let legend = spans.iter().any(|span| span.look == Look::Legend);
                // Before the words, or behind them where they end at `x`: only the estimate knows where those begin.
                let (at, indent) = match anchor {
                    Anchor::Start => (x + 4.5, MARK),
                    Anchor::End => (x - 4.5, -MARK),
                };
                let indent = if legend { indent } else { 0.0 };
                let mark = (legend && !marked).then_some((at, baseline - 4.2));
                marked |= legend;
                Line { x: x + indent, y: baseline, spans: spans.clone(), mark }
            })
            .collect();
        Label { event: event.to_owned(), anchor, lines, bounds: self.rect(anchor, x, top) }
    }
}
