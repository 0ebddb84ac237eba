use crate::document::Tables;
use crate::format;
use crate::model::{Day, Lang, Lead, RecordId};

/// When the next step is due, seen from today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

/// How long nothing has happened (SPEC K1): only talks go stale, amber from day 14 and red from day 30.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ageing {
    /// Nothing to worry about: the days in its stage.
    InStage(u32),
    /// In talks without activity for 14 days or more.
    Stale(u32),
    /// In talks without activity for 30 days or more: a reason is due.
    Unexplained(u32),
}

/// Days without activity from which talks are stale (SPEC K1).
pub const STALE_DAYS: u32 = 14;
/// Days without activity from which a reason is due (SPEC K1).
pub const REASON_DAYS: u32 = 30;
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
            ageing: ageing(lead, idle, today),
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
    let activity = tables.activities_of(id).first().and_then(|(_, activity)| activity.day);
    let last = activity.max(lead.stage_since).max(lead.reported_on);
    days_since(last, today)
}

fn days_since(day: Option<Day>, today: Day) -> u32 {
    day.map(|day| day.days_until(today)).and_then(|days| u32::try_from(days).ok()).unwrap_or_default()
}

fn ageing(lead: &Lead, idle: u32, today: Day) -> Ageing {
    let in_talks = lead.stage.as_str() == "stage/in-talks";
    match idle {
        REASON_DAYS.. if in_talks => Ageing::Unexplained(idle),
        STALE_DAYS.. if in_talks => Ageing::Stale(idle),
        _ => Ageing::InStage(days_since(lead.stage_since, today)),
    }
}
