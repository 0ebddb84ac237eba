//! SPEC section CO: what two spellings of a company have in common.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::{capture, change, text_rows, workspace};
use landfall_core::document::Document;
use landfall_core::exchange::{RawTable, dry_run};
use landfall_core::model::{
    Collection, CreditCodeFault, Currency, Lang, Money, MoneyError, RecordId, check_credit_code, normal_name,
    phone_key, tidy_credit_code,
};
use landfall_core::query::{CompanyIndex, MatchReason};
use proptest::prelude::*;
use serde_json::json;

#[test]
fn co1_spellings_of_one_company_have_one_normal_name() {
    for same in [
        &[
            "示例科技有限公司",
            "示例科技",
            "示例 科技 有限责任公司",
            "示例科技股份有限公司",
            "示例科技（集团）有限公司",
            "示例科技集團",
            "　示例科技－有限公司。",
        ][..],
        &["示例机电（上海）有限公司", "示例機電(上海)有限公司", "示例机电 上海"],
        &[
            "Sample Robotics Co., Ltd.",
            "sample robotics",
            "SAMPLE ROBOTICS LTD",
            "Sample-Robotics Company Limited",
            "Ｓａｍｐｌｅ Robotics Inc.",
        ],
        &[
            "Sample Robotics GmbH & Co. KG",
            "Sample Robotics AG",
            "Sample Robotics S.p.A.",
            "Sample Robotics B.V.",
            "Sample Robotics S.A.",
            "Sample Robotics Pte. Ltd.",
        ],
        &["株式会社示例", "示例株式會社", "㈱示例", "（株）示例"],
        &["東方萬國 Co.,Ltd", "东方万国 有限公司"],
    ] {
        let names: Vec<String> = same.iter().map(|name| normal_name(name)).collect();
        assert!(names.windows(2).all(|pair| pair[0] == pair[1]), "{same:?}: {names:?}");
    }
}

#[test]
fn co2_what_tells_companies_apart_stays() {
    let differ = [
        ("示例（北京）有限公司", "示例（上海）有限公司"),
        ("示例（中国）有限公司", "示例有限公司"),
        ("示例有限公司", "示例有限公司上海分公司"),
        ("示例企业 A", "示例企业 AG"),
        ("示例企业 AG", "示例企业 SA"),
        ("Montag", "Mont"),
        ("Sample company A", "Sample company B"),
        ("示例 3.5 科技", "示例 35 科技"),
        ("Coltrane", "Trane"),
        ("株洲示例", "洲示例"),
    ];
    for (a, b) in differ {
        assert_ne!(normal_name(a), normal_name(b), "{a} and {b}");
    }
    for form in ["有限公司", "集团有限公司", "集团股份有限公司", "Co., Ltd.", "Company", "GmbH", "公司", "株式会社"]
    {
        assert!(!normal_name(form).is_empty(), "{form}");
    }
    assert_ne!(normal_name("集团有限公司"), normal_name("集团股份有限公司"));
    assert_eq!(normal_name("··"), "");
}

#[test]
fn co3_a_credit_code_is_checked_and_kept() {
    // The standard's own example.
    assert_eq!(check_credit_code("91350100M000100Y43"), Ok(()));
    assert_eq!(check_credit_code(" ９1350100m000100y43 "), Ok(()));
    assert_eq!(tidy_credit_code(" ９1350100m000100y43 "), "91350100M000100Y43");
    assert_eq!(check_credit_code("91350100M000100Y44"), Err(CreditCodeFault::WrongCheck { expected: '3' }));
    assert_eq!(check_credit_code("91350100M000100Y4"), Err(CreditCodeFault::WrongLength(17)));
    assert_eq!(check_credit_code("91350100I000100Y43"), Err(CreditCodeFault::WrongCharacter('I')));
    assert_eq!(check_credit_code("91350100-000100Y43"), Err(CreditCodeFault::WrongCharacter('-')));
    assert_eq!(check_credit_code(""), Err(CreditCodeFault::WrongLength(0)));
    let mut document = workspace(1);
    let lead = capture(&mut document, "线索", "企业甲");
    let company = document.tables().leads.get(&lead).unwrap().company.clone();
    change(&mut document, Collection::Companies, &company, json!({"credit_code": "91350100M000100Y44"})).unwrap();
    assert_eq!(document.tables().companies.get(&company).unwrap().credit_code, "91350100M000100Y44");
}

