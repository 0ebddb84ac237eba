//! How long things may take (SPEC K2). The limits are data: a term of kind `clock` has the days in its order, and a
//! document without the term has the default, so that earlier documents need nothing.

use serde_json::Value;

use crate::document::{Command, Fields, Tables};
use crate::model::{Collection, Day, RecordId, half_width};

/// The dictionary of the limits.
const KIND: &str = "clock";

/// What runs for a number of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Clock {
    /// From a lead's first report to the first call, mail or visit.
    Reply,
    /// From a lead's entry into the list of leads to its screening.
    Screening,
    /// From an opinion that was given to its answer.
    Feedback,
    /// Between two reports of progress on the tracking list.
    Progress,
    /// Without activity in talks: a warning.
    Stale,
    /// Without activity in talks: a reason is due.
    Reason,
    /// From an event's last day to the second contact with each of its leads.
    SecondContact,
    /// From an export to the next, when something was done.
    Backup,
}

impl Clock {
    /// In the order of a lead's life.
    pub const ALL: [Clock; 8] = [
        Clock::Reply,
        Clock::Screening,
        Clock::Feedback,
        Clock::Progress,
        Clock::Stale,
        Clock::Reason,
        Clock::SecondContact,
        Clock::Backup,
    ];
    /// The least and the most days a limit can have.
    pub const RANGE: (u32, u32) = (1, 365);

    /// The days as `domain.md` has them.
    pub const fn default_days(self) -> u32 {
        match self {
            Clock::Reply => 1,
            Clock::Screening => 3,
            Clock::Feedback | Clock::Backup => 7,
            Clock::Progress | Clock::Stale | Clock::SecondContact => 14,
            Clock::Reason => 30,
        }
    }

    /// The last part of its term's id.
    pub const fn word(self) -> &'static str {
        match self {
            Clock::Reply => "reply",
            Clock::Screening => "screening",
            Clock::Feedback => "feedback",
            Clock::Progress => "progress",
            Clock::Stale => "stale",
            Clock::Reason => "reason",
            Clock::SecondContact => "second-contact",
            Clock::Backup => "backup",
        }
    }

    /// The term that has the limit.
    pub fn term(self) -> RecordId {
        RecordId::new(format!("{KIND}/{}", self.word()))
    }

    /// What the term is called in the dictionaries and in the history, Chinese and English.
    pub const fn names(self) -> (&'static str, &'static str) {
        match self {
            Clock::Reply => ("答复时限", "Reply"),
            Clock::Screening => ("研判时限", "Screening"),
            Clock::Feedback => ("反馈时限", "Feedback"),
            Clock::Progress => ("通报进展时限", "Progress report"),
            Clock::Stale => ("停滞提醒", "Stale"),
            Clock::Reason => ("停滞说明", "Reason for no progress"),
            Clock::SecondContact => ("二次联系时限", "Second contact"),
            Clock::Backup => ("备份提醒", "Backup reminder"),
        }
    }

    /// Its limit in days, 1–365. Anything else counts as not given.
    pub fn days(self, tables: &Tables) -> u32 {
        let given = tables.terms.get(&self.term()).filter(|term| term.kind == KIND).map(|term| term.order);
        given
            .and_then(|days| u32::try_from(days).ok())
            .filter(|days| (Clock::RANGE.0..=Clock::RANGE.1).contains(days))
            .unwrap_or_else(|| self.default_days())
    }

    /// A limit as people type it, in digits of any width; `None` for what is no whole number of 1–365.
    pub fn typed(text: &str) -> Option<u32> {
        let plain: String = text.chars().map(half_width).filter(|c| !c.is_whitespace()).collect();
        plain.parse().ok().filter(|days| (Clock::RANGE.0..=Clock::RANGE.1).contains(days))
    }

    /// Sets the limit, one step; held inside 1–365.
    pub fn set(self, tables: &Tables, days: u32) -> Command {
        let (collection, id) = (Collection::Terms, self.term());
        let order = Value::from(days.clamp(Clock::RANGE.0, Clock::RANGE.1));
        if tables.terms.get(&id).is_some() {
            return Command::Change { collection, id, fields: Fields::from_iter([("order".to_owned(), order)]) };
        }
        let (zh, en) = self.names();
        let fields = [("kind", Value::from(KIND)), ("zh", Value::from(zh)), ("en", Value::from(en)), ("order", order)];
        let fields = fields.into_iter().map(|(field, value)| (field.to_owned(), value)).collect();
        Command::Create { collection, id: Some(id), fields }
    }
}

/// All limits, read once for many leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clocks([u32; Clock::ALL.len()]);

impl Clocks {
    pub fn of(tables: &Tables) -> Self {
        Clocks(Clock::ALL.map(|clock| clock.days(tables)))
    }

    /// The limit in days.
    pub fn days(&self, clock: Clock) -> u32 {
        let place = Clock::ALL.iter().position(|other| *other == clock);
        place.and_then(|place| self.0.get(place)).copied().unwrap_or_else(|| clock.default_days())
    }

    /// The days since then, when they have reached the limit: on the day itself a clock is due (SPEC K3).
    pub fn due(&self, clock: Clock, since: Option<Day>, today: Day) -> Option<u32> {
        let days = u32::try_from(since?.days_until(today)).ok()?;
        (days >= self.days(clock)).then_some(days)
    }
}
