//! One line to log with what comes next, and everything that was done. Stage history is read-only.

use landfall_core::document::AboutLead;
use landfall_core::format;
use landfall_core::model::{Day, RecordId};
use landfall_core::view::{HistoryLine, history, no_next_step, term_name};
use leptos::prelude::*;

use super::hand::{Hand, label, on_enter};
use crate::i18n::{t, t_string};
use crate::store::screen;
use crate::ui::{Button, Icon, IconName, Look, live};

/// What an officer can log by hand.
const KINDS: [(&str, IconName); 4] =
    [("call", IconName::Phone), ("visit", IconName::Person), ("mail", IconName::Mail), ("note", IconName::Note)];

/// The field of the line to log.
pub const LINE: &str = "lead-log";
/// Lines shown until somebody asks for more.
const SHOWN: usize = 20;

#[component]
pub fn Log(hand: Hand) -> impl IntoView {
    let Hand { workspace, i18n, lang, lead, .. } = hand;
    let lines = Memo::new(move |_| {
        let lang = lang.get();
        workspace.read(|document| history(&hand.id(), document.tables(), lang))
    });
    let stages = RwSignal::new(false);
    let all = RwSignal::new(false);
    let moves = move || lines.with(|lines| lines.iter().filter(|line| line.kind == "move").count());
    let flagged =
        Memo::new(move |_| workspace.read(|document| lead.with(|lead| no_next_step(lead, document.tables()))));
    let chosen = move || {
        let mut chosen = lines.get();
        chosen.retain(|line| !stages.get() || line.kind == "move");
        chosen
    };
    let shown = move || chosen().into_iter().take(if all.get() { usize::MAX } else { SHOWN }).collect::<Vec<_>>();
    let more = move || if all.get() { 0 } else { chosen().len().saturating_sub(SHOWN) };
    let has_more = move || more() > 0;
    let tab = move |of_stages: bool, words: Signal<String>, count: Signal<usize>| {
        view! {
            <button
                class="log-tabs__tab" type="button" aria-pressed=live(move || (stages.get() == of_stages).to_string())
                on:click=move |_| stages.set(of_stages)
            >
                {live(move || words.get())}" "<span class="drawer__count">{live(move || count.get())}</span>
            </button>
        }
    };
    view! {
        <section class="drawer__block">
            <h3 class="drawer__heading">
                {t!(i18n, lead.log)}
                <Show when=move || flagged.get()><span class="flag-warn">{t!(i18n, detail.no_next_step)}</span></Show>
                <span class="log-tabs">
                    {tab(false, label!(hand, tab_all), Signal::derive(move || lines.with(Vec::len)))}
                    {tab(true, label!(hand, tab_stages), Signal::derive(moves))}
                </span>
            </h3>
            <QuickAdd hand=hand />
            <ol class="log">
                <For each=shown key=|line| format!("{}{}{}{}", line.id, line.day, line.text, line.next_step) let:line>
                    {log_line(hand, line)}
                </For>
            </ol>
            <Show when=has_more>
                <Button look=Look::Plain on_click=Callback::new(move |()| all.set(true))>{t!(i18n, detail.show_all, count = more())}</Button>
            </Show>
            <Show when=move || lines.with(Vec::is_empty)><p class="drawer__hint">{t!(i18n, lead.no_log)}</p></Show>
        </section>
    }
}

#[component]
fn QuickAdd(hand: Hand) -> impl IntoView {
    let Hand { workspace, i18n, lang, session, .. } = hand;
    let kind = RwSignal::new("call");
    let (text, next, due) = (hand.draft("log"), hand.draft("log/next"), hand.draft("log/due"));
    let save = Callback::new(move |()| {
        let what = AboutLead::Log {
            kind: RecordId::new(format!("activity/{}", kind.get_untracked())),
            text: text.get_untracked(),
            next_step: next.get_untracked(),
            due: due.get_untracked().parse::<Day>().ok(),
        };
        let none = next.with_untracked(|next| next.trim().is_empty());
        let words = move || {
            let open = none && hand.lead.with_untracked(|lead| lead.next_step.is_empty());
            let logged = t_string!(i18n, staff.logged);
            if open { format!("{logged} {}", t_string!(i18n, detail.no_next_step)) } else { logged.to_owned() }
        };
        if hand.about(what, words).is_ok() {
            for field in [text, next, due] {
                field.set(String::new());
            }
        } else if text.with_untracked(|text| text.trim().is_empty()) {
            session.say(t_string!(i18n, event.empty_text).to_owned(), false);
        }
        screen::focus(LINE);
    });
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
                <Icon name=icon />{live(words)}
            </button>
        }
    });
    view! {
        <div class="log-add" on:keydown=on_enter(save)>
            <div class="log-add__kinds" role="group" aria-label=live(move || t_string!(i18n, lead.log_kind))>{tabs.collect_view()}</div>
            <div class="log-add__line">
                <input
                    id=LINE class="log-add__input" type="text" autocomplete="off" placeholder=live(move || t_string!(i18n, lead.log_hint))
                    aria-label=live(move || t_string!(i18n, lead.log_label)) prop:value=live(move || text.get())
                    on:input=move |event| text.set(event_target_value(&event))
                />
                <Button key_hint="Enter" on_click=save>{t!(i18n, lead.log_save)}</Button>
            </div>
            <div class="log-add__next">
                <Icon name=IconName::Arrow />
                <input
                    class="log-add__input" type="text" autocomplete="off" placeholder=live(move || t_string!(i18n, detail.log_next_hint))
                    aria-label=live(move || t_string!(i18n, detail.log_next)) prop:value=live(move || next.get())
                    on:input=move |event| next.set(event_target_value(&event))
                />
                <input
                    class="log-add__input log-add__input--day" type="date" min="1900-01-01" max="2150-12-31"
                    aria-label=live(move || t_string!(i18n, detail.log_due)) prop:value=live(move || due.get())
                    on:input=move |event| due.set(event_target_value(&event))
                />
            </div>
        </div>
    }
}

fn log_line(hand: Hand, line: HistoryLine) -> AnyView {
    let (i18n, lang) = (hand.i18n, hand.lang);
    let icon = match line.kind.as_str() {
        "call" => IconName::Phone,
        "visit" => IconName::Person,
        "mail" => IconName::Mail,
        "move" => IconName::Anchor,
        "transfer" => IconName::Merge,
        "blocker" => IconName::Rock,
        _ => IconName::Note,
    };
    let HistoryLine { text, kind, raised, resolved, next_step, due, .. } = line;
    let words = Signal::derive(move || match (kind.as_str(), raised, resolved) {
        ("blocker", true, _) => t_string!(i18n, detail.history_raised, text = text.clone()),
        ("blocker", _, true) => t_string!(i18n, detail.history_solved, text = text.clone()),
        _ => text.clone(),
    });
    let next = (!next_step.is_empty()).then(|| {
        let words = Signal::derive(move || {
            let day = due.map(|day| format!(" {}", format::day_short(lang.get(), day))).unwrap_or_default();
            format!("{}{day}", t_string!(i18n, detail.next_is, text = next_step.clone()))
        });
        view! { <span class="log__next" dir="auto">{live(move || words.get())}</span> }
    });
    view! {
        <li class="log__line">
            <span class="log__day">{line.day}</span>
            <Icon name=icon />
            <span class="log__text" dir="auto">{live(move || words.get())}{next}</span>
            <span class="log__who">{line.officer}</span>
        </li>
    }
    .into_any()
}
