//! Who was met: noted on the spot in two fields, and listed.

use landfall_core::document::{AtEvent, Command, CommandError};
use landfall_core::format;
use landfall_core::model::Collection;
use landfall_core::query::{FirstReport, first_report};
use landfall_core::view::event::capture_at;
use landfall_core::view::{Route, term_name};
use leptos::prelude::*;

use super::hand::Hand;
use super::written::on_enter;
use crate::i18n::{t, t_string};
use crate::store::screen;
use crate::ui::{Button, Field, Icon, IconButton, IconName, live, live_view};

const WHAT: &str = "event-here-what";
const COMPANY: &str = "event-here-company";

/// What can be noted on the spot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Lead,
    Person,
    Company,
    Feedback,
}

const KINDS: [(Kind, IconName); 4] = [
    (Kind::Lead, IconName::Anchor),
    (Kind::Person, IconName::Person),
    (Kind::Company, IconName::Company),
    (Kind::Feedback, IconName::Mail),
];

/// A lead, a person, a company or an opinion, in two fields. Enter saves and stays for the next.
#[component]
pub fn NoteHere(hand: Hand) -> impl IntoView {
    let i18n = hand.i18n;
    let drafts = hand.workspace.drafts;
    let kind = RwSignal::new(Kind::Lead);
    let what = drafts.field(format!("event/{}/here", hand.id()));
    let company = drafts.field(format!("event/{}/here-company", hand.id()));
    let wrong = RwSignal::new(None::<(bool, String)>);
    let error = move |at_company: bool| {
        Signal::derive(move || {
            let said = wrong.get().filter(|(at, _)| *at == at_company);
            said.map(|(_, words)| words).unwrap_or_default()
        })
    };
    // Typing takes the complaint away.
    Effect::new(move |_| {
        what.track();
        company.track();
        wrong.set(None);
    });
    let report = Memo::new(move |_| {
        let asks = matches!(kind.get(), Kind::Lead | Kind::Person | Kind::Company);
        let name = company.get();
        asks.then(|| hand.workspace.read(|document| first_report(document.tables(), &name))).flatten()
    });
    let save = Callback::new(move |()| {
        let (text, name) = (what.get_untracked(), company.get_untracked());
        let kind = kind.get_untracked();
        let shown = if kind == Kind::Company { name.trim().to_owned() } else { text.trim().to_owned() };
        let words = move || match kind {
            Kind::Lead => t_string!(i18n, staff.captured, title = shown),
            Kind::Person => t_string!(i18n, event.person_noted, name = shown),
            Kind::Company => t_string!(i18n, event.company_noted, name = shown),
            Kind::Feedback => t_string!(i18n, event.feedback_noted).to_owned(),
        };
        let note = |note: AtEvent| Command::NoteAtEvent { event: hand.id(), note };
        let command = match kind {
            Kind::Lead => Command::Capture(
                hand.workspace.peek(|document| capture_at(document.tables(), &hand.id(), &text, &name)),
            ),
            Kind::Person => note(AtEvent::Contact { name: text, company: name }),
            Kind::Company => note(AtEvent::Company { name }),
            Kind::Feedback => note(AtEvent::Feedback { text, company: name }),
        };
        match hand.act(command, words) {
            Ok(applied) => {
                if applied.update.is_empty() {
                    hand.say(t_string!(i18n, event.company_there).to_owned());
                }
                what.set(String::new());
                company.set(String::new());
                screen::focus(if kind == Kind::Company { COMPANY } else { WHAT });
            }
            Err(CommandError::ReadOnly) => {}
            Err(refused) => {
                let at_company = refused == CommandError::EmptyCompany;
                let words = match (&refused, kind) {
                    (CommandError::EmptyField { .. }, Kind::Person) => t_string!(i18n, event.no_person).to_owned(),
                    (CommandError::EmptyText, Kind::Feedback) => t_string!(i18n, event.no_feedback_text).to_owned(),
                    _ => hand.refusal(&refused),
                };
                wrong.set(Some((at_company, words)));
                screen::focus(if at_company { COMPANY } else { WHAT });
            }
        }
    });
    let name_of = move |kind: Kind| match kind {
        Kind::Lead => t_string!(i18n, event.here_lead),
        Kind::Person => t_string!(i18n, event.here_person),
        Kind::Company => t_string!(i18n, event.here_company),
        Kind::Feedback => t_string!(i18n, event.here_feedback),
    };
    let label = Signal::derive(move || {
        let words = match kind.get() {
            Kind::Lead => t_string!(i18n, event.here_lead_label),
            Kind::Person => t_string!(i18n, event.here_person_label),
            Kind::Company | Kind::Feedback => t_string!(i18n, event.here_feedback_label),
        };
        words.to_owned()
    });
    let company_label = Signal::derive(move || {
        let optional = kind.get() == Kind::Feedback;
        if optional { t_string!(i18n, event.here_company_optional) } else { t_string!(i18n, event.here_company_label) }
            .to_owned()
    });
    let tabs = KINDS.map(|(one, icon)| {
        view! {
            <button class="event-here__kind" type="button" aria-pressed=live(move || (kind.get() == one).to_string()) on:click=move |_| kind.set(one)>
                <Icon name=icon />{live(move || name_of(one))}
            </button>
        }
    });
    let has_what = Memo::new(move |_| kind.get() != Kind::Company);
    view! {
        <section class="event-sheet__block event-here" aria-label=live(move || t_string!(i18n, event.here)) on:keydown=on_enter_in_fields(save)>
            <h3 class="event-sheet__heading">{t!(i18n, event.here)}</h3>
            <div class="event-here__kinds" role="group" aria-label=live(move || t_string!(i18n, event.here_kind))>{tabs.collect_view()}</div>
            <div class="event-here__fields">
                <Show when=move || has_what.get()><Field id=WHAT label=label value=what error=error(false) /></Show>
                <Field id=COMPANY label=company_label value=company error=error(true) />
            </div>
            {live_view(move || report.get().map(|report| reported(hand, report)).into_any())}
            <div class="event-here__foot">
                <Button key_hint="Enter" on_click=save>{t!(i18n, event.here_save)}</Button>
                <span class="event-sheet__hint">{t!(i18n, event.here_hint)}</span>
            </div>
        </section>
    }
}

