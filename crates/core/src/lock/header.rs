use super::{FORMAT, Key, MOST_ITERATIONS, Nonce};
use crate::document::{EntryError, frame, unframe};

const ON: u8 = 0x42;
const OFF: u8 = 0x43;
/// The only way from a passphrase to a key so far: PBKDF2-HMAC-SHA-256.
const PBKDF2: u8 = 1;
/// Bytes of a header: derivation, iterations, salt, key's id, nonce, wrapped key and its tag.
pub(super) const LENGTH: usize = 1 + 4 + 16 + 8 + 12 + 48;

/// What is random in a new header.
#[derive(Debug, Clone, Copy)]
pub struct Fresh {
    pub salt: [u8; 16],
    pub nonce: Nonce,
    /// Tells the data key from others; says nothing about it.
    pub key_id: [u8; 8],
}

/// What opens with the passphrase and gives the data key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Rounds of PBKDF2.
    pub iterations: u32,
    pub salt: [u8; 16],
    pub key_id: [u8; 8],
    /// Off: the lock was taken off, and this is for values that a killed browser may have brought back.
    pub on: bool,
    pub(super) nonce: Nonce,
    pub(super) wrapped: [u8; 48],
}

impl Header {
    pub(super) fn wrap(key: &Key, wrapping: &Key, iterations: u32, fresh: Fresh) -> Self {
        let Fresh { salt, nonce, key_id } = fresh;
        let mut header = Header { iterations, salt, key_id, on: true, nonce, wrapped: [0; 48] };
        let sealed = wrapping.encrypt(&nonce, &*key.0, &header.about());
        if let Ok(wrapped) = sealed.try_into() {
            header.wrapped = wrapped;
        }
        header
    }

    pub(super) fn unwrap(&self, wrapping: &Key) -> Option<Key> {
        let key = zeroize::Zeroizing::new(wrapping.decrypt(&self.nonce, &self.wrapped, &self.about())?);
        Some(Key::new(key.as_slice().try_into().ok()?))
    }

    /// Everything before the nonce: nobody may lower the iterations unnoticed.
    fn about(&self) -> Vec<u8> {
        let mut about = b"landfall lock".to_vec();
        about.extend(self.bytes().into_iter().take(1 + 4 + 16 + 8));
        about
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut bytes = vec![PBKDF2];
        bytes.extend(self.iterations.to_be_bytes());
        bytes.extend(self.salt);
        bytes.extend(self.key_id);
        bytes.extend(self.nonce);
        bytes.extend(self.wrapped);
        bytes
    }

    /// Takes a header off the beginning of `bytes`.
    pub(super) fn take(bytes: &mut &[u8]) -> Result<Self, EntryError> {
        let (derivation, rest) = bytes.split_first().ok_or(EntryError::Damaged)?;
        if *derivation != PBKDF2 {
            return Err(EntryError::TooNew { format: FORMAT });
        }
        *bytes = rest;
        let read = |bytes: &mut &[u8]| {
            let header = Header {
                iterations: u32::from_be_bytes(take(bytes)?),
                salt: take(bytes)?,
                key_id: take(bytes)?,
                on: true,
                nonce: take(bytes)?,
                wrapped: take(bytes)?,
            };
            (1..=MOST_ITERATIONS).contains(&header.iterations).then_some(header)
        };
        read(bytes).ok_or(EntryError::Damaged)
    }

    /// The text to store under a key of its own.
    pub fn encode(&self) -> String {
        let mut body = vec![if self.on { ON } else { OFF }];
        body.extend(self.bytes());
        frame(FORMAT, &body)
    }

    /// Reads what [`Header::encode`] wrote.
    ///
    /// # Errors
    /// Says whether it is damaged or newer than this program.
    pub fn decode(text: &str) -> Result<Self, EntryError> {
        let (format, body) = unframe(text, FORMAT)?;
        let (kind, mut rest) = body.split_first().ok_or(EntryError::Damaged)?;
        if format != FORMAT {
            return Err(EntryError::Form);
        }
        let on = match *kind {
            ON => true,
            OFF => false,
            _ => return Err(EntryError::TooNew { format }),
        };
        let header = Header::take(&mut rest)?;
        if rest.is_empty() { Ok(Header { on, ..header }) } else { Err(EntryError::Damaged) }
    }
}

fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (taken, rest) = bytes.split_first_chunk::<N>()?;
    *bytes = rest;
    Some(*taken)
}
