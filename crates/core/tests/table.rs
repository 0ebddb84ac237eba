//! SPEC section TA (table): rows, groups, sorting, what is typed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::table::{carry_out, layout, of_code, paste_text, table, titles, today, with_sample, write_cell};
use common::{capture, change, context, day, load_sample, move_to, published_workspace, workspace};
use landfall_core::document::{Command, Document};
use landfall_core::model::{Collection, Currency, Lang, RecordId};
use landfall_core::view::table::{
    EntryFault, Layout, Month, Shown, Table, TableColumn, TableRow, choices, choose, edit_text, typed_day_near,
};
use proptest::prelude::*;
use serde_json::json;

#[test]
fn ta1_leads_that_are_out_are_shown_where_they_are_asked_for() {
    let mut document = workspace(1);
    let (kept, out) = (capture(&mut document, "甲", "某企业"), capture(&mut document, "乙", "某企业"));
    move_to(&mut document, &out, "out");
    let ids = |parts: &[(&str, &str)]| table(&document, parts).leads().cloned().collect::<Vec<_>>();
    assert_eq!(ids(&[]), std::slice::from_ref(&kept));
    assert_eq!(ids(&[("out", "1")]), [kept, out.clone()]);
    assert_eq!(ids(&[("stage", "stage/out")]), [out]);
    assert_eq!(table(&document, &[]).all, 1);
}

#[test]
fn ta2_the_address_says_columns_sorting_and_groups() {
    assert_eq!(layout(&[]).columns, TableColumn::DEFAULT);
    let columns = layout(&[("cols", "title,nothing,due,title")]).columns;
    assert_eq!(columns, [TableColumn::Title, TableColumn::Due]);
    assert_eq!(Layout::columns_text(&columns), "title,due");
    assert_eq!(Layout::columns_text(&TableColumn::DEFAULT), "");
    assert_eq!(layout(&[("cols", "nothing")]).columns, TableColumn::DEFAULT);
    let sorted = layout(&[("sort", "-planned,x,due")]);
    assert_eq!(sorted.sorted_by(TableColumn::Planned), Some((1, true)));
    assert_eq!(sorted.sorted_by(TableColumn::Due), Some((2, false)));
    assert_eq!(sorted.sorted_by(TableColumn::Title), None);
    for column in TableColumn::ALL {
        assert_eq!(TableColumn::from_id(column.id()), Some(column));
    }
}

#[test]
fn ta3_groups_are_the_picture_with_counts_and_sums() {
    let document = with_sample();
    let table = table(&document, &[]);
    let groups: Vec<_> =
        table.groups.iter().map(|group| (group.name.as_str(), group.leads.len(), group.sums.as_str())).collect();
    assert_eq!(groups[0], ("储备", 11, ""));
    assert_eq!(groups[1], ("线索", 9, "1.9 亿元 + 0.45 亿美元"));
    assert_eq!(groups[2], ("研判", 7, "5.0 亿元 + 0.40 亿美元"));
    assert_eq!(groups[3], ("在谈", 9, "7.9 亿元 + 1.13 亿美元"));
    assert_eq!(groups[4], ("签约", 4, "3.8 亿元 + 0.50 亿美元"));
    assert_eq!((table.groups[2].list.as_str(), table.groups[3].list.as_str()), ("target", "tracking"));
    assert_eq!((table.total, table.all), (47, 47));
}

#[test]
fn ta3_other_groups_in_the_order_of_their_dictionary_and_those_without_last() {
    let mut document = with_sample();
    let none = capture(&mut document, "无战区", "某企业");
    let by_zone = table(&document, &[("group", "zone")]);
    let names: Vec<_> = by_zone.groups.iter().map(|group| group.name.as_str()).collect();
    assert_eq!(names, ["一战区", "二战区", "三战区", "四战区", "五战区", ""]);
    assert!(by_zone.groups[5].leads.contains(&none));
    let officers = table(&document, &[("group", "officer")]);
    assert!(officers.groups.iter().filter(|group| !group.name.is_empty()).count() > 3);
    let flat = table(&document, &[("group", "none")]);
    assert_eq!((flat.groups.len(), flat.groups[0].leads.len()), (1, 48));
    // Every way of grouping has every lead once.
    for group in ["stage", "zone", "officer", "industry", "source", "none"] {
        let mut ids: Vec<_> = table(&document, &[("group", group)]).leads().cloned().collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), 48, "{group}");
    }
}

