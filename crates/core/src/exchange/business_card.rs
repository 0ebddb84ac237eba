//! A contact as a vCard, which every phone's own camera understands (SPEC HO14).

use crate::document::Tables;
use crate::model::RecordId;

/// A vCard 3.0 (RFC 2426) of a contact; `None` when there is no such contact.
pub fn business_card(tables: &Tables, id: &RecordId) -> Option<String> {
    let contact = tables.contacts.get(id)?;
    let company = tables.companies.get(&contact.company);
    let company = company.map_or("", |company| match company.name.is_empty() {
        true => company.name_en.as_str(),
        false => company.name.as_str(),
    });
    let mut card = String::from("BEGIN:VCARD\r\nVERSION:3.0\r\n");
    // The whole name as the family name: which part is which differs between languages, and nothing says it.
    let name = escaped(&contact.name);
    card.push_str(&format!("N:{name};;;;\r\nFN:{name}\r\n"));
    let lines = [
        ("ORG", company),
        ("TITLE", contact.post.as_str()),
        ("TEL", contact.phone.as_str()),
        ("EMAIL", contact.email.as_str()),
    ];
    for (key, value) in lines.into_iter().filter(|(_, value)| !value.trim().is_empty()) {
        card.push_str(&format!("{key}:{}\r\n", escaped(value)));
    }
    card.push_str("END:VCARD\r\n");
    Some(card)
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}
