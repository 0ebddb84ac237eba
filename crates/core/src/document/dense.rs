//! Bytes as text, 15 bits in each UTF-16 unit: localStorage counts units, so base64 would waste ten bits of sixteen.
//!
//! The bits of the bytes, most significant first, then a 1 and as many 0 as fill the last unit. A unit of value `v` is
//! the code point U+3400 + `v`; all 32,768 of them are below the surrogates, so any UTF-16 carries them.

const FIRST: u32 = 0x3400;
const BITS: u32 = 15;
const VALUES: u32 = 1 << BITS;

/// Text of `⌈(8 · bytes + 1) / 15⌉` UTF-16 units.
pub fn pack(bytes: &[u8]) -> String {
    // Each of these code points takes three bytes of UTF-8.
    let mut text = String::with_capacity((bytes.len() * 8 / 15 + 1) * 3);
    let (mut held, mut count) = (0_u32, 0);
    for byte in bytes {
        held = (held << 8) | u32::from(*byte);
        count += 8;
        if count >= BITS {
            count -= BITS;
            text.extend(char::from_u32(FIRST + (held >> count)));
            held &= (1 << count) - 1;
        }
    }
    // Fewer than 15 bits are held here, so there is always room for the 1 that ends them.
    let last = ((held << 1) | 1) << (BITS - count - 1);
    text.extend(char::from_u32(FIRST + last));
    text
}

/// The bytes of a packed text; `None` when the text is not one that [`pack`] writes.
pub fn unpack(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 3 * 15 / 8);
    let (mut held, mut count) = (0_u32, 0);
    let mut units = text.chars().peekable();
    while let Some(unit) = units.next() {
        let value = u32::from(unit).checked_sub(FIRST).filter(|value| *value < VALUES)?;
        held = (held << BITS) | value;
        count += BITS;
        if units.peek().is_none() {
            // The bits end before the last 1, which stands in the last unit.
            if value == 0 {
                return None;
            }
            let end = held.trailing_zeros() + 1;
            held = held.checked_shr(end).unwrap_or(0);
            count -= end;
        }
        while count >= 8 {
            count -= 8;
            bytes.push(u8::try_from((held >> count) & 0xff).ok()?);
            held &= (1 << count) - 1;
        }
    }
    // An empty text has no end; anything else ends with the last whole byte.
    (count == 0 && !text.is_empty()).then_some(bytes)
}
