//! Looking for text (SPEC S1–S7).
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use encoding_rs::GBK;
use landfall_core::query::{Key, Quality, Words};
use pinyin::{ToPinyin, ToPinyinMulti};
use proptest::prelude::*;

fn finds(typed: &str, text: &str) -> bool {
    Words::of(typed).are_in(&[text])
}

fn quality(typed: &str, text: &str) -> Option<Quality> {
    Words::of(typed).quality(&Key::of(&[text])).map(|(quality, _)| quality)
}

/// A character of GB 2312, by its row and cell.
fn gb2312() -> impl Strategy<Value = char> {
    (0xb0_u8..=0xf7, 0xa1_u8..=0xfe)
        .prop_map(|(row, cell)| GBK.decode(&[row, cell]).0.chars().next().unwrap_or('一'))
        .prop_filter("a character of the table", |c| c.to_pinyin().is_some_and(|reading| reading.plain().is_ascii()))
}

#[test]
fn s1_width_case_and_spaces_make_no_difference() {
    for (typed, text) in [
        ("示例企业ac", "示例企业 AC"),
        ("示例企业 ＡＣ", "示例企业AC"),
        ("Harbour", "HARBOUR Ltd"),
        ("ｈａｒ", "Harbour"),
        ("é", "CAFÉ"),
    ] {
        assert!(finds(typed, text), "{typed} in {text}");
    }
    assert!(!finds("没有这样的", "示例企业 AC"));
    assert!(!finds("ca", "示例企业 AC"), "nothing is found backwards");
    assert!(Words::of(" \u{3000} ").is_empty());
    assert!(finds("", "anything"), "what asks nothing");
}

#[test]
fn s2_every_reading_of_a_character_counts() {
    for (text, readings) in [
        ("重", &["chong", "zhong"][..]),
        ("长", &["chang", "zhang"]),
        ("单", &["shan", "dan", "chan"]),
        ("曾", &["zeng", "ceng"]),
        ("解", &["xie", "jie"]),
        ("仇", &["qiu", "chou"]),
        ("行", &["xing", "hang"]),
        ("乐", &["le", "yue"]),
        ("朴", &["pu", "piao"]),
        ("万俟", &["wansi", "moqi"]),
        ("尉迟", &["weichi", "yuchi"]),
        ("女", &["nv", "nu", "nü"]),
        ("吕", &["lv", "lu"]),
        ("長樂", &["changle", "zhangyue", "cl"]),
        ("堃喆", &["kunzhe", "kz"]),
    ] {
        for reading in readings {
            assert!(finds(reading, text), "{reading} reads {text}");
        }
    }
    assert!(!finds("zuo", "重"));
}

#[test]
fn s3_whole_first_letter_initial_and_mixed() {
    for typed in [
        "重庆",
        "chongqing",
        "cq",
        "chq",
        "重q",
        "重qing",
        "chong庆",
        "chongq",
        "chongqi",
        "zhongqing",
        "zq",
        "CQ",
        "ｃｑ",
        "q",
        "庆",
    ] {
        assert!(finds(typed, "重庆"), "{typed}");
        assert!(finds(typed, "驻重庆办事处"), "{typed} inside");
    }
    for typed in ["chonqing", "cqq", "qc", "choqing", "重x"] {
        assert!(!finds(typed, "重庆"), "{typed}");
    }
    assert!(finds("xian", "西安") && finds("xa", "西安") && finds("xian", "先"));
    assert!(
        finds("slqy ac", "示例企业 AC") && finds("slqyac", "示例企业 AC"),
        "Latin letters among them stand for themselves"
    );
}

#[test]
fn s4_several_words_in_whichever_text() {
    let texts = ["车联网数据合规平台", "Harbour Robotics", "专员甲"];
    for typed in ["harb 车联", "zyj clw", "平台 robo 甲"] {
        assert!(Words::of(typed).are_in(&texts), "{typed}");
    }
    assert!(!Words::of("harb 船").are_in(&texts));
}

