//! Markup as text, for what is too much to be a view of its own; and the same markup with other texts in it.

use web_sys::Element;

/// Markup in which no text can become markup: what is fixed is written in the source, all else is escaped.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Markup {
    html: String,
    /// Where the texts stand in it, from and to, in their order.
    texts: Vec<(usize, usize)>,
}

/// Elements without content.
const VOID: [&str; 4] = ["hr", "br", "img", "input"];

/// A text that stands in an element alone, or in an attribute of it.
struct Edit<'a> {
    /// The element: its place among the elements of its parent, from the root down.
    path: Vec<usize>,
    attribute: Option<&'a str>,
    value: String,
}

impl Markup {
    /// Tags and attributes as they stand in the source.
    pub fn fixed(&mut self, markup: &'static str) -> &mut Self {
        self.html.push_str(markup);
        self
    }

    /// Text, or the value of an attribute between quotes.
    pub fn text(&mut self, text: &str) -> &mut Self {
        let from = self.html.len();
        for character in text.chars() {
            match character {
                '&' => self.html.push_str("&amp;"),
                '<' => self.html.push_str("&lt;"),
                '>' => self.html.push_str("&gt;"),
                '"' => self.html.push_str("&quot;"),
                '\'' => self.html.push_str("&#39;"),
                other => self.html.push(other),
            }
        }
        self.texts.push((from, self.html.len()));
        self
    }

    pub fn as_str(&self) -> &str {
        &self.html
    }

    /// Changes an element that holds `was` into one that holds this, where only texts differ and each stands alone in
    /// its element or attribute; else nothing is changed and the answer is no.
    pub fn put_into(&self, element: &Element, was: &Markup) -> bool {
        if !self.frame().eq(was.frame()) {
            return false;
        }
        let Some(edits) = self.edits(was) else { return false };
        let found: Option<Vec<_>> = edits.into_iter().map(|edit| Some((find(element, &edit.path)?, edit))).collect();
        let Some(found) = found else { return false };
        for (element, edit) in found {
            match (edit.attribute, element.first_child()) {
                (Some(name), _) => drop(element.set_attribute(name, &edit.value)),
                (None, Some(text)) if !edit.value.is_empty() => text.set_node_value(Some(&edit.value)),
                (None, _) => element.set_text_content(Some(&edit.value)),
            }
        }
        true
    }

    /// What stands between the texts.
    fn frame(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.texts.iter().map(|(_, end)| *end));
        let ends = self.texts.iter().map(|(start, _)| *start).chain([self.html.len()]);
        starts.zip(ends).map(|(from, to)| self.html.get(from..to).unwrap_or_default())
    }

    /// The ranges of texts that are others than in `was`, which has the same frame.
    fn changed(&self, was: &Markup) -> Vec<(usize, usize)> {
        let both = self.texts.iter().zip(&was.texts);
        let differ = both.filter(|((from, to), (a, b))| self.html.get(*from..*to) != was.html.get(*a..*b));
        differ.map(|(now, _)| *now).collect()
    }

    /// What has to be done to elements that hold `was`; `None` where a text stands beside elements.
    fn edits(&self, was: &Markup) -> Option<Vec<Edit<'_>>> {
        let changed = self.changed(was);
        let mut changed = changed.iter().peekable();
        let html = self.html.as_str();
        let mut edits = Vec::new();
        let mut path: Vec<usize> = Vec::new();
        // How many elements each of those on the path has had so far.
        let mut children = vec![0];
        let mut at = 0;
        let mut just_opened = false;
        while changed.peek().is_some() {
            let rest = html.get(at..)?;
            let text = rest.find('<').unwrap_or(rest.len());
            let end = at + text;
            let mut differs = false;
            while changed.next_if(|(_, to)| *to <= end).is_some() {
                differs = true;
            }
            if differs {
                if !just_opened || !html.get(end..)?.starts_with("</") {
                    return None;
                }
                edits.push(Edit { path: path.clone(), attribute: None, value: plain(rest.get(..text)?) });
            }
            let tag = html.get(end..)?;
            let close = tag.find('>')?;
            let inside = tag.get(1..close)?;
            at = end + close + 1;
            if inside.starts_with('/') {
                path.pop();
                children.pop();
                just_opened = false;
                continue;
            }
            let last = children.last_mut()?;
            path.push(*last);
            *last += 1;
            children.push(0);
            just_opened = true;
            let mut from = end + 1;
            while changed.peek().is_some_and(|(_, to)| *to <= end + close) {
                // name="value"
                let equals = from + html.get(from..)?.find("=\"")?;
                let begin = equals + 2;
                let stop = begin + html.get(begin..)?.find('"')?;
                let mut differs = false;
                while changed.next_if(|(_, to)| *to <= stop).is_some() {
                    differs = true;
                }
                if differs {
                    let name = html.get(from..equals)?.rsplit(' ').next()?;
                    let value = plain(html.get(begin..stop)?);
                    edits.push(Edit { path: path.clone(), attribute: Some(name), value });
                }
                from = stop + 1;
            }
            let name = inside.split([' ', '/']).next()?;
            if inside.ends_with('/') || VOID.contains(&name) {
                path.pop();
                children.pop();
                just_opened = false;
            }
        }
        Some(edits)
    }
}

fn find(root: &Element, path: &[usize]) -> Option<Element> {
    let mut element = root.clone();
    for place in path {
        element = element.first_element_child()?;
        for _ in 0..*place {
            element = element.next_element_sibling()?;
        }
    }
    Some(element)
}

/// The text that was escaped.
fn plain(escaped: &str) -> String {
    if !escaped.contains('&') {
        return escaped.to_owned();
    }
    let text = escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    text.replace("&amp;", "&")
}
