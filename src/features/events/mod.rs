//! The timeline of the workspace: events on their axis, and what came of them.

use landfall_core::model::{Lang, RecordId};
use landfall_core::order;
use leptos::prelude::*;

use crate::i18n::{t, use_i18n, use_lang};
use crate::store::{Workspace, use_navigation};
use crate::ui::{Button, IconName, live_view};

/// What the page shows that is not its own: the sheet of an event, and the dialog of a new one.
#[derive(Clone, Copy)]
pub struct EventsParts {
    pub sheet: fn(Workspace, RecordId, Callback<()>, Callback<RecordId>) -> AnyView,
    pub new_event: fn(Workspace, Callback<()>, Callback<RecordId>) -> AnyView,
}

/// `#/events`.
#[component]
pub fn EventsPage(workspace: Workspace, parts: EventsParts) -> impl IntoView {
    let (i18n, lang, navigation) = (use_i18n(), use_lang(), use_navigation());
    let making = RwSignal::new(false);
    let chosen = Memo::new(move |_| navigation.param("event"));
    let open = Callback::new(move |id: RecordId| navigation.set_param("event", id.as_str()));
    let close = Callback::new(move |()| navigation.set_param("event", ""));
    let list = move || {
        let lang = lang.get();
        let mut all: Vec<_> = workspace.read(|document| {
            let title =
                |zh: &String, en: &String| if lang == Lang::ZhCn || en.is_empty() { zh.clone() } else { en.clone() };
            let events = document.tables().events.iter();
            events.map(|(id, event)| (event.start, id.clone(), title(&event.title_zh, &event.title_en))).collect()
        });
        order::sort_by(&mut all, Ord::cmp);
        all.into_iter()
            .map(|(_, id, title)| view! { <li><button type="button" on:click=move |_| open.run(id.clone())>{title}</button></li> })
            .collect_view()
            .into_any()
    };
    view! {
        <div class="events events--plain">
            <div>
                <Button icon=IconName::Plus on_click=Callback::new(move |()| making.set(true))>{t!(i18n, event.new)}</Button>
                <ul>{live_view(list)}</ul>
            </div>
            {live_view(move || {
                let id = chosen.get();
                (!id.is_empty()).then(|| (parts.sheet)(workspace, RecordId::new(id), close, open)).into_any()
            })}
        </div>
        {live_view(move || making.get().then(|| (parts.new_event)(workspace, Callback::new(move |()| making.set(false)), open)).into_any())}
    }
}
