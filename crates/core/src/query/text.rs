//! Whether a text is what somebody typed (SPEC, Search): by its characters, by how they are read, and with a slip of the hand.

use std::ops::Range;

use super::key::{APART, Key, SPACE, is_letter, letter_bit, push, sign};
use super::pinyin::readings;

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

/// Where a key answers, and how well.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    quality: Quality,
    /// Which of the texts, from 0.
    text: usize,
    at: Range<usize>,
}

/// What is looked for: words, each of which must be found (SPEC S4).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words(Vec<Word>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    units: Vec<u16>,
    /// Signs that every text has that holds it; letters have none, because characters may be read by them.
    signs: u64,
    /// The bit of the letter it begins with; 0 when that is none.
    first: u16,
    /// The bit of its second letter, where that can't be the second of a reading: then it begins the next character.
    second: u16,
    /// How many slips it may have.
    slips: usize,
}

/// The longest word: the places of its units are bits. What is longer is looked for by its beginning.
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
        self.is_empty() || self.are_in_keys(&[&Key::of(texts)])
    }

    /// Whether each word is in one of the keys.
    pub fn are_in_keys(&self, keys: &[&Key]) -> bool {
        self.0.iter().all(|word| keys.iter().any(|key| word.is_in(key)))
    }

    /// How well texts answer together: as well as the word that is found worst, and in which of them that is. `None`
    /// when one is not found.
    pub fn quality(&self, texts: &Key) -> Option<(Quality, usize)> {
        let mut worst = None;
        for word in &self.0 {
            let best = word.find(texts).map(|found| (found.quality, found.text))?;
            worst = worst.max(Some(best));
        }
        worst
    }

    /// A text in pieces, and whether a piece is what was looked for.
    pub fn marked(&self, text: &str) -> Vec<(String, bool)> {
        let key = Key::of(&[text]);
        // Which bytes a unit stands for.
        let mut bytes: Vec<Range<usize>> = Vec::with_capacity(key.units.len());
        let mut units = Vec::new();
        for (at, c) in text.char_indices() {
            units.clear();
            push(&mut units, c);
            bytes.extend(units.iter().map(|_| at..at + c.len_utf8()));
        }
        let place = |found: Found| {
            let (first, last) = (bytes.get(found.at.start)?, bytes.get(found.at.end.checked_sub(1)?)?);
            Some(first.start..last.end)
        };
        let mut places: Vec<Range<usize>> =
            self.0.iter().filter_map(|word| word.find(&key)).filter_map(place).collect();
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
        let mut units = Vec::new();
        for c in text.chars() {
            push(&mut units, c);
        }
        units.truncate(LONGEST);
        let slips = match units.len() {
            _ if !units.iter().all(|unit| is_letter(*unit)) => 0,
            0..4 => 0,
            4..8 => 1,
            _ => 2,
        };
        // ü may be read, too.
        let signs = units.iter().filter(|unit| !is_letter(**unit) && **unit != UMLAUT);
        let signs = signs.fold(0, |signs, unit| signs | sign(*unit));
        let first = units.first().copied().filter(|unit| is_letter(*unit)).map_or(0, |unit| letter_bit(unit as u8));
        let second = units.get(1).filter(|unit| is_letter(**unit) && !b"aeghinoruv".contains(&(**unit as u8)));
        let second = second.map_or(0, |unit| letter_bit(*unit as u8));
        (!units.is_empty()).then_some(Word { units, signs, first, second, slips })
    }

    fn is_in(&self, key: &Key) -> bool {
        self.signs & !key.signs == 0
            && (self.starts(key).any(|start| self.end(key, start).is_some()) || self.slip(key).is_some())
    }

    /// The best place, the first of equals.
    fn find(&self, key: &Key) -> Option<Found> {
        if self.signs & !key.signs != 0 {
            return None;
        }
        let mut best: Option<Found> = None;
        for start in self.starts(key) {
            let Some(end) = self.end(key, start) else { continue };
            let quality = self.quality(key, start, end);
            if best.as_ref().is_none_or(|best| quality < best.quality) {
                best = Some(Found { quality, text: text_of(key, start), at: start..end });
            }
            if quality <= Quality::Prefix {
                break;
            }
        }
        best.or_else(|| {
            let at = self.slip(key)?;
            Some(Found { quality: Quality::Typo, text: text_of(key, at.start), at })
        })
    }

    fn quality(&self, key: &Key, start: usize, end: usize) -> Quality {
        let unit = |at: Option<usize>| at.and_then(|at| key.units.get(at)).copied().unwrap_or(APART);
        let before = unit(start.checked_sub(1));
        let here = key.units.get(start..end).unwrap_or_default();
        let plain = here.iter().filter(|unit| **unit != SPACE).eq(&self.units);
        match (plain, before == APART) {
            (true, true) if unit(Some(end)) == APART => Quality::Exact,
            (true, true) => Quality::Prefix,
            (true, false) if starts_word(before, unit(Some(start))) => Quality::WordStart,
            (true, false) => Quality::Inside,
            (false, true) => Quality::SoundPrefix,
            (false, false) => Quality::Sound,
        }
    }

    /// Where it may begin.
    fn starts<'a>(&'a self, key: &'a Key) -> impl Iterator<Item = usize> + 'a {
        let first = self.units.first().copied().unwrap_or_default();
        let (bit, second) = (self.first, self.second);
        let may = move |at: &usize| match bit {
            0 => key.units.get(*at) == Some(&first),
            bit => {
                let next = || {
                    key.units.get(*at + 1) == Some(&SPACE)
                        || key.firsts.get(*at + 1).is_some_and(|firsts| firsts & second != 0)
                };
                key.firsts.get(*at).is_some_and(|firsts| firsts & bit != 0) && (second == 0 || next())
            }
        };
        (0..key.units.len()).filter(may)
    }

    /// Where the word ends that begins at `start`, spaces in between left out.
    fn end(&self, key: &Key, start: usize) -> Option<usize> {
        let mut reached = 1_u128;
        for (at, unit) in key.units.iter().enumerate().skip(start) {
            if *unit == SPACE {
                continue;
            }
            if *unit == APART {
                return None;
            }
            reached = self.step(reached, *unit);
            if reached == 0 {
                return None;
            }
            if reached >> self.units.len() & 1 == 1 {
                return Some(at + 1);
            }
        }
        None
    }

    /// From the places of the word that are reached, those that are reached with one more unit of the text: by the
    /// unit itself, by the whole reading of its character, by its first letter or its initial (`zh`), and at the end of
    /// the word by any beginning of its reading (SPEC S3). Places are bits: as many ways as there may be, it is one pass.
    fn step(&self, reached: u128, unit: u16) -> u128 {
        let mut on = 0_u128;
        let mut left = reached;
        while left != 0 {
            let from = left.trailing_zeros() as usize;
            left &= left - 1;
            let Some(rest) = self.units.get(from..).filter(|rest| !rest.is_empty()) else { continue };
            if rest.first() == Some(&unit) {
                on |= 1 << (from + 1);
            }
            if unit < 0x4e00 {
                continue;
            }
            let Some(c) = char::from_u32(u32::from(unit)) else { continue };
            for reading in readings(c) {
                let same = reading.bytes().zip(rest).take_while(|(letter, typed)| reads(*letter, **typed)).count();
                if same == 0 {
                    continue;
                }
                on |= 1 << (from + 1);
                if reading.initial.len() == 2 && same >= 2 {
                    on |= 1 << (from + 2);
                }
                if same == reading.len() || same == rest.len() {
                    on |= 1 << (from + same);
                }
            }
        }
        on
    }

    /// The first word of the texts that begins with this one but for the slips it may have.
    fn slip(&self, key: &Key) -> Option<Range<usize>> {
        if self.slips == 0 {
            return None;
        }
        let [first, second] = [self.units.first()?, self.units.get(1)?];
        let mut start = None;
        for (at, unit) in key.units.iter().enumerate() {
            if is_letter(*unit) {
                start.get_or_insert(at);
            } else if let Some(start) = start.take() {
                let word = key.units.get(start..at).unwrap_or_default();
                let crossed = word.get(1) == Some(first) && word.first() == Some(second);
                if (word.first() == Some(first) || crossed) && self.slips_at(word) {
                    return Some(start..at);
                }
            }
        }
        None
    }

    /// Whether a beginning of `letters` differs by no more slips than it may: a letter wrong, missing, too many, or two
    /// that changed places (distance by optimal string alignment).
    fn slips_at(&self, letters: &[u16]) -> bool {
        if letters.len() + self.slips < self.units.len() {
            return false;
        }
        let width = letters.len().min(self.units.len() + self.slips);
        let mut before: Vec<usize> = Vec::new();
        let mut row: Vec<usize> = (0..=width).collect();
        for (i, a) in self.units.iter().enumerate() {
            let mut next = Vec::with_capacity(width + 1);
            next.push(i + 1);
            for (j, b) in letters.iter().take(width).enumerate() {
                let at = |row: &[usize], j: usize| row.get(j).copied().unwrap_or(LONGEST);
                let mut best = (at(&row, j) + usize::from(a != b)).min(at(&row, j + 1) + 1).min(at(&next, j) + 1);
                let crossed = i > 0 && j > 0 && self.units.get(i - 1) == Some(b) && letters.get(j - 1) == Some(a);
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

const UMLAUT: u16 = 'ü' as u16;

/// Whether a letter of a reading is what was typed; ü is typed as v, as u or as itself.
fn reads(letter: u8, typed: u16) -> bool {
    u16::from(letter) == typed || (letter == b'v' && (typed == u16::from(b'u') || typed == UMLAUT))
}

fn text_of(key: &Key, at: usize) -> usize {
    key.units.iter().take(at).filter(|unit| **unit == APART).count()
}

/// Whether a word begins with a unit behind another: after a sign or a space, and where letters meet Chinese.
fn starts_word(before: u16, unit: u16) -> bool {
    let is_word = |unit: u16| char::from_u32(u32::from(unit)).is_none_or(char::is_alphanumeric);
    !is_word(before) || (before < 0x80) != (unit < 0x80)
}
