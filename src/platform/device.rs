//! Randomness: the only place that has some.

/// 53 random bits, as many as a JavaScript number carries exactly: an id for this tab's edits.
pub fn random_id() -> u64 {
    let mut bytes = [0u8; 8];
    let filled = web_sys::window()
        .and_then(|window| window.crypto().ok())
        .is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    if !filled {
        // No Web Crypto at all: Math.random is random enough for an id that only has to differ.
        for byte in &mut bytes {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let random = (js_sys::Math::random() * 256.0) as u8;
            *byte = random;
        }
    }
    (u64::from_le_bytes(bytes) >> 11).max(1)
}
