use landfall_core::document::Command;
use landfall_core::format;
use landfall_core::model::RecordId;
use landfall_core::view::{HistoryLine, history, term_name};
use leptos::ev;
use leptos::prelude::*;

use crate::i18n::{t, t_string, use_i18n, use_lang};
use crate::store::screen;
use crate::store::{Workspace, use_session};
use crate::ui::{Button, Icon, IconName, live, live_view};

/// What an officer can log by hand.
const KINDS: [(&str, IconName); 4] =
    [("call", IconName::Phone), ("visit", IconName::Person), ("mail", IconName::Mail), ("note", IconName::Note)];

/// One line to log, and everything that was done. Stage history is read-only.
#[component]
pub fn Log(id: RecordId, workspace: Workspace) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang();
    let session = use_session();
    let kind = RwSignal::new("call");
    let text = workspace.drafts.field(format!("lead/{id}/log"));
    let lines = {
        let id = id.clone();
        Memo::new(move |_| {
            let lang = lang.get();
            workspace.read(|document| history(&id, document.tables(), lang))
        })
    };
    let first = {
        let id = id.clone();
        move || {
            let lang = lang.get();
            workspace.read(|document| {
                let tables = document.tables();
                let lead = tables.leads.get(&id)?;
                let officer = tables.officers.get(&lead.reported_by).map(|officer| officer.name.clone());
                let zone = Some(term_name(tables, &lead.reported_zone, lang)).filter(|zone| !zone.is_empty());
                let day = lead.reported_on.map(|day| format::day_plain(lang, day));
                Some([officer, zone, day].into_iter().flatten().collect::<Vec<_>>())
            })
        }
    };
    let save = move || {
        let kind = RecordId::new(format!("activity/{}", kind.get_untracked()));
        let command = Command::LogActivity { lead: id.clone(), kind, text: text.get_untracked() };
        if workspace.dispatch(command).is_ok() {
            text.set(String::new());
            session.say(t_string!(i18n, staff.logged).to_owned(), true);
        } else {
            screen::focus("lead-log");
        }
    };
    let save = Callback::new(move |()| save());
    let keys = move |event: ev::KeyboardEvent| {
        if event.key() == "Enter" && !screen::is_composing(&event) {
            event.prevent_default();
            save.run(());
        }
    };
    let tabs = KINDS.map(|(name, icon)| {
        let words = move || {
            let id = RecordId::new(format!("activity/{name}"));
            workspace.read(|document| term_name(document.tables(), &id, lang.get()))
        };
        view! {
            <button
                class="log-add__kind" type="button" aria-pressed=live(move || (kind.get() == name).to_string())
                on:click=move |_| kind.set(name)
            >
                <Icon name=icon />{words}
            </button>
        }
    });
    view! {
        <section class="drawer__block">
            <p class="first-line">
                <Icon name=IconName::Flag />
                <strong>{t!(i18n, lead.first_report)}</strong>
                {live_view(move || {first().map(|words| words.into_iter().map(|word| view! { <span>{word}</span> }).collect_view())}.into_any())}
            </p>
        </section>
        <section class="drawer__block">
            <h3 class="drawer__heading">
                {t!(i18n, lead.log)} <span class="drawer__count">{live(move || lines.with(Vec::len))}</span>
            </h3>
            <div class="log-add">
                <div class="log-add__kinds" role="group" aria-label=live(move || t_string!(i18n, lead.log_kind))>{tabs.collect_view()}</div>
                <div class="log-add__line">
                    <input
                        id="lead-log" class="log-add__input" type="text" autocomplete="off" placeholder=live(move || t_string!(i18n, lead.log_hint))
                        aria-label=live(move || t_string!(i18n, lead.log_label)) prop:value=live(move || text.get())
                        on:input=move |event| text.set(event_target_value(&event)) on:keydown=keys
                    />
                    <Button key_hint="Enter" on_click=save>{t!(i18n, lead.log_save)}</Button>
                </div>
            </div>
            <ol class="log">
                <For each=move || lines.get() key=|line| format!("{}{}{}", line.id, line.day, line.text) let:line>
                    <LogLine line=line />
                </For>
            </ol>
            <Show when=move || lines.with(Vec::is_empty)><p class="drawer__hint">{t!(i18n, lead.no_log)}</p></Show>
        </section>
    }
}

#[component]
fn LogLine(line: HistoryLine) -> impl IntoView {
    let icon = match line.kind.as_str() {
        "call" => IconName::Phone,
        "visit" => IconName::Person,
        "mail" => IconName::Mail,
        "move" => IconName::Anchor,
        "transfer" => IconName::Merge,
        "blocker" => IconName::Rock,
        _ => IconName::Note,
    };
    view! {
        <li class="log__line">
            <span class="log__day">{line.day}</span>
            <Icon name=icon />
            <span class="log__text">{line.text}</span>
            <span class="log__who">{line.officer}</span>
        </li>
    }
}
