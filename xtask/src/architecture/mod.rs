//! The test of the project's own shape: which part may know which, and a few habits that no
//! compiler keeps. The rules are those of ARCHITECTURE.md.

mod layers;
mod looks;
mod rust;
#[cfg(test)]
mod tests;

use std::fmt;
use std::path::Path;

use crate::run::{self, Failure, Outcome};

/// The text files of a source tree and its folders, paths relative to the root, with `/`.
#[derive(Debug, Default)]
pub struct Tree {
    pub files: Vec<(String, String)>,
    pub folders: Vec<String>,
}

/// A place where a rule is broken.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Violation {
    pub file: String,
    /// 0: the file as a whole.
    pub line: usize,
    pub rule: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.file, self.rule),
            line => write!(f, "{}:{line}: {}", self.file, self.rule),
        }
    }
}

/// What is never looked into: made by tools, or not ours.
const SKIPPED: [&str; 7] = ["target", "dist", "node_modules", ".git", ".tools", "tests/results", ".vscode"];

/// What is read as text.
const TEXT: [&str; 6] = ["rs", "css", "mjs", "js", "ts", "toml"];

/// Every rule that `tree` breaks, in the order of the files.
pub fn check(tree: &Tree) -> Vec<Violation> {
    let mut violations = layers::check(tree);
    violations.extend(looks::check(tree));
    violations.sort();
    violations.dedup();
    violations
}

/// Checks the repository itself, and prints what is wrong with it.
pub fn check_repository() -> Outcome {
    let root = run::root();
    let mut tree = Tree::default();
    read_into(&mut tree, &root, "")?;
    let violations = check(&tree);
    for violation in &violations {
        println!("  {violation}");
    }
    if violations.is_empty() {
        return Ok(());
    }
    Err(Failure::new(
        format!("the architecture test found {} place(s)", violations.len()),
        "move the code to where it may be; ARCHITECTURE.md says which part may know which",
    ))
}

fn read_into(tree: &mut Tree, root: &Path, folder: &str) -> Outcome {
    let path = root.join(folder);
    let entries = std::fs::read_dir(&path).map_err(|error| run::cannot("read", &path, &error))?;
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let relative = if folder.is_empty() { name } else { format!("{folder}/{name}") };
        if SKIPPED.contains(&relative.as_str()) {
            continue;
        }
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            tree.folders.push(relative.clone());
            read_into(tree, root, &relative)?;
        } else {
            let is_text = relative.rsplit_once('.').is_some_and(|(_, end)| TEXT.contains(&end));
            let text = if is_text { run::read(&entry.path())? } else { String::new() };
            tree.files.push((relative, text));
        }
    }
    Ok(())
}
