use landfall_core::document::ReadOnly;
use landfall_core::format;
use leptos::prelude::*;

use super::Section;
use crate::i18n::{t, t_string, use_i18n, use_lang};
use crate::store::{LIMIT, Unread, Usage, Workspace, list_backups, open_backup, screen, use_session, use_workspaces};
use crate::ui::{Button, Look, live, live_view};

use super::workspaces::trouble;

/// The copies this device keeps by itself, one a day.
#[component]
pub fn Snapshots(workspace: Workspace) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang();
    let session = use_session();
    let workspaces = use_workspaces();
    let all = Memo::new(move |_| {
        // One is kept with the first change of a day.
        workspace.read(|_| ());
        list_backups(&workspace.id())
    });
    view! {
        <h3 class="data__sub">{t!(i18n, data.snapshots)}</h3>
        <p class="data__text">{t!(i18n, data.snapshots_text)}</p>
        {live_view(move || {
            let lang = lang.get();
            let all = all.get();
            if all.is_empty() {
                return view! { <p class="data__none">{t!(i18n, data.no_snapshots)}</p> }.into_any();
            }
            let rows = all.into_iter().map(|backup| {
                let words = format::day_plain(lang, backup.day);
                let look = Callback::new(move |()| {
                    if let Some(past) = open_backup(&workspace.id(), backup.day, 1) {
                        workspace.look_at(past.only_to_read(ReadOnly::Snapshot(backup.day)));
                    }
                });
                let restore = Callback::new(move |()| {
                    let name = t_string!(i18n, data.restored_name, name = workspace.name(t_string!(i18n, data.unnamed)), day = backup.day.to_string());
                    match workspaces.restore(&workspace.id(), backup.day, &name) {
                        Ok(_) => session.say(t_string!(i18n, data.restored, name = name), false),
                        Err(error) => session.say(trouble(i18n, error), false),
                    }
                });
                view! {
                    <li class="row">
                        <span class="row__name">{words}</span>
                        <span class="row__meta">{kilo(i18n, backup.units)}</span>
                        <Button look=Look::Plain on_click=look>{t!(i18n, data.look)}</Button>
                        <Button look=Look::Plain on_click=restore>{t!(i18n, data.restore)}</Button>
                    </li>
                }
            });
            view! { <ul class="rows" aria-label=live(move || t_string!(i18n, data.snapshots))>{rows.collect_view()}</ul> }.into_any()
        })}
    }
}

/// `12 K 字`.
pub fn kilo(i18n: leptos_i18n::I18nContext<crate::i18n::Locale>, units: usize) -> String {
    t_string!(i18n, data.units, kb = units.div_ceil(1000))
}

/// How much of what the browser gives is used, and what there can't be read.
#[component]
pub fn StorageUse(workspace: Workspace) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang();
    let usage = Memo::new(move |_| {
        workspace.read(|_| ());
        Usage::now()
    });
    let count = Memo::new(move |_| workspace.unread(Unread::Damaged) + workspace.unread(Unread::Newer));
    let words = move || {
        let usage = usage.get();
        // Ten thousands in Chinese, millions in English.
        let unit = if lang.get() == landfall_core::model::Lang::ZhCn { 10_000 } else { 1_000_000 };
        let tenths = |units: usize| format!("{}.{}", units / unit, units % unit * 10 / unit);
        t_string!(i18n, data.usage, used = tenths(usage.used), limit = tenths(LIMIT))
    };
    let save = Callback::new(move |()| {
        screen::save_text("landfall-unread.json", "application/json", &workspace.unreadable_text());
    });
    view! {
        <Section id="data-storage" title=t!(i18n, data.storage)>
            <p class="data__text">{live(words)}</p>
            <meter class="data__meter" min="0" max=LIMIT.to_string() value=live(move || usage.get().used.to_string()) aria-label=live(words)></meter>
            {live_view(move || (count.get() > 0).then(|| view! {
                <p class="data__text" data-tone="caution">{t_string!(i18n, data.unread, count = count.get())}</p>
                <Button on_click=save>{t!(i18n, data.unread_save)}</Button>
            }).into_any())}
        </Section>
    }
}
