//! How wide a text will be, without a screen: estimates on the safe side, and breaking into lines.

/// The width of a text in CSS pixels, rather too much than too little (CH10).
pub fn text_width(text: &str, size: f64, bold: bool) -> f64 {
    // A dot or a quotation mark is as wide as a character among Chinese, and narrow among Latin letters.
    let chinese = text.chars().any(is_wide);
    let ems: f64 = text.chars().map(|c| char_ems(c, chinese)).sum();
    ems * size * if bold { 1.05 } else { 1.0 }
}

/// Whether a character takes a full square.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

fn char_ems(c: char, chinese: bool) -> f64 {
    match c {
        c if is_wide(c) => 1.0,
        '“' | '”' | '‘' | '’' | '·' | '—' | '…' if chinese => 1.0,
        ' ' => 0.28,
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | '·' | '’' | '‘' => 0.32,
        'f' | 't' | 'r' | '(' | ')' | '-' | '“' | '”' => 0.42,
        'm' | 'w' | 'M' | 'W' | '—' | '…' | '%' | '@' => 0.92,
        'A'..='Z' | '&' | '+' => 0.7,
        _ => 0.58,
    }
}

/// Must not begin a line.
fn closes(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '；'
            | '：'
            | '、'
            | '！'
            | '？'
            | '）'
            | '”'
            | '’'
            | '》'
            | '·'
            | ','
            | '.'
            | ';'
            | ':'
            | ')'
    )
}

/// Must not end a line.
fn opens(c: char) -> bool {
    matches!(c, '（' | '“' | '‘' | '《' | '(')
}

/// The pieces between which a line may break, each with whether a space stands before it.
fn pieces(text: &str) -> Vec<(String, bool)> {
    let mut out: Vec<(String, bool)> = Vec::new();
    let mut space = false;
    let mut glue = false;
    let mut last_wide = false;
    for c in text.chars() {
        if c.is_whitespace() {
            space = true;
            glue = false;
            continue;
        }
        if c == '·' && space {
            // A dot between two names ends a line rather than begins one.
            if let Some((piece, _)) = out.last_mut() {
                piece.push_str(" ·");
                (last_wide, space) = (true, false);
                continue;
            }
        }
        let word = !is_wide(c) && !last_wide && !space;
        let joins = glue || closes(c) && !space || word && !out.is_empty() && !opens(c);
        match out.last_mut() {
            Some((piece, _)) if joins => piece.push(c),
            _ => out.push((c.to_string(), space)),
        }
        glue = opens(c);
        last_wide = is_wide(c);
        space = false;
    }
    out
}

/// Breaks a text into as few lines as fit into `max` pixels, about equally long, preferably after punctuation
/// or at a space. A piece that is wider than `max` has a line of its own.
pub fn wrap(text: &str, size: f64, bold: bool, max: f64) -> Vec<String> {
    let pieces = broken(pieces(text), size, bold, max);
    let line = |from: usize, to: usize| {
        let mut out = String::new();
        for (i, (piece, space)) in pieces.iter().enumerate().take(to).skip(from) {
            if *space && i > from {
                out.push(' ');
            }
            out.push_str(piece);
        }
        out
    };
    // best[i]: the cheapest way to have broken the first i pieces, and where its last line begins.
    let mut best: Vec<(f64, usize)> = vec![(0.0, 0)];
    for end in 1..=pieces.len() {
        let mut cheapest = (f64::INFINITY, end - 1);
        for begin in (0..end).rev() {
            let width = text_width(&line(begin, end), size, bold);
            if width > max && begin + 1 < end {
                break;
            }
            let slack = (max - width).max(0.0) / size;
            let before = best.get(begin).map_or(f64::INFINITY, |(cost, _)| *cost);
            let cost =
                before + 10_000.0 + slack * slack + if end < pieces.len() { break_cost(&pieces, end) } else { 0.0 };
            if cost < cheapest.0 {
                cheapest = (cost, begin);
            }
        }
        best.push(cheapest);
    }
    let mut lines = Vec::new();
    let mut end = pieces.len();
    while end > 0 {
        let begin = best.get(end).map_or(0, |(_, begin)| *begin).min(end - 1);
        lines.push(line(begin, end));
        end = begin;
    }
    lines.reverse();
    lines
}

/// A name longer than any word, and than the line, is broken wherever the line ends.
fn broken(pieces: Vec<(String, bool)>, size: f64, bold: bool, max: f64) -> Vec<(String, bool)> {
    const LONG: usize = 16;
    let mut out = Vec::with_capacity(pieces.len());
    for (piece, space) in pieces {
        if piece.chars().count() <= LONG || text_width(&piece, size, bold) <= max {
            out.push((piece, space));
            continue;
        }
        let mut part = String::new();
        let mut space = space;
        for c in piece.chars() {
            part.push(c);
            if part.chars().count() > 1 && text_width(&part, size, bold) > max {
                part.pop();
                out.push((std::mem::replace(&mut part, c.to_string()), std::mem::take(&mut space)));
            }
        }
        out.push((part, space));
    }
    out
}

/// Breaking a Chinese sentence in the middle of a word is worse than a ragged edge.
fn break_cost(pieces: &[(String, bool)], at: usize) -> f64 {
    let spaced = pieces.get(at).is_some_and(|(_, space)| *space);
    let closed = at.checked_sub(1).and_then(|i| pieces.get(i)).is_some_and(|(piece, _)| piece.ends_with(closes));
    if spaced || closed { 0.0 } else { 120.0 }
}
