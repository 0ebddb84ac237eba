//! Which entries of a journal may go, and when a snapshot is due (SPEC J6–J9). Pure: the caller reads and writes.
//!
//! An entry goes only when two durable snapshots hold it. A snapshot holds nothing younger than itself, so among all
//! that ever contained a change the two youngest are never deleted, whichever tabs delete at the same time.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use super::journal::{Entry, put_number, take_number};

/// A snapshot this many milliseconds old has outlived any crash that could take it back.
pub const DURABLE_MS: u64 = 60_000;
/// When a snapshot is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// More entries than this that no snapshot holds make one due.
    pub entries: usize,
    /// So do more UTF-16 units than this and than half of the largest snapshot.
    pub units: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { entries: 200, units: 128 * 1024 }
    }
}

/// An entry of more units than this is not repeated: a snapshot is its second copy.
const BIG: usize = 32 * 1024;
/// How many milliseconds another tab has to repeat its last entry before this one does it.
const OTHERS_MS: u64 = 20_000;
/// A snapshot and every entry it was made from are held by this many snapshots before they go.
const COPIES: usize = 2;

/// The name of an entry inside its workspace: `<author, hex>/<number>`. Never used twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryKey {
    /// Whose entry it is (SPEC R2).
    pub author: u64,
    /// Counts the author's entries from 0.
    pub number: u32,
}

impl fmt::Display for EntryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:x}/{}", self.author, self.number)
    }
}

/// The text is not the name of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the name of an entry")]
pub struct NoEntryKey;

impl FromStr for EntryKey {
    type Err = NoEntryKey;

    fn from_str(text: &str) -> Result<Self, NoEntryKey> {
        let (author, number) = text.split_once('/').ok_or(NoEntryKey)?;
        let author = u64::from_str_radix(author, 16).map_err(|_| NoEntryKey)?;
        let key = EntryKey { author, number: number.parse().map_err(|_| NoEntryKey)? };
        // Only the one way it is written: two texts must not be one entry.
        if key.to_string() == text { Ok(key) } else { Err(NoEntryKey) }
    }
}

/// A set of entries: for each author the ranges of numbers, both ends counted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Holds(BTreeMap<u64, Vec<(u32, u32)>>);

impl Holds {
    pub fn contains(&self, key: EntryKey) -> bool {
        let ranges = self.0.get(&key.author).map(Vec::as_slice).unwrap_or_default();
        let after = ranges.partition_point(|(first, _)| *first <= key.number);
        after.checked_sub(1).and_then(|index| ranges.get(index)).is_some_and(|(_, last)| key.number <= *last)
    }

    /// The number of authors, then for each its id, the number of ranges, and each range as the distance from the end
    /// of the one before and its length less one; all LEB128.
    pub(super) fn encode(&self, bytes: &mut Vec<u8>) {
        put_number(bytes, self.0.len() as u64);
        for (author, ranges) in &self.0 {
            put_number(bytes, *author);
            put_number(bytes, ranges.len() as u64);
            let mut from = 0;
            for (first, last) in ranges {
                put_number(bytes, u64::from(first - from));
                put_number(bytes, u64::from(last - first));
                from = *last;
            }
        }
    }

    pub(super) fn decode(bytes: &mut &[u8]) -> Option<Self> {
        let mut holds = BTreeMap::new();
        for _ in 0..take_number(bytes)? {
            let author = take_number(bytes)?;
            let mut ranges = Vec::new();
            let mut from = 0_u32;
            for _ in 0..take_number(bytes)? {
                let first = from.checked_add(u32::try_from(take_number(bytes)?).ok()?)?;
                let last = first.checked_add(u32::try_from(take_number(bytes)?).ok()?)?;
                ranges.push((first, last));
                from = last;
            }
            holds.insert(author, ranges);
        }
        Some(Holds(holds))
    }
}

impl FromIterator<EntryKey> for Holds {
    fn from_iter<I: IntoIterator<Item = EntryKey>>(keys: I) -> Self {
        let mut holds: BTreeMap<u64, Vec<(u32, u32)>> = BTreeMap::new();
        for key in keys.into_iter().collect::<BTreeSet<_>>() {
            let ranges = holds.entry(key.author).or_default();
            match ranges.last_mut() {
                Some((_, last)) if *last + 1 == key.number => *last = key.number,
                _ => ranges.push((key.number, key.number)),
            }
        }
        Holds(holds)
    }
}

/// When an entry was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Met {
    /// By this tab's monotonic clock, milliseconds.
    pub tick_ms: u64,
    /// By the computer's clock, milliseconds since 1970, if it was there when the tab opened. What another tab
    /// writes meanwhile may not be on the disk yet, however old it says it is.
    pub at_opening_ms: Option<u64>,
}

#[derive(Debug, Clone)]
struct Known {
    /// UTF-16 units of the value.
    units: usize,
    met_ms: u64,
    /// A part of it waits for a change that is missing: no snapshot can hold it.
    waits: bool,
    content: Content,
}

#[derive(Debug, Clone)]
enum Content {
    /// What tells each of the entry's updates from others.
    Change(Vec<u64>),
    Snapshot {
        holds: Holds,
        old_at_opening: bool,
    },
}

