//! SPEC TL5–TL17: events in their lanes, leads and landings, the overview.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::collections::BTreeSet;

use common::{day, published, published_workspace as workspace};
use landfall_core::document::{Command, Document};
use landfall_core::model::{Collection, Day, Lang, RecordId};
use landfall_core::query::Filter;
use landfall_core::view::event::leads_by_event;
use landfall_core::view::timeline::{
    Form, Group, Lanes, LanesBy, Layout, Leads, Show, Span, Timeline, TimelineInput, TimelineWords, bands, chosen,
    extent, marks, neighbour, overview, piles, seals, window,
};
use landfall_core::view::{Query, Route};
use proptest::prelude::*;
use serde_json::{Value, json};

fn words() -> TimelineWords {
    TimelineWords {
        end_not_stated: "结束日期未载".to_owned(),
        led_by: "{name}带队".to_owned(),
        other: "其他".to_owned(),
    }
}

fn timeline_of(document: &Document, filter: &Filter, lanes: LanesBy, show: Show) -> Timeline {
    let words = words();
    let today = day("2023-12-08");
    let leads = leads_by_event(document.tables());
    let input =
        TimelineInput { filter, lanes, show, lang: Lang::ZhCn, today, home: None, words: &words, leads: &leads };
    Timeline::of(document.tables(), &input)
}

fn timeline(document: &Document) -> Timeline {
    timeline_of(document, &Filter::default(), LanesBy::Kind, Show::All)
}

fn event(document: &mut Document, fields: Value) -> RecordId {
    let fields = fields.as_object().unwrap().clone();
    let command = Command::Create { collection: Collection::Events, id: None, fields };
    document.dispatch(command, &common::context("2023-12-08")).unwrap().subject.unwrap()
}

fn asked(hash: &str) -> Filter {
    let (_, query): (Route, Query) = Route::parse(hash);
    Filter::from_query(&query)
}

#[test]
fn tl5_events_in_the_order_of_time_and_those_without_a_date_aside() {
    let mut document = workspace(1);
    event(&mut document, json!({"title_zh": "未定的", "kind": "event-kind/national"}));
    event(&mut document, json!({"title_zh": "早", "start": "1999-01-01", "end": "1999-01-02"}));
    let timeline = timeline(&document);
    let titles: Vec<&str> = timeline.items.iter().map(|item| item.title.as_str()).collect();
    assert_eq!(titles[0], "早");
    assert_eq!(
        &titles[1..],
        ["全球推介 · 第一季", "全球推介 · 第二季", "模速空间揭牌", "进博会招商季", "投资上海·全国行 杭州站"]
    );
    assert_eq!(timeline.undated.len(), 1);
    assert_eq!((timeline.all, timeline.counts), (7, (7, 4, 0)));
    let second = &timeline.items[2];
    assert_eq!((second.end, second.caption.as_str()), (None, "区长钟晓咏带队  结束日期未载"));
}

#[test]
fn tl6_lanes_follow_the_dictionary_the_distance_and_the_seasons() {
    let document = workspace(1);
    let names = |lanes| {
        let timeline = timeline_of(&document, &Filter::default(), lanes, Show::All);
        timeline.lanes.into_iter().map(|lane| (lane.name, lane.count)).collect::<Vec<_>>()
    };
    let pair = |name: &str, count| (name.to_owned(), count);
    assert_eq!(names(LanesBy::Kind), [pair("出海推介", 2), pair("国内推介", 1), pair("推介季", 1), pair("揭牌", 1)]);
    assert_eq!(names(LanesBy::Season), [pair("1", 1), pair("2", 1), pair("", 3)]);
    assert_eq!(names(LanesBy::Zone), [pair("", 5)]);
    let data = published();
    let (filter, words) = (Filter::default(), words());
    let home = Some(data.home.position);
    let today = day("2023-12-08");
    let input = TimelineInput {
        filter: &filter,
        lanes: LanesBy::Place,
        show: Show::All,
        lang: Lang::En,
        today,
        home,
        words: &words,
        leads: &leads_by_event(document.tables()),
    };
    let far: Vec<String> = Timeline::of(document.tables(), &input).lanes.into_iter().map(|lane| lane.name).collect();
    assert_eq!(far, ["Singapore", "Japan", "Hangzhou", "West Bund", "Xuhui"]);
    for lanes in LanesBy::ALL {
        assert_eq!(LanesBy::from_word(lanes.word()), lanes);
    }
}

