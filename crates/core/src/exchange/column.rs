use crate::model::{Lang, Lead, RecordId, half_width};

/// A column of the table of leads, in the contract's order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    Code,
    Title,
    Company,
    Stage,
    Industry,
    ChainNode,
    Source,
    SourceEvent,
    Origin,
    Zone,
    Officer,
    Priority,
    Planned,
    Currency,
    Contact,
    Phone,
    Email,
    NextStep,
    Due,
    Note,
}

/// What a column's cells are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    /// A name out of the dictionary of this kind.
    Term(&'static str),
    Event,
    Officer,
    Day,
    Amount,
    Currency,
}

impl Column {
    pub const ALL: [Column; 20] = [
        Column::Code,
        Column::Title,
        Column::Company,
        Column::Stage,
        Column::Industry,
        Column::ChainNode,
        Column::Source,
        Column::SourceEvent,
        Column::Origin,
        Column::Zone,
        Column::Officer,
        Column::Priority,
        Column::Planned,
        Column::Currency,
        Column::Contact,
        Column::Phone,
        Column::Email,
        Column::NextStep,
        Column::Due,
        Column::Note,
    ];

    /// The heading in a language, as the contract has it.
    pub fn heading(self, lang: Lang) -> &'static str {
        let (zh, en) = self.headings();
        match lang {
            Lang::ZhCn => zh,
            Lang::En => en,
        }
    }

    fn headings(self) -> (&'static str, &'static str) {
        match self {
            Column::Code => ("项目代码", "Code"),
            Column::Title => ("线索名称", "Lead name"),
            Column::Company => ("企业", "Company"),
            Column::Stage => ("阶段", "Stage"),
            Column::Industry => ("产业", "Industry"),
            Column::ChainNode => ("环节", "Chain node"),
            Column::Source => ("来源", "Source"),
            Column::SourceEvent => ("来源活动", "Source event"),
            Column::Origin => ("来源地", "Origin"),
            Column::Zone => ("战区", "Zone"),
            Column::Officer => ("责任人", "Officer"),
            Column::Priority => ("优先级", "Priority"),
            Column::Planned => ("计划投资", "Planned investment"),
            Column::Currency => ("币种", "Currency"),
            Column::Contact => ("联系人", "Contact"),
            Column::Phone => ("电话", "Phone"),
            Column::Email => ("邮箱", "Email"),
            Column::NextStep => ("下一步", "Next step"),
            Column::Due => ("截止日期", "Due"),
            Column::Note => ("备注", "Note"),
        }
    }

    /// The column a heading means, in either language, whatever its width, case, spaces and what stands in
    /// brackets behind it (SPEC X7).
    pub fn of_heading(heading: &str) -> Option<Column> {
        let key = heading_key(heading);
        if key.is_empty() {
            return None;
        }
        let is = |column: &Column| {
            let (zh, en) = column.headings();
            key == heading_key(zh) || key == heading_key(en)
        };
        let alias = || ALIASES.iter().find(|(name, _)| *name == key).map(|(_, column)| *column);
        Column::ALL.into_iter().find(is).or_else(alias)
    }

    pub(crate) fn kind(self) -> Kind {
        match self {
            Column::Stage => Kind::Term("stage"),
            Column::Industry => Kind::Term("industry"),
            Column::Source => Kind::Term("source"),
            Column::Zone => Kind::Term("zone"),
            Column::Priority => Kind::Term("priority"),
            Column::SourceEvent => Kind::Event,
            Column::Officer => Kind::Officer,
            Column::Planned => Kind::Amount,
            Column::Currency => Kind::Currency,
            Column::Due => Kind::Day,
            _ => Kind::Text,
        }
    }

    /// The lead's field, where the column is one of the lead's own that is set as it stands.
    pub(crate) fn field(self) -> Option<&'static str> {
        Some(match self {
            Column::Title => "title",
            Column::Industry => "industry",
            Column::ChainNode => "chain_node",
            Column::Source => "source",
            Column::SourceEvent => "source_event",
            Column::Zone => "zone",
            Column::Officer => "officer",
            Column::Priority => "priority",
            Column::Planned => "planned",
            Column::Contact => "contact",
            Column::Phone => "phone",
            Column::Email => "email",
            Column::NextStep => "next_step",
            Column::Due => "due",
            Column::Note => "note",
            Column::Code | Column::Company | Column::Stage | Column::Origin | Column::Currency => return None,
        })
    }

    /// The lead's text of a text column.
    pub(crate) fn text(self, lead: &mut Lead) -> Option<&mut String> {
        Some(match self {
            Column::Code => &mut lead.code,
            Column::Title => &mut lead.title,
            Column::ChainNode => &mut lead.chain_node,
            Column::Contact => &mut lead.contact,
            Column::Phone => &mut lead.phone,
            Column::Email => &mut lead.email,
            Column::NextStep => &mut lead.next_step,
            Column::Note => &mut lead.note,
            _ => return None,
        })
    }

    /// The record a lead names in this column.
    pub(crate) fn reference(self, lead: &mut Lead) -> Option<&mut RecordId> {
        Some(match self {
            Column::Stage => &mut lead.stage,
            Column::Industry => &mut lead.industry,
            Column::Source => &mut lead.source,
            Column::SourceEvent => &mut lead.source_event,
            Column::Zone => &mut lead.zone,
            Column::Officer => &mut lead.officer,
            Column::Priority => &mut lead.priority,
            _ => return None,
        })
    }
}