/// The readable entries of a workspace's journal, as far as this tab has merged them.
#[derive(Debug, Clone, Default)]
pub struct Ledger(BTreeMap<EntryKey, Known>);

/// What compaction would do now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// Entries two durable snapshots hold.
    pub delete: Vec<EntryKey>,
    /// A snapshot of everything known should be written.
    pub snapshot: bool,
    /// Updates that stand in one entry alone, by that entry and their place in it: to be written once more.
    pub repeat: Vec<(EntryKey, usize)>,
}

impl Ledger {
    /// Notes an entry whose content is in the document. `units` is the length of its text in UTF-16 units.
    pub fn note(&mut self, key: EntryKey, entry: &Entry, units: usize, met: Met) {
        let content = match entry {
            Entry::Change(change) => Content::Change(change.updates.iter().map(|update| mark(update)).collect()),
            Entry::Snapshot(snapshot) => Content::Snapshot {
                holds: snapshot.holds.clone(),
                old_at_opening: met
                    .at_opening_ms
                    .and_then(|now| now.checked_sub(snapshot.made_ms))
                    .is_some_and(|age| age >= DURABLE_MS),
            },
        };
        // An entry never changes, so what was met first counts.
        self.0.entry(key).or_insert(Known { units, met_ms: met.tick_ms, waits: false, content });
    }

    /// Notes whether a part of an entry waits for a change that is missing.
    pub fn set_waits(&mut self, key: EntryKey, waits: bool) {
        if let Some(known) = self.0.get_mut(&key) {
            known.waits = waits;
        }
    }

    /// Notes that an entry is gone.
    pub fn forget(&mut self, key: EntryKey) {
        self.0.remove(&key);
    }

    pub fn contains(&self, key: EntryKey) -> bool {
        self.0.contains_key(&key)
    }

    pub fn keys(&self) -> impl Iterator<Item = EntryKey> {
        self.0.keys().copied()
    }

    /// What a snapshot of the document made now holds.
    pub fn holds(&self) -> Holds {
        self.0.iter().filter(|(_, known)| !known.waits).map(|(key, _)| *key).collect()
    }

    /// What to do at `tick_ms` of this tab's monotonic clock; `own` is this tab's author.
    pub fn plan(&self, own: u64, tick_ms: u64, limits: Limits) -> Plan {
        let snapshots: Vec<(&Known, &Holds, bool)> = self
            .0
            .values()
            .filter_map(|known| match &known.content {
                Content::Snapshot { holds, old_at_opening } => Some((known, holds, *old_at_opening)),
                Content::Change(_) => None,
            })
            .collect();
        let durable: Vec<&Holds> = snapshots
            .iter()
            .filter(|(known, _, old)| *old || tick_ms.saturating_sub(known.met_ms) >= DURABLE_MS)
            .map(|(_, holds, _)| *holds)
            .collect();
        let held = |key: EntryKey| durable.iter().filter(|holds| holds.contains(key)).count() >= COPIES;
        let delete = self.0.keys().copied().filter(|key| held(*key)).collect();
        let largest = snapshots.iter().map(|(known, _, _)| known.units).max().unwrap_or(0);
        let loose: Vec<(EntryKey, &Known, &[u64])> = self
            .0
            .iter()
            .filter(|(key, known)| !known.waits && !snapshots.iter().any(|(_, holds, _)| holds.contains(**key)))
            .filter_map(|(key, known)| match &known.content {
                Content::Change(marks) => Some((*key, known, marks.as_slice())),
                Content::Snapshot { .. } => None,
            })
            .collect();
        let single = self.single(&loose);
        let units: usize = loose.iter().map(|(_, known, _)| known.units).sum();
        let big = single.iter().any(|(key, _)| self.0.get(key).is_some_and(|known| known.units > BIG));
        if loose.len() > limits.entries || units > limits.units.max(largest / 2) || big {
            return Plan { delete, snapshot: true, repeat: Vec::new() };
        }
        let due = |key: &EntryKey| {
            let met = self.0.get(key).map_or(tick_ms, |known| known.met_ms);
            key.author == own || tick_ms.saturating_sub(met) >= OTHERS_MS
        };
        Plan { delete, snapshot: false, repeat: single.into_iter().filter(|(key, _)| due(key)).collect() }
    }

    /// The updates of these entries that no other entry has.
    fn single(&self, loose: &[(EntryKey, &Known, &[u64])]) -> Vec<(EntryKey, usize)> {
        let mut copies: BTreeMap<u64, usize> = BTreeMap::new();
        for known in self.0.values() {
            if let Content::Change(marks) = &known.content {
                for mark in marks {
                    *copies.entry(*mark).or_default() += 1;
                }
            }
        }
        let places = loose.iter().flat_map(|(key, _, marks)| marks.iter().enumerate().map(move |at| (*key, at)));
        places.filter(|(_, (_, mark))| copies.get(mark) == Some(&1)).map(|(key, (at, _))| (key, at)).collect()
    }
}

/// Tells an update from others of the same journal.
fn mark(update: &[u8]) -> u64 {
    (u64::from(crc32fast::hash(update)) << 32) | (update.len() as u64 & 0xffff_ffff)
}
