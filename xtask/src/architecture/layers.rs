//! The arrows: which part of the program may use which.

use super::rust::{self, Kind, Token};
use super::{Tree, Violation};

/// What each part of `src/` may use besides itself. `core` is `crates/core`.
const ALLOWED: [(&str, &[&str]); 7] = [
    ("platform", &[]),
    ("ui", &[]),
    ("i18n", &["core"]),
    ("store", &["core", "platform"]),
    ("features", &["core", "store", "ui", "i18n"]),
    ("embed", &["core", "store", "platform"]),
    ("app", &["core", "platform", "ui", "i18n", "store", "features", "embed"]),
];

/// How the pure part is called in code.
const CORE: &str = "landfall_core";

/// Where the browser's interfaces may be named.
const MAY_NAME_BROWSER: [&str; 2] = ["platform", "embed"];

/// Crates that would tie core to a screen, a clock or chance; families of crates by their prefix.
const NOT_IN_CORE: [&str; 10] =
    ["leptos", "web_sys", "js_sys", "wasm_bindgen", "gloo", "rand", "getrandom", "fastrand", "uuid", "web_time"];
const NO_FAMILY_IN_CORE: [&str; 4] = ["leptos_", "gloo_", "rand_", "wasm_bindgen_"];

/// The standard library's clocks.
const CLOCKS: [&str; 2] = ["SystemTime", "Instant"];

/// The tables of a `Cargo.toml` whose packages end up in the program.
fn is_dependency_table(header: &str) -> bool {
    let header = header.trim_matches(|c| c == '[' || c == ']');
    header == "dependencies" || (header.starts_with("target.") && header.ends_with(".dependencies"))
}

pub fn check(tree: &Tree) -> Vec<Violation> {
    let mut violations = Vec::new();
    for (file, text) in &tree.files {
        if file == "crates/core/Cargo.toml" {
            core_dependencies(file, text, &mut violations);
        } else if file.starts_with("crates/core/src/") && file.ends_with(".rs") {
            core_names(file, text, &mut violations);
        } else if file.starts_with("src/") && file.ends_with(".rs") {
            source(file, text, &mut violations);
        }
    }
    violations
}

fn core_dependencies(file: &str, text: &str, violations: &mut Vec<Violation>) {
    let mut inside = false;
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.starts_with('[') {
            inside = is_dependency_table(line);
            continue;
        }
        let name = line.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).next().unwrap_or_default();
        if inside && is_banned(&name.replace('-', "_")) {
            violations.push(Violation {
                file: file.to_owned(),
                line: index + 1,
                rule: format!("core is pure: it may not depend on {name}"),
            });
        }
    }
}

fn core_names(file: &str, text: &str, violations: &mut Vec<Violation>) {
    let tokens = rust::tokens(text);
    for (index, token) in tokens.iter().enumerate() {
        let Kind::Word(word) = &token.kind else {
            continue;
        };
        // A crate's name counts where it leads a path: a variable may be called `uuid`.
        let leads = tokens.get(index + 1).is_some_and(|next| next.kind == Kind::Separator);
        if CLOCKS.contains(&word.as_str()) || (leads && is_banned(word)) {
            violations.push(Violation {
                file: file.to_owned(),
                line: token.line,
                rule: format!("core is pure: no screen, clock or chance, so no {word}"),
            });
        }
    }
}

fn is_banned(name: &str) -> bool {
    NOT_IN_CORE.contains(&name) || NO_FAMILY_IN_CORE.iter().any(|start| name.starts_with(start))
}

fn words(tokens: &[Token]) -> impl Iterator<Item = (usize, &str)> {
    tokens.iter().filter_map(|token| match &token.kind {
        Kind::Word(word) => Some((token.line, word.as_str())),
        _ => None,
    })
}

fn source(file: &str, text: &str, violations: &mut Vec<Violation>) {
    let module = module_of(file);
    let mut report = |line, rule| {
        violations.push(Violation { file: file.to_owned(), line, rule });
    };
    let layer = module.first().map_or("", String::as_str);
    let allowed = ALLOWED.iter().find(|(name, _)| *name == layer);
    if !layer.is_empty() && allowed.is_none() {
        report(0, format!("src/ has no part named {layer}: put this into one of those that ARCHITECTURE.md names"));
        return;
    }

    let tokens = rust::tokens(text);
    for (line, word) in words(&tokens) {
        let browser = matches!(word, "web_sys" | "js_sys" | "gloo") || word.starts_with("gloo_");
        if browser && !MAY_NAME_BROWSER.contains(&layer) {
            report(line, format!("{word} may only be named in src/platform and src/embed"));
        }
    }
    for pair in tokens.windows(3) {
        if let [
            Token { kind: Kind::Mark('#'), line },
            Token { kind: Kind::Mark('['), .. },
            Token { kind: Kind::Word(word), .. },
        ] = pair
            && word == "test"
        {
            report(
                *line,
                "tests in src/ are never run: move what they test to crates/core, or test it in the browser".to_owned(),
            );
        }
    }

    // main.rs (and the root as such) starts the app: it may use everything.
    let Some((_, allowed)) = allowed else { return };
    for path in rust::paths(&tokens, &[CORE]) {
        let Some(target) = resolve(&path, &module) else {
            continue;
        };
        if let Some(rule) = broken(layer, allowed, &module, &target) {
            report(path.line, rule);
        }
    }
}

/// `src/features/board/card.rs` is `features::board::card`.
fn module_of(file: &str) -> Vec<String> {
    let path = file.trim_start_matches("src/").trim_end_matches(".rs");
    let mut module: Vec<String> = path.split('/').map(str::to_owned).collect();
    // The crate's roots: the library and the two programs.
    let root = matches!(file, "src/lib.rs" | "src/main.rs" | "src/visitor.rs");
    if root || module.last().is_some_and(|name| name == "mod") {
        module.pop();
    }
    module
}

/// The path from the crate's root; `core` stands for the pure crate.
fn resolve(path: &rust::Path, module: &[String]) -> Option<Vec<String>> {
    let mut segments = path.segments.iter().map(String::as_str).peekable();
    let mut here: Vec<String> = module.iter().chain(&path.inside).cloned().collect();
    match segments.next()? {
        "crate" => here.clear(),
        "super" => {
            here.pop();
            while segments.next_if_eq(&"super").is_some() {
                here.pop();
            }
        }
        "self" => {}
        _ => here = vec!["core".to_owned()],
    }
    here.extend(segments.map(str::to_owned));
    Some(here)
}

/// The rule that a use of `target` by `module` breaks, if any.
fn broken(layer: &str, allowed: &[&str], module: &[String], target: &[String]) -> Option<String> {
    let part = target.first().map_or("", String::as_str);
    if part == layer {
        if layer != "features" {
            return None;
        }
        let (own, other) = (module.get(1), target.get(1));
        // features/mod.rs only lists the features.
        if own.is_none() || own == other {
            return None;
        }
        let other = other.map_or("all of them", String::as_str);
        return Some(format!(
            "a feature may not use another feature ({other}): move what they share to core, store or ui"
        ));
    }
    if allowed.contains(&part) {
        return None;
    }
    let may = if allowed.is_empty() { "nothing of ours".to_owned() } else { format!("only {}", allowed.join(", ")) };
    let known = part == "core" || ALLOWED.iter().any(|(name, _)| *name == part);
    let what = if known { part.to_owned() } else { format!("crate::{part}") };
    Some(format!("{layer} may not use {what}: it may use {may}"))
}
