//! SPEC section Journal, J6 to J9: what compaction may delete, whatever tabs, crashes and damage do.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::collections::BTreeMap;

use common::context;
use landfall_core::document::{Capture, Command, Document, Entry, EntryKey, Ledger, Limits, Met, Start, seed};
use proptest::prelude::*;

/// What a crash can take back (promises F2): the changes of the last five seconds, each key by itself.
const TAKEN_BACK_MS: u64 = 5_000;
/// From here on a change is in two values: 3 s until a tab is idle, 20 s until another tab does it, 5 s on the disk.
const DOUBLE_MS: u64 = 30_000;
const IDLE_MS: u64 = 3_000;
/// The clock of the computer when the simulation starts.
const START_MS: u64 = 1_702_000_000_000;
const LIMITS: Limits = Limits { entries: 6, units: 1 << 30 };

struct Tab {
    author: u64,
    document: Document,
    ledger: Ledger,
    next: u32,
    previous: Option<Vec<u8>>,
    wrote_ms: u64,
    /// What other tabs wrote or deleted and this one has not heard of yet.
    inbox: Vec<(EntryKey, Option<String>)>,
}

struct Edit {
    title: String,
    at_ms: u64,
    /// Whether it survives any one damaged value. Once it does, it does for good.
    double: bool,
}

/// A computer with one workspace.
#[derive(Default)]
struct Computer {
    now_ms: u64,
    killed_ms: u64,
    store: BTreeMap<EntryKey, String>,
    /// What changed and when, with what was there before.
    recent: Vec<(u64, EntryKey, Option<String>)>,
    tabs: Vec<Tab>,
    edits: Vec<Edit>,
    authors: u64,
}

impl Computer {
    fn open(&mut self) {
        self.authors += 1;
        let mut tab = Tab {
            author: self.authors,
            document: Document::new(self.authors),
            ledger: Ledger::default(),
            next: 0,
            previous: None,
            wrote_ms: self.now_ms,
            inbox: Vec::new(),
        };
        tab.document.merge(&seed(Start::Published, None)).unwrap();
        let met = Met { tick_ms: self.now_ms, at_opening_ms: Some(START_MS + self.now_ms) };
        for (key, text) in &self.store {
            let entry = Entry::decode(text).unwrap();
            tab.document.merge_entry(&entry).unwrap();
            tab.ledger.note(*key, &entry, text.chars().count(), met);
        }
        self.tabs.push(tab);
    }

    fn put(&mut self, from: usize, key: EntryKey, text: Option<String>) {
        let before = match &text {
            Some(text) => self.store.insert(key, text.clone()),
            None => self.store.remove(&key),
        };
        self.recent.push((self.now_ms, key, before));
        for (index, tab) in self.tabs.iter_mut().enumerate() {
            if index != from {
                tab.inbox.push((key, text.clone()));
            }
        }
    }

    fn write(&mut self, index: usize, entry: &Entry) {
        let now_ms = self.now_ms;
        let tab = &mut self.tabs[index];
        let key = EntryKey { author: tab.author, number: tab.next };
        tab.next += 1;
        let text = entry.encode();
        tab.ledger.note(key, entry, text.chars().count(), Met { tick_ms: now_ms, at_opening_ms: None });
        self.put(index, key, Some(text));
    }

    fn edit(&mut self, index: usize) {
        let title = format!("线索 {}", self.edits.len());
        let tab = &mut self.tabs[index];
        let command = Command::Capture(Capture { title: title.clone(), company: "甲".into(), ..Capture::default() });
        let update = tab.document.dispatch(command, &context("2023-12-08")).unwrap().update;
        let entry = Entry::change(&update, tab.previous.as_deref());
        tab.previous = Some(update);
        tab.wrote_ms = self.now_ms;
        self.write(index, &entry);
        self.edits.push(Edit { title, at_ms: self.now_ms, double: false });
    }

    fn hear(&mut self, index: usize) {
        let now_ms = self.now_ms;
        let tab = &mut self.tabs[index];
        for (key, text) in std::mem::take(&mut tab.inbox) {
            match text.map(|text| (Entry::decode(&text).unwrap(), text.chars().count())) {
                Some((entry, units)) => {
                    tab.document.merge_entry(&entry).unwrap();
                    tab.ledger.note(key, &entry, units, Met { tick_ms: now_ms, at_opening_ms: None });
                }
                None => tab.ledger.forget(key),
            }
        }
    }