#[test]
fn co4_phones_are_compared_by_their_digits() {
    for same in [
        &["13800138000", "+86 138-0013-8000", "0086 13800138000", "８６１３８００１３８０００", "138 0013 8000"][..],
        &["021-5555 6666", "+86 21 55556666", "(021)55556666 转 801", "0086-21-5555-6666"],
        &["+49 (0)30 123456", "0049 30 123456", "+49 30 123456"],
    ] {
        assert!(same.windows(2).all(|pair| phone_key(pair[0]) == phone_key(pair[1])), "{same:?}");
    }
    assert_ne!(phone_key("+1 415 555 0100"), phone_key("+44 20 7946 0100"));
    // Shanghai's own eight digits can begin with 86.
    assert_eq!(phone_key("86123456"), "86123456");
    for none in ["", "转 801", "12-34", "没有"] {
        assert_eq!(phone_key(none), "", "{none}");
    }
}

#[test]
fn co5_only_the_same_name_is_silently_the_same_company() {
    let mut document = workspace(1);
    let first = capture(&mut document, "一", "示例科技");
    let company = |document: &Document, lead: &RecordId| document.tables().leads.get(lead).unwrap().company.clone();
    let id = company(&document, &first);
    change(
        &mut document,
        Collection::Companies,
        &id,
        json!({"aliases": "示例科\n老示例", "name_en": "Sample Tech", "credit_code": "91350100M000100Y43"}),
    )
    .unwrap();
    for name in [" 示例 科技", "老示例", "ｓａｍｐｌｅ tech"] {
        let lead = capture(&mut document, name, name);
        assert_eq!(company(&document, &lead), id, "{name}");
    }
    let other = capture(&mut document, "二", "示例科技有限公司");
    assert_ne!(company(&document, &other), id, "another legal form is asked about, not taken for the same");
    change(&mut document, Collection::Leads, &first, json!({"phone": "13800138000"})).unwrap();

    let index = CompanyIndex::new(document.tables());
    let reasons =
        |text: &str| index.find(text).into_iter().map(|found| (found.id == id, found.reason)).collect::<Vec<_>>();
    assert_eq!(reasons("示例科技"), [(true, MatchReason::SameName), (false, MatchReason::NormalName)]);
    assert_eq!(reasons("老示例 Ltd"), [(true, MatchReason::NormalName)]);
    assert_eq!(reasons("91350100m000100y43"), [(true, MatchReason::CreditCode)]);
    assert_eq!(reasons("+86 138 0013 8000"), [(true, MatchReason::Phone)]);
    assert_eq!(reasons("别家"), []);
    assert_eq!(reasons(""), []);

    let rows = text_rows(&[&["线索名称", "企业"], &["三", "示例科技集团"], &["四", "老示例"], &["五", "新的一家"]]);
    let raw = RawTable::new("表.csv", rows).unwrap();
    let run = dry_run(document.tables(), &raw, &raw.suggest(), Lang::ZhCn);
    assert_eq!(run.new_companies, 2);
    let similar: Vec<_> = run.similar.iter().map(|one| (one.row, one.company.as_str(), one.known.as_str())).collect();
    assert_eq!(similar, [(2, "示例科技集团", "示例科技")]);
}

