//! What is typed or pasted into a cell, and the command it means (SPEC TA8–TA12).

use serde_json::Value;

use super::cell::{name, plain};
use super::{Kind, TableColumn, sort};
use crate::document::{Command, Fields, LeadField, Tables, company_key};
use crate::exchange::{self, Names};
use crate::model::{Collection, Currency, Day, DayError, Lang, Lead, Money, RecordId, half_width};
use crate::view::event::typed_day;
use crate::view::term_name;

/// Why a text can't stand in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryFault {
    /// The row is a published case.
    Published,
    /// The column follows from other things.
    Computed,
    /// A stage is not written but moved to: what it asks for is asked then.
    Stage,
    UnknownName,
    Day,
    Amount,
    /// A bare figure for an amount in another currency: a guess could be wrong by the rate of exchange.
    WhichCurrency,
    EmptyTitle,
    EmptyCompany,
    /// More rows than there are, and they are no new leads: name and company are not among the columns.
    NoRow,
    /// More columns than are shown.
    NoColumn,
    /// No lead has this code.
    NoSuchCode,
}

/// What texts are read against.
pub struct Reading<'a> {
    pub(super) tables: &'a Tables,
    names: Names,
    pub(super) lang: Lang,
    pub(super) today: Day,
    /// Pasted: it may come from another row, so that nothing may be taken from the row it goes to.
    pasted: bool,
}

impl<'a> Reading<'a> {
    pub fn typed(tables: &'a Tables, lang: Lang, today: Day) -> Self {
        Reading { tables, names: Names::new(tables), lang, today, pasted: false }
    }

    pub fn pasted(tables: &'a Tables, lang: Lang, today: Day) -> Self {
        Reading { pasted: true, ..Reading::typed(tables, lang, today) }
    }

    /// The records a name may mean in a column, as exchange reads them.
    fn find(&self, column: exchange::Column, name: &str) -> &[RecordId] {
        self.names.find(column, name)
    }
}

/// The command that writes `text` into a cell; `None` where that changes nothing.
///
/// # Errors
/// Says why the text can't stand there.
pub fn entry(reading: &Reading, id: &RecordId, column: TableColumn, text: &str) -> Result<Option<Command>, EntryFault> {
    let Some(lead) = reading.tables.leads.get(id) else { return Ok(None) };
    let now = if reading.pasted {
        plain(id, lead, reading.tables, column, reading.lang, reading.today)
    } else {
        name(lead, reading.tables, column, reading.lang)
    };
    let same = same_text(&now, text) && (reading.pasted || !matches!(column.kind(), Kind::Money | Kind::Day));
    if same {
        return Ok(None);
    }
    if lead.published {
        return Err(EntryFault::Published);
    }
    if column == TableColumn::Company {
        let own = reading.tables.companies.get(&lead.company).map(|company| company_key(&company.name));
        return match company_key(text) {
            key if key.is_empty() => Err(EntryFault::EmptyCompany),
            key if own.as_ref() == Some(&key) => Ok(None),
            _ => Ok(Some(Command::EditLead { lead: id.clone(), field: LeadField::Company(one_line(text)) })),
        };
    }
    let fields = fields(reading, lead, column, text)?;
    let own = reading.tables.fields(Collection::Leads, id).unwrap_or_default();
    let full = |value: Option<&Value>| value.filter(|value| !value.is_null() && value.as_str() != Some("")).cloned();
    let changes = fields.iter().any(|(field, value)| full(own.get(field)) != full(Some(value)));
    Ok(changes.then(|| Command::Change { collection: Collection::Leads, id: id.clone(), fields }))
}

