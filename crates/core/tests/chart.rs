//! SPEC "Chart".
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::chart::{boxes, boxes_apart};
use landfall_core::model::{Day, Lang, Localized};
use landfall_core::published::{Event, Place, Position, Published, parse};
use landfall_core::view::chart::{
    Chart, ChartInput, ChartWords, MastEnd, Rect, Setting, TallChart, Window, reach_of, spread, tall_chart, text_width,
    wide_chart, wrap,
};
use proptest::prelude::*;

const SHIPPED: &str = include_str!("../../../public/data/published.json");
const LANGS: [Lang; 2] = [Lang::ZhCn, Lang::En];

fn words(lang: Lang) -> ChartWords {
    let text = |zh: &str, en: &str| Localized::new(zh, en).get(lang).to_owned();
    ChartWords {
        end_not_stated: text("结束日期未载", "end not stated"),
        inferred: text("空心站点：所属季次为推断", "Hollow stops: that they belong to this season is inferred"),
        no_events: text("{months}没有公布的活动", "{months}: no published events"),
        today: text("今天", "Today"),
    }
}

fn wide(data: &Published, lang: Lang, width: f64, hero: bool) -> Chart {
    let setting = if hero { Setting::Hero } else { Setting::Page };
    let window = Window::year(data.year);
    wide_chart(&ChartInput { data, lang, width, words: &words(lang), window, today: None, setting })
}

fn tall(data: &Published, lang: Lang, width: f64) -> TallChart {
    let window = Window::year(data.year);
    tall_chart(&ChartInput { data, lang, width, words: &words(lang), window, today: None, setting: Setting::Hero })
}

fn tall_boxes(chart: &TallChart) -> Vec<(String, Rect)> {
    let mut out: Vec<(String, Rect)> = Vec::new();
    out.extend(chart.labels.iter().map(|label| (format!("label {}", label.event), label.bounds)));
    out.extend(chart.waypoints.iter().map(|disc| (format!("disc {}", disc.text), disc.bounds)));
    out.extend(chart.folds.iter().map(|fold| (format!("fold {}", fold.first), fold.bounds)));
    for mast in &chart.masts {
        out.extend(mast.names.iter().map(|name| (format!("stop {}", name.text), name.bounds)));
    }
    out
}

fn shipped() -> Published {
    parse(SHIPPED).unwrap()
}

#[test]
fn ch1_distance_is_a_square_root() {
    for (km, reach) in [(0.0, 0.0), (-3.0, 0.0), (100.0, 0.1), (2_500.0, 0.5), (10_000.0, 1.0)] {
        assert!((reach_of(km) - reach).abs() < 1e-9);
    }
}

#[test]
fn ch4_a_mast_is_as_wide_as_its_days() {
    let chart = wide(&shipped(), Lang::ZhCn, 1440.0, true);
    let ends: Vec<MastEnd> = chart.masts.iter().map(|mast| mast.end).collect();
    assert_eq!(ends, [MastEnd::Known, MastEnd::Unknown, MastEnd::Known]);
    let edge = chart.masts[0].edge.unwrap();
    let day = (chart.zebra_span.1 - chart.zebra_span.0) / 365.0;
    assert!((edge.x1 - chart.masts[0].x - 10.0 * day).abs() < 0.2, "ten days");
    assert_eq!(chart.masts[1].edge, None, "an end that is not stated has no edge");
    let inferred: Vec<bool> = chart.masts.iter().map(|mast| mast.spars.iter().all(|spar| spar.inferred)).collect();
    assert_eq!(inferred, [false, true, false]);
}

#[test]
fn ch5_near_stops_are_spread() {
    assert_eq!(spread(&[10.0, 20.0, 22.0, 90.0], 18.0, 0.0, 200.0), [0.0, 18.0, 36.0, 90.0].map(|y: f64| y.max(0.0)));
    assert_eq!(spread(&[50.0], 18.0, 0.0, 200.0), [50.0]);
    assert_eq!(spread(&[100.0, 100.0], 18.0, 0.0, 200.0), [91.0, 109.0]);
    assert_eq!(spread(&[199.0, 200.0], 18.0, 0.0, 200.0), [182.0, 200.0]);
    assert!(spread(&[], 18.0, 0.0, 200.0).is_empty());
    let chart = wide(&shipped(), Lang::ZhCn, 1440.0, true);
    let heights: Vec<f64> = chart.masts[1].spars.iter().map(|spar| spar.y).collect();
    assert!(heights.windows(2).all(|pair| pair[1] - pair[0] >= 17.99), "{heights:?}");
}

#[test]
fn ch6_a_season_at_home_goes_on_after_the_year() {
    let chart = wide(&shipped(), Lang::ZhCn, 1440.0, true);
    assert_eq!(chart.bars.len(), 1);
    assert_eq!(chart.bars[0].event, "2023-ciie");
    assert!(chart.bars[0].beyond.is_some());
}

