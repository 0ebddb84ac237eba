//! The frame of the workspace: rail, top bar, and what every staff page has.

mod actions;
mod banners;
mod drops;
mod keys;
mod palette;
mod parts;
mod rail;
mod search;
mod top_bar;
mod view_name;
mod views;
mod words;

use landfall_core::model::{Collection, RecordId};
use landfall_core::view::Route;
use leptos::prelude::*;

use crate::features::board::BoardPage;
use crate::features::capture::{CaptureDialog, CaptureDraft};
use crate::features::data::{
    BackupReminder, Changes, CopyBanner, DataPage, RecordConflicts, ViewOnly, WhoCard, say_kept,
};
use crate::features::events::EventsPage;
use crate::features::gate::MoveDialog;
use crate::features::handover::HandoverDialogs;
use crate::features::lead::{LeadDrawer, LeadParts};
use crate::features::lock::{LockPage, ReadableDialog};
use crate::features::table::TablePage;
use crate::features::today::TodayPage;
use crate::i18n::{t, t_string, use_i18n};
use crate::store::{
    Lock, Published, Workspace, open_copy, open_workspace, provide_copied, provide_locks, provide_session,
    provide_workspaces, use_intakes, use_locks, use_navigation, use_published, use_session, use_settings,
};
use crate::ui::{Toast, live, live_view};

use actions::Actions;
use banners::Banners;
use drops::follow_drops;
use keys::{KeysDialog, follow_keys};
use palette::Palette;
use rail::Rail;
use top_bar::{TopBar, page_title};

/// The workspace: opened once the published data is here, or is known not to come.
#[component]
pub fn StaffFrame() -> impl IntoView {
    let i18n = use_i18n();
    let published = use_published();
    let session = provide_session();
    let workspaces = provide_workspaces();
    let copied = provide_copied();
    let locks = provide_locks();
    let shut = Memo::new(move |_| locks.of(&workspaces.current()) == Lock::Shut);
    let navigation = use_navigation();
    let shown = RwSignal::new(None::<String>);
    let settled = Memo::new(move |_| published.with(|published| !matches!(published, Published::Loading)));
    view! {
        <Show
            when=move || settled.get()
            fallback=move || view! { <main id="main" class="staff-loading" tabindex="-1" aria-busy="true" aria-label=t!(i18n, app.loading)></main> }
        >
            {live_view(move || ({
                let data = published.with_untracked(|published| match published {
                    Published::Ready(data) => Some(data.clone()),
                    _ => None,
                });
                // Whenever another workspace is chosen, all of this is built anew.
                let id = workspaces.current();
                let workspace = match copied.shown() {
                    Some(carried) => open_copy(&carried),
                    None if copied.asks() => {
                        untrack(|| session.reset());
                        return view! { <LockPage id=id copy=copied /> }.into_any();
                    }
                    None if shut.get() => {
                        untrack(|| session.reset());
                        return view! { <LockPage id=id /> }.into_any();
                    }
                    None => {
                        let workspace = open_workspace(&id, data.as_deref());
                        locks.opened(workspace);
                        workspace
                    }
                };
                untrack(|| {
                    session.reset();
                    say_kept(i18n, copied, session, workspace);
                    let of_another = shown.try_update(|shown| shown.replace(workspace.id())).flatten().is_some();
                    if of_another && matches!(navigation.route(), Route::Lead(_)) {
                        navigation.go(&Route::Board);
                    }
                });
                view! { <OpenWorkspace workspace=workspace /> }
            }).into_any())}
        </Show>
    }
}

