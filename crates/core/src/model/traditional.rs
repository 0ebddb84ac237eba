//! Traditional characters and the simplified ones they became, for comparing names (SPEC CO1). Not for conversion: what a
//! character becomes may depend on its word, and nothing a person typed is ever rewritten.
//!
//! `traditional.txt` has 2,734 pairs in the order of the first of each, 16 kB (7 kB in brotli). They are those of
//! simplet2s 0.2.0 (`src/t2s.txt`), MIT License, copyright (c) 2017 BosonData: the permission notice is the one of this
//! repository's own LICENSE.

const PAIRS: &str = include_str!("traditional.txt");

/// Every character of the table takes three bytes.
const CHARACTER: usize = 3;

/// The simplified form of a character, itself where it has none.
pub(super) fn simplified(c: char) -> char {
    if !('\u{4E00}'..='\u{9FFF}').contains(&c) {
        return c;
    }
    let mut bytes = [0; 4];
    let wanted = c.encode_utf8(&mut bytes).as_bytes();
    // UTF-8 is in the order of the characters, so their bytes can be compared.
    let (mut low, mut high) = (0, PAIRS.len() / (2 * CHARACTER));
    while low < high {
        let middle = low.midpoint(high);
        let at = middle * 2 * CHARACTER;
        let Some((from, to)) = PAIRS.get(at..at + 2 * CHARACTER).and_then(|pair| pair.split_at_checked(CHARACTER))
        else {
            return c;
        };
        match from.as_bytes().cmp(wanted) {
            std::cmp::Ordering::Equal => return to.chars().next().unwrap_or(c),
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    c
}
