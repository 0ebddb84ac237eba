use std::sync::Arc;

use landfall_core::published::Published;
use leptos::prelude::*;

use super::case_list::CaseList;
use super::event_list::EventList;
use super::indicators::Indicators;

/// Events, indicators and cases as a visitor will find them, of data that is not published yet.
#[component]
pub fn VisitorPreview(data: Arc<Published>) -> impl IntoView {
    view! {
        <EventList data=data.clone() marked=Signal::derive(String::new) />
        <Indicators data=data.clone() />
        <CaseList data=data />
    }
}