#[test]
fn ta3_a_group_that_is_not_there_any_more_is_none() {
    let mut document = workspace(1);
    let lead = capture(&mut document, "甲", "某企业");
    change(&mut document, Collection::Leads, &lead, json!({"zone": "zone/zone-1"})).unwrap();
    let zone = Command::Delete { collection: Collection::Terms, id: RecordId::from("zone/zone-1") };
    document.dispatch(zone, &context("2023-12-08")).unwrap();
    let by_zone = table(&document, &[("group", "zone")]);
    assert_eq!((by_zone.groups.len(), by_zone.groups[0].name.as_str()), (1, ""));
}

#[test]
fn ta4_rows_stand_as_in_the_picture() {
    let document = with_sample();
    let table = table(&document, &[]);
    let screened: Vec<_> =
        table.groups[2].leads.iter().map(|id| document.tables().leads.get(id).unwrap().title.clone()).collect();
    assert_eq!(screened[0], "绿色金融评估机构");
    assert_eq!(screened[1], "细胞治疗研发中心");
    assert_eq!(screened[6], "医药冷链数据平台");
}

#[test]
fn ta4_empty_cells_come_last_in_both_directions() {
    let document = with_sample();
    for sort in ["due", "-due", "planned", "-planned", "blockers", "-blockers", "zone", "-note"] {
        let layout = layout(&[("sort", sort), ("group", "none")]);
        let flat = table(&document, &[("sort", sort), ("group", "none")]);
        let column = layout.sort[0].column;
        let empty: Vec<bool> = flat
            .leads()
            .map(|id| {
                let lead = document.tables().leads.get(id).unwrap();
                let row = TableRow::of(id, lead, document.tables(), &[column], Lang::ZhCn, today());
                matches!(&row.cells[0], Shown::Text(text) if text.is_empty())
                    || matches!(&row.cells[0], Shown::Blockers(kinds) if kinds.is_empty())
            })
            .collect();
        assert!(empty.is_sorted(), "{sort}: {empty:?}");
    }
}

#[test]
fn ta5_amounts_sort_by_currency_and_never_across() {
    let mut document = workspace(1);
    for (title, planned) in
        [("小", "CNY 1000000"), ("大", "CNY 900000000"), ("美", "USD 1000000"), ("无", ""), ("美大", "USD 2000000")]
    {
        let id = capture(&mut document, title, "某企业");
        if !planned.is_empty() {
            change(&mut document, Collection::Leads, &id, json!({ "planned": planned })).unwrap();
        }
    }
    let up = table(&document, &[("sort", "planned"), ("group", "none")]);
    assert_eq!(titles(&document, &up), ["小", "大", "美", "美大", "无"]);
    let down = table(&document, &[("sort", "-planned"), ("group", "none")]);
    assert_eq!(titles(&document, &down), ["大", "小", "美大", "美", "无"]);
}

#[test]
fn ta5_terms_sort_as_their_dictionary_and_texts_by_code_point() {
    let mut document = workspace(1);
    for (title, stage) in [("b", "signed"), ("a", "prospect"), ("é", "in-talks"), ("中", "landed")] {
        let id = capture(&mut document, title, "某企业");
        move_to(&mut document, &id, stage);
    }
    let by = |sort: &str| titles(&document, &table(&document, &[("sort", sort), ("group", "none")]));
    assert_eq!(by("stage"), ["a", "é", "b", "中"]);
    assert_eq!(by("-stage"), ["中", "b", "é", "a"]);
    assert_eq!(by("title"), ["a", "b", "é", "中"]);
}

