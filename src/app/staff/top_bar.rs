use landfall_core::view::Route;
use leptos::prelude::*;
use leptos_i18n::I18nContext;

use super::actions::Actions;
use super::search::Search;
use super::views::ViewTabs;
use super::words::UndoWords;
use crate::app::ThemeButton;
use crate::features::board::use_sample;
use crate::features::events::EventsTabs;
use crate::features::today::TodayTabs;
use crate::i18n::{Locale, t, t_string, use_i18n};
use crate::platform::clock;
use crate::store::{SaveState, Workspace, use_navigation, use_offline, use_session, use_settings};
use crate::ui::{Button, Icon, IconButton, IconName, Look, live, live_view};

/// Title, the sample's mark, the state of saving, search, undo, language, theme, new lead.
#[component]
pub fn TopBar(workspace: Workspace, undo: UndoWords, actions: Actions) -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let settings = use_settings();
    let navigation = use_navigation();
    let sample = use_sample(workspace);
    view! {
        <header class="top-bar">
            <p class="top-bar__title" aria-hidden="true">{live(move || page_title(i18n, &navigation.route()))}</p>
            <Show when=move || navigation.route() == Route::Events>
                <EventsTabs />
            </Show>
            <Show when=move || navigation.route() == Route::Today>
                <TodayTabs workspace=workspace />
            </Show>
            // A lead opens over them.
            <Show when=move || matches!(session.behind(), Route::Board | Route::Table)>
                <ViewTabs workspace=workspace />
            </Show>
            <span class="top-bar__space"></span>
            <Show when=move || workspace.has_sample()>
                <span class="top-bar__sample">
                    <span class="badge-sample">{t!(i18n, staff.sample_badge)}</span>
                    <IconButton
                        name=IconName::Close size=14 label=Signal::derive(move || t_string!(i18n, staff.sample_clear).to_owned())
                        on_click=Callback::new(move |()| sample.clear())
                    />
                </span>
            </Show>
            <SaveStatus workspace=workspace />
            <Search workspace=workspace actions=actions />
            <span
                class="top-bar__undo" data-possible=live(move || undo.possible().to_string())
                data-offered=live(move || session.notice().is_some_and(|notice| notice.undo).to_string())
            >
                <IconButton
                    name=IconName::Undo label=Signal::derive(move || t_string!(i18n, staff.undo).to_owned())
                    hint=Signal::derive(move || undo.next_words()) on_click=Callback::new(move |()| undo.undo())
                />
            </span>
            <button
                class="top-bar__language" type="button" on:click=move |_| settings.set_lang(settings.lang().other())
            >
                {t!(i18n, app.language_label)}
            </button>
            <ThemeButton />
            <Button look=Look::Primary icon=IconName::Plus key_hint="N" on_click=Callback::new(move |()| session.open_capture())>
                {t!(i18n, staff.new_lead)}
            </Button>
        </header>
    }
}

/// What the page is called.
pub fn page_title(i18n: I18nContext<Locale>, route: &Route) -> String {
    match route {
        Route::Data => t_string!(i18n, data.title),
        Route::Events => t_string!(i18n, timeline.title),
        Route::Table => t_string!(i18n, table.title),
        Route::Today => t_string!(i18n, today.title),
        _ => t_string!(i18n, board.title),
    }
    .to_owned()
}

/// Whether the work is safe, in words.
#[component]
fn SaveStatus(workspace: Workspace) -> impl IntoView {
    let i18n = use_i18n();
    let offline = use_offline();
    let tone = move || match workspace.saved() {
        SaveState::Saved(_) if !offline.is_online() => "offline",
        SaveState::Saved(_) => "saved",
        SaveState::Memory | SaveState::Copy => "warn",
        SaveState::Full | SaveState::Erased => "caution",
    };
    let words = move || match workspace.saved() {
        SaveState::Saved(_) if !offline.is_online() => t_string!(i18n, offline.saved).to_owned(),
        SaveState::Saved(at) => t_string!(i18n, staff.saved, time = clock::time_of_day(at)),
        SaveState::Memory => t_string!(i18n, staff.memory).to_owned(),
        SaveState::Copy => t_string!(i18n, copy.state).to_owned(),
        SaveState::Full => t_string!(i18n, staff.full).to_owned(),
        SaveState::Erased => t_string!(i18n, keeping.erased).to_owned(),
    };
    view! {
        <p class="save-state" role="status" data-tone=tone title=live(move || t_string!(i18n, staff.saved_hint))>
            {live_view(move || ({
                let name = match tone() {
                    "saved" => IconName::Saved,
                    "offline" => IconName::Offline,
                    _ => IconName::Rock,
                };
                view! { <Icon name=name /> }
            }).into_any())}
            <span>{words}</span>
        </p>
    }
}
