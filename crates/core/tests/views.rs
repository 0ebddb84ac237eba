//! Views of the leads and what they ask (SPEC V1–V4, Q1, Q3, S7).
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::{capture, change, context, day, load_sample, move_to, workspace};
use landfall_core::document::{Command, Document};
use landfall_core::model::{Collection, Lang, RecordId};
use landfall_core::query::Filter;
use landfall_core::view::board::Arrangement;
use landfall_core::view::{
    Board, BuiltIn, Found, HitGroup, Route, ViewId, ViewTab, search, stored_address, view_counts, view_tabs,
};
use serde_json::json;

fn sample() -> Document {
    let mut document = workspace(1);
    document.dispatch(load_sample(Lang::ZhCn, Vec::new()), &context("2023-12-08")).unwrap();
    document
}

fn asked(query: &str) -> Filter {
    Filter::from_query(&Route::parse(&format!("#/board?{query}")).1).on(day("2023-12-08"))
}

fn shown_on_board(document: &Document, filter: &Filter) -> usize {
    Board::of(document, filter, &Arrangement::plain(day("2023-12-08")), Lang::ZhCn).total
}

fn count(document: &Document, query: &str) -> usize {
    shown_on_board(document, &asked(query))
}

fn tabs(document: &Document, address: &str) -> Vec<ViewTab> {
    let (route, query) = Route::parse(address);
    view_tabs(document.tables(), &route, &query, None)
}

fn save(document: &mut Document, name: &str, address: &str, order: i64) -> RecordId {
    let (route, query) = Route::parse(address);
    let (route, query) = stored_address(&route, &query);
    let fields = common::fields(json!({"name": name, "route": route, "query": query, "order": order}));
    let command = Command::Create { collection: Collection::Views, id: None, fields };
    document.dispatch(command, &context("2023-12-08")).unwrap().subject.unwrap()
}

fn current(tabs: &[ViewTab]) -> Vec<(String, bool)> {
    let name = |tab: &ViewTab| match &tab.which {
        ViewId::BuiltIn(which) => which.name().to_owned(),
        ViewId::Saved(_) => tab.name.clone(),
    };
    tabs.iter().filter(|tab| tab.current).map(|tab| (name(tab), tab.changed)).collect()
}

#[test]
fn q3_stale_from_the_fourteenth_day_overdue_from_the_next() {
    let mut document = workspace(1);
    let lead = capture(&mut document, "平台", "某某科技");
    move_to(&mut document, &lead, "in-talks");
    change(&mut document, Collection::Leads, &lead, json!({"due": "2023-12-10"})).unwrap();
    let holds = |document: &Document, is: &str, on: &str| {
        let filter = Filter::from_query(&Route::parse(&format!("#/board?is={is}")).1).on(day(on));
        let (id, lead) = document.tables().leads.iter().next().unwrap();
        filter.admits(id, lead, document.tables())
    };
    assert!(!holds(&document, "stale", "2023-12-21") && holds(&document, "stale", "2023-12-22"));
    assert!(!holds(&document, "overdue", "2023-12-10") && holds(&document, "overdue", "2023-12-11"));
    assert!(holds(&document, "stale,overdue", "2023-12-22") && !holds(&document, "stale,blocked", "2023-12-22"));
    assert!(holds(&document, "gate", "2023-12-08"), "talks without a person to talk with");
    assert!(holds(&document, "nonsense", "2023-12-08"), "an unknown word asks nothing");
    let fields = common::fields(json!({"lead": lead.as_str(), "kind": "blocker/approval", "raised": "2023-12-08"}));
    let made = document
        .dispatch(Command::Create { collection: Collection::Blockers, id: None, fields }, &context("2023-12-08"));
    assert!(holds(&document, "blocked", "2023-12-08"));
    let blocker = made.unwrap().subject.unwrap();
    change(&mut document, Collection::Blockers, &blocker, json!({"resolution": "批了"})).unwrap();
    assert!(!holds(&document, "blocked", "2023-12-08"));
}

