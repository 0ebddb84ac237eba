//! Habits of the whole tree: colours in one file, no endless files, no empty folders.

use super::rust::{self, Kind};
use super::{Tree, Violation};

/// The one file that may hold raw colours.
const TOKENS: &str = "style/tokens.css";

/// The longest a file may be. The habit is 400.
const LONGEST: usize = 700;

/// What counts as a file that people write line by line.
const COUNTED: [&str; 5] = [".rs", ".css", ".mjs", ".js", ".ts"];

pub fn check(tree: &Tree) -> Vec<Violation> {
    let mut violations = Vec::new();
    for (file, text) in &tree.files {
        let lines = text.lines().count();
        if lines > LONGEST && COUNTED.iter().any(|end| file.ends_with(end)) {
            violations.push(Violation {
                file: file.clone(),
                line: 0,
                rule: format!("{lines} lines; split it: at most {LONGEST}"),
            });
        }
        for line in raw_colours(file, text) {
            violations.push(Violation {
                file: file.clone(),
                line,
                rule: format!("raw colours stand in {TOKENS} only: name this one there and use var(--…)"),
            });
        }
        for line in next_to_any(file, text) {
            violations.push(Violation {
                file: file.clone(),
                line,
                rule: "any element next to any: with it the browser styles the whole page anew for each element that comes; say :not(:first-child)".to_owned(),
            });
        }
    }
    for folder in &tree.folders {
        let inside = format!("{folder}/");
        let holds_something =
            tree.files.iter().any(|(file, _)| file.starts_with(&inside) && !file.ends_with("/.gitkeep"));
        if !holds_something {
            violations.push(Violation {
                file: folder.clone(),
                line: 0,
                rule: "a folder that holds nothing".to_owned(),
            });
        }
    }
    violations
}

/// The lines of a style whose selector is about any element after any other.
fn next_to_any(file: &str, text: &str) -> Vec<usize> {
    if !file.starts_with("style/") || !file.ends_with(".css") {
        return Vec::new();
    }
    let text = without_css_comments(text);
    let any = |line: &str| {
        let line: String = line.chars().filter(|c| !c.is_whitespace()).collect();
        ["*+*", "*~*"].iter().any(|pair| line.contains(pair))
    };
    text.lines().enumerate().filter(|(_, line)| any(line)).map(|(index, _)| index + 1).collect()
}

/// The lines of `text` that spell out a colour.
fn raw_colours(file: &str, text: &str) -> Vec<usize> {
    if file.starts_with("style/") && file.ends_with(".css") && file != TOKENS {
        let text = without_css_comments(text);
        let lines = text.lines().enumerate();
        return lines.filter(|(_, line)| has_colour(line)).map(|(index, _)| index + 1).collect();
    }
    if file.starts_with("src/") && file.ends_with(".rs") {
        return rust::tokens(text)
            .into_iter()
            .filter_map(|token| match token.kind {
                Kind::Text(text) if has_colour(&text) => Some(token.line),
                _ => None,
            })
            .collect();
    }
    Vec::new()
}

/// Comments become blanks; lines stay where they are.
fn without_css_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("/*") {
        out.push_str(&rest[..start]);
        let end = rest[start + 2..].find("*/").map_or(rest.len(), |end| start + 2 + end + 2);
        out.extend(rest[start..end].chars().filter(|&c| c == '\n'));
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// `#` and 3, 4, 6 or 8 hexadecimal digits, or a colour function that is given numbers.
fn has_colour(text: &str) -> bool {
    let hex = text.match_indices('#').any(|(at, _)| {
        let after = &text[at + 1..];
        let end = after.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')).unwrap_or(after.len());
        let word = &after[..end];
        matches!(word.len(), 3 | 4 | 6 | 8) && word.chars().all(|c| c.is_ascii_hexdigit())
    });
    const FUNCTIONS: [&str; 9] = ["rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklab(", "oklch("];
    let function = FUNCTIONS.iter().any(|function| {
        text.match_indices(function).any(|(at, _)| {
            let starts_word = !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '-' || c == '_');
            // rgb(from var(--x) …) is made of a token.
            starts_word && !text[at + function.len()..].trim_start().starts_with("from ")
        })
    });
    hex || function
}
