//! What the place a capture was opened from knows already: it goes with the lead, and can be left out.

use landfall_core::document::Capture;
use landfall_core::model::{Lang, RecordId};
use landfall_core::order;
use landfall_core::view::event::capture_at;
use landfall_core::view::term_name;
use leptos::prelude::*;

use crate::i18n::{t, t_string, use_i18n, use_lang};
use crate::store::{Workspace, use_navigation, use_settings};
use crate::ui::{FilterChip, live};

/// Zone, officer, source and event of the leads that are captured.
#[derive(Clone, Copy)]
pub struct Context {
    zone: RwSignal<String>,
    officer: RwSignal<String>,
    source: RwSignal<String>,
    event: RwSignal<String>,
}

impl Context {
    /// What the page asks for, and who sits here.
    pub fn here(workspace: Workspace) -> Self {
        let (navigation, settings) = (use_navigation(), use_settings());
        let asked = |key: &str| untrack(|| navigation.param(key));
        let (mut zone, mut officer, mut source, event) =
            (asked("zone"), asked("owner"), asked("source"), asked("event"));
        workspace.peek(|document| {
            let tables = document.tables();
            let who = untrack(|| settings.who());
            if officer.is_empty() && !who.is_empty() {
                let me = tables.officers.iter().find(|(_, one)| one.name == who);
                officer = me.map(|(id, _)| id.to_string()).unwrap_or_default();
            }
            if zone.is_empty() {
                let of = tables.officers.get(&RecordId::from(officer.as_str()));
                zone = of.map(|one| one.zone.to_string()).unwrap_or_default();
            }
            if source.is_empty() && !event.is_empty() {
                source = capture_at(tables, &RecordId::from(event.as_str()), "", "").source.to_string();
            }
        });
        let [zone, officer, source, event] = [zone, officer, source, event].map(RwSignal::new);
        Context { zone, officer, source, event }
    }

    pub fn capture(self, title: String, company: String) -> Capture {
        let id = |signal: RwSignal<String>| RecordId::new(signal.get_untracked());
        Capture {
            title,
            company,
            zone: id(self.zone),
            officer: id(self.officer),
            source: id(self.source),
            source_event: id(self.event),
        }
    }
}

#[component]
pub fn ContextChips(workspace: Workspace, context: Context) -> impl IntoView {
    let (i18n, lang) = (use_i18n(), use_lang());
    let terms = move |kind: &'static str| {
        Signal::derive(move || {
            let lang = lang.get();
            workspace.read(|document| {
                let tables = document.tables();
                let all =
                    tables.terms_of(kind).into_iter().map(|(id, _)| (id.to_string(), term_name(tables, id, lang)));
                all.collect::<Vec<_>>()
            })
        })
    };
    let officers = Signal::derive(move || {
        workspace.read(|document| {
            let all = document.tables().officers.iter().map(|(id, officer)| (id.to_string(), officer.name.clone()));
            all.collect::<Vec<_>>()
        })
    });
    let events = Signal::derive(move || newest_events(workspace, lang.get()));
    let remove = Callback::new(move |(name,): (String,)| t_string!(i18n, capture.remove, name = name));
    let chip = move |label: Signal<String>, options: Signal<Vec<(String, String)>>, chosen: RwSignal<String>| {
        let choose = Callback::new(move |value: String| chosen.set(value));
        view! { <FilterChip label=label options=options chosen=chosen remove=remove on_choose=choose /> }
    };
    view! {
        <div class="capture__context" role="group" aria-label=live(move || t_string!(i18n, capture.context))>
            {chip(t!(i18n, capture.event), events, context.event)}
            {chip(t!(i18n, capture.source), terms("source"), context.source)}
            {chip(t!(i18n, capture.zone), terms("zone"), context.zone)}
            {chip(t!(i18n, capture.officer), officers, context.officer)}
        </div>
    }
}

/// Events by their titles, the newest first: that is where one is.
fn newest_events(workspace: Workspace, lang: Lang) -> Vec<(String, String)> {
    workspace.read(|document| {
        let title = |zh: &str, en: &str| lang.either(zh, en).to_owned();
        let events = document.tables().events.iter();
        let mut all: Vec<_> =
            events.map(|(id, event)| (event.start, id.to_string(), title(&event.title_zh, &event.title_en))).collect();
        order::sort_by(&mut all, |a, b| b.cmp(a));
        all.into_iter().map(|(_, id, title)| (id, title)).collect()
    })
}
