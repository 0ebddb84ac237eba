use crate::document::Tables;
use crate::format;
use crate::model::{Day, Lang, Lead, RecordId};
use crate::query::Clock;

/// When the next step is due, seen from today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Due {
    /// This many days late, 1 or more.
    Overdue(u32),
    Today,
    Tomorrow,
    On(Day),
}

impl Due {
    pub fn of(due: Day, today: Day) -> Self {
        match today.days_until(due) {
            late @ ..0 => Due::Overdue(late.unsigned_abs()),
            0 => Due::Today,
            1 => Due::Tomorrow,
            _ => Due::On(due),
        }
    }
}

/// How long nothing has happened (SPEC K1): only talks go stale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ageing {
    /// Nothing to worry about: the days in its stage.
    InStage(u32),
    /// In talks without activity for 14 days or more, or what the limit is.
    Stale(u32),
    /// In talks without activity for 30 days or more: a reason is due.
    Unexplained(u32),
    /// As long, and the reason was given (SPEC K4).
    Explained(u32),
}

/// The stage that goes stale.
pub(super) const IN_TALKS: &str = "stage/in-talks";
/// The length of the waterline.
pub(super) const WATERLINE_DAYS: u32 = 44;

/// A lead as its card shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    pub id: RecordId,
    pub code: String,
    pub title: String,
    pub company: String,
    pub industry: String,
    pub zone: String,
    /// One character and the name of the responsible officer.
    pub officer: Option<(String, String)>,
    pub ageing: Ageing,
    /// Days without activity, of the waterline's 44, in percent.
    pub waterline: u32,
    pub next_step: String,
    pub due: Option<Due>,
    /// The first standing blocker's type.
    pub blocker: Option<String>,
    pub amount: String,
    /// Words of a published case.
    pub tags: Vec<String>,
    pub published: bool,
    pub sample: bool,
}

impl Card {
    pub fn of(id: &RecordId, lead: &Lead, tables: &Tables, lang: Lang, today: Day) -> Self {
        let idle = idle_days(id, lead, tables, today);
        let blocker = tables.blockers_of(id).first().map(|blocker| term_name(tables, &blocker.kind, lang));
        let published_tags = || lead.chain_node.split('\n').filter(|tag| !tag.is_empty()).map(str::to_owned).collect();
        Card {
            id: id.clone(),
            code: lead.code.clone(),
            title: lead.title.clone(),
            company: tables.companies.get(&lead.company).map(|company| company.name.clone()).unwrap_or_default(),
            industry: term_name(tables, &lead.industry, lang),
            zone: term_name(tables, &lead.zone, lang),
            officer: tables.officers.get(&lead.officer).map(|officer| (officer.disc.clone(), officer.name.clone())),
            ageing: ageing(id, lead, tables, today),
            waterline: idle.min(WATERLINE_DAYS) * 100 / WATERLINE_DAYS,
            next_step: lead.next_step.clone(),
            due: lead.due.map(|due| Due::of(due, today)),
            blocker,
            amount: lead.planned.map(|money| format::money(lang, money)).unwrap_or_default(),
            tags: if lead.published { published_tags() } else { Vec::new() },
            published: lead.published,
            sample: lead.sample,
        }
    }
}

/// The name of a term in a language; an unknown id shows as nothing.
pub fn term_name(tables: &Tables, id: &RecordId, lang: Lang) -> String {
    tables
        .terms
        .get(id)
        .map(|term| match lang {
            Lang::ZhCn => term.zh.clone(),
            Lang::En => term.en.clone(),
        })
        .unwrap_or_default()
}

/// Days since the last activity, the first report or the entry into the stage, whichever is latest.
pub fn idle_days(id: &RecordId, lead: &Lead, tables: &Tables, today: Day) -> u32 {
    days_since(last_progress(id, lead, tables), today)
}

/// The last activity, the first report or the entry into the stage, whichever is latest.
pub(super) fn last_progress(id: &RecordId, lead: &Lead, tables: &Tables) -> Option<Day> {
    tables.last_activity_of(id).max(lead.stage_since).max(lead.reported_on)
}

fn days_since(day: Option<Day>, today: Day) -> u32 {
    day.map(|day| day.days_until(today)).and_then(|days| u32::try_from(days).ok()).unwrap_or_default()
}

/// How a lead ages (SPEC K1, K4).
pub fn ageing(id: &RecordId, lead: &Lead, tables: &Tables, today: Day) -> Ageing {
    if lead.stage.as_str() != IN_TALKS {
        return Ageing::InStage(days_since(lead.stage_since, today));
    }
    let last = last_progress(id, lead, tables);
    let idle = days_since(last, today);
    let reason = Clock::Reason.days(tables);
    if idle >= reason {
        if is_explained(lead, last, reason, today) { Ageing::Explained(idle) } else { Ageing::Unexplained(idle) }
    } else if idle >= Clock::Stale.days(tables) {
        Ageing::Stale(idle)
    } else {
        Ageing::InStage(days_since(lead.stage_since, today))
    }
}

/// A reason holds while nothing has happened since it was given, and no longer than what it explains (SPEC K4).
fn is_explained(lead: &Lead, last: Option<Day>, limit: u32, today: Day) -> bool {
    let given = lead.stale_reason_on.filter(|_| !lead.stale_reason.trim().is_empty());
    given.is_some_and(|on| Some(on) >= last && days_since(Some(on), today) < limit)
}
