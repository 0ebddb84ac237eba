//! A long list of which only what is in sight is drawn, each item from one text of markup. An item that is a view of
//! its own costs a signal for each thing that may change in it; a list that scrolls makes and drops hundreds a second.

use std::collections::{BTreeMap, BTreeSet};

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};

pub use super::markup::Markup;

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
    shown: Vec<(HtmlElement, Row)>,
}

impl Rows {
    /// Makes the list of this id show these items and no others. Elements that stay are touched where they changed; one
    /// that goes becomes the item that comes in its place. What is moved in the page is styled and laid out anew, so
    /// nothing is moved that need not be.
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
        let before = std::mem::take(&mut self.shown);
        let stays: BTreeSet<&str> = rows.iter().map(|row| row.id.as_str()).collect();
        let stays: Vec<bool> = before.iter().map(|(_, row)| stays.contains(row.id.as_str())).collect();
        let places: BTreeMap<String, usize> =
            before.iter().enumerate().map(|(place, (_, row))| (row.id.clone(), place)).collect();
        let mut before: Vec<Option<(HtmlElement, Row)>> = before.into_iter().map(Some).collect();
        // Passed over, and free for any item.
        let mut spare: Vec<(HtmlElement, Row)> = Vec::new();
        // What has the focus does not pass it on: the item that comes would seem to have it, and not be scrolled to.
        if let Some(active) = document.active_element() {
            for (place, _) in stays.iter().enumerate().filter(|(_, stays)| !**stays) {
                let holds = |(element, _): &(HtmlElement, Row)| element.contains(Some(&active));
                if let Some(found) = before.get_mut(place).filter(|one| one.as_ref().is_some_and(holds)) {
                    spare.extend(found.take().inspect(|(element, _)| element.remove()));
                }
            }
        }
        let mut next = 0;
        for row in rows {
            let place = places.get(&row.id).copied();
            // As far as the item's own element, or one that is free.
            while let Some(place) = place
                && next < place
                && !stays.get(next).copied().unwrap_or_default()
            {
                spare.extend(before.get_mut(next).and_then(Option::take));
                next += 1;
            }
            while before.get(next).is_some_and(Option::is_none) {
                next += 1;
            }
            let free = |next: usize| stays.get(next).is_some_and(|stays| !stays);
            let (known, in_place) = match place {
                Some(place) => (before.get_mut(place).and_then(Option::take), place == next),
                None if free(next) => (before.get_mut(next).and_then(Option::take), true),
                None => (spare.pop(), false),
            };
            let Some((element, was)) = known.or_else(|| new_item(&document)) else { continue };
            change(&element, &was, &row);
            if in_place {
                next += 1;
            } else {
                let follows = before.iter().skip(next).flatten().next().map(|(element, _)| element.as_ref());
                let _ = list.insert_before(&element, follows);
            }
            self.shown.push((element, row));
        }
        for (element, _) in before.into_iter().flatten().chain(spare) {
            element.remove();
        }
    }
}

/// An element that shows nothing yet.
fn new_item(document: &Document) -> Option<(HtmlElement, Row)> {
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
    // Another text in the same place is put there: elements made anew are styled and laid out anew.
    let made_anew = was.content != row.content && !row.content.put_into(element, &was.content);
    if made_anew {
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
    if (tab(was) != tab(row) || made_anew)
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
