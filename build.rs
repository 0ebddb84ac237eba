//! Turns `locales/*.json` into typed keys: a misspelt key does not compile, and neither does a key that one of
//! the two languages lacks.

use std::collections::BTreeSet;
use std::error::Error;
use std::path::PathBuf;

use leptos_i18n_build::{Config, ParseOptions, TranslationsInfos};
use serde_json::Value;

/// The script that speaks when the program no longer can: it carries its own copy of the texts.
const CRASH: &str = "public/crash.js";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=locales");
    println!("cargo::rerun-if-changed={CRASH}");
    both_have_every_key("locales/zh-CN.json", "locales/en.json")?;
    crash_has_the_texts(&["locales/zh-CN.json", "locales/en.json"])?;

    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("OUT_DIR is set by cargo")?).join("i18n");
    let options = ParseOptions::new().interpolate_display(true);
    let config = Config::new("zh-CN")?.add_locale("en")?.parse_options(options);
    let translations = TranslationsInfos::parse(config)?;
    translations.emit_diagnostics();
    translations.generate_i18n_module(out)?;
    Ok(())
}

/// leptos_i18n fills a missing text from the default language; here it is an error, so that no reader of
/// English meets a Chinese button.
fn both_have_every_key(a: &str, b: &str) -> Result<(), Box<dyn Error>> {
    let keys = |path: &str| -> Result<BTreeSet<String>, Box<dyn Error>> {
        let text = std::fs::read_to_string(path).map_err(|e| format!("{path}: {e}"))?;
        let value: Value = serde_json::from_str(&text).map_err(|e| format!("{path}: {e}"))?;
        let mut found = BTreeSet::new();
        collect(&value, "", &mut found);
        Ok(found)
    };
    let (left, right) = (keys(a)?, keys(b)?);
    let missing: Vec<String> = left
        .difference(&right)
        .map(|key| format!("{b} lacks {key}"))
        .chain(right.difference(&left).map(|key| format!("{a} lacks {key}")))
        .collect();
    if missing.is_empty() { Ok(()) } else { Err(missing.join("; ").into()) }
}

fn collect(value: &Value, path: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                collect(inner, &path, found);
            }
        }
        _ => {
            found.insert(path.to_owned());
        }
    }
}

/// Every text of `crash` stands in the script as it stands in the locales.
fn crash_has_the_texts(locales: &[&str]) -> Result<(), Box<dyn Error>> {
    let script = std::fs::read_to_string(CRASH).map_err(|e| format!("{CRASH}: {e}"))?;
    for path in locales {
        let locale: Value = serde_json::from_str(&std::fs::read_to_string(path)?)?;
        let texts = locale.get("crash").and_then(Value::as_object).ok_or(format!("{path} lacks crash"))?;
        for (key, text) in texts {
            if !script.contains(&format!("\"{key}\": {text}")) {
                return Err(format!("{CRASH} lacks, or words otherwise, crash.{key} of {path}: {text}").into());
            }
        }
    }
    Ok(())
}
