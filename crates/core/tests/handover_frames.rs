//! SPEC section Hand-over, HO5 to HO8: codes, in any order, damaged, and those of others.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::handover::{packet, sender};
use common::{capture, workspace};
use landfall_core::exchange::{Collector, FrameError, MOST_FRAMES, Taken, frames};
use proptest::prelude::*;

#[test]
fn ho5_a_frame_is_made_of_characters_of_the_alphanumeric_mode() {
    let (one, lead, _) = sender();
    for frame in frames(&packet(&one, &lead)).unwrap() {
        assert!(frame.starts_with("LF1:"));
        let known = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
        assert!(frame.chars().all(|c| known.contains(c)), "{frame}");
        assert_eq!(frame.split(':').nth(3).unwrap().len(), 8);
    }
    // The example of RFC 9285, as the payload of a code.
    let sum = format!("{:08X}", crc32fast_of(b"1/1:%69 VD92EX0"));
    let mut collector = Collector::default();
    collector.take(&format!("LF1:{:08X}:1/1:{sum}:%69 VD92EX0", crc32fast_of(b"Hello!!"))).unwrap();
    assert_eq!(collector.whole(), Err(FrameError::Damaged), "the right bytes, and no deflated text");
}

/// CRC-32 as zip has it, bit by bit: not the program's own.
fn crc32fast_of(bytes: &[u8]) -> u32 {
    let step = |crc: u32| if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 };
    !bytes.iter().fold(!0, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc)))
}

#[test]
fn ho6_a_small_lead_is_one_code_and_a_large_one_several_of_one_size() {
    let mut one = workspace(1);
    let lead = capture(&mut one, "推理平台", "示例企业 A");
    assert_eq!(frames(&packet(&one, &lead)).unwrap().len(), 1);
    let (one, lead, _) = sender();
    let several = frames(&packet(&one, &lead)).unwrap();
    assert!((2..=5).contains(&several.len()), "{} codes", several.len());
    assert!(several.iter().all(|frame| frame.len() <= 528));
    assert!(several.windows(2).take(several.len() - 2).all(|pair| pair[0].len() == pair[1].len()));
    let noise: String = (0..4_000u32).map(|n| format!("{:08x}", crc32fast_of(&n.to_le_bytes()))).collect();
    assert!(frames(&noise).unwrap().len() > 40);
    let noise: String = (0..9_000u32).map(|n| format!("{:08x}", crc32fast_of(&n.to_le_bytes()))).collect();
    assert_eq!(frames(&noise), Err(FrameError::TooLarge));
}

#[test]
fn ho7_frames_come_in_any_order_and_more_than_once() {
    let (one, lead, _) = sender();
    let text = packet(&one, &lead);
    let all = frames(&text).unwrap();
    let mut collector = Collector::default();
    assert_eq!((collector.count(), collector.missing()), (0, vec![]));
    assert_eq!(collector.take(all.last().unwrap()), Ok(Taken::New));
    assert_eq!(collector.take(all.last().unwrap()), Ok(Taken::Known));
    assert_eq!(collector.missing(), (1..all.len()).collect::<Vec<_>>());
    assert_eq!(collector.whole(), Ok(None));
    let another = frames("{\"app\":\"landfall\"}").unwrap();
    assert_eq!(collector.take(&another[0]), Ok(Taken::Another));
    assert_eq!(collector.whole().unwrap().as_deref(), Some("{\"app\":\"landfall\"}"));
    for frame in all.iter().rev().chain(&all) {
        collector.take(frame).unwrap();
    }
    assert_eq!(collector.here(), all.len());
    assert_eq!(collector.whole().unwrap(), Some(text));
}

