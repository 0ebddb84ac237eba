//! What a first visit downloads, and whether that is little enough.

use std::collections::BTreeSet;
use std::path::Path;

use crate::bundles::{VISITOR_PREFIX, WHOLE_PREFIX};
use crate::html;
use crate::release::{bytes, folder, local};
use crate::run::{self, Failure, Outcome};
use crate::workers;

/// The most that a first visit may download: bytes, after brotli.
const BUDGET: u64 = 350_000;

/// The most that the single file may be beside its parts: a half more.
const SINGLE_TENTHS: u64 = 15;

/// What the app fetches at its start; no other file names it.
const FETCHED: &str = "data/published.json";

/// Node compresses: it is here anyway, and brotli as a crate takes longer to compile than all of xtask.
const BROTLI: &str = "const { readFileSync } = require('node:fs');
const { brotliCompressSync } = require('node:zlib');
for (const path of process.argv.slice(1)) console.log(brotliCompressSync(readFileSync(path)).length);";

/// A file of the first visit.
#[derive(Debug)]
struct Size {
    path: String,
    raw: u64,
    brotli: u64,
}

/// Prints the sizes of what a first visit loads and of the single file; fails over the budget.
pub fn report(dist: &Path) -> Outcome {
    let (whole, visit): (BTreeSet<String>, BTreeSet<String>) =
        first_visit(dist)?.into_iter().partition(|path| is_whole(path));
    let sizes = measure(dist, &visit)?;
    let total: u64 = sizes.iter().map(|size| size.brotli).sum();
    let raw = sizes.iter().map(|size| size.raw).sum();
    println!("\n  {:<44}{:>12}{:>12}", "first visit", "raw", "brotli");
    let total_row = Size { path: "total".to_owned(), raw, brotli: total };
    for size in sizes.iter().chain([&total_row]) {
        println!("  {:<44}{:>12}{:>12}", size.path, kilobytes(size.raw), kilobytes(size.brotli));
    }
    println!("  budget{:>62}", kilobytes(BUDGET));
    let whole = measure(dist, &whole)?;
    println!("\n  {:<44}{:>12}{:>12}", "when the workspace is opened", "raw", "brotli");
    for size in &whole {
        println!("  {:<44}{:>12}{:>12}", size.path, kilobytes(size.raw), kilobytes(size.brotli));
    }
    let workers = measure(dist, &workers(dist)?)?;
    println!("\n  {:<44}{:>12}{:>12}", "when a spreadsheet or a code is read", "raw", "brotli");
    for size in &workers {
        println!("  {:<44}{:>12}{:>12}", size.path, kilobytes(size.raw), kilobytes(size.brotli));
    }
    let single = std::fs::metadata(dist.join("landfall.html")).map_or(0, |file| file.len());
    let parts = parts(dist)?;
    println!("  landfall.html, the whole app in one file{:>16}", kilobytes(single));
    println!("  its parts by themselves{:>33}", kilobytes(parts));
    println!();
    single_file_fits(single, parts)?;
    if total <= BUDGET {
        return Ok(());
    }
    Err(Failure::new(
        format!("a first visit downloads {}; the budget is {}", kilobytes(total), kilobytes(BUDGET)),
        "see above which file grew; rare work belongs into a worker that is loaded when asked for",
    ))
}

/// The bytes of the files that the single file has in it: what the whole app loads, early or late, without the
/// visitor's own program.
fn parts(dist: &Path) -> Outcome<u64> {
    let mut paths = first_visit(dist)?;
    paths.extend(workers(dist)?);
    let folder = dist.join("data");
    let data = std::fs::read_dir(&folder).map_err(|error| run::cannot("read", &folder, &error))?;
    paths.extend(data.flatten().filter_map(|entry| Some(format!("data/{}", entry.file_name().to_str()?))));
    paths.iter().filter(|path| !path.starts_with(VISITOR_PREFIX)).map(|path| Ok(bytes(dist, path)?.len() as u64)).sum()
}

/// Whether the single file is no more than half as large again as its parts.
fn single_file_fits(single: u64, parts: u64) -> Outcome {
    if single * 10 <= parts * SINGLE_TENTHS {
        return Ok(());
    }
    Err(Failure::new(
        format!("landfall.html has {}; its parts have {}", kilobytes(single), kilobytes(parts)),
        "something is in it twice: see xtask/src/single_file.rs",
    ))
}

/// A file of the whole app, which a visitor does not load.
fn is_whole(path: &str) -> bool {
    path.starts_with(WHOLE_PREFIX) && !path.starts_with(VISITOR_PREFIX)
}

/// The files of the workers that the page names; nothing loads them by itself.
fn workers(dist: &Path) -> Outcome<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    html::rewrite(&text(dist, "index.html")?, |element| {
        found.extend(workers::named(element).into_iter().flat_map(|(_, files)| files));
        None
    });
    Ok(found)
}

/// 1 kB is 1000 bytes, as everywhere where transfer is counted.
fn kilobytes(bytes: u64) -> String {
    format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100)
}

