use super::{Kind, TableColumn};
use crate::document::Tables;
use crate::format;
use crate::model::{Currency, Day, Lang, Lead, Money, RecordId};
use crate::view::card::WATERLINE_DAYS;
use crate::view::{Ageing, Card, Due, amount_text, idle_days, term_name};

/// A lead as its row shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    pub code: String,
    pub title: String,
    /// Read-only: from the published data.
    pub published: bool,
    /// One for each column asked for.
    pub cells: Vec<Shown>,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    Text(String),
    Code(String),
    Title(String),
    Stage {
        name: String,
        shape: String,
    },
    /// One character and the name.
    Officer {
        disc: String,
        name: String,
    },
    /// An amount as figure and unit.
    Money {
        figure: String,
        unit: String,
    },
    Due(Due),
    Day(String),
    Idle {
        /// Days without activity, and in the stage.
        days: u32,
        in_stage: u32,
        /// Of the waterline, in percent.
        percent: u32,
        ageing: Ageing,
    },
    /// Types of the standing blockers, oldest first.
    Blockers(Vec<String>),
    /// A published case, in the place of what it waits for.
    Published,
}

impl TableRow {
    pub fn of(id: &RecordId, lead: &Lead, tables: &Tables, columns: &[TableColumn], lang: Lang, today: Day) -> Self {
        TableRow {
            code: lead.code.clone(),
            title: lead.title.clone(),
            published: lead.published,
            cells: columns.iter().map(|column| shown(id, lead, tables, *column, lang, today)).collect(),
        }
    }
}

fn shown(id: &RecordId, lead: &Lead, tables: &Tables, column: TableColumn, lang: Lang, today: Day) -> Shown {
    let money = |amount: Option<Money>| match amount {
        Some(amount) => {
            let (figure, unit) = format::money_cell(lang, amount);
            Shown::Money { figure, unit }
        }
        None => Shown::Text(String::new()),
    };
    match column {
        TableColumn::Code => Shown::Code(lead.code.clone()),
        TableColumn::Title => Shown::Title(lead.title.clone()),
        TableColumn::Stage => {
            let shape = tables.terms.get(&lead.stage).map(|stage| stage.shape.clone()).unwrap_or_default();
            Shown::Stage { name: term_name(tables, &lead.stage, lang), shape }
        }
        TableColumn::Officer => match tables.officers.get(&lead.officer) {
            Some(officer) => Shown::Officer { disc: officer.disc.clone(), name: officer.name.clone() },
            None => Shown::Text(String::new()),
        },
        TableColumn::Planned => money(lead.planned),
        TableColumn::SignedAmount => money(lead.signed_amount),
        TableColumn::Due => lead.due.map_or(Shown::Text(String::new()), |due| Shown::Due(Due::of(due, today))),
        TableColumn::ReportedOn => match lead.reported_on {
            Some(day) => Shown::Day(format::day_week(lang, day, today)),
            None => Shown::Text(String::new()),
        },
        TableColumn::Idle if lead.published => Shown::Published,
        TableColumn::Idle => {
            let days = idle_days(id, lead, tables, today);
            let in_stage = lead.stage_since.and_then(|since| u32::try_from(since.days_until(today)).ok());
            Shown::Idle {
                days,
                in_stage: in_stage.unwrap_or_default(),
                percent: days.min(WATERLINE_DAYS) * 100 / WATERLINE_DAYS,
                ageing: Card::of(id, lead, tables, lang, today).ageing,
            }
        }
        TableColumn::Blockers => {
            let kinds = tables.blockers_of(id);
            Shown::Blockers(kinds.iter().map(|blocker| term_name(tables, &blocker.kind, lang)).collect())
        }
        _ => Shown::Text(name(lead, tables, column, lang)),
    }
}

/// What a cell says as a plain name or text; nothing for amounts, days and what is computed.
pub(super) fn name(lead: &Lead, tables: &Tables, column: TableColumn, lang: Lang) -> String {
    let company = tables.companies.get(&lead.company);
    let event = |id: &RecordId| {
        let event = tables.events.get(id);
        event.map(|event| lang.either(&event.title_zh, &event.title_en).to_owned()).unwrap_or_default()
    };
    match column {
        TableColumn::Company => company.map(|company| company.name.clone()).unwrap_or_default(),
        TableColumn::Origin => company.map(|company| company.origin.clone()).unwrap_or_default(),
        TableColumn::SourceEvent => event(&lead.source_event),
        TableColumn::CameFrom => match event(&lead.source_event) {
            none if none.is_empty() => term_name(tables, &lead.source, lang),
            title => title,
        },
        _ => match (column.reference(lead), column.text(lead)) {
            (Some(id), _) if matches!(column, TableColumn::Officer | TableColumn::ReportedBy) => {
                tables.officers.get(id).map(|officer| officer.name.clone()).unwrap_or_default()
            }
            (Some(id), _) => term_name(tables, id, lang),
            (None, Some(text)) => text.to_owned(),
            (None, None) => String::new(),
        },
    }
}

/// What a cell holds when one begins to edit it: amounts exactly, days as `YYYY-MM-DD`.
pub fn edit_text(lead: &Lead, tables: &Tables, column: TableColumn, lang: Lang) -> String {
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    match column {
        TableColumn::Planned => amount_text(lead, lang),
        TableColumn::SignedAmount => {
            lead.signed_amount.map(|money| format::money_exact(lang, money)).unwrap_or_default()
        }
        TableColumn::Due => day(lead.due),
        TableColumn::ReportedOn => day(lead.reported_on),
        _ => name(lead, tables, column, lang),
    }
}

/// What a cell says as a spreadsheet takes it (SPEC TA13).
pub(super) fn plain(
    id: &RecordId,
    lead: &Lead,
    tables: &Tables,
    column: TableColumn,
    lang: Lang,
    today: Day,
) -> String {
    let money = |amount: Option<Money>| match amount {
        Some(Money { amount, currency: Currency::Cny }) => amount.to_string(),
        Some(Money { amount, currency: Currency::Usd }) => format!("${amount}"),
        None => String::new(),
    };
    match column {
        TableColumn::Planned => money(lead.planned),
        TableColumn::SignedAmount => money(lead.signed_amount),
        TableColumn::Idle => idle_days(id, lead, tables, today).to_string(),
        TableColumn::Blockers => {
            let between = if lang == Lang::ZhCn { "、" } else { ", " };
            let kinds = tables.blockers_of(id);
            kinds.iter().map(|one| term_name(tables, &one.kind, lang)).collect::<Vec<_>>().join(between)
        }
        _ if column.kind() == Kind::Day => edit_text(lead, tables, column, lang),
        TableColumn::ReportedOn => edit_text(lead, tables, column, lang),
        _ => name(lead, tables, column, lang),
    }
}
