use crate::model::Lang;
use crate::view::Route;

use super::{Rgb, origin};

/// Which page comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    #[default]
    Timeline,
    Indicators,
    Map,
    Cases,
    Board,
}

/// Light, dark, or what the system says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Auto,
    Light,
    Dark,
}

impl Tone {
    pub fn from_word(word: &str) -> Option<Tone> {
        match word {
            "auto" => Some(Tone::Auto),
            "light" => Some(Tone::Light),
            "dark" => Some(Tone::Dark),
            _ => None,
        }
    }
}

/// What the address asks for, in front of its hash.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Params {
    pub embed: Option<bool>,
    pub view: Option<View>,
    pub lang: Option<Lang>,
    pub theme: Option<Tone>,
    pub accent: Option<Rgb>,
    pub chrome: Option<bool>,
    /// The origin of the page around this one, as browsers write it.
    pub parent_origin: Option<String>,
}

impl Params {
    /// Reads `location.search`. What is not known or no value of its kind is as if it were not there (EM1).
    pub fn parse(search: &str) -> Params {
        // The same form as the query of a route, which has the decoding.
        let (_, query) = Route::parse(search);
        let of = |key: &str| query.get(key).map(String::as_str).unwrap_or_default();
        let flag = |key: &str| match of(key) {
            "1" => Some(true),
            "0" => Some(false),
            _ => None,
        };
        Params {
            embed: flag("embed"),
            view: match of("view") {
                "timeline" => Some(View::Timeline),
                "indicators" => Some(View::Indicators),
                "map" => Some(View::Map),
                "cases" => Some(View::Cases),
                "board" => Some(View::Board),
                _ => None,
            },
            lang: Lang::from_tag(of("lang")),
            theme: Tone::from_word(of("theme")),
            accent: Rgb::parse(of("accent")),
            chrome: flag("chrome"),
            parent_origin: origin(of("parentOrigin")),
        }
    }

    /// Whether visitors' pages alone are shown, and nothing is asked to be kept (EM2).
    pub fn is_embedded(&self, framed: bool) -> bool {
        self.embed.unwrap_or(framed)
    }

    /// Whether header and navigation are shown (EM3).
    pub fn shows_chrome(&self) -> bool {
        self.chrome.unwrap_or(self.embed != Some(true))
    }
}
