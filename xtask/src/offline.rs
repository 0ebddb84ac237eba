//! What the service worker is told: the version, and the files it keeps with the hashes of their content.

use std::path::Path;

use crate::html;
use crate::release::bytes;
use crate::run::{self, Failure, Outcome};
use crate::site;

const WORKER: &str = "sw.js";
const PAGE: &str = "index.html";

/// Where the page bears its version.
const META: &str = "landfall-version";

/// What is not kept: the worker itself, and the edition that is a whole of its own.
const LEFT_OUT: [&str; 2] = [WORKER, "landfall.html"];

/// Kept, but not held to its content: whoever runs the site may replace it without a build.
const REPLACEABLE: &str = "data/published.json";

/// The lines of `sw.js` that the list takes the place of.
const NO_VERSION: &str = "const VERSION = '';";
const NO_FILES: &str = "const FILES = [];";

/// Node hashes: it is here anyway, and xtask has no crates.
const SHA256: &str = "const { readFileSync } = require('node:fs');
const { createHash } = require('node:crypto');
for (const path of process.argv.slice(1)) console.log('sha256-' + createHash('sha256').update(readFileSync(path)).digest('base64'));";

/// Writes version and files into the service worker of `dist`, and the version into its page.
pub fn finish(dist: &Path) -> Outcome {
    let worker = run::read(&dist.join(WORKER))?;
    let mut files = Vec::new();
    list(dist, "", &mut files)?;
    files.sort();
    // Of everything, the worker's own text included: any other build is another version.
    let mut all = worker.clone().into_bytes();
    for path in &files {
        all.extend(path.bytes());
        all.extend(bytes(dist, path)?);
    }
    let hash = site::fingerprint(&all);
    let version = format!("{:08x}", (hash >> 32) ^ (hash & 0xffff_ffff));
    run::write(&dist.join(PAGE), with_version(&run::read(&dist.join(PAGE))?, &version)?)?;
    let hashes = hashes(dist, &files)?;
    run::write(&dist.join(WORKER), with_list(&worker, &version, &files, &hashes)?)
}

/// The files of a folder of `dist` that are kept, as paths inside `dist`.
fn list(dist: &Path, folder: &str, files: &mut Vec<String>) -> Outcome {
    let path = dist.join(folder);
    let entries = std::fs::read_dir(&path).map_err(|error| run::cannot("read", &path, &error))?;
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let inside = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            list(dist, &inside, files)?;
        } else if !name.starts_with('.') && !LEFT_OUT.contains(&inside.as_str()) {
            files.push(inside);
        }
    }
    Ok(())
}

fn with_version(page: &str, version: &str) -> Outcome<String> {
    let mut done = false;
    let page = html::rewrite(page, |element| {
        let is_place = element.name == "meta" && element.attribute("name") == Some(META);
        done |= is_place;
        is_place.then(|| element.tag_with(&[("content", Some(version))]))
    });
    if done {
        return Ok(page);
    }
    Err(Failure::new(
        "dist/index.html has no place for the version",
        format!("index.html needs <meta name=\"{META}\" content=\"\">"),
    ))
}

/// What the browser compares a file with (Subresource Integrity).
fn hashes(dist: &Path, files: &[String]) -> Outcome<Vec<String>> {
    let printed = run::output(run::command("node").args(["-e", SHA256]).args(files.iter().map(|file| dist.join(file))));
    let hashes: Vec<String> = printed.iter().flat_map(|text| text.lines()).map(|line| line.trim().to_owned()).collect();
    if hashes.len() == files.len() {
        return Ok(hashes);
    }
    Err(Failure::new("Node.js could not read the files of dist/", "check that it runs: node --version"))
}

fn with_list(worker: &str, version: &str, files: &[String], hashes: &[String]) -> Outcome<String> {
    if !(worker.contains(NO_VERSION) && worker.contains(NO_FILES)) {
        return Err(Failure::new(
            "dist/sw.js has no place for the version and the files",
            format!("public/sw.js needs the lines {NO_VERSION} and {NO_FILES}"),
        ));
    }
    let rows: Vec<String> = files
        .iter()
        .zip(hashes)
        .map(|(file, hash)| {
            // The page is what the folder's own address gives: some servers send the other one away.
            let path = if file == PAGE { "" } else { file };
            if file == REPLACEABLE { format!("['{path}']") } else { format!("['{path}', '{hash}']") }
        })
        .collect();
    let list = format!("const FILES = [\n  {},\n];", rows.join(",\n  "));
    Ok(worker.replace(NO_VERSION, &format!("const VERSION = '{version}';")).replace(NO_FILES, &list))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    const WORKER_TEXT: &str = "const VERSION = '';\nconst FILES = [];\nrest();\n";

    /// An invented dist: gives its folder, finished.
    fn finished(name: &str, sample: &str) -> PathBuf {
        let dist = std::env::temp_dir().join(format!("landfall-xtask-offline-{name}-{}", std::process::id()));
        for (path, text) in [
            ("index.html", "<head><meta name=\"landfall-version\" content=\"\"></head>"),
            ("sw.js", WORKER_TEXT),
            ("landfall.html", "everything"),
            ("app-0123456789abcdef_bg.wasm", "\0asm"),
            ("data/published.json", "{}"),
            ("data/sample.json", sample),
        ] {
            let path = dist.join(path);
            std::fs::create_dir_all(path.parent().unwrap_or(&dist)).ok();
            std::fs::write(path, text).ok();
        }
        assert_eq!(finish(&dist).err().map(|failure| failure.what), None);
        dist
    }

    fn version(worker: &str) -> &str {
        worker.split('\'').nth(1).unwrap_or_default()
    }

    #[test]
    fn the_worker_is_told_every_file_but_itself_and_the_single_one() {
        let dist = finished("list", "abc");
        let read = |name: &str| std::fs::read_to_string(dist.join(name)).unwrap_or_default();
        let (worker, page) = (read("sw.js"), read("index.html"));
        std::fs::remove_dir_all(&dist).ok();
        let paths: Vec<&str> =
            worker.lines().filter_map(|line| line.strip_prefix("  ['")?.split('\'').next()).collect();
        assert_eq!(paths, ["app-0123456789abcdef_bg.wasm", "data/published.json", "data/sample.json", ""]);
        assert!(worker.ends_with("\nrest();\n"), "{worker}");
        // What may be replaced has no hash; the others have theirs.
        assert!(worker.contains("  ['data/published.json'],\n"), "{worker}");
        let abc = "'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='";
        assert!(worker.contains(&format!("['data/sample.json', {abc}]")), "{worker}");
        assert_eq!(page, format!("<head><meta name=\"landfall-version\" content=\"{}\"></head>", version(&worker)));
    }

    #[test]
    fn any_other_build_is_another_version() {
        let made = |name, sample| {
            let dist = finished(name, sample);
            let worker = std::fs::read_to_string(dist.join("sw.js")).unwrap_or_default();
            std::fs::remove_dir_all(&dist).ok();
            version(&worker).to_owned()
        };
        let (one, same, other) = (made("one", "1"), made("same", "1"), made("other", "2"));
        assert_eq!(one.len(), 8);
        assert_eq!(one, same);
        assert_ne!(one, other);
    }

    #[test]
    fn the_worker_has_room_for_the_list() {
        let worker = run::read(&run::root().join("public").join(WORKER)).unwrap_or_default();
        assert!(with_list(&worker, "v", &[], &[]).is_ok());
        assert!(with_list("", "v", &[], &[]).is_err());
        assert!(with_version("<p>", "v").is_err());
    }
}
