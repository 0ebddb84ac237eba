use super::board::GROUPS;
use super::route::{Query, Route};
use crate::document::{Document, Tables};
use crate::model::{Day, RecordId, SavedView};
use crate::order;
use crate::query::Filter;

/// Which view of the saved ones an address shows; a part of the address as any other (SPEC V2).
pub const VIEW: &str = "view";

/// The views everybody has (SPEC V1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BuiltIn {
    All,
    Mine,
    Stale,
    Blocked,
    Overdue,
}

impl BuiltIn {
    pub const EVERY: [BuiltIn; 5] = [BuiltIn::All, BuiltIn::Mine, BuiltIn::Stale, BuiltIn::Blocked, BuiltIn::Overdue];

    pub fn name(self) -> &'static str {
        match self {
            BuiltIn::All => "all",
            BuiltIn::Mine => "mine",
            BuiltIn::Stale => "stale",
            BuiltIn::Blocked => "blocked",
            BuiltIn::Overdue => "overdue",
        }
    }

    /// What it asks of the leads; `None` for what is nobody's. `me` is the officer at this device.
    fn asks(self, me: Option<&RecordId>) -> Option<Option<(&'static str, String)>> {
        match self {
            BuiltIn::All => Some(None),
            BuiltIn::Mine => me.map(|me| Some(("owner", me.to_string()))),
            BuiltIn::Stale | BuiltIn::Blocked | BuiltIn::Overdue => Some(Some(("is", self.name().to_owned()))),
        }
    }
}

/// One of the views to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewTab {
    pub which: ViewId,
    /// Empty for those everybody has: the interface names them.
    pub name: String,
    pub route: Route,
    /// The whole of what is asked there.
    pub query: Query,
    /// The address shows it.
    pub current: bool,
    /// The address shows it, and asks something else by now.
    pub changed: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ViewId {
    BuiltIn(BuiltIn),
    Saved(RecordId),
}

/// The views at an address (SPEC V1–V3): first those everybody has, then the saved ones in their order.
pub fn view_tabs(tables: &Tables, route: &Route, query: &Query, me: Option<&RecordId>) -> Vec<ViewTab> {
    let shown = query.get(VIEW).map(String::as_str).unwrap_or_default();
    let views = saved_views(tables);
    let known = views.iter().any(|(id, _)| id.as_str() == shown);
    // How a page is arranged stays when one looks at other leads; a text that is looked for is asked in any view.
    let rest: Query = query.iter().filter(|(key, _)| *key != VIEW && !is_filter(key)).map(own).collect();
    let asked: Query = query.iter().filter(|(key, _)| is_filter(key) && *key != "q").map(own).collect();
    let mut tabs = Vec::new();
    for which in BuiltIn::EVERY {
        let Some(asks) = which.asks(me) else { continue };
        let asks: Query = asks.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        let current = !known && asked == asks;
        let query = rest.clone().into_iter().chain(asks).collect();
        let (which, name, route) = (ViewId::BuiltIn(which), String::new(), route.clone());
        tabs.push(ViewTab { which, name, route, query, current, changed: false });
    }
    for (id, view) in views {
        let (view_route, mut view_query) = address_of(view);
        view_query.insert(VIEW.to_owned(), id.to_string());
        let current = id.as_str() == shown;
        let changed = current && (view_query != *query || view_route != *route);
        let (which, name) = (ViewId::Saved(id.clone()), view.name.clone());
        tabs.push(ViewTab { which, name, route: view_route, query: view_query, current, changed });
    }
    tabs
}

fn own((key, value): (&String, &String)) -> (String, String) {
    (key.clone(), value.clone())
}

fn is_filter(key: &str) -> bool {
    Filter::OF_LEADS.contains(&key)
}

/// The saved views in their order.
pub fn saved_views(tables: &Tables) -> Vec<(&RecordId, &SavedView)> {
    let mut views: Vec<(&RecordId, &SavedView)> = tables.views.iter().map(|(id, view)| (id, &**view)).collect();
    order::sort_by(&mut views, |(a_id, a), (b_id, b)| (a.order, *a_id).cmp(&(b.order, *b_id)));
    views
}

/// How many leads each view shows: all in one pass.
pub fn view_counts(document: &Document, tabs: &[ViewTab], today: Day) -> Vec<usize> {
    let tables = document.tables();
    let asked: Vec<(Filter, bool)> = tabs
        .iter()
        .map(|tab| {
            // Leads that are out are shown only if asked for, on the table also by their stage (SPEC TA1).
            let asks = |key: &str, value: &str| tab.query.get(key).is_some_and(|asked| asked == value);
            let all = asks("out", "1") || (tab.route == Route::Table && asks("stage", "stage/out"));
            (Filter::from_query(&tab.query).on(today), all)
        })
        .collect();
    let on_board: Vec<&RecordId> = tables
        .terms
        .iter()
        .filter(|(_, term)| term.kind == "stage" && GROUPS.contains(&term.group.as_str()))
        .map(|(id, _)| id)
        .collect();
    let mut counts = vec![0; asked.len()];
    for (id, lead) in tables.leads.iter() {
        let here = on_board.contains(&&lead.stage);
        for ((filter, all), count) in asked.iter().zip(&mut counts) {
            *count += usize::from((here || *all) && filter.admits(id, lead, tables));
        }
    }
    counts
}

/// The page of a view and what it asks there, as they stand in its record. An unknown page is the board.
pub fn address_of(view: &SavedView) -> (Route, Query) {
    let route = if view.route == "table" { Route::Table } else { Route::Board };
    let (_, query) = Route::parse(&format!("/?{}", view.query));
    (route, query)
}

/// The same the other way: the words for a record's fields `route` and `query`.
pub fn stored_address(route: &Route, query: &Query) -> (&'static str, String) {
    let asked: Query = query.iter().filter(|(key, _)| *key != VIEW).map(own).collect();
    let href = Route::Home.href_with(&asked);
    let query = href.split_once('?').map(|(_, query)| query.to_owned()).unwrap_or_default();
    (if *route == Route::Table { "table" } else { "board" }, query)
}
