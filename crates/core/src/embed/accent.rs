/// A colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb(pub [u8; 3]);

/// The least contrast of a text and of what is drawn on it.
const LEAST: f64 = 4.5;

/// What texts and lines of `--teal` stand on, in the light theme and in the dark one: `style/tokens.css`.
const GROUNDS: [&[&str]; 2] = [
    &["FAF7F0", "FFFFFF", "F2EDE2", "F4F6F1", "EDF3F0", "E6F0EE", "D8E8E6", "E2F0EF", "F3E8D0"],
    &["0B1521", "14212F", "1B2B3B", "0F1B28", "0C1925", "0D1D2A", "102A37", "14323B", "221E15"],
];
const ON_TEAL: [&str; 2] = ["FFFFFF", "06181C"];
const ON_NAVY: [&str; 2] = ["FFFFFF", "0B1521"];

impl Rgb {
    /// Reads `0A6872`, with or without a `#`.
    pub fn parse(text: &str) -> Option<Rgb> {
        let text = text.strip_prefix('#').unwrap_or(text);
        if text.len() != 6 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let number = u32::from_str_radix(text, 16).ok()?;
        let [_, red, green, blue] = number.to_be_bytes();
        Some(Rgb([red, green, blue]))
    }

    /// As CSS writes it.
    pub fn css(self) -> String {
        let [red, green, blue] = self.0;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    /// Relative luminance (WCAG 2.2), 0 to 1.
    fn luminance(self) -> f64 {
        let linear = |byte: u8| {
            let share = f64::from(byte) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Contrast with another colour (WCAG 2.2), 1 to 21.
    pub fn contrast(self, other: Rgb) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}

/// What a host's colour takes the place of, in the light theme and in the dark one; `None`: the app's own stays
/// (EM4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Accent {
    pub teal: [Option<Rgb>; 2],
    pub navy: [Option<Rgb>; 2],
}

impl Accent {
    pub fn of(colour: Rgb) -> Accent {
        let stands_on = |ground: &str| Rgb::parse(ground).is_some_and(|ground| colour.contrast(ground) >= LEAST);
        let teal = |(grounds, on): (&[&str], &str)| grounds.iter().chain([&on]).all(|ground| stands_on(ground));
        let [light, dark] = GROUNDS;
        let [on_light, on_dark] = ON_TEAL;
        Accent {
            teal: [(light, on_light), (dark, on_dark)].map(|ground| teal(ground).then_some(colour)),
            navy: ON_NAVY.map(|on| stands_on(on).then_some(colour)),
        }
    }
}
