//! SPEC "Publishing".
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod common;

use common::{capture, change, context, day, load_sample, published, published_workspace};
use landfall_core::document::{Command, Document, Start, seed};
use landfall_core::exchange::{Publication, Refusal, SecretKind, What, Why, publish};
use landfall_core::model::{Collection, Lang, RecordId};
use landfall_core::published::{Figure, Published, parse, to_value, write};
use proptest::prelude::*;
use serde_json::{Value, json};

const SHIPPED: &str = include_str!("../../../public/data/published.json");

fn made(document: &Document) -> Publication {
    publish(document, &published(), day("2023-12-08")).expect("nothing is secret")
}

fn refused(document: &Document) -> Vec<Refusal> {
    publish(document, &published(), day("2023-12-08")).expect_err("should be refused")
}

/// List, field and secret of each refusal.
fn secrets(document: &Document) -> Vec<(String, String, SecretKind)> {
    refused(document)
        .into_iter()
        .map(|refusal| match refusal.why {
            Why::Secret { kind, .. } => (refusal.place.id, refusal.place.field, kind),
            other => panic!("{other:?}"),
        })
        .collect()
}

/// What is there, as the file says it, without the day.
fn plain(data: &Published) -> Value {
    let mut value = to_value(data);
    value.as_object_mut().unwrap().remove("published_on");
    value
}

fn event(document: &mut Document, id: &str, fields: Value) {
    let id = Some(RecordId::from(id));
    let Value::Object(fields) = fields else { panic!("fields") };
    let command = Command::Create { collection: Collection::Events, id, fields };
    document.dispatch(command, &context("2023-12-08")).unwrap();
}

fn edit(document: &mut Document, id: &str, fields: Value) {
    change(document, Collection::Events, &RecordId::from(id), fields).unwrap();
}

const MOSU: &str = "2023-mosu";

#[test]
fn pu1_an_untouched_workspace_publishes_what_is_published() {
    let mut document = published_workspace(1);
    let publication = made(&document);
    assert_eq!(publication.changes, []);
    assert_eq!(publication.untranslated, []);
    let mut shipped: Value = serde_json::from_str(SHIPPED).unwrap();
    assert_eq!(plain(&publication.data), shipped, "every field of the shipped file, and none besides");
    shipped["published_on"] = json!("2023-12-08");
    assert_eq!(serde_json::from_str::<Value>(&publication.text).unwrap(), shipped);
    // With everything an office works on beside it.
    document.dispatch(load_sample(Lang::ZhCn, Vec::new()), &context("2023-12-08")).unwrap();
    assert_eq!(made(&document).changes, []);
}

#[test]
fn pu1_a_workspace_that_never_had_the_published_records_leaves_them() {
    let mut document = Document::new(1);
    document.merge(&seed(Start::Empty, None)).unwrap();
    assert_eq!(made(&document).changes, []);
}

#[test]
fn pu2_the_file_reads_back_as_it_was() {
    let mut data = published();
    data.published_on = Some(day("2023-12-08"));
    data.source.date = Some(day("2024-01-02"));
    data.cases[0].units = Some(Vec::new());
    data.cases[0].landed_on = Some(day("2023-03-04"));
    data.indicators[0].change = Some(-1);
    assert_eq!(parse(&write(&data)).unwrap(), data);
    assert!(write(&data).starts_with("{\n  \"schema\": 1,\n  \"published_on\": \"2023-12-08\",\n  \"year\": 2023,"));
}

#[test]
fn pu3_only_records_marked_public_go_out() {
    let mut document = published_workspace(1);
    event(
        &mut document,
        "e1",
        json!({
            "title_zh": "内部碰头", "kind": "event-kind/national", "start": "2024-01-02", "outcomes": "只给自己看",
        }),
    );
    assert_eq!(made(&document).changes, []);
    edit(&mut document, "e1", json!({"public": true, "title_en": "A meeting"}));
    edit(&mut document, MOSU, json!({"public": null}));
    document
        .dispatch(
            Command::Delete { collection: Collection::Events, id: "2023-hangzhou".into() },
            &context("2023-12-08"),
        )
        .unwrap();
    change(&mut document, Collection::Indicators, &"new-companies-2023".into(), json!({"public": null})).unwrap();
    let publication = made(&document);
    let changes: Vec<(&str, &str, bool)> = publication
        .changes
        .iter()
        .map(|change| (change.place.id.as_str(), change.place.title.zh.as_str(), change.what == What::Added))
        .collect();
    assert_eq!(
        changes,
        [
            ("e1", "内部碰头", true),
            (MOSU, "模速空间揭牌", false),
            ("2023-hangzhou", "投资上海·全国行 杭州站", false),
            ("new-companies-2023", "新注册企业", false),
        ]
    );
    assert!(!publication.text.contains("只给自己看"), "what came of it is not the visitors'");
    let ids: Vec<&str> = publication.data.events.iter().map(|event| event.id.as_str()).collect();
    assert_eq!(ids, ["2023-overseas-1", "2023-overseas-2", "2023-ciie", "e1"], "in the order of time");
    assert_eq!(parse(&publication.text).unwrap(), publication.data);
}