/// `index.html`, all that it names, all that those name in turn, and what the app fetches.
fn first_visit(dist: &Path) -> Outcome<BTreeSet<String>> {
    // A file that is named and not there costs nothing; without the page itself there is nothing to measure.
    text(dist, "index.html")?;
    let mut found = BTreeSet::new();
    let mut open = vec!["index.html".to_owned()];
    if dist.join(FETCHED).is_file() {
        open.push(FETCHED.to_owned());
    }
    while let Some(path) = open.pop() {
        if !dist.join(&path).is_file() || !found.insert(path.clone()) {
            continue;
        }
        let references = match path.rsplit_once('.').map(|(_, end)| end) {
            Some("html") => in_html(&text(dist, &path)?),
            Some("css") => in_css(&text(dist, &path)?),
            Some("js") => in_script(&text(dist, &path)?),
            _ => Vec::new(),
        };
        let inside = references.iter().filter_map(|reference| local(reference, folder(&path)));
        open.extend(inside);
    }
    Ok(found)
}

fn text(dist: &Path, path: &str) -> Outcome<String> {
    run::read(&dist.join(path))
}

/// What a page loads by itself: not where its links lead.
fn in_html(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    html::rewrite(page, |element| {
        let key = match element.name.as_str() {
            "link" => "href",
            "script" | "img" => "src",
            _ => return None,
        };
        found.extend(element.attribute(key).map(str::to_owned));
        None
    });
    found
}

fn in_css(css: &str) -> Vec<String> {
    css.split("url(")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .map(|reference| reference.trim().trim_matches(['"', '\'']).to_owned())
        .collect()
}

/// Strings that name a script or wasm beside this one: `import … from './x.js'`.
fn in_script(script: &str) -> Vec<String> {
    script
        .split(['"', '\'', '`'])
        .filter(|text| text.starts_with("./") || text.starts_with("../"))
        .filter(|text| text.ends_with(".js") || text.ends_with(".wasm"))
        .map(str::to_owned)
        .collect()
}

fn measure(dist: &Path, paths: &BTreeSet<String>) -> Outcome<Vec<Size>> {
    let printed = run::output(run::command("node").args(["-e", BROTLI]).args(paths.iter().map(|path| dist.join(path))));
    let brotli: Vec<u64> =
        printed.iter().flat_map(|text| text.lines()).filter_map(|line| line.trim().parse().ok()).collect();
    if brotli.len() != paths.len() {
        return Err(Failure::new(
            "Node.js could not compress the files of dist/",
            "check that it runs: node --version",
        ));
    }
    paths
        .iter()
        .zip(brotli)
        .map(|(path, brotli)| {
            let raw = bytes(dist, path)?.len() as u64;
            Ok(Size { path: path.clone(), raw, brotli })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_loads_is_found() {
        assert_eq!(
            in_html(
                "<link rel=stylesheet href=a.css><a href=b.html><script src='./c.js'></script><img src=d.png>\
                 <meta name=landfall-sheet content='./e.js ./e_bg.wasm'>"
            ),
            ["a.css", "./c.js", "d.png"]
        );
        assert_eq!(in_css("a{b:url( \"x.svg\" )} c{d:url(y.svg)}"), ["x.svg", "y.svg"]);
        assert_eq!(
            in_script("import i from './a.js'; i({ p: './a_bg.wasm' }); x = './b.json'; f(\"c.js\")"),
            ["./a.js", "./a_bg.wasm"]
        );
    }

    #[test]
    fn the_single_file_is_at_most_half_as_large_again_as_its_parts() {
        assert!(single_file_fits(150, 100).is_ok());
        assert!(single_file_fits(151, 100).is_err_and(|failure| failure.what.starts_with("landfall.html has")));
        let dist = std::env::temp_dir().join(format!("landfall-xtask-parts-{}", std::process::id()));
        for (path, size) in [
            ("index.html", 0),
            ("landfall-1.js", 10),
            ("landfall-visitor-1.js", 1000),
            ("data/published.json", 5),
            ("data/sample.json", 3),
            ("sheet-1.js", 2),
            ("sheet-1_bg.wasm", 1),
            ("landfall.html", 4000),
        ] {
            let path = dist.join(path);
            std::fs::create_dir_all(path.parent().unwrap_or(&dist)).ok();
            std::fs::write(path, "x".repeat(size)).ok();
        }
        let page = "<script src=./landfall-1.js></script><script src=./landfall-visitor-1.js></script>\
                    <meta name=landfall-sheet content='./sheet-1.js ./sheet-1_bg.wasm'>";
        std::fs::write(dist.join("index.html"), page).ok();
        let found = parts(&dist);
        std::fs::remove_dir_all(&dist).ok();
        assert_eq!(found.ok(), Some(page.len() as u64 + 21));
    }

    #[test]
    fn kilobytes_are_thousands() {
        assert_eq!(kilobytes(0), "0.0 kB");
        assert_eq!(kilobytes(349_999), "349.9 kB");
        assert_eq!(kilobytes(1_234_567), "1234.5 kB");
    }
}
