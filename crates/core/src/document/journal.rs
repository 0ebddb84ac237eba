//! The text of one journal entry: `format|checksum|base64 of an update` (SPEC J1).

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;

/// The format written now. A reader that meets a higher number leaves the entry alone (SPEC J3).
pub const FORMAT: u32 = 1;

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

pub fn encode_entry(update: &[u8]) -> String {
    let data = STANDARD_NO_PAD.encode(update);
    format!("{FORMAT}|{:08x}|{data}", crc32fast::hash(update))
}

/// The update inside an entry.
///
/// # Errors
/// Says whether the entry is damaged or newer than this program.
pub fn decode_entry(entry: &str) -> Result<Vec<u8>, EntryError> {
    let mut parts = entry.splitn(3, '|');
    let (Some(format), Some(sum), Some(data)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(EntryError::Form);
    };
    let format: u32 = format.parse().map_err(|_| EntryError::Form)?;
    if format > FORMAT {
        return Err(EntryError::TooNew { format });
    }
    let sum = u32::from_str_radix(sum, 16).map_err(|_| EntryError::Damaged)?;
    let update = STANDARD_NO_PAD.decode(data).map_err(|_| EntryError::Damaged)?;
    if crc32fast::hash(&update) == sum { Ok(update) } else { Err(EntryError::Damaged) }
}
