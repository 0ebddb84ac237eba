//! QR codes in a picture (SPEC HO15). A program of its own in a web worker: browsers that read codes themselves never load it.

use rqrr::PreparedImage;

/// The texts of all codes in a picture of `width` pixels a row, four bytes a pixel: red, green, blue and one that is not
/// looked at. What can't be read is left out; a picture without a code gives none.
pub fn read(pixels: &[u8], width: usize) -> Vec<String> {
    let Some(height) = (pixels.len() / 4).checked_div(width).filter(|height| *height > 0) else {
        return Vec::new();
    };
    // Brightness as the eye weighs it, in 256ths.
    let grey = |x: usize, y: usize| match pixels.get((y * width + x) * 4..) {
        Some([red, green, blue, ..]) => {
            let sum = 77 * u32::from(*red) + 150 * u32::from(*green) + 29 * u32::from(*blue);
            u8::try_from(sum >> 8).unwrap_or(u8::MAX)
        }
        _ => 0,
    };
    let mut image = PreparedImage::prepare_from_greyscale(width, height, grey);
    let grids = image.detect_grids();
    grids.iter().filter_map(|grid| grid.decode().ok()).map(|(_, text)| text).collect()
}
