//! A workspace with something to hand over.

use landfall_core::document::{AboutLead, Command, Document, LeadField};
use landfall_core::exchange::handover_file;
use landfall_core::model::{Collection, RecordId};

use super::files::{by, now};
use super::{capture, workspace};

pub const AT: i64 = 1_702_000_000_000;

pub fn about(document: &mut Document, lead: &RecordId, what: AboutLead) -> RecordId {
    let command = Command::AboutLead { lead: lead.clone(), what };
    document.dispatch(command, &now()).unwrap().subject.unwrap()
}

pub fn edit(document: &mut Document, lead: &RecordId, field: LeadField, who: &str) {
    document.dispatch(Command::EditLead { lead: lead.clone(), field }, &by(who)).unwrap();
}

/// A workspace with two leads, the first with all that can belong to one.
pub fn sender() -> (Document, RecordId, RecordId) {
    let mut one = workspace(1);
    let lead = capture(&mut one, "推理平台", "示例企业 A");
    let other = capture(&mut one, "别的项目", "示例企业 B");
    let name = "张经理".to_owned();
    about(&mut one, &lead, AboutLead::Contact { name, phone: "13800138000".into(), email: "z@example.com".into() });
    let element = RecordId::from("element/premises");
    let need = AboutLead::Need { element, text: "2000 平方米".into(), wished_by: None };
    let need = about(&mut one, &lead, need);
    about(&mut one, &lead, AboutLead::Match { need, resource: "西岸大厦".into() });
    about(&mut one, &lead, AboutLead::Unit { name: "区科委".into() });
    let attachment = AboutLead::Attachment { link: "https://example.com/a".into(), name: "介绍".into() };
    about(&mut one, &lead, attachment);
    let kind = RecordId::from("blocker/approval");
    let blocker =
        AboutLead::Blocker { kind, text: "环评".into(), department: "区生态环境局".into(), due: None };
    about(&mut one, &lead, blocker);
    for text in 0..12 {
        let kind = RecordId::from("activity/call");
        let text = format!("第 {text} 次通话");
        about(&mut one, &lead, AboutLead::Log { kind, text, next_step: String::new(), due: None });
    }
    about(&mut one, &lead, AboutLead::Fields(vec![("officer".into(), "专员甲".into())]));
    (one, lead, other)
}

pub fn packet(document: &Document, lead: &RecordId) -> String {
    handover_file(document, Collection::Leads, lead, "首尔之行", AT, "专员甲").unwrap()
}