#[test]
fn pu4_an_edited_field_goes_out_and_the_rest_is_as_it_was() {
    let mut document = published_workspace(1);
    edit(&mut document, "2023-overseas-1", json!({"notes_en": "One line", "outcomes": "内部"}));
    change(
        &mut document,
        Collection::Stops,
        &"2023-overseas-1/stop-1".into(),
        json!({"place_zh": "香港", "note": "内部"}),
    )
    .unwrap();
    change(&mut document, Collection::Indicators, &"headquarters-2023".into(), json!({"count": 2})).unwrap();
    let publication = made(&document);
    let (now, was) = (&publication.data.events[0], &published().events[0]);
    assert_eq!((&now.title, &now.led_by, now.places[0].position), (&was.title, &was.led_by, was.places[0].position));
    assert_eq!((now.places[1].name.zh.as_str(), now.places[1].position), ("香港", was.places[1].position));
    assert_eq!(now.notes[0].en, "One line");
    assert_eq!(now.caption, None, "it tells of the places");
    assert!(matches!(publication.data.indicators[2].figure, Figure::Rank { position: 2, kept: false, .. }));
    let What::Changed(fields) = &publication.changes[0].what else { panic!("changed") };
    let place = fields.iter().find(|diff| diff.field == "places[1].name.zh").unwrap();
    assert_eq!((place.before.as_str(), place.after.as_str()), ("中国香港", "香港"));
    assert_eq!(publication.changes.len(), 2);
    // An itinerary that was taken away is none.
    for stop in ["2023-overseas-1/stop-0", "2023-overseas-1/stop-1"] {
        document
            .dispatch(Command::Delete { collection: Collection::Stops, id: stop.into() }, &context("2023-12-08"))
            .unwrap();
    }
    let places: Vec<String> = made(&document).data.events[0].places.iter().map(|place| place.name.zh.clone()).collect();
    assert_eq!(places, ["新加坡", "中国香港"], "by their names alone");
}

#[test]
fn pu4_a_new_event_brings_its_kind_its_stops_and_both_languages() {
    let mut document = published_workspace(1);
    event(
        &mut document,
        "e1",
        json!({
            "title_zh": "东京圆桌会", "kind": "event-kind/reception", "start": "2024-01-02", "end": "2024-01-02", "season": 3, "public": true,
            "led_by_zh": "区长", "notes_zh": "第一\n第二", "notes_en": "One",
        }),
    );
    let stop = json!({"event": "e1", "place_zh": "东京", "place_en": "Tokyo", "latitude": 3568, "longitude": 13977});
    let Value::Object(fields) = stop else { panic!() };
    document
        .dispatch(
            Command::Create { collection: Collection::Stops, id: Some("s1".into()), fields },
            &context("2023-12-08"),
        )
        .unwrap();
    let publication = made(&document);
    let event = publication.data.events.last().unwrap();
    assert_eq!((event.kind.as_str(), event.season, event.title.en.as_str()), ("reception", Some(3), "东京圆桌会"));
    assert_eq!((event.places[0].name.en.as_str(), event.places[0].position.unwrap().lat), ("Tokyo", 35.68));
    assert_eq!((event.notes[0].en.as_str(), event.notes[1].en.as_str()), ("One", "第二"));
    let lacks: Vec<&str> = publication.untranslated.iter().map(|place| place.field.as_str()).collect();
    assert_eq!(lacks, ["title.en", "led_by.en", "notes[1].en"]);
    let kind = publication.data.kinds.last().unwrap();
    assert_eq!((kind.id.as_str(), kind.name.en.is_empty()), ("reception", false));
    assert_eq!(parse(&publication.text).unwrap(), publication.data);
}

