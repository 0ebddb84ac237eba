//! Old encodings, which the browser knows: their tables would cost a visitor 100 kB.

/// The text of bytes in GB18030, and so in GBK and GB2312: what Excel writes in Chinese. What is none is replaced by
/// U+FFFD; `None` where the browser does not know the encoding.
pub fn gb18030(bytes: &[u8]) -> Option<String> {
    web_sys::TextDecoder::new_with_label("gb18030").ok()?.decode_with_u8_array(bytes).ok()
}