#[test]
fn q1_a_lead_is_found_by_its_companys_and_its_officers_name_as_they_are_now() {
    let mut document = workspace(1);
    let lead = capture(&mut document, "平台", "重庆某某科技");
    assert_eq!((count(&document, "q=cqmm"), count(&document, "q=pt"), count(&document, "q=2023")), (1, 1, 1));
    let company = document.tables().leads.get(&lead).unwrap().company.clone();
    change(&mut document, Collection::Companies, &company, json!({"name": "成都某某科技", "name_en": "Harbour"}))
        .unwrap();
    assert_eq!((count(&document, "q=cqmm"), count(&document, "q=cdmm"), count(&document, "q=harb")), (0, 1, 1));
    document.undo(&context("2023-12-08")).unwrap();
    assert_eq!((count(&document, "q=cqmm"), count(&document, "q=cdmm")), (1, 0));
    let fields = common::fields(json!({"name": "专员甲"}));
    let made = document
        .dispatch(Command::Create { collection: Collection::Officers, id: None, fields }, &context("2023-12-08"));
    let officer = made.unwrap().subject.unwrap();
    change(&mut document, Collection::Leads, &lead, json!({"officer": officer.as_str()})).unwrap();
    assert_eq!(count(&document, "q=zyj"), 1);
    change(&mut document, Collection::Officers, &officer, json!({"name": "专员丁"})).unwrap();
    assert_eq!((count(&document, "q=zyj"), count(&document, "q=zyd")), (0, 1));
}

#[test]
fn q1_a_lead_that_comes_before_its_company_is_found_by_it_later() {
    let mut one = workspace(1);
    let before = one.encode();
    capture(&mut one, "平台", "重庆某某科技");
    let company = one.tables().companies.iter().next().unwrap().0.clone();
    let mut two = workspace(2);
    two.merge(&before).unwrap();
    two.merge(&one.encode()).unwrap();
    // As if the company had been removed there, and came back.
    two.dispatch(Command::Delete { collection: Collection::Companies, id: company }, &context("2023-12-08")).unwrap();
    assert_eq!(count(&two, "q=cqmm"), 0);
    two.undo(&context("2023-12-08")).unwrap();
    assert_eq!(count(&two, "q=cqmm"), 1);
}

#[test]
fn v1_the_views_everybody_has() {
    let document = sample();
    let all = tabs(&document, "#/board");
    assert_eq!(current(&all), [("all".to_owned(), false)]);
    assert_eq!(all.len(), 4, "nobody is at this device");
    for (address, name) in [
        ("#/board?is=stale&by=zone", Some("stale")),
        ("#/table?q=x&is=blocked&cols=code", Some("blocked")),
        ("#/board?q=x&sort=due", Some("all")),
        ("#/board?is=stale&zone=zone/zone-1", None),
    ] {
        let names: Vec<String> = current(&tabs(&document, address)).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names.first().map(String::as_str), name, "{address}");
    }
    let kept = tabs(&document, "#/table?cols=code&zone=zone/zone-1&q=x");
    assert_eq!(Route::Table.href_with(&kept[1].query), "#/table?cols=code&is=stale");
    let me = document.tables().officers.iter().next().unwrap().0.clone();
    let (route, query) = Route::parse("#/board");
    let mine = view_tabs(document.tables(), &route, &query, Some(&me));
    assert_eq!(mine[1].which, ViewId::BuiltIn(BuiltIn::Mine));
    assert_eq!(mine[1].query.get("owner"), Some(&me.to_string()));
}

#[test]
fn v4_a_count_is_what_the_page_shows() {
    let mut document = sample();
    let lead = capture(&mut document, "平台", "某某科技");
    move_to(&mut document, &lead, "out");
    save(&mut document, "一战区", "#/board?zone=zone/zone-1", 1);
    let tabs = tabs(&document, "#/board");
    let counts = view_counts(&document, &tabs, day("2023-12-08"));
    for (tab, shown) in tabs.iter().zip(&counts) {
        let filter = Filter::from_query(&tab.query).on(day("2023-12-08"));
        assert_eq!(shown_on_board(&document, &filter), *shown);
    }
    assert_eq!(counts[0], shown_on_board(&document, &Filter::default()));
    assert!(counts[1..].iter().all(|count| *count > 0), "{counts:?}");
    let table = self::tabs(&document, "#/table");
    assert_eq!(view_counts(&document, &table, day("2023-12-08"))[0], counts[0]);
}

