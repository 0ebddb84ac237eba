use serde_json::Value;

use super::command::{Context, PublishedCase};
use super::draft::{Draft, Maker};
use super::rank::between;
use super::{Document, Tables};
use crate::model::{
    Activity, Blocker, Collection, Company, Day, EventNote, EventRecord, Lang, Lead, Localized, Need, Officer, Record,
    RecordId,
};
use crate::order;
use crate::sample::{Sample, SampleLead, SampleNotes};

/// The sample as records in one language, its days moved to the reader's today.
struct Loader<'a> {
    document: &'a Document,
    draft: &'a mut Draft,
    lang: Lang,
    shift: i32,
}

impl Document {
    pub(super) fn plan_sample(
        &self,
        sample: &Sample,
        lang: Lang,
        cases: &[PublishedCase],
        context: &Context,
        draft: &mut Draft,
    ) {
        let shift = sample.as_of.days_until(context.today);
        let mut loader = Loader { document: self, draft, lang, shift };
        loader.load(sample);
        for (place, case) in cases.iter().enumerate() {
            loader.case(case, place);
        }
    }

    /// Removes what the sample brought, and nothing else: not even a lead somebody made about a sample company.
    pub(super) fn plan_clear_sample(&self, draft: &mut Draft) {
        fn of<'a, R: Record>(
            table: &'a super::Table<R>,
            sample: impl Fn(&R) -> bool + 'a,
        ) -> impl Iterator<Item = (Collection, RecordId)> + 'a {
            table.iter().filter(move |(_, record)| sample(record)).map(|(id, _)| (R::COLLECTION, id.clone()))
        }
        let tables = &self.tables;
        let kept = |company: &RecordId| {
            tables.leads.iter().any(|(_, lead)| lead.company == *company && !lead.sample && !lead.published)
        };
        let companies: Vec<_> = of(&tables.companies, |company| company.sample).filter(|(_, id)| !kept(id)).collect();
        let removed = of(&tables.leads, |lead| lead.sample || lead.published)
            .chain(of(&tables.activities, |activity| activity.sample || belongs(tables, &activity.lead)))
            .chain(of(&tables.blockers, |blocker| blocker.sample || belongs(tables, &blocker.lead)))
            .chain(of(&tables.needs, |need| need.sample || belongs(tables, &need.lead)))
            .chain(of(&tables.links, |link| belongs(tables, &link.from)))
            .chain(of(&tables.events, |event| event.sample))
            .chain(of(&tables.event_notes, |note| note.sample))
            .chain(of(&tables.officers, |officer| officer.sample))
            .chain(companies);
        for (collection, id) in removed {
            draft.set(self, collection, &id, "removed", Value::Bool(true));
        }
    }

    /// Whether the workspace has sample records now: then every staff page says so.
    pub fn has_sample(&self) -> bool {
        self.tables.have_sample()
    }
}

/// Whether something belongs to a sample lead.
fn belongs(tables: &Tables, lead: &RecordId) -> bool {
    tables.leads.get(lead).is_some_and(|lead| lead.sample)
}

