//! What is done from a row: each is one command, one step of undo (SPEC TD5).

use serde_json::Value;

use super::About;
use super::dated::ANSWERED;
use crate::document::{Command, Fields, Tables};
use crate::model::{Collection, Day, RecordId};
use crate::view::event::{change, day_value};

/// What somebody says was done, and what is next.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Log {
    /// A term of kind `activity`.
    pub kind: RecordId,
    pub text: String,
    /// Empty: none is named.
    pub next_step: String,
    pub due: Option<Day>,
}

/// Logs what was done about a lead. What is named as the next step, or its day, takes the place of the last one; what is
/// not named stays.
pub fn log(lead: &RecordId, log: &Log) -> Command {
    let next = log.next_step.trim();
    let mut fields = Fields::new();
    if !next.is_empty() {
        fields.insert("next_step".to_owned(), Value::from(next));
    }
    if log.due.is_some() || !next.is_empty() {
        fields.insert("due".to_owned(), day_value(log.due));
    }
    with_fields(activity(lead, &log.kind, &log.text), lead, fields)
}

/// Done: what was said is logged or noted, and the item is no longer open. `None` where the item is not one that is
/// done from here.
pub fn done(tables: &Tables, about: &About, said: &Log, today: Day) -> Option<Command> {
    let text = said.text.trim();
    let set = |collection, id: &RecordId, fields: Vec<(&str, Value)>| {
        let fields = fields.into_iter().map(|(field, value)| (field.to_owned(), value)).collect();
        change(collection, id, fields)
    };
    let command = match about {
        // The step is over: the next one takes its place, or there is none.
        About::Step(lead) => {
            let next = [("next_step", text_value(&said.next_step)), ("due", day_value(said.due))];
            let fields = next.into_iter().map(|(field, value)| (field.to_owned(), value)).collect();
            with_fields(activity(lead, &said.kind, text), lead, fields)
        }
        About::Blocker(id) => {
            let blocker = tables.blockers.get(id)?;
            let cleared = set(Collection::Blockers, id, vec![("resolution", Value::from(text))]);
            let kind = RecordId::from("activity/blocker");
            Command::Bulk(vec![cleared, activity(&blocker.lead, &kind, text)])
        }
        About::Need(id) => {
            let mut fields = vec![("answer", Value::from(text))];
            if tables.terms.get(&RecordId::from(ANSWERED)).is_some() {
                fields.push(("state", Value::from(ANSWERED)));
            }
            set(Collection::Needs, id, fields)
        }
        About::EventStep(id) => set(Collection::EventNotes, id, vec![("done_on", day_value(Some(today)))]),
        About::Visit(id) => {
            let visit = tables.visits.get(id)?;
            let fields = vec![("day", day_value(Some(today))), ("text", text_value(text))];
            let visited = set(Collection::Visits, id, fields);
            if tables.leads.get(&visit.lead).is_none() {
                visited
            } else {
                Command::Bulk(vec![visited, activity(&visit.lead, &RecordId::from(VISIT), text)])
            }
        }
        About::NextVisit(lead) => {
            let fields = Fields::from_iter([("next_visit".to_owned(), day_value(said.due))]);
            with_fields(activity(lead, &RecordId::from(VISIT), text), lead, fields)
        }
        About::Feedback(id) => set(Collection::Feedback, id, vec![("answer", Value::from(text))]),
        About::Lead(_) | About::Event(_) | About::Backup => return None,
    };
    Some(command)
}

/// Another day for an item. `None` where it has no day.
pub fn postpone(about: &About, day: Day) -> Option<Command> {
    let (collection, id, field) = match about {
        About::Step(id) => (Collection::Leads, id, "due"),
        About::Blocker(id) => (Collection::Blockers, id, "due"),
        About::Need(id) => (Collection::Needs, id, "wished_by"),
        About::EventStep(id) => (Collection::EventNotes, id, "due"),
        About::Visit(id) => (Collection::Visits, id, "planned"),
        About::NextVisit(id) => (Collection::Leads, id, "next_visit"),
        About::Lead(_) | About::Event(_) | About::Feedback(_) | About::Backup => return None,
    };
    Some(change(collection, id, Fields::from_iter([(field.to_owned(), day_value(Some(day)))])))
}

/// The days an item is put off to with one choice: tomorrow, next Monday, in two weeks.
pub fn other_days(today: Day) -> [Day; 3] {
    let to_monday = 7 - i32::try_from(today.weekday()).unwrap_or_default();
    [today.plus(1), today.plus(to_monday), today.plus(14)]
}

/// Why talks make no progress. It is no activity: the clock runs on (SPEC K4).
pub fn explain(lead: &RecordId, reason: &str, today: Day) -> Command {
    let fields = [("stale_reason", text_value(reason)), ("stale_reason_on", day_value(Some(today)))];
    change(Collection::Leads, lead, fields.into_iter().map(|(field, value)| (field.to_owned(), value)).collect())
}

const VISIT: &str = "activity/visit";

fn activity(lead: &RecordId, kind: &RecordId, text: &str) -> Command {
    Command::LogActivity { lead: lead.clone(), kind: kind.clone(), text: text.to_owned() }
}

fn with_fields(log: Command, lead: &RecordId, fields: Fields) -> Command {
    if fields.is_empty() {
        return log;
    }
    Command::Bulk(vec![log, change(Collection::Leads, lead, fields)])
}

fn text_value(text: &str) -> Value {
    let text = text.trim();
    if text.is_empty() { Value::Null } else { Value::from(text) }
}
