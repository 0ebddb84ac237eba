//! All that depends on how core keeps a workspace. When that changes, this file does, and no other here.

use landfall_core::document::{Capture, Command, Context, Document, Incoming, LeadField, Start, encode_entry, seed};
use landfall_core::model::{Day, RecordId};

use crate::invent::{Book, Lead};

/// A key of localStorage and its value.
pub type Entry = (String, String);

/// The author of everything here, and the beginning of its keys.
const AUTHOR: u64 = 0x000b_e9c4;
const PREFIX: &str = "landfall/1/main";

/// A workspace that came to this device as a file: dictionaries, and what the merge wrote.
pub fn journal(file: &str) -> Vec<Entry> {
    let mut document = Document::new(AUTHOR);
    let start = seed(Start::Published, None);
    // Our own update: it can't be refused, and if it were there would be no terms and no leads below.
    let _ = document.merge(&start);
    let merged = Incoming::read("bench.landfall", file)
        .ok()
        .and_then(|incoming| document.dispatch(Command::Merge(Box::new(incoming)), &context()).ok());
    let updates = [Some(start), merged.map(|applied| applied.update)];
    updates.iter().flatten().enumerate().map(|(n, update)| entry(n, update)).collect()
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
pub fn steps(book: &Book) -> Vec<Entry> {
    let mut document = Document::new(AUTHOR);
    let mut updates = vec![seed(Start::Published, None)];
    // Our own update: it can't be refused, and if it were there would be no terms and no steps below.
    let _ = document.merge(&updates[0]);
    let context = context();
    for lead in &book.leads {
        let company = book.companies.iter().find(|company| company.id == lead.company);
        let capture = Capture {
            title: lead.title.clone(),
            company: company.map(|company| company.name.clone()).unwrap_or_default(),
            zone: RecordId::new(&lead.zone),
            officer: RecordId::new(&lead.officer),
            source_event: RecordId::default(),
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
    updates.iter().filter(|update| !update.is_empty()).enumerate().map(|(n, update)| entry(n, update)).collect()
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

fn entry(n: usize, update: &[u8]) -> Entry {
    (format!("{PREFIX}/{AUTHOR:x}/{n}"), encode_entry(update))
}

#[cfg(test)]
mod tests {
    use landfall_core::document::decode_entry;

    use super::*;
    use crate::invent::book;

    fn opened(entries: &[Entry]) -> Document {
        let mut document = Document::new(1);
        for (_, value) in entries {
            assert!(document.merge(&decode_entry(value).unwrap_or_default()).is_ok());
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
        assert_eq!(leads_in(&journal(&crate::file(&book))), 50);
        assert_eq!(leads_in(&steps(&book)), 50);
    }

    #[test]
    fn every_field_is_what_its_record_takes() {
        let book = book(200, 1);
        let document = opened(&journal(&crate::file(&book)));
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