/// What a text sets in a lead.
fn fields(reading: &Reading, lead: &Lead, column: TableColumn, text: &str) -> Result<Fields, EntryFault> {
    let one = |value: Value| Fields::from_iter([(column.id().to_owned(), value)]);
    let record = |found: &[RecordId], now: &RecordId| match found {
        _ if text.trim().is_empty() => Ok(Value::from("")),
        found if found.contains(now) => Ok(Value::from(now.as_str())),
        [first, ..] => Ok(Value::from(first.as_str())),
        [] => Err(EntryFault::UnknownName),
    };
    match column.kind() {
        Kind::Computed => Err(EntryFault::Computed),
        Kind::Stage => Err(EntryFault::Stage),
        Kind::Text => match column {
            TableColumn::Note => Ok(one(Value::from(text))),
            TableColumn::Title if text.trim().is_empty() => Err(EntryFault::EmptyTitle),
            _ => Ok(one(Value::from(one_line(text)))),
        },
        Kind::Term(_) | Kind::Officer | Kind::Event => {
            let (Some(named), Some(now)) = (exchange_column(column), column.reference(lead)) else {
                return Err(EntryFault::Computed);
            };
            record(reading.find(named, text), now).map(one)
        }
        Kind::CameFrom => {
            let events = reading.find(exchange::Column::SourceEvent, text);
            if !events.is_empty() {
                return Ok(Fields::from_iter([("source_event".to_owned(), record(events, &lead.source_event)?)]));
            }
            let source = record(reading.find(exchange::Column::Source, text), &lead.source)?;
            Ok(Fields::from_iter([("source_event".to_owned(), Value::from("")), ("source".to_owned(), source)]))
        }
        Kind::Money => {
            let now = if column == TableColumn::Planned { lead.planned } else { lead.signed_amount };
            amount(reading, now, text)
                .map(|money| one(money.map_or(Value::Null, |money| Value::from(money.to_string()))))
        }
        Kind::Day => {
            let day = typed_day_near(text, reading.today).map_err(|_| EntryFault::Day)?;
            Ok(one(day.map_or(Value::Null, |day| Value::from(day.to_string()))))
        }
    }
}

fn amount(reading: &Reading, now: Option<Money>, text: &str) -> Result<Option<Money>, EntryFault> {
    let own = now.map_or(Currency::default(), |money| money.currency);
    let read = |currency| Money::parse(text, currency).map_err(|_| EntryFault::Amount);
    let (money, other) = (read(own)?, read(if own == Currency::Cny { Currency::Usd } else { Currency::Cny })?);
    // Read differently in two currencies: the text does not say which.
    if reading.pasted && own != Currency::Cny && money != other {
        return Err(EntryFault::WhichCurrency);
    }
    Ok(money)
}

/// What can be chosen in a column, in its order; nothing where one types.
pub fn choices(tables: &Tables, column: TableColumn, lang: Lang) -> Vec<(RecordId, String)> {
    let terms = |kind: &str| -> Vec<(RecordId, String)> {
        tables.terms_of(kind).into_iter().map(|(id, _)| (id.clone(), term_name(tables, id, lang))).collect()
    };
    let events = || -> Vec<(RecordId, String)> {
        let title = |id: &RecordId| tables.title(Collection::Events, id);
        let of = |id: &RecordId| {
            let event = tables.events.get(id);
            event.map_or_else(|| title(id), |event| lang.either(&event.title_zh, &event.title_en).to_owned())
        };
        sort::events(tables, lang).into_iter().map(|id| (id.clone(), of(id))).collect()
    };
    match column.kind() {
        Kind::Term(kind) => terms(kind),
        Kind::Stage => terms("stage"),
        Kind::Officer => {
            let name = |id: &RecordId| tables.officers.get(id).map(|officer| officer.name.clone()).unwrap_or_default();
            sort::officers(tables).into_iter().map(|id| (id.clone(), name(id))).collect()
        }
        Kind::Event => events(),
        Kind::CameFrom => events().into_iter().chain(terms("source")).collect(),
        Kind::Text | Kind::Money | Kind::Day | Kind::Computed => Vec::new(),
    }
}

/// Whether a choice is one that somebody who has typed this may mean.
pub fn fits(words: &str, typed: &str) -> bool {
    company_key(words).contains(&company_key(typed))
}

/// The command that sets one of [`choices`], or nothing (an empty id), in a lead.
pub fn choose(tables: &Tables, lead: &RecordId, column: TableColumn, choice: &RecordId) -> Command {
    let value = Value::from(choice.as_str());
    let fields = match column.kind() {
        Kind::Stage => return Command::MoveLead { lead: lead.clone(), to: choice.clone(), before: None },
        Kind::CameFrom if tables.events.get(choice).is_some() => {
            Fields::from_iter([("source_event".to_owned(), value)])
        }
        Kind::CameFrom => {
            Fields::from_iter([("source_event".to_owned(), Value::from("")), ("source".to_owned(), value)])
        }
        _ => Fields::from_iter([(column.id().to_owned(), value)]),
    };
    Command::Change { collection: Collection::Leads, id: lead.clone(), fields }
}

/// A row that is to become a lead.
pub(super) fn new_row(
    reading: &Reading,
    line: usize,
    cells: &[(TableColumn, &str)],
) -> (exchange::Row, Vec<(TableColumn, EntryFault)>) {
    let (mut values, mut faults) = (Vec::new(), Vec::new());
    for (column, text) in cells.iter().filter(|(_, text)| !text.trim().is_empty()) {
        match new_value(reading, *column, text) {
            Ok(value) => values.extend(value),
            Err(fault) => faults.push((*column, fault)),
        }
    }
    (exchange::Row { line, values }, faults)
}

