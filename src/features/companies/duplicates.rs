use std::collections::BTreeSet;

use landfall_core::document::{Command, Document, Fields};
use landfall_core::format;
use landfall_core::model::{Collection, Lang, RecordId};
use landfall_core::query::{Duplicates, MatchReason, distinct_link, duplicates};
use landfall_core::view::{Route, term_name};
use leptos::prelude::*;
use leptos_i18n::I18nContext;
use serde_json::Value;

use super::{CompanyPanel, MergeDialog};
use crate::i18n::{Locale, t, t_string, use_i18n, use_lang};
use crate::store::{First, Workspace, at_rest, use_session};
use crate::ui::live_view;

/// Sets shown at a time.
const MOST: usize = 50;

/// A record of a set, and the other one it is compared with; none for the first.
#[derive(Debug, Clone, PartialEq)]
struct Twin {
    id: RecordId,
    title: String,
    /// Of a lead.
    code: String,
    facts: Vec<String>,
    with: Option<(RecordId, String)>,
}

#[derive(Debug, Clone, PartialEq)]
struct TwinSet {
    collection: Collection,
    reasons: Vec<MatchReason>,
    twins: Vec<Twin>,
}

/// Companies and leads that may be one, each with what to do about it.
#[component]
pub fn DuplicatesSection(workspace: Workspace) -> impl IntoView {
    let (i18n, lang) = (use_i18n(), use_lang());
    let merging = RwSignal::new(None::<(Collection, RecordId, RecordId)>);
    let editing = RwSignal::new(None::<RecordId>);
    // Of ten thousand companies each with each: the page does not wait for it.
    let sets = at_rest(
        First::Later,
        move || {
            lang.track();
            workspace.read(|_| ());
        },
        move || {
            let lang = lang.get();
            let found = workspace.peek(|document| {
                let found = duplicates(document.tables());
                let shown = found.iter().take(MOST).map(|set| twin_set(i18n, document, set, lang)).collect::<Vec<_>>();
                (found.len(), shown)
            });
            Some(Some(found))
        },
    );
    view! {
        <section class="data__section" id="data-duplicates" aria-labelledby="data-duplicates-heading">
            <header class="data__head">
                <h2 class="data__heading" id="data-duplicates-heading">{t!(i18n, companies.duplicates)}</h2>
                <span class="data__aside data__count">{live_view(move || sets.with(|sets| sets.as_ref().map(|sets| sets.0).filter(|count| *count > 0)).into_any())}</span>
            </header>
            <p class="data__text">{t!(i18n, companies.duplicates_text)}</p>
            {live_view(move || {
                let Some((count, shown)) = sets.get() else {
                    return view! { <p class="data__none">{t!(i18n, companies.looking)}</p> }.into_any();
                };
                let left = count - shown.len();
                if shown.is_empty() {
                    return view! { <p class="data__none">{t!(i18n, companies.none)}</p> }.into_any();
                }
                let rows = shown.into_iter().map(|set| view! { <Set workspace=workspace set=set merging=merging editing=editing /> });
                view! {
                    <div class="twins">{rows.collect_view()}</div>
                    {(left > 0).then(|| view! { <p class="twins__more">{t_string!(i18n, companies.more, count = left)}</p> })}
                }
                .into_any()
            })}
            {live_view(move || merging.get().map(|(collection, keep, dropped)| {
                let done = Callback::new(move |()| merging.set(None));
                view! { <MergeDialog workspace=workspace collection=collection first=keep second=dropped on_close=done /> }
            }).into_any())}
            {live_view(move || editing.get().map(|id| {
                let done = Callback::new(move |()| editing.set(None));
                view! { <CompanyPanel workspace=workspace id=id on_close=done /> }
            }).into_any())}
        </section>
    }
}

