//! One sealed value of localStorage: `3|<CRC-32>|<packed body>`, the body being a kind, perhaps the header, the nonce and
//! the ciphertext with its tag.

use super::header::LENGTH;
use super::{FORMAT, Header, Lock, Nonce};
use crate::document::{Entry, EntryError, frame, unframe};

const SEALED: u8 = 0x40;
const WITH_HEADER: u8 = 0x41;

/// Inside: a text as UTF-8, or UTF-16 units that are no text. Anything else is an entry's body.
const TEXT: u8 = 0x01;
const UNITS: u8 = 0x02;

/// Where a value is kept: it opens nowhere else.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The key in localStorage, and what of the value it is.
    pub key: &'a str,
    /// Whether the header goes with it: such a value needs no other to be opened.
    pub carries: bool,
}

/// What a sealed value holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    Entry(Entry),
    /// Any other value, damaged ones too: its UTF-16 units.
    Value(Vec<u16>),
}

impl Content {
    fn bytes(&self) -> Vec<u8> {
        match self {
            Content::Entry(entry) => entry.body(),
            Content::Value(units) => match String::from_utf16(units) {
                Ok(text) => [&[TEXT], text.as_bytes()].concat(),
                Err(_) => std::iter::once(UNITS).chain(units.iter().flat_map(|unit| unit.to_le_bytes())).collect(),
            },
        }
    }

    fn read(bytes: &[u8]) -> Result<Self, EntryError> {
        match bytes.split_first() {
            Some((&TEXT, text)) => {
                let text = std::str::from_utf8(text).map_err(|_| EntryError::Damaged)?;
                Ok(Content::Value(text.encode_utf16().collect()))
            }
            Some((&UNITS, units)) => {
                let unit = |pair: &[u8]| pair.try_into().map(u16::from_le_bytes).map_err(|_| EntryError::Damaged);
                units.chunks(2).map(unit).collect::<Result<_, _>>().map(Content::Value)
            }
            _ => Entry::from_body(bytes).map(Content::Entry),
        }
    }

    pub fn of_text(text: &str) -> Self {
        Content::Value(text.encode_utf16().collect())
    }

    /// What stands in a plain value: an entry that can be read, or its units as they are.
    pub fn of_value(units: Vec<u16>) -> Self {
        match String::from_utf16(&units).ok().and_then(|text| Entry::decode(&text).ok()) {
            Some(entry) => Content::Entry(entry),
            None => Content::Value(units),
        }
    }

    /// The plain value: UTF-16 units.
    pub fn to_value(&self) -> Vec<u16> {
        match self {
            Content::Entry(entry) => entry.encode().encode_utf16().collect(),
            Content::Value(units) => units.clone(),
        }
    }

    /// The text, where it is one and no entry.
    pub fn text(&self) -> Option<String> {
        match self {
            Content::Entry(_) => None,
            Content::Value(units) => String::from_utf16(units).ok(),
        }
    }
}

/// Whether a value says of itself that it is sealed; it may be damaged.
pub fn is_sealed(text: &str) -> bool {
    text.starts_with("3|")
}

/// Whether a value is sealed and not damaged.
pub fn is_whole(text: &str) -> bool {
    is_sealed(text) && unframe(text, FORMAT).is_ok()
}

/// The header that a value carries or is.
pub fn header_of(text: &str) -> Option<Header> {
    let (format, body) = unframe(text, FORMAT).ok()?;
    let (kind, mut rest) = body.split_first()?;
    if format == FORMAT && *kind == WITH_HEADER { Header::take(&mut rest).ok() } else { Header::decode(text).ok() }
}

impl Lock {
    /// The text to store.
    pub fn seal(&self, place: Place<'_>, content: &Content, nonce: &Nonce) -> String {
        let mut body = vec![if place.carries { WITH_HEADER } else { SEALED }];
        if place.carries {
            body.extend(self.header.bytes());
        }
        let plain = zeroize::Zeroizing::new(content.bytes());
        let sealed = self.key.encrypt(nonce, &plain, &about(place.key, &body));
        body.extend(nonce);
        body.extend(sealed);
        frame(FORMAT, &body)
    }

    /// What a sealed value under this key of localStorage holds.
    ///
    /// # Errors
    /// [`EntryError::Form`] when it is not sealed; [`EntryError::Damaged`] also when another key sealed it, or it was
    /// sealed for another place.
    pub fn unseal(&self, key: &str, text: &str) -> Result<Content, EntryError> {
        let (format, body) = unframe(text, FORMAT)?;
        if format != FORMAT {
            return Err(EntryError::Form);
        }
        let open = || {
            let head = match body.first()? {
                &SEALED => 1,
                _ => 1 + LENGTH,
            };
            let (head, rest) = body.split_at_checked(head)?;
            let (nonce, sealed) = rest.split_first_chunk::<12>()?;
            self.key.decrypt(nonce, sealed, &about(key, head)).map(zeroize::Zeroizing::new)
        };
        match body.first() {
            Some(&SEALED | &WITH_HEADER) => Content::read(&open().ok_or(EntryError::Damaged)?),
            // Whole, by its checksum, and nothing this version has ever sealed.
            _ => Err(EntryError::TooNew { format }),
        }
    }

    /// The entry in a value, sealed or plain.
    ///
    /// # Errors
    /// As [`Entry::decode`].
    pub fn entry(&self, key: &str, text: &str) -> Result<Entry, EntryError> {
        if !is_sealed(text) {
            return Entry::decode(text);
        }
        match self.unseal(key, text)? {
            Content::Entry(entry) => Ok(entry),
            // It was damaged, or newer, when the workspace was locked.
            Content::Value(units) => Entry::decode(&String::from_utf16(&units).map_err(|_| EntryError::Damaged)?),
        }
    }
}

/// What a value is bound to: its place, its kind and its header.
fn about(key: &str, head: &[u8]) -> Vec<u8> {
    [key.as_bytes(), &[0], head].concat()
}