#[test]
fn pu5_what_an_event_lacks_is_named() {
    let mut document = published_workspace(1);
    event(&mut document, "e1", json!({"title_zh": "甲", "public": true}));
    edit(&mut document, "2023-overseas-1", json!({"end": null}));
    assert_eq!(made_or_why(&document), [("e1", "kind", Why::Missing), ("e1", "start", Why::Missing)].map(own));
    edit(&mut document, "e1", json!({"kind": "event-kind/national", "start": "2024-02-01"}));
    assert!(publish(&document, &published(), day("2023-12-08")).is_ok());
}

fn own((id, field, why): (&str, &str, Why)) -> (String, String, Why) {
    (id.to_owned(), field.to_owned(), why)
}

fn made_or_why(document: &Document) -> Vec<(String, String, Why)> {
    refused(document).into_iter().map(|refusal| (refusal.place.id, refusal.place.field, refusal.why)).collect()
}

fn lead(document: &mut Document, title: &str, company: &str, fields: Value) -> RecordId {
    let lead = capture(document, title, company);
    change(document, Collection::Leads, &lead, fields).unwrap();
    lead
}

#[test]
fn pu6_a_code_name_a_contact_and_an_unannounced_company_are_refused_wherever_they_stand() {
    for (text, kind) in [
        ("“ 金 桥 计 划 ”推进", SecretKind::CodeName),
        ("ｇｏｌｄｅｎ-bridge", SecretKind::CodeName),
        ("由王小明介绍", SecretKind::Person),
        ("詳詢 +86 138-0000 1234", SecretKind::Phone),
        ("mail: Wang.Xiaoming@Example.com", SecretKind::Mail),
        ("示例機電（上海）到访", SecretKind::Company),
        ("met SAMPLE  Machinery Ltd.", SecretKind::Company),
        ("簡稱样机", SecretKind::Company),
    ] {
        let mut document = published_workspace(1);
        let lead = lead(
            &mut document,
            "研发中心",
            "示例机电（上海）有限公司",
            json!({
                "code_name": "金桥计划", "contact": "王小明、李雷", "phone": "13800001234", "email": "wang.xiaoming@example.com",
            }),
        );
        self::lead(&mut document, "别的", "别的公司", json!({"code_name": "Golden Bridge"}));
        let company = document.tables().leads.get(&lead).unwrap().company.clone();
        change(
            &mut document,
            Collection::Companies,
            &company,
            json!({"name_en": "Sample Machinery", "aliases": "样机\n样"}),
        )
        .unwrap();
        assert_eq!(made(&document).changes, [], "as long as nothing tells of it");
        for field in ["title_zh", "theme_en", "notes_zh", "led_by_zh"] {
            edit(&mut document, MOSU, json!({field: text}));
            assert!(secrets(&document).iter().all(|found| (found.0.as_str(), found.2) == (MOSU, kind)), "{text}");
            let place = &refused(&document)[0].place;
            let stem = field.rsplit_once('_').unwrap().0;
            assert!(place.field.starts_with(stem), "{} is in {field}", place.field);
            edit(&mut document, MOSU, json!({field: null, "title_zh": "甲"}));
        }
        change(&mut document, Collection::Stops, &format!("{MOSU}/stop-0").as_str().into(), json!({"place_zh": text}))
            .unwrap();
        assert_eq!(secrets(&document)[0].1, "places[0].name.zh");
    }
}

#[test]
fn pu7_a_word_that_only_looks_like_one_is_no_secret() {
    let mut document = published_workspace(1);
    lead(&mut document, "研发", "Ann", json!({"contact": "李", "code_name": "7"}));
    lead(&mut document, "大模型", "3M", json!({"contact": "Li"}));
    edit(
        &mut document,
        MOSU,
        json!({"notes_en": "A planned annex, 13M large", "notes_zh": "李先生 2017 年 7 月的研发、大模型", "theme_en": "Li"}),
    );
    assert!(publish(&document, &published(), day("2023-12-08")).is_ok());
    edit(&mut document, MOSU, json!({"notes_en": "3M came, and Ann"}));
    assert_eq!(secrets(&document).len(), 2);
}

#[test]
fn pu7_what_is_announced_or_public_already_is_no_secret() {
    let mut document = published_workspace(1);
    // 3M stands in the published cases; a second project of theirs is a secret, their name in the old text is not.
    let lead = lead(&mut document, "3M 的第二个项目", "3M", json!({}));
    assert_eq!(made(&document).changes, []);
    edit(&mut document, MOSU, json!({"theme_zh": "3M 到访"}));
    assert_eq!(secrets(&document), [(MOSU.to_owned(), "theme".to_owned(), SecretKind::Company)]);
    change(&mut document, Collection::Leads, &lead, json!({"announced": true})).unwrap();
    assert!(publish(&document, &published(), day("2023-12-08")).is_ok());
    // A code name stays one, even where it was published by mistake.
    change(&mut document, Collection::Leads, &lead, json!({"code_name": "链接全球"})).unwrap();
    assert!(secrets(&document).iter().all(|found| found.2 == SecretKind::CodeName && found.0 == "2023-ciie"));
}

