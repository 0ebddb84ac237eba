//! The lists of the page (SPEC TD2, TD3): who stands in which, and in what order.

use std::cmp::Reverse;

use super::dated::{Dated, Looked};
use super::{About, Asked, Group, List, ListKind, Row, SOON_DAYS, Tide, Today, When};
use crate::document::Tables;
use crate::model::{Day, EventRecord, Lead, RecordId};
use crate::order;
use crate::query::{Clock, Clocks};
use crate::view::card::{IN_TALKS, last_progress};
use crate::view::event::{Meetings, is_contacted, last_day, not_written_up, title_of, writes_up};
use crate::view::{Ageing, Due, ageing, gate, term_name};

/// The stage of leads that wait for their screening.
const LEAD: &str = "stage/lead";
/// Logged by hand or by itself, and nothing a company hears of.
const NO_REPLY: [&str; 4] = ["activity/move", "activity/transfer", "activity/note", "activity/blocker"];
/// Written by itself: no progress.
const NO_PROGRESS: [&str; 2] = ["activity/move", "activity/transfer"];

struct Reader<'a> {
    tables: &'a Tables,
    asked: &'a Asked<'a>,
    looked: Looked<'a>,
    clocks: Clocks,
}

pub(super) fn today(tables: &Tables, asked: &Asked) -> Today {
    let reader = Reader { tables, asked, looked: Looked::new(tables, asked.filter), clocks: Clocks::of(tables) };
    let (today, soon) = (asked.today, asked.today.plus(SOON_DAYS));
    let last = asked.span.last(today).max(soon).max(asked.picked.unwrap_or(today));
    let mut dated = reader.looked.dated(last);
    order::sort_by(&mut dated, |a, b| (a.day, &a.about).cmp(&(b.day, &b.about)));
    let days: Vec<Day> = dated.iter().map(|item| item.day).collect();
    let rows = |of: &dyn Fn(&Dated) -> bool| -> Vec<Row> {
        dated.iter().filter(|item| of(item)).map(|item| reader.dated_row(item)).collect()
    };
    let mut lists = Vec::new();
    let mut add = |kind: ListKind, rows: Vec<Row>| {
        if !rows.is_empty() {
            lists.push(List { kind, rows });
        }
    };
    if let Some(picked) = asked.picked {
        add(ListKind::OnDay(picked), rows(&|item| item.day == picked));
    }
    add(ListKind::Overdue, rows(&|item| item.day < today && !item.is_visit()));
    add(ListKind::Due, rows(&|item| item.day == today));
    add(ListKind::Soon, rows(&|item| item.day > today && item.day <= soon));
    let of_leads = reader.leads();
    add(ListKind::Stale, of_leads.stale);
    add(ListKind::SecondContact, reader.second_contacts());
    add(ListKind::NotWrittenUp, reader.not_written_up());
    add(ListKind::Reply, by_days(of_leads.reply.into_iter().chain(reader.feedback()).collect()));
    add(ListKind::Screening, of_leads.screening);
    add(ListKind::Progress, of_leads.progress);
    add(ListKind::Gate, of_leads.gate);
    add(ListKind::Visits, rows(&|item| item.day < today && item.is_visit()));
    add(ListKind::Backup, reader.backup());
    let first = asked.span.first(today);
    let earlier = days.iter().filter(|day| **day < first).count();
    Today { lists, tide: Tide::of(&days, today, asked.span), earlier }
}

/// What one look at all leads finds.
struct OfLeads {
    stale: Vec<Row>,
    reply: Vec<Row>,
    screening: Vec<Row>,
    progress: Vec<Row>,
    gate: Vec<Row>,
}

