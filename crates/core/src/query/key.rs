//! A text made ready to be looked through at every letter somebody types.

use std::sync::{Arc, OnceLock};

use super::pinyin::readings;
use crate::model::half_width;

/// Between the texts of a record; a space keeps its place, so that words begin somewhere.
pub const APART: u16 = 0;
pub const SPACE: u16 = 0x20;

/// Texts without width and case, in UTF-16 units, and for each unit the letters by which it may be typed first.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Key {
    pub units: Box<[u16]>,
    pub firsts: Box<[u16]>,
    /// Signs of all units: what has not those of a word does not hold it.
    pub signs: u64,
}

impl Key {
    pub fn of(texts: &[&str]) -> Self {
        let mut units = Vec::with_capacity(texts.iter().map(|text| text.len()).sum::<usize>() / 2 + texts.len());
        for text in texts {
            for c in text.chars() {
                push(&mut units, c);
            }
            units.push(APART);
        }
        let firsts = units.iter().map(|unit| firsts(*unit)).collect();
        let signs = units.iter().fold(0, |signs, unit| signs | sign(*unit));
        Key { units: units.into_boxed_slice(), firsts, signs }
    }
}

/// A character as it is compared: no width, no case, one sort of space.
pub fn push(units: &mut Vec<u16>, c: char) {
    match c {
        // By far the most.
        '\u{4e00}'..='\u{9fff}' | 'a'..='z' | '0'..='9' => units.push(c as u16),
        'A'..='Z' => units.push(c.to_ascii_lowercase() as u16),
        _ => {
            let c = half_width(c);
            let folded = if c.is_whitespace() || c == '\0' { ' ' } else { c.to_lowercase().next().unwrap_or(c) };
            units.extend_from_slice(folded.encode_utf16(&mut [0; 2]));
        }
    }
}

/// One bit of 64 for a unit.
pub fn sign(unit: u16) -> u64 {
    1 << (u32::from(unit).wrapping_mul(0x9e37_79b1) >> 26)
}

pub fn is_letter(unit: u16) -> bool {
    (0x61..=0x7a).contains(&unit)
}

/// The bit of a letter: 26 letters in 16 bits, those that seldom begin a reading together.
pub fn letter_bit(letter: u8) -> u16 {
    const BITS: [u8; 26] = [0, 1, 2, 3, 0, 4, 5, 6, 0, 7, 4, 8, 9, 10, 0, 10, 11, 9, 12, 13, 0, 0, 14, 14, 15, 3];
    BITS.get(usize::from(letter.wrapping_sub(b'a'))).map_or(0, |bit| 1 << bit)
}

fn firsts(unit: u16) -> u16 {
    match u8::try_from(unit) {
        Ok(letter) => letter_bit(letter),
        Err(_) => char::from_u32(u32::from(unit)).map_or(0, |c| {
            readings(c).filter_map(|reading| reading.bytes().next()).fold(0, |bits, letter| bits | letter_bit(letter))
        }),
    }
}

/// A record's key, made when it is first needed. It belongs to this one reading of the record: a copy has none, and
/// records that differ in it alone are equal.
#[derive(Debug, Default)]
pub struct Slot(OnceLock<Arc<Key>>);

impl Slot {
    /// The key, kept if `whole` says that nothing it is made of is missing.
    pub fn key(&self, make: impl FnOnce() -> (Key, bool)) -> Arc<Key> {
        if let Some(key) = self.0.get() {
            return Arc::clone(key);
        }
        let (key, whole) = make();
        let key = Arc::new(key);
        if whole { Arc::clone(self.0.get_or_init(|| key)) } else { key }
    }
}

impl Clone for Slot {
    fn clone(&self) -> Self {
        Slot::default()
    }
}

impl PartialEq for Slot {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Slot {}
