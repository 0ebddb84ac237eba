//! Turns `locales/*.json` into typed keys: a misspelt key does not compile, and neither does a key that one of
//! the two languages lacks.

use std::collections::BTreeSet;
use std::error::Error;
use std::path::PathBuf;

use leptos_i18n_build::{Config, ParseOptions, TranslationsInfos};
use serde_json::Value;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=locales");
    both_have_every_key("locales/zh-CN.json", "locales/en.json")?;

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
