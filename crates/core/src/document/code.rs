use std::cell::RefCell;

use super::Document;
use crate::model::{Day, RecordId};

/// Letters that can't be mistaken for a digit or for each other on paper.
const LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPQRSTUVWXY";

/// The device's part of a code: two letters from the device's random id, so that two laptops that capture on
/// the same day without a network do not give the same code (SPEC L1).
pub fn device_suffix(device: u64) -> String {
    let letter = |number: u64| {
        let index = usize::try_from(number % LETTERS.len() as u64).unwrap_or_default();
        char::from(LETTERS.get(index).copied().unwrap_or(b'A'))
    };
    let mixed = device.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 17;
    [letter(mixed), letter(mixed / LETTERS.len() as u64)].iter().collect()
}

/// The codes of a day that are still free, one after the other.
#[derive(Debug)]
pub(super) struct Codes {
    date: String,
    suffix: String,
    highest: u32,
}

impl Codes {
    pub fn next(&mut self) -> String {
        self.highest += 1;
        format!("{}-{:03}{}", self.date, self.highest, self.suffix)
    }
}

/// The highest number among the codes of one day, looked for when it is first asked and followed from then on. Two
/// workspaces are the same whatever was asked of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Highest(RefCell<Option<(String, u32)>>);

impl PartialEq for Highest {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Highest {
    /// Of the day, written as in a code; `all` are the codes of all leads that ever were.
    pub fn of<'a>(&self, date: &str, all: impl Iterator<Item = &'a str>) -> u32 {
        let mut kept = self.0.borrow_mut();
        if let Some((_, highest)) = kept.as_ref().filter(|(day, _)| day == date) {
            return *highest;
        }
        let highest = all.filter_map(|code| number(code, date)).max().unwrap_or(0);
        *kept = Some((date.to_owned(), highest));
        highest
    }

    /// A lead has this code now; `before` is the one it had.
    pub fn follow(&self, before: Option<&str>, now: Option<&str>) {
        let mut kept = self.0.borrow_mut();
        let Some((date, highest)) = kept.as_mut() else { return };
        if before != now && before.and_then(|code| number(code, date)).is_some() {
            // It may have been the highest.
            *kept = None;
        } else if let Some(number) = now.and_then(|code| number(code, date)) {
            *highest = number.max(*highest);
        }
    }
}

/// The number in a code of this day.
fn number(code: &str, date: &str) -> Option<u32> {
    let rest = code.strip_prefix(date)?.strip_prefix('-')?;
    // More than three digits from the thousandth lead of a day on.
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    rest.get(..end)?.parse::<u32>().ok()
}

impl Document {
    /// The code the next lead of this day gets: one more than the highest number of that day, removed leads
    /// included, as a code is never given twice.
    pub fn next_code(&self, day: Day, device: u64) -> String {
        self.codes(day, device).next()
    }

    /// For many leads at once: looking at every lead for each of them would take minutes.
    pub(super) fn codes(&self, day: Day, device: u64) -> Codes {
        let date = day.to_string().replace('-', "");
        let highest = self.tables.highest_code(&date);
        Codes { date, suffix: device_suffix(device), highest }
    }

    /// A record id that no other device and no other tab can make: this tab's author and a count.
    pub(super) fn mint(&mut self) -> RecordId {
        self.minted += 1;
        RecordId::new(format!("{:x}-{}", self.doc.client_id().get(), self.minted))
    }
}
