//! How Chinese characters are read (SPEC S2). The table is made by `build.rs`.

include!(concat!(env!("OUT_DIR"), "/readings.rs"));

static TABLE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/readings.bin"));

const FIRST: u32 = 0x4e00;
const COUNT: usize = 0x9fa5 - 0x4e00 + 1;
/// In the number of an initial: the character has further readings.
const MORE: u8 = 0x80;

/// One reading of a character, without its tone: `ch` and `ong`. A ü is a `v`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    pub initial: &'static str,
    pub rest: &'static str,
}

impl Reading {
    fn of(initial: u8, rest: u8) -> Self {
        let text = |all: &'static [&'static str], at: u8| all.get(usize::from(at)).copied().unwrap_or_default();
        Reading { initial: text(&INITIALS, initial & !MORE), rest: text(&FINALS, rest) }
    }

    pub fn bytes(self) -> impl Iterator<Item = u8> {
        self.initial.bytes().chain(self.rest.bytes())
    }

    pub fn len(self) -> usize {
        self.initial.len() + self.rest.len()
    }
}

/// Every reading of a character, the usual one first; none for what is no Chinese character.
pub fn readings(c: char) -> impl Iterator<Item = Reading> {
    let place = place(c);
    let head = place.map_or(0, head);
    let usual = place.map(|at| Reading::of(head, byte(COUNT + at))).filter(|reading| reading.len() > 0);
    let more = if head & MORE == 0 { 0..0 } else { place.map(more).unwrap_or_default() };
    usual
        .into_iter()
        .chain(more.map(|at| Reading::of(byte(2 * COUNT + 2 * MORE_COUNT + at), byte(2 * COUNT + 3 * MORE_COUNT + at))))
}

fn place(c: char) -> Option<usize> {
    let at = usize::try_from(u32::from(c).checked_sub(FIRST)?).ok()?;
    (at < COUNT).then_some(at)
}

fn head(place: usize) -> u8 {
    byte(place)
}

fn byte(at: usize) -> u8 {
    TABLE.get(at).copied().unwrap_or_default()
}

/// The further readings of a character, as positions in their columns.
fn more(place: usize) -> std::ops::Range<usize> {
    let code = |at: usize| usize::from(byte(2 * COUNT + at)) | usize::from(byte(2 * COUNT + MORE_COUNT + at)) << 8;
    let start = first(|at| code(at) >= place);
    let end = first(|at| code(at) > place);
    start..end
}

/// The first further reading for which `holds`, which holds for all behind it too.
fn first(holds: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, MORE_COUNT);
    while low < high {
        let middle = usize::midpoint(low, high);
        if holds(middle) { high = middle } else { low = middle + 1 }
    }
    low
}