#[test]
fn v2_v3_a_saved_view_is_the_whole_address() {
    let mut document = sample();
    let second = save(&mut document, "周例会", "#/table?zone=zone/zone-1&cols=code,title&group=none&q=数据 x", 2);
    let first = save(&mut document, "一战区", "#/board?zone=zone/zone-1", 1);
    let all = tabs(&document, "#/board");
    let names: Vec<&str> = all.iter().skip(4).map(|tab| tab.name.as_str()).collect();
    assert_eq!(names, ["一战区", "周例会"]);
    let address = all[5].route.href_with(&all[5].query);
    assert!(address.starts_with("#/table?") && address.contains(second.as_str()));
    assert_eq!(current(&tabs(&document, &address)), [("周例会".to_owned(), false)]);
    assert_eq!(current(&tabs(&document, &format!("{address}&owner=officer/1"))), [("周例会".to_owned(), true)]);
    assert_eq!(current(&tabs(&document, &address.replace("#/table", "#/board"))), [("周例会".to_owned(), true)]);
    // Where nobody knows it, the same is asked, and it is no view.
    let elsewhere = sample();
    assert_eq!(current(&tabs(&elsewhere, &address)), []);
    let (_, query) = Route::parse(&address);
    assert_eq!(query.get("q").map(String::as_str), Some("数据 x"));
    document.dispatch(Command::Delete { collection: Collection::Views, id: first }, &context("2023-12-08")).unwrap();
    assert_eq!(tabs(&document, "#/board").len(), 5);
    document.undo(&context("2023-12-08")).unwrap();
    assert_eq!(tabs(&document, "#/board").len(), 6);
}

fn group(groups: &[HitGroup], kind: Found) -> Option<&HitGroup> {
    groups.iter().find(|group| group.kind == kind)
}

#[test]
fn s7_everything_is_searched_the_best_first() {
    let mut document = sample();
    capture(&mut document, "重庆基地", "某某科技");
    capture(&mut document, "驻重庆办事处", "某某科技");
    capture(&mut document, "厂区", "重庆造船");
    let found = search(&document, "cq", Lang::ZhCn, 2);
    let leads = group(&found, Found::Lead).unwrap();
    let titles: Vec<String> =
        leads.hits.iter().map(|hit| hit.title.iter().map(|(piece, _)| piece.as_str()).collect()).collect();
    assert_eq!(titles, ["厂区", "重庆基地"], "both from the beginning, the shorter first");
    assert!(leads.total >= 4 && leads.hits.len() == 2);
    assert_eq!(leads.hits[1].title, [("重庆".to_owned(), true), ("基地".to_owned(), false)]);
    assert_eq!(leads.total, count(&document, "q=cq"), "those the filter admits");
    assert!(!leads.hits[0].code.is_empty() && !leads.hits[0].stage.is_empty());
    let companies = group(&found, Found::Company).unwrap();
    assert_eq!((companies.total, companies.hits.len()), (1, 1));
    assert_eq!(companies.hits[0].title[0], ("重庆".to_owned(), true));
    assert!(search(&document, "  ", Lang::ZhCn, 5).is_empty());
    assert!(search(&document, "没有这样的", Lang::ZhCn, 5).is_empty());
}

#[test]
fn s7_a_person_leads_to_the_lead_of_their_company() {
    let mut document = workspace(1);
    let lead = capture(&mut document, "平台", "某某科技");
    let (code, company) =
        document.tables().leads.get(&lead).map(|lead| (lead.code.clone(), lead.company.clone())).unwrap();
    let fields = common::fields(json!({"name": "单雄信", "company": company.as_str(), "phone": "+49 30 1234"}));
    document
        .dispatch(Command::Create { collection: Collection::Contacts, id: None, fields }, &context("2023-12-08"))
        .unwrap();
    for typed in ["shanxx", "dxx", "单", "+49"] {
        let found = search(&document, typed, Lang::ZhCn, 5);
        assert_eq!(group(&found, Found::Contact).unwrap().hits[0].code, code, "{typed}");
    }
    let event = common::fields(json!({"title_zh": "重庆推介会", "start": "2023-04-17", "places_zh": "重庆\n成都"}));
    document
        .dispatch(Command::Create { collection: Collection::Events, id: None, fields: event }, &context("2023-12-08"))
        .unwrap();
    let found = search(&document, "chengd", Lang::ZhCn, 5);
    let event = &group(&found, Found::Event).unwrap().hits[0];
    assert!(event.facts.iter().flatten().any(|piece| *piece == ("成都".to_owned(), true)), "{:?}", event.facts);
}