#[test]
fn tl6_more_lanes_than_can_be_read_share_the_last_one() {
    let mut document = workspace(1);
    for n in 0..60 {
        event(
            &mut document,
            json!({"title_zh": format!("活动{n}"), "places_zh": format!("地{n:02}"), "start": "2023-05-01"}),
        );
    }
    let timeline = timeline_of(&document, &Filter::default(), LanesBy::Place, Show::All);
    assert_eq!((timeline.lanes.len(), timeline.items.len()), (24, 65));
    assert_eq!(timeline.lanes[23].name, "其他");
    assert_eq!(timeline.lanes.iter().map(|lane| lane.count).sum::<usize>(), 65);
}

#[test]
fn tl7_the_filter_is_the_boards_and_not_written_up_is_found() {
    let mut document = workspace(1);
    let over = event(
        &mut document,
        json!({"title_zh": "慕尼黑路演", "kind": "event-kind/overseas", "start": "2023-12-01", "end": "2023-12-07",
               "zone": "zone/zone-2", "places_zh": "慕尼黑\n斯图加特"}),
    );
    event(&mut document, json!({"title_zh": "今天的", "start": "2023-12-08", "end": "2023-12-08"}));
    event(&mut document, json!({"title_zh": "明天的", "start": "2023-12-09"}));
    let ids = |hash: &str, show| {
        timeline_of(&document, &asked(hash), LanesBy::Kind, show)
            .items
            .into_iter()
            .map(|item| item.id)
            .collect::<Vec<_>>()
    };
    assert_eq!(ids("#/events?zone=zone%2Fzone-2", Show::All), std::slice::from_ref(&over));
    assert_eq!(ids("#/events?place=%E6%96%AF%E5%9B%BE%E5%8A%A0%E7%89%B9", Show::All), std::slice::from_ref(&over));
    assert_eq!(ids("#/events?q=%E6%85%95%E5%B0%BC", Show::All), std::slice::from_ref(&over));
    assert_eq!(ids("#/events?place=singapore", Show::All), [RecordId::from("2023-overseas-1")]);
    assert_eq!(ids("#/events?kind=event-kind%2Foverseas", Show::All).len(), 3);
    // Four of the published events have a last day and nothing written about them; today's is not over yet.
    let not_written_up = ids("#/events", Show::NotWrittenUp);
    assert!(not_written_up.contains(&over) && not_written_up.len() == 4, "{not_written_up:?}");
    assert_eq!(ids("#/events", Show::Upcoming).len(), 1);
    let note = json!({"event": over.as_str(), "kind": "next-step", "text": "回访"});
    let fields = note.as_object().unwrap().clone();
    let command = Command::Create { collection: Collection::EventNotes, id: None, fields };
    document.dispatch(command, &common::context("2023-12-08")).unwrap();
    assert!(!timeline(&document).items.iter().any(|item| item.id == over && item.not_written_up));
}

