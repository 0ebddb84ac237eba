//! A text as a row of short codes that a camera reads in any order, and back (SPEC HO5–HO8).
//!
//! A frame is `LF1:<id>:<i>/<n>:<check>:<payload>`, in the 45 characters of a QR code's alphanumeric mode: `id` is the
//! CRC-32 of all the bytes, `check` that of this frame's place and payload, the payload base45 (RFC 9285).

use std::collections::BTreeMap;

use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;

/// Characters of a text that is one code: version 18 at level M, the finest that a camera reads off a screen with ease.
const ALONE: usize = 816;
/// Characters of each of several: version 14 at level M, which a camera reads in motion, too.
const ONE_OF_MANY: usize = 528;
/// The characters before the payload, at most.
const HEAD: usize = "LF1:00000000:64/64:00000000:".len();
/// The most codes of one hand-over: at four a second one round takes a quarter of a minute.
pub const MOST_FRAMES: usize = 64;
/// Bytes that the codes may unpack to.
const LARGEST: usize = 1 << 20;

const ALPHABET: &[u8; 45] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/// Why a code is not taken, or all of them together are not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    #[error("not a Landfall code")]
    Foreign,
    #[error("written by a later version")]
    TooNew,
    #[error("the code is damaged")]
    Damaged,
    #[error("more than {MOST_FRAMES} codes, or more than they may unpack to")]
    TooLarge,
}

/// What a code brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    New,
    /// It was here already.
    Known,
    /// The first of another hand-over: what was collected of the one before is given up.
    Another,
}

/// The text as frames; one where it fits.
///
/// # Errors
/// It needs more frames than anybody would hold still for.
pub fn frames(text: &str) -> Result<Vec<String>, FrameError> {
    let packed = compress_to_vec(text.as_bytes(), 9);
    let id = crc32fast::hash(&packed);
    // Three characters hold two bytes.
    let room = |characters: usize| (characters - HEAD) / 3 * 2;
    let count = if packed.len() <= room(ALONE) { 1 } else { packed.len().div_ceil(room(ONE_OF_MANY)) };
    if count > MOST_FRAMES || text.len() > LARGEST {
        return Err(FrameError::TooLarge);
    }
    // Of one size, so that the codes are of one size, and even, so that no character is wasted.
    let size = packed.len().div_ceil(count).next_multiple_of(2);
    let chunks: Vec<&[u8]> = packed.chunks(size.max(2)).collect();
    let count = chunks.len();
    let frame = |(place, chunk): (usize, &&[u8])| {
        let payload = to_base45(chunk);
        let place = format!("{}/{count}", place + 1);
        format!("LF1:{id:08X}:{place}:{:08X}:{payload}", check(&place, &payload))
    };
    Ok(chunks.iter().enumerate().map(frame).collect())
}

fn check(place: &str, payload: &str) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(place.as_bytes());
    hasher.update(b":");
    hasher.update(payload.as_bytes());
    hasher.finalize()
}

/// Frames on their way in, until all of them are there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Collector {
    id: u32,
    count: usize,
    parts: BTreeMap<usize, Vec<u8>>,
}

impl Collector {
    /// Takes what a code says.
    ///
    /// # Errors
    /// It is none of ours, or damaged; what was collected stays.
    pub fn take(&mut self, text: &str) -> Result<Taken, FrameError> {
        let frame = Frame::read(text)?;
        if frame.id == self.id && frame.count == self.count {
            return match self.parts.insert(frame.place, frame.bytes) {
                Some(_) => Ok(Taken::Known),
                None => Ok(Taken::New),
            };
        }
        let taken = if self.parts.is_empty() { Taken::New } else { Taken::Another };
        *self = Collector { id: frame.id, count: frame.count, parts: BTreeMap::from([(frame.place, frame.bytes)]) };
        Ok(taken)
    }

    /// How many codes there are in all; 0 before the first.
    pub fn count(&self) -> usize {
        self.count
    }