#[test]
fn ta6_a_press_on_a_heading_sorts_up_then_down_then_not() {
    let press = |sort: &str, column, more| layout(&[("sort", sort)]).sort_text(column, more);
    assert_eq!(press("", TableColumn::Title, false), "title");
    assert_eq!(press("title", TableColumn::Title, false), "-title");
    assert_eq!(press("-title", TableColumn::Title, false), "");
    assert_eq!(press("", TableColumn::Due, false), "-due");
    assert_eq!(press("zone", TableColumn::Due, true), "zone,due");
    assert_eq!(press("zone,due", TableColumn::Due, true), "zone,-due");
    assert_eq!(press("zone,due", TableColumn::Zone, true), "-zone,due");
    assert_eq!(press("-zone,due", TableColumn::Zone, true), "");
    assert_eq!(press("zone,-due", TableColumn::Title, false), "title");
}

#[test]
fn ta7_a_row_shows_what_its_columns_ask_for() {
    let mut document = published_workspace(1);
    document.dispatch(load_sample(Lang::ZhCn, Vec::new()), &context("2023-12-08")).unwrap();
    let (id, lead) = document.tables().lead_by_code("20230420-008").unwrap();
    let columns = [TableColumn::Planned, TableColumn::CameFrom, TableColumn::Idle, TableColumn::Blockers];
    let row = TableRow::of(id, lead, document.tables(), &columns, Lang::ZhCn, today());
    assert_eq!(row.cells[0], Shown::Money { figure: "0.50".into(), unit: "亿美元".into() });
    let event = document.tables().events.get(&lead.source_event).unwrap();
    assert_eq!(row.cells[1], Shown::Text(event.title_zh.clone()));
    assert!(matches!(row.cells[2], Shown::Idle { days: 31, in_stage: 88, percent: 70, .. }), "{:?}", row.cells[2]);
    assert_eq!(row.cells[3], Shown::Blockers(vec!["审批".into()]));
    assert_eq!(edit_text(lead, document.tables(), TableColumn::Planned, Lang::ZhCn), "5,000 万美元");
}

#[test]
fn ta8_what_is_typed_is_one_command_or_none() {
    let mut document = with_sample();
    let id = of_code(&document, "20231104-001");
    assert_eq!(write_cell(&document, &id, TableColumn::Title, " 绿色金融评估机构 "), Ok(None));
    carry_out(&mut document, &id, TableColumn::Title, "绿色金融\n评估中心");
    carry_out(&mut document, &id, TableColumn::Zone, "Zone 2");
    carry_out(&mut document, &id, TableColumn::Due, "12-20");
    carry_out(&mut document, &id, TableColumn::Planned, "");
    carry_out(&mut document, &id, TableColumn::Company, "全新企业");
    let lead = document.tables().leads.get(&id).unwrap();
    assert_eq!(lead.title, "绿色金融 评估中心");
    assert_eq!(lead.zone, RecordId::from("zone/zone-2"));
    assert_eq!((lead.due, lead.planned), (Some(day("2023-12-20")), None));
    assert_eq!(document.tables().companies.get(&lead.company).unwrap().name, "全新企业");
    for (column, text, fault) in [
        (TableColumn::Title, "  ", EntryFault::EmptyTitle),
        (TableColumn::Company, "", EntryFault::EmptyCompany),
        (TableColumn::Zone, "六六战区", EntryFault::UnknownName),
        (TableColumn::Officer, "没有此人", EntryFault::UnknownName),
        (TableColumn::Due, "13-40", EntryFault::Day),
        (TableColumn::Planned, "很多", EntryFault::Amount),
    ] {
        assert_eq!(write_cell(&document, &id, column, text), Err(fault), "{column:?}");
    }
}

