//! 发布 / Publish: what would go out, what is new in it, what must not go out, and the files.

use std::sync::Arc;

use landfall_core::document::{Command, Fields};
use landfall_core::exchange::{Change, FieldDiff, Place, Publication, Refusal, What, Why, publish};
use landfall_core::model::{Collection, Lang, RecordId};
use landfall_core::published;
use landfall_core::view::{Query, Route};
use leptos::prelude::*;
use leptos_i18n::I18nContext;
use serde_json::Value;

use super::copy::page_words;
use crate::i18n::{Locale, published_words, secret_words, t, t_string, use_i18n};
use crate::store::{Published, Workspace, save_published, screen, use_published, use_session, use_settings};
use crate::ui::{Button, Dialog, Icon, IconName, Look, Size, live, live_view};

/// Draws published data as a visitor sees it.
pub type VisitorView = fn(Arc<published::Published>) -> AnyView;

/// Changes and refusals shown at once; the rest is counted.
const MOST: usize = 60;
/// Id of the button that shows the preview in the other language.
const LANGUAGE: &str = "publish-language";

/// The button on the data page, and the dialog it opens.
#[component]
pub fn PublishButton(workspace: Workspace, visitor: VisitorView) -> impl IntoView {
    let i18n = use_i18n();
    let open = use_session().publishing;
    on_cleanup(move || {
        let _ = open.try_set(false);
    });
    view! {
        <Button icon=IconName::External on_click=Callback::new(move |()| open.set(true))>{t!(i18n, publish.button)}</Button>
        <Show when=move || open.get()>
            <PublishDialog workspace=workspace visitor=visitor open=open />
        </Show>
    }
}

#[component]
fn PublishDialog(workspace: Workspace, visitor: VisitorView, open: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let published = use_published();
    let result = Memo::new(move |_| {
        let day = workspace.today();
        published.with(|published| match published {
            Published::Ready(base) => Some(workspace.read_own_of(|document| publish(document, base, day))),
            _ => None,
        })
    });
    let close = Callback::new(move |()| open.set(false));
    view! {
        <Dialog id="publish" title=t!(i18n, publish.title) close_label=t!(i18n, publish.close) on_close=close>
            <div class="publish">
                <p class="dialog__text">{t!(i18n, publish.intro)}</p>
                {live_view(move || match result.get() {
                    None | Some(None) => view! { <p class="publish__none" data-tone="caution">{t!(i18n, publish.no_base)}</p> }.into_any(),
                    Some(Some(Err(refusals))) => view! { <Refused workspace=workspace refusals=refusals open=open /> }.into_any(),
                    Some(Some(Ok(publication))) => view! { <Ready publication=publication visitor=visitor /> }.into_any(),
                })}
                <Cases workspace=workspace />
            </div>
        </Dialog>
    }
}

/// `标题（中文）`.
fn field_of(i18n: I18nContext<Locale>, field: &str) -> String {
    let (stem, lang) = match field.rsplit_once('.') {
        Some((stem, "zh")) => (stem, t_string!(i18n, publish.in_zh)),
        Some((stem, "en")) => (stem, t_string!(i18n, publish.in_en)),
        _ => (field, ""),
    };
    let top = stem.split(['.', '[']).next().unwrap_or(stem);
    format!("{}{lang}", published_words(i18n, top))
}

/// `活动：模速空间揭牌`.
fn place_of(i18n: I18nContext<Locale>, place: &Place) -> String {
    let list = published_words(i18n, &place.list);
    let lang = match i18n.get_locale() {
        Locale::zh_CN => Lang::ZhCn,
        Locale::en => Lang::En,
    };
    let title = place.title.get(lang);
    let name = if title.is_empty() { place.id.as_str() } else { title };
    if name.is_empty() { list } else { t_string!(i18n, publish.of, list = list, name = name) }
}

/// Where a place of the published data is edited.
fn href_of(place: &Place) -> Option<String> {
    let query = Query::from([("event".to_owned(), place.id.clone())]);
    (place.list == "events").then(|| Route::Events.href_with(&query))
}

/// The lead through which a secret's record is reached, by its code and title.
fn lead_of(workspace: Workspace, collection: Collection, record: &RecordId) -> Option<(String, String)> {
    workspace.peek(|document| {
        let tables = document.tables();
        let company = match collection {
            Collection::Contacts => tables.contacts.get(record).map(|contact| contact.company.clone())?,
            _ => record.clone(),
        };
        let mut leads = tables.leads.iter();
        let found = leads.find(|(id, lead)| match collection {
            Collection::Leads => *id == record,
            Collection::Companies => lead.company == company && !lead.announced,
            Collection::Contacts => !company.as_str().is_empty() && lead.company == company,
            _ => false,
        });
        found.map(|(_, lead)| (lead.code.clone(), lead.title.clone())).filter(|(code, _)| !code.is_empty())
    })
}