/// What districts' own tables call the same columns.
const ALIASES: &[(&str, Column)] = &[
    ("项目编号", Column::Code),
    ("编号", Column::Code),
    ("编码", Column::Code),
    ("项目名称", Column::Title),
    ("项目", Column::Title),
    ("线索", Column::Title),
    ("lead", Column::Title),
    ("project", Column::Title),
    ("projectname", Column::Title),
    ("企业名称", Column::Company),
    ("公司", Column::Company),
    ("公司名称", Column::Company),
    ("投资方", Column::Company),
    ("companyname", Column::Company),
    ("investor", Column::Company),
    ("进度", Column::Stage),
    ("行业", Column::Industry),
    ("产业领域", Column::Industry),
    ("片区", Column::Zone),
    ("来源类别", Column::Source),
    ("负责人", Column::Officer),
    ("招商专员", Column::Officer),
    ("专员", Column::Officer),
    ("owner", Column::Officer),
    ("投资额", Column::Planned),
    ("计划投资额", Column::Planned),
    ("amount", Column::Planned),
    ("联系电话", Column::Phone),
    ("手机", Column::Phone),
    ("telephone", Column::Phone),
    ("mobile", Column::Phone),
    ("电子邮箱", Column::Email),
    ("e-mail", Column::Email),
    ("duedate", Column::Due),
    ("到期", Column::Due),
    ("notes", Column::Note),
    ("remarks", Column::Note),
];

/// What spellings of one heading have in common.
fn heading_key(heading: &str) -> String {
    let plain: String = heading.chars().map(half_width).collect();
    let before = plain.split(['(', '[', '【', '*', ':']).next().unwrap_or_default();
    before.chars().filter(|c| !c.is_whitespace() && *c != '\u{feff}').flat_map(char::to_lowercase).collect()
}

/// The unit a heading states in brackets: `计划投资（万元）` gives `万元`.
pub(crate) fn heading_unit(heading: &str) -> String {
    let plain: String = heading.chars().map(half_width).collect();
    let inner = plain.split_once(['(', '[', '【']).map(|(_, rest)| rest.split([')', ']', '】']).next());
    inner.flatten().unwrap_or_default().trim().trim_start_matches("单位").trim_start_matches([':', ' ']).to_owned()
}