/// A workspace with events at these days (offset from 2020-01-01, length or open), spread over the kinds.
fn with_events(events: &[(i32, Option<i32>)]) -> Timeline {
    let kinds = ["overseas", "national", "season", "launch", "round-table", "reception", "training"];
    let mut document = workspace(1);
    let first = day("2020-01-01");
    for (n, (offset, length)) in events.iter().enumerate() {
        let start = first.plus(*offset);
        let end = length.map(|length| start.plus(length).to_string());
        event(
            &mut document,
            json!({"title_zh": format!("活动 {n}"), "kind": format!("event-kind/{}", kinds[n % 3]),
                   "start": start.to_string(), "end": end.map_or(Value::Null, Value::from)}),
        );
    }
    timeline(&document)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// TL8: each event is drawn once. TL9: nothing covers anything. TL10: in the order of time.
    #[test]
    fn tl8_every_event_has_one_place_and_none_covers_another(
        events in proptest::collection::vec((0..1500_i32, proptest::option::weighted(0.8, 0..60_i32)), 0..120),
        zoom in -3.0_f64..4.0, rows in 2_usize..5,
    ) {
        let timeline = with_events(&events);
        let layout = Layout::of(&timeline, zoom.exp(), rows);
        let mut seen = BTreeSet::new();
        for placed in &layout.placed {
            for item in &placed.items {
                prop_assert!(seen.insert(*item));
                prop_assert_eq!(timeline.items[*item].lane, placed.lane);
            }
            prop_assert!(placed.form == Form::Group || placed.items.len() == 1);
            prop_assert!(placed.row < rows && (placed.form != Form::Full || placed.row + 1 < rows));
        }
        prop_assert_eq!(seen.len(), timeline.items.len());
        prop_assert!(layout.placed.windows(2).all(|pair| pair[0].items[0] < pair[1].items[0]));
        for (n, a) in layout.placed.iter().enumerate() {
            for b in &layout.placed[n + 1..] {
                let rows = |form, row| if form == Form::Full { row..=row + 1 } else { row..=row };
                let same = a.lane == b.lane && rows(a.form, a.row).any(|row| rows(b.form, b.row).contains(&row));
                prop_assert!(!same || b.x >= a.x + a.width - 6.5, "{a:?} {b:?}");
            }
        }
    }

    /// TL15: every lead entered is in one pile, whatever the zoom.
    #[test]
    fn tl15_every_lead_is_in_one_pile(days in proptest::collection::vec(0..4000_i32, 0..60), zoom in 0.0_f64..1.0) {
        use landfall_core::view::timeline::Entered;
        let first = day("2015-01-01");
        let mut days = days;
        days.sort_unstable();
        let entered: Vec<Entered> = days.iter().enumerate().map(|(n, offset)| Entered {
            day: first.plus(*offset), group: Group::Target, lead: RecordId::new(format!("{n:03}")), event: RecordId::default(),
        }).collect();
        let span = Span::of_days(first, first.plus(4000), 900.0);
        let span = if zoom < 0.3 { span } else { span.with_days(20_000.0 * zoom) };
        let (from, to) = span.seen();
        let inside = entered.iter().filter(|entry| entry.day >= from && entry.day <= to).count();
        let piles = piles(&entered, &span, 96.0, None);
        let counted: usize = piles.iter().map(|pile| pile.count).sum();
        prop_assert!(counted >= inside && counted <= entered.len());
        prop_assert!(piles.iter().all(|pile| pile.dots.is_empty() || pile.dots.len() == pile.count));
        prop_assert!(piles.windows(2).all(|pair| pair[0].x + pair[0].width <= pair[1].x + 0.01));
        prop_assert!(piles.iter().flat_map(|pile| &pile.dots).all(|dot| dot.y >= 0.0 && dot.y < 96.0));
    }
}

#[test]
fn tl9_ten_thousand_events_are_few_marks() {
    let events: Vec<(i32, Option<i32>)> = (0..3000).map(|n| (n * 7919 % 3650, Some(n % 4))).collect();
    let timeline = with_events(&events);
    for days in [30.0, 365.0, 3650.0] {
        let span = Span::of_days(day("2024-01-01"), day("2024-12-31"), 1000.0).with_days(days);
        let lanes = Lanes::of(timeline.lanes.len(), 440.0);
        let layout = Layout::of(&timeline, span.per_day(), lanes.rows);
        let marks = marks(&timeline, &layout, &lanes, &span, 200.0, Lang::ZhCn);
        assert!(marks.len() < 220, "{} at {days}", marks.len());
        assert!(marks.windows(2).all(|pair| pair[0].place < pair[1].place));
    }
}

