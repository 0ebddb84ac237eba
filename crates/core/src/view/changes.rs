//! The history of a workspace or of one record, and different edits of one field, in words (SPEC H4).

use std::collections::BTreeSet;

use serde_json::Value;

use super::card::term_name;
use crate::document::{Conflict, Document, LogEntry, LoggedChange, Mark, Step};
use crate::format;
use crate::model::{Collection, Day, FieldKind, Lang, Money, RecordId};
use crate::query::Clock;

/// What of the history is asked for. Empty values ask for everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HistoryFilter {
    /// Looked for in titles and values, without regard to case and width.
    pub text: String,
    /// A person's name.
    pub who: String,
    pub collection: Option<Collection>,
    pub from: Option<Day>,
    pub to: Option<Day>,
    /// One record alone.
    pub record: Option<(Collection, RecordId)>,
}

/// One step of the history.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangeLine {
    /// Its place in the log, from 0: a key for lists.
    pub number: usize,
    /// Milliseconds since 1970.
    pub at: i64,
    pub who: String,
    pub unit: String,
    pub step: Step,
    /// Records it made.
    pub made: usize,
    pub fields: Vec<FieldLine>,
}

/// One field of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldLine {
    pub collection: Collection,
    pub id: RecordId,
    /// The record's name; empty for one that has none.
    pub title: String,
    pub field: String,
    /// In words; empty for an empty field.
    pub from: String,
    pub to: String,
    pub mark: Mark,
}

/// The part of the history that was asked for, newest first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct History {
    pub lines: Vec<ChangeLine>,
    /// How many there are in all.
    pub total: usize,
    /// Everybody who is named in the log, in alphabetical order.
    pub people: Vec<String>,
}

/// Fields of a bulk change shown in one line; the rest is counted.
const MOST_FIELDS: usize = 40;

/// The newest `most` lines of the history.
pub fn changes(document: &Document, filter: &HistoryFilter, lang: Lang, most: usize) -> History {
    let log = document.log();
    let people: BTreeSet<String> = log.iter().map(|entry| entry.who.clone()).filter(|who| !who.is_empty()).collect();
    let needle = crate::document::company_key(&filter.text);
    let mut history = History { people: people.into_iter().collect(), ..History::default() };
    for (number, entry) in log.iter().enumerate().rev() {
        if !fits(entry, filter) {
            continue;
        }
        let asked = |change: &&LoggedChange| {
            filter.record.as_ref().is_none_or(|(collection, id)| change.collection == *collection && change.id == *id)
        };
        let plain = needle.is_empty();
        if plain && history.lines.len() >= most {
            history.total += 1;
            continue;
        }
        let fields: Vec<FieldLine> =
            entry.changes.iter().filter(asked).take(MOST_FIELDS).map(|change| line(document, change, lang)).collect();
        if !plain && !mentions(entry, &fields, &needle) {
            continue;
        }
        history.total += 1;
        if history.lines.len() < most {
            history.lines.push(ChangeLine {
                number,
                at: entry.at,
                who: entry.who.clone(),
                unit: entry.unit.clone(),
                step: entry.step.clone(),
                made: entry.made.len(),
                fields,
            });
        }
    }
    history
}

fn fits(entry: &LogEntry, filter: &HistoryFilter) -> bool {
    let day = Day::in_shanghai(entry.at);
    let of = |collection: Collection, id: Option<&RecordId>| {
        entry.changes.iter().any(|c| c.collection == collection && id.is_none_or(|id| c.id == *id))
            || entry.made.iter().any(|(c, made)| *c == collection && id.is_none_or(|id| made == id))
    };
    (filter.who.is_empty() || entry.who == filter.who)
        && filter.collection.is_none_or(|collection| of(collection, None))
        && filter.record.as_ref().is_none_or(|(collection, id)| of(*collection, Some(id)))
        && filter.from.is_none_or(|from| day.is_some_and(|day| day >= from))
        && filter.to.is_none_or(|to| day.is_some_and(|day| day <= to))
}

fn mentions(entry: &LogEntry, fields: &[FieldLine], needle: &str) -> bool {
    let has = |text: &str| crate::document::company_key(text).contains(needle);
    has(&step_title(&entry.step))
        || has(&entry.who)
        || fields.iter().any(|field| has(&field.title) || has(&field.from) || has(&field.to))
}

/// The name of what a step was about; empty when it was about no one record.
pub fn step_title(step: &Step) -> String {
    match step {
        Step::Capture { title }
        | Step::Move { title, .. }
        | Step::Reorder { title }
        | Step::Edit { title, .. }
        | Step::Remove { title }
        | Step::LogActivity { title }
        | Step::Create { title, .. }
        | Step::Change { title, .. }
        | Step::Delete { title, .. }
        | Step::MergeRecords { title, .. }
        | Step::Settle { title, .. } => title.clone(),
        Step::Merge { file, .. } | Step::ImportRows { name: file, .. } => file.clone(),
        Step::Bulk { of, .. } | Step::Undo { of } | Step::Redo { of } => step_title(of),
        Step::Republish | Step::LoadSample | Step::ClearSample => String::new(),
    }
}