/// What must not go out, or can't: each with its place, and the way there.
#[component]
fn Refused(workspace: Workspace, refusals: Vec<Refusal>, open: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let count = refusals.len();
    // The dialog is in the way of what the link opens.
    let follow = move |_| open.set(false);
    let line = move |refusal: Refusal| {
        let field = field_of(i18n, &refusal.place.field);
        let (words, lead) = match &refusal.why {
            Why::Secret { kind, words, collection, record } => {
                let kind = secret_words(i18n, *kind);
                let words = t_string!(i18n, publish.holds, kind = kind, words = words.as_str());
                (words, lead_of(workspace, *collection, record))
            }
            Why::Missing => (t_string!(i18n, publish.missing).to_owned(), None),
            Why::EndBeforeStart => (t_string!(i18n, publish.end_first).to_owned(), None),
            Why::NoFigure => (t_string!(i18n, publish.no_figure).to_owned(), None),
        };
        let there = href_of(&refusal.place).map(|href| {
            view! { <a class="publish__link" href=href on:click=follow>{t_string!(i18n, publish.go_event)}</a> }
        });
        let lead = lead.map(|(code, title)| {
            let words = t_string!(i18n, publish.go_lead, title = title);
            view! { <a class="publish__link" href=Route::Lead(code).href() on:click=follow dir="auto">{words}</a> }
        });
        view! {
            <li class="publish__line">
                <strong dir="auto">{place_of(i18n, &refusal.place)}</strong>
                <span class="publish__field">{field}</span>
                <span class="publish__why" dir="auto">{words}</span>
                {there}
                {lead}
            </li>
        }
    };
    view! {
        <section class="publish__part" data-tone="caution" role="alert">
            <h3 class="publish__heading"><Icon name=IconName::Lock />{t_string!(i18n, publish.refused, count = count)}</h3>
            <p class="publish__text">{t_string!(i18n, publish.refused_text)}</p>
            <ul class="publish__lines" aria-label=t_string!(i18n, publish.refusals)>{refusals.into_iter().take(MOST).map(line).collect_view()}</ul>
            {more(i18n, count)}
        </section>
    }
}

fn more(i18n: I18nContext<Locale>, count: usize) -> Option<AnyView> {
    let rest = count.saturating_sub(MOST);
    (rest > 0).then(|| view! { <p class="publish__text">{t_string!(i18n, data.more, count = rest)}</p> }.into_any())
}

/// What is new, what visitors will see, and the files.
#[component]
fn Ready(publication: Publication, visitor: VisitorView) -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let settings = use_settings();
    let Publication { data, text, changes, untranslated, unread } = publication;
    let busy = RwSignal::new(false);
    let (json, page) = (StoredValue::new(text.clone()), StoredValue::new(text));
    let save_json = Callback::new(move |()| {
        let name = "published.json";
        json.with_value(|text| screen::save_text(name, "application/json", text));
        session.say(t_string!(i18n, publish.saved_json, name = name), false);
    });
    let save_page = Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let text = page.get_value();
        leptos::task::spawn_local(async move {
            let words = match save_published(&text).await {
                Ok(()) => t_string!(i18n, publish.saved_page).to_owned(),
                Err(error) => page_words(i18n, error),
            };
            session.say(words, false);
            busy.try_set(false);
        });
    });
    let other = move |_| {
        settings.set_lang(untrack(|| settings.lang()).other());
        // All of this is drawn anew then.
        screen::focus_when_drawn(LANGUAGE.to_owned());
    };
    let count = changes.len();
    let none = changes.is_empty();
    let lacks = untranslated.len();
    let lacking = untranslated
        .into_iter()
        .take(MOST)
        .map(|place| view! { <li class="publish__line"><strong dir="auto">{place_of(i18n, &place)}</strong><span class="publish__field">{field_of(i18n, &place.field)}</span></li> })
        .collect_view();
    let data = Arc::new(data);
    view! {
        <section class="publish__part">
            <h3 class="publish__heading">{t_string!(i18n, publish.changes)} <span class="publish__count">{count}</span></h3>
            {none.then(|| view! { <p class="publish__text">{t_string!(i18n, publish.no_changes)}</p> })}
            <ul class="publish__lines" aria-label=t_string!(i18n, publish.changes)>{changes.into_iter().take(MOST).map(|change| change_line(i18n, &change)).collect_view()}</ul>
            {more(i18n, count)}
            {(unread > 0).then(|| view! { <p class="publish__text" data-tone="caution">{t_string!(i18n, publish.unread, count = unread)}</p> })}
        </section>
        {(lacks > 0).then(|| view! {
            <section class="publish__part" data-tone="warn">
                <h3 class="publish__heading">{t_string!(i18n, publish.untranslated)} <span class="publish__count">{lacks}</span></h3>
                <p class="publish__text">{t_string!(i18n, publish.untranslated_text)}</p>
                <ul class="publish__lines" aria-label=t_string!(i18n, publish.untranslated)>{lacking}</ul>
            </section>
        })}
        <section class="publish__part" aria-labelledby="publish-preview">
            <h3 class="publish__heading" id="publish-preview">
                {t_string!(i18n, publish.preview)}
                <button class="publish__link publish__language" id=LANGUAGE type="button" on:click=other>
                    {t!(i18n, publish.other_language)}
                </button>
            </h3>
            <div class="publish__preview" tabindex="0" role="group" aria-labelledby="publish-preview">{visitor(data)}</div>
        </section>
        <div class="publish__buttons" aria-busy=live(move || busy.get().to_string())>
            <Button look=Look::Primary size=Size::Large icon=IconName::Download on_click=save_json>{t!(i18n, publish.save_json)}</Button>
            <Button size=Size::Large on_click=save_page>{t!(i18n, publish.save_page)}</Button>
            <p class="publish__text">{t!(i18n, publish.hand_over)}</p>
        </div>
    }
}

