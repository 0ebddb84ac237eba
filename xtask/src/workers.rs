//! Programs that run in a web worker and are fetched when they are needed. The page names their two files in a
//! `<meta name="landfall-NAME" content="script wasm">`, which makes no browser load anything.

use std::path::Path;

use crate::html::{self, Element};
use crate::release::{bytes, local};
use crate::run::{self, Failure, Outcome};
use crate::site;

/// The workers, as the page names them.
const WORKERS: [&str; 2] = ["landfall-sheet", "landfall-scan"];

/// The worker's name that an element bears, and its script and wasm inside `dist`.
pub fn named<'a>(element: &'a Element) -> Option<(&'a str, [String; 2])> {
    let name = element.attribute("name").filter(|name| element.name == "meta" && WORKERS.contains(name))?;
    let mut files = element.attribute("content")?.split_whitespace().filter_map(|file| local(file, ""));
    Some((name, [files.next()?, files.next()?]))
}

/// Gives the workers' files names that change with their content, and the page these names.
pub fn name(index: &str, dist: &Path) -> Outcome<String> {
    let mut failure = None;
    let mut done = 0;
    let page = html::rewrite(index, |element| {
        let (name, [script, wasm]) = named(element)?;
        match rename(name, &script, &wasm, dist) {
            Ok(content) => {
                done += 1;
                Some(element.tag_with(&[("content", Some(&content))]))
            }
            Err(error) => {
                failure = Some(error);
                None
            }
        }
    });
    match failure {
        Some(failure) => Err(failure),
        None if done == WORKERS.len() => Ok(page),
        None => Err(Failure::new(
            format!("dist/index.html names {done} workers of {}", WORKERS.len()),
            "index.html needs a <meta name=\"landfall-…\" content=\"script wasm\"> for each",
        )),
    }
}

fn rename(name: &str, script: &str, wasm: &str, dist: &Path) -> Outcome<String> {
    let (script_bytes, wasm_bytes) = (bytes(dist, script)?, bytes(dist, wasm)?);
    // Both: a script of another version does not know the wasm's functions.
    let hash = site::fingerprint(&[script_bytes, wasm_bytes].concat());
    // Without the app's own beginning, by which the app's files are told from others.
    let name = name.trim_start_matches("landfall-");
    let (new_script, new_wasm) = (format!("{name}-{hash:016x}.js"), format!("{name}-{hash:016x}_bg.wasm"));
    for (from, to) in [(script, &new_script), (wasm, &new_wasm)] {
        let from = dist.join(from);
        std::fs::rename(&from, dist.join(to)).map_err(|error| run::cannot("rename", &from, &error))?;
    }
    Ok(format!("./{new_script} ./{new_wasm}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_by_their_content() {
        let dist = std::env::temp_dir().join(format!("landfall-xtask-worker-names-{}", std::process::id()));
        let index = "<meta charset=utf-8><meta name=\"landfall-sheet\" content=\"./landfall-sheet.js ./landfall-sheet_bg.wasm\">\
                     <meta name=\"landfall-scan\" content=\"./landfall-scan.js ./landfall-scan_bg.wasm\"><p>";
        let made = |script: &str| {
            std::fs::create_dir_all(&dist).ok();
            for worker in WORKERS {
                std::fs::write(dist.join(format!("{worker}.js")), script).ok();
                std::fs::write(dist.join(format!("{worker}_bg.wasm")), "\0asm").ok();
            }
            name(index, &dist).unwrap_or_else(|failure| failure.what)
        };
        let (one, other) = (made("1"), made("2"));
        let there: Vec<bool> = one
            .split(['"', ' '])
            .filter_map(|word| word.strip_prefix("./"))
            .map(|file| (file.starts_with("sheet-") || file.starts_with("scan-")) && dist.join(file).is_file())
            .collect();
        std::fs::remove_dir_all(&dist).ok();
        assert_eq!(there, [true; 2 * WORKERS.len()], "{one}");
        assert_ne!(one, other);
    }

    #[test]
    fn a_worker_that_is_not_there_is_an_error() {
        let absent = Path::new("/absent");
        assert!(name("<p>", absent).is_err());
        assert!(name("<meta name=landfall-sheet content='./a.js ./a_bg.wasm'>", absent).is_err());
    }
}