#[test]
fn tl9_a_title_is_shown_only_where_those_after_it_keep_a_row() {
    let mut document = workspace(1);
    for (title, start) in
        [("第一场很长的名字", "2021-03-01"), ("第二场很长的名字", "2021-03-06"), ("第三场很长的名字", "2021-03-09")]
    {
        event(&mut document, json!({"title_zh": title, "kind": "event-kind/training", "start": start, "end": start}));
    }
    let timeline = timeline(&document);
    let forms = |per_day: f64| {
        let layout = Layout::of(&timeline, per_day, 2);
        layout.placed.iter().take(3).map(|placed| placed.form).collect::<Vec<_>>()
    };
    // Two begin under the first title, which would take one of two rows: it gives way.
    assert_eq!(forms(12.0), [Form::Bare, Form::Line, Form::Line]);
    assert_eq!(forms(60.0), [Form::Full; 3]);
}

#[test]
fn tl16_all_piles_in_sight_are_dots_or_all_are_bars() {
    use landfall_core::view::timeline::Entered;
    let at = |day: Day, n: usize| Entered {
        day,
        group: Group::Target,
        lead: RecordId::new(format!("{n:03}")),
        event: RecordId::default(),
    };
    let (few, many) = (day("2023-03-07"), day("2023-04-04"));
    let entered: Vec<Entered> = (0..2).map(|n| at(few, n)).chain((2..42).map(|n| at(many, n))).collect();
    let span = Span::of_days(day("2023-02-01"), day("2023-05-31"), 900.0);
    let both = piles(&entered, &span, 90.0, None);
    assert_eq!(
        both.iter().map(|pile| (pile.count, pile.dots.len(), pile.bar > 0.0)).collect::<Vec<_>>(),
        [(2, 0, true), (40, 0, true)]
    );
    let alone = piles(&entered[..2], &span, 90.0, None);
    assert_eq!((alone[0].dots.len(), alone[0].bar), (2, 0.0));
}

#[test]
fn tl11_a_long_event_keeps_its_label_in_sight_and_the_chosen_one_is_always_drawn() {
    let mut document = workspace(1);
    let long = event(
        &mut document,
        json!({"title_zh": "全年活动", "start": "2023-01-01", "end": "2023-12-31", "kind": "event-kind/training"}),
    );
    let timeline = timeline(&document);
    let lanes = Lanes::of(timeline.lanes.len(), 500.0);
    let span = Span::of_days(day("2023-06-01"), day("2023-08-31"), 920.0);
    let layout = Layout::of(&timeline, span.per_day(), lanes.rows);
    let marks = marks(&timeline, &layout, &lanes, &span, 0.0, Lang::ZhCn);
    let mark = marks.iter().find(|mark| mark.id == long).unwrap();
    assert!(mark.x < -1000.0 && (mark.x + mark.shift - 8.0).abs() < 1.0, "{mark:?}");
    let index = timeline.position(&long).unwrap();
    assert_eq!(chosen(&timeline, &layout, &lanes, &span, index, Lang::ZhCn).unwrap().place, index + 1);
    assert_eq!(neighbour(&timeline, Some(index), true), Some(index + 1));
    assert_eq!((neighbour(&timeline, None, false), neighbour(&timeline, Some(0), false)), (Some(5), Some(0)));
}

#[test]
fn tl13_a_season_without_an_end_has_no_edge() {
    let timeline = timeline(&workspace(1));
    let span = Span::of_days(day("2023-01-01"), day("2023-12-31"), 1000.0);
    let bands = bands(&timeline.seasons, &span, &|_| 80.0);
    assert_eq!(bands.len(), 3);
    assert_eq!(
        bands.iter().map(|band| (band.number, band.width.is_some())).collect::<Vec<_>>(),
        [(Some(1), true), (Some(2), false), (None, false)]
    );
}