#[test]
fn ta9_published_rows_and_computed_columns_take_nothing() {
    let document = with_sample();
    let (published, _) = document.tables().leads.iter().find(|(_, lead)| lead.published).unwrap();
    assert_eq!(write_cell(&document, published, TableColumn::NextStep, "改"), Err(EntryFault::Published));
    let id = of_code(&document, "20231104-001");
    assert_eq!(write_cell(&document, &id, TableColumn::Code, "1"), Err(EntryFault::Computed));
    assert_eq!(write_cell(&document, &id, TableColumn::Stage, "在谈"), Err(EntryFault::Stage));
    assert_eq!(write_cell(&document, &id, TableColumn::Stage, "研判"), Ok(None));
}

#[test]
fn ta10_a_name_of_several_records_keeps_the_one_the_lead_has() {
    let mut document = workspace(1);
    let officer = |id: &str| Command::Create {
        collection: Collection::Officers,
        id: Some(RecordId::from(id)),
        fields: common::fields(json!({"name": "王 芳"})),
    };
    for id in ["officer-1", "officer-2"] {
        document.dispatch(officer(id), &context("2023-12-08")).unwrap();
    }
    let lead = capture(&mut document, "甲", "某企业");
    change(&mut document, Collection::Leads, &lead, json!({"officer": "officer-2"})).unwrap();
    assert_eq!(write_cell(&document, &lead, TableColumn::Officer, "王芳"), Ok(None));
    change(&mut document, Collection::Leads, &lead, json!({"officer": ""})).unwrap();
    carry_out(&mut document, &lead, TableColumn::Officer, "王芳");
    assert_eq!(document.tables().leads.get(&lead).unwrap().officer, RecordId::from("officer-1"));
}

#[test]
fn ta10_where_a_lead_came_from_is_an_event_or_a_source() {
    let mut document = with_sample();
    let id = of_code(&document, "20230420-008");
    carry_out(&mut document, &id, TableColumn::CameFrom, "网站来函");
    let lead = document.tables().leads.get(&id).unwrap();
    assert!(lead.source_event.is_empty());
    assert_eq!(lead.source, RecordId::from("source/website"));
    let (event, title) = {
        let (id, event) = document.tables().events.iter().next().unwrap();
        (id.clone(), event.title_zh.clone())
    };
    carry_out(&mut document, &id, TableColumn::CameFrom, &title);
    let lead = document.tables().leads.get(&id).unwrap();
    assert_eq!((&lead.source_event, &lead.source), (&event, &RecordId::from("source/website")));
}

#[test]
fn ta10_a_choice_sets_the_record_itself() {
    let mut document = with_sample();
    let id = of_code(&document, "20230420-008");
    for column in TableColumn::ALL {
        let tables = document.tables().clone();
        for (record, _) in choices(&tables, column, Lang::ZhCn).into_iter().take(2) {
            let command = choose(&tables, &id, column, &record);
            document.dispatch(command, &context("2023-12-08")).unwrap();
            let lead = document.tables().leads.get(&id).unwrap();
            let now = [&lead.industry, &lead.zone, &lead.officer, &lead.source, &lead.source_event, &lead.priority];
            assert!(now.contains(&&record) || lead.stage == record, "{column:?}");
        }
    }
    let clear = choose(document.tables(), &id, TableColumn::Zone, &RecordId::default());
    document.dispatch(clear, &context("2023-12-08")).unwrap();
    assert!(document.tables().leads.get(&id).unwrap().zone.is_empty());
}