#[test]
fn s5_the_best_first() {
    use Quality::{Exact, Inside, Prefix, Sound, SoundPrefix, Typo, WordStart};
    for (typed, text, wanted) in [
        ("重庆", "重庆", Exact),
        ("重庆", "重庆中心", Prefix),
        ("data", "Big data hub", WordStart),
        ("AC", "示例企业AC", WordStart),
        ("庆", "重庆", Inside),
        ("cq", "重庆中心", SoundPrefix),
        ("cq", "驻重庆", Sound),
        ("harbuor", "Harbour", Typo),
    ] {
        assert_eq!(quality(typed, text), Some(wanted), "{typed} in {text}");
    }
    assert_eq!(quality("x", "重庆"), None);
    assert_eq!(quality("重庆 x", "重庆"), None);
    assert_eq!(quality("重庆 data", "重庆 data"), Some(WordStart), "as well as the word found worst");
}

#[test]
fn s5_what_is_marked_is_what_was_found() {
    let marked = |typed: &str, text: &str| {
        let pieces = Words::of(typed).marked(text);
        assert_eq!(pieces.iter().map(|(piece, _)| piece.as_str()).collect::<String>(), text, "nothing is lost");
        pieces.into_iter().filter(|(_, found)| *found).map(|(piece, _)| piece).collect::<Vec<_>>()
    };
    assert_eq!(marked("cq", "驻重庆办事处"), ["重庆"]);
    assert_eq!(marked("企业ac", "示例企业 AC"), ["企业 AC"]);
    assert_eq!(marked("harbuor", "Clear Harbour Ltd"), ["Harbour"]);
    assert_eq!(marked("数据 车联", "车联网数据"), ["车联", "数据"]);
    assert_eq!(marked("车联 联网", "车联网"), ["车联", "网"]);
    assert!(marked("x", "重庆").is_empty());
}

#[test]
fn s6_slips_of_the_hand() {
    for typed in ["harbuor", "harbor", "harbourr", "hrabour", "haarbour", "ahrbour", "habr"] {
        assert!(finds(typed, "Clear Harbour"), "{typed}");
    }
    for typed in ["semicnoductros", "semiconducters", "semconductr"] {
        assert!(finds(typed, "Stone Semiconductors"), "two slips: {typed}");
    }
    for typed in ["barbour", "hbr", "harxxr", "ourhab", "herber", "123456x"] {
        assert!(!finds(typed, "Harbour"), "{typed}");
    }
    assert!(!finds("2023120", "20231280"), "a number is meant as it is typed");
}

#[test]
fn s3_a_text_made_to_be_slow_is_not() {
    let text = "安那".repeat(5_000);
    let typed = format!("{}x", "an".repeat(59));
    assert!(!finds(&typed, &text));
    assert!(finds(&"a".repeat(10_000), &"a".repeat(9_000)), "a word is looked for by its first 120 characters");
}

proptest! {
    #[test]
    fn s1_every_part_of_a_text_finds_it(text in "\\PC{1,24}", from in 0_usize..24, len in 1_usize..24) {
        let part: String = text.chars().skip(from).take(len).collect();
        prop_assert!(finds(&part, &text), "{part:?} in {text:?}");
        let all: String = Words::of(&part).marked(&text).into_iter().map(|(piece, _)| piece).collect();
        prop_assert_eq!(all, text);
    }

    #[test]
    fn s2_the_readings_of_a_text_find_it(chars in prop::collection::vec((gb2312(), any::<prop::sample::Index>(), 0_u8..4), 1..10)) {
        let text: String = chars.iter().map(|(c, ..)| c).collect();
        let mut typed = String::new();
        for (c, which, how) in &chars {
            let all: Vec<&str> = c.to_pinyin_multi().unwrap().into_iter().map(|reading| reading.plain()).filter(|reading| reading.is_ascii()).collect();
            let reading = if all.is_empty() { c.to_pinyin().unwrap().plain() } else { which.get(&all) };
            match how {
                0 | 1 => typed.push_str(reading),
                2 => typed.extend(reading.chars().next()),
                _ => typed.push(*c),
            }
        }
        prop_assert!(finds(&typed, &text), "{typed} reads {text}");
        prop_assert!(finds(&typed, &format!("上海{text}")), "{typed} inside");
        prop_assert_ne!(quality(&typed, &text), None);
    }

    #[test]
    fn s1_nothing_typed_breaks_it(typed in any::<String>(), text in any::<String>()) {
        let words = Words::of(&typed);
        let found = words.are_in(&[&text]);
        prop_assert!(words.is_empty() || found == words.quality(&Key::of(&[&text])).is_some());
        let all: String = words.marked(&text).into_iter().map(|(piece, _)| piece).collect();
        prop_assert_eq!(all, text);
    }
}
