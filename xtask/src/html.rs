//! Enough of HTML to find and replace the elements of Trunk's `index.html`.

/// A start tag; for `script` and `style` everything up to and with the end tag.
#[derive(Debug)]
pub struct Element<'a> {
    pub name: String,
    attributes: Vec<(String, Option<String>)>,
    /// What stands between start and end tag of a `script` or `style`.
    pub content: &'a str,
}

impl Element<'_> {
    /// An attribute's value; empty if the attribute has none.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_deref().unwrap_or(""))
    }

    /// Whether `word` is one of the words of `rel`.
    pub fn has_rel(&self, word: &str) -> bool {
        self.attribute("rel").is_some_and(|rel| rel.split_whitespace().any(|found| found == word))
    }

    /// The start tag, with some attributes set (`Some`) or taken away (`None`).
    pub fn tag_with(&self, changes: &[(&str, Option<&str>)]) -> String {
        let mut tag = format!("<{}", self.name);
        let kept = self
            .attributes
            .iter()
            .filter(|(key, _)| !changes.iter().any(|(changed, _)| changed == key))
            .map(|(key, value)| (key.as_str(), value.as_deref()));
        let set = changes.iter().filter_map(|(key, value)| Some((*key, Some((*value)?))));
        for (key, value) in kept.chain(set) {
            tag.push(' ');
            tag.push_str(key);
            if let Some(value) = value {
                // The value comes from an attribute or from us: entities in it stay as they are.
                tag.push_str(&format!("=\"{}\"", value.replace('"', "&quot;")));
            }
        }
        tag.push('>');
        tag
    }
}

/// Copies `html`, with every element for which `replace` gives something replaced by that.
pub fn rewrite(html: &str, mut replace: impl FnMut(&Element) -> Option<String>) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let (element, length) = read(rest);
        match element.as_ref().and_then(&mut replace) {
            Some(replacement) => out.push_str(&replacement),
            None => out.push_str(&rest[..length]),
        }
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

/// The element that `text` starts with, if it is one, and how long that, or what else it is, is.
fn read(text: &str) -> (Option<Element<'_>>, usize) {
    if text.starts_with("<!--") {
        return (None, text.find("-->").map_or(text.len(), |end| end + 3));
    }
    let name_end = text[1..].find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).map_or(text.len(), |end| end + 1);
    if name_end == 1 {
        // An end tag, a doctype, or a lone "<".
        return (None, 1);
    }
    let name = text[1..name_end].to_ascii_lowercase();
    let (attributes, tag_end) = attributes(text, name_end);
    let mut element = Element { name, attributes, content: "" };
    if !matches!(element.name.as_str(), "script" | "style") {
        return (Some(element), tag_end);
    }
    let close = format!("</{}", element.name);
    let body = &text[tag_end..];
    let content_end = find_ignoring_case(body, &close).unwrap_or(body.len());
    element.content = &body[..content_end];
    let end = body[content_end..].find('>').map_or(text.len(), |end| tag_end + content_end + end + 1);
    (Some(element), end)
}

/// Reads `name="value"` pairs from `at` on; gives them and the index after the tag's `>`.
fn attributes(text: &str, mut at: usize) -> (Vec<(String, Option<String>)>, usize) {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let skip = |mut at: usize, stop: &dyn Fn(u8) -> bool| {
        while bytes.get(at).is_some_and(|&byte| !stop(byte)) {
            at += 1;
        }
        at
    };
    loop {
        at = skip(at, &|byte| !byte.is_ascii_whitespace() && byte != b'/');
        match bytes.get(at) {
            None => return (found, text.len()),
            Some(b'>') => return (found, at + 1),
            Some(_) => {}
        }
        let end = skip(at + 1, &|byte| byte.is_ascii_whitespace() || matches!(byte, b'=' | b'>' | b'/'));
        let name = text[at..end].to_ascii_lowercase();
        at = skip(end, &|byte| !byte.is_ascii_whitespace());
        if bytes.get(at) != Some(&b'=') {
            found.push((name, None));
            continue;
        }
        at = skip(at + 1, &|byte| !byte.is_ascii_whitespace());
        let (start, end, next) = match bytes.get(at) {
            Some(&quote @ (b'"' | b'\'')) => {
                let end = skip(at + 1, &|byte| byte == quote);
                (at + 1, end, end + 1)
            }
            _ => {
                let end = skip(at, &|byte| byte.is_ascii_whitespace() || byte == b'>');
                (at, end, end)
            }
        };
        found.push((name, Some(text[start..end].to_owned())));
        at = next;
    }
}

fn find_ignoring_case(text: &str, wanted: &str) -> Option<usize> {
    text.as_bytes().windows(wanted.len()).position(|window| window.eq_ignore_ascii_case(wanted.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lists what `rewrite` sees.
    fn seen(html: &str) -> Vec<String> {
        let mut seen = Vec::new();
        let copy = rewrite(html, |element| {
            seen.push(format!("{} {}", element.tag_with(&[]), element.content));
            None
        });
        assert_eq!(copy, html, "what is not replaced is copied");
        seen
    }

    #[test]
    fn elements_are_found_and_the_rest_is_left_alone() {
        assert_eq!(
            seen("<!doctype html><p a=1 B = '2' c>1 < 2</p><!-- <i> --><br/>"),
            ["<p a=\"1\" b=\"2\" c> ", "<br> "]
        );
        assert_eq!(
            seen("<script type=module>if (a<b) '<p>'</SCRIPT><style>a{}</style>"),
            ["<script type=\"module\"> if (a<b) '<p>'", "<style> a{}"]
        );
        assert_eq!(seen("中<"), [""; 0]);
        assert_eq!(seen("<a href='x").len(), 1);
        assert_eq!(seen("<script>open").len(), 1);
    }

    #[test]
    fn elements_are_replaced() {
        let html = "<link rel=\"icon x\" href=a.svg crossorigin><p>";
        let out = rewrite(html, |element| {
            element.has_rel("icon").then(|| element.tag_with(&[("href", Some("say \"b\"")), ("crossorigin", None)]))
        });
        assert_eq!(out, "<link rel=\"icon x\" href=\"say &quot;b&quot;\"><p>");
    }
}
