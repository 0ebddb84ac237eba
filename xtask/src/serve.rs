//! A static file server for looking at the release on this machine, and for the browser tests.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::headers;
use crate::run::{Failure, Outcome};

/// A client that says nothing for this long is forgotten.
const PATIENCE: Duration = Duration::from_secs(10);

/// No request of a browser has a longer line.
const LONGEST_LINE: u64 = 16 * 1024;

/// Takes the port, before anything is built: a port that is taken is said at once. 0: any free one.
pub fn bind(port: u16) -> Outcome<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| {
        if error.kind() == io::ErrorKind::AddrInUse {
            let next = port.checked_add(1).unwrap_or(8080);
            Failure::new(
                format!("port {port} is taken by another program"),
                format!("end that program, or take another port: cargo xtask serve --port {next}"),
            )
        } else {
            Failure::new(
                format!("cannot listen on port {port}: {error}"),
                "take a port above 1023: cargo xtask serve --port 8080",
            )
        }
    })
}

/// The address to open.
pub fn address(listener: &TcpListener) -> Outcome<String> {
    listener
        .local_addr()
        .map(|address| format!("http://{address}/"))
        .map_err(|error| Failure::new(format!("the port was lost: {error}"), "run this again"))
}

/// Serves `folder` until the program ends.
pub fn forever(listener: &TcpListener, folder: &Path) {
    for stream in listener.incoming().flatten() {
        let folder = folder.to_path_buf();
        // A browser opens a few connections; a thread for each is enough.
        thread::spawn(move || answer(&stream, &folder).ok());
    }
}

/// Serves `folder` in the background until the program ends.
pub fn in_background(listener: TcpListener, folder: PathBuf) {
    thread::spawn(move || forever(&listener, &folder));
}

fn answer(stream: &TcpStream, folder: &Path) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut reader = BufReader::new(stream);
    let mut request = String::new();
    limited_line(&mut reader, &mut request)?;
    // Read to the end of the headers: closing with unread bytes makes the system reset the connection.
    let mut header = String::new();
    while limited_line(&mut reader, &mut header)? > 2 {
        header.clear();
    }

    let mut words = request.split_whitespace();
    let (method, target) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    if !matches!(method, "GET" | "HEAD") {
        return respond(stream, "405 Method Not Allowed", "text/plain", &headers::of(""), b"GET and HEAD only\n", true);
    }
    let found = file_of(target, folder).and_then(|path| Some((std::fs::read(&path).ok()?, path)));
    let with_body = method == "GET";
    match found {
        Some((body, path)) => {
            let path = path.to_string_lossy();
            respond(stream, "200 OK", content_type(&path), &headers::of(&path), &body, with_body)
        }
        None => respond(stream, "404 Not Found", "text/plain", &headers::of(""), b"not found\n", with_body),
    }
}

fn limited_line(reader: &mut impl BufRead, line: &mut String) -> io::Result<usize> {
    io::Read::take(reader, LONGEST_LINE).read_line(line)
}

fn respond(
    mut stream: &TcpStream,
    status: &str,
    kind: &str,
    headers: &str,
    body: &[u8],
    with_body: bool,
) -> io::Result<()> {
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n{headers}Connection: close\r\n\r\n"
    )?;
    if with_body {
        stream.write_all(body)?;
    }
    stream.flush()
}

/// The file that a request's target means; `None` if it points out of `folder`.
fn file_of(target: &str, folder: &Path) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next().unwrap_or("");
    let path = percent_decoded(path)?;
    let mut file = folder.to_path_buf();
    for part in path.split('/').filter(|part| !part.is_empty()) {
        // "\" and ":" lead elsewhere on Windows.
        if part.starts_with('.') || part.contains(['\\', ':', '\0']) {
            return None;
        }
        file.push(part);
    }
    if file.is_dir() {
        file.push("index.html");
    }
    Some(file)
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let mut digit = || char::from(rest.next()?).to_digit(16);
            let (high, low) = (digit()?, digit()?);
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// The media type by a file's ending. wasm needs its own: a browser compiles no other while it loads.
pub fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, end)| end) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "landfall" => "application/json",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "ics" => "text/calendar; charset=utf-8",
        "txt" | "md" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    fn asked(request: &str) -> String {
        let Ok(listener) = bind(0) else {
            return String::new();
        };
        let Ok(address) = listener.local_addr() else {
            return String::new();
        };
        in_background(listener, Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf());
        let mut answer = String::new();
        if let Ok(mut stream) = TcpStream::connect(address) {
            stream.write_all(request.as_bytes()).ok();
            stream.read_to_string(&mut answer).ok();
        }
        answer
    }

    #[test]
    fn files_are_served_with_their_type() {
        let answer = asked("GET /Cargo.toml?x=1 HTTP/1.1\r\nHost: x\r\n\r\n");
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\n"), "{answer}");
        assert!(
            answer.contains("\r\nContent-Security-Policy: default-src 'self'; script-src 'self' 'wasm-unsafe-eval';"),
            "{answer}"
        );
        assert!(
            answer.contains("; frame-ancestors 'self' http://") && answer.contains("\r\nCache-Control: no-cache\r\n")
        );
        assert!(answer.contains("\r\n\r\n[package]\nname = \"xtask\""), "{answer}");
        let head = asked("HEAD /Cargo.toml HTTP/1.1\r\n\r\n");
        assert!(head.starts_with("HTTP/1.1 200") && head.ends_with("\r\n\r\n"), "{head}");
        assert!(asked("GET /absent HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 404"));
        assert!(asked("POST / HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 405"));
        assert_eq!(content_type("a_bg.wasm"), "application/wasm");
        assert_eq!(content_type("a/b.mjs"), "text/javascript; charset=utf-8");
    }

    #[test]
    fn nothing_outside_the_folder_is_served() {
        let folder = Path::new("/srv");
        let check = |target, expected: Option<&str>| {
            assert_eq!(file_of(target, folder), expected.map(PathBuf::from), "{target}");
        };
        check("/a%20b/%E4%B8%AD.json?q#h", Some("/srv/a b/中.json"));
        check("//etc/passwd", Some("/srv/etc/passwd"));
        check("/../etc/passwd", None);
        check("/%2e%2e/etc/passwd", None);
        check("/a/..%5c..%5cx", None);
        check("/c:/x", None);
        check("/.git/config", None);
        check("/%zz", None);
        check("/%ff", None);
    }

    #[test]
    fn a_taken_port_is_named_with_a_way_out() {
        let Ok(first) = bind(0) else { return };
        let port = first.local_addr().map_or(0, |address| address.port());
        let failure = bind(port).err();
        assert!(failure.is_some_and(|failure| {
            failure.what == format!("port {port} is taken by another program") && failure.help.contains("--port")
        }));
    }
}
