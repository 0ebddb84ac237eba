use std::sync::Arc;

use landfall_core::format;
use landfall_core::model::Lang;
use landfall_core::published::{Case, Published};
use leptos::prelude::*;

use super::event_list::or_not_stated;
use crate::i18n::{t, use_i18n, use_lang};
use crate::ui::{Seal, live_view};

/// The cases in full, with the units involved.
#[component]
pub fn CaseList(
    data: Arc<Published>,
    /// The level of the names: 3 under a section's heading, 2 right under the page's.
    #[prop(default = 3)]
    level: u8,
) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang();
    let none = data.cases.is_empty();
    view! {
        <ul class="cases-list" role="list">
            {live_view(move || {data.cases.iter().map(|case| case_view(case, lang.get(), level)).collect_view()}.into_any())}
        </ul>
        {none.then(|| view! { <p class="cases-list__none">{t!(i18n, cases.none)}</p> })}
    }
}

fn case_view(case: &Case, lang: Lang, level: u8) -> AnyView {
    let i18n = use_i18n();
    let name = case.company.get(lang).to_owned();
    let heading = if level == 2 {
        view! { <h2 class="cases-list__name">{name.clone()}</h2> }.into_any()
    } else {
        view! { <h3 class="cases-list__name">{name.clone()}</h3> }.into_any()
    };
    let units = case.units.as_ref().map(|units| {
        let unit = |unit: &landfall_core::model::Localized| view! { <li>{unit.get(lang).to_owned()}</li> };
        view! { <ul class="cases-list__units" role="list">{units.iter().map(unit).collect_view()}</ul> }.into_any()
    });
    let year = case.year.map(|year| year.to_string());
    view! {
        <li class="cases-list__case" aria-label=name>
            <Seal size=32 />
            <div class="cases-list__head">
                {heading}
                {case.tag.as_ref().map(|tag| view! { <p class="cases-list__tag">{tag.get(lang).to_owned()}</p> })}
            </div>
            <p class="cases-list__text">{case.text.get(lang).to_owned()}</p>
            <dl class="cases-list__facts">
                <div><dt>{t!(i18n, cases.year)}</dt><dd>{or_not_stated(year)}</dd></div>
                <div>
                    <dt>{t!(i18n, cases.landed_on)}</dt>
                    <dd>{or_not_stated(case.landed_on.map(|day| format::day_plain(lang, day)))}</dd>
                </div>
                <div>
                    <dt>{t!(i18n, cases.units)}</dt>
                    <dd>{units.unwrap_or_else(|| or_not_stated(None))}</dd>
                </div>
            </dl>
        </li>
    }
    .into_any()
}
