//! `landfall.html`: the whole app in one file, for a USB stick.
//!
//! Under `file://` a browser loads no module script and fetches no wasm, but it runs modules from
//! blobs and compiles bytes it has. So modules, wasm, styles, icons and the published data are put
//! into the page, and a short script starts them. Wasm is packed (gzip), which every browser undoes by itself.
//!
//! The app writes copies of the file with other data in it. It can't read the file it came from, so the page also has
//! its own outline: see [`with_outline`].

use std::path::Path;

use crate::encode::{base64, json_string};
use crate::html::{self, Element};
use crate::release::{bytes, folder, local};
use crate::run::{self, Failure, Outcome};
use crate::{bundles, site, workers};

/// What the app fetches while it runs: `data/NAME.json` is put into the element `landfall-NAME`, where the app looks
/// before it fetches.
const DATA: &str = "data";

/// Nothing is loaded from anywhere, and only the scripts of this file run: markup that somebody
/// manages to slip in carries no nonce.
const POLICY: &str = "default-src 'none'; script-src 'nonce-landfall' 'wasm-unsafe-eval' blob:; \
worker-src blob:; style-src 'nonce-landfall'; style-src-attr 'unsafe-inline'; \
img-src data: blob:; font-src data:; base-uri 'none'; form-action 'none'";
const NONCE: (&str, Option<&str>) = ("nonce", Some("landfall"));

/// Starts the app. In the modules' text `landfall:NAME` stands for the module NAME, which comes
/// earlier in the list and by then has a blob's address.
const BOOT: &str = "\
const text = (id) => document.getElementById(id).textContent;
const urls = [];
for (const [name, source] of JSON.parse(text('landfall-modules'))) {
  const linked = urls.reduce((s, [other, url]) => s.replaceAll(`landfall:${other}\"`, `${url}\"`), source);
  urls.push([name, URL.createObjectURL(new Blob([linked], { type: 'text/javascript' }))]);
}
const packed = atob(text('landfall-wasm'));
const bytes = new Uint8Array(packed.length);
for (let i = 0; i < bytes.length; i += 1) bytes[i] = packed.charCodeAt(i);
const wasm = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
const app = await import(urls.at(-1)[1]);
await app.default({ module_or_path: new Response(wasm, { headers: { 'Content-Type': 'application/wasm' } }) });
";

/// The block for the workspace of a copy that somebody saves with their data; empty in the file as it is built.
const WORKSPACE: &str = "landfall-workspace";
/// The block with the page's outline.
const OUTLINE: &str = "landfall-outline";

/// Node packs: it is here anyway, and a crate for it would be xtask's first.
const GZIP: &str = "const { readFileSync } = require('node:fs');
const { gzipSync } = require('node:zlib');
console.log(gzipSync(readFileSync(process.argv[1]), { level: 9 }).toString('base64'));";

/// Makes the single file of Trunk's `index.html` and the files of `dist` that it names.
pub fn make(index: &str, dist: &Path) -> Outcome<String> {
    let mut made = false;
    let mut failure = None;
    let page = html::rewrite(index, |element| {
        if failure.is_some() {
            return None;
        }
        let replaced = if bundles::is_loader(element) {
            made = true;
            app(element, dist).map(Some)
        } else {
            inline(element, dist)
        };
        replaced.unwrap_or_else(|error| {
            failure = Some(error);
            None
        })
    });
    if let Some(failure) = failure {
        return Err(failure);
    }
    if !made {
        return Err(Failure::new(
            "dist/index.html has no script that starts the app",
            "index.html needs <link data-trunk rel=\"rust\">; a newer Trunk may start apps in another way",
        ));
    }
    with_outline(&site::with_policy(&page, POLICY))
}

