//! Where we are: the route and its query, which are the shareable part of a view's state.

use landfall_core::query::Filter;
use landfall_core::view::{Query, Route};
use leptos::ev;
use leptos::prelude::*;

use crate::platform::location;

/// The address as signals.
#[derive(Clone, Copy)]
pub struct Navigation {
    address: RwSignal<(Route, Query)>,
}

impl Navigation {
    pub fn route(self) -> Route {
        self.address.with(|(route, _)| route.clone())
    }

    /// A value of the query, empty when absent.
    pub fn param(self, key: &str) -> String {
        self.address.with(|(_, query)| query.get(key).cloned().unwrap_or_default())
    }

    /// Everything asked in the address.
    pub fn query(self) -> Query {
        self.address.with(|(_, query)| query.clone())
    }

    /// Goes to a route and asks exactly this there: a step in the browser's history.
    pub fn open(self, route: &Route, query: &Query) {
        location::go(&route.href_with(query));
    }

    /// Goes to a route, keeping the query: a step in the browser's history.
    pub fn go(self, route: &Route) {
        let query = self.address.with_untracked(|(_, query)| query.clone());
        location::go(&route.href_with(&query));
    }

    /// The address of another page, asking there what is asked here as far as every page shows it (SPEC Q2).
    pub fn page(self, route: &Route) -> String {
        let asked = Filter::OF_EVENTS.iter().map(|key| ((*key).to_owned(), self.param(key)));
        route.href_with(&asked.collect())
    }

    /// Goes to another page: a step in the browser's history.
    pub fn go_to_page(self, route: &Route) {
        location::go(&untrack(|| self.page(route)));
    }

    /// Goes to another page where something is open already: `key` of its query says what.
    pub fn go_to_page_at(self, route: &Route, key: &str, value: &str) {
        let shared = untrack(|| Filter::OF_EVENTS.map(|key| (key.to_owned(), self.param(key))));
        let query: Query = shared.into_iter().chain([(key.to_owned(), value.to_owned())]).collect();
        location::go(&route.href_with(&query));
    }

    /// Changes one value of the query in place: no step in the history.
    pub fn set_param(self, key: &str, value: &str) {
        self.set_params(&[(key, value)]);
    }

    /// Changes values of the query in place, an empty one taking it out; what stays the same is no change.
    pub fn set_params(self, values: &[(&str, &str)]) {
        let changed = self.address.with_untracked(|(_, query)| {
            values.iter().any(|(key, value)| query.get(*key).map(String::as_str).unwrap_or_default() != *value)
        });
        if !changed {
            return;
        }
        self.address.update(|(_, query)| {
            for (key, value) in values {
                if value.is_empty() {
                    query.remove(*key);
                } else {
                    query.insert((*key).to_owned(), (*value).to_owned());
                }
            }
        });
        let hash = self.address.with_untracked(|(route, query)| route.href_with(query));
        location::replace(&hash);
    }
}

/// Follows the address bar and puts [`Navigation`] into the context.
pub fn provide_navigation() -> Navigation {
    let address = RwSignal::new(Route::parse(&location::hash()));
    let follow = window_event_listener(ev::hashchange, move |_| {
        let next = Route::parse(&location::hash());
        if address.with_untracked(|now| *now != next) {
            address.set(next);
        }
    });
    on_cleanup(move || follow.remove());
    let navigation = Navigation { address };
    provide_context(navigation);
    navigation
}

pub fn use_navigation() -> Navigation {
    use_context().unwrap_or_else(provide_navigation)
}
