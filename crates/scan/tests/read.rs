//! SPEC HO15: codes are found in pictures, wherever they stand in them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use landfall_scan::read;
use qrcodegen::{QrCode, QrCodeEcc};

/// A picture of this size with codes of so many pixels a module at these places.
fn picture(width: usize, height: usize, codes: &[(&str, usize, usize, usize)], dark: u8, light: u8) -> Vec<u8> {
    let mut pixels = [light, light, light, 255].repeat(width * height);
    for (text, scale, left, top) in codes {
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).unwrap();
        let size = usize::try_from(code.size()).unwrap() * scale;
        for (x, y) in (0..size).flat_map(|y| (0..size).map(move |x| (x, y))) {
            let place = |at: usize| i32::try_from(at / scale).unwrap();
            if code.get_module(place(x), place(y)) {
                let at = ((top + y) * width + left + x) * 4;
                pixels[at..at + 3].copy_from_slice(&[dark, dark, dark]);
            }
        }
    }
    pixels
}

/// As long as the longest of several codes of a hand-over.
fn frame(place: &str) -> String {
    let payload: String = ('0'..='9').chain('A'..='Z').cycle().take(500).collect();
    format!("LF1:0A1B2C3D:{place}:01234567:{payload}")
}

#[test]
fn ho15_a_frame_is_read_off_a_screen() {
    let text = frame("2/5");
    assert_eq!(read(&picture(960, 720, &[(&text, 5, 300, 120)], 0, 255), 960), std::slice::from_ref(&text));
    assert_eq!(read(&picture(960, 720, &[(&text, 3, 300, 120)], 60, 190), 960), [text], "small, and pale");
}

#[test]
fn ho15_several_codes_in_one_picture_are_all_read() {
    let (one, two) = (frame("1/2"), frame("2/2"));
    let mut found = read(&picture(1280, 720, &[(&one, 4, 60, 60), (&two, 4, 700, 200)], 0, 255), 1280);
    found.sort();
    assert_eq!(found, [one, two]);
}

#[test]
fn ho15_pictures_without_a_code_give_none() {
    assert_eq!(read(&[], 0), Vec::<String>::new());
    assert_eq!(read(&[0; 12], 0), Vec::<String>::new());
    assert_eq!(read(&[7; 3], 1), Vec::<String>::new());
    for (width, height) in [(1, 1), (3, 2), (640, 1), (320, 240)] {
        assert_eq!(read(&picture(width, height, &[], 0, 255), width), Vec::<String>::new());
        let noise: Vec<u8> = (0..width * height * 4).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert_eq!(read(&noise, width), Vec::<String>::new());
    }
}