fn new_value(
    reading: &Reading,
    column: TableColumn,
    text: &str,
) -> Result<Option<(exchange::Column, exchange::Value)>, EntryFault> {
    use exchange::{Column, Value};
    let named = |column: Column| {
        let known = !reading.find(column, text).is_empty();
        known.then(|| (column, Value::Text(text.trim().to_owned())))
    };
    let plain = |column: Column| Ok(Some((column, Value::Text(one_line(text)))));
    match column {
        TableColumn::Title => plain(Column::Title),
        TableColumn::Company => plain(Column::Company),
        TableColumn::ChainNode => plain(Column::ChainNode),
        TableColumn::Contact => plain(Column::Contact),
        TableColumn::Phone => plain(Column::Phone),
        TableColumn::Email => plain(Column::Email),
        TableColumn::NextStep => plain(Column::NextStep),
        TableColumn::Origin => plain(Column::Origin),
        TableColumn::Note => Ok(Some((Column::Note, Value::Text(text.to_owned())))),
        TableColumn::CameFrom => {
            named(Column::SourceEvent).or_else(|| named(Column::Source)).map(Some).ok_or(EntryFault::UnknownName)
        }
        TableColumn::Planned => {
            let money = Money::parse(text, Currency::Cny).map_err(|_| EntryFault::Amount)?;
            let amount = |m: Money| exchange::Amount { amount: m.amount, currency: Some(m.currency) };
            Ok(money.map(|money| (Column::Planned, Value::Amount(amount(money)))))
        }
        TableColumn::Due => {
            let day = typed_day_near(text, reading.today).map_err(|_| EntryFault::Day)?;
            Ok(day.map(|day| (Column::Due, Value::Day(day))))
        }
        TableColumn::Stage => Err(EntryFault::Stage),
        _ => match exchange_column(column) {
            Some(column) => named(column).map(Some).ok_or(EntryFault::UnknownName),
            // What follows from other things follows for a new lead as well.
            None => Ok(None),
        },
    }
}

/// The column of an exchanged table whose names are this column's.
fn exchange_column(column: TableColumn) -> Option<exchange::Column> {
    Some(match column {
        TableColumn::Industry => exchange::Column::Industry,
        TableColumn::Zone => exchange::Column::Zone,
        TableColumn::Officer => exchange::Column::Officer,
        TableColumn::Source => exchange::Column::Source,
        TableColumn::SourceEvent => exchange::Column::SourceEvent,
        TableColumn::Priority => exchange::Column::Priority,
        _ => return None,
    })
}

/// A day as it is typed into a cell: as [`typed_day`], and without a year (`12-11`, `12月11日`, `1211`), which is then the
/// year that brings it nearest to today or after; 今天, 明天, 后天, today, tomorrow.
///
/// # Errors
/// As [`typed_day`].
pub fn typed_day_near(text: &str, today: Day) -> Result<Option<Day>, DayError> {
    let plain: String = text.chars().map(half_width).filter(|c| !c.is_whitespace()).collect();
    match plain.to_lowercase().as_str() {
        "今天" | "today" => return Ok(Some(today)),
        "明天" | "tomorrow" => return Ok(Some(today.plus(1))),
        "后天" => return Ok(Some(today.plus(2))),
        _ => {}
    }
    match (month_and_day(&plain), typed_day(text)) {
        (Some((month, day)), Err(_)) => {
            let this = Day::new(today.year(), month, day);
            // Half a year back is more likely meant to come.
            match this {
                Ok(this) if this.days_until(today) > HALF_A_YEAR => Day::new(today.year() + 1, month, day).map(Some),
                other => other.map(Some),
            }
        }
        (_, typed) => typed,
    }
}

const HALF_A_YEAR: i32 = 182;

fn month_and_day(plain: &str) -> Option<(u32, u32)> {
    let plain = plain.strip_suffix('日').unwrap_or(plain);
    let number = |part: &str| {
        let good = (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        good.then(|| part.parse().ok()).flatten()
    };
    let (month, day) = match plain.split_once(['-', '/', '.', '月']) {
        Some(parts) => parts,
        None if plain.len() == 4 => plain.split_at_checked(2)?,
        None => return None,
    };
    Some((number(month)?, number(day)?))
}

/// Spreadsheets and fields of one line have no line ends.
fn one_line(text: &str) -> String {
    text.split(['\r', '\n']).map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

fn same_text(a: &str, b: &str) -> bool {
    let lines = |text: &str| text.trim().replace("\r\n", "\n").replace('\r', "\n");
    lines(a) == lines(b)
}
