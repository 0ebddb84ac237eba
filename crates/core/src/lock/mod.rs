//! A workspace behind a passphrase (SPEC LK1–LK9): values and files that only its key opens. Pure: keys derived from a
//! passphrase, salts and nonces are arguments.
//!
//! A random data key encrypts (AES-256-GCM); what the passphrase gives (PBKDF2-HMAC-SHA-256) only wraps that key, in a
//! [`Header`]. So another passphrase is another header, and the values stay.

mod file;
mod header;
mod value;

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce as GcmNonce};
use zeroize::Zeroizing;

pub use file::{LockedFile, locked_file};
pub use header::{Fresh, Header};
pub use value::{Content, Place, header_of, is_sealed, is_whole};

/// The format of sealed values. Programs before it leave them alone (SPEC J4).
pub const FORMAT: u32 = 3;
/// Rounds of PBKDF2-HMAC-SHA-256 for a new passphrase: what OWASP asks for (2023, still so in 2026).
pub const ITERATIONS: u32 = 600_000;
/// More than this no header may ask for: it would only keep the page busy.
pub const MOST_ITERATIONS: u32 = 10_000_000;
/// The fewest characters of a passphrase.
pub const SHORTEST: usize = 8;

/// Why a lock does not open, or can't be put on or taken off. Nothing has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LockProblem {
    #[error("that is not the passphrase")]
    Passphrase,
    #[error("what the passphrase opens is damaged")]
    Damaged,
    #[error("a later version wrote it")]
    TooNew,
    #[error("the browser has no cryptography for this page: it came over plain http")]
    NoCrypto,
    #[error("the browser keeps nothing for this page: there is nothing to lock")]
    NoStorage,
    #[error("there is no room")]
    Full,
    #[error("something of the workspace is in memory alone")]
    Unsaved,
}

/// Bits that encrypt, drawn anew for each value: 96, random, as GCM wants them.
pub type Nonce = [u8; 12];

/// 256 bits that nobody else knows; wiped from memory when no longer used.
#[derive(Clone)]
pub struct Key(Zeroizing<[u8; 32]>);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key")
    }
}

impl Key {
    pub fn new(bytes: [u8; 32]) -> Self {
        Key(Zeroizing::new(bytes))
    }

    /// The ciphertext and its tag; `about` is bound to it without being in it.
    fn encrypt(&self, nonce: &Nonce, plain: &[u8], about: &[u8]) -> Vec<u8> {
        let cipher = Aes256Gcm::new((&*self.0).into());
        // Fails only for more than 64 GiB, which no value has: what is empty then opens nowhere and is not written.
        cipher.encrypt(GcmNonce::from_slice(nonce), Payload { msg: plain, aad: about }).unwrap_or_default()
    }

    /// `None` when a bit of it, of `about` or of the key is another.
    fn decrypt(&self, nonce: &Nonce, sealed: &[u8], about: &[u8]) -> Option<Vec<u8>> {
        let cipher = Aes256Gcm::new((&*self.0).into());
        cipher.decrypt(GcmNonce::from_slice(nonce), Payload { msg: sealed, aad: about }).ok()
    }
}

/// The key of an open workspace and the header it is wrapped in.
#[derive(Debug, Clone)]
pub struct Lock {
    pub header: Header,
    key: Key,
}

impl Lock {
    /// A lock made now. `wrapping` is derived from the passphrase with the salt and [`ITERATIONS`].
    pub fn new(key: Key, wrapping: &Key, fresh: Fresh) -> Self {
        Lock { header: Header::wrap(&key, wrapping, ITERATIONS, fresh), key }
    }

    /// `None` when `wrapping` comes from another passphrase.
    pub fn open(header: &Header, wrapping: &Key) -> Option<Self> {
        Some(Lock { header: header.clone(), key: header.unwrap(wrapping)? })
    }

    /// The same key with the header another tab wrapped it in.
    pub fn with_header(&self, header: Header) -> Self {
        Lock { header, key: self.key.clone() }
    }

    /// The same key behind another passphrase.
    pub fn with_passphrase(&self, wrapping: &Key, fresh: Fresh) -> Self {
        let fresh = Fresh { key_id: self.header.key_id, ..fresh };
        Lock { header: Header::wrap(&self.key, wrapping, ITERATIONS, fresh), key: self.key.clone() }
    }
}
