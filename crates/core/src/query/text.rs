//! Whether a text is what somebody typed (SPEC, Search): by its characters, by how they are read, and with a slip of the hand.

use std::ops::Range;

use super::pinyin::{may_begin, readings};
use crate::model::half_width;

/// How well a text answers, best first (SPEC S5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quality {
    Exact,
    Prefix,
    /// At the beginning of a word.
    WordStart,
    Inside,
    /// By how the first characters are read.
    SoundPrefix,
    Sound,
    /// With a slip of the hand.
    Typo,
}

/// Where a text answers, in bytes of it, and how well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    pub quality: Quality,
    pub at: Range<usize>,
}

/// What is looked for: words, each of which must be found (SPEC S4).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words(Vec<Word>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    chars: Vec<char>,
    /// It has letters, and is short enough to be read as pinyin.
    sound: bool,
    /// How many slips it may have.
    slips: usize,
}

/// The longest word that is read as pinyin: its places are bits.
const LONGEST: usize = 120;

impl Words {
    pub fn of(text: &str) -> Self {
        Words(text.split(char::is_whitespace).filter_map(Word::of).collect())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether each word is in one of the texts.
    pub fn are_in(&self, texts: &[&str]) -> bool {
        self.0.iter().all(|word| texts.iter().any(|text| word.is_in(text)))
    }

    /// How well texts answer together: as well as the word that is found worst. `None` when one is not found.
    pub fn quality(&self, texts: &[&str]) -> Option<Quality> {
        let mut worst = None;
        for word in &self.0 {
            let best = texts.iter().filter_map(|text| word.find(text)).map(|found| found.quality).min()?;
            worst = worst.max(Some(best));
        }
        worst
    }

    /// A text in pieces, and whether a piece is what was looked for.
    pub fn marked(&self, text: &str) -> Vec<(String, bool)> {
        let mut places: Vec<Range<usize>> =
            self.0.iter().filter_map(|word| word.find(text)).map(|found| found.at).collect();
        crate::order::sort_by_key(&mut places, |place| place.start);
        let mut pieces = Vec::new();
        let mut done = 0;
        let mut piece = |range: Range<usize>, found: bool| {
            if let Some(part) = text.get(range).filter(|part| !part.is_empty()) {
                pieces.push((part.to_owned(), found));
            }
        };
        for place in places {
            if place.end <= done {
                continue;
            }
            let start = place.start.max(done);
            piece(done..start, false);
            piece(start..place.end, true);
            done = place.end;
        }
        piece(done..text.len(), false);
        pieces
    }
}

impl Word {
    fn of(text: &str) -> Option<Self> {
        let chars: Vec<char> = text.chars().filter_map(fold).collect();
        let letters = chars.iter().all(char::is_ascii_lowercase);
        let slips = match chars.len() {
            4..8 if letters => 1,
            8..=LONGEST if letters => 2,
            _ => 0,
        };
        let sound = chars.len() <= LONGEST && chars.iter().any(|c| c.is_ascii_lowercase() || *c == 'ü');
        (!chars.is_empty()).then_some(Word { chars, sound, slips })
    }

    fn is_in(&self, text: &str) -> bool {
        if text.is_empty() {
            return false;
        }
        let plain = |(start, _)| self.plain_end(text, start).is_some();
        text.char_indices().any(plain)
            || (self.sound && !text.is_ascii() && self.sounds_in(text))
            || (self.slips > 0 && self.slip(text).is_some())
    }

    fn find(&self, text: &str) -> Option<Match> {
        self.find_plain(text).or_else(|| self.find_sound(text)).or_else(|| {
            let at = self.slip(text)?;
            Some(Match { quality: Quality::Typo, at })
        })
    }

    /// The first place where the characters stand, one at the beginning of a word before others.
    fn find_plain(&self, text: &str) -> Option<Match> {
        let mut inside = None;
        let mut before = None;
        for (start, c) in text.char_indices() {
            if let Some(end) = self.plain_end(text, start) {
                let at = start..end;
                let lead = text.get(..start).unwrap_or_default();
                let first = lead.chars().all(char::is_whitespace);
                let quality = match first {
                    true if text.get(end..).unwrap_or_default().trim().is_empty() => Quality::Exact,
                    true => Quality::Prefix,
                    false if starts_word(before, c) => Quality::WordStart,
                    false => Quality::Inside,
                };
                if quality < Quality::Inside {
                    return Some(Match { quality, at });
                }
                inside.get_or_insert(Match { quality, at });
            }
            before = Some(c);
        }
        inside
    }

    /// Where the word ends that stands at `start`, spaces in between left out.
    fn plain_end(&self, text: &str, start: usize) -> Option<usize> {
        let mut wanted = self.chars.iter();
        let mut next = wanted.next()?;
        for (at, c) in text.get(start..)?.char_indices() {
            match fold(c) {
                Some(c2) if c2 == *next => match wanted.next() {
                    Some(after) => next = after,
                    None => return Some(start + at + c.len_utf8()),
                },
                // A match begins with a character.
                None if at > 0 => {}
                _ => return None,
            }
        }
        None
    }

    fn find_sound(&self, text: &str) -> Option<Match> {
        if !self.sound || text.is_ascii() {
            return None;
        }
        for (start, _) in text.char_indices() {
            let mut reached = Reached(1);
            for (at, c) in text.get(start..)?.char_indices() {
                match self.step(reached, c) {
                    Step::Found => {
                        let lead = text.get(..start).unwrap_or_default();
                        let first = lead.chars().all(char::is_whitespace);
                        let quality = if first { Quality::SoundPrefix } else { Quality::Sound };
                        return Some(Match { quality, at: start..start + at + c.len_utf8() });
                    }
                    Step::On(Reached(0)) => break,
                    Step::On(on) => reached = on,
                }
            }
        }
        None
    }