fn change_line(i18n: I18nContext<Locale>, change: &Change) -> AnyView {
    let (tone, words, fields) = match &change.what {
        What::Added => ("added", t_string!(i18n, publish.added), &[][..]),
        What::Removed => ("removed", t_string!(i18n, publish.removed), &[][..]),
        What::Changed(fields) => ("changed", t_string!(i18n, publish.changed), fields.as_slice()),
    };
    let value = move |words: &str| {
        if words.is_empty() { t_string!(i18n, data.emptied).to_owned() } else { words.to_owned() }
    };
    let field = |diff: &FieldDiff| {
        view! {
            <li class="publish__diff">
                <span class="publish__field">{field_of(i18n, &diff.field)}</span>
                <del dir="auto">{value(&diff.before)}</del>
                <ins dir="auto">{value(&diff.after)}</ins>
            </li>
        }
    };
    let fields = (!fields.is_empty())
        .then(|| view! { <ul class="publish__diffs">{fields.iter().map(field).collect_view()}</ul> });
    view! {
        <li class="publish__line" data-what=tone>
            <span class="tag publish__what">{words}</span>
            <strong dir="auto">{place_of(i18n, &change.place)}</strong>
            {fields}
        </li>
    }
    .into_any()
}

/// Announced leads that have landed: each may be published as a case.
#[component]
fn Cases(workspace: Workspace) -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let leads = Memo::new(move |_| {
        workspace.read(|document| {
            let tables = document.tables();
            let landed = tables
                .leads
                .iter()
                .filter(|(_, lead)| lead.public || (lead.announced && !lead.published && lead.registered_on.is_some()));
            landed
                .map(|(id, lead)| {
                    let company = tables.title(Collection::Companies, &lead.company);
                    (id.clone(), lead.title.clone(), company, lead.public)
                })
                .collect::<Vec<_>>()
        })
    });
    live_view(move || {
        let leads = leads.get();
        if leads.is_empty() {
            return ().into_any();
        }
        let rows = leads.into_iter().map(|(id, title, company, public)| {
            let toggle = move |_| {
                let fields = Fields::from_iter([("public".to_owned(), Value::Bool(!public))]);
                let command = Command::Change { collection: Collection::Leads, id: id.clone(), fields };
                if workspace.dispatch(command).is_err() {
                    session.say(t_string!(i18n, data.cannot_now).to_owned(), false);
                }
            };
            view! {
                <li>
                    <label class="publish__case" dir="auto">
                        <input type="checkbox" prop:checked=public on:change=toggle />
                        <strong>{title}</strong><span>{company}</span>
                    </label>
                </li>
            }
        });
        view! {
            <section class="publish__part">
                <h3 class="publish__heading">{t_string!(i18n, publish.as_cases)}</h3>
                <p class="publish__text">{t_string!(i18n, publish.as_cases_text)}</p>
                <ul class="publish__lines">{rows.collect_view()}</ul>
            </section>
        }
        .into_any()
    })
}
