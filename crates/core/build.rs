//! Packs how Chinese characters are read into `readings.bin` (SPEC S2), from the table of the `pinyin` crate, which is that of
//! the pinyin-data project. Only this program carries that crate; the app carries what is written here, 35 kB compressed.

use std::collections::BTreeMap;
use std::{env, fs, io, path::Path};

use pinyin::{ToPinyin, ToPinyinMulti};

/// The characters of the block CJK Unified Ideographs that have readings in common use.
const FIRST: u32 = 0x4e00;
const LAST: u32 = 0x9fa5;
/// A character that has further readings, behind those of all characters.
const MORE: u8 = 0x80;

/// Numbers for texts, in the order they come.
#[derive(Default)]
struct Numbers {
    known: BTreeMap<String, u8>,
    texts: Vec<String>,
}

impl Numbers {
    fn of(&mut self, text: &str) -> io::Result<u8> {
        if let Some(known) = self.known.get(text) {
            return Ok(*known);
        }
        let number = u8::try_from(self.texts.len()).map_err(io::Error::other)?;
        self.known.insert(text.to_owned(), number);
        self.texts.push(text.to_owned());
        Ok(number)
    }
}

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    let (mut initials, mut finals) = (Numbers::default(), Numbers::default());
    // Number 0 of each is nothing: a character without readings has both.
    initials.of("")?;
    finals.of("")?;
    let mut heads = Vec::new();
    let mut tails = Vec::new();
    let mut more: Vec<(u32, u8, u8)> = Vec::new();
    for code in FIRST..=LAST {
        let mut parts = Vec::new();
        for reading in char::from_u32(code).map(readings).unwrap_or_default() {
            let (head, tail) = split(&reading);
            parts.push((initials.of(head)?, finals.of(tail)?));
        }
        let (head, tail) = parts.first().copied().unwrap_or_default();
        heads.push(if parts.len() > 1 { head | MORE } else { head });
        tails.push(tail);
        more.extend(parts.into_iter().skip(1).map(|(head, tail)| (code - FIRST, head, tail)));
    }
    let mut bytes = heads;
    bytes.extend(tails);
    // In columns: like stands by like, which compresses better.
    bytes.extend(more.iter().map(|(code, ..)| (code & 0xff) as u8));
    bytes.extend(more.iter().map(|(code, ..)| (code >> 8) as u8));
    bytes.extend(more.iter().map(|(_, head, _)| *head));
    bytes.extend(more.iter().map(|(.., tail)| *tail));
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo sets OUT_DIR"))?;
    fs::write(Path::new(&out).join("readings.bin"), bytes)?;
    let texts = format!(
        "const MORE_COUNT: usize = {};\nstatic INITIALS: [&str; {}] = {:?};\nstatic FINALS: [&str; {}] = {:?};\n",
        more.len(),
        initials.texts.len(),
        initials.texts,
        finals.texts.len(),
        finals.texts,
    );
    fs::write(Path::new(&out).join("readings.rs"), texts)
}

/// Every way to read a character, without tones, the usual one first; ü is written v.
fn readings(c: char) -> Vec<String> {
    let usual = c.to_pinyin().map(|reading| reading.plain());
    let others = c.to_pinyin_multi().into_iter().flatten().map(|reading| reading.plain());
    let mut all: Vec<String> = Vec::new();
    for reading in usual.into_iter().chain(others) {
        let reading = reading.replace('ü', "v");
        // Interjections such as ê can't be typed as letters.
        if reading.is_ascii() && !all.contains(&reading) {
            all.push(reading);
        }
    }
    all
}

fn split(reading: &str) -> (&str, &str) {
    let head = match reading.as_bytes() {
        [b'z' | b'c' | b's', b'h', ..] => 2,
        [b'a' | b'e' | b'o', ..] | [] => 0,
        _ => 1,
    };
    reading.split_at(head)
}
