//! What opens from a number: the events of a group, the leads of a week, landings; and the events without a date.

use landfall_core::format;
use landfall_core::model::{Day, RecordId};
use landfall_core::view::Route;
use landfall_core::view::timeline::{days_of, entered_within};
use leptos::ev;
use leptos::prelude::*;

use super::marks::mark_id;
use super::state::{Stage, around};
use crate::i18n::{t, t_string, use_i18n, use_lang};
use crate::store::screen;
use crate::ui::{IconName, Menu, MenuItem, live, live_view};

/// What a list is of.
#[derive(Debug, Clone, PartialEq)]
enum Of {
    /// Places in the timeline.
    Events(Vec<usize>),
    Leads(Vec<RecordId>),
}

/// A list that is open, and where.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    of: Of,
    at: (f64, f64),
    /// The element that gets the focus back.
    from: String,
}

fn at(event: &ev::MouseEvent) -> (f64, f64) {
    (f64::from(event.client_x()), f64::from(event.client_y()))
}

impl List {
    pub fn group(stage: Stage, first: &RecordId, event: &ev::MouseEvent) -> Self {
        let items = stage.timeline.with_untracked(|timeline| {
            let index = timeline.position(first)?;
            stage.layout.with_untracked(|layout| layout.holding(index).map(|placed| placed.items.clone()))
        });
        let from = mark_id(first, true);
        // Opened by a key there is no pointer to open it at.
        let at = if event.detail() == 0 {
            screen::rect(&from).map_or(at(event), |rect| (rect.left, rect.top + rect.height))
        } else {
            at(event)
        };
        List { of: Of::Events(items.unwrap_or_default()), at, from }
    }

    /// `range`: `2023-11-27/2023-12-03`.
    pub fn pile(stage: Stage, range: &str, event: &ev::MouseEvent) -> Option<Self> {
        let (from, to) = range.split_once('/')?;
        let (from, to): (Day, Day) = (from.parse().ok()?, to.parse().ok()?);
        let leads = stage.leads.with_untracked(|leads| entered_within(&leads.entered, from, to));
        Some(List { of: Of::Leads(leads), at: at(event), from: String::new() })
    }

    /// `leads`: ids, one a line.
    pub fn landed(leads: &str, event: &ev::MouseEvent) -> Self {
        List { of: Of::Leads(leads.lines().map(RecordId::from).collect()), at: at(event), from: String::new() }
    }
}

/// More than this nobody reads in a menu: the rest is said as a number.
const MOST: usize = 40;

#[component]
pub fn ListMenu(stage: Stage, list: RwSignal<Option<List>>) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang();
    live_view(move || {
        let Some(open) = list.get() else { return ().into_any() };
        let close = {
            let from = open.from.clone();
            Callback::new(move |()| {
                list.set(None);
                screen::focus(&from);
            })
        };
        let (label, items) = match &open.of {
            Of::Events(indices) => {
                (t_string!(i18n, events.list).to_owned(), events(stage, indices, lang.get(), i18n, list))
            }
            Of::Leads(ids) => (t_string!(i18n, events.entered).to_owned(), leads(stage, ids, i18n, list)),
        };
        view! { <Menu label=Signal::stored(label) at=open.at items=items on_close=close /> }.into_any()
    })
}

fn events(
    stage: Stage,
    indices: &[usize],
    lang: landfall_core::model::Lang,
    i18n: leptos_i18n::I18nContext<crate::i18n::Locale>,
    list: RwSignal<Option<List>>,
) -> Vec<MenuItem> {
    let shown: Vec<(RecordId, String)> = stage.timeline.with_untracked(|timeline| {
        let items = indices.iter().take(MOST).filter_map(|index| timeline.items.get(*index));
        items
            .map(|item| (item.id.clone(), format!("{}  {}", item.title, format::dates(lang, item.start, item.end))))
            .collect()
    });
    let days = stage.timeline.with_untracked(|timeline| days_of(timeline, indices));
    let zoom = Callback::new(move |()| {
        list.set(None);
        if let Some(days) = days {
            let width = stage.span.get_untracked().width;
            stage.go(around(days, width));
        }
    });
    let mut items = vec![MenuItem::new(t_string!(i18n, events.open_group).to_owned(), IconName::ZoomIn, zoom)];
    for (place, (id, words)) in shown.into_iter().enumerate() {
        let open = Callback::new(move |()| {
            list.set(None);
            stage.current.set(Some(id.clone()));
            stage.set_open(Some(&id));
            screen::focus_when_drawn(mark_id(&id, false));
        });
        let item = MenuItem::new(words, IconName::River, open);
        items.push(if place == 0 { item.apart() } else { item });
    }
    if indices.len() > MOST {
        let more = t_string!(i18n, events.more, count = indices.len() - MOST);
        items.push(MenuItem::new(more, IconName::More, zoom).apart());
    }
    items
}

fn leads(
    stage: Stage,
    ids: &[RecordId],
    i18n: leptos_i18n::I18nContext<crate::i18n::Locale>,
    list: RwSignal<Option<List>>,
) -> Vec<MenuItem> {
    let shown: Vec<(String, String)> = stage.workspace.peek(|document| {
        let tables = document.tables();
        let found = ids.iter().take(MOST).filter_map(|id| tables.leads.get(id));
        found
            .map(|lead| {
                let company =
                    tables.companies.get(&lead.company).map(|company| company.name.clone()).unwrap_or_default();
                (lead.code.clone(), format!("{}  {company}", lead.title))
            })
            .collect()
    });
    let mut items: Vec<MenuItem> = shown
        .into_iter()
        .map(|(code, words)| {
            let open = Callback::new(move |()| {
                list.set(None);
                stage.navigation.go(&Route::Lead(code.clone()));
            });
            MenuItem::new(words, IconName::Company, open)
        })
        .collect();
    if ids.len() > MOST {
        let close = Callback::new(move |()| list.set(None));
        let more = t_string!(i18n, events.more, count = ids.len() - MOST);
        items.push(MenuItem::new(more, IconName::Company, close).apart());
    }
    items
}

/// Events nobody has given a date yet: they are not lost, they wait here.
#[component]
pub fn Tray(stage: Stage) -> impl IntoView {
    let i18n = use_i18n();
    let undated = Memo::new(move |_| stage.timeline.with(|timeline| timeline.undated.clone()));
    view! {
        <Show when=move || !undated.with(Vec::is_empty)>
            <div class="timeline-tray" role="group" aria-label=live(move || t_string!(i18n, events.undated))>
                <span class="timeline-tray__name">{t!(i18n, events.undated)}" "{live(move || undated.with(Vec::len))}</span>
                {live_view(move || undated.get().into_iter().take(MOST).map(|(id, title)| view! {
                    <button class="timeline-tray__event" type="button" on:click=move |_| stage.set_open(Some(&id))>{title}</button>
                }).collect_view().into_any())}
            </div>
        </Show>
    }
}
