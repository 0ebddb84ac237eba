//! Reading a `.landfall` file (SPEC F1–F6): what it holds, and what is wrong with it, before anything is merged.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::handover::Handed;
use super::log::LogEntry;
use super::migrate::SCHEMA;
use super::value::{fits, full};
use super::{Command, Context, Document, Entry, Fields, Start, seed};
use crate::exchange::HANDED;
use crate::model::{Collection, RecordId};

/// Characters a file may have: some 100,000 leads. More would not fit this device either.
pub const LARGEST_FILE: usize = 96 << 20;
/// Records a file may have, all lists together.
pub const MOST_RECORDS: usize = 400_000;

/// Why a file can't be read at all. Nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    #[error("the file is empty")]
    Empty,
    #[error("the file has {size} characters, the limit is {limit}")]
    TooLarge { size: usize, limit: usize },
    #[error("the file has {count} records, the limit is {limit}")]
    TooMany { count: usize, limit: usize },
    #[error("line {line}, column {column}: not JSON")]
    NotJson { line: usize, column: usize },
    #[error("not a Landfall file")]
    NotLandfall,
    #[error("written by a later version: schema {schema}, this version knows {known}")]
    TooNew { schema: i64, known: i64 },
}

/// Something in the file that could not be used; the rest can.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileProblem {
    /// The list it stands in, as the file names it.
    pub list: String,
    /// Its place in the list, from 1; 0 for the list itself.
    pub row: usize,
    pub id: String,
    pub field: String,
    pub fault: Fault,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The list is none, or the record is none.
    NotARecord,
    NoId,
    /// An earlier record has this id; it stays.
    DuplicateId,
    /// The value is not one the field takes; it is left out.
    WrongValue {
        value: String,
    },
    /// The exact part of the file (`document`, a journal entry) is damaged. The records are used.
    Damaged,
}

/// A file that was read: what it would bring, not yet merged.
#[derive(Clone)]
pub struct Incoming {
    /// The file's name.
    pub file: String,
    /// What the workspace is called there.
    pub workspace: String,
    pub problems: Vec<FileProblem>,
    /// What is handed over, where the file is no workspace but one lead or contact (SPEC HO1).
    pub handed: Option<Handed>,
    /// The other document, where the file carries it. Only looked at: shared by all who try the file out.
    pub(super) theirs: Option<Rc<Document>>,
    /// The same as one update; empty when the file has records alone.
    pub(super) update: Vec<u8>,
    pub(super) records: BTreeMap<(Collection, RecordId), Fields>,
    pub(super) log: Vec<LogEntry>,
    /// What fields were before, as checksums of the values (SPEC HO4).
    pub(super) seen: BTreeMap<(Collection, RecordId), BTreeMap<String, BTreeSet<String>>>,
}

impl std::fmt::Debug for Incoming {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Incoming({:?}, {} records)", self.file, self.records.len())
    }
}

impl PartialEq for Incoming {
    fn eq(&self, other: &Self) -> bool {
        self.file == other.file && self.update == other.update && self.records == other.records
    }
}

impl Incoming {
    /// Reads the text of a file. Records with faults are named in `problems`; what is right in them is used.
    ///
    /// # Errors
    /// When nothing of it can be used.
    pub fn read(file: &str, text: &str) -> Result<Self, FileError> {
        let text = text.trim_matches(|c: char| c == '\u{feff}' || c.is_whitespace());
        if text.is_empty() {
            return Err(FileError::Empty);
        }
        if text.len() > LARGEST_FILE {
            return Err(FileError::TooLarge { size: text.len(), limit: LARGEST_FILE });
        }
        // serde_json's own limit of nesting refuses what would otherwise exhaust the stack.
        let value: Value = serde_json::from_str(text)
            .map_err(|error| FileError::NotJson { line: error.line(), column: error.column() })?;
        let Value::Object(mut top) = value else { return Err(FileError::NotLandfall) };
        if top.get("app").and_then(Value::as_str) != Some("landfall") {
            return Err(FileError::NotLandfall);
        }
        let schema = top.get("schema").and_then(Value::as_i64).unwrap_or(1);
        if schema > SCHEMA {
            return Err(FileError::TooNew { schema, known: SCHEMA });
        }
        let handed = Handed::read(&top);
        // One lead brings no more than may belong to one.
        let taken = |collection: &Collection| {
            handed.is_none() || HANDED.contains(collection) || *collection == Collection::Workspace
        };
        let lists: Vec<(Collection, Value)> = Collection::ALL
            .iter()
            .filter_map(|c| Some((*c, top.remove(c.name())?)))
            .filter(|(collection, _)| taken(collection))
            .collect();
        let count = lists.iter().filter_map(|(_, list)| list.as_array()).map(Vec::len).sum();
        if count > MOST_RECORDS {
            return Err(FileError::TooMany { count, limit: MOST_RECORDS });
        }
        let mut incoming = Incoming {
            file: file.to_owned(),
            workspace: String::new(),
            problems: Vec::new(),
            theirs: None,
            update: Vec::new(),
            records: BTreeMap::new(),
            log: Vec::new(),
            handed,
            seen: BTreeMap::new(),
        };
        let mut theirs = Document::new(u64::MAX);
        let whole = incoming.handed.is_none();
        let mut exact = whole && incoming.read_document(&top, &mut theirs);
        exact |= whole && incoming.read_rescue(&top, &mut theirs);
        if exact {
            theirs.migrate();
            if theirs.schema() > SCHEMA {
                return Err(FileError::TooNew { schema: theirs.schema(), known: SCHEMA });
            }
            incoming.update = theirs.encode();
            incoming.theirs = Some(Rc::new(theirs));
        }
        for (collection, list) in lists {
            match list {
                // The name of the workspace is the file's, not the document's.
                Value::Object(about) if collection == Collection::Workspace => incoming.about(&about),
                list => incoming.read_list(collection, list),
            }
        }
        if let Some(handed) = &incoming.handed {
            if !incoming.records.contains_key(&(handed.what, handed.id.clone())) {
                return Err(FileError::NotLandfall);
            }
            incoming.seen = read_seen(top.get("seen"));
            return Ok(incoming);
        }
        if let Some(Value::Array(log)) = top.remove("log") {
            incoming.log = log.into_iter().filter_map(|entry| serde_json::from_value(entry).ok()).collect();
        }
        Ok(incoming)
    }

