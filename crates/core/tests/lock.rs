//! SPEC section Lock: what is sealed opens with its key, in its place, and not otherwise.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::{capture, context, workspace};
use landfall_core::document::{Document, Entry, EntryError, Holds, Incoming};
use landfall_core::exchange::workspace_file;
use landfall_core::lock::{
    Content, Fresh, Header, ITERATIONS, Key, Lock, LockProblem, LockedFile, Place, header_of, is_sealed, locked_file,
};
use proptest::prelude::*;

const KEY: &str = "landfall/1/main/a1/0";

fn fresh(seed: u8) -> Fresh {
    Fresh { salt: [seed; 16], nonce: [seed; 12], key_id: [seed; 8] }
}

fn passphrase(seed: u8) -> Key {
    Key::new([seed; 32])
}

fn lock() -> Lock {
    Lock::new(Key::new([7; 32]), &passphrase(1), fresh(3))
}

fn changed(header: &Header, change: impl FnOnce(&mut Header)) -> Header {
    let mut header = header.clone();
    change(&mut header);
    header
}

fn at(key: &str, carries: bool) -> Place<'_> {
    Place { key, carries }
}

fn snapshot() -> (Document, Entry) {
    let mut document = workspace(5);
    capture(&mut document, "秘密的线索", "绝密科技");
    let entry = document.snapshot(Holds::default(), 1_702_000_000_000).unwrap();
    (document, entry)
}

/// The bytes in a packed value, by the rule in ARCHITECTURE.
fn unpack(text: &str) -> Vec<u8> {
    let bits: Vec<u32> = text
        .splitn(3, '|')
        .nth(2)
        .unwrap()
        .chars()
        .flat_map(|unit| {
            let value = u32::from(unit) - 0x3400;
            (0..15).rev().map(move |at| (value >> at) & 1)
        })
        .collect();
    bits.chunks_exact(8).map(|byte| byte.iter().fold(0_u32, |all, bit| (all << 1) | bit) as u8).collect()
}

#[test]
fn lk1_a_sealed_value_opens_with_its_key_and_nothing_of_it_can_be_read() {
    let (lock, (_, entry)) = (lock(), snapshot());
    for carries in [false, true] {
        let text = lock.seal(at(KEY, carries), &Content::Entry(entry.clone()), &[9; 12]);
        assert!(is_sealed(&text) && text.starts_with("3|"));
        assert_eq!(lock.unseal(KEY, &text), Ok(Content::Entry(entry.clone())));
        assert_eq!(lock.entry(KEY, &text), Ok(entry.clone()));
        // Programs from before locks leave it alone.
        assert_eq!(Entry::decode(&text), Err(EntryError::TooNew { format: 3 }));
        assert_eq!(header_of(&text).is_some(), carries);
    }
    let name = Content::of_text("绝密的工作区 top secret");
    let text = lock.seal(at(KEY, true), &name, &[9; 12]);
    let bytes = unpack(&text);
    for secret in ["绝密的工作区".as_bytes(), b"top secret"] {
        assert!(!bytes.windows(secret.len()).any(|part| part == secret));
    }
    let plain: Vec<u8> = "绝密".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(!bytes.windows(plain.len()).any(|part| part == plain));
    assert_eq!(lock.unseal(KEY, &text).unwrap().text().as_deref(), Some("绝密的工作区 top secret"));
}

#[test]
fn lk1_a_plain_value_is_read_by_a_lock_as_it_is() {
    let (_, entry) = snapshot();
    assert_eq!(lock().entry(KEY, &entry.encode()), Ok(entry.clone()));
    assert_eq!(lock().unseal(KEY, &entry.encode()), Err(EntryError::Form));
}

#[test]
fn lk2_any_bit_changed_and_any_cut_is_noticed() {
    let lock = lock();
    let text = lock.seal(at(KEY, true), &Content::of_text("绝密"), &[9; 12]);
    let units: Vec<char> = text.chars().collect();
    for at in 0..units.len() {
        for bit in 0..15 {
            let mut broken = units.clone();
            broken[at] = char::from_u32(u32::from(broken[at]) ^ (1 << bit)).unwrap_or('x');
            let broken: String = broken.into_iter().collect();
            assert!(lock.unseal(KEY, &broken).is_err(), "unit {at}, bit {bit}");
        }
        let cut: String = units[..at].iter().collect();
        assert!(lock.unseal(KEY, &cut).is_err(), "cut at {at}");
    }
}

#[test]
fn lk2_with_a_mended_checksum_a_changed_byte_is_still_noticed() {
    let lock = lock();
    let text = lock.seal(at(KEY, true), &Content::of_text("绝密"), &[9; 12]);
    let body = unpack(&text);
    for at in 1..body.len() {
        let mut broken = body.clone();
        broken[at] ^= 1;
        let mended = frame(&broken);
        assert!(lock.unseal(KEY, &mended).is_err(), "byte {at}");
    }
    assert_eq!(frame(&body), text);
}