impl Loader<'_> {
    fn load(&mut self, sample: &Sample) {
        for officer in &sample.officers {
            let record = Officer {
                name: self.text(&officer.name),
                disc: self.text(&officer.disc),
                zone: term("zone", &officer.zone),
                sample: true,
                ..Officer::default()
            };
            self.put(&person(&officer.id), &record);
        }
        for event in &sample.events {
            let place = event.place.clone().unwrap_or_default();
            let record = EventRecord {
                title_zh: event.title.zh.clone(),
                title_en: event.title.en.clone(),
                kind: term("event-kind", &event.kind),
                start: Some(self.day(event.start)),
                end: event.end.map(|day| self.day(day)),
                places_zh: place.zh,
                places_en: place.en,
                zone: maybe_term("zone", event.zone.as_deref()),
                sample: true,
                ..EventRecord::default()
            };
            self.put(&RecordId::from(event.id.as_str()), &record);
            self.notes(&event.id, &event.notes);
        }
        for of in &sample.event_notes {
            self.notes(&of.event, &of.notes);
        }
        let mut rank = None;
        let mut leads: Vec<&SampleLead> = sample.leads.iter().collect();
        // What is late and what is held up stands on top, as an officer would have put it.
        order::sort_by_key(&mut leads, |lead| {
            let late = lead.due.is_some_and(|due| due < sample.as_of);
            (!late, lead.blockers.is_empty(), lead.due.is_none(), lead.due)
        });
        for lead in leads {
            let next = between(rank.as_deref(), None);
            self.lead(lead, &next);
            rank = Some(next);
        }
    }

    /// What came of an event, as records of their own: a published event stays as it is published.
    fn notes(&mut self, event: &str, notes: &SampleNotes) {
        let outcomes = self.maybe(notes.outcomes.as_ref());
        let outcomes = outcomes.lines().map(|line| (EventNote::OUTCOME, line.to_owned(), None, None));
        let steps = notes.next_steps.iter().map(|step| {
            let due = step.due.map(|day| self.day(day));
            (EventNote::NEXT_STEP, self.text(&step.text), due, due.filter(|_| step.done))
        });
        let all: Vec<_> = outcomes.chain(steps).collect();
        for (order, (kind, text, due, done_on)) in (0..).zip(all) {
            let record = EventNote {
                event: RecordId::from(event),
                kind: kind.to_owned(),
                text,
                due,
                done_on,
                order,
                sample: true,
                ..EventNote::default()
            };
            self.put(&RecordId::new(format!("sample/{event}/note-{order}")), &record);
        }
    }

    fn lead(&mut self, lead: &SampleLead, rank: &str) {
        let id = RecordId::new(format!("sample/{}", lead.code));
        let company = RecordId::new(format!("sample/{}", lead.company.en));
        let record = Company {
            name: self.text(&lead.company),
            origin: self.maybe(lead.origin.as_ref()),
            sample: true,
            ..Company::default()
        };
        self.put(&company, &record);
        let contact = lead.contact.as_ref();
        let agreement = lead.agreement.as_ref();
        let registered = lead.registered.as_ref();
        let screened = lead.stages.iter().find(|stage| stage.stage == "screened");
        let record = Lead {
            code: self.code(&lead.code),
            title: self.text(&lead.title),
            company,
            stage: term("stage", &lead.stage),
            stage_since: lead.stages.last().map(|stage| self.day(stage.date)),
            rank: rank.to_owned(),
            industry: term("industry", &lead.industry),
            chain_node: self.maybe(lead.chain_node.as_ref()),
            zone: term("zone", &lead.zone),
            officer: person(&lead.officer),
            priority: maybe_term("priority", lead.priority.as_deref()),
            source: maybe_term("source", lead.source.as_deref()),
            source_event: lead.source_event.as_deref().map(RecordId::from).unwrap_or_default(),
            capital: maybe_term("capital", lead.capital.as_deref()),
            form: maybe_term("form", lead.form.as_deref()),
            planned: lead.planned.map(Into::into),
            contact: self.maybe(contact.map(|contact| &contact.name)),
            phone: contact.and_then(|contact| contact.phone.clone()).unwrap_or_default(),
            email: contact.and_then(|contact| contact.email.clone()).unwrap_or_default(),
            reason: self.maybe(lead.reason.as_ref()),
            headquarters: self.named("headquarters", lead.headquarters.as_ref()),
            premises_wanted: self.maybe(lead.premises_wanted.as_ref()),
            screening: maybe_term("screening", lead.result.as_deref()),
            screened_by: screened.and_then(|stage| stage.officer.as_deref()).map(person).unwrap_or_default(),
            first_talk: lead.first_talk.map(|day| self.day(day)),
            agreement: self.named("agreement", agreement.and_then(|agreement| agreement.kind.as_ref())),
            signed_on: agreement.and_then(|agreement| agreement.date).map(|day| self.day(day)),
            signing_company: self.maybe(agreement.and_then(|agreement| agreement.company.as_ref())),
            signed_amount: agreement.and_then(|agreement| agreement.amount).map(Into::into),
            registered_company: self.maybe(registered.map(|registered| &registered.company)),
            registered_on: registered.map(|registered| self.day(registered.date)),
            premises: self.maybe(registered.and_then(|registered| registered.premises.as_ref())),
            opened_on: lead.opened.map(|day| self.day(day)),
            paid_in: lead.actual.map(Into::into),
            jobs: lead.jobs,
            service_manager: lead.service_manager.as_deref().map(person).unwrap_or_default(),
            next_visit: lead.next_visit.map(|day| self.day(day)),
            next_step: self.maybe(lead.next_step.as_ref()),
            due: lead.due.map(|day| self.day(day)),
            reported_by: person(&lead.first_report.officer),
            reported_zone: term("zone", &lead.first_report.zone),
            reported_on: Some(self.day(lead.first_report.date)),
            sample: true,
            ..Lead::default()
        };
        self.put(&id, &record);
        self.history(&id, lead);
    }

    fn history(&mut self, id: &RecordId, lead: &SampleLead) {
        for (index, stage) in lead.stages.iter().enumerate() {
            let from = index.checked_sub(1).and_then(|before| lead.stages.get(before));
            let record = Activity {
                lead: id.clone(),
                day: Some(self.day(stage.date)),
                kind: term("activity", "move"),
                from: from.map(|from| term("stage", &from.stage)).unwrap_or_default(),
                to: term("stage", &stage.stage),
                officer: stage.officer.as_deref().map(person).unwrap_or_default(),
                sample: true,
                ..Activity::default()
            };
            self.put(&RecordId::new(format!("{id}/stage-{index}")), &record);
        }
        for (index, transfer) in lead.transfers.iter().enumerate() {
            let told = lead.activities.iter().find(|done| done.kind == "transfer" && done.date == transfer.date);
            let record = Activity {
                lead: id.clone(),
                day: Some(self.day(transfer.date)),
                kind: term("activity", "transfer"),
                from: term("zone", &transfer.from),
                to: term("zone", &transfer.to),
                officer: told.and_then(|done| done.officer.as_deref()).map(person).unwrap_or_default(),
                sample: true,
                ..Activity::default()
            };
            self.put(&RecordId::new(format!("{id}/transfer-{index}")), &record);
        }
        // Moves and transfers are told by the stages and zones above, in the words of either language.
        let in_words = |kind: &str| kind != "move" && kind != "transfer";
        for (index, done) in lead.activities.iter().enumerate().filter(|(_, done)| in_words(&done.kind)) {
            let record = Activity {
                lead: id.clone(),
                day: Some(self.day(done.date)),
                kind: term("activity", &done.kind),
                text: self.text(&done.text),
                officer: done.officer.as_deref().map(person).unwrap_or_default(),
                sample: true,
                ..Activity::default()
            };
            self.put(&RecordId::new(format!("{id}/activity-{index}")), &record);
        }
        for (index, need) in lead.needs.iter().enumerate() {
            let text = self.maybe(need.text.as_ref());
            // Of a need that is met, the sample says with what.
            let (text, answer) = if need.status == "open" { (text, String::new()) } else { (String::new(), text) };
            let record = Need {
                lead: id.clone(),
                element: term("element", &need.element),
                state: term("need-state", &need.status),
                text,
                answer,
                wished_by: need.wished_by.map(|day| self.day(day)),
                sample: true,
                ..Need::default()
            };
            self.put(&RecordId::new(format!("{id}/need-{index}")), &record);
        }
        for (index, blocker) in lead.blockers.iter().enumerate() {
            let record = Blocker {
                lead: id.clone(),
                kind: term("blocker", &blocker.kind),
                text: self.maybe(blocker.text.as_ref()),
                department: self.maybe(blocker.department.as_ref()),
                raised: Some(self.day(blocker.raised)),
                due: blocker.due.map(|day| self.day(day)),
                sample: true,
                ..Blocker::default()
            };
            self.put(&RecordId::new(format!("{id}/blocker-{index}")), &record);
        }
    }

    /// A published case stands on the board among the landed, so that the sample's counts are the district's.
    fn case(&mut self, case: &PublishedCase, place: usize) {
        let company = RecordId::new(format!("published/{}", case.id));
        let record = Company { name: case.company.get(self.lang).to_owned(), sample: false, ..Company::default() };
        self.put(&company, &record);
        let record = Lead {
            title: case.title.get(self.lang).to_owned(),
            company,
            stage: term("stage", "landed"),
            // Compared among published cases only: their order in the published data.
            rank: format!("{place:03}"),
            chain_node: case.tags.iter().map(|tag| tag.get(self.lang)).collect::<Vec<_>>().join("\n"),
            published: true,
            ..Lead::default()
        };
        self.put(&RecordId::new(format!("published/case-{}", case.id)), &record);
    }

    fn put<R: Record>(&mut self, id: &RecordId, record: &R) {
        self.draft.create(self.document, id, Maker::Outside, record);
    }

    fn text(&self, text: &Localized) -> String {
        text.get(self.lang).to_owned()
    }

    fn maybe(&self, text: Option<&Localized>) -> String {
        text.map(|text| self.text(text)).unwrap_or_default()
    }

    /// The term of this name; none where the dictionary has no such name.
    fn named(&self, kind: &str, name: Option<&Localized>) -> RecordId {
        let found = name.and_then(|name| {
            self.document
                .tables
                .terms_of(kind)
                .into_iter()
                .find(|(_, term)| term.zh == name.zh)
                .map(|(id, _)| id.clone())
        });
        found.unwrap_or_default()
    }

    fn day(&self, day: Day) -> Day {
        day.plus(self.shift)
    }

    /// A code with its date moved like every other day.
    fn code(&self, code: &str) -> String {
        let moved = || {
            let (date, number) = code.split_once('-')?;
            let iso = format!("{}-{}-{}", date.get(..4)?, date.get(4..6)?, date.get(6..8)?);
            let day: Day = iso.parse().ok()?;
            Some(format!("{}-{number}", self.day(day).to_string().replace('-', "")))
        };
        moved().unwrap_or_else(|| code.to_owned())
    }
}

fn term(kind: &str, name: &str) -> RecordId {
    RecordId::new(format!("{kind}/{name}"))
}

fn maybe_term(kind: &str, name: Option<&str>) -> RecordId {
    name.map(|name| term(kind, name)).unwrap_or_default()
}

fn person(id: &str) -> RecordId {
    RecordId::new(format!("sample/{id}"))
}