    /// How many of them are here.
    pub fn here(&self) -> usize {
        self.parts.len()
    }

    /// Which of them are still to come, counted from 1.
    pub fn missing(&self) -> Vec<usize> {
        (1..=self.count).filter(|place| !self.parts.contains_key(place)).collect()
    }

    /// The text, once every code is here.
    ///
    /// # Errors
    /// Together they are not what was sent; what was collected is given up, to begin anew.
    pub fn whole(&mut self) -> Result<Option<String>, FrameError> {
        if self.count == 0 || self.parts.len() < self.count {
            return Ok(None);
        }
        let collected = std::mem::take(self);
        let packed: Vec<u8> = collected.parts.into_values().flatten().collect();
        if crc32fast::hash(&packed) != collected.id {
            return Err(FrameError::Damaged);
        }
        let bytes = decompress_to_vec_with_limit(&packed, LARGEST).map_err(|error| match error.status {
            miniz_oxide::inflate::TINFLStatus::HasMoreOutput => FrameError::TooLarge,
            _ => FrameError::Damaged,
        })?;
        String::from_utf8(bytes).map(Some).map_err(|_| FrameError::Damaged)
    }
}

struct Frame {
    id: u32,
    place: usize,
    count: usize,
    bytes: Vec<u8>,
}

impl Frame {
    fn read(text: &str) -> Result<Self, FrameError> {
        let mut parts = text.trim_matches(['\r', '\n', '\u{feff}']).splitn(5, ':');
        match parts.next() {
            Some("LF1") => {}
            Some(word) if is_later(word) => return Err(FrameError::TooNew),
            _ => return Err(FrameError::Foreign),
        }
        let damaged = || FrameError::Damaged;
        let mut part = || parts.next().ok_or(FrameError::Damaged);
        let (id, place, sum, payload) = (part()?, part()?, part()?, part()?);
        let id = hex(id).ok_or_else(damaged)?;
        let (at, count) = place.split_once('/').ok_or_else(damaged)?;
        let (at, count) = (number(at).ok_or_else(damaged)?, number(count).ok_or_else(damaged)?);
        if count > MOST_FRAMES {
            return Err(FrameError::TooLarge);
        }
        if at == 0 || at > count || hex(sum) != Some(check(place, payload)) {
            return Err(FrameError::Damaged);
        }
        let bytes = from_base45(payload).filter(|bytes| !bytes.is_empty()).ok_or_else(damaged)?;
        Ok(Frame { id, place: at, count, bytes })
    }
}

/// `LF` and a number: one of ours, of another version.
fn is_later(word: &str) -> bool {
    let digits = word.strip_prefix("LF").unwrap_or_default();
    (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn hex(text: &str) -> Option<u32> {
    let plain = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    plain.then(|| u32::from_str_radix(text, 16).ok()).flatten()
}

fn number(text: &str) -> Option<usize> {
    let plain = (1..=6).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

fn to_base45(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() / 2 * 3 + 3);
    for pair in bytes.chunks(2) {
        let (mut value, digits) = match pair {
            [high, low] => (usize::from(*high) * 256 + usize::from(*low), 3),
            _ => (pair.first().copied().map_or(0, usize::from), 2),
        };
        for _ in 0..digits {
            out.push(ALPHABET.get(value % 45).map_or('0', |byte| char::from(*byte)));
            value /= 45;
        }
    }
    out
}

fn from_base45(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<usize>> =
        text.bytes().map(|byte| ALPHABET.iter().position(|known| *known == byte)).collect();
    let mut out = Vec::with_capacity(text.len() / 3 * 2 + 1);
    for group in digits?.chunks(3) {
        let value = group.iter().rev().fold(0, |value, digit| value * 45 + digit);
        match group.len() {
            3 => out.extend(u16::try_from(value).ok()?.to_be_bytes()),
            2 => out.push(u8::try_from(value).ok()?),
            _ => return None,
        }
    }
    Some(out)
}
