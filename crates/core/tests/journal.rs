//! SPEC section Journal, J1 to J5: the entry's text.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::{capture, context, load_sample, move_to, workspace};
use landfall_core::document::{
    Change, Document, Entry, EntryError, EntryKey, Holds, REPEATED, Snapshot, Start, State, seed,
};
use landfall_core::model::Lang;
use proptest::prelude::*;

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

#[test]
fn j1_an_entry_is_read_back_and_damage_is_named() {
    let entry = Entry::change(b"\x00\x01update", None);
    let text = entry.encode();
    assert!(text.starts_with("2|"));
    assert_eq!(Entry::decode(&text), Ok(entry));
    let mut broken = text.clone();
    broken.pop();
    assert_eq!(Entry::decode(&broken), Err(EntryError::Damaged));
    for text in ["", "null", "[]", "2|", "x|00000000|", "+2|00000000|", "02|00000000|"] {
        assert_eq!(Entry::decode(text), Err(EntryError::Form), "{text}");
    }
    assert_eq!(Entry::decode("2|00000000|"), Err(EntryError::Damaged));
    // The checksum is eight lower-case digits: one entry has one text.
    assert_eq!(Entry::decode(&text.replace("2|", "2|0")), Err(EntryError::Damaged));
}

#[test]
fn j1_an_entry_of_format_1_still_loads() {
    // `\x00\x01update` as the first edition wrote it.
    let sum = "eab24006";
    let text = format!("1|{sum}|AAF1cGRhdGU");
    let found = Entry::decode(&text);
    assert_eq!(found, Ok(Entry::change(b"\x00\x01update", None)));
}

#[test]
fn j4_a_later_format_is_named_as_such() {
    assert_eq!(Entry::decode("3|00000000|AAAA"), Err(EntryError::TooNew { format: 3 }));
    assert_eq!(Entry::decode("4294967295||"), Err(EntryError::TooNew { format: u32::MAX }));
}

#[test]
fn j4_an_entry_that_would_inflate_beyond_all_measure_is_damaged() {
    // 300 MiB of zeros are 300 kB deflated.
    let text = Entry::change(&vec![0; 300 << 20], None).encode();
    assert!(units(&text) < 200_000);
    assert_eq!(Entry::decode(&text), Err(EntryError::Damaged));
}

#[test]
fn j3_only_a_small_update_is_repeated() {
    let previous = |size| match Entry::change(b"new", Some(&vec![7; size])) {
        Entry::Change(change) => change.updates.len(),
        Entry::Snapshot(_) => 0,
    };
    assert_eq!([previous(0), previous(REPEATED), previous(REPEATED + 1)], [2, 2, 1]);
}

/// The point of repeating: without it the third change would wait for the second for ever.
#[test]
fn j3_any_one_entry_may_be_lost() {
    let mut document = workspace(1);
    let mut updates = vec![seed(Start::Published, None)];
    for title in ["一", "二", "三", "四"] {
        let before = document.log().len();
        let command = landfall_core::document::Command::Capture(landfall_core::document::Capture {
            title: title.into(),
            company: "示例企业".into(),
            ..Default::default()
        });
        updates.push(document.dispatch(command, &context("2023-12-08")).unwrap().update);
        assert_eq!(document.log().len(), before + 1);
    }
    let mut entries: Vec<Entry> = Vec::new();
    for (n, update) in updates.iter().enumerate() {
        entries.push(Entry::change(update, n.checked_sub(1).map(|n| updates[n].as_slice())));
    }
    for lost in 0..entries.len() - 1 {
        let mut loaded = Document::new(2);
        for (n, entry) in entries.iter().enumerate().rev() {
            if n != lost {
                loaded.merge_entry(entry).unwrap();
            }
        }
        assert!(!loaded.has_waiting(), "entry {lost} lost");
        assert_eq!(loaded.tables(), document.tables(), "entry {lost} lost");
    }
}

#[test]
fn j5_a_snapshot_is_the_document() {
    let mut document = workspace(1);
    let lead = capture(&mut document, "平台", "示例企业");
    move_to(&mut document, &lead, "in-talks");
    let text = document.snapshot(Holds::default(), 0).unwrap().encode();
    let mut loaded = Document::new(2);
    loaded.merge_entry(&Entry::decode(&text).unwrap()).unwrap();
    assert_eq!(loaded.encode(), document.encode());
    assert_eq!(loaded.tables(), document.tables());
}

/// What waits for a lost change is not in a snapshot, and so a snapshot may not say that it holds it.
#[test]
fn j5_a_snapshot_leaves_out_what_waits_for_a_missing_change() {
    let mut author = workspace(1);
    let known = author.encode();
    let [missing, waiting] = ["甲", "乙"].map(|title| captured(&mut author, title));
    let entry = |update: &[u8]| Entry::change(update, None);
    let mut partial = Document::new(4);
    partial.merge(&known).unwrap();
    partial.merge(&waiting).unwrap();
    assert!(partial.has_waiting());
    assert!(partial.has_all_of(&entry(&known)));
    assert!(!partial.has_all_of(&entry(&waiting)));
    let mut reloaded = Document::new(5);
    reloaded.merge_entry(&partial.snapshot(Holds::default(), 0).unwrap()).unwrap();
    assert!(!reloaded.has_waiting());
    assert_eq!(reloaded.tables(), partial.tables());
    reloaded.merge(&waiting).unwrap();
    reloaded.merge(&missing).unwrap();
    assert!(reloaded.has_all_of(&entry(&waiting)));
    assert_eq!(reloaded.tables(), author.tables());
}