#[test]
fn ta11_a_bare_amount_keeps_the_currency_when_typed_and_is_refused_when_pasted() {
    let mut document = workspace(1);
    let id = capture(&mut document, "甲", "某企业");
    change(&mut document, Collection::Leads, &id, json!({"planned": "USD 1000000"})).unwrap();
    let pasted = |text: &str| paste_text(&document, std::slice::from_ref(&id), &[TableColumn::Planned], text);
    assert_eq!(pasted("2000000").problems[0].fault, EntryFault::WhichCurrency);
    assert_eq!(pasted("$1,000,000.00").cells, 0);
    assert_eq!(pasted("$2,000,000.00").cells, 1);
    assert_eq!(pasted("¥2000000").cells, 1);
    assert_eq!(pasted("\r\n").cells, 1);
    carry_out(&mut document, &id, TableColumn::Planned, "2000000");
    let money = document.tables().leads.get(&id).unwrap().planned.unwrap();
    assert_eq!((money.amount, money.currency), (2_000_000, Currency::Usd));
}

#[test]
fn ta12_days_are_typed_with_a_year_or_without() {
    let near = |text: &str| typed_day_near(text, today()).unwrap();
    for text in ["12-11", "12/11", "12.11", "12月11日", "1211", "２０２３-１２-１１", "2023/12/11"] {
        assert_eq!(near(text), Some(day("2023-12-11")), "{text}");
    }
    assert_eq!(near("1-5"), Some(day("2024-01-05")));
    assert_eq!(near("11-30"), Some(day("2023-11-30")));
    assert_eq!(near("6-9"), Some(day("2023-06-09")));
    assert_eq!(near("6-8"), Some(day("2024-06-08")));
    assert_eq!(near(" "), None);
    assert_eq!((near("今天"), near("tomorrow")), (Some(today()), Some(day("2023-12-09"))));
    for text in ["2-30", "13-1", "明年", "1-2-3", "12-"] {
        assert!(typed_day_near(text, today()).is_err(), "{text}");
    }
}

#[test]
fn ta19_a_month_is_whole_weeks_from_monday() {
    let month = Month::of(day("2023-12-08"), Lang::ZhCn);
    assert_eq!((month.title.as_str(), month.days.len()), ("2023年12月", 35));
    assert_eq!((month.days[0].day, month.days[0].outside), (day("2023-11-27"), true));
    assert_eq!((month.days[34].day, month.days[34].outside), (day("2023-12-31"), false));
    assert_eq!(month.days[14].words, "12月11日 周一");
    assert_eq!(Month::turn(day("2024-01-31"), 1), day("2024-02-29"));
    assert_eq!(Month::turn(day("2024-01-31"), -2), day("2023-11-30"));
    assert_eq!(Month::next_monday(day("2023-12-11")), day("2023-12-18"));
    assert_eq!(Month::next_monday(day("2023-12-10")), day("2023-12-11"));
}

thread_local! {
    static SAMPLE: Document = with_sample();
}

proptest! {
    /// Sorting by any columns keeps every lead, is the same again, and is what the next column decides among equals.
    #[test]
    fn ta4_sorting_is_stable_and_loses_nothing(
        first in 0..25usize, second in 0..25usize, down in any::<[bool; 2]>(),
    ) {
        SAMPLE.with(|document| {
        let part = |at: usize, down: bool| format!("{}{}", if down { "-" } else { "" }, TableColumn::ALL[at].id());
        let one = table(document, &[("group", "none"), ("sort", &part(first, down[0]))]);
        let sort = format!("{},{}", part(first, down[0]), part(second, down[1]));
        let two = table(document, &[("group", "none"), ("sort", &sort)]);
        prop_assert_eq!(one.total, 47);
        prop_assert_eq!(two.total, 47);
        // The first column alone decides where its values differ.
        let cell = |id: &RecordId| {
            let lead = document.tables().leads.get(id).unwrap();
            TableRow::of(id, lead, document.tables(), &[TableColumn::ALL[first]], Lang::ZhCn, today()).cells
        };
        let column = |table: &Table| table.leads().map(cell).collect::<Vec<_>>();
        if !matches!(TableColumn::ALL[first], TableColumn::Blockers | TableColumn::Idle) {
            prop_assert_eq!(column(&one), column(&two));
        }
        prop_assert_eq!(table(document, &[("group", "none"), ("sort", &sort)]), two);
            Ok(())
        })?;
    }
}
