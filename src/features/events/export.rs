//! Out of the timeline: a calendar, a picture, paper.

use landfall_core::model::RecordId;
use leptos::prelude::*;

use super::picture::Wanted;
use super::state::Stage;
use crate::i18n::{t_string, use_i18n, use_lang};
use crate::store::screen::{self, Picture};
use crate::store::{use_locks, use_session};
use crate::ui::{IconName, Menu, MenuItem, live_view};

/// Opens where the button was pressed. What goes out is what the filter admits; a season's calendar when one is open.
#[component]
pub fn ExportMenu(stage: Stage, at: RwSignal<Option<(f64, f64)>>, wanted: Wanted) -> impl IntoView {
    let (i18n, lang, session, locks) = (use_i18n(), use_lang(), use_session(), use_locks());
    let close = Callback::new(move |()| at.set(None));
    let calendar = move |ids: Vec<RecordId>, name: String| {
        at.set(None);
        let run = move |()| {
            let made = stage.workspace.export_calendar(Some(&ids), &name, lang.get_untracked());
            let words = match made.events {
                0 => t_string!(i18n, events.calendar_none).to_owned(),
                count => t_string!(i18n, events.calendar_made, count = count),
            };
            session.say(words, false);
        };
        // The menu, whose this is, is gone when the answer comes.
        locks.ask_readable(stage.workspace, locks.told(run));
    };
    live_view(move || {
        let Some(point) = at.get() else { return ().into_any() };
        let shown: Vec<RecordId> =
            stage.timeline.with_untracked(|timeline| timeline.items.iter().map(|item| item.id.clone()).collect());
        let words = t_string!(i18n, events.export_calendar, count = shown.len());
        let name = t_string!(i18n, events.list).to_owned();
        let mut items =
            vec![MenuItem::new(words, IconName::River, Callback::new(move |()| calendar(shown.clone(), name.clone())))];
        if let Some(open) = stage.open.get_untracked() {
            let title = stage
                .workspace
                .peek(|document| document.tables().title(landfall_core::model::Collection::Events, &open));
            let words = t_string!(i18n, events.export_season, name = title.clone());
            let ids = vec![open];
            items.push(MenuItem::new(
                words,
                IconName::River,
                Callback::new(move |()| calendar(ids.clone(), title.clone())),
            ));
        }
        items.extend(season_of_open(stage).map(|(number, ids)| {
            let name = t_string!(i18n, events.season_number, number = number);
            let words = t_string!(i18n, events.export_season, name = name.clone());
            MenuItem::new(words, IconName::River, Callback::new(move |()| calendar(ids.clone(), name.clone())))
        }));
        let picture = move |kind: Picture| {
            Callback::new(move |()| {
                at.set(None);
                stage.settle();
                wanted.set(Some(kind));
            })
        };
        let svg = t_string!(i18n, events.export_svg).to_owned();
        items.push(MenuItem::new(svg, IconName::Download, picture(Picture::Svg)).apart());
        let png = t_string!(i18n, events.export_png).to_owned();
        items.push(MenuItem::new(png, IconName::Download, picture(Picture::Png)));
        let print = Callback::new(move |()| {
            at.set(None);
            request_animation_frame(screen::print);
        });
        items.push(MenuItem::new(t_string!(i18n, events.export_print).to_owned(), IconName::Print, print).apart());
        let label = Signal::stored(t_string!(i18n, events.export).to_owned());
        view! { <Menu label=label at=point items=items on_close=close /> }.into_any()
    })
}

/// The season of the open event: its number, and its events of that year.
fn season_of_open(stage: Stage) -> Option<(i64, Vec<RecordId>)> {
    let open = stage.open.get_untracked()?;
    stage.workspace.peek(|document| {
        let events = &document.tables().events;
        let event = events.get(&open)?;
        let (number, year) = (event.season?, event.start?.year());
        let same = events
            .iter()
            .filter(|(_, other)| other.season == Some(number) && other.start.is_some_and(|start| start.year() == year));
        Some((number, same.map(|(id, _)| id.clone()).collect()))
    })
}