impl Reader<'_> {
    fn leads(&self) -> OfLeads {
        let today = self.asked.today;
        let mut found = OfLeads { stale: vec![], reply: vec![], screening: vec![], progress: vec![], gate: vec![] };
        for (id, lead) in self.tables.leads.iter().filter(|(id, lead)| self.looked.admits(id, lead)) {
            let row = |when: When, text: &str| self.lead_row(About::Lead(id.clone()), id, lead, text, when);
            let missing = missing(self.tables, id, lead);
            if !missing.is_empty() {
                found.gate.push(row(When::Missing(missing), ""));
            }
            if lead.stage.as_str() == LEAD {
                if let Some(days) = self.clocks.due(Clock::Reply, lead.reported_on, today)
                    && !self.has(id, lead.reported_on, &NO_REPLY)
                {
                    found.reply.push(row(When::Days(days), ""));
                }
                if let Some(days) = self.clocks.due(Clock::Screening, lead.stage_since, today) {
                    found.screening.push(row(When::Days(days), ""));
                }
                continue;
            }
            let stale = match ageing(id, lead, self.tables, today) {
                Ageing::Stale(days) => Some(When::Stale(days)),
                Ageing::Unexplained(days) => Some(When::Unexplained(days)),
                Ageing::Explained(days) => Some(When::Explained(days)),
                Ageing::InStage(_) => None,
            };
            if let Some(when) = stale {
                let text = if matches!(when, When::Explained(_)) { lead.stale_reason.as_str() } else { "" };
                found.stale.push(row(when, text));
            } else if let Some(days) = self.clocks.due(Clock::Progress, self.reported(id, lead), today) {
                found.progress.push(row(When::Days(days), ""));
            }
        }
        order::sort_by_key(&mut found.stale, |row| {
            let explained = matches!(row.when, When::Explained(_));
            (explained, Reverse(days_of(&row.when)), row.title.clone())
        });
        found.screening = by_days(found.screening);
        found.progress = by_days(found.progress);
        found
    }

    /// Whether something other than these kinds was logged on this day or after it.
    fn has(&self, id: &RecordId, since: Option<Day>, but: &[&str]) -> bool {
        let of_lead = self.tables.activities_of(id);
        of_lead.iter().any(|(_, one)| !but.contains(&one.kind.as_str()) && one.day.is_some() && one.day >= since)
    }

    /// The last day progress was reported of a lead on the tracking list: logged by somebody, or the entry into the list.
    /// `None` for other leads.
    fn reported(&self, id: &RecordId, lead: &Lead) -> Option<Day> {
        let stage = self.tables.terms.get(&lead.stage)?;
        if stage.group != "tracking" {
            return None;
        }
        if lead.stage.as_str() == IN_TALKS {
            // Talks that stand still are told as such, and by the same activities.
            return last_progress(id, lead, self.tables);
        }
        let of_lead = self.tables.activities_of(id);
        let logged = of_lead.iter().filter(|(_, one)| !NO_PROGRESS.contains(&one.kind.as_str()));
        logged.filter_map(|(_, one)| one.day).max().max(lead.stage_since)
    }

    /// Leads without a second contact, event by event; those whose clock has run out first.
    fn second_contacts(&self) -> Vec<Row> {
        let today = self.asked.today;
        let limit = self.clocks.days(Clock::SecondContact);
        let mut events = Vec::new();
        for (at, leads) in Meetings::of(self.tables).counted() {
            let Some(event) = self.tables.events.get(at) else { continue };
            let days = last_day(event).and_then(|day| u32::try_from(day.days_until(today)).ok());
            let Some(days) = days.filter(|days| *days > 0) else { continue };
            let waits = |id: &RecordId, lead: &Lead| {
                self.looked.admits(id, lead) && !is_contacted(self.tables, id, lead, event)
            };
            let waiting: Vec<_> = leads.into_iter().filter(|(id, lead)| waits(id, lead)).collect();
            if !waiting.is_empty() {
                events.push((days, at, &**event, waiting));
            }
        }
        order::sort_by(&mut events, |a: &(u32, &RecordId, &EventRecord, Vec<_>), b| {
            (Reverse(a.0), a.1).cmp(&(Reverse(b.0), b.1))
        });
        let mut rows = Vec::new();
        for (days, at, event, waiting) in events {
            let title = title_of(event, self.asked.lang);
            let when = if days >= limit { When::Days(days) } else { When::Waiting };
            let mut of_event: Vec<Row> = Vec::new();
            for (id, lead) in waiting {
                let row = self.lead_row(About::Lead(id.clone()), id, lead, "", when.clone());
                of_event.push(Row {
                    event: at.clone(),
                    group: Some(Group { title: title.clone(), days, limit }),
                    ..row
                });
            }
            order::sort_by(&mut of_event, |a, b| (&a.code, &a.lead).cmp(&(&b.code, &b.lead)));
            rows.extend(of_event);
        }
        rows
    }

    /// Events that are over and about which nothing is written, the oldest first.
    fn not_written_up(&self) -> Vec<Row> {
        let noted: std::collections::BTreeSet<&RecordId> =
            self.tables.event_notes.iter().filter(|(_, note)| writes_up(note)).map(|(_, note)| &note.event).collect();
        let mut events: Vec<(&RecordId, &EventRecord)> = self
            .tables
            .events
            .iter()
            .filter(|(id, event)| not_written_up(event, noted.contains(id), self.asked.today))
            .filter(|(id, event)| self.looked.admits_event(id, event))
            .map(|(id, event)| (id, &**event))
            .collect();
        order::sort_by(&mut events, |a, b| (a.1.end, a.0).cmp(&(b.1.end, b.0)));
        let row = |(id, event): (&RecordId, &EventRecord)| {
            let when = event.end.map_or(When::Waiting, When::Ended);
            self.event_row(About::Event(id.clone()), id, event, "", when)
        };
        events.into_iter().map(row).collect()
    }

    /// Opinions that wait for an answer.
    fn feedback(&self) -> Vec<Row> {
        let open = self.tables.feedback.iter().filter(|(_, feedback)| feedback.answer.trim().is_empty());
        let mut rows = Vec::new();
        for (id, feedback) in open {
            let Some(days) = self.clocks.due(Clock::Feedback, feedback.day, self.asked.today) else { continue };
            let (about, when) = (About::Feedback(id.clone()), When::Days(days));
            if let Some((lead_id, lead)) = self.looked.lead(&feedback.lead) {
                rows.push(self.lead_row(about, lead_id, lead, &feedback.text, when));
            } else if let Some((event_id, event)) =
                self.looked.event(&feedback.event).filter(|_| feedback.lead.is_empty())
            {
                let company = self.company(&feedback.company);
                rows.push(Row { company, ..self.event_row(about, event_id, event, &feedback.text, when) });
            }
        }
        rows
    }

    fn backup(&self) -> Vec<Row> {
        let backup = self.asked.backup;
        let days = u32::try_from(backup.days).unwrap_or_default();
        let row = || Row { when: When::Days(days), ..empty_row(About::Backup) };
        backup.due.then(row).into_iter().collect()
    }

    fn dated_row(&self, item: &Dated) -> Row {
        let when = When::Due(Due::of(item.day, self.asked.today));
        let (text, company) = match &item.about {
            About::Blocker(id) => self.tables.blockers.get(id).map(|blocker| (blocker.text.clone(), String::new())),
            About::Need(id) => self.tables.needs.get(id).map(|need| {
                let element = || term_name(self.tables, &need.element, self.asked.lang);
                let text = if need.text.is_empty() { element() } else { need.text.clone() };
                (text, self.company(&need.company))
            }),
            About::EventStep(id) => self.tables.event_notes.get(id).map(|note| (note.text.clone(), String::new())),
            About::Visit(id) => {
                self.tables.visits.get(id).map(|visit| (visit.text.clone(), self.company(&visit.company)))
            }
            _ => None,
        }
        .unwrap_or_default();
        let about = item.about.clone();
        match (item.lead, item.event) {
            (Some((id, lead)), _) => {
                let text = if matches!(about, About::Step(_)) { &lead.next_step } else { &text };
                self.lead_row(about, id, lead, text, when)
            }
            (None, Some((id, event))) => self.event_row(about, id, event, &text, when),
            (None, None) => Row { title: company, text, when, ..empty_row(about) },
        }
    }

    fn lead_row(&self, about: About, id: &RecordId, lead: &Lead, text: &str, when: When) -> Row {
        let stage = self.tables.terms.get(&lead.stage);
        let blocker = match &about {
            About::Blocker(blocker) => self.tables.blockers.get(blocker).map(|blocker| blocker.kind.clone()),
            About::Step(_) => self.tables.blockers_of(id).first().map(|blocker| blocker.kind.clone()),
            _ => None,
        };
        Row {
            lead: id.clone(),
            code: lead.code.clone(),
            title: lead.title.clone(),
            company: self.company(&lead.company),
            text: text.to_owned(),
            shape: stage.map(|stage| stage.shape.clone()).unwrap_or_default(),
            stage: term_name(self.tables, &lead.stage, self.asked.lang),
            blocker: blocker.map(|kind| term_name(self.tables, &kind, self.asked.lang)).unwrap_or_default(),
            when,
            sample: lead.sample,
            ..empty_row(about)
        }
    }

    fn event_row(&self, about: About, id: &RecordId, event: &EventRecord, text: &str, when: When) -> Row {
        let title = title_of(event, self.asked.lang);
        Row { event: id.clone(), title, text: text.to_owned(), when, sample: event.sample, ..empty_row(about) }
    }

    fn company(&self, id: &RecordId) -> String {
        self.tables.companies.get(id).map(|company| company.name.clone()).unwrap_or_default()
    }
}

fn empty_row(about: About) -> Row {
    Row {
        about,
        lead: RecordId::default(),
        code: String::new(),
        event: RecordId::default(),
        title: String::new(),
        company: String::new(),
        text: String::new(),
        shape: String::new(),
        stage: String::new(),
        blocker: String::new(),
        when: When::Waiting,
        group: None,
        sample: false,
    }
}

/// The latest first.
fn by_days(mut rows: Vec<Row>) -> Vec<Row> {
    order::sort_by_key(&mut rows, |row| (Reverse(days_of(&row.when)), row.code.clone(), row.about.clone()));
    rows
}

fn days_of(when: &When) -> u32 {
    match when {
        When::Stale(days) | When::Unexplained(days) | When::Explained(days) | When::Days(days) => *days,
        _ => 0,
    }
}

/// Fields of the gate of a lead's own stage that are not known, by name (SPEC G7).
fn missing(tables: &Tables, id: &RecordId, lead: &Lead) -> Vec<String> {
    gate::missing(id, lead, &lead.stage, tables).into_iter().map(|field| field.name.to_owned()).collect()
}
