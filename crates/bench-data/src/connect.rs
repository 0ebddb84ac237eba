//! All that depends on how core keeps a workspace. When that changes, this file does, and no other here.

use landfall_core::document::{
    Capture, Command, Context, Document, Entry as Stored, EntryKey, Incoming, LeadField, Start, seed,
};
use landfall_core::model::{Day, RecordId};

use crate::invent::{Book, Lead};

/// A key of localStorage and its value.
pub type Entry = (String, String);

/// The author of everything here, and the beginning of its keys.
const AUTHOR: u64 = 0x000b_e9c4;
const PREFIX: &str = "landfall/1/main";

/// A workspace as this device made it: every update as it was written, and what they are put together to later.
pub struct Journal {
    pub written: Vec<Entry>,
    pub compacted: Vec<Entry>,
}

/// A workspace that came to this device as a file: dictionaries, and what the merge wrote.
pub fn merged(file: &str) -> Journal {
    let (mut document, mut updates) = empty();
    let command = Incoming::read("bench.landfall", file).ok().map(|incoming| Command::Merge(Box::new(incoming)));
    let applied = command.and_then(|command| document.dispatch(command, &context()).ok());
    updates.extend(applied.map(|applied| applied.update));
    journal(&document, &updates)
}

fn empty() -> (Document, Vec<Vec<u8>>) {
    let mut document = Document::new(AUTHOR);
    let start = seed(Start::Published, None);
    // Our own update: it can't be refused, and if it were there would be no terms and no leads later.
    let _ = document.merge(&start);
    (document, vec![start])
}

fn journal(document: &Document, updates: &[Vec<u8>]) -> Journal {
    let keys = (0..).map(|number| EntryKey { author: AUTHOR, number });
    // As the app does: with each update the one before it once more.
    let before = std::iter::once(None).chain(updates.iter().map(|update| Some(update.as_slice())));
    let entry = |key: EntryKey, stored: &Stored| (format!("{PREFIX}/{key}"), stored.encode());
    let written: Vec<Entry> = (keys.clone().zip(updates).zip(before))
        .map(|((key, update), before)| entry(key, &Stored::change(update, before)))
        .collect();
    let snapshot = document.snapshot(keys.clone().take(written.len()).collect(), 1_702_000_000_000);
    let compacted = snapshot.iter().zip(keys.skip(written.len())).map(|(snapshot, key)| entry(key, snapshot)).collect();
    Journal { written, compacted }
}

fn context() -> Context {
    Context {
        now_ms: 1_702_000_000_000,
        today: "2023-12-08".parse().unwrap_or_else(|_| Day::epoch()),
        who: "专员甲".to_owned(),
        unit: String::new(),
        device: 7,
    }
}

/// The same leads as an officer enters them: captured, then one step a field.
pub fn typed(book: &Book) -> Journal {
    let (mut document, mut updates) = empty();
    let context = context();
    for lead in &book.leads {
        let company = book.companies.iter().find(|company| company.id == lead.company);
        let capture = Capture {
            title: lead.title.clone(),
            company: company.map(|company| company.name.clone()).unwrap_or_default(),
            zone: RecordId::new(&lead.zone),
            officer: RecordId::new(&lead.officer),
            ..Capture::default()
        };
        let Ok(captured) = document.dispatch(Command::Capture(capture), &context) else { continue };
        updates.push(captured.update);
        let Some(id) = captured.subject else { continue };
        let to = RecordId::new(&lead.stage);
        let edits = edits(lead).into_iter().map(|field| Command::EditLead { lead: id.clone(), field });
        for command in std::iter::once(Command::MoveLead { lead: id.clone(), to, before: None }).chain(edits) {
            updates.extend(document.dispatch(command, &context).ok().map(|applied| applied.update));
        }
    }
    updates.retain(|update| !update.is_empty());
    journal(&document, &updates)
}

fn edits(lead: &Lead) -> Vec<LeadField> {
    let id = |text: &str| RecordId::new(text);
    vec![
        LeadField::Industry(id(&lead.industry)),
        LeadField::ChainNode(lead.chain_node.clone()),
        LeadField::Priority(id(&lead.priority)),
        LeadField::Source(id(&lead.source)),
        LeadField::Planned(lead.planned.clone()),
        LeadField::Contact(lead.contact.clone()),
        LeadField::Phone(lead.phone.clone()),
        LeadField::Email(lead.email.clone()),
        LeadField::NextStep(lead.next_step.clone()),
        LeadField::Due(lead.due.parse().ok()),
        LeadField::Note(lead.note.clone()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invent::book;

    fn opened(entries: &[Entry]) -> Document {
        let mut document = Document::new(1);
        for (_, value) in entries {
            assert!(Stored::decode(value).is_ok_and(|stored| document.merge_entry(&stored).is_ok()));
        }
        document
    }

    /// How many leads of a workspace have what is written last.
    fn leads_in(entries: &[Entry]) -> usize {
        opened(entries).tables().leads.iter().filter(|(_, lead)| !lead.note.is_empty() && lead.due.is_some()).count()
    }

    #[test]
    fn the_entries_are_a_workspace_that_core_opens() {
        let book = book(50, 1);
        for journal in [merged(&crate::file(&book)), typed(&book)] {
            assert_eq!(leads_in(&journal.written), 50);
            assert_eq!(leads_in(&journal.compacted), 50);
            assert_eq!(journal.compacted.len(), 1);
        }
    }

    #[test]
    fn every_event_comes_into_a_workspace_with_its_days() {
        let invented = crate::events::events(300, 1);
        let document = opened(&merged(&crate::timeline(&invented)).compacted);
        let events = &document.tables().events;
        assert_eq!(events.len(), 300);
        for event in &invented {
            let record = events.get(&RecordId::new(&event.id));
            let days = record.map(|record| (record.start, record.end));
            assert_eq!(days, Some((event.start.parse().ok(), event.end.as_ref().and_then(|end| end.parse().ok()))));
            let kind = record.is_some_and(|record| document.tables().terms.get(&record.kind).is_some());
            assert!(kind, "{}", event.kind);
        }
    }

    /// At rest a workspace is two snapshots, so that any one value may be damaged: both of 20,000 leads fit into what
    /// browsers give an origin, 5 Mi UTF-16 units.
    #[test]
    fn twenty_thousand_leads_fit_twice() {
        let leads = 2_000;
        let journal = merged(&crate::file(&book(leads, 1)));
        let units: usize = journal.compacted.iter().map(|(key, value)| key.len() + value.encode_utf16().count()).sum();
        let of_all = units * 20_000 / leads * 2;
        assert!(of_all < 5 * 1024 * 1024, "{of_all} units");
    }

    #[test]
    fn every_field_is_what_its_record_takes() {
        let book = book(200, 1);
        let document = opened(&merged(&crate::file(&book)).compacted);
        let exported = landfall_core::exchange::workspace_file(&document, "", 0, "");
        let exported: serde_json::Value = serde_json::from_str(&exported).unwrap_or_default();
        let rows = exported["leads"].as_array().into_iter().flatten();
        let rows: std::collections::BTreeMap<_, _> =
            rows.map(|row| (row["id"].as_str().unwrap_or_default(), row)).collect();
        for lead in &book.leads {
            assert_eq!(rows.get(lead.id.as_str()), Some(&&serde_json::to_value(lead).unwrap_or_default()));
        }
    }
}
