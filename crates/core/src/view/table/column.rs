use crate::model::{Lang, Lead, RecordId};

/// What a row can show of a lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TableColumn {
    Code,
    Title,
    Company,
    Stage,
    Industry,
    ChainNode,
    Zone,
    Officer,
    /// 来源: the event a lead came from, or else how it came.
    CameFrom,
    Source,
    SourceEvent,
    Origin,
    Priority,
    Planned,
    SignedAmount,
    NextStep,
    Due,
    /// Days without activity, and in the stage.
    Idle,
    Blockers,
    Contact,
    Phone,
    Email,
    ReportedBy,
    ReportedOn,
    Note,
}

/// What stands in a column's cells, and so how they are edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    /// A name out of the dictionary of this kind.
    Term(&'static str),
    Stage,
    Officer,
    Event,
    /// An event or a source.
    CameFrom,
    Money,
    Day,
    /// Follows from other things; can't be typed.
    Computed,
}

impl TableColumn {
    /// The catalogue, in the order the columns are offered.
    pub const ALL: [TableColumn; 25] = [
        TableColumn::Code,
        TableColumn::Title,
        TableColumn::Company,
        TableColumn::Stage,
        TableColumn::Industry,
        TableColumn::ChainNode,
        TableColumn::Zone,
        TableColumn::Officer,
        TableColumn::Planned,
        TableColumn::CameFrom,
        TableColumn::Source,
        TableColumn::SourceEvent,
        TableColumn::Origin,
        TableColumn::Priority,
        TableColumn::SignedAmount,
        TableColumn::NextStep,
        TableColumn::Due,
        TableColumn::Idle,
        TableColumn::Blockers,
        TableColumn::Contact,
        TableColumn::Phone,
        TableColumn::Email,
        TableColumn::ReportedBy,
        TableColumn::ReportedOn,
        TableColumn::Note,
    ];

    /// What is shown when the address does not say.
    pub const DEFAULT: [TableColumn; 12] = [
        TableColumn::Code,
        TableColumn::Title,
        TableColumn::Company,
        TableColumn::Industry,
        TableColumn::Zone,
        TableColumn::Officer,
        TableColumn::Planned,
        TableColumn::CameFrom,
        TableColumn::NextStep,
        TableColumn::Due,
        TableColumn::Idle,
        TableColumn::Blockers,
    ];

    /// The name in the address; for a field of the lead its name in the document.
    pub fn id(self) -> &'static str {
        match self {
            TableColumn::Code => "code",
            TableColumn::Title => "title",
            TableColumn::Company => "company",
            TableColumn::Stage => "stage",
            TableColumn::Industry => "industry",
            TableColumn::ChainNode => "chain_node",
            TableColumn::Zone => "zone",
            TableColumn::Officer => "officer",
            TableColumn::CameFrom => "came_from",
            TableColumn::Source => "source",
            TableColumn::SourceEvent => "source_event",
            TableColumn::Origin => "origin",
            TableColumn::Priority => "priority",
            TableColumn::Planned => "planned",
            TableColumn::SignedAmount => "signed_amount",
            TableColumn::NextStep => "next_step",
            TableColumn::Due => "due",
            TableColumn::Idle => "idle",
            TableColumn::Blockers => "blockers",
            TableColumn::Contact => "contact",
            TableColumn::Phone => "phone",
            TableColumn::Email => "email",
            TableColumn::ReportedBy => "reported_by",
            TableColumn::ReportedOn => "reported_on",
            TableColumn::Note => "note",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        TableColumn::ALL.into_iter().find(|column| column.id() == id)
    }

    pub fn kind(self) -> Kind {
        match self {
            TableColumn::Stage => Kind::Stage,
            TableColumn::Industry => Kind::Term("industry"),
            TableColumn::Zone => Kind::Term("zone"),
            TableColumn::Source => Kind::Term("source"),
            TableColumn::Priority => Kind::Term("priority"),
            TableColumn::Officer => Kind::Officer,
            TableColumn::SourceEvent => Kind::Event,
            TableColumn::CameFrom => Kind::CameFrom,
            TableColumn::Planned | TableColumn::SignedAmount => Kind::Money,
            TableColumn::Due => Kind::Day,
            TableColumn::Code
            | TableColumn::Idle
            | TableColumn::Blockers
            | TableColumn::Origin
            | TableColumn::ReportedBy
            | TableColumn::ReportedOn => Kind::Computed,
            TableColumn::Title
            | TableColumn::Company
            | TableColumn::ChainNode
            | TableColumn::NextStep
            | TableColumn::Contact
            | TableColumn::Phone
            | TableColumn::Email
            | TableColumn::Note => Kind::Text,
        }
    }

    /// Whether a person can type into it.
    pub fn is_editable(self) -> bool {
        self.kind() != Kind::Computed
    }

    /// The least width for a language, in CSS pixels; what is left of the table's width is shared out in proportion.
    pub fn width(self, lang: Lang) -> u32 {
        let (zh, en) = match self {
            TableColumn::Code => (104, 104),
            TableColumn::Title => (190, 184),
            TableColumn::Company => (96, 138),
            TableColumn::Zone => (64, 60),
            TableColumn::Officer => (52, 56),
            TableColumn::Stage | TableColumn::Priority | TableColumn::Industry | TableColumn::ReportedBy => (78, 84),
            TableColumn::Planned | TableColumn::SignedAmount => (104, 92),
            TableColumn::CameFrom | TableColumn::Source | TableColumn::SourceEvent => (138, 122),
            TableColumn::NextStep | TableColumn::Email | TableColumn::Note => (156, 150),
            TableColumn::Due => (104, 92),
            TableColumn::Idle => (142, 132),
            TableColumn::ChainNode
            | TableColumn::Blockers
            | TableColumn::Origin
            | TableColumn::Contact
            | TableColumn::ReportedOn
            | TableColumn::Phone => (104, 100),
        };
        if lang == Lang::ZhCn { zh } else { en }
    }

    /// The lead's own text of a text column.
    pub(super) fn text(self, lead: &Lead) -> Option<&str> {
        Some(match self {
            TableColumn::Code => &lead.code,
            TableColumn::Title => &lead.title,
            TableColumn::ChainNode => &lead.chain_node,
            TableColumn::NextStep => &lead.next_step,
            TableColumn::Contact => &lead.contact,
            TableColumn::Phone => &lead.phone,
            TableColumn::Email => &lead.email,
            TableColumn::Note => &lead.note,
            _ => return None,
        })
    }

    /// The record a lead names in this column.
    pub(super) fn reference(self, lead: &Lead) -> Option<&RecordId> {
        Some(match self {
            TableColumn::Stage => &lead.stage,
            TableColumn::Industry => &lead.industry,
            TableColumn::Zone => &lead.zone,
            TableColumn::Officer => &lead.officer,
            TableColumn::Source => &lead.source,
            TableColumn::SourceEvent => &lead.source_event,
            TableColumn::Priority => &lead.priority,
            TableColumn::ReportedBy => &lead.reported_by,
            _ => return None,
        })
    }
}
