//! SPEC "Embedding".
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::chart::{boxes, boxes_apart};
use landfall_core::embed::{
    Accent, Configure, FromHost, LIMIT, Next, Params, Refusal, Resize, Rgb, Storage, ToHost, Tone, View, origin,
    pinned, read,
};
use landfall_core::model::Lang;
use landfall_core::published::{Published, parse};
use landfall_core::view::chart::{ChartInput, ChartWords, Setting, Window, wide_chart};
use landfall_core::view::visitor_lists::{case_columns, place_lines};

const SHIPPED: &str = include_str!("../../../public/data/published.json");
const TOKENS: &str = include_str!("../../../style/tokens.css");

fn shipped() -> Published {
    parse(SHIPPED).unwrap()
}

#[test]
fn em1_parameters_are_read_and_what_is_none_is_not_there() {
    let all = "?embed=1&view=board&lang=en&theme=dark&accent=0A6872&chrome=0&parentOrigin=https%3A%2F%2Fportal.example";
    let read = Params::parse(all);
    assert_eq!((read.embed, read.view, read.lang), (Some(true), Some(View::Board), Some(Lang::En)));
    assert_eq!((read.theme, read.accent, read.chrome), (Some(Tone::Dark), Some(Rgb([10, 104, 114])), Some(false)));
    assert_eq!(read.parent_origin.as_deref(), Some("https://portal.example"));
    for word in ["timeline", "indicators", "map", "cases", "board"] {
        assert!(Params::parse(&format!("?view={word}")).view.is_some(), "{word}");
    }
    let wrong = "?embed=yes&view=Timeline&lang=fr&theme=red&accent=12345&chrome=2&parentOrigin=null&x=%&=&&y";
    assert_eq!(Params::parse(wrong), Params::default());
    assert_eq!(Params::parse(""), Params::default());
    assert_eq!(Params::parse("?embed=1&embed=0").embed, Some(false));
}

#[test]
fn em2_a_frame_is_for_visitors_unless_it_says_otherwise() {
    for (search, framed, embedded) in [
        ("", false, false),
        ("", true, true),
        ("?embed=1", false, true),
        ("?embed=0", true, false),
        ("?embed=2", true, true),
    ] {
        assert_eq!(Params::parse(search).is_embedded(framed), embedded, "{search} {framed}");
    }
}

#[test]
fn em3_header_and_navigation() {
    for (search, shown) in [("", true), ("?embed=1", false), ("?embed=1&chrome=1", true), ("?chrome=0", false)] {
        assert_eq!(Params::parse(search).shows_chrome(), shown, "{search}");
    }
}

/// The values of a token: the light one, then the dark ones.
fn token(name: &str) -> Vec<Rgb> {
    let start = format!("--{name}: ");
    let values = TOKENS.split(&start).skip(1).filter_map(|rest| rest.split_once('#')?.1.get(..6));
    values.filter_map(Rgb::parse).collect()
}

