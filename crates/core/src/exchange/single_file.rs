//! `landfall.html` written anew with other data in it (SPEC SF1–SF4). The page is a text here; where it comes from, the
//! screen knows.

use serde::Deserialize;
use serde_json::Value;

use super::workspace_file;
use crate::document::{Document, FileError, Incoming};

/// Id of the block for the workspace of a copy; empty in the file as it is built.
pub const WORKSPACE_BLOCK: &str = "landfall-workspace";
/// Id of the block with the published data.
pub const PUBLISHED_BLOCK: &str = "landfall-published";
/// Id of the block with the page's outline.
pub const OUTLINE_BLOCK: &str = "landfall-outline";

/// The page from its outline: texts and ids in turn, where an id stands for the content of the block of that id.
/// `None` when a block is missing or the outline is none.
pub fn rebuild(outline: &str, content_of: impl Fn(&str) -> Option<String>) -> Option<String> {
    let pieces: Vec<String> = serde_json::from_str(outline).ok()?;
    let mut page = String::with_capacity(8 << 20);
    for (at, piece) in pieces.iter().enumerate() {
        if at % 2 == 0 {
            page.push_str(piece);
        } else {
            page.push_str(&content_of(piece)?);
        }
    }
    // A text stands at both ends.
    (pieces.len() % 2 == 1).then_some(page)
}

/// The page with this JSON in the block of this id, in place of what was there; all else stays as it is. `None` when
/// there is no such block.
pub fn with_block(page: &str, id: &str, json: &str) -> Option<String> {
    let (_, rest) = page.split_once(&format!("<script type=\"application/json\" id=\"{id}\">"))?;
    let (start, end) = (page.len() - rest.len(), rest.find("</script>")?);
    Some(format!("{}{}{}", page.get(..start)?, in_script(json), page.get(start + end..)?))
}

/// JSON as it may stand in a script: "<" stands in strings only, where it can be written so that it ends nothing.
fn in_script(json: &str) -> String {
    json.trim().replace('<', "\\u003c")
}

/// A workspace for the block of a copy: its `.landfall` file, which also says by what `id` it is known elsewhere.
pub fn workspace_block(document: &Document, id: &str, name: &str, at: i64, who: &str) -> String {
    let file = workspace_file(document, name, at, who);
    file.replacen("\"workspace\": {", &format!("\"workspace\": {{\"id\":{},", Value::from(id)), 1)
}

/// The workspace that a copy of the single file carries.
#[derive(Debug, Clone, PartialEq)]
pub struct Carried {
    /// By what it is known on every device; empty when the file does not say.
    pub id: String,
    pub name: String,
    /// When the copy was saved, in milliseconds since 1970; 0 when it does not say.
    pub at: i64,
    /// Who saved it; empty when nobody signed.
    pub who: String,
    pub incoming: Incoming,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct About {
    workspace: Of,
    exported: Exported,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Of {
    id: String,
    name: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Exported {
    at: i64,
    who: String,
}

impl Carried {
    /// Reads the block of a copy.
    ///
    /// # Errors
    /// When nothing of it can be used.
    pub fn read(text: &str) -> Result<Self, FileError> {
        let incoming = Incoming::read("landfall.html", text)?;
        // Read once already, so it is JSON; of another form it says nothing of itself.
        let About { workspace, exported } = serde_json::from_str(text).unwrap_or_default();
        Ok(Carried { id: workspace.id, name: workspace.name, at: exported.at, who: exported.who, incoming })
    }
}

/// What tells a block's content from any other: FNV-1a, 64 bit.
pub fn fingerprint(text: &str) -> String {
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}
