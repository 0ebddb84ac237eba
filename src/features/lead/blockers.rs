//! What holds the lead up (堵点), who owns it, and how it was solved.

use landfall_core::document::AboutLead;
use landfall_core::format;
use landfall_core::model::{Day, RecordId};
use landfall_core::view::{BlockerLine, Route, blockers};
use leptos::prelude::*;

use super::hand::{Hand, label, on_enter};
use super::needs::{date, line};
use crate::i18n::{t, t_string};
use crate::store::screen;
use crate::store::use_navigation;
use crate::ui::{Button, Field, Icon, IconName, Look, Select, live, live_view};

const KIND: &str = "blocker-kind";

#[component]
pub fn Blockers(hand: Hand) -> impl IntoView {
    let i18n = hand.i18n;
    let lines = Memo::new(move |_| {
        let lang = hand.lang.get();
        hand.workspace.read(|document| blockers(&hand.id(), document.tables(), lang))
    });
    let open = move || lines.with(|lines| lines.iter().filter(|line| line.resolution.is_empty()).count());
    let adding = RwSignal::new(false);
    let solving = RwSignal::new(None::<RecordId>);
    let toggle = Callback::new(move |()| {
        adding.update(|adding| *adding = !*adding);
        if adding.get_untracked() {
            screen::focus_when_drawn(KIND.to_owned());
        }
    });
    view! {
        <section class="drawer__block">
            <h3 class="drawer__heading">
                {t!(i18n, lead.blockers)}
                <span class="drawer__count">{t!(i18n, lead.blocker_open, count = open())}</span>
                <span class="drawer__way"><Button look=Look::Plain icon=IconName::Plus on_click=toggle>{t!(i18n, detail.add_blocker)}</Button></span>
            </h3>
            {live_view(move || if adding.get() { new_blocker(hand, adding) } else { ().into_any() })}
            {live_view(move || lines.get().into_iter().map(|line| row(hand, line, solving)).collect_view().into_any())}
        </section>
    }
}