#[test]
fn tl14_leads_by_week_and_landings_on_their_day() {
    let mut document = workspace(1);
    document.dispatch(common::load_sample(Lang::ZhCn, Vec::new()), &common::context("2023-12-08")).unwrap();
    let leads = Leads::of(document.tables(), &Filter::default(), &leads_by_event(document.tables()));
    assert_eq!(leads.entered.len(), 45);
    assert_eq!(leads.landings.len(), 5, "published cases have no date: they are not placed");
    let span = Span::of_days(day("2023-08-01"), day("2023-12-31"), 913.0);
    let event = RecordId::from("2023-hangzhou");
    let piles = piles(&leads.entered, &span, 120.0, Some(&event));
    assert!(piles.iter().all(|pile| pile.from.weekday() == 0 && pile.dots.len() == pile.count));
    let linked = piles.iter().flat_map(|pile| &pile.dots).filter(|dot| dot.linked).count();
    assert_eq!(linked, 7);
    let seals = seals(&leads.landings, &span, Lang::ZhCn);
    assert!(seals.iter().all(|seal| seal.sample && !seal.leads.is_empty()));
}

/// The timeline and the sheet of an event say the same of it.
#[test]
fn tl14_leads_count_where_the_sheet_counts_them() {
    use landfall_core::view::event::EventSheet;
    let mut document = workspace(1);
    document.dispatch(common::load_sample(Lang::ZhCn, Vec::new()), &common::context("2023-12-08")).unwrap();
    let leads = Leads::of(document.tables(), &Filter::default(), &leads_by_event(document.tables()));
    let items = timeline(&document).items;
    assert_eq!(items.iter().map(|item| item.leads).sum::<usize>(), 26);
    for item in items {
        let sheet = EventSheet::of(&document, &item.id, Some(&published()), Lang::ZhCn, day("2023-12-08")).unwrap();
        assert_eq!(sheet.not_written_up, item.not_written_up, "{}", item.title);
        assert_eq!(leads.entered.iter().filter(|entry| entry.event == item.id).count(), item.leads, "{}", item.title);
    }
}

#[test]
fn tl17_the_overview_holds_every_year_and_the_window_stays_in_it() {
    let timeline = timeline(&workspace(1));
    let today = day("2025-03-01");
    assert_eq!(extent(&timeline, today), (day("2023-01-01"), day("2025-12-31")));
    let overview = overview(&timeline, today, 900.0, 40.0);
    assert_eq!((overview.marks.len(), overview.path.as_str()), (5, ""));
    for (from, to) in [("1900-01-01", "1901-01-01"), ("2023-02-01", "2023-03-01"), ("2149-01-01", "2150-01-01")] {
        let (left, right) = window(&overview, &Span::of_days(day(from), day(to), 700.0));
        assert!(left >= 0.0 && right <= 900.0 && right >= left + 8.0);
    }
    let many = with_events(&(0..300).map(|n| (n, Some(0))).collect::<Vec<_>>());
    let columns = landfall_core::view::timeline::overview(&many, today, 900.0, 40.0);
    assert!(columns.marks.is_empty() && columns.path.starts_with('M') && columns.path.ends_with('Z'));
}

#[test]
fn tl12_dates_that_came_in_the_wrong_order_are_one_day() {
    let mut document = workspace(1);
    let id = event(&mut document, json!({"title_zh": "错", "start": "2023-05-05"}));
    let reversed = json!({"app": "landfall", "schema": 2, "events": [{"id": id.as_str(), "title_zh": "错", "start": "2023-05-05", "end": "2023-05-01"}]});
    common::files::merge(&mut document, &reversed.to_string());
    let timeline = timeline(&document);
    let item = timeline.items.iter().find(|item| item.id == id).unwrap();
    assert_eq!(item.end.map(|end| end >= item.start), Some(true));
    let _: Day = item.start;
}
