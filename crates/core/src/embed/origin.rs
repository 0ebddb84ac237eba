/// No origin is longer.
const LONGEST: usize = 300;

/// An origin as browsers write it (`https://portal.example`, `http://10.0.0.7:8080`); `None` for what is none. The
/// `null` of a page without an origin is none either: it would match any such page (EM5).
pub fn origin(text: &str) -> Option<String> {
    let text = text.strip_suffix('/').unwrap_or(text);
    if text.len() > LONGEST {
        return None;
    }
    let text = text.to_ascii_lowercase();
    let (scheme, rest) = text.split_once("://")?;
    let standard = match scheme {
        "http" => "80",
        "https" => "443",
        _ => return None,
    };
    let (host, port) = match rest.rsplit_once(':') {
        // The colons of an IPv6 address stand in brackets.
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (rest, None),
    };
    let inner = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let known = match inner {
        Some(address) => address.bytes().all(|b| b.is_ascii_hexdigit() || matches!(b, b':' | b'.')),
        None => host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_')),
    };
    if !known || inner.unwrap_or(host).is_empty() {
        return None;
    }
    match port {
        None => Some(format!("{scheme}://{host}")),
        Some(port) if port == standard => Some(format!("{scheme}://{host}")),
        Some(port) => {
            let number: u16 = port.parse().ok().filter(|_| port.bytes().all(|b| b.is_ascii_digit()))?;
            (number > 0).then(|| format!("{scheme}://{host}:{number}"))
        }
    }
}

/// The one origin this page listens to (EM5): what its address says, else what the browser says of the page around
/// it, else where it was opened from. `referrer` is a whole address.
pub fn pinned(asked: Option<&str>, ancestor: Option<&str>, referrer: &str) -> Option<String> {
    let of_address = |address: &str| {
        let (scheme, rest) = address.split_once("://")?;
        let host = rest.split(['/', '?', '#']).next()?;
        origin(&format!("{scheme}://{host}"))
    };
    asked.and_then(origin).or_else(|| match ancestor {
        // The browser knows: a page without an origin is not made up for by where it came from.
        Some(ancestor) => origin(ancestor),
        None => of_address(referrer),
    })
}
