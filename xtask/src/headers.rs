//! What a server says with each file, here and in the snippets of `docs/hosting`.

use crate::site;

/// Who may put the page into theirs, beside the site itself: where the tests' portal stands.
const PORTALS: &str = "http://127.0.0.1:* http://localhost:*";

/// The policy as a header: it also says who may frame the page, which a page cannot say of itself.
pub fn policy(portals: &str) -> String {
    format!("{}; frame-ancestors 'self' {portals}", site::POLICY)
}

/// The headers of the file at `path`, as lines.
pub fn of(path: &str) -> String {
    // The single file has a policy of its own inside: it may run what stands in it.
    let single = path.rsplit(['/', '\\']).next() == Some("landfall.html");
    let policy = if single { format!("frame-ancestors 'self' {PORTALS}") } else { policy(PORTALS) };
    let cache = if is_hashed(path) { "public, max-age=31536000, immutable" } else { "no-cache" };
    format!(
        "Cache-Control: {cache}\r\nContent-Security-Policy: {policy}\r\nX-Content-Type-Options: nosniff\r\n\
         Referrer-Policy: strict-origin\r\nAccess-Control-Allow-Origin: *\r\n"
    )
}

/// Whether a file's name changes with its content: sixteen hexadecimal digits after a hyphen.
fn is_hashed(path: &str) -> bool {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.split(['-', '.', '_']).any(|part| part.len() == 16 && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NGINX: &str = include_str!("../../docs/hosting/nginx.conf");
    const CADDY: &str = include_str!("../../docs/hosting/Caddyfile");
    const STATIC: &str = include_str!("../../docs/hosting/_headers");
    const ELEMENT: &str = include_str!("../../public/landfall-embed.js");

    #[test]
    fn the_snippets_say_what_is_tested() {
        let policy = policy("https://portal.example");
        for (name, text) in [("nginx.conf", NGINX), ("Caddyfile", CADDY), ("_headers", STATIC)] {
            assert!(text.contains(&policy), "{name} has not: {policy}");
            assert_eq!(text.matches("default-src").count(), 1, "{name} has one policy for the site");
            for header in of("a-0123456789abcdef.js").lines().chain(of("index.html").lines()) {
                let Some((key, value)) = header.split_once(": ") else { continue };
                let said = text.contains(key) && text.contains(value);
                assert!(said || key == "Content-Security-Policy", "{name} does not say {header}");
            }
            assert!(text.contains("wasm"), "{name} says nothing of wasm");
        }
    }

    #[test]
    fn hashed_files_are_kept_and_others_asked_for() {
        for path in ["landfall-0123456789abcdef_bg.wasm", "a/style-00112233445566ff.css", "boot-0123456789abcdef.js"] {
            assert!(is_hashed(path), "{path}");
        }
        for path in
            ["index.html", "sw.js", "landfall-embed.js", "data/published.json", "landfall.html", "icons/seal.svg"]
        {
            assert!(!is_hashed(path), "{path}");
        }
    }

    #[test]
    fn the_hosts_half_stays_small() {
        assert!(ELEMENT.len() < 3_000, "{} bytes", ELEMENT.len());
        // What came after ES2020 and would be written without a thought.
        for newer in ["??=", "||=", "&&=", ".at(", "replaceAll", "static {", "#_"] {
            assert!(!ELEMENT.contains(newer), "{newer} is newer than ES2020");
        }
    }
}
