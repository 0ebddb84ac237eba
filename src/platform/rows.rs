//! A long list of which only what is in sight is drawn, each item from one text of markup. An item that is a view of
//! its own costs a signal for each thing that may change in it; a list that scrolls makes and drops hundreds a second.

use std::collections::BTreeMap;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Markup in which no text can become markup: what is fixed is written in the source, all else is escaped.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Markup(String);

impl Markup {
    /// Tags and attributes as they stand in the source.
    pub fn fixed(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Text, or the value of an attribute between quotes.
    pub fn text(&mut self, text: &str) -> &mut Self {
        for character in text.chars() {
            match character {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                other => self.0.push(other),
            }
        }
        self
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One item as it should be.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The element's id: an item that stays keeps its element.
    pub id: String,
    pub class: &'static str,
    /// From the top of the list, and its own height; CSS pixels.
    pub top: f64,
    pub height: f64,
    pub attributes: Vec<(&'static str, String)>,
    pub content: Markup,
}

/// The items of one list that are drawn, in their order.
#[derive(Default)]
pub struct Rows {
    list: Option<Element>,
    shown: BTreeMap<String, (HtmlElement, Row)>,
}

impl Rows {
    /// Makes the list of this id show these items and no others. Elements that stay are touched where they changed;
    /// of those that go, the new ones are made.
    pub fn show(&mut self, list: &str, rows: Vec<Row>) {
        let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
        if self.list.as_ref().is_none_or(|known| !known.is_connected()) {
            self.list = document.get_element_by_id(list);
            self.shown.clear();
            // The element may have been another list's before, with that one's items in it.
            if let Some(list) = &self.list {
                list.set_inner_html("");
            }
        }
        let Some(list) = &self.list else { return };
        let mut before = std::mem::take(&mut self.shown);
        let mut kept: Vec<(Option<(HtmlElement, Row)>, Row)> =
            rows.into_iter().map(|row| (before.remove(&row.id), row)).collect();
        let mut spare: Vec<(HtmlElement, Row)> = before.into_values().collect();
        for (element, _) in &spare {
            element.remove();
        }
        let mut cursor = list.first_element_child();
        for (known, row) in kept.drain(..) {
            let known = known.or_else(|| spare.pop()).or_else(|| {
                let element = document.create_element("li").ok()?.dyn_into::<HtmlElement>().ok()?;
                let nothing = Row {
                    id: String::new(),
                    class: "",
                    top: f64::NAN,
                    height: f64::NAN,
                    attributes: Vec::new(),
                    content: Markup::default(),
                };
                Some((element, nothing))
            });
            let Some((element, was)) = known else { continue };
            change(&element, &was, &row);
            if cursor.as_ref().is_some_and(|cursor| cursor.is_same_node(Some(&element))) {
                cursor = element.next_element_sibling();
            } else {
                let _ = list.insert_before(&element, cursor.as_ref().map(AsRef::as_ref));
            }
            self.shown.insert(row.id.clone(), (element, row));
        }
    }
}

/// Turns an element from what it showed into what it is to show.
fn change(element: &HtmlElement, was: &Row, row: &Row) {
    if was.id != row.id {
        element.set_id(&row.id);
    }
    if was.class != row.class {
        element.set_class_name(row.class);
    }
    // By the style object and not by a style attribute, which the content security policy forbids.
    let place = |name: &str, was: f64, now: f64| {
        if was.to_bits() != now.to_bits() {
            let _ = element.style().set_property(name, &format!("{now}px"));
        }
    };
    place("top", was.top, row.top);
    place("height", was.height, row.height);
    if was.content != row.content {
        element.set_inner_html(row.content.as_str());
    }
    for (name, value) in &row.attributes {
        let old = was.attributes.iter().find(|(known, _)| known == name);
        if old.is_none_or(|(_, old)| old != value) {
            let _ = element.set_attribute(name, value);
        }
    }
    for (name, _) in &was.attributes {
        if !row.attributes.iter().any(|(known, _)| known == name) {
            let _ = element.remove_attribute(name);
        }
    }
    // Links and buttons in an item are reached from it, and only from the one that is reached itself.
    let tab = |row: &Row| row.attributes.iter().find(|(name, _)| *name == "tabindex").map(|(_, value)| value.clone());
    if (tab(was) != tab(row) || was.content != row.content)
        && let (Some(tab), Ok(inner)) = (tab(row), element.query_selector_all("a, button"))
    {
        for index in 0..inner.length() {
            if let Some(inner) = inner.item(index).and_then(|node| node.dyn_into::<Element>().ok()) {
                let _ = inner.set_attribute("tabindex", &tab);
            }
        }
    }
}

/// How far the element of this id is scrolled, across and down; CSS pixels.
pub fn scrolled(id: &str) -> (f64, f64) {
    let element = web_sys::window().and_then(|window| window.document()).and_then(|d| d.get_element_by_id(id));
    element.map_or((0.0, 0.0), |element| (f64::from(element.scroll_left()), f64::from(element.scroll_top())))
}

/// The `data-drop-list` of the list under a point of the window, and how far down its content the point is; no height
/// where the list is folded.
pub fn list_at(x: f64, y: f64) -> Option<(String, Option<f64>)> {
    let document = web_sys::window()?.document()?;
    // Coordinates of a window fit in an f32 with room to spare.
    #[allow(clippy::cast_possible_truncation)]
    let list = document.element_from_point(x as f32, y as f32)?.closest("[data-drop-list]").ok().flatten()?;
    let inside = list.query_selector("[data-scroll='y']").ok().flatten().map(|cards| {
        let top = cards.get_bounding_client_rect().top();
        y - top + f64::from(cards.scroll_top())
    });
    Some((list.get_attribute("data-drop-list")?, inside))
}