/// Enter in a field saves; on a button it is the button's.
fn on_enter_in_fields(save: Callback<()>) -> impl Fn(leptos::ev::KeyboardEvent) + 'static {
    let enter = on_enter(save);
    move |event| {
        if screen::is_typing(&event) {
            enter(event);
        }
    }
}

/// That the company is known already, before anything is saved.
fn reported(hand: Hand, report: FirstReport) -> AnyView {
    let i18n = hand.i18n;
    let lang = hand.lang.get();
    let or_unknown = |text: String| if text.is_empty() { t_string!(i18n, capture.unknown).to_owned() } else { text };
    let (zone, stage, code) = hand.workspace.peek(|document| {
        let tables = document.tables();
        let code = tables.leads.get(&report.lead).map(|lead| lead.code.clone()).unwrap_or_default();
        (term_name(tables, &report.zone, lang), term_name(tables, &report.stage, lang), code)
    });
    let day = or_unknown(report.day.map(|day| format::day_plain(lang, day)).unwrap_or_default());
    let (officer, zone) = (or_unknown(report.officer), or_unknown(zone));
    let words = t_string!(i18n, capture.first_report_by, officer = officer, zone = zone, day = day, stage = stage);
    let link =
        (!code.is_empty()).then(|| view! { <a href=Route::Lead(code).href()>{t!(i18n, capture.open_existing)}</a> });
    view! {
        <div class="event-sheet__notice" data-tone="warn" role="note" aria-live="polite">
            <Icon name=IconName::Flag />
            <p><strong>{t_string!(i18n, capture.first_report, company = report.company)}</strong>" "{words}" "{link}</p>
        </div>
    }
    .into_any()
}

/// Companies and people met there.
#[component]
pub fn Met(hand: Hand) -> impl IntoView {
    let i18n = hand.i18n;
    let met = Memo::new(move |_| hand.see(|sheet| (sheet.companies.clone(), sheet.people.clone())));
    let companies = move || {
        met.with(|(companies, _)| companies.clone())
            .into_iter()
            .map(|company| {
                let name = company.name.clone();
                let label = Signal::derive(move || t_string!(i18n, event.remove_company, name = name.clone()));
                let remove = company.link.map(|link| {
                    let remove = Callback::new(move |()| hand.take_away(Collection::Links, &link));
                    view! { <IconButton name=IconName::Close size=14 label=label on_click=remove /> }
                });
                view! { <li class="event-met__item"><span dir="auto">{company.name}</span>{remove}</li> }
            })
            .collect_view()
            .into_any()
    };
    let people = move || {
        met.with(|(_, people)| people.clone())
            .into_iter()
            .map(|person| {
                let name = person.name.clone();
                let label = Signal::derive(move || t_string!(i18n, event.remove_person, name = name.clone()));
                let id = person.id;
                let remove = Callback::new(move |()| hand.take_away(Collection::Contacts, &id));
                view! {
                    <li class="event-met__item">
                        <Icon name=IconName::Person size=14 /><span dir="auto">{person.name}</span><span class="event-rows__meta">{person.company}</span>
                        <IconButton name=IconName::Close size=14 label=label on_click=remove />
                    </li>
                }
            })
            .collect_view()
            .into_any()
    };
    let none = move || met.with(|(companies, people)| companies.is_empty() && people.is_empty());
    view! {
        <section class="event-sheet__block">
            <h3 class="event-sheet__heading">
                {t!(i18n, event.met)}
                <span class="event-sheet__aside">{live(move || met.with(|(companies, _)| t_string!(i18n, event.met_count, count = companies.len())))}</span>
            </h3>
            <ul class="event-met">{live_view(companies)}</ul>
            <ul class="event-met event-met--people">{live_view(people)}</ul>
            <Show when=none><p class="event-sheet__hint">{t!(i18n, event.unknown)}</p></Show>
        </section>
    }
}