/// Puts into the page what the app needs to write the page anew, byte for byte: a list of texts and of ids in turn, where
/// an id stands for the content of the script or style of that id. Only what has an id is left out of the texts, the
/// outline itself included.
fn with_outline(page: &str) -> Outcome<String> {
    // A browser gives a script's content back as it was but for these.
    if page.contains(['\r', '\0']) {
        return Err(Failure::new(
            "the single file would have carriage returns or zeros in it",
            "save the files of style/ and public/ with line feeds alone",
        ));
    }
    let mut pieces = vec![String::new()];
    let mut outline_at = None;
    let mut done = 0;
    html::rewrite(page, |element| {
        let id = element.attribute("id").filter(|id| id.starts_with("landfall-"))?;
        if element.name != "script" && element.name != "style" {
            return None;
        }
        // A slice of the page, so its place is told by the addresses.
        let start = element.content.as_ptr() as usize - page.as_ptr() as usize;
        if let Some(last) = pieces.last_mut() {
            last.push_str(&page[done..start]);
        }
        done = start + element.content.len();
        if id == OUTLINE {
            outline_at = Some(start);
        }
        pieces.push(id.to_owned());
        pieces.push(String::new());
        None
    });
    if let Some(last) = pieces.last_mut() {
        last.push_str(&page[done..]);
    }
    let Some(at) = outline_at else {
        return Err(Failure::new("the single file has no block for its outline", "see xtask/src/single_file.rs"));
    };
    let outline: Vec<String> = pieces.iter().map(|piece| json_string(piece)).collect();
    Ok(format!("{}[{}]{}", &page[..at], outline.join(","), &page[at..]))
}

/// The scripts that stand in for the loader: data first, then what starts the app.
fn app(loader: &Element, dist: &Path) -> Outcome<String> {
    let named = |end: &str| {
        quoted(loader.content).filter(|text| text.ends_with(end)).find_map(|text| local(text, "")).ok_or_else(|| {
            Failure::new(
                format!("the script that starts the app names no {end} file"),
                "xtask/src/single_file.rs has to learn this version of Trunk",
            )
        })
    };
    let mut modules = Vec::new();
    module(&named(".js")?, dist, &mut modules)?;
    let list: Vec<String> =
        modules.iter().map(|(name, source)| format!("[{},{}]", json_string(name), json_string(source))).collect();
    let wasm = packed(dist, &named(".wasm")?)?;
    let data =
        |id: &str, kind: &str, content: &str| format!("<script type=\"{kind}\" id=\"{id}\">{content}</script>\n");
    let mut page = String::new();
    for name in data_names(dist)? {
        // In JSON "<" stands in strings only, where it can be written so that it ends no script.
        let json = text(dist, &format!("{DATA}/{name}.json"))?.trim().replace('<', "\\u003c");
        page.push_str(&data(&format!("landfall-{name}"), "application/json", &json));
    }
    page.push_str(&data(WORKSPACE, "application/json", ""));
    page.push_str(&data(OUTLINE, "application/json", ""));
    page.push_str(&data("landfall-modules", "application/json", &format!("[{}]", list.join(","))));
    page.push_str(&data("landfall-wasm", "text/plain", &wasm));
    page.push_str(&format!("<script type=\"module\" nonce=\"landfall\">\n{BOOT}</script>"));
    Ok(page)
}

/// The names of the JSON files in `data/`, in order.
fn data_names(dist: &Path) -> Outcome<Vec<String>> {
    let folder = dist.join(DATA);
    let entries = std::fs::read_dir(&folder).map_err(|error| run::cannot("read", &folder, &error))?;
    let mut names: Vec<String> = entries
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.strip_suffix(".json").map(str::to_owned))
        .collect();
    names.sort();
    Ok(names)
}

/// Adds the module at `path` after those that it imports; its imports are rewritten for [`BOOT`].
fn module(path: &str, dist: &Path, modules: &mut Vec<(String, String)>) -> Outcome {
    if modules.iter().any(|(name, _)| name == path) {
        return Ok(());
    }
    let mut source = text(dist, path)?;
    let imported: Vec<String> = source
        .lines()
        .filter(|line| line.trim_start().starts_with("import "))
        .filter_map(|line| quoted(line).last().map(str::to_owned))
        .collect();
    for specifier in imported {
        let Some(target) = local(&specifier, folder(path)) else {
            continue;
        };
        module(&target, dist, modules)?;
        for quote in ['"', '\''] {
            source = source.replace(&format!("{quote}{specifier}{quote}"), &format!("\"landfall:{target}\""));
        }
    }
    modules.push((path.to_owned(), source));
    Ok(())
}

