//! The frame of the visitor's pages inside another page, and what stands there in place of the workspace.

use landfall_core::embed::View;
use landfall_core::view::{Query, Route};
use leptos::prelude::*;

use crate::i18n::{t, use_i18n, use_lang};
use crate::platform::frame;
use crate::store::{Published, use_embedding, use_navigation, use_published};
use crate::ui::{Icon, IconName, live, live_view};

/// Page and footer; header and navigation are the page's around this one.
#[component]
pub fn EmbedFrame(
    /// Says how distances are drawn.
    drawn: bool,
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n();
    let lang = use_lang();
    let published = use_published();
    let source = live_view(move || match published.get() {
        Published::Ready(data) => {
            let line = data.source.line.get(lang.get()).to_owned();
            view! { <p>{t!(i18n, visitor.source, line = line.clone())}</p> }.into_any()
        }
        Published::Loading | Published::Failed(_) => ().into_any(),
    });
    view! {
        <main id="main" class="embed-main" tabindex="-1">{children()}</main>
        <footer class="embed-footer">
            {drawn.then(|| view! { <p class="embed-footer__note">{t!(i18n, embed.note)}</p> })}
            <div class="embed-footer__source">{source}</div>
            <OpenOutside />
        </footer>
    }
}

/// The same page by itself.
#[component]
pub fn OpenOutside(#[prop(optional)] class: Option<&'static str>) -> impl IntoView {
    let i18n = use_i18n();
    let navigation = use_navigation();
    let view = use_embedding().and_then(|embedding| embedding.view);
    let href = move || {
        let mut query = navigation.query();
        let route = match (navigation.route(), view) {
            (Route::Home, None | Some(View::Timeline)) => Route::Timeline,
            (Route::Home, Some(View::Cases)) => Route::Cases,
            (Route::Home, Some(View::Indicators)) => {
                query.insert("section".to_owned(), "indicators".to_owned());
                Route::Home
            }
            (route, _) => route,
        };
        format!("{}{}", frame::address(), route.href_with(&query))
    };
    view! {
        <a class=class.unwrap_or("embed-footer__open") href=live(href) target="_blank" rel="noopener">
            {t!(i18n, embed.open)}<Icon name=IconName::External />
        </a>
    }
}

/// An address of the workspace, which is not for frames.
#[component]
pub fn ElsewherePage() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="not-found">
            <h1 class="not-found__title" tabindex="-1">{t!(i18n, embed.elsewhere_title)}</h1>
            <p class="not-found__text">{t!(i18n, embed.elsewhere_text)}</p>
            <p class="not-found__ways">
                <OpenOutside class="button" />
                <a class="button" data-look="outline" data-size="large" href=Route::Timeline.href_with(&Query::new())>
                    {t!(i18n, embed.elsewhere_back)}
                </a>
            </p>
        </div>
    }
}
