//! The title, the code name, and one line of the most asked facts.

use landfall_core::document::{AboutLead, Command};
use landfall_core::format;
use landfall_core::model::{Collection, RecordId};
use landfall_core::view::term_name;
use leptos::prelude::*;

use super::hand::Hand;
use crate::i18n::{t, t_string};
use crate::ui::{Edit, Icon, IconName, live, live_view};

#[component]
pub fn Head(hand: Hand, on_company: Callback<RecordId>) -> impl IntoView {
    let Hand { workspace, i18n, lang, lead, session, .. } = hand;
    let facts = move || {
        let lang = lang.get();
        workspace.read(|document| {
            let tables = document.tables();
            lead.with(|lead| {
                let officer = tables.officers.get(&lead.officer).map(|officer| officer.name.clone());
                let amount = lead.planned.map(|money| format::money(lang, money));
                let terms = [&lead.industry, &lead.zone].map(|id| Some(term_name(tables, id, lang)));
                let how = [&lead.capital, &lead.form].map(|id| Some(term_name(tables, id, lang)));
                let words = terms.into_iter().flatten().chain(officer).chain(amount);
                let words = words.chain(how.into_iter().flatten());
                words.filter(|word| !word.is_empty()).collect::<Vec<_>>()
            })
        })
    };
    let company = move || {
        let id = lead.with(|lead| lead.company.clone());
        let name = workspace.read(|document| document.tables().title(Collection::Companies, &id));
        (!name.is_empty()).then_some((id, name))
    };
    let save = Callback::new(move |text: String| {
        let what = AboutLead::Fields(vec![("title".to_owned(), text.trim().to_owned())]);
        let done = hand.act(Command::AboutLead { lead: hand.id(), what }, || hand.edited());
        if done.is_err() {
            session.say(t_string!(i18n, lead.empty_title).to_owned(), false);
        }
    });
    let code_name =
        move || lead.with(|lead| Some(lead.code_name.clone()).filter(|name| !name.is_empty() && !lead.announced));
    view! {
        <div class="drawer__head">
            <Show
                when=move || !lead.with(|lead| lead.published)
                fallback=move || view! { <h2 class="drawer__title">{live(move || lead.with(|lead| lead.title.clone()))}</h2> }
            >
                <h2 class="visually-hidden">{live(move || lead.with(|lead| lead.title.clone()))}</h2>
                <div class="drawer__title-edit">
                    <Edit
                        id="lead-title" label=Signal::derive(move || t_string!(i18n, lead.title).to_owned())
                        value=Signal::derive(move || lead.with(|lead| lead.title.clone())) on_save=save
                    />
                </div>
            </Show>
            <p class="drawer__facts">
                {live_view(move || match company() {
                    Some((id, name)) => {
                        let label = t_string!(i18n, lead.company_sheet, name = name.as_str());
                        view! {
                            <span dir="auto">
                                <button class="drawer__company" type="button" title=label.clone() aria-label=label on:click=move |_| on_company.run(id.clone())>{name}</button>
                            </span>
                        }.into_any()
                    }
                    None => ().into_any(),
                })}
                {live_view(move || {facts().into_iter().map(|fact| view! { <span dir="auto">{fact}</span> }).collect_view()}.into_any())}
            </p>
            {live_view(move || match code_name() {
                Some(name) => view! {
                    <p class="drawer__code-name">
                        <Icon name=IconName::Lock size=16 />
                        <strong dir="auto">{t!(i18n, detail.code_name, name = name.clone())}</strong>
                        <span>{t!(i18n, detail.code_name_hint)}</span>
                    </p>
                }.into_any(),
                None => ().into_any(),
            })}
        </div>
    }
}