/// What stands in for any other element; `None` leaves it as it is.
fn inline(element: &Element, dist: &Path) -> Outcome<Option<String>> {
    if let Some((name, files)) = workers::named(element) {
        return Ok(Some(worker(name, &files, dist)?));
    }
    if site::is_inline_script(element) || element.name == "style" {
        let tag = element.tag_with(&[NONCE]);
        return Ok(Some(format!("{tag}{}</{}>", element.content, element.name)));
    }
    let key = if element.name == "link" { "href" } else { "src" };
    let Some(path) = element.attribute(key).and_then(|value| local(value, "")) else {
        return Ok(None);
    };
    match element.name.as_str() {
        "link" if element.has_rel("stylesheet") => {
            let (id, css) = (path.replace(['/', '.'], "-"), style(&path, dist)?);
            Ok(Some(format!("<style nonce=\"landfall\" id=\"landfall-{id}\">\n{css}</style>")))
        }
        // Nothing is loaded any more, and a manifest cannot be installed from a file.
        "link"
            if ["modulepreload", "preload", "manifest", "apple-touch-icon"].iter().any(|rel| element.has_rel(rel)) =>
        {
            Ok(Some(String::new()))
        }
        "script" => {
            // Inside a script only its end tag has to be hidden; "<\/script" is the same to JavaScript.
            let source = text(dist, &path)?.replace("</script", "<\\/script");
            let tag = element.tag_with(&[("src", None), ("integrity", None), ("crossorigin", None), NONCE]);
            Ok(Some(format!("{tag}{source}</script>")))
        }
        "link" | "img" => {
            let url = data_url(&path, dist)?;
            Ok(Some(element.tag_with(&[(key, Some(&url)), ("integrity", None)])))
        }
        _ => Ok(None),
    }
}

/// A worker's script and wasm as data, where the app looks before it fetches.
fn worker(name: &str, files: &[String; 2], dist: &Path) -> Outcome<String> {
    let [script, wasm] = files;
    let script = json_string(&text(dist, script)?);
    let wasm = packed(dist, wasm)?;
    Ok(format!(
        "<script type=\"application/json\" id=\"{name}-js\">{script}</script>\n\
         <script type=\"text/plain\" id=\"{name}-wasm\">{wasm}</script>"
    ))
}

/// A stylesheet with the files that it names put into it.
fn style(path: &str, dist: &Path) -> Outcome<String> {
    let css = text(dist, path)?;
    if css.contains("@import") {
        return Err(Failure::new(
            format!("{path} uses @import, which costs a visitor a round trip more"),
            "name each stylesheet in index.html with <link data-trunk rel=\"css\">",
        ));
    }
    let mut out = String::with_capacity(css.len());
    let mut rest = css.as_str();
    while let Some(start) = rest.find("url(") {
        let (before, after) = rest.split_at(start + 4);
        let end = after.find(')').unwrap_or(after.len());
        let reference = after[..end].trim().trim_matches(['"', '\'']);
        out.push_str(before);
        match local(reference, folder(path)) {
            Some(target) => out.push_str(&format!("\"{}\"", data_url(&target, dist)?)),
            None => out.push_str(&after[..end]),
        }
        rest = &after[end..];
    }
    out.push_str(rest);
    Ok(out.replace("</style", "<\\/style"))
}

fn data_url(path: &str, dist: &Path) -> Outcome<String> {
    let kind = crate::serve::content_type(path);
    let kind = kind.split(';').next().unwrap_or(kind);
    Ok(format!("data:{kind};base64,{}", base64(&bytes(dist, path)?)))
}

fn text(dist: &Path, path: &str) -> Outcome<String> {
    run::read(&dist.join(path))
}

/// What stands between quotes, of either kind.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let start = rest.find(['"', '\''])?;
        let quote = char::from(rest.as_bytes()[start]);
        let inner = &rest[start + 1..];
        let end = inner.find(quote)?;
        rest = &inner[end + 1..];
        Some(&inner[..end])
    })
}

/// A file as base64 of its gzip.
fn packed(dist: &Path, path: &str) -> Outcome<String> {
    // What is not there is said as everywhere else.
    bytes(dist, path)?;
    run::output(run::command("node").args(["-e", GZIP]).arg(dist.join(path)))
        .map(|text| text.trim().to_owned())
        .filter(|text| !text.is_empty())
        .ok_or_else(|| Failure::new(format!("Node.js could not pack {path}"), "check that it runs: node --version"))
}

#[cfg(test)]
mod tests;
