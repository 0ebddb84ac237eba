use std::collections::BTreeMap;

/// A page of the app. Routes are hashes (`#/board?q=…`), so that the same link works on any sub-path, in an
/// iframe and from a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    Home,
    Timeline,
    Cases,
    Board,
    /// `#/lead/CODE`: the board with that lead open.
    Lead(String),
    /// `#/table`: the leads as rows.
    Table,
    /// `#/today`: what is due.
    Today,
    /// `#/events`: the timeline of the workspace, where events are planned and written up.
    Events,
    /// `#/data`: files, backup, workspaces, history.
    Data,
    /// Anything else; keeps what was asked for.
    NotFound(String),
}

/// What can be shared of a view: filters and positions, in the order of their names.
pub type Query = BTreeMap<String, String>;

impl Route {
    /// Reads a location hash (with or without `#`). Never fails: what it does not know is [`Route::NotFound`].
    pub fn parse(hash: &str) -> (Route, Query) {
        let hash = hash.strip_prefix('#').unwrap_or(hash);
        let (path, query) = hash.split_once('?').unwrap_or((hash, ""));
        let path = path.strip_prefix('/').unwrap_or(path);
        let path = path.strip_suffix('/').unwrap_or(path);
        let route = match path {
            "" => Route::Home,
            "timeline" => Route::Timeline,
            "cases" => Route::Cases,
            "board" => Route::Board,
            "table" => Route::Table,
            "today" => Route::Today,
            "events" => Route::Events,
            "data" => Route::Data,
            other => match other.strip_prefix("lead/") {
                Some(code) if !code.is_empty() && !code.contains('/') => Route::Lead(decode(code)),
                _ => Route::NotFound(decode(other)),
            },
        };
        let query = query
            .split('&')
            .filter(|pair| !pair.is_empty())
            .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
            .map(|(key, value)| (decode(key), decode(value)))
            .collect();
        (route, query)
    }

    /// The hash of this route, `#` included.
    pub fn href(&self) -> String {
        match self {
            Route::Home => "#/".to_owned(),
            Route::Timeline => "#/timeline".to_owned(),
            Route::Cases => "#/cases".to_owned(),
            Route::Board => "#/board".to_owned(),
            Route::Table => "#/table".to_owned(),
            Route::Today => "#/today".to_owned(),
            Route::Events => "#/events".to_owned(),
            Route::Data => "#/data".to_owned(),
            Route::Lead(code) => format!("#/lead/{}", encode(code)),
            Route::NotFound(path) => format!("#/{path}"),
        }
    }

    /// The hash of this route with a query; empty values are left out.
    pub fn href_with(&self, query: &Query) -> String {
        let pairs: Vec<String> = query
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(key, value)| format!("{}={}", encode(key), encode(value)))
            .collect();
        if pairs.is_empty() { self.href() } else { format!("{}?{}", self.href(), pairs.join("&")) }
    }

    /// Whether the page belongs to the workspace and not to visitors.
    pub fn is_staff(&self) -> bool {
        matches!(self, Route::Board | Route::Table | Route::Today | Route::Lead(_) | Route::Events | Route::Data)
    }
}

/// Percent-decoding of UTF-8; a broken escape stays as it is written.
fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while let Some(&byte) = bytes.get(i) {
        let hex = |at: usize| bytes.get(at).and_then(|b| char::from(*b).to_digit(16));
        match (byte, hex(i + 1), hex(i + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
                i += 3;
            }
            (b'+', _, _) => {
                out.push(b' ');
                i += 1;
            }
            _ => {
                out.push(byte);
                i += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
