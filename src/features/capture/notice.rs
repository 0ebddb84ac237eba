//! That a company is known already, before a second lead about it is saved: who reported it, when, and where it stands.

use landfall_core::format;
use landfall_core::model::{Lang, RecordId};
use landfall_core::query::{CompanyIndex, MatchReason, ReportedLead, reported_leads};
use landfall_core::view::{Route, term_name};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

use crate::i18n::{Locale, t, t_string, use_i18n, use_lang};
use crate::store::screen;
use crate::store::{Session, Workspace, use_navigation, use_session};
use crate::ui::{Button, Icon, IconName, live_view};

use super::COMPANY_FIELD;

/// Companies shown at a time, and leads of each beside the first.
const MOST_COMPANIES: usize = 2;
const MOST_LEADS: usize = 3;

/// A company that is there, and what was reported about it.
#[derive(Debug, Clone, PartialEq)]
struct Known {
    name: String,
    reason: MatchReason,
    leads: Vec<ReportedLead>,
}

/// A notice for each company that what is typed may mean; none for a company without leads whose name it is.
#[component]
pub fn Reported(workspace: Workspace, company: RwSignal<String>, index: Memo<CompanyIndex>) -> impl IntoView {
    let known = Memo::new(move |_| {
        let typed = company.get();
        if typed.trim().is_empty() {
            return Vec::new();
        }
        let found = index.with(|index| index.find(&typed));
        workspace.read(|document| {
            let tables = document.tables();
            let look = |id: &RecordId, reason| {
                let name = tables.companies.get(id)?.name.clone();
                Some(Known { name, reason, leads: reported_leads(tables, id) })
            };
            found
                .iter()
                .filter_map(|one| look(&one.id, one.reason))
                .filter(|known| known.reason != MatchReason::SameName || !known.leads.is_empty())
                .take(MOST_COMPANIES)
                .collect::<Vec<_>>()
        })
    });
    view! {
        <div class="capture__known" aria-live="polite">
            {live_view(move || known.get().into_iter().map(|known| notice(workspace, company, known)).collect_view().into_any())}
        </div>
    }
}

fn notice(workspace: Workspace, company: RwSignal<String>, known: Known) -> AnyView {
    let (i18n, session, navigation) = (use_i18n(), use_session(), use_navigation());
    let lang = use_lang().get();
    let Known { name, reason, leads } = known;
    let same = reason == MatchReason::SameName;
    let title = if same {
        t_string!(i18n, capture.first_report, company = name.clone())
    } else {
        t_string!(i18n, capture.maybe_same, company = name.clone())
    };
    let why = match reason {
        MatchReason::SameName | MatchReason::Title => "",
        MatchReason::NormalName => t_string!(i18n, capture.why_name),
        MatchReason::CreditCode => t_string!(i18n, capture.why_code),
        MatchReason::Phone => t_string!(i18n, capture.why_phone),
    };
    let first = leads.first().map(|lead| lead_words(workspace, i18n, lang, lead));
    let out = leads.first().is_some_and(|lead| lead.out).then(|| t_string!(i18n, capture.out_hint));
    let open_first = leads.first().filter(|lead| !lead.code.is_empty()).map(|lead| {
        let code = lead.code.clone();
        let open = Callback::new(move |()| {
            session.close_capture();
            navigation.go(&Route::Lead(code.clone()));
        });
        view! { <Button on_click=open>{t!(i18n, capture.open_existing)}</Button> }
    });
    let left = leads.len().saturating_sub(1 + MOST_LEADS);
    let others = leads.into_iter().skip(1).take(MOST_LEADS).map(|lead| other(workspace, i18n, session, lang, &lead));
    let others: Vec<AnyView> = others.collect();
    let take = (!same).then(|| {
        let label = t_string!(i18n, capture.use_this_label, company = name.clone());
        let choose = move |_| {
            company.set(name.clone());
            screen::focus(COMPANY_FIELD);
        };
        view! { <button class="button" data-look="outline" data-size="small" type="button" aria-label=label on:click=choose>{t!(i18n, capture.use_this)}</button> }
    });
    view! {
        <div class="first-report">
            <Icon name=IconName::Flag size=18 />
            <div class="first-report__words">
                <p class="first-report__title"><span>{title}</span>{(!why.is_empty()).then(|| view! { <span class="first-report__why">{why}</span> })}</p>
                {first.map(|words| view! { <p>{words}</p> })}
                {out.map(|words| view! { <p>{words}</p> })}
                {(!others.is_empty()).then(|| view! { <ul class="first-report__leads">{others}</ul> })}
                {(left > 0).then(|| view! { <p>{t_string!(i18n, capture.more_leads, count = left)}</p> })}
                <p class="first-report__ways">
                    {open_first} {take}
                    {same.then(|| view! { <span>{t!(i18n, capture.same_company)}</span> })}
                </p>
            </div>
        </div>
    }
    .into_any()
}

fn other(
    workspace: Workspace,
    i18n: I18nContext<Locale>,
    session: Session,
    lang: Lang,
    lead: &ReportedLead,
) -> AnyView {
    let words = lead_words(workspace, i18n, lang, lead);
    let label = t_string!(i18n, capture.open_lead, title = lead.title.clone());
    let title = lead.title.clone();
    let name = if lead.code.is_empty() {
        view! { <span>{title}</span> }.into_any()
    } else {
        let href = Route::Lead(lead.code.clone()).href();
        view! { <a class="link" href=href aria-label=label on:click=move |_| session.close_capture()>{title}</a> }
            .into_any()
    };
    view! { <li>{name}<span>{words}</span></li> }.into_any()
}

/// Who reported it, for which unit and zone, when, and its stage now.
fn lead_words(workspace: Workspace, i18n: I18nContext<Locale>, lang: Lang, lead: &ReportedLead) -> String {
    let unknown = || t_string!(i18n, capture.unknown).to_owned();
    let or_unknown = |text: String| if text.is_empty() { unknown() } else { text };
    let (zone, stage) = workspace.peek(|document| {
        let tables = document.tables();
        (term_name(tables, &lead.zone, lang), term_name(tables, &lead.stage, lang))
    });
    let for_whom = [lead.unit.as_str(), zone.as_str()].into_iter().filter(|part| !part.is_empty());
    let zone = or_unknown(for_whom.collect::<Vec<_>>().join(" "));
    let day = lead.day.map(|day| format::day_plain(lang, day)).unwrap_or_else(unknown);
    let officer = or_unknown(lead.officer.clone());
    t_string!(i18n, capture.first_report_by, officer = officer, zone = zone, day = day, stage = stage)
}