#[test]
fn ch7_waypoints_are_numbered_in_time_and_merge_when_they_touch() {
    let numbers = |width: f64| -> Vec<String> {
        wide(&shipped(), Lang::En, width, true).waypoints.into_iter().map(|disc| disc.text).collect()
    };
    assert_eq!(numbers(1440.0), ["1", "2", "3", "4", "5"]);
    assert_eq!(numbers(420.0), ["1", "2", "3", "4–5"]);
}

#[test]
fn ch8_the_promise_and_the_cases_stand_on_the_chart_where_there_is_room() {
    for lang in LANGS {
        for width in [1200.0, 1280.0, 1366.0, 1440.0, 1920.0] {
            let chart = wide(&shipped(), lang, width, true);
            assert!(chart.promise.is_some(), "promise at {width}");
            assert_eq!(chart.cases.len(), 2, "cases at {width}");
            assert!(wide(&shipped(), lang, width, false).promise.is_none());
        }
        assert!(wide(&shipped(), lang, 1000.0, true).promise.is_none());
    }
    let mut early = shipped();
    early.events[0].start = Day::new(2023, 1, 9).unwrap();
    assert!(wide(&early, Lang::En, 1440.0, true).promise.is_none(), "a mast stands where the promise would");
}

#[test]
fn ch9_no_label_collides_at_any_width() {
    for lang in LANGS {
        for hero in [true, false] {
            let mut width = 600.0;
            while width <= 1920.0 {
                let chart = wide(&shipped(), lang, width, hero);
                boxes_apart(&boxes(&chart), chart.width, chart.height);
                width += 20.0;
            }
        }
    }
}

#[test]
fn ch9_every_event_has_its_label_from_900() {
    for lang in LANGS {
        let mut width = 900.0;
        while width <= 1920.0 {
            let chart = wide(&shipped(), lang, width, true);
            let missing: Vec<&str> = ["2023-overseas-1", "2023-overseas-2", "2023-mosu", "2023-ciie", "2023-hangzhou"]
                .into_iter()
                .filter(|id| !chart.labels.iter().any(|label| label.event == *id))
                .collect();
            assert!(missing.is_empty(), "{missing:?} without a label at {width} in {lang:?}");
            let unnamed = chart.masts.iter().flat_map(|mast| &mast.spars).filter(|spar| spar.name.is_none()).count();
            assert_eq!(unnamed, 0, "stops without a name at {width} in {lang:?}");
            width += 20.0;
        }
    }
}

#[test]
fn ch10_lines_are_broken_at_words_and_punctuation() {
    let lines = wrap("数字经济生态合作大会 数链沪杭 智绘未来", 14.0, false, 230.0);
    assert_eq!(lines, ["数字经济生态合作大会", "数链沪杭 智绘未来"]);
    let lines = wrap("首个“出海”团组，区委书记曹立强带队；两站均办全球推介会", 14.0, false, 250.0);
    assert!(lines.len() == 2 && !lines[1].starts_with(['，', '；', '”']), "{lines:?}");
    assert_eq!(wrap("Led by mayor Zhong", 14.0, false, 20.0), ["Led", "by", "mayor", "Zhong"]);
    assert_eq!(wrap("全球推介 · 第二季", 15.0, true, 100.0), ["全球推介 ·", "第二季"]);
    assert!(wrap("", 14.0, false, 100.0).is_empty());
    let parts = wrap("in Llanfairpwllgwyngyllgogerychwyr again", 14.0, false, 120.0);
    assert!(parts.iter().all(|line| text_width(line, 14.0, false) <= 120.0), "{parts:?}");
    assert_eq!(parts.concat().replace(' ', ""), "inLlanfairpwllgwyngyllgogerychwyragain");
    for line in wrap("投资上海·全国行（杭州站）数字经济", 14.0, true, 60.0) {
        assert!(!line.starts_with(['）', '·']) && !line.ends_with('（'), "{line}");
        assert!(text_width(&line, 14.0, true) <= 60.0, "{line}");
    }
}

#[test]
fn ch11_nothing_collides_on_a_phone() {
    for lang in LANGS {
        let mut width = 320.0;
        while width <= 600.0 {
            let chart = tall(&shipped(), lang, width);
            boxes_apart(&tall_boxes(&chart), chart.width, chart.height);
            assert_eq!(chart.labels.len(), 5);
            width += 10.0;
        }
    }
}

