//! SPEC section CA: several lines are several leads.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods)]

mod common;

use common::{capture, context, workspace};
use landfall_core::document::{Capture, Command, Document, Step};
use landfall_core::query::{CompanyIndex, LineProblem, Pasted, PastedLine, reported_leads};

fn lines(document: &Document, text: &str, company: &str) -> Vec<PastedLine> {
    let index = CompanyIndex::new(document.tables());
    Pasted::read(text).unwrap().lines(document.tables(), &index, company)
}

fn pairs(document: &Document, text: &str) -> Vec<(usize, String, String)> {
    lines(document, text, "").into_iter().map(|line| (line.number, line.title, line.company)).collect()
}

fn pair(number: usize, title: &str, company: &str) -> (usize, String, String) {
    (number, title.to_owned(), company.to_owned())
}

#[test]
fn ca1_lines_are_leads_whatever_parts_their_two_cells() {
    let document = workspace(1);
    assert_eq!(
        pairs(&document, "甲\t企业一\n\n乙，企业二\n丙\t 企业三 \n"),
        [pair(1, "甲", "企业一"), pair(3, "乙，企业二", ""), pair(4, "丙", "企业三")],
        "a tab anywhere: cells"
    );
    assert_eq!(
        pairs(&document, "甲，企业一\r\n乙；企业二\r\n丙, Sample Co., Ltd.\n丁;企业四"),
        [pair(1, "甲", "企业一"), pair(2, "乙", "企业二"), pair(3, "丙", "Sample Co., Ltd."), pair(4, "丁", "企业四")]
    );
    assert_eq!(Pasted::read("只有一行，企业"), None);
    assert_eq!(Pasted::read("只有一行，企业\n\n  \n"), None);
    assert_eq!(Pasted::read(""), None);
}

#[test]
fn ca2_headings_and_cells_of_a_spreadsheet() {
    let document = workspace(1);
    let text = "序号\t企业名称\t项目名称\t备注\n1\t企业一\t甲\t好\n2\t企业二\t\"乙\n二期\"\t";
    let pasted = Pasted::read(text).unwrap();
    assert_eq!(pasted.more_columns, 2);
    assert_eq!(pairs(&document, text), [pair(2, "甲", "企业一"), pair(3, "乙 二期", "企业二")]);
    assert_eq!(pairs(&document, "Lead name, Company\nA, One\nB, Two"), [pair(2, "A", "One"), pair(3, "B", "Two")]);
    assert_eq!(Pasted::read("甲\t企业一\n乙\t企业二").unwrap().more_columns, 0);
}

#[test]
fn ca3_what_is_wrong_with_a_line_is_said() {
    let mut document = workspace(1);
    capture(&mut document, "已有的", "企业一");
    let text = "甲，企业一\n，企业二\n乙\n 甲 ，企业 一\n已有的，企业一";
    let problems =
        |company: &str| lines(&document, text, company).into_iter().map(|line| line.problem).collect::<Vec<_>>();
    let rest = [Some(LineProblem::Repeated(1)), Some(LineProblem::Exists)];
    assert_eq!(problems(""), [&[None, Some(LineProblem::NoTitle), Some(LineProblem::NoCompany)][..], &rest].concat());
    assert_eq!(problems(" 企业三 "), [&[None, Some(LineProblem::NoTitle), None][..], &rest].concat());
}

#[test]
fn ca4_a_line_says_who_reported_the_company_first() {
    let mut document = workspace(1);
    let old = capture(&mut document, "已有的", "示例科技");
    let found = lines(&document, "甲，示例科技有限公司\n乙，没有这家", "");
    let reported: Vec<_> =
        found.into_iter().map(|line| line.reported.map(|(company, lead)| (company, lead.lead, lead.day))).collect();
    assert_eq!(reported, [Some(("示例科技".to_owned(), old.clone(), Some(common::day("2023-12-08")))), None]);
    let company = document.tables().leads.get(&old).unwrap().company.clone();
    common::move_to(&mut document, &old, "out");
    assert!(reported_leads(document.tables(), &company).first().unwrap().out);
}

#[test]
fn ca5_they_are_one_step_in_their_order() {
    let mut document = workspace(1);
    let companies = (0..10_000).map(|n| {
        let fields = common::fields(serde_json::json!({"name": format!("企业{n}")}));
        Command::Create { collection: landfall_core::model::Collection::Companies, id: None, fields }
    });
    document.dispatch(Command::Bulk(companies.collect()), &context("2023-12-08")).unwrap();
    let text: String = (0..1_000).map(|n| format!("线索{n}\t企业{}\n", n * 20)).collect();
    let found = lines(&document, &text, "");
    let commands = found
        .into_iter()
        .map(|line| Command::Capture(Capture { title: line.title, company: line.company, ..Capture::default() }));
    let applied = document.dispatch(Command::Bulk(commands.collect()), &context("2023-12-08")).unwrap();
    assert!(matches!(applied.step, Step::Bulk { count: 1_000, .. }));
    let code = |title: &str| {
        let lead = document.tables().leads.iter().find(|(_, lead)| lead.title == title).unwrap().1.clone();
        lead.code.clone()
    };
    assert!(code("线索0") < code("线索1") && code("线索997") < code("线索998"));
    assert_eq!(document.tables().companies.len(), 10_500, "half of them were there");
    document.undo(&context("2023-12-08")).unwrap();
    assert_eq!((document.tables().leads.len(), document.tables().companies.len()), (0, 10_000));
}
