use std::sync::Arc;

use landfall_core::model::Lang;
use landfall_core::published::Published;
use landfall_core::view::panels::{Column, Panel, Said, indicator_panels};
use landfall_core::view::visitor::{Change, FigureItem, IndicatorItem, indicator_items};
use leptos::prelude::*;

use crate::i18n::{t, t_string, use_i18n, use_lang};
use crate::ui::live_view;

/// The indicators of the year, each a figure under a rule; with several years, each a panel with a column a year.
#[component]
pub fn Indicators(
    data: Arc<Published>,
    /// The title is seen; else it is for those who listen only.
    #[prop(optional)]
    titled: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang();
    let year = data.year;
    let several = !indicator_panels(&data, Lang::ZhCn).is_empty();
    let source = data.clone();
    view! {
        <section class="indicators" id="indicators" tabindex="-1" aria-labelledby="indicators-title">
            <h2 class="indicators__title" id="indicators-title" data-seen=(titled || several).then_some("")>
                {if several { t!(i18n, indicators.by_year) } else { t!(i18n, indicators.title, year = year) }}
            </h2>
            {live_view(move || indicator_rows(&data, lang.get()))}
            {live_view(move || (titled || several).then(|| {
                let line = source.source.line.get(lang.get()).to_owned();
                view! { <p class="indicators__source">{t_string!(i18n, visitor.source, line = line)}</p> }
            }).into_any())}
        </section>
    }
}

/// The figures of the one year, or the panels of all.
fn indicator_rows(data: &Published, lang: Lang) -> AnyView {
    let panels = indicator_panels(data, lang);
    if panels.is_empty() {
        let figures = indicator_items(data, lang).into_iter().map(figure).collect_view();
        return view! { <ul class="indicators__row" role="list">{figures}</ul> }.into_any();
    }
    let panels = panels.into_iter().map(panel).collect_view();
    view! { <ul class="indicators__panels" role="list">{panels}</ul> }.into_any()
}

/// The figures of one year.
pub fn figures_of(data: &Published, lang: Lang, year: i32) -> AnyView {
    let items = indicator_items(data, lang).into_iter().filter(|item| item.year == year);
    items.map(figure).collect_view().into_any()
}

/// An indicator over the years: columns from one zero, each with its figure and its change on the year before.
fn panel(panel: Panel) -> AnyView {
    let i18n = use_i18n();
    let drawn = panel.unit.is_some();
    let unit = panel.unit.map(|unit| {
        view! { <span class="indicators__in">{t_string!(i18n, indicators.in_unit, unit = unit)}</span> }
    });
    let columns = panel.columns.into_iter().map(|of_year| column(of_year, drawn)).collect_view();
    view! {
        <li class="indicators__item" title=panel.detail>
            <p class="indicators__name">{panel.name}{unit}</p>
            <ol class="indicators__columns" role="list" data-drawn=drawn.then_some("")>{columns}</ol>
        </li>
    }
    .into_any()
}

fn column(column: Column, drawn: bool) -> AnyView {
    let i18n = use_i18n();
    let said = match column.said {
        Said::Figure(text) => view! { <span class="indicators__value">{text}</span> }.into_any(),
        Said::Other(text) => view! { <span class="indicators__value" data-other="">{text}</span> }.into_any(),
        Said::Rank { rank, among, kept } => {
            let kept = kept.then(
                || view! { <span class="indicators__rise">{t_string!(i18n, indicators.kept).to_string()}</span> },
            );
            view! {
                <span class="indicators__value">{rank}</span>
                <span class="indicators__among">{among}</span>
                {kept}
            }
            .into_any()
        }
        Said::Growth(names) => view! {
            <span class="indicators__words">{t_string!(i18n, indicators.double_digit).to_string()}</span>
            <span class="indicators__among">
                {names.into_iter().map(|name| view! { <span>{name}</span> }).collect_view()}
            </span>
        }
        .into_any(),
        Said::Nothing => {
            view! { <span class="indicators__none">{t_string!(i18n, indicators.nothing).to_string()}</span> }.into_any()
        }
    };
    let change = column.change.map(|text| view! { <span class="indicators__rise">{text}</span> });
    let bar = drawn.then(|| {
        let share = column.share.unwrap_or_default();
        view! { <span class="indicators__column" aria-hidden="true" style=("--share", format!("{share:.4}"))></span> }
    });
    view! {
        <li class="indicators__of-year">
            <span class="indicators__said">{said}{change}</span>
            {bar}
            <span class="indicators__when">{column.year}</span>
        </li>
    }
    .into_any()
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
