use std::sync::Arc;

use landfall_core::published::Published;
use landfall_core::view::visitor::{Change, FigureItem, IndicatorItem, indicator_items};
use leptos::prelude::*;

use crate::i18n::{t, use_i18n, use_lang};
use crate::ui::live_view;

/// The indicators of the year, each a figure under a rule.
#[component]
pub fn Indicators(data: Arc<Published>) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang();
    let year = data.year;
    view! {
        <section class="indicators" id="indicators" tabindex="-1" aria-labelledby="indicators-title">
            <h2 class="indicators__title" id="indicators-title">{t!(i18n, indicators.title, year = year)}</h2>
            <ul class="indicators__row" role="list">
                {live_view(move || {indicator_items(&data, lang.get()).into_iter().map(figure).collect_view()}.into_any())}
            </ul>
        </section>
    }
}

fn figure(item: IndicatorItem) -> AnyView {
    let i18n = use_i18n();
    let change = item.change.map(change);
    let body = match item.figure {
        FigureItem::Amount { figure, unit } => view! {
            <p class="indicators__figure">{figure}" "<span class="indicators__unit">{unit}</span></p>
            {change}
        }
        .into_any(),
        FigureItem::Rank { figure, among, kept } => view! {
            <p class="indicators__figure">{figure}" "<span class="indicators__unit" data-long="">{among}</span></p>
            {kept.then(|| view! { <p class="indicators__change">{t!(i18n, indicators.kept)}</p> })}
        }
        .into_any(),
        FigureItem::Growth { industries } => view! {
            <p class="indicators__industries">
                {industries.into_iter().map(|name| view! { <span>{name}</span> }).collect_view()}
            </p>
            <p class="indicators__change">
                {t!(i18n, indicators.double_digit)}" "
                <span class="indicators__gap">{t!(i18n, indicators.rates_not_stated)}</span>
            </p>
        }
        .into_any(),
    };
    view! {
        <li class="indicators__item" title=item.detail>
            <p class="indicators__name">{item.name}<span class="indicators__year">{item.year}</span></p>
            {body}
        </li>
    }
    .into_any()
}

/// Last year's bar and this year's, from the same zero, and the change in words.
fn change(change: Change) -> impl IntoView {
    let i18n = use_i18n();
    let text = change.text;
    view! {
        <span class="indicators__bars" aria-hidden="true">
            <span style=("--share", format!("{:.4}", change.last))></span>
            <span style=("--share", format!("{:.4}", change.this))></span>
        </span>
        <p class="indicators__change">{t!(i18n, indicators.on_year, change = text.clone())}</p>
    }
}