/// A value of format 3 around any bytes.
fn frame(body: &[u8]) -> String {
    let mut bits: Vec<u32> =
        body.iter().flat_map(|byte| (0..8).rev().map(move |at| u32::from(byte >> at) & 1)).collect();
    bits.push(1);
    bits.resize(bits.len().div_ceil(15) * 15, 0);
    let packed =
        bits.chunks(15).map(|unit| char::from_u32(0x3400 + unit.iter().fold(0, |all, bit| (all << 1) | bit)).unwrap());
    format!("3|{:08x}|{}", crc(body), packed.collect::<String>())
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg()))
    })
}

#[test]
fn lk2_a_value_moved_to_another_place_does_not_open() {
    let lock = lock();
    let (one, other) = (KEY, "landfall/1/main/a1/1");
    let text = lock.seal(at(one, false), &Content::of_text("绝密"), &[9; 12]);
    assert_eq!(lock.unseal(other, &text), Err(EntryError::Damaged));
    assert!(lock.unseal(one, &text).is_ok());
}

#[test]
fn lk2_another_key_does_not_open_it() {
    let other = Lock::new(Key::new([8; 32]), &passphrase(1), fresh(4));
    let text = lock().seal(at(KEY, false), &Content::of_text("绝密"), &[9; 12]);
    assert_eq!(other.unseal(KEY, &text), Err(EntryError::Damaged));
}

#[test]
fn lk3_only_its_passphrase_opens_a_header_and_a_changed_header_does_not_open() {
    let lock = lock();
    let text = lock.header.encode();
    let header = Header::decode(&text).unwrap();
    assert_eq!(header, lock.header);
    assert_eq!(header.iterations, ITERATIONS);
    assert!(Lock::open(&header, &passphrase(1)).is_some());
    assert!(Lock::open(&header, &passphrase(2)).is_none());
    // Fewer rounds, another salt: the wrapped key is bound to them.
    assert!(Lock::open(&changed(&header, |header| header.iterations = 1), &passphrase(1)).is_none());
    assert!(Lock::open(&changed(&header, |header| header.salt = [0; 16]), &passphrase(1)).is_none());
    let off = changed(&header, |header| header.on = false);
    assert_eq!(Header::decode(&off.encode()), Ok(off));
    assert_eq!(Header::decode("3|00000000|"), Err(EntryError::Damaged));
    assert_eq!(Header::decode("4|00000000|"), Err(EntryError::TooNew { format: 4 }));
    assert_eq!(Header::decode("{}"), Err(EntryError::Form));
}

#[test]
fn lk3_rounds_beyond_all_measure_are_refused() {
    let header = changed(&lock().header, |header| header.iterations = u32::MAX);
    assert_eq!(Header::decode(&header.encode()), Err(EntryError::Damaged));
}

#[test]
fn lk3_another_passphrase_is_another_header_and_the_values_stay() {
    let lock = lock();
    let text = lock.seal(at(KEY, true), &Content::of_text("绝密"), &[9; 12]);
    let changed = lock.with_passphrase(&passphrase(2), fresh(6));
    assert_eq!(changed.header.key_id, lock.header.key_id);
    assert!(Lock::open(&changed.header, &passphrase(1)).is_none());
    let opened = Lock::open(&changed.header, &passphrase(2)).unwrap();
    assert!(opened.unseal(KEY, &text).is_ok());
}

#[test]
fn lk4_a_value_that_carries_the_header_needs_no_other_to_be_opened() {
    let text = lock().seal(at(KEY, true), &Content::of_text("绝密"), &[9; 12]);
    let opened = Lock::open(&header_of(&text).unwrap(), &passphrase(1)).unwrap();
    assert!(opened.unseal(KEY, &text).is_ok());
    assert_eq!(header_of(&lock().header.encode()), Some(lock().header));
}

#[test]
fn lk5_what_cannot_be_read_is_sealed_as_it_is() {
    let lock = lock();
    let half = vec![0x32, 0xd800, 0x41];
    for units in [half, "2|00000000|坏".encode_utf16().collect(), "9|x|y".encode_utf16().collect(), Vec::new()] {
        let content = Content::of_value(units.clone());
        let text = lock.seal(at(KEY, false), &content, &[9; 12]);
        assert_eq!(lock.unseal(KEY, &text).unwrap().to_value(), units);
    }
    let newer = lock.seal(at(KEY, false), &Content::of_text("9|x|y"), &[9; 12]);
    assert_eq!(lock.entry(KEY, &newer), Err(EntryError::TooNew { format: 9 }));
}