    fn compact(&mut self, index: usize) {
        let tab = &self.tabs[index];
        let plan = tab.ledger.plan(tab.author, self.now_ms, LIMITS);
        for key in plan.delete {
            self.tabs[index].ledger.forget(key);
            self.put(index, key, None);
        }
        let repeats: Vec<Vec<u8>> = plan
            .repeat
            .iter()
            .filter_map(|(key, at)| match Entry::decode(self.store.get(key)?).ok()? {
                Entry::Change(change) => change.updates.get(*at).cloned(),
                Entry::Snapshot(_) => None,
            })
            .collect();
        if !repeats.is_empty() {
            self.tabs[index].previous = None;
            self.write(index, &Entry::Change(landfall_core::document::Change { updates: repeats }));
        }
        if plan.snapshot {
            let tab = &mut self.tabs[index];
            for key in tab.ledger.keys().collect::<Vec<_>>() {
                let entry = self.store.get(&key).map(|text| Entry::decode(text).unwrap());
                let whole = entry.is_some_and(|entry| tab.document.has_all_of(&entry));
                tab.ledger.set_waits(key, !whole);
            }
            if !tab.ledger.plan(tab.author, self.now_ms, LIMITS).snapshot {
                return;
            }
            let holds = tab.ledger.holds();
            let snapshot = tab.document.snapshot(holds, START_MS + self.now_ms).unwrap();
            self.write(index, &snapshot);
        }
    }

    fn wait(&mut self, seconds: u64) {
        // A tab that is left alone hears of another's write at once; in between happenings it may be late.
        for index in 0..self.tabs.len() {
            self.hear(index);
        }
        for _ in 0..seconds {
            self.now_ms += 1_000;
            for index in 0..self.tabs.len() {
                if self.now_ms - self.tabs[index].wrote_ms >= IDLE_MS {
                    self.compact(index);
                }
            }
        }
        for index in 0..self.tabs.len() {
            self.hear(index);
        }
        for edit in &mut self.edits {
            edit.double |= self.now_ms - edit.at_ms.max(self.killed_ms) >= DOUBLE_MS;
        }
    }

    /// The browser dies: of each key changed lately, the disk has the old value or a newer one.
    fn kill(&mut self, mut lost: u64) {
        let mut before: BTreeMap<EntryKey, Option<String>> = BTreeMap::new();
        let since = self.now_ms.saturating_sub(TAKEN_BACK_MS);
        for (_, key, text) in self.recent.iter().filter(|(at, ..)| *at > since) {
            before.entry(*key).or_insert_with(|| text.clone());
        }
        for (key, text) in before {
            lost = lost.rotate_left(1);
            if lost & 1 == 1 {
                match text {
                    Some(text) => self.store.insert(key, text),
                    None => self.store.remove(&key),
                };
            }
        }
        self.recent.clear();
        self.tabs.clear();
        let killed_ms = self.now_ms;
        self.edits.retain(|edit| edit.at_ms + TAKEN_BACK_MS <= killed_ms);
        self.killed_ms = killed_ms;
        self.open();
    }

    fn titles(&self, without: Option<EntryKey>) -> Vec<String> {
        let mut document = Document::new(9_999);
        document.merge(&seed(Start::Published, None)).unwrap();
        for (_, text) in self.store.iter().filter(|(key, _)| Some(**key) != without) {
            document.merge_entry(&Entry::decode(text).unwrap()).unwrap();
        }
        document.tables().leads.iter().map(|(_, lead)| lead.title.clone()).collect()
    }

    fn check(&self, damaged: usize) -> Result<(), TestCaseError> {
        let titles = self.titles(None);
        for edit in &self.edits {
            prop_assert!(titles.contains(&edit.title), "{} is lost", edit.title);
        }
        let keys: Vec<EntryKey> = self.store.keys().copied().collect();
        // The largest are the snapshots: they are tried each time.
        let mut largest = keys.clone();
        largest.sort_by_key(|key| std::cmp::Reverse(self.store[key].len()));
        let some = keys.get(damaged % keys.len().max(1)).copied();
        for key in largest.into_iter().take(2).chain(some) {
            let titles = self.titles(Some(key));
            for edit in self.edits.iter().filter(|edit| edit.double) {
                prop_assert!(titles.contains(&edit.title), "{} is lost with {key}", edit.title);
            }
        }
        Ok(())
    }
}

