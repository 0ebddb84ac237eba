//! The static site's `index.html`: a content security policy, no inline script that it would forbid
//! (Trunk starts the app from one), and one stylesheet instead of one a component.

use std::path::Path;

use crate::html::{self, Element};
use crate::release::{folder, local};
use crate::run::{self, Outcome};

/// What the page may do. Scripts and data come from its own origin alone.
///
/// `wasm-unsafe-eval` compiles wasm and nothing else. Workers are made of blobs: a worker from an address would not
/// start in a sandboxed frame, nor from a disk. Style attributes are allowed (positions are
/// computed), style elements are not.
pub const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; \
worker-src 'self' blob:; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; \
object-src 'none'; base-uri 'none'; form-action 'none'";

/// Finishes what Trunk wrote into `dist`; `index` is its `index.html`.
pub fn finish(index: &str, dist: &Path) -> Outcome {
    let index = one_stylesheet(index, dist)?;
    let (index, scripts) = scripts_to_files(&index);
    for (name, text) in scripts {
        run::write(&dist.join(name), text)?;
    }
    run::write(&dist.join("index.html"), with_policy(&index, POLICY))
}

/// Puts all stylesheets into one file, in their order, where the first was.
fn one_stylesheet(index: &str, dist: &Path) -> Outcome<String> {
    let mut paths = Vec::new();
    html::rewrite(index, |element| {
        paths.extend(stylesheet(element));
        None
    });
    let mut css = String::new();
    for path in &paths {
        css.push_str(&run::read(&dist.join(path))?);
    }
    let name = format!("style-{:016x}.css", fingerprint(css.as_bytes()));
    let mut first = true;
    let index = html::rewrite(index, |element| {
        stylesheet(element)?;
        let link = format!("<link rel=\"stylesheet\" href=\"./{name}\">");
        Some(if std::mem::take(&mut first) { link } else { String::new() })
    });
    for path in &paths {
        let path = dist.join(path);
        std::fs::remove_file(&path).map_err(|error| run::cannot("remove", &path, &error))?;
    }
    if !paths.is_empty() {
        run::write(&dist.join(name), css)?;
    }
    Ok(index)
}

/// The stylesheet that an element loads always: one with a condition stays by itself, and so does
/// one in another folder, whose addresses mean something else.
fn stylesheet(element: &Element) -> Option<String> {
    let is_plain = element.name == "link" && element.has_rel("stylesheet") && element.attribute("media").is_none();
    let path = local(element.attribute("href")?, "")?;
    (is_plain && folder(&path).is_empty()).then_some(path)
}

/// Every inline script becomes a file beside the page: gives the page, and names and contents.
fn scripts_to_files(index: &str) -> (String, Vec<(String, String)>) {
    let mut scripts = Vec::new();
    let index = html::rewrite(index, |element| {
        if !is_inline_script(element) {
            return None;
        }
        let text = element.content.trim();
        let name = format!("boot-{:016x}.js", fingerprint(text.as_bytes()));
        let tag = element.tag_with(&[("src", Some(&format!("./{name}"))), ("nonce", None)]);
        scripts.push((name, format!("{text}\n")));
        Some(format!("{tag}</script>"))
    });
    (index, scripts)
}

/// A script that the browser runs and that stands in the page itself.
pub fn is_inline_script(element: &Element) -> bool {
    element.name == "script"
        && element.attribute("src").is_none()
        && matches!(
            element.attribute("type").unwrap_or(""),
            "" | "module" | "text/javascript" | "application/javascript"
        )
}

/// Puts the policy behind the declaration of the charset, before everything that loads.
pub fn with_policy(index: &str, policy: &str) -> String {
    let has_charset = index.contains("<meta charset");
    let mut done = false;
    html::rewrite(index, |element| {
        let is_place = if has_charset {
            element.name == "meta" && element.attribute("charset").is_some()
        } else {
            element.name == "head"
        };
        if done || !is_place {
            return None;
        }
        done = true;
        Some(format!("{}<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">", element.tag_with(&[])))
    })
}

/// FNV-1a: names a file by its content, so that a cached one is never the wrong one.
pub fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_scripts_become_files() {
        let (index, scripts) = scripts_to_files(
            "<script type=\"module\" nonce=\"n\">\nimport a from './a.js';\n</script>\
             <script src=\"b.js\"></script><script type=\"application/json\">{}</script>",
        );
        let [(name, text)] = scripts.as_slice() else { unreachable!("one script is inline: {scripts:?}") };
        assert_eq!(text, "import a from './a.js';\n");
        let expected = format!(
            "<script type=\"module\" src=\"./{name}\"></script>\
             <script src=\"b.js\"></script><script type=\"application/json\">{{}}</script>"
        );
        assert_eq!(index, expected);
    }

    #[test]
    fn other_content_has_another_name() {
        let name = |text: &str| scripts_to_files(&format!("<script>{text}</script>")).1[0].0.clone();
        assert_eq!(name("a()"), name("a()"));
        assert_ne!(name("a()"), name("b()"));
    }

    #[test]
    fn the_policy_comes_before_all_that_loads() {
        let check = |page: &str, expected| assert_eq!(with_policy(page, "p"), expected);
        let policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"p\">";
        check("<head><meta charset=\"utf-8\"><link>", format!("<head><meta charset=\"utf-8\">{policy}<link>"));
        check("<head><link>", format!("<head>{policy}<link>"));
    }

    #[test]
    fn stylesheets_become_one() {
        let dist = std::env::temp_dir().join(format!("landfall-xtask-style-{}", std::process::id()));
        std::fs::create_dir_all(&dist).ok();
        std::fs::write(dist.join("a.css"), "a{}\n").ok();
        std::fs::write(dist.join("b.css"), "b{}\n").ok();
        let page = "<link rel=stylesheet href=./a.css><p><link rel=stylesheet href=b.css>\
                    <link rel=stylesheet media=print href=c.css>";
        let made = one_stylesheet(page, &dist).unwrap_or_else(|failure| failure.what);
        let name = made.split('"').nth(3).unwrap_or_default();
        assert_eq!(
            made,
            format!("<link rel=\"stylesheet\" href=\"{name}\"><p><link rel=stylesheet media=print href=c.css>")
        );
        assert_eq!(std::fs::read_to_string(dist.join(name)).ok().as_deref(), Some("a{}\nb{}\n"));
        assert!(!dist.join("a.css").exists() && !dist.join("b.css").exists());
        std::fs::remove_dir_all(&dist).ok();
    }
}