#[test]
fn ch11_long_names_and_titles_stand_in_nobodys_way() {
    let mut data = shipped();
    for event in &mut data.events {
        event.title = Localized::new("名字长得出奇的推介活动".repeat(6), "extraordinarylongname".repeat(5));
        for place in &mut event.places {
            place.name = Localized::new("某".repeat(31), "Llanfairpwllgwyngyllgogerychwyr");
        }
    }
    for lang in LANGS {
        for width in [320.0, 360.0, 390.0, 480.0, 599.0] {
            let chart = tall(&data, lang, width);
            boxes_apart(&tall_boxes(&chart), chart.width, chart.height);
            assert_eq!(chart.labels.len(), 5);
        }
    }
}

#[test]
fn ch12_empty_months_fold() {
    let folds = |data: &Published| -> Vec<(String, String)> {
        tall(data, Lang::En, 390.0).folds.into_iter().map(|fold| (fold.first, fold.last)).collect()
    };
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(folds(&shipped()), [pair("Jan", "Mar"), pair("May", "Jul")]);
    let mut none = shipped();
    none.events.clear();
    assert_eq!(folds(&none), [pair("Jan", "Dec")]);
}

#[test]
fn ch13_events_of_other_years_are_not_drawn() {
    let mut data = shipped();
    data.year = 2024;
    let chart = wide(&data, Lang::ZhCn, 1440.0, true);
    assert!(chart.waypoints.is_empty() && chart.labels.is_empty() && chart.masts.is_empty());
    assert!(tall(&data, Lang::ZhCn, 390.0).labels.is_empty());
    // One that began the year before and ends in this one begins at the edge.
    data.events[0].start = Day::new(2023, 12, 20).unwrap();
    data.events[0].end = Some(Day::new(2024, 1, 10).unwrap());
    let chart = wide(&data, Lang::ZhCn, 1440.0, false);
    assert!((chart.masts[0].x - chart.zebra_span.0).abs() < 0.1);
}

#[test]
fn ch13_a_year_without_events_is_still_a_chart() {
    let mut data = shipped();
    data.events.clear();
    data.cases.clear();
    for width in [390.0, 600.0, 1440.0] {
        let chart = wide(&data, Lang::En, width, true);
        assert!(chart.labels.is_empty() && chart.height > 300.0 && !chart.marks.is_empty());
    }
}

#[test]
fn ch11_a_long_stop_name_clears_the_disc_it_belongs_to() {
    // A near stop with a long name once reached into its own event's disc, where the shore bulges to the right.
    for days in 0..365 {
        let mut data = shipped();
        let first = Day::new(2023, 1, 1).unwrap();
        data.events.truncate(3);
        for (event, start) in data.events.iter_mut().zip([0, days, 356]) {
            event.start = first.plus(start);
            event.end = None;
            event.places.truncate(1);
        }
        data.events[0].places.clear();
        for event in &mut data.events[1..] {
            event.places[0].name = Localized::new("某个很远的地方", "Aaaaaaaaaaaaaaa");
            event.places[0].position = Some(Position { lat: 31.976_329_994_421_103, lon: 119.594_713_575_894_4 });
        }
        let chart = tall(&data, Lang::En, 390.0);
        boxes_apart(&tall_boxes(&chart), chart.width, chart.height);
    }
}

fn any_event() -> impl Strategy<Value = Event> {
    let place =
        (-80.0..80.0f64, -179.0..179.0f64, any::<bool>(), "[A-Z][a-z]{2,16}").prop_map(|(lat, lon, inferred, name)| {
            Place {
                name: Localized::new("某个很远的地方", name),
                country: None,
                measured_to: None,
                position: Some(Position { lat, lon }),
                inferred,
            }
        });
    (-40..400i32, prop::option::of(0..60i32), prop::collection::vec(place, 0..9)).prop_map(|(start, days, places)| {
        let first = Day::new(2023, 1, 1).unwrap();
        Event {
            id: String::new(),
            kind: "overseas".to_owned(),
            title: Localized::new("一场有相当长名字的推介活动", "A promotion with quite a long name of its own"),
            caption: Some(Localized::new("一句说明，长短不一", "A sentence that explains it at some length")),
            season: None,
            start: first.plus(start),
            end: days.map(|days| first.plus(start + days)),
            places,
            led_by: None,
            theme: None,
            notes: Vec::new(),
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn ch9_any_year_of_thirty_events_can_be_drawn(
        mut events in prop::collection::vec(any_event(), 0..30), width in 390.0..1920.0f64, zh: bool, hero: bool,
    ) {
        events.sort_by_key(|event| event.start);
        for (i, event) in events.iter_mut().enumerate() {
            event.id = i.to_string();
        }
        let lang = if zh { Lang::ZhCn } else { Lang::En };
        let data = Published { events, ..shipped() };
        let chart = wide(&data, lang, width, hero);
        boxes_apart(&boxes(&chart), chart.width, chart.height);
        let chart = tall(&data, lang, width.min(600.0));
        boxes_apart(&tall_boxes(&chart), chart.width, chart.height);
    }
}