    /// Whether the word is how a part of the text is read: one pass, whatever is in it.
    fn sounds_in(&self, text: &str) -> bool {
        let mut reached = Reached(1);
        for c in text.chars() {
            match self.step(reached, c) {
                Step::Found => return true,
                // A reading may begin at every character.
                Step::On(Reached(on)) => reached = Reached(on | 1),
            }
        }
        false
    }

    /// From the places of the word that are reached, those that are reached with one more character of the text: by
    /// the character itself, by its whole reading, by its first letter or its initial (`zh`), and at the end of the
    /// word by any beginning of its reading (SPEC S3).
    fn step(&self, Reached(reached): Reached, c: char) -> Step {
        let Some(folded) = fold(c) else { return Step::On(Reached(reached & !1)) };
        let mut on = 0_u128;
        let mut left = reached;
        while left != 0 {
            let from = left.trailing_zeros() as usize;
            left &= left - 1;
            let Some(wanted) = self.chars.get(from) else { continue };
            if *wanted == folded {
                on |= 1 << (from + 1);
            }
            let letter = if *wanted == 'ü' { b'v' } else { u8::try_from(*wanted).unwrap_or_default() };
            if !letter.is_ascii_lowercase() || !may_begin(c, letter) {
                continue;
            }
            for reading in readings(c) {
                let same = reading
                    .bytes()
                    .zip(self.chars.get(from..).unwrap_or_default())
                    .take_while(|(a, b)| reads(*a, **b))
                    .count();
                if same == 0 {
                    continue;
                }
                on |= 1 << (from + 1);
                if reading.initial.len() == 2 && same >= 2 {
                    on |= 1 << (from + 2);
                }
                if same == reading.len() || from + same == self.chars.len() {
                    on |= 1 << (from + same);
                }
            }
        }
        if on >> self.chars.len() & 1 == 1 { Step::Found } else { Step::On(Reached(on)) }
    }

    /// The first word of the text that begins with this one but for the slips it may have.
    fn slip(&self, text: &str) -> Option<Range<usize>> {
        if self.slips == 0 {
            return None;
        }
        let mut start = None;
        let mut letters: Vec<char> = Vec::new();
        // One more character ends the last word.
        for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
            match fold(c).filter(char::is_ascii_lowercase) {
                Some(letter) => {
                    start.get_or_insert(at);
                    letters.push(letter);
                }
                None => {
                    if let Some(start) = start.take()
                        && self.slips_at(&letters)
                    {
                        return Some(start..at);
                    }
                    letters.clear();
                }
            }
        }
        None
    }

    /// Whether a beginning of `letters` differs by no more slips than it may: a letter wrong, missing, too many, or
    /// two that changed places. The first letter is right, or changed places with the second.
    fn slips_at(&self, letters: &[char]) -> bool {
        let wanted = &self.chars;
        let near = |a: Option<&char>, b: Option<&char>| a.is_some() && a == b;
        let begins = near(wanted.first(), letters.first())
            || (near(wanted.first(), letters.get(1)) && near(wanted.get(1), letters.first()));
        if !begins || letters.len() + self.slips < wanted.len() {
            return false;
        }
        let width = letters.len().min(wanted.len() + self.slips);
        // Three rows of the distance between beginnings (optimal string alignment).
        let mut before: Vec<usize> = Vec::new();
        let mut row: Vec<usize> = (0..=width).collect();
        for (i, a) in wanted.iter().enumerate() {
            let mut next = vec![i + 1];
            for (j, b) in letters.iter().take(width).enumerate() {
                let at = |row: &[usize], j: usize| row.get(j).copied().unwrap_or(usize::MAX / 2);
                let mut best = (at(&row, j) + usize::from(a != b)).min(at(&row, j + 1) + 1).min(at(&next, j) + 1);
                let crossed = i > 0 && j > 0 && wanted.get(i - 1) == Some(b) && letters.get(j - 1) == Some(a);
                if crossed {
                    best = best.min(at(&before, j - 1) + 1);
                }
                next.push(best);
            }
            before = std::mem::replace(&mut row, next);
        }
        row.iter().any(|distance| *distance <= self.slips)
    }
}

/// Places of a word that are reached, as bits.
#[derive(Clone, Copy)]
struct Reached(u128);

enum Step {
    Found,
    On(Reached),
}

/// Whether a letter of a reading is what was typed; ü is typed as v, as u or as itself.
fn reads(letter: u8, typed: char) -> bool {
    char::from(letter) == typed || (letter == b'v' && matches!(typed, 'u' | 'ü'))
}

/// A character without width and case; none for a space.
fn fold(c: char) -> Option<char> {
    match c {
        // By far the most.
        '\u{4e00}'..='\u{9fff}' | 'a'..='z' | '0'..='9' => Some(c),
        'A'..='Z' => Some(c.to_ascii_lowercase()),
        _ => {
            let c = half_width(c);
            if c.is_whitespace() { None } else { c.to_lowercase().next() }
        }
    }
}

/// Whether a word begins with `c` behind `before`: after a sign or a space, and where letters meet Chinese.
fn starts_word(before: Option<char>, c: char) -> bool {
    before.is_none_or(|before| !before.is_alphanumeric() || before.is_ascii() != c.is_ascii())
}