fn row(hand: Hand, line: BlockerLine, solving: RwSignal<Option<RecordId>>) -> AnyView {
    let i18n = hand.i18n;
    let standing = line.resolution.is_empty();
    let (raised, due, today) = (line.raised, line.due, untrack(|| hand.workspace.today()));
    let raised = raised.map(|day| t!(i18n, lead.blocker_raised, day = format::day_short(hand.lang.get(), day)));
    let limit = due.filter(|_| standing).map(|day| {
        let left = today.days_until(day);
        let late = left < 0;
        let words = Signal::derive(move || {
            let by = t_string!(i18n, lead.blocker_due, day = format::day_short(hand.lang.get(), day));
            let days = left.unsigned_abs();
            let left = if late {
                t_string!(i18n, detail.days_over, days = days)
            } else {
                t_string!(i18n, detail.days_left, days = days)
            };
            format!("{by} {left}")
        });
        view! { <span data-late=late.to_string()>{live(move || words.get())}</span> }
    });
    let systemic = line.systemic.map(|count| {
        let leads = line.same.clone();
        let navigation = use_navigation();
        let links = leads.into_iter().filter(|(code, _)| !code.is_empty()).map(|(code, title)| {
            let address = Route::Lead(code.clone()).href();
            let open = move |event: leptos::ev::MouseEvent| {
                event.prevent_default();
                navigation.go(&Route::Lead(code.clone()));
            };
            view! { <li><a href=address on:click=open dir="auto">{title}</a></li> }
        });
        let links = links.collect_view();
        view! {
            <details class="blocker__systemic">
                <summary>{t!(i18n, detail.systemic, count = count)}</summary>
                <ul>{links}</ul>
            </details>
        }
    });
    let is_systemic = line.systemic.is_some();
    let name = [line.kind.clone(), line.text.clone()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    let id = line.id.clone();
    let solve = standing.then(|| {
        let id = id.clone();
        let press = move |_| {
            let open = solving.with_untracked(|open| open.as_ref() == Some(&id));
            solving.set(if open { None } else { Some(id.clone()) });
            if !open {
                screen::focus_when_drawn(RESOLUTION.to_owned());
            }
        };
        let label = Signal::derive(move || t_string!(i18n, detail.resolve_this, name = name.clone()));
        view! { <button class="blocker__solve" type="button" aria-label=live(move || label.get()) on:click=press>{t!(i18n, detail.resolve)}</button> }
    });
    let resolution = line.resolution.clone();
    let department = Some(line.department.clone()).filter(|text| !text.is_empty());
    view! {
        <div class="blocker" data-solved=(!standing).to_string() data-systemic=is_systemic.to_string()>
            <Icon name=if standing { IconName::Rock } else { IconName::Check } size=18 />
            <div class="blocker__body">
                <p><strong>{line.kind}</strong>" "<span dir="auto">{line.text.clone()}</span></p>
                <p class="blocker__facts">
                    {department.map(|department| view! { <span dir="auto">{department}</span> })}
                    {raised.map(|words| view! { <span>{words}</span> })}
                    {limit}
                </p>
                {(!standing).then(|| view! { <p class="blocker__solved" dir="auto">{resolution}</p> })}
                {systemic}
                {live_view(move || {
                    if solving.with(|open| open.as_ref() == Some(&id)) { resolve_form(hand, id.clone(), solving) } else { ().into_any() }
                })}
            </div>
            {solve}
        </div>
    }
    .into_any()
}

const RESOLUTION: &str = "blocker-resolution";

fn resolve_form(hand: Hand, id: RecordId, solving: RwSignal<Option<RecordId>>) -> AnyView {
    let i18n = hand.i18n;
    let text = hand.draft(&format!("resolve/{id}"));
    let wrong = RwSignal::new(String::new());
    let save = Callback::new(move |()| {
        let what = AboutLead::Resolve { blocker: id.clone(), resolution: text.get_untracked() };
        match hand.about(what, || t_string!(i18n, detail.resolved).to_owned()) {
            Ok(_) => {
                text.try_set(String::new());
                solving.try_set(None);
            }
            Err(words) => wrong.set(words),
        }
    });
    view! {
        <div class="adder adder--line" on:keydown=on_enter(save)>
            <Field id=RESOLUTION label=label!(hand, resolution) value=text error=wrong />
            <Button on_click=save>{t!(i18n, detail.resolve)}</Button>
        </div>
    }
    .into_any()
}

fn new_blocker(hand: Hand, adding: RwSignal<bool>) -> AnyView {
    let i18n = hand.i18n;
    let draft = |name: &str| hand.draft(&format!("blocker/{name}"));
    let (kind, text, department, due) = (draft("kind"), draft("text"), draft("department"), draft("due"));
    let wrong = RwSignal::new(String::new());
    let departments = Signal::derive(move || {
        hand.workspace.read(|document| {
            let known = document.tables().blockers.iter().map(|(_, blocker)| blocker.department.clone());
            let known: std::collections::BTreeSet<String> = known.filter(|name| !name.is_empty()).collect();
            known.into_iter().collect::<Vec<_>>()
        })
    });
    let save = Callback::new(move |()| {
        if kind.with_untracked(String::is_empty) {
            wrong.set(t_string!(i18n, detail.no_kind).to_owned());
            screen::focus(KIND);
            return;
        }
        let what = AboutLead::Blocker {
            kind: RecordId::new(kind.get_untracked()),
            text: text.get_untracked(),
            department: department.get_untracked(),
            due: due.get_untracked().parse::<Day>().ok(),
        };
        match hand.about(what, || t_string!(i18n, detail.blocker_saved).to_owned()) {
            Ok(_) => {
                for field in [kind, text, department, due] {
                    field.set(String::new());
                }
                adding.set(false);
            }
            Err(words) => wrong.set(words),
        }
    });
    let choose = Callback::new(move |value: String| {
        kind.set(value);
        wrong.set(String::new());
    });
    view! {
        <div class="adder" on:keydown=on_enter(save)>
            <Select id=KIND label=label!(hand, blocker_kind) options=hand.terms("blocker") value=Signal::derive(move || kind.get()) on_change=choose />
            {line("blocker-text", label!(hand, blocker_text), text, None)}
            <Field id="blocker-department" label=label!(hand, department) value=department choices=departments />
            {date("blocker-due", label!(hand, blocker_due), due)}
            <span class="adder__ways"><Button on_click=save>{t!(i18n, detail.save_blocker)}</Button></span>
            <p class="field__error adder__error" role="alert" hidden=live(move || wrong.with(String::is_empty))>{live(move || wrong.get())}</p>
        </div>
    }
    .into_any()
}