#[test]
fn pu8_a_refusal_names_the_secret_record_too() {
    let mut document = published_workspace(1);
    let lead = lead(&mut document, "甲", "示例企业", json!({}));
    let company = document.tables().leads.get(&lead).unwrap().company.clone();
    edit(&mut document, MOSU, json!({"theme_zh": "与示例企业座谈"}));
    let Why::Secret { kind, words, collection, record } = refused(&document)[0].why.clone() else { panic!() };
    assert_eq!(
        (kind, words.as_str(), collection, record),
        (SecretKind::Company, "示例企业", Collection::Companies, company)
    );
}

#[test]
fn pu9_a_landed_lead_marked_public_is_a_case_once_it_is_announced() {
    let mut document = published_workspace(1);
    let lead = lead(
        &mut document,
        "华东研发中心",
        "示例企业",
        json!({"public": true, "registered_on": "2023-11-02", "contact": "王小明"}),
    );
    assert!(secrets(&document).iter().any(|found| found.2 == SecretKind::Company), "not announced");
    change(&mut document, Collection::Leads, &lead, json!({"announced": true})).unwrap();
    let publication = made(&document);
    let case = publication.data.cases.last().unwrap();
    assert_eq!((case.company.zh.as_str(), case.text.zh.as_str(), case.year), ("示例企业", "华东研发中心", Some(2023)));
    assert_eq!(publication.changes.len(), 1);
    let code = document.tables().leads.get(&lead).unwrap().code.clone();
    assert!(!publication.text.contains(&code) && !publication.text.contains("王小明"));
    // The next time it is there already.
    let again = publish(&document, &publication.data, day("2023-12-09")).unwrap();
    assert_eq!(again.changes, []);
    assert_eq!(again.data.cases, publication.data.cases);
}

#[test]
fn pu10_records_that_could_not_be_read_are_counted() {
    let mut broken: Value = serde_json::from_str(SHIPPED).unwrap();
    broken["events"][2]["start"] = json!("2023-02-30");
    let base = parse(&broken.to_string()).unwrap();
    assert_eq!(publish(&published_workspace(1), &base, day("2023-12-08")).unwrap().unread, 1);
}

/// Names that nobody would find in the published data by chance.
fn secret() -> impl Strategy<Value = String> {
    prop_oneof!["[甲乙丙丁戊己庚辛壬癸]{3,6}", "[QXZ][qxz]{3,7}", "[甲乙丙丁][ ][戊己庚][ＱＸＺ]{2}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever is secret, and wherever somebody wrote it: nothing that goes out has it.
    #[test]
    fn pu6_no_secret_is_in_what_goes_out(
        names in prop::collection::vec(secret(), 5), at in 0_usize..5, field in 0_usize..8, say in any::<bool>(), around in "[a-z一二三][a-z一二三 ]{0,3}",
    ) {
        let mut document = published_workspace(1);
        let lead = lead(&mut document, "一个项目", &names[0], json!({
            "code_name": names[1], "contact": names[2], "phone": "13812345678", "note": names[4],
        }));
        let Value::Object(fields) = json!({"name": names[3], "email": "qxz@example.org"}) else { panic!() };
        document.dispatch(Command::Create { collection: Collection::Contacts, id: None, fields }, &context("2023-12-08")).unwrap();
        prop_assert!(document.tables().leads.get(&lead).is_some());
        let field = ["title_zh", "title_en", "theme_zh", "led_by_en", "notes_zh", "notes_en", "places_zh", "outcomes"][field];
        // A name of Latin letters is one only as a word of its own.
        let text = if say { format!("{around} {} {around}", names[at]) } else { around };
        edit(&mut document, MOSU, json!({field: text}));
        match publish(&document, &published(), day("2023-12-08")) {
            Ok(publication) => {
                for name in &names[..4] {
                    prop_assert!(!publication.text.contains(name.as_str()), "{} in {}", name, field);
                }
                for word in ["13812345678", "qxz@example.org"] {
                    prop_assert!(!publication.text.contains(word));
                }
            }
            Err(refusals) => prop_assert!(say && at < 4 && !refusals.is_empty(), "{refusals:?}"),
        }
    }
}