#[test]
fn lk5_an_entry_of_format_1_is_the_same_entry_sealed() {
    let text = "1|eab24006|AAF1cGRhdGU";
    let content = Content::of_value(text.encode_utf16().collect());
    let sealed = lock().seal(at(KEY, false), &content, &[9; 12]);
    assert_eq!(lock().entry(KEY, &sealed), Entry::decode(text));
}

#[test]
fn lk7_a_locked_file_gives_the_workspace_back_and_says_nothing_of_it() {
    let (document, _) = snapshot();
    let text = workspace_file(&document, "绝密的工作区", 1_702_000_000_000, "专员甲");
    let file = locked_file(&lock(), &text, &[9; 12]);
    let json: serde_json::Value = serde_json::from_str(&file).unwrap();
    assert_eq!(json["app"], "landfall");
    assert_eq!(json["encrypted"]["iterations"], 600_000);
    for secret in ["秘密", "绝密", "专员甲"] {
        assert!(!file.contains(secret));
    }
    let locked = LockedFile::read(&file).unwrap().unwrap();
    assert_eq!(locked.open(&passphrase(2)), Err(LockProblem::Passphrase));
    assert_eq!(locked.open(&passphrase(1)), Ok(text.clone()));
    let incoming = Incoming::read("file", &locked.open(&passphrase(1)).unwrap()).unwrap();
    let mut other = workspace(6);
    let command = landfall_core::document::Command::Merge(Box::new(incoming));
    other.dispatch(command, &context("2023-12-08")).unwrap();
    assert_eq!(other.tables().leads.len(), document.tables().leads.len());
    // A plain file is none that asks.
    assert!(LockedFile::read(&text).is_none());
    assert!(LockedFile::read("\"encrypted\"").is_none());
}

#[test]
fn lk7_a_locked_file_that_is_damaged_or_newer_says_so() {
    let file = locked_file(&lock(), "{}", &[9; 12]);
    let json: serde_json::Value = serde_json::from_str(&file).unwrap();
    let with = |field: &str, value: serde_json::Value| {
        let mut json = json.clone();
        json["encrypted"][field] = value;
        LockedFile::read(&json.to_string()).unwrap().and_then(|locked| locked.open(&passphrase(1)))
    };
    assert_eq!(with("data", "AAAA".into()), Err(LockProblem::Damaged));
    assert_eq!(with("data", "不是".into()), Err(LockProblem::Damaged));
    assert_eq!(with("salt", "AAAA".into()), Err(LockProblem::Damaged));
    assert_eq!(with("iterations", 4_000_000_000_u64.into()), Err(LockProblem::Damaged));
    assert_eq!(with("iterations", 599_999.into()), Err(LockProblem::Passphrase));
    assert_eq!(with("kdf", "argon2id".into()), Err(LockProblem::TooNew));
    assert_eq!(with("nonce", "AAAAAAAAAAAAAAAA".into()), Err(LockProblem::Damaged));
}

#[test]
fn lk7_what_a_failed_program_saved_of_a_locked_workspace_opens_with_the_passphrase() {
    let (lock, (_, entry)) = (lock(), snapshot());
    let sealed = lock.seal(at(KEY, false), &Content::Entry(entry), &[9; 12]);
    let rescue = serde_json::json!({
        "app": "landfall", "schema": 1,
        "rescue": { KEY: sealed, "landfall/1/main/lock": lock.header.encode(), "landfall/1/settings": "{}" },
    });
    let locked = LockedFile::read(&rescue.to_string()).unwrap().unwrap();
    assert_eq!(locked.open(&passphrase(2)), Err(LockProblem::Passphrase));
    let incoming = Incoming::read("rescue", &locked.open(&passphrase(1)).unwrap()).unwrap();
    assert!(incoming.problems.is_empty(), "{:?}", incoming.problems);
    let mut other = workspace(6);
    other.dispatch(landfall_core::document::Command::Merge(Box::new(incoming)), &context("2023-12-08")).unwrap();
    assert_eq!(other.tables().leads.len(), 1);
}

proptest! {
    #[test]
    fn lk1_whatever_is_sealed_is_what_is_unsealed(
        units in proptest::collection::vec(any::<u16>(), 0..200),
        secret in any::<[u8; 32]>(),
        nonce in any::<[u8; 12]>(),
        carries in any::<bool>(),
    ) {
        let lock = Lock::new(Key::new(secret), &passphrase(1), fresh(3));
        let text = lock.seal(at(KEY, carries), &Content::of_value(units.clone()), &nonce);
        prop_assert_eq!(lock.unseal(KEY, &text).unwrap().to_value(), units);
    }

    #[test]
    fn lk2_any_bytes_as_a_value_are_refused_and_nothing_worse(body in proptest::collection::vec(any::<u8>(), 0..200)) {
        let text = frame(&body);
        prop_assert!(lock().unseal(KEY, &text).is_err());
        let _ = header_of(&text);
    }
}
