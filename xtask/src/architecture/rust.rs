//! Enough of Rust's grammar to find paths: tokens without comments, and `use` trees.

/// A piece of source text and the line it stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    pub line: usize,
    pub kind: Kind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    Word(String),
    /// What stands between the quotes of a string literal.
    Text(String),
    /// `::`
    Separator,
    Mark(char),
}

/// A path as it is written, `use` trees unfolded: `crate::{a, b::*}` gives `crate::a`, `crate::b::*`.
#[derive(Debug, PartialEq, Eq)]
pub struct Path {
    pub line: usize,
    pub segments: Vec<String>,
    /// The inline modules (`mod tests { … }`) around it.
    pub inside: Vec<String>,
}

/// Splits source text into tokens; comments and literals other than strings are dropped.
pub fn tokens(source: &str) -> Vec<Token> {
    let chars: Vec<char> = source.chars().collect();
    let at = |index: usize| chars.get(index).copied().unwrap_or('\0');
    let mut tokens = Vec::new();
    let (mut i, mut line) = (0, 1);
    while i < chars.len() {
        let start = i;
        let kind = match (at(i), at(i + 1)) {
            ('/', '/') => {
                while i < chars.len() && at(i) != '\n' {
                    i += 1;
                }
                None
            }
            ('/', '*') => {
                i = block_comment_end(&chars, i);
                None
            }
            ('"', _) => {
                i = string_end(&chars, i + 1);
                Some(Kind::Text(inner(&chars, start + 1, i - 1)))
            }
            ('\'', next) => {
                // 'a' and '\n' are characters; 'a and 'static are lifetimes.
                i += 1;
                if next == '\\' {
                    i += 2;
                    while i < chars.len() && at(i) != '\'' {
                        i += 1;
                    }
                    i += 1;
                } else if at(i + 1) == '\'' {
                    i += 2;
                }
                None
            }
            (':', ':') => {
                i += 2;
                Some(Kind::Separator)
            }
            (c, _) if is_word(c) => {
                while is_word(at(i)) {
                    i += 1;
                }
                let word = inner(&chars, start, i);
                if let Some((content, end)) = raw_string(&chars, &word, i) {
                    i = end;
                    Some(Kind::Text(content))
                } else if word == "r" && at(i) == '#' && is_word(at(i + 1)) {
                    // A raw identifier; the name itself is the next token.
                    i += 1;
                    None
                } else {
                    Some(Kind::Word(word))
                }
            }
            (c, _) => {
                i += 1;
                (!c.is_whitespace()).then_some(Kind::Mark(c))
            }
        };
        if let Some(kind) = kind {
            tokens.push(Token { line, kind });
        }
        i = i.min(chars.len());
        line += chars[start..i].iter().filter(|&&c| c == '\n').count();
    }
    tokens
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn inner(chars: &[char], from: usize, to: usize) -> String {
    let to = to.min(chars.len());
    chars[from.min(to)..to].iter().collect()
}

fn block_comment_end(chars: &[char], mut i: usize) -> usize {
    let mut depth = 0;
    while i < chars.len() {
        match (chars[i], chars.get(i + 1)) {
            ('/', Some('*')) => {
                depth += 1;
                i += 2;
            }
            ('*', Some('/')) => {
                depth -= 1;
                i += 2;
                if depth == 0 {
                    break;
                }
            }
            _ => i += 1,
        }
    }
    i
}

/// The index after the closing quote of a string that began before `i`.
fn string_end(chars: &[char], mut i: usize) -> usize {
    while i < chars.len() {
        match chars[i] {
            '\\' => i += 2,
            '"' => return i + 1,
            _ => i += 1,
        }
    }
    chars.len()
}

/// The content and end of `r"…"`, `br#"…"#`, whose prefix `word` ends before `i`.
fn raw_string(chars: &[char], word: &str, mut i: usize) -> Option<(String, usize)> {
    if !matches!(word, "r" | "br" | "cr") {
        return None;
    }
    let mut hashes = 0;
    while chars.get(i) == Some(&'#') {
        hashes += 1;
        i += 1;
    }
    if chars.get(i) != Some(&'"') {
        return None;
    }
    let start = i + 1;
    let mut end = start;
    let closes = |at: usize| chars[at] == '"' && (1..=hashes).all(|offset| chars.get(at + offset) == Some(&'#'));
    while end < chars.len() && !closes(end) {
        end += 1;
    }
    Some((inner(chars, start, end), end + 1 + hashes))
}

/// Every path that starts with `crate`, `self`, `super` or one of `externs`.
pub fn paths(tokens: &[Token], externs: &[&str]) -> Vec<Path> {
    let mut found = Vec::new();
    let mut modules: Vec<(String, usize)> = Vec::new();
    let (mut depth, mut i) = (0, 0);
    while let Some(token) = tokens.get(i) {
        match &token.kind {
            Kind::Mark('{') => depth += 1,
            Kind::Mark('}') => {
                depth = usize::saturating_sub(depth, 1);
                modules.retain(|(_, at)| *at < depth);
            }
            Kind::Word(word) if word == "mod" => {
                if let (Some(name), Some(Kind::Mark('{'))) = (word_at(tokens, i + 1), kind_at(tokens, i + 2)) {
                    modules.push((name.to_owned(), depth));
                }
            }
            // pub(crate), pub(in super::x): who may see it, not what it uses.
            Kind::Word(word) if word == "pub" && kind_at(tokens, i + 1) == Some(&Kind::Mark('(')) => {
                while i < tokens.len() && kind_at(tokens, i) != Some(&Kind::Mark(')')) {
                    i += 1;
                }
            }
            Kind::Word(word) if starts_path(tokens, i, word, externs) => {
                let mut written = Vec::new();
                let line = token.line;
                i = tree(tokens, i, Vec::new(), &mut written);
                let inside: Vec<String> = modules.iter().map(|(name, _)| name.clone()).collect();
                found.extend(written.into_iter().map(|(at, segments)| Path {
                    line: at.max(line),
                    segments,
                    inside: inside.clone(),
                }));
                continue;
            }
            _ => {}
        }
        i += 1;
    }
    found
}

fn starts_path(tokens: &[Token], i: usize, word: &str, externs: &[&str]) -> bool {
    let after_separator = i > 0 && kind_at(tokens, i - 1) == Some(&Kind::Separator);
    let leads_on = kind_at(tokens, i + 1) == Some(&Kind::Separator);
    if externs.contains(&word) {
        // `::name` is a path from the root; `other::name` is not.
        let owner = i.checked_sub(2).and_then(|before| word_at(tokens, before));
        let has_owner = owner.is_some_and(|word| !matches!(word, "use" | "return" | "in" | "as"));
        return !(after_separator && has_owner);
    }
    matches!(word, "crate" | "self" | "super") && leads_on && !after_separator
}

/// Unfolds the path or `use` tree at `i`; gives the index after it.
fn tree(tokens: &[Token], mut i: usize, mut prefix: Vec<String>, out: &mut Vec<(usize, Vec<String>)>) -> usize {
    let mut line = 0;
    loop {
        match tokens.get(i) {
            Some(Token { line: at, kind: Kind::Word(word) }) => {
                prefix.push(word.clone());
                line = *at;
                i += 1;
                if kind_at(tokens, i) != Some(&Kind::Separator) {
                    break;
                }
                i += 1;
            }
            Some(Token { kind: Kind::Mark('{'), .. }) => {
                i += 1;
                while i < tokens.len() && kind_at(tokens, i) != Some(&Kind::Mark('}')) {
                    let before = i;
                    i = tree(tokens, i, prefix.clone(), out);
                    // Past the comma, `as name`, or whatever this is not able to read.
                    while i < tokens.len() && !matches!(kind_at(tokens, i), Some(Kind::Mark(',' | '}'))) {
                        i += 1;
                    }
                    if kind_at(tokens, i) == Some(&Kind::Mark(',')) || i == before {
                        i += 1;
                    }
                }
                return i + 1;
            }
            Some(Token { line: at, kind: Kind::Mark('*') }) => {
                prefix.push("*".to_owned());
                line = *at;
                i += 1;
                break;
            }
            _ => break,
        }
    }
    out.push((line, prefix));
    i
}

fn kind_at(tokens: &[Token], i: usize) -> Option<&Kind> {
    tokens.get(i).map(|token| &token.kind)
}

fn word_at(tokens: &[Token], i: usize) -> Option<&str> {
    match kind_at(tokens, i) {
        Some(Kind::Word(word)) => Some(word),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, expected: &[&str]) {
        let found: Vec<String> =
            paths(&tokens(source), &["landfall_core"]).into_iter().map(|path| path.segments.join("::")).collect();
        assert_eq!(found, expected, "{source}");
    }

    #[test]
    fn paths_are_found_in_uses_and_in_code() {
        check("use crate::a::b;", &["crate::a::b"]);
        check("let x = crate::a::f::<u8>(super::y());", &["crate::a::f", "super::y"]);
        check("use super::super::{b as c, d};", &["super::super::b", "super::super::d"]);
        check("use crate::{a, b::{c, d::*}, e as f};", &["crate::a", "crate::b::c", "crate::b::d::*", "crate::e"]);
        check("use landfall_core::x; landfall_core::y()", &["landfall_core::x", "landfall_core::y"]);
        check("use ::landfall_core as core;", &["landfall_core"]);
        check("view! { <p>{crate::ui::label()}</p> }", &["crate::ui::label"]);
    }

    #[test]
    fn comments_strings_and_visibility_are_not_paths() {
        check("// use crate::a;\n/* crate::b /* nested */ crate::c */", &[]);
        check(r##"let s = "crate::a"; let r = r#"crate::b " "#; let c = '"'; crate::d()"##, &["crate::d"]);
        check("pub(crate) fn f<'a>(x: &'a str) {} pub(in crate::a) struct S;", &[]);
        check("fn f(self) { self.x }", &[]);
    }

    #[test]
    fn inline_modules_and_lines_are_known() {
        let source = "use crate::a;\nmod tests {\n    use super::b;\n}\nuse super::c;\n";
        let found = paths(&tokens(source), &[]);
        let seen: Vec<_> = found.iter().map(|path| (path.line, path.inside.join("::"))).collect();
        assert_eq!(seen, [(1, String::new()), (3, "tests".to_owned()), (5, String::new())]);
    }

    #[test]
    fn unfinished_source_ends() {
        for source in ["use crate::{a, b", "\"open", "/* open", "r#\"open", "'", "use crate::{{", "use crate::"] {
            paths(&tokens(source), &[]);
        }
    }
}