#[test]
fn ho8_what_is_wrong_is_refused_by_name() {
    let (one, lead, _) = sender();
    let all = frames(&packet(&one, &lead)).unwrap();
    let mut collector = Collector::default();
    collector.take(&all[0]).unwrap();
    for foreign in ["", "https://example.com", "BEGIN:VCARD\nEND:VCARD", "WIFI:S:a;;", "LF", "LFX:1", "{}"] {
        assert_eq!(collector.take(foreign), Err(FrameError::Foreign), "{foreign}");
    }
    assert_eq!(collector.take("LF2:whatever it is then"), Err(FrameError::TooNew));
    let frame = &all[1];
    for at in 4..frame.len() {
        let other = if &frame[at..=at] == "7" { "8" } else { "7" };
        let broken = format!("{}{other}{}", &frame[..at], &frame[at + 1..]);
        let refused = Collector::default().take(&broken).and_then(|_| {
            // A wrong id is found out at the end.
            let mut whole = Collector::default();
            for frame in std::iter::once(&broken).chain(&all) {
                whole.take(frame)?;
            }
            if whole.count() == all.len() && broken[4..12] != frame[4..12] {
                Err(FrameError::Damaged)
            } else {
                Ok(Taken::New)
            }
        });
        assert!(refused.is_err(), "changed at {at}: {broken}");
    }
    let huge = |n: &str| format!("LF1:00000000:1/{n}:00000000:00");
    assert_eq!(collector.take(&huge("65")), Err(FrameError::TooLarge));
    assert_eq!(collector.take(&huge("999999")), Err(FrameError::TooLarge));
    for odd in ["99999999999999999999", "-1", "0", "1e9", ""] {
        assert_eq!(collector.take(&huge(odd)), Err(FrameError::Damaged), "{odd}");
    }
    assert_eq!(collector.here(), 1, "what was collected is still there");
    const { assert!(MOST_FRAMES == 64) };
    // Zeros that unpack to more than anybody handed over.
    assert_eq!(frames(&"0".repeat((1 << 20) + 1)), Err(FrameError::TooLarge));
    let mut collector = Collector::default();
    for frame in frames(&"0".repeat(1 << 20)).unwrap() {
        collector.take(&frame).unwrap();
    }
    assert_eq!(collector.whole().unwrap().map(|text| text.len()), Some(1 << 20));
}

#[test]
fn ho8_codes_that_do_not_belong_together_are_given_up() {
    let (one, lead, _) = sender();
    let all = frames(&packet(&one, &lead)).unwrap();
    // Somebody made a code of their own under the same id: right in itself, wrong in the whole.
    let id = &all[0][4..12];
    let sum = crc32fast_of(format!("1/{}:000", all.len()).as_bytes());
    let forged = format!("LF1:{id}:1/{}:{sum:08X}:000", all.len());
    let mut collector = Collector::default();
    assert_eq!(collector.take(&forged), Ok(Taken::New));
    for frame in &all[1..] {
        collector.take(frame).unwrap();
    }
    assert_eq!(collector.whole(), Err(FrameError::Damaged));
    assert_eq!((collector.count(), collector.here()), (0, 0), "one begins anew");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn ho7_any_text_comes_through_in_any_order(
        text in "\\PC{0,3000}", seed in any::<u64>(), twice in proptest::collection::vec(any::<prop::sample::Index>(), 0..8),
    ) {
        let all = frames(&text).unwrap();
        let mut order: Vec<&String> = all.iter().chain(twice.iter().map(|index| index.get(&all))).collect();
        order.sort_by_key(|frame| crc32fast_of(format!("{seed}{frame}").as_bytes()));
        let mut collector = Collector::default();
        for frame in order {
            collector.take(frame).unwrap();
        }
        prop_assert!(collector.missing().is_empty());
        prop_assert_eq!(collector.whole().unwrap(), Some(text));
    }

    #[test]
    fn ho8_no_code_whatever_breaks_the_reader(text in "(LF[0-9]?:)?[0-9A-F]{0,9}:?[0-9]{0,3}/?[0-9]{0,9}:?\\PC{0,40}") {
        let mut collector = Collector::default();
        let _ = collector.take(&text);
        let _ = collector.whole();
    }
}
