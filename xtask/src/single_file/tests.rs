use super::*;
use std::fs;

const INDEX: &str = "<html><head><meta charset=\"utf-8\">\
    <link rel=\"icon\" href=\"./icons/a.svg\"><link rel=\"stylesheet\" href=\"./style-1.css\" integrity=\"x\">\
    <link rel=\"modulepreload\" href=\"./app-1.js\"><link rel=\"manifest\" href=\"m.json\"><link rel=\"apple-touch-icon\" href=\"a.png\">\
    <meta name=\"landfall-sheet\" content=\"./sheet-1.js ./sheet-1_bg.wasm\"><script>theme()</script>\
    <script type=\"module\">import init from './app-1.js'; \
    init({ module_or_path: './app-1_bg.wasm' })</script></head></html>";

/// An invented dist; each test has its own folder inside the build directory.
fn dist(name: &str) -> std::path::PathBuf {
    let dist = std::env::temp_dir().join(format!("landfall-xtask-{name}-{}", std::process::id()));
    for (path, text) in [
        ("icons/a.svg", "<svg/>"),
        ("icons/b.svg", "<svg id='b'/>"),
        ("style-1.css", "a { background: url(./icons/b.svg); mask: url(#local) }"),
        ("app-1.js", "import { a } from './snippets/x/in.js';\nexport default function () { return '</script>' }"),
        ("snippets/x/in.js", "import { b } from \"../b.js\";\nexport const a = b;"),
        ("snippets/b.js", "export const b = 1;"),
        ("app-1_bg.wasm", "\0asm"),
        ("sheet-1.js", "a = '</script>'"),
        ("sheet-1_bg.wasm", "f"),
        ("data/more.json", "[]"),
        ("data/published.json", "{\"title\":\"</script><b>\"}\n"),
        ("data/sample.json", "{}"),
    ] {
        let path = dist.join(path);
        fs::create_dir_all(path.parent().unwrap_or(&dist)).ok();
        fs::write(path, text).ok();
    }
    dist
}

fn made(name: &str) -> String {
    let dist = dist(name);
    let page = make(INDEX, &dist);
    fs::remove_dir_all(&dist).ok();
    page.unwrap_or_else(|failure| failure.what)
}

#[test]
fn nothing_is_left_to_load() {
    let page = made("load");
    for gone in ["href=\"./", "src=", "modulepreload", "manifest", "touch-icon", "integrity", "./icons"] {
        assert!(!page.contains(gone), "{gone} in {page}");
    }
    assert!(page.contains("href=\"data:image/svg+xml;base64,PHN2Zy8+\""), "{page}");
    assert!(page.contains("mask: url(#local)"), "{page}");
    assert!(page.contains("<script nonce=\"landfall\">theme()</script>"), "{page}");
}

#[test]
fn data_cannot_end_a_script() {
    let page = made("escape");
    let published =
        "<script type=\"application/json\" id=\"landfall-published\">{\"title\":\"\\u003c/script>\\u003cb>\"}</script>";
    assert!(page.contains(published), "{page}");
    assert!(page.contains("id=\"landfall-more\">[]</script>"), "{page}");
    assert!(page.contains("return '\\u003c/script>'"), "{page}");
}

#[test]
fn workers_are_data_in_the_page() {
    let page = made("workers");
    assert!(page.contains("id=\"landfall-sheet-js\">\"a = '\\u003c/script>'\"</script>"), "{page}");
    assert!(page.contains("id=\"landfall-sheet-wasm\">H4sI"), "{page}");
    assert!(!page.contains("<meta name=\"landfall-sheet\""), "{page}");
}

#[test]
fn modules_come_after_what_they_import() {
    let page = made("modules");
    let at = |text: &str| page.find(text).unwrap_or(usize::MAX);
    let (b, inner, app) = (at("[\"snippets/b.js\""), at("[\"snippets/x/in.js\""), at("[\"app-1.js\""));
    assert!(b < inner && inner < app && app < usize::MAX, "{page}");
    assert!(page.contains("from \\\"landfall:snippets/b.js\\\""), "{page}");
    assert!(page.contains("from \\\"landfall:snippets/x/in.js\\\""), "{page}");
}

#[test]
fn the_outline_gives_the_page_back() {
    let page = made("outline");
    let content = |id: &str| {
        let (_, rest) = page.split_once(&format!("id=\"{id}\">"))?;
        Some(rest.split(if id.ends_with("-css") { "</style>" } else { "</script>" }).next()?.to_owned())
    };
    let outline = content(OUTLINE).unwrap_or_default();
    assert!(outline.contains("\"landfall-style-1-css\"") && outline.contains("\"landfall-outline\""), "{outline}");
    assert_eq!(content(WORKSPACE).as_deref(), Some(""));
    // Read as the app reads it, without its help: the strings of a list.
    let inner = outline.trim_start_matches("[\"").trim_end_matches("\"]").replace("\\u003c", "<");
    let pieces: Vec<String> = inner
        .split("\",\"")
        .map(|piece| piece.replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\"))
        .collect();
    let again: String = pieces
        .iter()
        .enumerate()
        .map(|(at, piece)| if at % 2 == 0 { piece.clone() } else { content(piece).unwrap_or_default() })
        .collect();
    assert_eq!(again, page);
    assert!(with_outline("<p>\r\n</p>").is_err());
    assert!(with_outline("<p></p>").is_err());
}

#[test]
fn a_page_without_a_loader_is_an_error() {
    let made = make("<html></html>", Path::new("/absent"));
    assert!(made.is_err_and(|failure| failure.what.contains("no script that starts the app")));
}