#[component]
fn OpenWorkspace(workspace: Workspace) -> impl IntoView {
    let i18n = use_i18n();
    let navigation = use_navigation();
    let session = use_session();
    let draft = CaptureDraft::kept(workspace);
    let undo = words::UndoWords::new(workspace);
    let actions = Actions::new(workspace, undo);
    follow_keys(session, actions);
    follow_drops(workspace);
    let settings = use_settings();
    let page = Memo::new(move |_| {
        let route = navigation.route();
        untrack(|| {
            session.set_behind(&route);
            settings.remember_view(&route);
        });
        Page::of(&untrack(|| session.behind()))
    });
    let open = Memo::new(move |_| match navigation.route() {
        Route::Lead(code) => Some(code),
        _ => None,
    });
    view! {
        <div class="staff">
            <Rail workspace=workspace />
            <div class="staff__work">
                <TopBar workspace=workspace undo=undo actions=actions />
                <Banners workspace=workspace />
                <CopyBanner workspace=workspace />
                <ViewOnly workspace=workspace />
                <BackupReminder workspace=workspace />
                <WhoCard workspace=workspace />
                <main id="main" class="staff__main" tabindex="-1">
                    <h1 class="visually-hidden" tabindex="-1">{live(move || page_title(i18n, &navigation.route()))}</h1>
                    {live_view(move || match page.get() {
                        Page::Board => view! { <BoardPage workspace=workspace /> }.into_any(),
                        Page::Table => view! { <TablePage workspace=workspace /> }.into_any(),
                        Page::Today => view! { <TodayPage workspace=workspace /> }.into_any(),
                        Page::Events => view! { <EventsPage workspace=workspace parts=parts::EVENTS /> }.into_any(),
                        Page::Data => view! { <DataPage workspace=workspace duplicates=parts::duplicates visitor=parts::visitor /> }.into_any(),
                    })}
                </main>
            </div>
            {live_view(move || {open.get().map(|code| view! { <LeadDrawer workspace=workspace code=code about=LeadParts { conflicts, changes, company: parts::company } /> })}.into_any())}
        </div>
        <DropHint />
        <Show when=move || session.capture_open()>
            <CaptureDialog workspace=workspace draft=draft />
        </Show>
        <MoveDialog workspace=workspace />
        <HandoverDialogs workspace=workspace locked=has_passphrase />
        <ReadableDialog />
        <Show when=move || session.keys_open()>
            <KeysDialog actions=actions />
        </Show>
        <Show when=move || session.palette.get()>
            <Palette workspace=workspace actions=actions />
        </Show>
        <div class="toasts" aria-live="polite">
            {live_view(move || ({
                session.notice().map(|notice| {
                    let number = notice.number;
                    let gone = Callback::new(move |()| session.hush(number));
                    let undo_words = if notice.undo { t_string!(i18n, staff.undo).to_owned() } else { String::new() };
                    if notice.undo {
                        view! { <Toast text=notice.text undo=undo_words on_undo=Callback::new(move |()| undo.undo()) on_gone=gone /> }.into_any()
                    } else {
                        view! { <Toast text=notice.text on_gone=gone /> }.into_any()
                    }
                })
            }).into_any())}
        </div>
    }
}

/// Whether a workspace has a passphrase.
fn has_passphrase(workspace: Workspace) -> bool {
    use_locks().of(&workspace.id()) != Lock::Off
}

/// What fills the work area. A lead opens over the page it was opened from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Page {
    Board,
    Table,
    Today,
    Events,
    Data,
}

impl Page {
    fn of(route: &Route) -> Self {
        match route {
            Route::Table => Page::Table,
            Route::Today => Page::Today,
            Route::Events => Page::Events,
            Route::Data => Page::Data,
            _ => Page::Board,
        }
    }
}

/// What the drawer shows of a lead that the data page knows how to show.
fn conflicts(workspace: Workspace, id: RecordId) -> AnyView {
    view! { <RecordConflicts workspace=workspace collection=Collection::Leads id=id /> }.into_any()
}

fn changes(workspace: Workspace, id: RecordId) -> AnyView {
    view! { <Changes workspace=workspace collection=Collection::Leads id=id /> }.into_any()
}

/// A file hangs over the page.
#[component]
fn DropHint() -> impl IntoView {
    let i18n = use_i18n();
    let intakes = use_intakes();
    view! {
        <Show when=move || intakes.hovering.get()>
            <div class="drop-hint" aria-hidden="true"><p>{t!(i18n, data.drop_here)}</p></div>
        </Show>
    }
}
