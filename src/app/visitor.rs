use landfall_core::view::Route;
use leptos::prelude::*;

use crate::app::ThemeButton;
use crate::app::embed::OpenOutside;
use crate::features::visitor::SourceFooter;
use crate::i18n::{t, t_string, use_i18n};
use crate::platform::page;
use crate::store::{use_embedding, use_navigation, use_settings};
use crate::ui::{IconName, Seal, live, live_view};

/// The frame of the visitor's pages: header, page, footer.
#[component]
pub fn VisitorFrame(children: Children) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <VisitorHeader />
        <main id="main" class="visitor-main" tabindex="-1">{children()}</main>
        <footer class="visitor-footer">
            <div>
                <p class="visitor-footer__name">{t!(i18n, visitor.footer)}</p>
                {if use_embedding().is_some() {
                    view! { <OpenOutside class="visitor-footer__link" /> }.into_any()
                } else {
                    view! { <WorkspaceLink class="visitor-footer__link" /> }.into_any()
                }}
            </div>
            <div class="visitor-footer__source"><SourceFooter /></div>
        </footer>
    }
}

#[component]
fn VisitorHeader() -> impl IntoView {
    let i18n = use_i18n();
    let settings = use_settings();
    let open = RwSignal::new(false);
    let menu_label = Signal::derive(move || {
        if open.get() { t_string!(i18n, app.close) } else { t_string!(i18n, app.menu) }.to_owned()
    });
    view! {
        <header class="visitor-header" data-open=live(move || open.get().then_some(""))>
            <a class="visitor-header__brand" href=Route::Home.href()>
                <Seal />
                <span class="visitor-header__name">{t!(i18n, app.name)}</span>
                <span class="visitor-header__district">{t!(i18n, app.district)}</span>
                <span class="visitor-header__district" data-short="">{t!(i18n, visitor.district_short)}</span>
            </a>
            <Links />
            <button
                class="visitor-header__language" type="button"
                on:click=move |_| settings.set_lang(settings.lang().other())
            >
                {t!(i18n, app.language_label)}
            </button>
            <ThemeButton />
            <WorkspaceLink class="visitor-header__workspace" />
            <button
                class="icon-button visitor-header__menu" type="button" aria-controls="visitor-nav"
                aria-expanded=live(move || open.get().to_string()) aria-label=live(move || menu_label.get())
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {live_view(move || ({
                    let name = if open.get() { IconName::Close } else { IconName::Menu };
                    view! { <crate::ui::Icon name=name size=22 /> }
                }).into_any())}
            </button>
        </header>
    }
}

/// The way to the staff page that was open last; none inside another page, where the workspace does not open.
#[component]
fn WorkspaceLink(class: &'static str) -> impl IntoView {
    let i18n = use_i18n();
    let settings = use_settings();
    use_embedding().is_none().then(|| {
        view! { <a class=class href=live(move || settings.last_view().href())>{t!(i18n, nav.workspace)}</a> }
    })
}

#[component]
fn Links() -> impl IntoView {
    let i18n = use_i18n();
    let navigation = use_navigation();
    let current = move |route: Route| move || (navigation.route() == route).then_some("page");
    // Following the link to where we are changes no address, so nobody would scroll.
    let again = |section: &'static str| {
        move |_| {
            page::scroll_to(section);
        }
    };
    view! {
        <nav class="visitor-header__nav" id="visitor-nav" aria-label=live(move || t_string!(i18n, nav.visitor).to_string())>
            <a href=Route::Timeline.href() aria-current=current(Route::Timeline)>{t!(i18n, nav.timeline)}</a>
            <a href="#/?section=indicators" on:click=again("indicators")>{t!(i18n, nav.indicators)}</a>
            <a href=Route::Cases.href() aria-current=current(Route::Cases)>{t!(i18n, nav.cases)}</a>
            <a href="#/?section=layout" on:click=again("layout")>{t!(i18n, nav.layout)}</a>
            <WorkspaceLink class="visitor-header__extra" />
        </nav>
    }
}
