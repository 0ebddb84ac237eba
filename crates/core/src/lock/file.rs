//! Files of a locked workspace: JSON that says what it is and how it is encrypted, and nothing else (SPEC LK7).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;
use serde_json::{Value, json};

use super::value::{header_of, is_sealed};
use super::{Header, Key, Lock, LockProblem, MOST_ITERATIONS, Nonce};
use crate::document::SCHEMA;

const CIPHER: &str = "AES-256-GCM";
const DERIVATION: &str = "PBKDF2-HMAC-SHA-256";
/// What the data is bound to.
const ABOUT: &[u8] = b"landfall file";
/// What a file may grow to when it is inflated, in bytes.
const LIMIT: usize = 256 << 20;

/// The text of a file, encrypted: the text of the file that a locked workspace is exported as.
pub fn locked_file(lock: &Lock, text: &str, nonce: &Nonce) -> String {
    let header = &lock.header;
    let data = lock.key.encrypt(nonce, &compress_to_vec(text.as_bytes(), 6), ABOUT);
    let fields = [
        ("cipher", json!(CIPHER)),
        ("kdf", json!(DERIVATION)),
        ("iterations", json!(header.iterations)),
        ("salt", json!(STANDARD.encode(header.salt))),
        ("keyId", json!(STANDARD.encode(header.key_id))),
        ("keyNonce", json!(STANDARD.encode(header.nonce))),
        ("key", json!(STANDARD.encode(header.wrapped))),
        ("nonce", json!(STANDARD.encode(nonce))),
        ("data", json!(STANDARD.encode(data))),
    ];
    let lines: Vec<String> = fields.iter().map(|(name, value)| format!("\"{name}\": {value}")).collect();
    format!("{{\n\"app\": \"landfall\",\n\"schema\": {SCHEMA},\n\"encrypted\": {{\n{}\n}}\n}}\n", lines.join(",\n"))
}

/// A file that asks for a passphrase.
#[derive(Debug, Clone, PartialEq)]
pub struct LockedFile {
    /// What the passphrase opens.
    pub header: Header,
    body: Body,
}

#[derive(Debug, Clone, PartialEq)]
enum Body {
    Data {
        nonce: Nonce,
        data: Vec<u8>,
    },
    /// What a failed program saved: stored values, some of them sealed.
    Rescue(Value),
}

impl LockedFile {
    /// `None` when the text is no locked file; then it is read like any other.
    ///
    /// # Errors
    /// It is one, and can't be opened whatever the passphrase.
    pub fn read(text: &str) -> Option<Result<Self, LockProblem>> {
        let text = text.trim_matches(|c: char| c == '\u{feff}' || c.is_whitespace());
        // Another file is not parsed twice.
        if !text.contains("\"encrypted\"") && !text.contains("\"3|") {
            return None;
        }
        let top: Value = serde_json::from_str(text).ok()?;
        if top.get("app").and_then(Value::as_str) != Some("landfall") {
            return None;
        }
        if let Some(encrypted) = top.get("encrypted") {
            if top.get("schema").and_then(Value::as_i64).is_some_and(|schema| schema > SCHEMA) {
                return Some(Err(LockProblem::TooNew));
            }
            return Some(read_encrypted(encrypted));
        }
        let mut stored = top.get("rescue")?.as_object()?.values().filter_map(Value::as_str);
        let header = stored.find_map(|value| header_of(value).filter(|header| header.on))?;
        Some(Ok(LockedFile { header, body: Body::Rescue(top) }))
    }

    /// The text of the file that was locked. `wrapping` is derived from the passphrase with the header's salt and
    /// iterations.
    ///
    /// # Errors
    /// It is another passphrase, or the file is damaged.
    pub fn open(&self, wrapping: &Key) -> Result<String, LockProblem> {
        let lock = Lock::open(&self.header, wrapping).ok_or(LockProblem::Passphrase)?;
        match &self.body {
            Body::Data { nonce, data } => {
                let packed = lock.key.decrypt(nonce, data, ABOUT).ok_or(LockProblem::Damaged)?;
                let bytes = decompress_to_vec_with_limit(&packed, LIMIT).map_err(|_| LockProblem::Damaged)?;
                String::from_utf8(bytes).map_err(|_| LockProblem::Damaged)
            }
            Body::Rescue(top) => Ok(plain_rescue(top.clone(), &lock).to_string()),
        }
    }
}

/// The rescued values with those in plain that the lock opens; the others stay as they are.
fn plain_rescue(mut top: Value, lock: &Lock) -> Value {
    if let Some(values) = top.get_mut("rescue").and_then(Value::as_object_mut) {
        values.retain(|_, value| value.as_str().is_none_or(|text| Header::decode(text).is_err()));
        for (key, value) in values {
            let opened = value.as_str().filter(|text| is_sealed(text)).and_then(|text| lock.unseal(key, text).ok());
            if let Some(plain) = opened.and_then(|content| String::from_utf16(&content.to_value()).ok()) {
                *value = Value::from(plain);
            }
        }
    }
    top
}

fn read_encrypted(encrypted: &Value) -> Result<LockedFile, LockProblem> {
    let word = |name: &str| encrypted.get(name).and_then(Value::as_str);
    if word("cipher").is_some_and(|cipher| cipher != CIPHER) || word("kdf").is_some_and(|kdf| kdf != DERIVATION) {
        return Err(LockProblem::TooNew);
    }
    let read = || {
        let bytes = |name: &str| STANDARD.decode(word(name)?.trim()).ok();
        let iterations = u32::try_from(encrypted.get("iterations")?.as_u64()?).ok();
        let header = Header {
            iterations: iterations.filter(|rounds| (1..=MOST_ITERATIONS).contains(rounds))?,
            salt: bytes("salt")?.try_into().ok()?,
            key_id: bytes("keyId")?.try_into().ok()?,
            on: true,
            nonce: bytes("keyNonce")?.try_into().ok()?,
            wrapped: bytes("key")?.try_into().ok()?,
        };
        let body = Body::Data { nonce: bytes("nonce")?.try_into().ok()?, data: bytes("data")? };
        Some(LockedFile { header, body })
    };
    read().ok_or(LockProblem::Damaged)
}
