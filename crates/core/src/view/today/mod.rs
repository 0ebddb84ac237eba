//! Today: what is due, what stands still, what waits for somebody (SPEC TD1…). Each list has the rows its count says.

mod act;
mod dated;
mod lists;
mod tide;

use crate::document::Tables;
use crate::model::{Day, Lang, RecordId};
use crate::query::Filter;
use crate::view::{Backup, Due};

pub use act::{Log, done, explain, log, other_days, postpone};
pub use dated::due_now;
pub use tide::{Mark, Span, Tide, TideDay, TideDot, ZEBRA};

/// What a row is about: the record its actions change.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum About {
    /// A lead's next step.
    Step(RecordId),
    Blocker(RecordId),
    Need(RecordId),
    /// A next step of an event: the note.
    EventStep(RecordId),
    /// A visit that is planned.
    Visit(RecordId),
    /// The next visit a lead itself names.
    NextVisit(RecordId),
    /// A lead as such.
    Lead(RecordId),
    Event(RecordId),
    Feedback(RecordId),
    Backup,
}

impl About {
    /// A name inside the page, fit for an element's id.
    pub fn key(&self) -> String {
        let (word, id) = match self {
            About::Step(id) => ("step", id.as_str()),
            About::Blocker(id) => ("blocker", id.as_str()),
            About::Need(id) => ("need", id.as_str()),
            About::EventStep(id) => ("event-step", id.as_str()),
            About::Visit(id) => ("visit", id.as_str()),
            About::NextVisit(id) => ("next-visit", id.as_str()),
            About::Lead(id) => ("lead", id.as_str()),
            About::Event(id) => ("event", id.as_str()),
            About::Feedback(id) => ("feedback", id.as_str()),
            About::Backup => ("backup", ""),
        };
        format!("{word}/{id}")
    }
}

/// The lists of the page, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ListKind {
    /// What is dated on the one day that was picked on the strip.
    OnDay(Day),
    Overdue,
    Due,
    /// The next three days.
    Soon,
    Stale,
    SecondContact,
    NotWrittenUp,
    Reply,
    Screening,
    Progress,
    Gate,
    Visits,
    Backup,
}

impl ListKind {
    /// Beside the items with a day, what waits and stands still.
    pub fn is_aside(self) -> bool {
        !matches!(self, ListKind::OnDay(_) | ListKind::Overdue | ListKind::Due | ListKind::Soon)
    }

    /// A name inside the page, fit for an element's id.
    pub fn word(self) -> &'static str {
        match self {
            ListKind::OnDay(_) => "day",
            ListKind::Overdue => "overdue",
            ListKind::Due => "due",
            ListKind::Soon => "soon",
            ListKind::Stale => "stale",
            ListKind::SecondContact => "second-contact",
            ListKind::NotWrittenUp => "not-written-up",
            ListKind::Reply => "reply",
            ListKind::Screening => "screening",
            ListKind::Progress => "progress",
            ListKind::Gate => "gate",
            ListKind::Visits => "visits",
            ListKind::Backup => "backup",
        }
    }
}

/// The days of [`ListKind::Soon`].
pub const SOON_DAYS: i32 = 3;

/// What is said of a row beside its name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum When {
    Due(Due),
    /// Days without activity, a warning.
    Stale(u32),
    /// Days without activity, a reason is due.
    Unexplained(u32),
    Explained(u32),
    /// The day an event ended.
    Ended(Day),
    /// Days a clock has run.
    Days(u32),
    /// Waits, and its clock has not run out: no words.
    Waiting,
    /// Fields of the stage's gate that are not known, by name.
    Missing(Vec<String>),
}

/// One line of a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Row {
    pub about: About,
    /// Of the lead it belongs to; empty where it belongs to none.
    pub lead: RecordId,
    pub code: String,
    /// Of the event it belongs to; empty where it belongs to none.
    pub event: RecordId,
    pub title: String,
    pub company: String,
    /// What is to be done, or was said.
    pub text: String,
    /// The stage's shape and name; empty for what is no lead.
    pub shape: String,
    pub stage: String,
    /// The type of the lead's first standing blocker.
    pub blocker: String,
    pub when: When,
    /// Stands under a heading of its own.
    pub group: Option<Group>,
    pub sample: bool,
}

/// The event whose leads wait for a second contact.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Group {
    pub title: String,
    /// Days since it ended.
    pub days: u32,
    /// Days within which each lead is to be contacted.
    pub limit: u32,
}

/// A list and its rows. Its count is the number of rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    pub kind: ListKind,
    pub rows: Vec<Row>,
}

/// The page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Today {
    /// Those with rows, in the order of the page.
    pub lists: Vec<List>,
    pub tide: Tide,
    /// Overdue items whose day is left of the strip.
    pub earlier: usize,
}

/// What is asked of the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked<'a> {
    pub filter: &'a Filter,
    pub lang: Lang,
    pub today: Day,
    pub span: Span,
    /// The day that is picked on the strip.
    pub picked: Option<Day>,
    pub backup: Backup,
}

impl Today {
    pub fn of(tables: &Tables, asked: &Asked) -> Self {
        lists::today(tables, asked)
    }

    /// The rows of a list; none where it is not there.
    pub fn rows(&self, kind: ListKind) -> &[Row] {
        self.lists.iter().find(|list| list.kind == kind).map_or(&[], |list| &list.rows)
    }

    /// Whether nothing of the office's work is due.
    pub fn is_empty(&self) -> bool {
        self.lists.iter().all(|list| matches!(list.kind, ListKind::Backup | ListKind::OnDay(_)))
    }
}

/// The officer of this name: the person at the device, if they are in the list.
pub fn officer_named(tables: &Tables, who: &str) -> Option<RecordId> {
    let who = who.trim();
    let found = tables.officers.iter().find(|(_, officer)| !who.is_empty() && officer.name.trim() == who);
    found.map(|(id, _)| id.clone())
}
