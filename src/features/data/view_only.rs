use landfall_core::document::ReadOnly;
use landfall_core::format;
use landfall_core::view::Route;
use leptos::prelude::*;

use crate::i18n::{t, t_string, use_i18n, use_lang};
use crate::store::Workspace;
use crate::ui::{Button, live, live_view};

/// That what is shown can't be changed, and the way back.
#[component]
pub fn ViewOnly(workspace: Workspace) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang();
    let why = Memo::new(move |_| workspace.read_only());
    let back = Callback::new(move |()| workspace.look_at_now());
    live_view(move || {
        let lang = lang.get();
        let day_words = |day| format::day_plain(lang, day);
        let (text, past) = match why.get() {
            None | Some(ReadOnly::Carried) => return ().into_any(),
            Some(ReadOnly::AsOf(day)) => (t_string!(i18n, data.viewing_as_of, day = day_words(day)), true),
            Some(ReadOnly::Snapshot(day)) => (t_string!(i18n, data.viewing_snapshot, day = day_words(day)), true),
            Some(ReadOnly::Newer { .. }) => (t_string!(i18n, data.newer_document).to_owned(), false),
        };
        view! {
            <div class="banner banner--act" data-tone="warn">
                <p><strong>{text}</strong></p>
                {past.then(|| view! { <Button on_click=back>{t!(i18n, data.back_to_now)}</Button> })}
            </div>
        }
        .into_any()
    })
}

/// A week of work without an export.
#[component]
pub fn BackupReminder(workspace: Workspace) -> impl IntoView {
    let i18n = use_i18n();
    let backup = Memo::new(move |_| workspace.backup());
    let due = Memo::new(move |_| backup.with(|backup| backup.due) && !workspace.is_copy());
    view! {
        <Show when=move || due.get()>
            <div class="banner banner--act" data-tone="warn">
                <p>{live(move || backup.with(|backup| t_string!(i18n, data.remind, days = backup.days, count = backup.changes)))}</p>
                <a class="button" data-look="outline" data-size="small" href=Route::Data.href()>{t!(i18n, data.remind_go)}</a>
            </div>
        </Show>
    }
}