    /// What the file holds as a document of its own: exactly where it carries its document, else made of its records.
    /// `author` as for [`Document::new`].
    pub fn document(&self, author: u64, context: &Context) -> Document {
        let mut document = Document::new(author);
        let exact = !self.update.is_empty() && document.merge(&self.update).is_ok();
        if !exact {
            // Our own encoding, and a command that is never refused: there is no failure to tell of.
            let _ = document.merge(&seed(Start::Empty, None));
            let _ = document.dispatch(Command::Merge(Box::new(self.clone())), context);
        }
        document
    }

    fn about(&mut self, about: &Fields) {
        if let Some(name) = about.get("name").and_then(Value::as_str) {
            name.clone_into(&mut self.workspace);
        }
    }

    fn problem(&mut self, list: &str, row: usize, id: &str, field: &str, fault: Fault) {
        let owned = str::to_owned;
        self.problems.push(FileProblem { list: owned(list), row, id: owned(id), field: owned(field), fault });
    }

    fn read_document(&mut self, top: &Fields, theirs: &mut Document) -> bool {
        let Some(document) = top.get("document") else { return false };
        let bytes = document.as_str().and_then(|text| STANDARD.decode(text.trim()).ok());
        let merged = bytes.is_some_and(|bytes| theirs.merge_compact(&bytes).is_ok());
        if !merged {
            self.problem("document", 0, "", "", Fault::Damaged);
        }
        merged
    }

    /// What the program saves when it fails itself: the entries of the journal as they were stored.
    fn read_rescue(&mut self, top: &Fields, theirs: &mut Document) -> bool {
        let Some(Value::Object(entries)) = top.get("rescue") else { return false };
        let mut any = false;
        for (key, entry) in entries {
            let is_entry = key.strip_prefix("landfall/1/").is_some_and(|rest| rest.matches('/').count() == 2);
            if !is_entry {
                continue;
            }
            let entry = entry.as_str().and_then(|entry| Entry::decode(entry).ok());
            if entry.is_some_and(|entry| theirs.merge_entry(&entry).is_ok()) {
                any = true;
            } else {
                self.problem("rescue", 0, key, "", Fault::Damaged);
            }
        }
        any
    }

    fn read_list(&mut self, collection: Collection, list: Value) {
        let name = collection.name();
        let Value::Array(rows) = list else {
            self.problem(name, 0, "", "", Fault::NotARecord);
            return;
        };
        let mut seen = BTreeSet::new();
        for (row, value) in (1..).zip(rows) {
            let Value::Object(mut row_fields) = value else {
                self.problem(name, row, "", "", Fault::NotARecord);
                continue;
            };
            let id = match row_fields.remove("id") {
                Some(Value::String(id)) if !id.trim().is_empty() => id,
                _ => {
                    self.problem(name, row, "", "id", Fault::NoId);
                    continue;
                }
            };
            if !seen.insert(id.clone()) {
                self.problem(name, row, &id, "id", Fault::DuplicateId);
                continue;
            }
            let fields = self.read_fields(collection, row, &id, row_fields);
            self.records.insert((collection, RecordId::new(id)), fields);
        }
    }

    fn read_fields(&mut self, collection: Collection, row: usize, id: &str, values: Fields) -> Fields {
        let mut fields = Fields::new();
        for (field, value) in values {
            let right = match collection.field(&field) {
                Some(spec) if spec.name == "link" => fits(spec, &value) && is_safe_link(value.as_str()),
                Some(spec) => fits(spec, &value),
                // A later version's field is kept as it is, as long as it is a scalar.
                None => crate::document::value::fits_any(&value),
            };
            if !right {
                let mut text = value.to_string();
                if let Some((end, _)) = text.char_indices().nth(80) {
                    text.truncate(end);
                }
                self.problem(collection.name(), row, id, &field, Fault::WrongValue { value: text });
            } else if let Some(value) = full(value) {
                fields.insert(field, value);
            }
        }
        fields
    }
}

/// `{"leads/<id>": {"stage": ["<checksum>", …]}}`
fn read_seen(seen: Option<&Value>) -> BTreeMap<(Collection, RecordId), BTreeMap<String, BTreeSet<String>>> {
    let sums = |value: &Value| -> BTreeSet<String> {
        value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let record = |(record, fields): (&String, &Value)| {
        let (collection, id) = record.split_once('/')?;
        let fields = fields.as_object()?.iter().map(|(field, value)| (field.clone(), sums(value)));
        Some(((Collection::from_name(collection)?, RecordId::from(id)), fields.collect()))
    };
    seen.and_then(Value::as_object).into_iter().flatten().filter_map(record).collect()
}

/// Links are http, https, mailto or tel; anything else could run when it is clicked.
pub(crate) fn is_safe_link(link: Option<&str>) -> bool {
    let Some(link) = link.map(str::trim).filter(|link| !link.is_empty()) else { return true };
    let lower = link.to_ascii_lowercase();
    ["http://", "https://", "mailto:", "tel:"].iter().any(|scheme| lower.starts_with(scheme))
}
