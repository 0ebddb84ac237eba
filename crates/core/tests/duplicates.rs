//! SPEC section DU: records that may be one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods)]

mod common;

use common::{capture, change, context, fields, workspace};
use landfall_core::document::{Command, Document};
use landfall_core::model::{Collection, RecordId};
use landfall_core::query::{MatchReason, distinct_link, duplicates};
use serde_json::{Value, json};

fn company(document: &mut Document, name: &str, more: Value) -> RecordId {
    let mut all = fields(more);
    all.insert("name".to_owned(), Value::from(name));
    let command = Command::Create { collection: Collection::Companies, id: None, fields: all };
    document.dispatch(command, &context("2023-12-08")).unwrap().subject.unwrap()
}

fn found(document: &Document) -> Vec<(Collection, usize, Vec<MatchReason>)> {
    duplicates(document.tables()).into_iter().map(|set| (set.collection, set.ids.len(), set.reasons)).collect()
}

#[test]
fn du1_companies_by_name_code_and_phone() {
    let mut document = workspace(1);
    company(&mut document, "示例科技", json!({}));
    company(&mut document, "别家", json!({}));
    assert_eq!(found(&document), []);
    company(&mut document, "示例科技有限公司", json!({"credit_code": "91350100M000100Y43"}));
    assert_eq!(found(&document), [(Collection::Companies, 2, vec![MatchReason::NormalName])]);
    let coded = company(&mut document, "另一个名字", json!({"credit_code": " 91350100m000100y43"}));
    assert_eq!(
        found(&document),
        [(Collection::Companies, 3, vec![MatchReason::CreditCode, MatchReason::NormalName])],
        "what hangs together is one set"
    );
    change(&mut document, Collection::Companies, &coded, json!({"credit_code": ""})).unwrap();
    assert_eq!(found(&document), [(Collection::Companies, 2, vec![MatchReason::NormalName])]);
    let person = |document: &mut Document, company: &RecordId, phone: &str| {
        let all = fields(json!({"name": "甲", "company": company.as_str(), "phone": phone}));
        let command = Command::Create { collection: Collection::Contacts, id: None, fields: all };
        document.dispatch(command, &context("2023-12-08")).unwrap();
    };
    let other = company(&mut document, "远洋", json!({}));
    person(&mut document, &coded, "13800138000");
    person(&mut document, &coded, "138 0013 8000");
    assert_eq!(found(&document).len(), 1, "two people of one company");
    person(&mut document, &other, "+86 13800138000");
    assert_eq!(found(&document).get(1), Some(&(Collection::Companies, 2, vec![MatchReason::Phone])));
}

#[test]
fn du2_leads_by_title_and_phone() {
    let mut document = workspace(1);
    let first = capture(&mut document, "车联网 平台", "示例");
    capture(&mut document, "車聯網平台", "示例");
    let far = capture(&mut document, "车联网平台", "别家");
    assert_eq!(
        found(&document),
        [(Collection::Leads, 2, vec![MatchReason::Title])],
        "another company's is another lead"
    );
    change(&mut document, Collection::Leads, &first, json!({"phone": "021-5555 6666"})).unwrap();
    change(&mut document, Collection::Leads, &far, json!({"phone": "+86 21 55556666"})).unwrap();
    let sets = found(&document);
    assert_eq!(sets.first(), Some(&(Collection::Companies, 2, vec![MatchReason::Phone])));
    assert_eq!(sets.get(1), Some(&(Collection::Leads, 3, vec![MatchReason::Phone, MatchReason::Title])));
}

#[test]
fn du3_what_is_two_stays_two() {
    let mut document = workspace(1);
    let a = company(&mut document, "示例", json!({}));
    let b = company(&mut document, "示例集团", json!({}));
    let c = company(&mut document, "示例有限公司", json!({}));
    let distinct = |document: &mut Document, one: &RecordId, other: &RecordId| {
        let (id, from, to) = distinct_link(one, other);
        let all = fields(json!({"kind": "distinct", "from": from.as_str(), "to": to.as_str()}));
        let command = Command::Create { collection: Collection::Links, id: Some(id), fields: all };
        document.dispatch(command, &context("2023-12-08")).unwrap();
    };
    distinct(&mut document, &b, &a);
    assert_eq!(found(&document), [(Collection::Companies, 3, vec![MatchReason::NormalName])], "still by the third");
    distinct(&mut document, &c, &a);
    let sets = duplicates(document.tables());
    assert_eq!(sets.len(), 1);
    let mut left = vec![b.clone(), c.clone()];
    left.sort();
    assert_eq!(sets.first().unwrap().ids, left);
    distinct(&mut document, &b, &c);
    assert_eq!(found(&document), []);
    document.undo(&context("2023-12-08")).unwrap();
    assert_eq!(found(&document).len(), 1);
    assert_eq!(distinct_link(&a, &b), distinct_link(&b, &a));
}

#[test]
fn du4_ten_thousand_companies_take_one_pass() {
    let mut document = workspace(1);
    let commands = (0..10_000)
        .map(|n| {
            let name = if n % 100 == 0 { format!("示例{}号有限公司", n / 200) } else { format!("企业{n}") };
            Command::Create { collection: Collection::Companies, id: None, fields: fields(json!({"name": name})) }
        })
        .collect();
    document.dispatch(Command::Bulk(commands), &context("2023-12-08")).unwrap();
    let sets = duplicates(document.tables());
    assert_eq!(sets.len(), 50);
    assert!(sets.iter().all(|set| set.ids.len() == 2));
    assert_eq!(sets, duplicates(document.tables()));
}