#[component]
fn Set(
    workspace: Workspace,
    set: TwinSet,
    merging: RwSignal<Option<(Collection, RecordId, RecordId)>>,
    editing: RwSignal<Option<RecordId>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let collection = set.collection;
    let title = set.twins.first().map(|twin| twin.title.clone()).unwrap_or_default();
    let label = t_string!(i18n, companies.group, title = title);
    let reasons =
        set.reasons.iter().map(|reason| view! { <strong>{reason_words(i18n, *reason)}</strong> }).collect_view();
    let rows = set.twins.into_iter().map(|twin| {
        let facts = twin.facts.iter().map(|fact| view! { <span>{fact.clone()}</span> }).collect_view();
        let title = twin.title.clone();
        let name = match collection {
            Collection::Companies => {
                let (id, label) = (twin.id.clone(), t_string!(i18n, companies.edit, name = title.clone()));
                view! { <button class="twins__name" type="button" aria-label=label on:click=move |_| editing.set(Some(id.clone()))>{title.clone()}</button> }
                    .into_any()
            }
            _ if twin.code.is_empty() => view! { <span class="twins__name">{title.clone()}</span> }.into_any(),
            _ => view! { <a class="twins__name" href=Route::Lead(twin.code.clone()).href()>{title.clone()}</a> }.into_any(),
        };
        let ways = twin.with.map(|(other, other_title)| {
            let words = match collection {
                Collection::Companies => t_string!(i18n, companies.distinct_company),
                _ => t_string!(i18n, companies.distinct_lead),
            };
            let (a, b) = (other_title, title);
            let merge_label = t_string!(i18n, companies.merge_label, a = a.clone(), b = b.clone());
            let distinct_label = t_string!(i18n, companies.distinct_label, words = words, a = a.clone(), b = b.clone());
            let (keep, dropped) = (other.clone(), twin.id.clone());
            let merge = move |_| merging.set(Some((collection, keep.clone(), dropped.clone())));
            let id = twin.id.clone();
            let distinct = move |_| {
                let (link, from, to) = distinct_link(&other, &id);
                let text = |id: &RecordId| Value::from(id.as_str());
                let fields = [("kind", Value::from("distinct")), ("from", text(&from)), ("to", text(&to))];
                let fields: Fields = fields.into_iter().map(|(field, value)| (field.to_owned(), value)).collect();
                let command = Command::Create { collection: Collection::Links, id: Some(link), fields };
                match workspace.dispatch(command) {
                    Ok(_) => session.say(t_string!(i18n, companies.distinct_said, a = a.clone(), b = b.clone()), true),
                    Err(_) => session.say(t_string!(i18n, data.cannot_now).to_owned(), false),
                }
            };
            view! {
                <span class="twins__ways">
                    <button class="button" data-look="outline" data-size="small" type="button" aria-label=merge_label on:click=merge>{t!(i18n, companies.merge)}</button>
                    <button class="button" data-look="plain" data-size="small" type="button" aria-label=distinct_label on:click=distinct>{words}</button>
                </span>
            }
        });
        view! {
            <li class="twins__one">
                <div class="twins__words">{name}<p class="twins__facts">{facts}</p></div>
                {ways}
            </li>
        }
    });
    let rows = rows.collect_view();
    view! {
        <div class="twins__set" role="group" aria-label=label>
            <p class="twins__why">{reasons}</p>
            <ul>{rows}</ul>
        </div>
    }
}

fn reason_words(i18n: I18nContext<Locale>, reason: MatchReason) -> &'static str {
    match reason {
        MatchReason::SameName => t_string!(i18n, companies.reason_same),
        MatchReason::CreditCode => t_string!(i18n, companies.reason_code),
        MatchReason::NormalName => t_string!(i18n, companies.reason_name),
        MatchReason::Phone => t_string!(i18n, companies.reason_phone),
        MatchReason::Title => t_string!(i18n, companies.reason_title),
    }
}

fn twin_set(i18n: I18nContext<Locale>, document: &Document, set: &Duplicates, lang: Lang) -> TwinSet {
    let tables = document.tables();
    let said: BTreeSet<&RecordId> =
        tables.links.iter().filter(|(_, link)| link.kind == "distinct").map(|(id, _)| id).collect();
    let mut twins: Vec<Twin> = Vec::new();
    for id in &set.ids {
        // The first one before it that nobody has said to be another.
        let with = twins.iter().find(|other| !said.contains(&distinct_link(&other.id, id).0));
        let with = with.map(|other| (other.id.clone(), other.title.clone()));
        let (code, facts) = match set.collection {
            Collection::Companies => (String::new(), company_facts(i18n, document, id)),
            _ => lead_facts(document, id, lang),
        };
        twins.push(Twin { id: id.clone(), title: tables.title(set.collection, id), code, facts, with });
    }
    TwinSet { collection: set.collection, reasons: set.reasons.clone(), twins }
}

fn company_facts(i18n: I18nContext<Locale>, document: &Document, id: &RecordId) -> Vec<String> {
    let tables = document.tables();
    let Some(company) = tables.companies.get(id) else { return Vec::new() };
    let leads = tables.leads.iter().filter(|(_, lead)| lead.company == *id).count();
    let leads = t_string!(i18n, companies.leads_count, count = leads);
    let facts = [company.name_en.clone(), company.credit_code.clone(), company.origin.clone(), leads];
    facts.into_iter().filter(|fact| !fact.is_empty()).collect()
}

fn lead_facts(document: &Document, id: &RecordId, lang: Lang) -> (String, Vec<String>) {
    let tables = document.tables();
    let Some(lead) = tables.leads.get(id) else { return (String::new(), Vec::new()) };
    let facts = [
        lead.code.clone(),
        tables.title(Collection::Companies, &lead.company),
        term_name(tables, &lead.stage, lang),
        tables.title(Collection::Officers, &lead.officer),
        lead.reported_on.map(|day| format::day_plain(lang, day)).unwrap_or_default(),
        lead.phone.clone(),
    ];
    (lead.code.clone(), facts.into_iter().filter(|fact| !fact.is_empty()).collect())
}
