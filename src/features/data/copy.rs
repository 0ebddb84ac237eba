//! A copy of the single file: saved with this workspace in it, and opened by whoever got it.

use landfall_core::document::FileError;
use landfall_core::format;
use landfall_core::model::Day;
use leptos::prelude::*;
use leptos_i18n::I18nContext;

use crate::i18n::{Locale, t, t_string, use_i18n, use_lang};
use crate::store::{
    Copied, Kept, Lock, PageError, Session, Workspace, WorkspaceError, use_copied, use_locks, use_session,
};
use crate::ui::{Button, IconName, Look, live, live_view};

/// Why there is no file, in words.
pub fn page_words(i18n: I18nContext<Locale>, error: PageError) -> String {
    match error {
        PageError::Unreachable => t_string!(i18n, copy.unreachable),
        PageError::Unknown => t_string!(i18n, copy.unknown),
    }
    .to_owned()
}

/// The whole app with this workspace in it, as one file.
#[component]
pub fn SaveCopy(workspace: Workspace) -> impl IntoView {
    let i18n = use_i18n();
    let (session, locks) = (use_session(), use_locks());
    let id = workspace.id();
    let locked = move || locks.of(&id) == Lock::Open;
    let busy = RwSignal::new(false);
    let save = Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let unnamed = t_string!(i18n, data.unnamed).to_owned();
        leptos::task::spawn_local(async move {
            let words = match workspace.save_copy(&unnamed).await {
                Ok(name) => t_string!(i18n, copy.saved, name = name),
                Err(error) => page_words(i18n, error),
            };
            session.say(words, false);
            busy.try_set(false);
        });
    });
    view! {
        <div class="copy-out" aria-busy=live(move || busy.get().to_string())>
            <Button icon=IconName::Download on_click=save>{t!(i18n, copy.save)}</Button>
            <p class="data__text">{live(move || {
                if locked() { t_string!(i18n, copy.save_text_locked) } else { t_string!(i18n, copy.save_text) }.to_owned()
            })}</p>
        </div>
    }
}

/// Whose copy this page is, and the way to keep it; or why what it carries can't be shown.
#[component]
pub fn CopyBanner(workspace: Workspace) -> impl IntoView {
    let i18n = use_i18n();
    let copied = use_copied();
    if let Some(error) = copied.unreadable() {
        let words = match error {
            FileError::TooNew { .. } => t!(i18n, copy.newer),
            _ => t!(i18n, copy.unreadable),
        };
        return view! { <p class="banner" data-tone="caution" role="alert">{live(move || words.get())}</p> }.into_any();
    }
    match untrack(|| copied.shown()).filter(|_| workspace.is_copy()) {
        Some(carried) => {
            view! { <Shown workspace=workspace copied=copied name=carried.name.clone() who=carried.who.clone() at=carried.at /> }.into_any()
        }
        None => ().into_any(),
    }
}

#[component]
fn Shown(workspace: Workspace, copied: Copied, name: String, who: String, at: i64) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang();
    let session = use_session();
    // They said they only look: then the rest of the words has been read.
    let looking = RwSignal::new(false);
    let title = move || {
        let date = Day::in_shanghai(at).map(|day| format::day_plain(lang.get(), day)).unwrap_or_default();
        if who.is_empty() {
            t_string!(i18n, copy.banner_nobody, date = date)
        } else {
            t_string!(i18n, copy.banner, who = who.as_str(), date = date)
        }
    };
    let of =
        (!name.is_empty()).then(|| Signal::derive(move || t_string!(i18n, copy.banner_named, name = name.as_str())));
    let keep = Callback::new(move |()| {
        if let Err(error) = copied.keep(workspace, t_string!(i18n, copy.kept_name)) {
            let words = match error {
                WorkspaceError::Full => t_string!(i18n, copy.no_room),
                WorkspaceError::Unsaved | WorkspaceError::Unknown | WorkspaceError::Locked => {
                    t_string!(i18n, copy.failed)
                }
            };
            session.say(words.to_owned(), false);
        }
    });
    view! {
        <div class="banner banner--act copy-banner" data-tone="warn" role="region" aria-label=live(move || t_string!(i18n, copy.state))>
            <div class="copy-banner__words">
                <p class="copy-banner__title" dir="auto">
                    <strong>{live(title)}</strong>
                    {of.map(|of| view! { <span>{live(move || of.get())}</span> })}
                </p>
                <Show when=move || !looking.get()><p>{t!(i18n, copy.banner_text)}</p></Show>
            </div>
            <Button look=Look::Primary on_click=keep>{t!(i18n, copy.keep)}</Button>
            {live_view(move || (!looking.get()).then(|| view! {
                <Button look=Look::Plain on_click=Callback::new(move |()| looking.set(true))>{t!(i18n, copy.look)}</Button>
            }).into_any())}
        </div>
    }
}

/// Merges a copy that waits for the workspace just opened, and says that it is kept.
pub fn say_kept(i18n: I18nContext<Locale>, copied: Copied, session: Session, workspace: Workspace) {
    if let Some(kept) = copied.finish(workspace) {
        let words = match kept {
            Kept::Apart => t_string!(i18n, copy.kept).to_owned(),
            Kept::Merged(report) => {
                t_string!(i18n, copy.merged, made = report.made.len(), changed = report.changes.len())
            }
        };
        session.say(words, false);
    }
}
