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
    let single = dist.join("landfall.html");
    if let Ok(file) = std::fs::metadata(&single) {
        println!("  landfall.html, the whole app in one file{:>16}", kilobytes(file.len()));
    }
    println!();
    if total <= BUDGET {
        return Ok(());
    }
    Err(Failure::new(
        format!("a first visit downloads {}; the budget is {}", kilobytes(total), kilobytes(BUDGET)),
        "see above which file grew; rare work belongs into a worker that is loaded when asked for",
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
    fn kilobytes_are_thousands() {
        assert_eq!(kilobytes(0), "0.0 kB");
        assert_eq!(kilobytes(349_999), "349.9 kB");
        assert_eq!(kilobytes(1_234_567), "1234.5 kB");
    }
}