#[test]
fn co6_companies_are_offered_while_typing() {
    let mut document = workspace(1);
    for name in ["东方示例科技", "示例科技", "示例", "别家"] {
        capture(&mut document, name, name);
    }
    let lead = capture(&mut document, "外企", "远洋");
    let id = document.tables().leads.get(&lead).unwrap().company.clone();
    change(&mut document, Collection::Companies, &id, json!({"name_en": "Sample Ocean AG"})).unwrap();
    let index = CompanyIndex::new(document.tables());
    let names = |typed: &str, most| index.suggest(typed, most).into_iter().map(|one| one.name).collect::<Vec<_>>();
    assert_eq!(names("示例", 9), ["示例", "示例科技", "东方示例科技"]);
    assert_eq!(names("示例", 2), ["示例", "示例科技"]);
    assert_eq!(names("ＯＣＥＡＮ", 9), ["远洋"]);
    assert_eq!(index.suggest("ocean", 9).first().unwrap().other, "Sample Ocean AG");
    assert_eq!(names(" ", 9), [""; 0]);
}

#[test]
fn m2_amounts_as_officers_type_them() {
    let cny = |text: &str| Money::parse(text, Currency::Cny).unwrap().unwrap().to_string();
    for (text, amount) in [
        ("1.2亿", "CNY 120000000"),
        ("1,200万", "CNY 12000000"),
        ("１２００万", "CNY 12000000"),
        ("USD 3m", "USD 3000000"),
        ("3.5 million USD", "USD 3500000"),
        ("¥2,000万", "CNY 20000000"),
        ("￥２，０００万元", "CNY 20000000"),
        ("人民币1.2亿元", "CNY 120000000"),
        ("3千万美元", "USD 30000000"),
        ("US$ 0.5bn", "USD 500000000"),
        ("1.5万亿元", "CNY 1500000000000"),
        ("300", "CNY 300"),
    ] {
        assert_eq!(cny(text), amount, "{text}");
    }
    for text in ["abc", "12x", "-5万", "−5", "1.2.3", "亿", "USD", "3万美元人民币", "５x", "∞", "1e9", "0x10", "NaN"]
    {
        let error = Money::parse(text, Currency::Cny).unwrap_err();
        assert_eq!(error, MoneyError::NotAnAmount { text: text.to_owned() }, "{text}");
    }
    let huge = format!("1{}", "0".repeat(30));
    assert_eq!(Money::parse(&huge, Currency::Cny), Err(MoneyError::TooLarge { text: huge.clone() }));
    assert_eq!(Money::parse(" ", Currency::Cny), Ok(None));
}

proptest! {
    #[test]
    fn co1_a_normal_name_is_its_own(name in "\\PC{0,40}") {
        let normal = normal_name(&name);
        prop_assert_eq!(normal_name(&normal), normal);
    }

    #[test]
    fn co1_form_width_spaces_and_case_do_not_count(
        core in "[示例东方机电甲乙丙]{2,6}",
        form in prop::sample::select(vec!["", "有限公司", "股份有限公司", "有限责任公司", " Co., Ltd.", "（集团）有限公司"]),
        space in prop::sample::select(vec!["", " ", "　"]),
    ) {
        let spelled = format!("{space}{core}{form}{space}");
        prop_assert_eq!(normal_name(&spelled), normal_name(&core));
    }

    #[test]
    fn co1_nothing_breaks_the_reader(name in any::<String>()) {
        normal_name(&name);
        phone_key(&name);
        let _ = check_credit_code(&name);
        let _ = Money::parse(&name, Currency::Cny);
    }

    #[test]
    fn co3_one_slip_is_found(at in 0_usize..17, c in "[0-9A-HJ-NP-RTUWXY]") {
        let good = "91350100M000100Y43";
        let mut bad: Vec<char> = good.chars().collect();
        bad[at] = c.chars().next().unwrap();
        let bad: String = bad.into_iter().collect();
        prop_assert_eq!(check_credit_code(&bad).is_ok(), bad == good);
    }
}
