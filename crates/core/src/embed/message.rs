use serde_json::{Value, json};

use crate::model::Lang;
use crate::view::Route;

use super::{Rgb, Tone};

/// The most a message may have: bytes of JSON.
pub const LIMIT: usize = 5_000_000;

/// The longest address within the app.
const LONGEST_HASH: usize = 2_000;

/// What the host may say.
#[derive(Debug, Clone, PartialEq)]
pub enum FromHost {
    Configure(Configure),
    /// A hash of a visitor's page.
    Navigate(String),
    /// Published data of the host's own: a text that nobody has read yet.
    Load(String),
}

/// What is to change; `None` stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Configure {
    pub theme: Option<Tone>,
    pub lang: Option<Lang>,
    /// `Some(None)`: the app's own colours again.
    pub accent: Option<Option<Rgb>>,
}

/// Why a message changes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Not meant for this app.
    Foreign,
    /// Its number was there before.
    Replayed,
    /// Of another version of these messages.
    Version,
    /// A kind this version does not know.
    Unknown,
    /// Something in it has the wrong form.
    Malformed,
    /// Longer than [`LIMIT`].
    TooLarge,
    /// An address that is no visitor's.
    Address,
}

impl Refusal {
    /// What the host is told; `None`: nothing, so that nothing is said about messages of others.
    pub fn code(self) -> Option<&'static str> {
        match self {
            Refusal::Foreign | Refusal::Replayed => None,
            Refusal::Version => Some("version"),
            Refusal::Unknown => Some("unknown"),
            Refusal::Malformed => Some("malformed"),
            Refusal::TooLarge => Some("too-large"),
            Refusal::Address => Some("address"),
        }
    }
}

/// Reads a message of the host's (EM6–EM8). `seen` is the highest number that was met so far, and becomes this
/// message's.
///
/// # Errors
/// Whatever is not exactly a message; it changes nothing, `seen` included.
pub fn read(text: &str, seen: &mut Option<u64>) -> Result<FromHost, Refusal> {
    if text.len() > LIMIT {
        return Err(Refusal::TooLarge);
    }
    let value: Value = serde_json::from_str(text).map_err(|_| Refusal::Foreign)?;
    if value.get("app").and_then(Value::as_str) != Some("landfall") {
        return Err(Refusal::Foreign);
    }
    if value.get("v").and_then(Value::as_u64) != Some(1) {
        return Err(Refusal::Version);
    }
    let number = match value.get("n") {
        None | Some(Value::Null) => None,
        Some(number) => Some(number.as_u64().ok_or(Refusal::Malformed)?),
    };
    if number.is_some_and(|number| seen.is_some_and(|seen| number <= seen)) {
        return Err(Refusal::Replayed);
    }
    let message = match value.get("type").and_then(Value::as_str) {
        Some("configure") => FromHost::Configure(configure(&value)?),
        Some("navigate") => FromHost::Navigate(navigate(&value)?),
        Some("load") => FromHost::Load(load(&value)?),
        _ => return Err(Refusal::Unknown),
    };
    *seen = number.or(*seen);
    Ok(message)
}

fn configure(value: &Value) -> Result<Configure, Refusal> {
    // A value of the wrong kind spoils the message: half of it would be a guess.
    let word = |key: &str| match value.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(word) => word.as_str().map(Some).ok_or(Refusal::Malformed),
    };
    let theme = word("theme")?.map(|word| Tone::from_word(word).ok_or(Refusal::Malformed));
    let lang = word("lang")?.map(|tag| Lang::from_tag(tag).ok_or(Refusal::Malformed));
    let accent = word("accent")?.map(|text| match text {
        "" => Ok(None),
        text => Rgb::parse(text).map(Some).ok_or(Refusal::Malformed),
    });
    Ok(Configure { theme: theme.transpose()?, lang: lang.transpose()?, accent: accent.transpose()? })
}

fn navigate(value: &Value) -> Result<String, Refusal> {
    let hash = value.get("hash").and_then(Value::as_str).ok_or(Refusal::Malformed)?;
    let (route, query) = Route::parse(hash);
    let visitors = !route.is_staff() && !matches!(route, Route::NotFound(_));
    if !hash.starts_with("#/") || hash.len() > LONGEST_HASH || !visitors {
        return Err(Refusal::Address);
    }
    // Written anew: what the address bar gets is ours.
    Ok(route.href_with(&query))
}

fn load(value: &Value) -> Result<String, Refusal> {
    match value.get("data") {
        Some(Value::String(text)) => Ok(text.clone()),
        Some(data @ Value::Object(_)) => Ok(data.to_string()),
        _ => Err(Refusal::Malformed),
    }
}

/// How long what is entered is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Storage {
    /// Nothing is kept.
    None,
}

/// What the app says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ToHost<'a> {
    /// It listens.
    Ready(Storage),
    /// It needs so many CSS pixels.
    Resize(u32),
    /// It shows another page.
    Navigate(&'a str),
    Error(&'a str),
}

impl ToHost<'_> {
    /// The message as JSON.
    pub fn json(&self) -> String {
        match self {
            ToHost::Ready(Storage::None) => json!({
                "app": "landfall", "v": 1, "type": "ready", "storage": "none",
                "caps": ["configure", "navigate", "load", "resize"],
            }),
            ToHost::Resize(height) => json!({ "app": "landfall", "v": 1, "type": "resize", "height": height }),
            ToHost::Navigate(hash) => json!({ "app": "landfall", "v": 1, "type": "navigate", "hash": hash }),
            ToHost::Error(code) => json!({ "app": "landfall", "v": 1, "type": "error", "code": code }),
        }
        .to_string()
    }
}
