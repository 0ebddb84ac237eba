use leptos::prelude::*;

use super::sample::use_sample;
use crate::i18n::{t, use_i18n};
use crate::store::{Workspace, use_navigation, use_session};
use crate::ui::{Button, Icon, IconName, Look};
use landfall_core::query::Filter;

/// A workspace without leads: what would be here, and the two ways to begin.
#[component]
pub fn EmptyBoard(workspace: Workspace) -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let sample = use_sample(workspace);
    view! {
        <div class="board-empty">
            <Icon name=IconName::Boat size=28 />
            <h2 class="board-empty__title">{t!(i18n, board.empty_title)}</h2>
            <p>{t!(i18n, board.empty_text)}</p>
            <p class="board-empty__ways">
                <Button
                    look=Look::Primary icon=IconName::Plus key_hint="N"
                    on_click=Callback::new(move |()| session.open_capture())
                >
                    {t!(i18n, board.empty_new)}
                </Button>
                <Button on_click=Callback::new(move |()| sample.load())>{t!(i18n, staff.sample_load)}</Button>
            </p>
        </div>
    }
}

/// Leads there are, but none that the filter admits.
#[component]
pub fn NoMatch() -> impl IntoView {
    let i18n = use_i18n();
    let navigation = use_navigation();
    let clear = Callback::new(move |()| {
        for key in Filter::OF_LEADS {
            navigation.set_param(key, "");
        }
    });
    view! {
        <div class="board-empty">
            <Icon name=IconName::Search size=28 />
            <h2 class="board-empty__title">{t!(i18n, board.no_match_title)}</h2>
            <p>{t!(i18n, board.no_match_text)}</p>
            <p class="board-empty__ways"><Button on_click=clear>{t!(i18n, board.clear_filters)}</Button></p>
        </div>
    }
}