fn captured(document: &mut Document, title: &str) -> Vec<u8> {
    let command = landfall_core::document::Command::Capture(landfall_core::document::Capture {
        title: title.into(),
        company: "另一家".into(),
        ..Default::default()
    });
    document.dispatch(command, &context("2023-12-08")).unwrap().update
}

#[test]
fn j2_an_entry_costs_what_the_architecture_page_says() {
    let mut document = workspace(1);
    document.dispatch(load_sample(Lang::ZhCn, vec![]), &context("2023-12-08")).unwrap();
    let first = captured(&mut document, "大模型推理平台");
    let second = captured(&mut document, "智能驾驶研发中心");
    let seed_units = units(&Entry::change(&seed(Start::Published, None), None).encode());
    let single = units(&Entry::change(&first, None).encode());
    let double = units(&Entry::change(&second, Some(&first)).encode());
    let snapshot = units(&document.snapshot(Holds::default(), 0).unwrap().encode());
    println!(
        "capture {} B: alone {single} units, with the one before {double}; seed {seed_units}; sample {snapshot}",
        first.len()
    );
    assert!(double < 700, "{double}");
    assert!(snapshot < 20_000, "{snapshot}");
}

fn entry() -> impl Strategy<Value = Entry> {
    let bytes = || prop::collection::vec(any::<u8>(), 0..200);
    let key = (0_u64..6, 0_u32..40).prop_map(|(author, number)| EntryKey { author: author * 7_919, number });
    let change = prop::collection::vec(bytes(), 1..4).prop_map(|updates| Entry::Change(Change { updates }));
    let state = prop_oneof![bytes().prop_map(State::V1), bytes().prop_map(State::V2)];
    let snapshot = (prop::collection::vec(key, 0..60), any::<u64>(), state).prop_map(|(keys, made_ms, state)| {
        Entry::Snapshot(Snapshot { holds: keys.into_iter().collect(), made_ms, state })
    });
    prop_oneof![change, snapshot]
}

proptest! {
    /// J1: what is written is read, and is dense.
    #[test]
    fn j1_entries_round_trip(entry in entry()) {
        let text = entry.encode();
        prop_assert_eq!(Entry::decode(&text), Ok(entry));
        let dense = text.chars().skip(11).all(|unit| ('\u{3400}'..='\u{b3ff}').contains(&unit));
        prop_assert!(dense);
    }

    /// J4: no damage is taken for an entry, and none breaks the reader.
    #[test]
    fn j4_damage_is_found(entry in entry(), at in any::<prop::sample::Index>(), other in any::<char>(), cut in any::<prop::sample::Index>()) {
        let text: Vec<char> = entry.encode().chars().collect();
        let at = at.index(text.len());
        let mut flipped = text.clone();
        flipped[at] = other;
        if flipped != text {
            let read = Entry::decode(&flipped.into_iter().collect::<String>());
            prop_assert!(read.is_err());
        }
        let cut: String = text[..cut.index(text.len())].iter().collect();
        prop_assert!(Entry::decode(&cut).is_err());
    }

    /// J4: whatever stands in the storage.
    #[test]
    fn j4_any_text_is_refused_in_peace(text in "(2\\|[0-9a-f]{8}\\||1\\|)?[\\x{3400}-\\x{b3ff}A-Za-z0-9|]{0,40}|.*") {
        let _ = Entry::decode(&text);
    }

    /// J4: a body with a right checksum and any content is read or refused, never a panic.
    #[test]
    fn j4_any_body_is_refused_in_peace(kind in prop::sample::select(vec![0x10_u8, 0x11, 0x20, 0x21, 0x30, 0x31, 0x00, 0xff]), content in prop::collection::vec(any::<u8>(), 0..60)) {
        let mut body = vec![kind];
        body.extend(content);
        let text = format!("2|{:08x}|{}", crc32(&body), pack(&body));
        let _ = Entry::decode(&text);
    }

    /// J5: a set of entries has exactly the entries put in.
    #[test]
    fn j5_a_snapshot_knows_what_it_holds(keys in prop::collection::btree_set((0_u64..3, 0_u32..30), 0..40)) {
        let holds: Holds = keys.iter().map(|(author, number)| EntryKey { author: *author, number: *number }).collect();
        for author in 0..3 {
            for number in 0..30 {
                prop_assert_eq!(holds.contains(EntryKey { author, number }), keys.contains(&(author, number)));
            }
        }
    }

    /// J2: keys have one text.
    #[test]
    fn j2_a_key_reads_back(author in 0_u64..1 << 53, number in any::<u32>(), text in "[0-9a-fA-F+]{0,3}/[0-9+]{0,3}") {
        let key = EntryKey { author, number };
        prop_assert_eq!(key.to_string().parse(), Ok(key));
        if let Ok(key) = text.parse::<EntryKey>() {
            prop_assert_eq!(key.to_string(), text);
        }
    }
}

/// Written anew from the page that describes the format, so that the code is not its own judge.
fn pack(bytes: &[u8]) -> String {
    let mut bits: Vec<u32> =
        bytes.iter().flat_map(|byte| (0..8).rev().map(move |bit| u32::from(byte >> bit & 1))).collect();
    bits.push(1);
    bits.resize(bits.len().div_ceil(15) * 15, 0);
    bits.chunks(15)
        .map(|unit| char::from_u32(0x3400 + unit.iter().fold(0, |value, bit| value * 2 + bit)).unwrap())
        .collect()
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 })
    })
}

#[test]
fn j1_the_text_is_what_the_architecture_page_says() {
    let body = b"\x10\x02ab";
    assert_eq!(Entry::change(b"ab", None).encode(), format!("2|{:08x}|{}", crc32(body), pack(body)));
}
