//! Text as it is searched for names that must not be in it: half-width, lower case, simplified, without spaces and signs.

use super::company_name::is_chinese;
use super::half_width;
use super::traditional::simplified;

/// A text's letters and digits, and where words begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Folded {
    pub letters: Vec<char>,
    /// Whether a word may begin at this letter (or end before it): something stood between, or the script changes. One
    /// more than there are letters.
    parted: Vec<bool>,
}

impl Folded {
    pub fn new(text: &str) -> Self {
        let mut letters: Vec<char> = Vec::new();
        let mut parted = Vec::new();
        let mut apart = true;
        for c in text.chars().map(half_width).flat_map(char::to_lowercase).map(simplified) {
            if !c.is_alphanumeric() {
                apart = true;
                continue;
            }
            parted.push(apart || letters.last().is_some_and(|last| is_chinese(*last) != is_chinese(c)));
            letters.push(c);
            apart = false;
        }
        parted.push(true);
        Folded { letters, parted }
    }

    /// Whether these letters stand at this place, and as words of their own where they are not Chinese: *Ann* is not in
    /// *planned*. With `inside`, anywhere.
    pub fn has_at(&self, at: usize, name: &[char], inside: bool) -> bool {
        let end = at + name.len();
        let ends = |letter: Option<&char>, place: usize| {
            inside || letter.is_some_and(|c| is_chinese(*c)) || self.parted.get(place).copied().unwrap_or(true)
        };
        self.letters.get(at..end) == Some(name) && ends(name.first(), at) && ends(name.last(), end)
    }
}

/// Whether a name is long enough to be looked for: two letters, three where none is Chinese and it is a person's, five
/// where all are digits. A shorter one would be found everywhere.
pub(crate) fn is_telling(letters: &[char], person: bool) -> bool {
    let least = match letters {
        _ if letters.iter().all(char::is_ascii_digit) => 5,
        _ if person && !letters.iter().copied().any(is_chinese) => 3,
        _ => 2,
    };
    letters.len() >= least
}
