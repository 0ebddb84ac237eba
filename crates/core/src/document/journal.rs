//! The text of one journal entry (SPEC J1–J5): `2|<CRC-32 of the body>|<body, 15 bits in a UTF-16 unit>`, and format 1,
//! `1|<CRC-32 of the update>|<base64 of the update>`, which is still read.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;

use super::compaction::Holds;
use super::dense;

/// The format written now. A reader that meets a higher number leaves the entry alone (SPEC J4).
pub const FORMAT: u32 = 2;

/// An update up to this many bytes is written again with its successor (SPEC J3).
pub const REPEATED: usize = 24 * 1024;

/// What an entry may grow to when it is inflated, in bytes: more is a damaged entry, or an attack.
const LIMIT: usize = 256 << 20;

/// Levels above 6 gain 1 % on a snapshot and take twice the time.
const LEVEL: u8 = 6;

const CHANGE: u8 = 0x10;
const SNAPSHOT: u8 = 0x20;
const SNAPSHOT_V1: u8 = 0x30;
const DEFLATED: u8 = 0x01;

/// Why an entry can't be used. It is kept as it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    #[error("the entry is not of the form format|checksum|data")]
    Form,
    #[error("the entry was written by a later version (format {format})")]
    TooNew { format: u32 },
    #[error("the checksum does not match: the entry is damaged")]
    Damaged,
}

/// What one entry holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    Change(Change),
    Snapshot(Snapshot),
}

/// One or more Yjs updates (v1 encoding). The first is new; the others are repeated, so that the damage of the one
/// entry they were new in loses nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub updates: Vec<Vec<u8>>,
}

/// The whole document at one time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// The entries whose content is in here, older snapshots included.
    pub holds: Holds,
    /// When it was made, milliseconds since 1970 by the clock of the computer.
    pub made_ms: u64,
    pub state: State,
}

/// A document as one Yjs update, in one of the encodings Yjs has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    V2(Vec<u8>),
    V1(Vec<u8>),
}

impl Entry {
    /// The entry of an update; `previous` is the update this tab wrote before it, if only one entry has that yet.
    pub fn change(update: &[u8], previous: Option<&[u8]>) -> Self {
        let again = previous.filter(|previous| previous.len() <= REPEATED);
        let updates = std::iter::once(update).chain(again).map(<[u8]>::to_vec).collect();
        Entry::Change(Change { updates })
    }

    /// The text to store: ASCII up to the second `|`, then U+3400 to U+B3FF.
    pub fn encode(&self) -> String {
        frame(FORMAT, &self.body())
    }

    /// The kind and the content.
    pub(crate) fn body(&self) -> Vec<u8> {
        let mut content = Vec::new();
        let kind = match self {
            Entry::Change(change) => {
                for update in &change.updates {
                    put_number(&mut content, update.len() as u64);
                    content.extend_from_slice(update);
                }
                CHANGE
            }
            Entry::Snapshot(snapshot) => {
                put_number(&mut content, snapshot.made_ms);
                snapshot.holds.encode(&mut content);
                let (kind, state) = match &snapshot.state {
                    State::V2(state) => (SNAPSHOT, state),
                    State::V1(state) => (SNAPSHOT_V1, state),
                };
                content.extend_from_slice(state);
                kind
            }
        };
        let deflated = compress_to_vec(&content, LEVEL);
        let (kind, content) =
            if deflated.len() < content.len() { (kind | DEFLATED, deflated) } else { (kind, content) };
        let mut body = vec![kind];
        body.extend(content);
        body
    }

    /// Reads the text of an entry, of this or an earlier format.
    ///
    /// # Errors
    /// Says whether the entry is damaged or newer than this program.
    pub fn decode(text: &str) -> Result<Self, EntryError> {
        let (format, bytes) = unframe(text, FORMAT)?;
        if format == 1 {
            return Ok(Entry::Change(Change { updates: vec![bytes] }));
        }
        Self::from_body(&bytes)
    }

    /// Reads what [`Entry::body`] gave.
    ///
    /// # Errors
    /// Says whether it is damaged or newer than this program.
    pub(crate) fn from_body(bytes: &[u8]) -> Result<Self, EntryError> {
        let format = FORMAT;
        let (kind, content) = bytes.split_first().ok_or(EntryError::Damaged)?;
        let inflate = || match kind & DEFLATED {
            0 => Ok(content.to_vec()),
            _ => decompress_to_vec_with_limit(content, LIMIT).map_err(|_| EntryError::Damaged),
        };
        let entry = match kind & !DEFLATED {
            CHANGE => read_change(&inflate()?),
            SNAPSHOT => read_snapshot(&inflate()?, State::V2),
            SNAPSHOT_V1 => read_snapshot(&inflate()?, State::V1),
            // Whole, by its checksum, and of a kind that this version has never written.
            _ => return Err(EntryError::TooNew { format }),
        };
        entry.ok_or(EntryError::Damaged)
    }
}

/// A value of the journal: the format, a checksum, and bytes.
pub(crate) fn frame(format: u32, body: &[u8]) -> String {
    format!("{format}|{:08x}|{}", crc32fast::hash(body), dense::pack(body))
}

/// The format and the bytes of a value, of format `known` or an earlier one.
///
/// # Errors
/// Says whether it is damaged or newer.
pub(crate) fn unframe(text: &str, known: u32) -> Result<(u32, Vec<u8>), EntryError> {
    let mut parts = text.splitn(3, '|');
    let (Some(format), Some(sum), Some(data)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(EntryError::Form);
    };
    // A sign or a leading zero is nothing that any version writes.
    let plain = format.bytes().all(|byte| byte.is_ascii_digit()) && !format.starts_with('0');
    let format: u32 = format.parse().ok().filter(|_| plain).ok_or(EntryError::Form)?;
    if format > known {
        return Err(EntryError::TooNew { format });
    }
    let lower = sum.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let sum = u32::from_str_radix(sum, 16).ok().filter(|_| lower && sum.len() == 8).ok_or(EntryError::Damaged)?;
    let bytes = match format {
        1 => STANDARD_NO_PAD.decode(data).map_err(|_| EntryError::Damaged)?,
        _ => dense::unpack(data).ok_or(EntryError::Damaged)?,
    };
    if crc32fast::hash(&bytes) != sum {
        return Err(EntryError::Damaged);
    }
    Ok((format, bytes))
}

fn read_change(mut content: &[u8]) -> Option<Entry> {
    let mut updates = Vec::new();
    while !content.is_empty() {
        let length = usize::try_from(take_number(&mut content)?).ok()?;
        let (update, rest) = content.split_at_checked(length)?;
        updates.push(update.to_vec());
        content = rest;
    }
    (!updates.is_empty()).then_some(Entry::Change(Change { updates }))
}

fn read_snapshot(mut content: &[u8], encoding: fn(Vec<u8>) -> State) -> Option<Entry> {
    let made_ms = take_number(&mut content)?;
    let holds = Holds::decode(&mut content)?;
    Some(Entry::Snapshot(Snapshot { holds, made_ms, state: encoding(content.to_vec()) }))
}

/// Writes a number as LEB128: seven bits a byte, low ones first.
pub(super) fn put_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Reads a number that [`put_number`] wrote, and nothing longer than need be.
pub(super) fn take_number(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0_u64;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        let bits = u64::from(byte & 0x7f);
        if bits.checked_shl(shift)? >> shift != bits {
            return None;
        }
        number |= bits << shift;
        if byte & 0x80 == 0 {
            return (*byte != 0 || shift == 0).then_some(number);
        }
    }
    None
}