/// A logged change in words.
pub fn line(document: &Document, change: &LoggedChange, lang: Lang) -> FieldLine {
    let words = |value: Option<&Value>| value_words(document, lang, change.collection, &change.field, value);
    FieldLine {
        collection: change.collection,
        id: change.id.clone(),
        title: document.title(change.collection, &change.id),
        field: change.field.clone(),
        from: words(change.from.as_ref()),
        to: words(change.to.as_ref()),
        mark: change.mark,
    }
}

/// A field's value as a person reads it: terms and records by name, days and amounts as the language writes them.
pub fn value_words(
    document: &Document,
    lang: Lang,
    collection: Collection,
    field: &str,
    value: Option<&Value>,
) -> String {
    let Some(value) = value else { return String::new() };
    let text = value.as_str().unwrap_or_default();
    let named = |name: String| if name.is_empty() { text.to_owned() } else { name };
    match (collection.field(field).map(|spec| spec.kind), value) {
        (Some(FieldKind::Term(_)), _) => named(term_name(document.tables(), &RecordId::from(text), lang)),
        (Some(FieldKind::Ref(other)), _) => named(document.title(other, &RecordId::from(text))),
        (Some(FieldKind::Day), _) => {
            text.parse::<Day>().map_or_else(|_| text.to_owned(), |day| format::day_plain(lang, day))
        }
        (Some(FieldKind::Money), _) => {
            Money::from_stored(text).map_or_else(|| text.to_owned(), |money| format::money_exact(lang, money))
        }
        (_, Value::Bool(yes)) => match (lang, yes) {
            (Lang::ZhCn, true) => "是".to_owned(),
            (Lang::ZhCn, false) => "否".to_owned(),
            (Lang::En, true) => "yes".to_owned(),
            (Lang::En, false) => "no".to_owned(),
        },
        (_, Value::String(text)) => text.clone(),
        (_, other) => other.to_string(),
    }
}

/// Different edits of one field, to decide on.
#[derive(Debug, Clone, PartialEq)]
pub struct ConflictLine {
    pub collection: Collection,
    pub id: RecordId,
    /// The record's name.
    pub title: String,
    pub field: String,
    /// The code of the lead it is about, for a link; empty when it is about none.
    pub code: String,
    /// The value that holds now first.
    pub sides: Vec<SideLine>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct SideLine {
    /// As it is written in the document, for [`crate::document::Command::Settle`].
    pub value: Value,
    /// In words; empty for an emptied field.
    pub words: String,
    pub who: String,
    pub unit: String,
    /// Milliseconds since 1970; 0 when it is not known.
    pub at: i64,
}

pub fn conflict_line(document: &Document, conflict: &Conflict, lang: Lang) -> ConflictLine {
    let (collection, field) = (conflict.collection, conflict.field.as_str());
    let lead = (collection == Collection::Leads).then(|| document.tables().leads.get(&conflict.id)).flatten();
    ConflictLine {
        collection,
        id: conflict.id.clone(),
        title: document.title(collection, &conflict.id),
        field: conflict.field.clone(),
        code: lead.map(|lead| lead.code.clone()).unwrap_or_default(),
        sides: conflict
            .sides
            .iter()
            .map(|side| SideLine {
                value: side.value.clone().unwrap_or(Value::Null),
                words: value_words(document, lang, collection, field, side.value.as_ref()),
                who: side.who.clone(),
                unit: side.unit.clone(),
                at: side.at,
            })
            .collect(),
    }
}

/// How long ago the workspace was exported, and what was done since (SPEC BU1).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Backup {
    /// When, in milliseconds since 1970; `None` when it never was.
    pub at: Option<i64>,
    /// Calendar days in Shanghai since then, or since the first change when it never was.
    pub days: i64,
    /// Steps since then.
    pub changes: usize,
    /// Time to export: seven days, or what the limit is, and something was done.
    pub due: bool,
}

/// `exported` is the time of the last export and how long the log was then.
pub fn backup(document: &Document, exported: Option<(i64, usize)>, now_ms: i64) -> Backup {
    let steps = document.log_len();
    let changes = steps.saturating_sub(exported.map_or(0, |(_, steps)| steps));
    let since = exported.map(|(at, _)| at).or_else(|| document.log_at(0)).unwrap_or(now_ms);
    let day = |ms: i64| Day::in_shanghai(ms);
    let days = day(since).zip(day(now_ms)).map_or(0, |(since, now)| i64::from(since.days_until(now)).max(0));
    let limit = i64::from(Clock::Backup.days(document.tables()));
    Backup { at: exported.map(|(at, _)| at), days, changes, due: changes > 0 && days >= limit }
}
