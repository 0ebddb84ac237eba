use leptos::prelude::*;

use super::publish::{PublishButton, VisitorView};
use crate::i18n::{calendar_words, sheet_error_words, t, t_string, use_i18n, use_lang};
use crate::store::{Workspace, screen, sheets, use_locks, use_session};
use crate::ui::{Button, Icon, IconName, Look, live, live_view};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The buttons that take a copy along.
#[component]
pub fn FilesOut(workspace: Workspace, visitor: VisitorView) -> impl IntoView {
    let i18n = use_i18n();
    let (session, locks) = (use_session(), use_locks());
    let lang = use_lang();
    let busy = RwSignal::new(false);
    let unnamed = move || t_string!(i18n, data.unnamed).to_owned();
    let say = move |name: String| session.say(t_string!(i18n, data.exported, name = name), false);
    let whole = Callback::new(move |()| say(workspace.export(&unnamed())));
    let csv = Callback::new(move |()| {
        let name = format!("{}.csv", workspace.file_name(&unnamed()));
        screen::download(&name, "text/csv", &sheets::csv(workspace, lang.get_untracked()));
        say(name);
    });
    let xlsx = Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let name = format!("{}.xlsx", workspace.file_name(&unnamed()));
        leptos::task::spawn_local(async move {
            match sheets::xlsx(workspace, lang.get_untracked()).await {
                Ok(bytes) => {
                    screen::download(&name, XLSX, &bytes);
                    say(name);
                }
                Err(error) => session.say(sheet_error_words(i18n, &error), false),
            }
            busy.try_set(false);
        });
    });
    let calendar = Callback::new(move |()| {
        let file = workspace.export_calendar(None, &workspace.name(&unnamed()), lang.get_untracked());
        session.say(calendar_words(i18n, &file.name, file.events, file.undated), false);
    });
    // Of a locked workspace these are copies that anybody can read.
    let asked = move |run: Callback<()>| Callback::new(move |()| locks.ask_readable(workspace, run));
    view! {
        <div class="data__buttons">
            <Button look=Look::Primary icon=IconName::Download on_click=whole>{t!(i18n, data.export_workspace)}</Button>
            <Button on_click=asked(xlsx)>{t!(i18n, data.export_xlsx)}</Button>
            <Button on_click=asked(csv)>{t!(i18n, data.export_csv)}</Button>
            <Button on_click=asked(calendar)>{t!(i18n, data.export_ics)}</Button>
            <PublishButton workspace=workspace visitor=visitor />
            <span class="data__formats" aria-hidden="true">".landfall  .xlsx  .csv  .ics"</span>
        </div>
    }
}

/// How old the last export is.
#[component]
pub fn Backups(workspace: Workspace) -> impl IntoView {
    let i18n = use_i18n();
    let backup = Memo::new(move |_| workspace.backup());
    let age = move || {
        let backup = backup.get();
        match (backup.at, backup.days) {
            (None, _) => t_string!(i18n, data.never_exported).to_owned(),
            (Some(_), 0) => t_string!(i18n, data.exported_today).to_owned(),
            (Some(_), days) => t_string!(i18n, data.exported_days, days = days),
        }
    };
    let since = move || match backup.get().changes {
        0 => t_string!(i18n, data.no_changes).to_owned(),
        count => t_string!(i18n, data.changes_since, count = count),
    };
    view! {
        <p class="data__age" data-due=live(move || backup.get().due.to_string())>
            {live_view(move || {
                let name = if backup.get().due { IconName::Rock } else { IconName::Saved };
                view! { <Icon name=name /> }.into_any()
            })}
            <strong>{live(age)}</strong> <span>{live(since)}</span>
        </p>
    }
}
