use leptos::prelude::*;

use crate::i18n::{t, t_string, use_i18n};
use crate::store::{SaveState, Unread, Workspace, WorkspaceError, screen, use_session};
use crate::ui::{Button, live_view};

/// What the keeping of the workspace has to say: that there is no room, that the workspace is gone, that something could
/// not be read.
#[component]
pub fn Banners(workspace: Workspace) -> impl IntoView {
    // Saving again at another time is no other banner.
    let full = Memo::new(move |_| workspace.saved() == SaveState::Full);
    let erased = Memo::new(move |_| workspace.saved() == SaveState::Erased);
    view! {
        <div role="alert">
            {live_view(move || full.get().then(|| view! { <Full /> }).into_any())}
            {live_view(move || erased.get().then(|| view! { <Erased workspace=workspace /> }).into_any())}
        </div>
        <UnreadBanner workspace=workspace />
    }
}

#[component]
fn Full() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <p class="banner" data-tone="caution"><strong>{t!(i18n, keeping.full)}</strong>" "{t!(i18n, keeping.full_help)}</p>
    }
}

/// Another tab has erased the workspace. Nothing brings it back but this button.
#[component]
fn Erased(workspace: Workspace) -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let keep = Callback::new(move |()| {
        let name = t_string!(i18n, keeping.copy_name);
        if let Err(error) = workspace.keep_copy(name) {
            let words = match error {
                WorkspaceError::Full => t_string!(i18n, keeping.no_room),
                WorkspaceError::Unsaved | WorkspaceError::Unknown | WorkspaceError::Locked => {
                    t_string!(i18n, keeping.failed)
                }
            };
            session.say(words.to_owned(), false);
        }
    });
    view! {
        <div class="banner banner--act" data-tone="caution">
            <p><strong>{t!(i18n, keeping.erased)}</strong>" "{t!(i18n, keeping.erased_help)}</p>
            <Button on_click=keep>{t!(i18n, keeping.keep_copy)}</Button>
        </div>
    }
}

/// Entries of the journal that could not be read: kept, said, and to be had as a file.
#[component]
fn UnreadBanner(workspace: Workspace) -> impl IntoView {
    let i18n = use_i18n();
    let damaged = Memo::new(move |_| workspace.unread(Unread::Damaged));
    let newer = Memo::new(move |_| workspace.unread(Unread::Newer));
    let save = Callback::new(move |()| {
        screen::save_text("landfall-unread.json", "application/json", &workspace.unreadable_text());
    });
    view! {
        {live_view(move || {
            let count = damaged.get();
            (count > 0).then(|| view! {
                <div class="banner banner--act" data-tone="caution">
                    <p>{t!(i18n, staff.damaged, count = count)}</p>
                    <Button on_click=save>{t!(i18n, keeping.save_unread)}</Button>
                </div>
            }).into_any()
        })}
        {live_view(move || {
            let count = newer.get();
            (count > 0).then(|| view! { <p class="banner" data-tone="warn">{t!(i18n, staff.newer, count = count)}</p> }).into_any()
        })}
    }
}
