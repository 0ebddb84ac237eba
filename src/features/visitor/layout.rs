use std::sync::Arc;

use landfall_core::published::Published;
use leptos::prelude::*;

use super::event_list::or_not_stated;
use crate::i18n::{t, use_i18n, use_lang};

/// The industry layout of the year, and how the district works.
#[component]
pub fn IndustryLayout(data: Arc<Published>) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang();
    let parts = {
        let data = data.clone();
        move || {
            let lang = lang.get();
            let parts = data.layout.iter().flat_map(|layout| &layout.parts);
            parts
                .map(|part| {
                    let industries = part.industries.as_ref().map(|industries| {
                        let names = industries.iter().map(|industry| industry.name.get(lang).to_owned());
                        let rows = names.map(|name| view! { <li>{name}</li> }).collect_view();
                        view! { <ul class="layout__industries" role="list">{rows}</ul> }.into_any()
                    });
                    let name = part.name.as_ref().map(|name| name.get(lang).to_owned());
                    view! {
                        <li class="layout__part">
                            <span class="layout__mark">{part.mark.clone()}</span>
                            <div>
                                {name.map(|name| view! { <p class="layout__name">{name}</p> })}
                                {industries.unwrap_or_else(|| or_not_stated(None))}
                            </div>
                        </li>
                    }
                })
                .collect_view()
        }
    };
    let year = data.layout.as_ref().map(|layout| layout.year);
    let practices = move || {
        let lang = lang.get();
        let item = |text: &landfall_core::model::Localized| view! { <li>{text.get(lang).to_owned()}</li> };
        data.practices
            .iter()
            .map(|practice| {
                let items = practice.items.iter().map(item).collect_view();
                let items =
                    (!practice.items.is_empty()).then(|| view! { <ul class="layout__items" role="list">{items}</ul> });
                view! {
                    <li class="layout__practice">
                        <h3 class="layout__practice-title">{practice.title.get(lang).to_owned()}</h3>
                        <p>{practice.text.get(lang).to_owned()}</p>
                        {items}
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        {year.map(|year| view! {
            <section class="home-section" id="layout" tabindex="-1" aria-labelledby="layout-title">
                <div class="home-section__head">
                    <h2 class="home-section__title" id="layout-title">{t!(i18n, nav.layout)}</h2>
                    <p class="home-section__text">{t!(i18n, home.layout_text, year = year)}</p>
                </div>
                <ul class="layout" role="list">{parts}</ul>
            </section>
        })}
        <section class="home-section" aria-labelledby="practices-title">
            <div class="home-section__head">
                <h2 class="home-section__title" id="practices-title">{t!(i18n, home.practices)}</h2>
            </div>
            <ul class="layout__practices" role="list">{practices}</ul>
        </section>
    }
}
