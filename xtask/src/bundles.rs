//! The two programs of the page: the visitor's, and the whole app. Trunk starts the first, whatever the address;
//! the script put in its place starts the one the address asks for.

use std::path::Path;

use crate::html::{self, Element};
use crate::release::bytes;
use crate::run::{self, Failure, Outcome};
use crate::site;

/// The whole app, as Trunk names what it builds and does not start.
const WHOLE: &str = "landfall";

/// Files of the whole app begin so; the visitor's begin with [`VISITOR_PREFIX`].
pub const WHOLE_PREFIX: &str = "landfall-";
pub const VISITOR_PREFIX: &str = "landfall-visitor-";

/// The first word of every address of the workspace (contract: Routes, Staff).
const STAFF: &str = "board|lead|events|today|table|chain|needs|zones|aftercare|reports|data|settings";

/// Gives the whole app's files names that change with their content, and puts the choosing script into the page.
pub fn choose(index: &str, dist: &Path) -> Outcome<String> {
    let whole = [format!("{WHOLE}.js"), format!("{WHOLE}_bg.wasm")];
    let wasm = bytes(dist, &whole[1])?;
    let hash = site::fingerprint(&wasm);
    let whole_js = format!("{WHOLE_PREFIX}{hash:016x}.js");
    let whole_wasm = format!("{WHOLE_PREFIX}{hash:016x}_bg.wasm");
    for (from, to) in [(&whole[0], &whole_js), (&whole[1], &whole_wasm)] {
        let from = dist.join(from);
        std::fs::rename(&from, dist.join(to)).map_err(|error| run::cannot("rename", &from, &error))?;
    }
    let mut done = false;
    let page = html::rewrite(index, |element| {
        if is_preload(element) {
            // It would load the visitor's program for officers too.
            return Some(String::new());
        }
        if !is_loader(element) {
            return None;
        }
        let (visitor_js, visitor_wasm) = (quoted(element.content, ".js")?, quoted(element.content, ".wasm")?);
        done = true;
        let script = script(&format!("./{whole_js}"), &format!("./{whole_wasm}"), visitor_js, visitor_wasm);
        Some(format!("<script type=\"module\">{script}</script>"))
    });
    if done {
        return Ok(page);
    }
    Err(Failure::new(
        "dist/index.html has no script that starts the app",
        "index.html needs <link data-trunk rel=\"rust\">; a newer Trunk may start apps in another way",
    ))
}

/// The script that starts an app.
pub fn is_loader(element: &Element) -> bool {
    site::is_inline_script(element) && element.content.contains("module_or_path")
}

fn is_preload(element: &Element) -> bool {
    element.name == "link" && (element.has_rel("modulepreload") || element.has_rel("preload"))
}

/// The whole app's names come first: the single file, which has room for one program, takes the first.
fn script(whole_js: &str, whole_wasm: &str, visitor_js: &str, visitor_wasm: &str) -> String {
    format!(
        "
const whole = ['{whole_js}', '{whole_wasm}'];
const visitor = ['{visitor_js}', '{visitor_wasm}'];
// As core::embed reads them: the last one counts, and in a frame the workspace has to be asked for.
const embed = new URLSearchParams(location.search).getAll('embed').pop();
const staff = /^#\\/(?:{STAFF})(?:[/?]|$)/.test(location.hash) && (embed === '0' || (embed !== '1' && self === top));
const [js, wasm] = staff ? whole : visitor;
const bytes = fetch(wasm);
const app = await import(js);
await app.default({{ module_or_path: bytes }});
"
    )
}

/// The first quoted text of a script with this ending.
fn quoted<'a>(script: &'a str, end: &str) -> Option<&'a str> {
    script.split(['\'', '"']).skip(1).step_by(2).find(|text| text.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    const INDEX: &str = "<link rel=\"modulepreload\" href=\"./landfall-visitor-1.js\"><link rel=\"icon\" href=\"a.svg\">\
        <script type=\"module\">import init from './landfall-visitor-1.js';\
        await init({ module_or_path: './landfall-visitor-1_bg.wasm' });</script>";

    #[test]
    fn the_address_chooses_the_program() {
        let dist = std::env::temp_dir().join(format!("landfall-xtask-bundles-{}", std::process::id()));
        std::fs::create_dir_all(&dist).ok();
        std::fs::write(dist.join("landfall.js"), "export default 1").ok();
        std::fs::write(dist.join("landfall_bg.wasm"), "\0asm").ok();
        let page = choose(INDEX, &dist).unwrap_or_else(|failure| failure.what);
        let names: Vec<String> = std::fs::read_dir(&dist)
            .into_iter()
            .flatten()
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .collect();
        std::fs::remove_dir_all(&dist).ok();
        assert!(page.contains("['./landfall-visitor-1.js', './landfall-visitor-1_bg.wasm']"), "{page}");
        assert!(!page.contains("modulepreload") && page.contains("rel=\"icon\""), "{page}");
        for name in &names {
            assert!(name.starts_with(WHOLE_PREFIX) && page.contains(name.as_str()), "{name} in {page}");
        }
        assert_eq!(names.len(), 2);
    }
}