#[test]
fn em4_the_apps_own_colours_would_do_and_weak_ones_do_not() {
    let both = |name: &str| {
        let values = token(name);
        (values[0], values[1])
    };
    // What the app itself uses passes, so the grounds here are those of the stylesheet.
    let (teal, teal_dark) = both("teal");
    let (navy, navy_dark) = both("navy");
    assert_eq!(Accent::of(teal).teal[0], Some(teal));
    assert_eq!(Accent::of(teal_dark).teal[1], Some(teal_dark));
    assert_eq!(Accent::of(navy).navy[0], Some(navy));
    assert_eq!(Accent::of(navy_dark).navy[1], Some(navy_dark));
    let grounds = ["paper", "surface", "sunken", "water-1", "water-2", "water-3", "teal-tint", "land"];
    for ground in grounds {
        let (light, dark) = both(ground);
        let colours = [0x00_33_66_u32, 0x8A_1C_1C, 0x0A_68_72, 0x6B_6B_6B, 0x99_CC_FF, 0xFF_D7_00];
        for colour in colours.map(|n| Rgb([(n >> 16) as u8, (n >> 8) as u8, n as u8])) {
            let accent = Accent::of(colour);
            assert!(accent.teal[0].is_none() || colour.contrast(light) >= 4.5, "{colour:?} on {ground}");
            assert!(accent.teal[1].is_none() || colour.contrast(dark) >= 4.5, "{colour:?} on dark {ground}");
        }
    }
    let yellow = Accent::of(Rgb::parse("FFD700").unwrap());
    assert_eq!((yellow.teal[0], yellow.navy[0]), (None, None));
    assert!(yellow.teal[1].is_some() && yellow.navy[1].is_some());
    assert!((Rgb([0; 3]).contrast(Rgb([255; 3])) - 21.0).abs() < 1e-9);
    assert_eq!(Rgb::parse("#00ff7F").map(Rgb::css).as_deref(), Some("#00ff7f"));
    for wrong in ["", "fff", "0A68721", "0A687G", "+A6872", "红红", "#", "##0A687"] {
        assert_eq!(Rgb::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn em5_an_origin_is_exact() {
    for (text, expected) in [
        ("https://portal.example", Some("https://portal.example")),
        ("https://Portal.Example/", Some("https://portal.example")),
        ("https://portal.example:443", Some("https://portal.example")),
        ("http://portal.example:443", Some("http://portal.example:443")),
        ("http://10.0.0.7:8080", Some("http://10.0.0.7:8080")),
        ("http://[::1]:8080", Some("http://[::1]:8080")),
        ("http://[::1]", Some("http://[::1]")),
        ("null", None),
        ("*", None),
        ("", None),
        ("https://", None),
        ("https://portal.example/path", None),
        ("https://user@portal.example", None),
        ("https://portal.example:0", None),
        ("https://portal.example:+80", None),
        ("https://portal.example:", None),
        ("ftp://portal.example", None),
        ("javascript:alert(1)", None),
        ("https://portal.example evil", None),
        ("https://门户.example", None),
    ] {
        assert_eq!(origin(text).as_deref(), expected, "{text}");
    }
    assert_eq!(origin(&format!("https://{}", "a".repeat(400))), None);
    let chosen = |asked, ancestor, referrer| pinned(asked, ancestor, referrer);
    let portal = Some("https://portal.example".to_owned());
    assert_eq!(chosen(Some("https://portal.example"), Some("https://other.example"), ""), portal);
    assert_eq!(chosen(None, Some("https://portal.example"), "https://other.example/a"), portal);
    assert_eq!(chosen(None, None, "https://portal.example/a?b#c"), portal);
    assert_eq!(chosen(None, Some("null"), "https://portal.example/a"), None);
    assert_eq!(chosen(Some("null"), None, ""), None);
}

fn ask(text: &str) -> Result<FromHost, Refusal> {
    read(text, &mut None)
}

fn message(rest: &str) -> String {
    format!("{{\"app\":\"landfall\",\"v\":1{rest}}}")
}

#[test]
fn em6_messages_are_read() {
    let configure = ask(&message(",\"type\":\"configure\",\"theme\":\"dark\",\"lang\":\"en\",\"accent\":\"003366\""));
    let expected =
        Configure { theme: Some(Tone::Dark), lang: Some(Lang::En), accent: Some(Some(Rgb([0, 0x33, 0x66]))) };
    assert_eq!(configure, Ok(FromHost::Configure(expected)));
    let own_colours = Configure { accent: Some(None), ..Configure::default() };
    assert_eq!(ask(&message(",\"type\":\"configure\",\"accent\":\"\"")), Ok(FromHost::Configure(own_colours)));
    let to = |hash: &str| ask(&message(&format!(",\"type\":\"navigate\",\"hash\":\"{hash}\"")));
    assert_eq!(to("#/timeline?event=a%20b"), Ok(FromHost::Navigate("#/timeline?event=a%20b".to_owned())));
    assert_eq!(
        ask(&message(",\"type\":\"load\",\"data\":{\"schema\":1}")),
        Ok(FromHost::Load("{\"schema\":1}".to_owned()))
    );
    assert_eq!(ask(&message(",\"type\":\"load\",\"data\":\"x\"")), Ok(FromHost::Load("x".to_owned())));
    // What others say on the same page is not ours to answer.
    for foreign in ["", "1", "null", "[]", "{}", "{\"app\":\"other\",\"v\":1}", "landfall", "{\"app\":[\"landfall\"]}"]
    {
        assert_eq!(ask(foreign), Err(Refusal::Foreign), "{foreign}");
        assert_eq!(Refusal::Foreign.code(), None);
    }
}

#[test]
fn em7_what_is_wrong_changes_nothing() {
    let to = |hash: &str| message(&format!(",\"type\":\"navigate\",\"hash\":\"{hash}\""));
    for (text, refusal) in [
        ("{\"app\":\"landfall\",\"v\":2,\"type\":\"navigate\"}".to_owned(), Refusal::Version),
        ("{\"app\":\"landfall\",\"type\":\"navigate\"}".to_owned(), Refusal::Version),
        (message(""), Refusal::Unknown),
        (message(",\"type\":\"erase\""), Refusal::Unknown),
        // What the app itself says, sent back to it.
        (ToHost::Ready(Storage::None).json(), Refusal::Unknown),
        (ToHost::Resize(800).json(), Refusal::Unknown),
        (ToHost::Error("x").json(), Refusal::Unknown),
        (message(",\"type\":\"configure\",\"theme\":\"dark\",\"lang\":7"), Refusal::Malformed),
        (message(",\"type\":\"configure\",\"theme\":\"pink\""), Refusal::Malformed),
        (message(",\"type\":\"configure\",\"accent\":\"red;x:url(//a)\""), Refusal::Malformed),
        (message(",\"type\":\"navigate\""), Refusal::Malformed),
        (message(",\"type\":\"load\",\"data\":[]"), Refusal::Malformed),
        (message(",\"type\":\"configure\",\"n\":-1"), Refusal::Malformed),
        (to("#/board"), Refusal::Address),
        (to("#/lead/A"), Refusal::Address),
        (to("#/data"), Refusal::Address),
        (to("#/nowhere"), Refusal::Address),
        (to("javascript:alert(1)"), Refusal::Address),
        (to("https://evil.example/#/timeline"), Refusal::Address),
        (to("/timeline"), Refusal::Address),
        (to(&format!("#/timeline?q={}", "x".repeat(3_000))), Refusal::Address),
        (message(&format!(",\"type\":\"load\",\"data\":\"{}\"", "x".repeat(LIMIT))), Refusal::TooLarge),
    ] {
        let mut seen = Some(4);
        assert_eq!(read(&text, &mut seen), Err(refusal), "{}", &text[..text.len().min(90)]);
        assert_eq!(seen, Some(4));
    }
    let deep = message(&format!(",\"type\":\"load\",\"data\":{}{}", "{\"a\":".repeat(5_000), "}".repeat(5_000)));
    assert_eq!(ask(&deep), Err(Refusal::Foreign));
}

#[test]
fn em8_a_number_is_taken_once() {
    let mut seen = None;
    let mut numbered = |n: &str| read(&message(&format!(",\"type\":\"navigate\",\"hash\":\"#/cases\"{n}")), &mut seen);
    assert!(numbered(",\"n\":1").is_ok());
    assert_eq!(numbered(",\"n\":1"), Err(Refusal::Replayed));
    assert!(numbered(",\"n\":7").is_ok());
    assert_eq!(numbered(",\"n\":3"), Err(Refusal::Replayed));
    // Whoever counts nothing is heard each time.
    assert!(numbered("").is_ok());
    assert_eq!(numbered(",\"n\":7"), Err(Refusal::Replayed));
    assert_eq!(Refusal::Replayed.code(), None);
}

#[test]
fn em9_heights_are_told_seldom_and_never_in_a_loop() {
    let mut heights = Resize::default();
    assert_eq!(heights.next(800, 700, 0), Next::Tell);
    assert_eq!(heights.next(801, 700, 500), Next::Nothing);
    assert_eq!(heights.next(802, 700, 500), Next::Tell);
    assert_eq!(heights.next(900, 700, 540), Next::Wait(60));
    assert_eq!(heights.next(900, 700, 600), Next::Tell);
    // Back to what it was, at the same width: somebody closed what they had opened.
    assert_eq!(heights.next(802, 700, 800), Next::Tell);
    // A host that does as it is told, and a scroll bar that narrows the page by 15: no more than one message.
    let mut heights = Resize::default();
    let (mut frame, mut told, mut now) = (300, 0, 0);
    for _ in 0..100 {
        now += 100;
        let width = if frame < 800 { 685 } else { 700 };
        let height = if frame < 800 { 820 } else { 800 };
        if heights.next(height, width, now) == Next::Tell {
            frame = height;
            told += 1;
        }
    }
    assert!(told <= 2, "{told}");
    // The other way round: wide it needs more, and then it does not fit.
    let mut heights = Resize::default();
    let (mut frame, mut told, mut now) = (700, 0, 0);
    for _ in 0..100 {
        now += 100;
        let (height, width) = if frame < 820 { (800, 685) } else { (810, 700) };
        if heights.next(height, width, now) == Next::Tell {
            frame = height;
            told += 1;
        }
    }
    assert!(told <= 2, "{told}");
    // At most ten a second, whatever happens.
    let mut heights = Resize::default();
    let told = (0..1_000_u64).filter(|now| heights.next(500 + (*now as u32) * 7, 700, *now) == Next::Tell).count();
    assert_eq!(told, 10);
}

#[test]
fn em10_the_chart_has_no_labels_and_nothing_collides() {
    let data = shipped();
    for lang in [Lang::ZhCn, Lang::En] {
        for width in [600.0, 720.0, 899.0, 900.0, 1_200.0, 1_600.0] {
            let words = ChartWords::default();
            let (window, setting) = (Window::year(data.year), Setting::Embed);
            let chart =
                wide_chart(&ChartInput { data: &data, lang, width, words: &words, window, today: None, setting });
            assert!(chart.labels.is_empty() && chart.rules.is_empty());
            assert_eq!(chart.waypoints.iter().map(|disc| disc.events.len()).sum::<usize>(), data.events.len());
            assert!(chart.height <= 340.0, "{}", chart.height);
            boxes_apart(&boxes(&chart), width, chart.height);
            let (top, _) = chart.zebra;
            assert!(chart.waypoints.iter().all(|disc| disc.bounds.bottom <= top), "discs stand over the zebra scale");
        }
    }
}

#[test]
fn em11_places_by_distance() {
    let names: Vec<String> = place_lines(&shipped(), Lang::En).into_iter().map(|place| place.name).collect();
    let at = |name: &str| names.iter().position(|found| found == name).unwrap();
    assert!(at("Hangzhou") < at("Hong Kong, China") && at("Hong Kong, China") < at("Singapore"));
    assert!(at("Singapore") < at("France"), "{names:?}");
    let mut data = shipped();
    let again = data.events[0].places[0].clone();
    data.events[2].places.push(again);
    data.events[0].places[1].position = None;
    let places = place_lines(&data, Lang::ZhCn);
    let singapore = places.iter().find(|place| place.name == "新加坡").unwrap();
    assert_eq!(singapore.events.len(), 2);
    let last = places.last().unwrap();
    assert_eq!((last.name.as_str(), last.unmeasured, &last.distance), ("中国香港", true, &None));
    assert!(!places[0].unmeasured && places[0].distance.is_none(), "at home there is nothing to measure");
}

#[test]
fn em12_cases_by_topic() {
    let mut data = shipped();
    data.cases.rotate_left(1);
    let columns = case_columns(&data, Lang::En);
    let topics: Vec<Option<&str>> = columns.iter().map(|column| column.topic.as_deref()).collect();
    assert_eq!(topics, [Some("Connected vehicles"), None]);
    assert_eq!(columns[1].cards[0].tag.as_deref(), Some("repeat investment"));
    assert_eq!(columns[0].cards[0].when.as_deref(), Some("2023"));
    data.cases.clear();
    assert!(case_columns(&data, Lang::En).is_empty());
}