#[derive(Debug, Clone)]
enum Happening {
    Open,
    Close(usize),
    Edit(usize),
    Hear(usize),
    Wait(u64),
    Kill(u64),
    Check(usize),
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        2 => Just(Happening::Open),
        1 => any::<usize>().prop_map(Happening::Close),
        14 => any::<usize>().prop_map(Happening::Edit),
        4 => any::<usize>().prop_map(Happening::Hear),
        5 => (1_u64..8).prop_map(Happening::Wait),
        2 => (20_u64..90).prop_map(Happening::Wait),
        2 => any::<u64>().prop_map(Happening::Kill),
        2 => any::<usize>().prop_map(Happening::Check),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, ..ProptestConfig::default() })]

    /// J6 to J9: nothing durable is ever lost, and what is old survives one damaged value as well.
    #[test]
    fn j6_compaction_never_loses_anything(happenings in prop::collection::vec(happening(), 10..90)) {
        let mut computer = Computer::default();
        computer.open();
        for happening in happenings {
            let tabs = computer.tabs.len();
            match happening {
                Happening::Open if tabs < 3 => computer.open(),
                Happening::Close(tab) if tabs > 1 => drop(computer.tabs.remove(tab % tabs)),
                Happening::Edit(tab) => computer.edit(tab % tabs),
                Happening::Hear(tab) => computer.hear(tab % tabs),
                Happening::Wait(seconds) => computer.wait(seconds),
                Happening::Kill(lost) => {
                    computer.kill(lost);
                    computer.check(0)?;
                }
                Happening::Check(damaged) => computer.check(damaged)?,
                Happening::Open | Happening::Close(_) => {}
            }
        }
        computer.check(1)?;
    }
}

/// J6, J7: left alone, a journal of many entries ends as two snapshots and what came after the older one.
#[test]
fn j7_a_long_journal_becomes_short() {
    let mut computer = Computer::default();
    computer.open();
    for _ in 0..10 {
        for _ in 0..10 {
            computer.edit(0);
        }
        computer.wait(70);
    }
    computer.check(0).unwrap();
    assert_eq!(computer.edits.len(), 100);
    assert!(computer.store.len() < 25, "{} values", computer.store.len());
    // A new tab, too, knows which of them are old enough, and goes on from there.
    computer.kill(0);
    computer.wait(5);
    assert!(computer.store.len() < 25, "{} values", computer.store.len());
}

/// J8: a snapshot of a moment ago lets nothing go, whatever its own time says.
#[test]
fn j8_only_a_durable_snapshot_counts() {
    let document = Document::new(1);
    let old = EntryKey { author: 5, number: 0 };
    let entry = Entry::change(b"update", None);
    let plan = |made_ms: [u64; 2], at_opening_ms: Option<u64>, later_ms: u64| {
        let mut ledger = Ledger::default();
        let met = Met { tick_ms: 1_000, at_opening_ms };
        ledger.note(old, &entry, 20, met);
        for (number, made_ms) in (0_u32..).zip(made_ms) {
            let key = EntryKey { author: 6, number };
            let snapshot = document.snapshot([old].into_iter().collect(), made_ms).unwrap();
            ledger.note(key, &snapshot, 20, met);
        }
        ledger.plan(7, 1_000 + later_ms, Limits::default()).delete
    };
    let now = START_MS;
    assert_eq!(plan([now - 90_000, now - 60_000], Some(now), 0), [old]);
    assert_eq!(plan([now - 90_000, now - 59_999], Some(now), 0), []);
    assert_eq!(plan([now - 90_000, now + 90_000], Some(now), 0), [], "from the future");
    assert_eq!(plan([now - 90_000, now - 90_000], None, 0), [], "written by another tab just now");
    assert_eq!(plan([now, now], None, 59_999), []);
    assert_eq!(plan([now, now], None, 60_000), [old]);
}

/// J7, with the limits that ship.
#[test]
fn j7_when_a_snapshot_is_due() {
    let due = |entries: u32, units: usize| {
        let mut ledger = Ledger::default();
        let met = Met { tick_ms: 0, at_opening_ms: None };
        for number in 0..entries {
            let entry = Entry::change(
                &number.to_le_bytes(),
                number.checked_sub(1).map(u32::to_le_bytes).as_ref().map(<[u8; 4]>::as_slice),
            );
            ledger.note(EntryKey { author: 1, number }, &entry, units, met);
        }
        ledger.plan(1, 0, Limits::default()).snapshot
    };
    assert_eq!([due(200, 10), due(201, 10)], [false, true]);
    assert_eq!([due(10, 13_107), due(10, 13_108)], [false, true], "128 Ki units");
    // One that is large and stands alone has its second copy in a snapshot.
    assert_eq!([due(1, 32 * 1024), due(1, 32 * 1024 + 1)], [false, true]);
}
